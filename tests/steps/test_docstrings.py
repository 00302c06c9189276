"""What docstrings say of shapes, keys and the lines of Algorithm 1 is so."""

import importlib
import inspect
import re

import numpy as np
import pytest

from backprop import algorithm, batch, depth, network, recursion, toy, training
from backprop.course import NOTEBOOKS
from claiming import PROVED
from package import STEPS

PUBLIC = {
    f"{path.stem}.{name}": function
    for path in STEPS
    for name, function in inspect.getmembers(importlib.import_module(f"backprop.{path.stem}"), inspect.isfunction)
    if function.__module__ == f"backprop.{path.stem}" and not name.startswith("_")
}
SAID = {name: " ".join((inspect.getdoc(function) or "").split()) for name, function in PUBLIC.items()}
SHAPE = r"\((\w+(?:, \w+)*),?\)"
ROWS = {
    int(line): (what, re.findall(r"\[(\d\d)\]", links))
    for lines, what, _, links in PROVED
    for line in lines.split(", ")
}


def known(shape, sizes):
    """A shape by its names, such as n_above, as numbers."""
    return tuple(sizes.setdefault(name, 3 + len(sizes)) for name in shape.split(", "))


RETURNS = [name for name, said in SAID.items() if re.search(rf"Returns {SHAPE}", said)]


@pytest.mark.parametrize("name", RETURNS)
def test_it_returns_the_shape_that_it_says(name):
    """Called with arrays of the shapes that the docstring gives its arguments, all sizes different."""
    sizes, rng = {}, np.random.default_rng(0)
    shapes = {one: shape for one, shape in re.findall(rf"`(\w+)` {SHAPE}", SAID[name])}
    names = inspect.signature(PUBLIC[name]).parameters
    arguments = {one: rng.uniform(0.1, 0.9, known(shapes[one], sizes)) for one in names}
    (told,) = re.findall(rf"Returns {SHAPE}", SAID[name])
    assert PUBLIC[name](**arguments).shape == known(told, sizes)


def test_enough_functions_say_what_they_return():
    assert {"outer.weight_gradient", "pullback.eta_below", "softmax.jacobian"} <= set(RETURNS)


CITES = [name for name, said in SAID.items() if re.search(r"(?<!place of )lines? \d+.* of Algorithm 1", said)]


@pytest.mark.parametrize("name", CITES)
def test_a_line_of_algorithm_1_is_the_one_that_its_notebook_derives(name):
    """The table in the notebook of Algorithm 1 has each line; lines that begin alike, δ of …, are of one kind."""
    first, joint, last = re.search(r"lines? (\d+)(?: (to|and) (\d+))?", SAID[name]).groups()
    stem = name.split(".")[0]
    (number,) = [f"{place:02d}" for place, one in enumerate(NOTEBOOKS) if one.stem == stem]
    if joint == "to":
        assert int(first) < int(last) <= max(ROWS)
        return
    kinds = {what.split()[0] for what, links in ROWS.values() if number in links}
    for line in filter(None, (first, last)):
        what, links = ROWS[int(line)]
        assert number in links or what.split()[0] in kinds, f"line {line}: {what}"


W, b = training.initial((2, 5, 4, 3))
X, Y = toy.data()
GIVES = {
    "network.forward": network.forward(X[0], W, b), "network.forward_rows": network.forward_rows(X, W, b),
    "depth.passes": depth.passes(X[0], Y[0], W, b), "training.initial": (W, b),
    "recursion.backprop_example": recursion.backprop_example(X[0], Y[0], W, b),
    "batch.gradient": batch.gradient(X, Y, W, b)[1:], "algorithm.algorithm_1": algorithm.algorithm_1(X, Y, W, b)[1:],
}  # fmt: skip


@pytest.mark.parametrize("name", GIVES)
def test_a_dict_has_the_keys_that_the_docstring_says(name):
    returned = SAID[name].partition("Returns")[2].partition(" Raises")[0]
    told = re.findall(r"keyed (\d) … (L(?:−1)?)", returned) or re.findall(r"`\w+\[(\d)\] … \w+\[(L)\]`", returned)
    first, last = ([*range(int(low), {"L": 5, "L−1": 4}[high])] for low, high in (told[0], told[-1]))
    assert [sorted(one) for one in GIVES[name]] == [first, *[last] * (len(GIVES[name]) - 1)]
