"""Whether a formula holds: every relation of it, on every network."""

from itertools import pairwise, product

import numpy as np

from . import kinds
from .evaluate import Reading
from .kinds import NoSuchLayer
from .mode import layer_letters, mode_of
from .tree import Unreadable, free
from .verifiers import verifier

EXACT = 1e-12
SMALL = {"h": (0.4, 0.2, 0.1), "s": (0.02, 0.01, 0.005)}  # what an expansion is an expansion in
MEANS = {"=": "=", ":=": "=", "\\leftarrow": "=", "\\le": "≤", "<": "<", "\\ge": "≥", ">": ">", "\\approx": "≈"}


class Wrong(AssertionError):
    """A formula does not hold: which side, where, and both values."""


def readings(nodes, net, definitions, fixed=(), context=()):
    """The statement with each number that its layers can be. `context`: what else tells how its names are read."""
    mode, letters = mode_of((*nodes, *context)), layer_letters(nodes)
    for numbers in product(range(1, net.L + 1), repeat=len(letters)):
        try:
            yield Reading(nodes, net, dict(zip(letters, numbers, strict=True)), mode, definitions, fixed)
        except NoSuchLayer:
            continue


def holds(statement, nets, extremal, definitions, premises=(), context=()):
    """Check a statement on every network; raise Wrong or Unreadable, with the reason, if it does not hold."""
    if verifier(statement):
        every = (reading for net in nets for reading in readings(statement.sides, net, definitions))
        for failure in verifier(statement)(statement, every):
            raise Wrong(failure)
        return
    sides, means = statement.sides, [MEANS.get(relation) for relation in statement.relations]
    if None in means:
        raise Unreadable(f"{statement.relations[means.index(None)]} is no relation that is tested")
    for net in nets:
        count = 0
        for reading in premises_on(net, sides, definitions, premises, context):
            check = approximates if approximate(sides, means) else compare
            try:
                for reading.sign in (1, -1) if any("\\pm" in n.args[0] for n in additions(sides)) else (1,):
                    check(reading, sides, means)
                count += 1
            except NoSuchLayer:
                continue
        if not count and net.L > 2:
            raise Unreadable(f"no layer of {net.name} fits")
    if {"≤", "≥"} & set(means) and not attained(sides, means, extremal, definitions):
        raise Wrong("the bound is not reached where it should be, with z = 0 and constant weights")


def additions(sides):
    return [node for side in sides for node in side.walk() if node.op == "add"]


def premises_on(net, sides, definitions, premises, context):
    for premise in premises:
        net, fixed = premise.imposed(net)
        if net is None:
            return iter(())
    return readings(sides, net, definitions, fixed if premises else (), context)


def values(reading, sides):
    """Every side as an array."""
    with np.errstate(all="ignore"):
        return finite(reading, [reading(side) for side in sides])


def finite(reading, found):
    """Values none of which is empty, NaN or infinite."""
    for k, value in enumerate(found, 1):
        if not value.size:
            raise Unreadable(f"side {k} has no entry to compare")
        if not np.all(np.isfinite(value)):
            raise Wrong(f"side {k} is not finite on {reading.net.name}")
    return found


def same_letters(reading, sides):
    """Free indices give the shape: they are the same on all sides but those that are numbers."""

    def counted(side):
        return {v for v in free(side) - set(reading.fixed) if reading.kinds.get(v, "?")[0] != "example"}

    first, *others = [side for side in sides if not kinds.is_number(side)] or sides
    for other in others:
        alone = counted(first) ^ counted(other)
        if alone:
            raise Unreadable(f"{', '.join(sorted(alone))} stands on one side alone")


def pairs(reading, sides, means):
    """Each side after the first with the one it is compared with: their numbers, and both as arrays of one shape."""
    same_letters(reading, sides)
    found = values(reading, sides)
    for k, mean in enumerate(means, 1):
        j = 0 if set(means[:k]) == {"="} else k - 1
        left, right = found[j], found[k]
        if reading.is_array(left) != reading.is_array(right):
            if not any(kinds.is_number(sides[n]) for n in (j, k)):
                raise Unreadable("one side is a number and the other a vector or matrix")
            left, right = reading.both(left, right)
        elif reading.is_array(left) and left.shape[-2:] != right.shape[-2:]:
            raise Unreadable(f"the sides have shapes {left.shape[-2:]} and {right.shape[-2:]}")
        left, right = np.broadcast_arrays(left, right)
        scale = max(np.abs(left).max(), np.abs(right).max())
        if any(kinds.is_number(sides[n]) and not found[n].any() for n in (j, k)):  # 0: as small as its terms allow
            scale = max(np.abs(reading(term)).max() for n in (j, k) for term in terms(sides[n]) or (sides[n],))
        yield j, k, mean, left, right, scale or 1.0


def terms(side):
    return side.args[1] if side.op == "add" else ()


def compare(reading, sides, means):
    """Raise Wrong where a relation does not hold at some entry."""
    for j, k, mean, left, right, scale in pairs(reading, sides, means):
        if mean == "=":
            off = np.abs(left - right)
        else:
            if np.iscomplexobj(left) or np.iscomplexobj(right):
                raise Unreadable("complex numbers have no order")
            off = left - right if mean in "≤<" else right - left
        wrong = off >= 0 if mean in "<>" else off > EXACT * scale
        if wrong.any():
            raise Wrong(difference(reading, j, k, mean, left, right, wrong))


def attained(sides, means, nets, definitions):
    """Whether an inequality is an equality on the extremal networks, for every layer that it can have."""
    return all(
        np.abs(left - right).min() <= EXACT * scale
        for net in nets
        for reading in readings(sides, net, definitions)
        for _, _, mean, left, right, scale in pairs(reading, sides, means)
        if mean in "≤≥"
    )


def approximate(sides, means):
    return "≈" in means or any(node.op == "dots" for side in sides for node in side.walk())


def approximates(reading, sides, means):
    """An expansion in h or s: what is left out shrinks against the last term that is written."""
    names = {name.args[0] for side in sides for name in side.names()}
    if names <= {"z", "e"} and reading.mode.scalar:
        return approaches(reading, sides)
    letters = names & set(SMALL)
    if len(letters) != 1 or len(sides) != 2:
        raise Unreadable("an approximation is an expansion in one of " + " and ".join(SMALL))
    (letter,) = letters
    last = [term for term in terms(sides[-1]) or (sides[0],) if term.op != "dots"][-1]
    shares = []
    for small in SMALL[letter]:
        part = reading.inside(reading.net.with_moved({(letter, 0): np.array([small])}))
        left, right = values(part, sides)
        shares.append(float(np.abs(left - right).max() / np.abs(part(last)).max()))
    if shares[0] > 0.5 or any(b > 0.7 * a for a, b in pairwise(shares)):
        raise Wrong(
            f"what is left out should shrink against the last term: it is {', '.join(f'{v:.3g}' for v in shares)}"
            f" of it for {letter} = {', '.join(map(str, SMALL[letter]))}, on {reading.net.name}"
        )


def approaches(reading, sides):
    """φ(z) ≈ e^z: the quotient comes to 1 at one end of the line."""
    for end in (-20.0, 20.0):
        moved = reading.net.with_moved({("scalar z", 0): np.full_like(reading.net.get("scalar z"), end)})
        left, right = values(reading.inside(moved), sides)
        if np.abs(left / right - 1).max() < 1e-6:
            return
    raise Wrong("the quotient of both sides comes to 1 at neither end")


def difference(reading, j, k, mean, left, right, wrong):
    """The first entry where a relation fails, in words."""
    where = tuple(np.argwhere(wrong)[0])
    index = [
        f"{v} = {n + 1}"
        for v, n, length in zip(reading.letters, where[1:], left.shape[1:], strict=False)
        if length > 1 and v != kinds.EXAMPLE
    ]
    index += [f"row {where[-2] + 1}, column {where[-1] + 1}"] if reading.is_array(left) else []
    layers = [f"{letter} = {number}" for letter, number in reading.layers.items()]
    return (
        f"side {j + 1} {mean} side {k + 1} does not hold: {left[where]:.12g} and {right[where]:.12g}"
        f" at {', '.join(layers + index) or 'its only entry'}, on {reading.net.name}"
    )
