"""The section "Your turn" of a notebook, as its exercises say it; `make notebooks` writes it."""

import re

import nbformat

from backprop.exercises import catalogue, formula
from backprop.exercises.exercise import Choice, Formula, Function
from backprop.widgets.palette import INK

OPENING = """## Your turn

Each cell below runs as it stands and says *not attempted*. Put your answer in the place of `...` and run it again. If
you are stuck, the button under the verdict opens a hint, then a second one, then the course's own answer."""


TYPED = r"""Type it as text: in LaTeX, as `r"\frac{a}{y}"`, or in Python, as `"a / y"`. It is compared at random
numbers."""


def section(stem):
    """The cells of the section, each a kind and its text."""
    cells = [("md", OPENING)]
    for number, exercise in enumerate(catalogue.exercises(stem), start=1):
        cells.append(("md", coloured(text(number, exercise))))
        imports = "from backprop.exercises import check, results\n\n" if number == 1 else ""
        defines = isinstance(exercise, Function) and not isinstance(exercise, Formula)
        blank = "\n" if imports and defines else ""
        cells.append(("code", imports + blank + template(exercise)))
    cells.append(("md", "Run the last cell again to see which exercises are done."))
    cells.append(("code", f'results("{stem}")'))
    return cells


def text(number, exercise):
    """An exercise as a student reads it."""
    minutes = f"{exercise.minutes} minute{'s' * (exercise.minutes > 1)}"
    kind = "A warm-up: its line stands above. " * exercise.warm_up + "Its answer stands nowhere. " * exercise.fresh
    parts = [f"**{number}. {exercise.title}.** *{kind}{minutes}. Trains {exercise.trains}.*", exercise.task.strip()]
    if isinstance(exercise, Choice) and exercise.listing:
        parts.append("```text\n" + "\n".join(f"{k:2d}  {line}" for k, line in exercise.options.items()) + "\n```")
    elif isinstance(exercise, Formula):
        parts.append(TYPED)
    elif isinstance(exercise, Choice):
        parts.append("\n".join(f"- **{key}**: {words}" for key, words in exercise.options.items()))
    return "\n\n".join(parts)


OF = {"y": "y", "a": "a", "W": "W", r"\eta": "eta", r"\mathrm": "eta", r"\delta": "delta", r"\Delta": "delta"}


def coloured(words):
    """The text with the symbols of its mathematics in their colours: y with an index, the others with a layer.

    What has a colour already gets the one that the palette has now.
    """
    before = re.compile(r"\\color\{#[0-9A-F]{6}\}(\\?[A-Za-z]+)")
    words = before.sub(lambda found: rf"\color{{{INK[OF[found[1]]]}}}{found[1]}", words)
    symbols = re.compile(r"(?<![A-Za-z\\])(?:(a|W|\\eta|\\delta)(?=\^\{\()|(y)(?=_))")

    def ink(found):
        symbol = found[1] or found[2]
        return f"{{\\color{{{INK[OF[symbol]]}}}{symbol}}}"

    return re.sub(r"\$[^$]+\$", lambda formula: symbols.sub(ink, formula[0]), words)


def template(exercise):
    """The cell of an exercise before anybody has written in it."""
    if isinstance(exercise, Formula):
        return f'check("{exercise.name}", ...)  # a formula of {", ".join(formula.shown(exercise))}'
    if isinstance(exercise, Function):
        name = exercise.write.split("(")[0]
        function = f'def {exercise.write}:\n    """{exercise.doc}"""\n    return ...'
        return f'{function}\n\n\ncheck("{exercise.name}", {name})'
    if isinstance(exercise, Choice):
        keys = [f'"{key}"' if isinstance(key, str) else str(key) for key in exercise.options]
        choose = f"  # {', '.join(keys[:-1])} or {keys[-1]}" if not exercise.listing else "  # the number of the line"
        return f'check("{exercise.name}", ...){choose}'
    return f'check("{exercise.name}", ...)'


def put(notebook, stem):
    """Write the section into a notebook: from its heading, or before the last heading, to the next heading."""
    headings = [k for k, cell in enumerate(notebook.cells) if cell.source.startswith("## ")]
    begin = next((k for k in headings if notebook.cells[k].source.startswith("## Your turn")), headings[-1])
    end = next(k for k in headings if k >= begin and not notebook.cells[k].source.startswith("## Your turn"))
    new = {"md": nbformat.v4.new_markdown_cell, "code": nbformat.v4.new_code_cell}
    notebook.cells[begin:end] = [new[kind](words) for kind, words in section(stem)]
