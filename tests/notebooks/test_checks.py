"""The checks in the notebooks' cells can fail: each comparison is strict, and each measured derivative is compared.

The cells of a notebook are run here with a `complex_step` and an `assert_allclose` that spoil what they get: a
comparison that does not see it is no check.
"""

import ast
import sys

import numpy as np
import numpy.testing
import pytest

import stored
from backprop import derivatives

PATHS = [path for path in stored.PATHS if path.stem != "00_start_here"]
WITH_DERIVATIVES = [path for path in PATHS if path.stem != "01_network"]
STRICT = 1e-9  # what a complex step deserves; a difference quotient is off by 1e-8, of its largest entry
COARSE = 1e-5  # what the coarsest comparison of the course must see: h = 1e-6 gives six digits
SHOWN = {"figure", "figure_paths", "figure_check", "show", "timing", "Sheet", "check", "results"}

complex_step, assert_allclose = derivatives.complex_step, numpy.testing.assert_allclose


def name_of(call):
    """The last name of what a node calls, "" if it is no call."""
    function = getattr(call, "func", None)
    return getattr(function, "attr", getattr(function, "id", ""))


def compiled(cell, number):
    """The code of a cell without the figure or the exercise that it ends in."""
    body = ast.parse(cell.source).body
    if body and isinstance(body[-1], ast.Expr) and name_of(body[-1].value) in SHOWN:
        body = body[:-1]
    return compile(ast.Module(body, []), f"cell {number}", "exec")


def cells(path):
    """The cells of code up to the last one that compares: its number, source and code."""
    found = [cell for cell in stored.read(path).cells if cell.cell_type == "code"]
    compares = lambda cell: "assert_allclose(" in cell.source or "complex_step(" in cell.source
    last = max(k for k, cell in enumerate(found) if compares(cell))
    return [(k, cell.source, compiled(cell, k)) for k, cell in enumerate(found[: last + 1])]


def spoilt(value, place, size):
    """A copy of numbers with one entry off by `size` of the largest."""
    value = np.array(value, float)
    value.flat[place] += size * np.abs(value).max()
    return value


def strict(actual, desired, rtol=1e-7, atol=0, **options):
    """`assert_allclose`, and that it would have failed with the first or the last entry a little off."""
    assert actual is not desired and np.size(desired), "a comparison of nothing, or of a thing with itself"
    assert_allclose(actual, desired, rtol, atol, **options)
    for place in (0, -1):
        with pytest.raises(AssertionError):
            assert_allclose(actual, spoilt(desired, place, COARSE), rtol, atol, **options)
            pytest.fail(f"too coarse: with {rtol=}, {atol=} an entry {COARSE} of the largest off passes unseen")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_comparison_is_strict(path, monkeypatch):
    monkeypatch.setattr(numpy.testing, "assert_allclose", strict)
    space = {}
    for _, _, code in cells(path):
        exec(code, space)


class Spoiled:
    """`complex_step`, spoilt in one entry where one line of one cell calls it; notes the lines that do."""

    def __init__(self):
        self.seen, self.line, self.place, self.size = set(), None, 0, STRICT

    def __call__(self, f, x, *step):
        frame = sys._getframe(1)
        while not frame.f_code.co_filename.startswith("cell "):
            frame = frame.f_back
        where = frame.f_code.co_filename, frame.f_lineno
        self.seen.add(where)
        measured = complex_step(f, x, *step)
        return spoilt(measured, self.place, self.size)[()] if where == self.line else measured


def copied(space):
    """The variables of a notebook, so that a cell can be run once more from where it began."""
    plain = lambda value: value.copy() if isinstance(value, dict | list | np.ndarray) else value
    return {name: plain(value) for name, value in space.items()}


@pytest.mark.parametrize("path", WITH_DERIVATIVES, ids=lambda path: path.stem)
def test_every_measured_derivative_is_compared(path, monkeypatch):
    spoiler, space, held = Spoiled(), {}, 0
    monkeypatch.setattr(derivatives, "complex_step", spoiler)
    for number, source, code in cells(path):
        before, spoiler.line = copied(space), None
        spoiler.seen = set()
        exec(code, space)
        spoiler.size = 1e-7 if "central_difference(" in source else STRICT
        for line in sorted(spoiler.seen):
            for spoiler.place in (0, -1):
                spoiler.line = line
                with pytest.raises(AssertionError):
                    exec(code, copied(before))
                    pytest.fail(f"cell {number}, line {line[1]}: a measured derivative that is off passes unseen")
        held += len(spoiler.seen)
    assert held, "a derivative that is measured, without the formula"
