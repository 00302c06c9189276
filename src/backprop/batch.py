"""All the examples at once, of 08_batch.ipynb: the sum over examples is a matrix product."""

import math

import numpy as np

from . import shapes
from .loss import _objective
from .network import forward_rows, sigmoid


def gradient(X, Y, W, b, weight_decay=0.0):
    """J, ∂J/∂W⁽ˡ⁾ = Δ⁽ˡ⁺¹⁾ᵀ A⁽ˡ⁾ / N + λ W⁽ˡ⁾ and ∂J/∂b⁽ˡ⁾ = the mean of Δ⁽ˡ⁺¹⁾ over its rows: (*) as matrices.

    Notebook 08_batch, (8.10) and (8.11). `X` (N, n_1), `Y` (N, K) in [0, 1], `W[l]` (n_{l+1}, n_l),
    `b[l]` (n_{l+1},), `weight_decay` λ ≥ 0. Returns `J, dW, db`: one number and two dicts keyed 1 … L−1, shaped
    like W and b, what `algorithm.algorithm_1` returns. It starts from Δ⁽ᴸ⁾ = A⁽ᴸ⁾ − Y and takes the loss from Z⁽ᴸ⁾,
    so that it is finite where an output is saturated, and 1 − A⁽ˡ⁾ as φ(−Z⁽ˡ⁾), (12.3). float32 stays float32, but
    the way back is computed in float64. Raises ValueError if the shapes do not fit together, N = 0, or an entry
    is out of range.
    """
    X, Y, W, b, λ, dtype = shapes.problem(X, Y, W, b, weight_decay)
    L = len(W) + 1
    A, Z = forward_rows(X, W, b)
    return shapes.result(dtype, _objective(Z[L], Y, W, λ), *_backward(A[L] - Y, A, Z, W, λ))


def _backward(Delta, A, Z, W, λ):
    """∂J/∂W⁽ˡ⁾ and ∂J/∂b⁽ˡ⁾ of every l from Δ⁽ᴸ⁾, whatever loss and output function have led to it."""
    (dW, db), N = ({}, {}), len(Delta)
    Delta = Delta + np.float64(0)  # from here on float64, whose sums over many examples keep their digits
    for l in range(len(W), 0, -1):
        dW[l] = Delta.T @ A[l] / N + λ * W[l]
        db[l] = Delta.mean(axis=0)
        if l > 1:
            Eta = Delta @ W[l]
            Delta = Eta * A[l] * sigmoid(-Z[l])
    return dW, db


class Workspace:
    """`gradient` for a training loop: the same J, dW and db, in arrays that are made once and filled again and again.

    Notebook 08_batch, (8.10) and (8.11); `training.descend` uses it. `X` (N, n_1), `Y` (N, K) in [0, 1], `W[l]`
    (n_{l+1}, n_l), `b[l]` (n_{l+1},), `weight_decay` λ ≥ 0: all checked here, and copied. `W`, `b`, `dW` and `db`
    are dicts keyed 1 … L−1 that keep their arrays: `gradient` writes into dW and db, `step` into W and b. float32
    stays float32, and float16 becomes it. Raises ValueError as `gradient` does, and for complex numbers.

    An example is a column here, as in the derivation, and a bias is the weight of a unit that is always 1: with
    `P = [W b]` and a last row of ones in A, Z is `P @ A` and the gradient of P is `Delta @ A.T + λ [W 0]`, where Δ
    has 1/N in it from the start. φ(z) is taken as (1 + tanh(z/2)) / 2, φ′(z) as a − a², a loss as log(1 + eᶻ) − y z:
    fewer steps than in `gradient`, with errors of a few ε beside 1 (φ and φ′) and beside |z| (the loss). So what is
    tiny has fewer digits than in `gradient`: φ, φ′ and the loss of a saturated unit.
    """

    def __init__(self, X, Y, W, b, weight_decay=0.0):
        X, Y, W, b, λ, _ = shapes.problem(X, Y, W, b, weight_decay)
        given = {"X": X, **{f"W[{l}]": W[l] for l in W}, **{f"b[{l}]": b[l] for l in b}}
        for name, value in given.items():
            if value.dtype.kind == "c":
                raise ValueError(f"{name} must be real in a Workspace; got {value.dtype}, shape {value.shape}")
        dtype = np.result_type(Y, *given.values())
        with_last = lambda M, column: np.column_stack([M, column]).astype(dtype, order="C")
        self._P = {l: with_last(W[l], b[l]) for l in W}
        self._dP, self._spare = ({l: np.zeros_like(self._P[l]) for l in W} for _ in range(2))
        self._decay = {l: np.array([λ] * W[l].shape[1] + [0], dtype) for l in W} if λ else None
        self.W, self.dW = ({l: M[l][:, :-1] for l in W} for M in (self._P, self._dP))
        self.b, self.db = ({l: M[l][:, -1] for l in W} for M in (self._P, self._dP))
        self._all = _Pass(with_last(X, np.ones(len(X))), np.array(Y.T, dtype, order="C"), self._P)
        self._batches = {}  # for each number of examples in a batch, the arrays of its pass

    def gradient(self, rows=None):
        """`J, dW, db` over all examples, or over those whose numbers are in the vector `rows`.

        The arrays are the workspace's own, and the next call overwrites them. Raises ValueError if `rows` is not a
        vector of row numbers, or if J is not finite because an entry of W or b has become too large.
        """
        p = self._all if rows is None else self._batch(rows)
        J = self._forward(p) + self._backward(p)
        if not math.isfinite(J):
            shapes.parameters(self.W, self.b)
            raise ValueError(f"W and b have become so large that J is {J}; W[1] has shape {self.W[1].shape}")
        return J, self.dW, self.db

    # In the next two the last argument of a NumPy function, or of `dot`, is the array that it fills.

    def _forward(self, p):
        """Every A of one pass, and the mean loss of its examples."""
        half = p.half
        for P, A, z, phi in p.layers:
            P.dot(A, z)
            np.multiply(z, half, phi)
            np.tanh(phi, phi)
            np.multiply(phi, half, phi)
            np.add(phi, half, phi)
        losses, yz = p.losses, p.yz
        np.logaddexp(p.zero, z, losses)
        np.multiply(p.Y, z, yz)
        np.subtract(losses, yz, losses)
        return p.every_loss.dot(p.every_one_over_N)

    def _backward(self, p):
        """dW and db from every A of one pass, and the part of J that is weight decay."""
        A, a, Delta, slope, P, L, decay = p.A, p.a, p.Delta, p.slope, self._P, len(self._P) + 1, 0
        np.subtract(a[L], p.Y, Delta[L])
        np.multiply(Delta[L], p.one_over_N, Delta[L])
        for l in range(L - 1, 0, -1):
            dP = Delta[l + 1].dot(A[l].T, self._dP[l])
            if self._decay:
                pull = np.multiply(P[l], self._decay[l], self._spare[l])
                decay += np.vdot(P[l], pull) / 2
                np.add(dP, pull, dP)
            if l > 1:
                P[l].T.dot(Delta[l + 1], p.H[l])
                np.multiply(a[l], a[l], slope[l])
                np.subtract(a[l], slope[l], slope[l])
                np.multiply(p.eta[l], slope[l], Delta[l])
        return decay

    def step(self, learning_rate):
        """One step against the gradient of the last call, in place: W⁽ˡ⁾ − s ∂J/∂W⁽ˡ⁾ and b⁽ˡ⁾ − s ∂J/∂b⁽ˡ⁾, (10.1).

        `learning_rate` is s ≥ 0. Raises ValueError if it is not.
        """
        s = shapes.number("learning_rate", learning_rate)
        for l, P in self._P.items():
            np.subtract(P, np.multiply(self._dP[l], s, out=self._spare[l]), out=P)

    def norms(self):
        """√(‖∂J/∂W⁽ˡ⁾‖² + ‖∂J/∂b⁽ˡ⁾‖²) of the gradient of the last call, a dict keyed 1 … L−1."""
        return {l: np.sqrt(np.vdot(dP, dP)) for l, dP in self._dP.items()}

    def _batch(self, rows):
        """The arrays of one batch, with its examples in them."""
        rows = shapes.rows("rows", rows, self._all.N)
        X, Y, N = self._all.X, self._all.Y, len(rows)
        if N not in self._batches:
            self._batches[N] = _Pass(X[rows], Y[:, rows].copy(), self._P)
        p = self._batches[N]
        np.take(X, rows, axis=0, out=p.X, mode="clip")  # with any other mode NumPy makes an array on the way
        np.take(Y, rows, axis=1, out=p.Y, mode="clip")
        return p


class _Pass:
    """The arrays of one pass over the rows of `X`, whose last column is 1: dicts keyed by layer, an example a column.

    A has a last row of ones, and a is A without it. H = Pᵀ Δ has a last row as well, for the unit that is always 1,
    and eta is H without it.
    """

    def __init__(self, X, Y, P):
        self.X, self.Y, self.N = X, Y, len(X)
        self.half, self.zero = np.array(0.5, X.dtype), np.array(0, X.dtype)
        self.one_over_N = np.full_like(Y, 1 / self.N)
        self.A = {1: X.T, **{l + 1: np.ones((len(P[l]) + 1, self.N), X.dtype) for l in P}}
        self.a = {l: self.A[l][:-1] for l in self.A}
        self.Z, self.Delta, self.slope = ({l: np.empty_like(self.a[l]) for l in self.a if l > 1} for _ in range(3))
        self.H = {l: np.empty_like(self.A[l]) for l in P if l > 1}
        self.eta = {l: self.H[l][:-1] for l in self.H}
        self.layers = [(P[l], self.A[l], self.Z[l + 1], self.a[l + 1]) for l in P]  # what the forward pass needs
        self.losses, self.yz = np.empty_like(Y), np.empty_like(Y)
        self.every_loss, self.every_one_over_N = self.losses.ravel(), self.one_over_N.ravel()
