"""The gradients of one layer's parameters, of 05_outer.ipynb: ∂Ĵ/∂W⁽ˡ⁾ = δ⁽ˡ⁺¹⁾ a⁽ˡ⁾ᵀ and ∂Ĵ/∂b⁽ˡ⁾ = δ⁽ˡ⁺¹⁾."""

import numpy as np

from . import shapes


def weight_gradient(delta, a):
    """∂Ĵ/∂W_αβ = δ_α a_β: an outer product, (5.6) and (5.7).

    Notebook 05_outer, line 11 of Algorithm 1. `delta` (n_above,) of the layer that the weights lead into, `a`
    (n_below,) of the layer that they leave. Returns (n_above, n_below), the shape of W. Raises ValueError if
    either is not a vector, or an entry is not finite.
    """
    return np.outer(shapes.array("delta", delta, 1), shapes.array("a", a, 1))


def bias_gradient(delta):
    """∂Ĵ/∂b_α = δ_α, (5.10).

    Notebook 05_outer, line 13 of Algorithm 1. `delta` (n_above,). Returns a copy of it, the shape of b. Raises
    ValueError if it is not a vector, or an entry is not finite.
    """
    return shapes.array("delta", delta, 1).copy()
