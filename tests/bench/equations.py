"""How long it takes to read and evaluate every formula of the course, and all mutants of the numbered equations.

    .venv/bin/python tests/bench/equations.py
"""

import sys
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

from equations import course, mutants, reasons, texts
from equations.helpers import HelperNetwork


def seconds(what, run):
    begin = perf_counter()
    count = run()
    took = perf_counter() - begin
    print(f"{took:6.2f} s  {count:5}  {what}")
    return took


def numbered(nets=None):
    for chapter, formula in course.numbered().values():
        chapter.check(formula, nets)
    return len(course.numbered())


def unnumbered(chapters):
    formulas = [(chapter, formula) for chapter in chapters for formula in chapter.formulas if not formula.tag]
    return sum(len(chapter.check_text(formula)) for chapter, formula in formulas)


def main():
    total = seconds("numbered equations", numbered)
    total += seconds("the same, of what the helpers give", lambda: numbered(course.networks(0, HelperNetwork)))
    total += seconds("other formulas of the notebooks", lambda: unnumbered(course.course()))
    total += seconds("formulas in plain text", lambda: unnumbered(texts.chapters()))
    total += seconds("reasons", lambda: sum(bool(reasons.judged(step)) for step in reasons.steps()))
    print(f"{total:6.2f} s         in all; 5 s are allowed")
    seconds("mutants that still hold", lambda: len(list(mutants.survivors(mutants.everything()))))
    return total > 5


if __name__ == "__main__":
    sys.exit(main())
