import numpy as np
import pytest
from numpy.testing import assert_allclose

from backprop import toy
from backprop.derivatives import complex_step
from backprop.loss import example_loss
from backprop.network import forward
from backprop.widgets import outer

X, Y = toy.data()
W, b = toy.network()


def loss(W2, point):
    a, _ = forward(X[point - 1], {1: W[1], 2: W2}, b)
    return example_loss(a[3], Y[point - 1])


@pytest.mark.parametrize("point", [1, 33, 60])
def test_the_grid_is_the_gradient(point):
    figure = outer.figure()
    figure.controls["point"].value = point
    assert_allclose(figure.numbers["dW"], complex_step(lambda W2: loss(W2, point), W[2]), rtol=1e-12)


@pytest.mark.parametrize(("alpha", "beta"), [(1, 1), (2, 4), (3, 2)])
@pytest.mark.parametrize("wiggle", [-3.0, 0.05, 3.0])
def test_the_wiggle_is_made_and_predicted(alpha, beta, wiggle):
    figure = outer.figure()
    for name, value in {"alpha": alpha, "beta": beta, "wiggle": wiggle, "point": 5}.items():
        figure.controls[name].value = value
    n = figure.numbers
    moved = W[2].copy()
    moved[alpha - 1, beta - 1] += wiggle
    assert n["change"] == pytest.approx(loss(moved, 5) - loss(W[2], 5), rel=1e-12)
    assert n["predicted"] == n["dW"][alpha - 1, beta - 1] * wiggle
    assert n["curve"][np.argmin(abs(outer.WIGGLES - wiggle))] == pytest.approx(n["change"], abs=0.05)
    assert np.abs(n["curve"]).max() <= outer.REACH
    assert f"Entry ({alpha}, {beta})" in figure.sentence


def test_a_small_wiggle_is_foretold():
    figure = outer.figure()
    figure.controls["wiggle"].value = 0.05
    assert figure.numbers["change"] == pytest.approx(figure.numbers["predicted"], rel=0.01)
    figure.controls["wiggle"].value = 0
    assert "Wiggle W²₂₄" in figure.sentence


def test_the_picture_lights_one_entry_and_its_factors():
    n = outer.compute(1, 2, 4, 1.0)
    assert outer.draw(n).count('font-weight="bold"') == 3
    for value in n["dW"].ravel():
        assert f">{outer.signed(value, 3)}<" in outer.draw(n)
