"""The stored notebooks, as the tools and the tests read them."""

import re
from pathlib import Path

import nbformat

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
PATHS = sorted(FOLDER.glob("*.ipynb"))
PAGES = sorted(FOLDER.glob("*.md"))  # to come back to: the symbols, a glossary …
QUIET = ["--log-level=ERROR"]  # a kernel's words about its connection would hide what a tool prints


def of(stem):
    """The path of the notebook of that stem."""
    found = [path for path in PATHS if path.stem[3:] == stem]
    if not found:
        raise LookupError(f"there is no notebook of {stem}: it was dropped, and what asks for it goes too")
    return found[0]


def read(path):
    """A notebook as stored."""
    return nbformat.read(path, as_version=4)


def code_cells(name):
    """How many cells of code the notebook of that file name has."""
    return sum(cell.cell_type == "code" for cell in read(FOLDER / name).cells)


def shows_a_figure(cell):
    """Whether a cell ends in a live figure."""
    return cell.cell_type == "code" and "_figure.figure" in (cell.source.strip().splitlines() or [""])[-1]


def markdown(path):
    """The text of a notebook, colours of symbols left out."""
    text = "\n\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
    return re.sub(r"\{\\color\{#[0-9A-F]{6}\}(\\?[A-Za-z]+(?:\{[A-Z]\})?)\}", r"\1", text)


def tags(path):
    """The numbers of a notebook's equations, in order."""
    return re.findall(r"\\tag\{([^}]+)\}", markdown(path))
