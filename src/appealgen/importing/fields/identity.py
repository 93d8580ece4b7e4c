"""Which document this is: number, index, date; of which case it is, and whether it follows or ends it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import NamedTuple

from appealgen.importing.document_words import bare
from appealgen.importing.fields.dates import find_date
from appealgen.importing.fields.header import Head
from appealgen.importing.notes import DraftNotes
from appealgen.importing.source import Source
from appealgen.importing.structure import header_patterns as header
from appealgen.messages import message
from appealgen.model.case import DoubtCode, Person
from appealgen.model.identifiers import Slug, slug

_ANSWER = re.compile(r"\s*(?:re|fwd?|aw|wg|tr|rv)\s?:", re.IGNORECASE)
"""A mail that answers another or passes it on may keep a subject that is not its own."""


def number(source: Source, notes: DraftNotes, head: Head) -> str | None:
    """The number of the case, with that of an update where the document has one."""
    for value in source.sections.named("number"):
        if (made := header.bare_number(value.text)) is not None:
            head.issue = head.issue or header.ordinal(value.text)
            return notes.originate("ua_number", made.number, value.number)
    if head.number is not None:
        for other in header.find_numbers(source.document.subject)[:1]:
            if other.of_case != head.number[0].split("-")[0]:
                text = message(
                    "the subject says UA {number}, the document {other}", number=other.number, other=head.number[0]
                )
                notes.doubt(DoubtCode.CONTRADICTION, "ua_number", text, head.number[1], grave=False)
        return notes.originate("ua_number", head.number[0], head.number[1])
    subject = header.find_numbers(source.document.subject)
    if subject:
        head.update = head.update or header.is_update(source.document.subject)
        if _ANSWER.match(source.document.subject):
            notes.doubt(
                DoubtCode.LIKELY,
                "ua_number",
                message("only the subject of the mail says UA {number}", number=subject[0].number),
                1,
                grave=False,
            )
        return notes.originate("ua_number", subject[0].number, 1)
    for value in source.sections.named("likely_number"):
        if (made := header.bare_number(value.text)) is not None:
            notes.doubt(
                DoubtCode.LIKELY,
                "ua_number",
                message("the number {number} stands only where one is to report letters", number=made.number),
                value.number,
                grave=False,
            )
            return notes.originate("ua_number", made.number, value.number)
    return _number_in_addresses(source, notes)


def _number_in_addresses(source: Source, notes: DraftNotes) -> str | None:
    """A number that stands only in a web address."""
    for line in source.lines[:40]:
        for url in re.findall(r"(?:https?://|www\.)\S+", line.text):
            if (made := header.number_in_address(url)) is not None:
                number = made.number
                notes.doubt(
                    DoubtCode.LIKELY,
                    "ua_number",
                    message("the number {number} stands only in a web address", number=number),
                    line.number,
                    grave=False,
                )
                return notes.originate("ua_number", number, line.number)
    return None


def issue(source: Source, head: Head) -> int | None:
    """Which Urgent Action of its case this is, where an ordinal says so."""
    if head.issue is None and source.document.subject:
        head.issue = header.ordinal(source.document.subject)
    return head.issue


def index(source: Source, notes: DraftNotes, head: Head) -> str | None:
    """The index of the document."""
    for value in source.sections.named("index"):
        if (found := header.find_index(value.text)) is not None:
            return notes.originate("index", found, value.number)
    return notes.originate("index", head.index[0], head.index[1]) if head.index else None


def issued(source: Source, notes: DraftNotes, head: Head) -> datetime.date | None:
    """The day of the document."""
    for value in source.sections.named("date"):
        dated = find_date(value.text, month_first=source.month_first)
        if dated is not None and dated.date is not None:
            if dated.doubt:
                notes.doubt(DoubtCode.LIKELY, "issued", dated.doubt, value.number, grave=False)
            return notes.originate("issued", dated.date, value.number)
    for value in source.sections.named("index"):
        dated = find_date(value.text.replace(header.find_index(value.text) or "\0", " "))
        if dated is not None and dated.date is not None:
            return notes.originate("issued", dated.date, value.number)
    if head.issued is None:
        return None
    if head.issued_doubt:
        notes.doubt(DoubtCode.LIKELY, "issued", head.issued_doubt, head.issued[1], grave=False)
    return notes.originate("issued", head.issued[0], head.issued[1])


def is_update(source: Source, head: Head) -> bool:
    """Whether the document follows an earlier one."""
    marks = source.sections.marked("heading")
    said = any(header.is_update(mark.text[:80]) for mark in marks)
    return head.update or said or _number_of_update(source) or bool(source.sections.named("issue"))


def _number_of_update(source: Source) -> bool:
    return any("-" in each.number for line in source.lines[:40] for each in header.find_numbers(line.text)[:1])


class Closed(NamedTuple):
    """That a document closes its case: the day it says for it, and the line."""

    date: datetime.date | None
    number: int


def closed(source: Source, head: Head) -> Closed | None:
    """That the document closes the case; None when it does not."""
    for value in source.sections.named("closed"):
        dated = find_date(value.text, month_first=source.month_first)
        return Closed(dated.date if dated else None, value.number)
    for mark in source.sections.marked("closed"):
        return Closed(None, mark.number)
    if head.closing and not source.sections.named("salutation"):
        return Closed(None, head.number[1] if head.number else 1)
    return None


def case_id(number: str | None, people: Sequence[Person], title: str) -> Slug:
    """A name for the case: by its number, else by the first person, else by its headline."""
    if number:
        serial, year = number.split("-")[0].split("/")
        return Slug(f"ua-{int(serial):03d}-{year}")
    words = bare(str(people[0].name) if people else title).split()[:5]
    try:
        return slug("-".join(words))
    except ValueError:
        return Slug("imported")
