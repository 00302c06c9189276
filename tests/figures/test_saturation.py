import re

import numpy as np
import pytest
from numpy.testing import assert_allclose

from backprop import toy
from backprop.derivatives import complex_step
from backprop.loss import losses_from_z
from backprop.network import forward, sigmoid
from backprop.saturation import deep_network
from backprop.widgets import saturation

X, Y = toy.data()
FIRST = {16: 11, 32: 24, 64: 53}  # the binary digits of a float of so many bits


@pytest.mark.parametrize("bits", [16, 32, 64])
@pytest.mark.parametrize("y", [0.0, 1.0])
@pytest.mark.parametrize("z", [-45.0, -8.0, 0.5, 20.0, 45.0])
def test_the_values_are_the_truth_where_digits_are_claimed(z, y, bits):
    n = saturation.compute(z, y, bits)
    slope = complex_step(lambda v: losses_from_z(v, np.full(v.shape, y)).sum(), [z])[0]
    loss = losses_from_z(z, y)
    for name in saturation.FORMS:
        right, value = n["digits"][name], n["values"][name]
        if right is None:
            assert value in ("NaN", "∞") and name.startswith("textbook")
            continue
        expected = loss if "loss" in name else slope
        assert abs(value - expected) <= abs(expected) * (10**-right + 1e-14), name


@pytest.mark.parametrize("bits", [16, 32, 64])
def test_the_textbook_is_a_number_between_the_limits_alone(bits):
    for y in (0.0, 1.0):
        n = saturation.compute(0.0, y, bits)
        assert n["right"] == pytest.approx(FIRST[bits] * np.log(2), rel=1e-3)
        inside = saturation.Z[(saturation.Z > n["left"]) & (saturation.Z < n["right"])]
        for name in ("textbook", "textbook_loss"):
            assert_allclose(n["curves"][name][0], inside)
        for name in ("a_minus_y", "delta_from_z", "loss_from_z"):
            assert_allclose(n["curves"][name][0], saturation.Z)
        for curve in n["curves"].values():
            assert all(np.isfinite(part).all() for part in curve)


def test_the_curves_are_the_values():
    for z in (-30.0, 12.5, 25.0):
        n = saturation.compute(z, 1.0, 64)
        for name in saturation.FORMS:
            along, values, right = n["curves"][name]
            k = np.flatnonzero(along == z)[0]
            assert values[k] == pytest.approx(n["values"][name], rel=1e-12)
            assert right[k] == pytest.approx(n["digits"][name], abs=0.3)


@pytest.mark.parametrize(
    ("z", "y", "bits", "words"),
    [
        (25.0, 1.0, 64, "the textbook form has 5 digits right, a − y has 5 digits right"),
        (45.0, 0.0, 64, "δ = 1.000; the textbook form gives NaN, a − y has all 15 digits right"),
        (45.0, 0.0, 64, "Loss = 45.000; the textbook form gives ∞, the form in z has all 15 digits right"),
        (45.0, 1.0, 64, "the textbook form gives NaN, a − y has no digit right"),
        (-45.0, 0.0, 64, "the textbook form has no digit right, the form in z has all 15"),
        (20.0, 0.0, 32, "the textbook form gives NaN, a − y has all 6 digits right"),
        (-20.0, 1.0, 16, "the textbook form gives ∞, the form in z has all 3 digits right"),
    ],
)
def test_the_sentence_says_what_happens(z, y, bits, words):
    figure = saturation.figure()
    for name, value in {"z": z, "answer": y, "bits": bits}.items():
        figure.controls[name].value = value
    assert words in figure.sentence


def test_the_picture_marks_where_the_textbook_is_no_number():
    view = saturation.View()
    n = saturation.compute(40.0, 0.0, 64)
    view.move(n)
    assert view.words["textbook", "right"].get_text() == "NaN"
    assert view.words["textbook_loss", "right"].get_text() == "∞"
    for patch in view.regions["textbook", "right"]:
        assert patch.get_x() == n["right"] and patch.get_x() + patch.get_width() == pytest.approx(45)
    assert not view.regions["textbook", "left"][0].get_visible()
    assert not view.marks["textbook"][0].get_visible() and view.marks["a_minus_y"][0].get_visible()
    view.move(saturation.compute(5.0, 0.0, 16))
    assert view.regions["textbook", "left"][0].get_visible() and view.marks["textbook"][0].get_visible()


@pytest.mark.parametrize(
    ("v", "words"), [("NaN", "NaN"), (0.0, "0"), (-1.0, "−1.000"), (45.0, "45.000"), (-9.36e-14, "−9.4·10⁻¹⁴")]
)
def test_values_as_words(v, words):
    assert saturation.value(v) == words


@pytest.mark.parametrize("layers", [3, 8, 12])
@pytest.mark.parametrize("scale", [0.5, 1.0, 16.0])
def test_the_dots_are_derivatives(layers, scale):
    n = saturation.compute_depth(layers, scale)
    W, b = deep_network(layers, scale)
    _, z = forward(X[0], W, b)
    for l in n["sizes"]:

        def J_hat(v, l=l):
            for m in range(l, layers):
                v = W[m] @ sigmoid(v) + b[m]
            return losses_from_z(v, Y[0]).sum()

        slopes = complex_step(J_hat, z[l])
        assert n["sizes"][l] == pytest.approx(abs(slopes).max(), rel=1e-9)
        assert n["slopes"][l] == pytest.approx(max(complex_step(sigmoid, v) for v in z[l]), rel=1e-9, abs=1e-15)
    for l in n["factors"]:
        assert n["factors"][l] * n["sizes"][l + 1] == pytest.approx(n["sizes"][l], rel=1e-12)
        columns = [sum(abs(w) for w in column) for column in W[l].T]
        assert n["bounds"][l] == pytest.approx(max(columns) / 4, rel=1e-12)
        assert n["factors"][l] <= n["bounds"][l]


def heights(drawn):
    """Layer → height of its dot, in pixels."""
    dots = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="6" fill="#0066A1" stroke="#FFFFFF"', drawn)
    return {round((float(x) - saturation.LEFT) / saturation.APART) + 2: float(y) for x, y in dots}


def test_the_dots_stand_on_a_logarithmic_axis():
    n = saturation.compute_depth(12, 0.5)
    found = heights(saturation.draw_depth(n))
    assert list(found) == list(n["sizes"])
    for l, y in found.items():
        expected = saturation.TOP + saturation.DECADE * (2 - np.log10(n["sizes"][l]))
        assert y == pytest.approx(expected, abs=0.01)


def test_every_setting_stays_on_the_axis():
    for scale in np.arange(0.5, saturation.WIDEST + 0.5, 0.5):
        for layers in range(3, saturation.DEEPEST + 1):
            n = saturation.compute_depth(layers, float(scale))
            assert min(n["sizes"].values()) > 1e-10 and max(n["sizes"].values()) < 100
            assert max(n["bounds"][l] * n["sizes"][l + 1] for l in n["bounds"]) < 100


@pytest.mark.parametrize(
    ("layers", "scale", "words"),
    [
        (8, 1.0, "must shrink at every step"),
        (12, 16.0, "saturated some hidden layer"),
        (4, 3.0, "need not shrink"),
    ],
)
def test_the_sentence_about_depth(layers, scale, words):
    figure = saturation.figure_depth()
    figure.controls["layers"].value = layers
    figure.controls["scale"].value = scale
    n = figure.numbers
    assert words in figure.sentence
    first, last = saturation.value(n["sizes"][2]), saturation.value(n["sizes"][layers])
    assert f"|δ| is {last} at the output and {first} at layer 2" in figure.sentence


def test_sizes_as_words():
    assert saturation.size(0.43) == "0.43" and saturation.size(4.2e-5) == "4·10^{−5}"
    assert saturation.share(0.004) == "<0.01" and saturation.share(0.0004, 3) == "<0.001"
    assert saturation.count(None, 64) == "no number" and saturation.count(1.9, 64) == "1 digit right"
