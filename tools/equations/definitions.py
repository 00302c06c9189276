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
            return self.placed(reading, reading.net.moved[self.base, 0], indices)
        if () in self.trees:
            return reading.aside(self.trees[()])
        if self.letter and indices:
            return reading.aside(rename(self.trees[self.letter,], {self.letter: indices[0]}))
        if self.letter:
            fresh = self.letter + "°"
            return reading.aside(rename(self.trees[self.letter,], {self.letter: fresh}), keep=fresh)
        return self.placed(reading, self.entries(reading), indices)

    def placed(self, reading, value, indices):
        """What `entries` gives, with the axes of a statement."""
        labels = [] if () in self.trees else list(indices) or [None]
        return reading.place(value, [reading.example] * (value.ndim - 1 - len(labels)) + labels)

    def entries(self, reading):
        """Its numbers beside each other, or its one number, as they are or for each example."""
        values = [reading.aside(tree) for tree in self.trees.values()]
        if any(map(reading.is_array, values)):
            raise Unreadable(f"{self.base} is an array, and no number")
        each = any(value.size > len(value) for value in values)
        values = [value.reshape((len(value), -1) if each else -1) for value in values]
        return values[0] if () in self.trees else np.stack(np.broadcast_arrays(*values), -1)

    def toward(self, reading):
        """The network with each entry moved, one direction an entry; a number of each example for all at once."""
        if self.letter:
            one = f"{self.base}_{self.letter}"
            raise Unreadable(f"{one} is nothing to differentiate with respect to: give it no index, or numbers")
        value = self.entries(reading)
        count = 1 if () in self.trees else value.shape[-1]
        steps = np.eye(count).reshape(count, *[1] * (value.ndim - 2), count) if count > 1 else 1
        net = reading.net.with_moved({(self.base, 0): value + 1j * STEP * steps})
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
