"""Exercises of 14_softmax.ipynb: softmax at any logits, a temperature, and what a training cannot change."""

import numpy as np

from ..network import sigmoid
from ..softmax import softmax_rows
from .exercise import Choice, Function, Wrong
from .points import fraction, normal


def _logits():
    shapes = {"4 examples, 3 answers": (4, 3), "2 examples, 5 answers": (2, 5), "3 examples, 3 answers": (3, 3)}
    points = {label: (normal(*shape),) for label, shape in shapes.items()}
    return {**points, "3 examples, 4 answers, logits of some thousands": (2000 * normal(3, 4) + 9000 * normal(3, 1),)}


def _warm():
    points = {}
    for N, K in ((5, 3), (2, 4), (3, 3)):
        Y = fraction(N, K)
        label = f"{N} examples, {K} answers"
        points[label] = (2 * normal(N, K), Y / Y.sum(axis=1, keepdims=True), 0.3 + N / 10)
    return points


def _assemble(
    shift=lambda Z: Z - Z.max(axis=1, keepdims=True),
    power=np.exp,
    total=lambda E: E.sum(axis=1, keepdims=True),
    join=lambda E, total: E / total,
):
    """A wrong answer to `softmax`."""

    def answer(Z):
        E = power(shift(Z))
        return join(E, total(E))

    return answer


def delta_warm(Z, Y, T):
    """(softmax(z/T) − y) / T: the chain rule once more, through z/T."""
    return (softmax_rows(Z / T) - Y) / T


def _assemble_warm(
    logits=lambda Z, T: Z / T,
    shares=softmax_rows,
    error=lambda A, Y: A - Y,
    through=lambda delta, T: delta / T,
):
    """A wrong answer to `softmax_warm`."""
    return lambda Z, Y, T: through(error(shares(logits(Z, T)), Y), T)


EXERCISES = [
    Function(
        name="softmax",
        title="Softmax at any logits",
        task=r"""
Write softmax for many examples at once: each row of `Z`, of shape (N, K), becomes a row of answers that add up to 1.
It must be finite at any finite logits, also at some thousands.
""",
        minutes=6,
        trains="a sum over one axis, and choosing a form that does not overflow",
        warm_up=True,
        hints=(
            "Which number may be subtracted from all logits of one example, and changes nothing?",
            "Each row has a largest entry and a sum of its own; keepdims keeps them as a column.",
        ),
        write="my_softmax(Z)",
        doc="The answers of each example, in the shape of Z, (N, K).",
        reference=softmax_rows,
        points=_logits,
        sizes=lambda Z: {"N": len(Z), "K": Z.shape[1]},
        assemble=_assemble,
        wrong=(
            Wrong("overflows", {"shift": lambda Z: Z},
                  "The powers of large logits overflow: the largest logit of the row must be subtracted first.",
                  "14.14"),
            Wrong("one largest for all", {"shift": lambda Z: Z - Z.max()},
                  "The largest logit of all examples is subtracted: in a row of much smaller ones all powers are 0.",
                  "14.14"),
            Wrong("largest of a column", {"shift": lambda Z: Z - Z.max(axis=0)},
                  "The largest logit of each column is subtracted: one example has different numbers taken off.",
                  "14.14"),
            Wrong("mean subtracted", {"shift": lambda Z: Z - Z.mean(axis=1, keepdims=True)},
                  "The mean is subtracted: the largest logit can still be too large.", "14.14"),
            Wrong("smallest subtracted", {"shift": lambda Z: Z - Z.min(axis=1, keepdims=True)},
                  "The smallest logit is subtracted, and what is left is larger than before: take the largest.",
                  "14.14"),
            Wrong("sign", {"shift": lambda Z: Z.min(axis=1, keepdims=True) - Z},
                  "The exponents have the opposite sign: a larger logit must give a larger answer.", "14.1"),
            Wrong("powers of 2", {"power": np.exp2}, "These are powers of 2, not of e.", "14.1"),
            Wrong("no powers", {"power": lambda Z: Z}, "The exponential is missing.", "14.1"),
            Wrong("down the columns", {"total": lambda E: E.sum(axis=0)},
                  "The sum runs over the examples, axis 0: each example is divided by a sum of its own.", "14.1"),
            Wrong("one sum for all", {"total": lambda E: E.sum()},
                  "One sum of all entries divides them: each example has a sum of its own.", "14.1"),
            Wrong("by the mean", {"total": lambda E: E.mean(axis=1, keepdims=True)},
                  "It is divided by the mean of the powers, not by their sum: the answers add up to K.", "14.1"),
            Wrong("not divided", {"join": lambda E, total: E}, "The division by the sum is missing.", "14.1"),
            Wrong("logarithm", {"join": lambda E, total: np.log(E / total)},
                  "This is the logarithm of the answers.", "14.1"),
            Wrong("sigmoid", lambda Z: sigmoid(Z),
                  "This is φ of each logit by itself: the answers do not add up to 1.", "14.1"),
            Wrong("sigmoid, divided", lambda Z: sigmoid(Z) / sigmoid(Z).sum(axis=1, keepdims=True),
                  "φ stands where the exponential belongs.", "14.1"),
            Wrong("the largest alone", lambda Z: (Z == Z.max(axis=1, keepdims=True)) * 1.0,
                  "This marks the largest logit and gives the others nothing: softmax gives each its share.", "14.1"),
        ),
    ),
    Function(
        name="softmax_warm",
        title="A temperature",
        task=r"""
Some networks divide their logits by a number $T > 0$, the *temperature*, before softmax. The answers become
`softmax(z / T)`, and the loss stays (14.2). Write δ, the slope of the loss with respect to the logits `z`, not
to `z / T`. `Z` and `Y` are (N, K), and each row of `Y` adds up to 1.
""",
        minutes=5,
        trains="the chain rule through one more function",
        fresh=True,
        hints=(
            "Give what softmax gets a name, u. What is the slope of the loss with respect to u?",
            "By u it is the difference of answers and targets. One factor leads from u back to z.",
        ),
        write="delta_warm(Z, Y, T)",
        doc="δ of each example, in the shape of Z, (N, K).",
        reference=delta_warm,
        points=_warm,
        sizes=lambda Z, Y, T: {"N": len(Z), "K": Z.shape[1]},
        assemble=_assemble_warm,
        wrong=(
            Wrong("by u", {"through": lambda delta, T: delta},
                  "This is the slope with respect to u = z / T: the factor that leads from u back to z is "
                  "missing.", "14.8"),
            Wrong("times T", {"through": lambda delta, T: delta * T},
                  "The slope with respect to u is multiplied by T; the slope of z / T is 1/T.", "14.8"),
            Wrong("T squared", {"through": lambda delta, T: delta / T**2}, "1/T is there twice.", "14.8"),
            Wrong("z itself", {"logits": lambda Z, T: Z}, "The answers are taken from z, not from z / T.",
                  "14.1"),
            Wrong("z times T", {"logits": lambda Z, T: Z * T}, "The answers are taken from T z, not from z / T.",
                  "14.1"),
            Wrong("sigmoids", {"shares": sigmoid}, "This has φ in place of softmax.", "14.1"),
            Wrong("sign", {"error": lambda A, Y: Y - A}, "The sign is reversed: it is a − y.", "14.11"),
            Wrong("no target", {"error": lambda A, Y: A}, "The target is missing.", "14.11"),
            Wrong("η alone", {"error": lambda A, Y: -Y / A}, "This is η: the Jacobian is missing.", "14.8"),
            Wrong("diagonal alone", {"error": lambda A, Y: -Y * (1 - A)},
                  "Of the Jacobian only the diagonal is used: each logit reaches all answers.", "14.7"),
            Wrong("slope of φ", {"error": lambda A, Y: (A - Y) * A * (1 - A)},
                  "a − y has the Jacobian in it already: a(1 − a) is too much.", "14.11"),
        ),
    ),
    Choice(
        name="softmax_kept",
        title="What a training cannot change",
        task=r"""
A network has softmax outputs, $\hat J$ is (14.2), and λ is 0. Gradient descent trains it for a thousand steps, from
any start. Which of these is the same afterwards as before, but for rounding?
""",
        minutes=4,
        trains="reading a conservation law out of δ",
        fresh=True,
        hints=(
            "Which combination of the entries of δ vanishes for every example?",
            "The gradient of the last biases is the mean of δ. Add up its entries.",
        ),
        options={
            "a": "the sum of the entries of the last layer's biases",
            "b": "the largest of the last layer's biases",
            "c": "the sum of the entries of the first layer's biases",
            "d": "none of these",
        },
        reference="a",
        why="Answers and targets both add up to one, so the entries of δ add up to zero for every example. No step "
            "changes the sum of the last biases, nor that of any column of the last weights.",
        wrong=(
            Wrong("largest", "b", "Each bias moves by its own entry of δ, and that of the largest is not zero.",
                  "14.11"),
            Wrong("first layer", "c", "Behind the weights and φ the entries of δ need not add up to zero.", "14.11"),
            Wrong("none", "d", "Add up the entries of δ: one sum is never changed.", "14.11"),
        ),
    ),
]  # fmt: skip
