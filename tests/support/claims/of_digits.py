"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

import numpy as np

from backprop import digits
from backprop.training import descend, initial
from backprop.widgets import digits as digits_figure
from claiming import WORDS, X
from claims.of_algorithm import gradient__matrices
from claims.of_training import descent_measured
from random_networks import problem


def notebook():
    every = round(len(digits.load()[0]) / len(digits.data()[2]))
    yield f"Every { {4: 'fourth', 5: 'fifth', 6: 'sixth'}[every] } image of each digit is held out"
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


# Reasons beside a step of which no program tells whether they are so; a reader has. (·) is the number of an equation
READ = [
    "as the derivative is linear: a mean of means over equal parts is the mean over all, and λ's term is the same in "
    "each.",
]


# What the questions ask for, computed


def digits_steps_is():
    X, Y, W, b, _ = problem(3, 1000)
    return len(descend(X, Y, W, b, 0.1, 5, batch_size=32)[2]["J"])


# The words of the exercises: pieces with sides that are equal; one without sides has a number, and claims nothing


def words():
    yield "digits_steps", "31 batches of 32 hold 992 images. The other 8 make one batch more.", (
        ("31", 1000 // 32), ("992", 31 * 32), ("8", 1000 - 992))  # fmt: skip
    yield "digits_steps", "31 full batches and one of 8: 32 steps in each epoch, and 5 · 32 = 160.", (
        ("32", -(-1000 // 32)), ("5 · 32", "160", digits_steps_is()))  # fmt: skip


# What the answers are by measured slopes, where no helper of the course is the reference


def digits_step_measured(X, Y, W, b, rows, learning_rate):
    return descent_measured(X[rows], Y[rows], W, b, learning_rate)


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
