"""Exercises of 11_saturation.ipynb: a loss that is finite everywhere, a repair that is none, and depth."""

import numpy as np

from ..loss import losses_from_z
from ..network import sigmoid
from .exercise import Choice, Function, Value, Wrong
from .points import fraction, normal


def _points():
    return {
        "4 examples, 3 answers": (2 * normal(4, 3), fraction(4, 3)),
        "3 examples, 3 answers": (2 * normal(3, 3), fraction(3, 3)),
        "|z| = 40": (np.array([40.0, -40.0, -40.0, 40.0, 40.0]), np.array([1.0, 0.0, 1.0, 0.0, 0.3])),
        "|z| = 800": (np.array([800.0, -800.0, 800.0, -800.0]), np.array([1.0, 1.0, 0.0, 0.3])),
    }


def _textbook(a, Y):
    return -Y * np.log(a) - (1 - Y) * np.log(1 - a)


EXERCISES = [
    Function(
        name="losses",
        title="The loss at any z",
        task=r"""
Write the loss of every answer from $z$ and $y$, entry by entry, so that it is finite and right for any float:
also at $z = \pm 800$, and for targets 0 and 1. Try one formula for both signs of $z$, with $|z|$ and $\max(z,
0)$.
""",
        minutes=8,
        trains="choosing a form that keeps its digits",
        hints=(
            "(11.9) and (11.10) are equal. Which exponential stays below 1 for z > 0, and which for z ≤ 0?",
            "e^(−|z|) never overflows. What is added to log(1 + e^(−|z|)) in each case? max(z, 0) − y z is both.",
        ),
        write="my_losses(Z, Y)",
        doc="The loss of each answer, in the shape of Z and Y.",
        reference=losses_from_z,
        points=_points,
        wrong=(
            Wrong("log 0", lambda Z, Y: _textbook(sigmoid(Z), Y),
                  "Where φ(z) rounds to 0 or 1 this takes log 0, and 0·∞ is NaN.", "11.8"),
            Wrong("clipped at 1e-12", lambda Z, Y: _textbook(np.clip(sigmoid(Z), 1e-12, 1 - 1e-12), Y),
                  "a is clipped: finite, but from |z| of about 28 on the loss no longer grows, and its slope is "
                  "0.", "11.9"),
            Wrong("clipped at 1e-15", lambda Z, Y: _textbook(np.clip(sigmoid(Z), 1e-15, 1 - 1e-15), Y),
                  "a is clipped: finite, but from |z| of about 35 on the loss no longer grows, and its slope is "
                  "0.", "11.9"),
            Wrong("clipped at 1e-7", lambda Z, Y: _textbook(np.clip(sigmoid(Z), 1e-7, 1 - 1e-7), Y),
                  "a is clipped: finite, but from |z| of about 16 on the loss no longer grows, and its slope is "
                  "0.", "11.9"),
            Wrong("epsilon inside",
                  lambda Z, Y: -Y * np.log(sigmoid(Z) + 1e-12) - (1 - Y) * np.log(1 - sigmoid(Z) + 1e-12),
                  "A small number in the logarithm keeps it finite and makes it wrong, a little everywhere and "
                  "much at large |z|.", "11.8"),
            Wrong("(11.9) alone", lambda Z, Y: np.log1p(np.exp(-Z)) + (1 - Y) * Z,
                  "e⁻ᶻ overflows at z = −800: this form is for z > 0.", "11.9"),
            Wrong("(11.10) alone", lambda Z, Y: np.log1p(np.exp(Z)) - Y * Z,
                  "eᶻ overflows at z = 800: this form is for z ≤ 0.", "11.10"),
            Wrong("yz missing", lambda Z, Y: np.log1p(np.exp(-np.abs(Z))) + np.maximum(Z, 0),
                  "The term − y z is missing.", "11.10"),
            Wrong("max missing", lambda Z, Y: np.log1p(np.exp(-np.abs(Z))) - Y * Z,
                  "max(z, 0) is missing: this is (11.10) for all z.", "11.9"),
            Wrong("yz added", lambda Z, Y: np.log1p(np.exp(-np.abs(Z))) + np.maximum(Z, 0) + Y * Z,
                  "y z has the wrong sign.", "11.10"),
            Wrong("sum", lambda Z, Y: np.sum(losses_from_z(Z, Y)),
                  "The entries are added up; they are asked for one by one.", "11.8"),
            Wrong("sign", lambda Z, Y: -losses_from_z(Z, Y),
                  "The sign is reversed: a loss is never negative.", "11.8"),
        ),
    ),
    Choice(
        name="saturation_clip",
        title="A repair that is none",
        task=r"""
To avoid $\log 0$ somebody computes the loss from `np.clip(a, 1e-12, 1 - 1e-12)`. An output has $z = -40$ and the
target $y = 1$. What is the derivative of this loss with respect to $z$?
""",
        minutes=3,
        trains="telling a finite number from a right one",
        hints=(
            "What is a here, about, and what does the clip make of it?",
            "Does the clipped value change when z changes a little?",
        ),
        options={"a": "$-1$", "b": "$0$", "c": "about $-10^{12}$", "d": "not a number"},
        reference="b",
        why="φ(−40) is about 4·10⁻¹⁸, and the clip makes it 10⁻¹², whatever z is nearby. The unit is as "
            "wrong as can be, and learns nothing.",
        wrong=(
            Wrong("true", "a",
                  "This is the derivative of the true loss, a − y; the clipped one is constant here.", "4.8"),
            Wrong("eta", "c", "This is −1/a at the clipped a; but a moves no more when z does.", "3.4"),
            Wrong("nan", "d", "That is what the clip avoids: the value is finite, and so is its derivative.", "11.8"),
        ),
    ),
    Value(
        name="saturation_depth",
        title="How much can arrive",
        task=r"""
A network has 8 layers with one unit in each, and every weight is 2. At the output $|\delta^{(8)}| = 0.6$. What is
the most that $|\delta^{(2)}|$ can be?
""",
        minutes=3,
        trains="multiplying the factors of (11.17)",
        hints=(
            "Each step back multiplies by the weight and by φ′, which is at most ¼.",
            "From layer 8 to layer 2 there are six steps.",
        ),
        reference=0.6 / 2**6,
        why="Six steps back, each at most 2 · ¼ = ½: 0.6 / 64, or 0.009375.",
        wrong=(
            Wrong("no weights", 0.6 / 4**6, "The weights are missing: each step has the factor 2 · ¼.", "11.17"),
            Wrong("seven steps", 0.6 / 2**7, "From layer 8 to layer 2 there are six steps, not seven.", "11.18"),
            Wrong("five steps", 0.6 / 2**5, "From layer 8 to layer 2 there are six steps, not five.", "11.18"),
            Wrong("eight steps", 0.6 / 2**8, "From layer 8 to layer 2 there are six steps, not eight.", "11.18"),
            Wrong("no slope", 0.6 * 2**6, "φ′, at most ¼, is missing at every step.", "11.14"),
            Wrong("factor alone", 1 / 2**6, "This is the factor; δ at the output is 0.6.", "11.18"),
            Wrong("one step", 0.3, "This is one step; the factor comes in at every layer.", "11.18"),
        ),
    ),
]  # fmt: skip
