import numpy as np
import pytest
from numpy.testing import assert_allclose

from backprop import batch
from backprop.derivatives import complex_step
from backprop.network import forward_rows
from backprop.softmax import cross_entropy, delta_softmax, gradient, jacobian, softmax, softmax_rows
from random_networks import WIDTHS, problem, relative

TAKES = {  # what the arguments of each function are, for test_bad_input.py
    "softmax": {"z": "free vector"},
    "softmax_rows": {"Z": "free matrix"},
    "cross_entropy": {"z": "vector", "y": "shares vector"},
    "jacobian": {"a": "free unit vector"},
    "delta_softmax": {"a": "unit vector", "y": "shares vector"},
    "gradient": {"X": "rows", "Y": "shares matrix", "W": "W", "b": "b", "weight_decay": "number"},
}

Z = np.array([-3.0, -0.4, 0.9, 2.5])
TARGETS = [[0, 0, 1, 0], [0.1, 0.2, 0.3, 0.4]]


def by_definition(z):
    return np.exp(z) / sum(np.exp(v) for v in z)


def test_softmax_is_its_definition():
    assert_allclose(softmax(Z), by_definition(Z), rtol=1e-14)
    rows = np.array([Z, 2 * Z, -Z])
    assert_allclose(softmax_rows(rows), [by_definition(row) for row in rows], rtol=1e-14)


@pytest.mark.parametrize("c", [0.0, 7.0, -700.0, 1e5])
def test_a_number_added_to_all_logits_changes_nothing(c):
    assert_allclose(softmax(Z + c), softmax(Z), rtol=1e-9)
    assert_allclose(cross_entropy(Z + c, TARGETS[1]), cross_entropy(Z, TARGETS[1]), rtol=1e-9)


@pytest.mark.parametrize("size", [1e3, 1e150, 1.7e308])
def test_the_largest_logits_are_finite_without_a_warning(size):
    z = size * np.array([1.0, -1.0, 0.0])
    assert_allclose(softmax(z), [1, 0, 0])
    if size < 1e308:
        assert_allclose(cross_entropy(z, [0, 0, 1]), size, rtol=1e-12)


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_the_dtype_is_kept(dtype):
    z = Z.astype(dtype)
    assert softmax(z).dtype == jacobian(softmax(z)).dtype == softmax_rows(z[None]).dtype == dtype


@pytest.mark.parametrize("y", TARGETS)
def test_the_loss_is_the_surprise_at_the_target(y):
    assert_allclose(cross_entropy(Z, y), -sum(t * np.log(s) for t, s in zip(y, by_definition(Z), strict=True)))


def test_the_jacobian_is_measured():
    measured = [complex_step(lambda z, k=k: softmax(z)[k], Z) for k in range(4)]
    assert relative(jacobian(softmax(Z)), measured) < 1e-12


@pytest.mark.parametrize("y", TARGETS)
def test_delta_is_the_derivative_of_the_loss_by_z(y):
    expected = complex_step(lambda z: cross_entropy(z, y), Z)
    assert relative(delta_softmax(softmax(Z), y), expected) < 1e-12
    eta = -np.array(y) / softmax(Z)
    assert relative(eta @ jacobian(softmax(Z)), expected) < 1e-12


def test_targets_that_do_not_add_up_to_one_are_refused():
    with pytest.raises(ValueError, match="y must add up to 1"):
        delta_softmax(softmax(Z), [0, 1, 1, 0])
    delta_softmax(softmax(Z), np.full(4, 0.25, np.float32))


@pytest.mark.parametrize("layers", WIDTHS)
def test_the_gradient_is_measured(layers):
    X, Y, W, b, weight_decay = problem(layers, 4)
    Y = Y / Y.sum(axis=1, keepdims=True)
    J, dW, db = gradient(X, Y, W, b, weight_decay)

    def objective(W, b):
        logits = forward_rows(X, W, b)[1][layers]
        losses = [cross_entropy(z, y) for z, y in zip(logits, Y, strict=True)]
        return sum(losses) / len(X) + weight_decay / 2 * sum((W[l] ** 2).sum() for l in W)

    assert_allclose(J, objective(W, b), rtol=1e-13)
    for l in W:
        assert relative(dW[l], complex_step(lambda v, l=l: objective({**W, l: v}, b), W[l])) < 1e-12
        assert relative(db[l], complex_step(lambda v, l=l: objective(W, {**b, l: v}), b[l])) < 1e-12


def test_with_two_answers_it_is_the_network_with_one_sigmoid():
    """Two logits that are z/2 and −z/2 give φ(z) and 1 − φ(z)."""
    X, Y, W, b, _ = problem(3, 5)
    w, c, y = W[2][:1], b[2][:1], Y[:, :1]
    J, dW, _ = batch.gradient(X, y, {**W, 2: w}, {**b, 2: c})
    both = {**W, 2: np.vstack([w, -w]) / 2}, {**b, 2: np.append(c, -c) / 2}
    J2, dW2, _ = gradient(X, np.hstack([y, 1 - y]), *both)
    assert_allclose(J2, J, rtol=1e-13)
    assert_allclose(dW2[1], dW[1], rtol=1e-12)


def test_each_row_is_shifted_by_its_own_largest_logit():
    """Were all shifted by the largest of all rows, the others would divide 0 by 0, or take the logarithm of 0."""
    rows = np.array([[1000.0, 999.0], [0.0, 1.0], [-1000.0, -1000.0]])
    assert_allclose(softmax_rows(rows), [by_definition([1, 0]), by_definition([0, 1]), [0.5, 0.5]], rtol=1e-13)
    W, b, Y = {1: np.array([[1.0], [0.0]])}, {1: np.zeros(2)}, np.array([[0.0, 1.0], [1.0, 0.0], [0.5, 0.5]])
    J, _, _ = gradient(rows[:, :1], Y, W, b)
    assert_allclose(J, np.mean([cross_entropy([z, 0.0], y) for z, y in zip(rows[:, 0], Y, strict=True)]), rtol=1e-13)


def test_what_is_too_small_or_too_large_for_a_float_is_no_warning():
    with np.errstate(all="raise"):
        assert_allclose(softmax([0.0, -1000.0]), [1, 0])
        assert_allclose(softmax([1.7e308, -1.7e308]), [1, 0])
        assert_allclose(cross_entropy([0.0, -1000.0], [1.0, 0.0]), 0)
        with pytest.raises(ValueError, match=r"^z − max z holds -inf"):
            cross_entropy([1.7e308, -1.7e308], [0.0, 1.0])


def test_answers_that_are_0_and_1_are_taken():
    assert_allclose(jacobian([1.0, 0.0]), np.zeros((2, 2)))
    assert_allclose(delta_softmax([1.0, 0.0], [0.0, 1.0]), [1, -1])


@pytest.mark.parametrize("call, words", [
    (lambda: cross_entropy([[1.0, 2.0]], [0.5, 0.5]), "z must be a vector"),
    (lambda: cross_entropy([1.0, 2.0], [[0.5, 0.5]]), "y must be a vector"),
    (lambda: cross_entropy(Z, [0.5, 0.5]), r"z and y must have the same shape; got z \(4,\) and y \(2,\)"),
    (lambda: delta_softmax([[0.5, 0.5]], [0.5, 0.5]), "a must be a vector"),
    (lambda: delta_softmax([0.5, 0.5], [[0.5, 0.5]]), "y must be a vector"),
    (lambda: delta_softmax([0.2, 0.8], [1.0]), r"a and y must have the same shape; got a \(2,\) and y \(1,\)"),
])  # fmt: skip
def test_what_is_refused_is_named(call, words):
    with pytest.raises(ValueError, match=f"^{words}"):
        call()
