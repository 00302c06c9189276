import pytest
from numpy.testing import assert_allclose

from backprop import toy
from backprop.derivatives import complex_step
from backprop.loss import example_loss
from backprop.network import forward, sigmoid
from backprop.widgets import pullback
from backprop.widgets.text import signed

X, Y = toy.data()
W, b = toy.network()


@pytest.mark.parametrize("point", [1, 30, 60])
@pytest.mark.parametrize("alpha", [1, 2, 3, 4])
def test_the_terms_add_up_to_the_derivative(point, alpha):
    figure = pullback.figure()
    figure.controls["point"].value = point
    figure.controls["alpha"].value = alpha
    n = figure.numbers
    a, _ = forward(X[point - 1], W, b)
    measured = complex_step(lambda a2: example_loss(sigmoid(W[2] @ a2 + b[2]), Y[point - 1]), a[2])
    assert_allclose(n["eta"], measured, rtol=1e-12)
    assert n["terms"].sum() == pytest.approx(measured[alpha - 1], rel=1e-12)
    for gamma in range(3):
        assert n["terms"][gamma] == W[2][gamma, alpha - 1] * n["delta"][gamma]
    assert f"= {signed(measured[alpha - 1], 3)}." in figure.sentence
    assert ("raise" in figure.sentence) == (measured[alpha - 1] > 0)


def test_the_picture_shows_every_number_and_the_sign_of_every_weight():
    n = pullback.compute(1, 2)
    drawn = pullback.draw(n)
    for value in [*n["eta"], *n["delta"], *n["terms"]]:
        assert signed(value) in drawn
    arrows = drawn.count("<polygon")
    assert arrows == 3
    assert drawn.count('stroke-dasharray="7 5"') == (W[2] < 0).sum() + 1  # and one in the key
