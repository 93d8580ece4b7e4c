"""Cells of a roster's row → countries, languages and other values; the problems of those that have none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from appealgen import limits
from appealgen.errors import InputError, Problem, ProblemCode, wrong_value
from appealgen.language.localized_names import localized_language
from appealgen.language.parsing import country_of, parse_country
from appealgen.language.spoken import Spoken, parse_spoken
from appealgen.messages import Message, join, message
from appealgen.model.case import LocalizedText
from appealgen.model.identifiers import Country, Tag
from appealgen.model.sender import Sign
from appealgen.reading.cells import made_a_date
from appealgen.reading.roster_columns import OWN_WORDS
from appealgen.reading.roster_reading import ADDRESS_COLUMNS, RosterReading
from appealgen.reading.sender_files import email_address
from appealgen.reading.signing_wishes import Wish, accepted, is_no, parse_sign, shown_as
from appealgen.reading.worksheets import Record
from appealgen.yamlfile.scalars import over_limit

_NUMBERS = frozenset({"house", "postcode"})
_LIST = re.compile(r"\s*(?:[,;/|\n+、，；·•]|\s[–—-]\s)\s*")
_AND = re.compile(r"\s+(?:and|und|u\.|et|y|e|и|і|та|i|och|og|en|&)\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_FRACTION = re.compile(r"\d{1,4}[.,]\d+")
_WRONG_ENOUGH = 200
"""After this many different cells that are no country or language, the column must hold something else."""
_LESS_TO_MORE: tuple[Sign, ...] = ("initials", "town", "full")
T = TypeVar("T")


def filled_cells(record: Record, task: RosterReading) -> dict[str, str]:
    """Cells with content, by field."""
    cells, width, empty = record.cells, len(record.cells), task.empty
    filled = {name: text for name, index in task.at.items() if index < width and (text := cells[index]) not in empty}
    if (index := task.at.get("sign", width)) < width and is_no(cells[index]):
        filled["sign"] = cells[index]
    return filled


def tidy(filled: dict[str, str], number: int, task: RosterReading) -> None:
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
        return over_limit(text, limits.TEXT if name == "about" or name.startswith(OWN_WORDS) else limits.LINE)
    lines = re.split(r"[\n|]", text[: limits.TEXT])
    return over_limit(text, limits.TEXT) or next(filter(None, (over_limit(line, limits.LINE) for line in lines)), None)


def check_numbers(filled: Mapping[str, str], number: int, task: RosterReading) -> None:
    """Note cells that a spreadsheet turned into a date, such as the house number 3-4, or perhaps into a fraction."""
    for name in task.undated:
        text = filled.get(name, "")
        is_number = name in _NUMBERS or name.startswith("flat")
        if is_number and _FRACTION.fullmatch(text):
            wording = message("“{text}” is a decimal fraction: is that right?", text=text)
            hint = message("a number such as 2/5 or 2-5 needs a cell that is formatted as text")
            task.note(ProblemCode.MADE_A_DATE, wording, hint, number, name)
        elif (before := made_a_date(text, months=is_number)) is not None:
            wording = message(
                "“{text}”: the spreadsheet turned it into a date (was it {before}?)", text=text, before=before
            )
            hint = message("format the cell as text, then enter it again")
            task.bad(ProblemCode.MADE_A_DATE, wording, hint, number, name)


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


def languages_in(filled: Mapping[str, str], number: int, task: RosterReading) -> tuple[Tag, ...]:
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


def own_words_in(filled: Mapping[str, str], number: int, task: RosterReading) -> LocalizedText | None:
    """Words for the letters of a row, by language if their columns say it."""
    named = [name for name in filled if name.startswith(OWN_WORDS)]
    if OWN_WORDS not in named:
        return {Tag(name.removeprefix(f"{OWN_WORDS}.")): filled[name] for name in named} or None
    if len(named) == 1:
        return filled[OWN_WORDS]
    text = message("own words are in this column and in one with a language")
    task.bad(ProblemCode.WRONG_VALUE, text, message("fill in one of them"), number, OWN_WORDS)
    return None


def country_in(filled: Mapping[str, str], number: int, task: RosterReading) -> Country | None:
    """The country of a row, if a cell has one."""
    country: Country | None = _typed("country", filled, _one_country, number, task)
    return country


def ties_in(filled: Mapping[str, str], number: int, task: RosterReading) -> tuple[Country, ...]:
    """Countries that somebody has ties to."""
    return _typed("ties", filled, partial(_listed, parse=parse_country), number, task) or ()


def sign_in(filled: Mapping[str, str], number: int, task: RosterReading) -> Sign | None:
    """What a row says is shown of its person."""
    heading = task.written["sign"]
    wish: Wish | None = _typed("sign", filled, partial(parse_sign, heading=heading), number, task)
    if wish is None or wish.sign is None:
        return None
    if not wish.is_sure:
        wording = message("“{text}” is read as {shown}", text=filled["sign"], shown=shown_as(wish.sign))
        task.note(ProblemCode.UNSURE_SIGN, wording, accepted(heading), number, "sign")
    if _LESS_TO_MORE.index(wish.sign) > _LESS_TO_MORE.index(task.sign):
        wording = message(
            "“{text}” shows more than --sign {sign}, but the row counts", text=filled["sign"], sign=task.sign
        )
        task.note(ProblemCode.SHOWS_MORE, wording, message("to show less, change the cell"), number, "sign")
    return wish.sign


def email_in(filled: Mapping[str, str], number: int, task: RosterReading) -> str | None:
    """The e-mail address of a row; also a wrong one, after noting it."""
    email = filled.get("email")
    if email is not None and (email.count("@") != 1 or " " in email):
        _typed("email", filled, email_address, number, task)
    return email


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
