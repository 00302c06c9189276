import numpy as np
import pytest
from numpy.testing import assert_allclose

from backprop.derivatives import central_difference, complex_step
from random_networks import relative

TAKES = {  # what the arguments of each function are, for test_bad_input.py
    "complex_step": {"x": "free real"},
    "central_difference": {"x": "free real", "h": "number"},
}


def cubic(x):
    return np.sum(x**3) + x[0, 0] * x[1, 2]


def cubic_slope(x):
    slope = 3 * x**2
    slope[0, 0] += x[1, 2]
    slope[1, 2] += x[0, 0]
    return slope


X = np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -0.75]])


def test_both_find_a_known_derivative():
    assert relative(complex_step(cubic, X), cubic_slope(X)) < 1e-14
    assert relative(central_difference(cubic, X), cubic_slope(X)) < 1e-9


def test_a_slope_wrong_by_a_tenth_of_a_percent_is_seen():
    wrong = 1.001 * cubic_slope(X)
    assert not np.allclose(complex_step(cubic, X), wrong, rtol=1e-12, atol=0)
    assert not np.allclose(central_difference(cubic, X), wrong, rtol=1e-6, atol=0)


def test_the_error_of_central_differences_falls_with_the_square_of_h():
    error = [abs(central_difference(np.exp, 1.0, h) - np.e) for h in (1e-2, 1e-3)]
    assert_allclose(error[0] / error[1], 100, rtol=1e-2)


def test_integers_are_taken_as_floats_and_x_is_untouched():
    x = np.array([1, 2])
    assert_allclose(complex_step(lambda v: np.sum(v**2), x), [2, 4], rtol=1e-15)
    assert_allclose(central_difference(lambda v: np.sum(v**2), x), [2, 4], rtol=1e-9)
    assert x.dtype.kind == "i"


@pytest.mark.parametrize("call", [
    lambda: complex_step(lambda x: np.abs(x).sum(), X),
    lambda: complex_step(lambda x: x, X),
    lambda: complex_step(cubic, X + 1j),
    lambda: central_difference(lambda x: x, X),
    lambda: central_difference(lambda x: 1j, X),
    lambda: central_difference(cubic, X, h=0),
    lambda: central_difference(cubic, X, h=-1e-6),
])
def test_what_cannot_be_differentiated_is_refused(call):
    with pytest.raises(ValueError, match=r"^(f|x|h) must"):
        call()
