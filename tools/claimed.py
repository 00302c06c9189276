"""What the notebooks and the guide claim, as this tree computes it: `python tools/claimed.py` prints it as JSON.

The claims are those of tests/support/claims. Where one asserts something that does not hold, it is noted, with its
values, and the next is computed: the tests stop at the first, this names all.
"""

import ast
import json
import re
import sys
from pathlib import Path
from types import ModuleType

TOP = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TOP / "tests" / "support"), str(TOP / "src")]

import stored  # noqa: E402
from backprop.exercises import catalogue  # noqa: E402
from backprop.exercises.exercise import Choice, Function  # noqa: E402
from backprop.widgets import controls  # noqa: E402
from backprop.widgets.catalogue import FIGURES  # noqa: E402

SHOWN = re.compile(r"`(\w+\.figure\w*)`:\s`([^`]+)`\s→\s“([^”]+)”")
GUIDE = (TOP / "TEACHING.md").read_text(encoding="utf-8")
CLAIMS = TOP / "tests" / "support" / "claims"


class Noted(ast.NodeTransformer):
    """Each `assert` of a module calls `_note` with its test, its words and what is known there, and goes on."""

    def visit_Assert(self, node):
        call = f"_note(lambda: ({ast.unparse(node.test)}), {ast.unparse(node.test)!r}, locals())"
        return ast.copy_location(ast.parse(call).body[0], node)


def module(stem, false):
    """The claims of a notebook, which append to `false` what does not hold."""
    path = CLAIMS / f"of_{stem}.py"
    tree = ast.fix_missing_locations(Noted().visit(ast.parse(path.read_text(encoding="utf-8"))))
    made = ModuleType(path.stem)

    def note(holds, words, known):
        if not holds():
            known = {**vars(made), **known}
            names = {part.id for part in ast.walk(ast.parse(words)) if isinstance(part, ast.Name)} & known.keys()
            found = "; ".join(f"{name} = {known[name]}" for name in sorted(names) if not callable(known[name]))
            false.append(f"it does not hold that {words}" + (f", where {found}" if found else ""))

    made.__file__, made._note = str(path), note
    exec(compile(tree, str(path), "exec"), made.__dict__)
    return made


def pieces(made, where, false):
    """Every claim of the text, or those before the first that cannot be computed."""
    found = []
    try:
        for piece in getattr(made, where, tuple)():
            found.append(piece)
    except Exception as error:  # whatever a claim's code runs into is said with the claim
        false.append(f"what comes after {found[-1:]} cannot be computed: {type(error).__name__}: {error}")
    return found


def answers(stem):
    """The rows of the guide's tables of answers that are values, not code."""
    for one in catalogue.exercises(stem) if stem in catalogue.STEMS else ():
        if isinstance(one, Choice):
            words = one.options[one.reference]
            yield f"| {one.title} | {one.reference}: " + (f"`{words}` |" if one.listing else f"{words} |")
        elif not isinstance(one, Function):
            yield f"| {one.title} | {one.reference} |"


def sentence(name, setting):
    """What a figure says at a setting that the guide writes: `x1 = 1, x2 = 0.2`."""
    figure, values = FIGURES[name], {}
    for control, value in re.findall(r"(\w+) = ([^,]+)", setting):
        kind = figure.controls[control]
        values[control] = dict(kind.pairs())[value] if isinstance(kind, controls.Choice) else float(value)
    return figure.render(**values).sentence


def everything():
    """For each text, its file and the number of its section: its pieces, what is false, what its figures say."""
    guide = {part[:2]: part for part in GUIDE.split("\n## ")}
    for path in stored.PATHS:
        number, stem = path.stem[:2], path.stem[3:]
        false = []
        made = module(stem, false)
        yield {"file": f"notebooks/{path.name}", "number": number, "pieces": pieces(made, "notebook", false),
               "false": false, "shown": []}  # fmt: skip
        false = []
        made = module(stem, false)
        section = " ".join(guide.get(number, "").split())
        shown = [[*found, sentence(*found[:2])] for found in SHOWN.findall(section)]
        yield {"file": "TEACHING.md", "number": number, "false": false, "shown": shown,
               "pieces": [*pieces(made, "guide", false), *answers(stem)]}  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(list(everything())))
