"""Exercises of 10_training.ipynb: one step of descent, one layer of zeros, and a step too long."""

from ..batch import gradient
from ..delta import delta_output
from ..network import forward_rows
from ..training import step
from .exercise import Choice, Function, Value, Wrong
from .points import problem


def _problem(N, *widths):
    X, Y, W, b, _ = problem(N, *widths)
    return X, Y, W, b, 0.3 + N / 10


def _points():
    return {
        "3 layers, 2–4–3, 5 examples": _problem(5, 2, 4, 3),
        "4 layers, 4–2–5–3, 6 examples": _problem(6, 4, 2, 5, 3),
        "3 square layers, 3–3–3, 3 examples": _problem(3, 3, 3, 3),
    }


def descend_once(X, Y, W, b, learning_rate):
    """The parameters after one step against the gradient."""
    _, dW, db = gradient(X, Y, W, b)
    return step(W, b, dW, db, learning_rate)


def _stepped(weights=lambda W, dW, s, l: W[l] - s * dW[l], biases=lambda b, db, s: b - s * db, times=1):
    """A wrong answer to `descent`: another step for the weights or for the biases."""

    def answer(X, Y, W, b, s):
        for _ in range(times):
            _, dW, db = gradient(X, Y, W, b)
            W, b = {l: weights(W, dW, s, l) for l in W}, {l: biases(b[l], db[l], s) for l in b}
        return W, b

    return answer


def _top_first(X, Y, W, b, s):
    """Each layer is updated before δ of the layer below is computed from it."""
    A, _ = forward_rows(X, W, b)
    W, b, N = dict(W), dict(b), len(X)
    Delta = delta_output(A[len(W) + 1], Y)
    for l in range(len(W), 0, -1):
        W[l], b[l] = W[l] - s * Delta.T @ A[l] / N, b[l] - s * Delta.mean(axis=0)
        Delta = Delta @ W[l] * A[l] * (1 - A[l])
    return W, b


def _from_the_bottom(X, Y, W, b, s):
    """The gradient is computed anew after each layer's update, from the first layer on."""
    W, b = dict(W), dict(b)
    for l in W:
        _, dW, db = gradient(X, Y, W, b)
        W[l], b[l] = W[l] - s * dW[l], b[l] - s * db[l]
    return W, b


EXERCISES = [
    Function(
        name="descent",
        title="One step of descent",
        task=r"""
Write one step of gradient descent on all examples, without weight decay. Return new dicts `W` and `b`; the old
ones belong to the caller. `gradient` of notebook 08, or yours of notebook 09, may do the work.
""",
        minutes=5,
        trains="updating all layers from one gradient",
        hints=(
            "One gradient, taken at the old parameters. Then every layer moves.",
            "New dicts: {l: W[l] - learning_rate * dW[l] for l in W}, and the same for b. `-=` would change "
            "the caller's arrays.",
        ),
        write="one_step(X, Y, W, b, learning_rate)",
        doc="The parameters W and b after one step, as new dicts keyed by layer.",
        reference=descend_once,
        helper=step,
        returns=("W", "b"),
        points=_points,
        wrong=(
            Wrong("uphill", _stepped(lambda W, dW, s, l: W[l] + s * dW[l], lambda b, db, s: b + s * db),
                  "The step goes along the gradient, uphill; descent goes against it.", "10.1"),
            Wrong("no rate", _stepped(lambda W, dW, s, l: W[l] - dW[l], lambda b, db, s: b - db),
                  "The learning rate is not used.", "10.1"),
            Wrong("rate on W alone", _stepped(biases=lambda b, db, s: b - db),
                  "The learning rate is missing in the step of the biases.", "10.1"),
            Wrong("divided", _stepped(lambda W, dW, s, l: W[l] - dW[l] / s, lambda b, db, s: b - db / s),
                  "The gradient is divided by the learning rate.", "10.1"),
            Wrong("biases stay", _stepped(biases=lambda b, db, s: b), "The biases stay where they are.", "10.1"),
            Wrong("weights stay", _stepped(lambda W, dW, s, l: W[l]), "The weights stay where they are.", "10.1"),
            Wrong("first layer stays", _stepped(lambda W, dW, s, l: W[l] - s * dW[l] if l > 1 else W[l]),
                  "The weights of the first layer stay where they are.", "10.1"),
            Wrong("the step alone", _stepped(lambda W, dW, s, l: -s * dW[l], lambda b, db, s: -s * db),
                  "This is the step itself; it has to be added to the old parameters.", "10.1"),
            Wrong("the gradient", lambda X, Y, W, b, s: gradient(X, Y, W, b)[1:],
                  "This is the gradient; no step has been taken.", "10.1"),
            Wrong("nothing moves", lambda X, Y, W, b, s: (W, b), "The parameters come back as they were.", "10.1"),
            Wrong("two steps", _stepped(times=2), "These are two steps.", "10.1"),
            Wrong("sum", lambda X, Y, W, b, s: descend_once(X, Y, W, b, s * len(X)),
                  "The step is N times too long: the gradient is a mean over the examples, not a sum.", "8.3"),
            Wrong("updated W", _top_first,
                  "δ of a lower layer is computed from weights that have been updated already.", "6.2"),
            Wrong("layer by layer", _from_the_bottom,
                  "The gradient is computed anew after each layer's step; one step moves all layers by one "
                  "gradient.", "10.1"),
        ),
    ),
    Choice(
        name="training_zeros",
        title="One layer of zeros",
        task=r"""
After a start at zero everywhere, all hidden units stay twins. Now $W^{(2)}$ alone starts at 0, and $W^{(1)}$ is
random. Steps of descent are taken on all examples, without weight decay. When does $W^{(1)}$ change for the first
time?
""",
        minutes=3,
        trains="following zeros through the backward pass",
        hints=(
            "At the first step η⁽²⁾ = W⁽²⁾ᵀ δ⁽³⁾, and W⁽²⁾ is 0. Which parameters does that step change?",
            "∂Ĵ/∂W⁽²⁾ = δ⁽³⁾ a⁽²⁾ᵀ is not 0, so W⁽²⁾ is not 0 any more at the second step.",
        ),
        options={"a": "at the first step", "b": "at the second step", "c": "at the third step", "d": "never"},
        reference="b",
        why="The first step moves W⁽²⁾ away from 0, and the second finds a way back through it to layer 1. "
            "The hidden units differ from the start, so nothing makes them twins.",
        wrong=(
            Wrong("first", "a", "At the first step W⁽²⁾ = 0 lets nothing through to the first layer.", "6.6"),
            Wrong("third", "c",
                  "After the first step W⁽²⁾ is not 0, and δ passes back through it at the second.", "6.6"),
            Wrong("never", "d", "∂W⁽²⁾ is δ⁽³⁾ a⁽²⁾ᵀ, without the factor W⁽²⁾, so that W⁽²⁾ moves at once.", "5.7"),
        ),
    ),
    Value(
        name="training_rate",
        title="A step too long",
        task=r"""
A loss has the form $J(w) = 2w^2$. A step of descent takes $w$ to $w - s\,J'(w)$. Above which learning rate $s$
does $w$ move away from the minimum instead of towards it?
""",
        minutes=3,
        trains="why a learning rate can be too large",
        hints=(
            "J′(w) = 4w, so each step multiplies w by one number. Which?",
            "The factor is 1 − 4s. When is its size above 1?",
        ),
        reference=0.5,
        why="Each step multiplies w by 1 − 4s, whose size is above 1 where s > ½: w jumps across the minimum "
            "and lands farther away.",
        wrong=(
            Wrong("one jump", 0.25, "With s = ¼ the factor 1 − 4s is 0, and w lands in the minimum at once.", "10.1"),
            Wrong("slope 2", 1, "J′(w) is 4w: the derivative of w² is 2w, and there is a factor 2.", "10.1"),
            Wrong("slope w", 2, "J′(w) is 4w.", "10.1"),
        ),
    ),
]  # fmt: skip
