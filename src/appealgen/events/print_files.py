"""Print files of a batch: one for each stationery, letters and envelopes in the same order, split alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from appealgen.events.page_index import PDF_SHEETS, PageIndex
from appealgen.events.plan import Batch, BatchLetter, Order, PreparedMailing
from appealgen.model.case import Case
from appealgen.model.document import Document, Envelope, LabelPlacing, Labels, Letter
from appealgen.model.stationery import LabelSheet
from appealgen.output.artifacts import sender_on_label
from appealgen.output.classification import sha256, size_and_sha256
from appealgen.output.entries import FileEntry
from appealgen.output.partial_files import PartialFile, failing_at
from appealgen.planning.plan import Mailing
from appealgen.renderers import PrintFile
from appealgen.renderers.docx.reference import Reference

PRINT = "print"
"""The folder of print files."""
TALLY, TO_BUY, PACKING_LISTS, WITHOUT = "tally", "to-buy", "packing-lists", "without-letters"
PARCEL = "parcel-list"
"""Sheets of an event, besides one for each case."""
_LONGEST_NAME = 80
SPLIT = 500
"""Letters in one print file: beyond that, LibreOffice takes more than twice as long for each (measured)."""
PDF_SPLIT, PDF_PAGES = 200, 300
"""Letters and pages in one PDF: typst needs up to 0.7 MB for each page (measured)."""


def name_of_case_sheet(case: Case) -> str:
    """File name of a case's sheet."""
    return f"case-{case.id}"


def name_of_form(case: Case) -> str:
    """File name of the form on top of a case's letters to hand in."""
    return f"hand-in-{case.id}"


def first_in_each_language(batch: Batch) -> dict[str, PreparedMailing]:
    """The first letter of each case in each language, by the name of the file with its words to read."""
    found: dict[str, PreparedMailing] = {}
    for prepared in (each for several in batch.prepared.values() for each in several):
        found.setdefault(f"to-read-{prepared.category.case}.{prepared.category.language}", prepared)
    return found


class PrintOptions(NamedTuple):
    """Options of printing: the order of the letters, and the number of letters in one file (0: all, None: the default).

    With `duplex` each letter starts on the front of a sheet; with `covers` a named sheet precedes the letters of each
    person or target; that of a person is their packing list. With `marks` a letter, its envelope and its label have
    one mark. `labels` places the labels on their sheets.
    """

    order: Order = "sender"
    split: int | None = None
    duplex: bool = False
    covers: bool = False
    marks: bool = True
    labels: LabelPlacing = LabelPlacing()
    folder: str = PRINT


def print_folder(rows: str | None) -> str:
    """`print`, or for some rows of a roster `print/rows-20-40_55`, so that no other file is replaced."""
    if not rows:
        return PRINT
    return shortened(f"{PRINT}/rows-{'_'.join(map(_plain, rows.split(',')))}")


def shortened(name: str) -> str:
    """A name, or for a long one its beginning with a hash of it."""
    if len(name) <= _LONGEST_NAME:
        return name
    mark = sha256(name.encode())[:8]
    return f"{name[: _LONGEST_NAME - len(mark) - 1]}-{mark}"


class Parts(NamedTuple):
    """How print files are split: at most `letters` in each part (0: no limit), and `pages`.

    The letters of a person, or to a target, stay in one part if it can hold them; a person's stay together even if it
    cannot, except in `firm` parts.
    """

    order: Order
    letters: int
    pages: int = 0
    firm: bool = False

    def suffixes(self, letters: Iterable[tuple[BatchLetter, int]], total: int, pages: int) -> Iterator[str]:
        """`-01` for each letter of the first part, or nothing if one part holds all; `letters` have their pages."""
        if self._holds(total, pages):
            yield from ("" for _ in letters)
            return
        number, count, used = 1, 0, 0
        for _, together in groupby(letters, lambda one: whose(one[0], self.order)):
            group = [own for _, own in together]
            if count and not self._holds(count + len(group), used + sum(group)):
                number, count, used = number + 1, 0, 0
            for own in group:
                if count and self._is_firm and not self._holds(count + 1, used + own):
                    number, count, used = number + 1, 0, 0
                count, used = count + 1, used + own
                yield f"-{number:02d}"

    @classmethod
    def of(cls, options: PrintOptions, formats: Sequence[str]) -> Parts:
        """The parts asked for; those of PDF files are small."""
        if "pdf" not in formats:
            return cls(options.order, SPLIT if options.split is None else options.split)
        return cls(options.order, min(options.split or PDF_SPLIT, PDF_SPLIT), PDF_PAGES, firm=True)

    @property
    def _is_firm(self) -> bool:
        return self.firm or self.order == "target"

    def _holds(self, letters: int, pages: int) -> bool:
        return not (self.letters and letters > self.letters) and not (self.pages and pages > self.pages)


def whose(letter: BatchLetter, order: Order) -> str:
    """The person or the target whose letters lie together."""
    if order == "sender":
        return letter.signatory.folder
    return f"{letter.mailing.case.id}/{letter.mailing.target.id}"


def letter_file(mailing: Mailing, suffix: str) -> str:
    """Name of the print file for a letter: `letters-A4`; for letters to hand in, a file for each case."""
    pile = f"-{mailing.case.id}" if mailing.handed_in else ""
    layout = f"-{_plain(mailing.layout.name)}" if mailing.layout else ""
    return f"letters-{_plain(mailing.stationery.paper.name)}{pile}{layout}{suffix}"


def envelope_file(mailing: Mailing, suffix: str) -> str | None:
    """Name of the print file for its envelope: `envelopes-DL`; None without an envelope to print.

    Envelopes with a return address on the back have a separate file: print the odd pages, turn the pile, print the
    even ones. In a mixed file each back would be printed on the next envelope.
    """
    if mailing.envelope is None:
        return None
    turned = "-rotated" if mailing.stationery.feed == "rotated" else ""
    backs = "-with-backs" if mailing.stationery.return_address == "back" else ""
    return f"envelopes-{_plain(mailing.envelope.name)}{turned}{backs}{suffix}"


def label_file(sheet: str) -> str:
    """Name of the file for sheets of labels: `labels-L7160`."""
    return f"labels-{_plain(sheet)}"


def packing_part(number: int) -> str:
    """Name of the PDF with a page of packing lists, counted from 0; memory limits how many it has."""
    return f"{PACKING_LISTS}-{number // PDF_SHEETS + 1:02d}" if number >= PDF_SHEETS else PACKING_LISTS


def label_parts(sheet: str, pages: int) -> list[str]:
    """Names of the PDF files for sheets of labels."""
    parts = -(-pages // PDF_SHEETS)
    return [f"{label_file(sheet)}-{n:02d}" for n in range(1, parts + 1)] if parts > 1 else [label_file(sheet)]


def split_labels(labels: Labels) -> Iterator[Labels]:
    """The labels of each of these files: whole sheets, the first of which may be partly used."""
    end, places = 0, labels.sheet.columns * labels.sheet.rows
    placing, total = labels.placing, len(labels.texts)
    while end < total:
        begin, end = end, min(end + PDF_SHEETS * places - (placing.start - 1), total)
        own = max(0, end - max(begin, total - labels.own))
        some = labels.letter_marks[begin:end]
        yield labels._replace(texts=labels.texts[begin:end], placing=placing, own=own, letter_marks=some)
        placing = placing._replace(start=1)


@lru_cache(maxsize=64)
def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9.]+", "-", name).strip("-")


@dataclass
class _OpenFile:
    """A print file being written; without a partial file it is only counted."""

    entry: FileEntry
    partial: PartialFile | None = None
    file: PrintFile | None = None
    duplex: bool = False
    pages: int = 0

    def begin(self) -> int:
        """The page on which the next document begins: with `duplex` a front, after a back that is left empty."""
        if self.duplex and self.pages % 2:
            self.pages += 1
            if self.file is not None:
                self.file.add_back()
        return self.pages + 1


@dataclass
class PrintRun:
    """All print files of a batch but PDF: written in pieces, then finished or discarded; with `dry_run` only counted.

    `sheets` are the looks of sheets for the table, `reference` those of all others.
    """

    out: Path
    formats: Sequence[str]
    reference: Reference
    options: PrintOptions
    sheets: Reference
    index: PageIndex
    dry_run: bool = False
    _open: dict[str, _OpenFile] = field(default_factory=dict)

    def add(
        self, name: str, document: Document, pages: int, letter: BatchLetter | None = None, *, cover: bool = False
    ) -> None:
        """Add a document with its number of pages to a file; sheets for the table, which have no letter, are DOCX only.

        The pages of a DOCX are in the index: those of a letter, its envelope, or a cover before it.
        """
        for format in self.formats if name != PACKING_LISTS else ("docx",):
            path = f"{self.options.folder}/{name}.{format}"
            if path not in self._open:
                self._open[path] = self._begun(name, path, format, document)
            open_file = self._open[path]
            with failing_at(self.out / path):
                page = open_file.begin()
                if open_file.file is not None:
                    open_file.file.add(document)
            open_file.pages += pages
            if letter is not None and format == "docx":
                self.index.add(f"{name}.docx", page, pages, letter, cover=cover)

    def _begun(self, name: str, path: str, format: str, document: Document) -> _OpenFile:
        entry = FileEntry(path=path, kind="sheet" if name == PACKING_LISTS else "print", format=format)
        duplex = self.options.duplex and format == "docx" and not isinstance(document, Envelope)
        if self.dry_run:
            return _OpenFile(entry, duplex=duplex)
        partial = PartialFile(self.out / path)
        reference = self.sheets if name == PACKING_LISTS else self.reference
        try:
            with failing_at(partial.path):
                return _OpenFile(entry, partial, PrintFile(partial.stream, format, reference, duplex=duplex), duplex)
        except BaseException:
            partial.discard()
            raise

    def finish(self) -> Iterator[tuple[FileEntry, PartialFile | None]]:
        """Complete files, ready to be placed; without a partial file if they are only counted."""
        while self._open:
            path, open_file = next(iter(self._open.items()))
            pages = open_file.pages
            entry = open_file.entry._replace(pages=pages, sheets=(pages + 1) // 2 if open_file.duplex else pages)
            if open_file.partial is None or open_file.file is None:
                yield entry, None
            else:
                with failing_at(open_file.partial.path):
                    open_file.file.finish()
                    size, sha256 = size_and_sha256(open_file.partial.stream)
                yield entry._replace(size=size, sha256=sha256), open_file.partial
            del self._open[path]

    def discard(self) -> None:
        """Remove all unfinished files."""
        for open_file in self._open.values():
            if open_file.partial is not None:
                open_file.partial.discard()
        self._open.clear()


class _Label(NamedTuple):
    """The text of a label, and its letter."""

    text: tuple[str, ...]
    letter: BatchLetter


class LabelStock:
    """Addresses for the sheets of labels, in the order of the letters."""

    def __init__(self, options: PrintOptions) -> None:
        """Begin without addresses."""
        self._options = options
        self._texts: dict[LabelSheet, tuple[list[_Label], list[_Label]]] = {}

    def add(self, letter: BatchLetter, document: Letter) -> None:
        """Add a letter, if it is posted with a label."""
        sheet = letter.mailing.stationery.labels
        if sheet is None or not letter.mailing.posted:
            return
        texts, own = self._texts.setdefault(sheet, ([], []))
        texts.append(_Label(document.recipient.printed, letter))
        if self._options.labels.senders and not letter.signatory.sender.blank:
            address = sender_on_label(document, letter.signatory.sender, letter.mailing.stationery.rules)
            own.append(_Label(address, letter))

    def labels(self) -> Iterator[tuple[Labels, tuple[BatchLetter, ...]]]:
        """The labels of each kind of sheet, with their letters; own addresses come last."""
        for sheet, (labels, own) in self._texts.items():
            texts, letters = zip(*labels, *own, strict=True)
            marks = tuple(letter.mark for letter in letters) if self._options.marks else ()
            yield Labels(sheet, texts, self._options.labels, own=len(own), letter_marks=marks), letters
