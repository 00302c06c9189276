"""Where an answer differs from the right one, and what stopped it: true of any answer."""

from numbers import Number

import numpy as np

from . import guard
from .compare import close


def first_difference(exercise, cases):
    """The first entry that differs, with both values and both shapes."""
    for case in cases:
        for name, got in (case.got.parts or {}).items():
            want = case.want.parts[name]
            same = close(exercise, got, want)
            if np.all(same):
                continue
            at = f"At the test point with {case.label}, {name or 'the result'}"
            if same is False:
                return f"{at} has shape {got.shape}, expected {want.shape}.{_beginning(got, want)}"
            where = place(~same)
            entry = f" at index {', '.join(map(str, where))}" if where else ""
            yours, right = show_both(got.reshape(want.shape)[where], want[where])
            both = f" Both have shape {want.shape}." if where else ""
            return f"{at}{entry} is {yours}, expected {right}.{both}"
    return ""


def _beginning(got, want):
    """The first entries, if they differ: where they are equal they would mislead."""
    if not got.size or not want.size:
        return ""
    yours, right = show(got.flat[0]), show(want.flat[0])
    return f" It begins with {yours}, expected {right}." if yours != right else f" Both begin with {right}."


def exception(exercise, case):
    """One line for an exception: what, in which line of the student's, and the shapes of the arguments."""
    error = case.got.error
    line = guard.own_line(error)
    where = f" in the line `{line}`" if line else ""
    given = ", ".join(f"{name} {_form(arg)}" for name, arg in zip(exercise.arguments, case.args, strict=True))
    if isinstance(error, guard.TooLong):
        return (
            f"After {guard.SECONDS:g} seconds it had not come to an end; it was{where or ' running'}. "
            f"Does its loop ever stop? Called with {given}."
        )
    if isinstance(error, KeyboardInterrupt):
        return f"It was interrupted{where}, before it came to an end. Called with {given}."
    said = guard.message(error)
    return f"{type(error).__name__}{where}{f': {said}' if said else ''}. Called with {given}.".replace("..", ".")


def show(number, digits=6):
    """A number as it is shown, with six digits."""
    number = number.item() if isinstance(number, np.ndarray | np.generic) else number
    if isinstance(number, complex):
        return f"{number:.{digits}g}"
    return f"{float(number) + 0.0:.{digits}g}".replace("-", "−")


def show_both(one, other):
    """Two numbers that differ, with as many digits as tell them apart."""
    for digits in range(6, 18):
        left, right = show(one, digits), show(other, digits)
        if left != right:
            break
    return left, right


def place(where):
    """The first index at which an array of truth values is true."""
    return tuple(int(k) for k in np.argwhere(where)[0])


def _form(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_form(part)}" for key, part in value.items()) + "}"
    if isinstance(value, np.ndarray):
        return str(value.shape)
    return f"{value:g}" if isinstance(value, Number) else "a function"
