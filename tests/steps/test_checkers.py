"""The checkers are checked: a gradient wrong by 0.1 % is seen by each of them; no test problem hides a mistake."""

import numpy as np
import pytest

from automatic import automatic
from backprop.batch import gradient
from backprop.derivatives import central_difference, complex_step
from backprop.loss import objective
from backprop.network import forward_rows
from random_networks import WIDTHS, problem, relative

LAYERS = sorted(WIDTHS)


def by(method):
    """The gradient of J as a function of the problem, measured by `method`."""

    def measured(X, Y, W, b, weight_decay):
        of_W = lambda l: lambda w: objective(X, Y, {**W, l: w}, b, weight_decay)
        of_b = lambda l: lambda v: objective(X, Y, W, {**b, l: v}, weight_decay)
        return {l: method(of_W(l), W[l]) for l in W}, {l: method(of_b(l), b[l]) for l in b}

    return measured


CHECKERS = {
    "complex step": (by(complex_step), 1e-12),
    "central differences": (by(central_difference), 1e-6),
    "autograd": (lambda *given: automatic(*given)[1:], 1e-12),
}


@pytest.mark.parametrize("checker", CHECKERS)
@pytest.mark.parametrize("layers", [2, 3, 4])
def test_a_tenth_of_a_percent_in_any_one_array_is_seen(checker, layers):
    measure, tolerance = CHECKERS[checker]
    given = problem(layers, 4)
    _, dW, db = gradient(*given)
    measured = measure(*given)
    for right, seen in zip((dW, db), measured, strict=True):
        for l in right:
            assert relative(right[l], seen[l]) < tolerance
            assert relative(1.001 * right[l], seen[l]) > 100 * tolerance
            largest = np.unravel_index(np.abs(right[l]).argmax(), right[l].shape)
            wrong = right[l].copy()
            wrong[largest] *= 1.001
            assert relative(wrong, seen[l]) > 100 * tolerance


def faulty(fault):
    """The gradient with one of the mistakes that textbook problems hide."""

    def compute(X, Y, W, b, weight_decay):
        A, _ = forward_rows(X, W, b)
        L, N = len(W) + 1, len(X)
        dW, db, Delta = {}, {}, A[L] - Y
        for l in range(L - 1, 0, -1):
            decay = 0 if fault == "no decay" else weight_decay * W[l]
            dW[l] = Delta.T @ A[l] / (1 if fault == "no 1/N" else N) + decay
            db[l] = Delta.mean(axis=0) + (weight_decay * b[l] if fault == "decayed bias" else 0)
            if l > 1:
                back = W[l].T if fault == "transposed" else W[l]
                Delta = Delta @ back * A[l] * (1 - A[l])
        return dW, db

    return compute


def square(given, symmetric):
    """The problem with layers of one width, and W symmetric or not."""
    X, Y, W, b, weight_decay = given
    rng, n = np.random.default_rng(0), 4
    M = {l: rng.normal(size=(n, n)) for l in W}
    W = {l: M[l] + M[l].T if symmetric else M[l] for l in W}
    X, Y = rng.normal(size=(len(X), n)), rng.uniform(0.1, 0.9, (len(X), n))
    return X, Y, W, {l: rng.normal(size=n) for l in b}, weight_decay


def changed(given, **change):
    names = ("X", "Y", "W", "b", "weight_decay")
    return [change.get(name, value) for name, value in zip(names, given, strict=True)]


def worst(fault, given):
    right, wrong = gradient(*given)[1:], faulty(fault)(*given)
    pairs = [(wrong[part][l], right[part][l]) for part in (0, 1) for l in right[part]]
    scale = max(np.abs(r).max() for _, r in pairs)
    return max(np.abs(w - r).max() for w, r in pairs) / scale


@pytest.mark.parametrize("layers", LAYERS)
@pytest.mark.parametrize("fault", ["no 1/N", "no decay", "decayed bias"])
def test_the_test_problems_hide_nothing(layers, fault):
    assert worst(None, problem(layers, 5)) < 1e-12
    assert worst(fault, problem(layers, 5)) > 1e-2


def test_a_transpose_shows_in_the_shapes_or_in_the_numbers():
    with pytest.raises(ValueError, match="matmul"):
        faulty("transposed")(*problem(3, 5))
    assert worst("transposed", square(problem(3, 5), symmetric=False)) > 1e-2


def test_the_textbook_problems_do_hide_them():
    """What makes each of them invisible, so that no test here may look like that."""
    given = problem(3, 5)
    X, Y, _, b, _ = given
    assert worst("no 1/N", changed(given, X=X[:1], Y=Y[:1])) < 1e-12
    assert worst("no decay", changed(given, weight_decay=0.0)) < 1e-12
    assert worst("decayed bias", changed(given, b={l: 0 * b[l] for l in b})) < 1e-12
    assert worst("transposed", square(given, symmetric=True)) < 1e-12
