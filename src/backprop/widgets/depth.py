"""The live figure of 13_depth.ipynb: what many layers leave of δ."""

import math

from .. import depth, toy
from ..network import sigmoid_slope
from . import svg
from .controls import Choice, Slider, Steps
from .figure import Figure
from .palette import INK, LINE, PAPER, QUIET, TEXT
from .text import number, value

X, Y = toy.data()
DEEPEST, WIDEST = 12, 16.0
LEFT, APART, TOP, DECADE = 150, 66, 76, 10  # the axes: pixels
HIGH, LOW, BELOW = 12, -12, -12.6  # powers of ten: the ends of the axis, and where what is smaller is drawn
NAMES = {"sigmoid": "sigmoids", "tanh": "tanh", "ReLU": "ReLUs"}


def compute(hidden, layers, scale):
    """|δ| in every layer of a deep network at the first toy point, its factor and bound, and the largest slope."""
    W, b = depth.deep_network(layers, scale)
    _, z, _ = depth.passes(X[0], Y[0], W, b, hidden)
    sizes = depth.delta_sizes(X[0], Y[0], W, b, hidden)
    inner, slope = range(2, layers), depth.HIDDEN[hidden][1]
    return {
        "hidden": hidden, "layers": layers, "scale": scale, "sizes": sizes,
        "factors": {l: sizes[l] / sizes[l + 1] for l in inner},
        "bounds": {l: depth.largest_factor(W[l], hidden) for l in inner},
        "slopes": {l: float(slope(z[l]).max()) for l in inner} | {layers: float(sigmoid_slope(z[layers]).max())},
    }  # fmt: skip


def size(v):
    """A size of δ in a few characters: 0.43, 4·10⁻⁵ or 2·10⁶, the exponent raised as in a diagram."""
    if 0.0095 <= v < 100:
        return number(v, 2)
    mantissa, exponent = f"{v:.0e}".split("e")
    return f"{mantissa}·10^{{{number(int(exponent), 0)}}}"


def share(v, decimals=2):
    """A factor with two decimals, or that it is less than they can show."""
    return number(v, decimals) if v >= 0.5 * 10**-decimals else f"<{10**-decimals:g}"


def say(n):
    """What the picture shows, in words."""
    first, last, scale = n["sizes"][2], n["sizes"][n["layers"]], number(n["scale"], 1)
    each = (first / last) ** (1 / (n["layers"] - 2))
    name, factor = NAMES[n["hidden"]], most(n)
    words = (
        f"{n['layers']} layers with {name}, weights from −{scale} to {scale}: |δ| is {value(last)} at the output and "
        f"{value(first)} at layer 2: on average, each step back multiplies it by {value(each)}. "
    )
    if max(n["bounds"].values()) < 1:
        return words + f"Every {factor} is below 1, so |δ| must shrink at every step."
    if min(n["slopes"][l] for l in n["factors"]) < 0.1:
        return words + "Large weights have saturated some hidden layer: no unit there has a slope above 0.1."
    grown = ", and it has grown" if first > last else ""
    return words + f"Some {factor} is above 1, so |δ| need not shrink at every step{grown}."


def most(n):
    """The factor of the bound, in words: the most that the slope can be times the size of W."""
    return "¼‖W‖₁" if n["hidden"] == "sigmoid" else "‖W‖₁"


def draw(n):
    """|δ| by layer on a logarithmic axis, each with the bound that the layer above sets it."""

    def at(l, v):
        return LEFT + (l - 2) * APART, TOP + DECADE * (HIGH - max(math.log10(v), BELOW))

    bottom, right = TOP + (HIGH - LOW) * DECADE, LEFT + (DEEPEST - 2) * APART + 30
    parts = []
    for exponent in range(HIGH, LOW - 1, -4):
        y = TOP + DECADE * (HIGH - exponent)
        parts += [
            svg.line(LEFT - 34, y, right, y, LINE, 1),
            svg.text(LEFT - 42, y, f"10^{{{number(exponent, 0)}}}", 15, QUIET, "end"),
        ]  # fmt: skip
    rows = {"factors": "factor", "bounds": most(n), "slopes": "largest slope"}
    for k, words in enumerate(rows.values()):
        parts.append(svg.text(LEFT - 42, bottom + 78 + 28 * k, words, 15, TEXT, "end"))
    parts.append(svg.text(LEFT - 42, bottom + 46, "layer", 15, TEXT, "end"))
    layers = n["layers"]
    for l in range(2, layers + 1):
        x, y = at(l, n["sizes"][l])
        parts.append(svg.text(x, bottom + 46, str(l), 16, TEXT, weight="bold"))
        if l < layers:
            x2, y2 = at(l + 1, n["sizes"][l + 1])
            limit = at(l, min(n["bounds"][l] * n["sizes"][l + 1], 10.0**HIGH))[1]
            parts += [
                svg.line(x2, y2, x, limit, INK["W"], 1.5, "4 4"),
                svg.line(x - 14, limit, x + 14, limit, INK["W"], 3.5),
                svg.line(x2, y2, x, y, INK["delta"], 2.5),
                svg.text(x, bottom + 78, share(n["factors"][l]), 15, INK["delta"]),
                svg.text(x, bottom + 106, number(n["bounds"][l]), 15, INK["W"]),
            ]  # fmt: skip
        parts.append(svg.text(x, bottom + 134, share(n["slopes"][l], 3), 15, INK["phi"]))
    for l in range(2, layers + 1):
        (x, y), words = at(l, n["sizes"][l]), size(n["sizes"][l])
        half = 32 if "^" in words else 5 * len(words) - 1
        parts += [
            svg.circle(x, y, 6, INK["delta"], PAPER, 1.5), svg.rect(x - half, y + 10, 2 * half, 19, PAPER),
            svg.text(x, y + 20, words, 14.5, INK["delta"], weight="bold"),
        ]
    key, bound = 34, most(n).replace("W", "W^{(l)}")
    return svg.picture(
        svg.WIDTH, bottom + 158,
        svg.text(10, key, "|δ|", 17, INK["delta"], "start", "bold"),
        svg.circle(LEFT, key, 6, INK["delta"]), svg.text(LEFT + 14, key, "measured", 15, INK["delta"], "start"),
        svg.line(LEFT + 130, key, LEFT + 158, key, INK["W"], 3.5),
        svg.text(LEFT + 168, key, f"the most it can be, {bound} · |δ^{{(l+1)}}|", 15, INK["W"], "start"),
        svg.arrow(right, key, right - 110, key, QUIET, 1.5), svg.text(right - 120, key, "back", 15, QUIET, "end"),
        *parts,
    )  # fmt: skip


figure = Figure(
    about="The size of δ layer by layer, each with the most that it can be",
    controls={
        "hidden": Choice("hidden units", "sigmoid", tuple(depth.HIDDEN), 84),
        "layers": Steps("layers L", 8, DEEPEST, 3),
        "scale": Slider("scale of the weights", 1.0, 0.5, WIDEST, 0.5, 1),
    },
    rows=(("hidden",), ("layers", "scale")),
    compute=compute, say=say, view=draw,
)  # fmt: skip
