"""Statistics of letters from the manifests of folders: by case, target, route, language, country, date and channel.

They reveal nothing about the senders: no number of people, no rows, no file names.
"""

from __future__ import annotations

import csv
import datetime
import io
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, NamedTuple

from appealgen.errors import AppealgenError, InputError, Problem, ProblemCode
from appealgen.messages import message, nmessage
from appealgen.model.case import LocalizedText
from appealgen.output.counting import (
    CountedLetter,
    LetterCount,
    cases_with,
    counted_letters,
    left_over,
    withdrawn_letters,
)
from appealgen.output.entries import ANONYMOUS
from appealgen.output.manifest import NAME, Manifest, no_manifest, read_manifest
from appealgen.output.shared_files import SharedFile, kinds_of_notices, shared_files
from appealgen.paths import is_file, real
from appealgen.reading.csv_tables import guarded
from appealgen.yamlfile.writer import to_plain

Key = Literal["case", "target", "route", "language", "country", "date", "channel"]

_LISTS: Mapping[str, tuple[Key, ...]] = {
    "cases": ("case",),
    "targets": ("case", "target"),
    "routes": ("route",),
    "languages": ("language",),
    "countries": ("country",),
    "dates": ("date",),
    "channels": ("channel",),
}
"""Lists of the JSON object, and the keys that each counts by."""
_RESERVATIONS = {
    ProblemCode.REHEARSAL: message("a rehearsal with a past date, not to be sent"),
    ProblemCode.ANYWAY: message("written even though the case was closed, past its deadline or not yet issued"),
    ProblemCode.LEFT_OVER: message("from an earlier run and not planned again by a later one; still counted"),
    ProblemCode.WITHDRAWN: message("no longer planned by a later run with the whole roster; not counted"),
    ProblemCode.GONE: message("file no longer there; still counted"),
    ProblemCode.MADE_AGAIN: message("identical to a removed one, so taken to be the same written again; counted once"),
    ProblemCode.UNDATED: message("date unknown, because an earlier appealgen did not record it; left out"),
}
"""Caveats to know before publishing numbers of letters; never in a writer's own words."""


class KeyCount(NamedTuple):
    """The number of letters with these values of the keys."""

    values: tuple[str | None, ...]
    letters: int


class Reservation(NamedTuple):
    """Letters with a caveat: its code, and the folder of the manifest with it."""

    code: ProblemCode
    case: str | None
    letters: int
    folder: Path


@dataclass(frozen=True)
class Statistics:
    """All letters of `manifests`, in rows by the values that they are counted by; nothing personal.

    `kinds` is how many notices of each code the runs left, `shared` what they printed for everyone.
    """

    rows: tuple[LetterCount, ...]
    manifests: tuple[Path, ...]
    reservations: tuple[Reservation, ...]
    kinds: Mapping[str, int]
    shared: tuple[SharedFile, ...]

    @property
    def letters(self) -> int:
        """Number of letters."""
        return sum(row.letters for row in self.rows)

    @property
    def rehearsals(self) -> int:
        """Number of letters dated in the past, which are not to be sent."""
        return sum(each.letters for each in self.reservations if each.code is ProblemCode.REHEARSAL)

    def notices(self, *, by_folder: bool) -> tuple[Problem, ...]:
        """Caveats for the letters, by folder or, because folders may be named after people, in total."""
        sums: Counter[tuple[ProblemCode, str | None, str | None]] = Counter()
        for each in self.reservations:
            sums[each.code, each.case, str(each.folder) if by_folder else None] += each.letters
        return tuple(_notice(code, case, letters, file) for (code, case, file), letters in sums.items())

    def by(self, *keys: Key) -> tuple[KeyCount, ...]:
        """Letters by the values of some keys: most frequent first, but dates in order; unknown values last."""
        counts: Counter[tuple[str | None, ...]] = Counter()
        for row in self.rows:
            counts[tuple(getattr(row, key) for key in keys)] += row.letters
        ordered = sorted(counts.items(), key=lambda item: _unknown_last(item[0]))
        if keys != ("date",):
            ordered.sort(key=lambda item: -item[1])
        return tuple(KeyCount(values, letters) for values, letters in ordered)

    def as_json(self, titles: Mapping[str, LocalizedText]) -> dict[str, Any]:
        """The object of `report`; `titles` are those of the known cases, by id."""
        lists: dict[str, list[dict[str, Any]]] = {
            name: [dict(zip(keys, count.values, strict=True)) | {"letters": count.letters} for count in self.by(*keys)]
            for name, keys in _LISTS.items()
        }
        for line in lists["cases"]:
            line |= {"title": to_plain(titles.get(line["case"])), "letters": line.pop("letters")}
        rows = [row._asdict() for row in self.rows]
        notices = [notice.as_json() for notice in self.notices(by_folder=False)]
        sums = {"version": 1, "letters": self.letters, "rehearsals": self.rehearsals}
        return sums | lists | {"rows": rows, "notices": notices}

    def as_csv(self) -> str:
        """The rows below a header; no cell is a formula."""
        stream = io.StringIO(newline="")
        writer = csv.writer(stream, lineterminator="\n")
        columns = (*LetterCount._fields[:-2], "letters", "channel")  # columns keep their places
        writer.writerow(columns)
        for row in self.rows:
            cells = (getattr(row, column) for column in columns)
            writer.writerow([guarded(str(cell)) if cell is not None else "" for cell in cells])
        return stream.getvalue()


def _unknown_last(values: Sequence[str | None]) -> list[tuple[bool, str]]:
    return [(value is None, value or "") for value in values]


def statistics(
    folders: Sequence[Path], *, since: datetime.date | None = None, until: datetime.date | None = None
) -> Statistics:
    """Count the letters in the manifests of some folders, each once, whatever its formats.

    A folder without its own manifest means the folders below it; none is read twice. With `since` or `until`, letters
    outside these days, or without a date in the manifest, are left out. A letter counts even if its file is gone.
    Raises InputError for folders without manifests, and for invalid ones.
    """
    manifests = _manifests(folders)
    kept: Counter[LetterCount] = Counter()
    reservations: list[Reservation] = []
    kinds: Counter[str] = Counter()
    shared: list[SharedFile] = []
    for path, manifest in _read(manifests).items():
        kinds.update(kinds_of_notices(manifest))
        shared += shared_files(path.parent, manifest)
        letters = list(counted_letters(manifest))
        dated = [letter for letter in letters if _within(letter.row.date, since, until)]
        undated = sum(letter.row.date is None for letter in letters) if since or until else 0
        known = sum(entry.state in ANONYMOUS for entry in manifest.entries.values())
        made_again = known - sum(letter.anonymous for letter in letters)
        withdrawn = sum(_within(letter.row.date, since, until) for letter in withdrawn_letters(manifest))
        not_counted = {
            ProblemCode.WITHDRAWN: withdrawn,
            ProblemCode.MADE_AGAIN: made_again,
            ProblemCode.UNDATED: undated,
        }
        reservations += _reservations(path.parent, manifest, dated, not_counted)
        kept.update(letter.row for letter in dated)
    rows = sorted((row._replace(letters=count) for row, count in kept.items()), key=lambda row: _unknown_last(row[:-1]))
    return Statistics(tuple(rows), tuple(manifests), tuple(reservations), kinds, tuple(shared))


def _manifests(folders: Iterable[Path]) -> list[Path]:
    """The manifests of the folders, each once. Raises InputError naming every folder without one."""
    manifests: dict[Path, Path] = {}
    problems: list[Problem] = []
    for folder in folders:
        own = folder if folder.name == NAME else folder / NAME
        paths = [own] if is_file(own) else list(_below(folder))
        for path in paths:
            manifests.setdefault(real(path), path)
        if not paths:
            problems.append(no_manifest(folder, message("no {file} in it or below it", file=NAME)))
    if problems:
        raise InputError(problems)
    return list(manifests.values())


def _below(folder: Path) -> Iterator[Path]:
    """The manifests below a folder; the search stops at a folder with one."""
    for path, folders, files in os.walk(folder):
        folders.sort()
        if NAME in files:
            yield Path(path) / NAME
            folders.clear()


def _read(paths: Iterable[Path]) -> Mapping[Path, Manifest]:
    """Read every manifest. Raises InputError with all that are invalid or unreadable."""
    manifests: dict[Path, Manifest] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            manifests[path] = read_manifest(path.parent)
        except AppealgenError as error:
            hint = message("name the other folders one by one, or move this file away")
            problems += [replace(problem, hint=hint) for problem in error.problems]
    if problems:
        raise InputError(problems)
    return manifests


def _within(date: str | None, since: datetime.date | None, until: datetime.date | None) -> bool:
    if date is None:
        return since is None and until is None
    return (since is None or since.isoformat() <= date) and (until is None or date <= until.isoformat())


def _reservations(
    folder: Path, manifest: Manifest, letters: Sequence[CountedLetter], not_counted: Mapping[ProblemCode, int]
) -> Iterator[Reservation]:
    """Caveats about letters from their manifest and the files beside it; `not_counted` is the number left out."""
    for code in (ProblemCode.REHEARSAL, ProblemCode.ANYWAY):
        for case in cases_with(code, manifest):
            if count := sum(letter.row.case == case for letter in letters):
                yield Reservation(code, case, count, folder)
    there = [
        letter for letter in letters if letter.removed or any(is_file(folder / entry.path) for entry in letter.files)
    ]
    left = left_over(manifest)
    over = sum(letter.paths <= left for letter in there)
    sums = {ProblemCode.LEFT_OVER: over, ProblemCode.GONE: len(letters) - len(there), **not_counted}
    for code, count in sums.items():
        if count:
            yield Reservation(code, None, count, folder)


def _notice(code: ProblemCode, case: str | None, letters: int, file: str | None) -> Problem:
    what = _RESERVATIONS[code]
    text = (
        nmessage(
            "{count} letter for {case}: {what}", "{count} letters for {case}: {what}", letters, case=case, what=what
        )
        if case
        else nmessage("{count} letter: {what}", "{count} letters: {what}", letters, what=what)
    )
    return Problem(code, text, case=case, file=file)
