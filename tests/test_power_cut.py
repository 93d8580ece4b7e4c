"""The simulated disk that keeps only synced data: what it may have after a power cut."""

from __future__ import annotations

import os

import pytest

from power_cut import Change, Tree, trees

OPEN = Change("open", ".partial", where=os.O_CREAT)
WRITE = Change("write", ".partial", data=b"newer")
SYNC = Change("fsync", ".partial")
RENAME = Change("rename", ".partial", "a")
SYNC_NAMES = Change("fsync", ".")
OLD: Tree = {"a": b"old"}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ([OPEN, WRITE, RENAME], [b"", b"ne", b"newer", b"old"]),
        ([OPEN, WRITE, SYNC, RENAME], [b"newer", b"old"]),
        ([OPEN, WRITE, RENAME, SYNC_NAMES], [b"", b"ne", b"newer"]),
        ([OPEN, WRITE, SYNC, RENAME, SYNC_NAMES], [b"newer"]),
        ([OPEN, WRITE, RENAME, Change("sync", ".")], [b"newer"]),
        ([Change("write", "a", where=3, data=b"er")], [b"old", b"olde", b"older"]),
        ([Change("ftruncate", "a", where=0)], [b"", b"old"]),
        ([Change("unlink", "a")], [None, b"old"]),
        ([Change("unlink", "a", failed=True)], [b"old"]),
        ([Change("link", "a", "b"), RENAME._replace(path="b")], [b"old"]),
    ],
)
def test_possible_trees(changes: list[Change], found: list[bytes | None]) -> None:
    last = [tree.get("a") for number, _, tree in trees(OLD, changes) if number == len(changes)]
    assert sorted(set(last), key=str) == sorted(found, key=str)


def test_folders_keep_their_names_apart() -> None:
    changes = [
        Change("mkdir", "x"),
        Change("mkdir", "y"),
        Change("fsync", "."),
        Change("open", "x/a", where=os.O_CREAT),
        Change("open", "y/b", where=os.O_CREAT),
    ]
    found = {frozenset(path for path in tree if "/" in path) for number, _, tree in trees({}, changes) if number == 5}
    assert found == {frozenset(each) for each in ((), ("x/a",), ("y/b",), ("x/a", "y/b"))}
