"""Whether a reason beside a step is a reason for this step, as far as a program can tell.

`python tools/equations/reasons.py` lists every reason with what was checked of it, or "for a reader".
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from equations import course
from equations.check import Wrong
from equations.reason_rules import RULES
from equations.tree import Node, Unreadable

COLOUR = re.compile(r"\{\\color\{#[0-9A-F]{6}\}(\\?[A-Za-z]+)\}")


@dataclass
class Step:
    """One line: its number, its reason in words, what stood before and what stands now, and its chapter."""

    tag: str
    words: str
    before: Node
    after: Node
    above: Node | None  # the last side of the line above, where this one does not go on from it
    formula: object
    chapter: object


FAULTS = (Wrong, Unreadable, AssertionError)


def in_words(reason):
    """A reason with its mathematics between dollars."""
    parts = re.split(r"(\\text\{[^}]*\})", COLOUR.sub(r"\1", reason))
    words = [part[6:-1] if part.startswith(r"\text") else f"${part.strip()}$" * bool(part.strip()) for part in parts]
    return re.sub(r"\s+", " ", " ".join(words)).replace(" ;", ";").strip()


def reason(chapter, formula):
    """What stands beside a line, or in italics below it."""
    if formula.reason:
        return in_words(formula.reason)
    below = chapter.text(formula.cell).partition(rf"\tag{{{formula.tag}}}$$")[2]
    found = re.match(r"\s*\*(?!\*)(.+?)(?<!\*)\*(?=\s|$)", COLOUR.sub(r"\1", below), flags=re.S)
    return re.sub(r"\s+", " ", found[1]) if found else ""


def steps():
    """Every numbered line that has a reason."""
    for tag, (chapter, formula) in course.numbered().items():
        words = reason(chapter, formula)
        if words:
            raw, statement = chapter.parsed(formula)[-1], chapter.statements(formula)[-1]
            above = formula.before and chapter.statements(formula.before)[-1].sides[-1]
            goes_on = raw.sides[0] is None and len(raw.sides) == 2
            before = above if goes_on else statement.sides[-2]
            yield Step(tag, words, before, statement.sides[-1], above, formula, chapter)




def judged(step):
    """The rules that a reason keeps; a rule that it breaks is an error."""
    kept = []
    for rule in RULES:
        result = rule(step)
        if result is False:
            raise AssertionError(f"({step.tag}) {step.words!r}: not so ({rule.__name__}: {rule.__doc__})")
        if result:
            kept.append(rule.__name__)
    return kept


def main():
    for step in steps():
        print(f"({step.tag}) {step.words}: {', '.join(judged(step)) or 'FOR A READER'}")


if __name__ == "__main__":
    main()
