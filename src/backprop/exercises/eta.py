"""Exercises of 03_eta.ipynb: η⁽³⁾, for many examples, for a target in between, and for another loss."""

import numpy as np

from ..delta import delta_output
from ..eta import eta_output
from .exercise import Choice, Function, Wrong
from .points import fraction


def _points():
    shapes = {"5 examples, 3 answers": (5, 3), "1 example, 4 answers": (4,), "3 examples, 3 answers": (3, 3)}
    return {label: (fraction(*shape), fraction(*shape, seed=1)) for label, shape in shapes.items()}


def eta_categorical(a, y):
    """For Ĵ = −Σ_k y_k log a_k, η_α = −y_α / a_α."""
    return -y / a


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
        wrong=(
            Wrong("sign", lambda A, Y: Y / A - (1 - Y) / (1 - A),
                  "Both terms have the opposite sign: the loss has a minus before each logarithm.", "3.4"),
            Wrong("inner sign", lambda A, Y: -Y / A - (1 - Y) / (1 - A),
                  "The second term has the opposite sign: the derivative of 1 − a is −1.", "3.4"),
            Wrong("both plus", lambda A, Y: Y / A + (1 - Y) / (1 - A),
                  "The first term has the opposite sign: the loss is −y log a.", "3.4"),
            Wrong("a - y", delta_output,
                  "This is a − y, which is δ, and has φ′ in it already; η stands before φ.", "3.6"),
            Wrong("y - a", lambda A, Y: Y - A, "This is y − a: neither η, nor δ, which is a − y.", "3.6"),
            Wrong("times a(1-a)", lambda A, Y: (A - Y) * A * (1 - A),
                  "a − y is multiplied by a(1 − a), where it is divided by it.", "3.6"),
            Wrong("first term alone", lambda A, Y: -Y / A,
                  "The term with 1 − y is missing: an answer is also wrong if it is large where the target is "
                  "0.", "3.1"),
            Wrong("second term alone", lambda A, Y: (1 - Y) / (1 - A), "The term with y is missing.", "3.1"),
            Wrong("y forgotten", lambda A, Y: -1 / A + 1 / (1 - A), "The factors y and 1 − y are missing.", "3.4"),
            Wrong("the loss", lambda A, Y: -Y * np.log(A) - (1 - Y) * np.log(1 - A),
                  "This is the loss of each answer itself, not its derivative.", "3.2"),
            Wrong("a and y swapped", lambda A, Y: -A / Y + (1 - A) / (1 - Y), "a and y have changed places.", "3.4"),
            Wrong("summed over k", lambda A, Y: eta_output(A, Y).sum(axis=-1),
                  "The answers of an example are added up: only the term k = α contains a_α.", "3.3"),
            Wrong("averaged", lambda A, Y: eta_output(A, Y) / len(A),
                  "It is divided by the number of rows: η belongs to one example, and the mean comes later.", "3.2"),
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
        wrong=(
            Wrong("yes/no", eta_output,
                  "This is η of the course's loss: the logarithm of 1 − a does not occur here.", "3.4"),
            Wrong("sign", lambda a, y: y / a,
                  "The sign is reversed: the loss has a minus before the logarithm.", "3.4"),
            Wrong("y forgotten", lambda a, y: -1 / a, "The factor y is missing.", "3.4"),
            Wrong("a - y", delta_output,
                  "This is a − y: the derivative with respect to z. η is the one with respect to a.", "3.6"),
            Wrong("the loss", lambda a, y: -y * np.log(a),
                  "These are the terms of the loss, not their derivatives.", "3.2"),
            Wrong("summed", lambda a, y: np.sum(-y / a),
                  "The terms are added up: only the term k = α contains a_α.", "3.3"),
            Wrong("times", lambda a, y: -y * a, "The derivative of log a is 1/a, not a.", "3.4"),
        ),
    ),
]  # fmt: skip
