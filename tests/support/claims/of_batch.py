"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

import numpy as np

from backprop.batch import gradient
from backprop.delta import delta_output
from backprop.derivatives import complex_step
from backprop.network import forward_rows, sigmoid
from backprop.widgets import batch as batch_figure
from claiming import BIASES, DECAY, WEIGHTS, W, X, Y, b, which
from random_networks import problem, relative


def notebook():
    decay = gradient(X, Y, W, b, 0.2)[1][2] - gradient(X, Y, W, b, 0)[1][2]
    towards = which((np.sign(decay) == np.sign(W[2])).all(), "towards", "away from")
    yield f"weight decay pulls every weight {towards} 0"
    x = np.linspace(-20, 20, 40_001)
    steepest = [round(float(np.gradient(sigmoid(3 * x + bias), x).max()), 5) for bias in (-6, 0, 6)]
    assert len(set(steepest)) == 1 < len({x[np.gradient(sigmoid(3 * x + bias), x).argmax()] for bias in (-6, 0, 6)})
    yield "A unit's weights decide how steeply it can react to what it reads; its bias decides where."
    first, second = batch_figure.WEIGHTS[:2]
    by_rows = first == (2, 0, 0) and second == (2, 0, 1)
    yield f"Weights are numbered {which(by_rows, 'row by row, first $W^{(2)}$, then $W^{(1)}$', 'column by column')}."
    assert 1.4 in W[2] and -0.8 in W[2]
    N = len(X)
    yield f"| $X = A^{{(1)}}$, $Y$ | {X.shape}, {Y.shape} |"
    yield rf"| $Z^{{(2)}}, A^{{(2)}}, \mathrm{{H}}^{{(2)}}, \Delta^{{(2)}}$ | {(N, 4)} |"
    yield rf"| $\Delta^{{(3)}}$ | {(N, 3)} |"
    yield rf"| $\Delta^{{(3)\top}} A^{{(2)}}$ | {(3, N)} times {(N, 4)} | is {W[2].shape}, the shape of $W^{{(2)}}$"
    yield f"the {N} is summed away"
    yield rf"| $\Delta^{{(3)}}\,W^{{(2)}}$ | {(N, 3)} times {W[2].shape} | is {(N, 4)}: rows stay examples"
    yield f"The toy data, all {N} points"
    yield f"Then the matrices, for all {N} at once."
    yield f"Let the number of examples grow from 1 to {N}."
    yield f"compare the mean with that of all {N}."
    yield rf"The $\frac1N$ is in lines {WEIGHTS} and {BIASES} of Algorithm 1, the λW in line {DECAY}:"
    yield "push a weight of $1.4$, and which way one of $-0.8$?"
    seen = batch_figure.compute(8, 12, 12, 0.2)  # as the figure first stands
    lines, right = np.hypot(*seen["each"].T), int((seen["each"][:, 0] > 0).sum())
    yield (
        f"{right} of its {len(lines)} lines point to the right and {len(lines) - right} to the left, and the mean, "
        f"${np.hypot(*seen['mean']):.2f}$ long, is shorter than the lines are on average, ${lines.mean():.2f}$."
    )


def guide():
    one = sum(2 * W[l].size for l in W) + sum(W[l].size for l in W if l > 1)
    shapes = [(60, 2, 4), (60, 4, 3), (3, 60, 4), (60, 3, 4), (4, 60, 2)]
    assert sum(np.prod(shape) for shape in shapes) == 60 * one
    yield (
        "Are there fewer multiplications with matrices?* Wrong: yes, that is why it is faster. Right: as "
        "many; fewer steps of Python."
    )
    without, strong = (gradient(X, Y, W, b, decay)[2] for decay in (0, 5.0))
    assert all(np.array_equal(without[l], strong[l]) for l in b)
    yield "Which way does λ push b?* Wrong: towards 0. Right: not at all."
    yield "Two examples: two outer products, added; the same numbers as Δᵀ A with two rows. Then 1/N and λW"


# What the notebook sets and does not claim: what is asked, what is to be tried, and where something is from.
CHOSEN = [
    "is $+0.4$ for some examples and $-0.4$ for as many others.",
]


# What the questions offer: the right option as computed, words of each wrong one and of its diagnosis


def batch_twice_is():
    data, targets, *rest = problem(3)
    once, twice = (gradient(np.vstack([data] * k), np.vstack([targets] * k), *rest)[1][1] for k in (1, 2))
    assert relative(twice, once) < 1e-12
    return "it stays the same"


batch_twice_is_not = {
    "a": ("it doubles", "The sum doubles, and so does N."),
    "c": ("its first part doubles", "the first part is a mean"),
    "d": (r"$\lambda W$, is halved", "λ is not divided by N"),
}


# Reasons beside a step of which no program tells whether they are so; a reader has. (·) is the number of an equation
READ = [
    "(·) for every example",
    "This is (·), with a row for each example.",
    r"of all the squares, only $\big(W^{(l)}_{\alpha\beta}\big)^2$ contains it",
    "the forward pass of example $i$",
    "the squares contain no bias",
]

# Reasons beside a step, and what would be none
FALSE_REASONS = [
    (r"the second index of both", "the first index of both"),
    (r"a sum over the first index of both", "a sum over the second index of both"),
    (r"the squares contain no bias", "chain rule"),
]


# The words of the exercises: pieces with sides that are equal; one without sides has a number, and claims nothing


def words():
    data, targets, *parameters, _ = problem(4)
    rows = forward_rows(data, *parameters)[0]
    error = delta_output(rows[4], targets)
    each = sum(np.outer(d, r) for d, r in zip(error, rows[3], strict=True))
    yield "batch", "Δᵀ A sums over the rows of both. Then 1/N for both gradients, and λW for one of them.", (
        ("Δᵀ A", each),), {"Δ": error, "A": rows[3]}  # fmt: skip
    yield "batch_column", "What is the shape of A − y?", ()
    yield "batch_twice", "The sum doubles and 1/N halves; λW does not depend on the examples.", ()


# How a formula may be typed, and typed mistakes with the name that each is told
batch_weighted_typed = [
    r"\frac{1}{\sum_j p_j} \sum_i p_i \Delta_{i\alpha} A_{i\beta} + \lambda W_{\alpha\beta}",
    r"\Big(\sum_i p_i \Delta_{i\alpha} A_{i\beta}\Big) / \sum_i p_i + \lambda\,W_{\alpha\beta}",
    r"\frac{\partial J}{\partial W_{kl}} = \frac{\sum_n p_n \Delta_{nk} A_{nl}}{\sum_n p_n} + \lambda W_{kl}",
    "(Delta * p[:, None]).T @ A / p.sum() + decay * W", "(Δ.T * p) @ A / sum(p) + decay * W",
    "(Δ.T * p) @ A / sum(p) + λ * W", "(Δ.T * p) @ A / sum(p) + lambda * W",
]  # fmt: skip
batch_weighted_mistyped = {
    r"\frac1N \sum_i p_i \Delta_{i\alpha} A_{i\beta} + \lambda W_{\alpha\beta}": "1/N",
    r"\frac{1}{\sum_i 1} \sum_i p_i \Delta_{i\alpha} A_{i\beta} + \lambda W_{\alpha\beta}": "1/N",
    r"\frac1N \Delta^\top A + \lambda W": "p missing",
    r"\frac{\sum_i p_i \Delta_{i\alpha} A_{i\beta}}{\sum_i p_i} + \frac{\lambda}{2} W_{\alpha\beta}": "λ halved",
}  # fmt: skip


# What the answers are by measured slopes, where no helper of the course is the reference


def batch_measured(Delta, A, W, b, weight_decay):
    J = lambda W, b: np.sum(Delta * (A @ W.T + b)) / len(A) + weight_decay / 2 * np.sum(W**2)
    return complex_step(lambda M: J(M, b), W), complex_step(lambda v: J(W, v), b)


def batch_columns_measured(Delta, A, W, b, weight_decay):
    return batch_measured(Delta.T, A.T, W, b, weight_decay)


def batch_column_measured(A, y):
    return (A[:, 0] - y)[:, None]


def batch_weighted_measured(Delta, A, p, W, decay):
    J = lambda W: p @ np.sum(Delta * (A @ W.T), axis=1) / p.sum() + decay / 2 * np.sum(W**2)
    return complex_step(J, W)


# Right answers, each written in another way


def batch__matrices(Delta, A, W, b, weight_decay):
    return Delta.T @ A / len(A) + weight_decay * W, Delta.mean(axis=0)


def batch__einsum(Delta, A, W, b, weight_decay):
    N = Delta.shape[0]
    return np.einsum("ni,nj->ij", Delta, A) / N + weight_decay * W, np.einsum("ni->i", Delta) / N


def batch__transposed(Delta, A, W, b, weight_decay):
    return (A.T @ Delta).T / len(A) + weight_decay * W, np.ones(len(A)) @ Delta / len(A)


def batch__mean_of_outers(Delta, A, W, b, weight_decay):
    return (Delta[:, :, None] * A[:, None, :]).mean(axis=0) + weight_decay * W, Delta.sum(axis=0) / len(Delta)


def batch__loop(Delta, A, W, b, weight_decay):
    dW, db = weight_decay * W, np.zeros(len(b))
    for i in range(len(A)):
        dW = dW + np.outer(Delta[i], A[i]) / len(A)
        db = db + Delta[i] / len(A)
    return dW, db


def batch_column__new_axis(A, y):
    return A - y[:, np.newaxis]


def batch_column__reshape(A, y):
    return A - y.reshape(A.shape)


def batch_column__flat_inside(A, y):
    return (A.ravel() - y)[:, None]


def batch_column__lists(A, y):
    return [[A[i, 0] - y[i]] for i in range(len(y))]


def batch_weighted__einsum(Delta, A, p, W, decay):
    return np.einsum("n,ni,nj->ij", p, Delta, A) / np.sum(p) + decay * W


def batch_weighted__shares(Delta, A, p, W, decay):
    share = p / p.sum()
    return Delta.T @ (share[:, None] * A) + decay * W


def batch_columns__einsum(Delta, A, W, b, weight_decay):
    N = A.shape[1]
    return np.einsum("in,jn->ij", Delta, A) / N + weight_decay * W, Delta.sum(axis=1) / N


def batch_columns__rows(Delta, A, W, b, weight_decay):
    rows, N = Delta.T, len(A.T)
    return rows.T @ A.T / N + weight_decay * W, rows.mean(axis=0)
