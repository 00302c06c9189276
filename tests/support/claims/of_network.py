"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

import math

import numpy as np

from backprop import toy
from backprop.network import forward
from claiming import FORWARD, WORDS, W, X, Y, a, b, which, z


def notebook():
    moved = forward(X[0], {**W, 2: W[2] + np.outer([0, 1, 0], np.ones(4))}, b)[1][3] != z[3]
    yield f"So {which(moved.tolist() == [False, True, False], 'row', 'column')} α of the matrix $W^{{(l)}}$ holds all"
    arrives = which(W[1].shape == (len(z[2]), len(X[0])), "arrives, the second where it comes from", "comes from")
    yield f"the first index says where the wire {arrives}"
    answers = np.array([forward(x, W, b)[0][3] for x in X])
    yield f"the second map says {which((answers[:, 1] > 0.5).all(), 'yes', 'no')} everywhere"
    (x1, x2), (w1, w2), c = X[0], W[1][0], b[1][0]
    yield f"The first point is $x = ({x1}, {x2})$."
    yield f"Hidden unit 1 has the weights ${w1}$ and ${w2}$ and the bias ${c}$:"
    yield (
        rf"$$z^{{(2)}}_1 = {w1}\cdot({x1}) + ({w2})\cdot({x2}) + {c} = "
        rf"{w1 * x1:.1f} + {w2 * x2:.2f} + {c} = {z[2][0]:.2f}, "
        rf"\qquad a^{{(2)}}_1 = \frac{{1}}{{1 + e^{{-{z[2][0]:.2f}}}}} \approx {a[2][0]:.4f}$$"
    )
    yield f"These are lines {FORWARD} and {FORWARD + 1} of Algorithm 1"
    v1, v2 = W[1][1]
    yield rf"unit 2 yourself: ${v1}\cdot({x1}) + {v2}\cdot({x2}) - {-b[1][1]}$."
    inside = [toy.answers([[r, 0.0]])[0, 1] for r in (0.79, 0.81, 1.59, 1.61)]
    assert inside == [0, 1, 1, 0]
    yield "the ring between the radii $0.8$ and $1.6$?"
    beside = [toy.answers([[0.3 + 0.5 * x + step, x]])[0, 0] for x in (-1.0, 1.0) for step in (-1e-9, 1e-9)]
    assert beside == [0, 1, 0, 1]
    yield r"right of the line $x_1 = 0.3 + 0.5\,x_2$?"
    yield f"The data set has {len(X)} points"
    count = sum(W[l].size + b[l].size for l in W)
    yield rf"$4\cdot 2 + 4 + 3\cdot 4 + 3 = {count}$ parameters"


def guide():
    widths = [len(x) for x in (X[0], b[1], b[2])]
    weights, biases = (sum(part[l].size for l in part) for part in (W, b))
    yield f"a {widths[0]}–{widths[1]}–{widths[2]} network"
    yield f"z² = W¹x + b¹ for one unit, with the {WORDS[len(X[0]) + 2]} numbers"
    yield f"Wrong: {weights} (biases forgotten) or {sum(widths)} (units counted). Right: {weights + biases}."
    columns = np.column_stack([X, np.ones(len(X))])
    fit = columns @ np.linalg.lstsq(columns, 2 * Y - 1, rcond=None)[0]
    (flat,) = np.flatnonzero(((fit > 0) == (Y > 0.5)).mean(axis=0) > 0.9)
    name = next(name for name in ("line", "ring", "quadrants") if name in toy.QUESTIONS[flat])
    yield (
        f"*Which of the {WORDS[len(toy.QUESTIONS)]} questions needs no hidden units?* Wrong: the ring, because "
        f"it looks simplest. Right: the {name}."
    )


# What the questions offer: the right option as computed, words of each wrong one and of its diagnosis


def network_bias_is():
    """Which entries change: all of a layer, or one unit."""
    plain, moved = (forward(X[0], W, {**b, 1: b[1] + [0, more, 0, 0]}) for more in (0, 0.1))
    said = {}
    for l in (2, 3):
        for kind, part in (("z", 1), ("a", 0)):
            units = np.flatnonzero(plain[part][l] != moved[part][l]) + 1
            said[kind, l] = "all" if len(units) == len(b[l - 1]) else units.tolist()
    assert said["z", 2] == said["a", 2] == [2] and said["z", 3] == said["a", 3] == "all"
    return "$z^{(2)}_2$, $a^{(2)}_2$, and all of $z^{(3)}$ and $a^{(3)}$"


network_bias_is_not = {
    "a": ("$a^{(2)}_2$ alone", "The change goes on"),
    "b": ("$z^{(3)}_2$ and $a^{(3)}_2$", "Unit 2 of one layer is not tied"),
    "d": ("all of $z^{(2)}$, $a^{(2)}$", "Within a layer the units do not hear each other"),
}


def network_parameters_is():
    widths = [5, 7, 2, 3]
    W = {l: np.zeros((widths[l], widths[l - 1])) for l in (1, 2, 3)}
    b = {l: np.zeros(widths[l]) for l in (1, 2, 3)}
    forward(np.zeros(5), W, b)  # they fit
    return sum(W[l].size + b[l].size for l in W)


# The words of the exercises: pieces with sides that are equal; one without sides has a number, and claims nothing


def words():
    yield "network", "In layer l: z = W[l] @ a + b[l], then a = φ(z), for l = 1 … len(W).", ()
    yield "network_parameters", "7 · 5 + 7, and 2 · 7 + 2, and 3 · 2 + 3: 42 + 16 + 9.", (
        ("7 · 5 + 7", 42), ("2 · 7 + 2", 16), ("3 · 2 + 3", 9), ("42 + 16 + 9", network_parameters_is()))  # fmt: skip


# What the answers are by measured slopes, where no helper of the course is the reference


def network_measured(x, W, b):
    return forward(x, W, b)[0][len(W) + 1]


# Right answers, each written in another way


def network__loop(x, W, b):
    a = x
    for l in range(1, len(W) + 1):
        a = 1 / (1 + np.exp(-(W[l] @ a + b[l])))
    return a


def network__sorted_keys(x, W, b):
    for l in sorted(W):
        x = 1 / (1 + np.exp(-W[l].dot(x) - b[l]))
    return x


def network__column(x, W, b):
    a = x[:, None]
    for l in W:
        z = W[l] @ a + b[l][:, None]
        a = np.exp(z) / (1 + np.exp(z))
    return a


def network__lists(x, W, b):
    a = list(x)
    for l in W:
        z = [sum(W[l][i][j] * a[j] for j in range(len(a))) + b[l][i] for i in range(len(b[l]))]
        a = [1 / (1 + math.exp(-v)) for v in z]
    return a


def network__recursive(x, W, b):
    def answer(l):
        return x if l == 0 else 0.5 * (1 + np.tanh(0.5 * (np.einsum("ij,j->i", W[l], answer(l - 1)) + b[l])))

    return answer(len(W))
