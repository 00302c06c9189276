"""Exercises of 07_recursion.ipynb: the four moves of one layer, and a backward pass with a fault."""

import numpy as np

from ..delta import delta as delta_from
from ..network import sigmoid, sigmoid_slope
from ..outer import bias_gradient, weight_gradient
from ..pullback import eta_below
from .exercise import Choice, Function, Wrong, lines_of
from .points import fraction, normal


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
    "back": lambda W, delta: W.T @ delta,
    "slope": lambda eta, z: sigmoid_slope(z),
    "outer": lambda eta, delta, above, z, a: np.outer(delta, a),
    "bias": lambda eta, delta, above: delta,
}


def _assemble(**changes):
    """The four moves with some of them replaced."""
    moves = RIGHT | changes

    def answer(W, above, z, a):
        eta = moves["back"](W, above)
        delta = eta * moves["slope"](eta, z)
        return delta, moves["outer"](eta, delta, above, z, a), moves["bias"](eta, delta, above)

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
        assemble=_assemble,
        wrong=(
            Wrong("no transpose", {"back": lambda W, delta: W @ delta},
                  "W is not transposed on the way back.", "7.13"),
            Wrong("not inverse", {"back": lambda W, delta: np.linalg.pinv(W) @ delta},
                  "W is undone by its inverse; sensitivities go back by the transpose.", "7.13"),
            Wrong("upstream ignored", {"back": lambda W, delta: W.sum(axis=0)},
                  "The sensitivity from above, δ⁽ˡ⁺¹⁾, is not used.", "7.13"),
            Wrong("back sign", {"back": lambda W, delta: -W.T @ delta}, "η has the opposite sign.", "7.13"),
            Wrong("no slope", {"slope": lambda eta, z: 1}, "φ′(z) is missing: what is called δ here is η.", "7.10"),
            Wrong("slope twice", {"slope": lambda eta, z: sigmoid_slope(z) ** 2}, "φ′(z) is there twice.", "7.10"),
            Wrong("slope at a", {"slope": lambda eta, z: sigmoid_slope(sigmoid(z))},
                  "φ′ is taken at a = φ(z); its argument is z.", "7.10"),
            Wrong("z(1-z)", {"slope": lambda eta, z: z * (1 - z)},
                  "z(1 − z) is not φ′(z): the rule holds for φ(z).", "7.10"),
            Wrong("a alone", {"slope": lambda eta, z: sigmoid(z)}, "The factor 1 − φ(z) is missing.", "7.10"),
            Wrong("slope at η", {"slope": lambda eta, z: sigmoid_slope(eta)},
                  "φ′ is taken at η; its argument is z.", "7.10"),
            Wrong("swapped", {"outer": lambda eta, delta, above, z, a: np.outer(a, delta)},
                  "The outer product is transposed: α, the index of δ, counts the rows.", "7.11"),
            Wrong("η for δ", {"outer": lambda eta, delta, above, z, a: np.outer(eta, a)},
                  "The weight gradient uses η⁽ˡ⁾, not δ⁽ˡ⁾: φ′ is missing in it.", "7.11"),
            Wrong("δ above", {"outer": lambda eta, delta, above, z, a: np.outer(above, a)},
                  "The weight gradient uses the δ that came in, of the layer above.", "7.11"),
            Wrong("this layer's z", {"outer": lambda eta, delta, above, z, a: np.outer(delta, z)},
                  "The weight gradient uses z⁽ˡ⁾ where a⁽ˡ⁻¹⁾, the layer below, belongs.", "7.11"),
            Wrong("this layer's a", {"outer": lambda eta, delta, above, z, a: np.outer(delta, sigmoid(z))},
                  "The weight gradient uses a⁽ˡ⁾, of the same layer, where a⁽ˡ⁻¹⁾ belongs.", "7.11"),
            Wrong("gradient above", {"outer": lambda eta, delta, above, z, a: np.outer(above, sigmoid(z))},
                  "This weight gradient is that of W⁽ˡ⁾: the right formula for the layer above.", "7.11"),
            Wrong("bias above", {"bias": lambda eta, delta, above: above},
                  "The bias gradient is the δ that came in; it is that of this layer.", "7.12"),
            Wrong("bias η", {"bias": lambda eta, delta, above: eta}, "The bias gradient is η; it is δ.", "7.12"),
            Wrong("bias zero", {"bias": lambda eta, delta, above: 0 * delta}, "The bias gradient is 0.", "7.12"),
            Wrong("bias mean", {"bias": lambda eta, delta, above: delta.mean()},
                  "The bias gradient is averaged over the units; each unit has its own bias.", "7.12"),
            Wrong("bias ones", {"bias": lambda eta, delta, above: delta / delta},
                  "The bias gradient is 1: ∂z/∂b alone, without δ.", "7.12"),
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
