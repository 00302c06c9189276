"""Algorithm 1 where it has no value. Its numbers are compared in test_batch.py, with the two other forms."""

import inspect

import numpy as np
import pytest

from backprop.algorithm import algorithm_1
from backprop.rounding import first_float
from random_networks import problem

TAKES = {  # what the arguments of each function are, for test_bad_input.py
    "algorithm_1": {"X": "matrix", "Y": "target matrix", "W": "W", "b": "b", "weight_decay": "number"},
}


def test_it_raises_where_an_answer_is_0_or_1():
    X, Y, W, b, weight_decay = problem(3, 8)
    with pytest.raises(ValueError, match=r"^a must lie strictly between 0 and 1"):
        algorithm_1(X, np.round(Y), {l: 1e4 * W[l] for l in W}, b, weight_decay)


def test_it_raises_from_the_z_that_its_docstring_names():
    """One output unit, z = x: past these z it has no value for either target, and before them it has."""

    def raises(z, y):
        try:
            with np.errstate(over="ignore"):
                algorithm_1([[z]], [[y]], {1: [[1.0]]}, {1: [0.0]})
        except ValueError as error:
            assert str(error).startswith(("a must lie strictly between 0 and 1", "eta holds -inf"))
            return True
        return False

    said = " ".join(inspect.getdoc(algorithm_1).split())
    for y in (0.0, 0.3, 1.0):
        right = first_float(lambda z, y=y: raises(z, y), np.float64(0), np.float64(1000))
        assert f"from z ≈ {right:.1f} on" in said
        left = first_float(lambda z, y=y: raises(z, y), np.float64(0), np.float64(-1000))
        assert y == 0.3 or f"from −{-left:.1f} on for y = {y:.0f}" in said
