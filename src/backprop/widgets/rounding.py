"""The live figure of 12_rounding.ipynb: what rounding leaves of δ and of the loss."""

from functools import lru_cache

import matplotlib.patches
import numpy as np

from .. import rounding
from ..delta import delta_output
from ..loss import losses_from_z
from ..network import sigmoid
from .controls import Choice, Slider
from .figure import Figure
from .palette import FILL, INK, LINE, QUIET, TEXT, tint
from .plot import Plot
from .text import number, value

EDGE = 45.0
Z = np.linspace(-EDGE, EDGE, 181)
FLOATS = {16: np.float16, 32: np.float32, 64: np.float64}
HOLDS = {16: 3, 32: 6, 64: 15}  # the decimal digits that every float of so many bits can hold
FORMS = ("textbook", "a_minus_y", "delta_from_z", "textbook_loss", "loss_from_z")


def forms(z, y, bits):
    """δ and the loss of one output in floats of `bits` bits, by every form, as arrays; some are NaN or infinite."""
    z = np.asarray(z, FLOATS[bits])
    y = np.full_like(z, y)
    a = rounding.naive_sigmoid(z)
    return {
        "textbook": rounding.textbook_delta(a, y), "a_minus_y": delta_output(sigmoid(z), y),
        "delta_from_z": rounding.delta_from_z(z, y), "textbook_loss": rounding.textbook_losses(a, y),
        "loss_from_z": losses_from_z(z, y),
    }  # fmt: skip


def digits(values, truth):
    """The correct digits of every form; None where it is not a number."""
    delta, loss = truth
    return {
        name: rounding.correct_digits(value, loss if "loss" in name else delta) if np.isfinite(value) else None
        for name, value in values.items()
    }


def shown(value):
    """A float as a number that can be drawn, or the word for what it is."""
    return float(value) if np.isfinite(value) else "NaN" if np.isnan(value) else "∞"


@lru_cache
def curves(y, bits):
    """Every form along Z, and its correct digits: (z, value, digits) where it is a number."""
    along, found = forms(Z, y, bits), {}
    good = [digits({name: along[name][k] for name in FORMS}, rounding.true_values(z, y)) for k, z in enumerate(Z)]
    for name in FORMS:
        keep = np.isfinite(along[name])
        right = [entry[name] for entry, kept in zip(good, keep, strict=True) if kept]
        found[name] = Z[keep], along[name][keep].astype(float), np.array(right)
    return found


@lru_cache
def breaks(bits):
    """The z from which φ(z), as the textbook writes it, is exactly 0 (to the left) and exactly 1 (to the right)."""
    kind = FLOATS[bits]
    left = rounding.first_float(lambda z: rounding.naive_sigmoid(z) == 0, kind(0), kind(-1000))
    right = rounding.first_float(lambda z: rounding.naive_sigmoid(z) == 1, kind(0), kind(1000))
    return float(left), float(right)


def compute(z, answer, bits):
    """δ and the loss at `z` by every form, their correct digits, their curves, and where the textbook breaks."""
    values = forms(z, answer, bits)
    left, right = breaks(bits)
    ends = {side: forms(end, answer, bits) for side, end in (("left", -EDGE), ("right", EDGE))}
    return {
        "z": z, "y": answer, "bits": bits, "values": {name: shown(value) for name, value in values.items()},
        "digits": digits(values, rounding.true_values(z, answer)), "curves": curves(answer, bits),
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
            "delta_from_z": {"color": tint(FILL["delta"], 0.7), "linewidth": 7},
            "a_minus_y": {"color": FILL["delta"], "linewidth": 2.4},
            "textbook": {"color": TEXT, "linewidth": 2, "linestyle": (0, (3, 2))},
            "loss_from_z": {"color": INK["y"], "linewidth": 6},
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
