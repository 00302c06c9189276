"""The picture of the batches: a stroke for each batch's slope on an axis, the mean of all, and the spread below."""

from functools import cache

import numpy as np
from numpy.testing import assert_allclose

from backprop import digits
from backprop.training import initial
from backprop.widgets.palette import LINE
from diagram import Axes, hue
from oracles import agree, phi
from oracles import text as said

figure_words = (
    r"Is it a #\? # batches of # images give the bias of this answer slopes from # to #, typically # off their "
    r"mean\. That is #, the slope over all # images\. A step by one batch costs #/# of a step by all\."
)


@cache
def errors():
    """a − y of the first 1440 training images, by the two sums and two sigmoids."""
    X, Y, _, _ = digits.data()
    W, b = initial((64, 64, 10), seed=0)
    return phi(phi(X[:1440] @ W[1].T + b[1]) @ W[2].T + b[2]) - Y[:1440]


def figure_says(v, n, seen):
    """The slopes are means of a − y over images shuffled so often; their mean is that over all."""
    slopes, rng = errors()[:, v["digit"]], np.random.default_rng(0)
    dealt = slopes
    for _ in range(v["shuffle"]):
        dealt = rng.permutation(dealt)
    many = 1440 // v["size"]
    agree(n["batches"], np.array([np.mean(dealt[k * v["size"] : (k + 1) * v["size"]]) for k in range(many)]))
    agree(n["batches"].mean(), slopes.mean())
    spread = np.sqrt(np.mean((n["batches"] - slopes.mean()) ** 2))
    rest = {name: n[name] for name in n if name != "batches"}
    agree(rest, {"size": v["size"], "digit": v["digit"], "whole": slopes.mean(), "spread": spread})
    ends = n["batches"].min(), n["batches"].max()
    seen.says(v["digit"], many, v["size"], ends, spread, slopes.mean(), 1440, 1, many)


def figure(v, n, d):
    d.take(f"is it a {v['digit']}?   ∂J_{{m}}/∂b^{{(2)}}_{{{v['digit'] + 1}}} of each batch", "W")
    d.take(f"batches of {v['size']}")
    ticks = [(d.take("0" if value == 0 else said(value, 1), "quiet").x, value) for value in (-1, -0.5, 0, 0.5, 1)]
    axes = Axes(None, ticks, [(0, 1), (1, 0)])
    lines = d.of("line")
    strokes = sorted(line.points[0][0] for line in lines if hue(line.stroke) == "W")
    assert_allclose(strokes, sorted(axes.x[0] + axes.x[1] * n["batches"]), atol=0.1)
    (mean,) = [line for line in lines if hue(line.stroke) == "delta"]
    assert_allclose(mean.points[0][0], axes.at(n["whole"], 0)[0], atol=0.1)
    assert d.take(f"all: {said(n['whole'], 3)}", "delta", True).x == mean.points[0][0]
    (spread,) = [line for line in lines if line.width == 5]
    ends = [axes.at(n["whole"] + side * n["spread"], 0)[0] for side in (-1, 1)]
    assert_allclose([spread.points[0][0], spread.points[1][0]], ends, atol=0.1)
    assert d.take(f"typical distance {said(n['spread'], 3, False)}").y > spread.points[0][1]
    assert len(lines) == len(strokes) + 2 + sum(line.stroke == LINE for line in lines)
    d.done()
