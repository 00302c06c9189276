"""Exercises of 11_saturation.ipynb: a loss that is finite everywhere, a repair that is none, and depth."""

import numpy as np

from ..loss import losses_from_z
from ..network import sigmoid
from .exercise import Choice, Function, Value, Wrong
from .points import fraction, normal
from .shared import EPSILONS

SATURATED = np.array([12.0, 18.0, 25.0, 33.0])  # with the right target, losses from 6e-6 to 5e-15


def _points():
    return {
        "4 examples, 3 answers": (2 * normal(4, 3), fraction(4, 3)),
        "3 examples, 3 answers": (2 * normal(3, 3), fraction(3, 3)),
        "|z| from 12 to 33": (SATURATED * [[1], [-1]], np.array([[1.0] * 4, [0.0] * 4])),
        "|z| = 40": (40.0 * np.array([[1, -1, -1], [1, 1, -1]]), np.array([[1.0, 0.0, 1.0], [0.0, 0.3, 0.6]])),
        "|z| = 800": (np.array([[800.0, -800.0], [800.0, -800.0]]), np.array([[1.0, 1.0], [0.0, 0.3]])),
    }


def _textbook(a, Y):
    return -Y * np.log(a) - (1 - Y) * np.log(1 - a)


RIGHT = {
    "take": lambda Z, Y: (Z, Y),
    "soft": lambda Z: np.log1p(np.exp(-np.abs(Z))),
    "max": lambda Z: np.maximum(Z, 0),
    "yz": lambda Z, Y: Y * Z,
    "sum": lambda losses: losses,
    "sign": lambda losses: losses,
}


def _assemble(**changes):
    """The losses with some of their parts replaced."""
    part = RIGHT | changes

    def answer(Z, Y):
        Z, Y = part["take"](Z, Y)
        return part["sign"](part["sum"](part["soft"](Z) + (part["max"](Z) - part["yz"](Z, Y))))

    return answer


def _by_target(Z, Y):
    """The textbook form, where each term is left out if its factor is 0."""
    a = sigmoid(Z)
    return np.where(Y == 1, -np.log(a), np.where(Y == 0, -np.log(1 - a), _textbook(a, Y)))


CLIPS = (1e-3, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16, float(np.finfo(float).eps))


def _softplus_cut(Z, Y, at):
    """log(1 + eᶻ) − y z, with z itself from a bound on."""
    return np.where(at < Z, Z, np.log1p(np.exp(np.minimum(Z, at)))) - Y * Z


EXERCISES = [
    Function(
        name="losses",
        title="The loss at any z",
        task=r"""
Write the loss of every answer from $z$ and $y$, entry by entry: `Z` and `Y` have shape (N, K). It must be finite
and right to nine digits for any float, however small the loss is: also at $z = \pm 800$, and for targets 0 and 1.
Try one formula for both signs of $z$, with $|z|$ and $\max(z, 0)$.
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
        exact=True,
        sizes=lambda Z, Y: {"N": len(Z), "K": Z.shape[1]},
        assemble=_assemble,
        wrong=(
            Wrong("log 0", lambda Z, Y: _textbook(sigmoid(Z), Y),
                  "Where φ(z) rounds to 0 or 1 this takes log 0, and 0·∞ is NaN.", "11.8"),
            Wrong("log 0 for targets between", _by_target,
                  "The terms with a factor 0 are skipped; a target between 0 and 1 still meets log 0.", "11.8"),
            *(Wrong(f"clipped at {low:.0e}", lambda Z, Y, low=low: _textbook(np.clip(sigmoid(Z), low, 1 - low), Y),
                    f"a is clipped at {low:.1e}: beyond |z| = {-np.log(low):.0f} the loss no longer grows: its slope "
                    "is 0.", "11.9") for low in CLIPS),
            *(Wrong(f"ε of {e:.0e}",
                    lambda Z, Y, e=e: -Y * np.log(sigmoid(Z) + e) - (1 - Y) * np.log(1 - sigmoid(Z) + e),
                    f"{e:g} in the logarithm keeps it finite and makes it wrong, a little everywhere and much at "
                    "large |z|.", "11.8") for e in (*EPSILONS, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16)),
            *(Wrong(f"z clipped at {end}", {"take": lambda Z, Y, end=end: (np.clip(Z, -end, end), Y)},
                    f"z is clipped at ±{end}: beyond, the loss no longer grows.", "11.9")
              for end in (10, 15, 20, 30, 35, 36, 37, 50, 100, 200, 500, 700, 709)),
            *(Wrong(f"softplus cut at {at}", lambda Z, Y, at=at: _softplus_cut(Z, Y, at),
                    f"From z = {at} on, z stands for log(1 + eᶻ): where y = 1 the small loss is lost, and becomes 0.",
                    "11.10") for at in (15, 20, 30)),
            Wrong("(11.9) alone", lambda Z, Y: np.log1p(np.exp(-Z)) + (1 - Y) * Z,
                  "e⁻ᶻ overflows at z = −800: this form is for z > 0.", "11.9"),
            Wrong("(11.10) alone", lambda Z, Y: np.log1p(np.exp(Z)) - Y * Z,
                  "eᶻ overflows at z = 800: this form is for z ≤ 0.", "11.10"),
            Wrong("logaddexp - yz", lambda Z, Y: np.logaddexp(0, Z) - Y * Z,
                  "y z is subtracted last, from a sum that has lost its small term: where y = 1, 4·10⁻¹⁸ becomes 0.",
                  "11.10"),
            Wrong("the wrong way round", lambda Z, Y: np.where(
                Z > 0, np.log1p(np.exp(Z)) - Y * Z, np.log1p(np.exp(-Z)) + (1 - Y) * Z),
                  "Each form is used where the other belongs: both overflow.", "11.9"),
            Wrong("targets of 0 and 1 alone", lambda Z, Y: np.where(Y > 0.5, np.logaddexp(0, -Z), np.logaddexp(0, Z)),
                  "Only targets of 0 and 1 are handled; a target may lie between.", "11.8"),
            Wrong("log for log1p", {"soft": lambda Z: np.log(1 + np.exp(-np.abs(Z)))},
                  "log(1 + e^(−|z|)) rounds 1 + 4·10⁻¹⁸ to 1, and a small loss to 0; log1p keeps it.", "11.9"),
            Wrong("exponent", {"soft": lambda Z: np.log1p(np.exp(np.abs(Z)))},
                  "The exponent is +|z|, and overflows; it is −|z|.", "11.9"),
            Wrong("soft missing", {"soft": lambda Z: 0}, "The term log(1 + e^(−|z|)) is missing.", "11.9"),
            Wrong("soft subtracted", {"soft": lambda Z: -np.log1p(np.exp(-np.abs(Z)))},
                  "The term log(1 + e^(−|z|)) is subtracted; it is added.", "11.9"),
            Wrong("log of base 2", {"soft": lambda Z: np.log1p(np.exp(-np.abs(Z))) / np.log(2)},
                  "The logarithm has base 2; the course's is the natural one.", "11.9"),
            Wrong("yz missing", {"yz": lambda Z, Y: 0}, "The term − y z is missing.", "11.10"),
            Wrong("yz added", {"yz": lambda Z, Y: -Y * Z}, "y z has the wrong sign.", "11.10"),
            Wrong("y|z|", {"yz": lambda Z, Y: Y * np.abs(Z)}, "y |z| stands for y z.", "11.10"),
            Wrong("(1-y)z", {"yz": lambda Z, Y: (1 - Y) * Z}, "(1 − y) z is subtracted; it is y z.", "11.10"),
            Wrong("y alone", {"yz": lambda Z, Y: Y}, "y is subtracted; it is y z.", "11.10"),
            Wrong("z alone", {"yz": lambda Z, Y: Z}, "z is subtracted; it is y z.", "11.10"),
            Wrong("max missing", {"max": lambda Z: 0}, "max(z, 0) is missing: this is (11.10) for all z.", "11.9"),
            Wrong("min", {"max": lambda Z: np.minimum(Z, 0)}, "min(z, 0) stands for max(z, 0).", "11.9"),
            Wrong("|z| for max", {"max": np.abs}, "|z| stands for max(z, 0).", "11.9"),
            Wrong("z for max", {"max": lambda Z: Z}, "z stands for max(z, 0).", "11.9"),
            Wrong("max(-z)", {"max": lambda Z: np.maximum(-Z, 0)}, "max(−z, 0) stands for max(z, 0).", "11.9"),
            Wrong("sum", {"sum": np.sum}, "The entries are added up; they are asked for one by one.", "11.8"),
            Wrong("mean", {"sum": np.mean},
                  "The mean of the entries is taken; they are asked for one by one.", "11.8"),
            Wrong("one for each example", {"sum": lambda losses: losses.sum(axis=1)},
                  "The answers of an example are added up; the losses are asked for one by one.", "11.8"),
            Wrong("sign", {"sign": lambda losses: -losses},
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
