"""A student's work as data: the verdict on an answer, and the helps that an exercise has."""

import inspect
from dataclasses import dataclass

from . import catalogue, progress
from .exercise import Exercise, Function
from .judge import BUT, CORRECT, NOTHING, STOPPED, WRONG

SIGNS = {CORRECT: "✓", BUT: "✓", NOTHING: "○", WRONG: "✗", STOPPED: "!"}


def heading(word):
    """A verdict with its sign."""
    return f"{SIGNS[word]} {word.capitalize()}"


@dataclass(frozen=True)
class Attempt:
    """One answer's verdict: `.word` is the verdict in a word or two, `.sentence` says why, `.detail` where it shows.

    `.mistakes` are the mistakes that it may be.
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
        return heading(self.word)

    def __repr__(self):
        lines = [f"{self.heading} · {self.exercise.title}", self.sentence, self.detail]
        if not self.correct:
            lines.append(f'For a hint: from backprop.exercises import hint; hint("{self.exercise.name}")')
        return "\n".join(line for line in lines if line)


def helps_of(exercise):
    """The three helps, each with its label: two hints, and the course's own answer."""
    hints = [("Hint 1", exercise.hints[0]), ("Hint 2", exercise.hints[1])]
    if isinstance(exercise, Function):
        return [*hints, ("The helper", inspect.getsource(exercise.helper or exercise.reference).strip())]
    return [*hints, ("The answer", f"{exercise.reference}. {exercise.why}")]


def opened(name):
    """How many of the three helps have been opened."""
    return progress.of(name).hints


def open_next(name):
    """Open the next help for the exercise `name`: its label and its text. Raises ValueError if there is none."""
    helps = helps_of(catalogue.find(name))
    count = min(opened(name) + 1, len(helps))
    progress.opened(name, count)
    return helps[count - 1]
