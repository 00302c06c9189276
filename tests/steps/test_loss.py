import math

import numpy as np
import pytest
from numpy.testing import assert_allclose

from backprop.loss import example_loss, losses_from_z, objective
from backprop.network import forward, sigmoid
from random_networks import problem

TAKES = {  # what the arguments of each function are, for test_bad_input.py
    "example_loss": {"a": "inner vector", "y": "target vector"},
    "losses_from_z": {"Z": "matrix", "Y": "target matrix"},
    "objective": {"X": "matrix", "Y": "target matrix", "W": "W", "b": "b", "weight_decay": "number"},
}


def by_hand(a, y):
    return sum(-yk * math.log(ak) - (1 - yk) * math.log(1 - ak) for ak, yk in zip(a, y, strict=True))


def test_example_loss_is_its_definition():
    a, y = [0.2, 0.9, 0.35], [1.0, 0.0, 0.4]
    assert_allclose(example_loss(a, y), by_hand(a, y), rtol=1e-14)


def test_losses_from_z_equal_the_textbook_form_where_it_has_its_digits():
    z, y = np.meshgrid(np.linspace(-6, 6, 25), [0, 0.3, 1])
    a = sigmoid(z)
    assert_allclose(losses_from_z(z, y), -y * np.log(a) - (1 - y) * np.log(1 - a), rtol=1e-12)


def test_losses_from_z_far_out():
    with np.errstate(all="raise"):
        got = losses_from_z([-1e300, -1000, -40, 40, 1000, 1e300], [0, 1, 1, 1, 0.25, 0])
    assert_allclose(got, [0, 1000, 40 + math.exp(-40), math.exp(-40), 750, 1e300], rtol=1e-14)


@pytest.mark.parametrize("N", [1, 4])
def test_objective_is_the_mean_plus_the_decay_of_the_weights_alone(N):
    X, Y, W, b, weight_decay = problem(4, N)
    J_tilde = sum(by_hand(forward(x, W, b)[0][4], y) for x, y in zip(X, Y, strict=True)) / N
    decay = weight_decay / 2 * sum(w**2 for l in W for w in W[l].ravel())
    assert_allclose(objective(X, Y, W, b), J_tilde, rtol=1e-12)
    assert_allclose(objective(X, Y, W, b, weight_decay), J_tilde + decay, rtol=1e-12)
