import cmath

import numpy as np

from backprop.network import forward

from . import equation


def course_forward(net):
    """What the course's own forward pass gives: the left sides here are definitions."""
    return forward(net.x, net.W, net.b)


def end_to_end(parts):
    return np.concatenate([np.ravel(part) for part in parts])


@equation("1.1", r"z^{(l+1)}_\alpha = \sum_{\beta} W^{(l)}_{\alpha\beta} a^{(l)}_\beta + b^{(l)}_\alpha")
def _(net):
    a, z = course_forward(net)
    units = [(l, i) for l in net.W for i in range(len(net.b[l]))]
    by_index = [sum(net.W[l][i][j] * a[l][j] for j in range(len(a[l]))) + net.b[l][i] for l, i in units]
    return end_to_end(z[l + 1] for l in net.W), by_index


@equation("1.2", r"z^{(l+1)} = W^{(l)} a^{(l)} + b^{(l)}")
def _(net):
    a, _ = course_forward(net)
    return end_to_end(net.z[l + 1] for l in net.W), end_to_end(net.W[l] @ a[l] + net.b[l] for l in net.W)


@equation("1.3", r"\varphi(z) = \frac{1}{1 + e^{-z}}")
def _(net):
    """Against φ = (1 + tanh(z/2)) / 2, by another function of the library."""
    z = end_to_end(net.z.values())
    return [(1 + np.tanh(v / 2)) / 2 for v in z], [1 / (1 + cmath.exp(-v)).real for v in z]


@equation("1.4", r"a^{(l+1)}_\alpha = \varphi(z^{(l+1)}_\alpha)")
def _(net):
    a, z = course_forward(net)
    return end_to_end(a[l] for l in z), [1 / (1 + cmath.exp(-v)).real for l in z for v in z[l]]
