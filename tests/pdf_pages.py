"""Pages of a PDF with the origin of every letter, as PDFium reads them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

MM = 25.4 / 72
"""mm in a point."""
_LAST_HYPHEN = "\x02"
"""PDFium's sign for a hyphen at the end of a line."""


class Glyph(NamedTuple):
    """A letter, its origin in mm from the upper left corner of the page, its angle in degrees, its font."""

    text: str
    x: float
    y: float
    angle: float
    font: str


class PdfPage(NamedTuple):
    """A page: its size in mm and its letters in the order of the file, without spaces."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]

    def starts(self) -> dict[float, float]:
        """The baseline of each line of upright letters, and its leftmost origin."""
        found: dict[float, float] = {}
        for glyph in self.glyphs:
            line = next((y for y in found if abs(y - glyph.y) < 0.05), glyph.y)
            found[line] = min(found.get(line, glyph.x), glyph.x)
        return found


def read(data: bytes) -> list[PdfPage]:
    """The pages of a PDF."""
    with pypdfium2.PdfDocument(data) as document:
        return [_page(page) for page in document]


def _page(page: pypdfium2.PdfPage) -> PdfPage:
    width, height = page.get_size()
    return PdfPage(width * MM, height * MM, tuple(_glyphs(page.get_textpage(), height)))


def _glyphs(text: pypdfium2.PdfTextPage, height: float) -> Iterator[Glyph]:
    for number in range(text.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(text, number)).replace(_LAST_HYPHEN, "-")
        if char.isspace() or pdfium.FPDFText_IsGenerated(text, number) == 1:
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text, number, x, y)
        angle = pdfium.FPDFText_GetCharAngle(text, number) * 180 / 3.141592653589793
        name = ctypes.create_string_buffer(200)
        pdfium.FPDFText_GetFontInfo(text, number, name, 200, None)
        yield Glyph(char, x.value * MM, (height - y.value) * MM, angle, name.value.decode().rpartition("+")[2])
