"""A row of a roster → its sender, or the problems of its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from appealgen import limits
from appealgen.errors import InputError, Problem, ProblemCode, wrong_value
from appealgen.language.locales import languages_of
from appealgen.language.localized_names import localized_country, localized_language, localized_languages
from appealgen.language.parsing import country_of, parse_country
from appealgen.language.scripts import script_of
from appealgen.language.spoken import Spoken, parse_spoken
from appealgen.messages import Message, join, message
from appealgen.model.identifiers import Country, Tag
from appealgen.model.sender import Sender
from appealgen.model.stationery import StationeryChoice
from appealgen.post.address_forms import needs_town, street_line, writes_region
from appealgen.post.postcodes import names_town, no_place, odd_postcode, postcode_and_town
from appealgen.reading.addresses import composed
from appealgen.reading.cells import made_a_date
from appealgen.reading.named_countries import other_country, without_own_country
from appealgen.reading.roster_columns import column_name, headings
from appealgen.reading.roster_names import given_name_first
from appealgen.reading.sender_files import email_address
from appealgen.reading.worksheets import Record
from appealgen.yamlfile.scalars import over_limit

ADDRESS_COLUMNS = ("address", "address1", "address2", "address3", "address4", "address5", "address6", "street")
"""Columns of street lines, in order."""
_UNDATED = ("name", "given", "family", "house", "postcode", "city", *ADDRESS_COLUMNS)
"""Columns that cannot contain a date."""
_NUMBERS = frozenset({"house", "postcode"})
_LIST = re.compile(r"\s*(?:[,;/|\n+、，；·•]|\s[–—-]\s)\s*")
_AND = re.compile(r"\s+(?:and|und|u\.|et|y|e|и|і|та|i|och|og|en|&)\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_FAMILY_FIRST = frozenset({"CJK", "HANGUL", "HIRAGANA", "KATAKANA"})
_WRONG_ENOUGH = 200
"""After this many different cells that are no country or language, the column must hold something else."""
_PLAIN = StationeryChoice()
T = TypeVar("T")


@dataclass
class RosterReading:
    """Settings for reading rows, and the values and problems found so far."""

    file: str
    written: dict[str, str]
    at: dict[str, int]
    lines: tuple[str, ...]
    country: Country | None
    reads: tuple[Tag, ...]
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    known: dict[tuple[str, str], Any] = field(default_factory=dict)
    wrong: dict[str, int] = field(default_factory=dict)
    no_region: set[str] = field(default_factory=set)
    undated: tuple[str, ...] = ()
    """Columns that are read and cannot contain a date."""
    empty: frozenset[str] = frozenset()
    """Marks of an empty cell."""

    def __post_init__(self) -> None:
        """Prepare for all rows."""
        self.empty = frozenset(headings().empty)
        self.undated = tuple(name for name in _UNDATED if name in self.at)

    def bad(self, code: ProblemCode, message: Message, hint: Message | None, row: int, name: str) -> None:
        """Note a problem of a cell, or a missing one."""
        where = self.written.get(name) or self.written.get("address") or name
        self.problems.append(Problem(code, message, hint, file=self.file, row=row, field=where))

    def note(self, code: ProblemCode, message: Message, hint: Message | None, row: int, name: str) -> None:
        """Note what the organizer should check in a cell."""
        self.notices.append(Problem(code, message, hint, file=self.file, row=row, field=self.written[name]))


def sender_of_row(record: Record, task: RosterReading, *, plain: bool) -> Sender | None:
    """The sender of a row; None after noting its problems. A `plain` row needs no tidying and has no date of digits."""
    number = record.number
    before = len(task.problems)
    filled = _filled(record, task)
    if not plain:
        _tidy(filled, number, task)
    if not plain or not filled.get("house", "0").isalnum():
        _check_dates(filled, number, task)
    name = _name(filled, number, task)
    country = _typed("country", filled, _one_country, number, task) or task.country
    reads = _reads(filled, number, task) or task.reads
    ties = _typed("ties", filled, partial(_listed, parse=parse_country), number, task) or ()
    email = filled.get("email")
    if email is not None and (email.count("@") != 1 or " " in email):
        _typed("email", filled, email_address, number, task)
    if len(task.problems) == before:
        country = _named_country(filled, country, number, task)
    if "locality" in filled or ("postcode" not in filled and "city" in filled):
        _split_locality(filled, country or Country("ZZ"))
    if country is not None:
        address = _address(filled, country, number, task)
    else:
        address = tuple(filled[key] for key in (*task.lines, "postcode", "city") if key in filled)
    if not (name and address and country):
        _missing(filled, name, address, number, task)
    elif "city" not in filled and len(task.problems) == before and _lacks_town(filled, address, country):
        hint = message("fill in a column “{name}”, or write the town into the address", name=column_name("city"))
        column = next((name for name in ("city", "locality") if name in task.at), task.lines[0])
        task.bad(ProblemCode.MISSING_VALUE, message("the address has no town"), hint, number, column)
    if country is not None and not reads and "reads" not in filled:
        _check_languages(country, number, task)
    if country is None or len(task.problems) > before:
        return None
    return Sender(
        name=name,
        address=address,
        country=country,
        reads=reads,
        email=email,
        place=filled.get("place") or _town(filled),
        about=filled.get("about"),
        ties=ties,
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
    return _joined(given, family)


def _named_country(filled: dict[str, str], country: Country | None, number: int, task: RosterReading) -> Country | None:
    """The country of a row, or the one that its address names if it has no other; its own leaves the address."""
    town = filled.get("postcode") or filled.get("locality") or filled.get("city")
    if town is not None and "-" not in town:
        return country
    towns = [town] if town is not None else []
    last = next((name for name in reversed(task.lines) if name in filled), None)
    if last is None:
        return country
    end = filled[last][max(map(filled[last].rfind, "\n|,")) + 1 :]
    if not towns and "-" not in end and any(map(str.isdecimal, end)):
        return country
    address = "\n".join(filled[name] for name in task.lines if name in filled)
    named = other_country(address, towns, country)
    if named is None:
        if country is not None and not towns and task.lines == (last,):
            filled[last] = without_own_country(address, country)
        return country
    where, field = localized_country(named), "locality" if "locality" in filled else last
    if "country" in filled and country is not None:
        wording = message(
            "the address is in {named}, but the country is {country}", named=where, country=localized_country(country)
        )
        task.bad(ProblemCode.NAMED_COUNTRY, wording, message("correct one of them"), number, field)
        return country
    task.note(ProblemCode.NAMED_COUNTRY, message("the address is in {named}", named=where), None, number, field)
    if not towns and task.lines == (last,):
        filled[last] = without_own_country(address, named)
    return named


def _missing(filled: Mapping[str, str], name: str, address: tuple[str, ...], number: int, task: RosterReading) -> None:
    code, text = ProblemCode.MISSING_VALUE, message("is empty")
    if not name:
        task.bad(code, text, None, number, "name" if "name" in task.at else "family")
    if not address:
        task.bad(code, text, None, number, next(key for key in ADDRESS_COLUMNS if key in task.at))
    if task.country is None and "country" not in filled:
        task.bad(code, text, message("or give --country for everyone"), number, "country")


def _lacks_town(filled: Mapping[str, str], address: tuple[str, ...], country: Country) -> bool:
    """Whether an address has no town at all, if none is in a separate column; most addresses have several lines."""
    if len(address) > 1 and "postcode" not in filled and not ("/" in address[0] and no_place(address[0])):
        return False
    return needs_town(country) and "region" not in filled and not names_town(address, country)


def _check_dates(filled: Mapping[str, str], number: int, task: RosterReading) -> None:
    """Note cells that a spreadsheet turned into a date: the house number 3-4."""
    for name in task.undated:
        text = filled.get(name, "")
        if (before := made_a_date(text, months=name in _NUMBERS)) is not None:
            wording = message(
                "“{text}”: the spreadsheet turned it into a date (was it {before}?)", text=text, before=before
            )
            hint = message("format the cell as text, then enter it again")
            task.bad(ProblemCode.MADE_A_DATE, wording, hint, number, name)


def _split_locality(filled: dict[str, str], country: Country) -> None:
    """Split a cell that has both postcode and town, in a column for both or for the town."""
    cell = filled.get("locality") or filled["city"]
    if "locality" not in filled and not any(map(str.isdecimal, cell)):
        return
    for name, text in zip(("postcode", "city"), postcode_and_town(cell, country), strict=True):
        if text and (name not in filled or filled[name] == cell):
            filled[name] = text


def _town(filled: Mapping[str, str]) -> str | None:
    """The town for the date line, without a state after it in the same cell."""
    city = filled.get("city")
    return city.partition(",")[0] if city and "locality" in filled else city


def _filled(record: Record, task: RosterReading) -> dict[str, str]:
    """Cells with content, by field."""
    cells, width, empty = record.cells, len(record.cells), task.empty
    return {
        name: text for name, index in task.at.items() if index < width and (text := cells[index]) and text not in empty
    }


def _tidy(filled: dict[str, str], number: int, task: RosterReading) -> None:
    """Put cells on one line, except for the lines of an address. Overlong cells are noted as problems and cut."""
    for name, text in filled.items():
        if len(text) > limits.LINE and (wording := _excess(name, text)) is not None:
            task.bad(ProblemCode.TOO_LARGE, wording, None, number, name)
            filled[name] = text[: limits.LINE]
        elif "  " in text or not text.isprintable():
            lines = text.split("\n") if name in ADDRESS_COLUMNS else [text]
            filled[name] = "\n".join(" ".join(line.split()) for line in lines)


def _excess(name: str, text: str) -> Message | None:
    """Message about a cell, or a line of an address, that is too long for its field."""
    if name not in ADDRESS_COLUMNS:
        return over_limit(text, limits.TEXT if name == "about" else limits.LINE)
    lines = re.split(r"[\n|]", text[: limits.TEXT])
    return over_limit(text, limits.TEXT) or next(filter(None, (over_limit(line, limits.LINE) for line in lines)), None)


def _typed(name: str, filled: Mapping[str, str], parse: Callable[[str], Any], number: int, task: RosterReading) -> Any:
    """The value of a cell, parsed once for all rows with the same text; None if empty or wrong.

    Raises InputError when a column holds something else throughout.
    """
    if (text := filled.get(name)) is None:
        return None
    key = (name, text)
    if (value := task.known.get(key)) is None:
        try:
            value = parse(text)
        except ValueError as error:
            value = error
            task.wrong[name] = task.wrong.get(name, 0) + 1
        if name != "email" or isinstance(value, ValueError):
            task.known[key] = value
    if isinstance(value, ValueError):
        problem = wrong_value(value)
        task.bad(problem.code, problem.message, problem.hint, number, name)
        if task.wrong[name] > _WRONG_ENOUGH and name != "email":
            wording = message(
                "more than {limit} different cells in this column are wrong, such as “{text}”",
                limit=_WRONG_ENOUGH,
                text=text,
            )
            hint = message("check its heading")
            raise InputError(
                Problem(ProblemCode.WRONG_COLUMN, wording, hint, file=task.file, row=number, field=task.written[name])
            )
        return None
    return value


def _reads(filled: Mapping[str, str], number: int, task: RosterReading) -> tuple[Tag, ...]:
    """Languages that somebody reads; one known only a little is dropped if there are others, with a notice."""
    spoken: Spoken | None = _typed("reads", filled, parse_spoken, number, task)
    if spoken is None or not spoken.a_little or not spoken.reads:
        return () if spoken is None else spoken.reads or spoken.a_little
    text, names = filled["reads"], join(localized_language(tag) for tag in spoken.a_little)
    wording = message("“{text}”: {languages} is left out because it is known only a little", text=text, languages=names)
    hint = message("list it alone if this person signs letters in it anyway")
    where = task.written["reads"]
    task.notices.append(Problem(ProblemCode.LITTLE_KNOWN, wording, hint, file=task.file, row=number, field=where))
    return spoken.reads


def _joined(given: str, family: str) -> str:
    """A full name from its parts: given name first; for Han, kana and Hangul the family name first, without a space."""
    if not given or not family:
        return given or family
    if given.isascii() or not all(script_of(c) in _FAMILY_FIRST for c in given + family if c.isalpha()):
        return f"{given} {family}"
    return family + given


def _address(filled: Mapping[str, str], country: Country, number: int, task: RosterReading) -> tuple[str, ...]:
    """The lines of an address; street and house number in the country's order."""
    parts = [filled[key] for key in task.lines if key in filled]
    if "house" in filled and "street" in filled:
        parts[-1] = street_line(filled["street"], filled["house"], country)
    city, region = filled.get("city", ""), filled.get("region", "")
    if region and city and not writes_region(country):
        task.no_region.add(country)
    postcode = filled.get("postcode", "")
    if postcode and (example := odd_postcode(postcode, country)):
        _note_postcode(postcode, example, country, number, task)
    return composed(parts, city, postcode, country, region)


def _note_postcode(postcode: str, example: str, country: Country, number: int, task: RosterReading) -> None:
    where = localized_country(country)
    wording = message(
        "“{postcode}” does not look like a postcode of {country} ({example})",
        postcode=postcode,
        country=where,
        example=example,
    )
    hint = message("check it; spreadsheets drop zeros at the beginning of numbers")
    at = task.written.get("postcode") or task.written["locality"]
    task.notices.append(Problem(ProblemCode.ODD_POSTCODE, wording, hint, file=task.file, row=number, field=at))


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


def _one_country(text: str) -> Country:
    """The country of a cell, also if it has the country in several forms: `DE – Deutschland`. Raises ValueError."""
    try:
        return parse_country(text)
    except ValueError:
        parts = [part for part in _LIST.split(_BRACKETS.sub(r"/\1", text)) if part]
        found = {country_of(part) for part in parts}
        if len(parts) < 2 or None in found or len(found) > 1:
            raise
        return parse_country(parts[0])


def _listed(text: str, parse: Callable[[str], T]) -> tuple[T, ...]:
    """Parse `en, de`, `English/German`, `Kazakh and Russian`, `en de` → tags; countries likewise. Raises ValueError."""
    return tuple(dict.fromkeys(value for part in _LIST.split(text) if part for value in _each(part, parse)))


def _each(text: str, parse: Callable[[str], T]) -> list[T]:
    """One value, or several with “and” or, for codes, blanks between them: Bosnia and Herzegovina is one.

    Text in brackets is ignored unless it is part of a name: German (fluent).
    """
    try:
        return [parse(text)]
    except ValueError:
        bare = re.sub(r"\([^()]*\)", "", text).strip()
        if bare != text and bare:
            return _each(bare, parse)
        parts = [part for part in _AND.split(text) if part]
        if len(parts) == 1 and all(len(word) <= 3 for word in text.split()):
            parts = text.split()
        if len(parts) == 1:
            raise
        return [parse(part) for part in parts]
