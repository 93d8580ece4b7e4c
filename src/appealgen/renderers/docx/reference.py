"""The reference document: what gives a DOCX its looks. It is read once a run; letters reuse its parts.

python-docx prepares a user's document (adds the styles that it lacks, leaves its author behind); the bundled one is
prepared already, so that both are read alike.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from appealgen import resources
from appealgen.errors import InputError, Problem, ProblemCode
from appealgen.messages import message
from appealgen.paths import read_file
from appealgen.renderers.docx import package as opc

STYLES = {
    "sender": "Return Address",
    "recipient": "Inside Address",
    "date": "Date",
    "subject": "Subject Line",
    "note": "Note",
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
    "sheet-number": "Sheet Item",
    "cover-title": "Cover Title",
    "cover-text": "Cover Text",
    "table-caption": "caption",
    "table-head": "Table Head",
    "table-cell": "Table Text",
    "bold": "Strong",
    "italic": "Emphasis",
}
"""What appealgen's paragraphs and runs are called in Word: a user restyles these, and nothing is formatted by hand."""

_FACES = {
    "sans": ("arial", "helvetica", "liberation sans", "calibri", "carlito"),
    "serif": ("times", "times new roman", "liberation serif"),
}
"""Fonts that are no wider than the table of Arial's or Times New Roman's widths says."""

MAX_BYTES = 20_000_000
_KEPT = ("styles", "settings", "theme", "fontTable", "numbering", "header", "footer")
"""Relationships of the document that letters need; all others (pictures and notes of its text, comments, people) go."""
_LARGEST = 31_680
"""Twentieths of a point: 22 inches, the largest page of Word."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True, eq=False)
class Reference:
    """What letters take from a reference document.

    `package` is every part but the document itself, whose name is `document_part`; `style_ids` maps the keys of STYLES
    to style ids; `headers` is the XML of the section's header and footer references, `margins` that of its page
    margins, with the page numbers begun anew where a header shows any, and a first page of its own if there is one;
    `margins_mm` their top, right, bottom, left; `measures` are size, space before and space after in points by key
    of STYLES, for pagination; `faces` are `sans`, `serif` or `other` by key, for fitting addresses into their boxes.
    """

    package: opc.Package
    document_part: str
    style_ids: Mapping[str, str]
    headers: str
    margins: str
    margins_mm: tuple[float, float, float, float]
    measures: Mapping[str, tuple[float, float, float]]
    faces: Mapping[str, str]

    @property
    def after_list(self) -> float:
        """Space below the last item of a list in points: at least that below a paragraph."""
        return max(self.measures["bullet"][2], self.measures["body"][2])


@lru_cache(maxsize=1)
def bundled_reference() -> Reference:
    """The reference document that comes with appealgen."""
    return _read(_bundled_path().read_bytes())


def _bundled_path() -> Path:
    path = resources.find("reference.docx")
    assert path is not None, "the package carries its data"
    return path


def load_reference(path: Path) -> Reference:
    """Read a user's reference document; styles that it lacks come from the bundled one.

    Everything that says who made it (properties, comments, thumbnails) stays behind. Raises InputError when it is not a
    Word document.
    """
    import docx

    data = read_file(path, MAX_BYTES)
    try:
        if len(data) > MAX_BYTES or _unpacked_size(data) > 10 * MAX_BYTES:
            raise InputError(
                Problem(
                    ProblemCode.TOO_LARGE, message("a reference document of that size is not meant"), file=str(path)
                )
            )
        document = docx.Document(io.BytesIO(data))
        _add_missing_styles(document)
        _drop_personal(document)
        return _read(_saved(document))
    except InputError:
        raise
    except Exception as error:  # whatever a damaged document makes the readers stumble over
        text = message("not a Word document (.docx) that can be read")
        hint = message(
            "save it as .docx, no template, no macros, no password; “appealgen new reference-doc” writes one to restyle"
        )
        raise InputError(Problem(ProblemCode.NOT_DOCX, text, hint, file=str(path))) from error


def _unpacked_size(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(entry.file_size for entry in archive.infolist())


def _add_missing_styles(document: Any) -> None:
    import docx

    ours = docx.Document(str(_bundled_path()))
    id_of = {style.name.casefold(): style.style_id for style in document.styles if style.name}
    ids = {style.style_id for style in document.styles}
    for style in ours.styles:
        if style.name.casefold() not in id_of:
            element = copy.deepcopy(style.element)
            while element.styleId in ids:
                element.styleId += "1"
            if style.base_style is not None:  # by name: German Word calls Normal's id Standard
                element.basedOn_val = id_of[style.base_style.name.casefold()]
            document.styles.element.append(element)
            id_of[style.name.casefold()] = element.styleId
            ids.add(element.styleId)


def _drop_personal(document: Any) -> None:
    package, part = document.part.package, document.part
    for key in [key for key, rel in package.rels.items() if not rel.reltype.endswith("/officeDocument")]:
        del package.rels[key]
    in_use = {value for e in document.sections[-1]._sectPr for name, value in e.attrib.items() if name.endswith("}id")}
    for key, rel in list(part.rels.items()):
        kind = rel.reltype.rpartition("/")[2]
        if kind not in _KEPT or (kind in ("header", "footer") and key not in in_use):
            del part.rels[key]
    for element in list(document.settings.element):
        if element.tag.endswith(("}rsids", "}attachedTemplate", "}docVars", "}mailMerge")):
            document.settings.element.remove(element)


def _saved(document: Any) -> bytes:
    body = document.element.body
    for child in [child for child in body if not child.tag.endswith("}sectPr")]:
        body.remove(child)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _read(data: bytes) -> Reference:
    """A prepared reference document → Reference, without python-docx: six bare Pythons of start-up (measured)."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    document_part = _part_of(parts, "document.main+xml")
    styles = ElementTree.fromstring(parts[_part_of(parts, "styles+xml")])
    section = ElementTree.fromstring(parts.pop(document_part)).find(f"{_W}body/{_W}sectPr")
    if section is None or (margins := section.find(f"{_W}pgMar")) is None:
        raise ValueError("no section with page margins")
    by_name = {_value(style, "name").casefold(): style for style in styles.iter(f"{_W}style")}
    by_id = {style.get(f"{_W}styleId", ""): style for style in by_name.values()}
    default = _number(styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}sz"), "val", 20)
    sides = [abs(_number(margins, side, 1440)) / 1440 * 25.4 for side in ("top", "right", "bottom", "left")]
    return Reference(
        package=opc.package(parts),
        document_part=document_part,
        style_ids={key: _escaped(by_name[name.casefold()].get(f"{_W}styleId", "")) for key, name in STYLES.items()},
        headers="".join(_again(e) for e in section if e.tag in (f"{_W}headerReference", f"{_W}footerReference")),
        margins=_again(margins) + _page_numbers(parts) + _first_page(section),
        margins_mm=(sides[0], sides[1], sides[2], sides[3]),
        measures={key: _measures(by_name[name.casefold()], by_id, default) for key, name in STYLES.items()},
        faces={key: _face(by_name[name.casefold()], by_id, styles) for key, name in STYLES.items()},
    )


def _page_numbers(parts: Mapping[str, bytes]) -> str:
    """Pages counted from 1 in every letter of a print file, if a header or footer shows their number (17.6.12)."""
    shown = any(
        re.search(rb"(?:instr=\"|instrText[^>]*>)\s*PAGE\b", data)
        for name, data in parts.items()
        if name.startswith(("word/header", "word/footer"))
    )
    # Not where none is shown: LibreOffice would print a blank page between two letters that both begin with page 1.
    return '<w:pgNumType w:start="1"/>' if shown else ""


def _first_page(section: Any) -> str:
    """That the first page has a header of its own, as many letterheads do (17.10.6)."""
    title_page = section.find(f"{_W}titlePg")
    return "" if title_page is None or title_page.get(f"{_W}val") in ("0", "false", "off") else "<w:titlePg/>"


def _part_of(parts: Mapping[str, bytes], content_type: str) -> str:
    types = ElementTree.fromstring(parts["[Content_Types].xml"])
    return next(e.get("PartName", "")[1:] for e in types if e.get("ContentType", "").endswith(content_type))


def _again(element: Any) -> str:
    """An element without children as XML, with the prefixes of the letters' root element."""
    attributes = (
        f'{name.replace(_W, "w:").replace(_R, "r:")}="{_escaped(value)}"' for name, value in element.attrib.items()
    )
    return f"<{element.tag.replace(_W, 'w:')} {' '.join(attributes)}/>"


def _escaped(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _measures(style: Any, by_id: Mapping[str, Any], default: float) -> tuple[float, float, float]:
    """Size, space before and space after of a style in points, as inherited."""
    measured: list[float | None] = [None, None, None]
    wanted = (
        (f"{_W}rPr/{_W}sz", "val", 2),
        (f"{_W}pPr/{_W}spacing", "before", 20),
        (f"{_W}pPr/{_W}spacing", "after", 20),
    )
    current = style
    for _ in range(20):
        for index, (path, attribute, unit) in enumerate(wanted):
            element = current.find(path)
            if measured[index] is None and element is not None and element.get(_W + attribute) is not None:
                measured[index] = _number(element, attribute, 0) / unit
        current = by_id.get(_value(current, "basedOn"))
        if current is None:
            break
    return measured[0] or default / 2, measured[1] or 0.0, measured[2] or 0.0


def _face(style: Any, by_id: Mapping[str, Any], styles: Any) -> str:
    """Which table of widths a style's font goes by: its own, that of a style that it is based on, or the default."""
    current, seen = style, 0
    font = None
    while current is not None and font is None and seen < len(by_id):
        font = current.find(f"{_W}rPr/{_W}rFonts")
        current, seen = by_id.get(_value(current, "basedOn")), seen + 1
    if font is None:
        font = styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}rFonts")
    name = "" if font is None else font.get(f"{_W}ascii", "").casefold()
    return next((face for face, fonts in _FACES.items() if name in fonts), "other")


def _value(element: Any, child: str) -> str:
    named = element.find(_W + child)
    return "" if named is None else named.get(f"{_W}val", "")


def _number(element: Any, attribute: str, default: float) -> float:
    number = default if element is None else float(element.get(_W + attribute, default))
    if not abs(number) < _LARGEST:
        raise ValueError(f"{attribute} of {number}")
    return number
