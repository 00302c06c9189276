"""Whether a formula holds: every relation of it, on every network."""

from itertools import pairwise, product

import numpy as np

from .compare import EXACT, Wrong, compare, pairs, terms, values
from .evaluate import Reading
from .kinds import NoSuchLayer
from .mode import layer_letters, mode_of
from .tree import Unreadable
from .verifiers import verifier

SMALL = {"h": (0.4, 0.2, 0.1), "s": (0.02, 0.01, 0.005)}  # what an expansion is an expansion in
MEANS = {"=": "=", ":=": "=", "\\leftarrow": "=", "\\le": "≤", "<": "<", "\\ge": "≥", ">": ">", "\\approx": "≈"}


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
    if not statement.relations:
        raise Unreadable("it has no relation, and states nothing")
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
