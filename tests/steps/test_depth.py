import math

import numpy as np
import pytest

from backprop import depth
from backprop.algorithm import algorithm_1
from backprop.derivatives import complex_step
from backprop.loss import example_loss
from backprop.network import forward, sigmoid
from random_networks import example

TAKES = {  # what the arguments of each function are, for test_bad_input.py
    "deep_network": {"layers": "whole", "scale": "number"},
    "delta_sizes": {"x": "vector", "y": "target vector", "W": "W", "b": "b"},
    "largest_factor": {"W": "free matrix"},
}


@pytest.mark.parametrize("layers", [2, 3, 4, 6])
def test_the_sizes_are_those_of_measured_derivatives(layers):
    x, y, W, b = example(layers)
    _, z = forward(x, W, b)
    sizes = depth.delta_sizes(x, y, W, b)
    assert list(sizes) == list(range(2, layers + 1))
    for l in sizes:

        def J_hat(v, l=l):
            for m in range(l, layers):
                v = W[m] @ sigmoid(v) + b[m]
            return example_loss(sigmoid(v), y)

        assert sizes[l] == pytest.approx(abs(complex_step(J_hat, z[l])).max(), rel=1e-12)


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
