import numpy as np
import pytest

from backprop import autograd
from backprop.algorithm import algorithm_1
from backprop.autograd import Node, backward, order, total
from backprop.derivatives import complex_step
from random_networks import WIDTHS, problem, relative

TAKES = {  # what the arguments of each function are, for test_bad_input.py
    "Node": None, "sigmoid": None, "tanh": None, "relu": None, "log": None, "exp": None, "total": None,
    "order": None, "backward": None, "unbroadcast": None,
    "gradient": {"X": "rows", "Y": "target matrix", "W": "W", "b": "b", "weight_decay": "number"},
}


@pytest.mark.parametrize("layers", WIDTHS)
@pytest.mark.parametrize("seed", range(3))
def test_the_tape_gives_the_gradients_of_algorithm_1(layers, seed):
    given = problem(layers, 4, seed)
    J, dW, db = autograd.gradient(*given)
    true_J, true_dW, true_db = algorithm_1(*given)
    assert abs(J - true_J) < 1e-13 * true_J
    for l in dW:
        assert relative(dW[l], true_dW[l]) < 1e-12 and relative(db[l], true_db[l]) < 1e-12


def test_float32_stays_float32():
    X, Y, W, b, _ = problem()
    low = lambda part: {l: part[l].astype(np.float32) for l in part}
    J, dW, db = autograd.gradient(X.astype(np.float32), Y.astype(np.float32), low(W), low(b))
    assert {J.dtype, *(dW[l].dtype for l in W), *(db[l].dtype for l in b)} == {np.dtype(np.float32)}
    assert relative(dW[1], algorithm_1(X, Y, W, b)[1][1]) < 1e-5


UNITS = {  # on the tape, and in NumPy for the complex step
    "sigmoid": (autograd.sigmoid, lambda z: 1 / (1 + np.exp(-z))), "tanh": (autograd.tanh, np.tanh),
    "relu": (autograd.relu, lambda z: np.where(z.real > 0, z, 0)),
}  # fmt: skip


def softmax_loss(Z, Y):
    """Softmax with cross-entropy on the tape: the largest z of each row is subtracted as a constant."""
    low = Z - Z.value.max(axis=1, keepdims=True)
    return total(Y * (autograd.log(total(autograd.exp(low), axis=1)) - low)) * (1 / len(Y))


LOSSES = {
    "sigmoid": (
        lambda Z, Y: total(-Y * autograd.log(autograd.sigmoid(Z)) - (1 - Y) * autograd.log(autograd.sigmoid(-Z)))
        * (1 / len(Y)),
        lambda Z, Y: np.sum(Y * np.log(1 + np.exp(-Z)) + (1 - Y) * np.log(1 + np.exp(Z))) / len(Y),
    ),
    "softmax": (softmax_loss, lambda Z, Y: np.sum(Y * (np.log(np.exp(Z).sum(axis=1, keepdims=True)) - Z)) / len(Y)),
    "squares": (
        lambda Z, Y: 0.5 * total((Z - Y) * (Z - Y)) * (1 / len(Y)), lambda Z, Y: np.sum((Z - Y) ** 2) / 2 / len(Y),
    ),
}  # fmt: skip


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("layers", [2, 3, 6])
def test_other_units_and_losses_against_the_complex_step(unit, loss, layers):
    X, Y, W, b, _ = problem(layers, 4, 1)
    nodes = {"W": {l: Node(W[l]) for l in W}, "b": {l: Node(b[l]) for l in b}}
    A = Node(X)
    for l in W:
        Z = A @ nodes["W"][l].T + nodes["b"][l]
        A = UNITS[unit][0](Z)
    backward(LOSSES[loss][0](Z, Y))

    def J(W, b):
        A = X
        for l in W:
            Z = A @ W[l].T + b[l]
            A = UNITS[unit][1](Z)
        return LOSSES[loss][1](Z, Y)

    for l in W:
        by_W = complex_step(lambda V, l=l: J(W | {l: V}, b), W[l])
        assert relative(nodes["W"][l].grad, by_W) < 1e-12
        assert relative(nodes["b"][l].grad, complex_step(lambda v, l=l: J(W, b | {l: v}), b[l])) < 1e-12


def test_a_hundred_layers_deep():
    """Neither the walk nor the rules recurse."""
    rng = np.random.default_rng(0)
    W = {l: rng.normal(size=(3, 3)) for l in range(1, 100)}
    b = {l: rng.normal(size=3) for l in W}
    X, Y = rng.normal(size=(2, 3)), rng.uniform(size=(2, 3))
    for got, true in zip(autograd.gradient(X, Y, W, b)[1:], algorithm_1(X, Y, W, b)[1:], strict=True):
        assert all(relative(got[l], true[l]) < 1e-12 for l in W)
    node = end = Node(1.0)
    for _ in range(20_000):
        end = end + 1.0
    backward(end)
    assert node.grad == 1


OPERATIONS = {
    "+": (lambda u, v: u + v, 2), "*": (lambda u, v: u * v, 2), "-": (lambda u, v: u - v, 2),
    "array - node": (lambda u: np.array([[0.5], [2.0]]) - u, 1), "neg": (lambda u: -u, 1),
    "twice": (lambda u: u * u + 3 * u, 1),
}  # fmt: skip


@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize(("one", "two"), [((2, 3), (3,)), ((2, 1), (1, 3)), ((), (2, 3)), ((2, 3), (2, 3))])
def test_broadcasting_is_undone(name, one, two):
    operation, count = OPERATIONS[name]
    rng = np.random.default_rng(2)
    values = [rng.normal(size=one), rng.normal(size=two)][:count]
    weights = rng.normal(size=np.shape(operation(*values)))
    nodes = [Node(value) for value in values]
    backward(total(operation(*nodes) * weights))
    for k, node in enumerate(nodes):
        f = lambda v, k=k: np.sum(weights * operation(*(v if k == j else u for j, u in enumerate(values))))
        assert node.grad.shape == values[k].shape and relative(node.grad, complex_step(f, values[k])) < 1e-12


@pytest.mark.parametrize("shape", [(4,), (4, 5)])
def test_matrix_products_and_sums(shape):
    rng = np.random.default_rng(3)
    W, a = rng.normal(size=(3, 4)), rng.normal(size=shape)
    nodes = Node(W), Node(a)
    end = nodes[0] @ nodes[1]
    backward(total(total(end, axis=0) * total(end, axis=-1)))
    f = lambda W, a: np.sum((W @ a).sum(axis=0) * (W @ a).sum(axis=-1, keepdims=True))
    assert relative(nodes[0].grad, complex_step(lambda V: f(V, a), W)) < 1e-12
    assert relative(nodes[1].grad, complex_step(lambda v: f(W, v), a)) < 1e-12


def test_grad_sums_up_over_readers_and_over_calls():
    u = Node(2.0)
    end = u * u + 3 * u
    backward(end)
    assert u.grad == 7
    backward(end)
    assert u.grad == 14, "the inner nodes' first sensitivities are not sent a second time"


def test_the_order_has_every_node_once_and_after_its_parents():
    u, v = Node(1.5), Node([2.0, 3.0])
    w = u * v
    end = total(w * w + v)
    found = order(end)
    place = {node: k for k, node in enumerate(found)}
    assert len(place) == len(found) and found[-1] is end and {u, v, w} <= set(found)
    assert all(place[parent] < place[node] for node in found for parent, _ in node.parents)


def test_relu_has_slope_0_at_its_kink():
    z = Node([-1.0, 0.0, 2.0])
    backward(total(autograd.relu(z)))
    assert z.grad.tolist() == [0, 0, 1]


def test_what_does_not_fit_is_refused():
    with pytest.raises(ValueError, match=r"^end must be one number.*\(3,\)"):
        backward(Node(np.ones(3)))
    for one, two in [((3, 4), (3,)), ((3,), (3, 4)), ((3, 4), (4, 2, 2))]:
        with pytest.raises(ValueError, match="cannot be multiplied by @"):
            Node(np.ones(one)) @ Node(np.ones(two))
    with pytest.raises(ValueError, match=r"^value"):
        Node("a")


def test_a_node_may_be_infinite_and_is_not_nan():
    assert Node(np.inf).value == np.inf
    with pytest.raises(ValueError, match=r"^value holds nan"):
        Node(np.nan)


def test_a_relu_keeps_the_dtype():
    z = Node(np.float32([-1, 2]))
    backward(total(autograd.relu(z)))
    assert z.grad.dtype == np.float32 and z.grad.tolist() == [0, 1]
