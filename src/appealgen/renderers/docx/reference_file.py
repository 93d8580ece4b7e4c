"""Read reference documents: a user's is cleaned and completed with missing styles, then read like the bundled one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any
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
from appealgen.renderers.docx.reference import (
    DOCUMENT_PART,
    LOWEST,
    STEPS,
    STYLES,
    Reference,
    escaped_attribute,
    whole_parts,
    with_margins,
)
from appealgen.renderers.docx.styles import Styles, number
from appealgen.renderers.metrics import POINTS_PER_MM

STYLES_PART = "word/styles.xml"
_LETTER_MARGIN = 27
"""mm; side margins of such letters, for lines of about 88 characters."""
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


def read_bundled() -> Reference:
    """The bundled reference document, from its own file; `bundled_reference` has the same from what is stored of it."""
    parts = _parts(resources.get("reference.docx").read_bytes())
    reference = _read(dict(parts))
    reference = replace(reference, bundled=True, one_page=with_margins(reference.margins, ("bottom",), LOWEST))
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
                margins=with_margins(reference.margins, sides, _LETTER_MARGIN),
                one_page=with_margins(reference.one_page, sides, _LETTER_MARGIN),
                margins_mm=(top, _LETTER_MARGIN, bottom, _LETTER_MARGIN),
                style_ids={**reference.style_ids, **{key: styles.id_of(name) for key, name in own.items()}},
                measures={**reference.measures, **{key: styles.measure(name) for key, name in own.items()}},
            )
        )
    return replace(reference, steps=tuple(steps))


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
        package=opc.package(shared if dated else whole_parts(shared)),
        style_ids={key: escaped_attribute(styles.id_of(name)) for key, name in STYLES.items()},
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


def _owner(name: str) -> str:
    """The part whose relations a part contains, or the part itself."""
    return name.replace("/_rels/", "/").removesuffix(".rels")


def _shows_date(data: bytes, name: str) -> bool:
    return name.startswith(("word/header", "word/footer")) and DATE_MARK.encode() in data


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
        f'{name.replace(_W, "w:").replace(_R, "r:")}="{escaped_attribute(value)}"'
        for name, value in element.attrib.items()
    )
    return f"<{element.tag.replace(_W, 'w:')} {' '.join(attributes)}/>"
