"""The handwritten digits of 11_digits.ipynb: real images, shipped with the package.

Source: E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, 1998,
doi 10.24432/C50P49, licence CC BY 4.0. These are the 1,797 images of its test set, written by 13 people.
"""

from importlib import resources

import numpy as np

from . import shapes


def load():
    """All images and what they show: `images` (1797, 8, 8), grey values 0 … 16 as uint8, and `labels` (1797,).

    Notebook 11_digits. Each value counts the dark points of a 4 × 4 block of a 32 × 32 scan. Nothing is downloaded.
    """
    with resources.files("backprop").joinpath("data", "digits.npz").open("rb") as file, np.load(file) as stored:
        return stored["images"], stored["labels"]


def data():
    """The digits as examples: `X, Y` (1442 rows) to train with and `X_held, Y_held` (355 rows) held out.

    Notebook 11_digits. Every fifth image of each digit is held out, always the same ones. The inputs are the 64
    grey values of an image, row by row, from 0 to 1; the targets are the answers to ten yes/no questions, "is it a
    0?" to "is it a 9?", one of which is yes.
    """
    images, labels = load()
    held = fifths(labels)
    X, Y = images.reshape(len(images), 64) / 16, np.eye(10)[labels]
    return X[~held], Y[~held], X[held], Y[held]


def fifths(labels):
    """Which rows are every fifth of their label: (N,) of True and False.

    Notebook 11_digits. `labels` (N,), of any kind. Raises ValueError if it is not a vector.
    """
    labels = shapes.plain("labels", labels)
    if labels.ndim != 1:
        raise ValueError(f"labels must be a vector, shape (N,); got shape {labels.shape}")
    rank = np.zeros(len(labels))
    for label in np.unique(labels):
        rank[labels == label] = np.arange(np.sum(labels == label))
    return rank % 5 == 4
