"""A user's Word document → the parts that letters take: everything not in data/reference_content.yaml is removed.

No part of the user's own package is copied: parts, relations and content types are made anew, so that none refers
outside the file, and there is no program, embedded object or linked picture.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from appealgen import resources
from appealgen.messages import Message, message, untranslated
from appealgen.renderers.docx import package as opc
from appealgen.renderers.docx.fields import DATE_MARK, W, settle_fields
from appealgen.renderers.docx.reference import STEPS
from appealgen.yamlfile.reader import load_yaml

if TYPE_CHECKING:
    from lxml.etree import _Element

_OOXML = "http://schemas.openxmlformats.org"
_MICROSOFT = "http://schemas.microsoft.com/office/word/2010"
NAMESPACES = {
    "w": f"{_OOXML}/wordprocessingml/2006/main",
    "r": f"{_OOXML}/officeDocument/2006/relationships",
    "a": f"{_OOXML}/drawingml/2006/main",
    "pic": f"{_OOXML}/drawingml/2006/picture",
    "wp": f"{_OOXML}/drawingml/2006/wordprocessingDrawing",
    "wps": f"{_MICROSOFT}/wordprocessingShape",
    "wpg": f"{_MICROSOFT}/wordprocessingGroup",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "m": f"{_OOXML}/officeDocument/2006/math",
}
_PREFIXES = {uri: prefix for prefix, uri in NAMESPACES.items()}
_HEADERS = ("w:headerReference", "w:footerReference")
_R = f"{{{NAMESPACES['r']}}}"
_MC = f"{{{_OOXML}/markup-compatibility/2006}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LOOKS = ("styles", "settings", "theme", "fontTable", "numbering")
_PICTURES = {
    "png": b"\x89PNG\r\n\x1a\n",
    "jpeg": b"\xff\xd8\xff",
    "gif": b"GIF8",
    "bmp": b"BM",
    "tif": b"II*\0",
    "tiff": b"MM\0*",
}
"""Kinds of pictures without drawing commands, scripts or addresses, by their first bytes."""
_OPENED = frozenset({"w:hyperlink", "w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:sdt", "w:sdtContent"})
"""Elements that are removed while their content is kept."""
_TEXTS = frozenset({"w:t", "w:instrText", "wp:posOffset", "wp:align"})
_ENDED_BY_PARAGRAPH = frozenset({"w:hdr", "w:ftr", "w:tc", "w:txbxContent"})
_NEEDS = {
    "pic:blipFill": "a:blip",
    "a:blipFill": "a:blip",
    "pic:pic": "pic:blipFill",
    "a:graphicData": "",
    "a:graphic": "a:graphicData",
    "wp:inline": "a:graphic",
    "wp:anchor": "a:graphic",
    "w:drawing": "",
    "w:pict": "",
    "w:numPicBullet": "",
    "wps:txbx": "w:txbxContent",
    "v:shape": "v:imagedata",
    "v:rect": "v:imagedata",
}
"""Elements that are removed if they lose this child; without a name, if they lose all children."""

_LINKED_PICTURES, _LINKS = message("linked pictures"), message("links")
_OBJECTS, _OTHER = message("embedded objects and controls"), message("content that letters do not support")
_PICTURE_KINDS = message("pictures that are not PNG, JPEG, GIF, BMP or TIFF")
_PROTECTION = message("its protection")
_NOTED = {
    "w:hyperlink": _LINKS,
    "a:hlinkClick": _LINKS,
    "a:hlinkHover": _LINKS,
    "w:dataBinding": message("bindings to data"),
    "w:attachedTemplate": message("the attached template"),
    "w:linkStyles": message("the attached template"),
    "w:mailMerge": message("the mail merge"),
    "w:documentProtection": _PROTECTION,
    "w:writeProtection": _PROTECTION,
    "w:saveThroughXslt": _OTHER,
    **dict.fromkeys(("w:embedRegular", "w:embedBold", "w:embedItalic", "w:embedBoldItalic"), message("embedded fonts")),
    **dict.fromkeys(("w:object", "w:control", "w:altChunk", "w:subDoc", "w:contentPart", "o:OLEObject"), _OBJECTS),
    **dict.fromkeys(("m:oMath", "w:pgNum", "w:footnoteReference", "w:endnoteReference", "v:image"), _OTHER),
}
"""Elements reported when removed; the removal of others has no visible effect."""
_NOTED_KINDS = {
    "vbaProject": message("macros"),
    "attachedToolbars": message("macros"),
    "keyMapCustomizations": message("macros"),
    **dict.fromkeys(("oleObject", "package", "control", "aFChunk", "subDocument"), _OBJECTS),
}
"""Relations of the document itself that are reported; those of its text are removed with it."""


class Relation(NamedTuple):
    """Target of a relation: the name of a part; None outside the file."""

    kind: str
    part: str | None


@dataclass
class _Source:
    """The source document, the result so far, and the removed content by place."""

    archive: zipfile.ZipFile
    parts: dict[str, bytes] = field(default_factory=dict)
    dropped: dict[str, list[Message]] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Part:
    """A part during cleaning: its relations, and those that it keeps."""

    source: _Source
    relations: Mapping[str, Relation]
    left_out: list[Message]
    kept: set[str] = field(default_factory=set)


def cleaned(archive: zipfile.ZipFile) -> tuple[dict[str, bytes], Mapping[str, list[Message]]]:
    """The parts that letters take, and the removed content by place (`header`, `footer`, `settings`, ``).

    Raises the errors of a missing part, relation or section: KeyError, ValueError, XMLSyntaxError.
    """
    source = _Source(archive)
    main = next(each for each in _relations(archive, "").values() if each.kind == "officeDocument")
    relations = _relations(archive, _inside(main))
    for kind in _LOOKS:
        if found := next((each for each in relations.values() if each.kind == kind), None):
            name = "word/theme/theme1.xml" if kind == "theme" else f"word/{kind}.xml"
            _clean_part(_inside(found), name, "settings" if kind == "settings" else "", source)
    source.dropped.setdefault("", []).extend(_NOTED_KINDS[e.kind] for e in relations.values() if e.kind in _NOTED_KINDS)
    source.parts["word/document.xml"] = _section(archive, _inside(main), relations, source)
    return source.parts, source.dropped


def _section(archive: zipfile.ZipFile, main: str, relations: Mapping[str, Relation], source: _Source) -> bytes:
    """A document with only its last section; missing headers come from earlier sections (17.6.12)."""
    from lxml import etree

    body = _parsed(archive.read(main)).find(f"{W}body")
    *before, last = [] if body is None else [*body.findall(f"{W}p/{W}pPr/{W}sectPr"), *body.findall(f"{W}sectPr")]
    in_use: dict[tuple[str, str], _Element] = {}
    for element in (element for section in (*before, last) for element in section if _name(element) in _HEADERS):
        in_use[_name(element), element.get(f"{W}type", "default")] = element
    root = etree.Element(f"{W}document", nsmap={prefix: NAMESPACES[prefix] for prefix in ("w", "r")})
    section = etree.SubElement(etree.SubElement(root, f"{W}body"), f"{W}sectPr")
    names: dict[str, str] = {}
    for (name, shown_on), element in in_use.items():
        kind = name[2:8]
        target = _inside(relations[element.get(f"{_R}id", "")])
        if target not in names:
            names[target] = f"{kind}{len(names) + 1}"
            _clean_part(target, f"word/{names[target]}.xml", kind, source)
        etree.SubElement(section, element.tag, {f"{W}type": shown_on, f"{_R}id": names[target]})
    empty = _Part(source, {}, [])
    section.extend(
        kept for e in last if _name(e) in ("w:pgMar", "w:paperSrc", "w:titlePg") for kept in _clean(e, empty)
    )
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def _clean_part(target: str, name: str, place: str, source: _Source) -> None:
    from lxml import etree

    part = _Part(source, _relations(source.archive, target), source.dropped.setdefault(place, []))
    [root] = _clean(_parsed(source.archive.read(target)), part)
    fields = dict.fromkeys(settle_fields(root))
    if fields.pop("HYPERLINK", "") is None:
        part.left_out.append(_LINKS)
    if names := [name[:20] for name in fields if name][:5]:
        part.left_out.append(message("fields ({names})", names=untranslated(", ".join(names))))
    etree.cleanup_namespaces(root)
    source.parts[name] = etree.tostring(root, encoding="UTF-8", standalone=True)
    if part.kept:
        folder, base = posixpath.split(name)
        up = "../" * (folder.count("/"))
        source.parts[f"{folder}/_rels/{base}.rels"] = opc.relations(
            (f"image{picture.partition('.')[0][5:]}", "image", f"{up}media/{picture}") for picture in sorted(part.kept)
        )


def _clean(element: _Element, part: _Part) -> Iterator[_Element]:
    """The allowed content of an element: the element itself, only its children, or nothing."""
    from lxml import etree

    name = _name(element)
    if element.tag == f"{_MC}AlternateContent":
        for child in _chosen(element):
            yield from _clean(child, part)
        return
    if name in _NOTED:
        part.left_out.append(_NOTED[name])
    if name in _OPENED:
        for child in element:
            yield from _clean(child, part)
        return
    if name not in _content()[0]:
        part.left_out.extend(_NOTED[inner] for inner in map(_name, element.iterdescendants()) if inner in _NOTED)
        return
    attributes = _attributes(element, name, part)
    if attributes is None:
        return
    new = etree.Element(element.tag, attributes, nsmap=NAMESPACES)
    if name in _TEXTS:
        new.text = (element.text or "").replace(DATE_MARK, "")
    for child in element:
        new.extend(_clean(child, part))
    if _is_spoilt(name, element, new):
        if name == "a:blipFill":
            yield etree.Element(f"{{{NAMESPACES['a']}}}noFill", nsmap=NAMESPACES)
        return
    if name in _ENDED_BY_PARAGRAPH and (len(new) == 0 or new[-1].tag != f"{W}p"):
        etree.SubElement(new, f"{W}p")
    yield new


def _chosen(alternatives: _Element) -> Iterator[_Element]:
    """The displayed content of mc:AlternateContent: shapes, else the variant for every word processor."""
    for choice in alternatives:
        needed = {choice.nsmap.get(prefix) for prefix in choice.get("Requires", "").split()}
        if choice.tag == f"{_MC}Fallback" or needed <= {NAMESPACES["wps"], NAMESPACES["wpg"]}:
            yield from choice
            return


def _is_spoilt(name: str, old: _Element, new: _Element) -> bool:
    """Whether the element has lost its purpose."""
    if name not in _NEEDS:
        return False
    needed = _NEEDS[name]
    has, had = (needed in map(_name, each) if needed else len(each) > 0 for each in (new, old))
    return had and not has


def _attributes(element: _Element, name: str, part: _Part) -> dict[str, str] | None:
    """The allowed attributes; None if the element is meaningless without a removed one."""
    prefix = name.partition(":")[0]
    kept: dict[str, str] = {}
    for key, value in element.attrib.items():
        uri, _, local = str(key).rpartition("}")
        owner = _PREFIXES.get(uri[1:], uri)
        if prefix == "w":
            if (owner == "w" and not local.startswith("rsid")) or key == _SPACE:
                kept[str(key)] = str(value)
        elif prefix in ("v", "o", "w10"):
            if owner in ("", "v", "o") and local in _content()[1] and "(" not in str(value):
                kept[str(key)] = str(value)
        elif owner == "":
            kept[local] = str(value)
    if name in ("a:blip", "v:imagedata", "v:fill", "v:stroke"):
        key = f"{_R}embed" if name == "a:blip" else f"{_R}id"
        linked = any(element.get(f"{_R}{other}") for other in ("link", "href", "pict")) or element.get("src")
        if linked:
            part.left_out.append(_LINKED_PICTURES)
        picture = _picture(element.get(key, ""), part)
        if picture is not None:
            kept[key] = picture
        elif name in ("a:blip", "v:imagedata"):
            return None
    if name == "a:graphicData" and kept.get("uri") not in (NAMESPACES["pic"], NAMESPACES["wps"], NAMESPACES["wpg"]):
        part.left_out.append(_OBJECTS)
        return None
    return kept


def _picture(key: str, part: _Part) -> str | None:
    """The relation of an embedded picture, which is copied with the part; None for a linked one or another kind."""
    if not key:
        return None
    relation = part.relations[key]
    if relation.part is None:
        part.left_out.append(_LINKED_PICTURES)
        return None
    source = part.source
    if relation.part not in source.pictures:
        data = source.archive.read(relation.part)
        extension = next((extension for extension, begin in _PICTURES.items() if data.startswith(begin)), None)
        if relation.kind != "image" or extension is None:
            part.left_out.append(_PICTURE_KINDS)
            return None
        name = source.pictures[relation.part] = f"image{len(source.pictures) + 1}.{extension}"
        source.parts[f"word/media/{name}"] = data
    part.kept.add(source.pictures[relation.part])
    return source.pictures[relation.part].partition(".")[0]


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, Relation]:
    """The relations of a part, or of the package, by id."""
    folder, base = posixpath.split(part)
    name = posixpath.join(folder, "_rels", f"{base}.rels")
    if name not in archive.namelist():
        return {}
    found = {}
    for element in _parsed(archive.read(name)):
        target = element.get("Target", "")
        outside = element.get("TargetMode", "Internal") != "Internal"
        place = None if outside else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[element.get("Id", "")] = Relation(element.get("Type", "").rpartition("/")[2], place)
    return found


def _inside(relation: Relation) -> str:
    if relation.part is None:
        raise ValueError(f"the {relation.kind} lies outside of the file")
    return relation.part


def _parsed(data: bytes) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(data, parser)


def _name(element: _Element) -> str:
    uri, _, local = str(element.tag).rpartition("}")
    return f"{_PREFIXES.get(uri[1:], '')}:{local}"


@dataclass(frozen=True)
class _Content:
    """The allow-list: names of elements by prefix, and of attributes of VML, separated by spaces."""

    elements: Mapping[str, tuple[str, ...]]
    vml_attributes: tuple[str, ...]


@cache
def _content() -> tuple[frozenset[str], frozenset[str]]:
    content = load_yaml(resources.get("reference_content.yaml"), _Content, {})
    elements = {f"{prefix}:{name}" for prefix, lines in content.elements.items() for name in " ".join(lines).split()}
    return frozenset(elements), frozenset(" ".join(content.vml_attributes).split())


def with_missing_styles(styles: bytes | None, bundled: bytes) -> bytes:
    """The styles of a document, completed with bundled styles whose names it lacks, and without frames.

    Word's own style for envelope addresses is a frame in the middle of the page, but the places of addresses are ours.
    """
    from lxml import etree

    if styles is None:
        return bundled
    root, ours = _parsed(styles), _parsed(bundled).findall(f"{W}style")
    for properties in root.findall(f"{W}style/{W}pPr"):
        for frame in properties.findall(f"{W}framePr"):
            properties.remove(frame)
    id_of = {_style_name(style): style.get(f"{W}styleId", "") for style in root.iter(f"{W}style")}
    names, ids = {style.get(f"{W}styleId", ""): _style_name(style) for style in ours}, set(id_of.values())
    for style in ours:
        if (name := _style_name(style)) not in id_of and not name.endswith(STEPS):
            key = style.get(f"{W}styleId", "")
            while key in ids:
                key += "1"
            style.set(f"{W}styleId", key)
            if (base := style.find(f"{W}basedOn")) is not None:  # by name: German Word calls Normal's id Standard
                base.set(f"{W}val", id_of[names[base.get(f"{W}val", "")]])
            root.append(style)
            id_of[name] = key
            ids.add(key)
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def _style_name(style: _Element) -> str:
    name = style.find(f"{W}name")
    return "" if name is None else name.get(f"{W}val", "").casefold()
