"""A file that several kernels write: one at a time, and each time whole."""

import contextlib
import errno
import os
import sys
import tempfile
import time
from pathlib import Path

try:
    import fcntl

    def _take(file):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
except ImportError:  # Windows has a lock of its own; other systems may have neither
    try:
        import msvcrt

        def _take(file):
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    except ImportError:

        def _take(file):
            pass


BUSY = (BlockingIOError, PermissionError)  # what a lock that another kernel holds raises, on Linux, macOS and Windows


@contextlib.contextmanager
def alone(path, patience=20.0):
    """Hold the file `path` for this kernel alone, by a lock beside it that is gone afterwards.

    Raises TimeoutError if another has held it for `patience` seconds, and OSError if the folder cannot be written.
    """
    if sys.platform == "emscripten":  # a browser's drive has no locks, and tells two descriptors of a file apart
        yield
        return
    lock, end = Path(path).with_name(f".{Path(path).name}.lock"), time.monotonic() + patience
    while (file := _held(lock)) is None:
        if time.monotonic() > end:
            raise TimeoutError(f"{path} is being written by another program")
        time.sleep(0.01)
    try:
        yield
    finally:
        if os.name == "nt":  # there nobody may have a file open that is deleted; elsewhere only its holder deletes it
            file.close()
        with contextlib.suppress(OSError):
            lock.unlink()
        file.close()


def _held(lock):
    """The open lock file, or None if another has it."""
    try:
        file = open(lock, "a")
    except PermissionError:
        if os.name == "nt":  # it is just being deleted
            return None
        raise
    try:
        _take(file)
        if os.path.samestat(os.fstat(file.fileno()), os.stat(lock)):  # not deleted since it was opened
            return file
    except (*BUSY, FileNotFoundError):
        pass
    except OSError:  # a file system without locks
        return file
    file.close()
    return None


def replace(path, text):
    """Write `text` to `path`, UTF-8, so that whoever reads it sees the old file or the new one, never a part."""
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "no regular file", str(path))
    handle, part = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with open(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(part, path.stat().st_mode & 0o777 if path.exists() else 0o644)  # others may collect it
        _move(part, path)
    except BaseException:
        os.unlink(part)
        raise


def _move(part, path):
    """Put one file in the place of another; Windows refuses while somebody is reading that."""
    for wait in (0.05, 0.1, 0.2, 0.4, None):
        try:
            return os.replace(part, path)
        except PermissionError:
            if os.name != "nt" or wait is None:
                raise
            time.sleep(wait)
