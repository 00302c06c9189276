"""Whether one formula is used in another: patterns whose indices, layers and free letters may have other names."""

from .tree import Node

COMMUTE = ("mul", "dot")


def flat(node):
    """A product of products, of one factor, or a double minus, as one."""
    args = tuple(
        tuple(flat(part) if isinstance(part, Node) else part for part in arg) if isinstance(arg, tuple)
        else flat(arg) if isinstance(arg, Node) else arg
        for arg in node.args
    )  # fmt: skip
    if node.op in COMMUTE:
        parts = tuple(p for part in args[0] for p in (part.args[0] if part.op in COMMUTE else (part,)))
        return Node("mul", (parts,))
    if node.op == "d" and args[0].op == "name" and args[0].args[0] == "J" and args[0].args[3]:
        return Node(node.op, (Node("name", ("Ĵ", None, (), None)), args[1]))  # J^i is Ĵ of one example
    return Node(node.op, args)


def match(pattern, node, bound):
    """Every way to bind the letters of a pattern so that it is the node. `bound` has what is bound already."""
    if pattern.op == "name" and node.op == "name" and pattern.args[1:] != (None, (), None):
        yield from match_names(pattern, node, bound)
    elif pattern.op == "name" and pattern.args[1:] == (None, (), None) and pattern.args[0] in "azyuθ":
        if bound.get(pattern.args[0], node) == node:  # a lemma's letter stands for anything
            yield {**bound, pattern.args[0]: node}
    elif pattern.op != node.op or len(pattern.args) != len(node.args):
        return
    elif pattern.op == "mul":
        yield from match_unordered(pattern.args[0], node.args[0], bound)
    else:
        yield from match_args(pattern.args, node.args, bound)


def match_names(pattern, node, bound):
    if pattern.args[0] != node.args[0] or len(pattern.args[2]) != len(node.args[2]):
        return
    here = dict(bound)
    for mine, other in zip((pattern.args[1], *pattern.args[2]), (node.args[1], *node.args[2]), strict=True):
        if here.setdefault(("letter", mine), other) != other:
            return
    yield here


def match_args(mine, other, bound):
    if not mine:
        yield bound
        return
    first, theirs = mine[0], other[0]
    if isinstance(first, Node) and isinstance(theirs, Node):
        ways = match(first, theirs, bound)
    elif isinstance(first, tuple) and isinstance(theirs, tuple) and len(first) == len(theirs):
        ways = match_args(first, theirs, bound)
    elif first == theirs or (isinstance(first, str) and bound.get(("letter", first), theirs) == theirs):
        ways = [{**bound, ("letter", first): theirs} if isinstance(first, str) and len(first) == 1 else bound]
    else:
        return
    for way in ways:
        yield from match_args(mine[1:], other[1:], way)


def match_unordered(mine, other, bound):
    """The factors of a pattern among the factors of a product, in any order; there may be more of these."""
    if not mine:
        yield bound
        return
    for k, factor in enumerate(other):
        for way in match(mine[0], factor, bound):
            yield from match_unordered(mine[1:], other[:k] + other[k + 1 :], way)


def occurs(pattern, node):
    """Every way in which a pattern is somewhere in a formula."""
    pattern = flat(pattern)
    for part in flat(node).walk():
        yield from match(pattern, part, {})


def put(node, old, new):
    """A formula with one part of it in place of another."""
    if node == old:
        return new
    args = tuple(
        tuple(put(part, old, new) if isinstance(part, Node) else part for part in arg) if isinstance(arg, tuple)
        else put(arg, old, new) if isinstance(arg, Node) else arg
        for arg in node.args
    )  # fmt: skip
    return Node(node.op, args)


def same(left, right):
    """Whether two formulas are one, but for the order of factors."""
    return any(len(way) >= 0 for way in exactly(flat(left), flat(right)))


def exactly(left, right):
    count = lambda node: sum(1 for _ in node.walk())
    letters = {("letter", v): v for node in left.names() for v in node.args[2]}
    return match(left, right, letters) if count(left) == count(right) else ()
