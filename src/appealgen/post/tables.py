"""Tables of sizes: the user's own rows before the bundled ones; any of a row's names finds it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from math import inf
from pathlib import Path
from typing import Protocol, TypeVar

from appealgen import resources
from appealgen.errors import InputError, MissingError, Problem, ProblemCode, WrongValueError, did_you_mean
from appealgen.messages import message
from appealgen.model.stationery import PAPERS, Box, Paper
from appealgen.yamlfile.reader import load_yaml
from appealgen.yamlfile.scalars import Scalars

T = TypeVar("T")


class _Named(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def also(self) -> tuple[str, ...]: ...


N = TypeVar("N", bound=_Named)


def _box(text: str) -> Box:
    try:
        x, y, width, height = (float(part) for part in text.split())
        if not all(0 <= side < inf for side in (x, y, width, height)):
            raise ValueError(text)
    except ValueError:
        hint = message("give four numbers in mm: x y width height")
        raise WrongValueError(message("“{text}” is not a box", text=text), hint) from None
    return Box(x, y, width, height)


def _paper(text: str) -> Paper:
    papers = {paper.name: paper for paper in PAPERS}
    if text not in papers:
        raise WrongValueError(message("“{text}” is not a paper size", text=text), did_you_mean(text, list(papers)))
    return papers[text]


SCALARS: Scalars = {Box: _box, Paper: _paper}
"""Converters from the texts of a table to boxes and papers."""


def load_rows(name: str, key: str, row: type[T], scalars: Scalars, roots: Sequence[Path]) -> dict[Path, tuple[T, ...]]:
    """Rows of every table called `name`, by file, the user's first; `key` is the key of the list in a table.

    Raises InputError.
    """
    found = {}
    for path in resources.find_all(name, roots):
        table: dict[str, tuple[T, ...]] = load_yaml(path, dict[str, tuple[row, ...]], scalars)  # type: ignore[valid-type]
        if list(table) != [key]:
            text = message("it has: {keys}", keys=", ".join(table))
            hint = message("such a file has one list, “{key}:”", key=key)
            raise InputError(Problem(ProblemCode.UNKNOWN_KEY, text, hint, file=str(path)))
        found[path] = table[key]
    return found


def all_rows(name: str, key: str, row: type[T], roots: Sequence[Path]) -> tuple[T, ...]:
    """Rows of all these tables, the user's first. Raises InputError."""
    return tuple(one for rows in load_rows(name, key, row, SCALARS, roots).values() for one in rows)


def called(name: str, rows: Sequence[N], unknown: Problem, or_else: Sequence[str] = ()) -> N:
    """The row called `name`, whatever its capitals, spaces and hyphens.

    Raises MissingError with the problem `unknown` and a hint: the nearest name, or all known names.
    """
    for row in rows:
        if is_called(row, name):
            return row
    hint = did_you_mean(name, list(dict.fromkeys([row.name for row in rows] + list(or_else))))
    raise MissingError(replace(unknown, hint=hint))


def is_called(row: _Named, name: str) -> bool:
    """Whether a name means this row."""
    wanted = _plain(name)
    return wanted in (_plain(known) for known in (row.name, *row.also))


def _plain(name: str) -> str:
    return re.sub(r"[\s_.-]+", "", name.casefold())
