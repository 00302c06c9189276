"""A student's progress in a file beside the notebooks, so that a restart of the kernel loses nothing.

Each verdict and each help that was opened is one line of JSON, added at the end by one write: two kernels can write
at the same time, and nothing that stands in the file is ever changed. A line that cannot be read is passed over.
Where the file cannot be written, what happened is kept until the kernel ends.

The file is NAME in the folder where the kernel was started, or the path that the environment variable VARIABLE has.
"""

import functools
import json
import os
from pathlib import Path

# Not .jsonl: JupyterLite takes that for one JSON document, and hangs when it is written and is more than one.
NAME, VARIABLE = "backprop-progress.txt", "BACKPROP_PROGRESS"
_folder = Path.cwd()  # as the kernel was started: a student's os.chdir does not scatter the record
_unwritten = []  # what could not be written
_trouble = ""  # why


def path():
    """Where the file is, or will be."""
    return Path(os.environ.get(VARIABLE) or _folder / NAME)


def add(event):
    """Keep one event, a dict."""
    global _trouble
    line = f"\n{json.dumps(event, ensure_ascii=False)}\n"  # the first \n ends a line that was cut off
    try:
        file = os.open(path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            os.write(file, line.encode())
        finally:
            os.close(file)
    except OSError as error:
        _unwritten.append(event)
        _trouble = f"{path().name} cannot be written ({error.strerror}): this record lasts until the kernel ends."


def events():
    """All that happened, in order, by this kernel and others."""
    return [event for event in _kept()[0] if event is not None] + _unwritten


def _kept():
    """What stands in the file, None for a line that is no event, and why it cannot be read."""
    try:
        state = path().stat()
        return _read(path(), state.st_size, state.st_mtime_ns), ""
    except FileNotFoundError:
        return (), ""
    except OSError as error:
        return (), f"{path().name} cannot be read ({error.strerror}): what it has is not shown."


@functools.lru_cache(maxsize=1)
def _read(file, size, changed):
    """The events in the file, None for a line that is none; read anew when its size or time has changed."""
    lines = file.read_bytes().decode(errors="replace").split("\n")
    return tuple(_parsed(line) for line in lines if line.strip())


def _parsed(line):
    try:
        event = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return event if isinstance(event, dict) and isinstance(event.get("exercise"), str) else None


def trouble():
    """What is wrong with the file, in one sentence; "" if nothing is."""
    global _trouble
    said, _trouble = _trouble, ""
    found, unreadable = _kept()
    if None in found:
        unreadable = f"{path().name} is damaged: {found.count(None)} of its lines cannot be read, and are left out."
    return said or unreadable


def forget():
    """Clear the record: remove the file, and what this kernel could not write."""
    global _trouble
    _unwritten.clear()
    _read.cache_clear()  # what is written next may have the same size and time
    try:
        path().unlink(missing_ok=True)
    except OSError as error:
        _trouble = f"{path().name} cannot be removed ({error.strerror})."
