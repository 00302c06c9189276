"""A random network with its examples, and every quantity that the equations speak of, by its definition.

All arrays have a first axis, the *directions*: 1 as a rule, and as many as a variable has entries while the
derivative with respect to it is measured; direction k has entry k moved by the complex step. a, z and what comes of
them have the examples next. Nothing of `backprop` is called.
"""

import numpy as np

from .tree import Unreadable

STEP = 1e-30
EXAMPLES, BATCHES = 8, 4
WIDTHS = {2: (5, 3), 3: (2, 4, 3), 4: (4, 2, 5, 3), 5: (3, 6, 2, 5, 4), 6: (6, 3, 7, 5, 2, 4)}
SCALARS = ("z", "y", "a", "η", "δ", "ℓ")


def phi(z):
    """The sigmoid, from its definition."""
    return 1 / (1 + np.exp(-z))


def shares(z):
    """Softmax, from its definition."""
    return np.exp(z) / np.exp(z).sum(-1, keepdims=True)


def losses(a, y):
    """Minus the logarithm of the probability given to y, entry by entry."""
    return -y * np.log(a) - (1 - y) * np.log(1 - a)


class Network:
    """`L` layers; `moved` holds what is given another value than its definition gives."""

    def __init__(self, layers, seed=0):
        rng = np.random.default_rng([layers, seed])
        n = WIDTHS[layers]
        self.name = f"the network of {layers} layers {n}, seed {seed}"
        self.L, self.widths, self.base = layers, n, self
        self.moved, self.known, self.variable, self.other, self.outputs = {}, {}, None, False, phi
        # Bounded, so that 1 − a keeps its digits: for z beyond ±6, sides may differ by 1e-12 through rounding alone.
        self.given = {("x", 1): rng.uniform(-1.5, 1.5, size=(1, EXAMPLES, n[0]))}
        self.given["y", layers] = rng.uniform(0.05, 0.95, size=(1, EXAMPLES, n[-1]))
        for l in range(1, layers):
            self.given["W", l] = rng.uniform(-1, 1, size=(1, n[l], n[l - 1]))
            self.given["b", l] = rng.uniform(-1, 1, size=(1, n[l]))
        self.given["scalar z", 0] = rng.uniform(-4, 4, size=(1, EXAMPLES))
        self.given["scalar y", 0] = rng.uniform(0.05, 0.95, size=(1, EXAMPLES))
        for name in "λsuxhwq":
            self.given[name, 0] = rng.uniform(0.2, 1, size=1)
        self.given["direction", 0] = rng.normal(size=(1, sum(n[l] * (n[l - 1] + 1) for l in range(1, layers))))
        self.given["rates", 0] = rng.uniform(0.3, 1, size=(2, 4))  # f(x) = Σ c e^{kx}
        self.given["rates", 0][1] *= (-1) ** layers

    def change(self, **given):
        """A copy with other numbers in place of some that were drawn."""
        copy = object.__new__(type(self))
        copy.__dict__ = {**self.__dict__, "known": {}, "given": {**self.given, **given.pop("given", {})}, **given}
        copy.base = copy
        return copy

    def softmax(self):
        """The same with softmax outputs, cross-entropy, and targets that add up to 1."""
        if "softmax" not in self.known:
            y = self.given["y", self.L]
            targets = {("y", self.L): y / y.sum(-1, keepdims=True)}
            name = f"{self.name}, its outputs softmax"
            self.known["softmax"] = self.change(outputs=shares, given=targets, name=name)
        return self.known["softmax"]

    def get(self, name, layer=0):
        """A quantity, computed when it is first asked for."""
        key = name, layer
        if key in self.moved:
            return self.moved[key]
        if key not in self.known:
            self.known[key] = self.given[key] if key in self.given else self.define(name, layer)
        return self.known[key]

    def has(self, name, layer):
        """Whether the network has a W, a z … of this layer."""
        low, high = {"W": (1, -1), "b": (1, -1), "z": (2, 0), "δ": (2, 0), "a": (1, 0), "η": (1, 0)}[name[0]]
        return low <= layer <= self.L + high

    def define(self, name, l):
        if name == "z":
            return np.einsum("pij,pnj->pni", *same_directions(self.get("W", l - 1), self.get("a", l - 1))) + (
                self.get("b", l - 1)[:, None, :]
            )
        if name == "a":
            return (self.outputs if l == self.L else self.hidden)(self.get("z", l)) if l > 1 else self.get("x", 1)
        if name == "Ĵ":
            a, y = self.get("a", self.L), self.get("y", self.L)
            return (losses(a, y) if self.outputs is phi else -y * np.log(a)).sum(2)
        if name == "J̃":
            return self.get("Ĵ").mean(1)
        if name == "J":
            return self.get("J̃") + self.decay()
        if name == "J_m":
            return self.get("Ĵ").reshape(-1, BATCHES, EXAMPLES // BATCHES).mean(2) + self.decay()[:, None]
        if name == "θ":
            return np.concatenate([v.reshape(len(v), -1) for v in self.parameters()], 1)
        if name == "θ′":
            return self.get("θ") - self.get("s")[:, None] * self.base.derivative("J", ("θ", 0))[None]
        if name in ("W′", "b′"):
            return self.cut(self.get("θ′"))[name[0], l]
        if name == "η" or name == "δ":
            return self.sensitivity({"η": "a", "δ": "z"}[name], l)
        if name == "scalar a":
            return phi(self.get("scalar z"))
        if name == "scalar ℓ":
            return losses(self.get("scalar a"), self.get("scalar y"))
        if name in ("scalar η", "scalar δ"):
            return self.base.derivative("scalar ℓ", ("scalar a" if name[-1] == "η" else "scalar z", 0))
        raise Unreadable(f"nothing says what {name} is")

    def hidden(self, z):
        """What the hidden layers have in place of φ: φ, unless a text supposes f there."""
        return self.f(z) if self.other else phi(z)

    def f(self, x, primes=0):
        """f(x) = Σ c e^{kx}, or one of its derivatives."""
        rates, weights = self.get("rates")
        return sum(c * k**primes * np.exp(k * x) for k, c in zip(rates, weights, strict=True))

    def phi(self, z):
        return phi(z)

    def slope(self, z):
        """φ′, by the complex step."""
        return phi(np.real(z) + 1j * STEP).imag / STEP

    def stated(self, name, variable):
        """A derivative that is not measured: none."""

    def sensitivity(self, name, l):
        """∂Ĵ/∂a or ∂Ĵ/∂z of a layer, for every example: (1, N, n)."""
        if self is not self.base:
            raise Unreadable("a derivative of a derivative is not measured")
        return np.moveaxis(self.derivative("Ĵ", (name, l)), 0, -1)[None]

    def decay(self):
        squares = sum((self.get("W", l) ** 2).sum((1, 2)) for l in range(1, self.L))
        return self.get("λ") / 2 * squares

    def parameters(self):
        return [self.get(name, l) for l in range(1, self.L) for name in "Wb"]

    def derivative(self, name, variable):
        """∂name/∂variable: directions first, then what `name` has."""
        key = "∂", name, variable
        if key not in self.known:
            self.known[key] = np.imag(self.toward(variable).get(name)) / STEP
        return self.known[key]

    def toward(self, variable):
        """This network with each entry of a variable moved by the complex step, one direction an entry."""
        key = "toward", variable
        if key not in self.known:
            value = self.get(*variable)
            examples = value.shape[1:2] if variable[0] in ("a", "z", "scalar a", "scalar z", "scalar y") else ()
            dims = value.shape[1 + len(examples) :]
            count = int(np.prod(dims, dtype=int))
            steps = 1j * STEP * np.eye(count).reshape(count, *(1,) * len(examples), *dims)
            self.known[key] = self.with_moved({variable: value + steps})
            self.known[key].variable = variable
        return self.known[key]

    def with_moved(self, moved):
        """This network with other values of some variables, from which all that depends on them is computed."""
        copy = object.__new__(type(self))
        copy.__dict__ = {**self.__dict__, "known": {}, "base": self.base, "moved": {**self.moved, **moved}}
        if ("θ", 0) in moved:
            copy.moved.update(self.cut(moved["θ", 0]))
        return copy

    def cut(self, theta):
        """The rows of θ cut into W[1], b[1], W[2] …"""
        parts, place = {}, 0
        for l in range(1, self.L):
            for name in "Wb":
                shape = self.given[name, l].shape[1:]
                size = int(np.prod(shape))
                parts[name, l] = theta[:, place : place + size].reshape(len(theta), *shape)
                place += size
        return parts


class Extremal(Network):
    """Where bounds are reached: every z is 0, the weights of a layer are equal, and so are inputs and targets."""

    def __init__(self, layers, target, equal=False):
        """With `equal`, all layers have the same largest sum over a column."""
        super().__init__(layers)
        self.name = f"the extremal network of {layers} layers with targets {target}"
        self.given["x", 1] = np.full_like(self.given["x", 1], 0.5)
        self.given["y", layers] = np.full_like(self.given["y", layers], target)
        self.given["scalar z", 0] *= 0
        for l in range(1, layers):
            self.given["W", l] = np.full_like(self.given["W", l], 1.2 / self.widths[l] if equal else 0.3 + 0.2 * l)
            self.given["b", l] = -self.given["W", l].sum(2) / 2
        self.given["direction", 0] = -self.derivative("J", ("θ", 0))[None]


def same_directions(*arrays):
    count = max(len(array) for array in arrays)
    return [np.broadcast_to(array, (count, *array.shape[1:])) for array in arrays]
