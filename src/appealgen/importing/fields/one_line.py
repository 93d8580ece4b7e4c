"""Split an address in one line without commas between its parts: office, name, address, in either order."""

from __future__ import annotations

import re
from typing import NamedTuple

from appealgen.importing.document_words import fold_letters
from appealgen.importing.fields.offices import (
    beginning_office,
    embassies_in,
    end_of_office,
    honorific_of,
    institution_in,
    is_institution,
    is_name,
    starts_with_office,
)
from appealgen.post.country import country_called

_LONGEST_NAME, _LONGEST_COUNTRY = 6, 5
"""Words."""
_CARE_OF = re.compile(r"\bc/o\s", re.IGNORECASE)
_STREET = re.compile(r"\d|(?<!\w)(?:vul\.|ul\.|str\.|calle\s|av\.|avenida\s|avenue\s|rue\s|via\s)", re.IGNORECASE)
_OF = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?")
_HOUSE_NUMBER = re.compile(r"\s+(?=\d)")
_POSTCODE = re.compile(r"(?<=\d)\s+(?=\d{5,6}\s+[^\W\d])")
"""Between a house number and a postcode: Sample Street, 22 220030 Minsk."""


_BOX = re.compile(r"\s+(P\.?\s?O\.?\s?Box\s[A-Z\s]{0,4}\d+)\s+")
"""A box between a street and a town: Sample Street P.O. Box 10 Causeway, Harare."""


class InOneLine(NamedTuple):
    """Parts of a line; only their order is certain."""

    office: str
    name: str | None
    address: tuple[str, ...]
    is_embassy: bool = False


def parts_of_line(text: str) -> InOneLine | None:
    """Office, name and address that follow one another in a line; None if they cannot be told apart."""
    text = text.lstrip(" :;,.–-")
    title = honorific_of(text)
    if title and starts_with_office(text[len(title) :]):
        parts = parts_of_line(text[len(title) :])
        return parts and parts._replace(name=f"{title}{parts.office} {parts.name}")
    if starts_with_office(text):
        at = _office_end(text)
        rest = text[at:].lstrip()
        name = "" if rest.startswith(",") else _name_at_start(rest)
        behind = rest[len(name) :]
        return _parts(text[:at], name, behind) if name and not behind.startswith(",") else None
    words = text.split(" ")
    for count in range(2, min(_LONGEST_NAME, len(words) - 1) + 1):
        name, rest = " ".join(words[:count]), " ".join(words[count:])
        if starts_with_office(rest) and is_name(name) and not is_institution(name):
            at = _office_end(rest)
            return _parts(rest[:at], name, rest[at:])
    return None


def _parts(office: str, name: str, rest: str) -> InOneLine | None:
    """The parts, if an address follows at once: it is cut after a comma."""
    address = rest.strip(" ,")
    houses = [match.start() for match in embassies_in(address) if is_institution(match[0])]
    number = _HOUSE_NUMBER.search(address)
    if houses and houses[0] == 0 and number is not None:
        house, address = address[: number.start()], address[number.end() :]
        return InOneLine(f"{office}, {house.strip(' ,')}", name, tuple(_POSTCODE.split(address)), is_embassy=True)
    if rest.startswith(",") or not address:
        return None
    address = _BOX.sub(r"\n\1\n", address)
    if "\n" in address:
        lines = address.split("\n")
    elif _CARE_OF.match(address) and number is not None:
        lines = [address[: number.start()], address[number.end() :]]
    else:
        lines = [address]
    return InOneLine(office, name, tuple(piece for line in lines for piece in _POSTCODE.split(line)))


def _office_end(text: str) -> int:
    """The end of the office at the beginning of a text, including its country or place."""
    at = end_of_office(fold_letters(text), beginning_office(text))
    of = _OF.match(text, at)
    if of is None:
        return at
    words = text[of.end() :].split(" ")
    for count in range(min(_LONGEST_COUNTRY, len(words)), 0, -1):
        place = " ".join(words[:count])
        if country_called(place) is not None and "," not in place[:-1]:
            return of.end() + len(place.rstrip(","))
    return of.end() + len(words[0].rstrip(",")) if words[0][:1].isupper() else at


def _name_at_start(text: str) -> str:
    """The name at the beginning of a text, up to a house, a street, a comma or “c/o”; otherwise its first two words."""
    title = honorific_of(text)
    ends = [match.start() for match in (institution_in(text), _STREET.search(text), _CARE_OF.search(text)) if match]
    ends += [at for at in (text.find(","),) if at > 0]
    whole = text[: min(ends, default=0)].strip()
    while (last := whole.rpartition(" "))[0].count(" ") and country_called(last[2]) is not None:
        whole = last[0]
    if is_name(whole) and len(whole[len(title) :].split()) <= _LONGEST_NAME:
        return whole
    words = text[: len(" ".join(text[len(title) :].split()[:2])) + len(title)].strip(" ,")
    return words if is_name(words) else ""
