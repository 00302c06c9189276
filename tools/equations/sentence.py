"""What a sentence sets (y = 1, W = 0, u = 3), and networks in which it is so."""

import numpy as np

from . import check, kinds
from .network import Network

SETTABLE = ("x", "y", "z", "a", "W", "b", "u", "s", "w")


def bare(node):
    """A letter without layer and indices."""
    return node.op == "name" and node.args[1:] == (None, (), None)


def numeric(node, definitions):
    """Whether a side is written with numbers alone, or with names that are numbers (ε = 2^{-52})."""
    if node.op == "tuple":
        return all(numeric(part, definitions) for part in node.args[0])
    for name in node.names():
        base, layer, indices, _ = name.args
        tree = definitions[base].trees.get(()) if base in definitions else None
        if base != "e" and (layer or indices or tree is None or not numeric(tree, definitions)):
            return False
    return all(part.op not in ("d", "array", "dots") for part in node.walk())


def settings(parts, definitions):
    """What a sentence has set before a claim: the numbers of x, y, z, W or b."""
    for statement in parts:
        first, *rest = statement.sides
        if statement.relations == ("\\le",) and bare(rest[0]) and rest[0].args[0] == "q":
            yield rest[0], first
        if first.op == "name" and first.args[0] in SETTABLE and set(statement.relations) == {"="}:
            if not first.args[2] and all(numeric(side, definitions) for side in rest):
                yield first, rest[0]


def imposed(net, given, definitions, mode):
    """The network with what a sentence has set."""
    numbers = {}
    for name, value in given:
        base, layer, *_ = name.args
        if base == "q":
            numbers["q", 0] = np.array([largest(value, net, definitions)])
            continue
        parts = value.args[0] if value.op == "tuple" else (value,)
        values = np.array([number(part, definitions) for part in parts])
        if base == "x" and (len(values) == net.widths[0] or not values.any()):
            numbers["x", 1] = np.broadcast_to(values if values.any() else 0.0, net.given["x", 1].shape)
        elif base in "usw":
            numbers[base, 0] = values[:1]
        elif base in "yza" and layer is None:
            numbers["scalar " + base, 0] = np.full_like(net.given["scalar y", 0], values[0])
        elif base in "Wb" and layer is not None:
            l = kinds.layer_number(layer, {}, net, mode.shift(net))
            if net.has(base, l):
                numbers[base, l] = np.full_like(net.given[base, l], values[0])
    return net.change(given=numbers) if numbers else net


def largest(node, net, definitions):
    """The largest value that a side has in a network, over all layers."""
    return max((reading(node).max() for reading in check.readings((node,), net, definitions)), default=0.5)


def number(node, definitions):
    """The value of a side that is a number."""
    net = Network(3)
    (reading,) = list(check.readings((node,), net, definitions))[:1]
    return float(np.real(reading(node)).reshape(-1)[0])
