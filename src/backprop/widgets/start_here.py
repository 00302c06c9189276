"""The live figures of 00_start_here.ipynb: what training does, a chain of single numbers, and a race."""

from functools import cache

from ..training import descend, initial
from . import chain, race
from .controls import By, Choice, Film, Slider, Steps
from .figure import Figure
from .maps import Maps, X, Y, answers
from .plot import Plot

LAST, STRIDE = 1000, 20  # the last step of training, and how many pass in one frame of the film
HIDDEN, RATE = 16, 3.0  # hidden units and learning rate


@cache
def trained(strides):
    """The parameters after `strides` · STRIDE steps of gradient descent."""
    if strides == 0:
        return initial((2, HIDDEN, 3), seed=0)
    return descend(X, Y, *trained(strides - 1), RATE, STRIDE)[:2]


def compute(steps):
    """The network after so many steps: its answers over the plane, and to the toy data."""
    strides, rest = divmod(steps, STRIDE)
    return {"steps": steps, **answers(*descend(X, Y, *trained(strides), RATE, rest)[:2])}


def say(n):
    """What the picture shows, in words."""
    each, when = n["right"].sum(axis=0), f"After {n['steps']} steps" if n["steps"] else "Before the first step"
    return (
        f"{when} {each.sum()} of {n['right'].size} answers are right: {each[0]}, {each[1]} and {each[2]} of {len(X)}."
    )


class View(Plot):
    """The answers to the three questions over the plane."""

    size = (860, 292)

    def setup(self, figure):
        self.plane = Maps(figure, *self.size, bottom=0.185)
        return self.plane.moving

    def move(self, n):
        self.plane.move(n)


figure = Figure(
    about="Three maps of a network's answers as it is trained",
    controls={"steps": Steps("training steps", 200, LAST, offered=range(0, LAST, 2 * STRIDE))},
    rows=((Film("steps", STRIDE, 60), "steps"),),
    compute=compute, say=say, view=View,
)  # fmt: skip

figure_chain = Figure(
    about="A chain of single numbers: values forward, slopes back, along one path or two",
    controls={
        "answers": Choice("answers", 1, (("one", 1), ("two", 2))),
        "u": Slider("first weight u", 0.5, -1.0, 2.0, 0.05),
        "step": Steps("step", 9, chain.LAST, 1),
    },
    rows=(("step",), ("answers", "u")),
    compute=chain.compute, say=chain.say, view=chain.draw,
)  # fmt: skip

figure_race = Figure(
    about="A race for the slopes of all parameters: every one wiggled, against one pass back",
    controls={
        "hidden": Choice("hidden units", 4, race.HIDDEN, 44),
        "passes": Steps("passes", 12, By("hidden", {hidden: 2 * race.count(hidden) for hidden in race.HIDDEN})),
    },
    rows=((Film("passes", 1, 120), "passes"), ("hidden",)),
    compute=race.compute, say=race.say, view=race.draw,
)  # fmt: skip
