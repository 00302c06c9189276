"""Gradient descent, of 10_training.ipynb: small steps against the gradient make J small."""

from collections.abc import Mapping

import numpy as np

from . import shapes
from .batch import Workspace


def initial(widths, seed=0, scale=1.0):
    """Parameters to start from: random weights of size about `scale` / √n_l, and biases 0.

    Notebook 10_training. `widths` (n_1, …, n_L), at least two; `scale` 0 makes all weights 0. Divided by √n_l, the
    weights make pre-activations of about one size for any width. Returns `W[l]` (n_{l+1}, n_l) and `b[l]`
    (n_{l+1},), two dicts keyed 1 … L−1, the same for the same seed. Raises ValueError if a width is not a whole
    number of 1 or more, or `seed` or `scale` is out of range.
    """
    n = shapes.array("widths", widths, 1)
    if len(n) < 2:
        raise ValueError(f"widths must name at least two layers; got shape {n.shape}")
    n = [shapes.whole(f"widths[{l}]", width, 1) for l, width in enumerate(n)]
    rng, scale = np.random.default_rng(shapes.whole("seed", seed)), shapes.number("scale", scale)
    layers = range(1, len(n))
    W = {l: scale / np.sqrt(n[l - 1]) * rng.standard_normal((n[l], n[l - 1])) + 0.0 for l in layers}
    return W, {l: np.zeros(n[l]) for l in layers}


def step(W, b, dW, db, learning_rate):
    """One step against the gradient: W⁽ˡ⁾ − s ∂J/∂W⁽ˡ⁾ and b⁽ˡ⁾ − s ∂J/∂b⁽ˡ⁾ for every l, (10.1).

    Notebook 10_training. `W`, `b` and their gradients `dW`, `db` are dicts keyed 1 … L−1; `learning_rate` is s ≥ 0.
    Returns the new `W, b`. Raises ValueError if a gradient differs in shape from what it belongs to.
    """
    W, b = shapes.parameters(W, b)
    dW, db = _gradients("W", W, dW), _gradients("b", b, db)
    s = shapes.number("learning_rate", learning_rate)
    return _moved(W, dW, s), _moved(b, db, s)


def _gradients(name, parameters, gradients):
    """The gradients of all layers, each checked to have the shape of what it belongs to."""
    if not isinstance(gradients, Mapping) or set(gradients) != set(parameters):
        raise ValueError(f"d{name} must be a dict with the keys of {name}, {list(parameters)}; got {gradients!r:.60}")
    checked = {l: shapes.array(f"d{name}[{l}]", gradients[l]) for l in parameters}
    for l in parameters:
        shapes.same(f"d{name}[{l}]", checked[l], f"{name}[{l}]", parameters[l])
    return checked


def _moved(parameters, gradients, s):
    return {l: parameters[l] - s * gradients[l] for l in parameters}


def descend(X, Y, W, b, learning_rate, epochs, weight_decay=0.0, batch_size=None, seed=0):
    """Gradient descent for `epochs` passes over the examples, by a `batch.Workspace`.

    Notebook 10_training. `X` (N, n_1), `Y` (N, K) in [0, 1], `W[l]` (n_{l+1}, n_l), `b[l]` (n_{l+1},). Without
    `batch_size` an epoch is one step by the gradient over all examples. With it the examples are shuffled in every
    epoch, the same way for the same `seed`, and dealt into as few batches as hold at most `batch_size` each, their
    sizes equal but for one; each batch makes one step, (11.1). Returns `W, b, history`: the parameters after the
    last step, and for every step what it started from: `history["J"]` (steps,), J over its batch, and
    `history["norm"][l]` (steps,), the size √(‖∂J/∂W⁽ˡ⁾‖² + ‖∂J/∂b⁽ˡ⁾‖²) of its gradient in layer l. Raises
    ValueError if the shapes do not fit together, N = 0, an entry is out of range, or steps too long have made a
    parameter infinite.
    """
    W, b = shapes.parameters(W, b)
    X, Y = shapes.data(X, Y, W)
    s, epochs = shapes.number("learning_rate", learning_rate), shapes.whole("epochs", epochs)
    if batch_size is not None and shapes.whole("batch_size", batch_size, 1) > len(X):
        raise ValueError(f"batch_size must be at most N = {len(X)}; got {batch_size} for X {X.shape}")
    rng = np.random.default_rng(shapes.whole("seed", seed))
    workspace, losses, norms = Workspace(X, Y, W, b, weight_decay), [], {l: [] for l in W}
    for _ in range(epochs):
        for rows in _batches(len(X), batch_size, rng):
            losses.append(workspace.gradient(rows)[0])
            for l, size in workspace.norms().items():
                norms[l].append(size)
            workspace.step(s)
    W, b = shapes.parameters(*({l: M[l].copy() for l in M} for M in (workspace.W, workspace.b)))
    return W, b, {"J": np.array(losses), "norm": {l: np.array(norms[l]) for l in W}}


def _batches(N, batch_size, rng):
    """The rows of each batch of one epoch; None stands for all."""
    if batch_size is None:
        return [None]
    return np.array_split(rng.permutation(N), -(-N // batch_size))
