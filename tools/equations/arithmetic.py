"""Sums, products, powers: what is done with numbers, vectors and matrices. Shapes must fit, nothing is broadcast."""

import numpy as np

from . import kinds
from .kinds import LAYERS, NoSuchLayer
from .meaning import Meaning
from .tree import Unreadable


class Arithmetic(Meaning):
    """One method an operation: `op_` and the `op` of the node."""

    def op_num(self, value, _decimals):
        return self.number(value)

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
        shapes = {left.shape[-2:], right.shape[-2:]} if self.is_array(left) else {()}
        if len(shapes) == 1 or (1, 1) in shapes:
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
        whole = not np.iscomplexobj(power) and np.all(power % 1 == 0)
        return value ** power.astype(int) if whole else value**power

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
        letters, inner = value.shape[1 : self.rank], value.shape[self.rank :]
        value = value.reshape(len(value), *(n for n in letters if n > 1), *inner)
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
        if (low is None) != (high is None):
            raise Unreadable("a sum has both of its ends or none")
        if letters[0] in LAYERS:
            return self.over_layers(letters[0], low, high, body, reduce)
        value = self(body)
        for letter in letters:
            n = self.size(letter)
            first, last = (1 if low is None else self(low)), (n if high is None else self(high))
            if np.any(first != 1) or np.any(last != n):
                raise Unreadable(f"{letter} is {kinds.says(self.kinds[letter])}, and there are {n} of these")
            axis = self.axis(letter)
            value = reduce(value, axis=axis, keepdims=True) if value.shape[axis] > 1 else repeat(value, n)
        return value

    def over_layers(self, letter, low, high, body, reduce):
        number = lambda node: kinds.layer_number(node, self.layers, self.net, 0)
        first = 1 if low is None else number(low)
        last = self.net.L - 1 if high is None else number(high)
        if first > last:
            raise NoSuchLayer("nothing to sum or multiply")
        return reduce(np.stack([self.aside(body, **{letter: l}) for l in range(first, last + 1)]), axis=0)

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
