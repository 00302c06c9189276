"""What a student calls: `check`, `hint`, `results` and `forget`."""

import html

from . import catalogue, record
from .judge import judge
from .record import SIGNS, Attempt, tries
from .verdict import CORRECT, NOTHING
from .words import Words


def check(name, answer):
    """Judge an answer to the exercise `name`: a function, a number, a shape or a choice. Returns a `Result`.

    Nothing that the answer does wrong is raised. Raises ValueError if there is no exercise of that name.
    """
    if not isinstance(name, str) and isinstance(answer, str) and catalogue.has(answer):
        raise ValueError(f'the name of the exercise comes first: check("{answer}", …), and then your answer')
    exercise = catalogue.find(name)
    verdict = judge(exercise, answer)
    note = record.add(exercise, verdict.word)
    return Result(exercise, verdict.word, verdict.sentence, verdict.detail, verdict.mistakes, note)


def hint(name):
    """The next help for the exercise `name`: at the first call its first hint, then the second, then the answer.

    Raises ValueError if there is no exercise of that name.
    """
    label, text = record.open_next(name)
    return Words(f"{label}: {text}" if "\n" not in text else f"{label}:\n\n{text}")


def results(stem=None):
    """The table of the exercises of one notebook, by its stem, or of the whole course.

    What earlier kernels recorded is in it. Raises ValueError if no notebook has that stem.
    """
    if stem is not None and stem not in catalogue.STEMS:
        raise ValueError(f"stem must be one of {', '.join(catalogue.STEMS)}; got {stem!r}")
    stems = [stem] if stem else catalogue.STEMS
    return Table([catalogue.find(name) for one in stems for name in catalogue.names(one)])


def forget():
    """Clear the record of all exercises: what was checked, and which hints were opened."""
    record.forget()


class Result(Attempt):
    """What `check` says: an `Attempt`, which a notebook shows as a panel and anything else as text."""

    def _ipython_display_(self, **options):
        try:
            from ..jupyter.panel import Panel
        except ImportError:
            raise NotImplementedError("without ipywidgets it is shown as text") from None
        Panel(self)._ipython_display_()


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
        return f"{done} of {len(self.rows)} exercises done."

    def __repr__(self):
        widths = [max(map(len, column)) for column in zip(self.HEAD, *self.rows, strict=True)]
        line = lambda row: "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        return "\n".join([line(self.HEAD), *map(line, self.rows), self.summary])

    def _repr_html_(self):
        cell = lambda tag, words: f'<{tag} style="text-align:left">{html.escape(words)}</{tag}>'
        row = lambda tag, words: f"<tr>{''.join(cell(tag, word) for word in words)}</tr>"
        body = "".join(row("td", words) for words in self.rows)
        return f"<table><thead>{row('th', self.HEAD)}</thead><tbody>{body}</tbody></table><p>{self.summary}</p>"
