import cmath
from functools import lru_cache

import numpy as np

import random_networks

from . import equation
from .network import H, Network, measured, phi, slope

S = 0.3  # a learning rate


class Task:
    """A random network with four examples and λ; J by index as a function of all parameters in one row, θ."""

    def __init__(self, layers):
        self.X, self.Y, W, b, self.decay = random_networks.problem(layers, 4)
        self.shapes = [np.shape(part) for l in W for part in (W[l], b[l])]
        self.theta = np.concatenate([np.ravel(part) for l in W for part in (W[l], b[l])])
        self.g = measured(self.J, self.theta)

    def parts(self, theta):
        """θ cut into W[1], b[1], W[2], b[2] …"""
        parts, place = [], 0
        for shape in self.shapes:
            parts.append(np.reshape(theta[place : place + np.prod(shape)], shape))
            place += np.prod(shape)
        return parts

    def mean(self, theta, rows=range(4)):
        """J̃ over some of the examples."""
        parts, total = self.parts(theta), 0.0
        for i in rows:
            a = list(self.X[i])
            for W, b in zip(parts[::2], parts[1::2], strict=True):
                a = [phi(sum(W[j][k] * a[k] for k in range(len(a))) + b[j]) for j in range(len(b))]
            for y, v in zip(self.Y[i], a, strict=True):
                total += -y * cmath.log(v) - (1 - y) * cmath.log(1 - v)
        return total / len(rows)

    def J(self, theta, rows=range(4)):
        """J over some of the examples."""
        squares = sum(v * v for W in self.parts(theta)[::2] for v in W.ravel())
        return self.mean(theta, rows) + self.decay / 2 * squares

    def along(self, s):
        """J(θ − s g)."""
        return self.J(self.theta - s * self.g)


@lru_cache
def task(layers):
    return Task(layers)


@lru_cache
def twins(layers):
    """A random network of three layers whose first two hidden units are twins."""
    net = Network(3, seed=layers)
    net.W[1][1], net.b[1][1], net.W[2][:, 1] = net.W[1][0], net.b[1][0], net.W[2][:, 0]
    for l in (1, 2):
        net.z[l + 1] = net.onto(l, net.a[l])
        net.a[l + 1] = np.array([phi(v) for v in net.z[l + 1]])
    return net


@equation("10.1", r"\theta'_k = \theta_k - s g_k")
def _(net):
    t, h = task(net.top), 1e-6
    steps = h * np.eye(len(t.theta))
    central = np.array([(t.J(t.theta + e) - t.J(t.theta - e)).real / (2 * h) for e in steps])
    return [t.theta[k] - S * t.g[k] for k in range(len(t.g))], t.theta - S * central, 1e-6


@equation("10.2", r"\frac{d}{ds} J(\theta - s g)|_{s=0} = \sum_{k} \frac{\partial J}{\partial \theta_k}"
          r"\frac{d(\theta_k - s g_k)}{ds}")  # fmt: skip
def _(net):
    t = task(net.top)
    outer = measured(t.J, t.theta)
    inner = [measured(lambda s, k=k: t.theta[k] - s * t.g[k], 0.0) for k in range(len(t.g))]
    return measured(t.along, 0.0), sum(outer[k] * inner[k] for k in range(len(t.g)))


@equation("10.3", r"= \sum_{k} g_k (-g_k)")
def _(net):
    t = task(net.top)
    return measured(t.along, 0.0), sum(v * -v for v in t.g)


@equation("10.4", r"= - \|g\|^2")
def _(net):
    t = task(net.top)
    return measured(t.along, 0.0), -(np.linalg.norm(t.g) ** 2)


@equation("10.5", r"J(\theta - s g) \approx J(\theta) - s \|g\|^2")
def _(net):
    t = task(net.top)
    moved = t.along(1j * H)  # s so small that s² is nothing: the real part is the value, the imaginary part the slope
    straight = t.J(t.theta).real - 1j * H * (t.g @ t.g)
    left_out = [abs(t.along(s) - t.J(t.theta) + s * (t.g @ t.g)) for s in (1e-3, 5e-4)]
    assert 3.8 < left_out[0] / left_out[1] < 4.2  # half the step, a quarter of what is left out
    return [moved.real, moved.imag / H], [straight.real, straight.imag / H]


@equation("10.6", r"\sum_{k} (\frac{g_k}{\|g\|} + u_k)^2 = 2 + \frac{2}{\|g\|} \sum_{k} g_k u_k")
def _(net):
    t = task(net.top)
    u = np.random.default_rng(net.top).normal(size=len(t.g))
    u, size = u / np.linalg.norm(u), np.linalg.norm(t.g)
    along = measured(lambda s: t.J(t.theta + s * u), 0.0)
    assert along >= -size
    squares = sum((t.g[k] / size + u[k]) ** 2 for k in range(len(u)))
    return squares, 2 + 2 / size * sum(t.g[k] * u[k] for k in range(len(u))), np.array(2 + 2 / size * along)


@equation("10.7", r"W^{(l)} - s \frac{\partial J}{\partial W^{(l)}} = (1 - s\lambda) W^{(l)}"
          r" - s \frac{\partial \tilde J}{\partial W^{(l)}}")  # fmt: skip
def _(net):
    t = task(net.top)
    weights = [t.parts(v)[::2] for v in (t.theta, t.g, measured(t.mean, t.theta))]
    left = [W - S * dJ for W, dJ, _ in zip(*weights, strict=True)]
    right = [(1 - S * t.decay) * W - S * dmean for W, _, dmean in zip(*weights, strict=True)]
    return np.concatenate([v.ravel() for v in left]), np.concatenate([v.ravel() for v in right])


@equation("10.8", r"a^{(2)}_\beta = \varphi(\sum_{k} W^{(1)}_{\beta k} a^{(1)}_k + b^{(1)}_\beta) = a^{(2)}_\tau")
def _(net):
    t = twins(net.top)
    return [t.a[2][0]], [phi(sum(t.W[1][0, k] * t.a[1][k] for k in range(t.n[1])) + t.b[1][0])], [t.a[2][1]]


@equation("10.9", r"\frac{\partial \hat J}{\partial W^{(2)}_{\gamma\beta}} = \delta^{(3)}_\gamma a^{(2)}_\beta"
          r" = \frac{\partial \hat J}{\partial W^{(2)}_{\gamma\tau}}")  # fmt: skip
def _(net):
    t = twins(net.top)
    return t.dW[2][:, 0], [t.delta[3][g] * t.a[2][0] for g in range(t.K)], t.dW[2][:, 1]


@equation("10.10", r"\delta^{(2)}_\beta = (\sum_{\gamma} W^{(2)}_{\gamma\beta} \delta^{(3)}_\gamma)"
          r"\varphi'(z^{(2)}_\beta) = \delta^{(2)}_\tau")  # fmt: skip
def _(net):
    t = twins(net.top)
    back = sum(t.W[2][g, 0] * t.delta[3][g] for g in range(t.K))
    return [t.delta[2][0]], [back * slope(t.z[2][0])], [t.delta[2][1]]


@equation("10.11", r"\frac{\partial \hat J}{\partial W^{(1)}_{\beta k}} = \delta^{(2)}_\beta a^{(1)}_k"
          r" = \frac{\partial \hat J}{\partial W^{(1)}_{\tau k}}")  # fmt: skip
def _(net):
    t = twins(net.top)
    return t.dW[1][0], [t.delta[2][0] * t.a[1][k] for k in range(t.n[1])], t.dW[1][1]


@equation("10.12", r"\frac{1}{M} \sum_{m=1}^{M} \frac{\partial J_m}{\partial \theta_k}"
          r" = \frac{\partial J}{\partial \theta_k}")  # fmt: skip
def _(net):
    t = task(net.top)
    parts = [measured(lambda v, rows=rows: t.J(v, rows), t.theta) for rows in ((0, 1), (2, 3))]
    return t.g, (parts[0] + parts[1]) / 2
