"""Softmax outputs with cross-entropy, of 14_softmax.ipynb: one answer out of K, and δ = a − y once more."""

import numpy as np

from . import shapes
from .batch import _backward
from .loss import _decay
from .network import forward_rows


def softmax(z):
    """a_γ = exp(z_γ) / Σ_τ exp(z_τ): K answers that are positive and add up to 1, (14.1).

    Notebook 14_softmax. `z` (K,), the logits, real or complex; the result has the same shape. Computed as (14.14),
    with the largest logit subtracted from all, so that no exponential overflows. Raises ValueError if z is not a
    vector, or an entry is not finite.
    """
    return _shares(shapes.array("z", z, 1))


def softmax_rows(Z):
    """The same for many examples: each row of Z divided by a sum of its own, (14.1).

    Notebook 14_softmax. `Z` (N, K), and so is the result. Raises ValueError if Z is not a matrix, or an entry is not
    finite.
    """
    return _shares(shapes.array("Z", Z, 2))


def cross_entropy(z, y):
    """Ĵ = −Σ_k y_k log a_k of one example with a = softmax(z), taken from z: (14.15).

    Notebook 14_softmax. `z` (K,), real or complex; `y` (K,) in [0, 1], with the sum 1. Returns one number.
    Raises ValueError if the shapes differ, an entry is out of range, or two logits differ by more than any float.
    """
    z, y = shapes.array("z", z, 1), shapes.shares("y", y, 1)
    shapes.same("z", z, "y", y)
    return _losses(z, y)


def jacobian(a):
    """∂a_γ/∂z_α = a_γ (δ_γα − a_α) for a = softmax(z): row γ, column α, no entry 0, (14.7).

    Notebook 14_softmax. `a` (K,) in [0, 1], real or complex. Returns (K, K). Raises ValueError if a is not a vector,
    or an entry is out of range.
    """
    a = shapes.activation("a", shapes.array("a", a, 1), ends=True)
    return np.diag(a) - np.outer(a, a)


def delta_softmax(a, y):
    """δ_α = Σ_γ η_γ ∂a_γ/∂z_α = a_α − y_α: what the sum over all answers comes to, (14.11).

    Notebook 14_softmax, in the place of lines 5 and 8 of Algorithm 1. It holds for softmax outputs with
    cross-entropy. `a` (K,) in [0, 1], real or complex; `y` (K,) in [0, 1], with the sum 1, without which it does not
    hold. Raises ValueError if the shapes differ, or an entry is out of range.
    """
    a, y = shapes.activation("a", shapes.array("a", a, 1), ends=True), shapes.shares("y", y, 1)
    shapes.same("a", a, "y", y)
    return a - y


def gradient(X, Y, W, b, weight_decay=0.0):
    """J, ∂J/∂W⁽ˡ⁾ and ∂J/∂b⁽ˡ⁾ over all examples, with softmax outputs on sigmoid hidden layers.

    Notebook 14_softmax; it is `batch.gradient` with (14.2) for the loss and (14.1) in place of φ in layer L. `X`
    (N, n_1), `Y` (N, K) in [0, 1], each row with the sum 1, `W[l]` (n_{l+1}, n_l), `b[l]` (n_{l+1},), `weight_decay`
    λ ≥ 0. Returns `J, dW, db`. Raises ValueError as `batch.gradient` does, and for a row of Y with another sum.
    """
    X, Y, W, b, λ, dtype = shapes.problem(X, Y, W, b, weight_decay)
    Y, L = shapes.shares("Y", Y, 2), len(W) + 1
    A, Z = forward_rows(X, W, b)
    J = np.mean(_losses(Z[L], Y)) + _decay(W, λ)
    return shapes.result(dtype, J, *_backward(softmax_rows(Z[L]) - Y, A, Z, W, λ))


def _shares(z):
    """Softmax over the last axis, (14.14) with c the largest logit: no exponent is positive."""
    with np.errstate(over="ignore", under="ignore"):  # a difference of −∞ gives the share 0
        e = np.exp(z - z.real.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def _losses(z, y):
    """log Σ_k exp(z_k − c) − Σ_k y_k (z_k − c) over the last axis, with c the largest logit: (14.15)."""
    with np.errstate(over="ignore", under="ignore"):
        z = shapes.array("z − max z", z - z.real.max(axis=-1, keepdims=True))
        return np.log(np.exp(z).sum(axis=-1)) - (y * z).sum(axis=-1)
