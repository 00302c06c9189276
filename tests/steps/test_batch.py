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
