"""The head of a letter for a window envelope: a row of the page, and the fold and punch marks."""

from __future__ import annotations

import re
from functools import lru_cache

from appealgen.model.document import Letter
from appealgen.model.stationery import Box, LetterLayout
from appealgen.renderers.docx import package as opc
from appealgen.renderers.docx.flow import HAIR, hair, stacked
from appealgen.renderers.docx.grid import grid
from appealgen.renderers.docx.paragraphs import Setting, twips
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.docx.shapes import hairlines
from appealgen.renderers.placement import fold_marks, window_boxes, window_top


@lru_cache(maxsize=32)
def window_margins(layout: LetterLayout, margins: str, reference: Reference) -> str:
    """The margins of a letter for a window: its text begins at its first box, if that is above the usual margin."""
    # A negative margin is one that no header moves, however high (17.6.11).
    top = round(window_top(layout, reference) * 1440 / 25.4) * (-1 if reference.headers else 1)
    return re.sub(r'w:top="[^"]*"', f'w:top="{top}"', margins, count=1)


def window_head(letter: Letter, layout: LetterLayout, by: Setting) -> list[opc.Piece]:
    """Sender, return line and address at their places, as a table of one row, followed by the body."""
    boxes = window_boxes(letter, by.reference)
    columns = _columns(layout, bool(letter.return_line), window_top(layout, by.reference))
    cells = [stacked([boxes[number] for number in numbers], area, by) for area, numbers in columns]
    areas = [area for area, _ in columns]
    widths = tuple(twips(area.right) - twips(area.x) for area in areas)
    height = twips(areas[0].bottom) - twips(areas[0].y) - HAIR
    table = grid(widths, [(height, cells)], twips(areas[0].x) - twips(by.reference.margins_mm[3]))
    return [*table, hair(by, _marks(layout))]


@lru_cache(maxsize=32)
def _columns(layout: LetterLayout, returned: bool, top: float) -> tuple[tuple[Box, tuple[int, ...]], ...]:
    """The cells of the head, each with the numbers of its boxes, downwards.

    Boxes side by side are separate cells; boxes above each other share one.
    """
    boxes = dict(enumerate([layout.sender, *([layout.return_box] if returned else []), layout.address]))
    columns: list[list[int]] = []
    for number in sorted(boxes, key=lambda number: boxes[number].x):
        if columns and boxes[number].x < max(boxes[other].right for other in columns[-1]):
            columns[-1].append(number)
        else:
            columns.append([number])
    begins = [boxes[column[0]].x for column in columns]
    ends = [*begins[1:], max(boxes[number].right for number in columns[-1])]
    return tuple(
        (Box(begin, top, end - begin, layout.body - top), tuple(sorted(column, key=lambda number: boxes[number].y)))
        for column, begin, end in zip(columns, begins, ends, strict=True)
    )


@lru_cache(maxsize=32)
def _marks(layout: LetterLayout) -> str:
    """The marks to fold and punch by."""
    marks = fold_marks(layout)
    return hairlines(marks) if marks else ""
