"""What a student has done, kept in a small file beside the notebooks: a restart of the kernel loses nothing.

The file is read and written as a whole, one kernel at a time, and put in its place in one step, so that no kernel
ever reads half of it. What cannot be written waits and is written with the next. The environment variable
BACKPROP_PROGRESS names another file, or none if it is empty: then what is done is known to this kernel alone.
"""

import contextlib
import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from .judge import BUT, CORRECT, NOTHING, STOPPED, WRONG

NAME = "backprop-progress.json"
FOLDER = Path.cwd()  # that of the notebook, when its kernel starts
RANK = {NOTHING: 0, STOPPED: 1, WRONG: 1, BUT: 2, CORRECT: 3}  # a verdict is never replaced by one below it
LARGEST = 1_000_000  # bytes of a file that is read; the whole course takes a few thousand
PATIENCE = 2.0  # seconds that one kernel waits for another, and after which a lock that is left over is broken


@dataclass(frozen=True)
class Done:
    """What is recorded of one exercise: the best verdict, the attempts, and how many helps have been opened."""

    verdict: str = NOTHING
    attempts: int = 0
    hints: int = 0


class Trouble(Exception):
    """Why the file cannot be read or written, in words."""


_waiting: list[tuple[str, Callable]] = []  # changes that are not in the file yet, each with its exercise


def attempted(name, word):
    """Record an attempt at the exercise `name` and its verdict."""
    _change(
        name, lambda done: replace(done, verdict=max(word, done.verdict, key=RANK.get), attempts=done.attempts + 1)
    )


def opened(name, count):
    """Record that `count` helps of the exercise `name` have been opened."""
    _change(name, lambda done: replace(done, hints=max(count, done.hints)))


def everything():
    """What is recorded, by the names of the exercises."""
    try:
        return _with_waiting(_read())
    except Trouble:
        return _with_waiting({})


def of(name):
    """What is recorded of the exercise `name`."""
    return everything().get(name, Done())


def trouble():
    """Why the record is not kept, as a sentence; "" if it is."""
    path = _path()
    try:
        _read()
        if _waiting and path:
            _store()
    except Trouble as why:
        return f"Your progress is known to this session alone: {path.name} {why}."
    return ""


def forget():
    """Begin anew: nothing checked, no hint opened, in the file beside the notebooks too."""
    _waiting.clear()
    if path := _path():
        with contextlib.suppress(FileNotFoundError):
            path.unlink()


def _change(name, change):
    _waiting.append((name, change))
    with contextlib.suppress(Trouble):
        _store()


def _store():
    """Bring what is waiting into the file."""
    if path := _path():
        try:
            with _alone(path):
                done = {name: asdict(one) for name, one in _with_waiting(_read()).items()}
                new = path.with_name(f"{path.name}.{os.getpid()}.new")
                new.write_text(json.dumps(done, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
                os.replace(new, path)
        except OSError as error:
            raise Trouble(f"cannot be written ({error.strerror or error})") from None
        _waiting.clear()


def _with_waiting(done):
    for name, change in _waiting:
        done[name] = change(done.get(name, Done()))
    return done


def _path():
    named = os.environ.get("BACKPROP_PROGRESS")
    return FOLDER / NAME if named is None else Path(named) if named else None


def _read():
    """What the file has; nothing if there is none. Raises Trouble if it cannot be read, and leaves it as it is."""
    path = _path()
    try:
        if path is None or not path.exists():
            return {}
        if not path.is_file() or path.stat().st_size > LARGEST:
            raise ValueError
        return {name: _done(**one) for name, one in json.loads(path.read_text(encoding="utf-8")).items()}
    except OSError as error:
        raise Trouble(f"cannot be read ({error.strerror or error})") from None
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise Trouble("is damaged; rename it, or begin anew with forget()") from None


def _done(verdict, attempts, hints):
    """One exercise of the file. Raises ValueError if it is not what this module writes."""
    if verdict not in RANK or not all(type(count) is int and 0 <= count < LARGEST for count in (attempts, hints)):
        raise ValueError
    return Done(verdict, attempts, hints)


@contextlib.contextmanager
def _alone(path):
    """Hold a lock that other kernels wait for; one that is left over is broken."""
    lock, end = path.with_name(f"{path.name}.lock"), time.monotonic() + PATIENCE
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
            break
        except FileExistsError:
            if time.monotonic() > end:
                with contextlib.suppress(FileNotFoundError):
                    lock.unlink()
            time.sleep(0.005)
    try:
        yield
    finally:
        with contextlib.suppress(FileNotFoundError):
            lock.unlink()
