"""The reference document, which supplies the styles of a DOCX. It is read once for each run; letters reuse its parts.

A user's document is cleaned and completed with missing styles; then both are read alike.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from appealgen import resources
from appealgen.errors import InputError, Problem, ProblemCode
from appealgen.messages import Message, gettext_noop, join, message
from appealgen.paths import read_file
from appealgen.reading.archive import DOCUMENT, opened, without_entities
from appealgen.renderers.docx import package as opc
from appealgen.renderers.docx.fields import DATE_MARK
from appealgen.renderers.docx.headers import height
from appealgen.renderers.docx.large_print import enlarged
from appealgen.renderers.docx.styles import Measure, Styles, number
from appealgen.renderers.fonts import fonts_of
from appealgen.renderers.metrics import POINTS_PER_MM

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
_LETTER_MARGIN = 27
"""mm; side margins of such letters, for lines of about 88 characters."""
LOWEST = 6.0
"""mm; the lower margin of a letter of one page. Its words end above the usual margin, unless their font is missing."""
DOCUMENT_PART, STYLES_PART = "word/document.xml", "word/styles.xml"
_OF_EVERY_DOCUMENT = (
    *("_rels/.rels", "word/settings.xml", "word/webSettings.xml", "word/fontTable.xml", "word/theme/theme1.xml"),
)
"""Parts that Word for Mac misses."""
MAX_BYTES = 20_000_000
_LEFT_OUT = {
    "header": gettext_noop("left out of its header: {things}"),
    "footer": gettext_noop("left out of its footer: {things}"),
    "settings": gettext_noop("left out of its settings: {things}"),
    "": gettext_noop("left out of it: {things}"),
}
"""Places in a reference document from which content was removed, in words."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


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
            _with_margins(_with_margins(each, ("left",), left), ("right",), right)
            for each in (self.margins, self.one_page)
        )
        top, _, bottom, _ = self.margins_mm
        return replace(self, margins=margins, one_page=one_page, margins_mm=(top, right, bottom, left))

    def headers_on(self, date: str) -> str:
        """References to headers and footers for a letter with a date in words."""
        if not self.dated:
            return self.headers
        stems = [_stem(name) for name in self.dated]
        return re.sub(
            r'(?<=r:id=")\w+', lambda found: _on(found[0], date) if found[0] in stems else found[0], self.headers
        )

    def parts_on(self, dates: Iterable[str]) -> Mapping[str, bytes]:
        """Additional parts of a document with letters of these dates."""
        if not self.dated:
            return {}
        own = {
            name.replace(_stem(name), _on(_stem(name), date)): data.replace(DATE_MARK.encode(), _escaped(date).encode())
            for date in dict.fromkeys(dates)
            for name, data in self.dated.items()
        }
        parts = _whole(dict.fromkeys(self.undated, b"") | own)
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
    parts = _parts(resources.get("reference.docx").read_bytes())
    reference = _read(dict(parts))
    reference = replace(reference, bundled=True, one_page=_with_margins(reference.margins, ("bottom",), LOWEST))
    return _in_steps(reference, Styles(ElementTree.fromstring(parts[STYLES_PART])))


def _in_steps(reference: Reference, styles: Styles) -> Reference:
    """The reference with the styles and margins of each step, for the keys that have them."""
    top, _, bottom, _ = reference.margins_mm
    steps, sides = [], ("left", "right")
    for step in STEPS:
        own = {key: f"{name} {step}" for key, name in STYLES.items() if styles.has(f"{name} {step}")}
        steps.append(
            replace(
                reference,
                margins=_with_margins(reference.margins, sides, _LETTER_MARGIN),
                one_page=_with_margins(reference.one_page, sides, _LETTER_MARGIN),
                margins_mm=(top, _LETTER_MARGIN, bottom, _LETTER_MARGIN),
                style_ids={**reference.style_ids, **{key: styles.id_of(name) for key, name in own.items()}},
                measures={**reference.measures, **{key: styles.measure(name) for key, name in own.items()}},
            )
        )
    return replace(reference, steps=tuple(steps))


def _with_margins(margins: str, sides: Sequence[str], mm: float) -> str:
    return re.sub(rf'w:({"|".join(sides)})="\d+"', rf'w:\1="{round(mm / 25.4 * 1440)}"', margins)


def large_print_reference(path: Path | None) -> Reference:
    """A user's reference document or the bundled one, with sheets and tables in large print; raises InputError."""
    return load_reference(path, large=True) if path is not None else _bundled_enlarged()


@lru_cache(maxsize=1)
def _bundled_enlarged() -> Reference:
    parts = _parts(resources.get("reference.docx").read_bytes())
    return _read(parts | {STYLES_PART: enlarged(parts[STYLES_PART])})


def load_reference(path: Path, *, large: bool = False) -> Reference:
    """Read a user's reference document; missing styles come from the bundled one.

    Only content on our list is taken: nothing names its author, refers outside the file, runs, or changes by itself.
    Notices report what is left out. Raises InputError if it is not a Word document.
    """
    from appealgen.renderers.docx.cleaning import cleaned, with_missing_styles

    data, file = read_file(path, MAX_BYTES), str(path)
    try:
        too_large = Problem(
            ProblemCode.TOO_LARGE, message("a reference document of that size is probably a mistake"), file=file
        )
        if len(data) > MAX_BYTES:
            raise InputError(too_large)
        if not zipfile.is_zipfile(io.BytesIO(data)):
            raise ValueError("no package")
        archive = opened(data, file, DOCUMENT)
        if sum(entry.file_size for entry in archive.infolist()) > 10 * MAX_BYTES:
            raise InputError(too_large)
        without_entities(archive, file, DOCUMENT)
        parts, left_out = cleaned(archive)
        bundled = _parts(resources.get("reference.docx").read_bytes())
        styles = with_missing_styles(parts.get(STYLES_PART), bundled[STYLES_PART])
        parts[STYLES_PART] = enlarged(styles) if large else styles
        return replace(
            _read({name: bundled[name] for name in _OF_EVERY_DOCUMENT} | parts),
            notices=tuple(_notices(left_out, file)),
        )
    except InputError:
        raise
    except Exception as error:  # a damaged document makes the readers raise anything
        text = message("not a Word document (.docx) that can be read")
        hint = message(
            "save it as .docx, not as a template, without macros or a password; “appealgen new "
            "reference-doc” writes one to restyle"
        )
        raise InputError(Problem(ProblemCode.NOT_DOCX, text, hint, file=file)) from error


def _notices(left_out: Mapping[str, Iterable[Message]], file: str) -> Iterator[Problem]:
    """A notice for each place with removed content."""
    hint = message(
        "letters do not support linked files, macros or content that changes by itself; insert "
        "pictures instead of linking them"
    )
    for place, whole in _LEFT_OUT.items():
        if things := list(dict.fromkeys(left_out.get(place, ()))):
            text = message(whole, things=join(things))
            yield Problem(ProblemCode.LEFT_OUT_OF_LETTERS, text, hint, file=file)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _read(parts: dict[str, bytes]) -> Reference:
    """Our own parts of a reference document → Reference, without lxml, because the bundled one must load fast."""
    theme = parts.get("word/theme/theme1.xml")
    styles = Styles(ElementTree.fromstring(parts[STYLES_PART]), ElementTree.fromstring(theme) if theme else None)
    parts.pop(opc.CORE, None)
    section = ElementTree.fromstring(parts.pop(DOCUMENT_PART)).find(f"{_W}body/{_W}sectPr")
    if section is None or (margins := section.find(f"{_W}pgMar")) is None:
        raise ValueError("no section with page margins")
    sides = [abs(number(margins, side, 1440)) / 1440 * 25.4 for side in ("top", "right", "bottom", "left")]
    dated = {name: data for name, data in parts.items() if _shows_date(parts.get(_owner(name), b""), _owner(name))}
    own = (opc.TYPES, opc.RELATIONS, *dated)
    shared = {name: data for name, data in parts.items() if name not in own}
    return Reference(
        package=opc.package(shared if dated else _whole(shared)),
        style_ids={key: _escaped(styles.id_of(name)) for key, name in STYLES.items()},
        headers="".join(_again(e) for e in section if e.tag in (f"{_W}headerReference", f"{_W}footerReference")),
        margins=_again(margins) + _paper_source(section) + _page_numbers(parts) + _first_page(section),
        margins_mm=(sides[0], sides[1], sides[2], sides[3]),
        header_mm=_header_mm(section, parts, styles),
        measures={key: styles.measure(name) for key, name in STYLES.items()},
        faces={key: styles.face(name) for key, name in STYLES.items()},
        fonts={key: tuple(filter(None, [styles.font(name)])) for key, name in STYLES.items()},
        undated=tuple(shared),
        dated=dated,
    )


def _whole(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """All parts, after those that list them."""
    names = [DOCUMENT_PART, opc.CORE, *parts]
    return {opc.TYPES: opc.content_types(names), opc.RELATIONS: opc.document_relations(parts), **parts}


def _owner(name: str) -> str:
    """The part whose relations a part contains, or the part itself."""
    return name.replace("/_rels/", "/").removesuffix(".rels")


def _shows_date(data: bytes, name: str) -> bool:
    return name.startswith(("word/header", "word/footer")) and DATE_MARK.encode() in data


def _stem(name: str) -> str:
    return name.rpartition("/")[2].partition(".")[0]


def _on(name: str, date: str) -> str:
    """The name of a header for letters with a date."""
    return f"{name}-{zlib.crc32(date.encode()):08x}"


def _page_numbers(parts: Mapping[str, bytes]) -> str:
    """Page numbers from 1 in every letter of a print file, if a header or footer shows them (17.6.12)."""
    shown = any(
        re.search(rb"(?:instr=\"|instrText[^>]*>)\s*PAGE\b", data)
        for name, data in parts.items()
        if name.startswith(("word/header", "word/footer"))
    )
    # Not otherwise: LibreOffice would print a blank page between two letters that both begin with page 1.
    return '<w:pgNumType w:start="1"/>' if shown else ""


def _first_page(section: Any) -> str:
    """A separate header for the first page, which many letterheads have (17.10.6)."""
    title_page = section.find(f"{_W}titlePg")
    return "" if title_page is None or title_page.get(f"{_W}val") in ("0", "false", "off") else "<w:titlePg/>"


def _paper_source(section: Any) -> str:
    """Printer trays for the paper of a letterhead (17.6.9)."""
    source = section.find(f"{_W}paperSrc")
    return "" if source is None else _again(source)


def _header_mm(section: Any, parts: Mapping[str, bytes], styles: Styles) -> float:
    """The lower edge of the header on the pages after the first."""
    found = [e.get(f"{_R}id") for e in section.iter(f"{_W}headerReference") if e.get(f"{_W}type") == "default"]
    if not found:
        return 0.0
    begin = number(section.find(f"{_W}pgMar"), "header", 708) / 1440 * 25.4
    return begin + height(ElementTree.fromstring(parts[f"word/{found[0]}.xml"]), styles) / POINTS_PER_MM


def _again(element: Any) -> str:
    """An element without children as XML, with the prefixes of the letters' root element."""
    attributes = (
        f'{name.replace(_W, "w:").replace(_R, "r:")}="{_escaped(value)}"' for name, value in element.attrib.items()
    )
    return f"<{element.tag.replace(_W, 'w:')} {' '.join(attributes)}/>"


def _escaped(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
