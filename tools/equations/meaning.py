"""What the names of a statement mean in one network, and arrays with an axis for each of its letters.

The axes of a value: first the directions of a derivative (see network.py), then one for each letter of the statement,
of length 1 where the letter does not stand, and for a vector or matrix two more: its rows and its columns.
"""

import numpy as np

from . import kinds
from .kinds import EXAMPLE, LAYERED, LAYERS, ROWS, NoSuchLayer
from .tree import Unreadable, free

UNITS = {"x": 1, "X": 1, "y": None, "Y": None}  # the layer of these; None is the last
SCALARS = set("azyηδℓ")


class Meaning:
    """A statement in one network, with a number for each of its layers."""

    def __init__(self, nodes, net, layers, mode, definitions, fixed=(), known=()):
        self.nodes, self.net, self.layers, self.mode = nodes, net, layers, mode
        self.definitions, self.fixed, self.sign = definitions, dict(fixed), 1
        self.kinds = kinds.kinds_of(nodes, self.dims, {EXAMPLE: ("example", None), **dict(known)})
        self.letters = sorted(self.kinds)
        outside = set().union(*(free(node) for node in nodes))
        self.example = next((v for v in sorted(outside) if self.kinds.get(v) == ("example", None)), EXAMPLE)

    def inside(self, net=None, **layers):
        """The same with another network, or with a layer that a sum has set."""
        part = object.__new__(type(self))
        part.__dict__ = dict(self.__dict__)
        part.net = net or self.net
        part.layers = {**self.layers, **layers}
        return part

    def aside(self, node, keep=(), **layers):
        """The value of something with letters of its own, and then without their axes; `keep` stays, as the last."""
        part = self.inside(**layers)
        part.kinds = kinds.kinds_of([node], part.dims, self.kinds)
        part.letters = sorted(part.kinds)
        value = part(node)
        if keep:
            value = np.moveaxis(value, part.axis(keep), -1)[..., None]
            part.letters = [v for v in part.letters if v != keep]
        return np.squeeze(value, tuple(part.axis(v) for v in part.letters if v not in self.letters))

    # What a name is

    def layer(self, node):
        """The layer of a name, by its number or by what the statement leaves out."""
        base, layer, *_ = node.args
        if layer is None:
            if self.mode.default is None:
                raise Unreadable(f"{base} has no layer here, and other names have")
            number = self.net.L + self.mode.default[LAYERED[base]]
        else:
            number = kinds.layer_number(layer, self.layers, self.net, self.mode.shift(self.net))
        if not self.net.has(LAYERED[base], number):
            raise NoSuchLayer(f"{base} of layer {number}")
        return number

    def dims(self, node):
        """The kinds of what a name's indices count; None where a layer is not known yet."""
        if node.op != "name":
            return None
        base, layer, indices, _ = node.args
        if base in self.definitions:
            return self.definitions[base].dims(self, indices)
        if base in UNITS:
            unit = ("unit", UNITS[base] or self.net.L)
            whole = base in "XY" or len(indices) == 2 or indices == ("i",)  # y_i is the whole y of example i
            return [("example", None), unit] if whole else [unit]
        if base in LAYERED and not self.scalar(node):
            if layer and any(name.args[0] in LAYERS and name.args[0] not in self.layers for name in layer.names()):
                return None
            number = self.layer(node)
            if base in ROWS:
                return [("example", None), ("unit", number)]
            units = {"W": [number + 1, number], "b": [number + 1]}.get(base[0], [number])
            return [("unit", unit) for unit in units]
        if base in ("θ", "θ′") or (base == "u" and indices):
            return [("parameter", None)]
        if base == "J" and indices:
            return [("batch", None)]
        return []

    def scalar(self, node):
        """Whether a name is one number of one output, as z in φ(z)."""
        return self.mode.scalar and node.args[0] in SCALARS and not node.args[2]

    # Arrays with an axis for each letter

    def place(self, value, labels):
        """An array whose axes after the directions are letters, numbers (one entry), or None (rows, columns)."""
        value = value[(slice(None), *(slice(None) if not isinstance(v, int) else v - 1 for v in labels))]
        labels = [self.fixed.get(v, v) if isinstance(v, str) else v for v in labels if not isinstance(v, int)]
        if any(isinstance(v, int) for v in labels):
            return self.place(value, labels)
        axes = {v: k + 1 for k, v in enumerate(self.letters)}
        for letter in {*labels} - {None, *axes}:
            raise Unreadable(f"nothing says what {letter} counts")
        inner = iter((50, 51))
        here = [0, *(axes[v] if v is not None else next(inner) for v in labels)]
        for axis, length in zip(labels, value.shape[1:], strict=True):
            if axis is not None and length != self.size(axis):
                raise Unreadable(f"{axis} is {kinds.says(self.kinds[axis])}, and this has {length} entries")
        value = np.einsum(value, here, sorted(set(here)))
        lengths = iter(value.shape[1:])
        shape = [len(value), *(next(lengths) if v in labels else 1 for v in self.letters), *lengths]
        return value.reshape(*shape, 1) if len(shape) == self.rank + 1 else value.reshape(shape)

    @property
    def rank(self):
        """How many axes a number has."""
        return 1 + len(self.letters)

    def is_array(self, value):
        return value.ndim > self.rank

    def number(self, value):
        return np.reshape(value, (-1,) + (1,) * len(self.letters))

    def size(self, letter):
        """How far a letter runs."""
        if letter not in self.kinds:
            raise Unreadable(f"nothing says what {letter} counts")
        return kinds.size(self.kinds[letter], self.net)

    def axis(self, letter):
        return 1 + self.letters.index(letter)
