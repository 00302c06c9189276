"""What a student calls: `check`, `hint`, `results` and `forget`."""

import html

from . import catalogue, progress, record
from .judge import BUT, CORRECT, NOTHING, judge
from .record import Attempt


def check(name, answer):
    """Judge an answer to the exercise `name`: a function, a number, a shape or a choice. Returns a `Result`.

    Nothing that the answer does wrong is raised. The verdict is recorded in a file beside the notebooks; if that fails,
    the result says so. Raises ValueError if there is no exercise of that name, or if the name comes second.
    """
    if isinstance(answer, str) and not _is_name(name) and _is_name(answer):
        raise ValueError(f'the name comes first: check("{answer}", …), then your answer')
    exercise = catalogue.find(name)
    verdict = judge(exercise, answer)
    detail = verdict.detail
    if verdict.word != NOTHING:
        progress.attempted(exercise.name, verdict.word)
        detail = " ".join(filter(None, (detail, progress.trouble())))
    return Result(exercise, verdict.word, verdict.sentence, detail, verdict.mistakes)


def _is_name(name):
    return isinstance(name, str) and any(name in catalogue.names(stem) for stem in catalogue.STEMS)


def hint(name):
    """The next help for the exercise `name`: at the first call its first hint, then the second, then the answer.

    Raises ValueError if there is no exercise of that name.
    """
    label, text = record.open_next(name)
    return Words(f"{label}: {text}" if "\n" not in text else f"{label}:\n\n{text}")


def results(stem=None):
    """The table of the exercises of one notebook, by its stem, or of the whole course.

    Raises ValueError if no notebook has that stem.
    """
    if stem is not None and stem not in catalogue.STEMS:
        raise ValueError(f"stem must be one of {', '.join(catalogue.STEMS)}; got {stem!r}")
    return Table([stem] if stem else catalogue.STEMS)


def forget():
    """Forget all attempts, verdicts and hints, in the file beside the notebooks too."""
    progress.forget()


class Words(str):
    """Text that a notebook shows as it stands."""

    def __repr__(self):
        return str(self)


class Result(Attempt):
    """What `check` says: an `Attempt`, which a notebook shows as a panel and anything else as text."""

    def _ipython_display_(self, **options):
        try:
            from ..jupyter.panel import Panel
        except ImportError:
            raise NotImplementedError("without ipywidgets it is shown as text") from None
        Panel(self)._ipython_display_()


class Table:
    """Which exercises are done: one row each, with the best verdict so far, the attempts and the hints.

    With several notebooks, the first column is the stem of each.
    """

    HEAD = ("Exercise", "Minutes", "Verdict", "Attempts", "Hints")

    def __init__(self, stems):
        recorded, self.rows, self.done = progress.everything(), [], 0
        self.head = self.HEAD if len(stems) == 1 else ("Notebook", *self.HEAD)
        for stem in stems:
            for exercise in catalogue.exercises(stem):
                done = recorded.get(exercise.name, progress.Done())
                self.rows.append(self._row(stem, exercise, done)[-len(self.head) :])
                self.done += done.verdict in (CORRECT, BUT)
        self.trouble = progress.trouble()

    @staticmethod
    def _row(stem, exercise, done):
        counts = str(done.attempts), str(done.hints)
        return stem, exercise.title, str(exercise.minutes), record.heading(done.verdict), *counts

    @property
    def summary(self):
        return " ".join(filter(None, (f"{self.done} of {len(self.rows)} exercises done.", self.trouble)))

    def __repr__(self):
        widths = [max(map(len, column)) for column in zip(self.head, *self.rows, strict=True)]
        line = lambda row: "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        return "\n".join([line(self.head), *map(line, self.rows), self.summary])

    def _repr_html_(self):
        cell = lambda tag, words: f'<{tag} style="text-align:left">{html.escape(words)}</{tag}>'
        row = lambda tag, words: f"<tr>{''.join(cell(tag, word) for word in words)}</tr>"
        body = "".join(row("td", words) for words in self.rows)
        table = f"<table><thead>{row('th', self.head)}</thead><tbody>{body}</tbody></table>"
        return f"{table}<p>{html.escape(self.summary)}</p>"
