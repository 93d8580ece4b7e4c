"""Write src/appealgen/data/country_words.json: names of each country, for finding it in addresses.

The names are CLDR's, through Babel, in the languages of published appeals and in the country's own, in the form of
`language.locales.folded_name`. Reading them at run time would load ten locales, five times a bare Python. A test
compares the file with the installed Babel.
"""

from __future__ import annotations

import json
from pathlib import Path

from appealgen.language.locales import country_name, folded_name, iso_countries, languages_of
from appealgen.post.country import postal_name

HERE = Path(__file__).resolve().parents[1] / "src" / "appealgen" / "data" / "country_words.json"
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "ru", "ar", "tr", "sv", "pl", "zh")


def country_words() -> str:
    """The file's text; sorted, so that the same CLDR gives the same bytes."""
    found: dict[str, list[str]] = {}
    for code in sorted(iso_countries()):
        languages = dict.fromkeys((*LANGUAGES, *languages_of(code)[:3]))
        names = {name for tag in languages for name in (country_name(code, tag), postal_name(code, tag))}
        found[code] = sorted({folded_name(name) for name in names})
    lines = (f"{json.dumps(code)}: {json.dumps(names, ensure_ascii=False)}" for code, names in found.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    HERE.write_text(country_words(), encoding="utf-8")
