import numpy as np

from . import equation
from .network import kronecker, measured


def dz_da(net):
    """∂z_γ/∂a_α of the last layer, measured: row γ, column α."""
    l = net.below
    return np.array([measured(lambda a, g=g: net.onto(l, a)[g], net.a[l]) for g in range(net.K)])


@equation("6.1", r"\eta^{(2)}_\alpha := \frac{\partial \hat J}{\partial a^{(2)}_\alpha} = \sum_{\gamma}"
          r"\delta^{(3)}_\gamma \frac{\partial z^{(3)}_\gamma}{\partial a^{(2)}_\alpha}")  # fmt: skip
def _(net):
    delta, dz, width = net.delta[net.top], dz_da(net), net.n[net.below]
    return net.eta[net.below], [sum(delta[g] * dz[g, k] for g in range(net.K)) for k in range(width)]


@equation("6.2", r"\frac{\partial z^{(3)}_\gamma}{\partial a^{(2)}_\alpha} = \sum_{\tau} W^{(2)}_{\gamma\tau}"
          r"\frac{\partial a^{(2)}_\tau}{\partial a^{(2)}_\alpha}")  # fmt: skip
def _(net):
    W, a = net.W[net.below], net.a[net.below]
    da = [measured(lambda v, t=t: v[t], a) for t in range(len(a))]
    return dz_da(net), [sum(W[g, t] * da[t] for t in range(len(a))) for g in range(net.K)]


@equation("6.3", r"= \sum_{\tau} W^{(2)}_{\gamma\tau} \delta_{\tau\alpha}")
def _(net):
    W, width = net.W[net.below], net.n[net.below]
    return dz_da(net), [
        [sum(W[g, t] * kronecker(t, k) for t in range(width)) for k in range(width)] for g in range(net.K)
    ]


@equation("6.4", r"= W^{(2)}_{\gamma\alpha}")
def _(net):
    W, width = net.W[net.below], net.n[net.below]
    return dz_da(net), [[W[g, k] for k in range(width)] for g in range(net.K)]


@equation("6.5", r"\eta^{(2)}_\alpha = \sum_{\gamma} W^{(2)}_{\gamma\alpha} \delta^{(3)}_\gamma")
def _(net):
    W, delta, width = net.W[net.below], net.delta[net.top], net.n[net.below]
    return net.eta[net.below], [sum(W[g, k] * delta[g] for g in range(net.K)) for k in range(width)]


@equation("6.6", r"\eta^{(2)} = W^{(2)\top} \delta^{(3)}")
def _(net):
    W, delta, width = net.W[net.below], net.delta[net.top], net.n[net.below]
    by_index = [sum(W[g, k] * delta[g] for g in range(net.K)) for k in range(width)]
    return net.eta[net.below], W.T @ delta, by_index
