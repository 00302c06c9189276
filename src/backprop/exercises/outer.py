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


def _by_index(entry):
    """A wrong answer to `outer_three`, written as its entry α, β, γ."""

    def answer(a, n):
        slopes = np.zeros((n, len(a), n))
        for al, be, g in np.ndindex(slopes.shape):
            slopes[al, be, g] = entry(a, g, al, be)
        return slopes

    return answer


def _diagonal(delta, a):
    return np.diag(delta * a)


EXERCISES = [
    Function(
        name="outer",
        title="∂Ĵ/∂W entry by entry",
        task=r"""
Write $\partial\hat J/\partial W$ of one layer from (5.6) for any widths, without `np.outer`. `delta` has shape
(n_above,), `a` has shape (n_below,).
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
        wrong=(
            Wrong("swapped", lambda delta, a: np.outer(a, delta),
                  "Rows and columns are swapped: α, the index of δ, counts the rows, as in W.", "5.7"),
            Wrong("entry by entry", lambda delta, a: delta * a,
                  "This multiplies entry by entry, which NumPy can do only where both layers have one width.", "5.6"),
            Wrong("dot", lambda delta, a: delta @ a,
                  "This is the inner product, one number, and exists only where both layers have one width.", "5.7"),
            Wrong("the slip", lambda delta, a: delta.sum() * _diagonal(np.ones_like(delta), a),
                  "This is (Σ_γ δ_γ) δ_αβ a_β: Kronecker's index stands on the wrong factor.", "5.4"),
            Wrong("diagonal", _diagonal,
                  "All entries off the diagonal are 0: Kronecker's symbol ties γ to α, not α to β.", "5.4"),
            Wrong("a ignored", lambda delta, a: np.outer(delta, np.ones_like(a)),
                  "Every column is δ: the factor a_β is missing.", "5.6"),
            Wrong("delta ignored", lambda delta, a: np.outer(np.ones_like(delta), a),
                  "Every row is a: the factor δ_α, which comes from above, is missing.", "5.1"),
            Wrong("all of delta", lambda delta, a: np.outer(np.full(len(delta), delta.sum()), a),
                  "Every row has the sum of all δ: of the sum over γ only γ = α survives.", "5.6"),
            Wrong("sign", lambda delta, a: -np.outer(delta, a), "The sign is reversed.", "5.6"),
            Wrong("flat", lambda delta, a: np.kron(delta, a),
                  "The numbers are right, in one long row; W has rows and columns.", "5.7"),
            Wrong("averaged", lambda delta, a: np.outer(delta, a) / len(delta),
                  "It is divided by the number of units above; nothing is averaged here.", "5.6"),
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
        wrong=(
            Wrong("wrong factor", _by_index(lambda a, g, al, be: (g == be) * a[al]),
                  "This is δ_γβ a_α: Kronecker's index stands on the wrong factor.", "5.4"),
            Wrong("the slip", _by_index(lambda a, g, al, be: (al == be) * a[be]),
                  "This is δ_αβ a_β for every γ: α has taken the place of γ in Kronecker's symbol.", "5.3"),
            Wrong("all rows", _by_index(lambda a, g, al, be: a[be]),
                  "Every row is a: without δ_γα, each sum would contain every weight.", "5.4"),
            Wrong("ones", _by_index(lambda a, g, al, be: g == al),
                  "The right entries are not 0, but each is 1: the factor a_β is missing.", "5.2"),
            Wrong("β last", lambda a, n: weight_slopes(a, n).swapaxes(1, 2),
                  "β is the last index; it is the middle one.", "5.4"),
            Wrong("β first", lambda a, n: weight_slopes(a, n).swapaxes(0, 1),
                  "β is the first index; it is the middle one.", "5.4"),
            Wrong("contracted", lambda a, n: np.tile(a, (n, 1)),
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
