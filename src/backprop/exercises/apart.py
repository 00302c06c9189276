"""What can be said of numbers that nobody predicted: each sentence has been checked at all test points.

A rule gets the entries of one part of a result, `Entry` by `Entry`, and gives a sentence that is true of all of them,
or "". The first rule that has one speaks.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from . import factor
from .compare import close, same
from .explain import place, show


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


def say(exercise, part):
    """The first sentence that is true of all these entries; "" if there is none."""
    return next(filter(None, (rule(exercise, part) for rule in (*SHAPES, *NUMBERS))), "")


def every(part, holds):
    """Whether something holds of every entry that has numbers at all."""
    return all(one.got.size and holds(one) for one in part)


# Rules for a shape that is not right


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


# Rules for numbers that are not right


def _not_a_number(_, part):
    for one in part:
        for what, bad in (("NaN, not a number,", np.isnan), ("an infinity", np.isinf)):
            if (there := bad(one.got) & ~bad(one.want)).any():
                where = place(there)
                at = f" at index {', '.join(map(str, where))}" if where else ""
                return f"{one.name or 'The result'} holds {what}{at}."
    return ""


def whole(_, part):
    """Whole numbers where digits are."""
    if not every(part, lambda one: one.got.dtype.kind in "iu" and one.want.dtype.kind == "f"):
        return ""
    array = "the array holds whole numbers, of the type int, which have no digits after the point"
    if not any(one.got.any() for one in part):
        return f"Every entry is 0, and {array}."
    if every(part, lambda one: np.array_equal(one.got, np.trunc(one.want))):
        return f"The entries are the right ones with their digits cut off: {array}."
    return f"{array.capitalize()}."


def _zero(_, part):
    return "Every entry is 0." if every(part, lambda one: not one.got.any()) else ""


def _cut(_, part):
    if every(part, lambda one: np.array_equal(one.got, np.trunc(one.want))):
        return "The entries are the right ones with the digits after the point cut off."
    return ""


def _constant(_, part):
    values = {float(one.got.flat[0]) for one in part if one.got.size and one.got.dtype.kind in "biuf"}
    if len(values) == 1 and every(part, lambda one: np.all(one.got == one.got.flat[0])):
        return f"Every entry is {show(values.pop())}, at every test point." if _many(part) else ""
    return ""


def _many(part):
    return sum(one.got.size for one in part) > 1


def _argument(exercise, part):
    for name in exercise.arguments:
        of = [factor.like(one.args[name], one.name) for one in part]
        if all(given is not None for given in of) and every(
            part, lambda one, name=name: np.array_equal(one.got, factor.like(one.args[name], one.name))
        ):
            return f"It returns its argument {name} as it came."
    return ""


def one_factor(exercise, part):
    """One factor between what is and what should be, which has a name for all test points."""
    words = factor.between([(one.got, one.want) for one in part], _sizes(exercise, part))
    return f"Every entry {factor.applied(words)}; but for that it is right." if words and words != "1" else ""


def _factors(_, part):
    found = [factor.ratio(one.got, one.want) for one in part]
    if len(part) > 1 and all(found) and all(one.want.size > 1 for one in part):
        listed = ", ".join(dict.fromkeys(show(f) for f in found))
        return f"Each array is right up to one factor, which is another one each time: {listed}."
    return ""


def _sizes(exercise, part):
    return [exercise.sizes(*one.args.values()) if exercise.sizes else {} for one in part]


def _residue(exercise, part):
    """What is too much is a multiple of an argument."""
    more = [one.got - one.want for one in part]
    for name in exercise.arguments:
        of = [factor.like(one.args[name], one.name) for one in part]
        if any(given is None or given.shape != gap.shape for given, gap in zip(of, more, strict=True)):
            continue
        if words := factor.between(list(zip(more, of, strict=True)), _sizes(exercise, part)):
            times = "" if words in ("1", "−1") else f"{words.lstrip('−')} times "
            return f"What is {'missing in' if words[0] == '−' else 'too much in'} the result is {times}{name}."
    return ""


def _shifted(_, part):
    gaps = np.concatenate([np.ravel(one.got - one.want) for one in part])
    size = max(np.abs(one.want).max(initial=0.0) for one in part)
    if gaps.size > 2 and np.isfinite(gaps).all() and np.ptp(gaps) < 1e-9 * size < abs(gaps[0]):
        return f"Every entry is too {'large' if gaps[0] > 0 else 'small'} by {show(abs(gaps[0]))}."
    return ""


def _decimals(_, part):
    for digits in range(2, 9):
        if every(part, lambda one, digits=digits: np.allclose(one.got, one.want.round(digits), rtol=0, atol=1e-12)):
            return f"Every entry is the right one rounded to {digits} decimals: it must not be rounded."
    return ""


def _near(exercise, part):
    off = [np.abs(one.got - one.want).max() / np.abs(one.want).max() for one in part if one.want.any()]
    if not exercise.exact and off and 0 < max(off) < 2e-3:
        return (
            f"It is close, but not to nine digits: entries are off by up to {show(max(off), 2)} of the largest. "
            "It is rounded, computed with few digits, measured by differences, or has a small number in it."
        )
    return ""


def _signs(_, part):
    def holds(one):
        return np.allclose(np.abs(one.got), np.abs(one.want), rtol=1e-9, atol=0)

    if _many(part) and every(part, holds):
        lost = every(part, lambda one: np.all(np.asarray(one.got) >= 0))
        return "The sizes are right; " + ("no entry has its minus." if lost else "the signs of some entries are not.")
    return ""


def _powers(exercise, part):
    for words, change in POWERS.items():
        if every(part, lambda one, change=change: same(exercise, one.got, change(one.want))):
            return f"Every entry is {words}."
    return ""


POWERS = {
    "the square of the right one": np.square,
    "the square root of the right one": np.sqrt,
    "1 over the right one": lambda want: 1 / want,
    "e to the power of the right one": np.exp,
    "the logarithm of the right one": np.log,
}


def _summed_up(exercise, part):
    """Sums that run on, or sums put into every place."""
    if not all(one.want.ndim for one in part):
        return ""
    for words, change in RUNNING.items():
        if every(part, lambda one, change=change: same(exercise, one.got, change(one.want))):
            return words
    return ""


RUNNING = {
    "Each entry has all entries before it added to it: the sum is not set back to 0 for the next one.":
        lambda want: np.cumsum(want, axis=0),
    "Along the last index each entry has all entries before it added to it.": lambda want: np.cumsum(want, axis=-1),
    "Every entry is the sum of all right ones.": lambda want: np.full(want.shape, want.sum()),
    "Every entry is the mean of all right ones.": lambda want: np.full(want.shape, want.mean()),
    "Every entry of a row is the sum of that row's right ones.":
        lambda want: np.broadcast_to(want.sum(axis=-1, keepdims=True), want.shape),
    "Every entry of a column is the sum of that column's right ones.":
        lambda want: np.broadcast_to(want.sum(axis=0, keepdims=True), want.shape),
    "The right numbers are there, in the reverse order of the first index.": lambda want: want[::-1],
    "The right numbers are there, in the reverse order of the last index.": lambda want: want[..., ::-1],
}  # fmt: skip


def _some_right(exercise, part):
    """Where the right entries are, if their place is the same at all points."""
    if not all(one.want.ndim and max(one.want.shape) > 1 for one in part):
        return ""
    masks = [close(exercise, one.got, one.want) for one in part]
    masks = [mask & np.ones(one.want.shape, bool) for mask, one in zip(masks, part, strict=True)]
    for words, where in PLACES.items():
        wanted = [where(mask.shape) for mask in masks]
        if all(each.any() and np.array_equal(mask, each) for mask, each in zip(masks, wanted, strict=True)):
            rest = [one.got[~mask] for one, mask in zip(part, masks, strict=True)]
            zeros = all(not each.any() for each in rest)
            return words + " The rest is 0." * zeros
    right = sum(int(mask.sum()) for mask in masks)
    count = sum(mask.size for mask in masks)
    if 0 < right:
        zeros = all(not one.got[~mask].any() for one, mask in zip(part, masks, strict=True))
        return f"Of {count} entries at all test points {right} are right; the others are {'0' if zeros else 'not'}."
    return ""


def _first(shape, axis, length=1):
    mask = np.zeros(shape, bool)
    np.moveaxis(mask, axis, 0)[:length] = True
    return mask


def _flat(shape, k):
    mask = np.zeros(shape, bool)
    mask.flat[k] = True
    return mask


PLACES = {
    "The first entry alone is right.": lambda shape: _flat(shape, 0),
    "The last entry alone is right.": lambda shape: _flat(shape, -1),
    "All entries but the first are right.": lambda shape: ~_flat(shape, 0),
    "All entries but the last are right.": lambda shape: ~_flat(shape, -1),
    "The entries at the first place of the first index are right.": lambda shape: _first(shape, 0),
    "The entries at the last place of the first index are right.": lambda shape: _first(shape, 0)[::-1],
    "All entries but those at the first place of the first index are right.": lambda shape: ~_first(shape, 0),
    "All entries but those at the last place of the first index are right.": lambda shape: ~_first(shape, 0)[::-1],
    "The entries at the first place of the last index are right.": lambda shape: _first(shape, -1),
    "The entries at the last place of the last index are right.": lambda shape: _first(shape, -1)[..., ::-1],
    "All entries but those at the first place of the last index are right.": lambda shape: ~_first(shape, -1),
    "All entries but those at the last place of the last index are right.":
        lambda shape: ~_first(shape, -1)[..., ::-1],
    "The entries on the diagonal are right.": lambda shape: np.eye(*shape, dtype=bool) if len(shape) == 2
        else np.zeros(shape, bool),
    "The entries off the diagonal are right.": lambda shape: ~np.eye(*shape, dtype=bool) if len(shape) == 2
        else np.zeros(shape, bool),
}  # fmt: skip


SHAPES = (_one_of_several, _transposed, _reshaped, _reduced, _repeated, _table, _other_shape)
NUMBERS = (
    _not_a_number, _zero, _cut, _constant, _argument, one_factor, _factors, _residue, _shifted, _decimals,
    _near, _signs, _powers, _summed_up, _some_right,
)  # fmt: skip


def layers(part):
    """For a part with one array a layer: whether at every test point the layers from some one up are right."""
    by_point = {}
    for one, right in part:
        by_point.setdefault(id(one.args), []).append((int(one.name.split("[")[1][:-1]), right))
    orders = [[right for _, right in sorted(found, reverse=True)] for found in by_point.values()]
    deep = [order for order in orders if len(order) > 1]
    if not deep or not all(order[0] for order in orders) or all(all(order) for order in orders):
        return ""
    falls = all(not (below and not above) for order in orders for above, below in pairwise(order))
    return "Right in the last layer, wrong further down: the fault is on the way down." if falls else ""
