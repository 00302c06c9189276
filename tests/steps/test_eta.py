import numpy as np
import pytest
from numpy.testing import assert_allclose

from backprop.derivatives import central_difference, complex_step
from backprop.eta import eta_output
from backprop.loss import example_loss
from random_networks import relative

TAKES = {  # what the arguments of each function are, for test_bad_input.py
    "eta_output": {"a": "inner vector", "y": "target vector"},
}

A = np.array([0.02, 0.3, 0.77, 0.999])


@pytest.mark.parametrize("y", [[0, 0, 0, 0], [1, 1, 1, 1], [0.9, 0.2, 0.5, 0.4]])
def test_eta_is_the_derivative_of_the_loss(y):
    y = np.array(y, float)
    eta = eta_output(A, y)
    assert relative(eta, complex_step(lambda a: example_loss(a, y), A)) < 1e-12
    assert relative(eta, central_difference(lambda a: example_loss(a, y), A, h=1e-7)) < 1e-6


def test_eta_by_index():
    y = [1, 0, 0.25, 0.5]
    for k in range(4):
        assert_allclose(eta_output(A, y)[k], -y[k] / A[k] + (1 - y[k]) / (1 - A[k]), rtol=1e-15)


@pytest.mark.parametrize("a", [[0.0, 0.5], [0.5, 1.0], [-0.1, 0.5], [0.5, 1.1]])
def test_the_formula_is_refused_where_it_divides_by_zero(a):
    with pytest.raises(ValueError, match=r"^a must lie.*shape \(2,\)"):
        eta_output(a, [1.0, 0.0])
