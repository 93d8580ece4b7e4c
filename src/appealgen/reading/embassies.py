"""The user's embassies: `embassies/<of>.yaml`, and tables to import, plain or exported by Wikidata's query page."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from appealgen.errors import InputError, Problem, ProblemCode, did_you_mean, wrong_value
from appealgen.language.parsing import SCALARS, parse_country
from appealgen.messages import Message, message
from appealgen.model.case import Embassy, EmbassyList
from appealgen.model.identifiers import Country, slug
from appealgen.reading.addresses import composed
from appealgen.reading.tables import TableRow, read_table
from appealgen.yamlfile.bounds import bounded
from appealgen.yamlfile.reader import load_yaml
from appealgen.yamlfile.scalars import parse_iso_date

_WIKIDATA = {"missionlabel": "office", "citylabel": "city", "mission": "source", "modified": "date"}
"""Columns of the query in docs/embassies.md → their meaning."""
_COLUMNS = {
    "of": "of", "sends": "of", "represents": "of", "host": "host", "accreditedto": "host", "in": "host",
    "office": "office", "embassy": "office", "mission": "office", "name": "name", "head": "name", "ambassador": "name",
    "address": "address", "address1": "address1", "address2": "address2", "address3": "address3",
    "address4": "address4", "street": "address1", "postcode": "postcode", "postalcode": "postcode", "zip": "postcode",
    "city": "city", "town": "city", "country": "country", "locality": "locality", "phone": "phone",
    "telephone": "phone", "fax": "fax", "email": "email", "mail": "email", "salutation": "salutation",
    "source": "source", "date": "date", "asof": "date", "checked": "date", "id": "id",
}  # fmt: skip
"""Names of columns, in lower case and without spaces → their meaning."""
_NEEDED = ("of", "host", "office")
_PRINTED = ("office", "name", "locality", "city", "salutation")
_IDENTIFIER = re.compile(r"(?:\S+/)?Q\d{2,}")
"""What Wikidata exports for a name without a label in the requested languages."""
_ADDRESS = ("address", "address1", "address2", "address3", "address4")


@dataclass(frozen=True)
class EmbassyTable:
    """Embassies by the country that they represent, in the order of the table; `notices` list what was left out."""

    embassies: Mapping[Country, tuple[Embassy, ...]]
    notices: tuple[Problem, ...]


def load_embassies(path: Path) -> tuple[Embassy, ...]:
    """Read `embassies/<of>.yaml`: the embassies of one country. Raises InputError."""
    embassies = load_yaml(path, EmbassyList, SCALARS).embassies
    wrong = [message("{embassy}: role must be embassy", embassy=one.id) for one in embassies if one.role != "embassy"]
    if wrong:
        raise InputError(Problem(ProblemCode.WRONG_VALUE, text, file=str(path), field="role") for text in wrong)
    ids = [embassy.id for embassy in embassies]
    if twice := sorted({i for i in ids if ids.count(i) > 1}):
        text = message("two embassies share the id {id}", id=twice[0])
        raise InputError(Problem(ProblemCode.DUPLICATE_ID, text, file=str(path), field="id"))
    return embassies


def read_embassy_table(path: Path, *, today: datetime.date, of: Country | None = None) -> EmbassyTable:
    """Read a table of embassies. `of` and `today` replace a missing column of the country or date.

    Raises InputError with every faulty row and column.
    """
    table = read_table(path, {*_COLUMNS, *_WIKIDATA})
    matched = _matched(table.columns, str(path), of)
    notices = [*table.notices]
    for column in (column for column in table.columns if column and column not in matched):
        text, hint = message("the column “{column}” is not read", column=column), did_you_mean(column, list(_COLUMNS))
        notices.append(Problem(ProblemCode.UNKNOWN_COLUMN, text, hint, file=str(path)))
    problems: list[Problem] = []
    by_country: dict[Country, list[Embassy]] = {}
    for row in table.rows:
        problem = partial(Problem, file=str(path), row=row.number)
        cells = {matched[c]: _tidy(matched[c], text) for c, text in row.cells.items() if c in matched and text}
        read = _embassy(cells, row, str(path), today=today, of=of, problems=problems)
        if cells.get("email") and "@" not in cells["email"]:
            notices.append(problem(ProblemCode.NO_EMAIL, message("is not an e-mail address: left out"), field="email"))
        if read is not None and (excess := bounded(read[1])[1]):
            problems += [problem(ProblemCode.TOO_LARGE, text, field=field) for field, text in excess]
        elif read is not None and (notice := _take_in(read[1], by_country.setdefault(read[0], []))):
            notices.append(problem(*notice))
    if problems:
        raise InputError(problems)
    return EmbassyTable({country: tuple(embassies) for country, embassies in by_country.items()}, tuple(notices))


def _matched(columns: Sequence[str], file: str, of: Country | None) -> Mapping[str, str]:
    """Column → its meaning. Raises InputError when a column is missing, or two mean the same."""
    names = {**_COLUMNS, **_WIKIDATA} if "missionlabel" in columns else _COLUMNS
    matched = {column: names[column] for column in columns if column in names}
    meanings = list(matched.values())
    missing = [name for name in _NEEDED if name not in meanings and not (name == "of" and of)]
    problems = []
    if missing:
        text = message(
            "no column for {missing} among {count}: the first row names the columns",
            missing=", ".join(missing),
            count=len(columns),
        )
        hint = message("columns: of, host, office, address, postcode, city, email …; see docs/embassies.md")
        problems.append(Problem(ProblemCode.MISSING_COLUMN, text, hint, file=file, row=1))
    for name in dict.fromkeys(name for name in meanings if meanings.count(name) > 1):
        both = ", ".join(column for column, meant in matched.items() if meant == name)
        text = message("these columns have the same meaning, {name}: {columns}", name=name, columns=both)
        problems.append(Problem(ProblemCode.DUPLICATE_COLUMN, text, message("keep one"), file=file, row=1))
    if problems:
        raise InputError(problems)
    return matched


def _tidy(name: str, text: str) -> str:
    """The text of a cell on one line, except for the lines of an address."""
    return text if name.startswith("address") else " ".join(text.split())


def _take_in(embassy: Embassy, embassies: list[Embassy]) -> tuple[ProblemCode, Message] | None:
    """Add a row's embassy to those of its country; returns code and message of anything left out.

    Wikidata exports a row for each of several values: rows with the same source are one embassy with all their e-mail
    addresses.
    """
    if not embassy.address and not embassy.email:
        told = message("{office} has neither street nor e-mail: left out", office=embassy.office)
        return ProblemCode.NO_ADDRESS, told
    for number, known in enumerate(embassies):
        same = (known.host, known.office, known.source) == (embassy.host, embassy.office, embassy.source)
        if same and ("://" in (known.source or "") or known.address == embassy.address):
            embassies[number] = replace(known, email=tuple(dict.fromkeys((*known.email, *embassy.email))))
            others = [key for key in ("address", "phone", "fax") if getattr(known, key) != getattr(embassy, key)]
            if others:
                told = message("different {fields} for an embassy listed above: left out", fields=", ".join(others))
                return ProblemCode.DUPLICATE_ROW, told
            return None
    twin = any((known.host, known.office) == (embassy.host, embassy.office) for known in embassies)
    embassies.append(embassy)
    told = message("a second {office} in {host}: letters use the first", office=embassy.office, host=embassy.host)
    return (ProblemCode.SECOND_EMBASSY, told) if twin else None


def _embassy(
    cells: Mapping[str, str],
    row: TableRow,
    file: str,
    *,
    today: datetime.date,
    of: Country | None,
    problems: list[Problem],
) -> tuple[Country, Embassy] | None:
    """The embassy of a row, and the country that it represents; None after noting its problems."""
    before, problem = len(problems), partial(Problem, file=file, row=row.number)

    def typed(name: str, parse: Any) -> Any:
        try:
            return parse(cells[name]) if name in cells else None
        except ValueError as error:
            problems.append(wrong_value(error, file=file, row=row.number, field=name))
            return None

    sends, host = typed("of", parse_country) or of, typed("host", parse_country)
    country, date = typed("country", parse_country), typed("date", lambda text: _day(text, today))
    ident, emails = typed("id", slug), typed("email", _emails)
    for name, value in (("of", sends), ("host", host), ("office", cells.get("office"))):
        if value is None and name not in cells:
            problems.append(problem(ProblemCode.MISSING_VALUE, message("is empty"), field=name))
    problems += [problem(ProblemCode.WRONG_VALUE, *told, field=name) for name, told in _identifiers(cells)]
    if sends is not None and sends == host:
        wording = message("a country has no embassy in its own territory: {sends} in {host}", sends=sends, host=host)
        problems.append(problem(ProblemCode.WRONG_VALUE, wording, field="host"))
    if len(problems) > before or sends is None or host is None:
        return None
    lines = [cells.get(key, "") for key in _ADDRESS]
    embassy = Embassy(
        id=ident or slug(f"embassy-{host.lower()}"),
        role="embassy",
        host=host,
        office=cells["office"],
        name=cells.get("name"),
        address=composed(lines, cells.get("city", ""), cells.get("postcode", ""), country or host),
        locality=cells.get("locality"),
        country=country,
        phone=cells.get("phone"),
        fax=cells.get("fax"),
        email=emails or (),
        salutation=cells.get("salutation"),
        source=cells.get("source") or Path(file).name,
        date=date or today,
    )
    return sends, embassy


def _identifiers(cells: Mapping[str, str]) -> Iterator[tuple[str, tuple[Message, Message]]]:
    """Cells that would be printed but hold an identifier, each with its message and hint."""
    hint = message("write the name into the table, or ask Wikidata for labels in more languages")
    for name in (*_PRINTED, *_ADDRESS):
        if any(_IDENTIFIER.fullmatch(line.strip()) for line in cells.get(name, "").splitlines()):
            yield name, (message("“{text}” is an identifier, not a name", text=cells[name]), hint)


def _emails(text: str) -> tuple[str, ...]:
    """The addresses of a cell, also with `mailto:` as in Wikidata, without words such as “none”.

    Raises ValueError for text with an @ that is not an address.
    """
    addresses = [part.strip().removeprefix("mailto:") for part in text.replace(";", ",").split(",") if "@" in part]
    for address in addresses:
        if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", address):
            raise ValueError(message("“{address}” is not an e-mail address", address=address))
    return tuple(addresses)


def _day(text: str, today: datetime.date) -> datetime.date:
    """A date, or the day of a point in time; raises ValueError if it is in the future."""
    day = parse_iso_date(re.sub(r"T[\d:]+Z?$", "", text))
    if day > today:
        raise ValueError(message("“{text}” is in the future", text=text))
    return day
