"""Exercises of 11_digits.ipynb: one step by a small batch, and how many steps an epoch has."""

import numpy as np

from ..batch import gradient
from ..training import step
from .exercise import Function, Value, Wrong
from .points import problem


def _problem(rows, N, *widths):
    X, Y, W, b, _ = problem(N, *widths)
    return X, Y, W, b, np.array(rows), 0.3 + N / 10


def _points():
    return {
        "3 layers, 2–4–3, 3 of 6 examples": _problem([4, 2, 5], 6, 2, 4, 3),
        "4 layers, 4–2–5–3, 4 of 7 examples": _problem([6, 3, 5, 2], 7, 4, 2, 5, 3),
        "3 square layers, 3–3–3, 3 of 9 examples": _problem([8, 3, 5], 9, 3, 3, 3),
    }


def batch_step(X, Y, W, b, rows, learning_rate):
    """The parameters after one step by the batch of these rows."""
    _, dW, db = gradient(X[rows], Y[rows], W, b)
    return step(W, b, dW, db, learning_rate)


def _stepped(
    chosen=lambda X, Y, rows: (X[rows], Y[rows]),
    rate=lambda s, B, N: s,
    weights=lambda W, dW, s: W - s * dW,
    biases=lambda b, db, s: b - s * db,
):
    """A wrong answer to `digits_step`: a step with some of its parts replaced."""

    def answer(X, Y, W, b, rows, s):
        _, dW, db = gradient(*chosen(X, Y, rows), W, b)
        s = rate(s, len(rows), len(X))
        return {l: weights(W[l], dW[l], s) for l in W}, {l: biases(b[l], db[l], s) for l in b}

    return answer


def _both(step):
    return {"weights": step, "biases": step}


EXERCISES = [
    Function(
        name="digits_step",
        title="One step by a small batch",
        task=r"""
Write one step of mini-batch descent, without weight decay. `rows` holds the numbers of the examples in this batch.
Return new dicts `W` and `b`. `gradient` of notebook 08 may do the work.
""",
        minutes=4,
        trains="the mean over a batch in place of the mean over all",
        hints=(
            "X[rows] are the inputs of the batch. Which targets belong to them?",
            "`gradient` divides by the number of examples that it gets. Then every layer moves, as in (10.1).",
        ),
        write="my_step(X, Y, W, b, rows, learning_rate)",
        doc="The parameters W and b after one step by the batch, as new dicts keyed by layer.",
        reference=batch_step,
        helper=step,
        returns=("W", "b"),
        sizes=lambda X, Y, W, b, rows, learning_rate: {"N": len(X), "B": len(rows), "s": learning_rate},
        assemble=_stepped,
        points=_points,
        wrong=(
            Wrong("all", {"chosen": lambda X, Y, rows: (X, Y)},
                  "The gradient is that of all examples; the batch has the rows alone.", "11.1"),
            Wrong("the first", {"chosen": lambda X, Y, rows: (X[: len(rows)], Y[: len(rows)])},
                  "The first examples are taken, as many as the batch has; it has those of `rows`.", "11.1"),
            Wrong("one row", {"chosen": lambda X, Y, rows: (X[rows[:1]], Y[rows[:1]])},
                  "The step is by the first example of the batch alone.", "11.1"),
            Wrong("wrong targets", {"chosen": lambda X, Y, rows: (X[rows], Y[: len(rows)])},
                  "The inputs are those of the batch, the targets those of the first examples.", "11.1"),
            Wrong("the others", {"chosen": lambda X, Y, rows: (np.delete(X, rows, 0), np.delete(Y, rows, 0))},
                  "The step is by the examples that are not in the batch.", "11.1"),
            Wrong("sum", {"rate": lambda s, B, N: s * B},
                  "The step is as many times too long as the batch has examples: it takes their mean.", "8.3"),
            Wrong("mean again", {"rate": lambda s, B, N: s / B},
                  "The step is divided by the size of the batch: the gradient is a mean already.", "8.3"),
            Wrong("share of all", {"rate": lambda s, B, N: s * B / N},
                  "The sum over the batch is divided by N; it must be divided by the size of the batch.", "11.1"),
            Wrong("mean over all", {"rate": lambda s, B, N: s / N},
                  "The step is divided by N: the gradient is a mean already.", "11.1"),
            Wrong("uphill", _both(lambda W, dW, s: W + s * dW),
                  "The step goes along the gradient, uphill; descent goes against it.", "10.1"),
            Wrong("no rate", {"rate": lambda s, B, N: 1}, "The learning rate is not used.", "10.1"),
            Wrong("biases stay", {"biases": lambda b, db, s: b}, "The biases stay where they are.", "10.1"),
            Wrong("weights stay", {"weights": lambda W, dW, s: W}, "The weights stay where they are.", "10.1"),
            Wrong("the gradient", _both(lambda W, dW, s: dW), "This is the gradient, and not a step.", "10.1"),
            Wrong("nothing moves", _both(lambda W, dW, s: W), "The parameters come back as they were.", "10.1"),
        ),
    ),
    Value(
        name="digits_steps",
        title="Steps of an epoch",
        task=r"""
1,000 images are dealt into batches of 32; the last batch has what is left. How many steps do 5 epochs make?
""",
        minutes=2,
        trains="the words batch, step and epoch",
        hints=(
            "An epoch sees every image once, and each batch makes one step.",
            "31 batches of 32 hold 992 images. The other 8 make one batch more.",
        ),
        reference=160,
        why="31 full batches and one of 8: 32 steps in each epoch, and 5 · 32 = 160.",
        wrong=(
            Wrong("the rest is left out", 155, "The last batch, of 8 images, makes a step too.", "11.1"),
            Wrong("one epoch", 32, "These are the steps of one epoch.", "11.1"),
            Wrong("a share of a step", 156.25, "A batch that is not full makes a whole step.", "11.1"),
            Wrong("an image a step", 5000, "A step is made for each batch, not for each image.", "11.1"),
            Wrong("a step an epoch", 5, "That would be one step for each epoch, by all images at once.", "11.1"),
        ),
    ),
]  # fmt: skip
