"""Find postcodes and towns in free address lines, by Google's Address Data (libaddressinput's).

These rules never refuse an address: many a real one does not follow them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from appealgen.post.address_metadata import Region, address_metadata

_PREFIX = r"(?<![\w-])([A-Z]{1,3})[-–](?=\w)|(?:^|(?<=, ))([A-Z]{1,3}) (?=\w)"
_SIGNS = {
    "AT": "A",
    "BE": "B",
    "DE": "D",
    "ES": "E",
    "FR": "F",
    "HU": "H",
    "IT": "I",
    "JP": "J",
    "LI": "FL",
    "NO": "N",
    "PT": "P",
    "RU": "RUS",
    "VA": "V",
}
"""The country's vehicle sign before a postcode, if it differs from the country code: D-10117, CH-3006."""
_WITHOUT = frozenset({"CH", "LI"})
"""Countries whose form in the data has the sign although their post forbids it (post.ch)."""
_STATES = frozenset({"AS", "FM", "GU", "MH", "MP", "PR", "PW", "VI"})
"""Before a ZIP code these are states, not countries (USPS Publication 28, Appendix B)."""
_BOX = (
    r"(?<!\w)(?:(?:p\.? ?o\.? ?)?box|b\.? ?p\.?|case postale|casella postale|postfach|postbus|postboks"
    r"|casilla|apartado(?: postal| aéreo| de correos)?|apdo\.?|caixa postal|а/я)[\W_]*(?:no\.?\s*|n[°º]\s*)?"
)
_BEFORE_A_BOX_NUMBER = rf"(?i){_BOX}(?:\d+[-/])?$"
"""A box at a post office; its number may look like a postcode."""
_NO_PLACE = rf"(?i)\W*{_BOX}[\d\W]*|\W*c/o\b.*"
_POSTCODE_WORDS = frozenset({"cap", "cep", "cp", "pin", "plz", "zip"})
"""The word “postcode” in an address: CEP 70064-900."""
_TWO_SPACES = {"CA": "before", "NL": "after"}
"""Canada Post, Addressing guidelines (2026): before the postcode; PostNL, Addressing tips (2026): after it."""

_LAST_CODE = r"(?<=[ ,])(?:[A-Z]{1,2}\d[A-Z\d]? )?\d\w{2,}$"
_ONLY_A_CODE = r"[A-Z]{0,2}\d[\dA-Z -]*"
_BETWEEN = " ,;/|–-"
"""Characters between a town and its postcode."""
_BETWEEN_PARTS = r"[,;]|\s[/–-]\s"
"""What people type between the street and the town in one line; 12/3 and Rostow-am-Don are one part."""
_HOUSE_THEN_TOWN = r"[^\W\d][^\d,]*\s\d+\s?[A-Za-z]?(?:[-/]\d+)?\s+(?:\d+\s+)?[^\W\d_]{3,}"
"""A street with its number, followed by words: Musterweg 5 Berlin."""


class _Rules(NamedTuple):
    pattern: re.Pattern[str] | None = None
    required: bool = False
    example: str = ""
    keeps_prefix: bool = False
    """Whether the country's own form has its sign before the postcode."""
    own_line: bool = False
    town_first: bool = False
    """Whether town, street and postcode follow one another in this order."""
    street_first: bool = False
    """Whether street, town and postcode follow one another in this order."""
    before: bool = False
    """Whether the postcode is before the town."""
    areas: frozenset[str] = frozenset()


@lru_cache(maxsize=256)
def _rules(country: str) -> _Rules:
    metadata = address_metadata(country)
    if metadata is None:
        return _Rules()
    shape, form = metadata.postcode, metadata.latin_format
    return _Rules(
        pattern=re.compile(rf"(?<![\w])(?:{shape})(?![\w])", re.IGNORECASE) if shape else None,
        required="Z" in metadata.required,
        example=metadata.postcode_example,
        keeps_prefix=country in _STATES or (country not in _WITHOUT and _has_sign(form)),
        own_line=re.search("%C%n(?:%S%n)?%Z", form) is not None,
        town_first="%C%n%A%n%Z" in form,
        street_first=re.search("%A.*%C.*%Z", form) is not None,
        before=-1 < form.find("%Z") < form.find("%C"),
        areas=_areas(form, metadata.regions),
    )


def _has_sign(form: str) -> bool:
    """Whether a country's form has a sign before the postcode: `FI-%Z`, `%C PR %Z`, not `%C %Z`."""
    return re.search("[^%A-Z][A-Z]{1,3}[- ]?%Z", form) is not None


def _areas(form: str, regions: Sequence[Region]) -> frozenset[str]:
    """Codes of the states that are written behind the town; also full names if the postcode follows the state."""
    if re.search(r"%C[ ,-]+%S", form) is None:
        return frozenset()
    if re.search(r"%C,? %S %Z", form) is not None:
        return _names(regions)
    return frozenset(_bare(region.key) for region in regions)


def _names(regions: Sequence[Region]) -> frozenset[str]:
    return frozenset(_bare(name) for region in regions for name in region if name)


def _bare(text: str) -> str:
    return text.strip(" ,.-–").casefold()


@lru_cache(maxsize=256)
def regions(country: str) -> frozenset[str]:
    """Names of a country's states or provinces, without capitals."""
    metadata = address_metadata(country)
    return _names(metadata.regions) if metadata else frozenset()


def without_prefix(line: str, country: str) -> str:
    """A line without the obsolete sign of the country before its postcode: `D-10117 Berlin` → `10117 Berlin`.

    DIN 5008, Deutsche Post and Swiss Post forbid it. It stays if it is part of the postcode or of the country's form.
    """
    rules = _rules(country)
    pattern = rules.pattern
    if pattern is None or rules.keeps_prefix:
        return line
    signs = (country, _SIGNS.get(country))

    def left(match: re.Match[str]) -> str:
        part_of_it = pattern.match(line, match.start())
        stray = (match[1] or match[2]) in signs and not part_of_it and pattern.match(line, match.end())
        return "" if stray else match[0]

    return re.sub(_PREFIX, left, line)


def wrong_postcode(lines: Sequence[str], country: str) -> str | None:
    """An example of the country's postcodes if an address needs a postcode and has none of that form; else None."""
    return missing_postcode(lines, country) if _rules(country).required else None


@lru_cache(maxsize=4096)
def spaced(postcode: str, country: str) -> str:
    """A postcode with the blank and the capitals of its form: `3511ab` → `3511 AB`; any other text as it is."""
    rules, tall = _rules(country), postcode.upper()
    if rules.pattern is None or not rules.pattern.fullmatch(tall):
        return postcode
    end = len(rules.example.split()[-1])
    return f"{tall[:-end]} {tall[-end:]}" if " " in rules.example and tall.isalnum() else tall


def missing_postcode(lines: Sequence[str], country: str) -> str | None:
    """An example of the country's postcodes if it has any and an address has none of that form; else None."""
    rules = _rules(country)
    if rules.pattern is None or (lines and rules.pattern.match(lines[-1])):
        return None
    return rules.example if _postcode(lines, country) is None else None


def has_postcode(lines: Sequence[str], country: str) -> bool:
    """Whether an address has a postcode of the country's form."""
    return _postcode(lines, country) is not None


def ends_in_town(text: str, country: str) -> bool:
    """Whether a text ends with a town and its postcode, in the country's order: 10117 Berlin, Boise ID 83702."""
    found = _postcode((text,), country)
    if found is None:
        return False
    before, behind = text[: found[1].start()], text[found[1].end() :]
    return any(map(str.isalpha, behind)) if _rules(country).before else not behind and any(map(str.isalpha, before))


@lru_cache(maxsize=4096)
def odd_postcode(text: str, country: str) -> str | None:
    """An example of the country's postcodes if a text is not one of them; else None."""
    rules = _rules(country)
    return rules.example if rules.pattern is not None and rules.pattern.search(text) is None else None


def town(lines: Sequence[str], country: str) -> tuple[int, int, int] | None:
    """The position of the town with its postcode: index of the line, start and end in it.

    The town is in the line of the postcode, or in the next one if the postcode is alone; without a postcode, in the
    last line that can be a town. In a line with commas it is the part with the postcode, or the part beside that.
    """
    if not lines:
        return None
    postcode = _postcode(lines, country)
    if postcode is None:
        return _part(lines, _above(lines, len(lines) - 1, country), None, country)
    number, match = postcode
    line = lines[number]
    before = lines[number - 1] if number else ""
    if not _no_town(line[: match.start()] + line[match.end() :], before, country):
        return _part(lines, number, match, country)
    if len(lines) == 1:
        return (number, 0, len(line))
    if _rules(country).town_first:
        number = next((i + 1 for i in range(number - 1, 0, -1) if not any(map(str.isdigit, lines[i]))), 1)
    return _part(lines, _above(lines, number - 1, country) if number else 1, None, country)


def _above(lines: Sequence[str], number: int, country: str) -> int:
    """The index of the lowest line, from `number` upwards, that can be a town; the first if no other can."""
    return next((i for i in range(number, 0, -1) if not _no_town(lines[i], lines[i - 1], country)), 0)


def _no_town(text: str, before: str, country: str) -> bool:
    """Whether a text beside a postcode is not the town: a code or a box, or a state behind its town.

    New York is a town and a state; with a number before it there is no other town: 350 Fifth Avenue, New York.
    """
    return _is_code(text, country) or (
        _bare(text) in _rules(country).areas and bool(before) and not any(c.isdigit() for c in before)
    )


def _is_code(text: str, country: str) -> bool:
    """Whether a text is the letters of a state (DC), a code of the post (GSP-3, C.P.) or no place at all."""
    letters = [c for c in text if c.isalpha()]
    if not letters or no_place(text):
        return True
    if len(letters) > 4 or not all(c.isupper() for c in letters):
        return False
    name = _bare(text)
    return name in _rules(country).areas or name in _POSTCODE_WORDS or any(c.isdigit() or c == "." for c in text)


def no_place(line: str) -> bool:
    """Whether a line is c/o someone or a box, and so not the town."""
    return re.fullmatch(_NO_PLACE, line) is not None


def _postcode(lines: Sequence[str], country: str) -> tuple[int, re.Match[str]] | None:
    """The last match in the lowest line that has one; the number of a house or a box may look like a postcode."""
    rules = _rules(country)
    if rules.pattern is None:
        return None
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        matches = [m for m in rules.pattern.finditer(line) if not re.search(_BEFORE_A_BOX_NUMBER, line[: m.start()])]
        above = number < len(lines) - 1
        if matches and not (above and rules.street_first and _is_house_number(matches[-1])):
            return number, matches[-1]
    return None


def _is_house_number(match: re.Match[str]) -> bool:
    """Whether an apparent postcode begins a line: 1031 Market Street."""
    behind = match.string[match.end() :]
    return match.start() == 0 and match[0].isdigit() and len(match[0]) <= 5 and behind[:1] == " "


def _part(lines: Sequence[str], number: int, postcode: re.Match[str] | None, country: str) -> tuple[int, int, int]:
    """The part of a line that names the town: the one with the postcode, else the last, with its appendages."""
    line = lines[number]
    cuts = [0, *(match.end() for match in re.finditer(r",\s*", line))]
    holding, end = len(cuts) - 1, len(line)
    if postcode is not None:
        holding = max(i for i, cut in enumerate(cuts) if cut <= postcode.start())
        comma = line.find(",", postcode.end())
        end = end if comma < 0 else comma
    parts = [line[start:stop] for start, stop in zip(cuts, [*cuts[1:], len(line)], strict=True)]
    if postcode is not None:
        parts[holding] = line[cuts[holding] : postcode.start()] + line[postcode.end() : end]
    towns = [i for i, part in enumerate(parts) if not _is_code(part, country)]
    if holding and _no_town(parts[holding], parts[holding - 1], country):
        towns = [i for i in towns if i != holding]
    if holding in towns or not towns:
        return (number, cuts[holding], end)
    before = [i for i in towns if i < holding]
    after = [i for i in towns if i > holding]
    if after and (not before or postcode is not None):
        stop = line.find(",", cuts[after[0]])
        return (number, cuts[holding], len(line) if stop < 0 else stop)  # 010000, Nur-Sultan
    return (number, cuts[before[-1]], end)


def split_line(line: str, country: str) -> tuple[str, ...]:
    """Split an address written in one line: street, then town and postcode, with the spelling unchanged.

    The break comes before the town; the postcode gets a line of its own if the country writes it so (libaddressinput).
    """
    found = town((line,), country)
    assert found is not None
    _, start, end = found
    if not any(c.isalpha() for c in line[:start]):
        start = 0  # 12, Main Street
    before, place, after = line[:start].rstrip(" ,"), line[start:end].strip(" ,"), line[end:].strip(" ,")
    match = _postcode((place,), country)
    parts: tuple[str, ...] = (place,)
    if match is not None and _rules(country).own_line:
        parts = (place[: match[1].start()].strip(" ,"), place[match[1].start() :].strip(" ,"))
    return tuple(part for part in (before, *parts, after) if part)


def split_before_town(line: str, country: str) -> tuple[str, ...] | None:
    """Split an address in one line whose town follows a comma and has its postcode beside it; else None."""
    found = town((line,), country) if ends_in_town(line, country) else None
    return split_line(line, country) if found and any(map(str.isalpha, line[: found[1]])) else None


def postcode_and_town(text: str, country: str) -> tuple[str, str]:
    """Split `10117 Berlin` → 10117 and Berlin, `Springfield, IL 62704` → 62704 and `Springfield, IL`.

    Without a postcode the first is empty. Digits before the town, or a last word with digits, count as a postcode in
    any country.
    """
    bare = without_prefix(text, country)
    found = _postcode((bare,), country)
    match = found[1] if found else re.match(r"\d[\d -]*(?= )", bare) or re.search(_LAST_CODE, bare)
    if match is None:
        return "", text
    return match[0].strip(), f"{bare[: match.start()].strip(_BETWEEN)} {bare[match.end() :].strip(_BETWEEN)}".strip()


def names_town(lines: Sequence[str], country: str) -> bool:
    """Whether an address has more than its street.

    A separate part, a postcode that is not a house number, or words after the house number count as a town.
    """
    bits = [bit.strip() for line in lines for bit in re.split(_BETWEEN_PARTS, line)]
    parts = [bit for bit in bits if bit and not no_place(bit) and not re.fullmatch(_ONLY_A_CODE, bit)]
    if len(parts) != 1:
        return bool(parts)
    found, rules = _postcode(parts, country), _rules(country)
    is_postcode = found is not None and (found[1].start() > 0 or rules.before)
    return is_postcode or re.match(_HOUSE_THEN_TOWN, parts[0]) is not None


def with_gaps(lines: tuple[str, ...], country: str) -> tuple[str, ...]:
    """Lines with the two spaces that some posts want beside a postcode: `1234 AB  UTRECHT`."""
    if country not in _TWO_SPACES or (found := _postcode(lines, country)) is None:
        return lines
    number, match = found
    before, after = lines[number][: match.start()].rstrip(), lines[number][match.end() :].lstrip()
    gaps = ("  ", " ") if _TWO_SPACES[country] == "before" else (" ", "  ")
    line = gaps[1].join(filter(None, [gaps[0].join(filter(None, [before, match[0]])), after]))
    return (*lines[:number], line, *lines[number + 1 :])
