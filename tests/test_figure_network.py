import re

import numpy as np
import pytest
from numpy.testing import assert_allclose

from backprop import toy
from backprop.network import forward
from backprop.widgets import network


@pytest.mark.parametrize("x", [(-2.0, 2.0), (0.0, 0.0), (1.3, -0.4)])
def test_the_numbers_are_the_forward_pass(x):
    figure = network.figure()
    figure.controls["x1"].value, figure.controls["x2"].value = x
    a, _ = forward(np.array(x), *toy.network())
    for l in (1, 2, 3):
        assert_allclose(figure.numbers["a"][l], a[l], rtol=1e-15)
    assert_allclose(figure.numbers["y"], toy.answers(np.array([x]))[0])
    right = int(((a[3] > 0.5) == (figure.numbers["y"] > 0.5)).sum())
    assert f"{right} of 3 right" in figure.sentence


def test_the_maps_hold_every_point_of_the_data_in_its_place():
    _, Y = toy.data()
    drawn = "".join(network.maps())
    assert drawn.count("<circle") == 180
    assert drawn.count(f'fill="{network.TEXT}"/') + drawn.count(f'r="3.4" fill="{network.TEXT}"') == int(Y.sum())
    assert network.at((-2, 2), 10, 20) == (10, 20)
    assert network.at((2, -2), 10, 20) == (10 + network.SIZE, 20 + network.SIZE)


def test_the_shades_are_the_answers():
    """A run of the darkest shade lies where the answer is high."""
    centre = network.EDGE - network.EDGE / network.CELLS
    a, _ = forward(np.array([-centre, 0.0]), *toy.network())
    level = min(int(a[3][1] * len(network.SHADES)), len(network.SHADES) - 1)
    assert level == 5  # the left end of the second map, the darkest place in it
    second = network.maps()[len(network.maps()) // 3 + 1]
    left, top = network.MAPS[1]
    darkest = re.search(f'd="([^"]*)" fill="{network.tint(network.FILL["a"], network.SHADES[5])}"', second)[1]
    assert f"M{left:.1f} {top + network.SIZE / 2:.1f}h" in darkest
