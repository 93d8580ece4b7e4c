"""One lock for each folder, held while its files are read, classified and replaced.

A module of our own, because libraries for it cost more start-up than all of it: flock on POSIX, a locked byte on
Windows. The system releases either when the process ends, in whatever way.
"""

from __future__ import annotations

import contextlib
import datetime
import errno
import json
import os
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from appealgen.errors import Problem, ProblemCode, WriteError
from appealgen.messages import message
from appealgen.output.partial_files import LOCK, cannot_write, has_leftovers, make_folders, sweep, sync_folder
from appealgen.paths import is_taken, real

NAME = LOCK
_PATIENCE, _PAUSE = 2.0, 0.05
"""Seconds to wait for another run, and between attempts."""
_LARGEST = 1000
"""Bytes to read of a lock file; it has fewer."""
_LOCKED_BYTE = 1 << 30
"""Position of the byte that is locked on Windows: far behind the text, because nobody else reads a locked byte."""


@contextlib.contextmanager
def locked(folder: Path, *, below: bool = True) -> Iterator[None]:
    """Hold the lock of a folder, which is made if missing; partial files of a killed run in it or below are swept.

    The lock file names its holder, for the message of a refusal, and is removed at the end. Raises WriteError when
    another run holds the lock for more than two seconds, or the folder is not writable.
    """
    made: list[Path] = []
    try:
        made = make_folders(folder)
        descriptor, was_killed = _acquired(folder)
    except OSError as error:
        _remove_empty(made)
        raise cannot_write(_named(folder), error) from error
    try:
        _sign(descriptor)
        if was_killed:
            sweep(folder, below=below)
        for each in (folder, *(new.parent for new in made)):  # so that no power cut leaves partial files without it
            sync_folder(each)
        yield
    except BaseException as error:
        try:
            if not isinstance(
                error, WriteError
            ):  # stopped, perhaps between making a partial file and recording its name
                sweep(folder, below=below)
        finally:
            _release(descriptor, folder)
            _remove_empty(made)
        raise
    _release(descriptor, folder)


def was_killed(folder: Path) -> bool:
    """Whether a folder has the lock of a killed run; during another run, that run's lock."""
    return is_taken(folder / NAME)


def _acquired(folder: Path) -> tuple[int, bool]:
    """The descriptor of the lock, and whether its last holder was killed: then its file still existed."""
    path, until = folder / NAME, time.monotonic() + _PATIENCE
    while True:
        descriptor, is_new = _opened(path)
        try:
            if _is_taken(descriptor):
                if _is_current(descriptor, path):
                    return descriptor, not is_new
            elif time.monotonic() > until:
                raise _busy(folder, descriptor)
            else:
                time.sleep(_PAUSE)
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _opened(path: Path) -> tuple[int, bool]:
    """Open the lock file, never a link, pipe or device; returns whether it is new."""
    flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        return os.open(path, flags | os.O_CREAT | os.O_EXCL, 0o600), True
    except FileExistsError:
        pass
    try:
        descriptor = os.open(path, flags)
    except FileNotFoundError:  # its holder removed it meanwhile
        return _opened(path)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EEXIST, "not a regular file", str(path))
    return descriptor, False


def _is_taken(descriptor: int) -> bool:
    """Try to lock; whether this process alone now has the file. Always true on a file system without locks."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        pass
    return True


def _is_current(descriptor: int, path: Path) -> bool:
    """Whether the locked file is still the one at the path: its last holder may have removed it meanwhile."""
    try:
        there = path.lstat()
    except FileNotFoundError:
        return False
    here = os.fstat(descriptor)
    return (here.st_dev, here.st_ino) == (there.st_dev, there.st_ino)


def _sign(descriptor: int) -> None:
    """Write process, host and time into the lock file."""
    started = datetime.datetime.fromtimestamp(os.fstat(descriptor).st_mtime, datetime.UTC)
    host = os.uname().nodename if hasattr(os, "uname") else ""
    holder = {"pid": os.getpid(), "host": host, "started": f"{started:%Y-%m-%d %H:%M} UTC"}
    with contextlib.suppress(OSError):  # a full disk: the lock holds without
        os.truncate(descriptor, 0)
        os.write(descriptor, json.dumps(holder).encode())


def _release(descriptor: int, folder: Path) -> None:
    """Remove the file, then unlock, in this order; Windows does not remove an open file.

    If a partial file is left, the lock file stays, as after a killed run.
    """
    stays = has_leftovers(folder)
    try:
        if sys.platform != "win32" and not stays:
            with contextlib.suppress(OSError):
                (folder / NAME).unlink()
    finally:
        with contextlib.suppress(OSError):
            os.close(descriptor)
    if sys.platform == "win32" and not stays:
        with contextlib.suppress(OSError):
            (folder / NAME).unlink()


def _busy(folder: Path, descriptor: int) -> WriteError:
    hint = message("wait until it is done, or choose another folder with --out")
    text = message("another run is writing into this folder")
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        os.lseek(descriptor, 0, os.SEEK_SET)
        holder = json.loads(os.read(descriptor, _LARGEST))
        text = message(
            "another run is writing into this folder: process {pid} on {host}, since {started}",
            pid=int(holder["pid"]),
            host=str(holder["host"]),
            started=str(holder["started"]),
        )
    return WriteError(Problem(ProblemCode.BUSY, text, hint, file=str(_named(folder))))


def _named(folder: Path) -> Path:
    """The folder in the words of a message: the current folder has no name of its own."""
    return folder if folder.name else real(folder)


def _remove_empty(folders: list[Path]) -> None:
    for folder in reversed(folders):
        with contextlib.suppress(OSError):
            folder.rmdir()
