"""What many layers do to δ, of 13_depth.ipynb: a deep network to watch it in, and its size layer by layer."""

import math

import numpy as np

from . import shapes
from .delta import delta as delta_from
from .delta import delta_output
from .network import forward
from .pullback import eta_below


def deep_network(layers, scale):
    """A network of `layers` layers, 2–4–…–4–3, to watch δ in: weights spread evenly from −scale to scale, biases 0.

    Notebook 13_depth. No random numbers: the weights are the fractional parts of multiples of the golden
    ratio, in the order in which the layers follow. Returns `W, b`, two dicts keyed 1 … layers−1. Raises
    ValueError if there are fewer than 2 layers, or the scale is negative.
    """
    layers, scale = shapes.whole("layers", layers, low=2), shapes.number("scale", scale)
    widths = [2] + [4] * (layers - 2) + [3]
    W, b, used = {}, {}, 0
    for l in range(1, layers):
        shape = widths[l], widths[l - 1]
        k = used + np.arange(1, shape[0] * shape[1] + 1)
        W[l] = scale * (2 * ((k * (math.sqrt(5) - 1) / 2) % 1) - 1).reshape(shape)
        b[l], used = np.zeros(shape[0]), k[-1]
    return W, b


def delta_sizes(x, y, W, b):
    """|δ⁽ˡ⁾| = the largest |δ⁽ˡ⁾_α| of one example, for every layer l = 2 … L.

    Notebook 13_depth, lines 3 to 17 of Algorithm 1. `x` (n_1,), `y` (K,) in [0, 1], `W[l]` (n_{l+1}, n_l),
    `b[l]` (n_{l+1},). Returns a dict keyed 2 … L. Raises ValueError if the shapes do not fit together, or an
    entry is out of range.
    """
    W, b = shapes.parameters(W, b)
    a, z = forward(x, W, b)
    L = len(W) + 1
    delta = {L: delta_output(a[L], shapes.outputs("y", y, W))}
    for l in range(L - 1, 1, -1):
        delta[l] = delta_from(eta_below(W[l], delta[l + 1]), z[l])
    return {l: float(np.abs(delta[l]).max()) for l in range(2, L + 1)}


def largest_factor(W):
    """¼ ‖W⁽ˡ⁾‖₁, with ‖W‖₁ = max_α Σ_γ |W_γα|: |δ⁽ˡ⁾| is at most this times |δ⁽ˡ⁺¹⁾|, (13.6).

    Notebook 13_depth. `W` (n_above, n_below) of one layer. Raises ValueError if it is not a matrix, or an
    entry is not finite.
    """
    return float(np.abs(shapes.array("W", W, 2)).sum(axis=0, dtype=np.float64).max() / 4)
