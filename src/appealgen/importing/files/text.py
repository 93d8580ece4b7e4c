"""Read plain text into lines: without quoting marks and page numbers, with wrapped and short lines told apart."""

from __future__ import annotations

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
_ITEM = re.compile(r"\s*[•*–-]\s+(?=\S)")


def plain_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text."""
    return mark_wraps(list(_lines(text)))


def _lines(text: str) -> Iterator[Line]:
    start: Start = "paragraph"
    raws = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    signatures = _signatures(raws)
    for number, raw in enumerate(raws, 1):
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
