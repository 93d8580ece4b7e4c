"""Reference documents with every OOXML construct that refers outside, runs or changes; checks of finished ones."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

OOXML = "http://schemas.openxmlformats.org"
OFFICE = f"{OOXML}/officeDocument/2006/relationships"
W = f"{{{OOXML}/wordprocessingml/2006/main}}"
R = f"{{{OFFICE}}}"
ELSEWHERE = "http://elsewhere.example"
"""Part of every external address; finished documents must not contain it."""
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": f"{OOXML}/wordprocessingml/2006/main",
        "r": OFFICE,
        "a": f"{OOXML}/drawingml/2006/main",
        "pic": f"{OOXML}/drawingml/2006/picture",
        "wp": f"{OOXML}/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "c": f"{OOXML}/drawingml/2006/chart",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "mc": f"{OOXML}/markup-compatibility/2006",
        "m": f"{OOXML}/officeDocument/2006/math",
        "s": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }.items()
)
FIELDS = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES|STYLEREF)\b")
_PARTS = re.compile(
    r"\[Content_Types\]\.xml|docProps/core\.xml|_rels/\.rels|word/(document|styles|settings|webSettings|numbering|fontTable|(header|footer)[\w-]+)\.xml"
    r"|word/theme/theme1\.xml|word/(theme/)?_rels/[\w-]+\.xml\.rels|word/media/image\d+\.(png|jpeg|gif|bmp|tiff?)"
)
_KINDS = {
    "officeDocument",
    "core-properties",
    "styles",
    "settings",
    "webSettings",
    "numbering",
    "fontTable",
    "theme",
    "header",
    "footer",
    "image",
}
_NEVER = {
    "hyperlink", "hlinkClick", "hlinkHover", "object", "OLEObject", "control", "altChunk", "subDoc", "contentPart",
    "attachedTemplate", "mailMerge", "dataBinding", "sdt", "customXml", "documentProtection", "writeProtection",
    "linkStyles", "saveThroughXslt", "ins", "del", "rPrChange", "moveFrom", "moveTo", "ffData", "fldData", "chart",
    "extLst", "embedRegular", "AlternateContent", "docVars", "updateFields", "frameset", "pgNum", "commentReference",
}  # fmt: skip


def png(red: int = 200) -> bytes:
    """A picture of 40 by 20 pixels of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes((red, 60, 90)) * 40) * 20
    head = struct.pack(">IIBBBBB", 40, 20, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@dataclass(frozen=True)
class Construct:
    """A construct in the header, settings or package of a reference document, and what a letter shows of it.

    `relations` are those of the header, (kind, target), with ids rId1, rId2 …; `document` those of the document.
    `said` are words of the notice; none where nothing is lost.
    """

    header: str = ""
    relations: tuple[tuple[str, str], ...] = ()
    settings: str = ""
    settings_relations: tuple[tuple[str, str], ...] = ()
    document: tuple[tuple[str, str], ...] = ()
    parts: Mapping[str, bytes] = field(default_factory=dict)
    shown: str = ""
    said: str = ""


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def complex_field(code: str, result: str, *, pieces: int = 1, lock: str = "") -> str:
    """A field of runs, with its code in several pieces."""
    size = -(-len(code) // pieces)
    codes = "".join(
        f'<w:r><w:instrText xml:space="preserve">{code[at : at + size]}</w:instrText></w:r>'
        for at in range(0, len(code), size)
    )
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return begin.replace("/>", f"{lock}/>") + codes + middle + run(result) + end


def simple_field(code: str, result: str) -> str:
    return f'<w:fldSimple w:instr="{code}">{run(result)}</w:fldSimple>'


def picture(blip: str) -> str:
    """An inline picture with this a:blip."""
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="450000"/><wp:docPr id="1" name="Logo"/><a:graphic>'
        f'<a:graphicData uri="{OOXML}/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name=""/>'
        f"<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>"
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="450000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def vml(inside: str, attributes: str = "") -> str:
    return f'<w:r><w:pict><v:shape id="s" style="width:80pt;height:40pt"{attributes}>{inside}</v:shape></w:pict></w:r>'


def text_box(content: str) -> str:
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="900000" cy="450000"/>'
        '<wp:docPr id="2" name="Box"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
        'wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="900000" cy="450000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx><w:txbxContent><w:p>{content}</w:p></w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback>"
        f"<w:pict><v:shape><v:textbox><w:txbxContent><w:p>{content}</w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


_LINK = ((("image"), f"{ELSEWHERE}/logo.png"),)
_OLE = (
    '<o:OLEObject Type="Link" ProgID="Excel.Sheet" ShapeID="s" DrawAspect="Content" r:id="rId1" UpdateMode="Always"/>'
)
_FORM = '<w:fldChar w:fldCharType="begin"><w:ffData><w:entryMacro w:val="Run"/></w:ffData></w:fldChar>'
_FIELDS = {
    "INCLUDEPICTURE": f'INCLUDEPICTURE "{ELSEWHERE}/a.png" \\d',
    "INCLUDETEXT": f'INCLUDETEXT "{ELSEWHERE}/a.docx"',
    "DDE": "DDE cmd /c",
    "DDEAUTO": f'DDEAUTO c:\\\\windows\\\\cmd.exe "{ELSEWHERE}"',
    "LINK": f'LINK Excel.Sheet "{ELSEWHERE}/a.xlsx"',
    "HYPERLINK": f'HYPERLINK "{ELSEWHERE}"',
    "MACROBUTTON": "MACROBUTTON Run here",
    "DOCPROPERTY": "DOCPROPERTY Company",
    "USERNAME": "USERNAME",
    "FILENAME": "FILENAME \\p",
    "TIME": 'TIME \\@ "HH:mm"',
    "QUOTE": 'QUOTE "x"',
    "RD": f'RD "{ELSEWHERE}/b.docx"',
    "DATABASE": f'DATABASE \\c "{ELSEWHERE}"',
    "AUTOTEXT": "AUTOTEXT x",
    "IMPORT": f'IMPORT "{ELSEWHERE}/i.png"',
    "=": "= 2 + 3",
    "PAGEREF": "PAGEREF x",
}
CONSTRUCTS: dict[str, Construct] = {
    **{
        f"{name}, {way}": Construct(
            make(code if way != "simple" else code.replace('"', "&quot;"), "last shown"),
            shown="last shown",
            said="links" if name == "HYPERLINK" else name,
        )
        for name, code in _FIELDS.items()
        for way, make in (
            ("simple", simple_field),
            ("complex", complex_field),
            ("in pieces", lambda code, result: complex_field(code, result, pieces=4)),
        )
    },
    "a field in the code of another": Construct(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        + complex_field(f'INCLUDETEXT "{ELSEWHERE}"', "hidden")
        + complex_field("DATE", "hidden, too")
        + simple_field("NUMPAGES", "hidden as well")
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("page 7")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        shown="page 7",
    ),
    "a field in the result of another": Construct(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF 1 = 1</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + complex_field(f'DDEAUTO "{ELSEWHERE}"', "last shown")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        shown="last shown",
        said="DDEAUTO, IF",
    ),
    "a field that never ends": Construct(
        run("before")
        + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO x</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("after"),
        shown="beforeafter",
        said="DDEAUTO",
    ),
    "codes and ends without a beginning": Construct(
        '<w:r><w:instrText>DDEAUTO x</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("text"),
        shown="text",
    ),
    "a field over paragraphs": Construct(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO x</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r></w:p><w:p>'
        + run("second")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        shown="second",
        said="DDEAUTO",
    ),
    "a form with a macro": Construct(
        f"<w:r>{_FORM}</w:r><w:r><w:instrText>FORMTEXT</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("filled in")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        shown="filled in",
        said="FORMTEXT",
    ),
    "data of a field": Construct(
        '<w:fldSimple w:instr="PAGE" w:dirty="1"><w:fldData>AAAA</w:fldData>' + run("3") + "</w:fldSimple>", shown="3"
    ),
    "fields in a text box": Construct(
        text_box(complex_field("DDEAUTO x", "boxed") + simple_field("AUTHOR", "Ann")), shown="boxedAnn", said="AUTHOR"
    ),
    "a link": Construct(
        f'<w:hyperlink r:id="rId1">{run("our site")}</w:hyperlink>',
        (("hyperlink", ELSEWHERE),),
        shown="our site",
        said="links",
    ),
    "a link within": Construct(f'<w:hyperlink w:anchor="x">{run("x")}</w:hyperlink>', shown="x", said="links"),
    "a linked picture": Construct(picture('<a:blip r:link="rId1"/>'), _LINK, said="linked pictures"),
    "an embedded picture that lies elsewhere": Construct(
        picture('<a:blip r:embed="rId1"/>'), _LINK, said="linked pictures"
    ),
    "a picture linked and embedded": Construct(
        picture('<a:blip r:embed="rId2" r:link="rId1"/>'),
        (*_LINK, ("image", "media/a.png")),
        parts={"word/media/a.png": png()},
        said="linked pictures",
    ),
    "a picture that is a link": Construct(
        picture('<a:blip r:embed="rId1"/>').replace(
            'name="Logo"/>', 'name="Logo"><a:hlinkClick r:id="rId2" action="ppaction://macro?name=x"/></wp:docPr>'
        ),
        (("image", "media/a.png"), ("hyperlink", ELSEWHERE)),
        parts={"word/media/a.png": png()},
        said="links",
    ),
    "a drawing beside the picture": Construct(
        picture(
            '<a:blip r:embed="rId1"><a:extLst><a:ext uri="x"><a:svgBlip r:embed="rId2" r:link="rId3"/></a:ext>'
            "</a:extLst></a:blip>"
        ),
        (("image", "media/a.png"), ("image", "media/a.svg"), *_LINK),
        parts={"word/media/a.png": png(), "word/media/a.svg": f'<svg><image href="{ELSEWHERE}"/></svg>'.encode()},
    ),
    "a drawing as a picture": Construct(
        picture('<a:blip r:embed="rId1"/>'),
        (("image", "media/a.png"),),
        parts={"word/media/a.png": f'<svg><image href="{ELSEWHERE}"/></svg>'.encode()},
        said="not PNG",
    ),
    "a chart": Construct(
        '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><a:graphic><a:graphicData uri="x"><c:chart r:id="rId1"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
        (("chart", "charts/c.xml"),),
        said="embedded objects",
    ),
    "an old picture by relation": Construct(vml('<v:imagedata r:id="rId1"/>'), _LINK, said="linked pictures"),
    "an old picture by link": Construct(vml('<v:imagedata r:href="rId1"/>'), _LINK, said="linked pictures"),
    "an old picture by address": Construct(vml(f'<v:imagedata src="{ELSEWHERE}/a.png"/>'), said="linked pictures"),
    "a shape that is a link": Construct(vml("", f' href="{ELSEWHERE}" o:gfxdata="AAAA"')),
    "a filling from elsewhere": Construct(
        vml('<v:fill r:id="rId1" type="frame"/>').replace("width:80pt", f"background:url({ELSEWHERE})"),
        _LINK,
        said="linked pictures",
    ),
    "an old image": Construct(
        f'<w:r><w:pict><v:image src="{ELSEWHERE}"/></w:pict></w:r>', said="letters do not support"
    ),
    "an object": Construct(
        f"<w:r><w:object>{_OLE}</w:object></w:r>" + run("text"),
        (("oleObject", f"{ELSEWHERE}/a.xlsx"),),
        shown="text",
        said="embedded objects",
    ),
    "an object in a picture": Construct(
        f"<w:r><w:pict>{_OLE}</w:pict></w:r>", (("oleObject", f"{ELSEWHERE}/a.xlsx"),), said="embedded objects"
    ),
    "a control": Construct(
        '<w:r><w:object><w:control r:id="rId1" w:name="x"/></w:object></w:r>',
        (("control", "activeX/x.xml"),),
        parts={"word/activeX/x.xml": b"<x/>"},
        said="embedded objects",
    ),
    "another document": Construct(
        '</w:p><w:altChunk r:id="rId1"/><w:p>',
        (("aFChunk", "chunk.html"),),
        parts={"word/chunk.html": f'<img src="{ELSEWHERE}">'.encode()},
        said="embedded objects",
    ),
    "a part of a document": Construct(
        '<w:subDoc r:id="rId1"/>', (("subDocument", f"{ELSEWHERE}/a.docx"),), said="embedded objects"
    ),
    "handwriting": Construct(
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:contentPart r:id="rId1"/></mc:Choice>'
        '<mc:Fallback><w:object/></mc:Fallback></mc:AlternateContent></w:r>',
        (("customXml", "ink.xml"),),
        said="embedded objects",
    ),
    "bound to data": Construct(
        '</w:p><w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{x}"/></w:sdtPr><w:sdtContent><w:p>'
        + run("Our Group")
        + "</w:p></w:sdtContent></w:sdt><w:p>",
        document=(("customXml", "../customXml/item1.xml"),),
        parts={"customXml/item1.xml": f"<a>{ELSEWHERE}</a>".encode()},
        shown="Our Group",
        said="bindings to data",
    ),
    "page numbers as Word inserts them": Construct(
        '</w:p><w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Page Numbers"/></w:docPartObj></w:sdtPr>'
        "<w:sdtContent><w:p>" + complex_field("PAGE \\* MERGEFORMAT", "2") + "</w:p></w:sdtContent></w:sdt><w:p>",
        shown="2",
    ),
    "tags": Construct(
        f'<w:smartTag w:uri="{ELSEWHERE}">{run("smart")}</w:smartTag>'
        f'<w:customXml w:uri="{ELSEWHERE}">{run("tag")}</w:customXml>',
        shown="smarttag",
    ),
    "changes": Construct(
        f'<w:ins w:author="Ann">{run("new")}</w:ins><w:del w:author="Ann"><w:r><w:delText>old</w:delText></w:r></w:del>'
        '<w:r><w:rPr><w:b/><w:rPrChange w:author="Ann"><w:rPr/></w:rPrChange></w:rPr><w:t>bold</w:t></w:r>',
        shown="newbold",
    ),
    "strict elements": Construct("<s:p><s:r><s:t>x</s:t></s:r></s:p>" + run("text"), shown="text"),
    "a table that ends with a chunk": Construct(
        '</w:p><w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid><w:tr><w:tc><w:altChunk r:id="rId1"/></w:tc>'
        "</w:tr></w:tbl><w:p>",
        (("aFChunk", f"{ELSEWHERE}/x.html"),),
        said="embedded objects",
    ),
    "a formula": Construct("<m:oMath/>", said="letters do not support"),
    "a relation that nothing uses": Construct(run("text"), (("image", f"{ELSEWHERE}/x.png"),), shown="text"),
    "a template": Construct(
        settings='<w:attachedTemplate r:id="rId1"/><w:linkStyles/>',
        settings_relations=(("attachedTemplate", f"{ELSEWHERE}/t.dotm"),),
        said="settings: the attached template",
    ),
    "a mail merge": Construct(
        settings='<w:mailMerge><w:query w:val="x"/><w:dataSource r:id="rId1"/></w:mailMerge>',
        settings_relations=(("mailMergeSource", f"{ELSEWHERE}/m.csv"),),
        said="the mail merge",
    ),
    "a transformation": Construct(
        settings='<w:saveThroughXslt r:id="rId1"/>',
        settings_relations=(("transform", f"{ELSEWHERE}/x.xsl"),),
        said="letters do not support",
    ),
    "protection": Construct(settings='<w:documentProtection w:edit="forms" w:enforcement="1"/>', said="protection"),
    "variables": Construct(
        settings='<w:docVars><w:docVar w:name="x" w:val="x"/></w:docVars><w:updateFields w:val="true"/>'
    ),
    "macros": Construct(
        document=(("vbaProject", "vbaProject.bin"), ("attachedTemplate", ELSEWHERE)),
        parts={"word/vbaProject.bin": b"x"},
        said="left out of it: macros",
    ),
    "frames of a web page": Construct(
        document=(("webSettings", "webSettings.xml"),),
        parts={"word/webSettings.xml": f'<w:webSettings {_NAMESPACES}><w:frameset/></w:webSettings>'.encode()},
    ),
    "embedded fonts": Construct(
        document=(("fontTable", "fontTable.xml"),),
        parts={
            "word/fontTable.xml": f'<w:fonts {_NAMESPACES}><w:font w:name="X"><w:embedRegular r:id="rId1"/></w:font>'
            "</w:fonts>".encode()
        },
        said="embedded fonts",
    ),
    "a picture in a list": Construct(
        document=(("numbering", "numbering.xml"),),
        parts={
            "word/numbering.xml": f'<w:numbering {_NAMESPACES}><w:numPicBullet w:numPicBulletId="0">'
            f'<w:pict><v:shape><v:imagedata src="{ELSEWHERE}"/></v:shape></w:pict></w:numPicBullet>'
            f"<w:p>{complex_field('DDEAUTO x', 'x')}</w:p></w:numbering>".encode()
        },
        said="DDEAUTO",
    ),
    "notes, comments, people": Construct(
        document=(
            ("comments", "comments.xml"), ("people", "people.xml"), ("glossaryDocument", "glossary/document.xml"),
            ("hyperlink", ELSEWHERE), ("footnotes", "footnotes.xml"),
        ),
        parts={"word/comments.xml": b"<x/>"},
    ),
}  # fmt: skip
"""Each construct; `hostile` combines all of them."""


def hostile(path: Path, *constructs: Construct) -> Path:
    """Write a reference document with these constructs, or with all, each in a header paragraph of its own."""
    header, relations, settings, settings_relations, document = "", [], "", [], []
    parts: dict[str, bytes] = {}
    for number, construct in enumerate(constructs or CONSTRUCTS.values()):
        renamed = re.sub(r'"rId(\d+)"', lambda found, n=number: f'"rId{n}x{found[1]}"', construct.header)  # type: ignore[misc]
        header += f"<w:p>{renamed}</w:p>"
        relations += [(f"rId{number}x{at}", *each) for at, each in enumerate(construct.relations, 1)]
        settings += re.sub(r'"rId(\d+)"', lambda found, n=number: f'"rId{n}x{found[1]}"', construct.settings)  # type: ignore[misc]
        settings_relations += [(f"rId{number}x{at}", *each) for at, each in enumerate(construct.settings_relations, 1)]
        document += [(f"rId{number}x{at}", *each) for at, each in enumerate(construct.document, 1)]
        parts |= construct.parts
    document += [("h", "header", "header1.xml"), ("s", "settings", "settings.xml")]
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations([("d", "officeDocument", "word/document.xml"), ("a", "attachedToolbars", ELSEWHERE)]),
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body><w:p>{run(ELSEWHERE)}</w:p><w:sectPr>"
        '<w:headerReference w:type="default" r:id="h"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"/></w:sectPr></w:body></w:document>',
        "word/_rels/document.xml.rels": _relations(document),
        "word/header1.xml": f"<w:hdr {_NAMESPACES}>{header}</w:hdr>",
        "word/_rels/header1.xml.rels": _relations(relations),
        "word/settings.xml": f"<w:settings {_NAMESPACES}>{settings}</w:settings>",
        "word/_rels/settings.xml.rels": _relations(settings_relations),
        **parts,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def _content_types() -> str:
    kinds = {"document": "document.main", "header1": "header", "settings": "settings"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'wordprocessingml.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{OOXML}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.'
        f'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{overrides}</Types>'
    )


def _relations(each: list[tuple[str, str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if '://' in target else ''}/>"
        for key, kind, target in each
    )
    return f'<Relationships xmlns="{OOXML}/package/2006/relationships">{inside}</Relationships>'


def faults(data: bytes) -> list[str]:
    """Errors of a finished document: forbidden parts, relations, fields and elements."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        parts = {name: archive.read(name) for name in archive.namelist()}
    types = ElementTree.fromstring(parts["[Content_Types].xml"])
    found += [f"no part {e.get('PartName')}" for e in types if e.get("PartName", "/_rels/.rels")[1:] not in parts]
    for name, content in parts.items():
        if not _PARTS.fullmatch(name):
            found.append(f"part {name}")
        if b"elsewhere" in content:
            found.append(f"{name} speaks of elsewhere")
        if name.endswith(".rels"):
            found += _wrong_relations(name, content, parts)
        elif name.endswith(".xml"):
            found += _wrong_elements(name, ElementTree.fromstring(content))
    return found


def _wrong_relations(name: str, content: bytes, parts: Mapping[str, bytes]) -> list[str]:
    found = []
    folder = name.rpartition("_rels/")[0]
    for each in ElementTree.fromstring(content):
        target, kind = each.get("Target", ""), each.get("Type", "").rpartition("/")[2]
        place = re.sub(r"\w+/\.\./", "", folder + target)
        if each.get("TargetMode") or place not in parts or kind not in _KINDS:
            found.append(f"{name}: {kind} → {target}")
    return found


def _wrong_elements(name: str, root: ElementTree.Element) -> list[str]:
    found = []
    for element in root.iter():
        local = element.tag.rpartition("}")[2]
        code = element.get(f"{W}instr") if local == "fldSimple" else element.text if local == "instrText" else None
        if local in _NEVER or (code is not None and not FIELDS.match(code)):
            found.append(f"{name}: {local} {code}")
        found += [
            f"{name}: {key}" for key in element.attrib if key in (f"{R}link", f"{R}href", f"{R}pict", "href", "src")
        ]
        found += [
            f"{name}: {local} {value}" for value in element.attrib.values() if "://" in value and local != "graphicData"
        ]
    return [fault for fault in found if "compatSetting" not in fault]
