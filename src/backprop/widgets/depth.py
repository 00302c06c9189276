"""The live figure of 13_depth.ipynb: what many layers leave of δ."""

import math

from .. import depth, toy
from ..network import forward, sigmoid_slope
from . import svg
from .controls import Slider, Steps
from .figure import Figure
from .palette import INK, LINE, PAPER, QUIET, TEXT
from .text import number, value

X, Y = toy.data()
DEEPEST, WIDEST = 12, 16.0
LEFT, APART, TOP, DECADE = 150, 66, 76, 21  # the axes: pixels; the upper end of its axis is 10²


def compute(layers, scale):
    """|δ| in every layer of a deep network at the first toy point, its factor and its bound, and the largest φ′."""
    W, b = depth.deep_network(layers, scale)
    sizes = depth.delta_sizes(X[0], Y[0], W, b)
    _, z = forward(X[0], W, b)
    inner = range(2, layers)
    return {
        "layers": layers, "scale": scale, "sizes": sizes,
        "factors": {l: sizes[l] / sizes[l + 1] for l in inner},
        "bounds": {l: depth.largest_factor(W[l]) for l in inner},
        "slopes": {l: float(sigmoid_slope(z[l]).max()) for l in range(2, layers + 1)},
    }  # fmt: skip


def size(v):
    """A size of δ in a few characters: 0.43 or 4·10⁻⁵, the exponent raised as in a diagram."""
    if v >= 0.0095:
        return number(v, 2)
    mantissa, exponent = f"{v:.0e}".split("e")
    return f"{mantissa}·10^{{−{abs(int(exponent))}}}"


def share(v, decimals=2):
    """A factor with two decimals, or that it is less than they can show."""
    return number(v, decimals) if v >= 0.5 * 10**-decimals else f"<{10**-decimals:g}"


def say(n):
    """What the picture shows, in words."""
    first, last, scale = n["sizes"][2], n["sizes"][n["layers"]], number(n["scale"], 1)
    each = (first / last) ** (1 / (n["layers"] - 2))
    words = (
        f"{n['layers']} layers, weights from −{scale} to {scale}: |δ| is {value(last)} at the output and "
        f"{value(first)} at layer 2: on average, each step back multiplies it by {value(each)}. "
    )
    if max(n["bounds"].values()) < 1:
        return words + "Every ¼‖W‖ is below 1, so |δ| must shrink at every step."
    if min(n["slopes"][l] for l in n["factors"]) < 0.1:
        return words + "Large weights have saturated some hidden layer: no unit there has a φ′ above 0.1."
    return words + "Some ¼‖W‖ is above 1, so |δ| need not shrink at every step."


def draw(n):
    """|δ| by layer on a logarithmic axis, each with the bound that the layer above sets it."""

    def at(l, v):
        return LEFT + (l - 2) * APART, TOP + DECADE * (2 - max(math.log10(v), -10.4))

    bottom, right = TOP + 12 * DECADE, LEFT + (DEEPEST - 2) * APART + 30
    parts = []
    for exponent in range(2, -11, -2):
        y = TOP + DECADE * (2 - exponent)
        parts += [
            svg.line(LEFT - 34, y, right, y, LINE, 1),
            svg.text(LEFT - 42, y, f"10^{{{number(exponent, 0)}}}", 15, QUIET, "end"),
        ]  # fmt: skip
    rows = {"factors": "factor", "bounds": "¼‖W‖", "slopes": "largest φ′"}
    for k, words in enumerate(rows.values()):
        parts.append(svg.text(LEFT - 42, bottom + 62 + 28 * k, words, 15, TEXT, "end"))
    parts.append(svg.text(LEFT - 42, bottom + 30, "layer", 15, TEXT, "end"))
    layers = n["layers"]
    for l in range(2, layers + 1):
        x, y = at(l, n["sizes"][l])
        parts.append(svg.text(x, bottom + 30, str(l), 16, TEXT, weight="bold"))
        if l < layers:
            x2, y2 = at(l + 1, n["sizes"][l + 1])
            limit = at(l, min(n["bounds"][l] * n["sizes"][l + 1], 100))[1]
            parts += [
                svg.line(x2, y2, x, limit, INK["W"], 1.5, "4 4"),
                svg.line(x - 14, limit, x + 14, limit, INK["W"], 3.5),
                svg.line(x2, y2, x, y, INK["delta"], 2.5),
                svg.text(x, bottom + 62, share(n["factors"][l]), 15, INK["delta"]),
                svg.text(x, bottom + 90, number(n["bounds"][l]), 15, INK["W"]),
            ]  # fmt: skip
        parts.append(svg.text(x, bottom + 118, share(n["slopes"][l], 3), 15, INK["phi"]))
    for l in range(2, layers + 1):
        (x, y), words = at(l, n["sizes"][l]), size(n["sizes"][l])
        half = 32 if "^" in words else 19
        parts += [
            svg.circle(x, y, 6, INK["delta"], PAPER, 1.5), svg.rect(x - half, y + 10, 2 * half, 19, PAPER),
            svg.text(x, y + 20, words, 14.5, INK["delta"], weight="bold"),
        ]
    key = 34
    return svg.picture(
        svg.WIDTH, bottom + 142,
        svg.text(10, key, "|δ|", 17, INK["delta"], "start", "bold"),
        svg.circle(LEFT, key, 6, INK["delta"]), svg.text(LEFT + 14, key, "measured", 15, INK["delta"], "start"),
        svg.line(LEFT + 130, key, LEFT + 158, key, INK["W"], 3.5),
        svg.text(LEFT + 168, key, "the most it can be, ¼‖W^{(l)}‖ · |δ^{(l+1)}|", 15, INK["W"], "start"),
        svg.arrow(right, key, right - 110, key, QUIET, 1.5), svg.text(right - 120, key, "back", 15, QUIET, "end"),
        *parts,
    )  # fmt: skip


figure = Figure(
    about="The size of δ layer by layer, each with the most that it can be",
    controls={
        "layers": Steps("layers L", 8, DEEPEST, 3),
        "scale": Slider("scale of the weights", 1.0, 0.5, WIDEST, 0.5, 1),
    },
    rows=(("layers", "scale"),),
    compute=compute, say=say, view=draw,
)  # fmt: skip
