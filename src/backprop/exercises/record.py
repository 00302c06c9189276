"""What is known of a student's work in this session, as data: each verdict, and how many hints have been opened."""

import inspect
from collections import Counter
from dataclasses import dataclass

from . import catalogue
from .exercise import Exercise, Function
from .judge import BUT, CORRECT, NOTHING, STOPPED, WRONG

SIGNS = {CORRECT: "✓", BUT: "✓", NOTHING: "○", WRONG: "✗", STOPPED: "!"}
_checked, _opened = {}, Counter()  # name → attempts in this session; name → how many helps have been opened


@dataclass(frozen=True)
class Attempt:
    """One answer's verdict: `.word` is the verdict in a word or two, `.sentence` says why, `.detail` where it shows.

    `.mistakes` are the predicted mistakes that it may be.
    """

    exercise: Exercise
    word: str
    sentence: str
    detail: str
    mistakes: tuple

    @property
    def correct(self):
        """Whether the numbers are right; `.word` says with which "but"."""
        return self.word in (CORRECT, BUT)

    @property
    def heading(self):
        return f"{SIGNS[self.word]} {self.word.capitalize()}"

    def __repr__(self):
        lines = [f"{self.heading} · {self.exercise.title}", self.sentence, self.detail]
        if not self.correct:
            lines.append(f'For a hint: from backprop.exercises import hint; hint("{self.exercise.name}")')
        return "\n".join(line for line in lines if line)


def add(attempt):
    """Remember an attempt."""
    _checked.setdefault(attempt.exercise.name, []).append(attempt)


def checked():
    """The names of the exercises that were checked in this session."""
    return _checked.keys()


def tries(name):
    """All attempts at the exercise `name` in this session, and how many hints were opened."""
    return [attempt for attempt in _checked.get(name, []) if attempt.word != NOTHING], _opened[name]


def helps_of(exercise):
    """The three helps, each with its label: two hints, and the course's own answer."""
    hints = [("Hint 1", exercise.hints[0]), ("Hint 2", exercise.hints[1])]
    if isinstance(exercise, Function):
        return [*hints, ("The helper", inspect.getsource(exercise.helper or exercise.reference).strip())]
    return [*hints, ("The answer", f"{exercise.reference}. {exercise.why}")]


def opened(name):
    """How many of the three helps have been opened in this session."""
    return _opened[name]


def open_next(name):
    """Open the next help for the exercise `name`: its label and its text. Raises ValueError if there is none."""
    helps = helps_of(catalogue.find(name))
    _opened[name] = min(_opened[name] + 1, len(helps))
    return helps[_opened[name] - 1]


def forget():
    """Begin the session anew: nothing checked, no hint opened."""
    _checked.clear()
    _opened.clear()
