"""Find the headline of a document in its header, and the prose after it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from appealgen.importing.document_words import fold_letters, function_words, plain_words, word_list
from appealgen.importing.fields.dates import find_date
from appealgen.importing.fields.header_lines import SENTENCE, has_number, is_prose, without_header_words
from appealgen.importing.fields.names import names_in
from appealgen.importing.fields.offices import is_institution, is_name
from appealgen.importing.lines import Line
from appealgen.importing.structure.header_patterns import find_index, find_numbers
from appealgen.importing.structure.readers import (
    begins_with_greeting,
    begins_with_request,
    harm_in,
    is_request,
    speaks_to_readers,
)
from appealgen.model.identifiers import Country
from appealgen.post.country import country_called

_WORDS_OF_SITE = 4
"""Words in the name of a section: Amnistía Internacional."""
_AT_START = 4
_LEAD = 120
"""Characters before a number at the start of a line, and of a line that only introduces the next one."""
_SCRAP = 20
_SHORT_WORD = 3
"""Characters of a few words between a heading and its prose, and letters of a meaningless word."""
_SITE = re.compile(r"amnest|amnisti|anistia")
_SITE_WORDS = re.compile(
    r"^(?:startseite|home|amnesty urgent actions|urgent actions?|amnesty international|©|\W*menu|share|print)\b",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"^[^,]{4,60},\s(?:aged?\s\d{1,3}|\d{1,3}\s(?:years?\sold|jahre(?:\salt)?|ans|años|anos|anni|jaar))(?!\w)",
    re.IGNORECASE,
)
"""A person with their age, which is not a headline."""
_STEP = re.compile(r"(?:step|schritt|étape|paso|passo|passaggio|stap)\s\d", re.IGNORECASE)
_TO_FILL_IN = re.compile(r"[._…]{5,}")
_BARE_NUMBER = re.compile(r"^\d{1,3}/\d{2}\s?[-–:]\s+")
"""A number whose mark was taken for the heading of the document."""
_LETTERSPACED = re.compile(r"(?:\b\w\s){6}")


@dataclass
class Headline:
    """The headline and the country beside it, each with its line, and the prose after it."""

    title: tuple[str, int] | None = None
    country: tuple[Country, int] | None = None
    prose: list[Line] = field(default_factory=list)


def take_headline(lines: Sequence[Line], header: Headline, begin: int, subject: str) -> None:
    """Read the headline and the prose after it; `begin` is the line of the index, `subject` a page's title."""
    told = frozenset(_words(subject))
    for line in lines:
        _country_of(line, header)
    introduction = _introduction(lines, begin) or _introduction(lines, _number_behind_introduction(lines))
    before, lines = lines[:introduction], lines[introduction:]
    at = _headline(lines, header, told) if header.title is None else 0
    after = list(lines[at:])
    first = next((number for number, line in enumerate(after) if is_prose(line)), 0)
    if header.title is None and after and (cut := _shouted_beginning(after[first].text)):
        header.title = (after[first].text[:cut].strip(), after[first].number)
        after[first] = after[first].cut(cut)
    if header.title is None and introduction:
        _headline(before, header, told)
    if not any(is_prose(line) for line in after):
        after = list(lines)
    header.prose = [line for line in after if not has_number(line) and (is_prose(line) or _is_short_prose(line))]
    header.prose = [line for line in header.prose if header.title is None or line.text != header.title[0]]
    asked = [line for line in header.prose if not (is_request(line.text) or _is_aside(line))]
    header.prose = [*itertools.dropwhile(_is_introduction, asked)]
    if header.title:
        _take_country_off(header)


def _is_aside(line: Line) -> bool:
    """Whether a paragraph introduces the following text, is in brackets, or an item: “Here is what they say:”."""
    text = line.text
    return line.kind == "item" or (text.endswith(":") and len(text) < _LEAD) or (text[:1], text[-1:]) == ("(", ")")


def _introduction(lines: Sequence[Line], begin: int) -> int:
    """The number of lines before that of the index, if they contain prose of the page and prose follows it."""
    at = next((n for n, line in enumerate(lines) if line.number >= begin), 0)
    return at if any(map(is_prose, lines[:at])) and any(map(is_prose, lines[at:])) else 0


def _number_behind_introduction(lines: Sequence[Line]) -> int:
    """The line of the number that begins a document after an introduction; 0 without an introduction."""
    at = next(
        (n for n, line in enumerate(lines) if has_number(line) and find_numbers(line.text)[0].start < _AT_START), 0
    )
    return lines[at].number if any(map(_is_introduction, lines[:at])) else 0


def _is_introduction(line: Line) -> bool:
    """Whether a paragraph is the page's own, and names nobody."""
    return begins_with_greeting(line.text) or (speaks_to_readers(line.text) and next(names_in(line.text), None) is None)


def _headline(lines: Sequence[Line], header: Headline, subject: frozenset[str]) -> int:
    """Find the headline; returns the index of the next line, or 0 without one.

    A heading, capitals, bold, following prose, a number before it and the title of the page are all evidence for a
    headline.
    """
    best, most = None, 0
    for at, line in enumerate(lines):
        if is_prose(line) or _is_frame(line) or not _is_headline(line):
            continue
        before = lines[at - 1] if at else None
        below = lines[at + 1 : at + 5] if line.kind == "heading" else lines[at + 1 : at + 3]
        after = next((each for each in below if not (_is_day(each) or _is_scrap(each, line))), None)
        number = next((each for each in below if not _is_country(each)), None)
        points = 3 * (line.kind == "heading") + 2 * line.text.isupper() + line.bold + 2 * has_number(line)
        points += 3 * (after is not None and is_prose(after)) + 2 * (before is not None and has_number(before))
        points += 2 * any(each is not None and has_number(each) for each in (after, number)) - 2 * line.text.endswith(
            ("!", ".")
        )
        points += says_what_happened(line.text) + 3 * _is_told_by(subject, line.text)
        points -= 4 * begins_with_request(line.text) + 3 * line.text.endswith(("?", ":"))
        points += 3 * (country_called(line.text.partition(":")[0]) is not None)
        points -= 2 * (is_institution(line.text) and not harm_in(line.text))
        points += (
            1
            - 3 * (find_date(line.text) is not None and not has_number(line))
            - 4 * bool(re.search(r"[@:]\S|^\W|\d{5}", line.text))
            - (len(line.text.split()) < 2)
            - 3 * bool(_AGED.search(line.text) or _STEP.match(line.text))
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
    words = " ".join(_without_day(_without_number(line.text)) for line in lines[first : last + 1])
    header.title = (words, lines[first].number)
    return last + 1


def _is_day(line: Line) -> bool:
    """Whether a line between a headline and the prose is about its publication."""
    dated = find_date(line.text)
    return dated is not None and len(line.text) < SENTENCE and not has_number(line)


def _is_country(line: Line) -> bool:
    return country_called(line.text.strip(" .:")) is not None


def _is_scrap(line: Line, headline: Line) -> bool:
    """Whether a line is a few words between a heading and the prose: 2 comments."""
    return headline.kind == "heading" and line.kind == "text" and len(line.text) < _SCRAP and not has_number(line)


def _words(text: str) -> list[str]:
    return [word for word in plain_words(text).split() if len(word) > _SHORT_WORD]


def _is_told_by(subject: frozenset[str], text: str) -> bool:
    """Whether the title of the page has most words of a line, other than those of the site's name."""
    words = _words(text)
    return len(words) > 1 and len(subject.intersection(words)) >= len(words) / 2


def says_what_happened(text: str) -> bool:
    """Whether a text names a country, or what was done to somebody; the name of a site does not."""
    return harm_in(text) or any(map(country_called, re.split(r"[,:;.–/|()-]\s?|\s(?:in|en|em|au)\s", text)))


def _is_shouted_too(line: Line, other: Line) -> bool:
    """Whether a line beside a headline in capitals continues it."""
    if plain_words(other.text) in word_list("kinds") | word_list("kinds_of_pages"):
        return False
    return line.text.isupper() and other.text.isupper() and _is_headline(other) and not has_number(other)


def _is_short_prose(line: Line) -> bool:
    """A sentence or two that is shorter than prose usually is."""
    return (
        len(line.text) > 40
        and not _TO_FILL_IN.search(line.text)
        and line.text.endswith((".", "!", "?", "…", "”", '"', ")", ":"))
        and not _is_frame(line)
    )


def _is_frame(line: Line) -> bool:
    return bool(_SITE_WORDS.match(line.text)) and not find_numbers(line.text)


def _country_of(line: Line, header: Headline) -> None:
    if _SITE.search(fold_letters(line.text)) and not (find_numbers(line.text) or find_index(line.text)):
        return  # Amnesty International UK
    rest = without_header_words(line.text)
    if header.country is None and rest and (code := country_called(rest)):
        header.country = (Country(code), line.number)


def _is_headline(line: Line) -> bool:
    rest = without_header_words(line.text)
    if line.kind == "item":
        return False
    if _SITE.search(fold_letters(line.text)) and len(line.text.split()) < _WORDS_OF_SITE and not has_number(line):
        return False
    if has_number(line) and (len(rest.split()) < 2 or re.search(r"(?i)index|datum|date", rest)):
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


def _without_day(text: str) -> str:
    """A headline without the whole date beside it."""
    dated = find_date(text)
    beside = dated is not None and dated.date is not None and not text[dated.end :].strip(" .") and dated.start > 1
    if dated is None or not beside or plain_words(text[: dated.start]).split()[-1] in function_words() | _BEFORE_DAYS:
        return text
    return text[: dated.start].strip(" .,:;–-|")


_BEFORE_DAYS = word_list("openers") | word_list("small_words")


def _without_kind(words: str) -> str:
    """A headline without a page's name for such letters: “Letter of the month: …”, “UPDATE: …”."""
    lead, sign, rest = next(
        (parts for mark in (": ", " – ", " - ") if (parts := words.partition(mark))[1]), ("", "", "")
    )
    kind = next((each for each in word_list("kinds") if plain_words(words).startswith(f"{each} ")), None)
    if not sign and kind and len(words.split()) > len(kind.split()) + 2:
        return " ".join(words.split()[len(kind.split()) :])  # URGENT ACTION TWO JOURNALISTS HELD
    is_kind = plain_words(lead) in word_list("kinds") | word_list("kinds_of_pages")
    dated = len(rest.split()) < 3 and any(map(str.isdigit, rest))  # Monthly letter: October 2015
    return rest.strip() if sign and is_kind and len(rest.split()) > 1 and not dated else words


def _shouted_beginning(text: str) -> int:
    """The end of a headline in capitals that is joined to the prose after it; 0 if there is none."""
    match = re.match(r"(?:[^a-zß-ÿ\s]{2,}\s+|[A-Z\d&“”\"'-]\s+){3,}(?=[A-ZÀ-Þ“\"][a-zß-ÿ])", text)
    return match.end() if match and len(match[0]) > 15 else 0


def _take_country_off(header: Headline) -> None:
    """`Honduras: Attack on the road` → the headline, and the country if no other line gives it."""
    assert header.title is not None
    header.title = (_without_kind(header.title[0]), header.title[1])
    words, number = header.title
    for mark in (":", ".", " –", " -"):
        lead, sign, rest = words.partition(mark)
        if sign and rest.strip() and (code := country_called(lead.strip())):
            header.country = header.country or (Country(code), number)
            if mark == ":" and is_name(rest) and any(rest.strip() in line.text for line in header.prose):
                return  # Benin: Ana Velim
            header.title = (_without_kind(rest.strip(" .:–-")), number)
            return
    behind = re.fullmatch(r"(.+?)\s*\(([^()]+)\)?", words)
    if behind and (code := country_called(re.split(r":|\s(?:UA\s?)?\d", behind[2])[0])):
        header.country = header.country or (Country(code), number)
        header.title = (behind[1], number)
