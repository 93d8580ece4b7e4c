"""The looks of letters: the styles, margins and shared parts of a DOCX, from a reference document.

The bundled one is read by scripts/make_reference_docx.py, which stores what a letter needs: reading it took a twentieth
of the time of `write`. `reference_file` reads a user's.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from appealgen import resources
from appealgen.errors import Problem
from appealgen.renderers.docx import package as opc
from appealgen.renderers.docx.fields import DATE_MARK
from appealgen.renderers.docx.styles import Measure
from appealgen.renderers.fonts import fonts_of

if TYPE_CHECKING:
    from appealgen.model.pdf_style import PdfStyle

STYLES = {
    "sender": "Return Address",
    "recipient": "Inside Address",
    "date": "Date",
    "subject": "Subject Line",
    "note": "Note",
    "note-heading": "Copy Heading",
    "salutation": "Salutation",
    "body": "Body Text",
    "bullet": "List Item",
    "number": "List Item",
    "closing": "Closing",
    "signature": "Signature",
    "copies": "cc List",
    "fill-in": "Fill-in Line",
    "letter-mark": "Letter Mark",
    "envelope-address": "envelope address",
    "envelope-return": "envelope return",
    "envelope-mark": "Envelope Mark",
    "window-address": "Window Address",
    "window-return": "Window Return Address",
    "label": "Label",
    "sheet-title": "Title",
    "sheet-heading": "heading 1",
    "sheet-lead": "Sheet Lead",
    "sheet-text": "Sheet Text",
    "sheet-note": "Sheet Note",
    "sheet-item": "Sheet Item",
    "sheet-demand": "Sheet Demand",
    "sheet-source": "Sheet Source",
    "sheet-cut": "Cut Line",
    "sheet-number": "Sheet Item",
    "cover-title": "Cover Title",
    "cover-text": "Cover Text",
    "table-caption": "caption",
    "table-head": "Table Head",
    "table-cell": "Table Text",
    "table-tick": "Table Tick",
    "bold": "Strong",
    "italic": "Emphasis",
}
"""Names of appealgen's styles in Word: a user restyles these; there is no direct formatting."""

STEPS = ("12-16", "11.5-14.6", "11-13.6", "11-13.4")
"""Sizes and line heights of letters with the bundled document, the airiest first; its basic styles are closer."""
LOWEST = 6.0
"""mm; the lower margin of a letter of one page. Its words end above the usual margin, unless their font is missing."""
DOCUMENT_PART = "word/document.xml"


@dataclass(frozen=True, eq=False)
class Reference:
    """Content of a reference document for letters.

    `package` has all parts that documents share; `style_ids` maps the keys of STYLES to style ids. `headers` is the XML
    of the section's references to headers and footers. `margins` is the XML of its page margins, with restarted page
    numbers if a header shows any, and with a different first page if there is one; `margins_mm` are top, right, bottom
    and left. `header_mm` is the lower edge of the header on the pages after the first, 0 without one. By key of STYLES,
    `measures` are sizes, spacing and line heights in points, `faces` are `sans`, `serif` or `other`, for fitting
    addresses into boxes, and `fonts` are names of fonts, best first. `one_page` is `margins` for a letter of one page,
    which may continue below the usual margin in a font wider than the one measured. `steps` is the same for letters in
    each of STEPS; a user's document has none. Headers and footers that show the date are `dated`: each date has its
    own; `undated` are the names of all other parts. `bundled` is true of the bundled look. `style` changes a PDF, and
    nothing else.
    """

    package: opc.Package
    style_ids: Mapping[str, str]
    headers: str
    margins: str
    margins_mm: tuple[float, float, float, float]
    header_mm: float
    measures: Mapping[str, Measure]
    faces: Mapping[str, str]
    fonts: Mapping[str, tuple[str, ...]]
    undated: tuple[str, ...]
    dated: Mapping[str, bytes]
    notices: tuple[Problem, ...] = ()
    steps: tuple[Reference, ...] = ()
    one_page: str = ""
    bundled: bool = False
    style: PdfStyle | None = None

    def at(self, step: int) -> Reference:
        """The values for setting a letter in a step."""
        return self.steps[step] if step < len(self.steps) else self

    def scale(self, language: str) -> float:
        """The factor for type in a language whose own font looks small; a user's document names no such font."""
        fonts = fonts_of(language) if self.bundled and language else None
        return fonts.scale if fonts else 1

    def with_sides(self, left: float, right: float) -> Reference:
        """The same with other side margins, in mm."""
        margins, one_page = (
            with_margins(with_margins(each, ("left",), left), ("right",), right)
            for each in (self.margins, self.one_page)
        )
        top, _, bottom, _ = self.margins_mm
        return replace(self, margins=margins, one_page=one_page, margins_mm=(top, right, bottom, left))

    def headers_on(self, date: str) -> str:
        """References to headers and footers for a letter with a date in words."""
        if not self.dated:
            return self.headers
        stems = [stem_of(name) for name in self.dated]
        return re.sub(
            r'(?<=r:id=")\w+', lambda found: _on(found[0], date) if found[0] in stems else found[0], self.headers
        )

    def parts_on(self, dates: Iterable[str]) -> Mapping[str, bytes]:
        """Additional parts of a document with letters of these dates."""
        if not self.dated:
            return {}
        own = {
            name.replace(stem_of(name), _on(stem_of(name), date)): data.replace(
                DATE_MARK.encode(), escaped_attribute(date).encode()
            )
            for date in dict.fromkeys(dates)
            for name, data in self.dated.items()
        }
        parts = whole_parts(dict.fromkeys(self.undated, b"") | own)
        return {opc.TYPES: parts[opc.TYPES], opc.RELATIONS: parts[opc.RELATIONS]} | own

    def line_height(self, style: str, multiple: float) -> int:
        """The exact height in twentieths of a point for a line whose letters need a multiple of their size.

        0 if the style's own height is enough, or grows with the letters.
        """
        measure = self.measures[style]
        needed = round(measure.height(multiple) * 20)
        return needed if measure.exact and needed > round(measure.line * 20) else 0

    @property
    def after_list(self) -> float:
        """Space below the last item of a list in points, at least that below a paragraph."""
        return max(self.measures["bullet"].after, self.measures["body"].after)


@lru_cache(maxsize=1)
def bundled_reference() -> Reference:
    """The bundled reference document."""
    stored = json.loads(resources.get("reference.json").read_bytes())
    local, central, count = stored["package"]
    reference = Reference(
        package=opc.Package(base64.b64decode(local), base64.b64decode(central), count),
        headers=stored["headers"],
        header_mm=stored["header_mm"],
        faces=stored["faces"],
        fonts={key: tuple(names) for key, names in stored["fonts"].items()},
        undated=tuple(stored["undated"]),
        dated={},
        bundled=True,
        **_set(stored),
    )
    return replace(reference, steps=tuple(replace(reference, **_set(step)) for step in stored["steps"]))


def _set(stored: Mapping[str, Any]) -> dict[str, Any]:
    """The values that differ between the steps."""
    return {
        "style_ids": stored["style_ids"],
        "measures": {key: Measure(*values) for key, values in stored["measures"].items()},
        "margins": stored["margins"],
        "margins_mm": tuple(stored["margins_mm"]),
        "one_page": stored["one_page"],
    }


def with_margins(margins: str, sides: Sequence[str], mm: float) -> str:
    """The XML of page margins with others at some sides."""
    return re.sub(rf'w:({"|".join(sides)})="\d+"', rf'w:\1="{round(mm / 25.4 * 1440)}"', margins)


def whole_parts(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """All parts, after those that list them."""
    names = [DOCUMENT_PART, opc.CORE, *parts]
    return {opc.TYPES: opc.content_types(names), opc.RELATIONS: opc.document_relations(parts), **parts}


def stem_of(name: str) -> str:
    """The name of a part without its folder and ending."""
    return name.rpartition("/")[2].partition(".")[0]


def _on(name: str, date: str) -> str:
    """The name of a header for letters with a date."""
    return f"{name}-{zlib.crc32(date.encode()):08x}"


def escaped_attribute(value: str) -> str:
    """A value for an attribute of XML."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
