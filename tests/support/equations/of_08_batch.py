"""The equations over all examples: five random ones, each with its own `Network` on the same parameters."""

import numpy as np

import random_networks

from . import equation
from .network import Network, measured

LAMBDA = 0.37


def examples(net):
    """Five examples on the parameters of `net`."""
    X, Y, *_ = random_networks.problem(net.top, 5, 3)
    return [Network.of(x, y, net.W, net.b) for x, y in zip(X, Y, strict=True)]


def J(net, W, b):
    """(8.1) by index, of parameters that may be complex."""
    mean = sum(one.loss(one.forward_with(W, b)) for one in examples(net)) / 5
    return mean + LAMBDA / 2 * sum(W[l][i][j] ** 2 for l in W for i in range(len(W[l])) for j in range(len(W[l][0])))


def slope_of_J(net, l, of):
    """∂J/∂W⁽ˡ⁾ or ∂J/∂b⁽ˡ⁾, measured."""
    if of == "W":
        return measured(lambda w: J(net, {**net.W, l: w}, net.b), net.W[l])
    return measured(lambda v: J(net, net.W, {**net.b, l: v}), net.b[l])


def whole(net, side):
    """One side for every layer, laid end to end."""
    return np.concatenate([np.ravel(side(l)) for l in net.W])


def stack(net, name, l):
    """Row i: what example i has under this name in layer l."""
    return np.array([getattr(one, name)[l] for one in examples(net)])


@equation("8.1", r"J = \frac1N \sum_{i=1}^{N} J^i + \frac\lambda2 \sum_{l} \|W^{(l)}\|^2,"
          r" \|W^{(l)}\|^2 = \sum_{\alpha\beta} (W^{(l)}_{\alpha\beta})^2")  # fmt: skip
def _(net):
    mean = np.mean([one.loss(one.a[net.top]).real for one in examples(net)])
    norms = sum(np.linalg.norm(net.W[l], "fro") ** 2 for l in net.W)
    return mean + LAMBDA / 2 * norms, J(net, net.W, net.b).real


@equation("8.2", r"\frac{\partial J}{\partial W^{(l)}_{\alpha\beta}} = \frac1N \sum_{i} \frac{\partial J^i}"
          r"{\partial W^{(l)}_{\alpha\beta}} + \frac\lambda2 \sum_{m} \frac{\partial \|W^{(m)}\|^2}"
          r"{\partial W^{(l)}_{\alpha\beta}}")  # fmt: skip
def _(net):
    def right(l):
        squares = measured(lambda w: sum(v**2 for row in w for v in row), net.W[l])
        return sum(one.dW[l] for one in examples(net)) / 5 + LAMBDA / 2 * squares

    return whole(net, lambda l: slope_of_J(net, l, "W")), whole(net, right)


@equation("8.3", r"= \frac1N \sum_{i} \frac{\partial J^i}{\partial W^{(l)}_{\alpha\beta}}"
          r" + \lambda W^{(l)}_{\alpha\beta}")  # fmt: skip
def _(net):
    return (
        whole(net, lambda l: slope_of_J(net, l, "W")),
        whole(net, lambda l: sum(one.dW[l] for one in examples(net)) / 5 + LAMBDA * net.W[l]),
    )


@equation("8.4", r"\frac{\partial J}{\partial b^{(l)}_\alpha} = \frac1N \sum_{i}"
          r"\frac{\partial J^i}{\partial b^{(l)}_\alpha}")  # fmt: skip
def _(net):
    return (
        whole(net, lambda l: slope_of_J(net, l, "b")),
        whole(net, lambda l: sum(one.db[l] for one in examples(net)) / 5),
    )


def z_by_index(net, l):
    """Z⁽ˡ⁺¹⁾ by (8.5)."""
    A, W, b = stack(net, "a", l), net.W[l], net.b[l]
    return [[sum(W[k][j] * A[i][j] for j in range(len(A[i]))) + b[k] for k in range(len(b))] for i in range(5)]


@equation("8.5", r"Z^{(l+1)}_{i\alpha} = \sum_{\beta} W^{(l)}_{\alpha\beta} A^{(l)}_{i\beta} + b^{(l)}_\alpha")
def _(net):
    return whole(net, lambda l: stack(net, "z", l + 1)), whole(net, lambda l: z_by_index(net, l))


@equation("8.6", r"Z^{(l+1)} = A^{(l)} W^{(l)\top} + b^{(l)}")
def _(net):
    return (
        whole(net, lambda l: stack(net, "z", l + 1)),
        whole(net, lambda l: stack(net, "a", l) @ net.W[l].T + net.b[l]),
        whole(net, lambda l: z_by_index(net, l)),
    )


@equation("8.7", r"\Delta^{(L)} = A^{(L)} - Y")
def _(net):
    Y = np.array([one.y for one in examples(net)])
    return stack(net, "delta", net.top), stack(net, "a", net.top) - Y


def mean_gradient(net, l):
    """(1/N) Σ_i ∂Jⁱ/∂W⁽ˡ⁾, each measured."""
    return sum(one.dW[l] for one in examples(net)) / 5


def summed(net, l):
    """(1/N) Σ_i Δ_iα A_iβ by index."""
    D, A = stack(net, "delta", l + 1), stack(net, "a", l)
    return [[sum(D[i][p] * A[i][q] for i in range(5)) / 5 for q in range(len(A[0]))] for p in range(len(D[0]))]


@equation("8.8", r"\frac1N \sum_{i} \frac{\partial J^i}{\partial W^{(l)}_{\alpha\beta}} = \frac1N \sum_{i}"
          r" \Delta^{(l+1)}_{i\alpha} A^{(l)}_{i\beta}")  # fmt: skip
def _(net):
    return whole(net, lambda l: mean_gradient(net, l)), whole(net, lambda l: summed(net, l))


@equation("8.9", r"= \frac1N (\Delta^{(l+1)\top} A^{(l)})_{\alpha\beta}")
def _(net):
    def product(l):
        return stack(net, "delta", l + 1).T @ stack(net, "a", l) / 5

    return whole(net, lambda l: mean_gradient(net, l)), whole(net, product)


@equation("8.10", r"\frac{\partial J}{\partial W^{(l)}} = \frac1N \Delta^{(l+1)\top} A^{(l)} + \lambda W^{(l)}")
def _(net):
    def by_matrices(l):
        return stack(net, "delta", l + 1).T @ stack(net, "a", l) / 5 + LAMBDA * net.W[l]

    return (
        whole(net, lambda l: slope_of_J(net, l, "W")),
        whole(net, by_matrices),
        whole(net, lambda l: np.array(summed(net, l)) + LAMBDA * net.W[l]),
    )


@equation("8.11", r"\frac{\partial J}{\partial b^{(l)}_\alpha} = \frac1N \sum_{i} \Delta^{(l+1)}_{i\alpha}")
def _(net):
    return (
        whole(net, lambda l: slope_of_J(net, l, "b")),
        whole(net, lambda l: sum(one.delta[l + 1] for one in examples(net)) / 5),
    )


@equation("8.12", r"\mathrm{H}^{(l)} = \Delta^{(l+1)} W^{(l)}")
def _(net):
    def by_index(l):
        D, W = stack(net, "delta", l + 1), net.W[l]
        return [[sum(D[i][g] * W[g][k] for g in range(len(W))) for k in range(len(W[0]))] for i in range(5)]

    return (
        whole(net, lambda l: stack(net, "eta", l)),
        whole(net, lambda l: stack(net, "delta", l + 1) @ net.W[l]),
        whole(net, by_index),
    )


@equation("8.13", r"\Delta^{(l)} = \mathrm{H}^{(l)} \cdot A^{(l)} \cdot (1 - A^{(l)})")
def _(net):
    layers = range(2, net.top + 1)

    def right(l):
        return stack(net, "eta", l) * stack(net, "a", l) * (1 - stack(net, "a", l))

    return (
        np.concatenate([np.ravel(stack(net, "delta", l)) for l in layers]),
        np.concatenate([np.ravel(right(l)) for l in layers]),
    )
