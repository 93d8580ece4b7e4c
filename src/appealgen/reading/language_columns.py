"""Columns that are headed by a language each, with marks below: a form's grid, a list with crosses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

from appealgen.language.parsing import language_of
from appealgen.language.spoken import is_level
from appealgen.reading.roster_columns import folded_heading, headings, is_note, meaning
from appealgen.reading.tables import HeadedWorksheet
from appealgen.reading.worksheets import Record

_LAST_BRACKETS = re.compile(r".*\[([^\[\]]+)\]\s*")


def language_columns(sheet: HeadedWorksheet, first: Sequence[Record]) -> Mapping[int, str]:
    """Columns with a language in their headings and marks in their first cells, by index, if there are several."""
    found = {}
    for index, heading in enumerate(sheet.headings):
        in_brackets = _LAST_BRACKETS.fullmatch(heading)
        language = in_brackets[1] if in_brackets else heading
        if in_brackets is None and meaning(heading) == "reads":
            return {}
        cells = [record.cells[index] for record in first if index < len(record.cells) and record.cells[index]]
        if (
            len(language) > 1
            and not is_note(heading)
            and all(map(_is_mark, cells))
            and language_of(language) is not None  # last: it reads names of languages in seven languages
        ):
            found[index] = language
    filled = any(record.cells[i] for record in first for i in found if i < len(record.cells))
    return found if len(found) > 1 and filled else {}


def with_languages(sheet: HeadedWorksheet, first: Sequence[Record], languages: Mapping[int, str]) -> HeadedWorksheet:
    """The sheet with one more column, which lists the languages that are marked; its heading is all of them."""
    width = len(sheet.headings)
    label = " / ".join(languages.values())

    def listed(records: Iterator[Record]) -> Iterator[Record]:
        for record in records:
            cells = record.cells + [""] * (width - len(record.cells))
            texts = (_language(cells[index], language) for index, language in languages.items())
            yield record._replace(cells=[*cells[:width], ", ".join(filter(None, texts)), *cells[width:]])

    return replace(sheet, headings=(*sheet.headings, label), records=listed(chain(first, sheet.records)))


def _language(cell: str, language: str) -> str:
    """`English`, or `English (B2)` for a level; empty for a cell that says no."""
    mark = folded_heading(cell) or cell
    if not cell or mark in _marks()[False]:
        return ""
    return language if mark in _marks()[True] else f"{language} ({cell})"


def _is_mark(cell: str) -> bool:
    mark = folded_heading(cell) or cell
    return mark in _marks()[True] or mark in _marks()[False] or is_level(cell)


@cache
def _marks() -> Mapping[bool, frozenset[str]]:
    words = headings().marks
    return {
        well: frozenset(folded_heading(word) or word for word in words[key])
        for well, key in ((True, "yes"), (False, "no"))
    }
