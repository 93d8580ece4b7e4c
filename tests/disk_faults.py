"""Command lines whose n-th change on the disk fails, or that are killed before it: what must be true afterwards.

`python scripts/faults.py` tries every point of every scenario; the test suite tries some of them.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from appealgen.output.entries import ANONYMOUS
from appealgen.output.journal import NAME as JOURNAL
from appealgen.output.lock import NAME as LOCK
from appealgen.output.manifest import NAME as MANIFEST
from appealgen.output.manifest import manifest_of
from appealgen.output.partial_files import is_partial
from power_cut import Change, Tree, trees

LASTING, KILLING, HALVING = 1, 2, 4
"""As in `native/faults.c`."""
KILLED = -9
DONE, REFUSED = 0, 6


class Fault(NamedTuple):
    """An event at a point."""

    name: str
    error: int = 0
    mode: int = 0


FAULTS = (
    Fault("kill", mode=KILLING),
    *(
        Fault(f"{errno.errorcode[number]} {when}", number, mode)
        for number in (errno.ENOSPC, errno.EIO, errno.EACCES)
        for when, mode in (("once", 0), ("for good", LASTING))
    ),
    Fault("half a write, then ENOSPC", errno.ENOSPC, HALVING | LASTING),
)


@dataclass(frozen=True)
class Scenario:
    """A command line, the files that exist before it, and earlier command lines."""

    name: str
    arguments: Sequence[str]
    files: Mapping[str, bytes] = field(default_factory=dict)
    earlier: Sequence[Sequence[str]] = ()
    edited: Mapping[str, bytes] = field(default_factory=dict)
    """Files that somebody edited after the earlier runs."""
    unsynced: str = "^$"
    """Paths of files that a power cut may tear during the run; a second run completes them."""
    again: bool = True
    """Whether the command line may be repeated after success; `new` replaces nothing."""


COUNTED = frozenset(
    (
        "mkdir",
        "rmdir",
        "unlink",
        "rename",
        "link",
        "symlink",
        "truncate",
        "ftruncate",
        "fsync",
        "close",
        "open",
        "write",
    )
)


class Process:
    """A process running `fault_process.py`, and the folder for its command lines."""

    def __init__(self, library: Path, folder: Path) -> None:
        self.folder, self._files = folder / "watched", folder / "files"
        self._files.mkdir(parents=True)
        (self.folder / "work").mkdir(parents=True)
        homes = {name: str(self.folder / "home") for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
        self._environment = homes | {"APPEALGEN_LANG": "en", "COLUMNS": "500"}
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("fault_process.py"))],
            env=os.environ | {"LD_PRELOAD": str(library)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._answer() == 0

    def close(self) -> None:
        self._process.communicate()

    def _ask(self, request: Mapping[str, Any]) -> int | None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{json.dumps(request)}\n".encode())
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> int | None:
        assert self._process.stdout is not None
        value: int | None = json.loads(self._process.stdout.readline())
        return value

    @contextmanager
    def begun(self, arguments: Sequence[str], tree: Tree) -> Iterator[Run]:
        """Start a command line and stop at its first change in a tree; without one it has ended already."""
        restore(self.folder, tree)
        self._files.joinpath("stderr").write_bytes(b"")
        work = str(self.folder / "work")
        request = {"arguments": arguments, "cwd": work, "environment": self._environment}
        request |= {"watching": str(self.folder), "stderr": str(self._files / "stderr")}
        code = self._ask(request)
        yield Run(self, tree, code)
        if code is None:
            assert self._ask({}) == 0

    def at(self, number: int, fault: Fault, *, noting: bool = False) -> Outcome:
        """Continue from the first change, with the fault at the n-th."""
        error, notes = self._files / "stderr", self._files / "notes"
        notes.unlink(missing_ok=True)
        code = self._ask(
            {
                "at": number,
                "error": fault.error,
                "mode": fault.mode,
                "stderr": str(error),
                "notes": str(notes) if noting else "",
            }
        )
        assert code is not None
        changes = list(noted(notes.read_bytes(), self.folder)) if noting else []
        return Outcome(code, error.read_text(encoding="utf-8"), read(self.folder), changes)


class Outcome(NamedTuple):
    """How a command line ended, and what it left."""

    code: int
    stderr: str
    tree: Tree
    changes: Sequence[Change] = ()


class Run(NamedTuple):
    """A command line that runs from the same tree again and again."""

    process: Process
    tree: Tree
    code: int | None

    def at(self, number: int, fault: Fault, *, noting: bool = False) -> Outcome:
        """The outcome of a fault at a point; 0 means no fault."""
        if self.code is not None:
            return Outcome(self.code, "", self.tree)
        restore(self.process.folder, self.tree)
        return self.process.at(number, fault, noting=noting)


def quick_folder() -> Path | None:
    """A folder in memory, if there is one."""
    memory = Path("/dev/shm")
    return memory if os.access(memory, os.W_OK) else None


def noted(data: bytes, folder: Path) -> Iterator[Change]:
    """Parse the notes of `native/faults.c`."""
    at = 0
    while at < len(data):
        kind, numbers, path, other = (part.decode() for part in data[at:].split(b"\n", 4)[:4])
        at += len(f"{kind}\n{numbers}\n{path}\n{other}\n".encode())
        _, where, length = map(int, numbers.split())
        path, other = (os.path.relpath(each, folder) if each else "" for each in (path, other))
        what, failed = kind.removeprefix("failed "), kind.startswith("failed ")
        yield Change(what, path, other, where, data[at : at + length], failed)
        at += length


def read(folder: Path) -> Tree:
    """The files below a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def restore(folder: Path, tree: Tree) -> None:
    """Restore a tree below a folder; the folder `work` is kept, because a process may be in it."""
    now = read(folder)
    for path in sorted(now, reverse=True):
        if path not in tree or (tree[path] is None) != (now[path] is None):
            place = folder / path
            if now[path] is None:
                shutil.rmtree(place)
            else:
                place.unlink(missing_ok=True)
    for path, data in sorted(tree.items()):
        if data is None:
            (folder / path).mkdir(exist_ok=True)
        elif now.get(path) != data:
            (folder / path).unlink(missing_ok=True)  # the same bytes may have another name
            (folder / path).write_bytes(data)


def is_own(path: str) -> bool:
    """Whether a file is partial, a lock or a journal."""
    name = Path(path).name
    return name in (LOCK, JOURNAL) or is_partial(name)


def of_users(tree: Tree) -> Tree:
    """The tree without our own files and without folders."""
    return {path: data for path, data in tree.items() if data is not None and not is_own(path)}


def fingerprint(tree: Tree) -> str:
    """Equal for trees that differ only in the random part of names and in the holder of a lock."""
    plain = {
        re.sub(r"\.[0-9a-f]{12}\.", ".x.", path): b"" if Path(path).name == LOCK else data
        for path, data in tree.items()
    }
    return sha256(repr(sorted(plain.items(), key=str)).encode()).hexdigest()


class Tried:
    """A scenario: its undisturbed result, and the errors found when it is disturbed."""

    def __init__(self, process: Process, scenario: Scenario) -> None:
        self.process, self.scenario = process, scenario
        tree: Tree = {"home": None, "work": None, **{f"work/{path}": data for path, data in scenario.files.items()}}
        for arguments in scenario.earlier:
            tree = self._undisturbed(arguments, tree).tree
        self.before = {**tree, **{os.path.normpath(f"work/{path}"): data for path, data in scenario.edited.items()}}
        undisturbed = self._undisturbed(scenario.arguments, self.before)
        self.after = undisturbed.tree
        self.changes = undisturbed.changes
        self.points = [change for change in undisturbed.changes if change.kind in COUNTED]
        self._runs_again: dict[str, list[str]] = {}

    @property
    def folders(self) -> int:
        """Number of different trees that were left and used as the start of another run."""
        return len(self._runs_again)

    def _undisturbed(self, arguments: Sequence[str], tree: Tree) -> Outcome:
        with self.process.begun(arguments, tree) as run:
            outcome = run.at(0, Fault("none"), noting=True)
        assert outcome.code == DONE, (arguments, outcome)
        assert not [path for path in outcome.tree if is_own(path)], arguments
        return outcome

    def at(self, numbers: Sequence[int], faults: Sequence[Fault] = FAULTS) -> Iterator[tuple[int, Fault, str]]:
        """Errors after faults at points, which are numbered from 1."""
        disturbed = []
        with self.process.begun(self.scenario.arguments, self.before) as run:
            for number in numbers:
                for fault in faults:
                    outcome = run.at(number, fault)
                    disturbed.append((number, fault, outcome.tree))
                    yield from ((number, fault, what) for what in self._wrong(number, fault, outcome))
        for number, fault, tree in disturbed:
            yield from ((number, fault, f"run again: {what}") for what in self._again(tree))

    def after_cuts(self, runs: int) -> Iterator[str]:
        """Errors after a power cut behind any change; `runs` of the trees are the start of another run."""
        found: dict[str, tuple[str, Tree]] = {}
        kept_all = next((n for n, change in enumerate(self.changes, 1) if change.kind == "sync"), len(self.changes))
        for number, kept, tree in trees(self.before, self.changes):
            where = f"behind {number} {self.changes[number - 1][:3]}, {kept}"
            outcome = Outcome(KILLED, "", tree)
            if number == len(self.changes) and of_users(tree) != of_users(self.after):
                yield f"{where}: was told to be done, and is not"
            for path, what in self._torn(outcome):
                if number >= kept_all or not re.search(self.scenario.unsynced, path):
                    yield f"{where}: {path}: {what}"
            found[fingerprint(tree)] = where, tree
        for where, tree in list(found.values())[:: max(1, len(found) // runs)]:
            yield from (f"{where}: run again: {what}" for what in self._again(tree))

    def _wrong(self, number: int, fault: Fault, outcome: Outcome) -> Iterator[str]:
        point = self.points[number - 1]
        yield from (f"{path}: {what}" for path, what in self._torn(outcome))
        own = {re.sub(r"\.[0-9a-f]{12}\.", ".x.", path) for path in outcome.tree if is_own(path)}
        if fault.mode & KILLING:
            if outcome.code != KILLED:
                yield f"ends with {outcome.code} although it was killed"
            return
        if outcome.code not in (DONE, REFUSED):
            yield f"ends with {outcome.code}: {outcome.stderr[-500:]}"
        if "nothing was changed" in outcome.stderr and of_users(outcome.tree) != of_users(self.before):
            yield "says that nothing was changed, and something was"
        if "Traceback" in outcome.stderr or ".part" in outcome.stderr:
            yield f"says {outcome.stderr[-500:]}"
        if outcome.code == DONE and of_users(outcome.tree) != of_users(self.after):
            yield "ends with 0, and is not done"
        if outcome.code == REFUSED and not any(name in outcome.stderr for name in self._names(number, fault)):
            yield f"does not name {self._names(number, fault)}: {outcome.stderr}"
        cannot_remove = fault.mode & LASTING and fault.error != errno.ENOSPC
        if {_name(path) for path in own} - {JOURNAL} and not cannot_remove and point.kind != "unlink":
            yield f"leaves {own}"
        if JOURNAL in map(_name, own) and outcome.code == DONE and point.kind != "unlink" and not cannot_remove:
            yield "leaves a journal although it is done"
        if any(map(is_partial, map(_name, own))) and LOCK not in map(_name, own):
            yield f"leaves {own}, and no lock to sweep them by"

    def _names(self, number: int, fault: Fault) -> set[str]:
        """Names that a message may contain: the destination of a partial file, or the folder of a lock.

        A full disk still removes and closes files; then the first operation that needs space fails. A failing sync of
        a folder's names stops nothing, nor does a failing write into the lock.
        """
        spared = ("unlink", "rmdir", "close") if fault.error == errno.ENOSPC else ()
        follow = (each for each in self.points[number - 1 :] if each.kind not in spared and not _is_optional(each))
        points = [next(follow, self.points[-1])]
        if fault.mode & LASTING:  # the first operation may be one that the run can do without
            points += follow
        if points[0].kind == "mkdir":  # the file for which a folder is made is more helpful
            points.append(next((each for each in follow if each.kind != "mkdir"), self.points[-1]))
        names = set()
        for path in filter(None, (path for point in points for path in (point.path, point.other))):
            name = re.sub(r"^\.(.+)\.[0-9a-f]{12}(\.old)?\.part$", r"\1", _name(path).removesuffix(" (deleted)"))
            names.add(Path(path).parent.name if name == LOCK else name)
        return names

    def _torn(self, outcome: Outcome) -> Iterator[tuple[str, str]]:
        """Content that is neither old nor new."""
        before, after, now = of_users(self.before), of_users(self.after), of_users(outcome.tree)
        for path in sorted({*before, *after, *now}):
            if _name(path) == MANIFEST and path in now and now[path] not in (before.get(path), after.get(path)):
                yield from ((path, what) for what in self._wrong_manifest(path, outcome))
            elif _name(path) == MANIFEST and path in now and now[path] != before.get(path) and now != after:
                yield path, "is there before what it names"
            elif now.get(path) not in (before.get(path), after.get(path)):
                size = len(now[path] or b"") if path in now else None
                yield path, "lost" if size is None else f"torn ({size} bytes)"

    def _wrong_manifest(self, path: str, outcome: Outcome) -> Iterator[str]:
        """Errors of a stopped run's manifest: it must name only existing, unchanged files."""
        try:
            manifest = manifest_of(json.loads(outcome.tree[path] or b""))
        except ValueError:
            manifest = None
        if manifest is None:
            yield "torn"
            return
        for entry in manifest.entries.values():
            data = outcome.tree.get(f"{Path(path).parent}/{entry.path}")
            if entry.state == "removing" or entry.state in ANONYMOUS:
                continue
            if data is None or sha256(data).hexdigest() != entry.sha256:
                yield f"is wrong about {entry.path}"

    def _again(self, tree: Tree) -> list[str]:
        """Errors of an undisturbed second run of the same command line; equal trees end the same way."""
        key = fingerprint(tree)
        if key not in self._runs_again:
            self._runs_again[key] = list(self._wrong_again(tree))
        return self._runs_again[key]

    def _wrong_again(self, tree: Tree) -> Iterator[str]:
        with self.process.begun(self.scenario.arguments, tree) as run:
            outcome = run.at(0, Fault("none"))
        is_refused = not self.scenario.again and of_users(tree) == of_users(self.after)
        if outcome.code != (REFUSED if is_refused else DONE):
            yield f"ends with {outcome.code}: {outcome.stderr[-500:]}"
        if outcome.tree != self.after:
            differing = [
                path
                for path in sorted({*outcome.tree, *self.after})
                if outcome.tree.get(path, 0) != self.after.get(path, 0)
            ]
            yield f"differs in {differing}"


def _is_optional(point: Change) -> bool:
    signs = _name(point.path) == LOCK and point.kind in ("ftruncate", "write", "close")
    return signs or (point.kind == "fsync" and not is_own(point.path))


def _name(path: str) -> str:
    return Path(path).name
