"""What is known of a student's work, as data: each verdict, and how many hints were opened. `progress` keeps it."""

import inspect
from dataclasses import dataclass

from . import catalogue, progress
from .exercise import Exercise, Formula, Function
from .verdict import BUT, CORRECT, NOTHING, STOPPED, WRONG

SIGNS = {CORRECT: "✓", BUT: "✓", NOTHING: "○", WRONG: "✗", STOPPED: "!"}


@dataclass(frozen=True)
class Attempt:
    """One answer's verdict: `.word` is the verdict in a word or two, `.sentence` says why, `.detail` where it shows.

    `.mistakes` are the predicted mistakes that it may be, `.note` is what went wrong with the record.
    """

    exercise: Exercise
    word: str
    sentence: str = ""
    detail: str = ""
    mistakes: tuple = ()
    note: str = ""

    @property
    def correct(self):
        """Whether the numbers are right; `.word` says with which "but"."""
        return self.word in (CORRECT, BUT)

    @property
    def heading(self):
        return f"{SIGNS[self.word]} {self.word.capitalize()}"

    def __repr__(self):
        lines = [f"{self.heading} · {self.exercise.title}", self.sentence, self.detail, self.note]
        if not self.correct:
            lines.append(f'For a hint: from backprop.exercises import hint; hint("{self.exercise.name}")')
        return "\n".join(line for line in lines if line)


def add(exercise, word):
    """Remember an attempt; what was not attempted leaves nothing. Returns what is wrong with the file, or ""."""
    if word != NOTHING:
        progress.add({"exercise": exercise.name, "verdict": word})
    return progress.trouble()


def tries(name):
    """All attempts at the exercise `name`, this kernel's and earlier ones, and how many hints were opened."""
    exercise = catalogue.find(name)
    mine = [event for event in progress.events() if event["exercise"] == name]
    words = [event.get("verdict") for event in mine]
    return [Attempt(exercise, word) for word in words if isinstance(word, str) and word in SIGNS], _opened(mine)


def _opened(events):
    hints = [event.get("hints") for event in events]
    return max((count for count in hints if type(count) is int and 0 < count <= 3), default=0)


def helps_of(exercise):
    """The three helps, each with its label: two hints, and the course's own answer."""
    hints = [("Hint 1", exercise.hints[0]), ("Hint 2", exercise.hints[1])]
    if isinstance(exercise, Formula):
        return [*hints, ("The formula", exercise.typed)]
    if isinstance(exercise, Function):
        return [*hints, ("The helper", inspect.getsource(exercise.helper or exercise.reference).strip())]
    return [*hints, ("The answer", f"{exercise.reference}. {exercise.why}")]


def opened(name):
    """How many of the three helps have been opened."""
    return tries(name)[1]


def open_next(name):
    """Open the next help for the exercise `name`: its label and its text. Raises ValueError if there is none."""
    helps = helps_of(catalogue.find(name))
    count = min(opened(name) + 1, len(helps))
    progress.add({"exercise": name, "hints": count})
    return helps[count - 1]


def forget():
    """Clear the record: nothing checked, no hint opened."""
    progress.forget()
