"""Exercises of 10_training.ipynb: one step of descent, one layer of zeros, and a step too long."""

import numpy as np

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


def _stepped(
    rows=lambda X, Y: (X, Y),
    rate=lambda s, N: s,
    weights=lambda W, dW, s: W - s * dW,
    biases=lambda b, db, s: b - s * db,
    layers=lambda l, last: True,
    times=1,
):
    """A wrong answer to `descent`: a step with some of its parts replaced; `layers` are those that move."""

    def answer(X, Y, W, b, s):
        s = rate(s, len(X))
        for _ in range(times):
            _, dW, db = gradient(*rows(X, Y), W, b)
            moves = {l: layers(l, len(W)) for l in W}
            W = {l: weights(W[l], dW[l], s) if moves[l] else W[l] for l in W}
            b = {l: biases(b[l], db[l], s) if moves[l] else b[l] for l in b}
        return W, b

    return answer


def _both(step):
    return {"weights": step, "biases": step}


def _one_by_one(X, Y, W, b, s):
    for i in range(len(X)):
        W, b = descend_once(X[i : i + 1], Y[i : i + 1], W, b, s)
    return W, b


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
        sizes=lambda X, Y, W, b, learning_rate: {"N": len(X), "s": learning_rate},
        assemble=_stepped,
        points=_points,
        wrong=(
            Wrong("uphill", _both(lambda W, dW, s: W + s * dW),
                  "The step goes along the gradient, uphill; descent goes against it.", "10.1"),
            Wrong("W uphill", {"weights": lambda W, dW, s: W + s * dW}, "The weights go uphill.", "10.1"),
            Wrong("b uphill", {"biases": lambda b, db, s: b + s * db}, "The biases go uphill.", "10.1"),
            Wrong("turned round", _both(lambda W, dW, s: s * dW - W),
                  "The old parameters are subtracted from the step.", "10.1"),
            Wrong("no rate", {"rate": lambda s, N: 1}, "The learning rate is not used.", "10.1"),
            Wrong("rate on W alone", {"biases": lambda b, db, s: b - db},
                  "The learning rate is missing in the step of the biases.", "10.1"),
            Wrong("rate on b alone", {"weights": lambda W, dW, s: W - dW},
                  "The learning rate is missing in the step of the weights.", "10.1"),
            Wrong("divided", {"rate": lambda s, N: 1 / s}, "The gradient is divided by the learning rate.", "10.1"),
            Wrong("rate squared", {"rate": lambda s, N: s**2}, "The learning rate is squared.", "10.1"),
            Wrong("half a step", {"rate": lambda s, N: s / 2}, "The step is half as long as it should be.", "10.1"),
            Wrong("twice a step", {"rate": lambda s, N: 2 * s}, "The step is twice as long as it should be.", "10.1"),
            Wrong("momentum added", {"rate": lambda s, N: 1.9 * s},
                  "The step is 1.9 times too long, as when 0.9 of it is added again as momentum.", "10.1"),
            Wrong("momentum damped", {"rate": lambda s, N: 0.1 * s},
                  "The step has a tenth of its length, as when the gradient is averaged in with 1 − 0.9.", "10.1"),
            Wrong("multiplied", _both(lambda W, dW, s: (1 - s) * W - s * dW),
                  "The parameters shrink by the learning rate too: no decay is asked for.", "10.1"),
            Wrong("rate times all", _both(lambda W, dW, s: s * (W - dW)),
                  "The learning rate multiplies the parameters too; it belongs to the gradient alone.", "10.1"),
            Wrong("times the gradient", _both(lambda W, dW, s: W * s * dW),
                  "The parameters are multiplied by the step; it is subtracted.", "10.1"),
            Wrong("sign alone", _both(lambda W, dW, s: W - s * np.sign(dW)),
                  "The step has the sign of the gradient alone; its size counts too.", "10.1"),
            Wrong("biases stay", {"biases": lambda b, db, s: b}, "The biases stay where they are.", "10.1"),
            Wrong("weights stay", {"weights": lambda W, dW, s: W}, "The weights stay where they are.", "10.1"),
            Wrong("bias itself", {"biases": lambda b, db, s: b - s * b},
                  "The bias itself is subtracted in the step of the biases, not its gradient.", "10.1"),
            Wrong("weight itself", {"weights": lambda W, dW, s: W - s * W},
                  "The weight itself is subtracted in the step of the weights, not its gradient.", "10.1"),
            Wrong("first layer stays", {"layers": lambda l, last: l > 1},
                  "The first layer's parameters stay where they are.", "10.1"),
            Wrong("last layer stays", {"layers": lambda l, last: l < last},
                  "The last layer's parameters stay where they are.", "10.1"),
            Wrong("first layer alone", {"layers": lambda l, last: l == 1}, "The first layer alone moves.", "10.1"),
            Wrong("last layer alone", {"layers": lambda l, last: l == last}, "The last layer alone moves.", "10.1"),
            Wrong("the step alone", _both(lambda W, dW, s: -s * dW),
                  "This is the step itself; it has to be added to the old parameters.", "10.1"),
            Wrong("step uphill alone", _both(lambda W, dW, s: s * dW),
                  "This is the rate times the gradient; it has to be subtracted from the old parameters.", "10.1"),
            Wrong("the gradient", _both(lambda W, dW, s: dW),
                  "This is the gradient; no step has been taken.", "10.1"),
            Wrong("nothing moves", _both(lambda W, dW, s: W), "The parameters come back as they were.", "10.1"),
            Wrong("two steps", {"times": 2}, "These are two steps.", "10.1"),
            Wrong("three steps", {"times": 3}, "These are three steps.", "10.1"),
            Wrong("sum", {"rate": lambda s, N: s * N},
                  "The step is N times too long: the gradient is a mean over the examples, not a sum.", "8.3"),
            Wrong("mean again", {"rate": lambda s, N: s / N},
                  "The step is divided by N: the gradient is a mean over the examples already.", "8.3"),
            Wrong("first example", {"rows": lambda X, Y: (X[:1], Y[:1])},
                  "The gradient is that of the first example alone.", "8.3"),
            Wrong("last example", {"rows": lambda X, Y: (X[-1:], Y[-1:])},
                  "The gradient is that of the last example alone.", "8.3"),
            Wrong("without the last", {"rows": lambda X, Y: (X[:-1], Y[:-1])},
                  "The last example is left out of the gradient.", "8.3"),
            Wrong("example by example", lambda X, Y, W, b, s: _one_by_one(X, Y, W, b, s),
                  "A step is taken for each example; one step has the mean over all of them.", "8.3"),
            Wrong("decay", lambda X, Y, W, b, s: step(W, b, *gradient(X, Y, W, b, s)[1:], s),
                  "The learning rate is given to the gradient as the weight decay.", "10.1"),
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
