"""Sheets for letters that are handed in to a section: a form for each case, the list of a parcel, a certificate."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from appealgen.language.catalogues import translate_into
from appealgen.language.locales import country_name, language_name, long_date, number_in
from appealgen.letters.sheet_parts import SheetFormat, block, section, sheet_of, translated
from appealgen.messages import Message, message, nmessage
from appealgen.model.case import Case
from appealgen.model.document import Block, Sheet, Table
from appealgen.model.identifiers import Tag

_WRITING = 11.0
"""mm; the height of a row to write in by hand."""
_FORM = (message("To"), message("Language"), message("Printed"), message("Handed in"))
_LIST = (message("Case"), message("Printed"), message("Handed in"), message("In the parcel"))
_COUNTS = (message("Case"), message("Country"), message("Letters"))
_FROM = (
    message("Group or school"),
    message("Contact"),
    message("People who signed"),
    message("Date"),
)
_OF_CERTIFICATE = (
    message("Group or school"),
    message("People who signed"),
    message("Place and date"),
    message("Signature"),
)
_STEPS = (
    message("Sort the signed letters by case, and put the form of each case on top of its pile."),
    message("Count each pile. Write the number into its form and into this list."),
    message("Do not put the letters into envelopes, and do not staple them."),
    message("Put this list on top, and keep a photo of it: you need its numbers for your report."),
    message("Send or bring the parcel to your section. Allow for the days that it is on its way."),
)
_TOTAL = message("Total")


class HandedIn(NamedTuple):
    """The printed letters to one office in one language."""

    office: str
    language: Tag
    printed: int


class CaseCount(NamedTuple):
    """The letters of a case, with its title; `country` is its code, if it is known."""

    case: str
    title: str
    country: str | None
    letters: int


def hand_in_form(
    case: Case, title: str, lines: Sequence[HandedIn], until: datetime.date | None, style: SheetFormat
) -> Sheet:
    """The form on top of a case's pile: the letters printed, with a box for those handed in, and who sends them."""
    language = style.language
    rows = [
        (line.office, language_name(line.language, language), number_in(line.printed, language), "") for line in lines
    ]
    total = number_in(sum(line.printed for line in lines), language)
    facts = [country_name(case.country, language), *_number(case, language), *_until(until, language)]
    parts: list[Block | Table] = [
        block("sheet-lead", " · ".join(facts)),
        Table(
            widths=(70, 33, 25, 35),
            head=tuple(translated(_FORM, language)),
            rows=(*rows, (translate_into(_TOTAL, language), "", total, "")),
            row_height=_WRITING,
            boxes=frozenset({3}),
            numbers=frozenset({2}),
            totals=1,
        ),
        *_to_fill_in(message("From"), _FROM, language),
    ]
    return sheet_of(translate_into(message("Handed in: {title}", title=title), language), parts, style)


def parcel_list(counts: Sequence[CaseCount], until: datetime.date | None, style: SheetFormat) -> Sheet:
    """The list on top of a parcel: every case with its letters, and how to hand them in."""
    language = style.language
    rows = [(f"{line.title}\n{line.case}", number_in(line.letters, language), "", "") for line in counts]
    total = number_in(sum(line.letters for line in counts), language)
    said = list(_until(until, language)) or [
        translate_into(message("Ask your section for its last day and its address."), language)
    ]
    parts: list[Block | Table] = [
        block("sheet-lead", said[0]),
        Table(
            widths=(78, 25, 35, 25),
            head=tuple(translated(_LIST, language)),
            rows=(*rows, (translate_into(_TOTAL, language), total, "", "")),
            row_height=_WRITING,
            boxes=frozenset({2}),
            ticks=frozenset({3}),
            numbers=frozenset({1}),
            totals=1,
        ),
        *section(message("How to hand them in"), "sheet-number", translated(_STEPS, language), language),
    ]
    return sheet_of(translate_into(message("Parcel list"), language), parts, style)


def certificate(
    counts: Sequence[CaseCount],
    first: datetime.date | None,
    last: datetime.date | None,
    style: SheetFormat,
    rehearsals: int = 0,
) -> Sheet:
    """The numbers of an event on a page to sign and to hang up; it names nobody, and says what was a rehearsal."""
    language = style.language
    letters = nmessage("{count} letter", "{count} letters", sum(line.letters for line in counts))
    cases = nmessage("{count} case", "{count} cases", len(counts))
    not_sent = nmessage("{count} of them rehearsals", "{count} of them rehearsals", rehearsals)
    parts: list[Block | Table] = [
        block("cover-text", translate_into(message("{letters} for {cases}", letters=letters, cases=cases), language)),
        *(block("cover-text", text) for text in _days(first, last, language)),
        *([block("cover-text", translate_into(not_sent, language))] if rehearsals else []),
        Table(
            widths=(85, 48, 30),
            head=tuple(translated(_COUNTS, language)),
            rows=tuple(
                (
                    line.title,
                    country_name(line.country, language) if line.country else "",
                    number_in(line.letters, language),
                )
                for line in counts
            ),
            numbers=frozenset({2}),
        ),
        *_to_fill_in(message("Written by"), _OF_CERTIFICATE, language),
    ]
    return sheet_of(translate_into(message("Certificate"), language), parts, style)._replace(cover=True)


def _number(case: Case, language: Tag) -> Iterator[str]:
    if case.ua_number:
        yield translate_into(message("Urgent Action {number}", number=case.ua_number), language)


def _until(until: datetime.date | None, language: Tag) -> Iterator[str]:
    if until is not None:
        yield translate_into(message("hand in by {date}", date=long_date(until, language)), language)


def _days(first: datetime.date | None, last: datetime.date | None, language: Tag) -> Iterator[str]:
    if first is not None and last is not None:
        begin, end = long_date(first, language), long_date(last, language)
        yield begin if first == last else f"{begin} – {end}"


def _to_fill_in(heading: Message, labels: Sequence[Message], language: Tag) -> Iterator[Block | Table]:
    """Boxes to write in, each beside its label, apart from the table before."""
    rows = tuple((label, "") for label in translated(labels, language))
    head = (translate_into(heading, language), "")
    yield block("sheet-text", "\N{NO-BREAK SPACE}")
    yield Table(widths=(53, 110), head=head, rows=rows, row_height=_WRITING, boxes=frozenset({1}))
