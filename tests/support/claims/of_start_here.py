"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

from itertools import pairwise

import numpy as np
import pytest
from numpy.testing import assert_allclose

import stored
from backprop.derivatives import complex_step
from backprop.network import sigmoid, sigmoid_slope
from backprop.widgets import race
from backprop.widgets import start_here as start_figure
from backprop.widgets.text import signed
from claiming import W, X, Y, b

PASSES = 2  # of backpropagation: one forward, one back


@pytest.fixture(params=stored.PATHS, ids=lambda path: path.stem)
def path(request):
    return request.param


def right(steps):
    return int(start_figure.compute(steps)["right"].sum())


def wrong(weights, answers):
    """How wrong the chain is with one answer or two, at u and w."""
    u, w = weights
    g = sigmoid(2 * u - 1)
    first = -np.log(sigmoid(w * g - 1))
    return first if answers == 1 else first - np.log(1 - sigmoid(4 * g - 2))


def parameters(*widths):
    return sum(above * (below + 1) for below, above in pairwise(widths))


def chain():
    """What the text says of the chain in words, and without decimals."""
    at = [0.5, 2.0]
    assert sigmoid_slope(0.0) == 0.25
    assert_allclose(complex_step(lambda v: wrong(v, 1), at), [-1 / 2, -1 / 4], rtol=1e-12)
    assert_allclose(complex_step(lambda v: wrong(v, 2), at), [1 / 2, -1 / 4], rtol=1e-12)
    turns = [u for u in np.arange(-1, 2, 0.001) if
             complex_step(lambda v: wrong(v, 2), [u, 2.0])[0] > 0]  # the slope rises through 0 once  # fmt: skip
    assert_allclose(np.diff(turns), 0.001)
    yield f"Near $u = {turns[0]:.2f}$ the two answers pull equally hard."


def notebook():
    first, last = right(0), right(start_figure.LAST)
    hidden, total = start_figure.HIDDEN, Y.size
    assert len(X) == 60 and first < total / 2 and last == total
    yield f"A network of {parameters(2, hidden, 3)} parameters"
    yield f"Before the first step {first} of the {total} answers are right"
    yield f"After {start_figure.LAST:,} steps all of them are."
    yield from chain()
    toy, digits = parameters(2, len(b[1]), 3), parameters(64, 64, 10)
    assert toy == sum(part.size for part in (*W.values(), *b.values())) == race.count(4)
    yield f"has {toy} parameters: {2 * toy} passes against {PASSES}."
    yield f"has {digits:,} parameters: {2 * digits:,} passes against {PASSES}"


def guide():
    n, toy = 1000, parameters(2, len(b[1]), 3)
    left, back = 2 * n**2, n**3 + n**2
    first, second = -1 / 2 * 2, 1 / 2 * 4  # what arrives at g along the two paths
    yield (
        f"One path brings the slope {signed(first, 0)}, the other {signed(second, 0)}: what is the slope of g?* "
        f"Wrong: {signed(first * second, 0)}, "
        "the product (the factors of one path are multiplied, not the paths). "
        f"Right: {first + second:.0f}, the sum of {signed(first, 0)} and {second:.0f}."
    )
    yield (
        f"Wrong: {toy}, one for each parameter. Right: {PASSES}. With wiggling it is {2 * toy}. "
        "*Does it matter where the product is begun?* Wrong: no, the product is the same. Right: the work is not: "
        f"with {n:,} units it is {left:,} against {back:,} multiplications."
    )
    yield "The hidden unit feeds two answers."
    values = start_figure.chain.compute(0.5, 1, 1)["value"]
    assert (values["r"], values["g"], values["t"], values["v"]) == (0, 1 / 2, 0, 1 / 2)
    yield "The chain of 2, r, g, t, v and f from left to right with its numbers (both sums are 0, both units ½)"
    yield "by 09 you have written what does this"
