import numpy as np

from . import equation
from .network import kronecker, measured


def dz_dW(net):
    """∂z_γ/∂W_αβ of the last layer, measured: axes γ, α, β."""
    l = net.below
    return np.array([measured(lambda W, g=g: net.onto(l, net.a[l], W=W)[g], net.W[l]) for g in range(net.K)])


def table(net, entry):
    """The matrix of entry(α, β), shaped like the last W."""
    return [[entry(i, j) for j in range(net.n[net.below])] for i in range(net.K)]


@equation("5.1", r"\frac{\partial \hat J}{\partial W^{(2)}_{\alpha\beta}} = \sum_{\gamma} \delta^{(3)}_\gamma"
          r"\frac{\partial z^{(3)}_\gamma}{\partial W^{(2)}_{\alpha\beta}}")  # fmt: skip
def _(net):
    delta, dz = net.delta[net.top], dz_dW(net)
    return net.dW[net.below], table(net, lambda i, j: sum(delta[g] * dz[g, i, j] for g in range(net.K)))


@equation("5.2", r"\frac{\partial z^{(3)}_\gamma}{\partial W^{(2)}_{\alpha\beta}} = \sum_{\tau}"
          r"\frac{\partial W^{(2)}_{\gamma\tau}}{\partial W^{(2)}_{\alpha\beta}} a^{(2)}_\tau")  # fmt: skip
def _(net):
    W, a = net.W[net.below], net.a[net.below]
    dW = {(g, t): measured(lambda V, g=g, t=t: V[g, t], W) for g in range(net.K) for t in range(len(a))}
    return dz_dW(net), [sum(dW[g, t] * a[t] for t in range(len(a))) for g in range(net.K)]


@equation("5.3", r"= \sum_{\tau} \delta_{\gamma\alpha} \delta_{\tau\beta} a^{(2)}_\tau")
def _(net):
    a = net.a[net.below]

    def entry(g, i, j):
        return sum(kronecker(g, i) * kronecker(t, j) * a[t] for t in range(len(a)))

    return dz_dW(net), [table(net, lambda i, j, g=g: entry(g, i, j)) for g in range(net.K)]


@equation("5.4", r"= \delta_{\gamma\alpha} a^{(2)}_\beta")
def _(net):
    a = net.a[net.below]
    return dz_dW(net), [table(net, lambda i, j, g=g: kronecker(g, i) * a[j]) for g in range(net.K)]


@equation("5.5", r"\frac{\partial \hat J}{\partial W^{(2)}_{\alpha\beta}} = \sum_{\gamma} \delta^{(3)}_\gamma"
          r" \delta_{\gamma\alpha} a^{(2)}_\beta")  # fmt: skip
def _(net):
    delta, a = net.delta[net.top], net.a[net.below]
    return net.dW[net.below], table(
        net, lambda i, j: sum(delta[g] * kronecker(g, i) * a[j] for g in range(net.K))
    )


@equation("5.6", r"= \delta^{(3)}_\alpha a^{(2)}_\beta")
def _(net):
    delta, a = net.delta[net.top], net.a[net.below]
    return net.dW[net.below], table(net, lambda i, j: delta[i] * a[j])


@equation("5.7", r"\frac{\partial \hat J}{\partial W^{(2)}} = \delta^{(3)} a^{(2)\top}")
def _(net):
    delta, a = net.delta[net.top], net.a[net.below]
    return net.dW[net.below], delta[:, None] @ a[None, :], table(net, lambda i, j: delta[i] * a[j])


@equation("5.8", r"\frac{\partial \hat J}{\partial b^{(2)}_\alpha} = \sum_{\gamma} \delta^{(3)}_\gamma"
          r"\frac{\partial z^{(3)}_\gamma}{\partial b^{(2)}_\alpha}")  # fmt: skip
def _(net):
    l, delta = net.below, net.delta[net.top]
    dz = [measured(lambda b, g=g: net.onto(l, net.a[l], b=b)[g], net.b[l]) for g in range(net.K)]
    return net.db[l], [sum(delta[g] * dz[g][k] for g in range(net.K)) for k in range(net.K)]


@equation("5.9", r"= \sum_{\gamma} \delta^{(3)}_\gamma \delta_{\gamma\alpha}")
def _(net):
    delta = net.delta[net.top]
    return net.db[net.below], [sum(delta[g] * kronecker(g, k) for g in range(net.K)) for k in range(net.K)]


@equation("5.10", r"= \delta^{(3)}_\alpha")
def _(net):
    return net.db[net.below], [net.delta[net.top][k] for k in range(net.K)]
