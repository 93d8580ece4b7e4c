"""Read plain text into lines: without quoting marks and page numbers, with wrapped and short lines told apart."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from appealgen.importing.lines import Kind, Line, Start, line_of, mark_wraps
from appealgen.model.document import Span

_QUOTE = re.compile(r"(?:\s?>)+ ?")
_SIGNATURE = re.compile(r"(?:\s?>)*\s?-- ?")
"""The line before the signature of a mail (RFC 3676, 4.3)."""
_SEPARATOR = re.compile(r"\s*[-_=*]{10,}\s*")
_LONGEST_SIGNATURE = 12
"""Number of lines, including those of a mailing list."""
_ITEM = re.compile(r"\s*(?:[•*–-]|\.|[ivx]{1,4}[.)])\s+(?=\S)")


def plain_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text."""
    return mark_wraps(list(_lines(text)))


def _lines(text: str) -> Iterator[Line]:
    start: Start = "paragraph"
    raws = _with_bullets(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    signatures = _signatures(raws)
    for number, raw in _column_by_column(raws):
        for piece in raw.split("\f"):
            words = _QUOTE.sub("", piece, count=1) if _QUOTE.match(piece) else piece
            if not words.strip():
                start = "paragraph"
                continue
            kind: Kind = "frame" if number in signatures else "item" if _ITEM.match(words) else "text"
            line = line_of(number, [Span(words)], start, kind)
            if line is not None:
                yield line
                start = "line"


_LETTER_BULLET = re.compile(r"^([ \t\xa0]*)([nqlvw§üØ])(?=[ \t\xa0]+[A-ZÀ-Þ¿][^\W\d_])", re.MULTILINE)
"""A bullet of a font with signs (Wingdings), copied as its letter."""


def _with_bullets(text: str) -> str:
    """The text with bullets where the same letter alone begins several lines."""
    signs = [match[2] for match in _LETTER_BULLET.finditer(text)]
    return _LETTER_BULLET.sub(r"\1•", text) if len(signs) > 1 and len(set(signs)) == 1 else text


_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_FEWEST_ROWS, _NARROWEST_COLUMN = 3, 12
"""Lines with words in both columns, and mean characters of the left one."""


def _column_by_column(raws: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines with their numbers; of two columns side by side, first the left one."""
    at = 0
    while at < len(raws):
        gap = _GAP.search(raws[at])
        end = _end_of_columns(raws, at, gap.end()) if gap else at
        if gap is None or end == at:
            yield at + 1, raws[at]
            at += 1
            continue
        rows = list(enumerate(raws[at:end], at + 1))
        yield from _wrapped_in_column([(number, raw[: gap.end()].rstrip()) for number, raw in rows])
        yield at + 1, ""
        yield from _wrapped_in_column([(number, raw[gap.end() :].rstrip()) for number, raw in rows])
        yield end, ""
        at = end


def _wrapped_in_column(rows: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The lines of a column; a full line of prose is joined with the next."""
    width = max(len(text.strip()) for _, text in rows)
    waiting: tuple[int, str] | None = None
    for (number, row), (_, following) in itertools.pairwise([*rows, (0, "")]):
        first, text = (waiting[0], f"{waiting[1]} {row.strip()}") if waiting else (number, row)
        after = following.strip()
        prose = after[:1].islower() or sum(word[:1].islower() for word in text.split()) >= _FEWEST_SMALL
        full = len(row.strip()) + 1 + len(after.partition(" ")[0]) > _FULL * width
        waiting = (first, text) if after and prose and full and not _ITEM.match(following) else None
        if waiting is None:
            yield first, text


_FEWEST_SMALL, _FULL = 4, 0.94
_BRACES = ("]", "}", ")")
"""Signs beside several names that have one meaning."""


def _end_of_columns(raws: Sequence[str], at: int, column: int) -> int:
    """The end of two columns that begin at a line; the same line if there are none."""
    end = both = 0
    left: list[str] = []
    for number in range(at, len(raws)):
        raw = raws[number]
        if raw[max(column - 2, 0) : column].strip() or (len(raw) > column and raw[column] == " "):
            break
        if raw[column : column + 1] in _BRACES:
            return at
        if raw[column:].strip():
            end = number + 1
            left += [raw[:column].strip()] if raw[:column].strip() else []
            both += bool(raw[:column].strip())
        elif not raw.strip() and number > at and not raws[number - 1].strip():
            break
    while end and end < len(raws) and raws[end].strip() and len(raws[end]) < column - 1:
        end += 1  # the last lines of the left column alone
    labels = sum(text.endswith(":") for text in left)
    wide = sum(map(len, left)) >= _NARROWEST_COLUMN * max(len(left), 1)
    return end if both >= _FEWEST_ROWS and wide and labels * 2 < len(left) else at


def _signatures(raws: Sequence[str]) -> set[int]:
    """The numbers of lines in signatures: after two dashes, short, and up to a separator or the end."""
    numbers: set[int] = set()
    for at, raw in enumerate(raws):
        if _SIGNATURE.fullmatch(raw) is None:
            continue
        behind = raws[at + 1 :]
        end = next((n for n, line in enumerate(behind) if _SEPARATOR.fullmatch(line)), len(behind))
        if sum(bool(line.strip()) for line in behind[:end]) <= _LONGEST_SIGNATURE:
            numbers.update(range(at + 2, at + 2 + end))
    return numbers
