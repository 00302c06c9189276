"""The file of results that a student hands in: what stands in it, how it is read, and how two are joined."""

import csv
import functools
import io
import os
import re
import stat

from . import catalogue
from .verdict import BUT, CORRECT, STOPPED, WRONG

HEAD = ("name", "id", "notebook", "exercise", "verdict", "attempts", "hints")
WORTH = {STOPPED: 0, WRONG: 0, BUT: 1, CORRECT: 2}  # the verdicts that a file can have; the better one is kept
MOST_BYTES = 1_000_000  # all exercises of one student take 3,000
COUNTS = {"attempts": r"[1-9][0-9]{0,5}", "hints": r"[0-3]"}


def read(path):
    """The rows of one file that was handed in, each a dict with the keys HEAD; none if the file is empty.

    It may have been through a spreadsheet: with a byte order mark, semicolons or tabs. Raises ValueError, with the
    path and the reason, if it cannot be read or has anything that `hand_in` does not write.
    """
    try:
        return rows_of(_text(path))
    except OSError as error:
        raise ValueError(f"{shown(path)} cannot be read: {error.strerror or error}") from None
    except ValueError as error:
        raise ValueError(f"{shown(path)} is not a file of hand_in: {error}") from None


def shown(path):
    """A path as text that can be printed, whatever bytes it is made of."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text)


def _text(path):
    about = os.stat(path)
    if not stat.S_ISREG(about.st_mode):
        raise ValueError("it is no regular file")
    with open(path, "rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ValueError(f"it has more than {MOST_BYTES:,} bytes")
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError('it is not in UTF-8; in a spreadsheet, save it as "CSV UTF-8"') from None


def rows_of(text):
    """The rows of a file with that text, which name the line when they are refused."""
    lines = text.removeprefix("sep=,").removeprefix("sep=;").lstrip().splitlines(keepends=True)
    if not lines:
        return []
    separator = max(",;\t", key=lines[0].count)
    reader = csv.reader(io.StringIO("".join(lines), newline=""), delimiter=separator, strict=True)
    try:
        head = [cell.strip() for cell in next(reader)]
        if set(head) | {"id"} != set(HEAD) or len(set(head)) < len(head):
            raise ValueError(f"its first line is not {','.join(HEAD)}")
        rows = [_row(head, cells, reader.line_num) for cells in reader if any(map(str.strip, cells))]
    except csv.Error as error:
        raise ValueError(f"line {reader.line_num}: {error}") from None
    if len({key(row) for row in rows}) < len(rows):
        raise ValueError("it has an exercise twice for the same student")
    return rows


def _row(head, cells, line):
    if len(cells) != len(head):
        raise ValueError(f"line {line} has {len(cells)} cells where there should be {len(head)}")
    row = {"id": ""} | {name: cell.strip() for name, cell in zip(head, cells, strict=True)}
    if not row["name"] or any(not cell.isprintable() or len(cell) > 300 for cell in row.values()):
        raise ValueError(f"line {line} has no name, or signs that no name has")
    if row["exercise"] not in names():
        raise ValueError(f"line {line}: there is no exercise {row['exercise']!r} in this version of the course")
    if row["verdict"] not in WORTH:
        raise ValueError(f"line {line}: {row['verdict']!r} is no verdict")
    for count, pattern in COUNTS.items():
        if not re.fullmatch(pattern, row[count]):
            raise ValueError(f"line {line}: {row[count]!r} is no number of {count}")
    return {name: row[name] for name in HEAD}


@functools.cache
def names():
    """The names of all exercises with their notebooks, in the order of the course."""
    return {exercise: stem for stem in catalogue.STEMS for exercise in catalogue.names(stem)}


def key(row):
    """What a file has one row for: a student and an exercise."""
    return slug(row["name"]), row["id"], row["exercise"]


def slug(name):
    """A name as a part of a file's name: letters and digits of any script, and hyphens."""
    return re.sub(r"[\W_]+", "-", name.lower()).strip("-")


def better(old, new):
    """One row for two of the same key: the better verdict, of two alike the new one, and the higher counts."""
    best = max(new, old, key=lambda row: WORTH[row["verdict"]])
    higher = {count: str(max(int(old[count]), int(new[count]))) for count in COUNTS}
    return {**new, "verdict": best["verdict"], **higher}


def text_of(rows):
    """The text of a file with these rows, in the order of the course."""
    order = list(names())
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, HEAD)
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: order.index(row["exercise"])))
    return out.getvalue()
