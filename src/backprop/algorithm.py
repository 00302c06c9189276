"""Algorithm 1, of 09_algorithm.ipynb: a reconstruction of the listing that the notes cite by its line numbers."""

import numpy as np

from . import shapes
from .delta import delta as delta_from
from .eta import eta_output
from .loss import example_loss
from .network import sigmoid as phi
from .outer import bias_gradient, weight_gradient
from .pullback import eta_below


def algorithm_1(X, Y, W, b, weight_decay=0.0):
    """J and its gradients, one example and one line at a time: the listing, with its numbers in the margin.

    Notebook 09_algorithm. `X` (N, n_1), `Y` (N, K) in [0, 1], `W[l]` (n_{l+1}, n_l), `b[l]` (n_{l+1},) for any
    number of layers, `weight_decay` λ ≥ 0. Returns `J, dW, db`: one number and two dicts keyed 1 … L−1, shaped
    like W and b. Line 5 divides by a and 1 − a, line 20 takes their logarithms: where an output has rounded to
    1 or 0, or y/a overflows, it raises ValueError and `batch.gradient` still answers. In float64 that is so from
    z ≈ 36.7 on, and to the left from −709.8 on for y = 1, from −745.1 on for y = 0.
    Raises ValueError also if the shapes do not fit together, N = 0, or an entry is out of range. float32 stays
    float32, with sums over the examples kept in float64. Notebook 12 has the forms of lines 5 to 8 and 20 that keep
    their digits where z is large.
    """
    X, Y, W, b, λ, dtype = shapes.problem(X, Y, W, b, weight_decay)
    L, N, J = len(W) + 1, len(X), np.float64(0)
    a, z, eta, delta, dW, db = {}, {}, {}, {}, {}, {}
    for l in range(1, L): dW[l], db[l] = np.zeros(W[l].shape), np.zeros(b[l].shape)               #  1
    for i in range(N):                                                                            #  2
        a[1] = X[i]                                                                               #  3
        for l in range(1, L): z[l + 1] = W[l] @ a[l] + b[l]; a[l + 1] = phi(z[l + 1])             #  4
        eta[L] = eta_output(a[L], Y[i])                                                           #  5
        l = L                                                                                     #  6
        # (through the output units)                                                              #  7
        delta[L] = delta_from(eta[L], z[L])                                                       #  8
        while l > 1:                                                                              #  9
            # (the weights into layer l)                                                          # 10
            dW[l - 1] = dW[l - 1] + (1 / N) * weight_gradient(delta[l], a[l - 1])                 # 11
            # (the biases into layer l)                                                           # 12
            db[l - 1] = db[l - 1] + (1 / N) * bias_gradient(delta[l])                             # 13
            if l > 2:                                                                             # 14
                eta[l - 1] = eta_below(W[l - 1], delta[l])                                        # 15
                # (through the units of layer l − 1)                                              # 16
                delta[l - 1] = delta_from(eta[l - 1], z[l - 1])                                   # 17
            l = l - 1                                                                             # 18
        # (the loss of example i)                                                                 # 19
        J_hat = example_loss(a[L], Y[i])                                                          # 20
        J = J + (1 / N) * J_hat                                                                   # 21
    # (all examples are in: decay the weights, not the biases)                                    # 22
    for l in range(1, L):                                                                         # 23
        J = J + np.sum(λ / 2 * W[l] * W[l])                                                       # 24
        # (line 26 is (*)'s second term)                                                          # 25
        dW[l] = dW[l] + λ * W[l]                                                                  # 26
    return shapes.result(dtype, J, dW, db)                                                        # 27
