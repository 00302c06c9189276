"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

import numpy as np

from backprop import digits
from backprop.training import initial
from backprop.widgets import digits as digits_figure
from claiming import WORDS, X
from claims.of_algorithm import gradient__matrices


def notebook():
    images, _ = digits.load()
    yield f"An input has {images[0].size} entries instead of {X.shape[1]}"
    train, _, held, _ = digits.data()
    yield f"`digits.py` holds {len(images):,} real digits"
    yield f"There are {len(train):,} images to train with."
    W, b = initial((64, 64, 10), seed=0)
    yield f"A network of this kind has {sum(W[l].size + b[l].size for l in W):,} parameters."
    assert abs(len(train) / 16 - 90) < 1
    every = [(k, m) for k in range(10) for m in range(1, 10)]
    spread = lambda size: np.mean([digits_figure.compute(size, *one)["spread"] for one in every])
    assert 2.7 < spread(16) / spread(144) < 3.4
    yield "has, on average over digits and shuffles, a typical distance about a third as large"
    yield f"over all {digits_figure.IMAGES:,} images. (Two are left out"
    full, rest = divmod(len(train), 91)  # 91 = ⌈1442 / 16⌉, the number of batches of at most 16
    assert -(-len(train) // 16) == 91 and full == 15
    yield (
        f"Here {len(train):,} is no multiple of 16: an epoch has {rest} batches of 16 examples and {91 - rest} of 15"
    )
    yield f"And {len(held)} images are few: one image is {100 / len(held):.1f} %."


def guide():
    train, answers, held, _ = digits.data()
    trial = digits.fifths(answers.argmax(axis=1))
    heaps = len([train[~trial], train[trial], held])
    yield f"(11.1), and {WORDS[heaps]} heaps: to train with, to choose with, to test with."
    assert not {row.tobytes() for row in train} & {row.tobytes() for row in held}  # what is held out is new
    yield (
        "*May the images that are held out decide which learning rate is best?* Wrong: yes, no step sees them. "
        "Right: no;"
    )


# What the notebook sets and does not claim: what is asked, what is to be tried, and where something is from.
CHOSEN = [
    "The first 48 images in three batches of 16:",
    "the gradient over all 48",
    "written by 13 people",
    "With each of the seeds 0 to 11 it was at least 96 % of the test set;",
    "A step by 16 of them costs about a ninetieth",
    "Batches of 16, then of 8 and of 480.",
    "From 16 to 144 images a batch is nine times",
    "The same 13 people wrote",
    "With it, 40 epochs over",
    "UCI Machine Learning Repository, 1998, CC BY 4.0",
]


# Right answers, each written in another way


def digits_step__dicts(X, Y, W, b, rows, learning_rate):
    dW, db = gradient__matrices(X[rows], Y[rows], W, b, 0)
    return {l: W[l] - learning_rate * dW[l] for l in W}, {l: b[l] - learning_rate * db[l] for l in b}


def digits_step__loop(X, Y, W, b, rows, learning_rate):
    new_W, new_b = {l: W[l].copy() for l in W}, {l: b[l].copy() for l in b}
    for i in rows:
        dW, db = gradient__matrices(X[[i]], Y[[i]], W, b, 0)
        for l in W:
            new_W[l] -= learning_rate / len(rows) * dW[l]
            new_b[l] -= learning_rate / len(rows) * db[l]
    return new_W, new_b
