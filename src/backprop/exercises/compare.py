"""When two results are the same: arrays of numbers, part by part, to nine digits."""

from types import GeneratorType

import numpy as np

DIGITS = 1e-9
SINGLE = 6 * float(np.finfo(np.float32).eps)  # what float32 may lose in a few steps: an ε of 1e-6 is more


class Misfit(Exception):
    """An answer that cannot be compared, with the sentence that says why."""


def is_nothing(value):
    """Whether a value is one that stands where nothing has been written yet."""
    return value is None or value is Ellipsis or value is NotImplemented


def agree(exercise, trial, other):
    """Whether two trials have the same numbers, in every part that the first has; or whether both raise or misfit."""
    if trial.parts is None or other.parts is None:
        both_raise = isinstance(trial.error, Exception) and isinstance(other.error, Exception)
        return both_raise or (bool(trial.misfit) and trial.misfit == other.misfit)
    return all(same(exercise, part, other.parts.get(name)) for name, part in trial.parts.items())


def same(exercise, got, want):
    """Whether two arrays have the same shape and numbers."""
    return want is not None and bool(np.all(close(exercise, got, want)))


def close(exercise, got, want):
    """Which entries are the same; False if the shapes differ.

    The tolerance is relative to the largest entry, or to each entry where its digits are the lesson (`exact`).
    """
    if exercise.column and want.ndim == 1 and got.shape == (*want.shape, 1):
        got = got[:, 0]
    if got.shape != want.shape:
        return False
    finite = np.isfinite(want)
    if not finite.all():
        same_beyond = (got == want) | np.isnan(got) & np.isnan(want)
        return np.where(finite, _near(exercise, got, np.where(finite, want, 0)), same_beyond)
    return _near(exercise, got, want)


def _near(exercise, got, want):
    digits = SINGLE if got.dtype == np.float32 else DIGITS
    if exercise.exact:
        allowed = (4 if digits == SINGLE else 1) * digits * np.abs(want)
    else:
        allowed = digits * np.abs(want).max(initial=0.0)
    return np.abs(got - want) <= allowed


def numbers(name, value):
    """A value as an array of numbers. Raises Misfit if it is none, or has entries that are masked."""
    if is_nothing(value):
        raise Misfit(f"{name} is still {value!r}: this part has not been computed.")
    if _has_masked(value):
        raise Misfit(f"{name} is a masked array with entries that are masked: all of them are asked for as numbers.")
    try:
        array = np.asarray(value)
        if array.dtype.kind in "bO":
            array = array.astype(float)
    except (TypeError, ValueError):
        array = None
    if array is None or array.dtype.kind not in "iufc":
        more = " The word for a result is `return`, not `yield`." if isinstance(value, GeneratorType) else ""
        raise Misfit(f"{name} must be an array of numbers; it is {describe(value)}.{more}")
    return array


def _has_masked(value):
    return any(map(_has_masked, value)) if isinstance(value, tuple | list) else np.ma.is_masked(value)


def parts_of(exercise, value, like):
    """The parts of a result by name, "dW[1]", "db[1]", …; "" is that of one array. `like`: the reference's."""
    names = exercise.returns
    if not names:
        return _layers("", value, like)
    short = tuple(name for name in names if name not in exercise.optional)
    if not isinstance(value, tuple | list) or len(value) not in (len(names), len(short)):
        raise Misfit(f"Your function must return {', '.join(short)}, in this order; it returns {describe(value)}.")
    parts = {}
    for name, part in zip(names if len(value) == len(names) else short, value, strict=True):
        parts |= _layers(name, part, like)
    return parts


def _layers(name, value, like):
    """One part, or one for each layer: if it is a dict, as it must be where the reference has one."""
    keys = sorted(int(part[len(name) + 1 : -1]) for part in like or () if part.startswith(f"{name}["))
    if keys and not is_nothing(value) and (not isinstance(value, dict) or set(value) != set(keys)):
        raise Misfit(f"{name} must be a dict with the keys {keys}, one for each layer; it is {describe(value)}.")
    if isinstance(value, dict) and (keys or like is None):
        return {f"{name}[{key}]": numbers(f"{name}[{key}]", part) for key, part in value.items()}
    return {name: numbers(name or "The result", value)}


def describe(value):
    """What a value is, in a few words."""
    if isinstance(value, dict):
        return f"a dict with the keys {list(value)}"
    if isinstance(value, tuple | list):
        return f"a {type(value).__name__} of {len(value)}"
    return f"one array of shape {value.shape}" if isinstance(value, np.ndarray) else f"a {type(value).__name__}"
