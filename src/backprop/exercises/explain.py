"""Where an answer is wrong, and what it stopped at: words for numbers, places and exceptions."""

from numbers import Number

import numpy as np

from . import guard
from .compare import close

PLACE = "At the test point with {}"


def first_difference(exercise, cases, base=None):
    """The first entry that differs, with both values and both shapes: in shape, before one that is no finite number.

    With `base`, of that part of the result alone.
    """
    found = [
        (case, name, got, case.want.parts[name])
        for case in cases
        for name, got in (case.got.parts or {}).items()
        if base in (None, name.split("[")[0])
    ]
    for case, name, got, want in found:
        if close(exercise, got, want) is False:
            first = f" It begins with {show(got.flat[0])}, expected {show(want.flat[0])}." if got.size else ""
            return f"{_at(case, name)} has shape {got.shape}, expected {want.shape}.{first}"
    found.sort(key=lambda one: bool(np.all(np.isfinite(one[2]) | ~np.isfinite(one[3]))))
    for case, name, got, want in found:
        same = close(exercise, got, want)
        if not np.isfinite(got.reshape(want.shape)[~same]).all():
            same |= np.isfinite(got.reshape(want.shape))
        if not np.all(same):
            where = place(~same)
            entry = f" at index {', '.join(map(str, where))}" if where else ""
            values = "{}, expected {}".format(*distinct(got.reshape(want.shape)[where], want[where]))
            return f"{_at(case, name)}{entry} is {values}. Both have shape {want.shape}."
    return ""


def _at(case, name):
    return f"{PLACE.format(case.label)}, {name or 'the result'}"


def stopped(exercise, case):
    """What ended a call: an exception, its line and the shapes of the arguments; the limit of time; an interrupt."""
    error = case.got.error
    line = guard.own_line(error)
    where = f" in the line `{line}`" if line else ""
    if isinstance(error, guard.TooLong):
        return f"It had not ended after {guard.SECONDS:g} seconds, and was stopped{where}. Does a loop never end?"
    if isinstance(error, KeyboardInterrupt):
        return f"It was interrupted{where}."
    message = guard.message(error).rstrip(".")
    given = ", ".join(f"{name} {_form(arg)}" for name, arg in zip(exercise.arguments, case.args, strict=True))
    return f"{type(error).__name__}{where}{': ' * bool(message)}{message}. Called with {given}."


def show(number, digits=6):
    """A number as it is shown, with six digits."""
    if np.iscomplexobj(number):
        return f"{complex(number):.{digits}g}"
    return f"{float(number):.{digits}g}".replace("-", "−")


def distinct(got, want):
    """Two different numbers, with as many digits as show the difference."""
    for digits in (6, 9, 12, 17):
        words = show(got, digits), show(want, digits)
        if words[0] != words[1]:
            break
    return words


def place(where):
    """The index of the first entry that is true."""
    return tuple(int(k) for k in np.argwhere(where)[0])


def _form(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_form(part)}" for key, part in value.items()) + "}"
    if isinstance(value, np.ndarray):
        return str(value.shape)
    return f"{value:g}" if isinstance(value, Number) else "a function"
