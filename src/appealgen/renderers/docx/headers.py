"""How far down the header of a page reaches, as far as can be told without setting it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from appealgen.renderers.metrics import NATURAL_LEADING

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_EMU = 12_700
"""English metric units in a point."""
Measure = Callable[[str], tuple[float, float, float]]
"""The size, space before and space after, in points, of the style of an id."""


def height(story: Any, measure: Measure) -> float:
    """Points; of the paragraphs and tables in a header or in a cell. What floats takes no room."""
    return sum(
        _of_paragraph(child, measure) if child.tag == f"{_W}p" else _of_table(child, measure)
        for child in story
        if child.tag in (f"{_W}p", f"{_W}tbl") and child.find(f"{_W}pPr/{_W}framePr") is None
    )


def _of_table(table: Any, measure: Measure) -> float:
    rows = 0.0
    for row in table.findall(f"{_W}tr"):
        least = row.find(f"{_W}trPr/{_W}trHeight")
        cells = (height(cell, measure) for cell in row.findall(f"{_W}tc"))
        rows += max(0 if least is None else float(least.get(f"{_W}val", 0)) / 20, *cells, 0)
    return rows


def _of_paragraph(paragraph: Any, measure: Measure) -> float:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    size, before, after = measure("" if style is None else style.get(f"{_W}val", ""))
    runs = [run for run in paragraph.iter(f"{_W}r") if run.find(f".//{_W}p") is None]
    sizes = [float(given.get(f"{_W}val", 0)) / 2 for run in runs for given in run.findall(f"{_W}rPr/{_W}sz")]
    lines = 1 + sum(len(run.findall(f"{_W}br")) for run in runs)
    pictures = [int(extent.get("cy", 0)) / _EMU for extent in paragraph.iterfind(f".//{_WP}inline/{_WP}extent")]
    return before + after + max(lines * max([size, *sizes]) * NATURAL_LEADING, *pictures, 0)
