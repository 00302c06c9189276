"""One random network, with all that the equations speak of computed by index and measured, not by the course.

`a`, `z` come from loops over single numbers; `eta`, `delta`, `dW`, `db` are derivatives of Ĵ by the complex
step of the loops. Nothing of `backprop` is called.
"""

import cmath
from functools import cached_property

import numpy as np

import random_networks

H = 1e-30


def phi(z):
    """φ of one number, real or complex."""
    value = 1 / (1 + cmath.exp(-z))
    return value if isinstance(z, complex) else value.real


def slope(z):
    """φ′ of one real number, measured."""
    return phi(complex(z, H)).imag / H


def kronecker(i, j):
    return 1.0 if i == j else 0.0


def measured(f, x):
    """∂f/∂x of a number f, entry by entry, by the complex step."""
    out = np.empty(np.shape(x))
    for k in np.ndindex(out.shape):
        moved = np.array(x, complex)
        moved[k] += 1j * H
        out[k] = complex(f(moved)).imag / H
    return out


class Network:
    """A random network of `layers` layers with one example; `top` is its last layer, `below` the one before."""

    def __init__(self, layers=3, seed=0):
        self._set(*random_networks.example(layers, seed))

    @classmethod
    def of(cls, x, y, W, b):
        """The same for an example and parameters that are given."""
        net = cls.__new__(cls)
        net._set(x, y, W, b)
        return net

    def _set(self, x, y, W, b):
        self.x, self.y, self.W, self.b = x, y, W, b
        layers = len(W) + 1
        self.top, self.below = layers, layers - 1
        self.a, self.z = {1: self.x}, {}
        for l in range(1, layers):
            self.z[l + 1] = self.onto(l, self.a[l])
            self.a[l + 1] = np.array([phi(v) for v in self.z[l + 1]])
        self.K, self.n = len(self.y), {l: len(self.a[l]) for l in self.a}

    def onto(self, l, a, W=None, b=None):
        """z of layer l + 1 from a of layer l, by index."""
        W, b = self.W[l] if W is None else W, self.b[l] if b is None else b
        return [sum(W[i][j] * a[j] for j in range(len(a))) + b[i] for i in range(len(b))]

    def forward_with(self, W, b):
        """The output activations with other parameters, which may be complex."""
        a = self.x
        for l in W:
            a = [phi(v) for v in self.onto(l, a, W[l], b[l])]
        return a

    def loss(self, a):
        """Ĵ from the output activations, by index."""
        return sum(
            -y * cmath.log(v) - (1 - y) * cmath.log(1 - v) for y, v in zip(self.y, list(a), strict=True)
        )

    def loss_from_a(self, l, a):
        """Ĵ from the activations of layer l."""
        for m in range(l, self.top):
            a = [phi(v) for v in self.onto(m, a)]
        return self.loss(a)

    def loss_from_z(self, l, z):
        """Ĵ from the pre-activations of layer l."""
        return self.loss_from_a(l, [phi(v) for v in z])

    @cached_property
    def eta(self):
        return {l: measured(lambda a, l=l: self.loss_from_a(l, a), self.a[l]) for l in range(1, self.top + 1)}

    @cached_property
    def delta(self):
        return {l: measured(lambda z, l=l: self.loss_from_z(l, z), self.z[l]) for l in range(2, self.top + 1)}

    @cached_property
    def dW(self):
        return {
            l: measured(lambda W, l=l: self.loss_from_z(l + 1, self.onto(l, self.a[l], W=W)), self.W[l])
            for l in self.W
        }

    @cached_property
    def db(self):
        return {
            l: measured(lambda b, l=l: self.loss_from_z(l + 1, self.onto(l, self.a[l], b=b)), self.b[l])
            for l in self.W
        }
