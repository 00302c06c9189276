"""What can be said of a wrong answer that nobody predicted: where it differs, and how."""

import linecache
import traceback
from numbers import Number

import numpy as np

from .trial import close


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
                first = f" It begins with {show(got.flat[0])}, expected {show(want.flat[0])}." if got.size else ""
                return f"{at} has shape {got.shape}, expected {want.shape}.{first}"
            where = _place(~same)
            entry = f" at index {', '.join(map(str, where))}" if where else ""
            values = f"{show(got.reshape(want.shape)[where])}, expected {show(want[where])}"
            return f"{at}{entry} is {values}. Both have shape {want.shape}."
    return ""


def exception(exercise, function, case):
    """One line for an exception: what, in which line of the student's, and the shapes of the arguments."""
    error, file = case.got.error, getattr(getattr(function, "__code__", None), "co_filename", None)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    line = linecache.getline(frames[-1].filename, frames[-1].lineno).strip() if frames else ""
    message = " ".join(str(error).split())
    message = message if len(message) < 160 else message[:157] + "…"
    given = ", ".join(f"{name} {_form(arg)}" for name, arg in zip(exercise.arguments, case.args, strict=True))
    return f"{type(error).__name__}{f' in the line `{line}`' if line else ''}: {message}. Called with {given}."


def in_general(exercise, cases):
    """What is true of the numbers as a whole: NaN, zeros, an argument as it came, a factor, a shape."""
    parts = [(name, got, case.want.parts[name]) for case in cases for name, got in case.got.parts.items()]
    for name, got, _ in parts:
        if np.isnan(got).any():
            return f"{name or 'The result'} holds NaN at index {_place(np.isnan(got))}: not a number."
    if not any(got.any() for _, got, _ in parts):
        return "Every entry is 0. If that is the array that you began with, no line has filled it."
    for name, given in zip(exercise.arguments, zip(*(case.args for case in cases), strict=True), strict=True):
        if not exercise.returns and all(map(np.array_equal, [got for _, got, _ in parts], given)):
            return f"It returns its argument {name} as it came."
    return _compared([(got, want) for _, got, want in parts]) + _which_parts(exercise, parts)


def _compared(pairs):
    unlike = [(got, want) for got, want in pairs if got.shape != want.shape]
    if unlike:
        same = all(got.size == want.size and np.allclose(got.ravel(), want.ravel()) for got, want in unlike)
        return "The numbers are right, and their shape is not." if same else "The shape is not right."
    ratios = np.concatenate([(got[want != 0] / want[want != 0]).ravel() for got, want in pairs])
    if np.allclose(ratios, ratios[0], rtol=1e-9, atol=0):
        if np.isclose(ratios[0], -1):
            return "Every entry has the opposite sign."
        return f"Every entry is {show(ratios[0])} times what it should be."
    if all(np.allclose(got, want, rtol=1e-3, atol=1e-3 * np.abs(want).max()) for got, want in pairs):
        return "It is close, but not to nine digits: rounded, computed with few digits, or measured by differences."
    return "None of the predicted mistakes gives these numbers."


def _which_parts(exercise, parts):
    """For a result of several parts: which of them are right."""
    right = {}
    for name, got, want in parts:
        right[name] = right.get(name, True) and bool(np.all(close(exercise, got, want)))
    if len(right) < 2 or not any(right.values()):
        return ""
    listed = lambda value: ", ".join(sorted(name for name in right if right[name] is value))
    return f" Right: {listed(True)}. Wrong: {listed(False)}."


def show(number):
    """A number as it is shown, with six digits."""
    return f"{complex(number):.6g}" if np.iscomplexobj(number) else f"{float(number):.6g}".replace("-", "−")


def _place(where):
    return tuple(int(k) for k in np.argwhere(where)[0])


def _form(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_form(part)}" for key, part in value.items()) + "}"
    if isinstance(value, np.ndarray):
        return str(value.shape)
    return f"{value:g}" if isinstance(value, Number) else "a function"
