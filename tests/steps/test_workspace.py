"""`batch.Workspace` gives what `batch.gradient` gives, in the same arrays every time."""

import re
import tracemalloc

import numpy as np
import pytest
from numpy.testing import assert_equal

from backprop.batch import Workspace, gradient
from backprop.training import step
from random_networks import problem, relative


def agree(got, expected):
    assert got[0] == pytest.approx(expected[0], rel=1e-12)
    for part in (1, 2):
        for l in expected[part]:
            assert relative(got[part][l], expected[part][l]) < 1e-12


@pytest.mark.parametrize("layers", [2, 3, 6])
def test_batches_of_any_size_in_any_order(layers):
    X, Y, W, b, weight_decay = problem(layers, 9)
    workspace, rng = Workspace(X, Y, W, b, weight_decay), np.random.default_rng(0)
    for size in (1, 4, 9, 4, 1, 2):
        rows = rng.integers(0, 9, size)
        agree(workspace.gradient(rows), gradient(X[rows], Y[rows], W, b, weight_decay))
        agree(workspace.gradient(), gradient(X, Y, W, b, weight_decay))


@pytest.mark.parametrize("layers", [2, 3, 6])
def test_its_steps_are_those_of_training(layers):
    X, Y, W, b, weight_decay = problem(layers, 5)
    workspace = Workspace(X, Y, W, b, weight_decay)
    for _ in range(5):
        _, dW, db = workspace.gradient()
        W, b = step(W, b, dW, db, 0.3)
        workspace.step(0.3)
        assert_equal((workspace.W, workspace.b), (W, b))


@pytest.mark.parametrize("rows", [None, np.array([3, 1, 4])])
def test_it_writes_into_the_arrays_that_it_has(rows):
    workspace = Workspace(*problem(3, 5))
    arrays = [part[l] for part in (workspace.W, workspace.b, workspace.dW, workspace.db) for l in (1, 2)]
    for _ in range(2):
        _, dW, db = workspace.gradient(rows)
        workspace.step(0.1)
    now = [part[l] for part in (workspace.W, workspace.b, dW, db) for l in (1, 2)]
    assert all(a is b for a, b in zip(arrays, now, strict=True))


@pytest.mark.parametrize("size", [None, 150])
def test_a_step_makes_no_array(size):
    """Nothing of the size of a layer is allocated once the loop is running."""
    rng = np.random.default_rng(0)
    W, b = {1: rng.normal(size=(200, 300)), 2: rng.normal(size=(100, 200))}, {1: np.ones(200), 2: np.ones(100)}
    workspace = Workspace(rng.normal(size=(300, 300)), rng.random((300, 100)), W, b, 0.1)
    rows = None if size is None else rng.permutation(300)[:size]
    workspace.gradient(rows)
    tracemalloc.start()
    for _ in range(3):
        workspace.gradient(rows)
        workspace.step(0.01)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100_000  # bytes: the smallest of the matrices takes 120 000, NumPy's own buffer for a sum 65 000


def test_what_it_was_given_is_untouched():
    given = problem(3, 5)
    X, Y, W, b, _ = given
    before = [X.copy(), Y.copy(), {l: W[l].copy() for l in W}, {l: b[l].copy() for l in b}]
    workspace = Workspace(*given)
    workspace.gradient()
    workspace.step(1.0)
    assert_equal([X, Y, W, b], before)
    X[:], Y[:] = np.nan, np.nan
    assert np.isfinite(workspace.gradient()[0])


@pytest.mark.parametrize(("rows", "named"), [
    (3, r"^rows must be a vector of row numbers; got shape \(\)"),
    ([], r"^rows must be a vector.*\(0,\)"),
    ([0.0, 1.0], r"^rows must be a vector.*\(2,\), float64"),
    ([True, False], r"^rows must be a vector.*bool"),
    ([[0], [1]], r"^rows must be a vector.*\(2, 1\)"),
    ([0, 5], r"^rows must lie from 0 to 4; it runs from 0 to 5, shape \(2,\)"),
    ([-1, 2], r"^rows must lie from 0 to 4; it runs from -1 to 2"),
])  # fmt: skip
def test_bad_rows_are_named(rows, named):
    with pytest.raises(ValueError, match=named):
        Workspace(*problem(3, 5)).gradient(rows)


@pytest.mark.parametrize("wide", range(6))
def test_one_array_in_float64_makes_all_float64(wide):
    X, Y, W, b, weight_decay = problem(3, 5)
    arrays = [X, Y, W[1], W[2], b[1], b[2]]
    arrays = [a if k == wide else a.astype(np.float32) for k, a in enumerate(arrays)]
    given = arrays[0], arrays[1], dict(enumerate(arrays[2:4], 1)), dict(enumerate(arrays[4:], 1)), weight_decay
    got = Workspace(*given).gradient()
    as_float64 = lambda d: {l: d[l].astype(float) for l in d}
    agree(got, gradient(X=given[0].astype(float), Y=given[1].astype(float), W=as_float64(given[2]),
                        b=as_float64(given[3]), weight_decay=weight_decay))  # fmt: skip
    assert {got[part][l].dtype for part in (1, 2) for l in W} == {np.dtype(float)}


def test_arrays_may_lie_in_memory_in_any_order():
    X, Y, W, b, weight_decay = problem(4, 5)
    columns = lambda M: np.asfortranarray(M)
    workspace = Workspace(columns(X), columns(Y), {l: columns(W[l]) for l in W}, b, weight_decay)
    agree(workspace.gradient(), gradient(X, Y, W, b, weight_decay))
    agree(workspace.gradient([4, 0]), gradient(X[[4, 0]], Y[[4, 0]], W, b, weight_decay))


def test_without_weight_decay():
    X, Y, W, b, _ = problem(3, 5)
    agree(Workspace(X, Y, W, b).gradient(), gradient(X, Y, W, b))


@pytest.mark.parametrize("name", ["X", "W[2]", "b[1]"])
def test_complex_numbers_are_refused(name):
    X, Y, W, b, _ = problem(3, 5)
    if name == "X":
        X = X + 0j
    else:
        of = {"W": W, "b": b}[name[0]]
        of[int(name[2])] = of[int(name[2])] + 0j
    with pytest.raises(ValueError, match=rf"^{re.escape(name)} must be real in a Workspace; got complex128, shape"):
        Workspace(X, Y, W, b)


def test_parameters_out_of_bounds_are_named():
    X, Y, W, b, _ = problem(3, 5)
    workspace = Workspace(X, Y, W, b)
    workspace.W[2][0, 1] = np.nan
    with np.errstate(all="ignore"):
        with pytest.raises(ValueError, match=r"^W\[2\] holds nan at index \(0, 1\)"):
            workspace.gradient()
        workspace.W[2][:] = 1.5e308
        with pytest.raises(ValueError, match=r"^W and b have .* that J is (inf|nan); W\[1\] has shape \(4, 2\)"):
            workspace.gradient()


def test_a_bad_step_is_named():
    with pytest.raises(ValueError, match=r"^learning_rate must be one number, 0 or more; got -1"):
        Workspace(*problem(3, 5)).step(-1)


def test_the_sizes_are_those_of_the_gradient():
    workspace = Workspace(*problem(4, 5))
    _, dW, db = workspace.gradient()
    for l, size in workspace.norms().items():
        assert size == pytest.approx(np.sqrt(np.sum(dW[l] ** 2) + np.sum(db[l] ** 2)), rel=1e-12)
