"""Exercises of 07_recursion.ipynb: the four moves of one layer, and a backward pass with a fault."""

import numpy as np

from ..delta import delta as delta_from
from ..network import sigmoid, sigmoid_slope
from ..outer import bias_gradient, weight_gradient
from ..pullback import eta_below
from .exercise import Choice, Function, Wrong, lines_of
from .points import fraction, normal
from .shared import slopes


def _points():
    widths = {"widths 4, 3, 2 from above": (4, 3, 2), "widths 2, 5, 3": (2, 5, 3), "all widths 3": (3, 3, 3)}
    return {
        label: (normal(above, here), normal(above), 1.5 * normal(here, seed=1), fraction(below))
        for label, (above, here, below) in widths.items()
    }


def four_moves(W, delta, z, a):
    """δ, ∂Ĵ/∂W and ∂Ĵ/∂b one layer down: back through W, through φ at z, and out to the parameters over a."""
    eta = eta_below(W, delta)
    delta = delta_from(eta, z)
    return delta, weight_gradient(delta, a), bias_gradient(delta)


RIGHT = {
    "back": lambda W, delta, z: W.T @ delta,
    "slope": lambda eta, z, a: sigmoid_slope(z),
    "join": lambda eta, slope: eta * slope,
    "left": lambda eta, delta, above: delta,
    "right": lambda z, a, W: a,
    "outer": lambda left, right: left[:, None] * right,
    "bias": lambda eta, delta, above, z: delta,
    "given": lambda eta, delta: delta,
}


def _assemble(**changes):
    """The four moves with some of them replaced."""
    moves = RIGHT | changes

    def answer(W, above, z, a):
        eta = moves["back"](W, above, z)
        delta = moves["join"](eta, moves["slope"](eta, z, a))
        dW = moves["outer"](moves["left"](eta, delta, above), moves["right"](z, a, W))
        return moves["given"](eta, delta), dW, moves["bias"](eta, delta, above, z)

    return answer


LISTING = """
a, z = forward(x, W, b)
delta3 = a[3] - y
dW2 = np.outer(delta3, a[2])
db2 = delta3
W2 = W[2] - 0.1 * dW2
b2 = b[2] - 0.1 * db2
eta2 = W2.T @ delta3
delta2 = eta2 * sigmoid_slope(z[2])
dW1 = np.outer(delta2, x)
db1 = delta2
"""

EXERCISES = [
    Function(
        name="recursion",
        title="One layer down",
        task=r"""
Write the moves that take any layer to the one below: from $W^{(l)}$, $\delta^{(l+1)}$, $z^{(l)}$ and $a^{(l-1)}$
to $\delta^{(l)}$, $\partial\hat J/\partial W^{(l-1)}$ and $\partial\hat J/\partial b^{(l-1)}$. Return the three
in this order.
""",
        minutes=6,
        trains="which layer each factor belongs to",
        hints=(
            "Name the step in between: η⁽ˡ⁾. It stands before the units of layer l, and δ⁽ˡ⁾ behind them.",
            "η⁽ˡ⁾ = W⁽ˡ⁾ᵀ δ⁽ˡ⁺¹⁾, then δ⁽ˡ⁾ = η⁽ˡ⁾ · φ′(z⁽ˡ⁾). The gradients use this new δ⁽ˡ⁾, not the one "
            "that came in.",
        ),
        write="one_layer_down(W, delta, z, a)",
        doc="delta of this layer, and dW and db of the parameters that lead into it.",
        reference=four_moves,
        returns=("delta", "dW", "db"),
        points=_points,
        sizes=lambda W, delta, z, a: {"n_above": len(W), "n": len(z), "n_below": len(a)},
        assemble=_assemble,
        wrong=(
            Wrong("no transpose", {"back": lambda W, delta, z: W @ delta},
                  "W is not transposed on the way back.", "7.13"),
            Wrong("inverse", {"back": lambda W, delta, z: np.linalg.pinv(W) @ delta},
                  "W is undone by its inverse; sensitivities go back by the transpose.", "7.13"),
            Wrong("not summed", {"back": lambda W, delta, z: W.T * delta},
                  "On the way back * stands for @: nothing is summed.", "7.13"),
            Wrong("upstream ignored", {"back": lambda W, delta, z: W.sum(axis=0)},
                  "The sensitivity from above, δ⁽ˡ⁺¹⁾, is not used.", "7.13"),
            Wrong("weights ignored", {"back": lambda W, delta, z: np.full(W.shape[1], delta.sum())},
                  "The weights are not used on the way back.", "7.13"),
            Wrong("back sign", {"back": lambda W, delta, z: -W.T @ delta}, "η has the opposite sign.", "7.13"),
            Wrong("back mean", {"back": lambda W, delta, z: W.T @ delta / len(delta)},
                  "On the way back the paths are averaged; the chain rule adds them.", "7.13"),
            Wrong("activation added", {"back": lambda W, delta, z: W.T @ delta + sigmoid(z)},
                  "The activation φ(z) is added to η; only the way back is there.", "7.13"),
            Wrong("z added", {"back": lambda W, delta, z: W.T @ delta + z},
                  "z is added to η; only the way back is there.", "7.13"),
            Wrong("activation multiplied", {"back": lambda W, delta, z: W.T @ delta * sigmoid(z)},
                  "η is multiplied by φ(z) before φ′ comes.", "7.13"),
            *slopes(lambda slope: lambda eta, z, a: slope(eta, z), "7.10"),
            Wrong("slope of the a below", {"slope": lambda eta, z, a: a * (1 - a)},
                  "a(1 − a) is formed of the a of the layer below; the slope belongs to φ(z).", "7.10"),
            Wrong("slope alone", {"join": lambda eta, slope: slope}, "δ⁽ˡ⁾ is φ′(z) alone: η is not used.", "7.10"),
            Wrong("slope added", {"join": lambda eta, slope: eta + slope},
                  "η and φ′ are added; the chain rule multiplies.", "7.10"),
            Wrong("η returned", {"given": lambda eta, delta: eta},
                  "η⁽ˡ⁾ is returned in the place of δ⁽ˡ⁾.", "7.10"),
            Wrong("swapped", {"outer": lambda left, right: right[:, None] * left},
                  "The outer product is transposed: α, the index of δ, counts the rows.", "7.11"),
            Wrong("dot for outer", {"outer": lambda left, right: np.dot(left, right)},
                  "The inner product stands for the outer one: it exists only for layers of one width.", "7.11"),
            Wrong("entry by entry", {"outer": lambda left, right: left * right},
                  "δ and a are multiplied entry by entry, which runs only where both layers have one width.", "7.11"),
            Wrong("outer sign", {"outer": lambda left, right: -left[:, None] * right},
                  "The weight gradient has the opposite sign.", "7.11"),
            Wrong("outer sum", {"outer": lambda left, right: left[:, None] + right},
                  "δ and a are added in the weight gradient; they are multiplied.", "7.11"),
            Wrong("weight gradient 0", {"outer": lambda left, right: 0 * left[:, None] * right},
                  "The weight gradient is 0.", "7.11"),
            Wrong("η for δ", {"left": lambda eta, delta, above: eta},
                  "The weight gradient uses η⁽ˡ⁾, not δ⁽ˡ⁾: φ′ is missing in it.", "7.11"),
            Wrong("δ above", {"left": lambda eta, delta, above: above},
                  "The weight gradient uses the δ that came in, of the layer above.", "7.11"),
            Wrong("this layer's z", {"right": lambda z, a, W: z},
                  "The weight gradient uses z⁽ˡ⁾ where a⁽ˡ⁻¹⁾, the layer below, belongs.", "7.11"),
            Wrong("this layer's a", {"right": lambda z, a, W: sigmoid(z)},
                  "The weight gradient uses a⁽ˡ⁾, of the same layer, where a⁽ˡ⁻¹⁾ belongs.", "7.11"),
            Wrong("slope below", {"right": lambda z, a, W: a * (1 - a)},
                  "The weight gradient uses a(1 − a) of the layer below; it is a alone.", "7.11"),
            Wrong("φ of the a below", {"right": lambda z, a, W: sigmoid(a)},
                  "The weight gradient uses φ(a) of the layer below; a is φ(z) already.", "7.11"),
            Wrong("a ignored", {"right": lambda z, a, W: 1 + 0 * a}, "The weight gradient lacks a⁽ˡ⁻¹⁾.", "7.11"),
            Wrong("W for a", {"outer": lambda left, right: left[:, None] * right, "right": lambda z, a, W: W.T},
                  "The weight gradient multiplies δ by W, where a⁽ˡ⁻¹⁾ belongs.", "7.11"),
            Wrong("δ alone", {"outer": lambda left, right: left},
                  "The weight gradient is δ alone, a vector.", "7.11"),
            Wrong("gradient above", {"left": lambda eta, delta, above: above, "right": lambda z, a, W: sigmoid(z)},
                  "This weight gradient is that of W⁽ˡ⁾: the right formula for the layer above.", "7.11"),
            Wrong("bias above", {"bias": lambda eta, delta, above, z: above},
                  "The bias gradient is the δ that came in; it is that of this layer.", "7.12"),
            Wrong("bias η", {"bias": lambda eta, delta, above, z: eta}, "The bias gradient is η; it is δ.", "7.12"),
            Wrong("bias zero", {"bias": lambda eta, delta, above, z: 0 * delta}, "The bias gradient is 0.", "7.12"),
            Wrong("bias mean", {"bias": lambda eta, delta, above, z: delta.mean()},
                  "The bias gradient is averaged over the units; each unit has its own bias.", "7.12"),
            Wrong("bias sum", {"bias": lambda eta, delta, above, z: delta.sum()},
                  "The bias gradient is added up over the units; each unit has its own bias.", "7.12"),
            Wrong("bias ones", {"bias": lambda eta, delta, above, z: delta / delta},
                  "The bias gradient is 1: ∂z/∂b alone, without δ.", "7.12"),
            Wrong("bias row", {"bias": lambda eta, delta, above, z: delta[None]},
                  "The numbers of the bias gradient are right, and it is a row, (1, n).", "7.12"),
            Wrong("bias column", {"bias": lambda eta, delta, above, z: delta[:, None]},
                  "The numbers of the bias gradient are right, and it is a column, (n, 1).", "7.12"),
            Wrong("bias sign", {"bias": lambda eta, delta, above, z: -delta},
                  "The bias gradient has the opposite sign.", "7.12"),
            Wrong("bias z", {"bias": lambda eta, delta, above, z: delta * z},
                  "The bias gradient is multiplied by z: ∂z/∂b is 1.", "7.12"),
        ),
    ),
    Choice(
        name="recursion_bug",
        title="Find the line",
        task=r"""
Somebody wants all the gradients of one example, and updates $W^{(2)}$ and $b^{(2)}$ on the way. Lines 5 and 6 are
wanted. Which other line makes the gradients of $W^{(1)}$ and $b^{(1)}$ wrong?
""",
        minutes=4,
        trains="asking at which parameters a derivative is taken",
        hints=(
            "All derivatives of Ĵ are taken at the same parameters, those of the forward pass.",
            "Which line uses a matrix that the forward pass did not use?",
        ),
        listing=LISTING,
        options=lines_of(LISTING),
        reference=7,
        why="η⁽²⁾ needs the W⁽²⁾ of the forward pass. Line 7 uses the updated one: compute all gradients "
            "first, then update.",
        wrong=(
            Wrong("line 1", 1, "The forward pass is right.", "6.1"),
            Wrong("line 2", 2, "δ⁽³⁾ = a⁽³⁾ − y is right, for sigmoid outputs with this loss.", "4.8"),
            Wrong("line 3", 3, "The rows count the units of layer 3, as they must.", "5.7"),
            Wrong("line 4", 4, "The bias gradient is δ⁽³⁾ itself.", "5.10"),
            Wrong("line 5", 5,
                  "This is a step against the gradient, into a new array, and hurts nobody by itself. What reads "
                  "it?", "6.6"),
            Wrong("line 6", 6,
                  "This is a step against the gradient, into a new array, and no later line reads it.", "5.10"),
            Wrong("line 8", 8, "φ′ is taken at z⁽²⁾, as it must.", "4.4"),
            Wrong("line 9", 9, "x is a⁽¹⁾, the layer below: right, if δ⁽²⁾ is.", "5.7"),
            Wrong("line 10", 10, "The bias gradient is δ⁽²⁾: right, if δ⁽²⁾ is.", "5.10"),
        ),
    ),
]  # fmt: skip
