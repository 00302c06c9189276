"""A network whose η, δ, a, z, losses and gradients are what the course's helpers give, and not what is measured.

On it an equation says something of the helpers: one that is a thousandth off makes equations fail. Derivatives in
the equations are measured as before, but for those of the losses with respect to W and b.
"""

import numpy as np

from backprop import batch, delta, eta, loss, network, outer, pullback, softmax

from .network import Network, shares


class HelperNetwork(Network):
    """`Network` by the helpers of `backprop`, wherever no complex step is under way."""

    def define(self, name, l):
        if self.other or self is not self.base or name not in ("a", "z", "Ĵ", "J̃", "J", "η", "δ"):
            return super().define(name, l)
        if name in ("J̃", "J"):
            weight_decay = float(self.get("λ")[0]) if name == "J" else 0.0
            return np.array([loss.objective(*self.data(), weight_decay)])
        return np.array([[self.one(i, name, l) for i in range(len(self.get("x", 1)[0]))]])

    def data(self):
        W, b = ({l: self.get(name, l)[0] for l in range(1, self.L)} for name in "Wb")
        return self.get("x", 1)[0], self.get("y", self.L)[0], W, b

    def one(self, i, name, l):
        """A quantity of example i, from one helper."""
        X, Y, W, b = self.data()
        if self.outputs is shares and (l == self.L or name == "Ĵ") and name != "z":
            return self.of_softmax(name, self.get("z", self.L)[0, i], Y[i])
        if name in "az":
            a, z = network.forward(X[i], W, b)
            return {"a": a, "z": z}[name][l]
        if name == "Ĵ":
            return loss.example_loss(self.get("a", self.L)[0, i], Y[i])
        if name == "η" and l == self.L:
            return eta.eta_output(self.get("a", l)[0, i], Y[i])
        if name == "η":
            return pullback.eta_below(W[l], self.get("δ", l + 1)[0, i])
        if l == self.L and l % 2:  # the two forms of δ of the output, each in some of the networks
            return delta.delta_output(self.get("a", l)[0, i], Y[i])
        return delta.delta(self.get("η", l)[0, i], self.get("z", l)[0, i])

    def of_softmax(self, name, z, y):
        """What the helpers give of softmax outputs; η is written out, as no helper has it."""
        a = softmax.softmax(z)
        return {"a": a, "Ĵ": softmax.cross_entropy(z, y), "η": -y / a, "δ": softmax.delta_softmax(a, y)}[name]

    def phi(self, z):
        return network.sigmoid(z)

    def slope(self, z):
        return network.sigmoid_slope(np.real(z))

    def stated(self, name, variable):
        """The gradient of Ĵ (each example's) or of J as the helpers give it, or None for other derivatives."""
        kind, l = variable
        if self.other or self is not self.base or kind not in ("W", "b") or name not in ("Ĵ", "J"):
            return None
        X, Y, W, b = self.data()
        if name == "J":
            return batch.gradient(X, Y, W, b, float(self.get("λ")[0]))["Wb".index(kind) + 1][l][None]
        deltas, below = self.get("δ", l + 1)[0], self.get("a", l)[0]
        one = outer.weight_gradient if kind == "W" else lambda d, _: outer.bias_gradient(d)
        return np.array([[one(d, a) for d, a in zip(deltas, below, strict=True)]])
