"""The live figure of 05_outer.ipynb: δ³ and a² multiplied out, and one weight wiggled to test one entry."""

from functools import lru_cache

import numpy as np

from .. import toy
from ..delta import delta_output
from ..loss import example_loss
from ..network import forward
from ..outer import weight_gradient
from . import svg
from .controls import Choice, Index, Slider
from .figure import Figure
from .palette import FILL, INK, LINE, QUIET, TEXT, tint
from .text import low, number, signed

REACH = 3.0  # the largest wiggle; δ and a lie inside ±1, so Ĵ never changes by more
WIGGLES = np.linspace(-REACH, REACH, 49)
X, Y = toy.data()
W, B = toy.network()


def loss_with(x, y, alpha, beta, wiggle):
    """Ĵ with `wiggle` added to W²_αβ, all else as it was."""
    moved = {1: W[1], 2: W[2].copy()}
    moved[2][alpha - 1, beta - 1] += wiggle
    a, _ = forward(x, moved, B)
    return float(example_loss(a[3], y))


@lru_cache(maxsize=256)
def curve(point, alpha, beta):
    """The change of Ĵ at every entry of WIGGLES."""
    x, y = X[point - 1], Y[point - 1]
    loss = loss_with(x, y, alpha, beta, 0.0)
    return np.array([loss_with(x, y, alpha, beta, wiggle) - loss for wiggle in WIGGLES])


def compute(point, alpha, beta, wiggle):
    """δ³, a² and their outer product at a point of the data; Ĵ as W²_αβ is wiggled, and what the entry predicts."""
    x, y = X[point - 1], Y[point - 1]
    a, _ = forward(x, W, B)
    delta = delta_output(a[3], y)
    dW = weight_gradient(delta, a[2])
    loss, entry = float(example_loss(a[3], y)), float(dW[alpha - 1, beta - 1])
    return {
        "point": point, "x": x, "y": y, "alpha": alpha, "beta": beta, "wiggle": wiggle,
        "delta": delta, "a": a[2], "dW": dW, "entry": entry, "weight": float(W[2][alpha - 1, beta - 1]),
        "curve": curve(point, alpha, beta),
        "change": loss_with(x, y, alpha, beta, wiggle) - loss, "predicted": entry * wiggle,
    }  # fmt: skip


def say(n):
    """What the picture shows, in words."""
    i, j = n["alpha"], n["beta"]
    first = (
        f"Entry ({i}, {j}) of the gradient is δ⁽³⁾{low(i)} · a⁽²⁾{low(j)} = ({signed(n['delta'][i - 1], 3)}) · "
        f"{number(n['a'][j - 1], 3)} = {signed(n['entry'], 3)}. "
    )
    if n["wiggle"] == 0:
        return first + f"Wiggle W⁽²⁾{low(i)}{low(j)} to see whether Ĵ changes at that rate."
    return first + (
        f"With W⁽²⁾{low(i)}{low(j)} moved by {signed(n['wiggle'])}, Ĵ changes by {signed(n['change'], 4)}; "
        f"the entry predicts {signed(n['predicted'], 4)}."
    )


def draw(n):
    """Left the product as a grid with the chosen entry and its two factors lit, right Ĵ against the wiggle."""
    i, j = n["alpha"] - 1, n["beta"] - 1
    place = f"x = ({number(n['x'][0], 1)}, {number(n['x'][1], 1)}),  y = ({', '.join(number(v, 0) for v in n['y'])})"
    cell, left, top = (82, 48), 142, 132
    column = [[signed(v, 3)] for v in n["delta"]]
    row = [[number(v, 3) for v in n["a"]]]
    entries = [[signed(v, 3) for v in line] for line in n["dW"]]
    units_a = "".join(
        svg.text(left + (k + 0.5) * cell[0], 60, f"a^{{(2)}}_{{{k + 1}}}", 15, INK["a"]) for k in range(4)
    )
    units_delta = "".join(
        svg.text(23, top + (k + 0.5) * cell[1], f"δ^{{(3)}}_{{{k + 1}}}", 15, INK["delta"]) for k in range(3)
    )
    return svg.picture(
        svg.WIDTH, 352,
        svg.text(10, 22, f"point {n['point']}:  {place}", 16, TEXT, "start"),
        units_a, units_delta,
        svg.grid(left, 76, row, cell, INK["a"], lambda r, c: c == j, tint(FILL["a"])),
        svg.grid(48, top, column, cell, INK["delta"], lambda r, c: r == i, tint(FILL["delta"])),
        svg.grid(left, top, entries, cell, TEXT, lambda r, c: (r, c) == (i, j), tint(FILL["W"], 0.3)),
        svg.text(left + 2 * cell[0], top + 3 * cell[1] + 28, "∂Ĵ/∂W^{(2)} = δ^{(3)} a^{(2)}\u2009ᵀ", 17),
        _curve(n, 560, 76, 280, 220),
    )  # fmt: skip


def _curve(n, left, top, width, height):
    """Ĵ against the wiggle, with the straight line that the entry predicts, in a box."""

    def at(step, change):
        return left + (step + REACH) / (2 * REACH) * width, top + (REACH - change) / (2 * REACH) * height

    weight = f"W^{{(2)}}_{{{n['alpha']}{n['beta']}}}"
    (x0, y0), (x1, y1) = at(-REACH, -n["entry"] * REACH), at(REACH, n["entry"] * REACH)
    here, foretold = at(n["wiggle"], n["change"]), at(n["wiggle"], n["predicted"])
    ticks = [
        svg.text(at(k, 0)[0], top + height + 16, signed(k, 0), 14, QUIET)
        + svg.text(left - 8, at(0, k)[1], signed(k, 0), 14, QUIET, "end")
        for k in (-3, -2, -1, 0, 1, 2, 3)
    ]
    return "".join([
        svg.text(left, top - 46, f"Ĵ as {weight} = {number(n['weight'], 1)} is wiggled", 16, TEXT, "start"),
        svg.line(left, top - 21, left + 22, top - 21, TEXT, 2.5),
        svg.text(left + 28, top - 21, "change of Ĵ", 14, TEXT, "start"),
        svg.line(left + 132, top - 21, left + 154, top - 21, INK["W"], 2.5, "6 4"),
        svg.text(left + 160, top - 21, f"slope {signed(n['entry'], 3)}", 14, INK["W"], "start"),
        svg.rect(left, top, width, height, "none", LINE),
        svg.line(*at(-REACH, 0), *at(REACH, 0)), svg.line(*at(0, -REACH), *at(0, REACH)),
        *ticks,
        svg.line(x0, y0, x1, y1, INK["W"], 2.5, "6 4"),
        svg.polyline([at(step, change) for step, change in zip(WIGGLES, n["curve"], strict=True)], TEXT, 2.5),
        svg.line(*here, *foretold, INK["eta"], 3),
        svg.circle(*foretold, 5, "#FFFFFF", INK["W"], 2.5), svg.circle(*here, 6, TEXT),
        svg.text(left + width / 2, top + height + 40, f"added to {weight}", 15),
    ])  # fmt: skip


figure = Figure(
    about="The outer product of δ⁽³⁾ and a⁽²⁾, and the loss as one weight is wiggled",
    controls={
        "point": Index("point of 60", 1, len(X)),
        "alpha": Choice("row α", 2, (1, 2, 3)),
        "beta": Choice("column β", 4, (1, 2, 3, 4)),
        "wiggle": Slider("wiggle", 1.0, -REACH, REACH, 0.05, offered=[0.25 * k for k in range(-12, 13)]),
    },
    rows=(("point", "wiggle"), ("alpha", "beta")),
    compute=compute, say=say, view=draw,
)  # fmt: skip
