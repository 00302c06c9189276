"""The tables of the notebooks: shapes are those of the toy network, a line is derived where the table says."""

import re

import numpy as np
import pytest

import stored
from claiming import PROVED, W, X, Y, b
from equations import course

N, WIDTHS = len(X), {1: X.shape[1], 2: len(b[1]), 3: len(b[2])}
SYMBOL = re.compile(r"(\\eta|\\delta|\\Delta|\\mathrm\{H\}|[axyXYZAWzb])(?:\^\{\((\w)\)(\\top)?\})?")
HEAD = "| | shape | why |"
IN_WORDS = {"summed over $\\gamma$": [(3, 4)], "Jacobian": [(3, 3)]}


def bare(latex):
    """LaTeX without its colours."""
    return re.sub(r"\{\\color\{#\w+\}(\\\w+(?:\{\w\})?|\w)\}", r"\1", latex)


def shape(name, layer, transposed=""):
    """The shape of a symbol of the toy network."""
    l = int(layer or {"x": 1, "y": 3, "X": 1, "Y": 3}[name])
    if name in "Wb":
        found = np.shape({"W": W, "b": b}[name][l])
    else:
        found = (N, WIDTHS[l]) if name in ("X", "Y", "Z", "A", r"\Delta", r"\mathrm{H}") else (WIDTHS[l],)
    return found[::-1] if transposed else found


def symbols(cell):
    """The symbols of the first cell of a row, each as (name, layer, transposed); of equal ones the first."""
    formulas = ", ".join(re.findall(r"\$(.+?)\$", bare(cell)))
    sides = [one.partition(" = ")[0] for one in formulas.split(", ")]
    words = re.sub(r"\\(?:partial\\hat J/\\partial|partial|varphi'?)|\\,", " ", ", ".join(sides))
    return [one.groups() for one in SYMBOL.finditer(words)]


def shapes(cell):
    """The shapes that the first cell of a row asks for, in order."""
    if cell in IN_WORDS:
        return IN_WORDS[cell]
    found = [shape(*one) for one in symbols(cell)]
    if r"\partial z" in cell:
        return [found[0] + found[1]]
    if "as a column" in cell:
        return [(*found[0], 1), (1, *found[1])]
    return found


ROWS = [
    pytest.param(cell, told, why, id=f"{path.stem}-{bare(cell)}")
    for path in stored.PATHS
    for table in stored.markdown(path).split(HEAD)[1:]
    for cell, told, why in re.findall(r"(?m)^\| (.+?) \| (.+?) \| (.+?) \|$", table.partition("\n\n")[0])
]


@pytest.mark.parametrize(("cell", "told", "why"), ROWS)
def test_a_shape_is_that_of_the_toy_network(cell, told, why):
    written = [tuple(map(int, re.findall(r"\d+", one))) for one in re.findall(r"\([\d, ]+\)", told)]
    wanted = shapes(cell)
    assert written == wanted or (len(written) == 1 and set(wanted) == set(written)), wanted
    if " times " in told or "column" in cell:
        (rows, inner), (again, columns) = written
        assert inner == again and f"({rows}, {columns})" in why


def test_the_shapes_of_the_page_of_symbols():
    """A symbol with l: in each layer that has it."""
    page = (stored.FOLDER / "symbols.md").read_text(encoding="utf-8")
    held = 0
    for cell, told in re.findall(r"(?m)^\| (\$.+?\$) \|.*\| (\(.+?\).*?) \|$", page):
        names = [name for name, layer, _ in symbols(cell) if layer == "l"]
        layers = (1, 2) if "W" in names else (2, 3)
        wanted = [shape(name, l) for l in layers for name in names] or shapes(cell)
        written = [tuple(map(int, re.findall(r"\d+", one))) for one in re.findall(r"\([\d, ]+\)", told)]
        assert written == wanted, cell
        held += 1
    assert held >= 5
    assert re.search(r"\| \$K\$ \| number of answers \| (\d) \|", page)[1] == str(WIDTHS[3]) == str(Y.shape[1])
    assert re.search(r"\| \$L\$ \| number of layers, the input counted \| (\d) \|", page)[1] == str(len(W) + 1)


@pytest.mark.parametrize(("lines", "what", "tags", "links"), PROVED)
def test_a_line_is_derived_in_the_notebooks_whose_equations_prove_it(lines, what, tags, links):
    cited, linked = re.findall(r"\((\d+\.\d+)\)", tags), {int(one) for one in re.findall(r"\[(\d\d)\]", links)}
    general = int(stored.of("recursion").name[:2])  # where each move is written for any layer
    assert cited and all(tag in course.numbered() for tag in cited)
    assert linked <= {int(tag.split(".")[0]) for tag in cited} <= linked | {general}


def test_the_moves_have_their_equations():
    """What a line does is on the left of the equations that prove it."""
    lefts = {"η of the output": r"\eta", "δ of the output": r"\delta", "δ of a hidden layer": r"\delta",
             "back through the weights": r"\eta", "the forward pass": "za"}  # fmt: skip
    held = set()
    for _, what, tags, _ in PROVED:
        for words, names in lefts.items():
            if what.startswith(words):
                for tag in re.findall(r"\((\d+\.\d+)\)", tags):
                    chapter, formula = course.numbered()[tag]
                    left = chapter.statements(formula)[0].sides[0]
                    assert left.args[0].replace("η", r"\eta").replace("δ", r"\delta") in (names, *names), (what, tag)
                held.add(words)
    assert held == lefts.keys()
