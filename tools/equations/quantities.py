"""The values of names, of functions and of derivatives."""

import numpy as np

from . import kinds
from .kinds import LAYERED
from .meaning import UNITS, Meaning
from .network import STEP
from .tree import Node, Unreadable

FREE = set("λsuxhwq")  # a random number each


class Quantities(Meaning):
    """One method an operation: `op_` and the `op` of the node."""

    def op_name(self, base, layer, indices, example):
        node = Node("name", (base, layer, indices, example))
        if base in self.definitions:
            return self.definitions[base].value(self, indices)
        if kinds.is_kronecker(node):
            return self.kronecker(*indices)
        other = {"ℓ", "Ĵ"} & set(self.definitions)  # another loss than the course's
        if base in "ηδ" and other:
            loss = Node("name", (*other, None, (), None))
            return self.op_d(loss, Node("name", ({"η": "a", "δ": "z"}[base], layer, indices, None)))
        if self.scalar(node):
            return self.place(self.net.get("scalar " + base), [self.example])
        if base in ("φ", "φ′") and not indices:
            return self.sigmoid(len(base) - 1, self.place(self.net.get("scalar z"), [self.example]))
        if base in ("N", "K", "M", "L", "e", "i") and not indices:
            net = self.net
            return self.number({"N": kinds.EXAMPLES, "K": net.widths[-1], "M": kinds.BATCHES, "L": net.L,
                                "e": np.e, "i": 1j}[base])  # fmt: skip
        if example and base != "J":
            raise Unreadable(f"{base} of example {example} is not defined, J^i is")
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
        labels = list(indices) + [None] * (len(dims) - len(indices))
        one = base in "azηδxy" and len(labels) == 1
        return self.place(value, [self.example, *labels] if one else labels)

    def kronecker(self, first, second):
        length = self.size(first if isinstance(first, str) else second)
        return self.place(np.eye(length)[None], [first, second])

    def op_call(self, function, primes, argument):
        if function + "()" in self.definitions:
            return self.defined(self.definitions[function + "()"], primes, self(argument))
        if function in "JĴ" and not primes:
            return self.loss_of(function, self(argument))
        value = self(argument)
        if function == "φ":
            return self.sigmoid(primes, value)
        if function == "f":
            return self.net.f(value, primes)
        raise Unreadable(f"nothing says what {function} of something is")

    def defined(self, definition, primes, value):
        """A function of one number that the text has given, or its slope."""
        ((letter, tree),) = definition.trees.items()
        if primes > 1 or self.net.variable is not None or value.size > 1:
            raise Unreadable(f"{definition.base} is a function of one number, and has one slope")
        moved = value.reshape(-1) + (1j * STEP if primes else 0)
        value = self.inside(self.net.with_moved({(letter, 0): moved}))(tree)
        return np.imag(value) / STEP if primes else value

    def sigmoid(self, primes, value):
        if not primes:
            return self.net.phi(value)
        if primes > 1 or np.any(np.imag(value)):
            raise Unreadable("the slope of a slope is not measured")
        return self.net.slope(value)

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
        indices = list(name.args[2]) or [None] * len(dims)
        if body.op == "name":
            stated = self.net.stated("Ĵ" if body.args[3] else body.args[0], key)
            if stated is not None:
                examples = [body.args[3] or self.example] if stated.ndim > 1 + len(dims) else []
                return self.place(stated, [*examples, *indices])
        value = np.imag(self.inside(self.toward(key))(body)) / STEP
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

    def toward(self, key):
        if key[0] in self.definitions:
            return self.definitions[key[0]].toward(self)
        return self.net.toward(key)

    def op_at(self, body, name, value):
        moved = self.net.with_moved({(name, 0): self(value).reshape(-1)})
        return self.inside(moved)(body)
