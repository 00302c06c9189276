import numpy as np
import pytest
from numpy.testing import assert_allclose

from backprop.delta import delta_output
from backprop.derivatives import complex_step
from backprop.loss import example_loss
from backprop.network import forward, sigmoid
from backprop.outer import bias_gradient, weight_gradient
from random_networks import example, relative

TAKES = {  # what the arguments of each function are, for test_bad_input.py
    "weight_gradient": {"delta": "free vector", "a": "free vector"},
    "bias_gradient": {"delta": "free vector"},
}


@pytest.mark.parametrize("seed", range(3))
def test_the_last_layer_against_the_complex_step(seed):
    x, y, W, b = example(3, seed)
    a, _ = forward(x, W, b)
    delta = delta_output(a[3], y)
    dW = complex_step(lambda W2: example_loss(sigmoid(W2 @ a[2] + b[2]), y), W[2])
    db = complex_step(lambda b2: example_loss(sigmoid(W[2] @ a[2] + b2), y), b[2])
    assert relative(weight_gradient(delta, a[2]), dW) < 1e-12
    assert relative(bias_gradient(delta), db) < 1e-12


def test_by_index_and_for_a_square_matrix():
    delta, a = np.array([2.0, -1.0, 0.5]), np.array([0.1, 0.2, 0.7])
    got = weight_gradient(delta, a)
    for alpha in range(3):
        for beta in range(3):
            assert got[alpha, beta] == delta[alpha] * a[beta]


def test_the_bias_gradient_is_a_copy():
    delta = np.array([2.0, -1.0])
    bias_gradient(delta)[0] = 9
    assert_allclose(delta, [2.0, -1.0], rtol=0)
