"""Signatories of an event: rows of a roster and walk-ins; groups of similar ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from appealgen.errors import MissingError, Problem, ProblemCode
from appealgen.messages import message
from appealgen.model.case import Case
from appealgen.model.identifiers import Country, Tag
from appealgen.model.sender import Sender
from appealgen.post.signing import initials, signed, town_shown

_NEITHER_LETTER_NOR_DIGIT = re.compile(r"[^a-z0-9]+")
_LONGEST = 48
"""Bytes of a name in a folder's name, so that paths stay below the 260 characters of old Windows."""


class Signatory(NamedTuple):
    """A person who signs letters: a row of the roster, or a walk-in without a row. `cases` None: every case.

    `person`, `number` (`4`, or `W4` of a walk-in) and the numbers of `letters` (by `case/target`) are known as soon as
    the output folder is; until then `folder` may be that of two people with one name. `sender` is the person as they
    sign, `listed` as the roster has them: nothing that is written may show more than `sender`.
    """

    row: int | None
    folder: str
    sender: Sender
    listed: Sender
    group: int
    """Number of the group of similar signatories."""
    cases: tuple[str, ...] | None = None
    person: str = ""
    number: str = ""
    letters: Mapping[str, int] = MappingProxyType({})

    @property
    def by_name(self) -> str:
        """The folder of anybody whose name is shown alike."""
        return folder_of(name_of_folder(self.listed))

    def writes_for(self, case: Case) -> bool:
        """Whether the case is one of theirs."""
        return self.cases is None or case.id in self.cases


def signatories_of(
    entries: Iterable[tuple[int, Sender]],
    walk_ins: int = 0,
    like: Sender | None = None,
    *,
    show_email: bool = False,
) -> list[Signatory]:
    """The people of a roster by row, and the wanted number of walk-ins, all `like` one.

    A sign-up list has e-mail addresses for the organizer: letters have them only with `show_email`.
    """
    groups: dict[tuple[object, ...], int] = {}

    def group(sender: Sender) -> int:
        return groups.setdefault(planned_by(sender), len(groups))

    people = []
    for row, listed in entries:
        sender = signed(listed) if show_email else replace(signed(listed), email=None)
        people.append(Signatory(row, folder_of(name_of_folder(listed)), sender, listed, group(listed)))
    assert like is not None or not walk_ins
    return people + [
        Signatory(None, f"walk-in-{n:03d}", like, like, group(like)) for n in range(1, walk_ins + 1) if like is not None
    ]


def name_of_folder(listed: Sender) -> str:
    """What names somebody's folder: the name, or less for those who do not sign in full."""
    if listed.sign == "full":
        return listed.name
    return initials(listed.name) if listed.sign == "initials" else town_shown(listed)


def planned_by(sender: Sender) -> tuple[object, ...]:
    """The values that decide a plan: senders with the same values share it, and most of the letter."""
    shown = sender.sign, sender.sign != "full" and bool(town_shown(sender))
    return sender.country, sender.reads, sender.ties, sender.stationery, bool(sender.address), sender.blank, shown


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


def walk_in_like(
    entries: Iterable[tuple[int, Sender]],
    country: Country | None,
    reads: tuple[Tag, ...],
    origin: Country | None = None,
) -> Sender:
    """A blank sender for walk-ins, from the country of the roster; if it has none or several, from that of posting.

    Raises MissingError if that is not known either.
    """
    countries = {sender.country for _, sender in entries}
    country = origin if country is None and len(countries) != 1 else country
    if country is None and len(countries) != 1:
        text = message("which country do walk-ins write from?")
        hint = message("give --country; the roster has {countries}", countries=", ".join(sorted(countries)))
        hint = hint if countries else message("give --country; the roster is empty")
        raise MissingError(Problem(ProblemCode.MISSING_DETAIL, text, hint, field="walk-ins"))
    return Sender(name="", blank=True, country=country or next(iter(countries)), reads=reads)
