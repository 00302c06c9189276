"""The target of one output: 0, 1, or any value between."""

from .controls import Choice, Slider


def controls():
    """Two controls: `answer` chooses 0, 1 or between; `between` is a slider that counts for the last alone."""
    return {
        "answer": Choice("target y", 1.0, (("0", 0.0), ("1", 1.0), ("between", "between")), 90),
        "between": Slider("y between", 0.3, 0.05, 0.95, 0.05, when=("answer", "between")),
    }


def chosen(answer, between):
    """The target that the two controls stand for."""
    return between if answer == "between" else answer
