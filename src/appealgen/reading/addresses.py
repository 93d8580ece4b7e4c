"""Columns of a table → address lines as the country writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from appealgen.post.address_forms import address_lines, only_town
from appealgen.post.postcodes import has_postcode, split_line

_HOST = re.compile(r"(?:c/o|care of|bei|chez|presso|p/a)\s", re.IGNORECASE)
_CARE_OF = re.compile(rf"({_HOST.pattern}[^,;/\n|]+?)\s*(?:[,;]|/+)\s*(.*)", re.IGNORECASE)
"""The name of whose home it is, and the address behind it."""
_LINE_END = re.compile(r"\s*(?://|[;·•])\s*")
"""Marks that people write for line ends; in Germany // is also before a flat."""


def in_lines(cell: str, country: str) -> str:
    """A cell with c/o on a line of its own, and with line ends for marks before a town with its postcode."""
    if _HOST.match(cell) and (found := _CARE_OF.fullmatch(cell)) is not None:
        rest = in_lines(found[2], country)
        if "\n" not in rest and has_postcode((rest,), country):
            rest = "\n".join(split_line(rest, country))
        return f"{found[1]}\n{rest}"
    if not ("//" in cell or ";" in cell or "·" in cell or "•" in cell) or "\n" in cell or "|" in cell:
        return cell
    parts = _LINE_END.split(cell)
    return "\n".join(parts) if "," not in parts[-1] and has_postcode(parts[-1:], country) else cell


def composed(parts: Sequence[str], city: str, postcode: str, country: str, region: str = "") -> tuple[str, ...]:
    """Street lines, town, region and postcode as the country writes them, unless the street lines have them.

    A line end or `|` in a part begins a new line. A town alone is not an address.
    """
    lines = [line for part in parts for bit in part.replace("|", "\n").splitlines() if (line := bit.strip(" ,"))]
    if not lines:
        return ()
    city = city or only_town(country) or region
    if region.casefold() == city.casefold():
        region = ""
    if not city and not postcode:
        return tuple(lines)
    streets = "\n".join(lines).casefold()
    if city.casefold() in streets or (postcode and postcode.casefold() in streets):
        bits = [bit.strip() for line in lines for bit in line.split(",")]
        coded = [bit for bit in bits if _without(postcode, bit) is not None]
        postcode = "" if coded else postcode
        if any(_is_town(city, bit, coded=bit in coded) for bit in bits):
            city, region = "", ""
    return address_lines(lines, city, postcode, country, region)


def _is_town(city: str, part: str, *, coded: bool) -> bool:
    """Whether a part of an address is the town: it has only its postcode, or letters of a state or district, beside it.

    Bernstrasse 1 does not name Bern, nor 5 Rue de Paris Paris.
    """
    rest = _without(city, part)
    if rest is None:
        return False
    return coded or all(any(c.isdigit() for c in word) or (word.isupper() and len(word) < 4) for word in rest.split())


def _without(words: str, part: str) -> str | None:
    """A part without these words; None if it does not contain them unchanged."""
    if not words or words.casefold() not in part.casefold():
        return None
    match = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", part, re.IGNORECASE)
    return part[: match.start()] + part[match.end() :] if match else None
