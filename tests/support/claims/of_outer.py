"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

from fractions import Fraction

import numpy as np

from backprop.delta import delta_output
from backprop.derivatives import complex_step
from backprop.network import forward
from backprop.outer import weight_gradient
from backprop.recursion import backprop_example
from claiming import BIASES, WEIGHTS, WORDS, W, X, Y, a, b, which
from random_networks import example


def notebook():
    dW, delta_3 = weight_gradient(delta_output(a[3], Y[0]), a[2]), delta_output(a[3], Y[0])
    along_a_row = np.allclose(dW / a[2], delta_3[:, None])
    yield f"Along a row {which(along_a_row, 'δ stays, along a column $a$ stays', '$a$ stays')}"
    follows = (np.sign(dW) == np.sign(delta_3)[:, None]).all()
    yield f"The sign of an entry is the sign of {which(follows, 'its δ', 'its a')}"
    silent = weight_gradient(delta_3, a[2] * [1, 0, 1, 1])
    yield f"makes its whole {which(not silent[:, 1].any() and silent[1].any(), 'column', 'row')} nearly 0"
    u, v = np.arange(1.0, 5), np.arange(2.0, 5)
    first = which((np.outer(u, v) == u[:, None] * v).all(), "a column and the second a row", "a row")
    yield f"`np.outer` makes the first {first}"
    yield f"These are lines {WEIGHTS} and {BIASES} of Algorithm 1"
    array = np.einsum("ga,b->gab", np.eye(3), a[2])
    yield rf"$3\cdot 3\cdot 4 = {array.size}$ entries"
    assert np.count_nonzero(array) == 12
    yield f"Twelve of the {array.size} are not zero"


def guide():
    slopes = np.array([complex_step(lambda M, k=k: (M @ a[2] + b[2])[k], W[2]) for k in range(3)])
    yield (
        f"How many of the {slopes.size} numbers ∂z_γ/∂W_αβ are not 0?* Wrong: {W[2].shape[0]} or {W[2].shape[1]} "
        f"(one index is forgotten). Right: {np.count_nonzero(slopes)}."
    )
    silent = weight_gradient(delta_output(a[3], Y[0]), a[2] * [1, 0, 1, 1])[:, 1]
    yield (
        "A hidden unit is silent: what is the slope along its weights?* Wrong: it depends on δ. Right: "
        f"{abs(silent).max():.0f}."
    )
    yield f"Students go from {WORDS[slopes.ndim]} indices and two Kronecker symbols to δ³a²ᵀ"
    yield "∂z_γ/∂W_αβ with the two Kronecker symbols (5.3)"


# Reasons beside a step, and what would be none
FALSE_REASONS = [
    (r"(5.4) in (5.1)", "(5.3) in (5.1)"),
    (r"(5.4) in (5.1)", "(5.4) in (5.2)"),
    (r"only $\tau = \beta$ survives", r"only $\gamma = \alpha$ survives"),
    (r"do not depend on $W^{(2)}$", r"do not depend on $W^{(1)}$"),
]


# What the questions offer: the right option as computed, words of each wrong one and of its diagnosis


def outer_target_is():
    other = Y[0] * [1, 0, 1] + [0, 1 - Y[0][1], 0]
    (dW, db), (dW2, db2) = backprop_example(X[0], Y[0], W, b), backprop_example(X[0], other, W, b)
    (row,), (entry,) = np.flatnonzero((dW[2] != dW2[2]).all(axis=1)), np.flatnonzero(db[2] != db2[2])
    return (
        rf"row {row + 1} of $\partial\hat J/\partial W^{{(2)}}$ and entry {entry + 1} of "
        r"$\partial\hat J/\partial b^{(2)}$"
    )


outer_target_is_not = {
    "a": ("column 2", "δ_α counts rows"),
    "c": ("alone", "The bias gradient is δ itself"),
    "d": ("all of them", "Each δ_α contains its own target alone"),
}


# The words of the exercises: pieces with sides that are equal; one without sides has a number, and claims nothing


def words():
    yield "outer", "Row α and column β hold δ_α a_β.", ()
    yield "outer_three", "Most entries are 0.", ()
    yield "outer_three", "the entries with α = γ are a_β", ()
    yield "outer_three", "and all others are 0.", ()
    x, y, *parameters = example(3)
    at = {"a_3": forward(x, *parameters)[0][3], "y": y}
    error = backprop_example(x, y, *parameters)[1][2]
    yield "outer_target", "First: which entries of δ⁽³⁾ = a⁽³⁾ − y change?", (("a⁽³⁾ − y", error),), at
    yield "outer_target", "Only δ_2 = a_2 − y_2 changes. It is the factor of row 2,", ()


# How a formula may be typed, and typed mistakes with the name that each is told
outer_gain_typed = [
    r"\delta_i \sum_j W_{ij} a_j", r"\delta \cdot (W a)", r"\delta \odot W a", "delta * (W @ a)",
    "δ_α Σ_β W_{αβ} a_β", r"\delta_\alpha (W a)_\alpha", r"\sum_\beta \delta_\alpha (W)_{\alpha\beta} a_\beta",
    r"\frac{\partial\hat J}{\partial g_\alpha} = \sum_{\beta=1}^{n} W_{\alpha\beta}\,a_\beta\,\delta_\alpha",
    "np.sum(delta[:, None] * W * a, axis=1)", r"\sum_\beta \delta_\alpha W_{\alpha\beta} a_\beta",
]  # fmt: skip
outer_gain_mistyped = {
    r"\sum_\beta W_{\beta\alpha} a_\beta \delta_\alpha": "W swapped", r"\delta": "the bias's slope",
    r"\delta_\alpha g_\alpha \sum_\beta W_{\alpha\beta} a_\beta": "g kept", "np.outer(delta, a)":
    "the weights' slope without the gain", r"W^\top \delta": "back", r"\delta_\alpha b_\alpha": None,
}  # fmt: skip
outer_shared_typed = [
    r"A^\top \delta", "A.T @ delta", "δ @ A", "Σ_α δ_α A_{αβ}", r"\sum_i A_{ik} \delta_i",
    r"(\delta^\top A)^\top",
]  # fmt: skip
outer_shared_mistyped = {r"A\,\delta": "swapped", r"\delta_\alpha A_{\alpha\beta}": None, "sum(delta) * w": "w for A"}


# What the answers are by measured slopes, where no helper of the course is the reference


def outer_three_measured(a, n):
    return np.stack([complex_step(lambda W, g=g: (W @ a)[g], np.ones((n, len(a)))) for g in range(n)], axis=-1)


def outer_gain_measured(delta, g, W, a, b):
    return complex_step(lambda g: delta @ (g * (W @ a) + b), g)


def outer_shared_measured(delta, A, w):
    return complex_step(lambda w: delta @ A @ w, w)


# Right answers, each written in another way


def outer__loops(delta, a):
    dW = np.zeros((len(delta), len(a)))
    for alpha in range(len(delta)):
        for beta in range(len(a)):
            dW[alpha, beta] = delta[alpha] * a[beta]
    return dW


def outer__column_times_row(delta, a):
    return delta[:, None] * a[None, :]


def outer__matrix_product(delta, a):
    return delta.reshape(-1, 1) @ a.reshape(1, -1)


def outer__einsum(delta, a):
    return np.einsum("i,j->ij", delta, a)


def outer__lists(delta, a):
    return [[d * v for v in a] for d in delta]


def outer__transposed(delta, a):
    return np.outer(a, delta).T


def outer__float32(delta, a):
    return np.multiply.outer(delta.astype("float32"), a.astype("float32"))


def outer__exact(delta, a):
    return [[Fraction(float(d)) * Fraction(float(v)) for v in a] for d in delta]


def outer_three__loop(a, n):
    slopes = np.zeros((n, len(a), n))
    for alpha in range(n):
        slopes[alpha, :, alpha] = a
    return slopes


def outer_three__einsum(a, n):
    return np.einsum("ga,b->abg", np.eye(n), a)


def outer_three__broadcast(a, n):
    return np.eye(n)[:, None, :] * a[None, :, None]


def outer_three__all_entries(a, n):
    return [[[float(g == alpha) * v for g in range(n)] for v in a] for alpha in range(n)]


def outer_gain__loops(delta, g, W, a, b):
    return [delta[i] * sum(W[i][j] * a[j] for j in range(len(a))) for i in range(len(delta))]


def outer_gain__diagonal(delta, g, W, a, b):
    return np.diag(np.outer(delta, W @ a))


def outer_shared__transposed(delta, A, w):
    return A.T @ delta


def outer_shared__rows(delta, A, w):
    return (delta[:, None] * A).sum(axis=0)
