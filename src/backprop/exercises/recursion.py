"""Exercises of 07_recursion.ipynb: the four moves of one layer, and a backward pass with a fault."""

import numpy as np

from ..delta import delta as delta_from
from ..network import sigmoid, sigmoid_slope
from ..outer import bias_gradient, weight_gradient
from ..pullback import eta_below
from . import steps
from .exercise import Choice, Formula, Function, Wrong, lines_of
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
    "inside": lambda eta, z: eta,
    "join": lambda eta, slope, a: eta * slope,
    "outer": lambda W, eta, delta, above, z, a: np.outer(delta, a),
    "bias": lambda eta, delta, above: delta,
}


def _assemble(**changes):
    """The four moves with some of them replaced."""
    moves = RIGHT | changes

    def answer(W, above, z, a):
        eta = moves["inside"](moves["back"](W, above), z)
        delta = moves["join"](eta, moves["slope"](eta, z), a)
        return delta, moves["outer"](W, eta, delta, above, z, a), moves["bias"](eta, delta, above)

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

def slope_by_x(W1, W2, V, z2, delta3):
    """W¹ᵀ((W²ᵀδ³) · φ′(z²)) + Vᵀδ³: the slope with respect to x, which V leads past the hidden layer."""
    return W1.T @ (W2.T @ delta3 * sigmoid_slope(z2)) + V.T @ delta3


def _skip(
    slope=sigmoid_slope,
    long=lambda W1, W2, slope, delta: W1.T @ (W2.T @ delta * slope),
    short=lambda V, delta: V.T @ delta,
    join=lambda long, short: long + short,
):
    """A wrong answer to `recursion_skip`."""
    return lambda W1, W2, V, z2, delta3: join(long(W1, W2, slope(z2), delta3), short(V, delta3))


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
        warm_up=True,
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
        sizes=lambda W, delta, z, a: {"n_above": len(delta), "n": len(z), "n_below": len(a)},
        assemble=_assemble,
        wrong=(
            Wrong("no transpose", {"back": lambda W, delta: W @ delta},
                  "W is not transposed on the way back.", "7.13"),
            Wrong("not inverse", {"back": lambda W, delta: np.linalg.pinv(W) @ delta},
                  "W is undone by its inverse; sensitivities go back by the transpose.", "7.13"),
            Wrong("upstream ignored", {"back": lambda W, delta: W.sum(axis=0)},
                  "The sensitivity from above, δ⁽ˡ⁺¹⁾, is not used.", "7.13"),
            Wrong("back sign", {"back": lambda W, delta: -W.T @ delta}, "η has the opposite sign.", "7.13"),
            Wrong("summed over alpha", {"back": lambda W, delta: (W.T * delta).sum(axis=0)},
                  "On the way back the sum runs over the units below; it must run over those above.", "7.13"),
            Wrong("* for @", {"back": lambda W, delta: W.T * delta},
                  "On the way back nothing is summed: * stands for @.", "7.13"),
            Wrong("sizes", {"back": lambda W, delta: np.abs(W).T @ delta},
                  "The signs of the weights are lost.", "7.13"),
            Wrong("mean of paths", {"back": lambda W, delta: W.T @ delta / len(delta)},
                  "The paths are averaged; the chain rule adds them.", "7.13"),
            Wrong("W ignored", {"back": lambda W, delta: np.full(W.shape[1], delta.sum())},
                  "W is not used on the way back.", "7.13"),
            *steps.slopes("7.10"),
            Wrong("a(1-a) below", {"join": lambda eta, slope, a: eta * a * (1 - a)},
                  "a(1 − a) is formed with the a of the layer below, a⁽ˡ⁻¹⁾: φ′ belongs to z⁽ˡ⁾.", "7.10"),
            Wrong("slope at a below", {"join": lambda eta, slope, a: eta * sigmoid_slope(a)},
                  "φ′ is taken at a⁽ˡ⁻¹⁾, of the layer below; its argument is z⁽ˡ⁾.", "7.10"),
            Wrong("a added", {"inside": lambda eta, z: eta + sigmoid(z)},
                  "The activation a⁽ˡ⁾ is added to η: only sensitivities come back.", "7.13"),
            Wrong("z added", {"inside": lambda eta, z: eta + z},
                  "z⁽ˡ⁾ is added to η: only sensitivities come back.", "7.13"),
            Wrong("swapped", {"outer": lambda W, eta, delta, above, z, a: np.outer(a, delta)},
                  "The outer product is transposed: α, the index of δ, counts the rows.", "7.11"),
            Wrong("η for δ", {"outer": lambda W, eta, delta, above, z, a: np.outer(eta, a)},
                  "The weight gradient uses η⁽ˡ⁾, not δ⁽ˡ⁾: φ′ is missing in it.", "7.11"),
            Wrong("δ above", {"outer": lambda W, eta, delta, above, z, a: np.outer(above, a)},
                  "The weight gradient uses the δ that came in, of the layer above.", "7.11"),
            Wrong("this layer's z", {"outer": lambda W, eta, delta, above, z, a: np.outer(delta, z)},
                  "The weight gradient uses z⁽ˡ⁾ where a⁽ˡ⁻¹⁾, the layer below, belongs.", "7.11"),
            Wrong("this layer's a", {"outer": lambda W, eta, delta, above, z, a: np.outer(delta, sigmoid(z))},
                  "The weight gradient uses a⁽ˡ⁾, of the same layer, where a⁽ˡ⁻¹⁾ belongs.", "7.11"),
            Wrong("gradient above", {"outer": lambda W, eta, delta, above, z, a: np.outer(above, sigmoid(z))},
                  "This weight gradient is that of W⁽ˡ⁾: the right formula for the layer above.", "7.11"),
            Wrong("W for a", {"outer": lambda W, eta, delta, above, z, a: delta[:, None] * W.T},
                  "The weight gradient is formed with W where a⁽ˡ⁻¹⁾ belongs.", "7.11"),
            Wrong("W times δ", {"outer": lambda W, eta, delta, above, z, a: delta * W},
                  "The weight gradient is formed with W where a⁽ˡ⁻¹⁾ belongs.", "7.11"),
            Wrong("inner product", {"outer": lambda W, eta, delta, above, z, a: delta @ a},
                  "This is the inner product, one number, where the outer one belongs.", "7.11"),
            Wrong("entry by entry", {"outer": lambda W, eta, delta, above, z, a: delta * a},
                  "The weight gradient multiplies entry by entry: the outer product has rows and columns.", "7.11"),
            Wrong("a ignored", {"outer": lambda W, eta, delta, above, z, a: np.outer(delta, np.ones_like(a))},
                  "The factor a⁽ˡ⁻¹⁾ is missing in the weight gradient.", "7.11"),
            Wrong("δ with itself", {"outer": lambda W, eta, delta, above, z, a: np.outer(delta, delta)},
                  "The weight gradient is δ with itself: a⁽ˡ⁻¹⁾ is not used.", "7.11"),
            Wrong("slope of a", {"outer": lambda W, eta, delta, above, z, a: np.outer(delta, a * (1 - a))},
                  "The weight gradient has a(1 − a) of the layer below where a⁽ˡ⁻¹⁾ belongs.", "7.11"),
            Wrong("φ(a)", {"outer": lambda W, eta, delta, above, z, a: np.outer(delta, sigmoid(a))},
                  "φ is applied to a⁽ˡ⁻¹⁾ again in the weight gradient.", "7.11"),
            Wrong("sign of dW", {"outer": lambda W, eta, delta, above, z, a: -np.outer(delta, a)},
                  "The weight gradient has the opposite sign.", "7.11"),
            Wrong("bias sum", {"bias": lambda eta, delta, above: delta.sum()},
                  "The bias gradient is summed to one number; each unit has its own bias.", "7.12"),
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
        fresh=True,
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
    Formula(
        name="recursion_skip",
        title="A formula: a path that skips a layer",
        task=r"""
In a network with three layers the input reaches the outputs in two ways: through the hidden layer, as before, and
directly, through one more matrix $V$, whose products $V x$ are added to $z^{(3)}$. Given
$\delta^{(3)}$, derive the slope of $\hat J$ with respect to $x$. Type it without indices, in $W^{(1)}$,
$W^{(2)}$, $V$, $z^{(2)}$ and $\delta^{(3)}$ (in Python `W1`, `W2`, `V`, `z2` and `delta3`, and `slope` for the
derivative of φ).
""",
        minutes=5,
        fresh=True,
        trains="following every path back, each through its own layers",
        hints=(
            "Count the paths from x to the outputs. Which of them pass the hidden units, and with them the slope "
            "of φ?",
            "One way goes back through three factors: a transpose, a slope, a transpose. The other has one "
            "transpose alone.",
        ),
        write="slope_by_x(W1, W2, V, z2, delta3)",
        doc="The slope of the loss with respect to x, shape (n_inputs,).",
        reference=slope_by_x,
        typed=r"W^{(1)\top}\big((W^{(2)\top}\delta^{(3)}) \cdot \varphi'(z^{(2)})\big) + V^\top \delta^{(3)}",
        free=("alpha",),
        column=True,
        symbols={"W^1": "W1", "W^2": "W2", "z^2": "z2", "delta^3": "delta3", "z": "z2", "delta": "delta3"},
        sizes=lambda W1, W2, V, z2, delta3: {"n_inputs": V.shape[1], "n_hidden": len(z2), "K": len(delta3)},
        assemble=_skip,
        points=lambda: {
            label: (normal(n, d), normal(K, n, seed=2), normal(K, d, seed=1), 1.5 * normal(n), normal(K, seed=1))
            for label, (d, n, K) in {"widths 2, 4, 3": (2, 4, 3), "all widths 3": (3, 3, 3)}.items()
        },
        wrong=(
            Wrong("without the skip", {"short": lambda V, delta: 0},
                  "The path that skips the hidden layer is missing.", "7.1"),
            Wrong("the skip alone", {"long": lambda W1, W2, slope, delta: 0},
                  "The paths through the hidden layer are missing.", "7.1"),
            Wrong("no slope", {"slope": lambda z: 1}, "φ′ is missing on the way through the hidden units.", "7.10"),
            Wrong("slope twice", {"slope": lambda z: sigmoid_slope(z) ** 2}, "φ′ is there twice.", "7.10"),
            Wrong("a for the slope", {"slope": sigmoid}, "φ stands where its slope belongs.", "7.10"),
            Wrong("z for the slope", {"slope": lambda z: z}, "z itself stands where φ′(z) belongs.", "7.10"),
            Wrong("slope at a", {"slope": lambda z: sigmoid_slope(sigmoid(z))},
                  "φ′ is taken at φ(z); its argument is z.", "7.10"),
            Wrong("z(1-z)", {"slope": lambda z: z * (1 - z)},
                  "z(1 − z) stands for φ′(z): the rule holds for φ(z), not for z.", "7.10"),
            Wrong("tanh", {"slope": lambda z: 1 - np.tanh(z) ** 2}, "This has the slope of tanh.", "7.10"),
            Wrong("sum of W", {"long": lambda W1, W2, slope, delta: W1.T @ (W2.sum(axis=0) * slope)},
                  "δ⁽³⁾ is not used on the way through the hidden layer.", "7.13"),
            Wrong("W1 swapped", {"long": lambda W1, W2, slope, delta: W1 @ (W2.T @ delta * slope)},
                  "W⁽¹⁾ is not transposed.", "7.13"),
            Wrong("W2 swapped", {"long": lambda W1, W2, slope, delta: W1.T @ (W2 @ delta * slope)},
                  "W⁽²⁾ is not transposed.", "7.13"),
            Wrong("none transposed", {"long": lambda W1, W2, slope, delta: W1 @ (W2 @ delta * slope)},
                  "Neither W⁽¹⁾ nor W⁽²⁾ is transposed.", "7.13"),
            Wrong("turned round", {"long": lambda W1, W2, slope, delta: W2.T @ (W1.T @ delta * slope)},
                  "W⁽¹⁾ and W⁽²⁾ have changed places: the way back meets W⁽²⁾ first.", "7.13"),
            Wrong("slope after W1", {"long": lambda W1, W2, slope, delta: W1.T @ (W2.T @ delta) * slope},
                  "φ′ stands behind W⁽¹⁾; it belongs to the hidden units, between the two matrices.", "7.10"),
            Wrong("slope before W2", {"long": lambda W1, W2, slope, delta: W1.T @ (W2.T @ (delta * slope))},
                  "φ′ of the hidden units is taken before W⁽²⁾; it belongs between the two matrices.", "7.10"),
            Wrong("V swapped", {"short": lambda V, delta: V @ delta}, "V is not transposed.", "7.13"),
            Wrong("δ ignored in V", {"short": lambda V, delta: V.sum(axis=0)},
                  "δ⁽³⁾ is not used on the way through V.", "7.13"),
            Wrong("product", {"join": lambda long, short: long * short},
                  "The two ways are multiplied; paths add.", "7.1"),
            Wrong("difference", {"join": lambda long, short: long - short},
                  "The two ways are subtracted; paths add.", "7.1"),
            Wrong("averaged", {"join": lambda long, short: (long + short) / 2},
                  "The two ways are averaged; paths add.", "7.1"),
            Wrong("sign", {"join": lambda long, short: -long - short}, "The sign is reversed.", "7.13"),
            Wrong("one number", {"join": lambda long, short: np.sum(long + short)},
                  "Everything is added up to one number: each input has its own slope.", "7.13"),
            Wrong("V into the hidden layer", lambda W1, W2, V, z2, delta3:
                  W1.T @ ((W2.T @ delta3 + V.T @ delta3) * sigmoid_slope(z2)),
                  "What comes through V is added at the hidden units; it does not pass them.", "7.1"),
        ),
    ),
]  # fmt: skip
