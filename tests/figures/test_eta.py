import numpy as np
import pytest

from backprop.derivatives import complex_step
from backprop.loss import example_loss
from backprop.widgets import eta


@pytest.mark.parametrize(("answer", "y"), [(0.0, 0.0), (1.0, 1.0), ("between", 0.4)])
@pytest.mark.parametrize("a", [0.001, 0.37, 0.999])
def test_the_numbers_are_the_loss_and_its_slope(a, answer, y):
    figure = eta.figure()
    figure.controls["answer"].value = answer
    figure.controls["between"].value = 0.4
    figure.controls["a"].value = a
    n = figure.numbers
    slope = complex_step(lambda v: example_loss(v, [y]), [a])[0]
    assert n["y"] == y
    assert n["loss"] == example_loss([a], [y])
    assert n["eta"] == pytest.approx(slope, rel=1e-12)
    curve = complex_step(lambda v: example_loss(v, np.full(v.shape, y)), eta.A)
    assert n["eta_curve"] == pytest.approx(curve, rel=1e-12, abs=1e-12)
    assert n["loss_curve"].sum() == pytest.approx(example_loss(eta.A, np.full(eta.A.shape, y)), rel=1e-12)


def test_the_slider_between_answers_only_when_it_is_chosen():
    figure = eta.figure()
    assert figure.controls["between"].disabled
    figure.controls["answer"].value = "between"
    assert not figure.controls["between"].disabled


@pytest.mark.parametrize(
    ("a", "answer", "words"),
    [
        (0.001, 1.0, "close to 0 the slope leaves the scale"),
        (0.999, 0.0, "close to 1 the slope leaves the scale"),
        (0.99, 1.0, "nearly 0, but its slope is not"),
        (0.3, "between", "level"),
        (0.5, 1.0, "larger a makes the loss smaller"),
        (0.5, 0.0, "larger a makes the loss larger"),
    ],
)
def test_the_sentence_says_what_happens(a, answer, words):
    figure = eta.figure()
    figure.controls["answer"].value = answer
    figure.controls["a"].value = a
    assert words in figure.sentence


def test_the_tangent_is_drawn_with_the_slope():
    view = eta.View()
    n = eta.compute(0.3, 1.0, 0.5)
    view.move(n)
    (x0, x1), (y0, y1) = view.tangent.get_data()
    assert (y1 - y0) / (x1 - x0) == pytest.approx(n["eta"])
    assert (y0 + y1) / 2 == pytest.approx(n["loss"])
    assert view.marker.get_ydata()[0] == pytest.approx(n["eta"])
    view.move(eta.compute(0.01, 1.0, 0.5))
    assert view.marker.get_marker() == "v"
    assert view.eta_label.get_text() == "η = −100.00 ↓"
