"""Test points that hide no mistake: random numbers of every size, never ones, and the same at every run."""

import numpy as np


def normal(*shape, seed=0):
    """Numbers of both signs, none of them special."""
    return np.random.default_rng([len(shape), *shape, seed]).normal(size=shape)


def fraction(*shape, seed=0):
    """Numbers strictly between 0 and 1: activations, or targets."""
    return np.random.default_rng([len(shape), *shape, seed, 1]).uniform(0.08, 0.92, size=shape)


def parameters(*widths, seed=0):
    """W and b of a network with these widths, two dicts keyed by layer; no bias is 0."""
    layers = range(1, len(widths))
    W = {l: normal(widths[l], widths[l - 1], seed=seed + l) for l in layers}
    b = {l: normal(widths[l], seed=seed + 50 + l) for l in layers}
    return W, b


def problem(N, *widths, seed=0):
    """X, Y, W, b and λ > 0, another for each N: N examples for a network with these widths."""
    W, b = parameters(*widths, seed=seed)
    return normal(N, widths[0], seed=seed + 100), fraction(N, widths[-1], seed=seed + 101), W, b, 0.2 + N / 20
