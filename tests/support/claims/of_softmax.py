"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

import math

import numpy as np

from backprop import digits
from backprop.derivatives import complex_step
from backprop.network import sigmoid_slope
from backprop.softmax import delta_softmax, gradient, jacobian, softmax
from backprop.training import step
from claiming import LOSS, OUT, THROUGH, WORDS
from random_networks import problem


def notebook():
    z = np.array([0.3, -1.2, 0.8])
    a = softmax(z)
    slopes = jacobian(a)
    assert np.count_nonzero(np.diag(sigmoid_slope(z)) == 0) == 6 and np.count_nonzero(slopes == 0) == 0
    yield "six of the nine derivatives"
    with np.errstate(over="ignore"):
        first = next(at for at in range(600, 800) if np.isinf(np.exp(float(at))))
    yield f"$e^{{z}}$ passes every float at $z = {first}$."
    moved = softmax(z + np.eye(3)[1])
    assert np.sign(moved - a).tolist() == [-1, 1, -1]
    yield "Only the answer whose own logit rises grows; all others fall."
    assert np.allclose(softmax(z + 100), a, rtol=1e-12)
    assert (np.sign(slopes) == 2 * np.eye(3) - 1).all() and np.allclose([slopes.sum(0), slopes.sum(1)], 0, atol=1e-15)
    yield "The diagonal of the Jacobian is positive, all else negative, and each row and each column adds up to 0."
    assert np.sign(delta_softmax(a, [0, 1, 0])).tolist() == [1, -1, 1]
    yield "δ is negative for the right answer alone, and adds up to 0"
    yield f"in place of lines {THROUGH} and {OUT} of Algorithm 1"
    yield f"stands in for line {LOSS}."
    X = digits.data()[0]
    yield f"The {X.shape[1]}–64–10 network of"
    full, rest = divmod(len(X), 16)
    assert full + bool(rest) == 91  # the batches of an epoch, as the cell deals them
    yield f"in mini-batches of at most {-(-len(X) // 91)}."


def guide():
    z = np.array([2.0, 1.0, -1.0])
    before, after = softmax(z), softmax(z + np.eye(3)[1])
    assert (before != after).all()
    K = len(z)
    yield f"{WORDS[K].capitalize()} shares of one whole; (14.1). The {K} × {K} array of slopes: one case on the"
    yield (
        "*The second logit rises by 1: which of the three answers change?* Wrong: the second, as with sigmoids. "
        "Right: all three."
    )
    assert np.allclose(softmax(z + 100), before, rtol=1e-12)
    yield "*All three logits rise by 100: what happens?* Wrong: all answers come nearer to 1. Right: nothing."
    zeros = {3: "none"}[np.count_nonzero(jacobian(before)) // 3]
    assert np.count_nonzero(np.diag(sigmoid_slope(z)) == 0) == 6
    yield f"*How many of the nine slopes are 0?* Wrong: six, as in 04. Right: {zeros}."
    a = softmax([-2.0, 3.0, 3.0])
    assert 1 / a[0] > 100 and abs(jacobian(a)[0]).max() < 0.01 and 0.4 < abs(delta_softmax(a, [1, 0, 0])).max() < 1
    yield "η explodes again, the row is nearly 0, and δ is neither."


# What the notebook sets and does not claim
CHOSEN = [
    "All three rise by 100.",
]


# What the questions offer: the right option as computed, words of each wrong one and of its diagnosis


def softmax_kept_is():
    """Each sum before and after twenty steps from a random start."""
    X, Y, W, b, _ = problem(3, 5)
    Y = Y / Y.sum(axis=1, keepdims=True)
    sums = lambda W, b: {
        "the sum of the entries of the last layer's biases": b[2].sum(),
        "the largest of the last layer's biases": b[2].max(),
        "the sum of the entries of the first layer's biases": b[1].sum(),
    }
    before, columns = sums(W, b), W[2].sum(axis=0)
    for _ in range(20):
        W, b = step(W, b, *gradient(X, Y, W, b)[1:], learning_rate=0.5)
    after = sums(W, b)
    assert np.allclose(W[2].sum(axis=0), columns, rtol=0, atol=1e-12)
    (kept,) = [words for words in after if abs(after[words] - before[words]) < 1e-12]
    return kept


softmax_kept_is_not = {
    "b": ("the largest", "Each bias moves by its own entry"),
    "c": ("the first layer's biases", "Behind the weights and φ"),
    "d": ("none of these", "Add up the entries of δ"),
}


# Reasons beside a step of which no program tells whether they are so; a reader has. (·) is the number of an equation
READ = [
    "multiplied out",
]


# What the answers are by measured slopes, where no helper of the course is the reference


def softmax_warm_measured(Z, Y, T):
    return complex_step(lambda Z: np.sum(Y * (np.log(np.exp(Z / T).sum(axis=1, keepdims=True)) - Z / T)), Z)


# Right answers, each written in another way


def softmax__formula(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def softmax__rows(Z):
    return np.array([np.exp(z - z.max()) / np.exp(z - z.max()).sum() for z in Z])


def softmax__logarithms(Z):
    return np.exp(Z - np.logaddexp.reduce(Z, axis=1)[:, None])


def softmax__transposed(Z):
    E = np.exp((Z.T - Z.max(axis=1)).T)
    return np.einsum("ni,n->ni", E, 1 / E.sum(axis=1))


def softmax__lists(Z):
    answers = []
    for z in Z:
        powers = [math.exp(one - max(z)) for one in z]
        answers.append([power / sum(powers) for power in powers])
    return answers


def softmax_warm__formula(Z, Y, T):
    E = np.exp(Z / T)
    return (E / E.sum(axis=1)[:, None] - Y) / T


def softmax_warm__jacobians(Z, Y, T):
    delta = np.zeros(Z.shape)
    for i in range(len(Z)):
        E = np.exp(Z[i] / T)
        a = E / E.sum()
        delta[i] = (-Y[i] / a) @ (np.diag(a) - np.outer(a, a)) / T
    return delta


def softmax_warm__loops(Z, Y, T):
    delta = np.empty(Z.shape)
    for i, k in np.ndindex(Z.shape):
        others = sum(math.exp((Z[i, j] - Z[i, k]) / T) for j in range(Z.shape[1]))
        delta[i, k] = (1 / others - Y[i, k]) / T
    return delta
