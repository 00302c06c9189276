"""What a program can tell of a reason beside a step: rules that give True, False, or None where they do not apply."""

import re
from functools import lru_cache

from . import check, course, kinds
from .matching import occurs, put, same
from .notebooks import in_text
from .parse import parse
from .tree import Node, Statement

GREEK = {"eta": "η", "delta": "δ", "phi": "φ", "theta": "θ", "lambda": "λ"}
CITED = re.compile(r"\((\d+\.\d+)\)")


def deltas(node):
    return [part for part in node.walk() if kinds.is_kronecker(part)]


def letters(text):
    names = {"alpha": "α", "beta": "β", "gamma": "γ", "tau": "τ"}
    return [names.get(v.strip("\\"), v) for v in re.findall(r"\\(?:alpha|beta|gamma|tau)\b|\b[klij]\b", text)]


def survives(step):
    """Only x = y survives: a sum over x with a δ of both has gone, or a sum of which one term contains y."""
    found = re.search(r"only \$([^$=]+)=([^$]+)\$", step.words)
    if not found:
        return None
    x, y = (letters(part)[0] for part in found.groups())
    before = {letter for node in step.before.walk() if node.op == "sum" for letter in node.args[0]}
    after = {letter for node in step.after.walk() if node.op == "sum" for letter in node.args[0]}
    paired = any(set(node.args[2]) == {x, y} for node in deltas(step.before))
    derived = any(node.op == "d" and y in node.args[1].args[2] for node in step.before.walk())
    return x in before and x not in after and (paired or derived)


def kronecker(step):
    """A δ with two indices stands on one side and not on the other."""
    if "Kronecker" not in step.words:
        return None
    return len(deltas(step.before)) != len(deltas(step.after))


def chain_rule(step):
    """A sum over the paths, each the slope of what lies between; the last slope is toward the variable of before."""
    if not step.words.lower().startswith("chain rule") or "times" in step.words:
        return None
    variable = [part.args[1] for part in step.before.walk() if part.op == "d"]
    for node in step.after.walk():
        if node.op == "sum":
            (over,) = node.args[0]
            slopes = [part for part in node.args[3].walk() if part.op == "d"]
            toward = [part.args[1] for part in slopes if over in {i for n in part.args[0].names() for i in n.args[2]}]
            if toward and (not variable or {v.args[0] for v in toward} <= {v.args[0] for v in variable}):
                return True
    return False


def definition(step):
    """The name that is defined stands on one side alone, or more often there."""
    found = re.search(r"definition of (?:\$\\?(?:var)?(\w+)\$|(\w))", step.words)
    if not found:
        return None
    name = GREEK.get(found[1] or found[2], found[1] or found[2])
    count = lambda node: sum(part.args[0] == name for part in node.walk() if part.op in ("name", "call"))
    return count(step.before) != count(step.after)


@lru_cache
def lemmas():
    """The bold name of each that the notes name too → its equation: the first below, or the last line of a chain."""
    found = {}
    for chapter, formula in course.numbered().values():
        above = chapter.text(formula.cell).partition(rf"\tag{{{formula.tag}}}")[0]
        for name in re.findall(r"\*\*The (.+?)\*\* \(Q2[a-z]\)", above)[-1:]:
            if name not in found or formula.before == found[name][1]:
                found[name] = chapter, formula
    return found


def lemma(step):
    """The last side of the lemma stands after, with other letters."""
    found = [name for name in lemmas() if name in step.words]
    if not found:
        return None
    chapter, formula = lemmas()[found[0]]
    used = any(True for _ in occurs(chapter.statements(formula)[-1].sides[-1], step.after))
    return used or (False if step.formula.reason else None)  # a remark below may use it in another form


def substitution(step):
    """(a) in (b): what stands in (b), with the right side of (a) for its left side."""
    found = re.search(r"\((\d+\.\d+)\) in \((\d+\.\d+)\)", step.words)
    if not found:
        return None
    (one, first), (two, second) = (course.numbered()[tag] for tag in found.groups())
    what, where = one.statements(first)[-1], two.statements(second)[-1]
    return same(put(where.sides[-1], what.sides[0], what.sides[-1]), step.after)


def cited(step):
    """Each equation that is cited stands before, and has a side that stands here, with other letters perhaps."""
    tags = CITED.findall(step.words)
    if not tags:
        return None
    order = list(course.numbered())
    for tag in tags:
        if tag not in order[: order.index(step.tag)]:
            return False  # it stands before
        chapter, formula = course.numbered()[tag]
        sides = chapter.statements(formula)[-1].sides
        places = [step.after, step.before]
        if not any(True for side in sides for place in places for _ in occurs(side, place)):
            return None  # with another name for the same, as Δ for δ: for a reader
    return True


def index_of_both(step):
    """The sum runs over the first, or the second, index of both factors."""
    found = re.search(r"the (first|second) index of both", step.words)
    if not found:
        return None
    sides = filter(None, (step.before, step.above, step.after))
    sums = [node for side in sides for node in side.walk() if node.op == "sum"]
    place = {"first": 0, "second": 1}[found[1]]
    return any(
        all(name.args[2][place] == node.args[0][0] for name in node.args[3].names() if len(name.args[2]) == 2)
        for node in sums
    )


def said_equal(step):
    """A factor is something else, or what stands here is one thing times another: both are equal."""
    found = re.search(r"\$([^$]+)\$ (is|times) \$([^$]+)\$$", step.words)
    if not found:
        return None
    (left,), (right,) = (parse(found[1])[0].sides, parse(found[3])[0].sides)
    both = (left, right) if found[2] == "is" else (Node("mul", ((left, right),)), step.after)
    return holds(step, both)


def independent(step):
    """What does not depend on something has no slope toward it."""
    found = re.fullmatch(r"(.*) do not depend on \$([^$]+)\$", step.words)
    if not found:
        return None
    (variable,) = parse(found[2])[0].sides
    zero = Node("num", (0.0, 0))
    for name in (parse(latex)[0].sides[0] for latex in re.findall(r"\$([^$]+)\$", found[1])):
        slope = Node("d", (Node("norm", ("F", name)), variable))
        if not holds(step, (slope, zero)):
            return False
    return True


def holds(step, sides):
    try:
        check.holds(Statement(sides, ("=",)), course.networks(), course.extremal(), step.chapter.definitions)
    except check.Wrong:
        return False
    return True


def formulas(step):
    """What is a formula in the reason holds."""
    found = [one for one in in_text(step.formula.notebook, step.formula.cell, step.words)]
    kinds_ = [kind for one in found for kind in step.chapter.check_text(one)]
    return True if "claim" in kinds_ else None


RULES = (
    survives, kronecker, chain_rule, definition, lemma, substitution, cited, index_of_both, said_equal, independent,
    formulas,
)  # fmt: skip
