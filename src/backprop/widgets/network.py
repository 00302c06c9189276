"""The live figure of 01_network.ipynb: a point in the plane, the network that it lights up, and its three answers."""

from functools import lru_cache

import numpy as np
from contourpy import contour_generator

from .. import toy
from ..network import forward, forward_rows
from . import svg
from .controls import Slider
from .figure import Figure
from .palette import FILL, INK, LINE, PAPER, QUIET, TEXT, tint
from .text import number, signed

X, Y = toy.data()
W, B = toy.network()
EDGE, SIZE = 2.0, 164  # the plane from −2 to 2; a map in pixels
SHADES = (0.0, 0.08, 0.17, 0.32, 0.46, 0.6)  # of activations below 1/6, 2/6, …
MAPS = [(64 + 284 * k, 314) for k in range(3)]  # where the three maps stand


def compute(x1, x2):
    """The forward pass at the point (x1, x2), and the true answers there."""
    x = np.array([x1, x2])
    a, z = forward(x, W, B)
    return {"x": x, "a": a, "z": z, "y": toy.answers(x[None, :])[0]}


def yes(value):
    """An answer in a word: yes above one half."""
    return "yes" if value > 0.5 else "no"


def say(n):
    """What the picture shows, in words."""
    said = ", ".join(f"{number(v)} ({yes(v)})" for v in n["a"][3])
    true = ", ".join(yes(v) for v in n["y"])
    right = sum(yes(v) == yes(t) for v, t in zip(n["a"][3], n["y"], strict=True))
    return (
        f"At x = ({number(n['x'][0], 1)}, {number(n['x'][1], 1)}) the network answers {said}. True is {true}: "
        f"{right} of 3 right. It has not been trained."
    )


def draw(n):
    """Above the network with its activations, below the three maps with the point in them."""
    marks = []
    for k, (left, top) in enumerate(MAPS):
        x, y = at(n["x"], left, top)
        marks.append(svg.circle(x, y, 9, "none", PAPER, 5) + svg.circle(x, y, 9, "none", INK["eta"], 3))
        words = f"{number(n['a'][3][k])}: {yes(n['a'][3][k])}, true is {yes(n['y'][k])}"
        marks.append(svg.text(left + SIZE / 2, top + SIZE + 38, words, 15, INK["a"], weight="bold"))
    return svg.picture(svg.WIDTH, 526, _network(n), *maps(), *marks)


def at(x, left, top):
    """The pixel of a point of the plane in a map."""
    return left + (x[0] + EDGE) / (2 * EDGE) * SIZE, top + (EDGE - x[1]) / (2 * EDGE) * SIZE


@lru_cache(maxsize=1)
def maps():
    """The three maps: shades of each answer over the plane, the line where it is ½, and the toy points."""
    ticks = np.linspace(-EDGE, EDGE, 25)
    grid = np.array([[x1, x2] for x2 in ticks for x1 in ticks])
    answers = forward_rows(grid, W, B)[0][3].reshape(len(ticks), len(ticks), 3)
    parts = []
    for k, (left, top) in enumerate(MAPS):
        parts.append(svg.text(left + SIZE / 2, top - 22, toy.QUESTIONS[k], 16, TEXT, weight="bold"))
        parts += [_shades(ticks, answers[..., k], left, top), svg.rect(left, top, SIZE, SIZE, "none", LINE)]
        for mark in (-2, 0, 2):
            x, y = at((mark, mark), left, top)
            parts += [svg.text(x, top + SIZE + 18, number(mark, 0), 14, QUIET),
                      svg.text(left - 13, y, number(mark, 0), 14, QUIET, "end")]  # fmt: skip
        parts += [svg.text(left + 0.75 * SIZE, top + SIZE + 18, "x_{1}", 15),
                  svg.text(left - 13, top + 0.25 * SIZE, "x_{2}", 15, anchor="end")]  # fmt: skip
        for x, y in zip(X, Y, strict=True):
            parts.append(svg.circle(*at(x, left, top), 3, TEXT if y[k] else PAPER, TEXT, 1.4))
    return tuple(parts)


def _shades(ticks, answers, left, top):
    """A darker shade over each place where the answer is above the next sixth, and the line where it is ½."""
    contours = contour_generator(ticks, ticks, answers, fill_type="OuterOffset")
    parts = []
    for k in range(1, len(SHADES)):
        polygons, offsets = contours.filled(k / len(SHADES), 1.0)
        split = zip(polygons, offsets, strict=True)
        rings = [ring for polygon, ends in split for ring in np.split(polygon, ends[1:-1])]
        shape = "".join(_path(ring, left, top) + "z" for ring in rings)
        if shape:
            parts.append(f'<path d="{shape}" fill="{tint(FILL["a"], SHADES[k])}" fill-rule="evenodd"/>')
    halves = "".join(_path(line, left, top) for line in contours.lines(0.5))
    return "".join(parts) + f'<path d="{halves}" fill="none" stroke="{TEXT}" stroke-width="2.5"/>'


def _path(places, left, top):
    """A way through places of the plane, as SVG."""
    return "M" + "L".join("{:.1f} {:.1f}".format(*at(place, left, top)) for place in places)


def _network(n):
    columns = {1: (120, 2), 2: (370, 4), 3: (620, 3)}
    places = {l: [(x, 142 + 56 * (k - (count - 1) / 2)) for k in range(count)] for l, (x, count) in columns.items()}
    parts = [
        svg.text(120, 14, "a^{(1)} = x", 15, INK["a"]), svg.text(370, 14, "a^{(2)}", 15, INK["a"]),
        svg.text(620, 14, "a^{(3)}", 15, INK["a"]), svg.text(245, 14, "W^{(1)}", 15, INK["W"]),
        svg.text(495, 14, "W^{(2)}", 15, INK["W"]),
    ]  # fmt: skip
    for l in (1, 2):
        for i, (x2, y2) in enumerate(places[l + 1]):
            for j, (x1, y1) in enumerate(places[l]):
                weight = W[l][i, j]
                dash = "" if weight > 0 else "6 4"
                parts.append(svg.line(x1 + 26, y1, x2 - 26, y2, INK["W"], 0.6 + 1.6 * abs(weight), dash))
    for l, units in places.items():
        for k, (x, y) in enumerate(units):
            value = n["a"][l][k]
            share = 0.0 if l == 1 else SHADES[min(int(value * len(SHADES)), len(SHADES) - 1)]
            parts.append(svg.circle(x, y, 25, tint(FILL["a"], share), INK["a"], 2))
            words = signed(value, 1) if l == 1 else number(value)
            parts.append(svg.text(x, y, words, 16, TEXT, weight="bold"))
    for k, (x, y) in enumerate(places[3]):
        parts.append(svg.text(x + 44, y, toy.QUESTIONS[k], 15, TEXT, "start"))
    parts += [
        svg.line(10, 268, 44, 268, INK["W"], 2.5), svg.text(52, 268, "weight > 0", 14, TEXT, "start"),
        svg.line(150, 268, 184, 268, INK["W"], 2.5, "6 4"), svg.text(192, 268, "weight < 0", 14, TEXT, "start"),
        svg.circle(544, 268, 4, TEXT, TEXT, 1.4), svg.text(556, 268, "true answer yes", 14, TEXT, "start"),
        svg.circle(690, 268, 4, PAPER, TEXT, 1.4), svg.text(702, 268, "no", 14, TEXT, "start"),
        svg.rect(744, 260, 18, 16, tint(FILL["a"], 0.5), INK["a"], 1.5),
        svg.text(770, 268, "says yes", 14, TEXT, "start"),
    ]  # fmt: skip
    return "".join(parts)


figure = Figure(
    about="A point in the plane, the network with its activations, and a map of each answer",
    controls={
        "x1": Slider("x₁", -1.0, -EDGE, EDGE, 0.1, 1),
        "x2": Slider("x₂", -1.7, -EDGE, EDGE, 0.1, 1),
    },
    rows=(("x1", "x2"),),
    compute=compute, say=say, view=draw,
)  # fmt: skip
