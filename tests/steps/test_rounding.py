import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from numpy.testing import assert_allclose

from backprop import rounding
from backprop.delta import delta_output
from backprop.derivatives import complex_step
from backprop.loss import example_loss, losses_from_z
from backprop.network import sigmoid

TAKES = {  # what the arguments of each function are, for test_bad_input.py
    "naive_sigmoid": {"z": "free with infinities"},
    "textbook_delta": {"a": "unit vector", "y": "target vector"},
    "textbook_losses": {"a": "unit vector", "y": "target vector"},
    "delta_from_z": {"z": "vector", "y": "target vector"},
    "correct_digits": None,
    "first_float": None,
    "true_values": None,
}

KINDS = {np.float16: 11, np.float32: 24, np.float64: 53}  # the binary digits of each


def exponential(z):
    """eᶻ of a fraction by its series, with 120 decimals and no library."""
    one = 10**120
    term = total = one
    for k in range(1, 400):
        term = term * z.numerator // (z.denominator * k)
        total += term
    return Fraction(total, one)


@pytest.mark.parametrize("z", [-40.25, -3.0, 0.0, 0.5, 30.0, 45.0])
@pytest.mark.parametrize("y", [0.0, 0.3, 1.0])
def test_the_truth_is_the_truth(z, y):
    delta, loss = rounding.true_values(z, y)
    e = exponential(Fraction(z))
    phi, goal = e / (1 + e), Fraction(y)
    assert abs(Fraction(delta) - (phi - goal)) < Fraction(1, 10**45) * max(abs(phi - goal), Fraction(1, 10**30))
    again = Fraction(loss) + goal * Fraction(z)  # log(1 + eᶻ)
    assert abs(exponential(again) / (1 + e) - 1) < Fraction(1, 10**40)


def test_the_truth_has_digits_where_both_terms_nearly_cancel():
    delta, loss = rounding.true_values(700.0, 1.0)
    assert abs(loss / Decimal(-700).exp() - 1) < Decimal("1e-25")
    assert abs(delta / -Decimal(-700).exp() - 1) < Decimal("1e-25")


@pytest.mark.parametrize(("kind", "digits"), KINDS.items())
def test_phi_rounds_to_one_at_the_digits_times_log_2(kind, digits):
    for phi in (rounding.naive_sigmoid, sigmoid):
        assert rounding.first_float(lambda z, phi=phi: phi(z) == 1, kind(0), kind(200)) == pytest.approx(
            digits * math.log(2), rel=1e-3
        )


def test_the_naive_sigmoid_overflows_to_the_left_where_the_other_does_not():
    zero = rounding.first_float(lambda z: rounding.naive_sigmoid(z) == 0, np.float64(0), np.float64(-1000))
    assert zero == pytest.approx(-1024 * math.log(2), rel=1e-6)
    zero = rounding.first_float(lambda z: sigmoid(z) == 0, np.float64(0), np.float64(-1000))
    assert zero == pytest.approx(-1075 * math.log(2), rel=1e-6)
    z = np.linspace(-700, 30, 147)
    assert_allclose(rounding.naive_sigmoid(z), sigmoid(z), rtol=1e-14)


def test_first_float_is_the_first():
    found = rounding.first_float(lambda z: z > 0.1, np.float32(0), np.float32(1))
    assert found == np.nextafter(np.float32(0.1), np.float32(1)) and isinstance(found, np.float32)
    with pytest.raises(ValueError, match="holds must be false at start"):
        rounding.first_float(lambda z: z > 0.1, np.float64(1), np.float64(2))


@pytest.mark.parametrize("kind", KINDS)
def test_the_forms_keep_the_type_of_their_float(kind):
    z, y = np.array([-2, 3], kind), np.array([0, 1], kind)
    a = rounding.naive_sigmoid(z)
    for form in (
        a, rounding.textbook_delta(a, y), rounding.textbook_losses(a, y), rounding.delta_from_z(z, y),
        sigmoid(z), losses_from_z(z, y), delta_output(a, y),
    ):  # fmt: skip
        assert form.dtype == kind


def test_the_textbook_forms_are_right_where_they_have_their_digits():
    z = np.array([-4.0, -0.5, 0.0, 2.5, 4.0])
    for y in (np.zeros(5), np.full(5, 0.3), np.ones(5)):
        slope = complex_step(lambda z, y=y: losses_from_z(z, y).sum(), z)
        assert_allclose(rounding.textbook_delta(sigmoid(z), y), slope, rtol=1e-12)
        assert_allclose(rounding.delta_from_z(z, y), slope, rtol=1e-12)
        loss = example_loss(sigmoid(z), y)
        assert rounding.textbook_losses(sigmoid(z), y).sum() == pytest.approx(loss, rel=1e-14)


@pytest.mark.parametrize(
    ("z", "y", "loss"), [(37, 0, np.inf), (37, 1, np.nan), (-710, 1, np.inf), (-710, 0, np.nan)]
)
def test_the_textbook_forms_break_past_the_limits(z, y, loss):
    a = rounding.naive_sigmoid(float(z))
    assert np.isnan(rounding.textbook_delta(a, y))
    assert_allclose(rounding.textbook_losses(a, y), loss)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("y", [0, 1])
def test_the_other_forms_never_do(kind, y):
    """Relative to the truth to a few ε; where the truth is below the smallest normal float, to that float."""
    info = np.finfo(kind)
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        for z in np.concatenate([np.linspace(-45, 45, 61), [-700, -100, 100, 700]]).astype(kind):
            delta, loss = rounding.true_values(z, kind(y))
            eps, tiny = 8 * Decimal(float(info.eps)), Decimal(float(info.tiny))
            for got, true in ((rounding.delta_from_z(z, kind(y)), delta), (losses_from_z(z, kind(y)), loss)):
                assert abs(Decimal(float(got)) - true) <= eps * max(abs(true), tiny), z
            assert abs(Decimal(float(delta_output(sigmoid(z), kind(y)))) - delta) <= Decimal(float(info.eps))


def test_digits_go_as_fast_as_the_notebook_says():
    """The relative error of 1 − φ(z) is at most ε (1 + eᶻ), and within a factor of 50 of it now and then."""
    worst = 0
    for z in np.arange(5, 36, 0.25):
        true = rounding.true_values(z, 1.0)[0]
        error = float(abs((Decimal(float(sigmoid(z) - 1)) - true) / true))
        limit = np.finfo(float).eps * (1 + np.exp(z))
        assert error <= limit
        worst = max(worst, error / limit)
    assert worst > 0.02


def test_correct_digits_counts():
    for kind, most in ((np.float16, 3.01), (np.float32, 6.92), (np.float64, 15.65)):
        assert rounding.correct_digits(kind(0.5), Decimal("0.5")) == pytest.approx(most, abs=0.01)
    assert rounding.correct_digits(1.001, Decimal(1)) == pytest.approx(3)
    assert rounding.correct_digits(3.0, Decimal(1)) == 0
    with pytest.raises(ValueError, match="got holds nan"):
        rounding.correct_digits(np.nan, Decimal(1))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: rounding.naive_sigmoid([np.nan]), "z holds nan"),
        (lambda: rounding.textbook_delta([0.5, 0.5], [1.0]), r"a \(2,\) and y \(1,\)"),
        (lambda: rounding.textbook_losses([1.5], [1.0]), "a must lie between 0 and 1"),
        (lambda: rounding.delta_from_z([1.0], [2.0]), "y must be real and lie in"),
        (lambda: rounding.true_values([1.0], 1.0), "z and y must be one real number each"),
    ],
)
def test_bad_input(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_the_naive_sigmoid_takes_infinities_and_says_nothing():
    with np.errstate(all="raise"):
        assert rounding.naive_sigmoid(np.array([-np.inf, -800.0, 800.0, np.inf])).tolist() == [0, 0, 1, 1]


@pytest.mark.parametrize(("z", "y", "words"), [
    (np.nan, 0.5, r"^z holds nan"),
    (0.5, np.nan, r"^y holds nan"),
    (0.5, 2.0, r"^y must be real and lie in \[0, 1\]"),
    ([0.5], 0.5, r"got z \(1,\) and y \(\)"),
    (0.5, [0.5], r"got z \(\) and y \(1,\)"),
    (0.5 + 1j, 0.5, r"one real number each"),
])  # fmt: skip
def test_the_truth_is_asked_of_one_number_each(z, y, words):
    with pytest.raises(ValueError, match=words):
        rounding.true_values(z, y)


def test_digits_are_counted_relative_to_the_truth():
    assert rounding.correct_digits(np.float64(1001.0), Decimal(1000)) == pytest.approx(3)
    assert rounding.correct_digits(np.float64(0.001001), Decimal("0.001")) == pytest.approx(3)
