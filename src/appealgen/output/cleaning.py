"""Remove personal data from an output folder after an event, and keep the numbers of its letters.

First the manifest names the files to be removed, then the files are removed, then the manifest keeps only anonymous
letters. At every moment each existing file has its entry and each letter counts once: if killed half-way, run it
again.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from appealgen.errors import Problem, ProblemCode, WriteError
from appealgen.messages import message
from appealgen.output import journal
from appealgen.output.counting import CountedLetter, cases_with, counted_letters, left_over
from appealgen.output.entries import ANONYMOUS, NOT_CURRENT, FileEntry
from appealgen.output.inspection import Inspection, inspect
from appealgen.output.lock import locked
from appealgen.output.manifest import Manifest, write_manifest
from appealgen.output.partial_files import sweep, sync_folder
from appealgen.paths import is_link


@dataclass(frozen=True)
class Cleaning:
    """Files to remove from an output folder, and obstacles to that."""

    found: Inspection
    files: tuple[FileEntry, ...]
    conflicts: tuple[Problem, ...]

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to remove, and the manifest has no name."""
        return all(entry.state in ANONYMOUS for entry in self.found.manifest.entries.values())

    @property
    def notices(self) -> tuple[Problem, ...]:
        """A notice for each file that stays because appealgen did not write it."""
        return tuple(problem for problem in self.found.problems if problem.code is ProblemCode.UNKNOWN_FILE)

    def as_json(self, *, done: bool) -> dict[str, object]:
        """The JSON object of `clean`, before it or with `done` after it."""
        state = "removed" if done else "planned"
        return {
            "version": 1,
            "files": [{"path": entry.path, "kind": entry.kind, "state": state} for entry in self.files],
            "unknown": list(self.found.paths("unknown")),
            "notices": [notice.as_json() for notice in (*self.notices, *self.conflicts)],
            "errors": [],
        }


def plan_cleaning(out: Path, *, overwrite: bool = False) -> Cleaning:
    """Plan the removal of every file of the manifest that is as it was written; with `overwrite`, edited ones too.

    Raises InputError for a folder without a valid manifest, WriteError for one that cannot be read.
    """
    found = inspect(out)
    wanted = {"intact", "changed"} if overwrite else {"intact"}
    files = tuple(e for path, e in found.manifest.entries.items() if found.statuses.get(path) in wanted)
    hint = message("--overwrite removes it too; or move it away")
    changed = () if overwrite else found.paths("changed")
    conflicts = [
        Problem(ProblemCode.CONFLICT, message("edited since it was written"), hint, file=str(out / path))
        for path in changed
    ]
    conflicts += [p for p in found.problems if p.code in (ProblemCode.BLOCKED, ProblemCode.UNREADABLE)]
    return Cleaning(found, files, tuple(conflicts))


def clean(shown: Cleaning, *, overwrite: bool = False) -> Cleaning:
    """Remove the planned files, and return what was removed.

    Looks at the folder again first. Raises WriteError for obstacles and for files added since; then nothing is
    removed. Also raises it when a file cannot be removed: then run it again.
    """
    out = shown.found.out
    with locked(out):
        planned = plan_cleaning(out, overwrite=overwrite)
        if planned.conflicts:
            raise WriteError(planned.conflicts)
        if {entry.path for entry in planned.files} - {entry.path for entry in shown.files}:
            text = message("another run has written into the folder in the meantime")
            raise WriteError(
                Problem(ProblemCode.CHANGED_MEANWHILE, text, message("check it again, then clean it"), file=str(out))
            )
        sweep(out)
        manifest = _announce(planned)
        _remove(planned)
        letters = list(_anonymous(manifest))
        write_manifest(out, _notices(manifest, letters), (entry.json for _, entry in letters))
    return planned


def _announce(planned: Cleaning) -> Manifest:
    """Write the manifest with the files to be removed, and return it; the journal, now part of it, is deleted."""
    out, manifest = planned.found.out, planned.found.manifest
    going = {e.path: e._replace(state="removing") for e in planned.files if e.state not in NOT_CURRENT}
    announced = Manifest({**manifest.entries, **going}, manifest.notices)
    write_manifest(
        out, (notice.json for notice in manifest.notices), (entry.json for entry in announced.entries.values())
    )
    _unlink(out / journal.NAME)
    sync_folder(out)
    return announced


def _remove(planned: Cleaning) -> None:
    """Remove the files for good: the disk drops them before the manifest does."""
    out = planned.found.out
    for entry in planned.files:
        _unlink(out / entry.path)
    _remove_empty_folders(planned)
    folders = {folder for entry in planned.files for folder in (out / entry.path).parents if folder.is_relative_to(out)}
    for folder in folders:
        sync_folder(folder)


def _unlink(path: Path) -> None:
    with _removing(path):
        path.unlink(missing_ok=True)


@contextlib.contextmanager
def _removing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        text = message("cannot remove it: {reason}", reason=error.strerror or error)
        hint = message("is it open in another program? run it again afterwards")
        raise WriteError(Problem(ProblemCode.CANNOT_WRITE, text, hint, file=str(path))) from error


def _remove_empty_folders(planned: Cleaning) -> None:
    """Remove empty folders that held letters; links are not followed."""
    out = planned.found.out
    tops = {top for path in planned.found.manifest.entries for top, below, _ in [path.partition("/")] if below}
    for top in tops:
        for folder, _, _ in os.walk(out / top, topdown=False) if not is_link(out / top) else ():
            with _removing(Path(folder)):
                try:
                    os.rmdir(folder)  # noqa: PTH106
                except OSError as error:
                    if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                        raise


def _anonymous(manifest: Manifest) -> Iterator[tuple[CountedLetter, FileEntry]]:
    """Each letter with the one entry that counts it; nothing else is kept, and the order differs from the roster's."""
    numbers: Counter[str] = Counter()
    letters = sorted(counted_letters(manifest), key=lambda letter: [value or "" for value in letter.row[:-1]])
    for letter in letters:
        row = letter.row
        stem = f"{_word(row.case)}/{_word(row.target)}.{_word(row.language or '')}"
        numbers[stem] += 1
        yield (
            letter,
            FileEntry(
                path=f"{stem}.{numbers[stem]}",
                kind="letter",
                format="",
                state="removed" if letter.removed else "gone",
                case=row.case,
                target=row.target,
                route=cast("Any", row.route),
                channel=row.channel,
                language=row.language or "",
                country=row.country,
                date=row.date,
            ),
        )


def _word(text: str) -> str:
    """A safe part of a path, whatever a damaged manifest contains."""
    return re.sub(r"[^\w-]+", "-", text)[:100] or "-"


def _notices(manifest: Manifest, letters: Sequence[tuple[CountedLetter, FileEntry]]) -> Iterator[Mapping[str, Any]]:
    """Notices that count, in our own words: the originals may name a person."""
    left = left_over(manifest)
    for code in (ProblemCode.REHEARSAL, ProblemCode.ANYWAY):
        for case in cases_with(code, manifest):
            yield {"code": code, "message": code.meaning, "case": case}
    code = ProblemCode.LEFT_OVER
    for letter, entry in letters:
        if letter.paths <= left:
            yield {"code": code, "message": code.meaning, "case": entry.case, "file": entry.path}
