"""Write src/appealgen/data/language_names.json: each language's name in itself.

The names are CLDR's, through Babel, in the form of `language.locales.folded_name`. Reading them at run time would load
three hundred locales, a second. A test compares the file with the installed Babel.
"""

from __future__ import annotations

import json
from pathlib import Path

from babel import Locale, localedata

from appealgen.language.locales import folded_name

HERE = Path(__file__).resolve().parents[1] / "src" / "appealgen" / "data" / "language_names.json"


def language_names() -> str:
    """The file's text; sorted, so that the same CLDR gives the same bytes."""
    names: dict[str, str] = {}
    for code in sorted(code for code in localedata.locale_identifiers() if "_" not in code):
        if name := folded_name(str(Locale.parse(code).languages.get(code, ""))):
            names.setdefault(name, code)
    lines = (f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(code)}" for name, code in sorted(names.items()))
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    HERE.write_text(language_names(), encoding="utf-8")
