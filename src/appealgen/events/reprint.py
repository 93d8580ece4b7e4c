"""Pages of a print file once more: the letters, envelopes, labels and covers on them, in a file beside the old one."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from appealgen.errors import (
    InputError,
    MissingError,
    Problem,
    ProblemCode,
    WriteError,
    WrongValueError,
    did_you_mean,
)
from appealgen.events.page_index import COLUMNS, INDEX, IndexedPage, PageIndex, indexed
from appealgen.events.plan import BatchLetter
from appealgen.events.print_files import PRINT, letter_file, shortened
from appealgen.events.sheets import cover, packing_lists
from appealgen.events.survey import BatchOptions, ComposedLetter, Survey, compose_letter
from appealgen.messages import message
from appealgen.model.document import Document, Labels
from appealgen.output.artifacts import pages_of_envelope, sender_on_label
from appealgen.output.classification import classify, conflicts, sha256
from appealgen.output.entries import STATES, FileEntry, document
from appealgen.output.journal import noted
from appealgen.output.lock import locked
from appealgen.output.manifest import NAME, merged, read_manifest
from appealgen.output.totals import Totals
from appealgen.output.writer import write_all
from appealgen.paths import is_file, real
from appealgen.reading.tables import read_table
from appealgen.renderers import PRINTED, PrintFile
from appealgen.renderers.pagination import fits_half, sheet_pages


class WantedPages(NamedTuple):
    """Pages of a print file: its name without its ending, unless only one format is wanted, ranges of pages, and marks.

    `folder` is that of the file, as somebody typed it; empty if they did not.
    """

    file: str
    ranges: tuple[tuple[int, int], ...]
    marks: tuple[str, ...] = ()
    folder: str = ""

    def __str__(self) -> str:
        """Ranges and marks: `40-47,50,4/1`."""
        return ",".join((*(f"{a}-{b}" if b > a else f"{a}" for a, b in self.ranges), *self.marks))


def parse_pages(text: str) -> WantedPages:
    """Parse `letters-A4-02:40-47`, or with marks `print/letters-A4-02:4/1,4/2`; raises WrongValueError."""
    file, _, pages = text.rpartition(":")
    parts = [part.strip() for part in pages.split(",")]
    marks = tuple(part.upper() for part in parts if re.fullmatch(r"[Ww]?[0-9]{1,6}/[0-9]{1,6}", part))
    found = [re.fullmatch(r"([0-9]{1,6})\s*(?:[-–]\s*([0-9]{1,6}))?", part) for part in parts]
    ranges = tuple((int(match[1]), int(match[2] or match[1])) for match in found if match)
    folder, _, name = file.strip().replace("\\", "/").rpartition("/")
    if not name or len(ranges) + len(marks) < len(parts) or not all(0 < first <= last for first, last in ranges):
        wrong = message("“{text}” does not name pages of a print file", text=text)
        raise WrongValueError(wrong, message("give its name and the pages: letters-A4-02:40-47"))
    return WantedPages(name, ranges, marks, folder)


class FoundPages(NamedTuple):
    """Wanted pages of a file in a folder, named without its ending, with their rows of the index by format.

    `indexed` is the time of the index, None for letters that are named by their marks, which never change.
    """

    folder: str
    stem: str
    pages: str
    rows: Mapping[str, tuple[IndexedPage, ...]]
    indexed: float | None = None


def find_pages(wanted: WantedPages, options: BatchOptions) -> FoundPages:
    """Look pages up in the index of an output folder: in the formats asked for, or else in those that it has.

    Raises MissingError for a folder without an index, a file or a page that it does not have, InputError for an index
    that somebody damaged.
    """
    folder = _folder(wanted, options)
    path = options.out / folder / INDEX
    if not is_file(path):
        text = message("there is no index of printed pages")
        hint = message("print first; then use the same --out and --rows")
        raise MissingError(Problem(ProblemCode.NO_INDEX, text, hint, file=str(path), field="pages"))
    rows = [_row(each.number, each.cells, str(path)) for each in read_table(path, COLUMNS).rows]
    files = dict.fromkeys(row.file for row in rows)
    stem, _, ending = wanted.file.rpartition(".")
    stem, formats = (stem, (ending,)) if ending in PRINTED else (wanted.file, PRINTED)
    known = [format for format in formats if f"{stem}.{format}" in files]
    if not known:
        text = message("the index of printed pages has no file “{name}”", name=wanted.file)
        hint = did_you_mean(wanted.file, list(dict.fromkeys(name.rpartition(".")[0] for name in files)))
        raise MissingError(Problem(ProblemCode.UNKNOWN_PAGE, text, hint, file=str(path), field="pages"))
    found = {
        format: tuple(row for row in rows if row.file == f"{stem}.{format}" and _is_wanted(row, wanted))
        for format in [format for format in known if format in options.formats] or known
    }
    marks = {row.mark for rows in found.values() for row in rows}
    if missing := [mark for mark in wanted.marks if mark not in marks]:
        text = message("no letter with the mark {mark} is in {name}", mark=", ".join(missing), name=stem)
        raise MissingError(Problem(ProblemCode.UNKNOWN_PAGE, text, file=str(path), field="pages"))
    if not all(found.values()):
        last = max(row.page + row.pages - 1 for row in rows if row.file.rpartition(".")[0] == stem)
        text = message("nothing is on pages {pages} of {name}", pages=str(wanted), name=stem)
        hint = message("its last page is {last}; empty backs cannot be printed again", last=last)
        raise MissingError(Problem(ProblemCode.UNKNOWN_PAGE, text, hint, file=str(path), field="pages"))
    return FoundPages(folder, stem, str(wanted), found, path.stat().st_mtime if wanted.ranges else None)


def _folder(wanted: WantedPages, options: BatchOptions) -> str:
    """The folder that the pages name, seen from the print files, the output folder or here; else that of the run.

    Raises MissingError for one without an index: the same page of another folder has other people's letters.
    """
    if not wanted.folder:
        return options.printing.folder
    paths = (path.rpartition("/") for path in read_manifest(options.out).entries)
    known, typed = [folder for folder, _, name in paths if name == INDEX], Path(wanted.folder)
    for folder in known:
        names = (Path(folder), Path(folder.removeprefix(f"{PRINT}/")))
        if typed in names or real(typed) == real(options.out / folder):
            return folder
    text = message("“{folder}” has no index of printed pages", folder=wanted.folder)
    hint = message("the folders with an index: {folders}", folders=", ".join(known))
    where = str(options.out)
    raise MissingError(Problem(ProblemCode.NO_INDEX, text, hint if known else None, file=where, field="pages"))


def _row(number: int, cells: Mapping[str, str], file: str) -> IndexedPage:
    if (row := indexed(cells)) is not None:
        return row
    text = message("“page” and “pages” must be numbers")
    hint = message("run the batch again without --pages: it writes the index anew")
    raise InputError(Problem(ProblemCode.WRONG_VALUE, text, hint, file=file, row=number))


def _is_wanted(row: IndexedPage, wanted: WantedPages) -> bool:
    return row.mark in wanted.marks or any(
        row.page <= last and row.page + row.pages > first for first, last in wanted.ranges
    )


@dataclass(frozen=True)
class PrintedAgain:
    """The files of a reprint with their bytes, the letters on them, and notices."""

    files: tuple[tuple[FileEntry, bytes], ...]
    letters: tuple[BatchLetter, ...]
    totals: Totals
    notices: tuple[Problem, ...]

    def json(self, failed: Iterable[Problem] = ()) -> Iterator[str]:
        """The JSON object of `batch --pages`."""
        people = len({letter.signatory.folder for letter in self.letters})
        notices, entries = (notice.as_json() for notice in self.notices), (entry.json for entry, _ in self.files)
        return document(notices, entries, failed, self.totals.as_event_json(people))


def made_again(survey: Survey, options: BatchOptions, found: FoundPages) -> PrintedAgain:
    """Compose what is on the pages, without writing anything; whole letters, also if only a page of them is wanted.

    Raises MissingError if none of it is planned any more; otherwise what is not is in the notices.
    """
    planned = {letter.mark: (letter, count) for letter, count in survey.valid(survey.batch.letters())}
    made = _Reprinting(survey, options, planned)
    files, name = [], shortened(f"again-{found.stem}-{re.sub('[,/]', lambda sign: '_-'[sign[0] == '/'], found.pages)}")
    for format, rows in found.rows.items():
        documents = list(made.labels(rows) if found.stem.startswith("labels-") else made.documents(rows))
        if documents:
            entry = FileEntry(path=f"{options.printing.folder}/{name}.{format}", kind="print", format=format)
            files.append(_rendered(entry, documents, survey, options))
    notices = tuple(dict.fromkeys(made.gone))
    if not files:
        raise MissingError(notices)
    if "docx" in found.rows:
        text = message("the pages of a Word document are estimated: check that these are the ones that you need")
        notices += (Problem(ProblemCode.ESTIMATED_PAGES, text, file=f"{found.stem}.docx"),)
    return PrintedAgain(tuple(files), tuple(made.used.values()), made.totals, notices)


class _Reprinting:
    """Documents of rows of the index; `gone` are problems of those whose letters are no longer planned."""

    def __init__(self, survey: Survey, options: BatchOptions, planned: Mapping[str, tuple[BatchLetter, int]]) -> None:
        self._survey, self._options, self._planned = survey, options, planned
        self.gone: list[Problem] = []
        self.used: dict[str, BatchLetter] = {}
        self.totals = Totals()

    def documents(self, rows: Sequence[IndexedPage]) -> Iterator[tuple[Document, int]]:
        """Letters, envelopes and covers with their pages."""
        for row in rows:
            if not row.mark:
                yield from self._cover(row)
            elif (composed := self._composed(row)) is not None:
                envelope = composed.papers.envelope
                if not row.file.startswith("envelopes-"):
                    yield composed.papers.letter, composed.posted.pages
                elif envelope is not None:
                    yield envelope, pages_of_envelope(envelope, "docx")

    def labels(self, rows: Sequence[IndexedPage]) -> Iterator[tuple[Document, int]]:
        """The labels, on as many sheets as they need now."""
        texts, marks, own, sheet = list[tuple[str, ...]](), list[str](), 0, None
        for row in rows:
            composed = self._composed(row)
            if composed is None:
                continue
            stationery, letter = composed.letter.mailing.stationery, composed.papers.letter
            sheet, own = stationery.labels, own + (not row.target)
            sender = composed.letter.signatory.sender
            texts.append(letter.recipient.printed if row.target else sender_on_label(letter, sender, stationery.rules))
            marks.append(letter.letter_mark)
        if sheet is not None:
            marked = tuple(marks) if self._options.printing.marks else ()
            labels = Labels(sheet, tuple(texts), self._options.printing.labels, own=own, letter_marks=marked)
            yield labels, labels.pages

    def _composed(self, row: IndexedPage) -> ComposedLetter | None:
        letter, count = self._planned.get(row.mark, (None, 0))
        if letter is None:
            text = message("{mark} is no longer planned: {folder}", mark=row.mark, folder=row.person)
            hint = message("use the same roster, cases and options as for the print files")
            self.gone.append(Problem(ProblemCode.UNKNOWN_PAGE, text, hint, case=row.case or None, field="pages"))
            return None
        composed = compose_letter(letter, self._options, count)
        assert isinstance(composed, ComposedLetter), "the survey composed it"
        if row.mark not in self.used:
            self.totals.add(composed.posted)
            self.used[row.mark] = letter
        return composed

    def _cover(self, row: IndexedPage) -> Iterator[tuple[Document, int]]:
        """The cover before the first letter of a person or to a target."""
        batch, options = self._survey.batch, self._options
        for letter, _ in self._survey.valid(batch.letters(options.printing.order)):
            ids, stem = (letter.mailing.case.id, letter.mailing.target.id), row.file.rpartition(".")[0]
            if not re.fullmatch(rf"{re.escape(letter_file(letter.mailing, ''))}(-\d+)?", stem):
                continue
            if letter.signatory.folder == row.person if row.person else ids == (row.case, row.target):
                sheet = cover(letter, batch, options)
                if options.packed_by_cover:
                    lists = packing_lists(batch, self._survey, options, PageIndex())
                    sheet = next(each for person, each in lists if person.folder == row.person)
                    sheet = sheet._replace(cover=fits_half(sheet, options.for_sheets))
                yield sheet, sheet_pages(sheet, options.for_sheets)
                return


def _rendered(
    entry: FileEntry, documents: Sequence[tuple[Document, int]], survey: Survey, options: BatchOptions
) -> tuple[FileEntry, bytes]:
    duplex = options.printing.duplex and not entry.path.rpartition("/")[2].startswith(("again-env", "again-labels"))
    if entry.format == "pdf":
        from appealgen.renderers.pdf.document import set_pdf

        day = survey.batch.options.date
        pdf = set_pdf([each for each, _ in documents], options.reference, date=day, duplex=duplex)
        data, pages = pdf.data, list(pdf.pages)
    else:
        data, pages = _docx(documents, options, duplex=duplex), [count for _, count in documents]
    end = 0
    for count in pages:
        end += count + (end % 2 if duplex else 0)
    sheets = (end + 1) // 2 if duplex else end
    entry = entry._replace(pages=end, pages_exact=entry.format == "pdf", sheets=sheets)
    return entry._replace(size=len(data), sha256=sha256(data)), data


def _docx(documents: Sequence[tuple[Document, int]], options: BatchOptions, *, duplex: bool) -> bytes:
    stream, pages = io.BytesIO(), 0
    file = PrintFile(stream, "docx", options.reference, duplex=duplex)
    for each, count in documents:
        if duplex and pages % 2:
            file.add_back()
            pages += 1
        file.add(each)
        pages += count
    file.finish()
    return stream.getvalue()


def write_again(made: PrintedAgain, options: BatchOptions) -> PrintedAgain:
    """Write the files; print files and index stay as they are. Raises WriteError for edited files in the way."""
    out = options.out
    with locked(out):
        manifest = read_manifest(out)
        statuses = {e.path: classify(out, e.path, data, manifest.sha256(e.path)) for e, data in made.files}
        if in_the_way := conflicts(out, statuses, overwrite=options.overwrite):
            raise WriteError(in_the_way)
        files = [(entry._replace(state=STATES[statuses[entry.path]]), data) for entry, data in made.files]
        changed = [(entry, data) for entry, data in files if entry.state != "identical"]
        with noted(out, [entry for entry, _ in changed]):
            whole = merged(manifest, (), [entry for entry, _ in files])
            write_all([*((out / entry.path, data) for entry, data in changed), (out / NAME, whole)])
    return replace(made, files=tuple(files))
