"""Find furniture: lines of pages, blogs, mail programs and lists around a document, which are not about its case."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from appealgen.importing.document_words import fold_letters, plain_words, word_list
from appealgen.importing.lines import Line
from appealgen.importing.structure.header_patterns import find_index, find_numbers
from appealgen.importing.structure.labels import label_at_start
from appealgen.importing.structure.letter_bounds import greets_readers

_LONGEST = 160
"""Characters of a line of furniture, except for those recognized by their beginning: cookies, copyright."""
_MOST_WORDS = 8
_TO_ONE = 4
"""Pieces of furniture beside one other word."""
_SHORT = 70
"""Characters of a line of an address."""
_BARS = re.compile(r"\s+(?:[|·•»›>/–-]|::)\s+|\s*[|·•»›]\s*")
_TRAIL = re.compile(r"[^|·•»›>/]{2,30}(?:\s[»›>/]\s[^|·•»›>/]{2,40}){1,5}")
_TRAIL_SIGN = re.compile(r"\s[»›>/]\s")
"""The path to a page: News > Urgent Actions > Africa."""
_COUNT = re.compile(r"\(\d{1,6}(?:[.,]\d)?\s?[kKmM][bB]\)|\b\d{1,6}\b")
_PAGE = re.compile(
    r"^.{0,140}(?:[•·|–—-]|/\d{2,4})\s*(?:page|seite|p[áa]gina|blz\.?)\s\d{1,2}(?:\s(?:of|von|de|di|van|sur)\s\d{1,2})?$",
    re.IGNORECASE,
)
"""A page footer: Group 57, 11 Elm Row • Page 1."""
_MAIL_FIELD = re.compile(r"[*_]{0,2}([^\W\d_]{1,12}(?:[- ][^\W\d_]{1,9})?)[*_]{0,2}\s?:\s?[*_]{0,2}\s?\S")


def mark_furniture(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Mark furniture: the kind of its lines becomes `frame`."""
    weights = [_weight(line) for line in lines]
    framed = {number for number, weight in enumerate(weights) if weight == 2}
    framed |= {*_rows(weights), *_mail_heads(lines), *_section_addresses(lines)}
    return tuple(line._replace(kind="frame") if number in framed else line for number, line in enumerate(lines))


def _rows(weights: Sequence[int]) -> Iterator[int]:
    """Lines with words that are furniture only beside other furniture: Home, News, Facebook."""
    start = 0
    for number in range(len(weights) + 1):
        if number < len(weights) and weights[number]:
            continue
        if sum(weights[start:number]) > 1:
            yield from range(start, number)
        start = number + 1


def is_page_foot(text: str) -> bool:
    """Whether a line is a page footer with its number."""
    return _PAGE.search(text) is not None


def is_own_address(text: str) -> bool:
    """Whether a line is the name of a section of Amnesty with its street."""
    return _SECTION.match(fold_letters(text)) is not None and _STREET_WITHIN.search(text) is not None


_STREET_WITHIN = re.compile(r",\s\d{1,5}\s[A-ZÀ-Þ][^\d,]{3,40},|,\s[A-ZÀ-Þ][^\d,]{3,40}\s\d{1,4},")


def _weight(line: Line) -> int:
    """2 for a line that is always furniture, 1 for one that is beside others, else 0."""
    text = line.text
    plain = plain_words(_COUNT.sub(" ", text[: 3 * _LONGEST]))
    if text.startswith("©") or plain.startswith(tuple(word_list("disclaimers"))):
        return 2
    if len(text) <= _LONGEST and plain:
        if plain in word_list("furniture") or (text.endswith((",", "!")) and greets_readers(text)):
            return 2
        strong, weak = _known(plain, text)
        if _TRAIL.fullmatch(text) and _is_known(plain_words(_TRAIL_SIGN.split(text)[0]).split(), 0, _MOST_WORDS):
            return 2
        if strong or weak > 1:
            return 2
        if weak:
            return 1
    pieces = [text, *_BARS.split(text)] if _BARS.search(text) else [text]
    return 2 if any(_begins(plain_words(piece), len(text)) for piece in pieces) or is_page_foot(text) else 0


def _known(plain: str, text: str) -> tuple[int, int]:
    """The numbers of strong and weak pieces of furniture in a line; none if it has many other words."""
    pieces = [plain_words(_COUNT.sub(" ", piece)) for piece in _BARS.split(text)] if _BARS.search(text) else [plain]
    strong = weak = unknown = 0
    for piece in filter(None, pieces):
        words = piece.split()
        at = 0
        while at < len(words):
            count = next((n for n in range(min(_MOST_WORDS, len(words) - at), 0, -1) if _is_known(words, at, n)), 0)
            is_strong = " ".join(words[at : at + count]) in word_list("furniture")
            if not count:
                unknown, count = unknown + 1, 1
            else:
                strong, weak = strong + is_strong, weak + (not is_strong)
            at += count
    return (strong, weak) if strong + weak >= _TO_ONE * unknown else (0, 0)


def _is_known(words: Sequence[str], at: int, count: int) -> bool:
    piece = " ".join(words[at : at + count])
    return piece in word_list("furniture") or piece in word_list("furniture_in_rows")


@cache
def _beginnings() -> Mapping[str, tuple[str, ...]]:
    """Beginnings of lines of furniture, by their first word."""
    by_word: dict[str, tuple[str, ...]] = {}
    for words in sorted(word_list("furniture_begins")):
        first = words.split()[0]
        by_word[first] = (*by_word.get(first, ()), words)
    return by_word


def _begins(plain: str, length: int) -> bool:
    first = plain.partition(" ")[0]
    return length <= 3 * _LONGEST and any(
        plain == words or plain.startswith(f"{words} ") for words in _beginnings().get(first, ())
    )


def _mail_heads(lines: Sequence[Line]) -> Iterator[int]:
    """Lines of a mail's head inside a text: two fields or more, one of them its sender or its subject."""
    run: list[tuple[int, str]] = []
    for number, line in enumerate([*lines, None]):
        match = _MAIL_FIELD.match(line.text) if line is not None and len(line.text) <= _LONGEST else None
        name = plain_words(match[1]) if match else ""
        begins = line is not None and line.start == "paragraph"
        if name in word_list("mail_fields") and not (run and begins):
            run.append((number, name))
            continue
        names = {field for _, field in run}
        if len(names) > 1 and names & word_list("mail_senders"):
            yield from (at for at, _ in run)
        run = [(number, name)] if begins and name in word_list("mail_fields") else []


_SECTION = re.compile(r"amnest(?:y|ie)(?: international)?\b|amnistia internacional\b|anistia internacional\b")
_STREET = re.compile(
    r"\d{1,5}[a-z]?(?:\s?[-–/]\s?\d{1,5})?,?\s+[^\W\d]|[^\W\d][^\d@]{3,40}\s\d{1,4}[a-z]?(?:,|$)", re.IGNORECASE
)
_OWN = re.compile(r"@(?:[\w-]+\.)*(?:amnesty|amnistia|anistia|aiusa)|amnest\w+\.\w|amnistia\w*\.\w", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_MOST_LINES = 9


def _section_addresses(lines: Sequence[Line]) -> Iterator[int]:
    """The address of a section of Amnesty: its name, a street below it, and the following lines."""
    for number, line in enumerate(lines):
        if len(line.text) > _SHORT or not _SECTION.match(fold_letters(line.text)):
            continue
        below = list(itertools.takewhile(_is_of_address, lines[number + 1 : number + _MOST_LINES]))
        if any(_STREET.match(each.text) for each in below[:2]) or any(_OWN.search(each.text) for each in below[:4]):
            yield from range(number, number + 1 + len(below))


def _is_of_address(line: Line) -> bool:
    """Whether a line may belong to an address: short, without signs of a document."""
    text = line.text
    if len(text) > _SHORT or text.endswith(":") or (text.isupper() and len(text) > _SHORT / 2):
        return False
    return not (find_numbers(text) or find_index(text) or _YEAR.search(text) or label_at_start(text))
