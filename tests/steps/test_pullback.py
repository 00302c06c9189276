import numpy as np
import pytest

from backprop.delta import delta_output
from backprop.derivatives import complex_step
from backprop.loss import example_loss
from backprop.network import forward, sigmoid
from backprop.pullback import eta_below
from random_networks import example, relative

TAKES = {  # what the arguments of each function are, for test_bad_input.py
    "eta_below": {"W": "columns", "delta": "vector"},
}


@pytest.mark.parametrize("seed", range(3))
def test_eta_below_is_the_derivative_by_the_hidden_activations(seed):
    x, y, W, b = example(3, seed)
    a, _ = forward(x, W, b)
    expected = complex_step(lambda a2: example_loss(sigmoid(W[2] @ a2 + b[2]), y), a[2])
    assert relative(eta_below(W[2], delta_output(a[3], y)), expected) < 1e-12


def test_by_index_and_for_a_square_matrix():
    W, delta = np.array([[1.0, 2.0], [-3.0, 5.0]]), np.array([0.5, -0.25])
    got = eta_below(W, delta)
    for alpha in range(2):
        assert got[alpha] == sum(W[gamma, alpha] * delta[gamma] for gamma in range(2))
