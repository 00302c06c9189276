"""Names of one notebook, bound by what the notebook prints: ℓ = …, g_k = …, v_1 = …, v_2 = …"""

from dataclasses import dataclass

import numpy as np

from . import kinds
from .network import STEP
from .tree import Node, Unreadable

INDICES = set("αβγτklimp")  # letters that count
VOCABULARY = set("abWxXyYzAZΔΗηδφθλNKLMJesuhwi") | {"Ĵ", "J̃", "θ′", "φ′", "ℓ"} | INDICES  # known everywhere


def rename(node, names):
    """A tree with other letters for some indices."""
    if node.op == "name":
        base, layer, indices, example = node.args
        return Node("name", (base, layer, tuple(names.get(i, i) for i in indices), example), node.span)
    change = lambda arg: rename(arg, names) if isinstance(arg, Node) else arg
    args = tuple(tuple(map(change, arg)) if isinstance(arg, tuple) else change(arg) for arg in node.args)
    return Node(node.op, args, node.span)


@dataclass
class Definition:
    """What one name stands for: one tree, one with a letter for its index, or one for each of its numbers."""

    base: str
    trees: dict

    @property
    def letter(self):
        (indices,) = list(self.trees)[:1]
        return next((i for i in indices if isinstance(i, str)), None)

    def dims(self, reading, indices):
        if () in self.trees:
            return []
        if self.letter:
            return [kinds.kinds_of(self.trees.values(), reading.dims, {})[self.letter]]
        return [(self.base, len(self.trees))]

    def value(self, reading, indices):
        if (self.base, 0) in reading.net.moved:
            moved = reading.net.moved[self.base, 0]
            single = () in self.trees
            return reading.number(moved.reshape(-1)) if single else reading.place(moved, list(indices))
        if () in self.trees:
            return reading.aside(self.trees[()])
        if self.letter and indices:
            return reading.aside(rename(self.trees[self.letter,], {self.letter: indices[0]}))
        if self.letter:
            fresh = self.letter + "°"
            return reading.aside(rename(self.trees[self.letter,], {self.letter: fresh}), keep=fresh)
        return reading.place(self.entries(reading), list(indices) or [None])

    def entries(self, reading):
        values = [reading.aside(tree) for tree in self.trees.values()]
        return np.concatenate([value.reshape(len(value), -1) for value in values], 1)

    def toward(self, reading):
        """The network with each entry moved, one direction an entry."""
        if self.letter:
            raise Unreadable(f"{self.base} is nothing to differentiate with respect to")
        value = self.entries(reading)
        net = reading.net.with_moved({(self.base, 0): value + 1j * STEP * np.eye(value.shape[1])})
        net.variable = (self.base, 0)
        return net


def definitions(statements, vocabulary=VOCABULARY):
    """From the statements of a notebook, in order: the first that sets a name alone, or an indexed one."""
    found = {}
    for statement in statements:
        left, *rest = statement.sides
        if left is not None and left.op == "call" and left.args[1] == 0 and statement.relations == ("=",):
            argument = left.args[2]
            if argument.op == "name" and argument.args[0] in "wx" and argument.args[1:] == (None, (), None):
                base = left.args[0] + "()"  # J(w) = …: a function of its own
                found.setdefault(base, Definition(base, {argument.args[0]: rest[0]}))
            continue
        if left is None or left.op != "name" or statement.relations[:1] not in (("=",), (":=",)):
            continue
        base, layer, indices, example = left.args
        if base in vocabulary or layer or example or len(indices) > 1 or rest[0].op == "tuple":
            continue
        if any(name.args[0] == base for name in rest[0].names()):
            continue
        trees = found.setdefault(base, Definition(base, {})).trees
        if not trees or (isinstance((*indices, "")[0], int) and all(isinstance(k[0], int) for k in trees if k)):
            trees.setdefault(indices, rest[0])
    return found
