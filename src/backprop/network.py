"""The network of 01_network.ipynb: z⁽ˡ⁺¹⁾ = W⁽ˡ⁾ a⁽ˡ⁾ + b⁽ˡ⁾ and a⁽ˡ⁺¹⁾ = φ(z⁽ˡ⁺¹⁾)."""

import numpy as np

from . import shapes


def sigmoid(z):
    """φ(z) = 1 / (1 + e⁻ᶻ), entry by entry, (1.3).

    Notebook 01_network. `z` has any shape and the result has the same. Real or complex; ±∞ gives 1 or 0.
    The exponential is only ever taken of numbers ≤ 0, by (12.4), φ(z) = eᶻ / (1 + eᶻ), where z < 0, so that it
    cannot overflow. Raises ValueError if z holds NaN.
    """
    z = shapes.array("z", z, finite=False)
    positive = z.real >= 0
    with np.errstate(under="ignore"):
        e = np.exp(np.where(positive, -z, z))
    return np.where(positive, 1 / (1 + e), e / (1 + e))


def sigmoid_slope(z):
    """φ′(z) = φ(z) (1 − φ(z)), entry by entry: (2.6).

    Notebooks 02_loss and 04_delta. `z` has any shape and the result has the same. 1 − φ(z) is taken as φ(−z), (12.3),
    which keeps its digits where φ(z) is close to 1: notebook 12. Raises ValueError if z holds NaN.
    """
    z = shapes.array("z", z, finite=False)
    return sigmoid(z) * sigmoid(-z)


def forward(x, W, b):
    """The forward pass of one example: lines 3 and 4 of Algorithm 1.

    Notebook 01_network. `x` (n_1,), `W[l]` (n_{l+1}, n_l), `b[l]` (n_{l+1},) for l = 1 … L−1. Returns two
    dicts keyed by layer: `a[1] … a[L]` and `z[2] … z[L]`, each entry (n_l,). Raises ValueError if the shapes
    do not fit together or an entry is not finite, of z too, which overflows where weights are too large.
    """
    W, b = shapes.parameters(W, b)
    a, z = {1: shapes.inputs("x", x, W)}, {}
    for l in range(1, len(W) + 1):
        z[l + 1] = shapes.array(f"z[{l + 1}]", W[l] @ a[l] + b[l])
        a[l + 1] = sigmoid(z[l + 1])
    return a, z


def forward_rows(X, W, b):
    """The forward pass of many examples at once: Z⁽ˡ⁺¹⁾ = A⁽ˡ⁾ W⁽ˡ⁾ᵀ + b⁽ˡ⁾, (8.6).

    Notebook 08_batch. `X` (N, n_1); the parameters as in `forward`. Returns two dicts keyed by layer:
    `A[1] … A[L]` and `Z[2] … Z[L]`, each entry (N, n_l). Raises ValueError as `forward` does.
    """
    W, b = shapes.parameters(W, b)
    A, Z = {1: shapes.inputs("X", X, W, 2)}, {}
    for l in range(1, len(W) + 1):
        Z[l + 1] = shapes.array(f"Z[{l + 1}]", A[l] @ W[l].T + b[l])
        A[l + 1] = sigmoid(Z[l + 1])
    return A, Z
