"""What an unnumbered formula is: a claim that must hold, a setting (z = 3), a definition, or a premise. By rule."""

import re
from dataclasses import replace

from . import check, kinds
from .definitions import INDICES, VOCABULARY
from .sentence import bare, number, numeric
from .tree import Node, Unreadable

RELATION = re.compile(r"[=<>≤≥≈≠←]|\\(?:le|ge|ne|approx|leftarrow|Longrightarrow)(?![A-Za-z])")
RANGE = re.compile(r"\w+ *= *1 *(?:\\dots|…) *\w+")  # i = 1 … N
PREMISE = re.compile(  # what stands before a formula that a text lets be so
    r"(?:\bcompute|often used:|units with|(?:^|\s)For|loss of each answer by|[Ww]ith the loss|[Ss]uppose(?: that)?)"
    r"\s*$"
)
CONCLUSION = re.compile(r"\b(?:so|[Hh]ence|then)\s*$")  # what follows is no setting, whatever its form


def quantity(node):
    """The name that a side is, alone or within | | or ‖ ‖; None for anything longer."""
    while node.op in ("abs", "norm", "array"):
        node = node.args[-1]
    return node if node.op == "name" else None


def is_setting(statement, definitions):
    """z = 3, b ≠ 0, 0 < a < 1, |δ| = 0.6, k = α, a = y: a value, a range or an index that is chosen."""
    sides = statement.sides
    if all((bare(side) and side.args[0] in INDICES | {"L"}) or kinds.is_number(side) for side in sides):
        return True
    if all(bare(side) and side.args[0] in "ayz" for side in sides):
        return True
    if statement.relations == ("\\leftarrow",) and bare(sides[0]) and sides[0].args[0] in INDICES:
        return True
    quantities = [quantity(side) for side in sides if not numeric(side, definitions)]
    if len(quantities) == 1 and quantities[0] is not None:
        return True
    first = sides[0]
    if statement.relations == ("\\le",) and bare(sides[1]) and sides[1].args[0] == "q":
        return True  # q is chosen so large
    if bare(first) and first.args[0] in "λsuhw" and statement.relations == ("=",):
        return True  # a letter that is free is chosen
    return is_line(statement)


def is_line(statement):
    """A condition on the entries of x: x_1 = 0.3 + 0.5 x_2, w_1 x_1 + w_2 x_2 + b > 0."""
    names = [name for side in statement.sides for name in side.names()]
    entries = [name for name in names if name.args[0] in "xw" and name.args[2] and isinstance(name.args[2][0], int)]
    return bool(entries) and all(name in entries or (bare(name) and name.args[0] in "bx") for name in names)


def is_definition(statement, definitions):
    """The first that a notebook or a cell says of a name of its own, or of a function; new names may be in it."""
    first = statement.sides[0]
    if statement.relations[:1] not in (("=",), (":=",)):
        return False
    if first.op == "call":
        return any(tree is statement.sides[1] for one in definitions.values() for tree in one.trees.values())
    new = {name.args[0] for side in statement.sides[1:] for name in side.names()} - VOCABULARY - set(definitions)
    if first.op == "name" and new and all(base.isascii() for base in new):
        return True
    return first.op == "name" and first.args[0] in definitions and any(
        tree is statement.sides[1] for tree in definitions[first.args[0]].trees.values()
    )


def is_premise(formula):
    return bool(PREMISE.search(formula.said))


def is_conclusion(formula):
    return bool(CONCLUSION.search(formula.said))


def without_digits(statement, definitions):
    """Without the decimal numbers behind ≈, which `numbers_agree` has compared."""
    sides, relations = statement.sides, statement.relations
    while relations[-1:] == ("\\approx",) and all(numeric(side, definitions) for side in sides[-2:]):
        sides, relations = sides[:-1], relations[:-1]
    return replace(statement, sides=sides, relations=relations)


def numbers_agree(statement, definitions):
    """Raise Wrong if the sides that are numbers differ: = by nothing, ≈ by no more than the digits written."""
    for left, relation, right in zip(statement.sides, statement.relations, statement.sides[1:], strict=False):
        if "tuple" in (left.op, right.op) or not (numeric(left, definitions) and numeric(right, definitions)):
            continue
        a, b = number(left, definitions), number(right, definitions)
        allowed = tolerance(right) if relation == "\\approx" else check.EXACT * max(abs(a), abs(b))
        if relation in ("=", "\\approx") and not abs(a - b) <= allowed * (1 + 1e-9):
            raise check.Wrong(f"{a:.12g} is not {b:.12g}")


def tolerance(node):
    """Half a unit of the last digit of a decimal number, or of one times a power of ten."""
    if node.op == "num":
        return 0.5 * 10.0 ** -node.args[1]
    if node.op == "add" and len(node.args[1]) == 1:
        return tolerance(node.args[1][0])
    if node.op in ("dot", "mul") and node.args[0][-1].op == "pow":
        return tolerance(node.args[0][0]) * number(node.args[0][-1], {})
    raise Unreadable("behind ≈ a decimal number is expected")


def as_equation(statement):
    """A line of Algorithm 1 or of training as what it makes equal; any other statement as it is.

    ∂W ← ∂W + … for one example: the sum over the examples is ∂J̃/∂W. Without examples: what is added is the rest of
    ∂J/∂W. J ← J + … likewise. W ← … : W after a step of gradient descent, as θ′ is.
    """
    if statement.relations != ("\\leftarrow",):
        return statement
    target, right = statement.sides
    if target.op == "name" and target.args[0] in "Wb":
        after = Node("name", (target.args[0] + "′", *target.args[1:]))
        return replace(statement, sides=(after, right))
    if target.op != "array" and target.args[0] != "J":
        return statement
    if right.op != "add" or right.args[1][0] != target or right.args[0][0] != "+":
        raise Unreadable("an array of sums is set to itself and something more")
    added = Node("add", (right.args[0][1:], right.args[1][1:]))
    whole, mean = (toward(name, target) for name in ("J", "J̃"))
    if any(name.args[0] in ("a", "z", "δ", "η", "Ĵ") for name in added.names()):
        return replace(statement, sides=(Node("sum", ((kinds.EXAMPLE,), None, None, added)), mean))
    if target.op == "name":
        added = Node("sum", (("l",), None, None, added))
    return replace(statement, sides=(added, Node("add", (("+", "-"), (whole, mean)))))


def toward(name, target):
    node = Node("name", (name, None, (), None))
    return Node("d", (node, target.args[0])) if target.op == "array" else node
