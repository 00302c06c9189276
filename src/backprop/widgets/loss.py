"""The live figures of 02_loss.ipynb: the surprise at an answer, and the chain rule with several paths."""

from functools import lru_cache

import numpy as np

from ..derivatives import complex_step
from ..loss import example_loss
from . import svg, target
from .controls import Slider
from .figure import Figure
from .palette import FILL, INK, LINE, PAPER, QUIET, TEXT, tint
from .plot import Plot
from .text import number, signed

A = np.concatenate([[0.002, 0.004, 0.007], np.linspace(0.01, 0.99, 99), [0.993, 0.996, 0.998]])
TOP = 6.5


@lru_cache
def curve(y):
    """The loss of one answer with target y, at every entry of A."""
    return np.array([example_loss([a], [y]) for a in A])


def compute(a, answer, between):
    """The loss of one answer, and its two parts: the surprise at a yes and at a no."""
    y = target.chosen(answer, between)
    return {
        "a": a, "y": y, "loss": float(example_loss([a], [y])), "if_yes": float(example_loss([a], [1.0])),
        "if_no": float(example_loss([a], [0.0])), "curve": curve(y),
    }  # fmt: skip


def say(n):
    """What the picture shows, in words."""
    first = (
        f"The network gives a yes the probability a = {number(n['a'], 3)}. A yes would be a surprise of "
        f"{number(n['if_yes'])}, a no one of {number(n['if_no'])}. "
    )
    if n["y"] in (0, 1):
        return first + f"The answer is {'yes' if n['y'] else 'no'}, so the loss is {number(n['loss'])}."
    share = number(100 * n["y"], 0)
    return first + f"With {share} % yes, the loss is the mixture {number(n['loss'])}."


class View(Plot):
    """The two surprises as broken curves, the loss as a full one."""

    size = (860, 400)

    def setup(self, figure):
        axes = figure.subplots()
        figure.subplots_adjust(left=0.07, right=0.76, bottom=0.14, top=0.92)
        axes.set(xlim=(0, 1), ylim=(0, TOP), xlabel="answer  $a$", title="surprise")
        axes.plot(A, curve(1.0), color=INK["y"], linestyle="--")
        axes.plot(A, curve(0.0), color=QUIET, linestyle="-.")
        axes.text(1.02, 0.25, "at a yes:  $-\\log a$", color=INK["y"], fontsize=12, va="center")
        axes.text(1.02, 5.2, "at a no:  $-\\log(1-a)$", color=QUIET, fontsize=12, va="center")
        (self.curve,) = axes.plot([], [], color=TEXT, linewidth=2.6)
        (self.stem,) = axes.plot([], [], color=QUIET, linewidth=1, linestyle=":")
        (self.yes,) = axes.plot([], [], "s", color=INK["y"], markersize=8, clip_on=False)
        (self.no,) = axes.plot([], [], "D", color=QUIET, markersize=8, clip_on=False)
        (self.point,) = axes.plot([], [], "o", color=TEXT, markersize=10, clip_on=False)
        self.label = axes.text(1.02, 2.7, "", color=TEXT, fontsize=12, fontweight="bold", va="center")
        return [self.stem, self.curve, self.yes, self.no, self.point, self.label]

    def move(self, n):
        self.curve.set_data(A, n["curve"])
        self.stem.set_data([n["a"], n["a"]], [0, TOP])
        self.yes.set_data([n["a"]], [min(n["if_yes"], TOP)])
        self.no.set_data([n["a"]], [min(n["if_no"], TOP)])
        self.point.set_data([n["a"]], [min(n["loss"], TOP)])
        self.label.set_text(f"loss {number(n['loss'])},  y = {number(n['y'])}")


figure = Figure(
    about="The surprise at a yes, at a no, and the loss, against the answer a",
    controls={"a": Slider("answer a", 0.2, 0.002, 0.998, 0.002, 3), **target.controls()},
    rows=(("a",), ("answer", "between")),
    compute=compute, say=say, view=View,
)  # fmt: skip


# The example of the chain rule with several paths: u goes to three numbers v, and they go to f.
PATHS = (("u²", lambda u: u[0] ** 2), ("1.5 − u", lambda u: 1.5 - u[0]), ("e^{−u}", lambda u: np.exp(-u[0])))


def f_of(v):
    """f = v₁ v₂ − 2 v₃."""
    return v[0] * v[1] - 2 * v[2]


def through(u):
    """f by way of v, as a function of u."""
    return f_of([f(u) for _, f in PATHS])


def compute_paths(u, wiggle):
    """The two slopes on each path, their products and the sum; and what a wiggle of u does to f."""
    v = np.array([f([u]) for _, f in PATHS])
    first = np.array([complex_step(f, [u])[0] for _, f in PATHS])
    second = complex_step(f_of, v)
    f = float(f_of(v))
    return {
        "u": u, "v": v, "f": f, "first": first, "second": second, "products": first * second,
        "sum": float((first * second).sum()), "wiggle": wiggle, "change": float(through([u + wiggle])) - f,
    }  # fmt: skip


def say_paths(n):
    """What the picture shows, in words."""
    terms = " + ".join(f"({signed(p, 3)})" for p in n["products"])
    first = f"Three paths, three products: df/du = {terms} = {signed(n['sum'], 3)}."
    if n["wiggle"] == 0:
        return first + " Wiggle u to see whether f changes at that rate."
    return first + (
        f" With u moved by {signed(n['wiggle'])}, f changes by {signed(n['change'], 4)}; the sum predicts "
        f"{signed(n['sum'] * n['wiggle'], 4)}."
    )


def draw_paths(n):
    """u on the left, v in the middle, f on the right; a slope on every edge, the products and their sum below."""
    u, f, middle = (60, 150), (680, 150), [(370, 50 + 100 * k) for k in range(3)]
    parts = []
    for k, (x, y) in enumerate(middle):
        parts += [
            svg.arrow(u[0] + 42, u[1], x - 64, y, INK["phi"], 2.5),
            svg.arrow(x + 64, y, f[0] - 42, f[1], INK["eta"], 2.5),
            svg.rect(x - 62, y - 28, 124, 56, PAPER, LINE, 1.5, 8),
            svg.text(x, y - 11, f"v_{{{k + 1}}} = {PATHS[k][0]}", 15), svg.text(x, y + 13, signed(n["v"][k], 3), 15),
        ]  # fmt: skip
        for (x1, y1), (x2, y2), words, ink in (
            ((u[0] + 42, u[1]), (x - 64, y), f"∂v_{{{k + 1}}}/∂u = {signed(n['first'][k])}", "phi"),
            ((x + 64, y), (f[0] - 42, f[1]), f"∂f/∂v_{{{k + 1}}} = {signed(n['second'][k])}", "eta"),
        ):
            xm, ym = (x1 + x2) / 2, (y1 + y2) / 2
            parts += [
                svg.rect(xm - 72, ym - 12, 144, 24, PAPER, INK[ink], 1, 4), svg.text(xm, ym, words, 14, INK[ink]),
            ]  # fmt: skip
    for (x, y), name, value in ((u, "u", n["u"]), (f, "f", n["f"])):
        parts += [
            svg.circle(x, y, 40, tint(FILL["y"], 0.25), INK["y"], 2.5), svg.text(x, y - 10, name, 17, weight="bold"),
            svg.text(x, y + 13, signed(value), 16),
        ]  # fmt: skip
    parts.append(svg.text(f[0] + 52, f[1], "v_{1} v_{2} − 2 v_{3}", 15, QUIET, "start"))
    terms = " + ".join(f"({signed(a)})({signed(b)})" for a, b in zip(n["first"], n["second"], strict=True))
    parts.append(svg.text(430, 316, f"df/du = {terms} = {signed(n['sum'], 3)}", 16, TEXT, weight="bold"))
    return svg.picture(svg.WIDTH, 340, *parts)


figure_paths = Figure(
    about="Three paths from u to f, with the slope on each edge",
    controls={
        "u": Slider("u", 1.0, -1.0, 2.0, 0.05),
        "wiggle": Slider("wiggle of u", 0.1, -0.5, 0.5, 0.01),
    },
    rows=(("u", "wiggle"),),
    compute=compute_paths, say=say_paths, view=draw_paths,
)  # fmt: skip
