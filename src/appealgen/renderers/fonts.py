"""Fonts of languages whose letters the bundled document's fonts lack."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from appealgen import resources
from appealgen.yamlfile.reader import load_yaml


@dataclass(frozen=True, kw_only=True)
class LanguageFonts:
    """Fonts by attribute of w:rFonts, as in the data; `scale` is the factor for type beside Latin type of a size.

    `sans` is the font of `ascii` in styles without serifs.
    """

    ascii: str = ""
    sans: str = ""
    cs: str = ""
    eastAsia: str = ""  # noqa: N815  the name of an attribute
    instead: str
    scale: float = 1


@cache
def fonts_of(tag: str) -> LanguageFonts | None:
    """The fonts of a language, or of a language in a country."""
    table = load_yaml(resources.get("fonts.yaml"), dict[str, LanguageFonts], {})
    return table.get(tag) or table.get(tag.split("-", maxsplit=1)[0])
