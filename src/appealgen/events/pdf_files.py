"""PDF files of a batch: documents collected and set in child processes, while the next ones are composed."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from appealgen.errors import Problem
from appealgen.events.page_index import PageIndex
from appealgen.events.plan import BatchLetter
from appealgen.events.print_files import PDF_SPLIT
from appealgen.events.survey import BatchOptions
from appealgen.model.document import Document, Envelope, Labels
from appealgen.output.classification import sha256
from appealgen.output.entries import FileEntry, Kind
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.pdf.document import Pdf, set_pdf
from appealgen.renderers.pdf.processes import Typesetters
from appealgen.renderers.pdf.typesetting import Typesetting


class _Printed(NamedTuple):
    """A document of a print file, with its pages as planned, and its letter; `cover` means the one before it."""

    document: Document
    pages: int
    letter: BatchLetter | None = None
    cover: bool = False


@dataclass
class PdfRun:
    """All PDF files of a batch; each is handed to `put` when it is set, in the order of `close`.

    In a dry run they are only counted.
    """

    options: BatchOptions
    date: datetime.date
    put: Callable[[FileEntry, bytes], None]
    setters: Typesetters
    index: PageIndex
    notices: dict[Problem, None] = field(default_factory=dict)
    _open: dict[str, list[_Printed]] = field(default_factory=dict)
    _singles: list[tuple[FileEntry, Document]] = field(default_factory=list)

    def add(
        self, name: str, document: Document, pages: int = 1, letter: BatchLetter | None = None, *, cover: bool = False
    ) -> None:
        """Add a document to a print file."""
        self._open.setdefault(name, []).append(_Printed(document, pages, letter, cover))

    def add_single(self, entry: FileEntry, document: Document) -> None:
        """Add a document with a file of its own."""
        self._singles.append((entry, document))
        if len(self._singles) >= PDF_SPLIT:
            self._set_singles()

    def close(self) -> None:
        """Set the print files that have documents."""
        for name, printed in self._open.items():
            documents = [each.document for each in printed]
            path = f"{self.options.printing.folder}/{name}.pdf"
            entry = FileEntry(path=path, kind=_kind(name, documents[0]), format="pdf")
            then = partial(self._set, entry, printed)
            if self.options.dry_run:
                then(Pdf(b"", tuple(each.pages for each in printed)))
                continue
            duplex = self._duplex(documents[0])
            looks = self.options.for_sheets if entry.kind == "sheet" else self.options.reference
            self.setters.add(path, partial(_set, documents, looks, self.date, duplex), then)
        self._open.clear()

    def finish(self) -> None:
        """Set all others, and wait for all."""
        self.close()
        self._set_singles()
        self.setters.finish()

    def _duplex(self, document: Document) -> bool:
        return self.options.printing.duplex and not isinstance(document, Envelope | Labels)

    def _set(self, entry: FileEntry, printed: Sequence[_Printed], pdf: Pdf) -> None:
        """Hand over a print file, with its letters in the index."""
        duplex, end = self._duplex(printed[0].document), 0
        for each, count in zip(printed, pdf.pages, strict=True):
            start = end + 1 + (end % 2 if duplex else 0)
            end = start + count - 1
            if each.letter is not None:
                self.index.add(entry.path.rpartition("/")[2], start, count, each.letter, cover=each.cover)
        sheets = (end + 1) // 2 if duplex else end
        known = bool(pdf.data) or entry.kind != "sheet"
        self._hand_over(entry._replace(pages=end, pages_exact=known, sheets=sheets), pdf)

    def _set_singles(self) -> None:
        singles, self._singles = self._singles, []
        if self.options.dry_run:
            self._hand_over_all(singles, (Pdf(b"", ()) for _ in singles))
        elif singles:
            documents = [document for _, document in singles]
            work = partial(_set_each, documents, self.options.reference, self.date)
            self.setters.add(singles[0][0].path, work, partial(self._hand_over_all, singles))

    def _hand_over_all(self, singles: Iterable[tuple[FileEntry, Document]], made: Iterable[Pdf]) -> None:
        for (entry, _), pdf in zip(singles, made, strict=True):
            self._hand_over(entry, pdf)

    def _hand_over(self, entry: FileEntry, pdf: Pdf) -> None:
        self.notices |= dict.fromkeys(pdf.notices)
        if pdf.data:
            entry = entry._replace(size=len(pdf.data), sha256=sha256(pdf.data))
        self.put(entry, pdf.data)


def _kind(name: str, document: Document) -> Kind:
    if isinstance(document, Labels):
        return "labels"
    return "print" if name.startswith(("letters-", "envelopes-")) else "sheet"


def _set(
    documents: Sequence[Document], looks: Reference, date: datetime.date, duplex: bool, typeset: Typesetting
) -> Pdf:
    return set_pdf(documents, looks, date=date, duplex=duplex, typeset=typeset)


def _set_each(documents: Iterable[Document], looks: Reference, date: datetime.date, typeset: Typesetting) -> list[Pdf]:
    return [set_pdf((document,), looks, date=date, typeset=typeset) for document in documents]
