"""The value of a formula for one network: an array with an axis for each of its letters.

The axes: first the directions of a derivative (see network.py), then one for each letter of the statement, of length 1
where the letter does not stand, and for a vector or matrix two more: its rows and its columns.
"""

import numpy as np

from . import kinds
from .kinds import EXAMPLE, LAYERED, LAYERS, ROWS, NoSuchLayer
from .network import STEP, phi, slope
from .tree import Node, Unreadable, free

UNITS = {"x": 1, "X": 1, "y": None, "Y": None}  # the layer of these; None is the last
SCALARS = set("az yηδℓ")
FREE = set("λsuxhwq")  # a random number each


class Reading:
    """What a statement's names mean in one network, with a number for each of its layers."""

    def __init__(self, nodes, net, layers, mode, definitions, fixed=(), known=()):
        self.nodes, self.net, self.layers, self.mode = nodes, net, layers, mode
        self.definitions, self.fixed, self.sign = definitions, dict(fixed), 1
        self.kinds = kinds.kinds_of(nodes, self.dims, {EXAMPLE: ("example", None), **dict(known)})
        self.letters = sorted(self.kinds)
        outside = set().union(*(free(node) for node in nodes))
        self.example = next((v for v in sorted(outside) if self.kinds.get(v) == ("example", None)), EXAMPLE)

    def inside(self, net=None, **layers):
        """The same with another network, or with a layer that a sum has set."""
        part = Reading.__new__(Reading)
        part.__dict__ = dict(self.__dict__)
        part.net = net or self.net
        part.layers = {**self.layers, **layers}
        return part

    def aside(self, node, keep=(), **layers):
        """The value of something with letters of its own, and then without their axes; `keep` stays, as the last."""
        part = self.inside(**layers)
        part.kinds = kinds.kinds_of([node], part.dims, self.kinds)
        part.letters = sorted(part.kinds)
        value = part(node)
        if keep:
            value = np.moveaxis(value, part.axis(keep), -1)[..., None]
            part.letters = [v for v in part.letters if v != keep]
        return np.squeeze(value, tuple(part.axis(v) for v in part.letters if v not in self.letters))

    # What a name is

    def layer(self, node):
        """The layer of a name, by its number or by what the statement leaves out."""
        base, layer, *_ = node.args
        if layer is None:
            if self.mode.default is None:
                raise Unreadable(f"{base} has no layer here, and other names have")
            number = self.net.L + self.mode.default[LAYERED[base]]
        else:
            number = kinds.layer_number(layer, self.layers, self.net, self.mode.shift(self.net))
        if not self.net.has(LAYERED[base], number):
            raise NoSuchLayer(f"{base} of layer {number}")
        return number

    def dims(self, node):
        """The kinds of what a name's indices count; None where a layer is not known yet."""
        if node.op != "name":
            return None
        base, layer, indices, _ = node.args
        if base in self.definitions:
            return self.definitions[base].dims(self, indices)
        if base in UNITS:
            unit = ("unit", UNITS[base] or self.net.L)
            return [("example", None), unit] if base in "XY" or len(indices) == 2 else [unit]
        if base in LAYERED and not self.scalar(node):
            if layer and any(name.args[0] in LAYERS and name.args[0] not in self.layers for name in layer.names()):
                return None
            number = self.layer(node)
            if base in ROWS:
                return [("example", None), ("unit", number)]
            units = {"W": [number + 1, number], "b": [number + 1]}.get(base, [number])
            return [("unit", unit) for unit in units]
        if base in ("θ", "θ′") or (base == "u" and indices):
            return [("parameter", None)]
        if base == "J" and indices:
            return [("batch", None)]
        return []

    def scalar(self, node):
        """Whether a name is one number of one output, as z in φ(z)."""
        return self.mode.scalar and node.args[0] in SCALARS and not node.args[2]

    # Arrays with an axis for each letter

    def place(self, value, labels):
        """An array whose axes after the directions are letters, numbers (one entry), or None (rows, columns)."""
        value = value[(slice(None), *(slice(None) if not isinstance(v, int) else v - 1 for v in labels))]
        labels = [self.fixed.get(v, v) if isinstance(v, str) else v for v in labels if not isinstance(v, int)]
        if any(isinstance(v, int) for v in labels):
            return self.place(value, labels)
        axes = {v: k + 1 for k, v in enumerate(self.letters)}
        inner = iter((50, 51))
        here = [0, *(axes[v] if v is not None else next(inner) for v in labels)]
        for axis, length in zip(labels, value.shape[1:], strict=True):
            if axis is not None and length != kinds.size(self.kinds[axis], self.net):
                raise Unreadable(f"{axis} is {kinds.says(self.kinds[axis])}, and this has {length} entries")
        value = np.einsum(value, here, sorted(set(here)))
        lengths = iter(value.shape[1:])
        shape = [len(value), *(next(lengths) if v in labels else 1 for v in self.letters), *lengths]
        return value.reshape(*shape, 1) if len(shape) == self.rank + 1 else value.reshape(shape)

    @property
    def rank(self):
        """How many axes a number has."""
        return 1 + len(self.letters)

    def is_array(self, value):
        return value.ndim > self.rank

    def number(self, value):
        return np.reshape(value, (-1,) + (1,) * len(self.letters))

    def axis(self, letter):
        return 1 + self.letters.index(letter)

    # One method an operation

    def __call__(self, node):
        return getattr(self, "op_" + node.op)(*node.args)

    def op_num(self, value):
        return self.number(value)

    def op_name(self, base, layer, indices, example):
        node = Node("name", (base, layer, indices, example))
        if base in self.definitions:
            return self.definitions[base].value(self, indices)
        if kinds.is_kronecker(node):
            return self.kronecker(*indices)
        if self.scalar(node):
            return self.place(self.net.get("scalar " + base), [self.example])
        if base in ("N", "K", "M", "L", "e", "i") and not indices:
            net = self.net
            return self.number({"N": kinds.EXAMPLES, "K": net.widths[-1], "M": kinds.BATCHES, "L": net.L,
                                "e": np.e, "i": 1j}[base])  # fmt: skip
        if base == "Ĵ" or (base == "J" and example):
            return self.place(self.net.get("Ĵ"), [example or self.example])
        if base in ("J", "J̃"):
            return self.place(self.net.get("J_m" if indices else base), list(indices))
        if base in FREE and not indices and base != "x":
            return self.number(self.net.get(base))
        if base == "x" and self.mode.number_x and not indices:
            return self.number(self.net.get("x"))
        dims = self.dims(node)
        if not dims:
            raise Unreadable(f"nothing says what {base} is")
        if base == "u":
            value = self.net.get("direction")
            value = value / np.sqrt((value**2).sum())
        elif base in ("θ", "θ′"):
            value = self.net.get(base)
        elif base in UNITS:
            value = self.net.get(base.lower(), dims[-1][1])
        else:
            value = self.net.get(LAYERED[base], self.layer(node))
        labels = list(indices) or [None] * len(dims)
        one = base in "azηδxy" and len(labels) == 1
        return self.place(value, [self.example, *labels] if one else labels)

    def kronecker(self, first, second):
        length = kinds.size(self.kinds[first if isinstance(first, str) else second], self.net)
        return self.place(np.eye(length)[None], [first, second])

    def op_call(self, function, primes, argument):
        if function in "JĴ":
            return self.loss_of(function, self(argument))
        value = self(argument)
        if function == "φ":
            return phi(value) if not primes else slope(phi, value) if primes == 1 else self.refuse("φ″")
        if function == "f":
            rates, weights = self.net.get("rates")
            return sum(c * k**primes * np.exp(k * value) for k, c in zip(rates, weights, strict=True))
        raise Unreadable(f"nothing says what {function} of something is")

    def refuse(self, what):
        raise Unreadable(f"{what} is not in the language")

    def loss_of(self, function, value):
        """J(θ) of a row of parameters, Ĵ(a) of the output activations."""
        if not self.is_array(value) or value.shape[-1] != 1:
            raise Unreadable(f"{function} is a function of a vector")
        letters = [v for v in self.letters if value.shape[self.axis(v)] > 1]
        if function == "J" and not letters:
            net = self.net.with_moved({("θ", 0): value.reshape(len(value), -1)})
            return self.number(net.get("J"))
        if function == "Ĵ" and letters == [self.example]:
            net = self.net.with_moved({("a", self.net.L): value.reshape(len(value), -1, value.shape[-2])})
            return self.place(net.get("Ĵ"), letters)
        raise Unreadable(f"this is no argument for {function}")

    def op_log(self, function, argument):
        value = self(argument)
        return np.imag(value) if function == "Im" else {"log": np.log, "tanh": np.tanh}[function](value)

    def op_add(self, signs, terms):
        parts = [(s, term, self(term)) for s, term in zip(signs, terms, strict=True) if term.op != "dots"]
        array = any(self.is_array(value) for _, _, value in parts)
        total = None
        for sign, term, value in parts:
            value = {"+": 1, "-": -1, "\\pm": self.sign}[sign] * value
            if array and not self.is_array(value):
                if not kinds.is_number(term):
                    raise Unreadable("a number is added to a vector or matrix")
                value = value[..., None, None]
            total = value if total is None else self.added(total, value)
        return total

    def added(self, left, right):
        if not self.is_array(left) or left.shape[-2:] == right.shape[-2:] or (1, 1) in (left.shape[-2:], right.shape[-2:]):
            return left + right
        rows, columns = left.shape[-2:]
        if rows == kinds.EXAMPLES and right.shape[-2:] == (columns, 1):
            return left + np.swapaxes(right, -1, -2)  # a vector is added to every example
        raise Unreadable(f"shapes {left.shape[-2:]} and {right.shape[-2:]} are added")

    def op_mul(self, nodes):
        total = self(nodes[0])
        for node in nodes[1:]:
            value = self(node)
            if self.is_array(total) and self.is_array(value):
                if total.shape[-1] != value.shape[-2]:
                    raise Unreadable(f"shapes {total.shape[-2:]} and {value.shape[-2:]} are multiplied as matrices")
                total = total @ value
            else:
                total = np.multiply(*self.both(total, value))
        return total

    def op_dot(self, nodes):
        total = self(nodes[0])
        for node in nodes[1:]:
            value = self(node)
            if self.is_array(total) and self.is_array(value) and total.shape[-2:] != value.shape[-2:]:
                raise Unreadable(f"shapes {total.shape[-2:]} and {value.shape[-2:]} are multiplied entry by entry")
            total = np.multiply(*self.both(total, value))
        return total

    def both(self, left, right):
        """Two values with as many axes."""
        if self.is_array(left) == self.is_array(right):
            return left, right
        return (left[..., None, None], right) if self.is_array(right) else (left, right[..., None, None])

    def op_div(self, left, right):
        above, below = self(left), self(right)
        if self.is_array(below) and (not self.is_array(above) or above.shape[-2:] != below.shape[-2:]):
            raise Unreadable("something is divided by an array of another shape")
        return np.divide(*self.both(above, below))

    def op_pow(self, base, exponent):
        if base.op == "name" and base.args[0] == "e":
            return np.exp(self(exponent))
        value, power = self(base), self(exponent)
        if self.is_array(value) or self.is_array(power):
            raise Unreadable("a power of a vector or matrix")
        return value**power if np.all(np.real(value) > 0) or not np.all(power % 1 == 0) else value ** power.astype(int)

    def op_T(self, node):
        value = self(node)
        if not self.is_array(value):
            raise Unreadable("a number is transposed")
        return np.swapaxes(value, -1, -2)

    def op_entry(self, node, indices):
        value = self(node)
        if not self.is_array(value):
            raise Unreadable("a number has no entries")
        indices = list(indices)
        if value.shape[-1] == 1 and len(indices) == 1:
            value = value[..., 0]
        present = [v for v in self.letters if value.shape[self.axis(v)] > 1]
        value = value.reshape(len(value), *(n for n in value.shape[1 : self.rank] if n > 1), *value.shape[self.rank :])
        if len(indices) != value.ndim - 1 - len(present):
            raise Unreadable("a matrix has two indices, a vector one")
        return self.place(value, [*present, *indices])

    def op_sum(self, letters, low, high, body):
        return self.over(letters, low, high, body, np.sum, lambda value, n: value * n)

    def op_prod(self, letters, low, high, body):
        return self.over(letters, low, high, body, np.prod, lambda value, n: value**n)

    def op_max(self, letters, low, high, body):
        return self.over(letters, low, high, body, np.max, lambda value, n: value)

    def over(self, letters, low, high, body, reduce, repeat):
        if letters[0] in LAYERS:
            return self.over_layers(letters[0], low, high, body, reduce)
        value = self(body)
        for letter in letters:
            n = kinds.size(self.kinds[letter], self.net)
            first, last = (1 if low is None else self(low)), (n if high is None else self(high))
            if np.any(first != 1) or np.any(last != n):
                raise Unreadable(f"{letter} is {kinds.says(self.kinds[letter])}, and there are {n} of these")
            axis = self.axis(letter)
            value = reduce(value, axis=axis, keepdims=True) if value.shape[axis] > 1 else repeat(value, n)
        return value

    def over_layers(self, letter, low, high, body, reduce):
        number = lambda node: kinds.layer_number(node, self.layers, self.net, 0)  # noqa: E731
        first = 1 if low is None else number(low)
        last = self.net.L - 1 if high is None else number(high)
        if first > last:
            raise NoSuchLayer("nothing to sum or multiply")
        return reduce(np.stack([self.aside(body, **{letter: l}) for l in range(first, last + 1)]), axis=0)

    def op_d(self, body, name):
        """A derivative, measured: the body is computed anew with each entry of the variable moved."""
        if name.op != "name":
            raise Unreadable("a derivative is taken with respect to a name")
        key, dims = self.variable(name)
        if self.net.variable is not None:
            moved = self.net.variable[0]
            if moved not in FREE or any(node.args[0] == moved for node in body.names()):
                raise Unreadable("a derivative of a derivative is not measured")
            return self.inside(self.net.base).op_d(body, name)
        net = self.toward(name, key)
        value = np.imag(self.inside(net)(body)) / STEP
        indices = list(name.args[2]) or [None] * len(dims)
        if None in indices and self.is_array(value):
            raise Unreadable("the derivative of an array with respect to an array needs indices")
        value = np.broadcast_to(value, (int(np.prod(dims, dtype=int)), *value.shape[1:]))
        present = [v for v in self.letters if value.shape[self.axis(v)] > 1]
        inner = value.shape[self.rank :]
        value = value.reshape(1, *dims, *(n for n in value.shape[1 : self.rank] if n > 1), *inner)
        return self.place(value, [*indices, *present, *[None] * len(inner)])

    def variable(self, name):
        """The key and the lengths of a variable."""
        base, _, indices, _ = name.args
        if base in self.definitions:
            return (base, 0), [n for kind in self.dims(name) for n in [kinds.size(kind, self.net)]]
        if self.scalar(name):
            return ("scalar " + base, 0), []
        if base in FREE and not indices and not (base == "x" and not self.mode.number_x):
            return (base, 0), []
        lengths = [kinds.size(kind, self.net) for kind in self.dims(name) or []]
        if base in ("W", "b", "a", "z"):
            return (base, self.layer(name)), lengths
        if base == "θ":
            return (base, 0), lengths
        raise Unreadable(f"{base} is nothing to differentiate with respect to")

    def toward(self, name, key):
        if key[0] in self.definitions:
            return self.definitions[key[0]].toward(self)
        return self.net.toward(key)

    def op_at(self, body, name, value):
        moved = self.net.with_moved({(name, 0): self(value).reshape(-1)})
        return self.inside(moved)(body)

    def op_abs(self, node):
        value = np.abs(self(node))
        return value if not self.is_array(value) else value.max((-1, -2))  # of a vector, its largest entry

    def op_norm(self, kind, node):
        value = self(node)
        if not self.is_array(value):
            raise Unreadable("a number has no norm")
        if kind == "F":
            return np.sqrt((value**2).sum((-1, -2)))
        if kind == "1":
            return np.abs(value).sum(-2).max(-1)  # the largest sum over a column
        raise Unreadable(f"nothing says what the norm with {kind} is")

    def op_larger(self, left, right):
        return np.maximum(*self.both(self(left), self(right)))

    def op_dots(self):
        return self.number(0.0)

    def op_array(self, node):
        raise Unreadable("∂ of something alone is an array of a program, and no number")

    def op_tuple(self, nodes):
        raise Unreadable("a list of numbers is not evaluated")
