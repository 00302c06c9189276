import numpy as np
import pytest

from backprop.derivatives import complex_step
from backprop.loss import example_loss
from backprop.network import sigmoid
from backprop.widgets import delta


@pytest.mark.parametrize("answer", [0.0, 1.0, "between"])
@pytest.mark.parametrize("z", [-8.0, -0.3, 8.0])
def test_the_numbers_are_derivatives(z, answer):
    figure = delta.figure()
    figure.controls["answer"].value = answer
    figure.controls["z"].value = z
    n = figure.numbers
    y = 0.3 if answer == "between" else answer
    slope = complex_step(lambda v: example_loss(sigmoid(v), [y]), [z])[0]
    assert n["delta"] == pytest.approx(slope, rel=1e-10)
    assert n["a_minus_y"] == pytest.approx(slope, rel=1e-10)
    assert n["slope"] == pytest.approx(complex_step(lambda v: sigmoid(v)[0], [z])[0], rel=1e-12)
    assert n["eta"] * n["slope"] == pytest.approx(n["delta"], rel=1e-12)
    assert np.abs(n["delta_curve"]).max() < 1


def test_the_sentence_says_what_happens():
    figure = delta.figure()
    figure.controls["z"].value = -6.0
    assert "η = −404.4288, φ′ = 0.0025, and their product is δ = −0.9975" in figure.sentence
    assert "η has left the scale" in figure.sentence
    figure.controls["z"].value = 8.0
    assert "δ is nearly 0" in figure.sentence


def test_markers_stand_on_their_curves():
    view = delta.View()
    n = delta.compute(1.0, 1.0, 0.5)
    view.move(n)
    assert view.eta_mark.get_ydata()[0] == n["eta"]
    assert view.slope_mark.get_ydata()[0] == n["slope"]
    assert view.delta_mark.get_ydata()[0] == n["delta"]
    (x0, x1), (y0, y1) = view.tangent.get_data()
    assert (y1 - y0) / (x1 - x0) == pytest.approx(n["slope"])
    assert view.labels["delta"].get_text() == "δ = −0.269"


def test_labels_keep_apart_and_in_order():
    moved = delta.spread({"a": 0.0, "b": 0.05, "c": -9.0}, gap=0.4, edge=2.0)
    assert moved == pytest.approx({"c": -2.0, "a": 0.0, "b": 0.4})
    assert delta.spread({"a": 9.0, "b": 9.0, "c": 9.0}, 0.4, 2.0) == pytest.approx({"a": 1.2, "b": 1.6, "c": 2.0})
