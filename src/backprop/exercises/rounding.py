"""Exercises of 12_rounding.ipynb: a loss that is finite everywhere, and a repair that is none."""

import numpy as np

from ..loss import losses_from_z
from ..network import sigmoid
from .exercise import Choice, Function, Wrong
from .points import fraction, normal


def _points():
    return {
        "4 examples, 3 answers": (2 * normal(4, 3), fraction(4, 3)),
        "3 examples, 3 answers": (2 * normal(3, 3), fraction(3, 3)),
        "|z| = 25 and 40": _pairs([25.0, -25.0, 40.0, -40.0, -40.0, 40.0], [1.0, 0.0, 1.0, 0.0, 1.0, 0.3]),
        "|z| = 800": _pairs([800.0, -800.0, 800.0, -800.0], [1.0, 1.0, 0.0, 0.3]),
    }


def _pairs(Z, Y):
    """Two answers for each example, in the shape (N, 2)."""
    return np.reshape(Z, (-1, 2)), np.reshape(Y, (-1, 2))


def _textbook(a, Y):
    return -Y * np.log(a) - (1 - Y) * np.log(1 - a)


def _assemble(
    log=lambda Z: np.log1p(np.exp(-np.abs(Z))),
    top=lambda Z: np.maximum(Z, 0),
    product=lambda Z, Y: Y * Z,
    end=lambda losses: losses,
):
    """A wrong answer to `losses`: max(z, 0) − y z + log(1 + e^(−|z|)) with some of its parts replaced."""
    return lambda Z, Y: end(top(Z) - product(Z, Y) + log(Z))


def _clipped(e):
    return lambda Z, Y: _textbook(np.clip(sigmoid(Z), e, 1 - e), Y)


def _floored(e):
    return lambda Z, Y: -Y * np.log(np.maximum(sigmoid(Z), e)) - (1 - Y) * np.log(np.maximum(1 - sigmoid(Z), e))


def _with_epsilon(e):
    return lambda Z, Y: -Y * np.log(sigmoid(Z) + e) - (1 - Y) * np.log(1 - sigmoid(Z) + e)


def _z_clipped(c):
    return lambda Z, Y: losses_from_z(np.clip(Z, -c, c), Y)


def _softplus_cut(c):
    return lambda Z, Y: np.where(Z > c, Z, np.log1p(np.exp(np.minimum(Z, c)))) - Y * Z


def _patched(Z, Y):
    """The terms without weight are left out, so that 0·∞ does not occur; log 0 does."""
    a = sigmoid(Z)
    return np.where(Y == 1, -np.log(a), np.where(Y == 0, -np.log(1 - a), _textbook(a, Y)))


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
            "(12.9) and (12.10) are equal. Which exponential stays below 1 for z > 0, and which for z ≤ 0?",
            "e^(−|z|) never overflows. What is added to log(1 + e^(−|z|)) in each case? max(z, 0) − y z is both.",
        ),
        write="my_losses(Z, Y)",
        doc="The loss of each answer, in the shape of Z and Y, (N, K).",
        reference=losses_from_z,
        exact=True,
        sizes=lambda Z, Y: {"N": len(Z), "K": Z.shape[1]},
        assemble=_assemble,
        points=_points,
        wrong=(
            Wrong("log 0", lambda Z, Y: _textbook(sigmoid(Z), Y),
                  "Where φ(z) rounds to 0 or 1 this takes log 0, and 0·∞ is NaN.", "12.8"),
            Wrong("log 0, no 0·∞", _patched,
                  "Terms with the factor 0 are left out, so that NaN is avoided; log 0 is still taken.", "12.8"),
            *(Wrong(f"clipped at {words}", _clipped(e),
                    f"a is clipped at {words}: finite, but from |z| of about {-np.log(e):.0f} on the loss no longer "
                    "grows, and its slope is 0.", "12.9")
              for words, e in (("1e-12", 1e-12), ("1e-15", 1e-15), ("1e-10", 1e-10), ("1e-8", 1e-8), ("1e-7", 1e-7),
                               ("1e-6", 1e-6), ("1e-5", 1e-5), ("the machine's ε", np.finfo(float).eps))),
            *(Wrong(f"floored at {e:g}", _floored(e),
                    f"a and 1 − a are kept above {e:g}: finite, but from |z| of about {-np.log(e):.0f} on the loss "
                    "no longer grows, and its slope is 0.", "12.9")
              for e in (1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5)),
            *(Wrong(f"ε = {e:g}", _with_epsilon(e),
                    f"{e:g} in the logarithm keeps it finite and makes it wrong, a little everywhere and "
                    "much at large |z|.", "12.8")
              for e in (1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5)),
            *(Wrong(f"z clipped at {c}", _z_clipped(c),
                    f"z is clipped at ±{c}: from there on the loss no longer grows, and its slope is 0.", "12.9")
              for c in (20, 30, 35, 50, 100, 500, 700, 709)),
            *(Wrong(f"softplus cut at {c}", _softplus_cut(c),
                    f"log(1 + eᶻ) is cut: above {c} it is taken as z, which makes a small loss 0.", "12.9")
              for c in (20, 25)),
            Wrong("logaddexp", lambda Z, Y: np.logaddexp(0, Z) - Y * Z,
                  "y z is taken from a sum in which a small loss has lost its digits: take it from max(z, 0) "
                  "first.", "12.9"),
            Wrong("log, not log1p", {"log": lambda Z: np.log(1 + np.exp(-np.abs(Z)))},
                  "log(1 + e^(−|z|)) loses the digits of a small loss in 1 + e^(−|z|): np.log1p keeps them.", "12.9"),
            Wrong("small losses cut", {"end": lambda losses: np.where(losses < 1e-9, 0, losses)},
                  "Losses below 1e-9 are made 0: each is asked for with its own digits.", "12.9"),
            Wrong("e^|z|", {"log": lambda Z: np.log1p(np.exp(np.abs(Z)))},
                  "The exponent is +|z|: e^(|z|) overflows, and the right one is e^(−|z|).", "12.9"),
            Wrong("log missing", {"log": lambda Z: 0}, "log(1 + e^(−|z|)) is missing.", "12.9"),
            Wrong("abs missing", {"log": lambda Z: np.log1p(np.exp(-Z))},
                  "log(1 + e⁻ᶻ) stands where log(1 + e^(−|z|)) belongs.", "12.9"),
            Wrong("e^z in the log", {"log": lambda Z: np.log1p(np.exp(Z))},
                  "log(1 + eᶻ) stands where log(1 + e^(−|z|)) belongs.", "12.9"),
            Wrong("min", {"top": lambda Z: np.minimum(Z, 0)}, "min(z, 0) stands where max(z, 0) belongs.", "12.9"),
            Wrong("abs", {"top": np.abs}, "|z| stands where max(z, 0) belongs.", "12.9"),
            Wrong("only y = 0 or 1", lambda Z, Y: np.where(Y > 0.5, np.logaddexp(0, -Z), np.logaddexp(0, Z)),
                  "The targets are taken as 0 or 1, with a limit at 0.5; they may lie between.", "12.8"),
            Wrong("targets crossed", lambda Z, Y: losses_from_z(Z, 1 - Y),
                  "y and 1 − y have changed places.", "12.8"),
            Wrong("first term alone", lambda Z, Y: Y * np.logaddexp(0, -Z),
                  "The term with 1 − y is missing.", "12.8"),
            Wrong("second term alone", lambda Z, Y: (1 - Y) * np.logaddexp(0, Z),
                  "The term with y is missing.", "12.8"),
            Wrong("(12.9) alone", lambda Z, Y: np.log1p(np.exp(-Z)) + (1 - Y) * Z,
                  "e⁻ᶻ overflows at z = −800: this form is for z > 0.", "12.9"),
            Wrong("(12.10) alone", lambda Z, Y: np.log1p(np.exp(Z)) - Y * Z,
                  "eᶻ overflows at z = 800: this form is for z ≤ 0.", "12.10"),
            Wrong("yz missing", {"product": lambda Z, Y: 0},
                  "The term − y z is missing.", "12.10"),
            Wrong("max missing", {"top": lambda Z: 0},
                  "max(z, 0) is missing: this is (12.10) for all z.", "12.9"),
            Wrong("yz added", {"product": lambda Z, Y: -Y * Z},
                  "y z has the wrong sign.", "12.10"),
            Wrong("sum", {"end": np.sum},
                  "The entries are added up; they are asked for one by one.", "12.8"),
            Wrong("sign", {"end": lambda losses: -losses},
                  "The sign is reversed: a loss is never negative.", "12.8"),
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
            Wrong("nan", "d", "That is what the clip avoids: the value is finite, and so is its derivative.", "12.8"),
        ),
    ),
]  # fmt: skip
