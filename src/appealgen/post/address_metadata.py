"""Formats of addresses, postcodes and regions by country: Google's Address Data, known from libaddressinput.

These rules never refuse an address: many a real one does not follow them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from appealgen import resources


class Region(NamedTuple):
    """A state or province, as one of its country's languages names it."""

    key: str
    """As written in addresses: `IL`, `東京都`."""
    name: str
    """In full; the key if there is no other name."""
    latin_name: str


class AddressMetadata(NamedTuple):
    """Facts about the addresses of a country; the letters of fields are those of libaddressinput."""

    latin_format: str
    """Format in Latin letters: `%N%n%O%n%A%n%Z %C` is name, organization, street, postcode and town.

    `%S` is the region, `%n` ends a line.
    """
    native_format: str
    """Format in the country's own script, where it differs; else empty."""
    required: str
    postcode: str
    """A regular expression; empty for a country without postcodes."""
    postcode_example: str
    regions: tuple[Region, ...]
    latin_names: Mapping[str, str]
    """Regions, districts and towns in another script → in Latin letters."""


@lru_cache(maxsize=32)
def address_metadata(country: str) -> AddressMetadata | None:
    """Facts about a country's addresses; None for a territory that libaddressinput does not know."""
    if country not in _lines() or country == _DEFAULTS:
        return None
    row = json.loads(_lines()[_DEFAULTS]) | json.loads(_lines()[country])
    regions = tuple(region for names in (row, *row.get("languages", ())) for region in _regions(names))
    latin_names = {native: r.latin_name for r in regions if r.latin_name for native in (r.key, r.name)}
    return AddressMetadata(
        row.get("lfmt", row["fmt"]),
        row["fmt"] if "lfmt" in row else "",
        row["require"],
        row.get("zip", ""),
        row.get("zipex", "").split(",")[0],
        regions,
        latin_names | row.get("latin", {}),
    )


_DEFAULTS = "ZZ"
"""The row of default values for countries whose own row lacks them."""


@lru_cache(maxsize=1)
def _lines() -> Mapping[str, str]:
    """Country → its line of the file. Each line is JSON; parsing all of them would take ten times as long."""
    lines = resources.get("address_metadata.json").read_text(encoding="utf-8").splitlines()[1:-1]
    return {line[1:3]: line[6:].rstrip(",") for line in lines}


def _regions(row: Mapping[str, Any]) -> tuple[Region, ...]:
    keys = row.get("sub_keys", "").split("~")
    names, latin_names = ((row[key].split("~") if key in row else None) for key in ("sub_names", "sub_lnames"))
    return tuple(map(Region, keys, names or keys, latin_names or [""] * len(keys))) if keys != [""] else ()
