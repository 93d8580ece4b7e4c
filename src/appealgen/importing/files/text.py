"""Read plain text into lines: without quoting marks and page numbers, wrapped lines told from short ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appealgen.importing.lines import Line, Start, line_of, mark_wraps
from appealgen.model.document import Span

_QUOTE = re.compile(r"(?:\s?>)+ ?")
_ITEM = re.compile(r"\s*[•*–-]\s+(?=\S)")


def plain_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text."""
    return mark_wraps(list(_lines(text)))


def _lines(text: str) -> Iterator[Line]:
    start: Start = "paragraph"
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        for piece in raw.split("\f"):
            words = _QUOTE.sub("", piece, count=1) if _QUOTE.match(piece) else piece
            if not words.strip():
                start = "paragraph"
                continue
            line = line_of(number, [Span(words)], start, "item" if _ITEM.match(words) else "text")
            if line is not None:
                yield line
                start = "line"
