"""What looks for a warning, a print or a number that is not finite finds it."""

import warnings

import numpy as np
import pytest

from backprop.widgets.controls import Slider
from backprop.widgets.figure import Figure
from finite import assert_finite, in_silence


def warn(x):
    warnings.warn("too large", RuntimeWarning, stacklevel=1)
    return {"x": x}


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (warn, RuntimeWarning),
        (lambda x: {"x": 1 / (x - 2)}, ZeroDivisionError),
        (lambda x: {"x": np.log(np.array(2.0) - x)}, RuntimeWarning),
        (lambda x: print(x) or {"x": x}, AssertionError),
    ],
)
def test_what_is_amiss_is_seen(fault, kind):
    two = {"x": Slider("x", 2, 0, 2, 0.1)}
    figure = Figure(about="x", controls=two, compute=fault, say=str, view=lambda n: "<svg>")
    with pytest.raises(kind), in_silence():
        figure.render()


def test_what_is_not_finite_is_found_at_any_depth():
    assert_finite({"a": [(1.0, np.zeros(3), None, "NaN")], "b": {1: 2}})
    for value in (np.nan, np.inf, [{"a": (1.0, np.array([1.0, -np.inf]))}]):
        with pytest.raises(AssertionError):
            assert_finite(value)
