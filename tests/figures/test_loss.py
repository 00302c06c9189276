import numpy as np
import pytest

from backprop.derivatives import complex_step
from backprop.loss import example_loss
from backprop.widgets import loss


@pytest.mark.parametrize(("answer", "y"), [(0.0, 0.0), (1.0, 1.0), ("between", 0.3)])
@pytest.mark.parametrize("a", [0.002, 0.5, 0.998])
def test_the_loss_is_the_mixture_of_the_surprises(a, answer, y):
    figure = loss.figure()
    figure.controls["answer"].value = answer
    figure.controls["a"].value = a
    n = figure.numbers
    assert n["loss"] == pytest.approx(y * n["if_yes"] + (1 - y) * n["if_no"])
    assert n["if_yes"] == pytest.approx(-np.log(a)) and n["if_no"] == pytest.approx(-np.log(1 - a))
    assert n["loss"] == example_loss([a], [y])


@pytest.mark.parametrize("u", [-1.0, 0.0, 0.35, 2.0])
@pytest.mark.parametrize("wiggle", [-0.5, 0.0, 0.5])
def test_the_paths_add_up_to_the_slope(u, wiggle):
    figure = loss.figure_paths()
    figure.controls["u"].value = u
    figure.controls["wiggle"].value = wiggle
    n = figure.numbers
    J = lambda v: v[0] ** 2 * (1.5 - v[0]) - 2 * np.exp(-v[0])
    assert n["sum"] == pytest.approx(complex_step(J, [u])[0], rel=1e-12)
    assert n["change"] == pytest.approx(J([u + wiggle]) - J([u]), abs=1e-14)
    assert n["sum"] == pytest.approx(n["products"].sum())
    assert loss.signed(n["sum"], 3) in loss.draw_paths(n)


def test_the_curve_goes_through_the_point():
    view = loss.View()
    view.move(loss.compute(0.5, 1.0, 0.3))
    assert view.point.get_ydata()[0] == pytest.approx(np.log(2))
    x, y = view.curve.get_data()
    assert np.interp(0.5, x, y) == pytest.approx(np.log(2), abs=1e-3)
