"""Exercises of 05_outer.ipynb: the outer product, the array that it replaces, and which entries move."""

import numpy as np

from ..outer import weight_gradient
from .exercise import Choice, Function, Wrong
from .points import fraction, normal


def _points():
    return {
        "4 units above, 3 below": (normal(4), fraction(3)),
        "2 units above, 5 below": (normal(2), fraction(5)),
        "3 units above, 3 below": (normal(3), fraction(3, seed=1)),
    }


def weight_slopes(a, n):
    """∂z_γ/∂W_αβ = δ_γα a_β as an array (n, n_below, n), with the indices in the order α, β, γ."""
    slopes = np.zeros((n, len(a), n))
    for gamma in range(n):
        slopes[gamma, :, gamma] = a
    return slopes


RIGHT = {
    "rows": lambda delta, a: delta,
    "columns": lambda delta, a: a,
    "product": lambda rows, columns: rows[:, None] * columns[None, :],
    "turn": lambda dW: dW,
    "sign": lambda dW: dW,
    "mean": lambda dW: dW,
}

THREE = {
    "kronecker": lambda alpha, beta, gamma: alpha == gamma,
    "activation": lambda a, alpha, beta, gamma: a[beta],
    "order": lambda slopes: slopes,
}


def _assemble(**changes):
    """The outer product with some of its parts replaced."""
    part = RIGHT | changes

    def answer(delta, a):
        product = part["product"](part["rows"](delta, a), part["columns"](delta, a))
        return part["mean"](part["sign"](part["turn"](product)))

    return answer


def _assemble_three(**changes):
    """The array with three indices, entry by entry, with some of its parts replaced."""
    part = THREE | changes

    def answer(a, n):
        slopes = np.zeros((n, len(a), n))
        for k in np.ndindex(slopes.shape):
            slopes[k] = part["kronecker"](*k) * part["activation"](a, *k)
        return part["order"](slopes)

    return answer


def _diagonal(delta, a):
    return np.diag(delta * a)


EXERCISES = [
    Function(
        name="outer",
        title="∂Ĵ/∂W entry by entry",
        task=r"""
Write $\partial\hat J/\partial W$ of one layer from (5.6) for any widths. `delta` has shape (n_above,), `a` has
shape (n_below,). Try it without `np.outer`, so that you decide yourself which of the two counts the rows.
""",
        minutes=4,
        trains="turning an equation with indices into code",
        hints=(
            "Row α and column β hold δ_α a_β. Which of the two vectors is constant along a row?",
            "Two loops over α and β will do; or make δ a column, delta[:, None], and let NumPy repeat it.",
        ),
        write="my_outer(delta, a)",
        doc="The gradient of the weights from `a` up to `delta`, shape (n_above, n_below).",
        reference=weight_gradient,
        points=_points,
        sizes=lambda delta, a: {"n_above": len(delta), "n_below": len(a)},
        assemble=_assemble,
        wrong=(
            Wrong("swapped", {"turn": lambda dW: dW.T},
                  "Rows and columns are swapped: α, the index of δ, counts the rows, as in W.", "5.7"),
            Wrong("entry by entry", lambda delta, a: delta * a,
                  "This multiplies entry by entry, which NumPy can do only where both layers have one width.", "5.6"),
            Wrong("dot", lambda delta, a: delta @ a,
                  "This is the inner product, one number, and exists only where both layers have one width.", "5.7"),
            Wrong("the slip", lambda delta, a: delta.sum() * _diagonal(np.ones_like(delta), a),
                  "This is (Σ_γ δ_γ) δ_αβ a_β: Kronecker's index stands on the wrong factor.", "5.4"),
            Wrong("diagonal", _diagonal,
                  "All entries off the diagonal are 0: Kronecker's symbol ties γ to α, not α to β.", "5.4"),
            Wrong("a ignored", {"columns": lambda delta, a: np.ones_like(a)},
                  "Every column is δ: the factor a_β is missing.", "5.6"),
            Wrong("delta ignored", {"rows": lambda delta, a: np.ones_like(delta)},
                  "Every row is a: the factor δ_α, which comes from above, is missing.", "5.1"),
            Wrong("all of delta", {"rows": lambda delta, a: np.full(len(delta), delta.sum())},
                  "Every row has the sum of all δ: of the sum over γ only γ = α survives.", "5.6"),
            Wrong("mean of delta", {"rows": lambda delta, a: np.full(len(delta), delta.mean())},
                  "Every row has the mean of all δ; row α has δ_α.", "5.6"),
            Wrong("all of a", {"columns": lambda delta, a: np.full(len(a), a.sum())},
                  "Every column has the sum of all a; column β has a_β.", "5.6"),
            Wrong("mean of a", {"columns": lambda delta, a: np.full(len(a), a.mean())},
                  "Every column has the mean of all a; column β has a_β.", "5.6"),
            Wrong("delta twice", {"columns": lambda delta, a: delta}, "This is δ δᵀ: a is not used.", "5.7"),
            Wrong("a twice", {"rows": lambda delta, a: a}, "This is a aᵀ: δ is not used.", "5.7"),
            Wrong("slope of a", {"columns": lambda delta, a: a * (1 - a)},
                  "a(1 − a) stands for a: φ′ is in δ already.", "5.6"),
            Wrong("slope with delta", {"rows": lambda delta, a: delta * (1 - delta)},
                  "δ(1 − δ) stands for δ: φ′ is in δ already.", "5.6"),
            Wrong("sizes of delta", {"rows": lambda delta, a: np.abs(delta)}, "The signs of δ are lost.", "5.6"),
            Wrong("plus", {"product": lambda rows, columns: rows[:, None] + columns},
                  "δ_α and a_β are added; they are multiplied.", "5.6"),
            Wrong("minus", {"product": lambda rows, columns: rows[:, None] - columns},
                  "a_β is subtracted from δ_α; they are multiplied.", "5.6"),
            Wrong("over", {"product": lambda rows, columns: rows[:, None] / columns},
                  "δ_α is divided by a_β; they are multiplied.", "5.6"),
            Wrong("sign", {"sign": lambda dW: -dW}, "The sign is reversed.", "5.6"),
            Wrong("flat", {"turn": lambda dW: dW.ravel()},
                  "The numbers are right, in one long row; W has rows and columns.", "5.7"),
            Wrong("averaged", {"mean": lambda dW: dW / len(dW)},
                  "It is divided by the number of units above; nothing is averaged here.", "5.6"),
            Wrong("averaged over the units below", {"mean": lambda dW: dW / dW.shape[1]},
                  "It is divided by the number of units below; nothing is averaged here.", "5.6"),
            Wrong("first row", {"turn": lambda dW: dW[0]}, "This is the first row alone.", "5.6"),
        ),
    ),
    Function(
        name="outer_three",
        title="The array with three indices",
        task=r"""
Build the array of all $\partial z_\gamma/\partial W_{\alpha\beta}$ for a layer of `n` units above, with its
indices in the order α, β, γ: unlike the array under *In code*, it has γ last.
""",
        minutes=5,
        trains="Kronecker's symbol as an array",
        hints=(
            "Most entries are 0. Which index must equal which for an entry that is not?",
            "By (5.4) the entries with α = γ are a_β, for every β, and all others are 0.",
        ),
        write="weight_slopes(a, n)",
        doc="The array of shape (n, n_below, n) whose entry α, β, γ is ∂z_γ/∂W_αβ.",
        reference=weight_slopes,
        points=lambda: {
            "4 units above, 3 below": (fraction(3), 4),
            "2 units above, 5 below": (fraction(5), 2),
            "3 units above, 3 below": (fraction(3, seed=1), 3),
        },
        sizes=lambda a, n: {"n": n, "n_below": len(a)},
        assemble=_assemble_three,
        wrong=(
            Wrong("wrong factor",
                  {"kronecker": lambda al, be, g: g == be, "activation": lambda a, al, be, g: a[al]},
                  "This is δ_γβ a_α: Kronecker's index stands on the wrong factor.", "5.4"),
            Wrong("γβ", {"kronecker": lambda al, be, g: g == be},
                  "This is δ_γβ a_β: Kronecker's symbol ties γ to α, the row of W.", "5.4"),
            Wrong("the slip", {"kronecker": lambda al, be, g: al == be},
                  "This is δ_αβ a_β for every γ: α has taken the place of γ in Kronecker's symbol.", "5.3"),
            Wrong("all rows", {"kronecker": lambda al, be, g: 1},
                  "Every row is a: without δ_γα, each sum would contain every weight.", "5.4"),
            Wrong("the others", {"kronecker": lambda al, be, g: g != al},
                  "The entries with γ = α are 0 and the others are not: it is the other way round.", "5.4"),
            Wrong("all equal", {"kronecker": lambda al, be, g: al == be == g},
                  "Only the entries with α = β = γ are there; β is free.", "5.4"),
            Wrong("ones", {"activation": lambda a, al, be, g: 1},
                  "The right entries are not 0, but each is 1: the factor a_β is missing.", "5.2"),
            Wrong("a over α", {"activation": lambda a, al, be, g: a[al]},
                  "a has the index α; it is a_β, of the unit below.", "5.2"),
            Wrong("sign", {"activation": lambda a, al, be, g: -a[be]}, "The sign is reversed.", "5.4"),
            Wrong("slope", {"activation": lambda a, al, be, g: a[be] * (1 - a[be])},
                  "a(1 − a) stands for a: z is a sum of W a, without φ′.", "5.4"),
            Wrong("all of a", {"activation": lambda a, al, be, g: a.sum()},
                  "Each entry has the sum of all a; it is a_β alone.", "5.3"),
            Wrong("β last", {"order": lambda slopes: slopes.swapaxes(1, 2)},
                  "β is the last index; it is the middle one.", "5.4"),
            Wrong("β first", {"order": lambda slopes: slopes.swapaxes(0, 1)},
                  "β is the first index; it is the middle one.", "5.4"),
            Wrong("contracted", {"order": lambda slopes: slopes.sum(axis=2)},
                  "γ is summed over already: three indices are asked for.", "5.1"),
        ),
    ),
    Choice(
        name="outer_target",
        title="Which entries change",
        task=r"""
The second target, $y_2$, is corrected from 0 to 1. Nothing else changes, and the forward pass is the same. Which
entries of $\partial\hat J/\partial W^{(2)}$ and $\partial\hat J/\partial b^{(2)}$ change?
""",
        minutes=3,
        trains="following one number through (4.8), (5.7) and (5.10)",
        hints=("First: which entries of δ⁽³⁾ = a⁽³⁾ − y change?", "δ_α stands in every entry of one row."),
        options={
            "a": r"column 2 of $\partial\hat J/\partial W^{(2)}$ and entry 2 of $\partial\hat J/\partial b^{(2)}$",
            "b": r"row 2 of $\partial\hat J/\partial W^{(2)}$ and entry 2 of $\partial\hat J/\partial b^{(2)}$",
            "c": r"row 2 of $\partial\hat J/\partial W^{(2)}$ alone",
            "d": "all of them",
        },
        reference="b",
        why="Only δ_2 = a_2 − y_2 changes. It is the factor of row 2, and the second entry of the bias gradient.",
        wrong=(
            Wrong("column", "a", "δ_α counts rows: its index is the unit that the weight leads into.", "5.6"),
            Wrong("no bias", "c", "The bias gradient is δ itself, so its second entry changes too.", "5.10"),
            Wrong("all", "d", "Each δ_α contains its own target alone.", "4.8"),
        ),
    ),
]  # fmt: skip
