import numpy as np

from . import equation
from .network import Network, kronecker, measured, phi, slope
from .of_05_outer import dz_dW, table
from .of_08_batch import LAMBDA, J, examples, slope_of_J


def every_example(net, name, l):
    """The mean over the examples of a measured derivative of their own losses."""
    return sum(getattr(one, name)[l] for one in examples(net)) / len(examples(net))


@equation("12.1", r"z^{(2)} = W^{(1)} a^{(1)} + b^{(1)}, z^{(3)} = W^{(2)} a^{(2)} + b^{(2)}")
def _(net):
    layers = {1, net.below}  # the first step and the last
    by_index = [v for l in layers for v in net.z[l + 1]]
    return by_index, np.concatenate([net.W[l] @ net.a[l] + net.b[l] for l in layers])


@equation("12.2", r"\frac{\partial J}{\partial W^{(2)}_{\alpha\beta}} = \frac1N \sum_{i=1}^{N}"
          r"\frac{\partial J^i}{\partial W^{(2)}_{\alpha\beta}} + \lambda W^{(2)}_{\alpha\beta}")  # fmt: skip
def _(net):
    l = net.below
    return slope_of_J(net, l, "W"), every_example(net, "dW", l) + LAMBDA * net.W[l]


@equation("12.3", r"\frac{\partial J}{\partial b^{(2)}_{\alpha}} = \frac1N \sum_{i=1}^{N}"
          r"\frac{\partial J^i}{\partial b^{(2)}_{\alpha}}")  # fmt: skip
def _(net):
    return slope_of_J(net, net.below, "b"), every_example(net, "db", net.below)


@equation("12.4", r"\tilde J = \frac1N \sum_{i=1}^{N} J^i, J = \tilde J + \frac\lambda2 \sum_{l} \|W^{(l)}\|^2")
def _(net):
    given = 1.0  # the probability that the network gives to all targets together
    for one in examples(net):
        for a, y in zip(one.a[net.top], one.y, strict=True):
            given *= a**y * (1 - a) ** (1 - y)
    J_tilde = sum(one.loss(one.a[net.top]).real for one in examples(net)) / 5
    squares = sum(v**2 for l in net.W for row in net.W[l] for v in row)
    return [-np.log(given) / 5, J(net, net.W, net.b).real], [J_tilde, J_tilde + LAMBDA / 2 * squares]


@equation("12.5", r"\frac{\partial \hat J}{\partial W^{(2)}_{\alpha\beta}} ="
          r"\frac{\partial J^i}{\partial W^{(2)}_{\alpha\beta}}")  # fmt: skip
def _(net):
    """Left with i dropped, as Ĵ of one example; right as a term of N J̃, the other examples held back."""
    one, *rest = examples(net)
    l = net.below

    def all_of_them(w):
        others = sum(other.loss(other.a[net.top]) for other in rest)
        return one.loss(one.forward_with({**net.W, l: w}, net.b)) + others

    return one.dW[l], measured(all_of_them, net.W[l])


@equation("12.6", r"\delta^{(3)}_\alpha := \frac{\partial \hat J}{\partial z^{(3)}_\alpha}")
def _(net):
    h = 1e-6
    z, steps = np.array(net.z[net.top]), h * np.eye(net.K)
    central = [(net.loss_from_z(net.top, z + s) - net.loss_from_z(net.top, z - s)).real / (2 * h) for s in steps]
    return net.delta[net.top], central, 1e-6


@equation("12.7", r"\frac{\partial z^{(3)}_\gamma}{\partial W^{(2)}_{\alpha\beta}} = \sum_{\tau}"
          r"\delta_{\gamma\alpha} \delta_{\tau\beta} a^{(2)}_\tau = \delta_{\gamma\alpha} a^{(2)}_\beta")  # fmt: skip
def _(net):
    a = net.a[net.below]

    def summed(g, i, j):
        return sum(kronecker(g, i) * kronecker(t, j) * a[t] for t in range(len(a)))

    return (
        dz_dW(net),
        [table(net, lambda i, j, g=g: summed(g, i, j)) for g in range(net.K)],
        [table(net, lambda i, j, g=g: kronecker(g, i) * a[j]) for g in range(net.K)],
    )


@equation("12.8", r"\frac{\partial \hat J}{\partial W^{(2)}} = \delta^{(3)} a^{(2)\top}")
def _(net):
    delta, a = net.delta[net.top], net.a[net.below]
    return net.dW[net.below], delta[:, None] @ a[None, :], table(net, lambda i, j: delta[i] * a[j])


@equation("12.9", r"\frac{\partial \hat J}{\partial b^{(2)}_\alpha} = \sum_{\gamma} \frac{\partial \hat J}"
          r"{\partial z^{(3)}_\gamma} \frac{\partial z^{(3)}_\gamma}{\partial b^{(2)}_\alpha}"
          r"= \delta^{(3)}_\alpha")  # fmt: skip
def _(net):
    l, delta = net.below, net.delta[net.top]
    dz = [measured(lambda b, g=g: net.onto(l, net.a[l], b=b)[g], net.b[l]) for g in range(net.K)]
    return net.db[l], [sum(delta[g] * dz[g][k] for g in range(net.K)) for k in range(net.K)], delta


@equation("12.10", r"\eta^{(2)} = W^{(2)\top} \delta^{(3)}")
def _(net):
    W, delta, width = net.W[net.below], net.delta[net.top], net.n[net.below]
    by_index = [sum(W[g, k] * delta[g] for g in range(net.K)) for k in range(width)]
    return net.eta[net.below], W.T @ delta, by_index


@equation("12.11", r"\delta^{(2)} = \eta^{(2)} \cdot \varphi(z^{(2)}) \cdot (1 - \varphi(z^{(2)})) = \eta^{(2)} \cdot"
          r"\varphi'(z^{(2)})")  # fmt: skip
def _(net):
    if net.top == 2:  # no hidden layer
        net = Network(4, 7)
    l = net.below
    eta, z = net.eta[l], net.z[l]
    a = np.array([phi(v) for v in z])
    return net.delta[l], eta * a * (1 - a), [eta[k] * slope(z[k]) for k in range(len(z))]


@equation("12.12", r"\delta^{(3)} = a^{(3)} - y")
def _(net):
    return net.delta[net.top], [net.a[net.top][k] - net.y[k] for k in range(net.K)]
