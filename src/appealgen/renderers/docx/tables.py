"""Table → WordprocessingML (ECMA-376 part 1, 17.4)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from appealgen.language.scripts import runs_from_the_right
from appealgen.model.document import SQUARE, Span, Table
from appealgen.renderers.docx.paragraphs import AT_THE_OTHER_SIDE, Setting, paragraph, sheet_paragraph, twips
from appealgen.renderers.metrics import CELL_ABOVE, CELL_SIDE, RULE

_THIN = f'w:val="single" w:sz="{RULE * 8:.0f}" w:space="0" w:color="808080"'
"""In eighths of a point (17.18.2)."""
_NO_HEIGHT = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
"""Height of the paragraph below a table: Word joins adjacent tables without one."""


def docx_table(table: Table, by: Setting, width: float) -> str:
    """The w:tbl with its caption above and a paragraph of no height below; `width` is that of the page's text in mm.

    Each page repeats the head, and no row is split. In a right-to-left table the first column is at the right.
    """
    widths = tuple(twips(column * width / sum(table.widths)) for column in table.widths)
    last = len(table.rows) - table.totals
    begin, end = _frame(table._replace(rows=()), widths, by)
    body = "".join(
        _row(table, row, widths, by, "table-head" if number >= last else "table-cell")
        for number, row in enumerate(table.rows)
    )
    return f"{begin}{body}{end}"


@lru_cache(maxsize=64)
def _frame(table: Table, widths: tuple[int, ...], by: Setting) -> tuple[str, str]:
    """The XML before and after the rows of tables that are alike but for these."""
    caption = sheet_paragraph("table-caption", (Span(table.caption),), by) if table.caption else ""
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
    head = _row(table, table.head, widths, by, "table-head", is_head=True)
    below = paragraph("table-cell", "", by.of(False), spacing=_NO_HEIGHT)
    properties = _properties(sum(widths), by.right_to_left)
    return f"{caption}<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{head}", f"</w:tbl>{below}"


def _properties(width: int, right_to_left: bool) -> str:
    """17.4.59: rules above, below and between rows; borders of boxes are those of their cells."""
    rules = "".join(f"<w:{side} {_THIN}/>" for side in ("top", "bottom", "insideH"))
    margins = "".join(
        f'<w:{side} w:w="{twips(mm)}" w:type="dxa"/>'
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
    height = "" if is_head or not table.row_height else f'<w:trHeight w:val="{twips(table.row_height)}"/>'
    head = "<w:tblHeader/>" if is_head else ""
    align = '<w:vAlign w:val="center"/>' if height else '<w:vAlign w:val="bottom"/>' if is_head else ""
    cells = []
    for column, (text, width) in enumerate(zip(texts, widths, strict=True)):
        borders = "" if is_head else _edges(table.boxes, column)
        tick = column in table.ticks and style == "table-cell"
        words = _words(SQUARE if tick else text, "table-tick" if tick else style, by, number=column in table.numbers)
        cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{borders}{align}</w:tcPr>{words}</w:tc>')
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{head}</w:trPr>{''.join(cells)}</w:tr>"


@lru_cache(maxsize=64)
def _edges(boxes: frozenset[int], column: int) -> str:
    """Vertical edges of boxes; adjacent cells have them too, because LibreOffice draws only one of the two."""
    sides = (("left", {column, column - 1}), ("right", {column, column + 1}))
    drawn = "".join(f"<w:{side} {_THIN}/>" for side, columns in sides if columns & boxes)
    return f"<w:tcBorders>{drawn}</w:tcBorders>" if drawn else ""


@lru_cache(maxsize=1024)
def _words(text: str, style: str, by: Setting, *, number: bool) -> str:
    """The paragraph of a cell, of which packing lists have many alike: numbers at the right, words at the start.

    In a right-to-left paragraph, `right` means the end of the line: the left (17.18.44).
    """
    own = runs_from_the_right(text)
    from_the_right = own or by.right_to_left
    right = not from_the_right if number else own and not by.right_to_left
    return sheet_paragraph(style, (Span(text),), by, from_the_right=own, align=AT_THE_OTHER_SIDE if right else "")
