"""Bad input is refused in one sentence that names the argument and its shape; nothing is broadcast."""

from inspect import signature

import numpy as np
import pytest

from backprop import batch, loss, network, shapes
from backprop.algorithm import algorithm_1
from backprop.delta import delta, delta_output
from backprop.derivatives import central_difference, complex_step
from backprop.eta import eta_output
from backprop.outer import bias_gradient, weight_gradient
from backprop.pullback import eta_below
from backprop.recursion import backprop_example
from random_networks import problem

V3, V4, COLUMN = np.full(3, 0.5), np.full(4, 0.5), np.full((3, 1), 0.5)
M = np.full((3, 4), 0.5)
NAN = np.array([0.5, np.nan, 0.5])
PAIRS = [eta_output, delta, delta_output, loss.example_loss]


def in_workspace(X, Y, W, b, weight_decay=0.0):
    return batch.Workspace(X, Y, W, b, weight_decay).gradient()


WHOLE = [algorithm_1, batch.gradient, in_workspace, loss.objective]


@pytest.mark.parametrize("f", PAIRS)
@pytest.mark.parametrize("first, second", [(COLUMN, V3), (V3, COLUMN), (V3, V4), (V3, np.array(0.5))])
def test_two_shapes_that_differ(f, first, second):
    with pytest.raises(ValueError) as error:
        f(first, second)
    assert str(first.shape) in str(error.value) or str(second.shape) in str(error.value)


@pytest.mark.parametrize("f", PAIRS)
def test_nan_is_named(f):
    first, second = list(signature(f).parameters)[:2]
    with pytest.raises(ValueError, match=rf"^{first} holds nan at index \(1,\)"):
        f(NAN, V3)
    with pytest.raises(ValueError, match=rf"^{second} holds nan at index \(1,\)"):
        f(V3, NAN)


@pytest.mark.parametrize("call, named", [
    (lambda: weight_gradient(COLUMN, V3), r"^delta .*\(3, 1\)"),
    (lambda: weight_gradient(V3, M), r"^a .*\(3, 4\)"),
    (lambda: weight_gradient(V3, NAN), r"^a holds nan"),
    (lambda: bias_gradient(COLUMN), r"^delta .*\(3, 1\)"),
    (lambda: bias_gradient([]), r"^delta is empty"),
    (lambda: eta_below(M, V4), r"^delta .*\(3, 4\).*\(4,\)"),
    (lambda: eta_below(M, COLUMN), r"^delta .*\(3, 1\)"),
    (lambda: eta_below(V3, V3), r"^W .*\(3,\)"),
    (lambda: network.sigmoid(NAN), r"^z holds nan"),
    (lambda: network.sigmoid_slope("a"), r"^z must hold numbers"),
    (lambda: network.sigmoid([[1.0], [1.0, 2.0]]), r"^z must be an array of numbers"),
    (lambda: eta_output(V3, V3 + 1), r"^y must be real and lie in \[0, 1\]; its shape is \(3,\)"),
    (lambda: eta_output(V3, V3 - 1j), r"^y must be real"),
    (lambda: delta_output(V3 + 1, V3), r"^a must lie between 0 and 1.*\(3,\)"),
    (lambda: loss.losses_from_z(COLUMN, V3), r"^Z and Y .*\(3, 1\).*\(3,\)"),
    (lambda: complex_step(np.sum, NAN), r"^x holds nan"),
    (lambda: central_difference(np.sum, NAN), r"^x holds nan"),
])
def test_each_step(call, named):
    with pytest.raises(ValueError, match=named):
        call()


def changed(**change):
    X, Y, W, b, weight_decay = problem(3, 5)
    given = {"X": X, "Y": Y, "W": W, "b": b, "weight_decay": weight_decay}
    given.update({name: f(given[name]) for name, f in change.items()})
    return given.values()


@pytest.mark.parametrize("f", WHOLE)
@pytest.mark.parametrize("change, named", [
    ({"X": lambda X: X[:4]}, r"^X and Y .*\(4, 2\).*\(5, 3\)"),
    ({"X": lambda X: X[:, :1]}, r"^X must have 2 inputs.*\(5, 1\).*\(4, 2\)"),
    ({"X": lambda X: X[0]}, r"^X must be a matrix.*\(2,\)"),
    ({"X": lambda X: X * np.nan}, r"^X holds nan"),
    ({"X": lambda X: X * np.inf}, r"^X holds"),
    ({"X": lambda X: X[:0], "Y": lambda Y: Y[:0]}, r"^X is empty.*\(0, 2\)"),
    ({"Y": lambda Y: Y[:, 0]}, r"^Y must be a matrix.*\(5,\)"),
    ({"Y": lambda Y: Y[:, :1]}, r"^Y must have 3 targets.*\(5, 1\).*W\[2\] \(3, 4\)"),
    ({"Y": lambda Y: Y + 1}, r"^Y must be real and lie in \[0, 1\]"),
    ({"W": lambda W: W[2]}, r"^W must be a dict"),
    ({"W": lambda W: [W[1], W[2]]}, r"^W must be a dict"),
    ({"W": lambda W: {}}, r"^W is empty"),
    ({"W": lambda W: {2: W[1], 3: W[2]}}, r"^W must have the keys \[1, 2\]"),
    ({"W": lambda W: {1: W[1], 2: W[2].T}}, r"^(W\[2\]|b\[2\]) must"),
    ({"W": lambda W: {1: W[1], 2: W[2][:, :3]}}, r"^W\[2\] must .*\(3, 3\).*\(4, 2\)"),
    ({"W": lambda W: {1: W[1], 2: W[2] * np.nan}}, r"^W\[2\] holds nan"),
    ({"b": lambda b: b[1]}, r"^b must be a dict"),
    ({"b": lambda b: {1: b[1]}}, r"^b must have the keys \[1, 2\]"),
    ({"b": lambda b: {1: b[1], 2: b[2][:, None]}}, r"^b\[2\] must be a vector.*\(3, 1\)"),
    ({"b": lambda b: {1: b[1], 2: b[2][:1]}}, r"^b\[2\] must .*\(1,\).*\(3, 4\)"),
    ({"weight_decay": lambda d: -d}, r"^weight_decay must be one number, 0 or more"),
    ({"weight_decay": lambda d: np.nan}, r"^weight_decay holds nan"),
    ({"weight_decay": lambda d: np.array([d])}, r"^weight_decay must be one number.*\(1,\)"),
])
def test_the_whole_gradient(f, change, named):
    with pytest.raises(ValueError, match=named):
        f(*changed(**change))


@pytest.mark.parametrize("f", [lambda x, y, W, b: network.forward(x, W, b), backprop_example])
def test_one_example(f):
    X, Y, W, b, _ = problem(3, 5)
    with pytest.raises(ValueError, match=r"^x must be a vector.*\(5, 2\)"):
        f(X, Y[0], W, b)
    with pytest.raises(ValueError, match=r"^x must have 2 inputs.*\(1,\)"):
        f(X[0, :1], Y[0], W, b)


def test_targets_of_one_example():
    X, Y, W, b, _ = problem(3, 5)
    with pytest.raises(ValueError, match=r"^y must have 3 targets.*\(2,\)"):
        backprop_example(X[0], Y[0, :2], W, b)


@pytest.mark.parametrize("f", WHOLE)
def test_integers_are_taken_as_floats(f):
    X, _, W, b, _ = problem(3, 5)
    whole = lambda d: {l: np.round(d[l]).astype(int) for l in d}
    real = lambda d: {l: np.round(d[l]) for l in d}
    Y = np.array([[0, 1, 1], [1, 0, 0], [0, 0, 1], [1, 1, 1], [0, 0, 0]])
    got = f(np.round(X).astype(int), Y, whole(W), whole(b), 1)
    expected = f(np.round(X), Y.astype(float), real(W), real(b), 1.0)
    np.testing.assert_equal(got, expected)


@pytest.mark.parametrize("call, said", [
    (lambda: eta_output([0.0, 0.5], [0, 0]), "it reaches 0, shape (2,)"),
    (lambda: eta_output([0.5, 1.0], [0, 0]), "it reaches 1, shape (2,)"),
    (lambda: loss.example_loss(COLUMN, COLUMN), "a must be a vector, shape (n,); got shape (3, 1)"),
    (lambda: loss.example_loss(V3, COLUMN), "y must be a vector, shape (n,); got shape (3, 1)"),
    (lambda: network.sigmoid("a"), "z must hold numbers; got str with dtype <U1"),
    (lambda: network.forward(V3, [M], {1: V3}), "W must be a dict keyed by layer, W[1], W[2], …; got list"),
    (lambda: network.forward(V4, {1: M, 2: M}, {1: V3, 2: V3}),
     "W[2] must have one column for each row of W[1]; got W[2] (3, 4) and W[1] (3, 4)"),
    (lambda: network.forward(V4, {1: M, 2: 1e308 * np.ones((1, 3))}, {1: V3, 2: np.array([1e308])}),
     "z[3] holds inf at index (0,); its shape is (1,)"),
    (lambda: network.sigmoid_slope(np.ma.masked_less(V3, 0)),
     "z must be a plain array: what MaskedArray has beside its entries, such as a mask or a unit, would be lost; got "
     "shape (3,)"),
    (lambda: shapes.rows("batch", np.ma.masked_less([0, 1], 0), 2), "batch must be a plain array"),
    (lambda: network.forward(V4, {1: V4}, {1: V3}), "W[1] must be a matrix, shape (rows, columns); got shape (4,)"),
])  # fmt: skip
def test_what_is_said(call, said):
    with np.errstate(over="ignore"), pytest.raises(ValueError) as error:
        call()
    assert said in str(error.value)


def test_no_entries_have_no_derivatives():
    assert eta_output([], []).shape == delta_output([], []).shape == (0,)


@pytest.mark.parametrize("double", range(4))
def test_a_result_has_the_digits_of_the_argument_that_has_most(double):
    X, Y, W, b, weight_decay = problem(3, 5)
    single = lambda value: {l: single(value[l]) for l in value} if isinstance(value, dict) else np.float32(value)
    given = [value if k == double else single(value) for k, value in enumerate((X, Y, W, b))]
    assert shapes.problem(*given, weight_decay)[-1] == np.float64
    assert shapes.problem(*map(single, given), weight_decay)[-1] == np.float32


def test_half_precision_is_computed_in_single():
    X, Y, W, b, weight_decay = problem(3, 5)
    X, Y, W, b, _, dtype = shapes.problem(np.float16(X), Y, W, {l: np.float16(b[l]) for l in b}, weight_decay)
    assert X.dtype == b[1].dtype == np.float32 and dtype == Y.dtype == np.float64


def test_shares_are_refused_by_their_form_and_by_their_sum():
    with pytest.raises(ValueError, match=r"^y must be a vector"):
        shapes.shares("y", [[0.5, 0.5]], 1)
    with pytest.raises(ValueError, match=r"^Y must be a matrix"):
        shapes.shares("Y", [0.5, 0.5], 2)
    shapes.shares("y", [0.5, 0.5 + 2**-26], 1)  # off by the root of ε: half of the digits are right
    with pytest.raises(ValueError, match=r"^y must add up to 1 over its last index; it is off by 2\.98e-08"):
        shapes.shares("y", [0.5, 0.5 + 2**-25], 1)


def test_the_sum_of_many_shares_keeps_its_digits():
    """In columns NumPy adds up float16 entry by entry, and 0.0001 is lost beside ½."""
    many = np.full((2, 10_000), 1e-4, np.float16, order="F")
    assert shapes.shares("Y", many, 2).dtype == np.float16
