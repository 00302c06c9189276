"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

import numpy as np

from backprop.algorithm import algorithm_1
from backprop.autograd import Node, backward, gradient
from backprop.widgets import autograd
from claiming import OUT, THROUGH, UNITS, WORDS, W, X, Y, a, b, line


def notebook():
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
    every, per_example = np.mean(np.ones(Y.shape)), np.sum(np.ones(Y.shape)) / len(Y)
    return f"the learning rate is multiplied by {per_example / every:.0f}"


autograd_mean_is_not = {
    "b": ("divided by 3", "The library's gradient is the smaller one"),
    "c": ("nothing", "the course's loss adds over K"),
    "d": ("in the last layer alone", "the gradient of every layer"),
}


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
