"""The reference document: what gives a DOCX its looks. python-docx reads it once a run; letters reuse its parts."""

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

from appealgen import resources
from appealgen.errors import InputError, Problem
from appealgen.renderers import opc

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
    "bold": "Strong",
    "italic": "Emphasis",
}
"""What appealgen's paragraphs and runs are called in Word: a user restyles these, and nothing is formatted by hand."""

MAX_BYTES = 20_000_000
_PERSONAL = (
    "core-properties",
    "extended-properties",
    "custom-properties",
    "thumbnail",
    "customXml",
    "comments",
    "people",
)


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """What letters take from a reference document.

    `package` is every part but the document itself; `style_ids` maps the keys of STYLES to style ids; `section` is the
    XML of the section's header and footer references, `margins` that of its page margins; `text` the measures of the
    styles that pagination needs, in points: (size, before, after) by key of STYLES; `margins_mm` top, right, bottom,
    left.
    """

    package: opc.Package
    style_ids: Mapping[str, str]
    section: str
    margins: str
    margins_mm: tuple[float, float, float, float]
    text: Mapping[str, tuple[float, float, float]]


@lru_cache(maxsize=1)
def bundled_reference() -> Reference:
    """The reference document that comes with appealgen."""
    return load_reference(_bundled_path())


def _bundled_path() -> Path:
    path = resources.find("reference.docx")
    assert path is not None, "the package carries its data"
    return path


def load_reference(path: Path) -> Reference:
    """Read a reference document; styles that it lacks come from the bundled one.

    Everything that says who made it (properties, comments, thumbnails) stays behind. Raises InputError when it is not a
    Word document.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        data = path.read_bytes()
        if len(data) > MAX_BYTES or _unpacked_size(data) > 10 * MAX_BYTES:
            raise InputError(Problem("too-large", "a reference document of that size is not meant", file=str(path)))
        document = docx.Document(io.BytesIO(data))
    except OSError as error:
        raise InputError(Problem("unreadable", f"cannot read it: {error.strerror}", file=str(path))) from error
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        message = "not a Word document (.docx)"
        hint = "“appealgen new reference-doc” writes one to restyle"
        raise InputError(Problem("not-docx", message, hint, file=str(path))) from error
    if path != _bundled_path():
        _add_missing_styles(document)
    _drop_personal(document)
    return _read(document)


def _unpacked_size(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(entry.file_size for entry in archive.infolist())


def _add_missing_styles(document: Any) -> None:
    import docx

    ours = docx.Document(str(_bundled_path()))
    present = {style.name.casefold() for style in document.styles}
    ids = {style.style_id for style in document.styles}
    for style in ours.styles:
        if style.name.casefold() not in present:
            element = copy.deepcopy(style.element)
            while element.styleId in ids:
                element.styleId += "1"
            document.styles.element.append(element)


def _drop_personal(document: Any) -> None:
    for owner in (document.part.package, document.part):
        for key in [key for key, rel in owner.rels.items() if any(word in rel.reltype for word in _PERSONAL)]:
            del owner.rels[key]
    for attribute in list(document.settings.element):
        if attribute.tag.endswith(("}rsids", "}attachedTemplate", "}docVars", "}mailMerge")):
            document.settings.element.remove(attribute)


def _read(document: Any) -> Reference:
    from docx.oxml.ns import qn
    from lxml import etree

    names = {style.name.casefold(): style for style in document.styles}
    section = document.sections[-1]
    kept = [e for e in section._sectPr if e.tag in (qn("w:headerReference"), qn("w:footerReference"))]
    margins = section._sectPr.find(qn("w:pgMar"))
    text = {key: _measures(names[name.casefold()], document) for key, name in STYLES.items()}
    mm = tuple(getattr(section, f"{side}_margin").mm for side in ("top", "right", "bottom", "left"))
    body = document.element.body
    for child in list(body):
        body.remove(child)
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != "word/document.xml"}
    return Reference(
        package=opc.package(parts),
        style_ids={key: names[name.casefold()].style_id for key, name in STYLES.items()},
        section="".join(_bare(etree.tostring(element, encoding="unicode")) for element in kept),
        margins=_bare(etree.tostring(margins, encoding="unicode")),
        margins_mm=mm,
        text=text,
    )


def _bare(xml: str) -> str:
    """An element without its namespace declarations: the document's root has them."""
    return re.sub(r' xmlns:\w+="[^"]*"', "", xml)


def _measures(style: Any, document: Any) -> tuple[float, float, float]:
    """Size, space before and space after of a style in points, as inherited."""
    size = before = after = None
    current: Any = style
    while current is not None:
        size = size or (current.font.size.pt if current.font.size else None)
        if hasattr(current, "paragraph_format"):
            spacing = current.paragraph_format
            before = spacing.space_before.pt if before is None and spacing.space_before is not None else before
            after = spacing.space_after.pt if after is None and spacing.space_after is not None else after
        current = current.base_style
    return size or _default_size(document), before or 0.0, after or 0.0


def _default_size(document: Any) -> float:
    found = document.styles.element.xpath("w:docDefaults//w:sz/@w:val")
    return float(found[0]) / 2 if found else 10.0
