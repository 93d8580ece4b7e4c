"""Table → WordprocessingML (ECMA-376 part 1, 17.4) and text in columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from appealgen.language.scripts import runs_from_the_right
from appealgen.model.document import Span, Table
from appealgen.renderers.docx.paragraphs import Setting, hair, paragraph
from appealgen.renderers.metrics import CELL_ABOVE, CELL_SIDE, RULE

_THIN = f'w:val="single" w:sz="{RULE * 8:.0f}" w:space="0" w:color="auto"'
"""In eighths of a point (17.18.2)."""
_GAP = 2
"""Columns of characters between the columns of a table."""
_NARROWEST = 4
"""Characters; a column of text is not made narrower."""


def docx_table(table: Table, by: Setting, width: float) -> str:
    """The w:tbl, its caption above it and a paragraph of no height below it; `width` is that of the page's text in mm.

    The head stands on each page again, and no row is split. In a table from the right the first column is at the right.
    """
    widths = [_twips(column * width / sum(table.widths)) for column in table.widths]
    last = len(table.rows) - table.totals
    head = _row(table, table.head, widths, by, "table-head", is_head=True)
    body = "".join(
        _row(table, row, widths, by, "table-head" if number >= last else "table-cell")
        for number, row in enumerate(table.rows)
    )
    caption = paragraph("table-caption", (Span(table.caption),), by) if table.caption else ""
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
    properties = _properties(sum(widths), by.right_to_left)
    return f"{caption}<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>{hair(by)}"


def _properties(width: int, right_to_left: bool) -> str:
    """17.4.59: rules above, below and between rows; the frames of boxes are those of their cells."""
    rules = "".join(f"<w:{side} {_THIN}/>" for side in ("top", "bottom", "insideH"))
    margins = "".join(
        f'<w:{side} w:w="{_twips(mm)}" w:type="dxa"/>'
        for side, mm in (("top", CELL_ABOVE), ("left", CELL_SIDE), ("bottom", CELL_ABOVE), ("right", CELL_SIDE))
    )
    return (
        f'<w:tblPr>{"<w:bidiVisual/>" if right_to_left else ""}<w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{rules}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
    )


def _row(
    table: Table, texts: Sequence[str], widths: Sequence[int], by: Setting, style: str, *, is_head: bool = False
) -> str:
    height = "" if is_head or not table.row_height else f'<w:trHeight w:val="{_twips(table.row_height)}"/>'
    head = "<w:tblHeader/>" if is_head else ""
    align = '<w:vAlign w:val="center"/>' if height else '<w:vAlign w:val="bottom"/>' if is_head else ""
    cells = []
    for column, (text, width) in enumerate(zip(texts, widths, strict=True)):
        borders = "" if is_head else _edges(table, column)
        words = _words(text, style, by, number=column in table.numbers)
        cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{borders}{align}</w:tcPr>{words}</w:tc>')
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{head}</w:trPr>{''.join(cells)}</w:tr>"


def _edges(table: Table, column: int) -> str:
    """The upright edges of boxes; their neighbours have them too, for LibreOffice draws those of one of the two."""
    sides = (("left", {column, column - 1}), ("right", {column, column + 1}))
    drawn = "".join(f"<w:{side} {_THIN}/>" for side, columns in sides if columns & table.boxes)
    return f"<w:tcBorders>{drawn}</w:tcBorders>" if drawn else ""


def _words(text: str, style: str, by: Setting, *, number: bool) -> str:
    """The paragraph of a cell: numbers at the right, other words where those of their column begin.

    In a paragraph that runs from the right, `right` is where its lines end: the left (17.18.44).
    """
    own = runs_from_the_right(text)
    from_the_right = own or by.right_to_left
    right = not from_the_right if number else own and not by.right_to_left
    return paragraph(style, (Span(text),), by, from_the_right=own, align="right" if right else "")


def _twips(mm: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(mm * 1440 / 25.4)


def txt_table(table: Table, columns: int) -> list[str]:
    """The lines of the table, at most `columns` wide unless it has too many columns for that.

    Wide characters count two. What does not fit in its column goes on below; boxes are drawn with brackets.
    """
    rows = [table.head, *table.rows]
    widths = _text_widths(rows, table, columns)
    ruled = {1, len(rows) - table.totals} if table.totals else {1}
    lines = [table.caption, ""] if table.caption else []
    for number, row in enumerate(rows):
        if number in ruled:
            lines.append("-" * (sum(widths) + _GAP * (len(widths) - 1)))
        lines += _text_row(table, row, widths, is_head=number == 0)
    return lines


def _text_row(table: Table, row: Sequence[str], widths: Sequence[int], *, is_head: bool) -> list[str]:
    cells = []
    for column, (text, width) in enumerate(zip(row, widths, strict=True)):
        is_box = column in table.boxes and not text and not is_head
        found = [f"[{' ' * (width - 2)}]"] if is_box else _wrapped(text, width)
        cells.append([_padded(line, width, right=column in table.numbers) for line in found])
    filled = zip_longest(*cells)
    return [
        (" " * _GAP).join(part or " " * width for part, width in zip(parts, widths, strict=True)).rstrip()
        for parts in filled
    ]


def _text_widths(rows: Sequence[Sequence[str]], table: Table, columns: int) -> list[int]:
    """As wide as the longest line of each column; where that is too wide the widest give way first."""
    natural = [
        max(_NARROWEST, *(_breadth(line) for row in rows for line in row[column].split("\n")))
        for column in range(len(table.widths))
    ]
    room = columns - _GAP * (len(natural) - 1)
    while sum(natural) > room and max(natural) > _NARROWEST:
        natural[natural.index(max(natural))] -= 1
    return natural


def _wrapped(text: str, width: int) -> list[str]:
    return [part for line in text.split("\n") for part in _folded(line, width)]


def _folded(line: str, width: int) -> Iterator[str]:
    """A line in parts of at most `width`, broken between words, or inside one that is longer."""
    current = ""
    for word in line.split():
        joined = f"{current} {word}" if current else word
        if _breadth(joined) <= width:
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
        if pieces[-1] and _breadth(pieces[-1] + char) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces


def _padded(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - _breadth(text))
    return space + text if right else text + space


def _breadth(text: str) -> int:
    """Columns of characters: East Asian ones take two, marks above and below letters none."""
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
