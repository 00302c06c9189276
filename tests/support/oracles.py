"""What the oracles in `pictures` share: numbers as the course prints them, what a reader sees, the passes by hand."""

import re
from functools import cache
from itertools import chain
from types import SimpleNamespace
from xml.etree import ElementTree

import numpy as np
from numpy.testing import assert_allclose

from backprop import depth as step_depth
from backprop import toy
from backprop.loss import losses_from_z

X, Y = toy.data()
W, B = toy.network()
RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")
NUMBER = re.compile(r"(?:([+−]?\d+(?:\.\d+)?) ?· ?)?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)|([+−]?\d+(?:\.\d+)?)")


def spoken(words):
    """Every number in `words`, in their order, each with half of its last digit."""
    for power_of, raised, plain in NUMBER.findall(words):
        digits, exponent = (plain or power_of or "1").translate(RAISED), int(raised.translate(RAISED) or 0)
        decimals = len(digits.partition(".")[2])
        yield float(digits) * 10.0**exponent, 0.5 * 10.0 ** (exponent - decimals)


def text(value, decimals, plus=True):
    """A number as the course prints it; written here once more, so that a slip in one of the two shows."""
    value = round(float(value), decimals)
    sign = "−" if value < 0 else "+" if value > 0 and plus else ""
    return f"{sign}{abs(value):.{decimals}f}"


def agree(got, expected, where="numbers", rtol=1e-9, atol=1e-12):
    """Both have the same names, and under each the same number, to rounding."""
    if isinstance(expected, dict):
        assert set(got) == set(expected), (where, set(got) ^ set(expected))
        for name in expected:
            agree(got[name], expected[name], f"{where}[{name!r}]", rtol, atol)
    elif isinstance(expected, str | bool | list | tuple | set | None):
        assert got == expected, (where, got, expected)
    else:
        got, expected = np.asarray(got), np.asarray(expected)
        assert got.shape == expected.shape, (where, got.shape, expected.shape)
        assert (np.abs(got - expected) <= atol + rtol * np.abs(expected)).all(), (where, got, expected)


def speaks(words, *expected):
    """`words` have these numbers, rounded, in this order, and no others."""
    expected = np.concatenate([np.ravel(part).astype(float) for part in expected])
    found = list(spoken(words))
    assert len(found) == len(expected), (words, expected)
    for (value, half), number in zip(found, expected, strict=True):
        assert abs(value - number) <= half * (1 + 1e-6), (number, words)


class Seen:
    """What a reader sees: the sentence, and the root of a diagram or the artists of a plot."""

    def __init__(self, figure, drawn):
        self.sentence = drawn.sentence
        self.view = figure.view.kept() if figure.is_plot else None
        if not figure.is_plot:
            self.root = ElementTree.fromstring(drawn.picture)

    def tagged(self, name):
        return self.root.iter("{http://www.w3.org/2000/svg}" + name)

    def says(self, *expected):
        """The sentence has these numbers, rounded, in this order, and no others."""
        speaks(self.sentence, *expected)

    def has(self, truth, *words):
        """The sentence has these words where `truth` holds, and only there."""
        for some in words:
            assert (some in self.sentence) == bool(truth), (some, self.sentence)


def stands(artist, x, y):
    """A mark, or a line, has these coordinates."""
    assert_allclose(artist.get_xdata(), np.ravel(x), rtol=1e-9, atol=1e-12)
    assert_allclose(artist.get_ydata(), np.ravel(y), rtol=1e-9, atol=1e-12)


def phi(z):
    return 1 / (1 + np.exp(-z))


def target(v):
    return v["between"] if v["answer"] == "between" else v["answer"]


@cache
def passes(layers, point, scale=2.0, course=True):
    """All arrays at a toy point, by δᴸ = a − y and δˡ = Wˡᵀ δˡ⁺¹ · a (1 − a), with η = δ / φ′ read off afterwards."""
    weights, biases = (W, B) if layers == 3 and course else step_depth.deep_network(layers, scale)
    a, z, L = {1: X[point - 1]}, {}, layers
    for l in range(1, L):
        z[l + 1] = weights[l] @ a[l] + biases[l]
        a[l + 1] = phi(z[l + 1])
    delta, eta = {L: a[L] - Y[point - 1]}, {L: (a[L] - Y[point - 1]) / (a[L] * (1 - a[L]))}
    for l in range(L - 1, 1, -1):
        eta[l] = np.einsum("ga,g->a", weights[l], delta[l + 1])
        delta[l] = eta[l] * a[l] * (1 - a[l])
    return SimpleNamespace(
        W=weights, a=a, z=z, eta=eta, delta=delta, dW={l: delta[l + 1][:, None] * a[l] for l in weights},
        db={l: delta[l + 1] for l in weights}, loss=float(losses_from_z(z[L], Y[point - 1]).sum()),
    )  # fmt: skip


def place(point):
    """The words at the top of a diagram that name a toy point."""
    (x1, x2), y = X[point - 1], Y[point - 1]
    answers = ", ".join(f"{t:.0f}" for t in y)
    return f"point {point}:  x = ({text(x1, 1, False)}, {text(x2, 1, False)}),  y = ({answers})"


def moves(layers):
    """The moves of the way back, in their order."""
    back = [[("delta", l), ("dW", l - 1), ("db", l - 1), ("eta", l - 1)] for l in range(layers, 1, -1)]
    return [("eta", layers), *chain(*back)][:-1]


def walk(layers):
    """The lines of Algorithm 1 in their order for one example, and what each sets."""
    up, down = range(1, layers), range(layers, 1, -1)
    yield from [(1, [(name, l) for name in ("dW", "db") for l in up]), (2, [("i", 0)]), (3, [("a", 1)])]
    yield from ((4, [("z", l + 1), ("a", l + 1)]) for l in up)
    yield from [(5, [("eta", layers)]), (6, [("l", 0)]), (8, [("delta", layers)])]
    for l in down:
        yield from [(9, []), (11, [("dW", l - 1)]), (13, [("db", l - 1)]), (14, [])]
        yield from [(15, [("eta", l - 1)]), (17, [("delta", l - 1)])] if l > 2 else []
        yield 18, [("l", 0)]
    yield from [(9, []), (20, [("J_hat", 0)]), (21, [("J", 0)])]
    for l in up:
        yield from [(24, [("J", 0)]), (26, [("dW", l)])]
    yield 27, []


