"""Read which document this is: its number, index and date, and whether it follows or closes its case."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from appealgen.importing.document_words import plain_words
from appealgen.importing.fields.dates import find_date
from appealgen.importing.fields.header import Header
from appealgen.importing.notes import DraftNotes
from appealgen.importing.source import Source
from appealgen.importing.structure.header_patterns import (
    Number,
    bare_number,
    find_index,
    find_numbers,
    number_in_address,
    ordinal,
    says_update,
)
from appealgen.importing.structure.sections import Value
from appealgen.messages import message
from appealgen.model.case import DoubtCode, Person
from appealgen.model.identifiers import Slug, is_slug

_ANSWER = re.compile(r"\s*(?:re|fwd?|aw|wg|tr|rv)\s?:", re.IGNORECASE)
"""A mail that answers another or passes it on may keep a subject that is not its own."""


def read_number(source: Source, notes: DraftNotes, header: Header) -> str | None:
    """The number of the case, with that of an update where the document has one."""
    if (labelled := _labelled_number(source)) is not None:
        number, value = labelled
        return notes.originate("ua_number", number.number, value.number)
    if header.number is not None:
        for other in find_numbers(source.document.subject)[:1]:
            if other.of_case != header.number[0].split("-")[0]:
                text = message(
                    "the subject says UA {number}, the document {other}", number=other.number, other=header.number[0]
                )
                notes.doubt(DoubtCode.CONTRADICTION, "ua_number", text, header.number[1], grave=False)
        return notes.originate("ua_number", header.number[0], header.number[1])
    subject = find_numbers(source.document.subject)
    if subject:
        if _ANSWER.match(source.document.subject):
            text = message("only the subject of the mail says UA {number}", number=subject[0].number)
            notes.doubt(DoubtCode.LIKELY, "ua_number", text, 1, grave=False)
        return notes.originate("ua_number", subject[0].number, 1)
    for value in source.sections.named("likely_number"):
        if (likely := bare_number(value.text)) is not None:
            text = message("the number {number} stands only where one is to report letters", number=likely.number)
            notes.doubt(DoubtCode.LIKELY, "ua_number", text, value.number, grave=False)
            return notes.originate("ua_number", likely.number, value.number)
    return _number_in_addresses(source, notes)


def _labelled_number(source: Source) -> tuple[Number, Value] | None:
    """The first number behind a label that says one."""
    values = source.sections.named("number")
    return next(((number, value) for value in values if (number := bare_number(value.text)) is not None), None)


def _number_in_addresses(source: Source, notes: DraftNotes) -> str | None:
    """A number that stands only in a web address."""
    for line in source.lines[:40]:
        for url in re.findall(r"(?:https?://|www\.)\S+", line.text):
            if (match := number_in_address(url)) is not None:
                text = message("the number {number} stands only in a web address", number=match.number)
                notes.doubt(DoubtCode.LIKELY, "ua_number", text, line.number, grave=False)
                return notes.originate("ua_number", match.number, line.number)
    return None


def read_issue_number(source: Source, header: Header) -> int | None:
    """Which Urgent Action of its case this is, where an ordinal says so."""
    labelled = _labelled_number(source)
    return header.issue or (ordinal(labelled[1].text) if labelled else None) or ordinal(source.document.subject)


def read_index(source: Source, notes: DraftNotes, header: Header) -> str | None:
    """The index of the document."""
    for value in source.sections.named("index"):
        if (index := find_index(value.text)) is not None:
            return notes.originate("index", index, value.number)
    return notes.originate("index", header.index[0], header.index[1]) if header.index else None


def read_issue_date(source: Source, notes: DraftNotes, header: Header) -> datetime.date | None:
    """The day of the document."""
    for value in source.sections.named("date"):
        dated = find_date(value.text, month_first=source.month_first)
        if dated is not None and dated.date is not None:
            if dated.doubt:
                notes.doubt(DoubtCode.LIKELY, "issued", dated.doubt, value.number, grave=False)
            return notes.originate("issued", dated.date, value.number)
    for value in source.sections.named("index"):
        dated = find_date(value.text.replace(find_index(value.text) or "\0", " "))
        if dated is not None and dated.date is not None:
            return notes.originate("issued", dated.date, value.number)
    if header.issued is None:
        return None
    if header.issued_doubt:
        notes.doubt(DoubtCode.LIKELY, "issued", header.issued_doubt, header.issued[1], grave=False)
    return notes.originate("issued", header.issued[0], header.issued[1])


def follows_earlier(source: Source, header: Header) -> bool:
    """Whether the document follows an earlier one."""
    if header.update or any(says_update(mark.text[:80]) for mark in source.sections.marked("heading")):
        return True
    return _is_update_by_subject(source, header) or _number_of_update(source) or bool(source.sections.named("issue"))


def _is_update_by_subject(source: Source, header: Header) -> bool:
    """Whether a mail's subject says so, where the number stands in it alone."""
    if header.number is not None or _labelled_number(source) is not None:
        return False
    return bool(find_numbers(source.document.subject)) and says_update(source.document.subject)


def _number_of_update(source: Source) -> bool:
    return any("-" in each.number for line in source.lines[:40] for each in find_numbers(line.text)[:1])


class Closure(NamedTuple):
    """That a document closes its case: the day it says for it, and the line."""

    date: datetime.date | None
    number: int


def read_closure(source: Source, header: Header) -> Closure | None:
    """That the document closes the case; None when it does not."""
    for value in source.sections.named("closed"):
        dated = find_date(value.text, month_first=source.month_first)
        return Closure(dated.date if dated else None, value.number)
    for mark in source.sections.marked("closed"):
        return Closure(None, mark.number)
    if header.closing and not source.sections.named("salutation"):
        return Closure(None, header.number[1] if header.number else 1)
    return None


def case_id(number: str | None, people: Sequence[Person], title: str) -> Slug:
    """A name for the case: by its number, else by the first person, else by its headline."""
    if number:
        serial, year = number.split("-")[0].split("/")
        return Slug(f"ua-{int(serial):03d}-{year}")
    words = plain_words(str(people[0].name) if people else title).split()[:5]
    name = unicodedata.normalize("NFC", "-".join(words))
    return Slug(name if is_slug(name) else "imported")
