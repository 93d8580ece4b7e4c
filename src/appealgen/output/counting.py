"""Count the letters in a manifest: each once, in however many formats it was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from appealgen.errors import Problem, ProblemCode
from appealgen.messages import message
from appealgen.output.entries import ANONYMOUS, NOT_CURRENT, FileEntry
from appealgen.output.manifest import Manifest
from appealgen.yamlfile.scalars import parse_iso_date

_ENDINGS: dict[str, str] = {"fax": ".fax.pdf"}
"""Ends of paths that are more than the format, by kind."""


class LetterCount(NamedTuple):
    """Number of letters with all these values in common; None is missing in the manifest.

    `date` is an ISO date, `channel` how they went: post, fax, email, or several, as “post,email”.
    """

    case: str
    target: str
    route: str | None
    language: str | None
    country: str | None
    date: str | None
    channel: str
    letters: int


class CountedLetter(NamedTuple):
    """One letter of a manifest: its values to count by, and its files, one for each format."""

    row: LetterCount
    files: tuple[FileEntry, ...]

    @property
    def paths(self) -> frozenset[str]:
        """The paths of its files."""
        return frozenset(entry.path for entry in self.files)

    @property
    def anonymous(self) -> bool:
        """Whether its folder was cleaned, so that only its number is left."""
        return self.files[0].state in ANONYMOUS

    @property
    def current(self) -> bool:
        """Whether the last run that could plan it did so."""
        return any(entry.state not in NOT_CURRENT for entry in self.files)

    @property
    def removed(self) -> bool:
        """Whether one of its files was removed on purpose, or is about to be."""
        return any(entry.state in ("removing", "removed") for entry in self.files)


def counted_letters(manifest: Manifest) -> Iterator[CountedLetter]:
    """The current letters of a manifest: files whose paths differ only in the suffix of their format are one letter.

    So one that goes by post, by fax and by e-mail counts once.

    An anonymous letter of a cleaned folder does not count beside one with the same values: that is the same letter,
    made again.
    """
    letters = [letter for letter in _letters(manifest) if letter.current]
    made_again = Counter(letter.row for letter in letters if not letter.anonymous)
    for letter in letters:
        if letter.anonymous and made_again[letter.row]:
            made_again[letter.row] -= 1
        else:
            yield letter


def withdrawn_letters(manifest: Manifest) -> list[CountedLetter]:
    """The letters that a later run no longer planned: they do not count."""
    return [letter for letter in _letters(manifest) if not letter.current]


def _letters(manifest: Manifest) -> Iterator[CountedLetter]:
    files: dict[str, list[FileEntry]] = {}
    for entry in manifest.entries.values():
        if entry.kind in ("letter", "fax", "email"):
            files.setdefault(entry.path.removesuffix(_ENDINGS.get(entry.kind, f".{entry.format}")), []).append(entry)
    return (CountedLetter(_row(same), tuple(same)) for same in files.values())


def cases_with(code: ProblemCode, manifest: Manifest) -> list[str]:
    """The cases for which a manifest has this notice."""
    return sorted({notice.case for notice in manifest.notices if notice.code == code and notice.case})


def left_over(manifest: Manifest) -> frozenset[str]:
    """The paths that a run no longer planned."""
    return frozenset(str(notice.file) for notice in manifest.notices if notice.code == ProblemCode.LEFT_OVER)


def _row(same: list[FileEntry]) -> LetterCount:
    first = same[0]
    return LetterCount(
        case=first.case,
        target=first.target,
        route=_first(entry.route for entry in same),
        language=_first(entry.language for entry in same),
        country=_first(entry.country for entry in same),
        date=_date(_first(entry.date for entry in same)),
        channel=",".join(sorted({way for entry in same for way in _ways(entry)}, reverse=True)),
        letters=1,
    )


def _ways(entry: FileEntry) -> list[str]:
    """How a file goes; earlier versions knew only the post."""
    return (_first([entry.channel]) or "post").split(",")


def _first(values: Iterable[object]) -> str | None:
    """The first value that is a text; manifests of earlier versions lack some."""
    return next((value for value in values if isinstance(value, str) and value and value.isprintable()), None)


@lru_cache(1000)
def _date(text: str | None) -> str | None:
    try:
        return parse_iso_date(text).isoformat() if text else None
    except ValueError:
        return None


def closed_letters(case: str, folders: Iterable[str], out: Path) -> Problem:
    """The notice about folders with letters to a case that has been closed since."""
    text = message(
        "the case is closed: do not send the letters in these folders ({folders})", folders=", ".join(folders)
    )
    return Problem(ProblemCode.CLOSED_SINCE, text, case=case, file=str(out))
