"""Unread columns of a roster, and their probable contents by headings and cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any

from appealgen import limits
from appealgen.errors import InputError, Problem, ProblemCode
from appealgen.language.parsing import parse_country
from appealgen.language.spoken import parse_spoken
from appealgen.messages import LocalizedName, message
from appealgen.reading.cells import meant
from appealgen.reading.roster_columns import column_name, is_note, is_part, likely_field, meaning, suggestion
from appealgen.reading.tables import HeadedWorksheet
from appealgen.reading.worksheets import Record

_MOST = 0.7
"""Number of filled cells that decide what a column holds."""
_ADDRESS = frozenset({"street", "house", "postcode", "city", "locality"})
_HOUSE = re.compile(r"\d{1,4}\s?[a-zA-Z]?(?:[-/]\d{1,4})?")
_POSTCODE_AND_TOWN = re.compile(
    r"(?:[A-Z]{1,2}-)?\d{3,6}[ -]?\d{0,4} [^\W\d_]{3,}.*|[^\W\d_]{3,}.*,? [A-Z]{0,2}\d[\w -]{3,}"
)


def unread_columns(
    sheet: HeadedWorksheet,
    fields: Sequence[str | None],
    rows: Sequence[Record],
    ignored: Collection[str],
    wishes: Collection[str],
) -> list[Problem]:
    """A notice for each unread column. Raises InputError for one that looks like a part of the address, or a wish.

    `fields` are those of the columns; `ignored` headings give no notice; `wishes` are those above wishes about
    names that are not understood.
    """
    notices: list[Problem] = []
    errors: list[Problem] = []
    for index, (heading, read_as) in enumerate(zip(sheet.headings, fields, strict=True)):
        if read_as is not None or not heading or heading in ignored:
            continue
        problem = partial(Problem, file=sheet.file, row=sheet.number, field=heading)
        field = "sign" if heading in wishes else _wanted(heading, index, fields, rows)
        if is_part(heading, sheet.headings) and any(map(str.strip, _cells(index, rows))):
            text = message(
                "the column “{heading}” is not read, but may be a part of the address or the name", heading=heading
            )
            where = message(
                'say what it is with --column "{heading}=flat", or another field; to leave it out, "{heading}=ignore"',
                heading=heading,
            )
            errors.append(problem(ProblemCode.LIKELY_COLUMN, text, where))
            continue
        if field is None:
            text = message("the column “{heading}” is not read", heading=heading)
            hint = None if meaning(heading) else suggestion(heading)
            notices.append(problem(ProblemCode.UNKNOWN_COLUMN, text, hint))
            continue
        name: LocalizedName = column_name(field)
        text = message("the column “{heading}” is not read, but looks like “{name}”", heading=heading, name=name)
        hint = message(
            'to read it, give --column "{heading}={field}"; to leave it out, --column "{heading}=ignore"',
            heading=heading,
            field=field,
        )
        found = problem(ProblemCode.LIKELY_COLUMN, text, hint)
        is_error = field in _ADDRESS or (field == "sign" and not is_note(heading))
        (errors if is_error else notices).append(found)
    if errors:
        raise InputError(errors)
    return notices


def _wanted(heading: str, index: int, fields: Sequence[str | None], rows: Sequence[Record]) -> str | None:
    """The field that a column looks like, if it is needed and no other column has it."""
    there = {field for field in fields if field}
    field = likely_field(heading) or _by_cells(index, fields, rows)
    if field in ("reads", "country"):
        return field if field not in there else None
    if field not in _ADDRESS or there & {field, "address", "address1"}:
        return None
    covered = {"locality": {"city", "postcode"}, "city": {"locality"}, "postcode": {"locality"}}
    return None if there & covered.get(field, set()) else field


def _by_cells(index: int, fields: Sequence[str | None], rows: Sequence[Record]) -> str | None:
    """The field that most of the first cells of a column look like."""
    cells = [meant(cell) if len(cell) <= limits.LINE else "" for cell in _cells(index, rows)]
    if _most(cells, partial(_parses, parse_country)):
        codes = [cell for cell in cells if len(cell) <= 2]
        return "reads" if len(codes) > len(cells) / 2 and all(cell.islower() for cell in codes) else "country"
    if _most(cells, partial(_parses, parse_spoken)):
        return "reads"
    if _most(cells, _POSTCODE_AND_TOWN.fullmatch):
        return "locality"
    if "street" in fields and _most(cells, _HOUSE.fullmatch):
        at = fields.index("street")
        streets = [row.cells[at] for row in rows if at < len(row.cells) and row.cells[at]]
        return "house" if _most(streets, lambda street: not any(c.isdigit() for c in street)) else None
    return None


def _cells(index: int, rows: Sequence[Record]) -> list[str]:
    return [row.cells[index] for row in rows if index < len(row.cells) and row.cells[index]]


def _most(cells: Sequence[str], looks: Callable[[str], Any]) -> bool:
    return bool(cells) and sum(bool(looks(cell)) for cell in cells) >= _MOST * len(cells)


def _parses(parse: Callable[[str], Any], cell: str) -> bool:
    try:
        return bool(parse(cell))
    except ValueError:
        return False
