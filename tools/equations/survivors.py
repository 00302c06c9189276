"""Why an equation with one thing changed may still hold: the rules by which such a change is no fault."""

from . import kinds
from .mode import mode_of
from .premises import Premise
from .tree import bound

EVEN = ("abs", "norm")


def is_array(node, scalar):
    """Whether a node is a vector or a matrix, as far as its form tells."""
    if node.op == "name":
        base, _, indices, _ = node.args
        named = base in (*kinds.LAYERED, "x", "y", "X", "Y", "θ", "g")
        return named and not indices and not scalar
    if node.op in ("abs", "norm", "entry", "num"):
        return False
    if node.op == "d":
        return is_array(node.args[1], scalar)
    return any(is_array(part, scalar) for part in node.parts())


def numbers_commute(change, scalar):
    if "exchanged" not in change.what or change.node.op not in ("mul", "dot"):
        return False
    (parts,) = change.node.args
    if change.what.startswith("factors"):
        first = int(change.what.split()[1])
        parts = parts[first - 1 : first + 1]
        if change.node.op == "dot":
            return True
    return sum(is_array(part, scalar) for part in parts) < 2


def symmetric(change, _):
    return change.what == "indices exchanged" and kinds.is_kronecker(change.node)


def unseen_sign(change, _):
    """A minus below a square, a size or φ′, which are even."""
    inside = [node for node in change.above if node.op in EVEN or is_square(node) or is_slope(node)]
    return change.what == "minus" and bool(inside)


def is_square(node):
    return node.op == "pow" and node.args[1].op == "num" and node.args[1].args[0] % 2 == 0


def is_slope(node):
    return node.op == "call" and node.args[:2] == ("φ", 1)


def larger_by_sign(change, _):
    """As h > 0, max(h, 0) is h and max(−h, 0) is 0; and so are max(−2h, 0) and −max(−h, 0)."""
    node = change.node
    if change.what == "the first alone":
        return node.args[0].op == "name"
    if change.what.startswith("sign"):
        last = int(change.what.split()[1]) - 1
        return is_larger_of_a_negative(node.args[1][last])
    inside = any(map(is_larger_of_a_negative, (*change.above, node)))
    return change.what in ("twice", "minus", "the second alone") and inside


def is_larger_of_a_negative(node):
    return node.op == "larger" and node.args[0].op == "add" and node.args[0].args[0] == ("-",)


def norm_of_transpose(change, _):
    """The root of the sum of the squares does not know rows from columns."""
    inside = [node for node in (*change.above, change.node) if node.op == "norm"]
    return change.what in ("norm of the transpose", "W transposed") and inside and inside[-1].args[0] == "F"


def under_a_delta(change, _):
    """A letter for another one that a δ, or a derivative that is a δ, makes equal to it."""
    words = change.what.split()
    if words[0] != "index":
        return False
    for node in change.above:
        for part in node.walk():
            if kinds.is_kronecker(part) and set(part.args[2]) == {words[1], words[3]}:
                return True
            if part.op == "d" and {words[1], words[3]} <= letters(part.args[0]) | letters(part.args[1]):
                return True
    return False


def letters(node):
    return {i for name in node.names() for i in name.args[2]}


def constant_in_a_derivative(change, _):
    """What is added or, below a logarithm, multiplied and does not move has no derivative."""
    if not any(node.op == "d" for node in change.above):
        return False
    if change.what == "twice":
        return any(node.op == "log" for node in change.above) or change.above[-1].op == "add"
    return change.node.op == "add" or change.above[-1].op == "add"


def weaker_expansion(change, _):
    """An expansion that stops one term earlier, or a sign before what is left out."""
    if change.node.op != "add":
        return False
    signs, terms = change.node.args
    last = len(terms) - (terms[-1].op == "dots")
    return change.what == f"term {last} of {len(signs)} left out" or (
        terms[-1].op == "dots" and change.what == f"sign {len(signs)} of {len(signs)}"
    )


def sum_over_both(change, _):
    """Both indices are summed over, so that their order is a matter of names."""
    summed = {letter for node in change.above for letter in bound(node)}
    return change.what == "indices exchanged" and set(change.node.args[2]) <= summed


def no_bias_decays(change, _):
    """The decay contains no bias: J and J̃ have the same slopes there."""
    slopes = [node for node in change.above if node.op == "d"]
    return change.what == "J → J̃" and any(node.args[1].args[0] == "b" for node in slopes)


RULES = {
    "h is positive": larger_by_sign,
    "numbers commute": numbers_commute,
    "δ is symmetric": symmetric,
    "an even function does not see the sign": unseen_sign,
    "the transpose has the same norm": norm_of_transpose,
    "a δ makes both letters equal": under_a_delta,
    "a constant has no derivative": constant_in_a_derivative,
    "a weaker expansion is true": weaker_expansion,
    "both letters are summed over": sum_over_both,
    "weight decay contains no bias": no_bias_decays,
}


def no_fault(change, chapter, formula):
    """The reason why a change that still holds is no fault; None if there is none."""
    scalar = all(mode_of(part.sides).scalar for part in chapter.statements(formula) if part != "⟹")
    for reason, rule in RULES.items():
        if rule(change, scalar):
            return reason
    twins = {frozenset((p.left.args[2][k], p.right.args[2][k])) for p in chapter.premises.get(formula.cell, ())
             if isinstance(p, Premise) for k in p.places}  # fmt: skip
    words = change.what.split()
    if words[0] == "index" and frozenset((words[1], words[3])) in twins:
        return "the text supposes that both are the same"
    return None
