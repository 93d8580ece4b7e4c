"""A batch → files: each complete at every moment and recorded when written, so that a stopped run can continue."""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from appealgen.errors import InputError, Problem, ProblemCode, RefusedError, WriteError
from appealgen.events.left_alone import edits_kept
from appealgen.events.page_index import INDEX, PageIndex, rows_of
from appealgen.events.plan import Batch, BatchLetter
from appealgen.events.print_files import (
    PACKING_LISTS,
    PDF_SPLIT,
    LabelStock,
    PrintRun,
    envelope_file,
    label_file,
    label_parts,
    letter_file,
    packing_part,
    split_labels,
    whose,
)
from appealgen.events.sheets import cover, packing_lists, packing_pages, sheets_of
from appealgen.events.signatories import Signatory
from appealgen.events.survey import BatchOptions, ComposedLetter, Survey, compose_letter, survey_batch
from appealgen.events.withdrawals import earlier_files, left_over_files, left_over_prints
from appealgen.messages import message, nmessage
from appealgen.model.document import Document, Labels, Sheet
from appealgen.output.artifacts import pages_of_envelope
from appealgen.output.classification import PathStatus, classify, conflicts, is_same, sha256, status_of
from appealgen.output.entries import OF_ONE_LETTER, STATES, FileEntry, State, document
from appealgen.output.journal import Journal
from appealgen.output.lock import locked
from appealgen.output.manifest import read_manifest, settle
from appealgen.output.set_aside import copy, remove_copied, to_set_aside
from appealgen.output.writer import make_folder, write_one
from appealgen.paths import is_taken
from appealgen.renderers import render, sheet_formats
from appealgen.renderers.pagination import fits_half, sheet_pages

if TYPE_CHECKING:
    from appealgen.events.pdf_files import PdfRun

OnFile = Callable[[FileEntry], None]
"""Callback for each file of a run, after it is placed."""


@dataclass(frozen=True)
class BatchReport:
    """Result of a batch: the number of files in each state, and all notices."""

    files: Mapping[State, int]
    notices: tuple[Problem, ...]
    survey: Survey

    def json(self, entries: Iterable[str], failed: Iterable[Problem] = ()) -> Iterator[str]:
        """The JSON object of `batch`, in pieces; `entries` are those of all files as JSON, as written."""
        totals = self.survey.totals.as_event_json(self.survey.people)
        return document((notice.as_json() for notice in self.notices), entries, failed, totals)


def check_sound(survey: Survey, options: BatchOptions) -> None:
    """Raise InputError or RefusedError for letters that cannot be written, WriteError for conflicts.

    Missing details are errors of the roster, all others of the plan. In a dry run conflicts are notices.
    """
    if survey.failed:
        missing = any(InputError.exit_code in problem.code.exit_codes for problem in survey.failed)
        raise InputError(survey.failed) if missing else RefusedError(survey.failed)
    check_conflicts(survey, options)


def check_conflicts(survey: Survey, options: BatchOptions) -> None:
    """Raise WriteError for all paths with somebody else's work, except in a dry run."""
    if survey.conflicts and not options.dry_run:
        raise WriteError(survey.conflicts)


def write_batch(batch: Batch, survey: Survey, options: BatchOptions, on_file: OnFile = lambda _: None) -> BatchReport:
    """Write all valid letters of the survey, print files, sheets and manifest; with `dry_run` none of them.

    If another run has written into the folder since the survey, it is repeated, and people get their numbers from what
    is there now. Raises WriteError for conflicts before anything is written, and when the disk refuses a file. Then, as
    after an interrupt, files already written stay, complete and in the manifest.
    """
    check_conflicts(survey, options)
    if options.dry_run:
        writing = _Writing(survey.batch, survey, options, on_file)
        writing.run()
        return writing.report()
    with locked(options.out):
        if read_manifest(options.out) != survey.manifest:
            survey = survey_batch(batch, options)
            check_conflicts(survey, options)
        cases = [*(case.id for case in batch.cases), *(() if batch.is_partial else (None,))]
        journal = Journal(options.out)
        writing = _Writing(survey.batch, survey, options, on_file, journal)
        try:
            journal.begin(survey.identified.people)
            writing.run()
        except BaseException:
            writing.prints.discard()
            with contextlib.suppress(WriteError):  # the first error has the reason; the next run reads the journal
                settle(journal, survey.manifest, writing.notices, cases)
            raise
        withdrawn = () if survey.batch.nameless else survey.withdrawn
        settle(journal, survey.manifest, writing.notices, cases, withdrawn)
        return writing.report()


def plan_notices(survey: Survey, options: BatchOptions) -> Iterator[Problem]:
    """Notices of the plan, with the numbers of the survey."""
    asked = options.printing.split
    if "pdf" in options.formats and asked is not None and not 0 < asked <= PDF_SPLIT:
        text = message("a PDF print file has at most {limit} letters: the files are split there", limit=PDF_SPLIT)
        yield Problem(ProblemCode.SMALLER_PARTS, text, field="split")
    yield from edits_kept(survey.kept, options.printing.folder)
    for case, number in survey.totals.long.items():
        text = nmessage(
            "{count} of its letters has more than one page: one-page letters are more likely to be read",
            "{count} of its letters have more than one page: one-page letters are more likely to be read",
            number,
        )
        has_words = survey.batch.options.own_words or any(s.sender.own_words for s in survey.batch.signatories)
        yield Problem(ProblemCode.TOO_LONG, text, message("shorten your own words") if has_words else None, case=case)
    if survey.totals.unpriced and survey.totals.stamps:
        text = nmessage(
            "{count} letter has no price in your table",
            "{count} letters have no price in your table",
            survey.totals.unpriced,
        )
        yield Problem(ProblemCode.NO_PRICE, text, message("see postage.yaml"))


class _Writing:
    """A single pass over all letters, into separate files and print files."""

    def __init__(
        self, batch: Batch, survey: Survey, options: BatchOptions, on_file: OnFile, journal: Journal | None = None
    ) -> None:
        self.batch, self.survey, self.options, self.on_file, self.journal = batch, survey, options, on_file, journal
        self.notices: tuple[Problem, ...] = (*options.reference.notices, *batch.notices, *plan_notices(survey, options))
        self.states: Counter[State] = Counter()
        entries = survey.manifest.entries.values()
        printed = [entry.path for entry in entries if entry.kind in ("print", "labels", "sheet")]
        self.printed = {path for path in printed if path.rpartition("/")[0] == options.printing.folder}
        self.earlier = set(earlier_files(batch, survey.manifest)) if options.singles else set()
        self.folder = ("", "", False)  # of the last file: below the output folder, its path, whether it is new
        self.covered: dict[str, str] = {}
        self.packing: Iterator[tuple[Signatory, Sheet]] | None = None
        self.packed: tuple[Signatory, Sheet] | None = None
        self.index = PageIndex(options.printing.order)
        self.prints = PrintRun(
            options.out,
            options.streamed,
            options.reference,
            options.printing,
            options.for_sheets,
            self.index,
            dry_run=options.dry_run,
        )
        self.stock = LabelStock(options.printing)
        self.pdfs: PdfRun | None = None
        self.links: dict[Problem, None] = {}

    def run(self) -> None:
        """Write everything; PDF files in child processes."""
        if "pdf" not in self.options.formats:
            self._run()
            return
        from appealgen.events.pdf_files import PdfRun
        from appealgen.renderers.pdf.processes import Typesetters

        with Typesetters() as setters:
            self.pdfs = PdfRun(self.options, self.batch.options.date, self._put, setters, self.index)
            self._run()

    def _run(self) -> None:
        before = ""
        for composed, suffix in self._letters():
            if self.options.print_files:
                if suffix != before:
                    self._place_print_files()
                self._into_print_files(composed, suffix)
                before = suffix
            self.stock.add(composed.letter, composed.papers.letter)
            if self.options.singles:
                self._put_singles(composed)
            sent = composed.sent(self.options)
            for entry, data in sent.files:
                self._put(entry, data)
            self.links |= {sent.notice: None} if sent.notice is not None else {}
        self._place_print_files()
        for labels, letters in self.stock.labels():
            self._put_labels(labels)
            self.index.add_labels(labels, letters, self.options.formats, label_file(labels.sheet.name))
        self._put_index()
        if self.options.sheets:
            self._put_sheets()
        if "social" in self.batch.options.channels:
            self._put_social_texts()
        if self.options.set_aside:
            self._set_withdrawn_aside()
        if self.pdfs is not None:
            self.pdfs.finish()
            self.notices += tuple(self.pdfs.notices)
        self.notices += (*self.links, *left_over_prints(self.printed, self.options.out))
        self.notices += tuple(left_over_files(self.earlier, self.survey.withdrawn, self.options.out))

    def _put_singles(self, composed: ComposedLetter) -> None:
        for entry, data in composed.files(self.options):
            self._put(entry, data)
        if self.pdfs is not None:
            for each in composed.pdf_files():
                self.pdfs.add_single(*each)

    def _put_labels(self, labels: Labels) -> None:
        name, pages = label_file(labels.sheet.name), labels.pages
        for format in self.options.streamed:
            data = render(labels, format, self.options.reference)
            path = f"{self.options.printing.folder}/{name}.{format}"
            entry = FileEntry(path=path, kind="labels", format=format, pages=pages, sheets=pages)
            self._put(entry._replace(size=len(data), sha256=sha256(data)), data)
        if self.pdfs is not None:
            for part, some in zip(label_parts(labels.sheet.name, pages), split_labels(labels), strict=True):
                self.pdfs.add(part, some, some.pages)

    def _put_index(self) -> None:
        """Put the index, as soon as the pages of all PDF files are known."""
        if self.pdfs is not None:
            self.pdfs.finish()
        if self.index and self.options.print_files:
            path = f"{self.options.printing.folder}/{INDEX}"
            self.index.keep({name.rpartition("/")[2] for name in self.survey.kept}, rows_of(self.options.out / path))
            data = self.index.as_csv()
            self._put(FileEntry(path=path, kind="sheet", format="csv", size=len(data), sha256=sha256(data)), data)

    def _put_social_texts(self) -> None:
        from appealgen.output.social import social_file, social_notices

        for case in self.batch.cases:
            for entry, data in social_file(case, self.options.sheet_language):
                self._put(entry, data)
            self.notices += tuple(social_notices(case))

    def _put_sheets(self) -> None:
        is_docx, looks = "docx" in sheet_formats(self.options.formats), self.options.for_sheets
        for name, sheet in sheets_of(self.batch, self.survey, self.options).items():
            if is_docx:
                path, data = f"{self.options.printing.folder}/{name}.docx", render(sheet, "docx", looks)
                entry = FileEntry(path=path, kind="sheet", format="docx", size=len(data), sha256=sha256(data))
                self._put(entry, data)
            if self.pdfs is not None:
                self.pdfs.add(name, sheet)
        for number, page in enumerate(packing_pages(self.batch, self.survey, self.options, self.index)):
            if is_docx:
                self.prints.add(PACKING_LISTS, page, 0 if self.options.large_print else 1)
            if self.pdfs is not None:
                self.pdfs.add(packing_part(number), page)
        self._place_print_files()

    def report(self) -> BatchReport:
        """The result; it has conflicts only in a dry run."""
        return BatchReport(
            dict(self.states), (*self.notices, *self.survey.about_earlier, *self.survey.conflicts), self.survey
        )

    def _letters(self) -> Iterator[tuple[ComposedLetter, str]]:
        for letter, count, suffix in self.survey.parts(self.batch, self.options):
            composed = compose_letter(letter, self.options, count)
            assert isinstance(composed, ComposedLetter), "the survey composed it"
            yield composed, suffix

    def _into_print_files(self, composed: ComposedLetter, suffix: str) -> None:
        """Add a letter and its envelope, with a cover before the first of a person or target in each file."""
        mailing, papers = composed.letter.mailing, composed.papers
        name, of = letter_file(mailing, suffix), whose(composed.letter, self.options.printing.order)
        if self.options.printing.covers and self.covered.get(name) != of:
            sheet = self._cover(composed.letter)
            self._add(name, sheet, sheet_pages(sheet, self.options.for_sheets), composed.letter, cover=True)
            self.covered[name] = of
        self._add(name, papers.letter, composed.posted.pages, composed.letter)
        if papers.envelope is not None and (envelope := envelope_file(mailing, suffix)) is not None:
            pages = pages_of_envelope(papers.envelope, "docx")
            self._add(envelope, papers.envelope, pages, composed.letter)

    def _cover(self, letter: BatchLetter) -> Sheet:
        """The sheet before the letters of a person, which is their packing list, or to a target."""
        if not self.options.packed_by_cover or self.batch.options.hand_in:
            return cover(letter, self.batch, self.options)
        if self.packing is None:
            self.packing = packing_lists(self.batch, self.survey, self.options, self.index)
        while self.packed is None or self.packed[0].folder != letter.signatory.folder:
            self.packed = next(self.packing)
        sheet = self.packed[1]
        return sheet._replace(cover=fits_half(sheet, self.options.for_sheets))

    def _add(self, name: str, document: Document, pages: int, letter: BatchLetter, *, cover: bool = False) -> None:
        self.prints.add(name, document, pages, letter, cover=cover)
        if self.pdfs is not None:
            self.pdfs.add(name, document, pages, letter, cover=cover)

    def _place_print_files(self) -> None:
        if self.pdfs is not None:
            self.pdfs.close()
        for entry, partial in self.prints.finish():
            if partial is None:
                self._placed(_kept(entry) if entry.path in self.survey.kept else self._noted(entry, "planned"))
                continue
            if entry.path in self.survey.kept:
                partial.discard()
                self._placed(_kept(entry))
                continue
            status = status_of(self.options.out, entry.path, self.survey.manifest.sha256(entry.path))
            if status != "new" and is_same(partial.path, entry.sha256):
                partial.discard()
                self._placed(self._noted(entry, "identical"))
            else:
                self._check(entry, status)
                noted = self._noted(entry, STATES[status])
                partial.place()
                self._placed(noted)

    def _put(self, entry: FileEntry, data: bytes) -> None:
        """Write one file, unless it already exists as planned, or edited and to be kept."""
        if entry.path in self.survey.kept:
            self._placed(_kept(entry))
            return
        if self.options.dry_run:
            self._placed(self._noted(entry, "planned"))
            return
        folder, _, name = entry.path.rpartition("/")
        if folder != self.folder[0]:
            place = f"{self.options.out}{os.sep}{folder}"
            self.folder = folder, place, make_folder(place)
        path = f"{self.folder[1]}{os.sep}{name}"
        status: PathStatus = "new"
        if not self.folder[2] and is_taken(path):
            status = classify(self.options.out, entry.path, data, self.survey.manifest.sha256(entry.path))
            self._check(entry, status)
        noted = self._noted(entry, STATES[status])
        if status != "identical":
            write_one(path, data, synced=_is_synced(entry))
        self._placed(noted)

    def _check(self, entry: FileEntry, status: PathStatus) -> None:
        """Raise WriteError for somebody else's work that was not there during the survey."""
        options = self.options
        if in_the_way := conflicts(options.out, {entry.path: status}, overwrite=options.overwrite, of_event=True):
            raise WriteError(in_the_way)

    def _set_withdrawn_aside(self) -> None:
        """Move letters that are no longer planned: copy them for good, each after the journal has its new place."""
        pairs = to_set_aside(self.options.out, self.survey.withdrawn)
        for entry, moved in pairs:
            noted = self._noted(moved, "planned" if self.options.dry_run else "set-aside")
            if not self.options.dry_run:
                copy(self.options.out, entry.path, moved.path)
            self._placed(noted)
        if not self.options.dry_run:
            remove_copied(self.options.out, ((entry.path, moved.path) for entry, moved in pairs))

    def _noted(self, entry: FileEntry, state: State) -> FileEntry:
        """The entry of a file about to be placed, once the journal has it: a kill can come at any time."""
        noted = entry._replace(state=state)
        if self.journal is not None:
            self.journal.add(noted, synced=_is_synced(entry))
        return noted

    def _placed(self, entry: FileEntry) -> None:
        """Count a placed file and report it."""
        self.printed.discard(entry.path)
        self.earlier.discard(entry.path)
        self.states[entry.state] += 1
        self.on_file(entry)


def _kept(entry: FileEntry) -> FileEntry:
    """The entry of an edited file that is left alone; the manifest has the one from before the edit."""
    return entry._replace(state="kept", size=0, sha256="")


def _is_synced(entry: FileEntry) -> bool:
    """Whether to flush a file to disk at once; thousands of letters are flushed at the end of the run."""
    return entry.kind not in OF_ONE_LETTER or entry.state == "set-aside"
