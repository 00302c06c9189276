import numpy as np

from . import equation
from .network import kronecker, measured, phi, slope


def hidden(net):
    """The layer that (7.1) to (7.9) speak of: the one below the output, or the output if there is no other."""
    return max(2, net.top - 1)


@equation("7.1", r"\delta^{(2)}_\alpha := \frac{\partial \hat J}{\partial z^{(2)}_\alpha} = \sum_{\gamma}"
          r"\frac{\partial \hat J}{\partial a^{(2)}_\gamma}"
          r"\frac{\partial a^{(2)}_\gamma}{\partial z^{(2)}_\alpha}")  # fmt: skip
def _(net):
    l = hidden(net)
    da = [measured(lambda z, g=g: [phi(v) for v in z][g], net.z[l]) for g in range(net.n[l])]
    return net.delta[l], [sum(net.eta[l][g] * da[g][k] for g in range(net.n[l])) for k in range(net.n[l])]


@equation("7.2", r"= \sum_{\gamma} \eta^{(2)}_\gamma \varphi'(z^{(2)}_\gamma) \delta_{\gamma\alpha}")
def _(net):
    l = hidden(net)
    eta, z, units = net.eta[l], net.z[l], range(net.n[l])
    return net.delta[l], [sum(eta[g] * slope(z[g]) * kronecker(g, k) for g in units) for k in units]


def by_factors(net, l):
    """η φ(z) (1 − φ(z)) of layer l, by index."""
    return [net.eta[l][k] * phi(net.z[l][k]) * (1 - phi(net.z[l][k])) for k in range(net.n[l])]


@equation("7.3", r"= \eta^{(2)}_\alpha \varphi(z^{(2)}_\alpha)(1 - \varphi(z^{(2)}_\alpha))")
def _(net):
    return net.delta[hidden(net)], by_factors(net, hidden(net))


@equation("7.4", r"\delta^{(2)} = \eta^{(2)} \cdot \varphi(z^{(2)}) \cdot (1 - \varphi(z^{(2)}))")
def _(net):
    l = hidden(net)
    a = np.array([phi(v) for v in net.z[l]])
    return net.delta[l], net.eta[l] * a * (1 - a), by_factors(net, l)


@equation("7.5", r"\frac{\partial \hat J}{\partial W^{(1)}_{\alpha\beta}} = \sum_{\gamma} \delta^{(2)}_\gamma"
          r"\frac{\partial z^{(2)}_\gamma}{\partial W^{(1)}_{\alpha\beta}}")  # fmt: skip
def _(net):
    l = hidden(net)
    dz = [measured(lambda W, g=g: net.onto(l - 1, net.a[l - 1], W=W)[g], net.W[l - 1]) for g in range(net.n[l])]
    return net.dW[l - 1], sum(net.delta[l][g] * dz[g] for g in range(net.n[l]))


@equation("7.6", r"= \sum_{\gamma} \delta^{(2)}_\gamma \delta_{\gamma\alpha} a^{(1)}_\beta")
def _(net):
    l = hidden(net)
    delta, a, units = net.delta[l], net.a[l - 1], range(net.n[l])
    return net.dW[l - 1], [[sum(delta[g] * kronecker(g, i) * v for g in units) for v in a] for i in units]


def products(net, l):
    """δ_α a_β onto layer l, by index."""
    return [[d * v for v in net.a[l - 1]] for d in net.delta[l]]


@equation("7.7", r"= \delta^{(2)}_\alpha a^{(1)}_\beta")
def _(net):
    return net.dW[hidden(net) - 1], products(net, hidden(net))


@equation("7.8", r"\frac{\partial \hat J}{\partial W^{(1)}} = \delta^{(2)} a^{(1)\top}")
def _(net):
    l = hidden(net)
    return net.dW[l - 1], net.delta[l][:, None] @ net.a[l - 1][None, :], products(net, l)


@equation("7.9", r"\frac{\partial \hat J}{\partial b^{(1)}} = \delta^{(2)}")
def _(net):
    l = hidden(net)
    return net.db[l - 1], [net.delta[l][k] for k in range(net.n[l])]


def every_layer(net, left, right):
    """Both sides for every layer that a move is made in, laid end to end."""
    layers = range(net.top, 1, -1)
    return [np.concatenate([np.ravel(side(l)) for l in layers]) for side in (left, right)]


@equation("7.10", r"\delta^{(l)} = \eta^{(l)} \cdot \varphi(z^{(l)}) \cdot (1 - \varphi(z^{(l)}))")
def _(net):
    return every_layer(net, lambda l: net.delta[l], lambda l: by_factors(net, l))


@equation("7.11", r"\frac{\partial \hat J}{\partial W^{(l-1)}} = \delta^{(l)} a^{(l-1)\top}")
def _(net):
    return every_layer(net, lambda l: net.dW[l - 1], lambda l: products(net, l))


@equation("7.12", r"\frac{\partial \hat J}{\partial b^{(l-1)}} = \delta^{(l)}")
def _(net):
    return every_layer(net, lambda l: net.db[l - 1], lambda l: net.delta[l])


@equation("7.13", r"\eta^{(l-1)} = W^{(l-1)\top} \delta^{(l)}")
def _(net):
    def summed(l):
        W, delta = net.W[l - 1], net.delta[l]
        return [sum(W[g][k] * delta[g] for g in range(net.n[l])) for k in range(net.n[l - 1])]

    return every_layer(net, lambda l: net.eta[l - 1], summed)
