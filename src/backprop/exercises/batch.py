"""Exercises of 08_batch.ipynb: one layer for all examples, a shape that broadcasts, and a data set written twice."""

import numpy as np

from ..network import sigmoid_slope
from .exercise import Choice, Function, Wrong
from .points import fraction, normal
from .shared import biases_decayed, decays, means


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
    "mean_W": lambda total, N, n: total / N,
    "decay": lambda W, s, N: s * W,
    "sums": lambda Delta, A: Delta.sum(axis=0),
    "mean_b": lambda total, N, n: total / N,
    "decay_b": lambda b, s: 0,
}

COLUMN = {
    "targets": lambda y: y[:, None],
    "minus": lambda A, y: A - y,
    "mean": lambda Delta: Delta,
}


def _assemble(**changes):
    """The gradients of a layer with some of their parts replaced."""
    part = RIGHT | changes

    def answer(Delta, A, W, b, s):
        N, above = Delta.shape
        dW = part["mean_W"](part["products"](Delta, A), N, above) + part["decay"](W, s, N)
        return dW, part["mean_b"](part["sums"](Delta, A), N, above) + part["decay_b"](b, s)

    return answer


def _assemble_column(**changes):
    """Δ of one output with some of its parts replaced."""
    part = COLUMN | changes
    return lambda A, y: part["mean"](part["minus"](A, part["targets"](y)))


def _added_to_W(Delta, A, W, b, s):
    """The sum is collected in W itself, which is then decayed too."""
    W = W + Delta.T @ A / len(A)
    return W + s * W, Delta.mean(axis=0)


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
        sizes=lambda Delta, A, W, b, s: {"N": len(A), "n_above": len(W), "n_below": W.shape[1]},
        terms=lambda Delta, A, W, b, s: {"dW": {"the mean of the products": Delta.T @ A / len(A), "λW": s * W}},
        grow=lambda N: _layer(N, 4, 3),
        assemble=_assemble,
        wrong=(
            *means(["mean_W"], "the weight gradient", "8.10", " on W"),
            *means(["mean_b"], "the bias gradient", "8.11", " on b"),
            *means(["mean_W", "mean_b"], "both gradients", "8.3", " on both"),
            Wrong("swapped", {"products": lambda Delta, A: A.T @ Delta},
                  "Δ and A have changed places: this is the transpose.", "8.10"),
            Wrong("entry by entry", {"products": lambda Delta, A: Delta * A},
                  "* multiplies entry by entry, which runs only where both layers have one width; @ sums over "
                  "the examples.", "8.10"),
            Wrong("not transposed", {"products": lambda Delta, A: Delta @ A},
                  "Δ is not transposed: the sum must run over the examples, the rows of both.", "8.10"),
            Wrong("wrong sum", {"products": lambda Delta, A: Delta @ A.T},
                  "Δ Aᵀ sums over the units; the sum must run over the examples.", "8.10"),
            Wrong("Delta twice", {"products": lambda Delta, A: Delta.T @ Delta}, "ΔᵀΔ does not use A.", "8.10"),
            Wrong("A twice", {"products": lambda Delta, A: A.T @ A}, "AᵀA does not use Δ.", "8.10"),
            Wrong("slope of A", {"products": lambda Delta, A: Delta.T @ (A * (1 - A))},
                  "A(1 − A) stands for A: φ′ is in Δ already.", "8.10"),
            Wrong("slope with Delta", {"products": lambda Delta, A: (Delta * sigmoid_slope(Delta)).T @ A},
                  "φ′ is multiplied into Δ once more.", "8.10"),
            Wrong("first example", {"products": lambda Delta, A: np.outer(Delta[0], A[0])},
                  "The weight gradient has the first example alone.", "8.10"),
            Wrong("last example", {"products": lambda Delta, A: np.outer(Delta[-1], A[-1])},
                  "The weight gradient has the last example alone: does = stand for +=?", "8.10"),
            Wrong("last example left out", {"products": lambda Delta, A: Delta[:-1].T @ A[:-1]},
                  "The weight gradient leaves out the last example.", "8.10"),
            Wrong("first example left out", {"products": lambda Delta, A: Delta[1:].T @ A[1:]},
                  "The weight gradient leaves out the first example.", "8.10"),
            Wrong("last example in both",
                  {"products": lambda Delta, A: np.outer(Delta[-1], A[-1]), "sums": lambda Delta, A: Delta[-1]},
                  "Both gradients have the last example alone: does = stand for +=?", "8.3"),
            Wrong("first example in both",
                  {"products": lambda Delta, A: np.outer(Delta[0], A[0]), "sums": lambda Delta, A: Delta[0]},
                  "Both gradients have the first example alone.", "8.3"),
            Wrong("product of means", {"products": lambda Delta, A: np.outer(Delta.sum(axis=0), A.mean(axis=0))},
                  "The mean of the products is not the product of the means.", "8.10"),
            Wrong("product of sums", {"products": lambda Delta, A: np.outer(Delta.sum(axis=0), A.sum(axis=0))},
                  "The sum of the products is not the product of the sums.", "8.10"),
            Wrong("one for each example", {"products": lambda Delta, A: Delta[:, :, None] * A[:, None, :]},
                  "The weight gradient has one matrix for each example; the mean over them is missing.", "8.10"),
            Wrong("data with a minus", {"products": lambda Delta, A: -Delta.T @ A},
                  "The part of the data has the opposite sign in the weight gradient.", "8.10"),
            *decays("8.3"),
            Wrong("decay divided too", {"decay": lambda W, s, N: s * W / N**2}, "λW is divided by N².", "8.10"),
            biases_decayed("8.4"),
            Wrong("λ on b over N", {"decay_b": lambda b, s: s}, "λ is added to the bias gradient.", "8.4"),
            Wrong("collected in W", _added_to_W,
                  "The sum is collected in W itself, so that the gradient has W in it, and is decayed too.", "8.3"),
            Wrong("b zero", {"sums": lambda Delta, A: np.zeros(Delta.shape[1])}, "The bias gradient is 0.", "8.11"),
            Wrong("b over the wrong axis", {"sums": lambda Delta, A: Delta.sum(axis=1)},
                  "The bias gradient is summed over the units, axis 1; it must be over the examples, axis "
                  "0.", "8.11"),
            Wrong("b averaged over the wrong axis",
                  {"sums": lambda Delta, A: Delta.sum(axis=1), "mean_b": lambda total, N, n: total / n},
                  "The bias gradient is averaged over the units, axis 1; it must be over the examples, axis "
                  "0.", "8.11"),
            Wrong("b one number", {"sums": lambda Delta, A: Delta.sum() / Delta.shape[1]},
                  "The bias gradient is averaged over everything; each unit has its own bias.", "8.11"),
            Wrong("b one sum", {"sums": lambda Delta, A: Delta.sum()},
                  "The bias gradient is summed over the units too: each unit has its own bias.", "8.11"),
            Wrong("b not summed", {"sums": lambda Delta, A: Delta, "mean_b": lambda total, N, n: total},
                  "The bias gradient is Δ itself, one row for each example; the mean over them is missing.", "8.11"),
            Wrong("b not summed, over N", {"sums": lambda Delta, A: Delta},
                  "The bias gradient is Δ/N, one row for each example; the sum over them is missing.", "8.11"),
            Wrong("b first example", {"sums": lambda Delta, A: Delta[0]},
                  "The bias gradient has the first example alone.", "8.11"),
            Wrong("b last example", {"sums": lambda Delta, A: Delta[-1]},
                  "The bias gradient has the last example alone.", "8.11"),
            Wrong("b of the inputs", {"sums": lambda Delta, A: (Delta.T @ A).sum(axis=1)},
                  "The bias gradient has the activations in it: ∂z/∂b is 1.", "8.11"),
            Wrong("b of the activations", {"sums": lambda Delta, A: A.sum(axis=0)},
                  "The bias gradient is the mean of A; it is that of Δ.", "8.11"),
            Wrong("b with a minus", {"sums": lambda Delta, A: -Delta.sum(axis=0)},
                  "The bias gradient has the opposite sign.", "8.11"),
            Wrong("b as a row", {"sums": lambda Delta, A: Delta.sum(axis=0, keepdims=True)},
                  "The numbers are right, and the bias gradient is a row, (1, n): it must have the shape of "
                  "b.", "8.11"),
            Wrong("b as a column", {"sums": lambda Delta, A: Delta.sum(axis=0)[:, None]},
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
        sizes=lambda A, y: {"N": len(A)},
        terms=lambda A, y: {"": {"A": A, "y": -y[:, None]}},
        assemble=_assemble_column,
        wrong=(
            Wrong("broadcast", {"targets": lambda y: y},
                  "(N, 1) − (N,) is (N, N): every answer minus every target. NumPy does not complain.", "4.8"),
            Wrong("broadcast and averaged", lambda A, y: (A - y).mean(axis=1, keepdims=True),
                  "The (N, N) array of every answer minus every target was averaged back to (N, 1).", "4.8"),
            Wrong("broadcast and averaged, flat", lambda A, y: (A - y).mean(axis=1),
                  "The (N, N) array of every answer minus every target was averaged, to (N,).", "4.8"),
            Wrong("broadcast and averaged over the answers", lambda A, y: (A - y).mean(axis=0),
                  "The (N, N) array of every answer minus every target was averaged along axis 0.", "4.8"),
            Wrong("broadcast and summed", lambda A, y: (A - y).sum(axis=1, keepdims=True),
                  "The (N, N) array of every answer minus every target was added up to (N, 1).", "4.8"),
            Wrong("first column", lambda A, y: (A - y)[:, :1],
                  "This is the first column of the (N, N) array: every answer minus the first target.", "4.8"),
            Wrong("diagonal matrix", lambda A, y: np.diag(A[:, 0] - y),
                  "The numbers stand on the diagonal of an (N, N) array; a column is asked for.", "4.8"),
            Wrong("flat", {"mean": lambda Delta: Delta[:, 0]},
                  "The numbers are right, in the shape (N,); the layer below needs rows, (N, 1).", "8.10"),
            Wrong("row", {"mean": lambda Delta: Delta.T},
                  "The numbers are right, as one row, (1, N); examples are rows.", "8.10"),
            Wrong("sign", {"minus": lambda A, y: y - A},
                  "The sign is reversed: δ is the answer minus the target.", "4.8"),
            Wrong("sum", {"minus": lambda A, y: A + y},
                  "The targets are added; δ is the answer minus the target.", "4.8"),
            Wrong("product", {"minus": lambda A, y: A * y},
                  "The answers are multiplied by the targets; δ is their difference.", "4.8"),
            Wrong("sizes", {"minus": lambda A, y: np.abs(A - y)}, "The signs are lost.", "4.8"),
            Wrong("squares", {"minus": lambda A, y: (A - y) ** 2}, "The differences are squared.", "4.8"),
            Wrong("slope", {"minus": lambda A, y: (A - y) * A * (1 - A)},
                  "a − y is multiplied by φ′, which it has in it already.", "4.8"),
            Wrong("η", {"minus": lambda A, y: (A - y) / (A * (1 - A))}, "This is η; δ is a − y.", "4.8"),
            Wrong("targets ignored", {"minus": lambda A, y: A}, "The targets are not used.", "4.8"),
            Wrong("answers ignored", {"minus": lambda A, y: -y}, "The answers are not used.", "4.8"),
            Wrong("averaged", {"mean": lambda Delta: Delta / len(Delta)},
                  "It is divided by N: Δ has one row for each example, and the mean comes later.", "8.10"),
            Wrong("mean", {"mean": lambda Delta: Delta.mean(axis=0)},
                  "The mean over the examples is taken: Δ has one row for each.", "8.10"),
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
