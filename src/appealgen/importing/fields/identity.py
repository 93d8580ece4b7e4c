"""Identify a document: its number, index and date, and whether it follows or closes its case."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from appealgen.importing.document_words import plain_words
from appealgen.importing.fields.dates import Dated, find_date
from appealgen.importing.fields.header import Header
from appealgen.importing.notes import DraftNotes, Standing
from appealgen.importing.source import Source
from appealgen.importing.structure.header_patterns import (
    bare_number,
    find_index,
    find_numbers,
    number_in_address,
    ordinal,
    reported_number,
    says_update,
)
from appealgen.messages import message
from appealgen.model.case import DoubtCode, Person
from appealgen.model.identifiers import Slug, is_slug

_HEAD_LINES = 40
_ANSWER = re.compile(r"\s*(?:re|fwd?|aw|wg|tr|rv)\s?:", re.IGNORECASE)
"""A mail that is a reply or forwarded may have a subject that is not its own."""


def read_number(source: Source, notes: DraftNotes, header: Header) -> str | None:
    """The number of the case, with that of an update if the document has one."""
    number: str
    evidence = "frame"
    subject = next(iter(find_numbers(source.document.subject)), None)
    if (labelled := source.sections.read("number", bare_number)) is not None:
        number, line, evidence = labelled[0].number, labelled[1], "label"
    elif header.number is not None:
        (number, line), evidence = header.number, "header"
        if subject and subject.of_case != number.split("-")[0]:
            text = message(
                "the subject line says UA {number}, but the document says {other}", number=subject.number, other=number
            )
            notes.doubt(DoubtCode.CONTRADICTION, "ua_number", text, line, grave=False)
    elif subject is not None:
        number, line = subject.number, 1
        if source.document.kind == "mail" or _ANSWER.match(source.document.subject):
            text = message("only the subject line of the mail gives UA {number}", number=number)
            notes.doubt(DoubtCode.LIKELY, "ua_number", text, line, grave=False)
    elif (reported := _reported(source)) is not None:
        number, line = reported
        text = message("the number {number} appears only in the request to report letters", number=number)
        notes.doubt(DoubtCode.LIKELY, "ua_number", text, line, grave=False)
    elif (in_address := _number_in_addresses(source)) is not None:
        number, line = in_address
        text = message("the number {number} appears only in a web address", number=number)
        notes.doubt(DoubtCode.LIKELY, "ua_number", text, line, grave=False)
    else:
        return None
    return notes.originate("ua_number", number, line, evidence)


def _reported(source: Source) -> tuple[str, int] | None:
    """The number for reports about letters, with its line."""
    if (labelled := source.sections.read("likely_number", bare_number)) is not None:
        return labelled[0].number, labelled[1]
    found = ((reported_number(line.text), line.number) for line in source.lines)
    return next(((number.number, line) for number, line in found if number is not None), None)


def _number_in_addresses(source: Source) -> tuple[str, int] | None:
    """A number that occurs only in a web address, with its line."""
    for line in source.lines[:_HEAD_LINES]:
        for url in re.findall(r"(?:https?://|www\.)\S+", line.text):
            if (match := number_in_address(url)) is not None:
                return match.number, line.number
    return None


def read_issue_number(source: Source, header: Header) -> int | None:
    """The position of this Urgent Action in its case, if an ordinal gives it."""
    labelled = next((value.text for value in source.sections.named("number") if bare_number(value.text)), "")
    return header.issue or ordinal(labelled) or ordinal(source.document.subject)


def read_index(source: Source, notes: DraftNotes, header: Header) -> str | None:
    """The index of the document."""
    index = source.sections.read("index", find_index) or header.index or source.sections.read("number", find_index)
    return notes.originate("index", *index) if index else None


def read_issue_date(source: Source, notes: DraftNotes, header: Header) -> datetime.date | None:
    """The date of the document."""

    def whole_date(text: str) -> Dated | None:
        dated = find_date(text, month_first=source.month_first)
        return dated if dated and dated.date else None

    def date_beside_index(text: str) -> Dated | None:
        dated = find_date(text.replace(find_index(text) or "\0", " "))
        return dated._replace(doubt=None) if dated and dated.date else None

    issued = header.issued
    labelled = source.sections.read("date", whole_date) or source.sections.read("index", date_beside_index)
    if issued is not None and issued.standing is Standing.NUMBER:
        labelled = None
    dated, line = labelled or ((issued.dated, issued.number) if issued else (None, 0))
    if dated is None or dated.date is None:
        return None
    framed = labelled is None and issued is not None and issued.standing is Standing.FRAME
    if framed:
        text = message("only the page around the document gives {date}", date=dated.date)
        notes.doubt(DoubtCode.LIKELY, "issued", text, line, grave=False)
    elif (labelled is None and issued is not None and issued.standing is Standing.PROSE) or _is_far(dated.date, header):
        text = message("is {date} the date of the document?", date=dated.date)
        notes.doubt(DoubtCode.LIKELY, "issued", text, line, grave=False)
    if dated.doubt:
        notes.doubt(DoubtCode.LIKELY, "issued", dated.doubt, line, grave=False)
    return notes.originate("issued", dated.date, line, "frame" if framed else "label" if labelled else "header")


def _is_far(date: datetime.date, header: Header) -> bool:
    """Whether a date is years from the number of the case and from the index."""
    years = [int(header.index[0].rpartition("/")[2][-2:])] if header.index else []
    years += [int(header.number[0].split("-")[0].rpartition("/")[2])] if header.number and not header.update else []
    return bool(years) and all(abs((date.year % 100) - year) > 1 for year in years)


def follows_earlier(source: Source, header: Header) -> bool:
    """Whether the document follows an earlier one."""
    subject = source.document.subject
    only_subject = header.number is None and source.sections.read("number", bare_number) is None
    return (
        header.update
        or any(says_update(mark.text[:80]) for mark in source.sections.marked("heading"))
        or (only_subject and bool(find_numbers(subject)) and says_update(subject))
        or any("-" in each.number for line in source.lines[:_HEAD_LINES] for each in find_numbers(line.text)[:1])
        or bool(source.sections.named("issue"))
        or (read_issue_number(source, header) is None and source.sections.read("previous", _LINK.search) is not None)
    )


_LINK = re.compile(r"https?://|www\.")


class Closure(NamedTuple):
    """The closure of a case by its document: the day, and the line."""

    date: datetime.date | None
    number: int


def read_closure(source: Source, header: Header) -> Closure | None:
    """The closure in the document; None if it does not close its case."""
    for value in source.sections.named("closed"):
        dated = find_date(value.text, month_first=source.month_first)
        return Closure(dated.date if dated else None, value.number)
    if marks := source.sections.marked("closed"):
        return Closure(None, marks[0].number)
    if header.closing and not source.sections.named("salutation"):
        return Closure(None, header.number[1] if header.number else 1)
    return None


def case_id(number: str | None, people: Sequence[Person], title: str) -> Slug:
    """An id for the case: from its number, else the first person, else its headline."""
    if number:
        serial, year = number.split("-")[0].split("/")
        return Slug(f"ua-{int(serial):03d}-{year}")
    words = plain_words(str(people[0].name) if people else title).split()[:5]
    name = unicodedata.normalize("NFC", "-".join(words))
    return Slug(name if is_slug(name) else "imported")
