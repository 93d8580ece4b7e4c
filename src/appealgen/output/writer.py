"""Bytes → files: what stands at each path is known first, then each file is written whole, the manifest last.

A run of one sender is written as a whole or not at all (`write_all`), a batch file by file, each whole (`write_one`).
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from appealgen.errors import Problem, ProblemCode, WriteError
from appealgen.messages import message
from appealgen.output.drafts import cannot_write, draft_name, make_folders, open_draft, sync_folder
from appealgen.paths import is_folder, is_taken


@dataclass
class _Undo:
    """What a run has done so far, to put it back by: folders made, drafts written, files moved."""

    folders: list[Path] = field(default_factory=list)
    drafts: list[tuple[Path, Path]] = field(default_factory=list)
    moved: list[tuple[Path, Path | None]] = field(default_factory=list)

    def put_back(self) -> None:
        """Have everything as it was; what stood in a place gets its name back, and its second name goes."""
        for path, aside in self.moved:
            with contextlib.suppress(OSError):
                if aside is not None:
                    aside.replace(path)
                else:
                    path.unlink(missing_ok=True)
        self.forget_set_aside()
        for draft, _ in self.drafts:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)
        for folder in reversed(self.folders):
            with contextlib.suppress(OSError):
                folder.rmdir()

    def forget_set_aside(self) -> None:
        """Remove the second names; a hard link that is moved onto its own file stays (POSIX rename)."""
        for _, aside in self.moved:
            if aside is not None:
                with contextlib.suppress(OSError):
                    aside.unlink(missing_ok=True)


def write_all(files: Sequence[tuple[Path, bytes]]) -> None:
    """Write all files, for their owner's eyes only, or none: each is written beside its place first, then all move.

    The last of the files is the last to move. When anything fails, or somebody stops it, everything is put back as it
    was. Raises WriteError naming the path.
    """
    assert len({path for path, _ in files}) == len(files), "two files of one name"
    undo, path = _Undo(), Path()
    try:
        for path, data in files:
            undo.folders += make_folders(path.parent)
            undo.drafts.append((_draft_of(path, data), path))
        for draft, path in undo.drafts:
            undo.moved.append((path, _set_aside(path)))
            draft.replace(path)
        for folder in {path.parent for path, _ in files}:
            sync_folder(folder)
    except BaseException as error:
        undo.put_back()
        if not isinstance(error, OSError):
            raise
        hint = message(
            "is there space on the disk, may you write there, is it open in another program? nothing was changed"
        )
        text = message("cannot write it: {reason}", reason=error.strerror or error)
        raise WriteError(Problem(ProblemCode.CANNOT_WRITE, text, hint, file=str(path))) from error
    undo.forget_set_aside()


def write_one(path: Path | str, data: bytes) -> None:
    """Write one file for its owner's eyes only, in place of what stands there; it is whole at every moment.

    Raises WriteError naming the path.
    """
    folder, name = os.path.split(path)
    draft = f"{folder}{os.sep}{draft_name(name)}" if folder else draft_name(name)
    try:
        descriptor = open_draft(draft, folder)
        try:
            with os.fdopen(descriptor, "wb", buffering=0) as stream:
                if stream.write(data) != len(data):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.replace(draft, path)  # noqa: PTH105  a Path costs more than the call
        except BaseException:
            with contextlib.suppress(FileNotFoundError):  # stopped when it was in its place already
                os.unlink(draft)  # noqa: PTH108
            raise
    except OSError as error:
        raise cannot_write(path, error) from error


def make_folder(folder: str) -> bool:
    """Make a folder, and those above it, for its owner alone; whether it was not there. Raises WriteError."""
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


def _draft_of(path: Path, data: bytes) -> Path:
    """Write the bytes beside `path`, for good; leaves nothing behind when that fails."""
    draft = path.with_name(draft_name(path.name))
    descriptor = open_draft(str(draft), str(path.parent))
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft


def _set_aside(path: Path) -> Path | None:
    """A second name for what stands at `path`, to put it back by; None when there is nothing.

    The file itself stays in its place, so that there is a whole one there at every moment.
    """
    if is_folder(path):
        raise IsADirectoryError(errno.EISDIR, "a folder is in the way")
    if not is_taken(path):
        return None
    aside = path.with_name(draft_name(path.name, ".old"))
    try:
        os.link(path, aside, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a file system without hard links
        shutil.copy2(path, aside, follow_symlinks=False)
    return aside
