"""What is true of a wrong part of a result, whatever made it: each sentence is a predicate over all test points.

A part is what one name of `returns` stands for, or the whole result; `Part.entries` has its arrays at all points.
"""

from dataclasses import dataclass

import numpy as np

from . import factor
from .compare import close
from .exercise import Wrong
from .explain import place, show


@dataclass
class Entry:
    """One array of a part at one test point: its name, such as dW[1], what came and what should have come."""

    name: str
    got: np.ndarray
    want: np.ndarray
    case: object


@dataclass
class Part:
    """A part of the result at all test points."""

    name: str
    exercise: object
    entries: list

    @property
    def subject(self):
        return self.name or "the result"

    @property
    def right(self):
        return all(np.all(close(self.exercise, one.got, one.want)) for one in self.entries)

    @property
    def pairs(self):
        return [(one.got, one.want) for one in self.entries]

    @property
    def sizes(self):
        return [self.exercise.sizes(*one.case.args) if self.exercise.sizes else {} for one in self.entries]


def part_of(exercise, name, cases):
    """The part of that name at the test points."""
    entries = [
        Entry(key, case.got.parts[key], case.want.parts[key], case)
        for case in cases
        for key in case.got.parts
        if key.split("[")[0] == name
    ]
    return Part(name, exercise, entries)


def at_a_glance(part):
    """What is seen before any mistake is looked for: the numbers say little, or are right and in another shape."""
    return _first(part, _empty, _not_a_number, _cut, _nothing_but_zero, _argument, _same_numbers, _constant)


def observed(part):
    """The first thing that is true of the part and says what is wrong with it, as a Wrong without an equation."""
    return at_a_glance(part) or _first(
        part, _changed_by_a_factor, _terms, _left_out, _overlapping, _one_for_all, _rounded
    )


def _first(part, *looks):
    for look in looks:
        if sentence := look(part):
            if not (part.name and sentence.startswith(part.name)):
                sentence = sentence[0].upper() + sentence[1:]
            return Wrong(look.__name__.strip("_"), None, sentence, "")
    return None


def _empty(part):
    one = next((one for one in part.entries if one.want.size and not one.got.size), None)
    return one and f"{one.name or 'the result'} is empty at the test point with {one.case.label}."


def _not_a_number(part):
    for what, test in (("NaN, which is no number,", np.isnan), ("infinity", np.isinf)):
        for one in part.entries:
            if test(one.got).any() and np.isfinite(one.want).all():
                where = f" at index {', '.join(map(str, place(test(one.got))))}" if one.got.ndim else ""
                return f"{one.name or 'the result'} holds {what}{where} at the test point with {one.case.label}."
    return ""


def _cut(part):
    """The digits after the point are lost: an array of whole numbers was filled."""
    if all(got.shape == want.shape and np.array_equal(got, np.trunc(want)) for got, want in part.pairs):
        if any(got.any() for got, _ in part.pairs) or _is_whole(part):
            return (
                f"every entry of {part.subject} has lost its digits after the point, as in an array of whole "
                f"numbers (dtype=int)."
            )
    return ""


def _is_whole(part):
    """Whether what the student's function returned is of whole numbers."""
    values = [one.case.got.value for one in part.entries]
    return not part.name and all(np.asarray(value).dtype.kind in "iu" for value in values)


def _nothing_but_zero(part):
    if part.pairs and all(got.size and not got.any() for got, _ in part.pairs):
        return f"every entry of {part.subject} is 0."
    return ""


def _argument(part):
    if part.exercise.returns:
        return ""
    for k, name in enumerate(part.exercise.arguments):
        given = [one.case.args[k] for one in part.entries]
        if all(isinstance(arg, np.ndarray | float) and np.array_equal(one.got, arg)
               for one, arg in zip(part.entries, given, strict=True)):  # fmt: skip
            return f"the result is the argument {name} as it came."
    return ""


def _same_numbers(part):
    """All the numbers are right, and their arrangement is not."""
    unlike = [(got, want) for got, want in part.pairs if got.shape != want.shape]
    same = all(
        got.size == want.size and np.all(close(part.exercise, np.ravel(got), np.ravel(want)))
        for got, want in part.pairs
    )
    if unlike and same:
        got, want = unlike[0]
        return f"the numbers of {part.subject} are right, and its shape is not: {got.shape} in place of {want.shape}."
    return ""


CHANGES = (
    ("", lambda want: want),
    ("transposed", lambda want: want.T if want.ndim == 2 else None),
    ("in the reverse order", lambda want: want[::-1] if want.ndim else None),
    ("added up to one number", lambda want: want.sum() if want.ndim else None),
    ("added up along axis 0", lambda want: want.sum(axis=0) if want.ndim else None),
    ("added up along axis 1", lambda want: want.sum(axis=1) if want.ndim > 1 else None),
    ("added up along the last axis", lambda want: want.sum(axis=-1) if want.ndim > 2 else None),
    ("averaged to one number", lambda want: want.mean() if want.ndim else None),
    ("added up to one number, in every place", lambda want: np.full(want.shape, want.sum()) if want.ndim else None),
    ("without their signs", np.abs),
    ("squared", np.square),
    ("turned into 1 divided by each", lambda want: 1 / want if want.all() else None),
    ("added up as they come, each with those before it", lambda want: np.cumsum(want, 0) if want.ndim else None),
    ("twice, one beside the other", None),
)


def _changed_by_a_factor(part):
    """The right numbers after one change that is common to all, and one factor."""
    for words, change in CHANGES:
        pairs = [(got, _changed(got, want, change)) for got, want in part.pairs]
        if not pairs or any(want is None for _, want in pairs):
            continue
        found = factor.ratios(pairs)
        if found is None or not all(found):
            continue
        name = factor.named(found, part.sizes)
        if not words:
            return _factor(part, found, name)
        if name is not None and _told_apart(part, pairs):
            does = factor.applied(name)
            also = f", and every entry {does}" if does else ""
            return f"{part.subject} has the right numbers, but {words}{also}."
    return ""


def _changed(got, want, change):
    if change is None:
        return np.stack([want, want]) if got.shape == (2, *want.shape) else None
    return change(want)


def _told_apart(part, pairs):
    """Whether there is enough to tell a change from chance: more numbers than points."""
    return sum(want.size for _, want in pairs) >= 2 * len(pairs) or len(pairs) > 2


def _factor(part, found, name):
    if name is not None:
        does = factor.applied(name)
        return f"every entry of {part.subject} {does}." if does else ""
    if min(want.size for _, want in part.pairs) > 1 and not np.isclose(found, 1, rtol=1e-7).any():
        where = f"{show(found[0])} at the test point with {part.entries[0].case.label}"
        return f"all entries of {part.subject} are off by one factor at each test point: {where}."
    return ""


def _terms(part):
    """The right terms, each with a factor of its own."""
    if not part.exercise.terms:
        return ""
    found, labels = [], ()
    for one in part.entries:
        terms = part.exercise.terms(*one.case.args).get(one.name)
        if terms is None or one.got.shape != one.want.shape or not _is_plain(one.got):
            return ""
        labels = tuple(terms)
        if one.got.size <= len(labels):
            return ""
        columns = np.stack([np.ravel(term) for term in terms.values()], axis=1)
        factors, *_ = np.linalg.lstsq(columns, np.ravel(one.got).astype(float), rcond=None)
        if np.abs(columns @ factors - np.ravel(one.got)).max() > 1e-9 * np.abs(one.want).max():
            return ""
        found.append(factors)
    said = [_term(label, list(column), part.sizes) for label, column in zip(labels, np.transpose(found), strict=True)]
    return "" if None in said else f"in {part.subject} {' and '.join(words for words in said if words)}."


def _is_plain(array):
    return not np.iscomplexobj(array) and bool(np.isfinite(array).all())


def _term(label, column, sizes):
    """What became of one term; nothing if it is right, None if its factor has no name."""
    if np.allclose(column, 0, atol=1e-8):
        return f"{label} is missing"
    if np.any(np.abs(column) < 1e-8):
        return None
    name = factor.named(column, sizes)
    if name is None:
        return None
    does = factor.applied(name)
    return does and f"{label} {does}"


def _left_out(part):
    """Which rows, columns or entries are right: all but the last, the first alone, …"""
    if any(got.shape != want.shape or not got.ndim for got, want in part.pairs):
        return ""
    right = [close(part.exercise, got, want) for got, want in part.pairs]
    for axis in range(min(same.ndim for same in right)):
        line = _line(right, axis)
        along = [same.all(axis=tuple(k for k in range(same.ndim) if k != axis)) for same in right]
        ends = [(np.take(got, 0, axis), np.take(got, -1, axis)) for got, _ in part.pairs]
        if sentence := _ends(along, line, part.subject, ends):
            return sentence
    ends = [(got.flat[0], got.flat[-1]) for got, _ in part.pairs]
    return _ends([same.ravel() for same in right], "entry", part.subject, ends)


def _ends(right, line, subject, ends):
    """The sentence on which ends are right, if it is so at every point and there is a middle at one."""
    if min(map(len, right)) < 2 or max(map(len, right)) < 3:
        return ""
    count = lambda row: np.arange(len(row))
    if all(np.array_equal(row, count(row) < len(row) - 1) for row in right):
        zero = ": it is 0" if not any(np.any(last) for _, last in ends) else ""
        return f"the last {line} of {subject} is wrong at every test point{zero}, and the others are right."
    if all(np.array_equal(row, count(row) > 0) for row in right):
        zero = ": it is 0" if not any(np.any(first) for first, _ in ends) else ""
        return f"the first {line} of {subject} is wrong at every test point{zero}, and the others are right."
    if all(np.array_equal(row, count(row) == 0) for row in right):
        return f"only the first {line} of {subject} is right, at every test point."
    if all(np.array_equal(row, count(row) == len(row) - 1) for row in right):
        return f"only the last {line} of {subject} is right, at every test point."
    return ""


def _line(right, axis):
    if all(same.ndim == 1 for same in right):
        return "entry"
    if all(same.ndim == 2 for same in right):
        return ("row", "column")[axis]
    return f"slice along axis {axis}"


def _overlapping(part):
    """The numbers are right where the two shapes overlap: the array was begun too large or too small."""
    unlike = [(got, want) for got, want in part.pairs if got.shape != want.shape]
    for got, want in part.pairs:
        if got.ndim != want.ndim or not got.ndim:
            return ""
        both = tuple(slice(min(mine, right)) for mine, right in zip(got.shape, want.shape, strict=True))
        if want[both].size < 2 or not np.all(close(part.exercise, got[both], want[both])):
            return ""
    if not unlike:
        return ""
    got, want = unlike[0]
    return (
        f"{part.subject} has another shape, {got.shape} in place of {want.shape}; where the two overlap it is right."
    )


def _one_for_all(part):
    """All layers have one array."""
    by_case = {}
    for one in part.entries:
        by_case.setdefault(id(one.case), []).append(one.got)
    many = [arrays for arrays in by_case.values() if len(arrays) > 1]
    if many and all(np.array_equal(arrays[0], array) for arrays in many for array in arrays):
        return f"{part.subject} has the same numbers in every layer: do all the keys share one array?"
    return ""


def _rounded(part):
    """Right but for digits."""
    if any(got.shape != want.shape for got, want in part.pairs):
        return ""
    for digits in range(1, 9):
        if all(np.allclose(got, want.round(digits), rtol=0, atol=1e-13) for got, want in part.pairs):
            return (
                f"{part.subject} is rounded to {digits} digit{'s' * (digits > 1)} after the point; nine are compared."
            )
    off = [np.abs(got - want).max(initial=0) / np.abs(want).max(initial=1e-300) for got, want in part.pairs]
    if max(off) < 1e-3:
        return (
            f"{part.subject} is close, but not to nine digits: it is off by up to {max(off):.0e} of its largest "
            f"entry. Rounding, a small number that is added, or a measured derivative does that."
        )
    return ""


def _constant(part):
    values = {float(np.real(value)) for got, _ in part.pairs for value in np.ravel(got)}
    if len(values) == 1 and sum(got.size for got, _ in part.pairs) > len(part.pairs):
        return f"every entry of {part.subject} is {show(values.pop())}, at every test point."
    return ""
