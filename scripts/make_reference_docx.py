"""Write src/appealgen/data/reference.docx, the document with the styles of all letters, envelopes and sheets.

It contains only named styles, a page and settings. A user restyles a copy of it in Word and passes it with
--reference-doc. Run the script again after a change here; a test compares the result with the committed file.
"""

from __future__ import annotations

import base64
import io
import json
import zipfile
from dataclasses import fields
from pathlib import Path

import yaml

from appealgen import resources
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.docx.reference_file import read_bundled
from appealgen.renderers.leading import LATIN


def fonts_by_language() -> dict[str, str]:
    """Fonts of languages, each with the one to take instead."""
    table = yaml.safe_load(resources.get("fonts.yaml").read_text(encoding="utf-8"))
    instead = {
        next(name for key, name in row.items() if key in ("ascii", "cs", "eastAsia")): row["instead"]
        for row in table.values()
    }
    return instead | {row["sans"]: "Arial" for row in table.values() if "sans" in row}


HERE = Path(__file__).resolve().parents[1] / "src" / "appealgen" / "data" / "reference.docx"
STORED = HERE.with_suffix(".json")
NOT_STORED = ("package", "dated", "notices", "steps", "bundled", "style")
OF_A_STEP = ("style_ids", "measures", "margins", "margins_mm", "one_page")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

CONTENT_TYPES = f"""{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{WORD}.styles+xml"/>\
<Override PartName="/word/settings.xml" ContentType="{WORD}.settings+xml"/>\
<Override PartName="/word/webSettings.xml" ContentType="{WORD}.webSettings+xml"/>\
<Override PartName="/word/fontTable.xml" ContentType="{WORD}.fontTable+xml"/>\
<Override PartName="/word/theme/theme1.xml" \
ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>\
<Override PartName="/docProps/core.xml" \
ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"""

RELS = f"""{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>\
<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" \
Target="docProps/core.xml"/></Relationships>"""

CORE = f"""{XML}<cp:coreProperties \
xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Reference document</dc:title></cp:coreProperties>"""

DOCUMENT_RELS = f"""{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>\
<Relationship Id="rId2" Type="{OFFICE}/settings" Target="settings.xml"/>\
<Relationship Id="rId3" Type="{OFFICE}/webSettings" Target="webSettings.xml"/>\
<Relationship Id="rId4" Type="{OFFICE}/fontTable" Target="fontTable.xml"/>\
<Relationship Id="rId5" Type="{OFFICE}/theme" Target="theme/theme1.xml"/></Relationships>"""

SETTINGS = f"""{XML}<w:settings {W}><w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/>\
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>\
</w:compat></w:settings>"""

WEB_SETTINGS = f"{XML}<w:webSettings {W}><w:optimizeForBrowser/><w:allowPNG/></w:webSettings>"

FONTS = "".join(
    f'<w:font w:name="{name}"><w:altName w:val="{likeness}"/><w:panose1 w:val="{panose}"/><w:charset w:val="00"/>'
    f'<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
    for name, likeness, panose, family in (
        ("Times New Roman", "Liberation Serif", "02020603050405020304", "roman"),
        ("Arial", "Liberation Sans", "020B0604020202020204", "swiss"),
    )
)
BY_LANGUAGE = "".join(
    f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:family w:val="roman"/></w:font>'
    for name, instead in fonts_by_language().items()
)
FONT_TABLE = f"{XML}<w:fonts {W}>{FONTS}{BY_LANGUAGE}</w:fonts>"

COLOURS = "".join(
    f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'
    for name, value in (
        *(("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "404040"), ("lt2", "E0E0E0")),
        *((f"accent{number}", "808080") for number in range(1, 7)),
        *(("hlink", "0000FF"), ("folHlink", "800080")),
    )
)
FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
FACES = "".join(
    f'<a:{which}Font><a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface=""/></a:{which}Font>'
    for which, face in (("major", "Arial"), ("minor", "Times New Roman"))
)
THEME = f"""{XML}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Letters">\
<a:themeElements><a:clrScheme name="Letters">{COLOURS}</a:clrScheme>\
<a:fontScheme name="Letters">{FACES}</a:fontScheme><a:fmtScheme name="Letters"><a:fillStyleLst>{FILL * 3}\
</a:fillStyleLst><a:lnStyleLst>{f'<a:ln w="6350">{FILL}</a:ln>' * 3}</a:lnStyleLst><a:effectStyleLst>\
{"<a:effectStyle><a:effectLst/></a:effectStyle>" * 3}</a:effectStyleLst><a:bgFillStyleLst>{FILL * 3}\
</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"""
"""Nothing uses it: Word for Mac is said to want one."""

DEFAULTS = """<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="Times New Roman" \
w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="22"/><w:szCs w:val="22"/>\
<w:lang w:val="en-GB" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"""

RULE = '<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="5103"/></w:tabs>'
NAMES = "<w:noProof/>"
"""Names are not spelling errors, and are not hyphenated where a user's document hyphenates."""
BOLD = "<w:b/><w:bCs/>"
HAIRLINE = '<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="808080"/></w:pBdr>'
HANGING = '<w:ind w:left="284" w:hanging="284"/>'
DASHES = '<w:pBdr><w:top w:val="dashed" w:sz="4" w:space="12" w:color="808080"/></w:pBdr>'
CENTRED = '<w:jc w:val="center"/>'
OUTLINE = '<w:outlineLvl w:val="0"/>'
ARIAL = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'


def style(name: str, ppr: str = "", rpr: str = "", *, based_on: str = "Normal", custom: bool = False) -> str:
    """A paragraph style; its id is its name without spaces."""
    ident = name.title().replace(" ", "").replace("-", "") if name != "cc List" else "ccList"
    properties = (f"<w:pPr>{ppr}</w:pPr>" if ppr else "") + (f"<w:rPr>{rpr}</w:rPr>" if rpr else "")
    attribute = ' w:customStyle="1"' if custom else ""
    return (
        f'<w:style w:type="paragraph"{attribute} w:styleId="{ident}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/><w:qFormat/>{properties}</w:style>'
    )


def points(size: float) -> str:
    """A type size; Word counts half points."""
    return f'<w:sz w:val="{size * 2:.0f}"/><w:szCs w:val="{size * 2:.0f}"/>'


def spacing(before: float = 0, after: float = 0, *, size: float = 11, multiple: float = LATIN) -> str:
    """Space above and below a paragraph in points, and lines of exact height for Latin type of a size.

    Every style sets all three, because a user's document has other defaults.
    """
    line = f'w:line="{size * multiple * 20:.0f}" w:lineRule="exact"'
    return f'<w:spacing w:before="{before * 20:.0f}" w:after="{after * 20:.0f}" {line}/>'


GAPS = {
    "Return Address": (0, 0),
    "Inside Address": (16, 16),
    "Date": (0, 14),
    "Subject Line": (0, 10),
    "Note": (0, 6),
    "Salutation": (10, 8),
    "Body Text": (0, 8),
    "List Item": (0, 3),
    "Closing": (10, 0),
}
"""Space above and below the paragraphs of letters in the airy steps, in points."""
CLOSE = 0.75
"""The factor for it in the closest step and in the basic styles, which letters have in a user's document."""
STEPS = ((12.0, 16.0, 1), (11.5, 14.6, 1), (11.0, 13.6, 1), (11.0, 13.4, CLOSE))
"""Sizes and line heights of letters, and a factor for the gaps; a letter takes the first step in which it fits."""


def gaps(name: str) -> str:
    """The spacing of a basic style of letters."""
    before, after = GAPS[name]
    return spacing(before * CLOSE, after * CLOSE)


def in_steps(name: str) -> str:
    """The style of a letter's paragraphs in each step; hidden, because a user's own document has none."""
    shown = style(name, custom=True).replace("<w:qFormat/>", "<w:semiHidden/>")
    based = shown.partition('w:styleId="')[2].partition('"')[0]
    found = []
    before, after = GAPS.get(name, (0, 0))
    for size, line, factor in STEPS:
        step = f"{size:g}-{line:g}"
        around = f'w:before="{before * factor * 20:.0f}" w:after="{after * factor * 20:.0f}"' if name in GAPS else ""
        exact = f'<w:pPr><w:spacing {around} w:line="{line * 20:.0f}" w:lineRule="exact"/></w:pPr>'
        found.append(
            shown.replace(f'w:styleId="{based}"', f'w:styleId="{based}{step.replace(".", "").replace("-", "on")}"')
            .replace(f'w:val="{name}"', f'w:val="{name} {step}"')
            .replace('w:basedOn w:val="Normal"', f'w:basedOn w:val="{based}"')
            .replace("</w:style>", f"{exact}<w:rPr>{points(size)}</w:rPr></w:style>")
        )
    return "".join(found)


STYLES = f"""{XML}<w:styles {W}>{DEFAULTS}\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>\
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>\
<w:uiPriority w:val="1"/><w:semiHidden/></w:style>\
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/>\
<w:rPr><w:b/><w:bCs/>{NAMES}</w:rPr></w:style>\
<w:style w:type="character" w:styleId="Emphasis"><w:name w:val="Emphasis"/><w:qFormat/>\
<w:rPr><w:i/><w:iCs/></w:rPr></w:style>""" + "".join(
    [
        style("Return Address", gaps("Return Address"), "<w:noProof/>", custom=True),
        style("Inside Address", gaps("Inside Address"), "<w:noProof/>", custom=True),
        style("Date", gaps("Date")),
        style("Subject Line", "<w:keepNext/>" + gaps("Subject Line"), "<w:b/><w:bCs/>", custom=True),
        style("Note", gaps("Note"), custom=True),
        style("Copy Heading", "<w:keepNext/>" + HAIRLINE + spacing(before=10, size=10), points(10), custom=True),
        style("Salutation", "<w:keepNext/>" + gaps("Salutation")),
        style("Body Text", "<w:widowControl/>" + gaps("Body Text")),
        style("List Item", gaps("List Item") + HANGING, custom=True),
        style("Closing", "<w:keepNext/>" + gaps("Closing")),
        style("Signature", "<w:keepLines/>" + RULE + spacing(before=46), "<w:noProof/>"),
        style("cc List", spacing(before=12, size=10), '<w:sz w:val="20"/><w:szCs w:val="20"/>', custom=True),
        style("Fill-in Line", RULE + spacing(before=9), "<w:noProof/>", custom=True),
        style("Letter Mark", spacing(before=3, size=7), ARIAL + NAMES + points(7), custom=True),
        style("envelope address", spacing(size=12), ARIAL + '<w:noProof/><w:sz w:val="24"/><w:szCs w:val="24"/>'),
        style("envelope return", spacing(size=9), ARIAL + '<w:noProof/><w:sz w:val="18"/><w:szCs w:val="18"/>'),
        style("Envelope Mark", spacing(), ARIAL + "<w:b/><w:bCs/><w:noProof/>", custom=True),
        style("Window Address", spacing(), "<w:noProof/>", custom=True),
        style("Window Return Address", spacing(size=7.5), NAMES + points(7.5), custom=True),
        style("Label", spacing(), ARIAL + "<w:noProof/>", custom=True),
        style("Title", "<w:keepNext/>" + spacing(after=6, size=18), ARIAL + BOLD + points(18)),
        style(
            "heading 1", "<w:keepNext/>" + spacing(before=9, after=3, size=10.5) + OUTLINE, ARIAL + BOLD + points(10.5)
        ),
        style("Sheet Lead", spacing(after=3, size=11), ARIAL + points(11), custom=True),
        style("Sheet Text", spacing(after=3, size=10, multiple=1.25), ARIAL + points(10), custom=True),
        style("Sheet Note", spacing(before=5, after=3, size=10), ARIAL + points(10), custom=True),
        style("Sheet Item", spacing(after=2, size=10, multiple=1.2) + HANGING, ARIAL + points(10), custom=True),
        style("Sheet Demand", spacing(after=3, size=12, multiple=1.2) + HANGING, ARIAL + points(12), custom=True),
        style("Sheet Source", spacing(before=9, size=8), ARIAL + points(8), custom=True),
        style("Cut Line", "<w:keepNext/>" + DASHES + spacing(after=12, size=2), points(2), custom=True),
        style(
            "Cover Title",
            spacing(before=200, after=18, size=44) + CENTRED,
            ARIAL + BOLD + NAMES + points(44),
            custom=True,
        ),
        style("Cover Text", spacing(after=6, size=24) + CENTRED, ARIAL + NAMES + points(24), custom=True),
        style("caption", "<w:keepNext/>" + spacing(before=12, after=6, size=10), ARIAL + points(10)),
        style("Table Head", "<w:keepNext/>" + spacing(size=8.5), ARIAL + BOLD + points(8.5), custom=True),
        style("Table Text", spacing(size=10), ARIAL + NAMES + points(10), custom=True),
        style("Table Tick", spacing(size=16), ARIAL + NAMES + points(16), custom=True),
        *map(in_steps, ("Return Address", "Inside Address", "Date", "Subject Line", "Note", "Salutation", "Body Text",
                        "List Item", "Closing", "Signature", "Fill-in Line")),
    ]
) + "</w:styles>"  # fmt: skip

SAMPLES = {
    "ReturnAddress": "Return Address: your address, at the top of the letter",
    "InsideAddress": "Inside Address: whom the letter is for",
    "Date": "Date",
    "SubjectLine": "Subject Line",
    "Note": "Note: above a copy for an embassy",
    "CopyHeading": "Copy Heading: between a note and the copy below it",
    "Salutation": "Salutation",
    "BodyText": "Body Text: the paragraphs of the letter",
    "ListItem": "•\tList Item",
    "Closing": "Closing",
    "Signature": "Signature: your name, below the space to sign in",
    "ccList": "cc List: who gets a copy",
    "FillinLine": "Fill-in Line: \t",
    "LetterMark": "Letter Mark: 4/3, at the end of letters of an event, on envelopes and labels",
    "EnvelopeAddress": "envelope address",
    "EnvelopeReturn": "envelope return",
    "EnvelopeMark": "Envelope Mark: AIR MAIL",
    "WindowAddress": "Window Address: seen through the window of an envelope",
    "WindowReturnAddress": "Window Return Address: the line above it",
    "Label": "Label: an address on a sheet of labels",
    "Title": "Title: of a sheet for an event",
    "Heading1": "heading 1: between its parts",
    "SheetLead": "Sheet Lead: whom a case is about, and until when",
    "SheetText": "Sheet Text",
    "SheetNote": "Sheet Note: below a table",
    "SheetItem": "•\tSheet Item",
    "SheetDemand": "•\tSheet Demand: what to ask for",
    "SheetSource": "Sheet Source: at the foot of a case",
    "CutLine": "Cut Line: between two lists on one page",
    "CoverTitle": "Cover Title",
    "CoverText": "Cover Text: on a page between others in a pile",
    "Caption": "caption: above a table",
    "TableHead": "Table Head",
    "TableText": "Table Text",
    "TableTick": "Table Tick: □",
}
"""Text for a user who opens the document to restyle it; letters use only the styles."""


def sample(ident: str, text: str) -> str:
    """A paragraph that shows a style under its name."""
    return f'<w:p><w:pPr><w:pStyle w:val="{ident}"/></w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


SHOWN = "".join(sample(i, t).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">') for i, t in SAMPLES.items())
DOCUMENT = f"""{XML}<w:document {W}><w:body>{SHOWN}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>\
<w:pgMar w:top="1134" w:right="1247" w:bottom="1134" w:left="1418" w:header="567" w:footer="567" w:gutter="0"/>\
</w:sectPr></w:body></w:document>"""

PARTS = {
    "[Content_Types].xml": CONTENT_TYPES,
    "_rels/.rels": RELS,
    "word/document.xml": DOCUMENT,
    "word/_rels/document.xml.rels": DOCUMENT_RELS,
    "word/styles.xml": STYLES,
    "word/settings.xml": SETTINGS,
    "word/webSettings.xml": WEB_SETTINGS,
    "word/fontTable.xml": FONT_TABLE,
    "word/theme/theme1.xml": THEME,
    "docProps/core.xml": CORE,
}


def reference_docx() -> bytes:
    """The reference document; the same bytes on every machine."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
        for name, text in PARTS.items():
            package.writestr(zipfile.ZipInfo(name), text.encode())
    return buffer.getvalue()


def stored_reference(reference: Reference) -> str:
    """What letters need of the document, as JSON, so that no run has to read the document."""
    own = {field.name: getattr(reference, field.name) for field in fields(Reference) if field.name not in NOT_STORED}
    own["package"] = [
        base64.b64encode(reference.package.local).decode(),
        base64.b64encode(reference.package.central).decode(),
        reference.package.count,
    ]
    own["steps"] = [{name: getattr(step, name) for name in OF_A_STEP} for step in reference.steps]
    return json.dumps(own, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    HERE.write_bytes(reference_docx())
    STORED.write_text(stored_reference(read_bundled()), encoding="utf-8", newline="\n")
