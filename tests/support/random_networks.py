"""Random problems that hide no mistake: widths all different, b ≠ 0, λ > 0, targets strictly inside (0, 1)."""

import numpy as np

WIDTHS = {2: (5, 3), 3: (2, 4, 3), 4: (4, 2, 5, 3), 5: (3, 6, 2, 5, 4), 6: (6, 3, 7, 5, 2, 4)}


def problem(layers=3, N=5, seed=0):
    """X, Y, W, b, weight_decay for a random network of `layers` layers and N examples."""
    rng = np.random.default_rng([layers, N, seed])
    n = WIDTHS[layers]
    W = {l: rng.normal(size=(n[l], n[l - 1])) for l in range(1, layers)}
    b = {l: rng.normal(size=n[l]) for l in range(1, layers)}
    return rng.normal(size=(N, n[0])), rng.uniform(0.05, 0.95, size=(N, n[-1])), W, b, rng.uniform(0.1, 1)


def example(layers=3, seed=0):
    """x, y, W, b: one example of such a problem."""
    X, Y, W, b, _ = problem(layers, 1, seed)
    return X[0], Y[0], W, b


def relative(got, expected):
    """The largest error of any entry, relative to the largest entry expected."""
    got, expected = np.asarray(got), np.asarray(expected)
    assert got.shape == expected.shape
    return np.abs(got - expected).max() / np.abs(expected).max()
