import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from backprop.derivatives import central_difference, complex_step
from backprop.network import sigmoid
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
    lambda: complex_step(cubic, X + 1j),
    lambda: central_difference(cubic, X, h=0),
    lambda: central_difference(cubic, X, h=-1e-6),
])
def test_what_cannot_be_differentiated_is_refused(call):
    with pytest.raises(ValueError, match=r"^(x|h) must"):
        call()


@pytest.mark.parametrize("returned", [
    None, 1, True, "1", np.float32(1), np.float16(1), np.complex64(1), np.ones(1), [1.0], np.nan, np.inf,
    np.ma.masked, object(),
])  # fmt: skip
@pytest.mark.parametrize("h", [None, 1e-3, "complex"])
def test_an_f_that_returns_anything_but_one_number_of_double_precision_is_named(returned, h):
    with pytest.raises(ValueError, match=r"^f(\(x\))? must (return one finite (float|complex)|be a plain array)"):
        complex_step(lambda x: returned, X) if h == "complex" else central_difference(lambda x: returned, X, h)


@pytest.mark.parametrize("call", [
    lambda: complex_step(lambda x: np.abs(x).sum(), X), lambda: complex_step(lambda x: 1.0, X),
    lambda: central_difference(lambda x: 1j, X), lambda: central_difference(lambda x: np.sum(x + 0j), X),
])  # fmt: skip
def test_real_and_complex_are_told_apart(call):
    said = r"^f must return one finite (float|complex).*x of shape \(2, 3\); it returned .+, shape \(\), [fc]"
    with pytest.raises(ValueError, match=said):
        call()


def test_the_rounding_of_a_large_f_is_no_fault_of_the_step():
    slope = central_difference(lambda x: 1e9 + 1.3 * x, 1.0)
    assert 1e-6 < abs(slope - 1.3) < 0.05  # ε · 10⁹ / h = 0.04


@settings(max_examples=100, deadline=None, database=None)
@given(x=st.floats(-1e6, 1e6), f=st.sampled_from([np.sin, np.exp, np.log, np.square, lambda x: x**3 + x, sigmoid]))
def test_the_step_fits_or_it_is_an_error(x, f):
    """Right to 10⁻⁷, beside the rounding of f: whatever the size of an entry, unless it is refused."""
    if f is np.exp:
        x = x / 2e3
    if f is np.log:
        x = abs(x) + 1e-9
    scale = max(abs(x), 1.0)
    with np.errstate(all="ignore"):
        try:
            got = central_difference(f, x)
        except ValueError as error:
            assert re.match(r"h = .* does not fit f at x\[\]|f must return one finite float64", str(error))
            assert f in (np.log, np.sin, np.exp) or (f is sigmoid and x < -40)  # there it is e**x
            return
    exact = complex_step(f, x)
    assert abs(got - exact) <= 1e-7 * abs(exact) + 1e-9 * abs(f(np.float64(x))) / scale + 1e-10


def test_entries_in_the_thousands_and_of_mixed_size():
    x = np.array([4e3, -7e3, 0.5, 0.0, 2e5])
    f = lambda v: np.sum(np.log1p(v**2))
    assert_allclose(central_difference(f, x), complex_step(f, x), rtol=1e-7, atol=1e-9)


def test_a_step_that_does_not_fit_is_named():
    for f in (np.log, lambda x: np.sin(1e6 * x), lambda x: np.float64(np.float32(x) ** 3)):
        said = r"^h = 6\.0e-06 does not fit f at x\[1\], shape \(2,\)"
        with np.errstate(all="ignore"), pytest.raises(ValueError, match=said):
            central_difference(lambda v, f=f: np.float64(v[0] + f(v[1])), [1.0, 1.3e-5 if f is np.log else 0.7])


def test_both_slopes_of_a_step_that_does_not_fit_are_said():
    slopes = [central_difference(np.log, 1.3e-5, h) for h in (6e-6, 3e-6)]
    with pytest.raises(ValueError, match="its slope is {:.6g}, and {:.6g} with half of h".format(*slopes)):
        central_difference(np.log, 1.3e-5)


def test_a_function_that_is_0_has_the_slope_0():
    """Half of the step gives the same, with no rounding to allow for."""
    assert central_difference(lambda x: 0.0, np.array([1.0, -2.0])).tolist() == [0, 0]
