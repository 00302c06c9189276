"""The live figure of 10_training.ipynb: three decision maps, the loss and the gradient's size as training goes on."""

from functools import lru_cache
from threading import RLock

import numpy as np

from ..training import descend, initial
from .controls import Choice, Film, Steps
from .figure import Figure
from .maps import Maps, X, Y, answers
from .palette import INK, LINE, TEXT
from .plot import Plot
from .text import number

LAST, STRIDE = 1000, 10  # the last epoch, and how many pass in one frame of the film
STARTS = {"small random": 1.0, "zeros": 0.0, "large random": 8.0}  # each with the scale of its weights
RATES = tuple((f"{rate:g}", rate) for rate in (0.1, 0.3, 1.0, 3.0, 10.0, 30.0))
LOSS, NORM = (0.02, 20), (1e-4, 10)  # the ends of the two vertical axes


class Run:
    """One training from its start, taken as far as it has been asked for; `at(epoch)` is instant the second time."""

    def __init__(self, learning_rate, weight_decay, hidden, scale):
        self.settings = {"learning_rate": learning_rate, "weight_decay": weight_decay}
        self.marks = [initial((2, hidden, 3), seed=0, scale=scale)]  # after 0, STRIDE, 2 STRIDE … epochs
        self.J, self.norm, self.turn = np.empty(0), {1: np.empty(0), 2: np.empty(0)}, RLock()

    def at(self, epoch):
        """The parameters after `epoch` epochs; J and the gradient's size in each layer from epoch 0 until then."""
        with self.turn:
            while len(self.J) <= epoch:
                W, b, history = descend(X, Y, *self.marks[-1], epochs=STRIDE, **self.settings)
                self.marks.append((W, b))
                self.norm = {l: np.append(self.norm[l], history["norm"][l]) for l in self.norm}
                self.J = np.append(self.J, history["J"])
        mark, rest = divmod(epoch, STRIDE)
        W, b, _ = descend(X, Y, *self.marks[mark], epochs=rest, **self.settings)
        return W, b, self.J[: epoch + 1], {l: self.norm[l][: epoch + 1] for l in self.norm}


run = lru_cache(maxsize=32)(Run)


def compute(epoch, learning_rate, weight_decay, hidden, start):
    """The network after `epoch` epochs: its answers over the plane and to the toy data, and how it came there."""
    W, b, J, norm = run(learning_rate, weight_decay, hidden, STARTS[start]).at(epoch)
    spread = max(np.ptp(W[1], axis=0).max(), np.ptp(W[2], axis=1).max())  # how much the hidden units differ
    return {
        "epoch": epoch, "hidden": hidden, "J": J, "norm": norm, **answers(W, b),
        "rises": int(np.sum(J[1:] > J[:-1] * (1 + 1e-9))), "spread": float(spread),
    }  # fmt: skip


def say(n):
    """What the picture shows, in words."""
    each, when = n["right"].sum(axis=0), f"At epoch {n['epoch']}" if n["epoch"] else "Before the first step"
    words = (
        f"{when} J = {number(n['J'][-1])}, and {each.sum()} of the 180 answers are right: {each[0]}, {each[1]} and "
        f"{each[2]} of 60. The gradient's size is {number(n['norm'][1][-1], 3)} in layer 1 and "
        f"{number(n['norm'][2][-1], 3)} in layer 2."
    )
    if n["rises"]:
        words += f" J rose at {n['rises']} of {n['epoch']} steps: they were too long."
    if n["hidden"] > 1 and n["spread"] < 1e-6:
        words += f" All {n['hidden']} hidden units are alike, and can do no more than one."
    return words


class View(Plot):
    """Above the answers to the three questions over the plane, below J and the gradient's size in each layer."""

    size = (860, 450)

    def setup(self, figure):
        self.plane = Maps(figure, *self.size, bottom=0.475)
        loss = figure.add_axes([0.06, 0.115, 0.395, 0.2])
        norm = figure.add_axes([0.575, 0.115, 0.395, 0.2])
        for axes, ends, title in ((loss, LOSS, "loss $J$"), (norm, NORM, "gradient's size")):
            axes.set(xlim=(0, LAST), ylim=ends, yscale="log", xlabel="epoch", title=title)
            axes.minorticks_off()
            axes.grid(axis="y", color=LINE, linewidth=0.6)
        loss.set_yticks([0.1, 1, 10], ["0.1", "1", "10"])
        norm.set_yticks([1e-4, 0.01, 1], ["0.0001", "0.01", "1"])
        self.lines = [loss.plot([], [], color=TEXT, clip_on=False)[0]]
        self.lines += norm.plot([], [], color=INK["W"], label="layer 1")
        self.lines += norm.plot([], [], color=INK["delta"], linestyle="--", label="layer 2")
        norm.legend(loc="lower right", bbox_to_anchor=(1.02, 0.98), ncols=2, frameon=False, borderaxespad=0,
                    handlelength=2, handletextpad=0.5, columnspacing=1.2)  # fmt: skip
        self.dots = [axes.plot([], [], "o", color=line.get_color(), markersize=7, clip_on=False)[0]
                     for axes, line in zip((loss, norm, norm), self.lines, strict=True)]  # fmt: skip
        return [*self.plane.moving, *self.lines, *self.dots]

    def move(self, n):
        self.plane.move(n)
        curves = [np.clip(n["J"], *LOSS), *(np.clip(n["norm"][l], *NORM) for l in (1, 2))]
        for line, dot, curve in zip(self.lines, self.dots, curves, strict=True):
            line.set_data(np.arange(len(curve)), curve)
            dot.set_data([len(curve) - 1], curve[-1:])


SETTINGS = ("learning_rate", "weight_decay", "hidden", "start")
figure = Figure(
    about="Three maps of answers, the loss and the gradient's size as training goes on",
    controls={
        "epoch": Steps("epoch", 300, LAST, offered=range(0, LAST, 100)),
        "learning_rate": Choice("learning rate", 3.0, RATES, 44),
        "weight_decay": Choice("λ", 0.0, (("0", 0.0), ("0.0001", 1e-4), ("0.001", 1e-3), ("0.01", 1e-2)), 80),
        "hidden": Choice("hidden units", 12, (1, 2, 4, 8, 12, 16), 44),
        "start": Choice("start", "small random", tuple(STARTS), 128),
    },
    rows=((Film("epoch", STRIDE, 50), "epoch"), SETTINGS[:2], SETTINGS[2:]),
    alone=SETTINGS,
    compute=compute, say=say, view=View,
)  # fmt: skip
