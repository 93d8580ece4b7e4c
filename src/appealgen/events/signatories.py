"""Signatories of an event: rows of a roster and walk-ins; groups of similar ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from appealgen.errors import MissingError, Problem, ProblemCode
from appealgen.messages import message
from appealgen.model.case import Case
from appealgen.model.identifiers import Country, Tag
from appealgen.model.sender import Sender

_NEITHER_LETTER_NOR_DIGIT = re.compile(r"[^a-z0-9]+")
_LONGEST = 48
"""Bytes of a name in a folder's name, so that paths stay below the 260 characters of old Windows."""


class Signatory(NamedTuple):
    """A person who signs letters: a row of the roster, or a walk-in without a row. `cases` None: every case.

    `person`, `number` (`4`, or `W4` of a walk-in) and the numbers of `letters` (by `case/target`) are known as soon as
    the output folder is; until then `folder` may be that of two people with one name.
    """

    row: int | None
    folder: str
    sender: Sender
    group: int
    """Number of the group of similar signatories."""
    cases: tuple[str, ...] | None = None
    person: str = ""
    number: str = ""
    letters: Mapping[str, int] = MappingProxyType({})

    def writes_for(self, case: Case) -> bool:
        """Whether the case is one of theirs."""
        return self.cases is None or case.id in self.cases


def signatories_of(
    entries: Iterable[tuple[int, Sender]], walk_ins: int = 0, like: Sender | None = None
) -> list[Signatory]:
    """The people of a roster by row, and the wanted number of walk-ins, all `like` one."""
    groups: dict[tuple[object, ...], int] = {}

    def group(sender: Sender) -> int:
        return groups.setdefault(planned_by(sender), len(groups))

    people = [Signatory(row, folder_of(sender.name), sender, group(sender)) for row, sender in entries]
    assert like is not None or not walk_ins
    return people + [
        Signatory(None, f"walk-in-{n:03d}", like, group(like)) for n in range(1, walk_ins + 1) if like is not None
    ]


def planned_by(sender: Sender) -> tuple[object, ...]:
    """The values that decide a plan: senders with the same values share it, and most of the letter."""
    return sender.country, sender.reads, sender.ties, sender.stationery, bool(sender.address), sender.blank


def folder_of(name: str) -> str:
    """`anna-example`: letters and digits of all scripts are kept."""
    kept = unicodedata.normalize("NFC", name).casefold().replace("'", "").replace("’", "")
    if kept.isascii():
        kept = _NEITHER_LETTER_NOR_DIGIT.sub(" ", kept)
    else:
        kept = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in kept)
    words, size = list[str](), 0
    for word in kept.split():
        size += len(word.encode()) + 1
        if size > _LONGEST and words:
            break
        words.append(word.encode()[:_LONGEST].decode(errors="ignore"))
    return "-".join(words)


def walk_in_like(entries: Iterable[tuple[int, Sender]], country: Country | None, reads: tuple[Tag, ...]) -> Sender:
    """A blank sender for walk-ins, from the country of the roster; raises MissingError if it has none or several."""
    countries = {sender.country for _, sender in entries}
    if country is None and len(countries) != 1:
        text = message("which country do walk-ins write from?")
        hint = message("give --country; the roster has {countries}", countries=", ".join(sorted(countries)))
        hint = hint if countries else message("give --country; the roster is empty")
        raise MissingError(Problem(ProblemCode.MISSING_DETAIL, text, hint, field="walk-ins"))
    return Sender(name="", blank=True, country=country or next(iter(countries)), reads=reads)
