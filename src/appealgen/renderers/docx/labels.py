"""Labels → sections of a Word document: a table for each sheet, a cell for each label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from appealgen.model.document import Labels
from appealgen.model.stationery import Box
from appealgen.renderers.docx import package as opc
from appealgen.renderers.docx.flow import hair, stacked
from appealgen.renderers.docx.grid import grid
from appealgen.renderers.docx.paragraphs import Setting, twips
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.docx.sections import DocxSection, edges, page_properties
from appealgen.renderers.docx.shapes import hairlines
from appealgen.renderers.placement import PAPER_EDGE, Placed, label_boxes, outline

_BELOW = PAPER_EDGE - 1
"""mm; the lower margin. The paragraph that ends the section fits between it and the last row."""


class _Band(NamedTuple):
    """A row or a column of the table in mm; a gap between labels has no number."""

    number: int | None
    begin: float
    end: float

    @property
    def size(self) -> int:
        """In twentieths of a point, so that rounding errors do not add up."""
        return twips(self.end) - twips(self.begin)


def label_sections(labels: Labels, reference: Reference) -> Iterator[DocxSection]:
    """A section for each sheet."""
    sheet, (right, down) = labels.sheet, labels.placing.offset
    paper, by = sheet.paper, Setting("", False, reference)
    columns = _bands(sheet.left + right, sheet.pitch_x, sheet.width, sheet.columns, paper.width)
    rows = _bands(sheet.top + down, sheet.pitch_y, sheet.height, sheet.rows, paper.height)
    page = page_properties(paper.width, paper.height, "", edges(rows[0].begin, 0, _BELOW, columns[0].begin))
    for number, found in enumerate(label_boxes(labels, reference)):
        texts = dict(enumerate((boxes for _, boxes in found), labels.placing.start - 1 if number == 0 else 0))
        table = grid(
            tuple(column.size for column in columns),
            [(row.size, [_cell(texts, row, column, sheet.columns, by) for column in columns]) for row in rows],
        )
        outlines = hairlines([outline(cell) for cell, _ in found]) if labels.frames else ""
        yield DocxSection((*table, hair(by, outlines)), page)


def _bands(first: float, pitch: float, size: float, count: int, paper: float) -> list[_Band]:
    """The rows or columns of labels with the gaps between them, within reach of a printer."""
    bands: list[_Band] = []
    for number in range(count):
        begin = max(first + number * pitch, PAPER_EDGE)
        if bands and twips(begin) > twips(bands[-1].end):
            bands.append(_Band(None, bands[-1].end, begin))
        bands.append(_Band(number, begin, min(first + number * pitch + size, paper - PAPER_EDGE)))
    return bands


def _cell(
    texts: Mapping[int, Sequence[Placed]], row: _Band, column: _Band, across: int, by: Setting
) -> Iterable[opc.Piece]:
    place = -1 if row.number is None or column.number is None else row.number * across + column.number
    if place not in texts:
        return (hair(by),)
    return stacked(texts[place], Box(column.begin, row.begin, column.end - column.begin, row.end - row.begin), by)
