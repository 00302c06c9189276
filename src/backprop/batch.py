"""All the examples at once, of 08_batch.ipynb: the sum over examples is a matrix product."""

import math

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


class Workspace:
    """`gradient` for a training loop: the same J, dW and db, in arrays that are made once and filled again and again.

    Notebook 08_batch, (8.10) and (8.11); `training.descend` uses it. `X` (N, n_1), `Y` (N, K) in [0, 1], `W[l]`
    (n_{l+1}, n_l), `b[l]` (n_{l+1},), `weight_decay` λ ≥ 0: all checked here, and copied. `W`, `b`, `dW` and `db`
    are dicts keyed 1 … L−1 that keep their arrays: `gradient` writes into dW and db, `step` into W and b. float32
    stays float32. Raises ValueError as `gradient` does, and for complex numbers.

    An example is a column here, as in the derivation: Z⁽ˡ⁺¹⁾ = W⁽ˡ⁾ A⁽ˡ⁾ + b⁽ˡ⁾ and ∂J/∂W⁽ˡ⁾ = Δ⁽ˡ⁺¹⁾ A⁽ˡ⁾ᵀ + λ W⁽ˡ⁾,
    where the 1/N is in Δ from the start. φ(z) is taken as (1 + tanh(z/2)) / 2 and a loss as log(1 + eᶻ) − y z: fewer
    steps than in `sigmoid` and `losses_from_z`, and as exact beside 1 and z, though not where φ or the loss is tiny.
    """

    def __init__(self, X, Y, W, b, weight_decay=0.0):
        W, b = shapes.parameters(W, b)
        X, Y = shapes.data(X, Y, W)
        self.weight_decay = shapes.number("weight_decay", weight_decay)
        dtype = np.result_type(X, Y, *W.values(), *b.values())
        if dtype.kind == "c":
            raise ValueError(f"X, W and b must be real in a Workspace; got X {X.shape}, and {dtype} in one of them")
        own = lambda value: np.array(value, dtype, order="C")
        self.W, self.b = {l: own(W[l]) for l in W}, {l: own(b[l]) for l in b}
        self.dW, self.db = {l: np.zeros_like(self.W[l]) for l in W}, {l: np.zeros_like(self.b[l]) for l in b}
        self._spare = {l: np.empty_like(self.W[l]) for l in W}
        self._columns, self._half = {l: self.b[l][:, None] for l in b}, own(0.5)
        self._all = _Pass(own(X), own(Y.T), self.W)
        self._some = {}  # for each number of examples in a batch, its arrays

    def gradient(self, rows=None):
        """`J, dW, db` over all examples, or over those whose numbers are in the vector `rows`.

        The arrays are the workspace's own, and the next call overwrites them. Raises ValueError if `rows` is not a
        vector of row numbers, or if J is not finite because an entry of W or b has become too large.
        """
        p, W, b, λ = self._all if rows is None else self._batch(rows), self.W, self._columns, self.weight_decay
        A, Z, Delta, slope, L, half = p.A, p.Z, p.Delta, p.slope, len(W) + 1, self._half
        for l in range(1, L):
            z = np.dot(W[l], A[l], out=Z[l + 1])
            np.add(z, b[l], out=z)
            a = np.multiply(z, half, out=A[l + 1])
            np.tanh(a, out=a)
            np.multiply(a, half, out=a)
            np.add(a, half, out=a)
        losses, yz = np.logaddexp(0, z, out=slope[L]), np.multiply(p.Y, z, out=Delta[L])
        J = np.subtract(losses, yz, out=losses).sum() / p.N
        np.multiply(np.subtract(a, p.Y, out=Delta[L]), 1 / p.N, out=Delta[L])
        for l in range(L - 1, 0, -1):
            dW = np.dot(Delta[l + 1], A[l].T, out=self.dW[l])
            np.dot(Delta[l + 1], p.ones, out=self.db[l])
            if λ:
                J += λ / 2 * np.vdot(W[l], W[l])
                np.add(dW, np.multiply(W[l], λ, out=self._spare[l]), out=dW)
            if l > 1:
                eta = np.dot(W[l].T, Delta[l + 1], out=Delta[l])
                np.multiply(A[l], A[l], out=slope[l])
                np.subtract(A[l], slope[l], out=slope[l])
                np.multiply(eta, slope[l], out=Delta[l])
        if not math.isfinite(J):
            shapes.parameters(W, self.b)
            raise ValueError(f"W and b have become so large that J is {J}; W[1] has shape {W[1].shape}")
        return J, self.dW, self.db

    def step(self, learning_rate):
        """One step against the gradient of the last call, in place: W⁽ˡ⁾ − s ∂J/∂W⁽ˡ⁾ and b⁽ˡ⁾ − s ∂J/∂b⁽ˡ⁾, (10.1).

        `learning_rate` is s ≥ 0. Raises ValueError if it is not.
        """
        s = shapes.number("learning_rate", learning_rate)
        for l in self.W:
            np.subtract(self.W[l], np.multiply(self.dW[l], s, out=self._spare[l]), out=self.W[l])
            self.b[l] -= s * self.db[l]

    def _batch(self, rows):
        """The arrays of one batch, with its examples in them."""
        rows = shapes.rows("rows", rows, self._all.N)
        X, Y = self._all.X, self._all.Y
        if len(rows) not in self._some:
            self._some[len(rows)] = _Pass(X[rows], Y[:, rows].copy(), self.W)
        p = self._some[len(rows)]
        np.take(X, rows, axis=0, out=p.X, mode="clip")  # with any other mode NumPy makes an array on the way
        np.take(Y, rows, axis=1, out=p.Y, mode="clip")
        return p


class _Pass:
    """The arrays of one pass, an example a column: A, Z, Delta and the slopes A (1 − A), dicts keyed by layer."""

    def __init__(self, X, Y, W):
        self.X, self.Y, self.N, self.ones = X, Y, len(X), np.ones(len(X), X.dtype)
        self.A, self.Z, self.Delta, self.slope = (
            {l + 1: np.empty((len(W[l]), self.N), X.dtype) for l in W} for _ in range(4)
        )
        self.A[1] = X.T
