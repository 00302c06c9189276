import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from numpy.testing import assert_allclose

from backprop import saturation
from backprop.algorithm import algorithm_1
from backprop.delta import delta_output
from backprop.derivatives import complex_step
from backprop.loss import example_loss, losses_from_z
from backprop.network import forward, sigmoid
from random_networks import example

TAKES = {  # what the arguments of each function are, for test_bad_input.py
    "naive_sigmoid": {"z": "free with infinities"},
    "textbook_delta": {"a": "unit vector", "y": "target vector"},
    "textbook_losses": {"a": "unit vector", "y": "target vector"},
    "delta_from_z": {"z": "vector", "y": "target vector"},
    "deep_network": {"layers": "whole", "scale": "number"},
    "delta_sizes": {"x": "vector", "y": "target vector", "W": "W", "b": "b"},
    "largest_factor": {"W": "free matrix"},
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
    delta, loss = saturation.true_values(z, y)
    e = exponential(Fraction(z))
    phi, goal = e / (1 + e), Fraction(y)
    assert abs(Fraction(delta) - (phi - goal)) < Fraction(1, 10**45) * max(abs(phi - goal), Fraction(1, 10**30))
    again = Fraction(loss) + goal * Fraction(z)  # log(1 + eᶻ)
    assert abs(exponential(again) / (1 + e) - 1) < Fraction(1, 10**40)


def test_the_truth_has_digits_where_both_terms_nearly_cancel():
    delta, loss = saturation.true_values(700.0, 1.0)
    assert abs(loss / Decimal(-700).exp() - 1) < Decimal("1e-25")
    assert abs(delta / -Decimal(-700).exp() - 1) < Decimal("1e-25")


@pytest.mark.parametrize(("kind", "digits"), KINDS.items())
def test_phi_rounds_to_one_at_the_digits_times_log_2(kind, digits):
    for phi in (saturation.naive_sigmoid, sigmoid):
        assert saturation.first_float(lambda z, phi=phi: phi(z) == 1, kind(0), kind(200)) == pytest.approx(
            digits * math.log(2), rel=1e-3
        )


def test_the_naive_sigmoid_overflows_to_the_left_where_the_other_does_not():
    zero = saturation.first_float(lambda z: saturation.naive_sigmoid(z) == 0, np.float64(0), np.float64(-1000))
    assert zero == pytest.approx(-1024 * math.log(2), rel=1e-6)
    zero = saturation.first_float(lambda z: sigmoid(z) == 0, np.float64(0), np.float64(-1000))
    assert zero == pytest.approx(-1075 * math.log(2), rel=1e-6)
    z = np.linspace(-700, 30, 147)
    assert_allclose(saturation.naive_sigmoid(z), sigmoid(z), rtol=1e-14)


def test_first_float_is_the_first():
    found = saturation.first_float(lambda z: z > 0.1, np.float32(0), np.float32(1))
    assert found == np.nextafter(np.float32(0.1), np.float32(1)) and isinstance(found, np.float32)
    with pytest.raises(ValueError, match="holds must be false at start"):
        saturation.first_float(lambda z: z > 0.1, np.float64(1), np.float64(2))


@pytest.mark.parametrize("kind", KINDS)
def test_the_forms_keep_the_type_of_their_float(kind):
    z, y = np.array([-2, 3], kind), np.array([0, 1], kind)
    a = saturation.naive_sigmoid(z)
    for form in (
        a, saturation.textbook_delta(a, y), saturation.textbook_losses(a, y), saturation.delta_from_z(z, y),
        sigmoid(z), losses_from_z(z, y), delta_output(a, y),
    ):  # fmt: skip
        assert form.dtype == kind


def test_the_textbook_forms_are_right_where_they_have_their_digits():
    z = np.array([-4.0, -0.5, 0.0, 2.5, 4.0])
    for y in (np.zeros(5), np.full(5, 0.3), np.ones(5)):
        slope = complex_step(lambda z, y=y: losses_from_z(z, y).sum(), z)
        assert_allclose(saturation.textbook_delta(sigmoid(z), y), slope, rtol=1e-12)
        assert_allclose(saturation.delta_from_z(z, y), slope, rtol=1e-12)
        loss = example_loss(sigmoid(z), y)
        assert saturation.textbook_losses(sigmoid(z), y).sum() == pytest.approx(loss, rel=1e-14)


@pytest.mark.parametrize(
    ("z", "y", "loss"), [(37, 0, np.inf), (37, 1, np.nan), (-710, 1, np.inf), (-710, 0, np.nan)]
)
def test_the_textbook_forms_break_past_the_limits(z, y, loss):
    a = saturation.naive_sigmoid(float(z))
    assert np.isnan(saturation.textbook_delta(a, y))
    assert_allclose(saturation.textbook_losses(a, y), loss)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("y", [0, 1])
def test_the_other_forms_never_do(kind, y):
    """Relative to the truth to a few ε; where the truth is below the smallest normal float, to that float."""
    info = np.finfo(kind)
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        for z in np.concatenate([np.linspace(-45, 45, 61), [-700, -100, 100, 700]]).astype(kind):
            delta, loss = saturation.true_values(z, kind(y))
            eps, tiny = 8 * Decimal(float(info.eps)), Decimal(float(info.tiny))
            for got, true in ((saturation.delta_from_z(z, kind(y)), delta), (losses_from_z(z, kind(y)), loss)):
                assert abs(Decimal(float(got)) - true) <= eps * max(abs(true), tiny), z
            assert abs(Decimal(float(delta_output(sigmoid(z), kind(y)))) - delta) <= Decimal(float(info.eps))


def test_digits_go_as_fast_as_the_notebook_says():
    """The relative error of 1 − φ(z) is at most ε (1 + eᶻ), and within a factor of 50 of it now and then."""
    worst = 0
    for z in np.arange(5, 36, 0.25):
        true = saturation.true_values(z, 1.0)[0]
        error = float(abs((Decimal(float(sigmoid(z) - 1)) - true) / true))
        limit = np.finfo(float).eps * (1 + np.exp(z))
        assert error <= limit
        worst = max(worst, error / limit)
    assert worst > 0.02


def test_correct_digits_counts():
    for kind, most in ((np.float16, 3.01), (np.float32, 6.92), (np.float64, 15.65)):
        assert saturation.correct_digits(kind(0.5), Decimal("0.5")) == pytest.approx(most, abs=0.01)
    assert saturation.correct_digits(1.001, Decimal(1)) == pytest.approx(3)
    assert saturation.correct_digits(3.0, Decimal(1)) == 0
    with pytest.raises(ValueError, match="got holds nan"):
        saturation.correct_digits(np.nan, Decimal(1))


@pytest.mark.parametrize("layers", [2, 3, 4, 6])
def test_the_sizes_are_those_of_measured_derivatives(layers):
    x, y, W, b = example(layers)
    _, z = forward(x, W, b)
    sizes = saturation.delta_sizes(x, y, W, b)
    assert list(sizes) == list(range(2, layers + 1))
    for l in sizes:

        def J_hat(v, l=l):
            for m in range(l, layers):
                v = W[m] @ sigmoid(v) + b[m]
            return example_loss(sigmoid(v), y)

        assert sizes[l] == pytest.approx(abs(complex_step(J_hat, z[l])).max(), rel=1e-12)


@pytest.mark.parametrize("scale", [0.5, 1, 5, 20])
def test_no_layer_does_better_than_its_bound(scale):
    W, b = saturation.deep_network(12, scale)
    sizes = saturation.delta_sizes([1.0, -0.5], [1.0, 0.0, 1.0], W, b)
    for l in range(2, 12):
        assert sizes[l] <= saturation.largest_factor(W[l]) * sizes[l + 1]


def test_the_bound_is_reached():
    """One unit a layer, z = 0, so that φ′ = ¼: the factor is ¼ |w| exactly."""
    W = {1: np.zeros((1, 1)), 2: np.array([[-3.0]])}
    b = {1: np.zeros(1), 2: np.ones(1)}
    sizes = saturation.delta_sizes([0.7], [1.0], W, b)
    assert sizes[2] == pytest.approx(saturation.largest_factor(W[2]) * sizes[3], rel=1e-12)
    assert saturation.largest_factor([[1.0, -5.0], [-2.0, 0.5]]) == 5.5 / 4
    assert saturation.largest_factor(np.array([[2**24], [1]], np.float32)) == (2**24 + 1) / 4


def test_the_deep_network():
    W, b = saturation.deep_network(5, 2.0)
    assert [W[l].shape for l in W] == [(4, 2), (4, 4), (4, 4), (3, 4)]
    assert all((b[l] == 0).all() for l in b)
    every = np.sort(np.concatenate([W[l].ravel() for l in W]))
    assert -2 <= every[0] < -1.9 < 1.9 < every[-1] <= 2 and np.diff(every).max() < 0.3
    assert not np.allclose(W[2], W[3])
    algorithm_1([[0.1, 0.2]], [[0, 1, 1]], W, b)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: saturation.naive_sigmoid([np.nan]), "z holds nan"),
        (lambda: saturation.textbook_delta([0.5, 0.5], [1.0]), r"a \(2,\) and y \(1,\)"),
        (lambda: saturation.textbook_losses([1.5], [1.0]), "a must lie between 0 and 1"),
        (lambda: saturation.delta_from_z([1.0], [2.0]), "y must be real and lie in"),
        (lambda: saturation.true_values([1.0], 1.0), "z and y must be one real number each"),
        (lambda: saturation.deep_network(1, 1.0), "layers must be one whole number, 2 or more"),
        (lambda: saturation.deep_network(3, -1.0), "scale must be one number"),
        (lambda: saturation.largest_factor([1.0]), "W must be a matrix"),
        (lambda: saturation.delta_sizes([1.0, 2.0], [1.0], *saturation.deep_network(3, 1)), "y must have 3 targets"),
    ],
)
def test_bad_input(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_the_naive_sigmoid_takes_infinities_and_says_nothing():
    with np.errstate(all="raise"):
        assert saturation.naive_sigmoid(np.array([-np.inf, -800.0, 800.0, np.inf])).tolist() == [0, 0, 1, 1]


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
        saturation.true_values(z, y)


def test_digits_are_counted_relative_to_the_truth():
    assert saturation.correct_digits(np.float64(1001.0), Decimal(1000)) == pytest.approx(3)
    assert saturation.correct_digits(np.float64(0.001001), Decimal("0.001")) == pytest.approx(3)


def test_the_weights_of_the_deep_network_are_the_fractional_parts_of_multiples_of_the_golden_ratio():
    W, b = saturation.deep_network(5, 3.0)
    golden, k = (5**0.5 - 1) / 2, 0
    for l in (1, 2, 3, 4):
        for entry in W[l].ravel():
            k += 1
            assert entry == pytest.approx(3.0 * (2 * math.fmod(k * golden, 1) - 1), abs=1e-12)
        assert not b[l].any()
    assert k == 8 + 16 + 16 + 12
