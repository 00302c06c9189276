"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

import numpy as np

from backprop.batch import gradient
from backprop.derivatives import complex_step
from backprop.loss import objective
from backprop.network import forward, forward_rows
from backprop.pullback import eta_below
from backprop.recursion import backprop_example
from backprop.training import descend, initial, step
from claiming import LAST, WORDS, W, X, Y, b, which
from claims.of_algorithm import gradient__matrices, gradient__textbook_rows
from random_networks import example
from wording import AT, slope


def ring_points(hidden):
    """How many of the 60 points are right for the ring after 1000 epochs at the learning rate 3."""
    trained = descend(X, Y, *initial((2, hidden, 3), seed=0), learning_rate=3.0, epochs=1000)
    return int(((forward_rows(X, *trained[:2])[0][3] > 0.5) == (Y > 0.5))[:, 1].sum())


def notebook():
    def slope_along(direction, h=1e-5):
        """Of J, measured; the direction has one array for each of the gradient's."""
        size = np.sqrt(sum(np.sum(part**2) for part in direction))

        def J(t):
            moved = [part + t * way / size for part, way in zip((W[1], W[2], b[1], b[2]), direction, strict=True)]
            return objective(X, Y, *(dict(enumerate(two, 1)) for two in (moved[:2], moved[2:])))

        return (J(h) - J(-h)) / (2 * h)

    uphill = [part[l] for part in gradient(X, Y, W, b)[1:] for l in (1, 2)]
    rng = np.random.default_rng(0)
    others = [slope_along([rng.normal(size=part.shape) for part in uphill]) for _ in range(100)]
    against = slope_along([-part for part in uphill]) < min(*others, slope_along(uphill))
    yield f"no direction goes down more steeply than {which(against, 'against', 'along')} the gradient"
    start = initial((2, 12, 3), seed=0)
    J0, dW, db = gradient(X, Y, *start)
    square = sum(np.sum(dW[l] ** 2) + np.sum(db[l] ** 2) for l in dW)
    always_no = int((Y[:, 1] < 0.5).sum())
    assert ring_points(1) == ring_points(2) == always_no < ring_points(4) < always_no + 5 < 50 < ring_points(8) < 60
    assert ring_points(16) == len(X)
    yield "with 4 hardly, with 8 for the most part; with 16 all its points are right."
    yield f"the squares of all entries of the gradient add up to ${square:.2f}$."
    _, _, history = descend(X, Y, *start, 1.0, 300)
    J = gradient(X, Y, *descend(X, Y, *start, 1.0, 300)[:2])[0]
    assert len(history["J"]) == 300
    yield f"the same 300 epochs led to $J = {J:.2f}$."
    *trained, history = descend(X, Y, *start, 10.0, 1000)
    right = (forward_rows(X, *trained)[0][3] > 0.5) == (Y > 0.5)
    assert np.sum(np.diff(history["J"][:100]) > 0) > 5  # the spikes of the first epochs
    yield f"it ends with all {right.sum()} answers right."
    assert right.all()
    rises = {rate: np.diff(descend(X, Y, *start, rate, 51)[2]["J"]) > 0 for rate in (3.0, 30.0)}
    assert rises[30.0].sum() > len(rises[30.0]) / 2
    yield "At 30 more than half of the steps make it larger"
    steps = len(rises[30.0])
    yield f"The same start, {steps} steps. ($J$ is noted before each step, so {steps + 1} entries"
    yield f"show it after 0, 1, … and {steps} steps.)"
    assert rises[3.0].sum() == 3
    yield "At 3 three of the steps made $J$ larger"
    fall = lambda s: gradient(X, Y, *step(*start, dW, db, s))[0] - J0
    assert 0.5 < fall(1.0) / -square < 0.6 and fall(3.0) > 0
    yield "The step 100 times as long brings little more than half of what was promised, and after the one 300 times"
    yield f"the result of line {LAST} of Algorithm 1"


def guide():
    start = initial((2, 12, 3), seed=0)
    J = lambda W, b: objective(X, Y, W, b)
    _, dW, db = gradient(X, Y, *start)
    falls = {s: J(*start) - J(*step(*start, dW, db, s)) for s in (0.01, 1, 3)}
    yield (
        f"The step s = 0.01 makes J fall by {falls[0.01]:.4f}. What do s = 1 and s = 3 do?* Wrong: they make it fall "
        f"{1 / 0.01:.0f} and {3 / 0.01:.0f} times as much. Right: at 1 it falls by {falls[1]:.2f} only, and at 3 it "
        f"rises by {-falls[3]:.2f}."
    )
    zeros, _, _ = descend(X, Y, *initial((2, 12, 3), scale=0), learning_rate=1.0, epochs=50)
    assert np.ptp(zeros[1], axis=0).max() < 1e-12 and abs(zeros[2]).max() > 0
    yield (
        f"{WORDS[len(zeros[1])]} hidden units that all start at 0: what do they learn?* Wrong: nothing at all, "
        f"or {WORDS[len(zeros[1])].lower()} things. Right: all the same thing."
    )
    yield f"{WORDS[len(zeros[1])].lower()} twins are one unit"
    yield "Play `training.figure` from 0."


# What the notebook sets and does not claim: what is asked, what is to be tried, and where something is from.
CHOSEN = [
    "Then the step is made 100 times as long, and 300 times. Does $J$ fall 100 and 300 times as much?",
    "Another network has 12 hidden units",
    "A 2–12–3 network for the toy data.",
    "Then training, for 300 epochs.",
    "Stay at epoch 300 and go",
    "the first 100 epochs of the gradient's size",
    "At the learning rate 0.1 the way is too long. At 10 the spikes",
    "At 30 there is no end to them.",
    "Every parameter moves by $-0.01$ times its own entry",
    "At 0.1 the way is long.",
    "Go to epoch 1000.",
    "Set λ to 0.01.",
]


# What the questions offer: the right option as computed, words of each wrong one and of its diagnosis


def training_zeros_is():
    weights, biases = {1: W[1], 2: 0 * W[2]}, b
    for name in ("first", "second", "third"):
        weights, biases = step(weights, biases, *gradient(X, Y, weights, biases)[1:], 0.5)
        if (weights[1] != W[1]).any():
            return f"at the {name} step"


training_zeros_is_not = {
    "a": ("first", "At the first step W⁽²⁾ = 0 lets nothing through"),
    "c": ("third", "After the first step W⁽²⁾ is not 0"),
    "d": ("never", "W⁽²⁾ moves at once"),
}


# Reasons beside a step of which no program tells whether they are so; a reader has. (·) is the number of an equation
READ = [
    r"$\|g\|$ is the root of the sum of the squares",
    r"multiplied out: the squares of $g_k/\|g\|$ add up to 1, and so do those of $u_k$.",
    "the same $z^{(2)}$ : the same numbers come in",
]

# Reasons beside a step, and what would be none
FALSE_REASONS = [
    (r"(5.6) and", "(5.3) and"),
]


def training_rate_is():
    """Where the factor of a step, which falls with s, is −1; above it w moves away."""
    away = lambda s: abs(1 - s * slope(lambda w: 2 * w**2, 1.0)) > 1
    assert not away(0.5 - 1e-12) and away(0.5 + 1e-12)
    return 0.5


# The words of the exercises: pieces with sides that are equal; one without sides has a number, and claims nothing


def words():
    step_of = 1 - AT.s * slope(lambda w: 2 * w**2, 1.0)
    yield "training_rate", "J′(w) = 4w, so each step multiplies w by one number.", (
        ("4w", slope(lambda w: 2 * w**2, AT.w)),)  # fmt: skip
    yield "training_rate", "The factor is 1 − 4s. When is its size above 1?", (("1 − 4s", step_of),)
    yield "training_rate", "Each step multiplies w by 1 − 4s, whose size is above 1 where s > ½:", (
        ("1 − 4s", step_of), ("½", training_rate_is()))  # fmt: skip
    x, y, *parameters = example(3)
    (dW, db), activations = backprop_example(x, y, *parameters), forward(x, *parameters)[0]
    at = {"W_2": parameters[0][2], "δ_3": db[2]}
    back = eta_below(parameters[0][2], db[2])
    yield "training_zeros", "At the first step η⁽²⁾ = W⁽²⁾ᵀ δ⁽³⁾, and W⁽²⁾ is 0.", (("W⁽²⁾ᵀ δ⁽³⁾", back),), at
    at = {"δ_3": db[2][:, None], "a_2": activations[2][:, None]}
    yield "training_zeros", "∂Ĵ/∂W⁽²⁾ = δ⁽³⁾ a⁽²⁾ᵀ is not 0, so W⁽²⁾ is not 0 any more at the second step.", (
        ("δ⁽³⁾ a⁽²⁾ᵀ", dW[2]),), at  # fmt: skip
    yield "training_zeros", "The first step moves W⁽²⁾ away from 0", ()
    yield "training_zeros", "through it to layer 1", ()
    yield "descent", "New dicts: {l: W[l] - learning_rate * dW[l] for l in W}", ()
    yield "descent", "`-=` would change the caller's arrays.", ()


# What the answers are by measured slopes, where no helper of the course is the reference


def descent_measured(X, Y, W, b, learning_rate):
    dW = {l: complex_step(lambda w, l=l: objective(X, Y, W | {l: w}, b), W[l]) for l in W}
    db = {l: complex_step(lambda v, l=l: objective(X, Y, W, b | {l: v}), b[l]) for l in b}
    return {l: W[l] - learning_rate * dW[l] for l in W}, {l: b[l] - learning_rate * db[l] for l in b}


# Right answers, each written in another way


def descent__dicts(X, Y, W, b, learning_rate):
    dW, db = gradient__matrices(X, Y, W, b, 0)
    return {l: W[l] - learning_rate * dW[l] for l in W}, {l: b[l] - learning_rate * db[l] for l in b}


def descent__copies(X, Y, W, b, learning_rate):
    dW, db = gradient__textbook_rows(X, Y, W, b, 0)
    W, b = {l: W[l].copy() for l in W}, {l: b[l].copy() for l in b}
    for l in W:
        W[l] -= learning_rate * dW[l]
        b[l] -= learning_rate * db[l]
    return W, b


def descent__top_down(X, Y, W, b, learning_rate):
    A, new_W, new_b = {1: X}, {}, {}
    for l in W:
        A[l + 1] = 1 / (1 + np.exp(-(A[l] @ W[l].T + b[l])))
    Delta = A[len(W) + 1] - Y
    for l in range(len(W), 0, -1):
        new_W[l] = W[l] - learning_rate * Delta.T @ A[l] / len(X)
        new_b[l] = b[l] - learning_rate * Delta.mean(axis=0)
        Delta = Delta @ W[l] * A[l] * (1 - A[l])
    return new_W, new_b
