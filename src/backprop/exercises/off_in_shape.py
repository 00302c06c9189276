"""Rules for a shape that is not right: each gives a sentence that is true of all entries, or ""."""

import numpy as np

from .compare import same
from .entry import every


def _one_of_several(exercise, part):
    """A tuple is returned where one array is asked for, and one of its members is right."""
    if exercise.returns or not all(isinstance(one.value, tuple | list) for one in part):
        return ""
    counts = {len(one.value) for one in part}
    if len(counts) == 1 and all(one.got.ndim > one.want.ndim for one in part):
        (count,) = counts
        for k in range(count):
            if every(part, lambda one, k=k: same(exercise, np.asarray(one.got[k]), one.want)):
                if count == 1:
                    return "The right result stands in a list or tuple of one: it has one index too many."
                return f"It returns {count} results, and one is asked for; number {k + 1} of them is right."
    return ""


def _transposed(exercise, part):
    if all(one.want.ndim == 2 for one in part) and every(part, lambda one: same(exercise, one.got.T, one.want)):
        return "The numbers are right, with rows and columns exchanged: this is the transpose."
    return ""


def _reshaped(exercise, part):
    def holds(one):
        return one.got.size == one.want.size and same(exercise, one.got.reshape(one.want.shape), one.want)

    if _unlike(part) and every(part, holds):
        return "The numbers are right, and their shape is not."
    return ""


def _reduced(exercise, part):
    """Added up or averaged where entries are asked for one by one."""
    if any(one.got.ndim >= one.want.ndim and one.got.shape == one.want.shape for one in part):
        return ""
    for words, reduce in REDUCTIONS.items():
        if every(part, lambda one, reduce=reduce: _reduces(exercise, one, reduce)):
            return f"It is {words}, where the entries themselves are asked for."
    return ""


REDUCTIONS = {
    "one number, the sum of all entries": lambda want, keep: want.sum(keepdims=keep),
    "one number, the mean of all entries": lambda want, keep: want.mean(keepdims=keep),
    "the sum over the first index": lambda want, keep: want.sum(axis=0, keepdims=keep),
    "the mean over the first index": lambda want, keep: want.mean(axis=0, keepdims=keep),
    "the sum over the last index": lambda want, keep: want.sum(axis=-1, keepdims=keep),
    "the mean over the last index": lambda want, keep: want.mean(axis=-1, keepdims=keep),
    "the first entry alone": lambda want, keep: want[:1] if keep else want[0],
    "the last entry alone": lambda want, keep: want[-1:] if keep else want[-1],
}


def _reduces(exercise, one, reduce):
    return one.want.ndim > 0 and any(same(exercise, one.got, np.asarray(reduce(one.want, keep))) for keep in (0, 1))


def _repeated(exercise, part):
    """The right numbers, again and again."""
    def holds(one):
        return one.got.ndim > one.want.ndim and all(same(exercise, each, one.want) for each in one.got)

    if every(part, holds):
        return "The right numbers are there, repeated once for each row: the result has one index too many."
    return ""


def _table(exercise, part):
    """A column met a vector."""
    def holds(one):
        return one.want.size > 1 and one.want.size in one.want.shape and one.got.shape == (one.want.size,) * 2

    if not every(part, holds):
        return ""
    right = every(part, lambda one: same(exercise, np.diag(one.got), one.want.ravel()))
    diagonal = " Its diagonal has the right numbers." if right else ""
    return f"It is a square table, (n, n), as when a column (n, 1) and a vector (n,) are combined.{diagonal}"


def _other_shape(_, part):
    unlike = sum(one.got.shape != one.want.shape for one in part)
    return "The shape is not right." if unlike else ""


def _unlike(part):
    return any(one.got.shape != one.want.shape for one in part)


RULES = (_one_of_several, _transposed, _reshaped, _reduced, _repeated, _table, _other_shape)
