"""Lines, outlines and turned text at places on the page: DrawingML in a paragraph (ECMA-376 part 1, 20.4.2.3)."""

from __future__ import annotations

import itertools
import re

from appealgen.model.stationery import Box

_EMU = 36_000
"""English metric units in a mm."""
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_NO_LINE = "<a:ln><a:noFill/></a:ln>"
_HAIRLINE = '<a:ln w="3175"><a:solidFill><a:srgbClr val="808080"/></a:solidFill></a:ln>'


def line(number: int, x: float, y: float, length: float) -> str:
    """A run with a thin horizontal line; `number` is its place among those of the page, the rest mm on the page."""
    return _anchored(number, "line", Box(x, y, length, 0))


def outline(number: int, box: Box) -> str:
    """A run with a thin rectangle."""
    return _anchored(number, "rect", box)


def turned_text(number: int, box: Box, paragraphs: str) -> str:
    """A run with paragraphs that run from top to bottom, the first at the right."""
    return _anchored(number, "rect", box, paragraphs)


def with_shape_ids(xml: str, before: int) -> tuple[str, int]:
    """The XML with an id of its own for each shape in it, and how many shapes there are now (20.4.2.5).

    `before` is how many come before it in the document.
    """
    count = itertools.count(before + 1)
    renumbered, count_of_shapes = re.subn(r'<wp:docPr id="\d+"', lambda _: f'<wp:docPr id="{next(count)}"', xml)
    return renumbered, before + count_of_shapes


def _anchored(number: int, shape: str, box: Box, paragraphs: str = "") -> str:
    x, y, width, height = (round(side * _EMU) for side in (box.x, box.y, box.width, box.height))
    place = (
        f'<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
    )
    line, inside = (_NO_LINE, _turned(paragraphs)) if paragraphs else (_HAIRLINE, "<wps:bodyPr/>")
    drawn = (
        f'<wps:wsp xmlns:wps="{_WPS}"><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom><a:noFill/>'
        f"{line}</wps:spPr>{inside}</wps:wsp>"
    )
    return (
        f'<w:r><w:drawing><wp:anchor xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        f'relativeHeight="{number}" behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1">{place}'
        f'<wp:docPr id="{number}" name="{shape} {number}"/><wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_A}">'
        f'<a:graphicData uri="{_WPS}">{drawn}</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>'
    )


def _turned(paragraphs: str) -> str:
    insets = 'lIns="0" tIns="0" rIns="0" bIns="0"'
    return (
        f"<wps:txbx><w:txbxContent>{paragraphs}</w:txbxContent></wps:txbx>"
        f'<wps:bodyPr vert="vert" wrap="square" {insets} anchor="t"><a:noAutofit/></wps:bodyPr>'
    )
