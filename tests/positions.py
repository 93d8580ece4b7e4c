"""Positions of lines in a DOCX, computed by ECMA-376 from margins, indents, spacing and rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from appealgen.model.stationery import Box

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 25.4 / 1440


class Line(NamedTuple):
    """A paragraph of one line with an exact height, in mm on the page; rotated lines are turned back."""

    style: str
    text: str
    box: Box


class Cell(NamedTuple):
    """A cell of a table with exact rows, in mm on the page, and its lines."""

    box: Box
    lines: tuple[Line, ...]


class Section(NamedTuple):
    """The pages of a section: size, lines and cells in order, up to the first paragraph without an exact height."""

    size: tuple[float, float]
    lines: tuple[Line, ...]
    cells: tuple[Cell, ...]
    end: float
    """The end of the last of them, from the top."""


def sections_of(root: Any) -> list[tuple[Any, list[Any]]]:
    """The properties of each section and its paragraphs and tables."""
    found: list[tuple[Any, list[Any]]] = []
    children: list[Any] = []
    for child in root.find(f"{W}body"):
        if child.tag == f"{W}sectPr":
            found.append((child, children))
            break
        children.append(child)
        ends = child.find(f"{W}pPr/{W}sectPr")
        if ends is not None:
            found.append((ends, children))
            children = []
    return found


def positions(root: Any) -> list[Section]:
    """The lines and cells of each section."""
    return [_section(properties, children) for properties, children in sections_of(root)]


def _section(properties: Any, children: list[Any]) -> Section:
    page, margins = properties.find(f"{W}pgSz"), properties.find(f"{W}pgMar")
    top, left, right = (abs(_twips(margins, side)) for side in ("top", "left", "right"))
    width = _twips(page, "w") - left - right
    lines: list[Line] = []
    cells: list[Cell] = []
    at = top
    for child in children:
        if child.tag == f"{W}tbl":
            found, at = _table(child, Box(left, at, _twips(page, "w"), 0))
            cells += found
            lines += [line for cell in found for line in cell.lines]
        elif _is_exact(child):
            line, at = _line(child, Box(left, at, width, 0))
            lines.append(line)
        else:
            break
    return Section((_twips(page, "w") * MM, _twips(page, "h") * MM), tuple(lines), tuple(cells), at * MM)


def _table(table: Any, place: Box) -> tuple[list[Cell], int]:
    """The cells of a table that begins at a place on a page of that width, and the end of the table."""
    at = round(place.y)
    assert table.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"
    widths = [_twips(column, "w") for column in table.findall(f"{W}tblGrid/{W}gridCol")]
    assert sum(widths) == _twips(table.find(f"{W}tblPr/{W}tblW"), "w")
    cells: list[Cell] = []
    for row in table.findall(f"{W}tr"):
        height = row.find(f"{W}trPr/{W}trHeight")
        assert height.get(f"{W}hRule") == "exact" and row.find(f"{W}trPr/{W}cantSplit") is not None
        x = place.x + _twips(table.find(f"{W}tblPr/{W}tblInd"), "w")
        for cell, width in zip(row.findall(f"{W}tc"), widths, strict=True):
            assert _twips(cell.find(f"{W}tcPr/{W}tcW"), "w") == width
            box = Box(x, at, width, _twips(height, "val"))
            turned = cell.find(f"{W}tcPr/{W}textDirection") is not None
            area = Box(box.y, place.width - box.right, box.height, box.width) if turned else box
            cells.append(Cell(_mm(box), tuple(_cell(cell, area))))
            x += width
        at += _twips(height, "val")
    return cells, at


def _cell(cell: Any, area: Box) -> Iterator[Line]:
    at = round(area.y)
    for paragraph in cell.findall(f"{W}p"):
        line, at = _line(paragraph, area._replace(y=at))
        yield line
    assert at <= area.bottom, "no line is cut off"


def _line(paragraph: Any, area: Box) -> tuple[Line, int]:
    properties = paragraph.find(f"{W}pPr")
    spacing, indent = properties.find(f"{W}spacing"), properties.find(f"{W}ind")
    assert indent is None or properties.find(f"{W}contextualSpacing").get(f"{W}val") == "0"
    before, height = _twips(spacing, "before"), _twips(spacing, "line")
    sides = ("left", "right") if properties.find(f"{W}bidi") is None else ("right", "left")
    left, right = (0 if indent is None else _twips(indent, side) for side in sides)
    box = Box(area.x + left, area.y + before, area.width - left - right, height)
    style = properties.find(f"{W}pStyle").get(f"{W}val")
    return Line(style, "".join(t.text or "" for t in paragraph.iter(f"{W}t")), _mm(box)), round(box.bottom)


def _is_exact(paragraph: Any) -> bool:
    spacing = paragraph.find(f"{W}pPr/{W}spacing")
    return spacing is not None and (spacing.get(f"{W}lineRule"), spacing.get(f"{W}after")) == ("exact", "0")


def _twips(element: Any, name: str) -> int:
    return int(element.get(f"{W}{name}"))


def _mm(box: Box) -> Box:
    return Box(*(side * MM for side in box))
