"""Bytes → files: every path is classified first, then each file is written whole, the manifest last.

A run for one sender is written as a whole or not at all (`write_all`), a batch file by file, each whole (`write_one`).
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from appealgen.errors import Problem, ProblemCode, WriteError
from appealgen.messages import message
from appealgen.output.classification import is_same, sha256
from appealgen.output.lock import locked, was_killed
from appealgen.output.partial_files import cannot_write, make_folders, open_partial, partial_name, remove, sync_folder
from appealgen.paths import is_file, is_folder, is_taken, read_file


@dataclass
class _Undo:
    """Steps of a run so far, for undoing them: folders made, partial files written, files moved."""

    folders: list[Path] = field(default_factory=list)
    partials: list[tuple[Path, Path]] = field(default_factory=list)
    moved: list[tuple[Path, Path | None]] = field(default_factory=list)

    def put_back(self) -> bool:
        """Restore everything, and return whether that worked: earlier files get their names back."""
        is_back = True
        for path, aside in reversed(self.moved):
            try:
                if aside is not None:
                    aside.replace(path)
                else:
                    path.unlink(missing_ok=True)
            except OSError:  # earlier files stay too: they may keep what this one replaced
                is_back = False
                break
        self.forget_set_aside()
        for partial, _ in self.partials:
            remove(partial)
        for folder in reversed(self.folders):
            with contextlib.suppress(OSError):
                folder.rmdir()
        return is_back

    def forget_set_aside(self) -> None:
        """Remove the second names; a hard link that is moved onto its own file stays (POSIX rename)."""
        asides = [aside for _, aside in self.moved if aside is not None]
        for aside in asides:
            remove(aside)
        for folder in {aside.parent for aside in asides}:
            sync_folder(folder)


def replace_all(files: Mapping[Path, bytes], read: Mapping[Path, bytes]) -> None:
    """Write all files or none, under the locks of their folders, if their content is still what was `read`.

    A path without a file counts as read if `read` has nothing for it. Remains of a killed run are swept. Raises
    WriteError.
    """
    folders = {path.parent for path in files} | {path.parent for path in read if was_killed(path.parent)}
    with contextlib.ExitStack() as locks:
        for folder in sorted(folders):
            locks.enter_context(locked(folder, below=False))
        for path, data in read.items():
            if (read_file(path, error=WriteError) if is_file(path) else b"") != data:
                hint = message("run it again: nothing was written")
                text = message("another program has written to it in the meantime")
                raise WriteError(Problem(ProblemCode.CHANGED_MEANWHILE, text, hint, file=str(path)))
        if files:
            write_all(list(files.items()))


def free_path(path: Path, data: bytes) -> Path:
    """The path, or with a number appended if a file with other content exists there."""
    numbered = (path.with_name(f"{path.name}-{number}") for number in itertools.count(2))
    paths = itertools.chain([path], numbered)
    return next(each for each in paths if not is_taken(each) or is_same(each, sha256(data)))


def write_all(files: Sequence[tuple[Path, bytes]]) -> None:
    """Write all files, readable by their owner only, or none: each is written beside its destination, then all move.

    The last file moves last, when the disk has the others. After an error or an interrupt, everything is restored.
    Raises WriteError naming the path.
    """
    assert len({path for path, _ in files}) == len(files), "two files of one name"
    undo, path = _Undo(), Path()
    try:
        for path, data in files:
            undo.folders += make_folders(path.parent)
            undo.partials.append((_write_partial(path, data), path))
        for partial, path in undo.partials:
            if path == files[-1][0]:
                _sync_names(files[:-1], undo.folders)
            undo.moved.append((path, _set_aside(path)))
            partial.replace(path)
        sync_folder(path.parent)
    except BaseException as error:
        is_back = undo.put_back()
        if not isinstance(error, OSError):
            raise
        if not is_back:
            raise cannot_write(path, error) from error
        hint = message(
            "check for free disk space and permission to write there, and whether it is open in "
            "another program; nothing was changed"
        )
        text = message("cannot write it: {reason}", reason=error.strerror or error)
        raise WriteError(Problem(ProblemCode.CANNOT_WRITE, text, hint, file=str(path))) from error
    undo.forget_set_aside()


def write_one(path: Path | str, data: bytes, *, synced: bool = False) -> None:
    """Write one file, readable by its owner only, over an existing one; the file at the path is always complete.

    Only with `synced` is it safe from a power cut before the run has ended. Raises WriteError naming the path.
    """
    folder, name = os.path.split(path)
    partial = f"{folder}{os.sep}{partial_name(name)}" if folder else partial_name(name)
    try:
        descriptor = open_partial(partial, folder)
        try:
            with os.fdopen(descriptor, "wb", buffering=0) as stream:
                if stream.write(data) != len(data):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                if synced:
                    os.fsync(stream.fileno())
            os.replace(partial, path)  # noqa: PTH105  a Path costs more than the call
        except BaseException:
            remove(partial)
            raise
    except OSError as error:
        raise cannot_write(path, error) from error


def make_folder(folder: str) -> bool:
    """Make a folder and its parents for its owner only; returns whether it was missing. Raises WriteError."""
    try:
        try:
            os.mkdir(folder, 0o700)  # noqa: PTH102  as above
        except FileExistsError:
            return False
        except FileNotFoundError:
            make_folders(Path(folder))
    except OSError as error:
        raise cannot_write(folder, error) from error
    return True


def _write_partial(path: Path, data: bytes) -> Path:
    """Write the bytes beside `path`, for good; leaves nothing behind on failure."""
    partial = path.with_name(partial_name(path.name))
    descriptor = open_partial(str(partial), str(path.parent))
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        remove(partial)
        raise
    return partial


def _sync_names(files: Sequence[tuple[Path, bytes]], made: Sequence[Path]) -> None:
    """Flush the names of files to disk, and those of folders made for them."""
    for folder in dict.fromkeys((*(path.parent for path, _ in files), *(folder.parent for folder in made))):
        sync_folder(folder)


def _set_aside(path: Path) -> Path | None:
    """A second name for the file at `path`, to restore it from; None if there is no file.

    The file itself keeps its name, so that there is a complete one at every moment.
    """
    if is_folder(path):
        raise IsADirectoryError(errno.EISDIR, "a folder is in the way")
    if not is_taken(path):
        return None
    aside = path.with_name(partial_name(path.name, ".old"))
    try:
        os.link(path, aside, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a file system without hard links
        shutil.copy2(path, aside, follow_symlinks=False)
    return aside
