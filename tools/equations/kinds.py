"""What an index counts, and what a layer's number means: told by every place where they stand, and all must agree."""

from .network import BATCHES, EXAMPLES
from .tree import Unreadable, bound

LAYERS = ("l", "l′")
EXAMPLE = "·"  # the axis of the examples where a formula speaks of one example and does not name it
ROWS = {"A": "a", "Z": "z", "Δ": "δ", "Η": "η"}  # the matrices whose rows are the examples' a, z, δ, η
LAYERED = {"W": "W", "b": "b", "W′": "W′", "b′": "b′", "a": "a", "z": "z", "δ": "δ", "η": "η", **ROWS}


class NoSuchLayer(Exception):
    """The network has no such layer: the formula says nothing about it."""


def layer_names(node):
    """The names that stand in the numbers of layers."""
    for part in node.walk():
        if part.op == "name" and part.args[1]:
            yield from part.args[1].names()


def layer_number(node, layers, net, shift):
    """l, l + 1, L − 1, 3 … as a number. Plain numbers count from the top, 3 being the output, if `shift` says so."""
    if node.op == "num":
        return int(node.args[0]) + shift
    if node.op == "name":
        if node.args[0] == "L":
            return net.L
        if node.args[0] in layers:
            return layers[node.args[0]]
        raise Unreadable(f"{node.args[0]} is no layer")
    if node.op == "add":
        signs, terms = node.args
        numbers = [layer_number(term, layers, net, 0 if k else shift) for k, term in enumerate(terms)]
        return sum(n if sign == "+" else -n for sign, n in zip(signs, numbers, strict=True))
    raise Unreadable("a layer is a letter, a number, or one of them plus or minus a number")


def size(kind, net):
    """How many things of a kind there are."""
    name, detail = kind
    if name == "unit":
        return net.widths[detail - 1]
    if name == "parameter":
        return sum(n * (m + 1) for m, n in zip(net.widths, net.widths[1:], strict=False))
    return {"example": EXAMPLES, "batch": BATCHES}.get(name, detail)


def says(kind):
    name, detail = kind
    if name == "unit":
        return f"a unit of layer {detail}"
    return f"an entry of {name}" if detail else f"the number of a {name}"


def unify(kinds, letter, kind):
    if kinds.setdefault(letter, kind) != kind:
        raise Unreadable(f"{letter} is {says(kinds[letter])} in one place and {says(kind)} in another")


def kinds_of(nodes, dims, known):
    """The kind of each letter, from all places under some nodes.

    `dims` gives the kinds of the indices of a name, or None where its layer is not known yet; `known` are kinds that
    hold outside.
    """
    kinds, pairs = dict(known), []
    for node in nodes:
        _collect(node, dims, kinds, pairs)
    for _ in pairs:
        for first, second in pairs:
            for here, there in ((first, second), (second, first)):
                if there in kinds and isinstance(here, str):
                    if here in kinds and kinds[here] != kinds[there]:
                        raise Unreadable(
                            f"δ compares {says(kinds[first])} ({first}) with {says(kinds[second])} ({second})"
                        )
                    kinds[here] = kinds[there]
    return kinds


def is_kronecker(node):
    return node.op == "name" and node.args[0] == "δ" and node.args[1] is None and len(node.args[2]) == 2


def _collect(node, dims, kinds, pairs):
    if is_kronecker(node):
        pairs.append(node.args[2])
    elif node.op == "name":
        base, _, indices, example = node.args
        if isinstance(example, str):
            unify(kinds, example, ("example", None))
        wanted = dims(node)
        if indices and wanted is not None:
            if not wanted:
                raise Unreadable(f"nothing says what {base} with an index is")
            if len(indices) != len(wanted) and indices != ("i",):
                raise Unreadable(f"{base} has {len(wanted)} indices, and here {len(indices)}")
            for letter, kind in zip(indices, wanted, strict=False):
                if isinstance(letter, str):
                    unify(kinds, letter, kind)
    for part in node.parts():
        if node.op == "name":
            continue
        if any(letter in LAYERS for letter in bound(part)) and not dims(part):
            continue  # its layers are known when it is evaluated
        _collect(part, dims, kinds, pairs)


def is_number(node):
    """Whether a node is written with numerals alone."""
    return all(part.op in ("num", "add", "mul", "dot", "div", "pow") for part in node.walk())
