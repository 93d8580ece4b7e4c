"""Sections of a Word document in sequence (ECMA-376 part 1, 17.6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from appealgen import resources
from appealgen.renderers.docx import package as opc
from appealgen.renderers.docx.paragraphs import twips
from appealgen.yamlfile.reader import load_yaml

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_HEAD = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {_NAMESPACES}><w:body>'
_TAIL = "</w:body></w:document>"


class DocxSection(NamedTuple):
    """The paragraphs of a section, in complete pieces, and the content of its `w:sectPr`."""

    pieces: tuple[opc.Piece, ...]
    properties: str


class SectionWriter:
    """Writes the sections of a document as a stream.

    The properties of the last section end the body; those of all others are in their last paragraph (17.6.18). So each
    section waits for the next.
    """

    def __init__(self) -> None:
        """Begin; at least one section must follow."""
        self._waiting: DocxSection | None = None

    def add(self, section: DocxSection) -> tuple[opc.Piece, ...]:
        """The pieces that can be written now that another section follows."""
        before, self._waiting = self._waiting, section
        return _closed(before) if before else (opc.shared(_HEAD),)

    def end(self) -> tuple[opc.Piece, ...]:
        """The last pieces."""
        assert self._waiting is not None, "a document has a section"
        return (*self._waiting.pieces, f"<w:sectPr>{self._waiting.properties}</w:sectPr>{_TAIL}")


@lru_cache(maxsize=32)
def on_odd_page(properties: str) -> str:
    """A section that starts on an odd page; the word processor leaves the back before it empty (17.18.77)."""
    return properties.replace("<w:pgSz", '<w:type w:val="oddPage"/><w:pgSz', 1)


def _closed(section: DocxSection) -> tuple[opc.Piece, ...]:
    *others, last = section.pieces
    end = _with_properties(last, section.properties) if isinstance(last, str) else _shared_end(last, section.properties)
    return (*others, end)


def _with_properties(paragraphs: str, properties: str) -> str:
    head, end, tail = paragraphs.rpartition("</w:pPr>")
    return f"{head}<w:sectPr>{properties}</w:sectPr>{end}{tail}"


@lru_cache(maxsize=256)
def _shared_end(piece: opc.Shared, properties: str) -> opc.Shared:
    return opc.shared(_with_properties(piece.data.decode(), properties))


@lru_cache(maxsize=64)
def edges(top: float, right: float, bottom: float, left: float) -> str:
    """The margins of a page without header and footer, in mm."""
    sides = zip(("top", "right", "bottom", "left"), (top, right, bottom, left), strict=True)
    margins = " ".join(f'w:{side}="{twips(mm)}"' for side, mm in sides)
    return f'<w:pgMar {margins} w:header="0" w:footer="0" w:gutter="0"/>'


@lru_cache(maxsize=64)
def page_properties(width: float, height: float, references: str, margins: str, orient: str = "") -> str:
    """The content of a w:sectPr: `width` and `height` of the page in mm, the rest as elements and attributes."""
    code = _paper_codes().get((max(width, height), min(width, height)))
    number = f' w:code="{code}"' if code else ""
    return f'{references}<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{orient}{number}/>{margins}'


@dataclass(frozen=True)
class _PaperCode:
    code: int
    width: float
    height: float


@dataclass(frozen=True)
class _PaperCodes:
    papers: tuple[_PaperCode, ...]


@cache
def _paper_codes() -> Mapping[tuple[float, float], int]:
    """Paper codes of printer drivers, by the longer and the shorter side."""
    papers = load_yaml(resources.get("paper_codes.yaml"), _PaperCodes, {}).papers
    return {(each.width, each.height): each.code for each in papers}
