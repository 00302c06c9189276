"""The numbers z are those of every unit of the network; a bound is verified as min(left, right) = left."""

import math

import numpy as np

from . import equation
from .network import Network, phi, slope


def everywhere(net, left, *right):
    """Both sides at the z of every unit."""
    z = [float(v) for l in net.z for v in net.z[l]]
    return tuple([side(v) for v in z] for side in (left, *right))


def outputs(net, left, *right):
    """Both sides at the z and y of every output."""
    pairs = list(zip(net.z[net.top], net.y, strict=True))
    return tuple([side(z, y) for z, y in pairs] for side in (left, *right))


def log_phi(z):
    return math.log(phi(z))


def term(z, y):
    """One term of Ĵ, by its meaning: minus the logarithm of what the network gives to y."""
    return -math.log(phi(z) ** y * (1 - phi(z)) ** (1 - y))


@equation("11.1", r"1 - \varphi(z) = \frac{e^{-z}}{1 + e^{-z}}")
def _(net):
    return everywhere(net, lambda z: 1 - phi(z), lambda z: math.exp(-z) / (1 + math.exp(-z)))


@equation("11.2", r"= \frac{1}{e^{z} + 1}")
def _(net):
    return everywhere(net, lambda z: 1 - phi(z), lambda z: 1 / (math.exp(z) + 1))


@equation("11.3", r"= \varphi(-z)")
def _(net):
    return everywhere(net, lambda z: 1 - phi(z), lambda z: phi(-z))


@equation("11.4", r"\varphi(z) = \frac{e^{z}}{1 + e^{z}}")
def _(net):
    return everywhere(net, phi, lambda z: math.exp(z) / (1 + math.exp(z)))


@equation("11.5", r"-\log\varphi(z) = \log(1 + e^{-z})")
def _(net):
    return everywhere(net, lambda z: -log_phi(z), lambda z: math.log(1 + math.exp(-z)))


@equation("11.6", r"-\log(1 - \varphi(z)) = \log(1 + e^{z})")
def _(net):
    return everywhere(net, lambda z: -math.log(1 - phi(z)), lambda z: math.log(1 + math.exp(z)))


@equation("11.7", r"\log(1 + e^{z}) = z + \log(1 + e^{-z})")
def _(net):
    return everywhere(net, lambda z: math.log(1 + math.exp(z)), lambda z: z + math.log(1 + math.exp(-z)))


@equation("11.8", r"\ell = y\log(1 + e^{-z}) + (1 - y)[z + \log(1 + e^{-z})]")
def _(net):
    def right(z, y):
        return y * math.log(1 + math.exp(-z)) + (1 - y) * (z + math.log(1 + math.exp(-z)))

    return outputs(net, term, lambda z, y: -y * log_phi(z) - (1 - y) * math.log(1 - phi(z)), right)


@equation("11.9", r"= \log(1 + e^{-z}) + (1 - y)z")
def _(net):
    return outputs(net, term, lambda z, y: math.log(1 + math.exp(-z)) + (1 - y) * z)


@equation("11.10", r"= \log(1 + e^{z}) - yz")
def _(net):
    return outputs(net, term, lambda z, y: math.log(1 + math.exp(z)) - y * z)


@equation("11.11", r"\delta^{(3)}_\alpha = (1 - y_\alpha)\varphi(z^{(3)}_\alpha) - y_\alpha\varphi(-z^{(3)}_\alpha)")
def _(net):
    z, y = net.z[net.top], net.y
    return net.delta[net.top], [(1 - y[k]) * phi(z[k]) - y[k] * phi(-z[k]) for k in range(net.K)]


@equation("11.12", r"\varphi'(z) = \varphi(z)(1 - \varphi(z)) = \frac14 - (\varphi(z) - \frac12)^2")
def _(net):
    return everywhere(net, slope, lambda z: phi(z) * (1 - phi(z)), lambda z: 1 / 4 - (phi(z) - 1 / 2) ** 2)


@equation("11.13", r"\varphi'(z) \le \frac14")
def _(net):
    return everywhere(net, slope, lambda z: min(slope(z), 1 / 4))


def hidden(net, left, *right):
    """Both sides at every unit α of every hidden layer l, as sides of (net, l, α)."""
    if net.top == 2:
        net = Network(4, 7)
    units = [(l, k) for l in range(2, net.top) for k in range(net.n[l])]
    return tuple([side(net, l, k) for l, k in units] for side in (left, *right))


def size(net, l, k):
    return abs(net.delta[l][k])


def column(net, l, k, weigh=lambda net, l, g: 1.0):
    """Σ_γ |W_γk| times the weight of γ."""
    return sum(abs(net.W[l][g][k]) * weigh(net, l + 1, g) for g in range(net.n[l + 1]))


def largest(net, l):
    return max(size(net, l, k) for k in range(net.n[l]))


def norm(net, l):
    return max(column(net, l, k) for k in range(net.n[l]))


@equation("11.14", r"\delta^{(l)}_\alpha = (\sum_{\gamma} W^{(l)}_{\gamma\alpha}\delta^{(l+1)}_\gamma)"
          r"\varphi'(z^{(l)}_\alpha)")  # fmt: skip
def _(net):
    def right(net, l, k):
        return sum(net.W[l][g][k] * net.delta[l + 1][g] for g in range(net.n[l + 1])) * slope(net.z[l][k])

    return hidden(net, lambda net, l, k: net.delta[l][k], right)


@equation("11.15", r"|\delta^{(l)}_\alpha| \le \frac14 \sum_{\gamma} |W^{(l)}_{\gamma\alpha}||\delta^{(l+1)}_\gamma|")
def _(net):
    return hidden(net, size, lambda net, l, k: min(size(net, l, k), column(net, l, k, size) / 4))


@equation("11.16", r"|\delta^{(l)}_\alpha| \le \frac14 (\sum_{\gamma} |W^{(l)}_{\gamma\alpha}|)|\delta^{(l+1)}|")
def _(net):
    return hidden(net, size, lambda net, l, k: min(size(net, l, k), column(net, l, k) * largest(net, l + 1) / 4))


@equation("11.17", r"|\delta^{(l)}| \le \frac14\lVert W^{(l)}\rVert|\delta^{(l+1)}|")
def _(net):
    def right(net, l, _):
        return min(largest(net, l), norm(net, l) * largest(net, l + 1) / 4)

    return hidden(net, lambda net, l, _: largest(net, l), right)


@equation("11.18", r"|\delta^{(2)}| \le (\prod_{l=2}^{L-1} \frac14\lVert W^{(l)}\rVert)|\delta^{(L)}|")
def _(net):
    most = np.prod([norm(net, l) / 4 for l in range(2, net.top)]) * largest(net, net.top)
    return largest(net, 2), min(largest(net, 2), most)
