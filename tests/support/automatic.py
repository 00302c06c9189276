"""The gradient of J by HIPS autograd, from the definition of J: a derivative that shares no code with the course."""

import autograd
import autograd.numpy as anp

from random_networks import relative


def automatic(X, Y, W, b, weight_decay):
    """J, dW, db by HIPS autograd, from the definition of J."""

    def J(parameters):
        W, b = parameters
        A = X
        for l in sorted(W):
            A = 1 / (1 + anp.exp(-(anp.dot(A, W[l].T) + b[l])))
        J_tilde = anp.mean(anp.sum(-Y * anp.log(A) - (1 - Y) * anp.log(1 - A), axis=1))
        return J_tilde + weight_decay / 2 * sum(anp.sum(W[l] ** 2) for l in W)

    dW, db = autograd.grad(J)((W, b))
    return J((W, b)), dW, db


def agree(got, expected, tolerance):
    """Both have the same layers, and in each the same array, to a relative error of `tolerance`."""
    assert set(got) == set(expected)
    for l in expected:
        assert relative(got[l], expected[l]) < tolerance
