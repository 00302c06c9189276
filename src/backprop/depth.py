"""What many layers do to δ, of 13_depth.ipynb: other functions in place of φ, a deep network, δ layer by layer."""

import math

import numpy as np

from . import shapes
from .delta import delta_output
from .network import sigmoid, sigmoid_slope
from .pullback import eta_below


def tanh_slope(z):
    """The slope of tanh, entry by entry: 4 φ′(2z), which keeps the digits that 1 − tanh² z loses, (13.10).

    Notebook 13_depth. `z` has any shape and the result has the same. Raises ValueError if z holds NaN.
    """
    return 4 * sigmoid_slope(2 * shapes.array("z", z, finite=False))


def relu(z):
    """max(z, 0), entry by entry; of a complex number the real part decides.

    Notebook 13_depth, (13.11). `z` has any shape and the result has the same. Raises ValueError if z holds NaN.
    """
    z = shapes.array("z", z, finite=False)
    return np.where(np.real(z) > 0, z, np.zeros_like(z))


def relu_slope(z):
    """The slope of max(z, 0): 1 where z > 0, and 0 elsewhere, also at the kink, where there is none.

    Notebook 13_depth, (13.11). `z` has any shape and the result has the same. Raises ValueError if z holds NaN.
    """
    z = shapes.array("z", z, finite=False)
    return (np.real(z) > 0).astype(z.dtype)


HIDDEN = {  # what a hidden layer may have: the function, its slope, and the most that the slope can be
    "sigmoid": (sigmoid, sigmoid_slope, 0.25),
    "tanh": (np.tanh, tanh_slope, 1.0),
    "ReLU": (relu, relu_slope, 1.0),
}


def _hidden(name):
    """The entry of HIDDEN of that name."""
    if name not in list(HIDDEN):
        raise ValueError(f"hidden must be one of {', '.join(HIDDEN)}; got {name!r}")
    return HIDDEN[name]


def passes(x, y, W, b, hidden="sigmoid"):
    """Forward and back for one example, with sigmoids in the output layer and `hidden` in the others, (13.8).

    Notebook 13_depth. `x` (n_1,), `y` (K,) in [0, 1], `W[l]` (n_{l+1}, n_l), `b[l]` (n_{l+1},); `hidden` is a key of
    HIDDEN. Returns three dicts: `a` keyed 1 … L, `z` and `delta` keyed 2 … L. Raises ValueError if the shapes do not
    fit together, an entry is out of range, or there is no such function.
    """
    f, slope, _ = _hidden(hidden)
    W, b = shapes.parameters(W, b)
    L, a, z = len(W) + 1, {1: shapes.inputs("x", x, W)}, {}
    for l in range(1, L):
        z[l + 1] = shapes.array(f"z[{l + 1}]", W[l] @ a[l] + b[l])
        a[l + 1] = (f if l + 1 < L else sigmoid)(z[l + 1])
    delta = {L: delta_output(a[L], shapes.outputs("y", y, W))}
    for l in range(L - 1, 1, -1):
        delta[l] = eta_below(W[l], delta[l + 1]) * slope(z[l])
    return a, z, delta


def delta_sizes(x, y, W, b, hidden="sigmoid"):
    """|δ⁽ˡ⁾| = the largest |δ⁽ˡ⁾_α| of one example, for every layer l = 2 … L, by `passes`.

    Notebook 13_depth, lines 3 to 17 of Algorithm 1. Takes what `passes` takes, returns a dict keyed 2 … L. Raises
    ValueError where `passes` does.
    """
    delta = passes(x, y, W, b, hidden)[2]
    return {l: float(np.abs(delta[l]).max()) for l in sorted(delta)}


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


def largest_factor(W, hidden="sigmoid"):
    """¼ ‖W⁽ˡ⁾‖₁, with ‖W‖₁ = max_α Σ_γ |W_γα|: |δ⁽ˡ⁾| is at most this times |δ⁽ˡ⁺¹⁾|, (13.6).

    Notebook 13_depth. `W` (n_above, n_below) of one layer. With another key of HIDDEN, the most that its slope can be
    stands for ¼. Raises ValueError if W is not a matrix, an entry is not finite, or there is no such function.
    """
    most = _hidden(hidden)[2]
    return float(np.abs(shapes.array("W", W, 2)).sum(axis=0, dtype=np.float64).max() * most)
