"""What follows from the list of notebooks and from the exercises, and is never written by hand.

In each notebook: the number in its title, the section "Your turn", the links to the previous and the next notebook,
and in 00 the table of all notebooks. In README: its table of notebooks. `make notebooks` writes them.
"""

import re

import stored
import your_turn
from backprop.course import NOTEBOOKS, name
from backprop.exercises import catalogue

README = stored.FOLDER.parent / "README.md"
TABLE = re.compile(r"(?<=\|\n)(\| \[\d\d[ _].*\n?)+")  # the rows that begin with a link to a notebook
LINKS = re.compile(r"\n+\[[^]\n]*\]\(\d\d_\w+\.ipynb\)(?: · \[[^]\n]*\]\(\d\d_\w+\.ipynb\))?\Z")


def link(notebook, before="", after=""):
    """A link from one notebook to another."""
    return f"[{before}{name(notebook)[:2]} · {notebook.short}{after}]({name(notebook)}.ipynb)"


def links(place):
    """The line that ends the notebook in that place of the list: to the one before, and the next or the first."""
    neighbours = [link(NOTEBOOKS[place - 1], before="← ")] if place else []
    more = place + 1 < len(NOTEBOOKS)
    neighbours.append(link(NOTEBOOKS[place + 1], after=" →") if more else link(NOTEBOOKS[0]))
    return " · ".join(neighbours)


def contents(stem):
    """The rows of the table of all notebooks but one."""
    return "".join(f"| {link(other)} | {other.derives} |\n" for other in NOTEBOOKS if other.stem != stem)


def into(notebook, place):
    """Write what is derived into the notebook in that place of the list."""
    stem, first, cells = NOTEBOOKS[place].stem, notebook.cells[0], notebook.cells
    first.source = re.sub(r"\A# (?:\d\d · )?", f"# {place:02d} · ", first.source)
    if stem in catalogue.STEMS:
        your_turn.put(notebook, stem)
    for cell in cells:
        if cell.source.startswith("## The notebooks\n"):
            cell.source = TABLE.sub(lambda _: contents(stem), cell.source)
    cells[-1].source = LINKS.sub("", cells[-1].source.rstrip()) + "\n\n" + links(place)


def readme(text):
    """README with the table of the notebooks as the list has it."""
    rows = "".join(
        f"| [{name(one)}](notebooks/{name(one)}.ipynb) | {one.derives} | {one.figure} |\n" for one in NOTEBOOKS
    )
    return TABLE.sub(lambda _: rows, text, count=1)
