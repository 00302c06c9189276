import copy

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_equal

from backprop import toy
from backprop.algorithm import algorithm_1
from backprop.batch import gradient
from backprop.loss import objective
from backprop.training import descend, initial, step
from random_networks import problem

TAKES = {  # what the arguments of each function are, for test_bad_input.py
    "initial": {"widths": "widths", "seed": "whole", "scale": "number"},
    "step": {"W": "W", "b": "b", "dW": "dW", "db": "db", "learning_rate": "number"},
    "descend": {
        "X": "matrix", "Y": "target matrix", "W": "W", "b": "b", "learning_rate": "number",
        "epochs": "whole", "weight_decay": "number", "batch_size": "whole", "seed": "whole",
    },
}  # fmt: skip


@pytest.mark.parametrize("widths", [(2, 3), (2, 4, 3), (64, 32, 16, 10)])
def test_the_start_has_the_shapes_of_the_network(widths):
    W, b = initial(widths, seed=3)
    assert {l: W[l].shape for l in W} == {l + 1: (widths[l + 1], widths[l]) for l in range(len(widths) - 1)}
    assert {l: b[l].shape for l in b} == {l + 1: (widths[l + 1],) for l in range(len(widths) - 1)}
    assert all((b[l] == 0).all() for l in b)
    assert_equal(initial(widths, seed=3), (W, b))
    assert (initial(widths, seed=4)[0][1] != W[1]).all()


def test_the_size_of_the_start():
    W, _ = initial((400, 300, 200), seed=0, scale=3.0)
    assert np.std(W[1]) == pytest.approx(3 / 20, rel=0.02)
    assert np.std(W[2]) == pytest.approx(3 / np.sqrt(300), rel=0.02)
    W, _ = initial((4, 3), scale=0)
    assert (W[1] == 0).all() and not np.signbit(W[1]).any()


@pytest.mark.parametrize("layers", [2, 3, 5])
def test_a_step_moves_every_entry_against_its_gradient(layers):
    X, Y, W, b, weight_decay = problem(layers, 5)
    _, dW, db = algorithm_1(X, Y, W, b, weight_decay)
    before = copy.deepcopy((W, b, dW, db))
    moved_W, moved_b = step(W, b, dW, db, 0.25)
    for l in W:
        for k in np.ndindex(W[l].shape):
            assert moved_W[l][k] == W[l][k] - 0.25 * dW[l][k]
        for k in range(len(b[l])):
            assert moved_b[l][k] == b[l][k] - 0.25 * db[l][k]
    assert_equal((W, b, dW, db), before)


@pytest.mark.parametrize("layers", [2, 3, 5])
def test_descent_is_that_step_by_algorithm_1_again_and_again(layers):
    X, Y, W, b, weight_decay = problem(layers, 5)
    before = copy.deepcopy((X, Y, W, b))
    got_W, got_b, history = descend(X, Y, W, b, 0.3, 7, weight_decay)
    assert_equal((X, Y, W, b), before)
    assert len(history["J"]) == 7
    for k in range(7):
        J, dW, db = algorithm_1(X, Y, W, b, weight_decay)
        assert history["J"][k] == pytest.approx(J, rel=1e-12)
        for l in W:
            size = np.linalg.norm(np.concatenate([dW[l].ravel(), db[l]]))
            assert history["norm"][l][k] == pytest.approx(size, rel=1e-12)
        W = {l: W[l] - 0.3 * dW[l] for l in W}
        b = {l: b[l] - 0.3 * db[l] for l in b}
    for l in W:
        assert_allclose(got_W[l], W[l], rtol=1e-12)
        assert_allclose(got_b[l], b[l], rtol=1e-12)


def test_two_descents_are_one():
    X, Y = toy.data()
    start = initial((2, 4, 3))
    W, b, _ = descend(X, Y, *start, 1.0, 30)
    first_W, first_b, _ = descend(X, Y, *start, 1.0, 10)
    again_W, again_b, _ = descend(X, Y, first_W, first_b, 1.0, 20)
    assert_equal((again_W, again_b), (W, b))


def test_no_epoch_changes_nothing():
    X, Y, W, b, _ = problem(3, 5)
    got_W, got_b, history = descend(X, Y, W, b, 1.0, 0)
    assert_equal((got_W, got_b), (W, b))
    assert history["J"].shape == history["norm"][1].shape == (0,)
    got_W[1] += 1
    assert not np.shares_memory(got_W[1], W[1])


@pytest.mark.parametrize(("batch_size", "sizes"), [(1, [1] * 7), (2, [2, 2, 2, 1]), (5, [4, 3]), (7, [7])])
def test_small_batches_deal_out_every_example_once_an_epoch(batch_size, sizes):
    """With a learning rate of 0 the parameters stay, and the losses of the batches tell which examples they hold."""
    X, Y, W, b, _ = problem(3, 7)
    _, _, history = descend(X, Y, W, b, 0.0, 2, batch_size=batch_size)
    J = history["J"].reshape(2, len(sizes))
    for epoch in J:
        assert epoch @ sizes / 7 == pytest.approx(objective(X, Y, W, b), rel=1e-12)
    if 1 < len(sizes):
        assert (J[0] != J[1]).any()
    if batch_size == 1:
        single = [objective(X[i : i + 1], Y[i : i + 1], W, b) for i in range(7)]
        assert_allclose(np.sort(J[0]), np.sort(single), rtol=1e-12)


def test_the_order_depends_on_the_seed_alone():
    X, Y, W, b, _ = problem(3, 7)
    runs = [descend(X, Y, W, b, 0.5, 3, batch_size=2, seed=seed)[2]["J"] for seed in (0, 0, 1)]
    assert_equal(runs[0], runs[1])
    assert (runs[0] != runs[2]).any()


def test_the_seed_is_0_unless_it_is_given():
    X, Y, W, b, _ = problem(3, 7)
    given = X, Y, W, b, 0.5, 3
    assert_equal(descend(*given, batch_size=2), descend(*given, batch_size=2, seed=0))


def test_short_steps_lower_J_by_the_square_of_the_gradient_and_long_ones_do_not():
    X, Y = toy.data()
    W, b = initial((2, 12, 3))
    J, dW, db = gradient(X, Y, W, b)
    square = sum(np.sum(dW[l] ** 2) + np.sum(db[l] ** 2) for l in W)
    fall = lambda s: J - objective(X, Y, *step(W, b, dW, db, s))
    assert fall(1e-5) == pytest.approx(1e-5 * square, rel=1e-4)
    assert fall(3.0) < 0


def test_from_zero_all_hidden_units_stay_alike():
    X, Y = toy.data()
    W, b = initial((2, 5, 3), scale=0)
    _, dW, db = gradient(X, Y, W, b)
    assert not dW[1].any() and not db[1].any() and dW[2].any()
    W, b, _ = descend(X, Y, W, b, 1.0, 200)
    assert np.abs(W[1]).max() > 0.5
    assert np.ptp(W[1], axis=0).max() < 1e-9 and np.ptp(b[1]) < 1e-9 and np.ptp(W[2], axis=1).max() < 1e-9


def test_the_toy_task_is_learned():
    from backprop.network import forward_rows

    X, Y = toy.data()
    W, b, history = descend(X, Y, *initial((2, 12, 3)), 10.0, 1000)
    assert history["J"][-1] < 0.05
    assert ((forward_rows(X, W, b)[0][3] > 0.5) == (Y > 0.5)).all()


def test_weight_decay_keeps_weights_small():
    X, Y = toy.data()
    start = initial((2, 12, 3))
    free, decayed = (descend(X, Y, *start, 3.0, 300, weight_decay)[0] for weight_decay in (0.0, 0.01))
    assert all(np.abs(decayed[l]).max() < 0.6 * np.abs(free[l]).max() for l in (1, 2))


def test_float32_stays_float32():
    X, Y, W, b, _ = problem(3, 7)
    single = lambda d: {l: d[l].astype(np.float32) for l in d}
    W, b, _ = descend(X.astype(np.float32), Y.astype(np.float32), single(W), single(b), 0.5, 2, 0.1, batch_size=3)
    assert {part[l].dtype for part in (W, b) for l in part} == {np.dtype(np.float32)}


def given(**change):
    X, Y, W, b, _ = problem(3, 5)
    return {"X": X, "Y": Y, "W": W, "b": b, "learning_rate": 1.0, "epochs": 2, **change}


@pytest.mark.parametrize(("change", "named"), [
    ({"learning_rate": -1}, "^learning_rate must be one number, 0 or more"),
    ({"learning_rate": np.nan}, "^learning_rate holds nan"),
    ({"epochs": 1.5}, "^epochs must be one whole number, 0 or more; got 1.5"),
    ({"epochs": -1}, "^epochs must be one whole number"),
    ({"epochs": [1]}, r"^epochs must be one whole number.*\(1,\)"),
    ({"batch_size": 0}, "^batch_size must be one whole number, 1 or more"),
    ({"batch_size": 6}, r"^batch_size must be at most N = 5; got 6 for X \(5, 2\)"),
    ({"seed": -1}, "^seed must be one whole number"),
    ({"weight_decay": -1}, "^weight_decay must be one number"),
    ({"X": np.zeros((4, 2))}, r"^X and Y .*\(4, 2\).*\(5, 3\)"),
    ({"X": np.zeros((5, 3))}, r"^X must have 2 inputs.*\(5, 3\)"),
    ({"W": {1: np.zeros((4, 2))}}, r"^b must have the keys \[1\]"),
])  # fmt: skip
def test_bad_input_is_named(change, named):
    with pytest.raises(ValueError, match=named):
        descend(**given(**change))


@pytest.mark.parametrize(("arguments", "named"), [
    (((3,),), r"^widths must name at least two layers; got shape \(1,\)"),
    ((3,), r"^widths must be a vector"),
    (((2, 0),), r"^widths\[1\] must be one whole number, 1 or more"),
    (((2, 1.5),), r"^widths\[1\] must be one whole number, 1 or more"),
    (((2, 3), 0.5), "^seed must be one whole number"),
    (((2, 3), 0, -1), "^scale must be one number, 0 or more"),
])  # fmt: skip
def test_a_bad_start_is_named(arguments, named):
    with pytest.raises(ValueError, match=named):
        initial(*arguments)


def test_a_bad_step_is_named():
    X, Y, W, b, _ = problem(3, 5)
    _, dW, db = gradient(X, Y, W, b)
    with pytest.raises(ValueError, match=r"^dW must be a dict with the keys of W, \[1, 2\]"):
        step(W, b, {1: dW[1]}, db, 1.0)
    with pytest.raises(ValueError, match=r"^db must be a dict"):
        step(W, b, dW, db[1], 1.0)
    with pytest.raises(ValueError, match=r"^dW\[2\] and W\[2\] .*\(4, 3\).*\(3, 4\)"):
        step(W, b, {1: dW[1], 2: dW[2].T}, db, 1.0)
    with pytest.raises(ValueError, match=r"^db\[1\] holds nan"):
        step(W, b, dW, {1: db[1] * np.nan, 2: db[2]}, 1.0)


def test_steps_that_leave_all_bounds_are_named():
    X, Y, W, b, _ = problem(3, 5)
    with np.errstate(over="ignore", invalid="ignore"), pytest.raises(ValueError, match=r"holds (-?inf|nan)"):
        descend(X, Y, W, b, 1e308, 5, weight_decay=1.0)
