"""Rules for numbers that are not right: each gives a sentence that is true of all entries, or ""."""

import numpy as np

from . import factor
from .compare import same
from .entry import every
from .explain import place, show


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
    words = factor.between([(one.got, one.want) for one in part], _sizes(exercise, part), exercise.exact)
    return f"Every entry {factor.applied(words)}; but for that it is right." if words and words != "1" else ""


def _factors(exercise, part):
    found = [factor.ratio(one.got, one.want, exercise.exact) for one in part]
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
        if words := factor.between(list(zip(more, of, strict=True)), _sizes(exercise, part), exercise.exact):
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


RULES = (
    _not_a_number, _zero, _cut, _constant, _argument, one_factor, _factors, _residue, _shifted, _decimals, _near,
    _signs, _powers, _summed_up,
)  # fmt: skip
