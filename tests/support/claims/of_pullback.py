"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

import numpy as np
import pytest

from backprop.delta import delta_output
from backprop.derivatives import complex_step
from backprop.network import forward
from backprop.pullback import eta_below
from backprop.widgets.text import number, signed
from claiming import PULL, WORDS, W, X, Y, a, b, which

delta_3 = delta_output(a[3], Y[0])


def notebook():
    raised = eta_below(W[2], delta_output(a[3], Y[0]))[1] > 0
    yield f"So a larger activation would {which(raised, 'raise', 'lower')} $\\hat J$."
    yield f"This is line {PULL} of Algorithm 1"
    w = W[2][:, 1]
    yield f"carry the weights ${w[0]:+}$, ${w[1]:+}$ and ${w[2]:+}$."
    yield f"their $\\delta^{{(3)}}$, are ${delta_3[0]:+.2f}$, ${delta_3[1]:+.2f}$ and ${delta_3[2]:+.2f}$."
    terms = w * delta_3
    unit4, w_14, w_24 = W[2][:, 3] * delta_3, W[2][0, 3], W[2][1, 3]
    assert np.abs(W[2][:, 3]).argmax() == 0 and np.abs(unit4).argmax() == 1
    yield rf"it is ${w_24} \cdot {delta_3[1]:.2f} \approx {unit4[1]:.2f}$, although the wire with ${w_14}$"
    third = delta_output(forward(X[2], W, b)[0][3], Y[2])
    yield rf"$\eta = {terms.sum():+.2f}$ at point 1 and ${w @ third:+.2f}$ at point 3."
    yield f"three terms: ${terms[0]:.2f} + {terms[1]:.2f} - {-terms[2]:.2f} = {terms.sum():.2f}$"


def guide():
    error = delta_output(a[3], Y[0])
    terms = W[2][:, 1] * error
    with pytest.raises(ValueError):
        W[2] @ error
    shape = " × ".join(map(str, W[2].shape))
    yield f"Wrong: both, “one can always multiply”. Right: only Wᵀδ, as W is {shape}."
    assert eta_below(W[2], error)[1] > 0 > W[2][0, 1]
    yield (
        f"At point 1, would a larger a²₂ raise Ĵ?* Wrong: no, “its weight {number(W[2][0, 1], 1)} is negative”, one "
        f"wire of {WORDS[len(terms)]}. Right: yes; the terms {signed(terms[0])}, {signed(terms[1])} and "
        f"{signed(terms[2])} add up to {signed(terms.sum())}."
    )
    yield f"Say: the same {WORDS[len(error)]} errors, through other weights."
    yield (
        f"One hidden unit with its {WORDS[len(terms)]} wires; {WORDS[len(terms)]} paths, {WORDS[len(terms)]} "
        "products, one sum (6.1)"
    )


# What the questions ask for, computed


def pullback_unit_is():
    return np.array([0.5, -2.0]) @ np.array([0.8, -0.1])


def pullback_shape_is():
    return eta_below(np.ones((5, 7)), np.ones(5)).shape


# The words of the exercises: pieces with sides that are equal; one without sides has a number, and claims nothing


def words():
    yield "pullback_unit", "0.5 · 0.8 + (−2) · (−0.1) = 0.4 + 0.2.", (
        ("0.5 · 0.8 + (−2) · (−0.1)", "0.4 + 0.2", pullback_unit_is()), ("0.5 · 0.8", "0.4"),
        ("(−2) · (−0.1)", "0.2"))  # fmt: skip
    shapes = np.ones((5, 7)).T.shape, np.ones(5).shape
    for begins in ("The product is", "One number for each hidden unit:"):
        yield "pullback_shape", f"{begins} Wᵀ, {shapes[0]}, times δ, {shapes[1]}.", ()


# How a formula may be typed, and typed mistakes with the name that each is told
pullback_squares_typed = [
    r"W^\top\delta + 2 a \cdot (V^\top \delta)", r"W^T \delta + 2 (V^{\top} \delta) \odot a",
    r"\sum_\alpha W_{\alpha\beta}\delta_\alpha + 2 a_\beta \sum_\alpha V_{\alpha\beta}\delta_\alpha",
    r"\eta_\beta = \sum_\alpha \delta_\alpha (W_{\alpha\beta} + 2 a_\beta V_{\alpha\beta})",
    "(W + 2 * V * a).T @ delta", "W.T @ δ + 2 * a * (V.T @ δ)",
]  # fmt: skip
pullback_squares_mistyped = {
    r"W^\top\delta + a \cdot (V^\top \delta)": "2 missing", r"W \delta + 2 a \cdot (V^\top \delta)": "W swapped",
    r"\sum_\alpha 2 V_{\alpha\beta} a_\beta \delta_\alpha": "V alone",
}  # fmt: skip


# What the answers are by measured slopes, where no helper of the course is the reference


def two_readers_measured(W, delta, V, epsilon):
    return complex_step(lambda a: delta @ W @ a + epsilon @ V @ a, np.ones(W.shape[1]))


def pullback_squares_measured(W, V, delta, a):
    return complex_step(lambda a: delta @ (W @ a + V @ a**2), a)


# Right answers, each written in another way


def pullback__formula(W, delta):
    return W.T @ delta


def pullback__from_the_left(W, delta):
    return delta @ W


def pullback__loops(W, delta):
    eta = np.zeros(W.shape[1])
    for alpha in range(W.shape[1]):
        for gamma in range(W.shape[0]):
            eta[alpha] += W[gamma, alpha] * delta[gamma]
    return eta


def pullback__einsum(W, delta):
    return np.einsum("ga,g->a", W, delta)


def pullback__broadcast(W, delta):
    return (W * delta[:, None]).sum(axis=0)


def pullback__column(W, delta):
    return W.T @ delta[:, None]


def pullback__columns(W, delta):
    return [np.dot(column, delta) for column in W.T]


def pullback__float32(W, delta):
    return np.matmul(W.T.astype(np.float32), delta.astype(np.float32))


def two_readers__formula(W, delta, V, epsilon):
    return W.T @ delta + V.T @ epsilon


def two_readers__stacked(W, delta, V, epsilon):
    return np.vstack([W, V]).T @ np.concatenate([delta, epsilon])


def two_readers__loops(W, delta, V, epsilon):
    eta = [0.0] * W.shape[1]
    for alpha in range(len(eta)):
        for gamma in range(len(delta)):
            eta[alpha] += W[gamma, alpha] * delta[gamma]
        for gamma in range(len(epsilon)):
            eta[alpha] += V[gamma, alpha] * epsilon[gamma]
    return eta


def two_readers__einsum(W, delta, V, epsilon):
    return np.einsum("ga,g->a", W, delta) + np.einsum("ga,g->a", V, epsilon)


def pullback_squares__one_matrix(W, V, delta, a):
    return (W + 2 * V * a).T @ delta


def pullback_squares__loops(W, V, delta, a):
    return [
        sum((W[i, j] + 2 * V[i, j] * a[j]) * delta[i] for i in range(len(delta))) for j in range(len(a))
    ]
