"""The whole gradient, three ways of the course against three derivatives computed without it."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from automatic import agree, automatic
from backprop import algorithm, batch
from backprop.derivatives import central_difference, complex_step
from backprop.loss import objective
from random_networks import WIDTHS, problem, relative

TAKES = {  # what the arguments of each function are, for test_bad_input.py
    "gradient": {"X": "matrix", "Y": "target matrix", "W": "W", "b": "b", "weight_decay": "number"},
    "Workspace": {"X": "real matrix", "Y": "target matrix", "W": "real W", "b": "real b", "weight_decay": "number"},
}

LAYERS = sorted(WIDTHS)


def in_workspace(X, Y, W, b, weight_decay=0.0):
    return batch.Workspace(X, Y, W, b, weight_decay).gradient()


FORMS = [algorithm.algorithm_1, batch.gradient, in_workspace]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("N", [1, 2, 9])
@pytest.mark.parametrize("layers", LAYERS)
def test_against_automatic_differentiation(form, layers, N):
    for seed in range(3):
        given = problem(layers, N, seed)
        J, dW, db = form(*given)
        J_auto, dW_auto, db_auto = automatic(*given)
        assert_allclose(J, J_auto, rtol=1e-12)
        agree(dW, dW_auto, 1e-12)
        agree(db, db_auto, 1e-12)


@pytest.mark.parametrize("form", FORMS)
def test_against_the_complex_step_and_central_differences(form):
    X, Y, W, b, weight_decay = problem(3, 4)
    _, dW, db = form(X, Y, W, b, weight_decay)
    for l in W:
        of_W = lambda w, l=l: objective(X, Y, {**W, l: w}, b, weight_decay)
        of_b = lambda v, l=l: objective(X, Y, W, {**b, l: v}, weight_decay)
        assert relative(dW[l], complex_step(of_W, W[l])) < 1e-12
        assert relative(db[l], complex_step(of_b, b[l])) < 1e-12
        assert relative(dW[l], central_difference(of_W, W[l])) < 1e-6
        assert relative(db[l], central_difference(of_b, b[l])) < 1e-6


@pytest.mark.parametrize("form", FORMS)
def test_targets_of_0_and_1_and_no_decay(form):
    X, Y, W, b, _ = problem(4, 6)
    Y = np.round(Y)
    _, dW, db = form(X, Y, W, b)
    _, dW_auto, db_auto = automatic(X, Y, W, b, 0.0)
    agree(dW, dW_auto, 1e-12)
    agree(db, db_auto, 1e-12)


@pytest.mark.parametrize("form", FORMS[1:])
def test_the_batch_form_is_finite_and_silent_at_any_z(form):
    X, Y, W, b, weight_decay = problem(3, 8)
    W, Y = {l: 1e4 * W[l] for l in W}, np.round(Y)
    with np.errstate(all="raise", under="ignore"):
        J, dW, db = form(X, Y, W, b, weight_decay)
    assert np.isfinite(J)
    assert all(np.isfinite(g[l]).all() for g in (dW, db) for l in W)


@pytest.mark.parametrize("form", FORMS)
def test_float32_stays_float32(form):
    X, Y, W, b, weight_decay = problem(3, 4)
    single = lambda d: {l: d[l].astype(np.float32) for l in d}
    J, dW, db = form(X.astype(np.float32), Y.astype(np.float32), single(W), single(b), weight_decay)
    assert {np.asarray(J).dtype, *(g[l].dtype for g in (dW, db) for l in W)} == {np.dtype(np.float32)}
    agree(dW, form(X, Y, W, b, weight_decay)[1], 1e-5)


@pytest.mark.parametrize("form", FORMS)
def test_inputs_are_untouched_and_results_are_new(form):
    given = problem(3, 4)
    before = [given[0].copy(), given[1].copy(), {l: given[2][l].copy() for l in given[2]},
              {l: given[3][l].copy() for l in given[3]}]
    _, dW, db = form(*given)
    for l in dW:
        dW[l] += 1
        db[l] += 1
    assert_allclose(given[0], before[0], rtol=0)
    assert_allclose(given[1], before[1], rtol=0)
    for l in dW:
        assert_allclose(given[2][l], before[2][l], rtol=0)
        assert_allclose(given[3][l], before[3][l], rtol=0)


def of_type(kind, X, Y, W, b):
    """The same numbers, rounded to a type of float."""
    return X.astype(kind), Y.astype(kind), *({l: part[l].astype(kind) for l in part} for part in (W, b))


@pytest.mark.parametrize(("form", "N", "tolerance"), [
    (batch.gradient, 60_000, 1.5e-7), (in_workspace, 60_000, 1e-6),
])  # fmt: skip
def test_float32_keeps_its_digits_in_sums_over_many_examples(form, N, tolerance):
    X, Y, W, b, weight_decay = problem(3, N)
    single = of_type(np.float32, X, Y, W, b)
    J, dW, db = form(*single, weight_decay)
    J_double, dW_double, db_double = batch.gradient(*of_type(float, *single), weight_decay)
    assert_allclose([J, objective(*single, weight_decay)], J_double, rtol=tolerance)
    agree(dW, dW_double, tolerance)
    agree(db, db_double, tolerance)


def test_algorithm_1_in_float32_adds_up_two_thousand_equal_terms():
    """Where every rounding of a sum kept in float32 goes the same way."""
    X, Y, W, b, weight_decay = problem(3, 1)
    single = of_type(np.float32, X.repeat(2000, axis=0), Y.repeat(2000, axis=0), W, b)
    J, dW, db = algorithm.algorithm_1(*single, weight_decay)
    J_double, dW_double, db_double = batch.gradient(*of_type(float, *single), weight_decay)
    assert_allclose(J, J_double, rtol=4e-7)
    agree(dW, dW_double, 4e-7)
    agree(db, db_double, 4e-7)


@pytest.mark.parametrize(("form", "tolerance"), [(batch.gradient, 1e-3), (in_workspace, 1e-5)])
def test_float16_adds_up_many_examples(form, tolerance):
    """Past 2,048 a sum of float16 stands still, and past 65,504 it is infinite. A Workspace answers in float32."""
    X, Y, W, b, weight_decay = problem(3, 70_000)
    half = of_type(np.float16, X, Y, W, b)
    J, dW, db = form(*half, weight_decay)
    J_double, dW_double, db_double = batch.gradient(*of_type(float, *half), weight_decay)
    assert_allclose([J, objective(*half, weight_decay)], J_double, rtol=1e-3)
    agree(dW, dW_double, tolerance)
    agree(db, db_double, tolerance)


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.float64])
@pytest.mark.parametrize("form", FORMS)
def test_decay_that_is_switched_off_is_not_there(form, kind):
    """W² overflows, and J is the mean loss. The large weight leads from an input that is 0."""
    X, Y, W, b, _ = problem(3, 5)
    X, Y, W, b = of_type(kind, X, Y, W, b)
    without = form(X, Y, W, b)
    X[:, 0], W[1][:, 0] = 0, 0
    expected = form(X, Y, W, b)
    assert expected[0] != without[0]
    W[1][:, 0] = np.sqrt(np.finfo(kind).max) * 8
    with np.errstate(over="ignore"):
        assert np.isinf(W[1][0, 0] ** 2)
    got = form(X, Y, W, b)
    assert_allclose([got[0], objective(X, Y, W, b)], expected[0], rtol=2e-3 if kind == np.float16 else 1e-6)
    for l in W:
        assert_allclose(got[1][l][:, 1:], expected[1][l][:, 1:], rtol=1e-6 if kind == np.float64 else 1e-2)
        assert np.isfinite(got[1][l]).all()


@pytest.mark.parametrize("form", FORMS)
def test_a_little_decay_of_a_large_weight_is_finite(form):
    """λ W² is, though W² is not."""
    X, Y, W, b, _ = problem(3, 5)
    X[:, 0], W[1][:, 0] = 0, 1e160
    J, dW, _ = form(X, Y, W, b, 1e-200)
    assert_allclose([J, objective(X, Y, W, b, 1e-200)], len(b[1]) * 0.5e120, rtol=1e-12)
    assert_allclose(dW[1][:, 0], 1e-40, rtol=1e-6)


@pytest.mark.parametrize("form", [*FORMS[1:], objective])
def test_a_sum_that_overflows_on_the_way_forward_is_named(form):
    X, Y, W, b, _ = problem(3, 5)
    W[2][0] = 1e308
    b[2][0] = 1e308
    with np.errstate(all="ignore"), pytest.raises(ValueError, match=r"^[zZ]\[3\] holds inf at index|^W and b have"):
        form(X, Y, W, b)
