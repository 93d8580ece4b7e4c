"""A row of a roster → its sender, or the problems of its cells."""

from __future__ import annotations

from collections.abc import Mapping

from appealgen.errors import ProblemCode
from appealgen.language.locales import languages_of
from appealgen.language.localized_names import localized_country, localized_languages
from appealgen.language.scripts import script_of
from appealgen.messages import message
from appealgen.model.identifiers import Country
from appealgen.model.sender import Sender
from appealgen.model.stationery import StationeryChoice
from appealgen.reading.roster_addresses import (
    address_of,
    check_address,
    in_its_lines,
    named_country,
    split_locality,
    town_of,
)
from appealgen.reading.roster_cells import (
    check_numbers,
    country_in,
    email_in,
    filled_cells,
    languages_in,
    own_words_in,
    sign_in,
    tidy,
    ties_in,
)
from appealgen.reading.roster_columns import column_name
from appealgen.reading.roster_names import given_name_first
from appealgen.reading.roster_reading import ADDRESS_COLUMNS, RosterReading
from appealgen.reading.worksheets import Record

_FAMILY_FIRST = frozenset({"CJK", "HANGUL", "HIRAGANA", "KATAKANA"})
_PLAIN = StationeryChoice()


def sender_of_row(record: Record, task: RosterReading, *, plain: bool) -> Sender | None:
    """The sender of a row; None after noting its problems. A `plain` row needs no tidying and has no date of digits."""
    number = record.number
    before = len(task.problems)
    filled = filled_cells(record, task)
    if not plain:
        tidy(filled, number, task)
    if not plain or not filled.get("house", "0").isalnum():
        check_numbers(filled, number, task)
    name = _name(filled, number, task)
    country = country_in(filled, number, task) or task.country
    reads = languages_in(filled, number, task) or task.reads
    ties = ties_in(filled, number, task) if "ties" in filled else ()
    email = email_in(filled, number, task)
    sign = sign_in(filled, number, task) if "sign" in filled else None
    own_words = own_words_in(filled, number, task) if task.has_own_words else None
    if len(task.problems) == before:
        country = named_country(filled, country, number, task)
    if "locality" in filled or ("postcode" not in filled and "city" in filled):
        split_locality(filled, country or Country("ZZ"))
    if country is not None:
        address = address_of(filled, country, task)
    else:
        address = tuple(filled[key] for key in (*task.lines, "postcode", "city") if key in filled)
    if not (name and address and country):
        _missing(filled, name, address, number, task)
    elif len(task.problems) == before:
        check_address(filled, address, country, number, task)
    if country is not None and not reads and "reads" not in filled:
        _check_languages(country, number, task)
    if country is None or len(task.problems) > before:
        return None
    return Sender(
        name=name,
        address=in_its_lines(address, country, number, task),
        country=country,
        reads=reads,
        email=email,
        place=filled.get("place") or town_of(filled),
        about=filled.get("about"),
        ties=ties,
        own_words=own_words,
        sign=sign or task.sign,
        stationery=_PLAIN,
    )


def _name(filled: Mapping[str, str], number: int, task: RosterReading) -> str:
    """The full name, given name first; a family name alone is a problem, because the given name is missing."""
    if (name := filled.get("name")) is not None:
        if "," in name and (turned := given_name_first(name)) != name:
            text = message("“{name}” is read as “{turned}”", name=name, turned=turned)
            task.note(ProblemCode.UNSURE_NAME, text, None, number, "name")
            return turned
        return name
    given, family = filled.get("given", ""), filled.get("family", "")
    if family and not given and "given" in task.at:
        hint = message("fill in “{heading}”; somebody with a single name has it there", heading=task.written["given"])
        task.bad(ProblemCode.MISSING_VALUE, message("is empty"), hint, number, "given")
    elif given and not family:
        text = message("is empty: the letter is from “{name}”", name=given)
        task.note(ProblemCode.UNSURE_NAME, text, None, number, "family")
    if task.has_more_names:
        given = " ".join(part for part in (given, filled.get("middle", "")) if part)
        family = " ".join(part for part in (family, filled.get("last", "")) if part)
    return _joined(given, family)


def _joined(given: str, family: str) -> str:
    """A full name from its parts: given name first; for Han, kana and Hangul the family name first, without a space."""
    if not given or not family:
        return given or family
    if given.isascii() or not all(script_of(c) in _FAMILY_FIRST for c in given + family if c.isalpha()):
        return f"{given} {family}"
    return family + given


def _missing(filled: Mapping[str, str], name: str, address: tuple[str, ...], number: int, task: RosterReading) -> None:
    code, text = ProblemCode.MISSING_VALUE, message("is empty")
    if not name:
        task.bad(code, text, None, number, "name" if "name" in task.at else "family")
    if not address:
        task.bad(code, text, None, number, next(key for key in ADDRESS_COLUMNS if key in task.at))
    if task.country is None and "country" not in filled:
        task.bad(code, text, message("or give --country for everyone"), number, "country")


def _check_languages(country: Country, number: int, task: RosterReading) -> None:
    """Allow a row without languages if the country has exactly one (as planning.languages_read assumes)."""
    own = languages_of(country)
    if len(own) != 1:
        text = message(
            "gives no language, and {country} has several official languages or none (CLDR): {languages}",
            country=localized_country(country),
            languages=localized_languages(own) if own else message("no language"),
        )
        hint = message("fill in a column “{name}”, or give --reads for everyone", name=column_name("reads"))
        task.bad(ProblemCode.MISSING_LANGUAGE, text, hint, number, "reads" if "reads" in task.at else "country")
