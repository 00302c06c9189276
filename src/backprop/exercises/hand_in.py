"""Handing in: a student's results as one small file, and a teacher's table of all such files."""

import csv
import re
from pathlib import Path

from . import catalogue
from .record import tries

HEAD = ("name", "notebook", "exercise", "verdict", "attempts", "hints")
PREFIX = "results-"


def hand_in(name, folder="."):
    """Write what has been checked, also before a restart, into `folder`/results-`name`.csv; returns the path.

    A row for every exercise that was attempted: name, notebook, exercise, the verdict on the last answer, attempts
    and hints. Rows of other exercises, handed in from another notebook before, are kept. The file is plain text, and
    shows what the student's own kernel saw: it is for the teacher's overview, not for an examination. Raises
    ValueError if `name` has no letter or digit, or the file there is not one of these.
    """
    slug = re.sub(r"\W+", "-", str(name).strip().lower()).strip("-_")
    if not slug:
        raise ValueError(f"name must have a letter or a digit in it; got {name!r}")
    path = Path(folder) / f"{PREFIX}{slug}.csv"
    rows = {row["exercise"]: row for row in read(path)} if path.exists() else {}
    for stem in catalogue.STEMS:
        for exercise in catalogue.names(stem):
            attempts, hints = tries(exercise)
            if attempts:
                values = str(name).strip(), stem, exercise, attempts[-1].word, str(len(attempts)), str(hints)
                rows[exercise] = dict(zip(HEAD, values, strict=True))
    order = [exercise for stem in catalogue.STEMS for exercise in catalogue.names(stem)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEAD)
        writer.writeheader()
        writer.writerows(rows[exercise] for exercise in order if exercise in rows)
    return path


def read(path):
    """The rows of one file that was handed in. Raises ValueError if it is not one."""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ValueError(f"{path} cannot be read: {error}") from None
    known = {exercise for stem in catalogue.STEMS for exercise in catalogue.names(stem)}
    if tuple(reader.fieldnames or ()) != HEAD or any(row["exercise"] not in known for row in rows):
        raise ValueError(f"{path} is not a file of hand_in")
    return rows


def collect(folder):
    """All files below `folder` that were handed in, as one table: a row a student, a column an exercise.

    Returns `table, refused`: the rows, the first of which is the head, and a sentence for each file left out. A cell
    has the verdict and, where there was more than one, the attempts.
    """
    students, refused = [], []
    for path in sorted(Path(folder).rglob(f"{PREFIX}*.csv")):
        try:
            rows = read(path)
        except ValueError as error:
            refused.append(str(error))
            continue
        if rows:
            students.append((rows[0]["name"], {row["exercise"]: row for row in rows}))
    done_by_any = {one for _, done in students for one in done}
    columns = [one for stem in catalogue.STEMS for one in catalogue.names(stem) if one in done_by_any]
    cell = lambda row: row["verdict"] + (f" ({row['attempts']} attempts)" if row["attempts"] != "1" else "")
    body = [[name, *(cell(done[one]) if one in done else "" for one in columns)] for name, done in students]
    return [["name", *columns], *body], refused
