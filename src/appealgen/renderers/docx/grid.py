"""Tables that only place their content: no borders, columns and rows of exact sizes (ECMA-376 part 1, 17.4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from appealgen.renderers.docx import package as opc

_NO_MARGINS = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
TURNED = '<w:textDirection w:val="tbRl"/>'
"""A cell with lines from top to bottom, the first at the right (17.18.93)."""


def grid(
    columns: tuple[int, ...], rows: Iterable[tuple[int, Sequence[Iterable[opc.Piece]]]], indent: int = 0, cell: str = ""
) -> list[opc.Piece]:
    """A table with columns of these widths, and rows of these heights with the paragraphs of their cells.

    All are in twentieths of a point, `indent` from the left margin of the page; `cell` is a property of each cell.
    """
    pieces: list[opc.Piece] = [_begin(columns, indent)]
    for height, cells in rows:
        row = f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr>'
        for width, paragraphs in zip(columns, cells, strict=True):
            pieces += [f'{row}<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{cell}</w:tcPr>', *paragraphs, "</w:tc>"]
            row = ""
        pieces.append("</w:tr>")
    return [*pieces, "</w:tbl>"]


@lru_cache(maxsize=64)
def _begin(columns: tuple[int, ...], indent: int) -> str:
    across = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return (
        # LibreOffice takes the direction of a table that does not say it from its first line.
        f'<w:tbl><w:tblPr><w:bidiVisual w:val="off"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{indent}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{_NO_MARGINS}</w:tblCellMar></w:tblPr><w:tblGrid>{across}</w:tblGrid>"
    )
