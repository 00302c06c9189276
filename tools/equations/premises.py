"""What a text supposes of the network, from what it prints: W^{(1)}_{βk} = W^{(1)}_{τk} makes β and τ twins, and
a^{(l)} = f(z^{(l)}) gives the hidden layers f in place of φ."""

from dataclasses import dataclass

import numpy as np

from . import kinds
from .mode import mode_of
from .tree import Node


@dataclass(frozen=True)
class Premise:
    """Two parameters, the same but for one index: the right one becomes the left one. β is unit 1, τ is unit 2."""

    left: Node
    right: Node

    @property
    def places(self):
        """Which of the indices differ."""
        return [k for k, (i, j) in enumerate(zip(self.left.args[2], self.right.args[2], strict=True)) if i != j]

    def imposed(self, net):
        """The network with the premise, and the units that its two letters name; None if it has no such layer."""
        base, layer, *_ = self.left.args
        number = kinds.layer_number(layer, {}, net, mode_of([self.left]).shift(net))
        if not net.has(base, number):
            return None, {}
        value = net.given[base, number].copy()
        (axis,) = self.places
        units = np.moveaxis(value, axis + 1, 0)
        units[1] = units[0]
        fixed = {self.left.args[2][axis]: 1, self.right.args[2][axis]: 2}
        return net.change(given={(base, number): value}), fixed


class Other:
    """The hidden layers have f in place of φ; their weights are small, so that it does not leave all bounds."""

    @staticmethod
    def imposed(net):
        small = {("W", l): net.given["W", l] / 40 for l in range(1, net.L)}
        return net.change(other=True, given=small), {}


def premise(statement):
    """The premise that a statement is, or None."""
    if statement.relations != ("=",) or None in statement.sides:
        return None
    left, right = statement.sides
    if left.op == "name" and left.args[0] == "a" and right.op == "call" and right.args[:2] == ("f", 0):
        return Other()
    if any(side.op != "name" or side.args[0] not in ("W", "b") or not side.args[2] for side in (left, right)):
        return None
    if left.args[:2] != right.args[:2] or len(left.args[2]) != len(right.args[2]):
        return None
    found = Premise(left, right)
    return found if len(found.places) == 1 else None
