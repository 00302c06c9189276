"""Handing in: a student's results as one small file."""

import unicodedata
from pathlib import Path

from . import files
from .record import tries
from .results_file import HEAD, WORTH, better, key, names, read, slug, text_of

PREFIX = "results-"
FORMULA = "=+-@|"  # what a spreadsheet may take for the beginning of a formula


def hand_in(name, folder=".", *, id=""):
    """Write what has been checked into `folder`/results-`name`.csv, and say what stands there; returns the path.

    `id` tells you from another of your name: a number that your university gave you. A row for every exercise that
    was attempted: name, id, notebook, exercise, the best verdict, attempts and hints. What was handed in before, from
    another notebook or kernel, is kept: no verdict gets worse and no count falls. The file is plain text that anybody
    can change: it is for the teacher's overview, and not for an examination. Raises ValueError if `name` has no
    letter or digit, if nothing has been checked yet, or if the file there is not one of these; OSError if it cannot
    be written.
    """
    name, id = _plain(name), _plain(id)
    if not slug(name):
        raise ValueError(f"name must have a letter or a digit in it; got {name!r}")
    path = Path(folder) / f"{PREFIX}{_short('-'.join(filter(None, (slug(name), slug(id)))))}.csv"
    try:
        rows = _written(path, name, id)
    except PermissionError:
        raise PermissionError(f"{path} cannot be written; name another folder: hand_in(name, folder)") from None
    mine = [row for row in rows if key(row)[:2] == (slug(name), id)]
    done = sum(WORTH[row["verdict"]] > 0 for row in mine)
    print(f"{path.name}: {len(mine)} exercises attempted, {done} of them correct.")
    return path


def _written(path, name, id):
    """Join what is recorded with what stands at `path`, and write it; the rows."""
    with files.alone(path):
        rows = {key(row): row for row in _before(path)}
        for row in recorded(name, id):
            rows[key(row)] = better(rows.get(key(row), row), row)
        if not rows:
            raise ValueError("nothing has been checked yet: run the cells with check(…) first, then hand in")
        files.replace(path, text_of(rows.values()))
    return rows.values()


def recorded(name, id=""):
    """A row for every exercise that was attempted, as the record has it."""
    for exercise, stem in names().items():
        attempts, hints = tries(exercise)
        if attempts:
            best = max(reversed(attempts), key=lambda one: WORTH[one.word])  # of equals the last
            values = name, id, stem, exercise, best.word, str(len(attempts)), str(hints)
            yield dict(zip(HEAD, values, strict=True))


def _before(path):
    """The rows that were handed in before. A file that is no file of results is not overwritten."""
    try:
        return read(path) if path.exists() else []
    except ValueError as error:
        raise ValueError(f"{error}. Give it another name, then hand in again.") from None


def _plain(words):
    """A name as one line of text that no spreadsheet takes for a formula."""
    words = unicodedata.normalize("NFC", " ".join(str(words).split()))
    words = "".join(one for one in words if one.isprintable())
    while words and unicodedata.normalize("NFKC", words[0])[0] in FORMULA + " ":
        words = words[1:]
    return words[:300]


def _short(words, most=120):
    """Words cut so that they fit into the name of a file, which has at most 255 bytes."""
    return words.encode()[:most].decode(errors="ignore").strip("-")
