"""Estimate the lower edge of a page's header, without a full layout."""

from __future__ import annotations

from typing import Any

from appealgen.renderers.docx.styles import Styles

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_EMU = 12_700
"""English metric units in a point."""


def height(story: Any, styles: Styles) -> float:
    """The height in points of the paragraphs and tables in a header or a cell, without floating objects."""
    return sum(
        _of_paragraph(child, styles) if child.tag == f"{_W}p" else _of_table(child, styles)
        for child in story
        if child.tag in (f"{_W}p", f"{_W}tbl") and child.find(f"{_W}pPr/{_W}framePr") is None
    )


def _of_table(table: Any, styles: Styles) -> float:
    rows = 0.0
    for row in table.findall(f"{_W}tr"):
        least = row.find(f"{_W}trPr/{_W}trHeight")
        cells = (height(cell, styles) for cell in row.findall(f"{_W}tc"))
        rows += max(0 if least is None else float(least.get(f"{_W}val", 0)) / 20, *cells, 0)
    return rows


def _of_paragraph(paragraph: Any, styles: Styles) -> float:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    measure = styles.measure_of_id("" if style is None else style.get(f"{_W}val", ""))
    runs = [run for run in paragraph.iter(f"{_W}r") if run.find(f".//{_W}p") is None]
    sizes = [float(given.get(f"{_W}val", 0)) / 2 for run in runs for given in run.findall(f"{_W}rPr/{_W}sz")]
    line = measure.line * max([1.0, *(size / measure.size for size in sizes)])
    lines = 1 + sum(len(run.findall(f"{_W}br")) for run in runs)
    pictures = [int(extent.get("cy", 0)) / _EMU for extent in paragraph.iterfind(f".//{_WP}inline/{_WP}extent")]
    return measure.before + measure.after + max(lines * line, *pictures, 0)
