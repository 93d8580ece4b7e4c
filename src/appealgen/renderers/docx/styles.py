"""Effective values of a reference document's styles, inherited and default: sizes, spacing, line heights, fonts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from appealgen.renderers.leading import LATIN

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_LARGEST = 31_680
"""Twentieths of a point: 22 inches, the largest page of Word."""
FACES = {
    "sans": ("arial", "helvetica", "liberation sans", "calibri", "carlito"),
    "serif": ("times", "times new roman", "liberation serif"),
}
"""Fonts that are no wider than the table of Arial's or Times New Roman's widths says."""
_NATURAL = dict.fromkeys(
    ("arial", "helvetica", "liberation sans", "times", "times new roman", "liberation serif"), 1.15
)
_UNKNOWN_NATURAL = 1.22
"""Natural line heights of fonts as multiples of the size (table hhea); unknown fonts get that of Calibri."""


class Measure(NamedTuple):
    """The size of a style, its space before and after, its line height and its indents together, in points.

    A height that is not `exact` is that of Latin text, and grows with the letters.
    """

    size: float
    before: float
    after: float
    line: float
    exact: bool
    indent: float = 0

    def height(self, multiple: float) -> float:
        """The height of a line whose letters need this multiple of their size."""
        if self.exact:
            return max(self.line, self.size * multiple)
        return self.line * max(multiple / LATIN, 1)


class Styles:
    """The styles of a document by name and by id."""

    def __init__(self, root: Any, theme: Any = None) -> None:
        """`root` is that of the styles part, `theme` that of the part with the fonts that it names."""
        self._defaults = root.find(f"{W}docDefaults")
        self._by_name = {_value(style, "name").casefold(): style for style in root.iter(f"{W}style")}
        self._by_id = {style.get(f"{W}styleId", ""): style for style in self._by_name.values()}
        self._theme = theme

    def has(self, name: str) -> bool:
        """Whether a style with this name exists."""
        return name.casefold() in self._by_name

    def id_of(self, name: str) -> str:
        """The id of the style with a name."""
        return str(self._by_name[name.casefold()].get(f"{W}styleId", ""))

    def measure(self, name: str) -> Measure:
        """The values of the style with a name."""
        return self._measure(self._by_name[name.casefold()])

    def measure_of_id(self, key: str) -> Measure:
        """The values of the style with an id, or of Normal."""
        return self._measure(self._by_id.get(key, self._by_name["normal"]))

    def face(self, name: str) -> str:
        """The table of widths for the font of a style: sans, serif, or other."""
        font = self.font(name).casefold()
        return next((face for face, fonts in FACES.items() if font in fonts), "other")

    def font(self, name: str) -> str:
        """The font of a style for Latin text; empty if it is not known."""
        return self._font(self._by_name[name.casefold()])

    def _measure(self, style: Any) -> Measure:
        size = number(self._first(style, f"{W}rPr/{W}sz", "val"), "val", 20) / 2
        before, after = (
            number(self._first(style, f"{W}pPr/{W}spacing", side), side, 0) / 20 for side in ("before", "after")
        )
        spacing = self._first(style, f"{W}pPr/{W}spacing", "line")
        line = number(spacing, "line", 240)
        rule = "auto" if spacing is None else spacing.get(f"{W}lineRule", "auto")
        ends = (("left", "start"), ("right", "end"))
        indent = sum(
            max(number(self._first(style, f"{W}pPr/{W}ind", name), name, 0) for name in names) / 20 for names in ends
        )
        natural = size * _NATURAL.get(self._font(style).casefold(), _UNKNOWN_NATURAL)
        if rule == "auto":
            return Measure(size, before, after, natural * line / 240, False, indent)
        least = line / 20 if rule == "exact" else max(line / 20, natural)
        return Measure(size, before, after, least, rule == "exact", indent)

    def _first(self, style: Any, path: str, attribute: str) -> Any:
        """The nearest element with an attribute at a path in a style, its base styles or the defaults."""
        for properties in self._inherited(style):
            found = properties.find(path)
            if found is not None and found.get(W + attribute) is not None:
                return found
        return None

    def _inherited(self, style: Any) -> Iterator[Any]:
        seen = 0
        while style is not None and seen < len(self._by_id):
            yield style
            style, seen = self._by_id.get(_value(style, "basedOn")), seen + 1
        yield from () if self._defaults is None else self._defaults

    def _font(self, style: Any) -> str:
        """The font for Latin text."""
        for properties in self._inherited(style):
            fonts = properties.find(f"{W}rPr/{W}rFonts")
            if fonts is None:
                continue
            themed = fonts.get(f"{W}asciiTheme", "")
            if themed and self._theme is not None:
                latin = self._theme.find(f".//{_A}{'major' if themed.startswith('major') else 'minor'}Font/{_A}latin")
                return "" if latin is None else str(latin.get("typeface", ""))
            if fonts.get(f"{W}ascii") is not None:
                return str(fonts.get(f"{W}ascii"))
        return ""


def number(element: Any, attribute: str, default: float) -> float:
    """An attribute of an element as a number; raises ValueError for one too large for any page."""
    found = default if element is None else float(element.get(W + attribute, default))
    if not abs(found) < _LARGEST:
        raise ValueError(f"{attribute} of {found}")
    return found


def _value(element: Any, child: str) -> str:
    named = element.find(W + child)
    return "" if named is None else named.get(f"{W}val", "")
