import pytest
from numpy.testing import assert_allclose

from backprop import toy
from backprop.derivatives import complex_step
from backprop.loss import example_loss
from backprop.network import forward
from backprop.saturation import deep_network
from backprop.widgets import recursion

X, Y = toy.data()


def network(layers):
    return toy.network() if layers == 3 else deep_network(layers, 2.0)


@pytest.mark.parametrize("layers", [2, 3, 6])
def test_at_the_last_move_every_gradient_is_the_derivative(layers):
    figure = recursion.figure()
    figure.controls["layers"].value = layers
    figure.controls["point"].value = 9
    figure.controls["step"].value = 99
    n, (W, b) = figure.numbers, network(layers)
    assert n["step"] == n["steps"] == figure.controls["step"].max
    for l in W:
        loss = lambda w, l=l: example_loss(forward(X[8], {**W, l: w}, b)[0][layers], Y[8])
        assert_allclose(n["dW"][l], complex_step(loss, W[l]), rtol=1e-11, atol=1e-15)
        loss = lambda v, l=l: example_loss(forward(X[8], W, {**b, l: v})[0][layers], Y[8])
        assert_allclose(n["db"][l], complex_step(loss, b[l]), rtol=1e-11, atol=1e-15)
    assert "Every gradient is known." in figure.sentence


def test_the_moves_are_four_a_layer():
    assert recursion.moves(3) == [
        ("eta", 3), ("delta", 3), ("dW", 2), ("db", 2), ("eta", 2), ("delta", 2), ("dW", 1), ("db", 1)
    ]  # fmt: skip
    assert len(recursion.moves(6)) == 20


def test_what_is_not_yet_known_is_not_shown():
    n = recursion.compute(3, 1, 2)
    assert set(n["eta"]) == {3} and set(n["delta"]) == {3} and "dW" not in n
    drawn = recursion.draw(n)
    assert recursion.signed(n["delta"][3][0]) in drawn
    whole = recursion.compute(3, 1, 8)
    assert recursion.signed(whole["eta"][2][0]) not in drawn
    assert recursion.signed(whole["eta"][2][0]) in recursion.draw(whole)


def test_a_shallower_network_takes_back_the_moves_it_does_not_have():
    figure = recursion.figure()
    figure.controls["layers"].value = 6
    figure.controls["step"].value = 20
    figure.controls["layers"].value = 2
    assert figure.controls["step"].value == figure.numbers["step"] == 4
