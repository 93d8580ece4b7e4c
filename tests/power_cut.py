"""Simulate the disk after a power cut: synced data, and any part of the rest.

This is the worst that POSIX allows, and that some file systems do. A name may exist before the bytes of its file,
which is then empty or partial. Names in one folder arrive in order, those of different folders do not. Syncing a file
does not sync its name: `fsync` of a file keeps only its bytes, and that of a folder only the names in it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

Tree = Mapping[str, bytes | None]
"""Contents of a folder, by path: bytes of files, None for folders."""


class Change(NamedTuple):
    """A change on the disk: `path` and `other` are below the folder, `where` is an offset or flags."""

    kind: str
    path: str
    other: str = ""
    where: int = 0
    data: bytes = b""
    failed: bool = False


@dataclass(eq=False)
class File:
    """The bytes of a file, and those that are safely on the disk."""

    data: bytes = b""
    synced: bytes = b""


@dataclass(eq=False)
class Folder:
    """The names in a folder, and those that are safely on the disk."""

    names: dict[str, File | Folder] = field(default_factory=dict)
    synced: dict[str, File | Folder] = field(default_factory=dict)


def _part(file: File) -> bytes:
    """Synced bytes, and half of those written after them."""
    kept = len(file.synced) if file.data.startswith(file.synced) else 0
    return file.data[: kept + (len(file.data) - kept) // 2]


Content = Callable[[File], bytes]
CONTENTS: dict[str, Content] = {
    "what was synced": lambda file: file.synced,
    "a part of what was written": _part,
    "what was written": lambda file: file.data,
}
"""Contents that the disk may have kept of files."""


class Disk:
    """A disk that starts with a tree and receives changes."""

    def __init__(self, tree: Tree) -> None:
        self.root = Folder()
        for path, data in sorted(tree.items()):
            folder, name = self._at(path)
            folder.names[name] = Folder() if data is None else File(data, data)
        self._sync_all()

    def _at(self, path: str) -> tuple[Folder, str]:
        *above, name = path.split("/")
        folder = self.root
        for part in above:
            below = folder.names[part]
            assert isinstance(below, Folder), path
            folder = below
        return folder, name

    def _node(self, path: str) -> File | Folder | None:
        if path == ".":
            return self.root
        folder, name = self._at(path)
        return folder.names.get(name)

    def _file(self, path: str) -> File:
        """The file at a path; a file without a name is ignored."""
        node = None if path.endswith(" (deleted)") else self._node(path)
        return node if isinstance(node, File) else File()

    def _nodes(self) -> Iterator[File | Folder]:
        waiting: list[File | Folder] = [self.root]
        while waiting:
            node = waiting.pop()
            yield node
            if isinstance(node, Folder):
                waiting += node.names.values()

    def _folders(self) -> list[Folder]:
        return [node for node in self._nodes() if isinstance(node, Folder)]

    def _sync_all(self) -> None:
        for node in self._nodes():
            _sync(node)

    def make(self, change: Change) -> None:
        """Apply a recorded change."""
        kind, path, other, where, data, failed = change
        if failed or kind == "close":
            return
        if kind == "sync":
            self._sync_all()
        elif kind == "fsync":
            if (node := self._node(path)) is not None:
                _sync(node)
        elif kind == "write":
            file = self._file(path)
            file.data = file.data[:where].ljust(where, b"\0") + data + file.data[where + len(data) :]
        elif kind in ("truncate", "ftruncate"):
            file = self._file(path)
            file.data = file.data[:where].ljust(where, b"\0")
        else:
            self._name(kind, path, other, where)

    def _name(self, kind: str, path: str, other: str, flags: int) -> None:
        folder, name = self._at(path)
        if kind == "mkdir":
            folder.names[name] = Folder()
        elif kind == "open":
            if name not in folder.names:
                folder.names[name] = File()
            elif flags & os.O_TRUNC:
                self._file(path).data = b""
        elif kind in ("unlink", "rmdir"):
            del folder.names[name]
        elif kind in ("rename", "link"):
            to, new_name = self._at(other)
            node = folder.names[name]
            if kind == "rename" and to.names.get(new_name) is not node:  # one file of two names keeps both
                del folder.names[name]
            to.names[new_name] = node
        else:
            raise AssertionError(kind)

    def after_a_cut(self) -> Iterator[tuple[str, Tree]]:
        """Possible trees after a cut, each with a note on what the disk kept."""
        folders = self._folders()
        late = [folder for folder in folders if folder.names != folder.synced]
        choices: list[tuple[str, set[Folder]]] = [("all names", set()), ("synced names", set(late))]
        if len(late) > 1:
            choices += [("all names but those of a folder", {folder}) for folder in late]
            choices += [("synced names and those of a folder", set(late) - {folder}) for folder in late]
        for names, old in choices:
            for content, kept in CONTENTS.items():
                yield f"{names}, {content}", dict(_tree(self.root, "", old, kept))


def _sync(node: File | Folder) -> None:
    if isinstance(node, File):
        node.synced = node.data
    else:
        node.synced = dict(node.names)


def _tree(folder: Folder, below: str, old: set[Folder], kept: Content) -> Iterator[tuple[str, bytes | None]]:
    for name, node in (folder.synced if folder in old else folder.names).items():
        if isinstance(node, Folder):
            yield f"{below}{name}", None
            yield from _tree(node, f"{below}{name}/", old, kept)
        else:
            yield f"{below}{name}", kept(node)


def trees(tree: Tree, changes: Sequence[Change]) -> Iterator[tuple[int, str, Tree]]:
    """Possible trees after a cut behind each change, with its number; each tree once for each number."""
    disk = Disk(tree)
    for number, change in enumerate(changes, 1):
        disk.make(change)
        seen: list[Tree] = []
        for kept, found in disk.after_a_cut():
            if found not in seen:
                seen.append(found)
                yield number, kept, found
