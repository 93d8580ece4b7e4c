"""The letterhead picture and the footer of a style file, on the pages of a letter."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import replace

from appealgen.language.scripts import runs_from_the_right
from appealgen.model.document import Letter, Span
from appealgen.model.pdf_style import Letterhead, PdfStyle
from appealgen.reading.pictures import PNG
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.leading import leading
from appealgen.renderers.metrics import POINTS_PER_MM, wrapped
from appealgen.renderers.pdf.pages import Page, PlacedPicture, Space, Words, look, runs
from appealgen.renderers.pdf.style import colour_of

_BELOW_PICTURE, _ABOVE_FOOTER, _BELOW_FOOTER = 6, 4, 8
"""mm."""
_SIZE = 8.5
"""Points; the size of the footer."""
_FILE = "letterhead.svg"


def pictures_of(style: PdfStyle | None) -> Mapping[str, bytes]:
    """The pictures of a style by the names of their files: as text, because the binding of typst reads no other."""
    if style is None or style.letterhead is None:
        return {}
    _, data, width, height = style.letterhead.picture
    kind = "png" if data.startswith(PNG) else "jpeg"
    size, text = f'width="{width}" height="{height}"', base64.b64encode(data).decode()
    image = f'<image {size} href="data:image/{kind};base64,{text}"/>'
    return {_FILE: f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{image}</svg>'.encode()}


def with_letterhead(page: Page, letter: Letter, reference: Reference) -> Page:
    """The page with the picture and the footer of its style; a letter without a window begins below the picture."""
    style = reference.style
    assert style is not None, "the caller has seen it"
    footer = tuple(_footer_line(text, letter, reference) for text in style.footer)
    height = sum(_height(line, page) for line in footer) + _BELOW_FOOTER if footer else 0
    page = replace(
        page, footer=footer, footer_mm=height, bottom_mm=max(page.bottom_mm, height + _ABOVE_FOOTER * bool(footer))
    )
    if style.letterhead is None:
        return page
    below = Space(max(style.letterhead.bottom + _BELOW_PICTURE - page.top_mm, 0))
    return replace(
        page,
        picture=_placed(style.letterhead, page),
        parts=page.parts if letter.layout else (below, *page.parts),
    )


def _placed(letterhead: Letterhead, page: Page) -> PlacedPicture:
    free = page.width_mm - page.left_mm - page.right_mm - letterhead.width
    x = page.left_mm + {"left": 0, "center": free / 2, "right": free}[letterhead.at]
    return PlacedPicture(_FILE, x, letterhead.top, letterhead.width)


def _footer_line(text: str, letter: Letter, reference: Reference) -> Words:
    found = look(
        "copies",
        text,
        reference,
        language=letter.language,
        right_to_left=runs_from_the_right(text),
        multiple=leading(text, letter.language),
        align="center",
        size=_SIZE,
    )
    own = reference.style.colours.footer if reference.style else None
    return Words(runs((Span(text),)), replace(found, colour=own or colour_of("copies", reference.style)))


def _height(line: Words, page: Page) -> float:
    """mm of a line of the footer, which wraps if it is long."""
    width = (page.width_mm - page.left_mm - page.right_mm) * POINTS_PER_MM / _SIZE
    return wrapped(line.spans[0].text, width, "other") * line.look.line / POINTS_PER_MM
