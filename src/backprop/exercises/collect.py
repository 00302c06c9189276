"""Collecting: all files of results below a folder as one table, and a sentence for each file left out."""

import os
import re
from pathlib import Path

from .results_file import key, names, read, shown

MINE = re.compile(r"\.csv\Z|results|\.(zip|7z|rar|tar|gz|tgz)\Z", re.IGNORECASE)  # what may be a student's results
TABLE = ("name", "id", "path")


def collect(folder, but=None):
    """All files below `folder` that were handed in, as one table: a row a student, a column an exercise.

    Returns `table, refused`: the rows, the first of which is the head, and a sentence for each file left out, with
    its path and the reason. A cell has the verdict and, where there was more than one, the attempts. Students are
    told apart by name, id and the path of their file, whatever a learning platform has made of its name. Checkpoints
    and the file `but` are passed over. Raises NotADirectoryError if there is no such folder.
    """
    if not os.path.isdir(folder):
        raise NotADirectoryError(f"{shown(folder)} is no folder")
    students, refused = {}, []
    for path in found(folder, refused):
        if but is not None and os.path.realpath(path) == os.path.realpath(but):
            continue
        try:
            rows = read(path)
            if not rows:
                raise ValueError(f"{shown(path)} is empty: it has no row")
        except ValueError as error:
            refused.append(str(error))
            continue
        where = shown(os.path.relpath(path, folder))
        for row in rows:
            students.setdefault((where, *key(row)[:2]), {})[row["exercise"]] = row
    return _table(students), refused


def found(folder, refused):
    """The paths below the folder that may be results, in order; `refused` gets a folder that is not looked into."""
    unread = lambda error: refused.append(f"{shown(error.filename)} cannot be read: {error.strerror}")
    for place, inside, here in os.walk(folder, onerror=unread):
        inside[:] = sorted(one for one in inside if one.lower() != ".ipynb_checkpoints")
        linked = [shown(Path(place, one)) for one in inside if os.path.islink(Path(place, one))]
        refused.extend(f"{path} is a link to a folder, and links are not followed" for path in linked)
        for one in sorted(here):
            if MINE.search(one) and not one.endswith((".lock", ".part")):
                yield os.path.join(place, one)


def _table(students):
    columns = [one for one in names() if any(one in done for done in students.values())]
    body = []
    for (path, _, id), done in students.items():
        name = next(iter(done.values()))["name"]
        body.append([name, id, Path(path).as_posix(), *(_cell(done.get(one)) for one in columns)])
    return [[*TABLE, *columns], *body]


def _cell(row):
    if row is None:
        return ""
    return row["verdict"] + (f" ({row['attempts']} attempts)" if row["attempts"] != "1" else "")
