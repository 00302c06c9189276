"""The step back through the weights, of 06_pullback.ipynb: η⁽ˡ⁾ = W⁽ˡ⁾ᵀ δ⁽ˡ⁺¹⁾."""

from . import shapes


def eta_below(W, delta):
    """η_α = Σ_γ W_γα δ_γ: the sensitivity of Ĵ to the activations of the layer below, (6.5) and (6.6).

    Notebook 06_pullback, line 15 of Algorithm 1. `W` (n_above, n_below), `delta` (n_above,). Returns (n_below,).
    Raises ValueError if the shapes do not fit together, or an entry is not finite.
    """
    W, delta = shapes.array("W", W, 2), shapes.array("delta", delta, 1)
    if len(W) != len(delta):
        raise ValueError(
            f"delta must have one entry for each row of W; got W {W.shape} and delta {delta.shape}"
        )
    return W.T @ delta
