"""One call of a student's function: on copies of the arguments, with whatever it returns, raises or changes."""

import copy
import io
from contextlib import nullcontext, redirect_stdout
from dataclasses import dataclass

import numpy as np


class Misfit(Exception):
    """An answer that cannot be compared, with the sentence that says why."""


@dataclass
class Trial:
    """The parts of a result by name, "dW[1]", "db[1]", …, or why there are none; and which arguments were changed.

    A result that is one array is a part without a name, "".
    """

    parts: dict | None = None
    error: BaseException | None = None
    misfit: str = ""
    stub: bool = False
    changed: tuple = ()


def is_stub(value):
    """Whether a value is one that stands where nothing has been written yet."""
    return value is None or value is Ellipsis or value is NotImplemented


def attempt(exercise, function, args, like=None, quiet=True):
    """Call a function. `like` is the trial of the reference, whose form the result must have."""
    given, trial = copy.deepcopy(args), Trial()
    try:
        with redirect_stdout(io.StringIO()) if quiet else nullcontext():
            value = function(*given)
        trial.stub = is_stub(value)
        trial.parts = _parts(exercise, value, like and like.parts)
    except Misfit as misfit:
        trial.misfit = str(misfit)
    except NotImplementedError:
        trial.stub = True
    except (Exception, SystemExit) as error:
        trial.error = error
    pairs = zip(exercise.arguments, given, args, strict=True)
    trial.changed = tuple(name for name, now, before in pairs if not _identical(now, before))
    return trial


def agree(exercise, trial, other):
    """Whether two trials have the same numbers, in every part that the first has; or whether both raise."""
    if trial.parts is None or other.parts is None:
        return trial.error is not None and other.error is not None
    return all(np.all(close(exercise, part, other.parts[name])) for name, part in trial.parts.items())


def close(exercise, got, want):
    """Which entries are the same, to nine digits of the largest, in float32 to four; False if the shapes differ."""
    if exercise.column and want.ndim == 1 and got.shape == (*want.shape, 1):
        got = got[:, 0]
    if got.shape != want.shape:
        return False
    rtol = 1e-4 if got.dtype == np.float32 else 1e-9
    largest = np.abs(want[np.isfinite(want)]).max(initial=0.0)
    return np.isclose(got, want, rtol=rtol, atol=rtol * largest, equal_nan=True)


def numbers(name, value):
    """A value as an array of numbers."""
    if is_stub(value):
        raise Misfit(f"{name} is still {value!r}: this part has not been computed.")
    try:
        array = np.asarray(value)
        if array.dtype.kind in "biuO":
            array = array.astype(float)
    except (TypeError, ValueError):
        array = None
    if array is None or array.dtype.kind not in "fc":
        raise Misfit(f"{name} must be an array of numbers; it is {_describe(value)}.")
    return array


def _identical(now, before):
    if isinstance(before, dict):
        return now.keys() == before.keys() and all(_identical(now[key], before[key]) for key in before)
    return now is before or np.array_equal(now, before)


def _parts(exercise, value, like):
    """The parts of a result. `like` has those of the reference."""
    names = exercise.returns
    if not names:
        return _layers("", value, like)
    short = tuple(name for name in names if name not in exercise.optional)
    if not isinstance(value, tuple | list) or len(value) not in (len(names), len(short)):
        raise Misfit(f"Your function must return {', '.join(short)}, in this order; it returns {_describe(value)}.")
    parts = {}
    for name, part in zip(names if len(value) == len(names) else short, value, strict=True):
        parts |= _layers(name, part, like)
    return parts


def _layers(name, value, like):
    """One part, or one for each layer: if it is a dict, as it must be where the reference has one."""
    keys = [int(part[len(name) + 1 : -1]) for part in like or () if part.startswith(f"{name}[")]
    if keys and not is_stub(value) and (not isinstance(value, dict) or set(value) != set(keys)):
        raise Misfit(f"{name} must be a dict with the keys {keys}, one for each layer; it is {_describe(value)}.")
    if isinstance(value, dict) and (keys or like is None):
        return {f"{name}[{key}]": numbers(f"{name}[{key}]", part) for key, part in value.items()}
    return {name: numbers(name or "The result", value)}


def _describe(value):
    if isinstance(value, dict):
        return f"a dict with the keys {list(value)}"
    if isinstance(value, tuple | list):
        return f"a {type(value).__name__} of {len(value)}"
    return f"one array of shape {value.shape}" if isinstance(value, np.ndarray) else f"a {type(value).__name__}"
