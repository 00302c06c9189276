"""The toy data set and the small fixed network that every notebook uses, of 01_network.ipynb."""

import numpy as np

from . import shapes

QUESTIONS = ("right of the line?", "inside the ring?", "in the XOR quadrants?")


def answers(X):
    """The three yes/no labels of points in the plane: 1 for yes, 0 for no.

    Notebook 01_network. `X` (N, 2); returns (N, 3), a column a question. Right of the line x₁ = 0.3 + 0.5 x₂;
    inside the ring 0.8 < √(x₁² + x₂²) < 1.6; in the quadrants where x₁ and x₂ have one sign. Raises ValueError
    if X has not two columns, or an entry is not finite.
    """
    X = shapes.array("X", X, 2)
    if X.shape[1] != 2:
        raise ValueError(f"X must have two columns, x₁ and x₂; got shape {X.shape}")
    x1, x2 = X[:, 0], X[:, 1]
    radius = np.hypot(x1, x2)
    return np.column_stack([x1 > 0.3 + 0.5 * x2, (radius > 0.8) & (radius < 1.6), x1 * x2 > 0]).astype(float)


def data():
    """The toy data set: `X` (60, 2), points in the square from −2 to 2, and `Y` (60, 3), their labels.

    Notebook 01_network. The points have one decimal and are spread evenly, with no random numbers in them:
    Roberts' sequence, the fractional parts of i/g and i/g², where g is the root of g³ − g − 1. No point lies within
    0.05 of an edge of a question.
    """
    g = 1.32471795724474602596
    i = np.arange(1, 200)[:, None]
    X = np.round(4 * ((0.5 + i * [1 / g, 1 / g**2]) % 1) - 2, 1) + 0.0
    x1, x2 = X[:, 0], X[:, 1]
    radius = np.hypot(x1, x2)
    edges = np.abs([x1 - 0.3 - 0.5 * x2, radius - 0.8, radius - 1.6, x1, x2])
    X = X[edges.min(axis=0) > 0.05][:60]
    return X, answers(X)


def network():
    """The fixed 2–4–3 network: `W[1]` (4, 2), `b[1]` (4,), `W[2]` (3, 4), `b[2]` (3,), as two dicts.

    Notebook 01_network. All widths differ, no entry is 0 and each has one decimal, so that a forgotten
    transpose shows and a pencil can follow.
    """
    W = {
        1: np.array([[1.2, -0.7], [-0.4, 1.5], [0.9, 1.1], [-1.3, -0.6]]),
        2: np.array([[1.4, -0.8, 0.5, -1.1], [0.6, 1.3, -1.2, 0.9], [-0.7, 0.4, 1.6, -0.3]]),
    }
    b = {1: np.array([0.1, -0.3, 0.2, 0.4]), 2: np.array([-0.2, 0.3, -0.5])}
    return W, b
