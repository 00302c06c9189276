"""Exercises of 08_batch.ipynb: one layer for all examples, a shape that broadcasts, and a data set written twice."""

import numpy as np

from .exercise import Choice, Function, Wrong
from .points import fraction, normal


def _layer(N, above, below, seed=0):
    return normal(N, above), fraction(N, below), normal(above, below, seed=2), normal(above, seed=3), 0.2 + N / 20


def _points():
    return {
        "5 examples, 4 units above, 3 below": _layer(5, 4, 3),
        "7 examples, 2 units above, 5 below": _layer(7, 2, 5),
        "3 examples, 3 units above, 3 below": _layer(3, 3, 3),
    }


def layer_gradients(Delta, A, W, b, weight_decay):
    """∂J/∂W = Δᵀ A / N + λ W and ∂J/∂b = the mean of Δ over its rows."""
    return Delta.T @ A / len(A) + weight_decay * W, Delta.mean(axis=0)


def column_delta(A, y):
    """Δ = A − Y, where the targets come as (N,) and the answers as (N, 1)."""
    return A - y[:, None]


RIGHT = {
    "products": lambda Delta, A: Delta.T @ A,
    "mean_W": lambda total, N, above: total / N,
    "decay": lambda W, s, N: s * W,
    "sums": lambda Delta: Delta.sum(axis=0),
    "mean_b": lambda total, N, above: total / N,
    "decay_b": lambda b, s: 0,
}


def _assemble(**changes):
    """The gradients of a layer with some of their parts replaced."""
    part = RIGHT | changes

    def answer(Delta, A, W, b, s):
        N, above = Delta.shape
        dW = part["mean_W"](part["products"](Delta, A), N, above) + part["decay"](W, s, N)
        return dW, part["mean_b"](part["sums"](Delta), N, above) + part["decay_b"](b, s)

    return answer


EXERCISES = [
    Function(
        name="batch",
        title="One layer, all examples",
        task=r"""
Write both gradients of one layer for all examples at once, from memory. `Delta` has shape (N, n_above), `A` has
shape (N, n_below), one row for each example. Return $\partial J/\partial W$ and $\partial J/\partial b$. `b` is
given as well; decide yourself what it is for.
""",
        minutes=6,
        trains="sums over examples as matrix products",
        hints=(
            "The sum over examples of outer products, row by row, is one matrix product. Which index is summed?",
            "Δᵀ A sums over the rows of both. Then 1/N for both gradients, and λW for one of them.",
        ),
        write="layer_gradients(Delta, A, W, b, weight_decay)",
        doc="dW and db of J, shaped like W and b.",
        reference=layer_gradients,
        returns=("dW", "db"),
        points=_points,
        grow=lambda N: _layer(N, 4, 3),
        assemble=_assemble,
        wrong=(
            Wrong("1/N missing on W", {"mean_W": lambda total, N, n: total},
                  "1/N is missing in the weight gradient.", "8.10"),
            Wrong("1/N missing on b", {"mean_b": lambda total, N, n: total},
                  "1/N is missing in the bias gradient.", "8.11"),
            Wrong("1/N missing on both", {"mean_W": lambda total, N, n: total, "mean_b": lambda total, N, n: total},
                  "1/N is missing in both gradients: they are sums over the examples, not means.", "8.3"),
            Wrong("1/N twice on W", {"mean_W": lambda total, N, n: total / N**2},
                  "1/N is there twice in the weight gradient.", "8.10"),
            Wrong("1/N twice on b", {"mean_b": lambda total, N, n: total / N**2},
                  "1/N is there twice in the bias gradient.", "8.11"),
            Wrong("1/N twice on both",
                  {"mean_W": lambda total, N, n: total / N**2, "mean_b": lambda total, N, n: total / N**2},
                  "1/N is there twice in both gradients.", "8.3"),
            Wrong("1/n on W", {"mean_W": lambda total, N, n: total / n},
                  "The weight gradient is divided by the number of units, not of examples.", "8.10"),
            Wrong("swapped", {"products": lambda Delta, A: A.T @ Delta},
                  "Δ and A have changed places: this is the transpose.", "8.10"),
            Wrong("entry by entry", {"products": lambda Delta, A: Delta * A},
                  "* multiplies entry by entry, which runs only where both layers have one width; @ sums over "
                  "the examples.", "8.10"),
            Wrong("not transposed", {"products": lambda Delta, A: Delta @ A},
                  "Δ is not transposed: the sum must run over the examples, the rows of both.", "8.10"),
            Wrong("first example", {"products": lambda Delta, A: len(A) * np.outer(Delta[0], A[0])},
                  "The weight gradient has the first example alone.", "8.10"),
            Wrong("product of means", {"products": lambda Delta, A: np.outer(Delta.sum(axis=0), A.mean(axis=0))},
                  "The mean of the products is not the product of the means.", "8.10"),
            Wrong("λ missing", {"decay": lambda W, s, N: 0}, "λW is missing.", "8.3"),
            Wrong("λ doubled", {"decay": lambda W, s, N: 2 * s * W},
                  "λW is doubled: the derivative of (λ/2)w² is λw.", "8.3"),
            Wrong("λ halved", {"decay": lambda W, s, N: s / 2 * W},
                  "λW is halved: the square brings a 2 that cancels the ½.", "8.3"),
            Wrong("λ over N", {"decay": lambda W, s, N: s / N * W}, "λ is divided by N.", "8.3"),
            Wrong("λ inside the mean", {"decay": lambda W, s, N: (s * W) / N},
                  "λW was added before the division by N; it does not belong to the mean.", "8.10"),
            Wrong("λ subtracted", {"decay": lambda W, s, N: -s * W},
                  "λW is subtracted: decay is in J with a plus.", "8.3"),
            Wrong("W squared", {"decay": lambda W, s, N: s / 2 * W**2},
                  "This adds the decay itself, (λ/2)W², not its derivative.", "8.3"),
            Wrong("λ on b", {"decay_b": lambda b, s: s * b}, "The biases are decayed too.", "8.4"),
            Wrong("b zero", {"sums": lambda Delta: np.zeros(Delta.shape[1])}, "The bias gradient is 0.", "8.11"),
            Wrong("b over the wrong axis", {"sums": lambda Delta: Delta.sum(axis=1)},
                  "The bias gradient is summed over the units, axis 1; it must be over the examples, axis "
                  "0.", "8.11"),
            Wrong("b averaged over the wrong axis",
                  {"sums": lambda Delta: Delta.sum(axis=1), "mean_b": lambda total, N, n: total / n},
                  "The bias gradient is averaged over the units, axis 1; it must be over the examples, axis "
                  "0.", "8.11"),
            Wrong("b one number", {"sums": lambda Delta: Delta.sum() / Delta.shape[1]},
                  "The bias gradient is averaged over everything; each unit has its own bias.", "8.11"),
            Wrong("b not summed", {"sums": lambda Delta: Delta, "mean_b": lambda total, N, n: total},
                  "The bias gradient is Δ itself, one row for each example; the mean over them is missing.", "8.11"),
            Wrong("b as a row", {"sums": lambda Delta: Delta.sum(axis=0, keepdims=True)},
                  "The numbers are right, and the bias gradient is a row, (1, n): it must have the shape of "
                  "b.", "8.11"),
            Wrong("b as a column", {"sums": lambda Delta: Delta.sum(axis=0)[:, None]},
                  "The numbers are right, and the bias gradient is a column, (n, 1): b − db would broadcast to a "
                  "matrix.", "8.11"),
        ),
    ),
    Function(
        name="batch_column",
        title="One answer for each example",
        task=r"""
A network has a single output: the answers `A` have shape (N, 1). The targets come from a file as `y`, of shape
(N,). Write $\Delta$, of shape (N, 1).
""",
        minutes=3,
        trains="seeing a silent broadcast before it happens",
        hints=("What is the shape of A − y? Try it with three examples.", "Make y a column first."),
        write="column_delta(A, y)",
        doc="Delta = A − Y, shape (N, 1).",
        reference=column_delta,
        points=lambda: {f"{N} examples": (fraction(N, 1), fraction(N, seed=1)) for N in (5, 3)},
        wrong=(
            Wrong("broadcast", lambda A, y: A - y,
                  "(N, 1) − (N,) is (N, N): every answer minus every target. NumPy does not complain.", "4.8"),
            Wrong("broadcast and averaged", lambda A, y: (A - y).mean(axis=1, keepdims=True),
                  "The (N, N) array of every answer minus every target was averaged back to (N, 1).", "4.8"),
            Wrong("flat", lambda A, y: A[:, 0] - y,
                  "The numbers are right, in the shape (N,); the layer below needs rows, (N, 1).", "8.10"),
            Wrong("sign", lambda A, y: y[:, None] - A,
                  "The sign is reversed: δ is the answer minus the target.", "4.8"),
            Wrong("row", lambda A, y: A.T - y,
                  "The numbers are right, as one row, (1, N); examples are rows.", "8.10"),
            Wrong("targets ignored", lambda A, y: A, "The targets are not used.", "4.8"),
        ),
    ),
    Choice(
        name="batch_twice",
        title="A data set written twice",
        task=r"""
By mistake every example is in the data set twice. $W$, $b$ and $\lambda > 0$ stay as they are. What happens to
$\partial J/\partial W$?
""",
        minutes=2,
        trains="what 1/N is for",
        hints=(
            "What happens to the sum over examples, and what to N?",
            "And does λW know how many examples there are?",
        ),
        options={
            "a": "it doubles",
            "b": "it stays the same",
            "c": "its first part doubles, and its second, $\\lambda W$, stays",
            "d": "its first part stays, and its second, $\\lambda W$, is halved",
        },
        reference="b",
        why="The sum doubles and 1/N halves; λW does not depend on the examples.",
        wrong=(
            Wrong("sum", "a", "The sum doubles, and so does N.", "8.3"),
            Wrong("no mean", "c", "The sum doubles, and so does N: the first part is a mean.", "8.3"),
            Wrong("λ over N", "d", "λ is not divided by N.", "8.3"),
        ),
    ),
]  # fmt: skip
