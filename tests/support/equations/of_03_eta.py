import numpy as np

from . import equation
from .network import measured


def term(y, a):
    return -y * np.log(a) - (1 - y) * np.log(1 - a)


@equation("3.1", r"\hat J = \sum_{k=1}^{K} [-y_k \log a^{(3)}_k - (1 - y_k)\log(1 - a^{(3)}_k)]")
def _(net):
    a, y = net.a[net.top], net.y
    probability = 1.0  # the same from its meaning: minus the logarithm of what the network gives to y
    for k in range(net.K):
        probability *= a[k] ** y[k] * (1 - a[k]) ** (1 - y[k])
    return -np.log(probability), sum(term(y[k], a[k]) for k in range(net.K))


@equation("3.2", r"\eta^{(3)}_\alpha := \frac{\partial \hat J}{\partial a^{(3)}_\alpha} = \sum_{k} \frac{\partial}"
          r"{\partial a^{(3)}_\alpha} [-y_k \log a^{(3)}_k - (1 - y_k)\log(1 - a^{(3)}_k)]")  # fmt: skip
def _(net):
    a, y = net.a[net.top], net.y
    return net.eta[net.top], sum(measured(lambda v, k=k: term(y[k], v[k]), a) for k in range(net.K))


@equation("3.3", r"= \frac{\partial}{\partial a^{(3)}_\alpha} [-y_\alpha \log a^{(3)}_\alpha"
          r" - (1 - y_\alpha)\log(1 - a^{(3)}_\alpha)]")  # fmt: skip
def _(net):
    a, y = net.a[net.top], net.y
    return net.eta[net.top], [measured(lambda v, k=k: term(y[k], v), a[k]) for k in range(net.K)]


@equation("3.4", r"= -\frac{y_\alpha}{a^{(3)}_\alpha} + \frac{1 - y_\alpha}{1 - a^{(3)}_\alpha}")
def _(net):
    a, y = net.a[net.top], net.y
    return net.eta[net.top], [-y[k] / a[k] + (1 - y[k]) / (1 - a[k]) for k in range(net.K)]


@equation("3.5", r"\eta^{(3)} = -\frac{y}{a^{(3)}} + \frac{1 - y}{1 - a^{(3)}}")
def _(net):
    a, y = net.a[net.top], net.y
    by_index = [-y[k] / a[k] + (1 - y[k]) / (1 - a[k]) for k in range(net.K)]
    return net.eta[net.top], -y / a + (1 - y) / (1 - a), by_index


@equation("3.6", r"\eta^{(3)}_\alpha = \frac{a^{(3)}_\alpha - y_\alpha}{a^{(3)}_\alpha(1 - a^{(3)}_\alpha)}")
def _(net):
    a, y = net.a[net.top], net.y
    return net.eta[net.top], [(a[k] - y[k]) / (a[k] * (1 - a[k])) for k in range(net.K)]
