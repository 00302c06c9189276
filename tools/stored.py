"""The stored notebooks, as the tools and the tests read them."""

import re
from pathlib import Path

import nbformat

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
PATHS = sorted(FOLDER.glob("*.ipynb"))


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


def bare(latex):
    """An equation without the spacing and alignment that carry no meaning."""
    latex = re.sub(r"&&.*", "", latex, flags=re.S)
    latex = re.sub(r"\\(,|;|quad|qquad|[bB]igg?[lr]?(?![a-z])|left(?![a-z])|right(?![a-z]))|&|\^\{\}", "", latex)
    return re.sub(r"\s+", "", latex)


def equations(path):
    """Every tagged equation of a notebook: tag → LaTeX, spacing left out."""
    found = {}
    for block in re.findall(r"\$\$(.+?)\$\$", markdown(path), flags=re.S):
        block = re.sub(r"\\(begin|end)\{align\}", "", block)
        rest = block
        for piece in re.split(r"(?<=\})\s*\\\\\s*\n", rest):
            tags = re.findall(r"\\tag\{([^}]+)\}", piece)
            assert len(tags) <= 1, piece
            if tags:
                assert tags[0] not in found, f"{path.name}: {tags[0]} twice"
                found[tags[0]] = bare(piece.replace(f"\\tag{{{tags[0]}}}", ""))
    return found
