"""Exercises of 03_eta.ipynb: η⁽³⁾, for many examples, for a target in between, and for another loss."""

import numpy as np

from ..eta import eta_output
from ..network import sigmoid_slope
from .exercise import Choice, Function, Wrong
from .points import fraction
from .shared import EPSILONS


def _points():
    shapes = {"5 examples, 3 answers": (5, 3), "4 examples, 2 answers": (4, 2), "3 examples, 3 answers": (3, 3)}
    return {label: (fraction(*shape), fraction(*shape, seed=1)) for label, shape in shapes.items()}


def eta_categorical(a, y):
    """For Ĵ = −Σ_k y_k log a_k, η_α = −y_α / a_α."""
    return -y / a


RIGHT = {
    "take": lambda A, Y: (A, Y),
    "first": lambda A, Y: -Y / A,
    "second": lambda A, Y: (1 - Y) / (1 - A),
    "join": lambda first, second: first + second,
    "sign": lambda eta: eta,
    "mean": lambda eta: eta,
}

CATEGORICAL = {
    "take": lambda a, y: (a, y),
    "above": lambda a, y: -y,
    "below": lambda a, y: a,
    "join": lambda above, below: above / below,
    "sum": lambda eta: eta,
    "mean": lambda eta: eta,
}


def _assemble(**changes):
    """η with some of its parts replaced."""
    part = RIGHT | changes

    def answer(A, Y):
        A, Y = part["take"](A, Y)
        return part["mean"](part["sign"](part["join"](part["first"](A, Y), part["second"](A, Y))))

    return answer


def _assemble_categorical(**changes):
    """η of the other loss with some of its parts replaced."""
    part = CATEGORICAL | changes

    def answer(a, y):
        a, y = part["take"](a, y)
        return part["mean"](part["sum"](part["join"](part["above"](a, y), part["below"](a, y))))

    return answer


def _whole(eta):
    """η in one piece, in the place of its two terms."""
    return {"first": eta, "second": lambda A, Y: 0}


EXERCISES = [
    Function(
        name="eta",
        title="η for every example",
        task=r"""
Write $\eta^{(3)}$ for $N$ examples at once, from memory. `A` and `Y` have shape (N, K): row $i$ holds the answers
and the targets of example $i$. Nothing is summed and nothing is averaged. Begin from (3.1).
""",
        minutes=5,
        trains="differentiating the loss with respect to one answer",
        hints=(
            "Each entry of η is the derivative of one entry's loss, −y log a − (1 − y) log(1 − a), by its own a.",
            "The derivative of log a is 1/a, and that of log(1 − a) is −1/(1 − a). NumPy divides entry by entry.",
        ),
        write="eta_rows(A, Y)",
        doc="The sensitivity of each example's loss to each of its answers, shape (N, K).",
        reference=eta_output,
        points=_points,
        sizes=lambda A, Y: {"N": len(A), "K": A.shape[1]},
        terms=lambda A, Y: {"": {"the term with y": -Y / A, "the term with 1 − y": (1 - Y) / (1 - A)}},
        assemble=_assemble,
        wrong=(
            Wrong("sign", {"sign": lambda eta: -eta},
                  "Both terms have the opposite sign: the loss has a minus before each logarithm.", "3.4"),
            Wrong("inner sign", {"second": lambda A, Y: -(1 - Y) / (1 - A)},
                  "The second term has the opposite sign: the derivative of 1 − a is −1.", "3.4"),
            Wrong("both plus", {"first": lambda A, Y: Y / A},
                  "The first term has the opposite sign: the loss is −y log a.", "3.4"),
            Wrong("a - y", _whole(lambda A, Y: A - Y),
                  "This is a − y, which is δ, and has φ′ in it already; η stands before φ.", "3.6"),
            Wrong("y - a", _whole(lambda A, Y: Y - A), "This is y − a: neither η, nor δ, which is a − y.", "3.6"),
            Wrong("times a(1-a)", _whole(lambda A, Y: (A - Y) * A * (1 - A)),
                  "a − y is multiplied by a(1 − a), where it is divided by it.", "3.6"),
            Wrong("brackets", _whole(lambda A, Y: (A - Y) / A * (1 - A)),
                  "Brackets are missing around a(1 − a): this divides by a and multiplies by 1 − a.", "3.6"),
            Wrong("over a", _whole(lambda A, Y: (A - Y) / A), "The factor 1 − a is missing below a − y.", "3.6"),
            Wrong("over 1-a", _whole(lambda A, Y: (A - Y) / (1 - A)), "The factor a is missing below a − y.", "3.6"),
            Wrong("over a(1+a)", _whole(lambda A, Y: (A - Y) / (A * (1 + A))),
                  "a − y is divided by a(1 + a); it is a(1 − a).", "3.6"),
            Wrong("over φ(1-φ)", _whole(lambda A, Y: (A - Y) / sigmoid_slope(A)),
                  "a − y is divided by φ′ at a; a is φ(z) already, and φ′(z) is a(1 − a).", "3.6"),
            Wrong("over y(1-y)", _whole(lambda A, Y: (A - Y) / (Y * (1 - Y))),
                  "a − y is divided by y(1 − y); it is a(1 − a).", "3.6"),
            Wrong("squares", _whole(lambda A, Y: 2 * (A - Y)),
                  "2(a − y) belongs to squared errors, another loss.", "3.1"),
            Wrong("first term alone", {"second": lambda A, Y: 0},
                  "The term with 1 − y is missing: an answer is also wrong if it is large where the target is "
                  "0.", "3.1"),
            Wrong("second term alone", {"first": lambda A, Y: 0}, "The term with y is missing.", "3.1"),
            Wrong("y forgotten", {"first": lambda A, Y: -1 / A, "second": lambda A, Y: 1 / (1 - A)},
                  "The factors y and 1 − y are missing.", "3.4"),
            Wrong("y forgotten in the first", {"first": lambda A, Y: -1 / A}, "The factor y is missing.", "3.4"),
            Wrong("y forgotten in the second", {"second": lambda A, Y: 1 / (1 - A)},
                  "The factor 1 − y is missing.", "3.4"),
            Wrong("y in the second", {"second": lambda A, Y: Y / (1 - A)},
                  "The second term has the factor y; it is 1 − y.", "3.4"),
            Wrong("a in the second", {"second": lambda A, Y: (1 - Y) / A},
                  "The second term is divided by a; it is 1 − a.", "3.4"),
            Wrong("1-a in the first", {"first": lambda A, Y: -Y / (1 - A)},
                  "The first term is divided by 1 − a; it is a.", "3.4"),
            Wrong("denominators exchanged", {"first": lambda A, Y: -Y / (1 - A), "second": lambda A, Y: (1 - Y) / A},
                  "The denominators a and 1 − a have changed places.", "3.4"),
            Wrong("the loss", {"first": lambda A, Y: -Y * np.log(A), "second": lambda A, Y: -(1 - Y) * np.log(1 - A)},
                  "This is the loss of each answer itself, not its derivative.", "3.2"),
            Wrong("log kept", {"first": lambda A, Y: -Y / np.log(A), "second": lambda A, Y: (1 - Y) / np.log(1 - A)},
                  "It is divided by the logarithms: the derivative of log a is 1/a.", "3.4"),
            Wrong("times a", {"first": lambda A, Y: -Y * A, "second": lambda A, Y: (1 - Y) * (1 - A)},
                  "It is multiplied by a and 1 − a: the derivative of log a is 1/a.", "3.4"),
            Wrong("squared below", {"first": lambda A, Y: -Y / A**2, "second": lambda A, Y: (1 - Y) / (1 - A) ** 2},
                  "The denominators are squared: the derivative of log a is 1/a.", "3.4"),
            Wrong("terms multiplied", {"join": lambda first, second: first * second},
                  "The two terms are multiplied; they are added.", "3.4"),
            Wrong("a and y swapped", {"take": lambda A, Y: (Y, A)}, "a and y have changed places.", "3.4"),
            Wrong("targets of 0 and 1 alone", _whole(lambda A, Y: np.where(Y > 0.5, -1 / A, 1 / (1 - A))),
                  "Only targets of 0 and 1 are handled; a target may lie between.", "3.4"),
            *(Wrong(f"ε of {e:.0e}",
                    {"first": lambda A, Y, e=e: -Y / (A + e), "second": lambda A, Y, e=e: (1 - Y) / (1 - A + e)},
                    f"{e:g} is added to the denominators: that changes every entry.", "3.4") for e in EPSILONS),
            *(Wrong(f"ε of {e:.0e} in one", _whole(lambda A, Y, e=e: (A - Y) / (A * (1 - A) + e)),
                    f"{e:g} is added to the denominator: that changes every entry.", "3.6") for e in EPSILONS),
            Wrong("summed over k", {"mean": lambda eta: eta.sum(axis=-1)},
                  "The answers of an example are added up: only the term k = α contains a_α.", "3.3"),
            Wrong("summed over examples", {"mean": lambda eta: eta.sum(axis=0)},
                  "The examples are added up: each row of η belongs to one example.", "3.2"),
            Wrong("averaged to one row", {"mean": lambda eta: eta.mean(axis=0)},
                  "The mean over the examples is taken: each row of η belongs to one example.", "3.2"),
            Wrong("averaged", {"mean": lambda eta: eta / len(eta)},
                  "It is divided by the number of rows: η belongs to one example, and the mean comes later.", "3.2"),
            Wrong("over K", {"mean": lambda eta: eta / eta.shape[1]},
                  "It is divided by the number of answers; nothing is averaged.", "3.2"),
            Wrong("over NK", {"mean": lambda eta: eta / eta.size},
                  "It is divided by the number of all entries; nothing is averaged.", "3.2"),
        ),
    ),
    Choice(
        name="eta_sign",
        title="The sign of η for a target in between",
        task=r"""
A question has the target $y = 0.3$, and the network answers $a = 0.2$. What is the sign of η for this answer?
Decide without computing η.
""",
        minutes=2,
        trains="reading a sign from (3.6)",
        hints=("(3.6) has a positive denominator.", "Is the answer too small or too large?"),
        options={
            "a": "positive, because $y < 0.5$: the answer should be no",
            "b": "negative, because a larger $a$ would be closer to $y$",
            "c": "zero, because $a$ is nearly $y$",
            "d": "it depends on the other answers of this example",
        },
        reference="b",
        why="η has the sign of a − y = −0.1: a larger answer would lower the loss. Its value is −0.625.",
        wrong=(
            Wrong("half", "a", "The sign does not turn at 0.5 but at a = y, where the two terms are equal.", "3.6"),
            Wrong("near", "c", "Only at a = y is η zero; here it is −1.5 + 0.875.", "3.4"),
            Wrong("others", "d", "Only the term k = α contains this answer.", "3.3"),
        ),
    ),
    Function(
        name="eta_categorical",
        title="η for another loss",
        task=r"""
When exactly one of the $K$ questions has the answer yes, another loss is often used: $\hat J = -\sum_k y_k \log
a_k$. Write its η for one example: $\partial\hat J/\partial a_\alpha$, with the other answers held fixed.
""",
        minutes=4,
        trains="seeing which part of a derivation a change touches",
        hints=(
            "Go through (3.2) to (3.4) again. What is left of each line?",
            "Only one of the two logarithms is there. The sum over k still loses all terms but k = α.",
        ),
        write="eta_categorical(a, y)",
        doc="∂Ĵ/∂a for Ĵ = −Σ_k y_k log a_k; a and y have shape (K,).",
        reference=eta_categorical,
        column=True,
        points=lambda: {f"{K} answers": (fraction(K), fraction(K, seed=1)) for K in (3, 5)},
        sizes=lambda a, y: {"K": len(a)},
        assemble=_assemble_categorical,
        wrong=(
            Wrong("yes/no", lambda a, y: eta_output(a, y),
                  "This is η of the course's loss: the logarithm of 1 − a does not occur here.", "3.4"),
            Wrong("sign", {"above": lambda a, y: y},
                  "The sign is reversed: the loss has a minus before the logarithm.", "3.4"),
            Wrong("y forgotten", {"above": lambda a, y: -1 + 0 * y}, "The factor y is missing.", "3.4"),
            Wrong("1-y", {"above": lambda a, y: -(1 - y)}, "The factor is y, not 1 − y.", "3.4"),
            Wrong("a - y", lambda a, y: a - y,
                  "This is a − y: the derivative with respect to z. η is the one with respect to a.", "3.6"),
            Wrong("y - a", lambda a, y: y - a, "This is y − a; η is the derivative with respect to a.", "3.6"),
            Wrong("the loss", lambda a, y: -y * np.log(a),
                  "These are the terms of the loss, not their derivatives.", "3.2"),
            Wrong("summed", {"sum": np.sum}, "The terms are added up: only the term k = α contains a_α.", "3.3"),
            Wrong("summed below", {"below": lambda a, y: a.sum() + 0 * a},
                  "It is divided by the sum of all answers; only a_α is there.", "3.4"),
            Wrong("times", {"join": lambda above, below: above * below},
                  "The derivative of log a is 1/a, not a.", "3.4"),
            Wrong("log kept", {"below": lambda a, y: np.log(a)},
                  "It is divided by log a: the derivative of log a is 1/a.", "3.4"),
            Wrong("a squared", {"below": lambda a, y: a**2}, "a is squared: the derivative of log a is 1/a.", "3.4"),
            Wrong("1-a", {"below": lambda a, y: 1 - a}, "It is divided by 1 − a; it is a.", "3.4"),
            Wrong("a(1-a)", {"below": lambda a, y: a * (1 - a)},
                  "It is divided by a(1 − a): 1 − a does not occur in this loss.", "3.4"),
            Wrong("softmax's slope", {"below": lambda a, y: 1 / (1 - a)},
                  "It is multiplied by a(1 − a), the slope of the activation: that belongs to δ.", "3.6"),
            Wrong("swapped", {"take": lambda a, y: (y, a)}, "a and y have changed places.", "3.4"),
            *(Wrong(f"ε of {e:.0e}", {"below": lambda a, y, e=e: a + e},
                    f"{e:g} is added to the denominator: that changes every entry.", "3.4") for e in EPSILONS),
            Wrong("averaged", {"mean": lambda eta: eta / len(eta)},
                  "It is divided by the number of answers; nothing is averaged.", "3.2"),
            Wrong("base 2", {"mean": lambda eta: eta / np.log(2)},
                  "This belongs to the logarithm of base 2; the course's is the natural one.", "3.4"),
        ),
    ),
]  # fmt: skip
