"""The index of print files: which letter, envelope, label or cover is on which page of which file."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from appealgen.errors import AppealgenError
from appealgen.events.plan import BatchLetter, Order
from appealgen.model.document import Labels
from appealgen.reading.tables import read_table
from appealgen.renderers import PRINTED

INDEX = "index.csv"
"""Its file, in the folder of the print files."""
COLUMNS = ("file", "page", "pages", "mark", "row", "person", "case", "target", "language")
"""`row` is empty for walk-ins, `mark` for a cover, `target` for a label with the sender's own address."""
_DIGITS = {"page": 6, "pages": 3}
"""At most, of a page number and of a number of pages."""
PDF_SHEETS = 100
"""Pages of packing lists or labels in one PDF: they have more on them."""


class IndexedPage(NamedTuple):
    """A row of the index: something of a letter on the pages of a file from `page` on, counted from 1."""

    file: str
    page: int
    pages: int
    mark: str = ""
    row: str = ""
    person: str = ""
    case: str = ""
    target: str = ""
    language: str = ""


@dataclass
class PageIndex:
    """The pages of a run, collected while they are made; covers are by person or by target."""

    order: Order = "sender"
    _rows: list[IndexedPage] = field(default_factory=list)
    _printed: dict[tuple[str, str, str], list[IndexedPage]] = field(default_factory=dict)

    def add(self, file: str, page: int, pages: int, letter: BatchLetter, *, cover: bool = False) -> None:
        """Add a document of a letter, or the cover before it."""
        category, person = letter.prepared.category, letter.signatory
        mark, row = letter.mark, str(person.row or "")
        ids = (category.case, category.target, category.language)
        if cover and self.order == "sender":
            found = IndexedPage(file, page, pages, "", row, person.folder)
        elif cover:
            found = IndexedPage(file, page, pages, case=category.case, target=category.target)
        else:
            found = IndexedPage(file, page, pages, mark, row, person.folder, *ids)
            self._printed.setdefault(letter.key, []).append(found)
        self._rows.append(found)

    def add_labels(self, labels: Labels, letters: Sequence[BatchLetter], formats: Sequence[str], file: str) -> None:
        """Add the labels of letters in the order of their sheets; `file` is the name without its ending."""
        first_own = len(letters) - labels.own
        for number, (letter, sheet) in enumerate(zip(letters, _sheets(labels), strict=True)):
            category, person = letter.prepared.category, letter.signatory
            ids = (category.case, category.target, category.language) if number < first_own else (category.case,)
            for format in [format for format in formats if format in PRINTED]:
                name, page = f"{file}.{format}", sheet + 1
                if format == "pdf" and labels.pages > PDF_SHEETS:
                    name, page = f"{file}-{sheet // PDF_SHEETS + 1:02d}.pdf", sheet % PDF_SHEETS + 1
                whose = (letter.mark, str(person.row or ""), person.folder)
                self._rows.append(IndexedPage(name, page, 1, *whose, *ids))

    def keep(self, files: Collection[str], earlier: Iterable[IndexedPage]) -> None:
        """Keep the `earlier` rows of print files that are left alone: their pages are those of an earlier run."""
        self._rows = [row for row in self._rows if row.file not in files]
        for key, rows in self._printed.items():
            self._printed[key] = [row for row in rows if row.file not in files]
        for row in earlier:
            if row.file in files:
                self._rows.append(row)
                if row.mark:
                    self._printed.setdefault((row.person, row.case, row.target), []).append(row)

    def __bool__(self) -> bool:
        """Whether it has any page."""
        return bool(self._rows)

    def pages_of(self, letters: Sequence[BatchLetter]) -> Iterator[str]:
        """The pages of letters and their envelopes in each file, those of a PDF if there is one: `letters-A4: 3–5`."""
        found = [row for letter in letters for row in self._printed.get(letter.key, ())]
        exact = [row for row in found if row.file.endswith(".pdf")] or found
        for file in dict.fromkeys(row.file for row in exact):
            pages = (page for row in exact if row.file == file for page in range(row.page, row.page + row.pages))
            yield f"{file.rpartition('.')[0]}: {ranges(pages)}"

    def as_csv(self) -> bytes:
        """The file, in the order of the pages."""
        stream = io.StringIO(newline="")
        ordered = sorted(self._rows, key=lambda row: (row.file, row.page))
        csv.writer(stream).writerows((COLUMNS, *ordered))
        return stream.getvalue().encode("utf-8-sig")


def rows_of(path: Path) -> list[IndexedPage]:
    """The rows of an index; none if somebody changed it into something else."""
    try:
        return [row for line in read_table(path, COLUMNS).rows if (row := indexed(line.cells)) is not None]
    except AppealgenError:
        return []


def indexed(cells: Mapping[str, str]) -> IndexedPage | None:
    """A row of the file; None if its pages are no numbers."""
    if not all(cells.get(name, "").isdecimal() and len(cells[name]) <= most for name, most in _DIGITS.items()):
        return None
    numbers = {name: int(cells[name]) for name in _DIGITS}
    return IndexedPage(**{name: cells.get(name, "") for name in COLUMNS} | numbers)  # type: ignore[arg-type]


def _sheets(labels: Labels) -> Iterator[int]:
    """The sheet of each label, counted from 0."""
    first, places = labels.placing.start - 1, labels.sheet.columns * labels.sheet.rows
    return (number // places for number in range(first, first + len(labels.texts)))


def ranges(pages: Iterable[int]) -> str:
    """Page numbers with those in a row as one: `3–5, 9`."""
    rows: list[list[int]] = []
    for page in sorted(pages):
        if rows and page <= rows[-1][-1] + 1:
            rows[-1].append(page)
        else:
            rows.append([page])
    return ", ".join(f"{row[0]}–{row[-1]}" if row[-1] > row[0] else f"{row[0]}" for row in rows)
