"""All the gradients of one example, of 07_recursion.ipynb: the same moves in every layer."""

from . import shapes
from .delta import delta as delta_from
from .delta import delta_output
from .network import forward
from .outer import bias_gradient, weight_gradient
from .pullback import eta_below


def backprop_example(x, y, W, b):
    """∂Ĵ/∂W⁽ˡ⁾ and ∂Ĵ/∂b⁽ˡ⁾ of one example, for every l: (7.10) to (7.13).

    Notebook 07_recursion, lines 3 to 18 of Algorithm 1 for one example. `x` (n_1,), `y` (K,) in [0, 1],
    `W[l]` (n_{l+1}, n_l), `b[l]` (n_{l+1},). Returns two dicts keyed 1 … L−1, shaped like W and b. The output
    layer starts at δ = a − y, so that the result is finite where an output is saturated. Raises ValueError if the
    shapes do not fit together, or an entry is out of range.
    """
    W, b = shapes.parameters(W, b)
    x, y = shapes.inputs("x", x, W), shapes.outputs("y", y, W)
    a, z = forward(x, W, b)
    L = len(W) + 1
    eta, delta, dW, db = {}, {L: delta_output(a[L], y)}, {}, {}
    for l in range(L, 1, -1):
        dW[l - 1] = weight_gradient(delta[l], a[l - 1])
        db[l - 1] = bias_gradient(delta[l])
        if l > 2:
            eta[l - 1] = eta_below(W[l - 1], delta[l])
            delta[l - 1] = delta_from(eta[l - 1], z[l - 1])
    return dW, db
