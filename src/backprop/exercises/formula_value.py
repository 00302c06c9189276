"""What the tree of a formula gives for arrays: with indices, as numbers, or as products of matrices.

With indices each array has one axis for every index of the formula, of length 1 where it does not carry it: then all
operations are entry by entry. Without any, vectors are columns, and what stands side by side is the matrix product.
"""

import numpy as np

from ..network import sigmoid, sigmoid_slope
from .compare import Misfit

FUNCTIONS = {
    "log": np.log, "exp": np.exp, "tanh": np.tanh, "sinh": np.sinh, "cosh": np.cosh, "abs": np.abs, "sqrt": np.sqrt,
    "phi": sigmoid, "phi'": sigmoid_slope, "log'": lambda x: 1 / x, "exp'": np.exp,
    "tanh'": lambda x: 1 - np.tanh(x) ** 2,
}  # fmt: skip
LETTERS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "tau": "τ", "delta": "δ", "Delta": "Δ", "eta": "η", "epsilon": "ε",
    "lambda": "λ", "phi": "φ",
}  # fmt: skip
BRACKET = "the bracket"
PLAIN = {"+": np.add, "-": np.subtract, "/": np.divide, "^": np.power, "entries": np.multiply, "beside": np.multiply}


def value(tree, arrays, free, numbers):
    """The value of a tree. `arrays`: of each symbol; `free`: the indices of the result; `numbers`: no symbol has one.

    Raises Misfit if indices or shapes do not fit.
    """
    if numbers:
        return _Numbers(arrays).of(tree)
    arrays = dict(arrays)
    tree = _without_brackets(tree, arrays)
    indices = [part for node in symbols(tree) for part in node[3]]
    if not indices and not any(node[0] == "sum" for node in walk(tree)):
        return _matrices(tree, arrays, len(free))
    return _Indexed(arrays, tree, free).result()


def walk(tree):
    """Every node of a tree."""
    yield tree
    for part in tree[1:] if tree[0] != "symbol" else ():
        if isinstance(part, tuple):
            yield from walk(part)


def symbols(tree):
    """Its symbols."""
    return [node for node in walk(tree) if node[0] == "symbol"]


def letter(name):
    """A name as it is printed: β for beta."""
    return LETTERS.get(name, name)


def _without_brackets(tree, arrays):
    """The tree with a symbol for each bracket that has indices, (W a)_α; `arrays` get what is in it."""
    if tree[0] == "symbol":
        return tree
    if tree[0] != "entry":
        return tuple(_without_brackets(part, arrays) if isinstance(part, tuple) else part for part in tree)
    _, inside, (_, *indices) = tree
    if any(node[3] for node in symbols(inside)):
        raise Misfit("What stands in a bracket has indices, and so has the bracket: one of them is too much.")
    name = BRACKET, str(len(arrays))
    arrays[name] = _matrices(inside, arrays, ndim=1)  # a column is a vector
    return ("symbol", *name, tuple(indices))


class _Numbers:
    """Every symbol is a number, at all points at once."""

    def __init__(self, arrays):
        self.arrays = arrays

    def of(self, node):
        """The value of a node."""
        kind, *parts = node
        if kind == "number":
            return np.float64(parts[0])
        if kind == "symbol":
            return self.symbol(*parts)
        if kind == "call":
            return FUNCTIONS[parts[0]](self.of(parts[1]))
        if kind == "sum":
            return self.summed(*parts)
        if kind == "entry":
            return self.of(parts[0])
        if kind == "minus":
            return -self.of(parts[0])
        if kind == "transpose":
            return self.transposed(self.of(parts[0]))
        return self.joined(kind, *map(self.of, parts))

    def symbol(self, name, layer, indices):
        return self.arrays[name, layer]

    def summed(self, index, body):
        raise Misfit("Nothing is summed here: each symbol is one number.")

    def transposed(self, value):
        return value

    def joined(self, kind, one, two):
        return PLAIN[kind](one, two)


class _Indexed(_Numbers):
    """Every array carries its indices."""

    def __init__(self, arrays, tree, free):
        super().__init__(arrays)
        self.tree, self.free, self.sizes = tree, free, {}
        for _, name, layer, indices in symbols(tree):
            self.measure(name, np.shape(arrays[name, layer]), indices)
        self.axes = [*self.sizes]

    def measure(self, name, shape, indices):
        if len(shape) != len(indices):
            raise Misfit(f"{letter(name)} has {len(shape)} indices, and is written with {len(indices)}.")
        for index, size in zip(indices, shape, strict=True):
            if self.sizes.setdefault(index, size) != size:
                here, there = f"{letter(index)} counts to {size} in {letter(name)}", self.sizes[index]
                raise Misfit(f"{here}, and to {there} elsewhere.")

    def result(self):
        found = np.asarray(self.of(self.tree))
        found = found.reshape(found.shape or (1,) * len(self.axes))
        left = [index for index, size in zip(self.axes, found.shape, strict=True) if size > 1]
        free = left if len(self.free) == len(left) == 1 else self.free  # a single one may have any name
        if missing := [index for index in free if index not in left]:
            raise Misfit(f"The result has the index {letter(missing[0])}, and the formula has none.")
        if rest := [index for index in left if index not in free]:
            raise Misfit(f"{letter(rest[0])} is neither summed over nor an index of the result.")
        full = np.broadcast_to(found, [self.sizes[one] if one in free else 1 for one in self.axes])
        order = [self.axes.index(one) for one in free]
        others = [axis for axis in range(len(self.axes)) if axis not in order]
        return full.transpose(order + others).reshape([self.sizes[one] for one in free]).copy()

    def symbol(self, name, layer, indices):
        array, own = np.asarray(self.arrays[name, layer]), [*dict.fromkeys(indices)]
        number = [self.axes.index(index) for index in indices]
        array = np.einsum(array, number, [self.axes.index(index) for index in self.axes if index in own])
        return array.reshape([self.sizes[index] if index in own else 1 for index in self.axes])

    def summed(self, index, body):
        if index not in self.sizes:
            raise Misfit(f"The sum runs over {letter(index)}, which nothing behind it has.")
        found, axis = self.of(body), self.axes.index(index)
        shape = list(np.shape(found) or (1,) * len(self.axes))
        shape[axis] = self.sizes[index]
        return np.broadcast_to(found, shape).sum(axis=axis, keepdims=True)

    def transposed(self, value):
        raise Misfit("An entry has no transpose: exchange its indices, or leave out the indices of all.")


class _Matrices(_Numbers):
    """Vectors are columns."""

    def symbol(self, name, layer, indices):
        array = np.asarray(self.arrays[name, layer])
        return array[:, None] if array.ndim == 1 else array

    def transposed(self, value):
        return value.T

    def joined(self, kind, one, two):
        if kind == "beside" and np.ndim(one) and np.ndim(two):
            if one.shape[1] != two.shape[0]:
                raise Misfit(f"No product has the shapes {one.shape} and {two.shape}; vectors are columns.")
            return one @ two
        if np.ndim(one) and np.ndim(two) and one.shape != two.shape:
            raise Misfit(f"Shapes {one.shape} and {two.shape} do not fit entry by entry; vectors are columns.")
        return PLAIN[kind](one, two)


def _matrices(tree, arrays, ndim):
    found = _Matrices(arrays).of(tree)
    if ndim == 1 and np.ndim(found) == 2 and found.shape[1] == 1:
        return found[:, 0]
    return found
