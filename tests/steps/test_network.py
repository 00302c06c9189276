import math

import numpy as np
import pytest
from numpy.testing import assert_allclose

from backprop.derivatives import complex_step
from backprop.network import forward, forward_rows, sigmoid, sigmoid_slope
from random_networks import example, problem

TAKES = {  # what the arguments of each function are, for test_bad_input.py
    "sigmoid": {"z": "free with infinities"},
    "sigmoid_slope": {"z": "free with infinities"},
    "forward": {"x": "vector", "W": "W", "b": "b"},
    "forward_rows": {"X": "rows", "W": "W", "b": "b"},
}


def test_sigmoid_is_its_definition():
    for z in (-30.0, -2.5, 0.0, 0.7, 30.0):
        assert_allclose(sigmoid(z), 1 / (1 + math.exp(-z)), rtol=1e-15)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_sigmoid_takes_any_float_without_a_warning(dtype):
    top = np.finfo(dtype).max
    z = np.array([-np.inf, -top, -800, -0.0, 800, top, np.inf], dtype)
    with np.errstate(all="raise"):
        phi, slope = sigmoid(z), sigmoid_slope(z)
    assert phi.dtype == slope.dtype == dtype
    assert_allclose(phi, [0, 0, 0, 0.5, 1, 1, 1], atol=1e-30)
    assert_allclose(slope, [0, 0, 0, 0.25, 0, 0, 0], atol=1e-30)


def test_sigmoid_slope_is_the_derivative():
    z = np.linspace(-8, 8, 33)
    expected = [complex_step(sigmoid, zk) for zk in z]
    assert_allclose(sigmoid_slope(z), expected, rtol=1e-12)


@pytest.mark.parametrize("layers", [2, 3, 6])
def test_forward_by_index(layers):
    x, _, W, b = example(layers)
    a, z = forward(x, W, b)
    assert list(a) == list(range(1, layers + 1)) and list(z) == list(range(2, layers + 1))
    assert_allclose(a[1], x, rtol=0)
    for l in range(1, layers):
        for alpha in range(len(b[l])):
            total = b[l][alpha] + sum(W[l][alpha, beta] * a[l][beta] for beta in range(len(a[l])))
            assert_allclose(z[l + 1][alpha], total, rtol=1e-12)
            assert_allclose(a[l + 1][alpha], 1 / (1 + math.exp(-total)), rtol=1e-12)


def test_rows_are_examples():
    X, _, W, b, _ = problem(4, 7)
    A, Z = forward_rows(X, W, b)
    for i, x in enumerate(X):
        a, z = forward(x, W, b)
        for l in z:
            assert_allclose(Z[l][i], z[l], rtol=1e-12)
            assert_allclose(A[l][i], a[l], rtol=1e-12)
