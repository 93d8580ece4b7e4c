"""Find capitals in a text, and the countries that they are in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache

from appealgen import resources
from appealgen.importing.document_words import fold_letters


@cache
def countries_by_capital() -> Mapping[str, str]:
    """The country of each capital, by the capital's name without accents."""
    countries: dict[str, str] = json.loads(resources.get("capitals.json").read_text(encoding="utf-8"))
    return countries


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(countries_by_capital(), key=len, reverse=True)
    return re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, names)) + r")(?![^\W_])")


def capital_in(text: str) -> str | None:
    """The last capital that a text names, in small letters; in addresses of mail too."""
    capitals = _pattern().findall(re.sub(r"[._@/-]", " ", fold_letters(text)))
    return capitals[-1] if capitals else None
