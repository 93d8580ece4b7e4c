"""Read the header of a document line by line: number, index, date, country, headline, summary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from appealgen.importing.document_words import fold_letters, function_words, plain_words, says, word_list
from appealgen.importing.fields.dates import Dated, find_date
from appealgen.importing.fields.header_lines import SENTENCE, is_prose, without_header_words
from appealgen.importing.fields.headline import Headline, take_headline
from appealgen.importing.fields.names import NamedPerson
from appealgen.importing.fields.people import country_lead, country_of_lead, people_from_header
from appealgen.importing.lines import Line
from appealgen.importing.notes import Standing
from appealgen.importing.structure.header_patterns import (
    find_index,
    find_numbers,
    numbers_of_countries,
    ordinal,
    says_closing,
    says_update,
)
from appealgen.model.identifiers import Country, Tag
from appealgen.post.country import country_called

_HEAD_LINES = 60
_UNTIL = re.compile(
    r"(?<!\w)(?:until|till|by|before|bis|bis zum|vor dem|avant le|jusqu.au|antes del?|hasta el|entro il|ate|voor)\W*$"
)
_DEADLINE = re.compile(r"mitmachen|appelle bis|avant le|antes del|expires|sista", re.IGNORECASE)
_PUBLISHED = 10
"""Words of a line about the time and author of publication."""
_IN_PROSE = 20
"""Characters before a date that is part of a sentence."""
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b|\b\d{1,2}(?:[.:]\d{2})?\s?(?:am|pm|uhr|h)\b", re.IGNORECASE)
"""The time of a comment or a mail."""
_EARLIER = re.compile(r"\([^()]*[A-Z]{3}\s?\d{2}/[^()]*\)")
"""The index of the document that an update follows, in brackets after its number."""


class Issued(NamedTuple):
    """The date of the document, with its line and its place."""

    dated: Dated
    number: int
    standing: Standing


@dataclass
class Header:
    """Values of the header, each with its line."""

    number: tuple[str, int] | None = None
    index: tuple[str, int] | None = None
    issued: Issued | None = None
    country: tuple[Country, int] | None = None
    title: tuple[str, int] | None = None
    issue: int | None = None
    update: bool = False
    closing: bool = False
    people: list[NamedPerson] = field(default_factory=list)
    prose: list[Line] = field(default_factory=list)


class Whole(NamedTuple):
    """Values of the whole document for reading its header: all words, the title of its page or mail, its language."""

    text: str
    subject: str = ""
    language: Tag | None = None
    month_first: bool = False


def read_header(lines: Sequence[Line], every: Sequence[Line], title: tuple[str, int] | None, whole: Whole) -> Header:
    """Read the free lines of the header; `every` are all lines of the document, which may also contain a number.

    `title` is a headline from a label.
    """
    header = Header(title=title)
    free = {line.number for line in lines}
    for line in every[:_HEAD_LINES]:
        _identify(line, header, month_first=whole.month_first, at_head=not lines or line.number in free)
    people, country, used = people_from_header(_up_to_prose(lines), whole.text, whole.language)
    header.people = people
    if country and used and header.country is None and (code := country_of_lead(country)):
        header.country = (Country(code), min(used))
    begin = next((line.number for line in every[:_HEAD_LINES] if find_index(line.text) and not is_prose(line)), 0)
    rest = [line for line in lines if line.number not in used]
    headline = Headline(header.title, header.country)
    take_headline(rest, headline, begin, whole.subject)
    header.title, header.country, header.prose = headline.title, headline.country, headline.prose
    return header


def _up_to_prose(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines that may name people: without prose, and up to the prose that follows their country."""
    begun = False
    for line in lines:
        if not is_prose(line):
            begun = begun or country_lead(line.text) is not None
            yield line
        elif begun:
            return


def _identify(line: Line, header: Header, *, month_first: bool, at_head: bool) -> None:
    """Read number, index and date from a line of the header."""
    text = _EARLIER.sub(" ", line.text) if says_update(line.text) else line.text
    numbers, index = find_numbers(text), find_index(text)
    for of_country in numbers_of_countries(text) if not numbers else ():
        if header.number is None and (code := country_called(of_country.country)) is not None:
            header.number = (of_country.number, line.number)
            header.country = header.country or (Country(code), line.number)
    if index and numbers:
        _country_beside(text, index, header, line.number)
    if is_prose(line) and not (numbers and numbers[0].start < 30) and not (index and text.find(index[:3]) < 30):
        return
    begins = (numbers and not is_prose(line)) or (numbers and numbers[0].start < 60)
    if begins:
        if _is_mention(text, numbers[0].start) and not says_update(text[: numbers[0].start]):
            return
        if header.number is None:
            header.number = (numbers[0].number, line.number)
            header.issue = ordinal(text)
        header.update = header.update or says_update(text[:120])
        header.closing = header.closing or says_closing(text[:120])
    if index and header.index is None:
        header.index = (index, line.number)
    dated = find_date(_without(text, index), month_first=month_first)
    if dated is None or dated.date is None or _is_last_day(text[: dated.start]):
        return
    standing = _standing_of_date(text, dated, beside=bool(numbers or index))
    standing = Standing.PROSE if standing is Standing.LABEL and not at_head else standing
    if standing is not None and (header.issued is None or standing < header.issued.standing):
        header.issued = Issued(dated, line.number, standing)


def _is_last_day(before: str) -> bool:
    """Whether the words before a date make it a last day for letters."""
    return _UNTIL.search(fold_letters(before)) is not None or _DEADLINE.search(before[-30:]) is not None


def _standing_of_date(text: str, dated: Dated, *, beside: bool) -> Standing | None:
    """The place of a date in the header; one with its weekday is a blog's. None for a date in a sentence."""
    if beside or plain_words(text).startswith(("date", "datum", "fecha")):
        if beside and _is_prose_of(text, dated):
            return None
        return Standing.NUMBER if beside and not says_update(text) else Standing.LABEL
    rest = plain_words(text[: dated.start] + text[dated.end :]).split()
    if rest[:1] and rest[0] in word_list("published") and len(rest) < _PUBLISHED:
        return Standing.FRAME if word_list("weekdays").intersection(rest) else Standing.PROSE
    if _CLOCK.search(text) and len(rest) < _PUBLISHED:
        return Standing.FRAME
    if _BYLINE.fullmatch(text[: dated.start].strip()) or _stands_beside(text, dated):
        return Standing.PROSE
    if not _is_date_alone(text, dated) or "action" in rest:
        return None
    if text[: dated.start].rstrip().endswith(":"):
        return Standing.PROSE  # an unknown label
    return Standing.FRAME if word_list("weekdays").intersection(rest) else Standing.LABEL


_BYLINE = re.compile(r"(?:by|von|par|por|di|door)\s.{2,40}\s(?:on|am|le|el|il|em|op)", re.IGNORECASE)
"""Words before the date of a page's author."""


def _stands_beside(text: str, dated: Dated) -> bool:
    """Whether a whole date ends a line of the header with other words: Fear of torture    7 August 1996."""
    words = plain_words(text[: dated.start]).split()
    small = function_words() | word_list("small_words") | word_list("openers")
    if not words or text[dated.end :].strip(" .") or len(text) > 2 * SENTENCE or dated.date is None:
        return False
    apart = len(words[-1]) > 2 or text[: dated.start].rstrip().endswith(("–", "—", "•", "|", "·"))
    return words[-1] not in small and apart and not says("until").search(words[-1])


def _is_prose_of(text: str, dated: Dated) -> bool:
    """Whether a date belongs to an event in a sentence, not to the document: in our Urgent Action 119/18 of 4 July."""
    sentence = len(text) > SENTENCE and text.endswith(".") and find_index(text) is None
    return sentence and dated.start > _IN_PROSE


def _country_beside(text: str, index: str, header: Header, number: int) -> None:
    """Read the country after the index in the line of the number: Index: MDE 23/1828/2015 Saudi Arabia."""
    behind = (
        text[text.replace(" ", "").find(index.replace(" ", "")) :] if index not in text else text.split(index, 1)[1]
    )
    for piece in re.split(r"[–:|,]|\s-\s|(?i:\bdate\b|\bdatum\b|\bfecha\b)", behind):
        if header.country is None and (code := country_called(without_header_words(piece))) is not None:
            header.country = (Country(code), number)


def _is_mention(text: str, at: int) -> bool:
    """Whether a number is only mentioned: x UA 046/19-3 english; see UA 159/95."""
    return bool(
        re.search(
            r"(?<!\w)(?:see|see also|cf\.?|voir|voir aussi|siehe|siehe auch|vea|véase|on|took on|\bx)\s*$",
            text[:at].rstrip("( "),
            re.IGNORECASE,
        )
    )


def _is_date_alone(text: str, dated: Dated) -> bool:
    rest = (text[: dated.start] + text[dated.end :]).strip(" .,:")
    return len(rest) < 14 and not re.search(r"\d{3}", rest)


def _without(text: str, index: str | None) -> str:
    return text.replace(index, " ") if index else text
