"""The four moves as local rules of a tape, for 15_autograd.ipynb: the derivation, done by a program.

An operation makes a `Node` from others, and notes for each of them its local rule: from `back`, ∂J/∂v of the result,
to ∂J/∂u of that argument, a vector–Jacobian product. `backward` plays the rules from the end to the beginning.
"""

import numpy as np

from . import shapes
from .network import sigmoid as phi
from .network import sigmoid_slope


class Node:
    """A `value` of the tape, and its `parents`: pairs of a node and the local rule that leads back to it.

    Notebook 15_autograd. `grad` is None until `backward` has come by, and then sums up what every call brings.
    """

    def __init__(self, value, parents=()):
        self.value, self.parents, self.grad = shapes.array("value", value, finite=False), parents, None

    def __add__(self, other):
        """u + v: the sensitivity passes to both as it is, (5.9). Broadcasting is undone by `backward`."""
        other = _node(other)
        return Node(self.value + other.value, ((self, lambda back: back), (other, lambda back: back)))

    def __mul__(self, other):
        """u · v entry by entry: the sensitivity times the other one, by the product rule (15.2)."""
        other = _node(other)
        u, v = self.value, other.value
        return Node(u * v, ((self, lambda back: back * v), (other, lambda back: back * u)))

    def __matmul__(self, other):
        """W a, and A B for matrices: to W an outer product, (5.6), to a the transpose, (6.6)."""
        W, a = self.value, other.value
        if W.ndim != 2 or a.ndim not in (1, 2) or W.shape[1] != a.shape[0]:
            raise ValueError(f"these cannot be multiplied by @: shapes {W.shape} and {a.shape}")
        outer = lambda back: np.outer(back, a) if a.ndim == 1 else back @ a.T
        return Node(W @ a, ((self, outer), (other, lambda back: W.T @ back)))

    @property
    def T(self):  # its sensitivity is transposed back
        return Node(self.value.T, ((self, lambda back: back.T),))

    def __neg__(self):
        return self * -1.0

    def __sub__(self, other):
        return self + _node(other) * -1.0

    __radd__, __rmul__, __rsub__ = __add__, __mul__, lambda self, other: -self + other
    __array_ufunc__ = None  # so that NumPy leaves `array + node` to the node


def _node(value):
    return value if isinstance(value, Node) else Node(value)


def _entrywise(u, value, slope):
    """A function of every entry by itself: η · φ′(z), (4.4), as only γ = α survives in the sum of (4.2)."""
    return Node(value, ((u, lambda back: back * slope),))


def sigmoid(z):
    """φ(z) on the tape, with the rule δ = η · φ′(z), (4.4). Notebook 15_autograd."""
    return _entrywise(z, phi(z.value), sigmoid_slope(z.value))


def tanh(z):
    """tanh on the tape, with its slope 1 − tanh² in (4.4). Notebook 15_autograd."""
    value = np.tanh(z.value)
    return _entrywise(z, value, 1 - value**2)


def relu(z):
    """max(z, 0) on the tape; its slope in (4.4) is 1 above 0, and 0 at the kink and below. Notebook 15_autograd."""
    return _entrywise(z, np.maximum(z.value, 0), (z.value > 0).astype(z.value.dtype))


def log(u):
    """The logarithm on the tape, with its slope 1/u, (15.3): from it comes −y/a of (3.4). Notebook 15_autograd."""
    return _entrywise(u, np.log(u.value), 1 / u.value)


def exp(u):
    """The exponential on the tape, which is its own slope, (15.4). Notebook 15_autograd."""
    value = np.exp(u.value)
    return _entrywise(u, value, value)


def total(u, axis=None):
    """The sum along an axis, or of all entries, on the tape: every entry gets its sensitivity, (8.2).
    Notebook 15_autograd. The axis stays, with length 1.
    """
    rule = lambda back: np.broadcast_to(back, u.value.shape)
    return Node(u.value.sum(axis=axis, keepdims=axis is not None), ((u, rule),))


def order(end):
    """All nodes that `end` was computed from, and `end`: each after those that it was computed from.

    Notebook 15_autograd: a topological order. Read backwards, a node comes after everything that reads it.
    """
    found, seen, left = [], set(), [(end, False)]
    while left:
        node, is_done = left.pop()
        if is_done:
            found.append(node)
        elif node not in seen:
            seen.add(node)
            left += [(node, True), *((parent, False) for parent, _ in node.parents)]
    return found


def backward(end):
    """Add ∂end/∂node to `grad` of every node that `end` was computed from: reverse mode, (15.1) at each node.

    Notebook 15_autograd. `end` is one number. Raises ValueError if it is not.
    """
    if end.value.shape != ():
        raise ValueError(f"end must be one number, such as a loss; its shape is {end.value.shape}")
    back = {end: np.ones_like(end.value)}
    for node in reversed(order(end)):
        for parent, rule in node.parents:  # a node with several readers gets the sum of what they send, (2.10)
            back[parent] = back.get(parent, 0) + unbroadcast(rule(back[node]), parent.value.shape)
        node.grad = back[node] if node.grad is None else node.grad + back[node]


def unbroadcast(back, shape):
    """Undo the broadcasting of an array of this shape: the sum over its copies, (8.11). Notebook 15_autograd."""
    back = back.sum(axis=tuple(range(back.ndim - len(shape))))
    return back.sum(axis=tuple(k for k, n in enumerate(shape) if n == 1), keepdims=True)


def gradient(X, Y, W, b, weight_decay=0.0):
    """J and its gradients by the tape, from J's definition (2.3) alone: what `algorithm.algorithm_1` takes and gives.

    Notebook 15_autograd. Raises ValueError if the shapes do not fit together, N = 0, or an entry is out of range.
    """
    X, Y, W, b, λ, dtype = shapes.problem(X, Y, W, b, weight_decay)
    W, b = ({l: Node(part[l]) for l in part} for part in (W, b))
    A = Node(X)
    for l in W:
        A = sigmoid(A @ W[l].T + b[l])
    J = total(-Y * log(A) - (1 - Y) * log(1 - A)) * (1 / len(X))
    for l in W:
        J = J + λ / 2 * total(W[l] * W[l])
    backward(J)
    return shapes.result(dtype, J.value, *({l: part[l].grad for l in part} for part in (W, b)))
