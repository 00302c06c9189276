"""One call of a function at a test point, on copies of the arguments: what it returns, raises, prints and changes."""

import copy
import dis
import inspect
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from . import guard
from .compare import Misfit, is_nothing, parts_of


@dataclass
class Trial:
    """The parts of a result by name, or why there are none; what was printed; which arguments were changed.

    `entered` are the code objects of the Python functions that the call went through.
    """

    parts: dict | None = None
    value: object = None
    error: BaseException | None = None
    misfit: str = ""
    printed: str = ""
    changed: tuple = ()
    entered: frozenset = frozenset()

    @property
    def nothing(self):
        """Whether the call came to an end without a result."""
        return self.error is None and not self.misfit and is_nothing(self.value)

    @property
    def ended(self):
        """Whether the call came to an end by itself, with a result or an error."""
        return self.error is None or isinstance(self.error, Exception | SystemExit)


@dataclass
class Case:
    """A test point: what is special about it, the arguments, what the student's function and the reference give."""

    label: str
    args: tuple
    got: Trial
    want: Trial


def attempt(exercise, function, args, like, show=False):
    """Call a student's function. `like` is the trial of the reference, whose form the result must have."""
    given, trial, clock = copy.deepcopy(args), Trial(), guard.Clock()

    def call():
        trial.value = _closed(function(*given))
        if not is_nothing(trial.value):
            trial.parts = parts_of(exercise, trial.value, like.parts)

    trial.error, trial.printed = guard.call(call, show, clock)
    trial.entered = frozenset(clock.entered)
    if isinstance(trial.error, Misfit):
        trial.misfit, trial.error = str(trial.error), None
    pairs = zip(exercise.arguments, given, args, strict=True)
    trial.changed = tuple(name for name, now, before in pairs if not _unchanged(now, before))
    return trial


def known(exercise, function, args, like=None):
    """Call a function of the course, which changes nothing and ends: the reference, or a predicted mistake."""
    try:
        return Trial(parts=parts_of(exercise, function(*args), like and like.parts))
    except Misfit as misfit:
        return Trial(misfit=str(misfit))
    except Exception as error:
        return Trial(error=error)


IDLE = {
    "RESUME", "NOP", "CACHE", "LOAD_CONST", "LOAD_SMALL_INT", "LOAD_GLOBAL", "COPY_FREE_VARS", "POP_TOP", "NOT_TAKEN",
    "LOAD_DEREF", "RETURN_VALUE", "RETURN_CONST",
}  # fmt: skip


def is_stub(function):
    """Whether a function does nothing at all: its body is `...`, `pass`, a text, or the return of a name."""
    function = inspect.unwrap(function) if inspect.isfunction(function) else function
    code = getattr(getattr(function, "__func__", function), "__code__", None)
    return code is not None and all(one.opname in IDLE for one in dis.get_instructions(code))


def _closed(value):
    """The value; a coroutine that nobody awaits is closed, so that Python does not complain of it later."""
    if inspect.iscoroutine(value):
        value.close()
    return value


def _unchanged(now, before):
    """Whether an argument is what it was, but for what rounding leaves where a number was moved and put back."""
    if isinstance(before, Mapping):
        same_keys = isinstance(now, Mapping) and now.keys() == before.keys()
        return same_keys and all(_unchanged(now[key], before[key]) for key in before)
    if not isinstance(before, np.ndarray):
        return now is before or now == before
    if not isinstance(now, np.ndarray) or now.shape != before.shape or now.dtype.kind not in "biufc":
        return False
    if np.array_equal(now, before):
        return True
    return np.allclose(now, before, rtol=1e-12, atol=1e-12 * np.abs(before).max(initial=0.0), equal_nan=True)
