"""Accuracy over every float: what the steps promise is searched for a counterexample, against 60 digits.

A bound is in units of ε of the type and relative to the truth, unless the promise is about the absolute error.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import precise
from backprop.algorithm import algorithm_1
from backprop.batch import gradient
from backprop.delta import delta, delta_output
from backprop.loss import losses_from_z
from backprop.network import forward, sigmoid, sigmoid_slope
from backprop.recursion import backprop_example
from backprop.rounding import delta_from_z

BITS = {np.float16: 16, np.float32: 32, np.float64: 64}
search = settings(max_examples=50, deadline=None, database=None)


def floats(kind):
    """Any finite float of that type; in half of all cases one where φ is neither 0 nor 1."""
    moderate = st.floats(-750, 750, width=64).map(kind)
    return (moderate | st.floats(width=BITS[kind], allow_nan=False, allow_infinity=False)).map(kind)


def targets(kind):
    """Any target, and often one that is nearly 0 or 1."""
    near = st.integers(0, 16).map(lambda n: 10.0**-n)
    return (near | near.map(lambda v: 1 - v) | st.floats(0, 1)).map(kind)


pytestmark = pytest.mark.parametrize("kind", BITS)


@search
@given(data=st.data())
def test_phi_and_its_slope(kind, data):
    z = data.draw(floats(kind))
    assert precise.error(sigmoid(z), precise.phi(z)[0], kind) <= 4
    assert precise.error(sigmoid_slope(z), precise.slope(z), kind) <= 4
    assert sigmoid_slope(z) == sigmoid_slope(-z)
    assert sigmoid(z).dtype == sigmoid_slope(z).dtype == kind


@search
@given(data=st.data())
def test_the_loss_from_z(kind, data):
    z, y = data.draw(floats(kind)), data.draw(targets(kind))
    assert precise.error(losses_from_z(z, y), precise.loss(z, y), kind) <= 4


@search
@given(data=st.data())
def test_delta_of_the_output(kind, data):
    """a − y, and (12.11) with it, to ε of 1; (12.11) with all its digits where the target is 0 or 1."""
    z, y, sure = data.draw(floats(kind)), data.draw(targets(kind)), kind(data.draw(st.integers(0, 1)))
    assert precise.error(delta_output(sigmoid(z), y), precise.delta(z, y), kind, beside=1) <= 1
    assert precise.error(delta_from_z(z, y), precise.delta(z, y), kind, beside=1) <= 1
    assert precise.error(delta_from_z(z, sure), precise.delta(z, sure), kind) <= 4


@search
@given(data=st.data())
def test_delta_of_a_hidden_unit(kind, data):
    z, eta = data.draw(floats(kind)), kind(data.draw(st.floats(-100, 100, width=16)))
    true = precise.slope(z) * precise.decimal(eta)
    assert precise.error(delta(eta, z), true, kind, beside=100 * float(np.finfo(kind).tiny)) <= 6


ONE_UNIT = {l: np.ones((1, 1)) for l in (1, 2)}, {1: np.zeros(1), 2: np.zeros(1)}


@search
@given(data=st.data())
def test_the_gradient_below_a_saturated_hidden_unit(kind, data):
    """1–1–1, weights 1, no biases, x = z: ∂Ĵ/∂b¹ = δ³ φ′(z) in each of three forms, to a few ε of itself."""
    z = kind(data.draw(st.floats(-80, 80, width=16)))
    one = ({l: part[l].astype(kind) for l in part} for part in ONE_UNIT)
    x, y, (W, b) = np.array([z]), np.array([0], kind), one
    a, _ = forward(x, W, b)
    true = precise.slope(z) * precise.decimal(a[3][0])
    tiny = float(np.finfo(np.float16).tiny) if kind == np.float16 else 0
    for got in (
        backprop_example(x, y, W, b)[1], gradient(x[None], y[None], W, b)[2], algorithm_1(x[None], y[None], W, b)[2],
    ):  # fmt: skip
        assert precise.error(got[1][0], true, kind, beside=tiny) <= 10
