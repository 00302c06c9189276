"""The live figures of 08_batch.ipynb: gradients of single examples as arrows, their mean, and weight decay."""

import statistics
import time
from functools import lru_cache

import numpy as np

from .. import toy
from ..algorithm import algorithm_1
from ..batch import gradient
from ..recursion import backprop_example
from . import svg
from .controls import Index, Slider, Steps
from .figure import Figure, Press
from .palette import INK, LINE, PAPER, QUIET, TEXT, tint
from .text import layer, layers, low, number, signed

X, Y = toy.data()
W, B = toy.network()
WEIGHTS = [(l, i, j) for l in (2, 1) for i in range(W[l].shape[0]) for j in range(W[l].shape[1])]
REACH = 1.1  # the ends of both axes
EACH = tint(INK["phi"], 0.6)  # single examples: 4 : 1 on white, and no black


def named(weight):
    """A weight's symbol: layer, row and column."""
    l, i, j = weight
    return f"W{layer(l)}{low(i + 1)}{low(j + 1)}"


@lru_cache(maxsize=1)
def slopes():
    """∂Jⁱ/∂w for every example i (rows) and every weight (columns)."""
    gradients = [backprop_example(x, y, W, B)[0] for x, y in zip(X, Y, strict=True)]
    return np.array([[dW[l][i, j] for l, i, j in WEIGHTS] for dW in gradients])


def compute(first, second, examples, weight_decay):
    """The gradients of two weights: of each of the first `examples` examples, their mean, λW, and the sum."""
    pair = [first - 1, second - 1]
    each = slopes()[:examples, pair]
    mean = each.mean(axis=0)
    weights = np.array([W[l][i, j] for l, i, j in (WEIGHTS[k] for k in pair)])
    running = slopes()[:, pair].cumsum(axis=0) / np.arange(1, len(X) + 1)[:, None]
    return {
        "names": [named(WEIGHTS[k]) for k in pair], "examples": examples, "weight_decay": weight_decay, "each": each,
        "mean": mean, "decay": weight_decay * weights, "sum": mean + weight_decay * weights, "running": running,
        "weights": weights,
    }  # fmt: skip


def say(n):
    """What the picture shows, in words."""
    pair = " and ".join(n["names"])
    mean, decay, total = (f"({signed(v[0], 3)}, {signed(v[1], 3)})" for v in (n["mean"], n["decay"], n["sum"]))
    many, them = ("1 example", "it") if n["examples"] == 1 else (f"{n['examples']} examples", "them")
    first = f"For {pair}, the mean gradient over the first {many} is {mean}."
    if n["weight_decay"] == 0:
        return first + " With λ = 0 nothing is added to it."
    pull = f" λ = {number(n['weight_decay'])} adds λW = {decay}, and the gradient of J over {them} is {total}."
    return first + pull


def draw(n):
    """Left the arrows, right the mean as the number of examples grows."""
    return svg.picture(svg.WIDTH, 446, _arrows(n, 60, 40, 360), _settling(n, 520, 76, 320, 280))


def _arrows(n, left, top, size):
    def at(v):
        return left + (v[0] + REACH) / (2 * REACH) * size, top + (REACH - v[1]) / (2 * REACH) * size

    zero = at((0, 0))
    parts = [
        svg.rect(left, top, size, size, PAPER, LINE),
        svg.line(left, zero[1], left + size, zero[1]), svg.line(zero[0], top, zero[0], top + size),
        svg.text(left, top - 16, f"∂Jⁱ/∂{layers(n['names'][1])}", 15, TEXT, "start"),
        svg.text(left + size / 2, top + size + 34, f"∂Jⁱ/∂{layers(n['names'][0])}", 15),
    ]  # fmt: skip
    for k in (-1, 0, 1):
        parts += [
            svg.text(at((k, 0))[0], top + size + 14, signed(k, 0), 14, QUIET),
            svg.text(left - 8, at((0, k))[1], signed(k, 0), 14, QUIET, "end"),
        ]
    parts += [svg.line(*zero, *at(v), EACH, 1.2) + svg.circle(*at(v), 2.5, EACH) for v in n["each"]]
    for vector, ink, thickness, dash in (
        (n["mean"], INK["delta"], 4.5, ""), (n["sum"], TEXT, 3, ""), (n["decay"], INK["W"], 3, "6 4")
    ):  # fmt: skip
        parts.append(_vector(zero, at(vector), ink, thickness, dash))
    parts.append(svg.line(*at(n["mean"]), *at(n["sum"]), INK["W"], 1.5, "3 3"))
    return "".join(parts)


def _vector(start, end, ink, thickness, dash):
    """An arrow, or a dot where it has no length."""
    if np.hypot(end[0] - start[0], end[1] - start[1]) < 3:
        return svg.circle(*end, 4, ink)
    return svg.arrow(*start, *end, ink, thickness, dash, head=11)


def _settling(n, left, top, width, height):
    def at(count, value):
        return left + (count - 1) / (len(X) - 1) * width, top + (0.8 - value) / 1.6 * height

    keys = [("each example", EACH, 1.5, ""), ("their mean", INK["delta"], 4.5, ""),
            ("λW", INK["W"], 3, "6 4"), ("gradient of J", TEXT, 3, "")]  # fmt: skip
    parts = []
    for k, (words, ink, thickness, dash) in enumerate(keys):
        x, y = left + 170 * (k % 2), 16 + 22 * (k // 2)
        parts += [svg.line(x, y, x + 30, y, ink, thickness, dash), svg.text(x + 38, y, words, 14, TEXT, "start")]
    here = at(n["examples"], 0)[0]
    parts += [svg.rect(left, top, width, height, PAPER, LINE), svg.line(left, at(1, 0)[1], left + width, at(1, 0)[1])]
    parts.append(svg.line(here, top, here, top + height, QUIET, 1, "3 3"))
    for k, dash in ((0, ""), (1, "7 4")):
        values = np.clip(n["running"][:, k], -0.8, 0.8)
        points = [at(count + 1, value) for count, value in enumerate(values)]
        x, y = left + 170 * k, top + height + 62
        parts += [
            svg.polyline(points, INK["delta"], 2.2, dash), svg.circle(*points[n["examples"] - 1], 5, INK["delta"]),
            svg.line(x, y, x + 30, y, INK["delta"], 2.2, dash),
            svg.text(x + 38, y, f"{layers(n['names'][k])}: {signed(n['mean'][k], 3)}", 14, TEXT, "start"),
        ]  # fmt: skip
    for count in (1, 20, 40, 60):
        parts.append(svg.text(at(count, 0)[0], top + height + 14, str(count), 14, QUIET))
    for value in (-0.5, 0, 0.5):
        parts.append(svg.text(left - 8, at(1, value)[1], signed(value, 1), 14, QUIET, "end"))
    parts.append(svg.text(left + width / 2, top + height + 36, "mean over the first n examples", 15))
    return "".join(parts)


COUNT, NAMES = len(WEIGHTS), tuple(map(named, WEIGHTS))
figure = Figure(
    about="The gradients of two weights: of single examples, their mean, the pull of λ, and their sum",
    controls={
        "first": Index("across", 8, COUNT, names=NAMES),
        "second": Index("up", 12, COUNT, names=NAMES),
        "examples": Steps("examples", 12, len(X), 1, offered=()),
        "weight_decay": Slider("weight decay λ", 0.2, 0.0, 0.3, 0.01, offered=()),
    },
    rows=(("first", "second"), ("examples", "weight_decay")),
    compute=compute, say=say, view=draw,
)  # fmt: skip


def measured(examples=1000, rounds=5):
    """Seconds for the gradient over `examples` points, by the loop and by matrices, taking turns: medians."""
    many = np.resize(X, (examples, 2)), np.resize(Y, (examples, 3))
    times = {"loop": [], "matrices": []}
    for _ in range(rounds):
        for name, work in (("loop", algorithm_1), ("matrices", gradient)):
            start = time.perf_counter()
            work(*many, W, B, 0.1)
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in times.items()}


def compared():
    """The two times, in words."""
    seconds = measured()
    return (
        f"1000 examples, median of 5, on this machine\n"
        f"Algorithm 1, a loop over examples   {1e3 * seconds['loop']:8.2f} ms\n"
        f"batch.gradient, matrices            {1e3 * seconds['matrices']:8.2f} ms\n"
        f"The matrices are {seconds['loop'] / seconds['matrices']:.0f} times as fast."
    )


timing = Press("time both", compared, "Press the button to time the loop and the matrices on your machine.")
