"""Exercises of 08_batch.ipynb: one layer for all examples, a shape that broadcasts, and a data set written twice."""

import numpy as np

from . import steps
from .exercise import Choice, Formula, Function, Wrong
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


def _assemble(**changes):
    """The gradients of a layer with some of their parts replaced."""

    def answer(Delta, A, W, b, s):
        return steps.layer_gradients(steps.LAYER | changes, Delta, A, W, b, s, None)

    return answer


def _column(join=lambda A, y: A - y[:, None], sign=1):
    """A wrong answer to `batch_column`."""
    return lambda A, y: sign * join(A, y)


def weighted_slope(Delta, A, p, W, decay):
    """The slope of a J in which example i counts p_i times: a weighted mean of products, and the decay."""
    return (Delta * p[:, None]).T @ A / p.sum() + decay * W


def _weighted(
    rows=lambda Delta, p: Delta * p[:, None],
    products=lambda Delta, A: Delta.T @ A,
    mean=lambda total, p: total / p.sum(),
    decay=lambda W, s, p: s * W,
):
    """A wrong answer to `batch_weighted`."""

    def answer(Delta, A, p, W, s):
        return mean(products(rows(Delta, p), A), p) + decay(W, s, p)

    return answer


def column_gradients(Delta, A, W, b, weight_decay):
    """Both gradients of a layer where examples are columns: the sums over them run over the second index."""
    return Delta @ A.T / A.shape[1] + weight_decay * W, Delta.mean(axis=1)


def _turned(N, above, below):
    Delta, A, *others = _layer(N, above, below)
    return (Delta.T.copy(), A.T.copy(), *others)


def _columns(
    products=lambda Delta, A: Delta @ A.T,
    mean_W=lambda total, N, above, below: total / N,
    decay=lambda W, s, N: s * W,
    bias=lambda Delta, b, s: Delta.mean(axis=1),
):
    """A wrong answer to `batch_columns`."""

    def answer(Delta, A, W, b, s):
        return mean_W(products(Delta, A), A.shape[1], len(Delta), len(A)) + decay(W, s, A.shape[1]), bias(Delta, b, s)

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
        warm_up=True,
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
        sizes=lambda Delta, A, W, b, weight_decay: {"N": len(A), "n": len(b), "λ": weight_decay},
        wrong=tuple(steps.layer("weight gradient", "bias gradient", "is", "both")),
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
        sizes=lambda A, y: {"N": len(y)},
        assemble=_column,
        wrong=(
            Wrong("broadcast", {"join": lambda A, y: A - y},
                  "(N, 1) − (N,) is (N, N): every answer minus every target. NumPy does not complain.", "4.8"),
            Wrong("broadcast and averaged", {"join": lambda A, y: (A - y).mean(axis=1, keepdims=True)},
                  "The (N, N) array of every answer minus every target was averaged back to (N, 1).", "4.8"),
            Wrong("broadcast and summed", {"join": lambda A, y: (A - y).sum(axis=1, keepdims=True)},
                  "The (N, N) array of every answer minus every target was added up to (N, 1).", "4.8"),
            Wrong("first column", {"join": lambda A, y: (A - y)[:, :1]},
                  "This is the first column of (N, N): the first target is subtracted from every answer.", "4.8"),
            Wrong("flat", {"join": lambda A, y: A[:, 0] - y},
                  "The numbers are right, in the shape (N,); the layer below needs rows, (N, 1).", "8.10"),
            Wrong("sign", {"sign": -1}, "The sign is reversed: δ is the answer minus the target.", "4.8"),
            Wrong("added", {"join": lambda A, y: A + y[:, None]}, "The targets are added, not subtracted.", "4.8"),
            Wrong("row", {"join": lambda A, y: A.T - y},
                  "The numbers are right, as one row, (1, N); examples are rows.", "8.10"),
            Wrong("targets ignored", {"join": lambda A, y: A}, "The targets are not used.", "4.8"),
            Wrong("squared", {"join": lambda A, y: (A - y[:, None]) ** 2},
                  "The difference is squared: Δ is the difference itself.", "4.8"),
            Wrong("absolute", {"join": lambda A, y: np.abs(A - y[:, None])},
                  "The difference has lost its sign.", "4.8"),
            Wrong("η", {"join": lambda A, y: (A - y[:, None]) / (A * (1 - A))},
                  "This is η, a − y divided by a(1 − a); Δ is a − y.", "4.8"),
            Wrong("φ′ again", {"join": lambda A, y: (A - y[:, None]) * A * (1 - A)},
                  "a − y is multiplied by a(1 − a), which it has in it already.", "4.8"),
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
    Formula(
        name="batch_weighted",
        title="A formula: examples that count more than others",
        task=r"""
Some examples are surer than others: example $i$ counts $p_i$ times, and $J$ is the sum of all $p_i$ times the
loss of example $i$, divided by the sum of all $p_i$, plus the decay of (8.2) as it is. With $\Delta_{i\alpha}$
and $A_{i\beta}$ as in (8.10), derive the slope of $J$ with respect to $W_{\alpha\beta}$, and type it.
""",
        minutes=5,
        fresh=True,
        trains="which part of (8.10) a change of the mean touches",
        hints=(
            "Every example's gradient is what it was. What does the mean over them become, and what stays "
            "outside of it?",
            "N becomes the sum of all p, and each term of the sum over i gets its own p.",
        ),
        write="weighted_slope(Delta, A, p, W, decay)",
        doc="The slope of J with respect to each weight, shape (n_above, n_below).",
        reference=weighted_slope,
        typed=r"\frac{\sum_i p_i \Delta_{i\alpha} A_{i\beta}}{\sum_i p_i} + \lambda W_{\alpha\beta}",
        free=("alpha", "beta"),
        symbols={"lambda": "decay"},
        sizes=lambda Delta, A, p, W, decay: {"N": len(A), "n_above": len(W), "n_below": W.shape[1]},
        assemble=_weighted,
        points=lambda: {
            label: (normal(N, n), fraction(N, m), 0.5 + 2 * fraction(N), normal(n, m, seed=2), 0.2 + N / 20)
            for label, (N, n, m) in {
                "5 examples, 4 units above, 3 below": (5, 4, 3), "3 examples, 3 units above, 3 below": (3, 3, 3)
            }.items()
        },
        wrong=(
            Wrong("p missing", {"rows": lambda Delta, p: Delta, "mean": lambda total, p: total / len(p)},
                  "p is not used: every example counts once.", "8.10"),
            Wrong("p missing above", {"rows": lambda Delta, p: Delta},
                  "p is missing in the sum of the gradients; it stands in the denominator alone.", "8.10"),
            Wrong("1/N", {"mean": lambda total, p: total / len(p)},
                  "It is divided by N; the weights p of the examples add up to another number.", "8.10"),
            Wrong("not divided", {"mean": lambda total, p: total}, "The sum is not divided by the sum of p.", "8.10"),
            Wrong("divided twice", {"mean": lambda total, p: total / p.sum() / len(p)},
                  "It is divided by N as well; the sum of p is enough.", "8.10"),
            Wrong("p squared", {"rows": lambda Delta, p: Delta * p[:, None] ** 2},
                  "p is there twice in the sum.", "8.10"),
            Wrong("over p", {"rows": lambda Delta, p: Delta / p[:, None]},
                  "Each term is divided by its p; it is multiplied.", "8.10"),
            Wrong("a plain sum", {"rows": lambda Delta, p: Delta, "mean": lambda total, p: total},
                  "p is not used, and nothing is divided.", "8.10"),
            Wrong("sum of squares", {"mean": lambda total, p: total / (p**2).sum()},
                  "It is divided by the sum of the squares of p.", "8.10"),
            Wrong("swapped", {"products": lambda Delta, A: A.T @ Delta},
                  "Δ and A have changed places: α, the index of δ, counts the rows.", "8.10"),
            Wrong("A missing", {"products": lambda Delta, A: np.outer(Delta.sum(axis=0), np.ones(A.shape[1]))},
                  "The factor A is missing.", "8.10"),
            Wrong("Δ missing", {"products": lambda Delta, A: np.outer(np.ones(Delta.shape[1]), A.sum(axis=0))},
                  "The factor Δ is missing.", "8.10"),
            Wrong("sums first", {"products": lambda Delta, A: np.outer(Delta.sum(axis=0), A.sum(axis=0))},
                  "Sum times sum is not the sum of the products.", "8.10"),
            Wrong("sign", {"products": lambda Delta, A: -Delta.T @ A},
                  "The part of the examples has the opposite sign.", "8.10"),
            Wrong("λ missing", {"decay": lambda W, s, p: 0}, "λW is missing.", "8.3"),
            Wrong("λ doubled", {"decay": lambda W, s, p: 2 * s * W}, "λW is doubled.", "8.3"),
            Wrong("λ halved", {"decay": lambda W, s, p: s / 2 * W},
                  "λW is halved: the square brings a 2 that cancels the ½.", "8.3"),
            Wrong("λ in the mean", {"decay": lambda W, s, p: s * W / p.sum()},
                  "λW is divided by the sum of p: it does not belong to the mean.", "8.3"),
            Wrong("λ over N", {"decay": lambda W, s, p: s * W / len(p)},
                  "λW is divided by N: it does not belong to the mean.", "8.3"),
            Wrong("λ subtracted", {"decay": lambda W, s, p: -s * W}, "λW is subtracted.", "8.3"),
            Wrong("W squared", {"decay": lambda W, s, p: s / 2 * W**2},
                  "This adds the decay itself, with its square, not its derivative.", "8.3"),
            Wrong("λ alone", {"decay": lambda W, s, p: s}, "λ is added without its factor W.", "8.3"),
            Wrong("W alone", {"decay": lambda W, s, p: W}, "W is added without its factor λ.", "8.3"),
        ),
    ),
    Function(
        name="batch_columns",
        title="Examples as columns",
        task=r"""
Many books store examples as columns: there `Delta` has shape (n_above, N) and `A` has shape (n_below, N), one
column for each example, while `W` and `b` are as they are here. Write both gradients of one layer in this
convention. Return $\partial J/\partial W$ and $\partial J/\partial b$, in the shapes of `W` and `b`.
""",
        minutes=4,
        fresh=True,
        trains="deriving the place of a transpose from the index that is summed",
        hints=(
            "Write (8.10) with indices first. Which axis counts the examples now, in both arrays?",
            "The sum over the examples must run over the second index of both: one of them has to be transposed, "
            "the other not.",
        ),
        write="column_gradients(Delta, A, W, b, weight_decay)",
        doc="The gradients of W and b of J, for examples in columns.",
        reference=column_gradients,
        returns=("dW", "db"),
        sizes=lambda Delta, A, W, b, s: {"N": A.shape[1], "n_above": len(W), "n_below": W.shape[1]},
        assemble=_columns,
        points=lambda: {
            "5 examples, 4 units above, 3 below": _turned(5, 4, 3),
            "7 examples, 2 units above, 5 below": _turned(7, 2, 5),
            "3 examples, 3 units above, 3 below": _turned(3, 3, 3),
        },
        wrong=(
            Wrong("rows", {"products": lambda Delta, A: Delta.T @ A},
                  "This is ΔᵀA, the product for examples in rows: it sums over the units.", "8.10"),
            Wrong("swapped", {"products": lambda Delta, A: A @ Delta.T},
                  "Δ and A have changed places: α, the index of δ, counts the rows.", "8.10"),
            Wrong("not transposed", {"products": lambda Delta, A: Delta @ A},
                  "A is not transposed: the sum must run over the examples, the columns of both.", "8.10"),
            Wrong("entry by entry", {"products": lambda Delta, A: Delta * A},
                  "* multiplies entry by entry; @ sums over the examples.", "8.10"),
            Wrong("sums first", {"products": lambda Delta, A: np.outer(Delta.sum(axis=1), A.sum(axis=1))},
                  "Sum times sum is not the sum of the products.", "8.10"),
            Wrong("first example", {"products": lambda Delta, A: np.outer(Delta[:, 0], A[:, 0])},
                  "The sum over the examples in the weight gradient has the first alone.", "8.10"),
            Wrong("sign", {"products": lambda Delta, A: -Delta @ A.T},
                  "The part of the examples has the opposite sign.", "8.10"),
            Wrong("1/N missing on W", {"mean_W": lambda total, N, above, below: total},
                  "1/N is missing in the weight gradient.", "8.10"),
            Wrong("units above for N on W", {"mean_W": lambda total, N, above, below: total / above},
                  "The weight gradient is divided by the number of units above: len counts rows, and examples are "
                  "columns.", "8.10"),
            Wrong("units below for N on W", {"mean_W": lambda total, N, above, below: total / below},
                  "The weight gradient is divided by the number of units below: len counts rows, and examples are "
                  "columns.", "8.10"),
            Wrong("1/N twice on W", {"mean_W": lambda total, N, above, below: total / N**2},
                  "1/N is there twice in the weight gradient.", "8.10"),
            Wrong("λ missing", {"decay": lambda W, s, N: 0}, "λW is missing.", "8.3"),
            Wrong("λ doubled", {"decay": lambda W, s, N: 2 * s * W}, "λW is doubled.", "8.3"),
            Wrong("λ halved", {"decay": lambda W, s, N: s / 2 * W},
                  "λW is halved: the square brings a 2 that cancels the ½.", "8.3"),
            Wrong("λ over N", {"decay": lambda W, s, N: s / N * W},
                  "λW is divided by N: it does not belong to the mean over the examples.", "8.3"),
            Wrong("λ subtracted", {"decay": lambda W, s, N: -s * W}, "λW is subtracted.", "8.3"),
            Wrong("b over axis 0", {"bias": lambda Delta, b, s: Delta.mean(axis=0)},
                  "The bias gradient is a mean over the units, axis 0; here the examples are axis 1.", "8.11"),
            Wrong("b as a column", {"bias": lambda Delta, b, s: Delta.mean(axis=1, keepdims=True)},
                  "The bias gradient is right as numbers, in a column: b has shape (n,).", "8.11"),
            Wrong("b not divided", {"bias": lambda Delta, b, s: Delta.sum(axis=1)},
                  "1/N is missing in the bias gradient.", "8.11"),
            Wrong("b not summed", {"bias": lambda Delta, b, s: Delta},
                  "The bias gradient is Δ itself: the mean over the examples is missing.", "8.11"),
            Wrong("b one number", {"bias": lambda Delta, b, s: Delta.mean()},
                  "The bias gradient is averaged over everything; each unit has its own bias.", "8.11"),
            Wrong("b divided by units", {"bias": lambda Delta, b, s: Delta.sum(axis=1) / len(Delta)},
                  "The bias gradient is divided by the number of units: len counts rows, and examples are "
                  "columns.", "8.11"),
            Wrong("b decayed", {"bias": lambda Delta, b, s: Delta.mean(axis=1) + s * b},
                  "The biases are decayed too.", "8.4"),
        ),
    ),
]  # fmt: skip
