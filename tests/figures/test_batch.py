import numpy as np
import pytest
from numpy.testing import assert_allclose

from backprop import toy
from backprop.derivatives import complex_step
from backprop.loss import objective
from backprop.widgets import batch

X, Y = toy.data()
W, b = toy.network()


@pytest.mark.parametrize("examples", [1, 17, 60])
@pytest.mark.parametrize("weight_decay", [0.0, 0.3])
def test_the_black_arrow_is_the_gradient_of_J(examples, weight_decay):
    figure = batch.figure()
    for name, value in {"first": 3, "second": 20, "examples": examples, "weight_decay": weight_decay}.items():
        figure.controls[name].value = value
    n = figure.numbers
    for k, (l, i, j) in enumerate([(2, 0, 2), (1, 3, 1)]):
        J = lambda w, l=l: objective(X[:examples], Y[:examples], {**W, l: w}, b, weight_decay)
        assert n["sum"][k] == pytest.approx(complex_step(J, W[l])[i, j], rel=1e-11)
    assert_allclose(n["sum"], n["mean"] + n["decay"])
    assert len(n["each"]) == examples
    assert n["names"] == ["W²₁₃", "W¹₄₂"]


def test_nothing_leaves_the_axes():
    assert np.abs(batch.slopes()).max() < batch.REACH
    largest = np.abs(batch.compute(1, 1, 1, 0.0)["running"]).max()
    assert largest < 0.8
    for first in range(1, 21):
        assert np.abs(batch.compute(first, 1, 1, 0.3)["sum"]).max() < batch.REACH


def test_the_sentence_says_what_decay_adds():
    figure = batch.figure()
    assert "λ = 0.20 adds λW = (+0.180, −0.060)" in figure.sentence
    figure.controls["weight_decay"].value = 0
    assert "With λ = 0 nothing is added" in figure.sentence


def test_the_button_times_both():
    seconds = batch.measured(examples=20, rounds=1)
    assert seconds["loop"] > 0 and seconds["matrices"] > 0
    button = batch.timing()
    assert button.text.startswith("Press the button")
    assert "ms" not in button._repr_mimebundle_()["text/plain"]
