"""The arrays of one part of a result, at all test points and layers, each beside what it should be."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Entry:
    """One array of a result at one test point: its name, what it is and should be, the arguments, the whole value."""

    name: str
    got: np.ndarray
    want: np.ndarray
    args: dict
    value: object


def entries(exercise, cases, base):
    """The arrays of one part of the result at all test points."""
    return [
        Entry(name, _flat_column(exercise, got, case.want.parts[name]), case.want.parts[name], args, case.got.value)
        for case in cases
        for args in [dict(zip(exercise.arguments, case.args, strict=True))]
        for name, got in case.got.parts.items()
        if name.split("[")[0] == base
    ]


def _flat_column(exercise, got, want):
    return got[:, 0] if exercise.column and got.shape == (*want.shape, 1) else got


def every(part, holds):
    """Whether something holds of every entry that has numbers at all."""
    return all(one.got.size and holds(one) for one in part)
