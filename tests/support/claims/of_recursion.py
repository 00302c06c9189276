"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

import math

import numpy as np

from backprop.delta import delta, delta_output
from backprop.derivatives import complex_step
from backprop.network import forward, sigmoid, sigmoid_slope
from backprop.pullback import eta_below
from backprop.recursion import backprop_example
from claiming import DOWN, UNITS, WHILE, W, X, Y, a, b, z
from random_networks import example
from wording import line_to_mend


def notebook():
    x1, x2 = X[0]
    yield f"The point is $x = ({x1}, {x2})$"
    yield f"The second column is the first times ${x2}/{x1} = {x2 / x1:.1f}$"
    count = sum(W[l].size + b[l].size for l in W)
    yield f"The network has {count} parameters."
    yield f"{2 * count} forward passes by wiggling"
    yield f"These are lines {WHILE} to {DOWN} of Algorithm 1"
    yield rf"line {UNITS} is $\;\delta^{{(l-1)}}"


def guide():
    below = delta(eta_below(W[2], delta_output(a[3], Y[0])), z[2])
    assert not any(np.isclose(below, a[2] - other).any() for other in (0, 1, Y[0].mean()))
    yield "Does δ² become a² minus something?* Wrong: yes, by analogy. Right: no; the collapse needed the loss."
    many = sum(W[l].size + b[l].size for l in W)
    yield (
        f"How many forward passes does wiggling {many} parameters take?* Wrong: {many}. Right: {2 * many}, two each."
    )
    yield "for l = 3; below it the same row for l = 2; then once with l."
    yield "Students repeat the four moves for"
    yield "The four moves δ, ∂W, ∂b, η in a row"
    yield "Say: the same four, more often."


# Reasons beside a step of which no program tells whether they are so; a reader has. (·) is the number of an equation
READ = [
    r"$\varphi$ acts entry by entry",
]


# What the questions ask for, computed


def recursion_bug_is():
    x, y, *parameters = example(3)
    space = {"np": np, "forward": forward, "sigmoid_slope": sigmoid_slope, "x": x, "y": y}
    space |= dict(zip("Wb", parameters, strict=True))
    dW, db = backprop_example(x, y, *parameters)
    expected = {"dW2": dW[2], "db2": db[2], "dW1": dW[1], "db1": db[1]}
    return line_to_mend("recursion_bug", "eta2 = W[2].T @ delta3", space, expected, {"dW2", "db2"})


# The words of the exercises: pieces with sides that are equal; one without sides has a number, and claims nothing


def words():
    x, y, *parameters = example(4)
    (_, deltas), zs = backprop_example(x, y, *parameters), forward(x, *parameters)[1]
    back = eta_below(parameters[0][3], deltas[3])
    at = {"W_l": parameters[0][3], "δ_lp1": deltas[3], "η_l": back, "z_l": zs[3]}
    yield "recursion", "η⁽ˡ⁾ = W⁽ˡ⁾ᵀ δ⁽ˡ⁺¹⁾, then δ⁽ˡ⁾ = η⁽ˡ⁾ · φ′(z⁽ˡ⁾).", (
        ("W⁽ˡ⁾ᵀ δ⁽ˡ⁺¹⁾", back), ("η⁽ˡ⁾ · φ′(z⁽ˡ⁾)", deltas[2])), at  # fmt: skip
    yield "recursion_bug", "Line 7 uses the updated one", ()


# How a formula may be typed, and typed mistakes with the name that each is told
recursion_skip_typed = [
    r"W^{(1)\top}\left((W^{(2)\top}\delta^{(3)}) \odot \varphi'(z^{(2)})\right) + V^\top\delta^{(3)}",
    r"V^{\top} \delta^{(3)} + W^{(1)\top} ((W^{(2)\top} \delta^{(3)}) \cdot "
    r"\varphi(z^{(2)}) \cdot (1 - \varphi(z^{(2)})))",
    r"\sum_\gamma V_{\gamma\alpha} \delta^{(3)}_\gamma + \sum_\tau W^{(1)}_{\tau\alpha} \varphi'(z^{(2)}_\tau)"
    r" \sum_\gamma W^{(2)}_{\gamma\tau} \delta^{(3)}_\gamma",
    "W1.T @ (W2.T @ delta3 * slope(z2)) + V.T @ delta3",
    "W1.T @ (W2.T @ delta3 * φ(z2) * (1 - φ(z2))) + V.T @ delta3",
]  # fmt: skip
recursion_skip_mistyped = {
    r"W^{(1)\top} W^{(2)\top}\delta^{(3)} + V^\top\delta^{(3)}": "no slope",
    "W1.T @ (W2.T @ delta3 * slope(z2))": "without the skip",
    r"(W^{(2)} W^{(1)})^\top\delta^{(3)} + V^\top\delta^{(3)}": "no slope",
}  # fmt: skip


# What the answers are by measured slopes, where no helper of the course is the reference


def recursion_measured(W, delta, z, a):
    J = lambda z: delta @ W @ sigmoid(z)
    dW = complex_step(lambda M: J(z + M @ a), np.zeros((len(z), len(a))))
    return complex_step(J, z), dW, complex_step(lambda v: J(z + v), np.zeros(len(z)))


def recursion_skip_measured(W1, W2, V, z2, delta3):
    return complex_step(lambda x: delta3 @ (W2 @ sigmoid(z2 + W1 @ x) + V @ x), np.zeros(V.shape[1]))


# Right answers, each written in another way


def recursion__vectors(W, delta, z, a):
    phi = 1 / (1 + np.exp(-z))
    below = (W.T @ delta) * phi * (1 - phi)
    return below, np.outer(below, a), below


def recursion__loops(W, delta, z, a):
    n, m = len(z), len(a)
    below, dW, db = np.zeros(n), np.zeros((n, m)), np.zeros(n)
    for i in range(n):
        phi = 1 / (1 + math.exp(-z[i]))
        for g in range(len(delta)):
            below[i] += W[g, i] * delta[g] * phi * (1 - phi)
        db[i] = below[i]
        for j in range(m):
            dW[i, j] = below[i] * a[j]
    return below, dW, db


def recursion__einsum(W, delta, z, a):
    slope = np.exp(-z) / (1 + np.exp(-z)) ** 2
    below = np.einsum("gi,g,i->i", W, delta, slope)
    return [below, np.einsum("i,j->ij", below, a), below.copy()]


def recursion__columns_inside(W, delta, z, a):
    column = (W.T @ delta[:, None]) / (4 * np.cosh(z[:, None] / 2) ** 2)
    return column[:, 0], column @ a[None, :], column.ravel()


def recursion_skip__moves(W1, W2, V, z2, delta3):
    phi = 1 / (1 + np.exp(-z2))
    eta = W2.T @ delta3
    return W1.T @ (eta * phi * (1 - phi)) + V.T @ delta3


def recursion_skip__rows(W1, W2, V, z2, delta3):
    return (delta3 @ W2 / (2 + np.exp(z2) + np.exp(-z2))) @ W1 + delta3 @ V
