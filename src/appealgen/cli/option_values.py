"""Texts of options → values; an error is a MissingError that names the option."""

from __future__ import annotations

import datetime
import os
import shlex
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from appealgen.cli import environment, i18n
from appealgen.errors import MissingError, Problem, wrong_value
from appealgen.paths import is_there

if TYPE_CHECKING:
    from appealgen.model.identifiers import Country, Tag

T = TypeVar("T")


def typed_path(text: str) -> str:
    """A path as typed or dragged into a terminal: in quotation marks, with escaped blanks, with ~ for home."""
    if is_there(Path(text)):
        return text
    try:
        [text] = shlex.split(text) if os.name == "posix" else [text.strip('"')]
    except ValueError:  # an odd quotation mark, or several words
        return text
    return str(Path(text).expanduser())


def listed(texts: Sequence[str]) -> list[str]:
    """Values of an option that may be repeated or hold several, separated by commas."""
    return [part.strip() for text in texts for part in text.split(",") if part.strip()]


def parsed(parse: Callable[[str], T], text: str, field: str) -> T:
    """The value of an option; raises MissingError naming the option."""
    try:
        return parse(text)
    except ValueError as error:
        raise MissingError(wrong_value(error, field=field)) from None


def parsed_if_given(parse: Callable[[str], T], text: str | None, field: str) -> T | None:
    """The value of an option, or None without it; raises MissingError naming the option."""
    return parsed(parse, text, field) if text is not None else None


def noted(parse: Callable[[Any], T], text: Any, field: str, problems: list[Problem]) -> T | None:
    """The value of a text, or None after noting its problem."""
    try:
        return parse(text)
    except ValueError as error:
        problems.append(wrong_value(error, field=field))
        return None


def day(text: str | None) -> datetime.date:
    """The date of --date, or today; raises MissingError."""
    from appealgen.yamlfile.scalars import parse_iso_date

    return parsed_if_given(parse_iso_date, text, "date") or environment.today()


def sheet_tag(text: str | None) -> Tag:
    """The language of --sheet-language, or that of the interface; raises MissingError for one without a catalogue."""
    return i18n.spoken(text, "sheet-language") if text is not None else i18n.language()


def _later(module: str, name: str) -> Callable[[str], Any]:
    """A parser whose module is imported on the first call, because its libraries are heavy."""

    def parse(text: str) -> Any:
        return getattr(import_module(f"appealgen.language.{module}"), name)(text)

    return parse


parse_country: Callable[[str], Country] = _later("parsing", "parse_country")
parse_language: Callable[[str], Tag] = _later("parsing", "parse_language")
parse_read: Callable[[str], tuple[Tag, ...]] = _later("spoken", "parse_read")
