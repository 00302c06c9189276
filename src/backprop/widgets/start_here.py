"""The first live figure, of 00_start_here.ipynb: the whole network on one point, forward and back, step by step."""

from functools import lru_cache

import numpy as np

from .. import toy
from ..delta import delta as delta_from
from ..eta import eta_output
from ..loss import example_loss
from ..network import forward
from ..outer import bias_gradient, weight_gradient
from ..pullback import eta_below
from . import svg
from .controls import Index, Steps
from .figure import Figure
from .palette import FILL, INK, LINE, PAPER, QUIET, TEXT, tint
from .text import layers, number, signed

X, Y = toy.data()
W, B = toy.network()
STEPS = [  # what becomes known, and how
    (("x", 1), "a¹ = x, the point itself"),
    (("z", 2), "z² = W¹ a¹ + b¹"),
    (("a", 2), "a² = φ(z²)"),
    (("z", 3), "z³ = W² a² + b²"),
    (("a", 3), "a³ = φ(z³), the three answers"),
    (("J", 0), "Ĵ, how wrong the answers are"),
    (("eta", 3), "η³ = −y/a³ + (1 − y)/(1 − a³)"),
    (("delta", 3), "δ³ = η³ · φ′(z³)"),
    (("dW", 2), "∂Ĵ/∂W² = δ³ a²ᵀ and ∂Ĵ/∂b² = δ³"),
    (("eta", 2), "η² = W²ᵀ δ³"),
    (("delta", 2), "δ² = η² · φ′(z²)"),
    (("dW", 1), "∂Ĵ/∂W¹ = δ² a¹ᵀ and ∂Ĵ/∂b¹ = δ²"),
]


@lru_cache
def arrays(point):
    """Every array of the forward pass and of the way back at a point of the toy data."""
    x, y = X[point - 1], Y[point - 1]
    a, z = forward(x, W, B)
    eta = {3: eta_output(a[3], y)}
    delta = {3: delta_from(eta[3], z[3])}
    eta[2] = eta_below(W[2], delta[3])
    delta[2] = delta_from(eta[2], z[2])
    dW = {1: weight_gradient(delta[2], a[1]), 2: weight_gradient(delta[3], a[2])}
    db = {1: bias_gradient(delta[2]), 2: bias_gradient(delta[3])}
    return {"x": {1: x}, "a": a, "z": z, "eta": eta, "delta": delta, "dW": dW, "db": db,
            "J": {0: np.array([example_loss(a[3], y)])}, "y": y}  # fmt: skip


def compute(point, step):
    """Every array, and which of them are known after `step` steps."""
    return {"point": point, "step": step, "known": {key for key, _ in STEPS[:step]}, **arrays(point)}


def say(n):
    """What the picture shows, in words."""
    (name, l), words = STEPS[n["step"] - 1]
    way = "forward" if n["step"] <= 6 else "back"
    values = np.ravel(n[name][l])
    shown = f"({', '.join(signed(v, 2) for v in values)})"
    if name == "J":
        shown = number(values[0], 3)
    if name == "dW":
        shown = f"a slope for every weight and bias, from {signed(values.min())} to {signed(values.max())}"
    return f"Point {n['point']}, step {n['step']} of {len(STEPS)}, {way}: {words}: {shown}."


BOX = (150, 62)
PLACES = {1: (70, 2), 2: (322, 4), 3: (604, 3)}  # the middle of each layer, and how many units it has


def draw(n):
    """The network, a box for each unit with what is known of it; lit weights where a gradient is known."""
    units = {l: [(x, 234 + 80 * (k - (count - 1) / 2)) for k in range(count)] for l, (x, count) in PLACES.items()}
    last, words = STEPS[n["step"] - 1]
    arrow = "→" if n["step"] <= 6 else "←"
    parts = [svg.text(430, 22, f"{arrow}  {layers(words)}", 18, weight="bold")]
    for l in (1, 2):
        parts += _wires(n, l, units, lit=last == ("dW", l))
    for k, (x, y) in enumerate(units[1]):
        fill, ink = (tint(FILL["a"], 0.3), TEXT) if last == ("x", 1) else (PAPER, INK["a"])
        parts += [svg.circle(x, y, 32, fill, INK["a"], 2), svg.text(x, y, signed(n["x"][1][k], 1), 16, ink)]
    for l in (2, 3):
        for k, (x, y) in enumerate(units[l]):
            parts.append(_unit(n, l, k, x, y, last))
    known, on = ("J", 0) in n["known"], last == ("J", 0)
    parts += [
        svg.rect(720, 194, 128, 80, tint(FILL["y"], 0.4) if on else PAPER, INK["y"], 2.5 if on else 1.2, 8),
        svg.text(784, 216, f"Ĵ = {number(n['J'][0][0], 3)}" if known else "Ĵ", 17, TEXT if on else INK["y"]),
        svg.text(784, 250, f"y = ({', '.join(number(v, 0) for v in n['y'])})", 15, TEXT if on else INK["y"]),
    ]
    for l, heading in ((1, "the point"), (2, "hidden units"), (3, "three answers")):
        parts.append(svg.text(PLACES[l][0], 56, heading, 15, QUIET))
    key = "wires: grey until ∂Ĵ/∂W is known, then the thicker the larger it is, broken where it is negative"
    return svg.picture(svg.WIDTH, 436, *parts, svg.text(430, 416, key, 14, QUIET))


def _wires(n, l, units, lit):
    """The weights of a layer; once their gradient is known, its size and sign."""
    known, parts = ("dW", l) in n["known"], []
    largest = np.abs(n["dW"][l]).max()
    for i, (x2, y2) in enumerate(units[l + 1]):
        for j, (x1, y1) in enumerate(units[l]):
            x1_, x2_ = x1 + (34 if l == 1 else BOX[0] / 2), x2 - BOX[0] / 2
            if known:
                slope = n["dW"][l][i, j]
                width, dash = 0.8 + 4 * abs(slope) / largest, "" if slope > 0 else "6 4"
                parts.append(svg.line(x1_, y1, x2_, y2, INK["W"] if lit else FILL["W"], width, dash))
            else:
                parts.append(svg.line(x1_, y1, x2_, y2, LINE, 1))
    return parts


def _unit(n, l, k, x, y, last):
    """A box with z and a above, η and δ below; a dot for what is not yet known."""
    left, top = x - BOX[0] / 2, y - BOX[1] / 2
    parts = [svg.rect(left, top, *BOX, PAPER, LINE, 1.2, 8)]
    for name, symbol, colour, dx, dy in (
        ("z", "z", "phi", 0, 0), ("a", "a", "a", 1, 0), ("eta", "η", "eta", 0, 1), ("delta", "δ", "delta", 1, 1)
    ):  # fmt: skip
        known, on = (name, l) in n["known"], last == (name, l)
        cx, cy = left + BOX[0] * (0.25 + 0.5 * dx), top + BOX[1] * (0.25 + 0.5 * dy)
        value = n[name][l][k]
        shown = f"{symbol} {number(value) if name == 'a' else signed(value)}" if known else f"{symbol} ·"
        if on:
            parts.append(svg.rect(cx - 36, cy - 14, 72, 28, tint(FILL[colour], 0.4), INK[colour], 1.5, 4))
        ink = TEXT if on else INK[colour] if known else QUIET
        parts.append(svg.text(cx, cy, shown, 14.5, ink, weight="bold" if on else "normal"))
    return "".join(parts)


figure = Figure(
    about="The network on one point of the toy data, forward and back, step by step",
    controls={
        "step": Steps("step", 7, len(STEPS), 1),
        "point": Index("point of 60", 1, len(X)),
    },
    rows=(("step", "point"),),
    compute=compute, say=say, view=draw,
)  # fmt: skip
