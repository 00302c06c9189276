"""Exercises of 05_outer.ipynb: the outer product, the array that it replaces, and which entries move."""

import numpy as np

from ..outer import weight_gradient
from .exercise import Choice, Formula, Function, Wrong
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


def _assemble(
    left=lambda delta, a: delta,
    right=lambda delta, a: a,
    join=lambda left, right: np.outer(left, right),
    end=lambda dW, delta, a: dW,
):
    """A wrong answer to `outer`: δ_α a_β with some of its parts replaced."""
    return lambda delta, a: end(join(left(delta, a), right(delta, a)), delta, a)


def _three(
    entry=lambda a, al, be, g: a[be],
    kronecker=lambda al, be, g: al == g,
    end=lambda slopes, a: slopes,
):
    """A wrong answer to `outer_three`, written as its entry α, β, γ: a factor, and Kronecker's symbol."""

    def answer(a, n):
        slopes = np.zeros((n, len(a), n))
        for al, be, g in np.ndindex(slopes.shape):
            slopes[al, be, g] = kronecker(al, be, g) * entry(a, al, be, g)
        return end(slopes, a)

    return answer


def _diagonal(delta, a):
    return np.diag(delta * a)


def gain_slope(delta, g, W, a, b):
    """δ_α Σ_β W_αβ a_β: the slope with respect to the gain g_α of a unit with z_α = g_α Σ_β W_αβ a_β + b_α."""
    return delta * (W @ a)


def _gain(
    upstream=lambda delta, g, b: delta,
    input=lambda W, a, b, g: W @ a,
    join=lambda upstream, input: upstream * input,
):
    """A wrong answer to `outer_gain`."""
    return lambda delta, g, W, a, b: join(upstream(delta, g, b), input(W, a, b, g))


def shared_slope(delta, A, w):
    """Σ_α δ_α A_αβ: the slope with respect to w_β, which every unit has."""
    return delta @ A


def _shared(
    rows=lambda delta, A: (delta, A),
    join=lambda delta, A: delta @ A,
    end=lambda slope, w: slope,
):
    """A wrong answer to `outer_shared`."""
    return lambda delta, A, w: end(join(*rows(delta, A)), w)


EXERCISES = [
    Function(
        name="outer",
        title="∂Ĵ/∂W entry by entry",
        task=r"""
Write $\partial\hat J/\partial W$ of one layer from (5.6) for any widths, without `np.outer`. `delta` has shape
(n_above,), `a` has shape (n_below,).
""",
        minutes=4,
        warm_up=True,
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
        without=(np.outer,),
        wrong=(
            Wrong("swapped", {"join": lambda left, right: np.outer(right, left)},
                  "Rows and columns are swapped: α, the index of δ, counts the rows, as in W.", "5.7"),
            Wrong("entry by entry", {"join": lambda left, right: left * right},
                  "This multiplies entry by entry, which NumPy can do only where both layers have one width.", "5.6"),
            Wrong("dot", {"join": lambda left, right: left @ right},
                  "This is the inner product, one number, and exists only where both layers have one width.", "5.7"),
            Wrong("added", {"join": np.add.outer}, "δ_α and a_β are added, not multiplied.", "5.6"),
            Wrong("subtracted", {"join": np.subtract.outer},
                  "a_β is subtracted from δ_α; it is multiplied by it.", "5.6"),
            Wrong("divided", {"join": lambda left, right: np.outer(left, 1 / right)},
                  "δ_α is divided by a_β; it is multiplied by it.", "5.6"),
            Wrong("the slip", lambda delta, a: delta.sum() * _diagonal(np.ones_like(delta), a),
                  "This is (Σ_γ δ_γ) δ_αβ a_β: Kronecker's index stands on the wrong factor.", "5.4"),
            Wrong("diagonal", {"join": _diagonal},
                  "All entries off the diagonal are 0: Kronecker's symbol ties γ to α, not α to β.", "5.4"),
            Wrong("a ignored", {"right": lambda delta, a: np.ones_like(a)},
                  "Every column is δ: the factor a_β is missing.", "5.6"),
            Wrong("delta ignored", {"left": lambda delta, a: np.ones_like(delta)},
                  "Every row is a: the factor δ_α, which comes from above, is missing.", "5.1"),
            Wrong("δ twice", {"right": lambda delta, a: delta}, "This is δ with itself: a is not used.", "5.7"),
            Wrong("a twice", {"left": lambda delta, a: a}, "This is a with itself: δ is not used.", "5.7"),
            Wrong("all of delta", {"left": lambda delta, a: np.full(len(delta), delta.sum())},
                  "Every row has the sum of all δ: of the sum over γ only γ = α survives.", "5.6"),
            Wrong("all of a", {"right": lambda delta, a: np.full(len(a), a.sum())},
                  "Every column has the sum of all a: entry β has a_β alone.", "5.6"),
            Wrong("slope of a", {"right": lambda delta, a: a * (1 - a)},
                  "a(1 − a) stands where a belongs: φ′ is in δ already.", "5.7"),
            Wrong("1-a", {"right": lambda delta, a: 1 - a}, "1 − a stands where a belongs.", "5.7"),
            Wrong("a squared", {"right": lambda delta, a: a**2}, "a is squared.", "5.7"),
            Wrong("φ(a)", {"right": lambda delta, a: 1 / (1 + np.exp(-a))}, "φ is applied to a again.", "5.7"),
            Wrong("sign", {"end": lambda dW, delta, a: -dW}, "The sign is reversed.", "5.6"),
            Wrong("flat", {"end": lambda dW, delta, a: dW.ravel()},
                  "The numbers are right, in one long row; W has rows and columns.", "5.7"),
            Wrong("summed over β", {"end": lambda dW, delta, a: dW.sum(axis=1)},
                  "The entries of each row are added up: every weight has its own.", "5.7"),
            Wrong("summed over α", {"end": lambda dW, delta, a: dW.sum(axis=0)},
                  "The entries of each column are added up: every weight has its own.", "5.7"),
            Wrong("averaged", {"end": lambda dW, delta, a: dW / len(delta)},
                  "It is divided by the number of units above; nothing is averaged here.", "5.6"),
            Wrong("averaged below", {"end": lambda dW, delta, a: dW / len(a)},
                  "It is divided by the number of units below; nothing is averaged here.", "5.6"),
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
        sizes=lambda a, n: {"n": n, "n_below": len(a)},
        assemble=_three,
        points=lambda: {
            "4 units above, 3 below": (fraction(3), 4),
            "2 units above, 5 below": (fraction(5), 2),
            "3 units above, 3 below": (fraction(3, seed=1), 3),
        },
        wrong=(
            Wrong("wrong factor", {"entry": lambda a, al, be, g: a[al] if al < len(a) else 0,
                                   "kronecker": lambda al, be, g: g == be},
                  "This is δ_γβ a_α: Kronecker's index stands on the wrong factor.", "5.4"),
            Wrong("the slip", {"kronecker": lambda al, be, g: al == be},
                  "This is δ_αβ a_β for every γ: α has taken the place of γ in Kronecker's symbol.", "5.3"),
            Wrong("δ_γβ", {"kronecker": lambda al, be, g: be == g},
                  "This is δ_γβ a_β: β has taken the place of α in Kronecker's symbol.", "5.3"),
            Wrong("off the diagonal", {"kronecker": lambda al, be, g: al != g},
                  "Kronecker's symbol is turned round: the entries with α = γ are not 0, all others are.", "5.4"),
            Wrong("all equal", {"kronecker": lambda al, be, g: al == be == g},
                  "Only entries with three equal indices are filled; β is free.", "5.4"),
            Wrong("all rows", {"kronecker": lambda al, be, g: 1},
                  "Every row is a: without δ_γα, each sum would contain every weight.", "5.4"),
            Wrong("ones", {"entry": lambda a, al, be, g: 1},
                  "The right entries are not 0, but each is 1: the factor a_β is missing.", "5.2"),
            Wrong("sum of a", {"entry": lambda a, al, be, g: a.sum()},
                  "The right entries have the sum of all a; entry β has a_β alone.", "5.2"),
            Wrong("sign", {"entry": lambda a, al, be, g: -a[be]}, "The sign is reversed.", "5.2"),
            Wrong("β last", {"end": lambda slopes, a: slopes.swapaxes(1, 2)},
                  "β is the last index; it is the middle one.", "5.4"),
            Wrong("β first", {"end": lambda slopes, a: slopes.swapaxes(0, 1)},
                  "β is the first index; it is the middle one.", "5.4"),
            Wrong("contracted", {"end": lambda slopes, a: slopes.sum(axis=2)},
                  "γ is summed over already: three indices are asked for.", "5.1"),
            Wrong("contracted α", {"end": lambda slopes, a: slopes.sum(axis=0)},
                  "α is summed over: three indices are asked for.", "5.1"),
            Wrong("last unit left", {"end": lambda slopes, a: slopes * (np.arange(len(slopes)) < len(slopes) - 1)},
                  "The last unit is left out: its entries are 0.", "5.4"),
            Wrong("first unit alone", {"end": lambda slopes, a: slopes * (np.arange(len(slopes)) == 0)},
                  "The first unit alone is filled: the others' entries are 0.", "5.4"),
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
    Formula(
        name="outer_gain",
        title="A formula: a gain for each unit",
        task=r"""
Give each unit one parameter more, a gain $g_\alpha$ that multiplies what its weights add up: the pre-activation
of unit α is the product of $g_\alpha$ and the sum of all $W_{\alpha\beta}\,a_\beta$, plus the bias $b_\alpha$. δ
is the slope of $\hat J$ with respect to this pre-activation, as before. Derive the slope of $\hat J$ with respect
to the gain $g_\alpha$, and type it, with indices or without.
""",
        minutes=5,
        fresh=True,
        trains="the chain rule to a parameter that is new",
        hints=(
            "Go through (5.1) to (5.6) again with the gain where the weight stood. Which pre-activations "
            "change if one gain does?",
            "Only that of the gain's own unit changes. What does the gain multiply in it? The bias stands "
            "outside.",
        ),
        write="gain_slope(delta, g, W, a, b)",
        doc="The slope of the loss with respect to each gain, shape (n_above,).",
        reference=gain_slope,
        typed=r"\delta_\alpha \sum_\beta W_{\alpha\beta} a_\beta",
        free=("alpha",),
        column=True,
        sizes=lambda delta, g, W, a, b: {"n_above": len(delta), "n_below": len(a)},
        assemble=_gain,
        points=lambda: {
            label: (normal(n), normal(n, seed=1), normal(n, m), fraction(m), normal(n, seed=2))
            for label, (n, m) in {"4 units above, 3 below": (4, 3), "3 units above, 3 below": (3, 3)}.items()
        },
        wrong=(
            Wrong("δ missing", {"upstream": lambda delta, g, b: 1},
                  "This is the slope of z with respect to the gain: the factor δ, which comes from above, is "
                  "missing.", "5.1"),
            Wrong("g kept", {"upstream": lambda delta, g, b: delta * g},
                  "The gain is still there as a factor: the derivative of a product with respect to one factor "
                  "is the "
                  "other.", "5.6"),
            Wrong("over g", {"upstream": lambda delta, g, b: delta / g},
                  "It is divided by the gain: the sum itself has no gain in it.", "5.6"),
            Wrong("all δ", {"upstream": lambda delta, g, b: delta.sum()},
                  "The δ of all units are added up: one gain changes the z of its own unit alone.", "5.3"),
            Wrong("bias as a factor", {"upstream": lambda delta, g, b: delta * b},
                  "The bias is a factor here; it is added to z.", "5.1"),
            Wrong("bias kept", {"input": lambda W, a, b, g: W @ a + b},
                  "The bias is still there: it stands outside of what the gain multiplies.", "5.1"),
            Wrong("the whole input", {"input": lambda W, a, b, g: g * (W @ a) + b},
                  "This is δ times the whole z; the slope with respect to the gain is the sum that it "
                  "multiplies.", "5.1"),
            Wrong("W swapped", {"input": lambda W, a, b, g: W.T @ a},
                  "The indices of W are exchanged: the unit with the gain counts its rows.", "5.1"),
            Wrong("a missing", {"input": lambda W, a, b, g: W.sum(axis=1)},
                  "The factor a is missing: the weights alone are added up.", "5.6"),
            Wrong("W missing", {"input": lambda W, a, b, g: np.full(len(W), a.sum())},
                  "The factor W is missing: the activations alone are added up.", "5.6"),
            Wrong("a squared", {"input": lambda W, a, b, g: W @ a**2}, "a is squared.", "5.6"),
            Wrong("mean", {"input": lambda W, a, b, g: W @ a / len(a)},
                  "The terms of the sum are averaged; they are added.", "5.1"),
            Wrong("sizes", {"input": lambda W, a, b, g: np.abs(W) @ a}, "The signs of the weights are lost.", "5.6"),
            Wrong("added", {"join": lambda upstream, input: upstream + input},
                  "δ is added; the chain rule multiplies.", "5.1"),
            Wrong("one number", {"join": lambda upstream, input: np.sum(upstream * input)},
                  "Everything is added up to one number: each gain has its own slope.", "5.6"),
            Wrong("outer", {"join": lambda upstream, input: np.outer(upstream, input)},
                  "Every δ is multiplied by every sum: one gain changes the z of its own unit alone.", "5.3"),
            Wrong("the weights' slope", lambda delta, g, W, a, b: np.outer(delta * g, a),
                  "This is the slope with respect to the weights, which have the gain as a factor; that with "
                  "respect to the gain is asked for.",
                  "5.6"),
            Wrong("the weights' slope without the gain", lambda delta, g, W, a, b: np.outer(delta, a),
                  "This is the slope with respect to the weights of a layer without gains; that with respect to "
                  "the gain is asked for.", "5.6"),
            Wrong("not summed", lambda delta, g, W, a, b: delta[:, None] * W * a,
                  "The products are not added up: the gain multiplies their sum.", "5.1"),
            Wrong("back", lambda delta, g, W, a, b: W.T @ delta,
                  "This goes back through the weights to the layer below; the gain belongs to the unit "
                  "above.", "5.1"),
            Wrong("the bias's slope", lambda delta, g, W, a, b: delta,
                  "This is δ, the slope with respect to the bias; the gain multiplies a sum.", "5.10"),
            Wrong("sign", {"join": lambda upstream, input: -upstream * input}, "The sign is reversed.", "5.6"),
        ),
    ),
    Formula(
        name="outer_shared",
        title="A formula: one row of weights for all units",
        task=r"""
Let all units share one row of weights: unit α sees a patch of its own, the numbers $A_{\alpha\beta}$ with its own
α, and its pre-activation is the sum of all $w_\beta\,A_{\alpha\beta}$. This is how a convolution reads a picture.
δ is the slope of $\hat J$ with respect to the pre-activations. Derive the slope of $\hat J$ with respect to
$w_\beta$, and type it.
""",
        minutes=4,
        fresh=True,
        trains="how many paths lead from a shared parameter",
        hints=(
            "Begin from (5.1). Which pre-activations change if one shared weight does: one of them, or all?",
            "No Kronecker symbol strikes out a term here: every unit has this weight, and each adds its δ times "
            "what it sees.",
        ),
        write="shared_slope(delta, A, w)",
        doc="The slope of the loss with respect to each shared weight, shape (n_below,).",
        reference=shared_slope,
        typed=r"\sum_\alpha \delta_\alpha A_{\alpha\beta}",
        free=("beta",),
        column=True,
        sizes=lambda delta, A, w: {"n_above": len(delta), "n_below": len(w)},
        assemble=_shared,
        points=lambda: {
            label: (normal(n), fraction(n, m), normal(m, seed=1))
            for label, (n, m) in {"4 units with 3 weights": (4, 3), "3 units with 3 weights": (3, 3)}.items()
        },
        wrong=(
            Wrong("first unit", {"rows": lambda delta, A: (delta[:1], A[:1])},
                  "Only the first unit is counted: all units have this weight.", "5.1"),
            Wrong("last unit", {"rows": lambda delta, A: (delta[-1:], A[-1:])},
                  "Only the last unit is counted: all units have this weight.", "5.1"),
            Wrong("not shared", {"join": lambda delta, A: delta[:, None] * A},
                  "This has a slope for each unit, as if each had weights of its own: the sum over them is "
                  "missing.", "5.1"),
            Wrong("mean", {"join": lambda delta, A: delta @ A / len(delta)},
                  "The units are averaged; the chain rule adds the paths.", "5.1"),
            Wrong("swapped", {"join": lambda delta, A: A @ delta},
                  "The sum runs over the weights; it must run over the units, the first index of A.", "5.1"),
            Wrong("sums first", {"join": lambda delta, A: delta.sum() * A.sum(axis=0)},
                  "Sum times sum is not the sum of the products: each unit's δ belongs to its own patch.", "5.1"),
            Wrong("mean patch", {"join": lambda delta, A: delta.sum() * A.mean(axis=0)},
                  "The patches are averaged before δ multiplies: each unit's δ belongs to its own patch.", "5.1"),
            Wrong("δ missing", {"join": lambda delta, A: A.sum(axis=0)},
                  "The factor δ, which comes from above, is missing.", "5.1"),
            Wrong("A missing", {"join": lambda delta, A: np.full(A.shape[1], delta.sum())},
                  "What the units see is missing: this is the slope with respect to a shared bias.", "5.6"),
            Wrong("one number", {"join": lambda delta, A: (delta @ A).sum()},
                  "Everything is added up to one number: each weight has its own slope.", "5.6"),
            Wrong("w kept", {"end": lambda slope, w: slope * w},
                  "The weight is still there as a factor; the derivative of w A with respect to w is A.", "5.6"),
            Wrong("w for A", lambda delta, A, w: delta.sum() * w,
                  "The weights stand where what they multiply belongs.", "5.6"),
            Wrong("back", lambda delta, A, w: np.outer(delta, w),
                  "This is the slope with respect to what the units see; the slope with respect to the shared "
                  "weights is asked for.", "5.1"),
            Wrong("squared", {"join": lambda delta, A: delta @ A**2}, "What the units see is squared.", "5.6"),
            Wrong("sign", {"end": lambda slope, w: -slope}, "The sign is reversed.", "5.6"),
        ),
    ),
]  # fmt: skip
