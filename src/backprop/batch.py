"""All the examples at once, of 08_batch.ipynb: the sum over examples is a matrix product."""

import numpy as np

from . import shapes
from .loss import losses_from_z
from .network import forward_rows


def gradient(X, Y, W, b, weight_decay=0.0):
    """J, ∂J/∂W⁽ˡ⁾ = Δ⁽ˡ⁺¹⁾ᵀ A⁽ˡ⁾ / N + λ W⁽ˡ⁾ and ∂J/∂b⁽ˡ⁾ = the mean of Δ⁽ˡ⁺¹⁾ over its rows: (*) as matrices.

    Notebook 08_batch, (8.10) and (8.11). `X` (N, n_1), `Y` (N, K) in [0, 1], `W[l]` (n_{l+1}, n_l),
    `b[l]` (n_{l+1},), `weight_decay` λ ≥ 0. Returns `J, dW, db`: one number and two dicts keyed 1 … L−1, shaped
    like W and b, what `algorithm.algorithm_1` returns. It starts from Δ⁽ᴸ⁾ = A⁽ᴸ⁾ − Y and takes the loss from Z⁽ᴸ⁾,
    so that it is finite at any z. float32 stays float32. Raises ValueError if the shapes do not fit together,
    N = 0, or an entry is out of range.
    """
    W, b = shapes.parameters(W, b)
    X, Y = shapes.data(X, Y, W)
    weight_decay = shapes.number("weight_decay", weight_decay)
    L, N = len(W) + 1, len(X)
    A, Z = forward_rows(X, W, b)
    J = np.sum(losses_from_z(Z[L], Y)) / N + weight_decay / 2 * sum(np.sum(W[l] ** 2) for l in W)
    dW, db = {}, {}
    Delta = A[L] - Y
    for l in range(L - 1, 0, -1):
        dW[l] = Delta.T @ A[l] / N + weight_decay * W[l]
        db[l] = Delta.mean(axis=0)
        if l > 1:
            Eta = Delta @ W[l]
            Delta = Eta * A[l] * (1 - A[l])
    return J, dW, db
