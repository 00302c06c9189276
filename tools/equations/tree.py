"""The tree of a formula."""

from dataclasses import dataclass, field


class Unreadable(Exception):
    """A formula that the language cannot read, or that means nothing: the message says why."""


@dataclass(frozen=True)
class Node:
    """`op` and its parts; `args` are nodes, names, numbers or tuples of these.

    num(value, decimals) · name(base, layer, indices, example) · call(function, primes, node) · log(function, node)
    add(signs, terms) · mul(nodes) · dot(nodes) · div(node, node) · pow(node, node) · T(node) · entry(node, indices)
    sum, prod, max(letters, low, high, body) · larger(node, node) · d(node, name) · at(node, name, node)
    abs(node) · norm(kind, node) · array(name), a bare ∂W · dots · tuple(nodes)
    """

    op: str
    args: tuple
    span: tuple = field(default=(0, 0), compare=False)

    def parts(self):
        """The nodes directly below."""
        for arg in self.args:
            for part in arg if isinstance(arg, tuple) else (arg,):
                if isinstance(part, Node):
                    yield part

    def walk(self):
        """This node and all below it."""
        yield self
        for part in self.parts():
            yield from part.walk()

    def names(self):
        """The names in it, but for those in the numbers of layers."""
        if self.op == "name":
            return [self]
        return [name for part in self.parts() for name in part.names()]


@dataclass(frozen=True)
class Statement:
    """Sides with a relation between each two: `a = b \\le c`. A chain that goes on begins with the side `None`."""

    sides: tuple
    relations: tuple

    def nodes(self):
        for side in self.sides:
            yield from side.walk()


def bound(node):
    """The letters that a sum, product or maximum runs over."""
    return node.args[0] if node.op in ("sum", "prod", "max") else ()


def free(node, inner=()):
    """The letters that stand in a formula as an index and that nothing in it runs over."""
    if node.op == "name":
        _, _, indices, example = node.args
        used = {i for i in (*indices, example) if isinstance(i, str)}
        return used - set(inner)
    if node.op == "entry":
        return free(node.args[0], inner) | {i for i in node.args[1] if isinstance(i, str)} - set(inner)
    inside = (*inner, *bound(node))
    return set().union(*(free(part, inside) for part in node.parts()))
