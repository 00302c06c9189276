import re

import numpy as np
import pytest
from matplotlib.path import Path
from numpy.testing import assert_allclose

from backprop import toy
from backprop.network import forward
from backprop.widgets import network


@pytest.mark.parametrize("k", range(3))
def test_the_shades_and_the_line_are_the_answers(k):
    """Of the shades drawn, those lie under a point whose sixth its answer has passed; the line is where it is ½."""
    left, top = network.MAPS[k]
    svg = network.maps()[len(network.maps()) // 3 * k + 1]
    shapes = {fill: path(d) for d, fill in re.findall(r'd="([^"]*)" fill="(#[^"]*)"', svg)}
    assert len(shapes) >= 2
    for x in np.random.default_rng(k).uniform(-2, 2, (200, 2)):
        answer = forward(x, *toy.network())[0][3][k]
        if abs(6 * answer - round(6 * answer)) < 0.02:
            continue  # at the edge of a shade
        under = {fill for fill, shape in shapes.items() if shape.contains_point(network.at(x, left, top))}
        assert under == {network.tint(network.FILL["a"], network.SHADES[j]) for j in range(1, 6) if answer > j / 6}
    line = path(re.search(r'd="([^"]*)" fill="none"', svg)[1]) if k != 1 else None  # the second is yes everywhere
    for x, y in line.vertices if line else ():
        place = np.array([(x - left) / network.SIZE * 4 - 2, 2 - (y - top) / network.SIZE * 4])
        assert_allclose(forward(place, *toy.network())[0][3][k], 0.5, atol=0.002)


def path(d):
    """What an SVG path of straight lines encloses."""
    pieces = [[tuple(map(float, p.split())) for p in piece.rstrip("z").split("L")] for piece in d.split("M")[1:]]
    return Path.make_compound_path(*(Path(piece) for piece in pieces))
