"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

import numpy as np

from backprop.algorithm import algorithm_1
from backprop.autograd import Node, backward, gradient, total
from backprop.batch import gradient as rows_gradient
from backprop.derivatives import complex_step
from backprop.exercises import catalogue
from backprop.network import forward_rows
from backprop.widgets import autograd
from claiming import OUT, THROUGH, UNITS, WORDS, W, X, Y, a, b, line, which
from random_networks import problem
from wording import slope


def notebook():
    many, one = Node(np.zeros((60, 4))), Node(np.zeros(4))
    backward(total(many + one))
    yield f"Sixty copies of $b$ were read, so the rows are {which((one.grad == 60).all(), 'added up', 'averaged')}."
    yield f"has {3 * W[2].size} entries, and the rule is the outer product"
    yield f"finds the {sum(part[l].size for part in (W, b) for l in part)} slopes of the toy network."
    yield f"one $b$ of shape ({W[1].shape[0]},) to {len(X)} rows. What comes back to `Z` has shape ({len(X)}, 4)."
    arrived = {step: autograd.compute(1, step)["back"]["W2"][0, 0] for step in (11, 14)}
    yield f"has $+{arrived[11]:.2f}$ at step 11 and $+{arrived[14]:.2f}$ at step 14"
    u = Node(2.0)
    backward(u * u + 3 * u)
    yield f"u is read three times, and $2 + 2 + 3 = {u.grad:.0f}$. Sixty copies of $b$"
    assert len(X) == 60
    difference = a[3][0] - Y[:, :1].ravel()
    assert difference.shape == (60,)
    yield f"Shapes ({len(X)},) and ({len(X)}, 1) broadcast to ({len(X)}, {len(X)})"
    yield f"line {line('for l in range(1, L): dW')} of Algorithm 1: ∂W ← 0"
    assert THROUGH < OUT < UNITS
    yield f"These are lines {THROUGH} to {UNITS} of Algorithm 1"


def guide():
    point, first = X[:1], Y[:1]
    yield "*W is read by z³ and by the decay. Which of them may send first?* Wrong: z³, as it is nearer to the loss."
    _, dW, _ = gradient(point, first, W, b, 0.1)
    assert abs(dW[2] - algorithm_1(point, first, W, b, 0.1)[1][2]).max() < 1e-12
    yield "Right: either; W has its gradient when both have sent."
    u = Node(2.0)
    end = u * u
    backward(end)
    once = u.grad
    backward(end)
    assert u.grad == 2 * once and WORDS[2] == "two"
    yield "Wrong: the gradient, “it was computed anew”. Right: twice the gradient."


# What the notebook sets and does not claim: what is asked, what is to be tried, and where something is from.
CHOSEN = [
    "`backprop.autograd` is this in 150 lines",  # held by tests/steps/test_autograd.py
    "at steps 11 and 14. Why may it not be used for a step of descent at step 12?",
]


# What the questions offer: the right option as computed, words of each wrong one and of its diagnosis


def autograd_mean_is():
    """The course's gradient over the slope of the mean over all entries, which is measured."""
    X, Y, W, b, _ = problem(3)
    losses = lambda V: -Y * np.log(A := forward_rows(X, W | {1: V}, b)[0][3]) - (1 - Y) * np.log(1 - A)
    ratios = rows_gradient(X, Y, W, b)[1][1] / complex_step(lambda V: losses(V).mean(), W[1])
    assert np.ptp(ratios) < 1e-9
    return f"the learning rate is multiplied by {ratios.mean():.0f}"


autograd_mean_is_not = {
    "b": ("divided by 3", "The library's gradient is the smaller one"),
    "c": ("nothing", "the course's loss adds over K"),
    "d": ("in the last layer alone", "the gradient of every layer"),
}


def autograd_readers_is():
    u = Node(3.0)
    end = u * u * u + 2 * u
    backward(end)
    backward(end)
    return u.grad


def autograd_bug_is():
    """The line whose rule is not the slope of its operation, times what comes back; of ReLU where signs differ."""
    exec(catalogue.find("autograd_bug").listing, space := {"np": np, "rules": {}})
    wrong = [line for line, name in enumerate(space["rules"], start=1) if not is_a_slope(space["rules"][name], name)]
    (line,) = wrong
    return line


OPERATIONS = {
    "+": lambda u, v: u + v, "-": lambda u, v: u - v, "*": lambda u, v: u * v, "/": lambda u, v: u / v,
    "@": lambda W, a: W @ a, "exp": np.exp, "log": np.log, "relu": lambda u: np.where(u.real > 0, u, 0),
    "tanh": np.tanh, "sum": np.sum,
}  # fmt: skip


def is_a_slope(rule, name):
    """Whether a rule gives what is measured, for each input."""
    rng, forward = np.random.default_rng(1), OPERATIONS[name]
    u, other = rng.uniform(0.5, 2, size=4), rng.uniform(0.5, 2, size=4)
    if name == "relu":
        u = np.array([0.7, -0.4, 1.3, -2.0])
    given = (rng.normal(size=(3, 4)), u) if name == "@" else (u, other) if name in "+-*/" else (u,)
    back = np.array([0.3, 0.8, -0.5, -1.1]) if name == "relu" else rng.normal(size=np.shape(forward(*given)))
    got = rule(back, *given)
    for k, part in enumerate(got if isinstance(got, tuple) else (got,)):
        f = lambda v, k=k: np.sum(back * forward(*(v if j == k else w for j, w in enumerate(given))))
        if not np.abs(part - complex_step(f, given[k])).max() < 1e-12:
            return False
    return True


# The words of the exercises: pieces with sides that are equal; one without sides has a number, and claims nothing


def words():
    yield "autograd_readers", "One call brings 3 · 9 + 2 = 29", (
        ("3 · 9 + 2", "29", slope(lambda u: u**3 + 2 * u, 3.0)),)  # fmt: skip
    yield "autograd_rule", "Through the numerator comes back_α over the sum.", ()
    yield "autograd_bug", "The slope of ReLU is 1 where its argument u is above 0. Line 8 asks for the sign", ()
    yield "autograd_mean", "of an array of shape (N, K) run?", ()


# What the answers are by measured slopes, where no helper of the course is the reference


def autograd_rule_measured(u, back):
    return complex_step(lambda v: np.sum(back * v / v.sum()), u)


# Right answers, each written in another way


def autograd_rule__jacobian(u, back):
    s = u.sum()
    jacobian = np.eye(len(u)) / s - np.outer(u, np.ones(len(u))) / s**2
    return back @ jacobian


def autograd_rule__loop(u, back):
    s, n = sum(u), len(u)
    return [sum(back[g] * ((g == k) / s - u[g] / s**2) for g in range(n)) for k in range(n)]


def autograd_rule__readers(u, back):
    s = u.sum()
    to_sum = -(back * u / s**2).sum()
    return back / s + to_sum
