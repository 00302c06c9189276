"""What a student calls: `check`, `hint` and `results`; and what this session remembers."""

import html
import inspect
from collections import Counter

from . import catalogue
from .exercise import Function
from .judge import BUT, CORRECT, NOTHING, STOPPED, WRONG, judge

SIGNS = {CORRECT: "✓", BUT: "✓", NOTHING: "○", WRONG: "✗", STOPPED: "!"}
_checked, _opened = {}, Counter()  # name → results in this session; name → how many hints have been opened


def check(name, answer):
    """Judge an answer to the exercise `name`: a function, a number, a shape or a choice. Returns a `Result`.

    Nothing that the answer does wrong is raised. Raises ValueError if there is no exercise of that name.
    """
    exercise = catalogue.find(name)
    result = Result(exercise, judge(exercise, answer))
    _checked.setdefault(name, []).append(result)
    return result


def hint(name):
    """The next help for the exercise `name`: at the first call its first hint, then the second, then the answer.

    Raises ValueError if there is no exercise of that name.
    """
    helps = helps_of(catalogue.find(name))
    _opened[name] = min(_opened[name] + 1, len(helps))
    label, text = helps[_opened[name] - 1]
    return Words(f"{label}: {text}" if "\n" not in text else f"{label}:\n\n{text}")


def opened(name):
    """How many of the three helps have been opened in this session."""
    return _opened[name]


def helps_of(exercise):
    """The three helps, each with its label: two hints, and the course's own answer."""
    hints = [("Hint 1", exercise.hints[0]), ("Hint 2", exercise.hints[1])]
    if isinstance(exercise, Function):
        return [*hints, ("The helper", inspect.getsource(exercise.helper or exercise.reference).strip())]
    return [*hints, ("The answer", f"{exercise.reference}. {exercise.why}")]


def results(stem=None):
    """The table of the exercises of one notebook, by its stem, or of each that was checked in this session.

    Raises ValueError if no notebook has that stem.
    """
    if stem is not None and stem not in catalogue.STEMS:
        raise ValueError(f"stem must be one of {', '.join(catalogue.STEMS)}; got {stem!r}")
    stems = [stem] if stem else [one for one in catalogue.STEMS if _checked.keys() & catalogue.names(one)]
    return Table([catalogue.find(name) for one in stems for name in catalogue.names(one)])


def tries(name):
    """The results of all attempts at the exercise `name` in this session, and how many hints were opened."""
    return [result for result in _checked.get(name, []) if result.word != NOTHING], _opened[name]


def forget():
    """Begin the session anew: nothing checked, no hint opened."""
    _checked.clear()
    _opened.clear()


class Words(str):
    """Text that a notebook shows as it stands."""

    def __repr__(self):
        return str(self)


class Result:
    """What `check` says: `.word` is the verdict in a word or two, `.sentence` says why, `.detail` where it shows.

    `.mistakes` are the predicted mistakes that it may be. A notebook shows it as a panel, anything else as text.
    """

    def __init__(self, exercise, verdict):
        self.exercise, self.word, self.sentence = exercise, verdict.word, verdict.sentence
        self.detail, self.mistakes = verdict.detail, verdict.mistakes

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

    def _repr_mimebundle_(self, **options):
        text = {"text/plain": repr(self)}
        try:
            from .panel import Panel
        except ImportError:
            return text
        return {**Panel(self)._repr_mimebundle_(**options), **text}


class Table:
    """Which exercises are done: one row each, with the verdict on the last answer, the attempts and the hints."""

    HEAD = ("Exercise", "Minutes", "Verdict", "Attempts", "Hints")

    def __init__(self, exercises):
        self.rows = [self._row(exercise) for exercise in exercises]

    @staticmethod
    def _row(exercise):
        attempts, hints = tries(exercise.name)
        heading = attempts[-1].heading if attempts else f"{SIGNS[NOTHING]} {NOTHING.capitalize()}"
        return exercise.title, str(exercise.minutes), heading, str(len(attempts)), str(hints)

    @property
    def summary(self):
        done = sum(row[2].startswith(SIGNS[CORRECT]) for row in self.rows)
        return f"{done} of {len(self.rows)} exercises done." if self.rows else "Nothing has been checked yet."

    def __repr__(self):
        if not self.rows:
            return self.summary
        widths = [max(map(len, column)) for column in zip(self.HEAD, *self.rows, strict=True)]
        line = lambda row: "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        return "\n".join([line(self.HEAD), *map(line, self.rows), self.summary])

    def _repr_html_(self):
        if not self.rows:
            return f"<p>{self.summary}</p>"
        cell = lambda tag, words: f'<{tag} style="text-align:left">{html.escape(words)}</{tag}>'
        row = lambda tag, words: f"<tr>{''.join(cell(tag, word) for word in words)}</tr>"
        body = "".join(row("td", words) for words in self.rows)
        return f"<table><thead>{row('th', self.HEAD)}</thead><tbody>{body}</tbody></table><p>{self.summary}</p>"
