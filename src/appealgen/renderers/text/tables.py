"""Table → text in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from appealgen.language.scripts import columns_of
from appealgen.model.document import Table

_GAP = 2
"""Blank columns between the columns of a table."""
_NARROWEST = 4
"""Minimum width of a column of text, in characters."""


def text_table(table: Table, columns: int) -> list[str]:
    """The lines of the table, at most `columns` wide unless it has too many columns for that.

    Wide characters count two. Overlong cells continue on the next line; boxes are drawn with brackets.
    """
    rows = [table.head, *table.rows]
    widths = _text_widths(rows, table, columns)
    ruled = {1, len(rows) - table.totals} if table.totals else {1}
    lines = [table.caption, ""] if table.caption else []
    for number, row in enumerate(rows):
        if number in ruled:
            lines.append("-" * (sum(widths) + _GAP * (len(widths) - 1)))
        to_fill = table.boxes if number else frozenset[int]()
        to_fill |= table.ticks if 0 < number < len(rows) - table.totals else frozenset()
        lines += _text_row(row, widths, to_fill, table.numbers)
    return lines


def _text_row(row: Sequence[str], widths: Sequence[int], to_fill: frozenset[int], numbers: frozenset[int]) -> list[str]:
    cells = []
    for column, (text, width) in enumerate(zip(row, widths, strict=True)):
        lines = [f"[{' ' * (width - 2)}]"] if column in to_fill and not text else _cell_lines(text, width)
        cells.append([_padded(line, width, right=column in numbers) for line in lines])
    filled = zip_longest(*cells)
    return [
        (" " * _GAP).join(part or " " * width for part, width in zip(parts, widths, strict=True)).rstrip()
        for parts in filled
    ]


def _text_widths(rows: Sequence[Sequence[str]], table: Table, columns: int) -> list[int]:
    """The longest line of each column; if the total is too wide, the widest columns shrink first."""
    natural = [
        max(_NARROWEST, *(columns_of(line) for row in rows for line in row[column].split("\n")))
        for column in range(len(table.widths))
    ]
    room = columns - _GAP * (len(natural) - 1)
    while sum(natural) > room and max(natural) > _NARROWEST:
        natural[natural.index(max(natural))] -= 1
    return natural


def _cell_lines(text: str, width: int) -> list[str]:
    return [part for line in text.split("\n") for part in _broken(line, width)]


def _broken(line: str, width: int) -> Iterator[str]:
    """Break a line into parts of at most `width`, between words, or inside a longer word."""
    current = ""
    for word in line.split():
        joined = f"{current} {word}" if current else word
        if columns_of(joined) <= width:
            current = joined
            continue
        if current:
            yield current
        *full, current = _pieces(word, width)
        yield from full
    yield current


def _pieces(word: str, width: int) -> list[str]:
    pieces = [""]
    for char in word:
        if pieces[-1] and columns_of(pieces[-1] + char) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces


def _padded(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - columns_of(text))
    return space + text if right else text + space
