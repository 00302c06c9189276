"""Algorithm 1 where it has no value. Its numbers are compared in test_batch.py, with the two other forms."""

import inspect

import numpy as np
import pytest

from backprop.algorithm import algorithm_1
from backprop.saturation import first_float
from random_networks import problem


def test_it_raises_where_an_answer_is_0_or_1():
    X, Y, W, b, weight_decay = problem(3, 8)
    with pytest.raises(ValueError, match=r"^a must lie strictly between 0 and 1"):
        algorithm_1(X, np.round(Y), {l: 1e4 * W[l] for l in W}, b, weight_decay)


def test_it_raises_from_the_z_that_its_docstring_names():
    """One output unit, z = x: past these z it has no value for either target, and before them it has."""

    def raises(z, y):
        try:
            algorithm_1([[z]], [[y]], {1: [[1.0]]}, {1: [0.0]})
        except ValueError as error:
            assert str(error).startswith("a must lie strictly between 0 and 1")
            return True
        return False

    for y in (0.0, 0.3, 1.0):
        to_the_right = first_float(lambda z, y=y: raises(z, y), np.float64(0), np.float64(1000))
        to_the_left = first_float(lambda z, y=y: raises(z, y), np.float64(0), np.float64(-1000))
        assert (round(to_the_right, 1), round(to_the_left, 1)) == (36.7, -745.1)
    assert "from z ≈ 36.7 on, and below −745.1" in inspect.getdoc(algorithm_1)
