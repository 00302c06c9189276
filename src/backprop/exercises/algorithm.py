"""Exercises of 09_algorithm.ipynb: the whole gradient, a backward pass with a fault, and central differences."""

import numpy as np

from ..batch import gradient
from ..derivatives import central_difference
from ..eta import eta_output
from ..loss import losses_from_z
from ..network import forward_rows, sigmoid_slope
from .exercise import Choice, Function, Wrong, lines_of
from .points import normal, problem


def _points():
    return {
        "3 layers, 2–4–3, 5 examples": problem(5, 2, 4, 3),
        "4 layers, 4–2–5–3, 6 examples": problem(6, 4, 2, 5, 3),
        "2 layers, 5–3, 4 examples": problem(4, 5, 3),
        "4 square layers, 3–3–3–3, 3 examples": problem(3, 3, 3, 3, 3),
    }


RIGHT = {
    "top": lambda A, Z, Y: A - Y,
    "slope": lambda l, A, Z: A[l] * (1 - A[l]),
    "back": lambda l, Delta, W, dW: Delta @ W[l],
    "below": lambda l, A, Z: A[l],
    "products": lambda Delta, below: Delta.T @ below,
    "mean_W": lambda total, N: total / N,
    "decay": lambda W, s, N: s * W,
    "sums": lambda Delta: Delta.sum(axis=0),
    "mean_b": lambda total, N: total / N,
    "decay_b": lambda b, s: 0,
    "loss": lambda losses, W, b, s: losses.sum() / len(losses) + s / 2 * sum(np.sum(W[l] ** 2) for l in W),
}


def _assemble(**changes):
    """The whole gradient with some of its parts replaced."""
    part = RIGHT | changes

    def answer(X, Y, W, b, s):
        A, Z = forward_rows(X, W, b)
        L, N, dW, db = len(W) + 1, len(X), {}, {}
        Delta = part["top"](A[L], Z[L], Y)
        for l in range(L - 1, 0, -1):
            dW[l] = part["mean_W"](part["products"](Delta, part["below"](l, A, Z)), N) + part["decay"](W[l], s, N)
            db[l] = part["mean_b"](part["sums"](Delta), N) + part["decay_b"](b[l], s)
            if l > 1:
                Delta = part["back"](l, Delta, W, dW) * part["slope"](l, A, Z)
        return part["loss"](losses_from_z(Z[L], Y), W, b, s), dW, db

    return answer


def _curve(x):
    """A function of all entries of x, with third derivatives that no difference quotient misses."""
    x = np.asarray(x, float)
    weights = np.arange(1, x.size + 1).reshape(x.shape) / 3
    return np.sum(weights * x**3) + np.sum(weights * np.sin(x)) ** 2


def _quotients(quotient):
    """A wrong answer to `central`: another difference quotient for each entry."""

    def answer(f, x, h):
        slope = np.empty(x.shape)
        for k in np.ndindex(x.shape):
            e = np.zeros(x.shape)
            e[k] = h
            slope[k] = quotient(f, x, e, h)
        return slope

    return answer


def _not_put_back(f, x, h):
    x, slope = x.copy(), np.empty(x.shape)
    for k in np.ndindex(x.shape):
        x[k] += h
        above = f(x)
        x[k] -= 2 * h
        slope[k] = (above - f(x)) / (2 * h)
    return slope


LISTING = """
A, Z = forward_rows(X, W, b)
N = len(X)
Delta3 = A[3] - Y
dW2 = Delta3.T @ A[2] / N + weight_decay * W[2]
db2 = Delta3.mean(axis=0)
Eta2 = Delta3 @ W[2]
Delta2 = Eta2 * sigmoid_slope(A[2])
dW1 = Delta2.T @ X / N + weight_decay * W[1]
db1 = Delta2.mean(axis=0)
dW, db = {1: dW1, 2: dW2}, {1: db1, 2: db2}
"""

EXERCISES = [
    Function(
        name="gradient",
        title="The whole gradient",
        task=r"""
Write all of it: from the data and the parameters to $\partial J/\partial W^{(l)}$ and $\partial J/\partial
b^{(l)}$, for any number of layers. Return the two dicts `dW` and `db`, keyed 1 … L−1; or `J, dW, db`, and $J$ is
checked as well. A loop over the examples is correct; matrices are faster.
""",
        minutes=30,
        trains="the whole derivation, at once",
        hints=(
            "Forward first, and keep every a and z. Then δ of the last layer, and from the top down: dW, db, η, δ.",
            "By matrices: Δ = A − Y; in layer l, dW = ΔᵀA/N + λW, db = the mean of Δ; then one layer "
            "down: Δ⁽ˡ⁾ = (Δ⁽ˡ⁺¹⁾ W⁽ˡ⁾) · A⁽ˡ⁾ · (1 − A⁽ˡ⁾), for l > 1.",
        ),
        write="my_gradient(X, Y, W, b, weight_decay)",
        doc="dW and db of J, two dicts keyed by layer, shaped like W and b.",
        reference=gradient,
        returns=("J", "dW", "db"),
        optional=("J",),
        points=_points,
        grow=lambda N: problem(N, 2, 4, 3),
        assemble=_assemble,
        wrong=(
            Wrong("y - a", {"top": lambda A, Z, Y: Y - A},
                  "δ of the last layer is y − a: the sign is reversed.", "4.8"),
            Wrong("η with the wrong sign", {"top": lambda A, Z, Y: -eta_output(A, Y) * A * (1 - A)},
                  "η of the last layer has the opposite sign.", "3.4"),
            Wrong("φ′ missing at the top", {"top": lambda A, Z, Y: eta_output(A, Y)},
                  "φ′ is missing in δ of the last layer: this is η.", "4.4"),
            Wrong("φ′ twice at the top", {"top": lambda A, Z, Y: (A - Y) * A * (1 - A)},
                  "δ of the last layer is (a − y)·φ′(z): a − y has φ′ in it already.", "4.8"),
            Wrong("φ′ missing below", {"slope": lambda l, A, Z: 1},
                  "φ′ is missing in δ of the hidden layers.", "7.10"),
            Wrong("φ′ twice below", {"slope": lambda l, A, Z: sigmoid_slope(Z[l]) ** 2},
                  "φ′ is there twice in δ of the hidden layers.", "7.10"),
            Wrong("φ′(a)", {"slope": lambda l, A, Z: sigmoid_slope(A[l])},
                  "φ′ is taken at a in the hidden layers: φ is applied twice; its argument is z.", "7.10"),
            Wrong("z(1-z)", {"slope": lambda l, A, Z: Z[l] * (1 - Z[l])},
                  "z(1 − z) stands for φ′(z) in the hidden layers: the rule holds for a = φ(z).", "7.10"),
            Wrong("a alone", {"slope": lambda l, A, Z: A[l]},
                  "The factor 1 − a is missing in δ of the hidden layers.", "7.10"),
            Wrong("φ′ of the layer above", {"slope": lambda l, A, Z: sigmoid_slope(Z[l + 1])},
                  "φ′ is taken at z of the layer above; it belongs to the layer whose δ is computed.", "7.10"),
            Wrong("W not transposed", {"back": lambda l, Delta, W, dW: Delta @ W[l].T},
                  "On the way back the sum runs over the wrong index of W: for rows it is Δ W, which is Wᵀδ for "
                  "each.", "7.13"),
            Wrong("* for @", {"back": lambda l, Delta, W, dW: Delta * W[l]},
                  "On the way back * stands for @: nothing is summed, and it runs only where all sizes are "
                  "equal.", "7.13"),
            Wrong("back through ∂W", {"back": lambda l, Delta, W, dW: Delta @ dW[l]},
                  "η is computed from the gradient ∂J/∂W in place of W.", "7.13"),
            Wrong("back through an updated W", {"back": lambda l, Delta, W, dW: Delta @ (W[l] - dW[l])},
                  "η is computed from W − ∂J/∂W, an updated W; all derivatives are taken at one W.", "7.13"),
            Wrong("back through the wrong W", {"back": lambda l, Delta, W, dW: Delta @ W[l - 1]},
                  "η of layer l is computed from W⁽ˡ⁻¹⁾; the weights that leave layer l are W⁽ˡ⁾.", "7.13"),
            Wrong("upstream ignored", {"back": lambda l, Delta, W, dW: np.ones_like(Delta) @ W[l]},
                  "The δ from above is not used on the way back.", "7.13"),
            Wrong("z in place of a", {"below": lambda l, A, Z: Z.get(l, A[1])},
                  "The weight gradients use z⁽ˡ⁾ where a⁽ˡ⁾ belongs.", "7.11"),
            Wrong("a¹ everywhere", {"below": lambda l, A, Z: A[1]},
                  "The weight gradients use a⁽¹⁾ in every layer.", "7.11"),
            Wrong("a above", {"below": lambda l, A, Z: A[l + 1]},
                  "The weight gradient of layer l uses a⁽ˡ⁺¹⁾; it is a⁽ˡ⁾, the layer that the weights "
                  "leave.", "7.11"),
            Wrong("outer product swapped", {"products": lambda Delta, below: below.T @ Delta},
                  "The outer products are transposed: the rows of ∂W count the units above.", "7.11"),
            Wrong("1/N missing on W", {"mean_W": lambda total, N: total},
                  "1/N is missing in the weight gradients.", "8.10"),
            Wrong("1/N missing on b", {"mean_b": lambda total, N: total},
                  "1/N is missing in the bias gradients.", "8.11"),
            Wrong("1/N missing", {"mean_W": lambda total, N: total, "mean_b": lambda total, N: total},
                  "1/N is missing in all gradients: they are sums over the examples, not means.", "8.3"),
            Wrong("1/N twice on W", {"mean_W": lambda total, N: total / N**2},
                  "1/N is there twice in the weight gradients.", "8.10"),
            Wrong("1/N twice on b", {"mean_b": lambda total, N: total / N**2},
                  "1/N is there twice in the bias gradients.", "8.11"),
            Wrong("1/N twice", {"mean_W": lambda total, N: total / N**2, "mean_b": lambda total, N: total / N**2},
                  "1/N is there twice in all gradients.", "8.3"),
            Wrong("λ missing", {"decay": lambda W, s, N: 0}, "λW is missing in the weight gradients.", "8.3"),
            Wrong("λ doubled", {"decay": lambda W, s, N: 2 * s * W},
                  "λW is doubled: the derivative of (λ/2)w² is λw.", "8.3"),
            Wrong("λ over N", {"decay": lambda W, s, N: s / N * W}, "λW is divided by N.", "8.3"),
            Wrong("λ for each example", {"decay": lambda W, s, N: N * s * W},
                  "λW is added once for each example; it does not belong to the mean.", "8.3"),
            Wrong("λ on b", {"decay_b": lambda b, s: s * b}, "The biases are decayed too.", "8.4"),
            Wrong("b zero", {"sums": lambda Delta: np.zeros(Delta.shape[1])}, "The bias gradients are 0.", "7.12"),
            Wrong("b over the wrong axis", {"sums": lambda Delta: Delta.sum(axis=1)},
                  "The bias gradients are summed over the units, axis 1; they must be over the examples, axis "
                  "0.", "8.11"),
            Wrong("b one number", {"sums": lambda Delta: np.full(Delta.shape[1], Delta.mean(axis=1).sum())},
                  "The bias gradients are averaged over the units; each unit has its own bias.", "7.12"),
            Wrong("J not averaged", {"loss": lambda losses, W, b, s: RIGHT["loss"](losses * len(losses), W, b, s)},
                  "1/N is missing in J.", "2.2"),
            Wrong("J without decay", {"loss": lambda losses, W, b, s: losses.sum() / len(losses)},
                  "λ is missing in J.", "2.3"),
            Wrong("J without half", {"loss": lambda losses, W, b, s: RIGHT["loss"](losses, W, b, 2 * s)},
                  "The decay in J lacks its factor ½.", "2.3"),
            Wrong("J averaged over all",
                  {"loss": lambda losses, W, b, s: RIGHT["loss"](losses / losses.shape[1], W, b, s)},
                  "In J the mean is taken over N·K numbers; over the answers of an example it is a sum.", "2.2"),
        ),
    ),
    Choice(
        name="algorithm_bug",
        title="Find the line",
        task=r"""
A gradient check of these ten lines fails: the gradients of $W^{(2)}$ and $b^{(2)}$ are right, those of $W^{(1)}$
and $b^{(1)}$ are not. Which line is it?
""",
        minutes=4,
        trains="reading code against the derivation",
        hints=(
            "What do the gradients of the first layer use that those of the second do not?",
            "Three lines lead from Δ⁽³⁾ to the first layer's gradients. Read their arguments, not their names.",
        ),
        listing=LISTING,
        options=lines_of(LISTING),
        reference=7,
        why="φ′ is a function of z. `sigmoid_slope(A[2])` applies φ to A⁽²⁾ = φ(Z⁽²⁾) again, and runs "
            "without complaint.",
        wrong=(
            Wrong("line 1", 1, "The forward pass is right.", "4.8"),
            Wrong("line 2", 2, "There is one row for each example.", "4.8"),
            Wrong("line 3", 3, "Δ⁽³⁾ = A⁽³⁾ − Y is right, and the gradients of the second layer confirm it.", "4.8"),
            Wrong("line 4", 4, "The gradients of the second layer are right.", "8.10"),
            Wrong("line 5", 5,
                  "The gradients of the second layer are right, and axis 0 runs over the examples.", "8.11"),
            Wrong("line 6", 6, "Δ W is Wᵀδ for each row: right, without .T.", "6.6"),
            Wrong("line 8", 8, "X is A⁽¹⁾: right, if Δ⁽²⁾ is.", "8.10"),
            Wrong("line 9", 9, "The mean over the examples: right, if Δ⁽²⁾ is.", "8.11"),
            Wrong("line 10", 10, "The keys are the layers that the parameters leave.", "8.10"),
        ),
    ),
    Function(
        name="central",
        title="A gradient check of your own",
        task=r"""
Write the central difference for every entry of an array `x` of any shape; `f` gives one number. The step `h` is
large here, so that the difference between the methods shows.
""",
        minutes=6,
        trains="measuring a derivative without a formula",
        hints=(
            "Move one entry at a time, up and down, with the others where they were. np.ndindex(x.shape) "
            "runs over the entries.",
            "(f(x + h e) − f(x − h e)) / 2h. Work on copies: x belongs to the caller.",
        ),
        write="my_central_difference(f, x, h)",
        doc="The slope of f along each entry of x, in the shape of x.",
        reference=central_difference,
        points=lambda: {
            "x a vector": (_curve, normal(4), 0.05),
            "x a matrix": (_curve, normal(2, 3), 0.02),
            "x square": (_curve, normal(3, 3), 0.03),
        },
        wrong=(
            Wrong("forward", _quotients(lambda f, x, e, h: (f(x + e) - f(x)) / h),
                  "This is the forward difference: its error shrinks like h, that of the central one like "
                  "h².", "9.2"),
            Wrong("backward", _quotients(lambda f, x, e, h: (f(x) - f(x - e)) / h),
                  "This is the backward difference: its error shrinks like h, that of the central one like "
                  "h².", "9.2"),
            Wrong("over h", _quotients(lambda f, x, e, h: (f(x + e) - f(x - e)) / h),
                  "It is divided by h: from x − h to x + h the distance is 2h.", "9.2"),
            Wrong("times h", _quotients(lambda f, x, e, h: (f(x + e) - f(x - e)) / 2 * h),
                  "/ 2 * h multiplies by h: brackets are missing around 2 * h.", "9.2"),
            Wrong("sum", _quotients(lambda f, x, e, h: (f(x + e) + f(x - e)) / (2 * h)),
                  "The two values are added, not subtracted.", "9.2"),
            Wrong("sign", _quotients(lambda f, x, e, h: (f(x - e) - f(x + e)) / (2 * h)),
                  "The two values are subtracted the wrong way round.", "9.2"),
            Wrong("not divided", _quotients(lambda f, x, e, h: f(x + e) - f(x - e)),
                  "The difference is not divided by 2h.", "9.2"),
            Wrong("all at once", lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h),
                  "All entries are moved at once: this is the sum of the slopes.", "9.2"),
            Wrong("not put back", _not_put_back,
                  "An entry that was moved is not put back before the next one is.", "9.2"),
        ),
    ),
]  # fmt: skip
