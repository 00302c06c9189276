import numpy as np

from . import equation
from .network import kronecker, measured, phi, slope


def da_dz(net):
    """∂a_γ/∂z_α of the last layer, measured: row γ, column α."""
    z = net.z[net.top]
    return np.array([measured(lambda v, g=g: [phi(u) for u in v][g], z) for g in range(net.K)])


@equation("4.1", r"\delta^{(3)}_\alpha := \frac{\partial \hat J}{\partial z^{(3)}_\alpha}")
def _(net):
    h = 1e-6
    z, steps = np.array(net.z[net.top]), h * np.eye(net.K)
    central = [(net.loss_from_z(net.top, z + s) - net.loss_from_z(net.top, z - s)).real / (2 * h) for s in steps]
    return net.delta[net.top], central, 1e-6


@equation("4.2", r"\delta^{(3)}_\alpha = \sum_{\gamma} \frac{\partial \hat J}{\partial a^{(3)}_\gamma}"
          r"\frac{\partial a^{(3)}_\gamma}{\partial z^{(3)}_\alpha}")  # fmt: skip
def _(net):
    eta, J = net.eta[net.top], da_dz(net)
    return net.delta[net.top], [sum(eta[g] * J[g, k] for g in range(net.K)) for k in range(net.K)]


@equation("4.3", r"= \sum_{\gamma} \eta^{(3)}_\gamma \varphi'(z^{(3)}_\gamma) \delta_{\gamma\alpha}")
def _(net):
    eta, z = net.eta[net.top], net.z[net.top]
    return net.delta[net.top], [
        sum(eta[g] * slope(z[g]) * kronecker(g, k) for g in range(net.K)) for k in range(net.K)
    ]


@equation("4.4", r"= \eta^{(3)}_\alpha \varphi'(z^{(3)}_\alpha)")
def _(net):
    eta, z = net.eta[net.top], net.z[net.top]
    return net.delta[net.top], [eta[k] * slope(z[k]) for k in range(net.K)]


@equation("4.5", r"= \eta^{(3)}_\alpha \varphi(z^{(3)}_\alpha)(1 - \varphi(z^{(3)}_\alpha))")
def _(net):
    eta, z = net.eta[net.top], net.z[net.top]
    return net.delta[net.top], [eta[k] * phi(z[k]) * (1 - phi(z[k])) for k in range(net.K)]


@equation("4.6", r"\delta^{(3)} = \eta^{(3)} \cdot \varphi(z^{(3)}) \cdot (1 - \varphi(z^{(3)}))")
def _(net):
    eta, z = net.eta[net.top], net.z[net.top]
    a = np.array([phi(v) for v in z])
    return net.delta[net.top], eta * a * (1 - a), [eta[k] * phi(z[k]) * (1 - phi(z[k])) for k in range(net.K)]


@equation("4.7", r"\delta^{(3)}_\alpha = (-\frac{y_\alpha}{a^{(3)}_\alpha} + \frac{1 - y_\alpha}{1 - a^{(3)}_\alpha})"
          r" a^{(3)}_\alpha(1 - a^{(3)}_\alpha) = -y_\alpha(1 - a^{(3)}_\alpha)"
          r" + (1 - y_\alpha) a^{(3)}_\alpha")  # fmt: skip
def _(net):
    a, y = net.a[net.top], net.y
    return (
        net.delta[net.top],
        [(-y[k] / a[k] + (1 - y[k]) / (1 - a[k])) * a[k] * (1 - a[k]) for k in range(net.K)],
        [-y[k] * (1 - a[k]) + (1 - y[k]) * a[k] for k in range(net.K)],
    )


@equation("4.8", r"= a^{(3)}_\alpha - y_\alpha")
def _(net):
    return net.delta[net.top], [net.a[net.top][k] - net.y[k] for k in range(net.K)]
