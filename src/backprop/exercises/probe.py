"""What is learnt by calling the function with other arguments: which of them its result does not depend on."""

import numpy as np

from .compare import agree, close
from .exercise import Wrong
from .trial import attempt, known


def unchanging(exercise, cases):
    """What is wrong with the same result at all points, whatever the arguments; None if it is not so."""
    values = [case.got.value for case in cases]
    if len(cases) < 2 or any(case.got.value is None or case.got.error for case in cases):
        return None
    if not all(_same(value, values[0]) for value in values[1:]) or _plain(cases):
        return None
    right = cases[0].got.parts is not None and agree(exercise, cases[0].got, cases[0].want)
    sentence = (
        "Every call gives what the first one gave, and only there is it right: it keeps its result."
        if right
        else "It gives the same at every test point, whatever its arguments are: does it use names of another cell?"
    )
    return Wrong("unchanging", None, sentence, "")


def _plain(cases):
    """Whether the results are one number over and over: that is said in other words."""
    numbers = {float(np.real(v)) for case in cases for part in (case.got.parts or {}).values() for v in part.flat}
    return len(numbers) < 2


def _same(one, other):
    """Whether two results are the same, of whatever form."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, np.ndarray | np.number | float | int) and isinstance(
        other, np.ndarray | np.number | float | int
    ):
        return np.array_equal(one, other)
    return False


def ignored(exercise, function, cases):
    """The first argument that the right result depends on and the student's does not; None if there is none."""
    for k, name in enumerate(exercise.arguments):
        if all(_without_effect(exercise, function, case, k) for case in cases):
            means = f"The result stays as it is when {name} changes: {name} is not used."
            return Wrong("ignored", None, means, "")
    return None


def _without_effect(exercise, function, case, k):
    moved = _moved(case.args[k])
    if moved is None:
        return False
    args = (*case.args[:k], moved, *case.args[k + 1 :])
    want = known(exercise, exercise.reference, args)
    if want.parts is None or agree(exercise, want, case.want):
        return False
    got = attempt(exercise, function, args, case.want)
    return (
        got.parts is not None
        and got.parts.keys() == case.got.parts.keys()
        and all(np.all(close(exercise, part, case.got.parts[name])) for name, part in got.parts.items())
    )


def _moved(arg):
    """An argument of the same form with other numbers, between 0 and 1 where it was; None if it is no number."""
    if isinstance(arg, dict):
        return {key: _moved(part) for key, part in arg.items()}
    return arg * 0.83 if isinstance(arg, np.ndarray | float) else None
