"""Exercises of 09_algorithm.ipynb: the whole gradient, a backward pass with a fault, differences, a project."""

import numpy as np

from ..batch import gradient
from ..derivatives import central_difference
from ..eta import eta_output
from ..network import sigmoid_slope
from . import steps
from .exercise import Choice, Function, Wrong, lines_of
from .points import normal, problem
from .project import PROJECT


def _points():
    return {
        "3 layers, 2–4–3, 5 examples": problem(5, 2, 4, 3),
        "4 layers, 4–2–5–3, 6 examples": problem(6, 4, 2, 5, 3),
        "2 layers, 5–3, 4 examples": problem(4, 5, 3),
        "4 square layers, 3–3–3–3, 3 examples": problem(3, 3, 3, 3, 3),
    }


RIGHT = steps.LAYER | {
    "forward": lambda X, W, b: _forward(X, W, b),
    "top": lambda A, Z, Y: A - Y,
    "at": lambda l, A, Z: Z[l],
    "slope": lambda eta, z: sigmoid_slope(z),
    "join": lambda eta, slope: (eta * slope, eta * slope),
    "back": lambda l, Delta, W, dW: Delta @ W[l],
    "below": lambda l, A, Z: A[l],
    "loss": lambda losses, W, b, s: losses.sum() / len(losses) + s / 2 * sum(np.sum(W[l] ** 2) for l in W),
}


def _assemble(**changes):
    """The whole gradient with some of its parts replaced."""
    part = RIGHT | changes

    def answer(X, Y, W, b, s):
        A, Z = part["forward"](X, W, b)
        L, dW, db = len(W) + 1, {}, {}
        Delta = sent = part["top"](A[L], Z[L], Y)
        for l in range(L - 1, 0, -1):
            below = part["below"](l, A, Z)
            dW[l], db[l] = steps.layer_gradients(part, Delta, below, W[l], b[l], s, Y.shape[1])
            if l > 1:
                eta = part["back"](l, sent, W, dW)
                Delta, sent = part["join"](eta, part["slope"](eta, part["at"](l, A, Z)))
        return part["loss"](-Y * np.log(A[L]) - (1 - Y) * np.log(1 - A[L]), W, b, s), dW, db

    return answer


def _phi(z):
    return 1 / (1 + np.exp(-z))


def _forward(X, W, b, sums=lambda W, a, b: a @ W.T + b, phi=_phi):
    """A forward pass, with other sums or another φ in the hidden layers."""
    A, Z = {1: X}, {}
    for l in W:
        Z[l + 1] = sums(W[l], A[l], b[l])
        A[l + 1] = (_phi if l == len(W) else phi)(Z[l + 1])
    return A, Z


def _other_forward(**changes):
    return {"forward": lambda X, W, b: _forward(X, W, b, **changes)}


def _curve(*shape):
    """A function of all entries of an array of this shape, which takes no other."""

    def f(x):
        if np.shape(x) != shape:
            raise ValueError(f"f takes an array of the shape of x, {shape}; it is given one of shape {np.shape(x)}")
        return _value(np.asarray(x, float))

    return f


def _value(x):
    """Its third derivatives are such that no difference quotient misses them."""
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


def _central(difference=None, distance=lambda h: 2 * h, size=lambda h: h):
    """A wrong answer to `central`, from the difference of two values, the distance, and the size of the move."""
    difference = difference or (lambda f, x, e: f(x + e) - f(x - e))

    def quotient(f, x, e, h):
        return difference(f, x, e * size(h) / h) / distance(h)

    return _quotients(quotient)


def _together(axis):
    """All entries along one axis are moved at once."""

    def answer(f, x, h):
        slope = np.empty(x.shape)
        for k in np.ndindex(x.shape):
            e = np.zeros(x.shape)
            e[k if x.ndim < 2 else tuple(slice(None) if d == axis else i for d, i in enumerate(k))] = h
            slope[k] = (f(x + e) - f(x - e)) / (2 * h)
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
        sizes=lambda X, Y, W, b, weight_decay: {"N": len(X), "K": Y.shape[1], "λ": weight_decay},
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
            *steps.slopes("7.10", " in the hidden layers"),
            Wrong("φ′ of the layer above", {"at": lambda l, A, Z: Z[l + 1]},
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
            Wrong("1/N again below", {"join": lambda eta, slope: (eta * slope / len(eta),) * 2},
                  "1/N comes in again at every layer on the way down; it belongs to each gradient once.", "8.3"),
            Wrong("η sent down", {"join": lambda eta, slope: (eta * slope, eta)},
                  "η, not δ, is carried further down: φ′ is in the gradients, and not on the way.", "7.13"),
            Wrong("1/K on all", {"mean_W": lambda t, N, n, K: t / K, "mean_b": lambda t, N, n, K: t / K},
                  "All gradients are divided by the number of outputs K, not of examples.", "8.3"),
            Wrong("1/NK on all", {"mean_W": lambda t, N, n, K: t / N / K, "mean_b": lambda t, N, n, K: t / N / K},
                  "All gradients are divided by N·K: over the answers of an example the loss is a sum.", "8.3"),
            Wrong("no bias forward", _other_forward(sums=lambda W, a, b: a @ W.T),
                  "The forward pass lacks the biases.", "1.1"),
            Wrong("bias subtracted forward", _other_forward(sums=lambda W, a, b: a @ W.T - b),
                  "The forward pass subtracts the biases.", "1.1"),
            Wrong("no transpose forward", _other_forward(sums=lambda W, a, b: a @ W + b),
                  "The forward pass takes A W where A Wᵀ belongs: W a for each row.", "1.1"),
            Wrong("no φ forward", _other_forward(phi=lambda z: z),
                  "The hidden layers of the forward pass lack φ.", "1.4"),
            Wrong("tanh forward", _other_forward(phi=np.tanh),
                  "The hidden layers of the forward pass have tanh; the φ of the course runs from 0 to 1.", "1.3"),
            Wrong("ReLU forward", _other_forward(phi=lambda z: np.maximum(z, 0)),
                  "The hidden layers of the forward pass have ReLU in place of φ.", "1.3"),
            Wrong("targets ignored", {"top": lambda A, Z, Y: A},
                  "δ of the last layer is a: the targets are missing.", "4.8"),
            Wrong("squared errors", {"top": lambda A, Z, Y: 2 * (A - Y) * A * (1 - A)},
                  "δ of the last layer is that of squared errors, 2(a − y)·φ′.", "4.8"),
            Wrong("2(a-y)", {"top": lambda A, Z, Y: 2 * (A - Y)},
                  "δ of the last layer is 2(a − y): no square brings a 2 here.", "4.8"),
            Wrong("z - y", {"top": lambda A, Z, Y: Z - Y}, "δ of the last layer is z − y; it is a − y.", "4.8"),
            Wrong("slopes as a", {"below": lambda l, A, Z: A[l] * (1 - A[l]) if l > 1 else A[l]},
                  "The weight gradients use a(1 − a) of the layer below where a itself belongs.", "7.11"),
            *[one for one in steps.layer("weight gradients", "bias gradients", "are", "all") if one.name != "sign"],
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
        fresh=True,
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
        sizes=lambda f, x, h: {"h": h},
        assemble=_central,
        points=lambda: {
            "x a vector": (_curve(4), normal(4), 0.05),
            "x a matrix": (_curve(2, 3), normal(2, 3), 0.02),
            "x square": (_curve(3, 3), normal(3, 3), 0.03),
        },
        wrong=(
            Wrong("forward", {"difference": lambda f, x, e: f(x + e) - f(x), "distance": lambda h: h},
                  "This is the forward difference: its error shrinks like h, that of the central one like "
                  "h².", "9.2"),
            Wrong("backward", {"difference": lambda f, x, e: f(x) - f(x - e), "distance": lambda h: h},
                  "This is the backward difference: its error shrinks like h, that of the central one like "
                  "h².", "9.2"),
            Wrong("forward over 2h", {"difference": lambda f, x, e: f(x + e) - f(x)},
                  "f(x + h) − f(x) is divided by 2h: the lower value must be f(x − h).", "9.2"),
            Wrong("over h", {"distance": lambda h: h},
                  "It is divided by h: from x − h to x + h the distance is 2h.", "9.2"),
            Wrong("times h", {"distance": lambda h: 2 / h},
                  "/ 2 * h multiplies by h: brackets are missing around 2 * h.", "9.2"),
            Wrong("over h²", {"distance": lambda h: h**2}, "It is divided by h²; the distance is 2h.", "9.2"),
            Wrong("sum", {"difference": lambda f, x, e: f(x + e) + f(x - e)},
                  "The two values are added, not subtracted.", "9.2"),
            Wrong("sign", {"difference": lambda f, x, e: f(x - e) - f(x + e)},
                  "The two values are subtracted the wrong way round.", "9.2"),
            Wrong("not divided", {"distance": lambda h: 1}, "The difference is not divided by 2h.", "9.2"),
            Wrong("divided by 2", {"distance": lambda h: 2}, "The difference is divided by 2, and not by h.", "9.2"),
            Wrong("half steps", {"size": lambda h: h / 2, "distance": lambda h: h},
                  "The moves are h/2 up and down; the task's are h.", "9.2"),
            Wrong("double steps", {"size": lambda h: 2 * h, "distance": lambda h: 4 * h},
                  "The moves are 2h up and down; the task's are h.", "9.2"),
            Wrong("second derivative", {"difference": lambda f, x, e: f(x + e) - 2 * f(x) + f(x - e),
                                        "distance": lambda h: h**2},
                  "This is the quotient of the second derivative.", "9.2"),
            Wrong("true slope", lambda f, x, h: central_difference(f, x),
                  "This is nearly the true slope: the step is another one than h.", "9.2"),
            Wrong("columns", _together(0),
                  "All entries of a column are moved at once; a slope is along one entry.", "9.2"),
            Wrong("rows", _together(1),
                  "All entries of a row are moved at once; a slope is along one entry.", "9.2"),
            Wrong("all at once", lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h),
                  "All entries are moved at once: this is the sum of the slopes.", "9.2"),
            Wrong("all at once, in every place", lambda f, x, h: np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h)),
                  "All entries are moved at once: every place has the slope along all of them together.", "9.2"),
            Wrong("not put back", _not_put_back,
                  "An entry that was moved is not put back before the next one is.", "9.2"),
        ),
    ),
    *PROJECT,
]  # fmt: skip
