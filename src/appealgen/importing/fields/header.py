"""The head of a document, line by line: number, index, date, country, headline, summary."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from appealgen.importing.document_words import bare, folded
from appealgen.importing.fields.dates import Dated, find_date
from appealgen.importing.fields.names import Named
from appealgen.importing.fields.people import from_head
from appealgen.importing.lines import Line
from appealgen.importing.structure import header_patterns as header
from appealgen.messages import Message
from appealgen.model.identifiers import Country
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
_PROSE = 110
_SITE_WORDS = re.compile(
    r"^(?:startseite|home|amnesty urgent actions|urgent actions?|amnesty international|©|\W*menu|share|print)\b",
    re.IGNORECASE,
)


@dataclass
class Head:
    """What the head says, each with the line that it stands on, and what of it is doubtful."""

    number: tuple[str, int] | None = None
    index: tuple[str, int] | None = None
    issued: tuple[datetime.date, int] | None = None
    issued_doubt: Message | None = None
    country: tuple[Country, int] | None = None
    title: tuple[str, int] | None = None
    issue: int | None = None
    update: bool = False
    closing: bool = False
    people: list[Named] = field(default_factory=list)
    prose: list[Line] = field(default_factory=list)


def read_head(
    lines: Sequence[Line], every: Sequence[Line], text: str, title: tuple[str, int] | None, *, month_first: bool
) -> Head:
    """Read the free lines of the head; `every` are all lines of the document, in which a number may stand too.

    `text` is all its words, `title` a headline that a label gives.
    """
    head = Head(title=title)
    for line in every[:_HEAD_LINES]:
        _identify(line, head, month_first=month_first)
    people, country, used = from_head([line for line in lines if not _is_prose(line)], text)
    head.people = people
    if country and head.country is None and (code := country_called(re.sub(r"[-/].*", "", country))):
        head.country = (Country(code), min(used))
    _headline_and_prose([line for line in lines if line.number not in used], head)
    return head


def _identify(line: Line, head: Head, *, month_first: bool) -> None:
    """Number, index and date that a line of the head says."""
    text = line.text
    numbers, index = header.find_numbers(text), header.find_index(text)
    if index and numbers:
        _country_beside(text, index, head, line.number)
    if _is_prose(line) and not (numbers and numbers[0].start < 30) and not (index and text.find(index[:3]) < 30):
        return
    begins = (numbers and not _is_prose(line)) or (numbers and numbers[0].start < 60)
    if begins:
        if _is_mention(text, numbers[0].start) and not header.is_update(text[: numbers[0].start]):
            return
        if head.number is None:
            head.number = (numbers[0].number, line.number)
            head.issue = header.ordinal(text)
        head.update = head.update or header.is_update(text[:120])
        head.closing = head.closing or header.is_closing(text[:120])
    if index and head.index is None:
        head.index = (index, line.number)
    dated = find_date(_without(text, index), month_first=month_first)
    says_date = dated is not None and (
        bool(numbers) or bool(index) or bare(text).startswith(("date", "datum", "fecha")) or _is_date_alone(text, dated)
    )
    if (
        says_date
        and dated is not None
        and dated.date is not None
        and head.issued is None
        and not _DEADLINE.search(text[: dated.start][-30:])
    ):
        head.issued, head.issued_doubt = (dated.date, line.number), dated.doubt


def _country_beside(text: str, index: str, head: Head, number: int) -> None:
    """The country that stands behind the index in the line of the number: Index: MDE 23/1828/2015 Saudi Arabia."""
    behind = (
        text[text.replace(" ", "").find(index.replace(" ", "")) :] if index not in text else text.split(index, 1)[1]
    )
    for piece in re.split(r"[–:|,]|\s-\s|(?i:\bdate\b|\bdatum\b|\bfecha\b)", behind):
        if head.country is None and (code := country_called(remainder(piece))) is not None:
            head.country = (Country(code), number)


def _is_mention(text: str, at: int) -> bool:
    """Whether a number is only spoken of: x UA 046/19-3 english; see UA 159/95."""
    return bool(
        re.search(
            r"(?:see|see also|cf\.?|voir|voir aussi|siehe|siehe auch|vea|véase|on|took on|\bx)\s*$",
            text[:at].rstrip("( "),
            re.IGNORECASE,
        )
    )


def _is_date_alone(text: str, dated: Dated) -> bool:
    rest = (text[: dated.start] + text[dated.end :]).strip(" .,:")
    return len(rest) < 14 and not re.search(r"\d{3}", rest)


def _without(text: str, index: str | None) -> str:
    return text.replace(index, " ") if index else text


def remainder(text: str) -> str:
    """What is left of a line of the head without number, index, date and the labels of these."""
    for number in reversed(header.find_numbers(text)):
        text = f"{text[: number.start]} {text[number.end :]}"
    if index := header.find_index(text):
        text = re.sub(re.escape(index).replace(r"\ ", r"\s?"), " ", text)
    if dated := find_date(text):
        text = f"{text[: dated.start]} {text[dated.end :]}"
    kept = " ".join(text.split()).strip(_EDGES)
    while True:
        plain = folded(kept)
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
        or (len(text) > 55 and text.endswith((".", "(…)", "(...)")) and line.kind != "heading" and not text.isupper())
    )


def _headline_and_prose(lines: Sequence[Line], head: Head) -> None:
    for line in lines:
        _country_of(line, head)
    at = _headline(lines, head) if head.title is None else 0
    after = list(lines[at:])
    first = next((number for number, line in enumerate(after) if _is_prose(line)), 0)
    if head.title is None and after and (cut := _shouted_beginning(after[first].text)):
        head.title = (after[first].text[:cut].strip(), after[first].number)
        after[first] = after[first].cut(cut)
    if not any(_is_prose(line) for line in after):
        after = list(lines)
    head.prose = [line for line in after if not _is_number(line) and (_is_prose(line) or _is_short_prose(line))]
    head.prose = [line for line in head.prose if head.title is None or line.text != head.title[0]]
    if head.title:
        _take_country_off(head)


def _headline(lines: Sequence[Line], head: Head) -> int:
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
        points += (
            1
            - 3 * (find_date(line.text) is not None and not _is_number(line))
            - 4 * bool(re.search(r"[@:]\S|^\W|\d{5}", line.text))
            - (len(line.text.split()) < 2)
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
    words = " ".join(remainder_of_title(line.text) for line in lines[first : last + 1])
    head.title = (words, lines[first].number)
    return last + 1


def _is_shouted_too(line: Line, other: Line) -> bool:
    """Whether a line beside a headline in capitals goes on with it."""
    return line.text.isupper() and other.text.isupper() and _is_headline(other) and not _is_number(other)


def _is_short_prose(line: Line) -> bool:
    """A sentence or two that is shorter than prose usually is."""
    return len(line.text) > 40 and line.text.endswith((".", "!", "?", "…", "”", '"', ")", ":")) and not _is_frame(line)


def _is_number(line: Line) -> bool:
    return bool(header.find_numbers(line.text)) and not _is_prose(line)


def _is_frame(line: Line) -> bool:
    return bool(_SITE_WORDS.match(line.text)) and not header.find_numbers(line.text)


def _country_of(line: Line, head: Head) -> None:
    rest = remainder(line.text)
    if head.country is None and rest and (code := country_called(rest)):
        head.country = (Country(code), line.number)


def _is_headline(line: Line) -> bool:
    rest = remainder(line.text)
    if _is_number(line) and (len(rest.split()) < 2 or re.search(r"(?i)index|datum|date", rest)):
        return False
    return (
        sum(map(str.isalpha, rest)) >= 6
        and _LETTERSPACED.search(rest) is None
        and country_called(rest) is None
        and "@" not in rest
        and not re.match(r"https?:", rest)
    )


def remainder_of_title(text: str) -> str:
    """A headline without a number or an index beside it."""
    if header.find_numbers(text) or header.find_index(text):
        return remainder(text)
    return _BARE_NUMBER.sub("", text).strip(" .,:;–-|")


_BARE_NUMBER = re.compile(r"^\d{1,3}/\d{2}\s?[-–:]\s+")
"""A number whose mark was taken for the heading of the document."""
_LETTERSPACED = re.compile(r"(?:\b\w\s){6}")


def _shouted_beginning(text: str) -> int:
    """Where a headline in capitals ends that is glued to the prose behind it; 0 when there is none."""
    match = re.match(r"(?:[^a-zß-ÿ\s]{2,}\s+|[A-Z\d&“”\"'-]\s+){3,}(?=[A-ZÀ-Þ“\"][a-zß-ÿ])", text)
    return match.end() if match and len(match[0]) > 15 else 0


def _take_country_off(head: Head) -> None:
    """`Honduras: Attack on the road` → the headline; the country, where nothing else said it."""
    assert head.title is not None
    words, number = head.title
    for mark in (":", ".", " –", " -"):
        lead, found, rest = words.partition(mark)
        if found and rest.strip() and (code := country_called(lead.strip())):
            head.country = head.country or (Country(code), number)
            head.title = (rest.strip(" .:–-"), number)
            return
    behind = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", words)
    if behind and (code := country_called(behind[2].split(":")[0])):
        head.country = head.country or (Country(code), number)
        head.title = (behind[1], number)
