"""Large print: sheets and tables by UKAAF G003 (2019), whatever the reference document sets.

18 points, a typeface such as Arial, lines aligned at the start, single spacing, a blank line between paragraphs; no
italics, underlining or capitals, and no grey.
"""

from __future__ import annotations

from typing import NamedTuple

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SIZE = 18
_LINE = 21
"""Points; the size of text, and a blank line."""


class _Look(NamedTuple):
    """The size, the space before and after and the indent of a style in points."""

    size: int = SIZE
    before: int = 0
    after: int = _LINE
    bold: bool = False
    indent: int = 0


_LOOKS = {
    "Title": _Look(24, bold=True),
    "heading 1": _Look(20, before=_LINE, after=_LINE // 2, bold=True),
    "Sheet Lead": _Look(),
    "Sheet Text": _Look(),
    "Sheet Note": _Look(before=_LINE),
    "Sheet Item": _Look(after=_LINE // 2, indent=28),
    "Sheet Demand": _Look(after=_LINE // 2, indent=28),
    "Sheet Source": _Look(before=_LINE),
    "caption": _Look(before=_LINE, after=_LINE // 2, bold=True),
    "Table Head": _Look(before=4, after=4, bold=True),
    "Table Text": _Look(before=4, after=4),
    "Table Tick": _Look(before=4, after=4),
}
"""By name of the style."""


def enlarged(styles: bytes) -> bytes:
    """The styles part, with sheets and tables in large print; every style of `_LOOKS` must exist."""
    from lxml import etree

    root = etree.fromstring(styles, etree.XMLParser(resolve_entities=False, no_network=True))
    looks = {name.casefold(): look for name, look in _LOOKS.items()}
    for style in root.iterchildren(f"{{{_W}}}style"):
        name = style.find(f"{{{_W}}}name")
        look = looks.get("" if name is None else name.get(f"{{{_W}}}val", "").casefold())
        if look is None:
            continue
        proofed = style.find(f"{{{_W}}}rPr/{{{_W}}}noProof") is None
        for kind in ("pPr", "rPr"):
            for old in style.findall(f"{{{_W}}}{kind}"):
                style.remove(old)
        after = max((style.index(e) for e in style if etree.QName(e).localname not in _LAST), default=-1)
        new = etree.fromstring(f'<w:style xmlns:w="{_W}">{_properties(look, proofed)}</w:style>')
        for place, element in enumerate(new, after + 1):
            style.insert(place, element)
    return etree.tostring(root, encoding="UTF-8", standalone=True)


_LAST = ("tblPr", "trPr", "tcPr", "tblStylePr")
"""Elements after the properties of paragraphs and runs in a style (ECMA-376 part 1, 17.7.4.17)."""


def _properties(look: _Look, proofed: bool) -> str:
    """The properties of paragraphs and runs, including all that could be inherited (17.3.1.26, 17.3.2.28)."""
    on, kept = "" if look.bold else ' w:val="0"', "<w:keepNext/>" if look.bold else ""
    indent = f'<w:ind w:left="{look.indent * 20}" w:hanging="{look.indent * 20}"/>' if look.indent else ""
    outline = '<w:outlineLvl w:val="0"/>' if look.size == _LOOKS["heading 1"].size else ""
    unproofed = "" if proofed else "<w:noProof/>"
    off = "".join(f'<w:{name} w:val="0"/>' for name in ("i", "iCs", "caps", "smallCaps"))
    return (
        f'<w:pPr>{kept}<w:spacing w:before="{look.before * 20}" w:after="{look.after * 20}" w:line="240" '
        f'w:lineRule="auto"/>{indent}<w:jc w:val="left"/>{outline}</w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:b{on}/><w:bCs{on}/>{off}{unproofed}'
        f'<w:color w:val="auto"/><w:sz w:val="{look.size * 2}"/><w:szCs w:val="{look.size * 2}"/><w:u w:val="none"/>'
        "</w:rPr>"
    )
