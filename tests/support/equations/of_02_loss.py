import cmath

import numpy as np

import random_networks

from . import equation
from .network import Network, kronecker, measured, phi, slope

POINTS = (-3.0, -0.2, 0.0, 1.4, 6.0)
LAMBDA = 0.37


def examples(net):
    X, Y, *_ = random_networks.problem(net.top, 4, 5)
    return [Network.of(x, y, net.W, net.b) for x, y in zip(X, Y, strict=True)]


@equation("2.1", r"\hat J = -\log \prod_{k} (a^{(3)}_k)^{y_k} (1 - a^{(3)}_k)^{1 - y_k}"
          r" = \sum_{k} [-y_k \log a^{(3)}_k - (1 - y_k) \log(1 - a^{(3)}_k)]")  # fmt: skip
def _(net):
    a, y = net.a[net.top], net.y
    product = 1.0
    for k in range(net.K):
        product *= a[k] ** y[k] * (1 - a[k]) ** (1 - y[k])
    by_index = sum(-y[k] * np.log(a[k]) - (1 - y[k]) * np.log(1 - a[k]) for k in range(net.K))
    return net.loss(a).real, -np.log(product), by_index


@equation("2.2", r"\tilde J = \frac1N \sum_{i=1}^{N} J^i")
def _(net):
    from backprop.loss import objective

    many = examples(net)
    X, Y = np.array([one.x for one in many]), np.array([one.y for one in many])
    return objective(X, Y, net.W, net.b), sum(one.loss(one.a[net.top]).real for one in many) / 4


@equation("2.3", r"J = \tilde J + \frac\lambda2 \sum_{l} \|W^{(l)}\|_F^2")
def _(net):
    from backprop.loss import objective

    many = examples(net)
    X, Y = np.array([one.x for one in many]), np.array([one.y for one in many])
    mean = sum(one.loss(one.a[net.top]).real for one in many) / 4
    squares = sum(v**2 for l in net.W for row in net.W[l] for v in row)
    return objective(X, Y, net.W, net.b, LAMBDA), mean + LAMBDA / 2 * squares


@equation("2.4", r"\varphi'(z) = \frac{e^{-z}}{(1 + e^{-z})^2}")
def _(net):
    return [slope(z) for z in POINTS], [np.exp(-z) / (1 + np.exp(-z)) ** 2 for z in POINTS]


@equation("2.5", r"= \varphi(z)\cdot\frac{e^{-z}}{1 + e^{-z}}")
def _(net):
    return [slope(z) for z in POINTS], [phi(z) * np.exp(-z) / (1 + np.exp(-z)) for z in POINTS]


@equation("2.6", r"= \varphi(z) (1 - \varphi(z))")
def _(net):
    return [slope(z) for z in POINTS], [phi(z) * (1 - phi(z)) for z in POINTS]


@equation("2.7", r"\frac{d}{da}[-y\log a - (1 - y)\log(1 - a)] = -\frac{y}{a} + \frac{1 - y}{1 - a}")
def _(net):
    pairs = [(a, y) for a in (0.02, 0.4, 0.97) for y in (0.0, 0.3, 1.0)]
    left = [measured(lambda v, y=y: -y * cmath.log(v) - (1 - y) * cmath.log(1 - v), a) for a, y in pairs]
    return left, [-y / a + (1 - y) / (1 - a) for a, y in pairs]


@equation("2.8", r"\frac{\partial \tilde J}{\partial \theta} = \frac1N \sum_{i} \frac{\partial J^i}{\partial \theta}")
def _(net):
    many, l = examples(net), 1

    def mean(W):
        return sum(one.loss(one.forward_with({**net.W, l: W}, net.b)) for one in many) / 4

    return measured(mean, net.W[l]), sum(one.dW[l] for one in many) / 4


@equation("2.9", r"\frac{\partial}{\partial W_{\alpha\beta}} \frac\lambda2 \|W\|_F^2 = \lambda W_{\alpha\beta}")
def _(net):
    W = net.W[1]
    return measured(lambda V: LAMBDA / 2 * sum(v**2 for row in V for v in row), W), LAMBDA * W


@equation("2.10", r"\frac{dJ}{du} = \sum_{\gamma} \frac{\partial J}{\partial v_\gamma}"
          r" \frac{\partial v_\gamma}{\partial u}")  # fmt: skip
def _(net):
    """For a network: u is an entry of a, the v are the sums that it goes to, J is Ĵ."""
    l = net.below
    dv = [measured(lambda a, g=g: net.onto(l, a)[g], net.a[l]) for g in range(net.K)]
    return net.eta[l], sum(net.delta[net.top][g] * dv[g] for g in range(net.K))


@equation("2.11", r"\frac{\partial W_{\gamma\tau}}{\partial W_{\alpha\beta}}"
          r" = \delta_{\gamma\alpha} \delta_{\tau\beta}")  # fmt: skip
def _(net):
    W = net.W[1]
    places = list(np.ndindex(W.shape))
    left = [measured(lambda V, p=p: V[p], W) for p in places]
    return left, [[[kronecker(g, i) * kronecker(t, j) for j in range(W.shape[1])] for i in range(W.shape[0])]
                  for g, t in places]  # fmt: skip


@equation("2.12", r"\frac{\partial a_\tau}{\partial a_\alpha} = \delta_{\tau\alpha},"
          r" \frac{\partial b_\gamma}{\partial b_\alpha} = \delta_{\gamma\alpha}")  # fmt: skip
def _(net):
    b = net.b[1]
    left = [measured(lambda v, g=g: v[g], b) for g in range(len(b))]
    return left, [[kronecker(g, k) for k in range(len(b))] for g in range(len(b))]


@equation("2.13", r"\sum_{\tau} \delta_{\tau\beta} v_\tau = v_\beta")
def _(net):
    v = net.a[1]
    return [sum(kronecker(t, k) * v[t] for t in range(len(v))) for k in range(len(v))], [v[k] for k in range(len(v))]
