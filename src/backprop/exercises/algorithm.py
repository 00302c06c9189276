"""Exercises of 09_algorithm.ipynb: the whole gradient, a backward pass with a fault, and central differences."""

import numpy as np

from ..batch import gradient
from ..derivatives import central_difference
from ..eta import eta_output
from ..loss import losses_from_z
from ..network import sigmoid, sigmoid_slope
from .exercise import Choice, Function, Wrong, lines_of
from .points import normal, problem
from .shared import biases_decayed, decays, means, slopes


def _points():
    return {
        "3 layers, 2–4–3, 5 examples": problem(5, 2, 4, 3),
        "4 layers, 4–2–5–3, 6 examples": problem(6, 4, 2, 5, 3),
        "2 layers, 5–3, 4 examples": problem(4, 5, 3),
        "4 square layers, 3–3–3–3, 3 examples": problem(3, 3, 3, 3, 3),
    }


RIGHT = {
    "bias": lambda b: b,
    "phi": sigmoid,
    "top": lambda A, Z, Y, L: A[L] - Y,
    "slope": lambda eta, z, l, A: sigmoid_slope(z),
    "back": lambda l, Delta, W, dW: Delta @ W[l],
    "carry": lambda eta, Delta, N: Delta,
    "left": lambda l, Delta, Above: Delta,
    "below": lambda l, A, Z: A[l],
    "products": lambda Delta, below: Delta.T @ below,
    "mean_W": lambda total, N, K: total / N,
    "decay": lambda W, s, N: s * W,
    "sums": lambda Delta: Delta.sum(axis=0),
    "mean_b": lambda total, N, K: total / N,
    "decay_b": lambda b, s: 0,
    "rows": lambda X, Y: (X, Y),
    "J": lambda losses, W, b, s: losses.sum() / len(losses) + s / 2 * sum(np.sum(W[l] ** 2) for l in W),
}


def _assemble(**changes):
    """The whole gradient with some of its parts replaced."""
    part = RIGHT | changes

    def answer(X, Y, W, b, s):
        X, Y = part["rows"](X, Y)
        L, N, dW, db = len(W) + 1, len(X), {}, {}
        A, Z = {1: X}, {}
        for l in range(1, L):
            Z[l + 1] = A[l] @ W[l].T + part["bias"](b[l])
            A[l + 1] = part["phi"](Z[l + 1])
        Delta = Carried = Above = part["top"](A, Z, Y, L)
        for l in range(L - 1, 0, -1):
            total = part["products"](part["left"](l, Delta, Above), part["below"](l, A, Z))
            dW[l] = part["mean_W"](total, N, Y.shape[1]) + part["decay"](W[l], s, N)
            db[l] = part["mean_b"](part["sums"](Delta), N, Y.shape[1]) + part["decay_b"](b[l], s)
            if l > 1:
                eta, Above = part["back"](l, Carried, W, dW), Delta
                Delta = eta * part["slope"](eta, Z[l], l, A)
                Carried = part["carry"](eta, Delta, N)
        return part["J"](losses_from_z(Z[L], Y), W, b, s), dW, db

    return answer


def _squares(parameters):
    return sum(np.sum(parameters[l] ** 2) for l in parameters)


def _terms(X, Y, W, b, s):
    _, dW, _ = gradient(X, Y, W, b, 0)
    return {f"dW[{l}]": {"the part of the data": dW[l], "λW": s * W[l]} for l in W}


def _curve(shape):
    """A function of all entries of an x of one shape, with third derivatives that no difference quotient misses."""
    weights = np.arange(1, np.prod(shape) + 1).reshape(shape) / 3

    def f(x):
        x = np.asarray(x, float)
        if x.shape != shape:
            raise ValueError(f"f takes an x of shape {shape}; here it is called with one of shape {x.shape}")
        return np.sum(weights * x**3) + np.sum(weights * np.sin(x)) ** 2

    return f


CENTRAL = {
    "step": lambda h: h,
    "up": lambda f, x, e: f(x + e),
    "down": lambda f, x, e: f(x - e),
    "minus": lambda up, down: up - down,
    "over": lambda difference, h: difference / (2 * h),
    "moved": lambda shape, k: k,
    "entries": lambda shape: np.ndindex(shape),
}


def _assemble_central(**changes):
    """A difference quotient for each entry, with some of its parts replaced."""
    part = CENTRAL | changes

    def answer(f, x, h):
        slope, h = np.zeros(x.shape), part["step"](h)
        for k in part["entries"](x.shape):
            e = np.zeros(x.shape)
            e[part["moved"](x.shape, k)] = h
            slope[k] = part["over"](part["minus"](part["up"](f, x, e), part["down"](f, x, e)), h)
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


def _left_above(f, x, h):
    x, slope = x.copy(), np.empty(x.shape)
    for k in np.ndindex(x.shape):
        start = f(x)
        x[k] += h
        slope[k] = (f(x) - start) / h
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
        sizes=lambda X, Y, W, b, s: {"N": len(X), "K": Y.shape[1]},
        terms=_terms,
        grow=lambda N: problem(N, 2, 4, 3),
        assemble=_assemble,
        wrong=(
            Wrong("y - a", {"top": lambda A, Z, Y, L: Y - A[L]},
                  "δ of the last layer is y − a: the sign is reversed.", "4.8"),
            Wrong("η with the wrong sign", {"top": lambda A, Z, Y, L: -eta_output(A[L], Y) * A[L] * (1 - A[L])},
                  "η of the last layer has the opposite sign.", "3.4"),
            Wrong("φ′ missing at the top", {"top": lambda A, Z, Y, L: eta_output(A[L], Y)},
                  "φ′ is missing in δ of the last layer: this is η.", "4.4"),
            Wrong("φ′ twice at the top", {"top": lambda A, Z, Y, L: (A[L] - Y) * A[L] * (1 - A[L])},
                  "δ of the last layer is (a − y)·φ′(z): a − y has φ′ in it already.", "4.8"),
            Wrong("squared errors at the top", {"top": lambda A, Z, Y, L: 2 * (A[L] - Y) * A[L] * (1 - A[L])},
                  "δ of the last layer belongs to squared errors: 2(a − y)·φ′(z).", "4.8"),
            Wrong("twice at the top", {"top": lambda A, Z, Y, L: 2 * (A[L] - Y)},
                  "δ of the last layer is doubled.", "4.8"),
            Wrong("z - y", {"top": lambda A, Z, Y, L: Z[L] - Y}, "δ of the last layer is z − y; it is a − y.", "4.8"),
            Wrong("a at the top", {"top": lambda A, Z, Y, L: A[L]},
                  "δ of the last layer is a: y is not used.", "4.8"),
            Wrong("hidden a at the top", {"top": lambda A, Z, Y, L: A[L - 1] - Y},
                  "δ of the last layer is formed of the a of the layer below; it runs where both have one "
                  "width.", "4.8"),
            Wrong("sizes at the top", {"top": lambda A, Z, Y, L: np.abs(A[L] - Y)},
                  "δ of the last layer has lost its signs.", "4.8"),
            *slopes(lambda slope: lambda eta, z, l, A: slope(eta, z), "7.10", " in the hidden layers"),
            Wrong("slope of the a below", {"slope": lambda eta, z, l, A: A[l - 1] * (1 - A[l - 1])},
                  "φ′ is formed of the a of the layer below in the hidden layers.", "7.10"),
            Wrong("φ′ of the layer above", {"slope": lambda eta, z, l, A: A[l + 1] * (1 - A[l + 1])},
                  "φ′ is taken at z of the layer above; it belongs to the layer whose δ is computed.", "7.10"),
            Wrong("W not transposed", {"back": lambda l, Delta, W, dW: Delta @ W[l].T},
                  "On the way back the sum runs over the wrong index of W: for rows it is Δ W, which is Wᵀδ for "
                  "each.", "7.13"),
            Wrong("* for @", {"back": lambda l, Delta, W, dW: Delta * W[l]},
                  "On the way back * stands for @: nothing is summed, and it runs only where all sizes are "
                  "equal.", "7.13"),
            Wrong("back through ∂W", {"back": lambda l, Delta, W, dW: Delta @ dW[l]},
                  "η is computed from the gradient ∂J/∂W in place of W.", "7.13"),
            *(Wrong(f"back through W updated by {rate}",
                    {"back": lambda l, Delta, W, dW, rate=rate: Delta @ (W[l] - rate * dW[l])},
                    f"η is computed from W − {rate} ∂J/∂W, an updated W; all derivatives are taken at one W.", "7.13")
              for rate in (1, 0.5, 0.1, 0.01)),
            Wrong("back through the wrong W", {"back": lambda l, Delta, W, dW: Delta @ W[l - 1]},
                  "η of layer l is computed from W⁽ˡ⁻¹⁾; the weights that leave layer l are W⁽ˡ⁾.", "7.13"),
            Wrong("back by the inverse", {"back": lambda l, Delta, W, dW: Delta @ np.linalg.pinv(W[l]).T},
                  "On the way back W is undone by its inverse; it is the transpose.", "7.13"),
            Wrong("upstream ignored", {"back": lambda l, Delta, W, dW: np.ones_like(Delta) @ W[l]},
                  "The δ from above is not used on the way back.", "7.13"),
            Wrong("weights ignored", {"back": lambda l, Delta, W, dW: Delta @ np.ones_like(W[l])},
                  "The weights are not used on the way back.", "7.13"),
            Wrong("sizes of the weights", {"back": lambda l, Delta, W, dW: Delta @ np.abs(W[l])},
                  "The signs of the weights are lost on the way back.", "7.13"),
            Wrong("back with a minus", {"back": lambda l, Delta, W, dW: -Delta @ W[l]},
                  "On the way back the sign turns at every layer.", "7.13"),
            Wrong("1/N on the way back", {"back": lambda l, Delta, W, dW: Delta @ W[l] / len(Delta)},
                  "1/N enters again at every layer on the way back.", "8.10"),
            Wrong("1/n on the way back", {"back": lambda l, Delta, W, dW: Delta @ W[l] / len(W[l])},
                  "On the way back the paths are averaged; the chain rule adds them.", "7.13"),
            Wrong("η carried on", {"carry": lambda eta, Delta, N: eta},
                  "η, not δ, is carried down: φ′ is in the gradients, and not on the way further down.", "7.13"),
            Wrong("z in place of a", {"below": lambda l, A, Z: Z.get(l, A[1])},
                  "The weight gradients use z⁽ˡ⁾ where a⁽ˡ⁾ belongs.", "7.11"),
            Wrong("φ of a", {"below": lambda l, A, Z: sigmoid(A[l])},
                  "The weight gradients use φ(a⁽ˡ⁾); a is φ(z) already.", "7.11"),
            Wrong("a¹ everywhere", {"below": lambda l, A, Z: A[1]},
                  "The weight gradients use a⁽¹⁾ in every layer.", "7.11"),
            Wrong("a above", {"below": lambda l, A, Z: A[l + 1]},
                  "The weight gradient of layer l uses a⁽ˡ⁺¹⁾; it is a⁽ˡ⁾, the layer that the weights "
                  "leave.", "7.11"),
            Wrong("slope for a", {"below": lambda l, A, Z: A[l] * (1 - A[l]) if l > 1 else A[l]},
                  "The weight gradients use a(1 − a) of hidden layers; it is a⁽ˡ⁾ alone.", "7.11"),
            Wrong("a destroyed", {"below": lambda l, A, Z: A[l] * (1 - A[l]) if l > 1 else A[l],
                                  "top": lambda A, Z, Y, L: A[L] * (1 - A[L]) - Y},
                  "a(1 − a) has taken the place of a, in a⁽ᴸ⁾ − y and in the weight gradients: it was computed "
                  "in place.", "7.11"),
            Wrong("δ above", {"left": lambda l, Delta, Above: Above},
                  "The weight gradient of a hidden layer uses the δ of the layer above it.", "7.11"),
            Wrong("outer product swapped", {"products": lambda Delta, below: below.T @ Delta},
                  "The outer products are transposed: the rows of ∂W count the units above.", "7.11"),
            Wrong("first example in W", {"products": lambda Delta, below: np.outer(Delta[0], below[0])},
                  "The weight gradients have the first example alone.", "8.10"),
            Wrong("last example in W", {"products": lambda Delta, below: np.outer(Delta[-1], below[-1])},
                  "The weight gradients have the last example alone: does = stand for +=?", "8.10"),
            Wrong("last example",
                  {"products": lambda Delta, below: np.outer(Delta[-1], below[-1]), "sums": lambda Delta: Delta[-1]},
                  "All gradients have the last example alone: does = stand for +=?", "8.3"),
            Wrong("first example",
                  {"products": lambda Delta, below: np.outer(Delta[0], below[0]), "sums": lambda Delta: Delta[0]},
                  "All gradients have the first example alone.", "8.3"),
            Wrong("one example", {"rows": lambda X, Y: (X[:1], Y[:1])},
                  "Everything is computed from the first example alone.", "8.3"),
            Wrong("all but the last", {"rows": lambda X, Y: (X[:-1], Y[:-1])},
                  "The last example is left out.", "8.3"),
            Wrong("all but the first", {"rows": lambda X, Y: (X[1:], Y[1:])},
                  "The first example is left out.", "8.3"),
            *means(["mean_W"], "the weight gradients", "8.10", " on W"),
            *means(["mean_b"], "the bias gradients", "8.11", " on b"),
            *means(["mean_W", "mean_b"], "all gradients", "8.3"),
            *decays("8.3", " in the weight gradients"),
            biases_decayed("8.4"),
            Wrong("b zero", {"sums": lambda Delta: np.zeros(Delta.shape[1])}, "The bias gradients are 0.", "7.12"),
            Wrong("b over the wrong axis", {"sums": lambda Delta: Delta.sum(axis=1)},
                  "The bias gradients are summed over the units, axis 1; they must be over the examples, axis "
                  "0.", "8.11"),
            Wrong("b averaged over the wrong axis",
                  {"sums": lambda Delta: Delta.mean(axis=1), "mean_b": lambda total, N, K: total},
                  "The bias gradients are averaged over the units, axis 1; they must be over the examples, axis "
                  "0.", "8.11"),
            Wrong("b one number", {"sums": lambda Delta: np.full(Delta.shape[1], Delta.mean(axis=1).sum())},
                  "The bias gradients are averaged over the units; each unit has its own bias.", "7.12"),
            Wrong("b one sum", {"sums": lambda Delta: np.full(Delta.shape[1], Delta.sum())},
                  "The bias gradients are summed over the units too; each unit has its own bias.", "7.12"),
            Wrong("b a scalar", {"sums": lambda Delta: Delta.mean(axis=1).sum()},
                  "Each bias gradient is one number, averaged over the units; each unit has its own bias.", "7.12"),
            Wrong("b a scalar sum", {"sums": lambda Delta: Delta.sum()},
                  "Each bias gradient is one number, summed over the units too; each unit has its own bias.", "7.12"),
            Wrong("b not summed", {"sums": lambda Delta: Delta},
                  "The bias gradients have one row for each example: the sum over them is missing.", "8.11"),
            Wrong("b as a row", {"sums": lambda Delta: Delta.sum(axis=0, keepdims=True)},
                  "The numbers of the bias gradients are right, and they are rows, (1, n).", "8.11"),
            Wrong("b as a column", {"sums": lambda Delta: Delta.sum(axis=0)[:, None]},
                  "The numbers of the bias gradients are right, and they are columns, (n, 1).", "8.11"),
            Wrong("b with a minus", {"sums": lambda Delta: -Delta.sum(axis=0)},
                  "The bias gradients have the opposite sign.", "8.11"),
            Wrong("forward without b", {"bias": lambda b: 0}, "The biases are missing in the forward pass.", "1.1"),
            Wrong("forward with -b", {"bias": lambda b: -b}, "The biases are subtracted in the forward pass.", "1.1"),
            Wrong("tanh forward", {"phi": np.tanh}, "The forward pass applies tanh; δ belongs to φ.", "1.3"),
            Wrong("exponent forward", {"phi": lambda z: sigmoid(-z)},
                  "The exponent of φ has the opposite sign in the forward pass.", "1.3"),
            Wrong("J not averaged", {"J": lambda losses, W, b, s: RIGHT["J"](losses * len(losses), W, b, s)},
                  "1/N is missing in J.", "2.2"),
            Wrong("J without decay", {"J": lambda losses, W, b, s: losses.sum() / len(losses)},
                  "λ is missing in J.", "2.3"),
            Wrong("J without half", {"J": lambda losses, W, b, s: RIGHT["J"](losses, W, b, 2 * s)},
                  "The decay in J lacks its factor ½.", "2.3"),
            Wrong("J with b", {"J": lambda losses, W, b, s: RIGHT["J"](losses, W, b, s) + s / 2 * _squares(b)},
                  "The biases are decayed in J too.", "2.3"),
            Wrong("J with a minus", {"J": lambda losses, W, b, s: RIGHT["J"](-losses, W, b, s)},
                  "In J the logarithms lack their minus.", "2.1"),
            Wrong("J decay over N", {"J": lambda losses, W, b, s: RIGHT["J"](losses, W, b, s / len(losses))},
                  "In J the decay is divided by N.", "2.3"),
            Wrong("J averaged over all", {"J": lambda losses, W, b, s: RIGHT["J"](losses / losses.shape[1], W, b, s)},
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
            "x a vector": (_curve((4,)), normal(4), 0.05),
            "x a matrix": (_curve((2, 3)), normal(2, 3), 0.02),
            "x square": (_curve((3, 3)), normal(3, 3), 0.03),
            "x with three indices": (_curve((2, 3, 2)), normal(2, 3, 2), 0.04),
        },
        sizes=lambda f, x, h: {"h": h, "the number of entries": x.size},
        assemble=_assemble_central,
        wrong=(
            Wrong("forward", {"down": lambda f, x, e: f(x), "over": lambda difference, h: difference / h},
                  "This is the forward difference: its error shrinks like h, that of the central one like "
                  "h².", "9.2"),
            Wrong("backward", {"up": lambda f, x, e: f(x), "over": lambda difference, h: difference / h},
                  "This is the backward difference: its error shrinks like h, that of the central one like "
                  "h².", "9.2"),
            Wrong("forward over 2h", {"down": lambda f, x, e: f(x)},
                  "It goes from x to x + h, and is divided by 2h: the distance is h, and the other side is "
                  "missing.", "9.2"),
            Wrong("backward over 2h", {"up": lambda f, x, e: f(x)},
                  "It goes from x − h to x, and is divided by 2h: the distance is h, and the other side is "
                  "missing.", "9.2"),
            Wrong("over h", {"over": lambda difference, h: difference / h},
                  "It is divided by h: from x − h to x + h the distance is 2h.", "9.2"),
            Wrong("times h", {"over": lambda difference, h: difference / 2 * h},
                  "/ 2 * h multiplies by h: brackets are missing around 2 * h.", "9.2"),
            Wrong("over h²", {"over": lambda difference, h: difference / h**2},
                  "It is divided by h²; it is 2h.", "9.2"),
            Wrong("over 4h", {"over": lambda difference, h: difference / (4 * h)},
                  "It is divided by 4h; it is 2h.", "9.2"),
            Wrong("over 2", {"over": lambda difference, h: difference / 2},
                  "It is divided by 2 alone: the step h is missing.", "9.2"),
            Wrong("not divided", {"over": lambda difference, h: difference},
                  "The difference is not divided by 2h.", "9.2"),
            Wrong("sum", {"minus": lambda up, down: up + down}, "The two values are added, not subtracted.", "9.2"),
            Wrong("sign", {"minus": lambda up, down: down - up},
                  "The two values are subtracted the wrong way round.", "9.2"),
            Wrong("size", {"minus": lambda up, down: abs(up - down)}, "The signs of the slopes are lost.", "9.2"),
            Wrong("brackets",
                  {"minus": lambda up, down: (up, down), "over": lambda two, h: two[0] - two[1] / (2 * h)},
                  "Brackets are missing around the difference: only the second value is divided.", "9.2"),
            Wrong("half steps", {"step": lambda h: h / 2},
                  "Half a step is taken to each side; the step that is asked for is h.", "9.2"),
            Wrong("double steps", {"step": lambda h: 2 * h},
                  "Two steps are taken to each side; the step that is asked for is h.", "9.2"),
            Wrong("all at once", lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h),
                  "All entries are moved at once: this is the sum of the slopes.", "9.2"),
            Wrong("all at once in every place", {"moved": lambda shape, k: ...},
                  "All entries are moved at once, for every entry of the result.", "9.2"),
            Wrong("rows at once", {"moved": lambda shape, k: k[0], "entries": lambda shape: np.ndindex(shape[:1])},
                  "x[i] is a whole row where x is a matrix: its entries are moved at once.", "9.2"),
            Wrong("columns at once", {"moved": lambda shape, k: (..., k[-1])},
                  "The entries that share the last index are moved at once.", "9.2"),
            Wrong("first entry alone", {"entries": lambda shape: [(0,) * len(shape)]},
                  "Only the first entry is measured: does `return` stand inside the loop?", "9.2"),
            Wrong("last entry left out", {"entries": lambda shape: list(np.ndindex(shape))[:-1]},
                  "The last entry is not measured.", "9.2"),
            Wrong("first entry left out", {"entries": lambda shape: list(np.ndindex(shape))[1:]},
                  "The first entry is not measured.", "9.2"),
            Wrong("not put back", _not_put_back,
                  "An entry that was moved is not put back before the next one is.", "9.2"),
            Wrong("left above", _left_above,
                  "An entry that was moved up is not put back, and the difference is the forward one.", "9.2"),
            Wrong("second derivative",
                  lambda f, x, h: _assemble_central(minus=lambda up, down: up + down - 2 * f(x),
                                                    over=lambda total, h: total / h**2)(f, x, h),
                  "This is the second derivative.", "9.2"),
        ),
    ),
]  # fmt: skip
