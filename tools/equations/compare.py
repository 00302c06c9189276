"""Sides compared entry by entry, and the words for the first entry that differs."""

import numpy as np

from . import kinds
from .tree import Unreadable, free

EXACT = 1e-12  # of the largest entry


class Wrong(AssertionError):
    """A formula does not hold: which side, where, and both values."""


def values(reading, sides):
    """Every side as an array."""
    with np.errstate(all="ignore"):
        return finite(reading, [reading(side) for side in sides])


def finite(reading, found):
    """Values none of which is empty, NaN or infinite."""
    for k, value in enumerate(found, 1):
        if not value.size:
            raise Unreadable(f"side {k} has no entry to compare")
        if not np.all(np.isfinite(value)):
            raise Wrong(f"side {k} is not finite on {reading.net.name}")
    return found


def same_letters(reading, sides):
    """Free indices give the shape: they are the same on all sides but those that are numbers."""

    def counted(side):
        return {v for v in free(side) - set(reading.fixed) if reading.kinds.get(v, "?")[0] != "example"}

    first, *others = [side for side in sides if not kinds.is_number(side)] or sides
    for other in others:
        alone = counted(first) ^ counted(other)
        if alone:
            raise Unreadable(f"{', '.join(sorted(alone))} stands on one side alone")


def pairs(reading, sides, means):
    """Each side after the first with the one it is compared with: their numbers, and both as arrays of one shape."""
    same_letters(reading, sides)
    found = values(reading, sides)
    for k, mean in enumerate(means, 1):
        j = 0 if set(means[:k]) == {"="} else k - 1
        left, right = found[j], found[k]
        if reading.is_array(left) != reading.is_array(right):
            if not any(kinds.is_number(sides[n]) for n in (j, k)):
                raise Unreadable("one side is a number and the other a vector or matrix")
            left, right = reading.both(left, right)
        elif reading.is_array(left) and left.shape[-2:] != right.shape[-2:]:
            raise Unreadable(f"the sides have shapes {left.shape[-2:]} and {right.shape[-2:]}")
        left, right = np.broadcast_arrays(left, right)
        scale = max(np.abs(left).max(), np.abs(right).max())
        if any(kinds.is_number(sides[n]) and not found[n].any() for n in (j, k)):  # 0: as small as its terms allow
            scale = max(np.abs(reading(term)).max() for n in (j, k) for term in terms(sides[n]) or (sides[n],))
        yield j, k, mean, left, right, scale or 1.0


def terms(side):
    return side.args[1] if side.op == "add" else ()


def compare(reading, sides, means):
    """Raise Wrong where a relation does not hold at some entry."""
    for j, k, mean, left, right, scale in pairs(reading, sides, means):
        if mean == "=":
            off = np.abs(left - right)
        else:
            if np.iscomplexobj(left) or np.iscomplexobj(right):
                raise Unreadable("complex numbers have no order")
            off = left - right if mean in "≤<" else right - left
        wrong = off >= 0 if mean in "<>" else off > EXACT * scale
        if wrong.any():
            raise Wrong(difference(reading, j, k, mean, left, right, wrong))


def difference(reading, j, k, mean, left, right, wrong):
    """The first entry where a relation fails, in words."""
    where = tuple(np.argwhere(wrong)[0])
    index = [
        f"{v} = {n + 1}"
        for v, n, length in zip(reading.letters, where[1:], left.shape[1:], strict=False)
        if length > 1 and v != kinds.EXAMPLE
    ]
    index += [f"row {where[-2] + 1}, column {where[-1] + 1}"] if reading.is_array(left) else []
    layers = [f"{letter} = {number}" for letter, number in reading.layers.items()]
    return (
        f"side {j + 1} {mean} side {k + 1} does not hold: {left[where]:.12g} and {right[where]:.12g}"
        f" at {', '.join(layers + index) or 'its only entry'}, on {reading.net.name}"
    )
