import math

import numpy as np
import pytest
from numpy.testing import assert_allclose

from backprop import depth
from backprop.algorithm import algorithm_1
from backprop.derivatives import central_difference, complex_step
from backprop.loss import example_loss
from backprop.network import forward, sigmoid
from random_networks import example

TAKES = {  # what the arguments of each function are, for test_bad_input.py
    "deep_network": {"layers": "whole", "scale": "number"},
    "passes": {"x": "vector", "y": "target vector", "W": "W", "b": "b", "hidden": "hidden"},
    "delta_sizes": {"x": "vector", "y": "target vector", "W": "W", "b": "b", "hidden": "hidden"},
    "largest_factor": {"W": "free matrix", "hidden": "hidden"},
    "tanh_slope": {"z": "free with infinities"},
    "relu": {"z": "free with infinities"},
    "relu_slope": {"z": "free with infinities"},
}


FUNCTIONS = {"sigmoid": sigmoid, "tanh": np.tanh, "ReLU": lambda z: z * (z.real > 0)}


@pytest.mark.parametrize("hidden", FUNCTIONS)
@pytest.mark.parametrize("layers", [2, 3, 4, 6])
def test_delta_is_the_measured_derivative(layers, hidden):
    x, y, W, b = example(layers)
    a, z, delta = depth.passes(x, y, W, b, hidden)
    assert list(a) == list(range(1, layers + 1)) and sorted(delta) == sorted(z) == list(range(2, layers + 1))
    for l in delta:

        def J_hat(v, l=l):
            for m in range(l, layers):
                v = W[m] @ FUNCTIONS[hidden](v) + b[m]
            return example_loss(sigmoid(v), y)

        assert_allclose(delta[l], complex_step(J_hat, z[l]), rtol=1e-11, atol=1e-15)
    sizes = depth.delta_sizes(x, y, W, b, hidden)
    assert sizes == {l: abs(delta[l]).max() for l in range(2, layers + 1)}


def test_with_sigmoids_it_is_the_forward_pass_of_01():
    x, y, W, b = example(4)
    a, z = forward(x, W, b)
    got = depth.passes(x, y, W, b)
    for l in z:
        assert_allclose(got[0][l], a[l], rtol=1e-14)
        assert_allclose(got[1][l], z[l], rtol=1e-14)


@pytest.mark.parametrize("hidden", depth.HIDDEN)
def test_each_slope_is_measured_and_never_above_its_most(hidden):
    f, slope, most = depth.HIDDEN[hidden]
    z = np.linspace(-6, 6, 240)  # without 0
    assert_allclose(slope(z), complex_step(lambda v: f(v).sum(), z), rtol=1e-12)
    assert slope(z).max() <= most and slope(np.array(1e-9)) == pytest.approx(most)


def test_at_the_kink_the_slope_is_0_and_a_difference_says_one_half():
    zero = np.array(0.0)
    assert depth.relu_slope(zero) == depth.relu(zero) == 0 and central_difference(depth.relu, zero, h=1e-3) == 0.5
    assert depth.relu(-3.0) == 0
    for function in (depth.relu, depth.relu_slope, depth.tanh_slope):
        assert function(np.float32(2)).dtype == np.float32


@pytest.mark.parametrize("hidden", ["tanh", "ReLU"])
@pytest.mark.parametrize("scale", [0.5, 1, 5, 20])
def test_no_layer_does_better_than_the_bound_without_a_quarter(scale, hidden):
    W, b = depth.deep_network(12, scale)
    sizes = depth.delta_sizes([1.0, -0.5], [1.0, 0.0, 1.0], W, b, hidden)
    assert all(sizes[l] <= depth.largest_factor(W[l], hidden) * sizes[l + 1] for l in range(2, 12))
    assert depth.largest_factor(W[3], hidden) == 4 * depth.largest_factor(W[3])


@pytest.mark.parametrize("scale", [0.5, 1, 5, 20])
def test_no_layer_does_better_than_its_bound(scale):
    W, b = depth.deep_network(12, scale)
    sizes = depth.delta_sizes([1.0, -0.5], [1.0, 0.0, 1.0], W, b)
    for l in range(2, 12):
        assert sizes[l] <= depth.largest_factor(W[l]) * sizes[l + 1]


def test_the_bound_is_reached():
    """One unit a layer, z = 0, so that φ′ = ¼: the factor is ¼ |w| exactly."""
    W = {1: np.zeros((1, 1)), 2: np.array([[-3.0]])}
    b = {1: np.zeros(1), 2: np.ones(1)}
    sizes = depth.delta_sizes([0.7], [1.0], W, b)
    assert sizes[2] == pytest.approx(depth.largest_factor(W[2]) * sizes[3], rel=1e-12)
    assert depth.largest_factor([[1.0, -5.0], [-2.0, 0.5]]) == 5.5 / 4
    assert depth.largest_factor(np.array([[2**24], [1]], np.float32)) == (2**24 + 1) / 4


def test_the_deep_network():
    W, b = depth.deep_network(5, 2.0)
    assert [W[l].shape for l in W] == [(4, 2), (4, 4), (4, 4), (3, 4)]
    assert all((b[l] == 0).all() for l in b)
    every = np.sort(np.concatenate([W[l].ravel() for l in W]))
    assert -2 <= every[0] < -1.9 < 1.9 < every[-1] <= 2 and np.diff(every).max() < 0.3
    assert not np.allclose(W[2], W[3])
    algorithm_1([[0.1, 0.2]], [[0, 1, 1]], W, b)


def test_the_weights_of_the_deep_network_are_the_fractional_parts_of_multiples_of_the_golden_ratio():
    W, b = depth.deep_network(5, 3.0)
    golden, k = (5**0.5 - 1) / 2, 0
    for l in (1, 2, 3, 4):
        for entry in W[l].ravel():
            k += 1
            assert entry == pytest.approx(3.0 * (2 * math.fmod(k * golden, 1) - 1), abs=1e-12)
        assert not b[l].any()
    assert k == 8 + 16 + 16 + 12


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: depth.deep_network(1, 1.0), "layers must be one whole number, 2 or more"),
        (lambda: depth.deep_network(3, -1.0), "scale must be one number"),
        (lambda: depth.largest_factor([1.0]), "W must be a matrix"),
        (lambda: depth.delta_sizes([1.0, 2.0], [1.0], *depth.deep_network(3, 1)), "y must have 3 targets"),
    ],
)
def test_bad_input(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_infinities_are_taken():
    ends = np.array([-np.inf, np.inf])
    assert list(depth.tanh_slope(ends)) == [0, 0]
    assert list(depth.relu(ends)) == [0, np.inf] and list(depth.relu_slope(ends)) == [0, 1]


def test_at_the_kink_the_imaginary_part_is_cut_as_the_slope_says():
    assert depth.relu(1e-30j) == 0


def test_what_is_refused_is_named():
    W, b = depth.deep_network(3, 1)
    with pytest.raises(ValueError, match=r"^hidden must be one of sigmoid, tanh, ReLU; got 'softplus'$"):
        depth.passes([1.0, 2.0], [1.0, 0.0, 0.0], W, b, "softplus")
    with np.errstate(over="ignore"), pytest.raises(ValueError, match=r"^z\[2\] holds -?inf at index"):
        depth.passes([1.7e308, 1.7e308], [1.0, 0.0, 0.0], {1: 100 * W[1], 2: W[2]}, b)
