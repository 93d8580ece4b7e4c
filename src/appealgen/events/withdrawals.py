"""Letters of earlier runs that a batch no longer plans: whose they are, and where they are in the pile."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from appealgen.errors import Problem, ProblemCode
from appealgen.events.corrections import in_unread
from appealgen.events.page_index import INDEX, rows_of
from appealgen.events.people import OF_WALK_IN, Identified
from appealgen.events.plan import Batch
from appealgen.messages import message, named, nmessage
from appealgen.output.counting import cases_with, closed_letters
from appealgen.output.entries import ANONYMOUS, NOT_CURRENT, OF_ONE_LETTER, FileEntry
from appealgen.output.manifest import Manifest
from appealgen.output.set_aside import FOLDER
from appealgen.paths import is_taken
from appealgen.reading.roster_columns import column_name


def no_longer_planned(batch: Batch, manifest: Manifest, moved: Collection[str] = ()) -> tuple[FileEntry, ...]:
    """Files of letters of earlier runs, for its cases and by its channels, that a batch of the whole roster lacks.

    Walk-ins cannot withdraw: their letters stay, and so do those of people in rows that cannot be read. Of a part of
    the roster, only those in the folders that its people had before: `moved`.
    """
    if batch.picked and not moved:
        return ()
    cases, ways = {case.id for case in batch.cases}, batch.options.channels
    earlier: dict[tuple[str, ...], list[FileEntry]] = {}
    for entry, folder in _of_people(manifest):
        if entry.case in cases and (entry.channel or "post") in ways and not OF_WALK_IN.fullmatch(folder):
            if batch.picked and folder not in moved:
                continue
            earlier.setdefault((folder, entry.case, entry.target, entry.language), []).append(entry)
    for letter in batch.letters() if earlier else ():
        earlier.pop((*letter.key, letter.prepared.category.language), None)
    there = in_unread({folder for folder, *_ in earlier} - set(moved), batch.unread.values())
    return tuple(entry for (folder, *_), several in earlier.items() if folder not in there for entry in several)


def withdrawal_notices(
    left: Sequence[FileEntry], out: Path, nameless: Sequence[int], *, moving: bool, picked: bool
) -> Iterator[Problem]:
    """Notices about letters that are no longer planned: whose they are, by case; not sure with `nameless` rows."""
    there = [entry for entry in left if is_taken(out / entry.path)]
    for case, folders in _folders_by_case(there).items():
        text = message(
            "letters of an earlier run are no longer planned: do not send them by mistake ({folders})",
            folders=", ".join(folders),
        )
        hint = message("--set-aside moves them into {folder}", folder=str(out / FOLDER)) if not moving else None
        if picked:
            name = column_name("sign")
            hint = message("enter “{name}” in the roster, then run it for everybody with --set-aside", name=name)
        elif nameless:
            text = message(
                "letters of an earlier run are no longer planned, unless nameless rows have them: {rows} ({folders})",
                rows=", ".join(map(str, nameless)),
                folders=", ".join(folders),
            )
            hint = message("fill in the names, and run it again")
        yield Problem(ProblemCode.LEFT_OVER, text, hint, case=case)


def to_pull(left: Sequence[FileEntry], now: Identified, manifest: Manifest, out: Path) -> Iterator[Problem]:
    """A notice about the pages in the pile of letters that are no longer planned, and of corrected people."""
    who = {(entry.case, entry.path.split("/")[1]) for entry in left if entry.state not in NOT_CURRENT}
    known = {
        (key.partition("/")[0], each.folder) for each in manifest.people.entries if each.person for key in each.letters
    }
    who |= {(case, folder) for case, folder in known if folder in now.corrected}
    who |= _only_printed(known, now, manifest)
    if pages := _in_the_pile(who, manifest, out):
        text = message("already printed? Take these pages out of the pile: {pages}", pages="; ".join(pages))
        hint = message("these are pages of the print files before this run: note them, only this run names them")
        yield Problem(ProblemCode.LEFT_OVER, text, hint)


def _only_printed(known: Collection[tuple[str, str]], now: Identified, manifest: Manifest) -> set[tuple[str, str]]:
    """Whose letters are no longer planned and only in print files: people by case, of those `known`."""
    batch = now.batch
    if "post" not in batch.options.channels:
        return set()
    cases = {case.id for case in batch.cases}
    planned = {(case.id, each.folder) for each in batch.signatories for case in batch.cases if each.writes_for(case)}
    left = {(case, folder) for case, folder in known if case in cases} - planned
    left = {(case, folder) for case, folder in left if not batch.picked or folder in now.moved}
    left -= {(entry.case, folder) for entry, folder in _of_people(manifest)} if left else set()
    there = in_unread({folder for _, folder in left} - now.moved, batch.unread.values())
    return {(case, folder) for case, folder in left if folder not in there}


def closed_since(refused: Iterable[Problem], manifest: Manifest, out: Path) -> Iterator[Problem]:
    """Notices about letters to cases that have been closed since they were written."""
    closed = {problem.case for problem in refused if problem.code is ProblemCode.CLOSED}
    closed -= {*cases_with(ProblemCode.ANYWAY, manifest)}
    letters = [entry for entry, _ in _of_people(manifest) if entry.case in closed and is_taken(out / entry.path)]
    for case, folders in _folders_by_case(letters).items():
        yield closed_letters(case, [f"{case}/{folder}" for folder in folders], out)


def left_over_prints(paths: Collection[str], out: Path) -> Iterator[Problem]:
    """Notices about print files and sheets that a run does not make again; they are never deleted."""
    old = sorted(path for path in paths if is_taken(out / path))
    letters = [path for path in old if path.rpartition("/")[2].startswith(("letters-", "envelopes-", "labels-"))]
    if letters:
        text = message("print files are left over from an earlier run: {paths}", paths=", ".join(letters))
        yield Problem(ProblemCode.LEFT_OVER, text, message("delete them, or the same letters will be printed twice"))
    if sheets := [path for path in old if path not in letters]:
        text = message("sheets are left over from an earlier run: {paths}", paths=", ".join(sheets))
        yield Problem(ProblemCode.LEFT_OVER, text, message("delete them: they are out of date"))


def earlier_files(batch: Batch, manifest: Manifest) -> Iterator[str]:
    """Files of letters of earlier runs to the people, for the cases and by the channels of a batch."""
    folders, cases = {each.folder for each in batch.signatories}, {case.id for case in batch.cases}
    for entry, folder in _of_people(manifest):
        is_current = entry.state not in NOT_CURRENT and (entry.channel or "post") in batch.options.channels
        if is_current and folder in folders and entry.case in cases:
            yield entry.path


def left_over_files(paths: Collection[str], left: Iterable[FileEntry], out: Path) -> Iterator[Problem]:
    """A notice about files of letters that a run plans without them, besides letters that are not planned at all."""
    if old := sorted(path for path in {*paths} - {entry.path for entry in left} if is_taken(out / path)):
        text = nmessage(
            "{count} file of single letters is left over from an earlier run: {paths}",
            "{count} files of single letters are left over from an earlier run: {paths}",
            len(old),
            paths=named(old),
        )
        yield Problem(ProblemCode.LEFT_OVER, text, message("this run does not write them: delete what is out of date"))


def _of_people(manifest: Manifest) -> Iterator[tuple[FileEntry, str]]:
    """Current files of letters of a batch, with the folders of their people."""
    for entry in manifest.entries.values():
        case, _, below = entry.path.partition("/")
        folder, _, name = below.partition("/")
        is_own = entry.kind in OF_ONE_LETTER and case == entry.case and name and "/" not in name
        if is_own and entry.state not in ANONYMOUS and entry.state not in ("removing", "set-aside"):
            yield entry, folder


def _folders_by_case(entries: Iterable[FileEntry]) -> Mapping[str, list[str]]:
    folders: dict[str, dict[str, None]] = {}
    for entry in entries:
        folders.setdefault(entry.case, {})[entry.path.split("/")[1]] = None
    return {case: list(own) for case, own in folders.items()}


def _in_the_pile(who: set[tuple[str, str]], manifest: Manifest, out: Path) -> list[str]:
    """The pages of people, by case, in the print files of earlier runs: `letters-A4.docx 3, 7-8`.

    Sheets of labels are left out: others have labels on them too.
    """
    indexes = [path for path in manifest.entries if path.rpartition("/")[2] == INDEX] if who else []
    pages: dict[str, set[int]] = {}
    for path in indexes:
        folder = path.partition("/")[2].rpartition("/")[0]
        for row in rows_of(out / path):
            if (row.case, row.person) in who and not row.file.startswith("labels-"):
                name = "/".join(filter(None, (folder, row.file)))
                pages.setdefault(name, set()).update(range(row.page, row.page + row.pages))
    return [f"{name} {_ranges(sorted(numbers))}" for name, numbers in pages.items()]


def _ranges(numbers: Sequence[int]) -> str:
    """`3, 7-8`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{first}-{last}" if last > first else str(first) for first, last in runs)
