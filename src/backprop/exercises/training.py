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


RIGHT = {
    "rows": lambda X, Y: (X, Y),
    "rate": lambda s, N: s,
    "W": lambda W, dW, s, l, L: W - s * dW,
    "b": lambda b, db, s, l, L: b - s * db,
    "decay": lambda s: 0.0,
    "times": lambda: 1,
    "given": lambda new_W, new_b: (new_W, new_b),
}


def _assemble(**changes):
    """A step of descent with some of its parts replaced."""
    part = RIGHT | changes

    def answer(X, Y, W, b, s):
        s, L = part["rate"](s, len(X)), len(W)
        for _ in range(part["times"]()):
            _, dW, db = gradient(*part["rows"](X, Y), W, b, part["decay"](s))
            W, b = {l: part["W"](W[l], dW[l], s, l, L) for l in W}, {l: part["b"](b[l], db[l], s, l, L) for l in b}
        return part["given"](W, b)

    return answer


def _terms(X, Y, W, b, s):
    _, dW, db = gradient(X, Y, W, b)
    W_terms = {f"W[{l}]": {"the old W": W[l], "the step": -s * dW[l]} for l in W}
    return W_terms | {f"b[{l}]": {"the old b": b[l], "the step": -s * db[l]} for l in b}


def _both(step):
    """One change in the step of the weights and in that of the biases."""
    return {"W": step, "b": step}


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


def _one_by_one(X, Y, W, b, s):
    """A step after each example."""
    for x, y in zip(X, Y, strict=True):
        W, b = descend_once(x[None], y[None], W, b, s)
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
        sizes=lambda X, Y, W, b, s: {"N": len(X), "the learning rate": s},
        terms=_terms,
        assemble=_assemble,
        wrong=(
            Wrong("uphill", _both(lambda p, dp, s, l, L: p + s * dp),
                  "The step goes along the gradient, uphill; descent goes against it.", "10.1"),
            Wrong("weights uphill", {"W": lambda W, dW, s, l, L: W + s * dW}, "The weights go uphill.", "10.1"),
            Wrong("biases uphill", {"b": lambda b, db, s, l, L: b + s * db}, "The biases go uphill.", "10.1"),
            Wrong("no rate", _both(lambda p, dp, s, l, L: p - dp), "The learning rate is not used.", "10.1"),
            Wrong("rate on W alone", {"b": lambda b, db, s, l, L: b - db},
                  "The learning rate is missing in the step of the biases.", "10.1"),
            Wrong("rate on b alone", {"W": lambda W, dW, s, l, L: W - dW},
                  "The learning rate is missing in the step of the weights.", "10.1"),
            Wrong("divided", _both(lambda p, dp, s, l, L: p - dp / s),
                  "The gradient is divided by the learning rate.", "10.1"),
            Wrong("rate squared", {"rate": lambda s, N: s**2}, "The learning rate is squared.", "10.1"),
            Wrong("rate halved", {"rate": lambda s, N: s / 2}, "The step is halved.", "10.1"),
            Wrong("rate over N", {"rate": lambda s, N: s / N},
                  "The step is divided by N once more: the gradient is a mean already.", "8.3"),
            Wrong("sum", {"rate": lambda s, N: s * N},
                  "The step is N times too long: the gradient is a mean over the examples, not a sum.", "8.3"),
            Wrong("biases stay", {"b": lambda b, db, s, l, L: b}, "The biases stay where they are.", "10.1"),
            Wrong("weights stay", {"W": lambda W, dW, s, l, L: W}, "The weights stay where they are.", "10.1"),
            Wrong("first layer stays", {"W": lambda W, dW, s, l, L: W - s * dW if l > 1 else W},
                  "The weights of the first layer stay where they are.", "10.1"),
            Wrong("last layer stays", _both(lambda p, dp, s, l, L: p - s * dp if l < L else p),
                  "The last layer stays where it is: range stops before its end.", "10.1"),
            Wrong("all of the first layer stays", _both(lambda p, dp, s, l, L: p - s * dp if l > 1 else p),
                  "The first layer stays where it is: the keys begin at 1.", "10.1"),
            Wrong("last layer alone", _both(lambda p, dp, s, l, L: p - s * dp if l == L else p),
                  "Only the last layer moves.", "10.1"),
            Wrong("first layer alone", _both(lambda p, dp, s, l, L: p - s * dp if l == 1 else p),
                  "Only the first layer moves.", "10.1"),
            Wrong("b itself", {"b": lambda b, db, s, l, L: b - s * b},
                  "The bias itself is subtracted in the place of its gradient.", "10.1"),
            Wrong("W itself", {"W": lambda W, dW, s, l, L: W - s * W},
                  "The weights themselves are subtracted in the place of their gradient.", "10.1"),
            Wrong("multiplied", _both(lambda p, dp, s, l, L: p * (1 - s * dp)),
                  "The parameters are multiplied by the step; it is subtracted.", "10.1"),
            Wrong("signs alone", _both(lambda p, dp, s, l, L: p - s * np.sign(dp)),
                  "Of the gradient only the signs are used.", "10.1"),
            Wrong("the step alone", _both(lambda p, dp, s, l, L: -s * dp),
                  "This is the step itself; it has to be added to the old parameters.", "10.1"),
            Wrong("the step alone, uphill", _both(lambda p, dp, s, l, L: s * dp),
                  "This is the step itself, with the wrong sign; it is subtracted from the old parameters.", "10.1"),
            Wrong("the gradient", _both(lambda p, dp, s, l, L: dp),
                  "This is the gradient; no step has been taken.", "10.1"),
            Wrong("turned round", _both(lambda p, dp, s, l, L: s * dp - p),
                  "The old parameters are subtracted from the step; it is the other way round.", "10.1"),
            Wrong("nothing moves", _both(lambda p, dp, s, l, L: p), "The parameters come back as they were.", "10.1"),
            *(Wrong(f"{many} steps", {"times": lambda many=many: many}, f"These are {words} steps.", "10.1")
              for many, words in ((2, "two"), (3, "three"), (10, "ten"))),
            *(Wrong(f"momentum {m}", {"rate": lambda s, N, m=m: s * (1 + m)},
                    f"The step is 1 + {m} times too long: it is taken plainly, and once more with momentum.", "10.1")
              for m in (0.9, 0.5)),
            *(Wrong(f"damped by {m}", {"rate": lambda s, N, m=m: s * (1 - m)},
                    f"The step is 1 − {m} times what it should be: an average with a first momentum of 0.", "10.1")
              for m in (0.9, 0.99)),
            Wrong("decayed", {"decay": lambda s: s}, "Weight decay is in the gradient; none is asked for.", "10.1"),
            Wrong("first example", {"rows": lambda X, Y: (X[:1], Y[:1])},
                  "The gradient is that of the first example alone.", "8.3"),
            Wrong("last example", {"rows": lambda X, Y: (X[-1:], Y[-1:])},
                  "The gradient is that of the last example alone.", "8.3"),
            Wrong("last example left out", {"rows": lambda X, Y: (X[:-1], Y[:-1])},
                  "The gradient leaves out the last example.", "8.3"),
            Wrong("exchanged", {"given": lambda W, b: (b, W)}, "W and b are returned the wrong way round.", "10.1"),
            Wrong("updated W", _top_first,
                  "δ of a lower layer is computed from weights that have been updated already.", "6.2"),
            Wrong("layer by layer", _from_the_bottom,
                  "The gradient is computed anew after each layer's step; one step moves all layers by one "
                  "gradient.", "10.1"),
            Wrong("example by example", _one_by_one,
                  "A step is taken after each example; one step uses the gradient of all of them.", "10.1"),
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
