import numpy as np
import pytest
from numpy.testing import assert_allclose

from backprop.delta import delta, delta_output
from backprop.derivatives import complex_step
from backprop.eta import eta_output
from backprop.loss import example_loss
from backprop.network import sigmoid
from random_networks import relative

TAKES = {  # what the arguments of each function are, for test_bad_input.py
    "delta": {"eta": "vector", "z": "vector"},
    "delta_output": {"a": "unit vector", "y": "target vector"},
}

Z = np.array([-3.0, -0.4, 0.9, 4.5])


@pytest.mark.parametrize("y", [[0, 0, 0, 0], [1, 1, 1, 1], [0.9, 0.2, 0.5, 0.4]])
def test_delta_is_the_derivative_of_the_loss_by_z(y):
    y = np.array(y, float)
    expected = complex_step(lambda z: example_loss(sigmoid(z), y), Z)
    assert relative(delta(eta_output(sigmoid(Z), y), Z), expected) < 1e-12
    assert relative(delta_output(sigmoid(Z), y), expected) < 1e-12


def test_delta_is_linear_in_the_eta_that_comes_from_above():
    eta = np.array([2.0, -1.0, 0.0, 5.0])
    expected = [eta[k] * complex_step(sigmoid, Z[k]) for k in range(4)]
    assert_allclose(delta(eta, Z), expected, rtol=1e-12)


def test_delta_output_stays_finite_where_eta_is_not():
    assert_allclose(delta_output([0.0, 1.0, 1.0], [1.0, 0.0, 1.0]), [-1.0, 1.0, 0.0], rtol=0)
