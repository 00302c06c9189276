"""The rule for a result of which some entries are right: where they are."""

import numpy as np

from .compare import close


def some_right(exercise, part):
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
