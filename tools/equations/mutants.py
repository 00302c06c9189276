"""Every equation with one thing changed: a sign, an index, a layer, a transpose, a factor, a function, a bound.

`python tools/equations/mutants.py` checks all of them and prints those that still hold, with the reason why the
change is no fault, or without one.
"""

import re
import sys
from dataclasses import replace
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from equations import course
from equations.changes import Change, mutants
from equations.check import Wrong
from equations.network import Network
from equations.parse import without_braces_below
from equations.survivors import no_fault
from equations.tree import Statement, Unreadable

TOKENS = re.compile(r"\\color\{#\w{6}\}|\\[A-Za-z]+|\\.|\S")
SPACING = re.compile(r"\\(?:color.*|[bB]igg?|left|right|q?quad|[,;])|&")
RELATIONS = {"\\le": ("\\ge", "="), "\\ge": ("\\le",)}


def of_equation(chapter, formula):
    """The mutants of one numbered equation: each change, and the statements with it."""
    parts = chapter.statements(formula)
    raw = chapter.parsed(formula)
    for n, (part, own) in enumerate(zip(parts, raw, strict=True)):
        if not isinstance(part, Statement):
            continue
        letters = {i for node in part.nodes() if node.op == "name" for i in node.args[2] if isinstance(i, str)}
        for k, side in enumerate(part.sides):
            if own.sides[k] is None:
                continue  # it stands on the line above, and is changed there
            for change in mutants(side, letters):
                sides = (*part.sides[:k], change.side, *part.sides[k + 1 :])
                yield change, (*parts[:n], replace(part, sides=sides), *parts[n + 1 :])
        for k, relation in enumerate(part.relations):
            for other in RELATIONS.get(relation, ()):
                relations = (*part.relations[:k], other, *part.relations[k + 1 :])
                change = Change(f"{relation} → {other}", part.sides[k + 1], (), part.sides[k + 1])
                yield change, (*parts[:n], replace(part, relations=relations), *parts[n + 1 :])


def everything():
    """(tag, change, statements) of every numbered equation."""
    for tag, (chapter, formula) in course.numbered().items():
        for change, statements in of_equation(chapter, formula):
            yield tag, change, statements


def typos():
    """(tag, token, LaTeX) of every numbered equation with one token left out."""
    for tag, (_, formula) in course.numbered().items():
        latex = without_braces_below(formula.latex)
        for found in TOKENS.finditer(latex):
            if not SPACING.fullmatch(found[0]):
                yield tag, found[0], latex[: found.start()] + latex[found.end() :]


def survivors(some):
    """Those of some mutants that still hold, each with the reason why it is no fault, or None."""
    nets = tuple(Network(layers, 1) for layers in (3, 4, 5, 6))
    for tag, change, statements in some:
        chapter, formula = course.numbered()[tag]
        try:
            chapter.check_statements(formula, statements, nets)
        except (Wrong, Unreadable):
            continue
        yield tag, change, no_fault(change, chapter, formula)


def main():
    every = list(everything())
    left = list(survivors(every))
    for tag, change, reason in sorted(left, key=lambda one: one[2] or ""):
        print(f"({tag}) {change}: {reason or 'NO REASON'}")
    unexplained = sum(reason is None for *_, reason in left)
    print(f"{len(every)} mutants, {len(left)} still hold, {unexplained} of them without a reason")
    return bool(unexplained)


if __name__ == "__main__":
    sys.exit(main())
