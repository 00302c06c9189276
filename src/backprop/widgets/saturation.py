"""The live figures of 11_saturation.ipynb: what rounding leaves of δ and the loss, and what depth leaves of δ."""

import math
from functools import lru_cache

import matplotlib.patches
import numpy as np

from .. import saturation, toy
from ..delta import delta_output
from ..loss import losses_from_z
from ..network import forward, sigmoid, sigmoid_slope
from . import svg
from .controls import Choice, Slider, Steps
from .figure import Figure
from .palette import FILL, INK, LINE, PAPER, QUIET, TEXT, tint
from .plot import Plot
from .text import number

EDGE = 45.0
Z = np.linspace(-EDGE, EDGE, 181)
FLOATS = {16: np.float16, 32: np.float32, 64: np.float64}
HOLDS = {16: 3, 32: 6, 64: 15}  # the decimal digits that every float of so many bits can hold
FORMS = ("textbook", "a_minus_y", "delta_from_z", "textbook_loss", "loss_from_z")


def forms(z, y, bits):
    """δ and the loss of one output in floats of `bits` bits, by every form, as arrays; some are NaN or infinite."""
    z = np.asarray(z, FLOATS[bits])
    y = np.full_like(z, y)
    a = saturation.naive_sigmoid(z)
    return {
        "textbook": saturation.textbook_delta(a, y), "a_minus_y": delta_output(sigmoid(z), y),
        "delta_from_z": saturation.delta_from_z(z, y), "textbook_loss": saturation.textbook_losses(a, y),
        "loss_from_z": losses_from_z(z, y),
    }  # fmt: skip


def digits(values, truth):
    """The correct digits of every form; None where it is not a number."""
    delta, loss = truth
    return {
        name: saturation.correct_digits(value, loss if "loss" in name else delta) if np.isfinite(value) else None
        for name, value in values.items()
    }


def shown(value):
    """A float as a number that can be drawn, or the word for what it is."""
    return float(value) if np.isfinite(value) else "NaN" if np.isnan(value) else "∞"


@lru_cache
def curves(y, bits):
    """Every form along Z, and its correct digits: (z, value, digits) where it is a number."""
    along, found = forms(Z, y, bits), {}
    good = [digits({name: along[name][k] for name in FORMS}, saturation.true_values(z, y)) for k, z in enumerate(Z)]
    for name in FORMS:
        keep = np.isfinite(along[name])
        right = [entry[name] for entry, kept in zip(good, keep, strict=True) if kept]
        found[name] = Z[keep], along[name][keep].astype(float), np.array(right)
    return found


@lru_cache
def breaks(bits):
    """The z from which φ(z), as the textbook writes it, is exactly 0 (to the left) and exactly 1 (to the right)."""
    kind = FLOATS[bits]
    left = saturation.first_float(lambda z: saturation.naive_sigmoid(z) == 0, kind(0), kind(-1000))
    right = saturation.first_float(lambda z: saturation.naive_sigmoid(z) == 1, kind(0), kind(1000))
    return float(left), float(right)


def compute(z, answer, bits):
    """δ and the loss at `z` by every form, their correct digits, their curves, and where the textbook breaks."""
    values = forms(z, answer, bits)
    left, right = breaks(bits)
    ends = {side: forms(end, answer, bits) for side, end in (("left", -EDGE), ("right", EDGE))}
    return {
        "z": z, "y": answer, "bits": bits, "values": {name: shown(value) for name, value in values.items()},
        "digits": digits(values, saturation.true_values(z, answer)), "curves": curves(answer, bits),
        "left": left, "right": right,
        "words": {
            (name, side): shown(ends[side][name]) for name in ("textbook", "textbook_loss") for side in ends
        },
    }  # fmt: skip


def count(right, bits):
    """A number of correct digits, as words."""
    if right is None:
        return "no number"
    whole = min(int(right), HOLDS[bits])
    if whole == HOLDS[bits]:
        return f"all {whole} digits right"
    return {0: "no digit right", 1: "1 digit right"}.get(whole, f"{whole} digits right")


def value(v):
    """A value in three significant digits, or its word."""
    if isinstance(v, str):
        return v
    if v == 0:
        return "0"
    if 0.001 <= abs(v) < 1000:
        return number(v, 3)
    return power(v)


def power(v, decimals=1):
    """A number as 1.2·10⁻⁵, for text."""
    mantissa, exponent = f"{v:.{decimals}e}".split("e")
    raised = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{mantissa}·10{raised}".replace("-", "−")


def say(n):
    """What the picture shows, in words."""
    v, d = n["values"], n["digits"]

    def form(name, words):
        return f"{words} gives {v[name]}" if d[name] is None else f"{words} has {count(d[name], n['bits'])}"

    return (
        f"At z = {number(n['z'], 1)} with target y = {n['y']:.0f}, in {n['bits']} bits: "
        f"δ = {value(v['delta_from_z'])}; {form('textbook', 'the textbook form')}, {form('a_minus_y', 'a − y')}. "
        f"Loss = {value(v['loss_from_z'])}; {form('textbook_loss', 'the textbook form')}, "
        f"{form('loss_from_z', 'the form in z')}."
    )


class View(Plot):
    """Left δ, right the loss; above the values, below the correct digits; hatched where the textbook breaks."""

    size = (860, 490)

    def setup(self, figure):
        self.axes = figure.subplots(2, 2, sharex=True, height_ratios=[1, 1.15])
        figure.subplots_adjust(left=0.065, right=0.985, bottom=0.205, top=0.93, hspace=0.28, wspace=0.16)
        (upper_left, upper_right), (lower_left, lower_right) = self.axes
        upper_left.set(xlim=(-EDGE, EDGE), ylim=(-1.25, 1.25), title="δ", yticks=[-1, 0, 1])
        upper_right.set(ylim=(-2.5, 49), title="loss", yticks=[0, 20, 40])
        for axes, words in ((lower_left, "correct digits of δ"), (lower_right, "correct digits of the loss")):
            axes.set(ylim=(-0.6, 17), title=words, xlabel="pre-activation  $z$", yticks=[0, 3, 6, 9, 12, 15])
        for axes in self.axes.ravel():
            axes.set_xticks([-40, -20, 0, 20, 40])
        styles = {
            "delta_from_z": {"color": tint(FILL["delta"], 0.4), "linewidth": 7},
            "a_minus_y": {"color": FILL["delta"], "linewidth": 2.4},
            "textbook": {"color": TEXT, "linewidth": 2, "linestyle": (0, (3, 2))},
            "loss_from_z": {"color": FILL["y"], "linewidth": 6},
            "textbook_loss": {"color": TEXT, "linewidth": 2, "linestyle": (0, (3, 2))},
        }
        markers = {"delta_from_z": "o", "a_minus_y": "D", "textbook": "s", "loss_from_z": "o", "textbook_loss": "s"}
        names = {
            "textbook": "textbook form", "a_minus_y": "$a - y$",
            "delta_from_z": "$(1-y)\\,\\varphi(z) - y\\,\\varphi(-z)$", "loss_from_z": "loss from $z$",
        }  # fmt: skip
        self.regions, self.words, self.lines, self.marks, self.cursors = {}, {}, {}, {}, []
        for name, style in styles.items():
            column = 1 if "loss" in name else 0
            pair = self.axes[:, column]
            if name.startswith("textbook"):
                for side in ("left", "right"):
                    self.regions[name, side] = [
                        axes.add_patch(matplotlib.patches.Rectangle(
                            (0, -3), 1, 60, facecolor="#F0F0F0", edgecolor="#B0B0B0", hatch="//", linewidth=0
                        ))
                        for axes in pair
                    ]  # fmt: skip
                    self.words[name, side] = pair[1].text(
                        0, 8.5, "", ha="center", va="center", fontsize=13, fontweight="bold", rotation=90,
                        bbox={"facecolor": "white", "edgecolor": LINE, "pad": 3},
                    )  # fmt: skip
            self.lines[name] = [axes.plot([], [], label=names.get(name), **style)[0] for axes in pair]
            self.marks[name] = [
                axes.plot([], [], markers[name], color=INK["y"] if "loss_f" in name else style["color"],
                          markersize=11 if name in ("delta_from_z", "loss_from_z") else 7, clip_on=False)[0]
                for axes in pair
            ]  # fmt: skip
        for axes in self.axes.ravel():
            self.cursors += axes.plot([], [], color=QUIET, linewidth=1, linestyle=":")
        self.readouts = [
            axes.text(1, 1.05, "", transform=axes.transAxes, ha="right", fontsize=11.5) for axes in self.axes[0]
        ]
        figure.legend(
            handles=[self.lines[name][0] for name in names], loc="lower center", ncol=4, frameon=False, fontsize=11.5,
            handlelength=3,
        )
        back = [patch for pair in self.regions.values() for patch in pair]
        curves = [line for pair in self.lines.values() for line in pair]
        marks = [line for pair in self.marks.values() for line in pair]
        return [*back, *self.cursors, *curves, *self.words.values(), *marks, *self.readouts]

    def move(self, n):
        for (name, side), patches in self.regions.items():
            left, right = (-EDGE, n["left"]) if side == "left" else (n["right"], EDGE)
            seen = left < right
            for patch in patches:
                patch.set(x=left, width=max(right - left, 0), visible=seen)
            word = n["words"][name, side] if seen else ""
            angle, size = (0, 18) if word == "∞" else (90, 13)  # ∞ on its side would be an 8
            self.words[name, side].set(
                text=word, x=(left + right) / 2, visible=seen, rotation=angle, fontsize=size
            )
        for name in FORMS:
            z, values, right = n["curves"][name]
            for row, curve in enumerate((values, right)):
                self.lines[name][row].set_data(z, curve)
            here = n["digits"][name] is not None
            heights = (n["values"][name], n["digits"][name]) if here else (0, 0)
            for mark, height in zip(self.marks[name], heights, strict=True):
                mark.set_data([n["z"]], [height])
                mark.set_visible(here)
        for cursor in self.cursors:
            cursor.set_data([n["z"], n["z"]], [-3, 60])
        v = n["values"]
        self.readouts[0].set_text(f"textbook {value(v['textbook'])},  a − y = {value(v['a_minus_y'])}")
        self.readouts[1].set_text(f"textbook {value(v['textbook_loss'])},  from z {value(v['loss_from_z'])}")


figure = Figure(
    about="δ and the loss of one output in floats, and their correct digits, against z",
    controls={
        "z": Slider("pre-activation z", 25.0, -EDGE, EDGE, 0.5, 1),
        "answer": Choice("target y", 1.0, (("0", 0.0), ("1", 1.0)), 50),
        "bits": Choice("bits of a float", 64, (16, 32, 64), 50),
    },
    rows=(("z",), ("answer", "bits")),
    compute=compute, say=say, view=View,
)  # fmt: skip


X, Y = toy.data()
DEEPEST, WIDEST = 12, 16.0
LEFT, APART, TOP, DECADE = 150, 66, 76, 21  # the axes of the second figure: pixels; the upper end of its axis is 10²


def compute_depth(layers, scale):
    """|δ| in every layer of a deep network at the first toy point, its factor and its bound, and the largest φ′."""
    W, b = saturation.deep_network(layers, scale)
    sizes = saturation.delta_sizes(X[0], Y[0], W, b)
    _, z = forward(X[0], W, b)
    inner = range(2, layers)
    return {
        "layers": layers, "scale": scale, "sizes": sizes,
        "factors": {l: sizes[l] / sizes[l + 1] for l in inner},
        "bounds": {l: saturation.largest_factor(W[l]) for l in inner},
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


def say_depth(n):
    """What the second picture shows, in words."""
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


def draw_depth(n):
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


figure_depth = Figure(
    about="The size of δ layer by layer, each with the most that it can be",
    controls={
        "layers": Steps("layers L", 8, DEEPEST, 3),
        "scale": Slider("scale of the weights", 1.0, 0.5, WIDEST, 0.5, 1),
    },
    rows=(("layers", "scale"),),
    compute=compute_depth, say=say_depth, view=draw_depth,
)  # fmt: skip
