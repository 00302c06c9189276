"""The live figure of 04_delta.ipynb: η explodes, φ′ vanishes, their product δ stays a − y."""

import numpy as np

from ..delta import delta, delta_output
from ..eta import eta_output
from ..network import sigmoid, sigmoid_slope
from . import target
from .controls import Slider
from .figure import Figure
from .palette import FILL, INK, QUIET
from .plot import Plot
from .text import number, signed

Z = np.linspace(-8, 8, 161)
EDGE = 2.5  # the ends of the lower vertical axis


def compute(z, answer, between):
    """φ, φ′, η and δ at `z`, and their curves, for the target chosen."""
    y = target.chosen(answer, between)
    here, a, goal = np.array([z]), sigmoid([z]), np.array([y])
    eta = eta_output(a, goal)
    curve_eta = eta_output(sigmoid(Z), np.full_like(Z, y))
    return {
        "z": z, "y": y, "a": float(a[0]), "slope": float(sigmoid_slope(here)[0]), "eta": float(eta[0]),
        "delta": float(delta(eta, here)[0]), "a_minus_y": float(delta_output(a, goal)[0]),
        "eta_curve": curve_eta, "delta_curve": delta(curve_eta, Z),
    }  # fmt: skip


def say(n):
    """What the picture shows, in words."""
    numbers = (
        f"At z = {number(n['z'], 1)} with target y = {number(n['y'])}: η = {signed(n['eta'], 4)}, "
        f"φ′ = {number(n['slope'], 4)}, and their product is δ = {signed(n['delta'], 4)}. "
        f"The activation is a = {number(n['a'], 4)}, so a − y = {signed(n['a_minus_y'], 4)}, the same number."
    )
    if abs(n["eta"]) > EDGE and n["slope"] < 0.02:
        return numbers + " η has left the scale, φ′ is nearly 0, and the product is neither."
    if abs(n["eta"]) > EDGE:
        return numbers + " η has left the scale, and the product has not."
    if abs(n["a_minus_y"]) < 0.005:
        return numbers + " The prediction is right, and δ is nearly 0."
    return numbers


class View(Plot):
    """Above φ with its tangent, below η, φ′ and δ, on one axis of z."""

    size = (860, 485)

    def setup(self, figure):
        upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=[1, 1.5])
        figure.subplots_adjust(left=0.07, right=0.835, bottom=0.11, top=0.935, hspace=0.28)
        upper.set(xlim=(-8, 8), ylim=(-0.05, 1.1), title="$\\varphi(z)$, with its tangent of slope $\\varphi'(z)$")
        lower.set(ylim=(-EDGE, EDGE), xlabel="pre-activation  $z$", title="$\\delta = \\eta \\cdot \\varphi'(z)$")
        lower.axhline(0, color=QUIET, linewidth=1)
        upper.plot(Z, sigmoid(Z), color=FILL["a"])
        upper.text(8.4, 1.0, "a = φ(z)", color=INK["a"], va="center", fontsize=12)
        lower.plot(Z, sigmoid_slope(Z), color=INK["phi"], linestyle="--")
        (self.tangent,) = upper.plot([], [], color=INK["phi"], linewidth=3)
        (self.point,) = upper.plot([], [], "o", color=INK["a"], markersize=9, clip_on=False)
        (self.eta,) = lower.plot([], [], color=FILL["eta"], linestyle="-.")
        (self.delta,) = lower.plot([], [], color=FILL["delta"], linewidth=3)
        (self.cursor,) = lower.plot([], [], color=QUIET, linewidth=1, linestyle=":")
        (self.eta_mark,) = lower.plot([], [], "s", color=INK["eta"], markersize=9, clip_on=False)
        (self.slope_mark,) = lower.plot([], [], "D", color=INK["phi"], markersize=8, clip_on=False)
        (self.delta_mark,) = lower.plot([], [], "o", color=INK["delta"], markersize=10, clip_on=False)
        names = {"eta": "η", "phi": "φ′", "delta": "δ"}
        self.labels = {
            name: lower.text(8.4, 0, words, color=INK[name], va="center", fontsize=12, fontweight="bold")
            for name, words in names.items()
        }
        return [self.tangent, self.point, self.cursor, self.eta, self.delta, self.eta_mark, self.slope_mark,
                self.delta_mark, *self.labels.values()]  # fmt: skip

    def move(self, n):
        z, a, slope, eta, delta = n["z"], n["a"], n["slope"], n["eta"], n["delta"]
        reach = 1.6 / np.hypot(1, 4 * slope)
        self.tangent.set_data([z - reach, z + reach], [a - slope * reach, a + slope * reach])
        self.point.set_data([z], [a])
        self.cursor.set_data([z, z], [-EDGE, EDGE])
        self.eta.set_data(Z, n["eta_curve"])
        self.delta.set_data(Z, n["delta_curve"])
        shown = np.clip(eta, -EDGE, EDGE)
        self.eta_mark.set_data([z], [shown])
        self.eta_mark.set_marker("s" if shown == eta else "v" if eta < 0 else "^")
        self.slope_mark.set_data([z], [slope])
        self.delta_mark.set_data([z], [delta])
        heights = spread({"eta": shown, "phi": slope, "delta": delta}, gap=0.4, edge=EDGE - 0.12)
        words = {
            "eta": f"η = {signed(eta, 2 if abs(eta) < 100 else 0)}", "phi": f"φ′ = {number(slope, 3)}",
            "delta": f"δ = {signed(delta, 3)}",
        }  # fmt: skip
        for name, label in self.labels.items():
            label.set(text=words[name], y=heights[name])


def spread(heights, gap, edge):
    """The heights moved apart to be at least `gap` from one another, in their order, none beyond ±`edge`."""
    names = sorted(heights, key=heights.get)
    moved = {}
    floor = -edge
    for k, name in enumerate(names):
        ceiling = edge - gap * (len(names) - 1 - k)
        moved[name] = min(max(heights[name], floor), ceiling)
        floor = moved[name] + gap
    return moved


figure = Figure(
    about="Sigmoid, its slope, η and δ of one output unit against z",
    controls={"z": Slider("pre-activation z", -2.0, -8.0, 8.0, 0.1, 1), **target.controls()},
    rows=(("z",), ("answer", "between")),
    compute=compute, say=say, view=View,
)  # fmt: skip
