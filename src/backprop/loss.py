"""The three losses of 02_loss.ipynb: Ĵ of one example, J̃ its mean over the data, J with weight decay."""

import numpy as np

from . import shapes
from .network import forward_rows


def example_loss(a, y):
    """Ĵ = Σ_k [−y_k log a_k − (1 − y_k) log(1 − a_k)], (2.1): the binary cross-entropy of one example.

    Notebook 02_loss, line 20 of Algorithm 1. `a` (K,) strictly inside (0, 1), real or complex; `y` (K,) in
    [0, 1]. Returns one number. Raises ValueError if the shapes differ, or an entry is out of range.
    """
    a, y = shapes.activation("a", shapes.array("a", a, 1), ends=False), shapes.target("y", y, 1)
    shapes.same("a", a, "y", y)
    return np.sum(-y * np.log(a) - (1 - y) * np.log(1 - a))


def losses_from_z(Z, Y):
    """−y log φ(z) − (1 − y) log(1 − φ(z)), entry by entry, for any z: the same loss without φ.

    Notebook 12_rounding. `Z` and `Y` have one shape, and so does the result. With −log φ(z) = log(1 + e⁻ᶻ) and
    −log(1 − φ(z)) = log(1 + e⁻ᶻ) + z the entry is log(1 + e⁻ᶻ) + (1 − y) z where z > 0, (12.9); by the mirror image
    it is log(1 + eᶻ) − y z where z ≤ 0, (12.10). No exponential overflows and no logarithm meets 0. Raises
    ValueError if the shapes differ, or an entry is out of range.
    """
    Z, Y = shapes.array("Z", Z), shapes.target("Y", Y)
    shapes.same("Z", Z, "Y", Y)
    positive = Z.real > 0
    with np.errstate(under="ignore"):
        e = np.exp(np.where(positive, -Z, Z))
        return np.log1p(e) + np.where(positive, (1 - Y) * Z, -Y * Z)


def objective(X, Y, W, b, weight_decay=0.0):
    """J = (1/N) Σ_i Jⁱ + (λ/2) Σ_l ‖W⁽ˡ⁾‖², (2.2) and (2.3): what training makes small. Biases are not decayed.

    Notebook 02_loss, lines 21 and 24 of Algorithm 1. `X` (N, n_1), `Y` (N, K) in [0, 1], `W[l]` (n_{l+1}, n_l),
    `b[l]` (n_{l+1},), `weight_decay` λ ≥ 0. Returns one number, for saturated outputs too. Raises ValueError if the
    shapes do not fit together, N = 0, or an entry is out of range.
    """
    X, Y, W, b, λ, dtype = shapes.problem(X, Y, W, b, weight_decay)
    _, Z = forward_rows(X, W, b)
    return dtype.type(_objective(Z[len(W) + 1], Y, W, λ))


def _objective(Z, Y, W, λ):
    """J from the pre-activations of the output layer."""
    return np.sum(losses_from_z(Z, Y)) / len(Z) + _decay(W, λ)


def _decay(W, λ):
    """(λ/2) Σ_l ‖W⁽ˡ⁾‖².

    λ W W is multiplied from the left: where λ is 0 it is 0, also where W² is larger than every float.
    """
    return sum(np.sum(λ / 2 * W[l] * W[l]) for l in W)
