"""Read the header of a document line by line: number, index, date, country, headline, summary."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from appealgen.importing.document_words import fold_letters, plain_words, word_list
from appealgen.importing.fields.dates import Dated, find_date
from appealgen.importing.fields.names import NamedPerson, names_in
from appealgen.importing.fields.offices import is_name
from appealgen.importing.fields.people import country_lead, people_from_header
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
from appealgen.importing.structure.readers import begins_with_greeting, harm_in, is_request, speaks_to_readers
from appealgen.model.identifiers import Country, Tag
from appealgen.post.country import country_called

_HEAD_LINES = 60
_HEAD_WORDS = re.compile(
    r"(?<!\w)(?:ua[- ]?nr|ua|au|ai[- ]?index|index(?: number| ai)?|indice|ndice|n° d.index|fecha|date|datum|issue date"
    r"|publication date|extra|ex|fi|public|further information on|further information|follow[- ]up"
    r"|first|second|third|fourth|fifth|sixth|urgent action|accion urgente|action urgente|amnesty international|ai"
    r"|action complementaire sur l|mas informacion sobre|weitere informationen zu|und|and|issued|of|sur l|the|to|an"
    r"|external|for general distribution)(?!\w)"
)
_DEADLINE = re.compile(r"mitmachen|appelle bis|avant le|antes del|expires|sista", re.IGNORECASE)
_EDGES = " .,:;–-()|"
_HEADLINE = 170
_SENTENCE = 55
_PUBLISHED = 10
"""Words of a line that says when it was published, and by whom."""
_IN_PROSE = 20
"""Characters before a date that belongs to a sentence."""
_PROSE = 110
_SITE = re.compile(r"amnest|amnisti|anistia")
_SITE_WORDS = re.compile(
    r"^(?:startseite|home|amnesty urgent actions|urgent actions?|amnesty international|©|\W*menu|share|print)\b",
    re.IGNORECASE,
)


_EARLIER = re.compile(r"\([^()]*[A-Z]{3}\s?\d{2}/[^()]*\)")
"""The index of the document that an update follows, in brackets behind its number."""


class Issued(NamedTuple):
    """The day of the document, with its line and where it stands."""

    dated: Dated
    number: int
    standing: Standing


@dataclass
class Header:
    """What the header says, each with the line that it stands on."""

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


def read_header(
    lines: Sequence[Line],
    every: Sequence[Line],
    text: str,
    title: tuple[str, int] | None,
    *,
    language: Tag | None = None,
    month_first: bool,
) -> Header:
    """Read the free lines of the header; `every` are all lines of the document, in which a number may stand too.

    `text` is all its words, `title` a headline that a label gives, `language` that of the form.
    """
    header = Header(title=title)
    for line in every[:_HEAD_LINES]:
        _identify(line, header, month_first=month_first)
    people, country, used = people_from_header(_up_to_prose(lines), text, language)
    header.people = people
    if country and used and header.country is None and (code := country_called(re.sub(r"[-/].*", "", country))):
        header.country = (Country(code), min(used))
    _headline_and_prose([line for line in lines if line.number not in used], header)
    return header


def _up_to_prose(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines in which people may stand: without prose, and no further than the prose that follows their country."""
    begun = False
    for line in lines:
        if not _is_prose(line):
            begun = begun or country_lead(line.text) is not None
            yield line
        elif begun:
            return


def _identify(line: Line, header: Header, *, month_first: bool) -> None:
    """Number, index and date that a line of the header says."""
    text = _EARLIER.sub(" ", line.text) if says_update(line.text) else line.text
    numbers, index = find_numbers(text), find_index(text)
    for of_country in numbers_of_countries(text) if not numbers else ():
        if header.number is None and (code := country_called(of_country.country)) is not None:
            header.number = (of_country.number, line.number)
            header.country = header.country or (Country(code), line.number)
    if index and numbers:
        _country_beside(text, index, header, line.number)
    if _is_prose(line) and not (numbers and numbers[0].start < 30) and not (index and text.find(index[:3]) < 30):
        return
    begins = (numbers and not _is_prose(line)) or (numbers and numbers[0].start < 60)
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
    if dated is None or dated.date is None or _DEADLINE.search(text[: dated.start][-30:]):
        return
    standing = _standing_of_date(text, dated, beside=bool(numbers or index))
    if standing is not None and (header.issued is None or standing < header.issued.standing):
        header.issued = Issued(dated, line.number, standing)


def _standing_of_date(text: str, dated: Dated, *, beside: bool) -> Standing | None:
    """Where a date stands in the header; one with its weekday is of a blog. None for one in a sentence."""
    if beside or plain_words(text).startswith(("date", "datum", "fecha")):
        return None if beside and _is_prose_of(text, dated) else Standing.LABEL
    rest = plain_words(text[: dated.start] + text[dated.end :]).split()
    if rest[:1] and rest[0] in word_list("published") and len(rest) < _PUBLISHED:
        return Standing.FRAME if word_list("weekdays").intersection(rest) else Standing.PROSE
    if not _is_date_alone(text, dated) or "action" in rest:
        return None
    return Standing.FRAME if word_list("weekdays").intersection(rest) else Standing.LABEL


def _is_prose_of(text: str, dated: Dated) -> bool:
    """Whether a date is that of what a sentence tells, not of the document: in our Urgent Action 119/18 of 4 July."""
    return dated.start > _IN_PROSE and len(text) > _SENTENCE and text.endswith(".")


def _country_beside(text: str, index: str, header: Header, number: int) -> None:
    """The country that stands behind the index in the line of the number: Index: MDE 23/1828/2015 Saudi Arabia."""
    behind = (
        text[text.replace(" ", "").find(index.replace(" ", "")) :] if index not in text else text.split(index, 1)[1]
    )
    for piece in re.split(r"[–:|,]|\s-\s|(?i:\bdate\b|\bdatum\b|\bfecha\b)", behind):
        if header.country is None and (code := country_called(without_header_words(piece))) is not None:
            header.country = (Country(code), number)


def _is_mention(text: str, at: int) -> bool:
    """Whether a number is only spoken of: x UA 046/19-3 english; see UA 159/95."""
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


def without_header_words(text: str) -> str:
    """What is left of a line of the header without number, index, date and the labels of these."""
    for number in reversed(find_numbers(text)):
        text = f"{text[: number.start]} {text[number.end :]}"
    if index := find_index(text):
        text = re.sub(re.escape(index).replace(r"\ ", r"\s?"), " ", text)
    if dated := find_date(text):
        text = f"{text[: dated.start]} {text[dated.end :]}"
    kept = " ".join(text.split()).strip(_EDGES)
    while True:
        plain = fold_letters(kept)
        first = _HEAD_WORDS.match(plain)
        last = next((match for match in _HEAD_WORDS.finditer(plain) if match.end() == len(plain)), None)
        if first is None and last is None:
            return kept
        begin = first.end() if first else 0
        kept = kept[begin : last.start() if last and last.start() >= begin else None].strip(_EDGES)


def _is_prose(line: Line) -> bool:
    text = line.text
    return (
        len(text) > _HEADLINE
        or (len(text) > _PROSE and text.endswith((".", "…", "”", ")")) and not text.isupper())
        or (
            (len(text) > _SENTENCE and text.endswith((".", "(…)", "(...)")))
            and not (line.kind == "heading" or text.isupper())
        )
    )


def _headline_and_prose(lines: Sequence[Line], header: Header) -> None:
    every = lines
    for line in lines:
        _country_of(line, header)
    introduction = _introduction(lines)
    lines = lines[introduction:]
    at = _headline(lines, header) if header.title is None else 0
    after = list(lines[at:])
    first = next((number for number, line in enumerate(after) if _is_prose(line)), 0)
    if header.title is None and after and (cut := _shouted_beginning(after[first].text)):
        header.title = (after[first].text[:cut].strip(), after[first].number)
        after[first] = after[first].cut(cut)
    if header.title is None and introduction:
        _headline(every[:introduction], header)
    if not any(_is_prose(line) for line in after):
        after = list(lines)
    header.prose = [line for line in after if not _is_number(line) and (_is_prose(line) or _is_short_prose(line))]
    header.prose = [line for line in header.prose if header.title is None or line.text != header.title[0]]
    asked = [line for line in header.prose if not is_request(line.text)]
    header.prose = [*itertools.dropwhile(_is_introduction, asked)]
    if header.title:
        _take_country_off(header)


def _introduction(lines: Sequence[Line]) -> int:
    """How many lines are before that of the index, where prose of the page is among them, and prose behind it."""
    at = next((n for n, line in enumerate(lines) if find_index(line.text) and not _is_prose(line)), 0)
    return at if any(map(_is_prose, lines[:at])) and any(map(_is_prose, lines[at:])) else 0


def _is_introduction(line: Line) -> bool:
    """Whether a paragraph is the page's own, and names nobody."""
    return begins_with_greeting(line.text) or (speaks_to_readers(line.text) and next(names_in(line.text), None) is None)


def _headline(lines: Sequence[Line], header: Header) -> int:
    """Find the headline; gives where the lines behind it begin, 0 where there is none.

    A heading, capitals, bold, prose behind it and a number before it all speak for a line.
    """
    best, most = None, 0
    for at, line in enumerate(lines):
        if _is_prose(line) or _is_frame(line) or not _is_headline(line):
            continue
        before, after = (lines[at - 1] if at else None), (lines[at + 1] if at + 1 < len(lines) else None)
        points = 3 * (line.kind == "heading") + 2 * line.text.isupper() + line.bold + 2 * _is_number(line)
        points += 3 * (after is not None and _is_prose(after)) + 2 * (before is not None and _is_number(before))
        points += 2 * (after is not None and _is_number(after)) - 2 * line.text.endswith("!")
        points += _says_what_happened(line)
        points += (
            1
            - 3 * (find_date(line.text) is not None and not _is_number(line))
            - 4 * bool(re.search(r"[@:]\S|^\W|\d{5}", line.text))
            - (len(line.text.split()) < 2)
            - 3 * bool(_AGED.search(line.text))
        )
        if points > most:
            best, most = at, points
    if best is None:
        return 0
    first = last = best
    while first and _is_shouted_too(lines[best], lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and _is_shouted_too(lines[best], lines[last + 1]):
        last += 1
    words = " ".join(_without_number(line.text) for line in lines[first : last + 1])
    header.title = (words, lines[first].number)
    return last + 1


def _says_what_happened(line: Line) -> bool:
    """Whether a line names a country, or what was done to somebody; the name of a site does not."""
    return harm_in(line.text) or any(map(country_called, re.split(r"[,:;.–/|()-]\s?|\s(?:in|en|em|au)\s", line.text)))


def _is_shouted_too(line: Line, other: Line) -> bool:
    """Whether a line beside a headline in capitals goes on with it."""
    return line.text.isupper() and other.text.isupper() and _is_headline(other) and not _is_number(other)


def _is_short_prose(line: Line) -> bool:
    """A sentence or two that is shorter than prose usually is."""
    return (
        len(line.text) > 40
        and not _TO_FILL_IN.search(line.text)
        and line.text.endswith((".", "!", "?", "…", "”", '"', ")", ":"))
        and not _is_frame(line)
    )


_AGED = re.compile(
    r"^[^,]{4,60},\s(?:aged?\s\d{1,3}|\d{1,3}\s(?:years?\sold|jahre(?:\salt)?|ans|años|anos|anni|jaar))(?!\w)",
    re.IGNORECASE,
)
"""Somebody with their age, which is no headline."""
_TO_FILL_IN = re.compile(r"[._…]{5,}")


def _is_number(line: Line) -> bool:
    return bool(find_numbers(line.text)) and not _is_prose(line)


def _is_frame(line: Line) -> bool:
    return bool(_SITE_WORDS.match(line.text)) and not find_numbers(line.text)


def _country_of(line: Line, header: Header) -> None:
    if _SITE.search(fold_letters(line.text)) and not (find_numbers(line.text) or find_index(line.text)):
        return  # Amnesty International UK
    rest = without_header_words(line.text)
    if header.country is None and rest and (code := country_called(rest)):
        header.country = (Country(code), line.number)


def _is_headline(line: Line) -> bool:
    rest = without_header_words(line.text)
    if _is_number(line) and (len(rest.split()) < 2 or re.search(r"(?i)index|datum|date", rest)):
        return False
    return (
        sum(map(str.isalpha, rest)) >= 6
        and _LETTERSPACED.search(rest) is None
        and country_called(rest) is None
        and "@" not in rest
        and not re.match(r"https?:", rest)
    )


def _without_number(text: str) -> str:
    """A headline without a number or an index beside it."""
    if find_numbers(text) or find_index(text):
        return without_header_words(text)
    return _BARE_NUMBER.sub("", text).strip(" .,:;–-|")


def _without_kind(words: str) -> str:
    """A headline without what a page calls such letters: “Letter of the month: …”, “UPDATE: …”."""
    lead, sign, rest = next(
        (parts for mark in (": ", " – ", " - ") if (parts := words.partition(mark))[1]), ("", "", "")
    )
    is_kind = plain_words(lead) in word_list("kinds") | word_list("kinds_of_pages")
    dated = len(rest.split()) < 3 and any(map(str.isdigit, rest))  # Monthly letter: October 2015
    return rest.strip() if sign and is_kind and len(rest.split()) > 1 and not dated else words


_BARE_NUMBER = re.compile(r"^\d{1,3}/\d{2}\s?[-–:]\s+")
"""A number whose mark was taken for the heading of the document."""
_LETTERSPACED = re.compile(r"(?:\b\w\s){6}")


def _shouted_beginning(text: str) -> int:
    """Where a headline in capitals ends that is glued to the prose behind it; 0 when there is none."""
    match = re.match(r"(?:[^a-zß-ÿ\s]{2,}\s+|[A-Z\d&“”\"'-]\s+){3,}(?=[A-ZÀ-Þ“\"][a-zß-ÿ])", text)
    return match.end() if match and len(match[0]) > 15 else 0


def _take_country_off(header: Header) -> None:
    """`Honduras: Attack on the road` → the headline; the country, where nothing else said it."""
    assert header.title is not None
    header.title = (_without_kind(header.title[0]), header.title[1])
    words, number = header.title
    for mark in (":", ".", " –", " -"):
        lead, sign, rest = words.partition(mark)
        if sign and rest.strip() and (code := country_called(lead.strip())):
            header.country = header.country or (Country(code), number)
            if mark == ":" and is_name(rest) and any(rest.strip() in line.text for line in header.prose):
                return  # Benin: Ana Velim
            header.title = (rest.strip(" .:–-"), number)
            return
    behind = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", words)
    if behind and (code := country_called(re.split(r":|\s(?:UA\s?)?\d", behind[2])[0])):
        header.country = header.country or (Country(code), number)
        header.title = (behind[1], number)
