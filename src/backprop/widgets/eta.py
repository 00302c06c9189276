"""The live figure of 03_eta.ipynb: the loss of one output, its tangent, and η as the tangent's slope."""

from functools import lru_cache

import numpy as np

from ..eta import eta_output
from ..loss import example_loss
from . import target
from .controls import Slider
from .figure import Figure
from .palette import FILL, INK, QUIET, TEXT
from .plot import Plot
from .text import number, signed

A = np.concatenate([[0.001, 0.002, 0.004, 0.007], np.linspace(0.01, 0.99, 99), [0.993, 0.996, 0.998, 0.999]])
TOP, STEEP = 5.0, 12.0  # the ends of the two vertical axes


def compute(a, answer, between):
    """The loss and η of one output at `a`, and both curves, for the target chosen."""
    y = target.chosen(answer, between)
    loss_curve, eta_curve = curves(y)
    return {
        "a": a, "y": y, "loss": float(example_loss([a], [y])), "eta": float(eta_output([a], [y])[0]),
        "loss_curve": loss_curve, "eta_curve": eta_curve,
    }  # fmt: skip


@lru_cache
def curves(y):
    """The loss and η of one output at every entry of A, for the target y."""
    return np.array([example_loss([a], [y]) for a in A]), eta_output(A, np.full_like(A, y))


def say(n):
    """What the picture shows, in words."""
    first = (
        f"At a = {number(n['a'], 3)} with target y = {number(n['y'])} the loss is {number(n['loss'])} "
        f"and its slope is η = {signed(n['eta'])}. "
    )
    if abs(n["eta"]) < 1e-6:
        return first + "The tangent is level: the loss has its minimum where a equals y."
    if n["eta"] < -STEEP or n["eta"] > STEEP:
        end = "0" if n["a"] < 0.5 else "1"
        return first + f"This close to {end} the slope leaves the scale: η grows without bound as a goes to {end}."
    if n["y"] in (0, 1) and abs(n["a"] - n["y"]) < 0.05:
        return first + "Close to the right answer the loss is nearly 0, but its slope is not: |η| stays above 1."
    return first + ("A larger a makes the loss smaller." if n["eta"] < 0 else "A larger a makes the loss larger.")


class View(Plot):
    """Left the loss with its tangent, right η on the same horizontal axis."""

    size = (860, 380)

    def setup(self, figure):
        left, right = figure.subplots(1, 2)
        figure.subplots_adjust(left=0.07, right=0.975, bottom=0.15, top=0.9, wspace=0.17)
        for axes in (left, right):
            axes.set(xlim=(0, 1), xlabel="answer  $a$")
        left.set(ylim=(0, TOP))
        left.set_title("loss $\\hat{J}$ and tangent", pad=11)  # a loss beyond the scale has its mark on the edge
        right.set(ylim=(-STEEP, STEEP), title="its slope  $\\eta = \\partial\\hat{J}/\\partial a$")
        right.axhline(0, color=QUIET, linewidth=1)
        (self.loss,) = left.plot([], [], color=TEXT)
        (self.tangent,) = left.plot([], [], color=FILL["eta"], linewidth=3)
        (self.point,) = left.plot([], [], "o", color=TEXT, markersize=9, clip_on=False)
        (self.goal,) = left.plot([], [], "^", color=INK["y"], markersize=12, clip_on=False)
        (self.eta,) = right.plot([], [], color=FILL["eta"])
        (self.stem,) = right.plot([], [], color=FILL["eta"], linewidth=1.5, linestyle=":")
        (self.marker,) = right.plot([], [], "o", color=INK["eta"], markersize=9, clip_on=False)
        corner = {"ha": "right", "fontsize": 13, "fontweight": "bold"}
        self.y_label = left.text(1, 1.04, "", transform=left.transAxes, color=INK["y"], **corner)
        self.eta_label = right.text(1, 1.04, "", transform=right.transAxes, color=INK["eta"], **corner)
        return [self.loss, self.tangent, self.goal, self.y_label, self.point, self.eta, self.stem, self.marker,
                self.eta_label]  # fmt: skip

    def move(self, n):
        a, loss, eta, y = n["a"], n["loss"], n["eta"], n["y"]
        self.loss.set_data(A, n["loss_curve"])
        reach = 0.22 / np.hypot(1, eta / TOP)
        self.tangent.set_data([a - reach, a + reach], [loss - eta * reach, loss + eta * reach])
        self.point.set_data([a], [min(loss, TOP)])
        self.goal.set_data([y], [0])
        self.y_label.set_text(f"target y = {number(y)}")
        self.eta.set_data(A, n["eta_curve"])
        shown = np.clip(eta, -STEEP, STEEP)
        self.stem.set_data([a, a], [0, shown])
        self.marker.set_data([a], [shown])
        self.marker.set_marker("o" if shown == eta else "v" if eta < 0 else "^")
        self.eta_label.set_text(f"η = {signed(eta)}" + ("" if shown == eta else " ↓" if eta < 0 else " ↑"))


figure = Figure(
    about="The loss of one output with its tangent, and the slope η, against the answer a",
    controls={
        "a": Slider("answer a", 0.3, 0.001, 0.999, 0.001, 3, offered=[round(0.01 * k, 2) for k in range(1, 100)]),
        **target.controls(),
    },
    rows=(("a",), ("answer", "between")),
    compute=compute, say=say, view=View,
)  # fmt: skip
