"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

from backprop import digits
from claiming import WORDS, X


def notebook():
    images, _ = digits.load()
    yield f"An input has {images[0].size} entries instead of {X.shape[1]}"
    train, _, held, _ = digits.data()
    yield f"`digits.py` holds {len(images):,} real digits"
    yield f"With {len(train):,} examples, one gradient over all of them"
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
    "with the seeds 0 to 11 it was always at least 96 %.",
    "The same 13 people wrote",
    "With it, 40 epochs over",
    "UCI Machine Learning Repository, 1998, CC BY 4.0",
]
