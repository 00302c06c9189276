"""Every exercise by its name, and by the notebook that it belongs to."""

import difflib
import importlib.util

from ..course import NOTEBOOKS

STEMS = [one.stem for one in NOTEBOOKS if importlib.util.find_spec(f"{__package__}.{one.stem}")]


def exercises(stem):
    """The exercises of one notebook, in their order."""
    return importlib.import_module(f"{__package__}.{stem}").EXERCISES


def names(stem):
    """Their names."""
    return [exercise.name for exercise in exercises(stem)]


def has(name):
    """Whether there is an exercise of that name."""
    return any(name in names(stem) for stem in STEMS)


def find(name):
    """The exercise of that name."""
    everything = {exercise.name: exercise for stem in STEMS for exercise in exercises(stem)}
    if name not in everything:
        close = difflib.get_close_matches(str(name), everything, 1)
        raise ValueError(f"there is no exercise {name!r}" + (f"; did you mean {close[0]!r}?" if close else ""))
    return everything[name]
