"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

import math

import numpy as np

from backprop.softmax import gradient
from backprop.training import step
from random_networks import problem


def notebook():
    yield "x"


def guide():
    yield "x"


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
