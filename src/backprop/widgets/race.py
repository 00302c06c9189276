"""A race, of 00: every parameter wiggled, two forward passes each, against one pass forward and one back."""

from functools import lru_cache

import numpy as np

from .. import toy
from ..derivatives import central_difference
from ..loss import example_loss
from ..network import forward
from ..recursion import backprop_example
from ..training import initial
from . import svg
from .palette import FILL, INK, LINE, PAPER, QUIET, TEXT, tint
from .text import signed

HIDDEN = (2, 4, 8, 16)
X, Y = (rows[0] for rows in toy.data())
NAMES = (("W", 1), ("b", 1), ("W", 2), ("b", 2))  # the order in which the parameters are wiggled


def count(hidden):
    """How many parameters a 2–hidden–3 network has."""
    return 2 * hidden + hidden + 3 * hidden + 3


@lru_cache
def slopes(hidden):
    """The slope of each parameter, in the order of `NAMES`: wiggled, and from one pass back."""
    W, b = toy.network() if hidden == 4 else initial((2, hidden, 3))
    arrays = {("W", l): W[l] for l in W} | {("b", l): b[l] for l in b}

    def loss(name):
        def of(array):
            moved = {**arrays, name: array}
            a, _ = forward(X, {l: moved["W", l] for l in W}, {l: moved["b", l] for l in b})
            return example_loss(a[3], Y)

        return of

    wiggled = [central_difference(loss(name), arrays[name]).ravel() for name in NAMES]
    dW, db = backprop_example(X, Y, W, b)
    exact = [{"W": dW, "b": db}[name][l].ravel() for name, l in NAMES]
    return np.concatenate(wiggled), np.concatenate(exact)


def compute(hidden, passes):
    """How many slopes each side has after so many passes, and the slopes of both."""
    wiggled, exact = slopes(hidden)
    return {"hidden": hidden, "passes": passes, "parameters": len(exact), "known": passes // 2,
            "back": len(exact) if passes >= 2 else 0, "wiggled": wiggled, "exact": exact}  # fmt: skip


def say(n):
    """What the picture shows, in words."""
    every, known = n["parameters"], n["known"]
    if n["passes"] < 2:
        return f"{n['passes']} of {2 * every} forward passes: nobody knows any of the {every} slopes yet."
    first = (
        f"After {n['passes']} of {2 * every} forward passes wiggling knows {known} of {every} slopes, "
        f"the last of them {signed(n['wiggled'][known - 1], 4)}. "
    )
    if known < every:
        return first + f"One pass forward and one back have given all {every}."
    return first + f"The other side had the same {every} after 2 passes."


CELL, ROW = 18, 27  # a cell in pixels, cells in a row
LEFT, TRACKS = 350, (("wiggling: two forward passes for each parameter", 74),
                     ("backpropagation: one pass forward, one back", 228))  # fmt: skip
COLUMNS = {1: (40, 2), 2: (170, None), 3: (300, 3)}


def draw(n):
    """On the left the network, with what is being wiggled lit; on the right a cell for each slope that is known."""
    parts = [_network(n)]
    for (words, top), done, passes in zip(
        TRACKS, (n["known"], n["back"]), (n["passes"], min(n["passes"], 2)), strict=True
    ):
        parts.append(svg.text(LEFT, top - 42, words, 16, TEXT, "start", "bold"))
        count = f"{done} of {n['parameters']} slopes after {passes} pass{'es' * (passes != 1)}"
        parts.append(svg.text(LEFT, top - 18, count, 15, QUIET, "start"))
        for k in range(n["parameters"]):
            row, column = divmod(k, ROW)
            fill = INK["W"] if k < done else PAPER
            parts.append(svg.rect(LEFT + column * CELL, top + row * CELL, CELL - 3, CELL - 3, fill, LINE, 1))
    key = "a wire is a weight and a circle a bias; lit is the one that is wiggled"
    return svg.picture(svg.WIDTH, 352, *parts, svg.text(10, 336, key, 14, QUIET, "start"))


def _network(n):
    """Units and wires of a 2–hidden–3 network; the parameter that is wiggled is thick, or filled."""
    units = {
        l: [(x, 166 + 280 * ((k + 0.5) / many - 0.5)) for k in range(many)]
        for l, (x, many) in ((l, (x, many or n["hidden"])) for l, (x, many) in COLUMNS.items())
    }
    now = (n["passes"] - 1) // 2 if n["passes"] else -1  # two passes for each
    parts, lit, place = [], [], 0
    for name, l in NAMES:
        for upper in units[l + 1]:
            for lower in units[l] if name == "W" else [None]:
                on, place = place == now, place + 1
                if name == "W":
                    one = svg.line(*lower, *upper, INK["W"] if on else LINE, 4 if on else 1)
                else:
                    fill = FILL["W"] if on else tint(FILL["a"], 0.3)
                    one = svg.circle(*upper, 7, fill, INK["W"] if on else INK["a"], 3 if on else 1.5)
                (lit if on or name == "b" else parts).append(one)
    return "".join([*parts, *lit, *(svg.circle(x, y, 7, PAPER, INK["a"], 1.5) for x, y in units[1])])
