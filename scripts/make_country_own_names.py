"""Write src/appealgen/data/country_own_names.json: each country's name in its own languages.

The names are CLDR's, through Babel, in the form of `language.locales.folded_name`, in the official languages of each
country. Reading them at run time would load more than a hundred locales. A test compares the file with the installed
Babel.
"""

from __future__ import annotations

import json
from pathlib import Path

from babel import Locale, UnknownLocaleError

from appealgen.language.locales import folded_name, iso_countries, languages_of

HERE = Path(__file__).resolve().parents[1] / "src" / "appealgen" / "data" / "country_own_names.json"


def country_own_names() -> str:
    """The file's text; sorted, so that the same CLDR gives the same bytes. A name of two countries is left out."""
    names: dict[str, set[str]] = {}
    for country in sorted(iso_countries()):
        for language in languages_of(country):
            try:
                own = Locale.parse(language, sep="-").territories.get(country, "")
            except UnknownLocaleError:
                continue
            if name := folded_name(own):
                names.setdefault(name, set()).add(country)
    lines = [
        f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(*codes)}"
        for name, codes in sorted(names.items())
        if len(codes) == 1
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    HERE.write_text(country_own_names(), encoding="utf-8")
