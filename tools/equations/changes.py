"""What can be changed in a formula, one thing at a time: a sign, an index, a layer, a transpose, a factor …"""

from dataclasses import dataclass

from .tree import Node

OTHER = {
    "a": "zη", "z": "aδ", "δ": "ηa", "η": "δz", "W": (), "A": "ZΔ", "Z": "A", "Δ": "ΗA", "Η": "Δ", "Ĵ": ("J", "J̃"),
    "J": ("J̃", "Ĵ"), "J̃": ("J", "Ĵ"), "y": "a", "λ": "s", "θ": ("θ′",), "g": ("θ",), "N": "K", "s": "λ", "h": "x",
}  # fmt: skip


def one(number):
    return Node("num", (float(number), 0))


def moved(layer, by):
    return Node("add", (("+", "+" if by > 0 else "-"), (layer, one(1))))


def of_name(node, letters):
    base, layer, indices, example = node.args
    for other in OTHER.get(base, ()):
        yield f"{base} → {other}", (other, layer, indices, example)
    if layer is not None:
        yield "layer + 1", (base, moved(layer, 1), indices, example)
        yield "layer − 1", (base, moved(layer, -1), indices, example)
    if len(indices) == 2 and indices[0] != indices[1]:
        yield "indices exchanged", (base, layer, indices[::-1], example)
    for k, old in enumerate(indices):
        for letter in letters - {old}:
            yield f"index {old} → {letter}", (base, layer, (*indices[:k], letter, *indices[k + 1 :]), example)
    if example:
        yield "example left out", (base, layer, indices, None)
    if base in ("W", "A", "Δ") and not indices:
        yield f"{base} transposed", None


def changes(node, letters):
    """What can be changed at a node itself: a name for the change, and the new node."""
    op, args = node.op, node.args
    if op == "name":
        for label, new in of_name(node, letters):
            yield label, Node("name", new) if new else Node("T", (node,))
    elif op == "num":
        yield f"{args[0]:g} → {args[0] + 1:g}", one(args[0] + 1)
    elif op == "add":
        signs, terms = args
        for k, sign in enumerate(signs):
            if sign in "+-":
                flipped = (*signs[:k], "-" if sign == "+" else "+", *signs[k + 1 :])
                yield f"sign {k + 1} of {len(signs)}", Node("add", (flipped, terms))
            if len(terms) > 1 and terms[k].op != "dots":
                yield f"term {k + 1} of {len(signs)} left out", Node(
                    "add", (signs[:k] + signs[k + 1 :], terms[:k] + terms[k + 1 :])
                )
    elif op in ("mul", "dot"):
        (parts,) = args
        yield "· and product exchanged", Node("dot" if op == "mul" else "mul", args)
        for k in range(len(parts)):
            yield f"factor {k + 1} left out", Node(op, (parts[:k] + parts[k + 1 :],))
            if k:
                swapped = (*parts[: k - 1], parts[k], parts[k - 1], *parts[k + 1 :])
                yield f"factors {k} and {k + 1} exchanged", Node(op, (swapped,))
    elif op == "div":
        yield "upside down", Node("div", args[::-1])
        yield "denominator left out", args[0]
    elif op == "T":
        yield "not transposed", args[0]
    elif op == "pow":
        yield "power left out", args[0]
    elif op == "call" and args[0] in ("φ", "f"):
        yield "one prime more", Node("call", (args[0], args[1] + 1, args[2]))
        if args[1]:
            yield "one prime less", Node("call", (args[0], args[1] - 1, args[2]))
        yield "function left out", args[2]
    elif op == "log":
        yield "function left out", args[1]
    elif op in ("sum", "prod", "max"):
        yield f"{op} left out", args[3]
        for other in {"sum": ("prod",), "prod": ("sum",), "max": ("sum",)}[op]:
            yield f"{op} → {other}", Node(other, args)
        if args[1] is not None:
            yield "begins at one more", Node(op, (args[0], moved(args[1], 1), *args[2:]))
        if args[2] is not None:
            yield "ends at one less", Node(op, (args[0], args[1], moved(args[2], -1), args[3]))
    elif op == "norm":
        yield "other norm", Node("norm", ({"F": "1", "1": "F"}[args[0]], args[1]))
        yield "norm of the transpose", Node("norm", (args[0], Node("T", args[1:])))
    elif op == "abs":
        yield "no absolute value", args[0]
    elif op == "larger":
        yield "the first alone", args[0]
        yield "the second alone", args[1]
    if op not in ("num", "dots") and not (op == "name" and args[1] is None and not args[2]):
        yield "minus", Node("add", (("-",), (node,)))
        yield "twice", Node("mul", ((one(2), node),))


@dataclass(frozen=True)
class Change:
    """One thing changed: what, at which node, below which others (the side first), and the side with the change."""

    what: str
    node: Node
    above: tuple
    side: Node

    def __str__(self):
        return f"{self.what} at {say(self.node)}"


def mutants(node, letters, above=(), put=lambda new: new):
    """Every change of one thing in a tree. `put` puts a new node in the place of this one."""
    if node.op == "dots":
        return
    for what, new in changes(node, letters):
        yield Change(what, node, above, put(new))
    if node.op == "name":
        return
    for k, arg in enumerate(node.args):
        if node.op in ("sum", "prod") and k in (1, 2):
            continue
        for place, part in enumerate(arg if isinstance(arg, tuple) else (arg,)):
            if not isinstance(part, Node):
                continue

            def here(new, k=k, place=place, arg=arg):
                changed = (*arg[:place], new, *arg[place + 1 :]) if isinstance(arg, tuple) else new
                return put(Node(node.op, (*node.args[:k], changed, *node.args[k + 1 :])))

            if node.op == "d" and k == 1:
                for what, new in of_name(part, letters):
                    if new:
                        yield Change(what, part, (*above, node), here(Node("name", new)))
            else:
                yield from mutants(part, letters, (*above, node), here)


def say(node):
    """A node in short."""
    if node.op == "name":
        base, layer, indices, _ = node.args
        return base + (f"⁽{say(layer)}⁾" if layer else "") + ("_" + "".join(map(str, indices)) if indices else "")
    if node.op == "num":
        return f"{node.args[0]:g}"
    inner = [say(part) for part in node.parts()]
    return f"{node.op}({', '.join(inner)})" if len(inner) < 4 else node.op
