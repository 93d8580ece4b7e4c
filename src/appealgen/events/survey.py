"""Survey a batch before writing: compose every letter once, to count the files and find problems."""

from __future__ import annotations

import os
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from appealgen.errors import InputError, MissingError, Problem, ProblemCode
from appealgen.events.plan import Batch, BatchLetter, LetterCategory
from appealgen.events.print_files import (
    PACKING_LISTS,
    TALLY,
    TO_BUY,
    Chunks,
    LabelStock,
    PrintOptions,
    envelope_file,
    first_in_each_language,
    label_file,
    letter_file,
    name_of_case_sheet,
)
from appealgen.language.catalogues import ENGLISH
from appealgen.letters.compose import Composed
from appealgen.messages import message
from appealgen.model.document import Labels
from appealgen.model.identifiers import Tag
from appealgen.output.artifacts import check_placing, files_of, sender_on_label
from appealgen.output.classification import PathStatus, classify, conflicts, status_of
from appealgen.output.entries import NOBODY, FileEntry
from appealgen.output.manifest import Manifest, read_manifest
from appealgen.output.totals import PostedLetter, Totals, weighed
from appealgen.paths import is_taken
from appealgen.reading.roster import Roster
from appealgen.renderers.docx.reference import Reference, bundled_reference
from appealgen.renderers.fit_report import envelope_misfit, label_misfits, window_misfit
from appealgen.renderers.pagination import pages

if TYPE_CHECKING:
    from appealgen.post.postage import PostageTable


@dataclass(frozen=True, kw_only=True)
class BatchOptions:
    """Output of a batch: a file for each letter (`singles`), files for the printer, sheets for the table.

    `prices` are the user's tables; sheets are in `sheet_language`, which needs a catalogue. With `large_print`, the
    looks of sheets in large print, there are also letters to read. With `dry_run` nothing is written; with `overwrite`
    edited files are replaced.
    """

    out: Path
    formats: Sequence[str] = ("docx",)
    reference: Reference = field(default_factory=bundled_reference)
    large_print: Reference | None = None
    printing: PrintOptions = PrintOptions()
    prices: Sequence[PostageTable] = ()
    singles: bool = True
    print_files: bool = True
    sheets: bool = True
    sheet_language: Tag = ENGLISH
    overwrite: bool = False
    dry_run: bool = False
    roots: tuple[Path, ...] = ()

    @property
    def for_sheets(self) -> Reference:
        """The looks of sheets."""
        return self.large_print or self.reference


class ComposedLetter(NamedTuple):
    """One letter of a batch, composed."""

    letter: BatchLetter
    papers: Composed
    posted: PostedLetter

    def files(self, options: BatchOptions) -> list[tuple[FileEntry, bytes]]:
        """Its files: in the folder of the case, then of its signatory."""
        folder, row = self.letter.signatory.folder, self.letter.signatory.row or NOBODY
        return files_of(self.posted, self.papers, options.formats, options.reference, folder=folder, sender=row)


@dataclass(frozen=True)
class Survey:
    """Planned output of a batch, and its obstacles.

    `people` is the number of those who have letters, `letters` counts them by category, `page_counts` are those of the
    valid ones, by `BatchLetter.alike`; `failed` are letters that cannot be written, by row, and `left_out` their keys;
    `conflicts` are paths with somebody else's work; `manifest` is that of earlier runs.
    """

    people: int
    letters: Mapping[LetterCategory, int]
    totals: Totals
    page_counts: Mapping[tuple[str, str, int], Sequence[int]]
    failed: tuple[Problem, ...]
    left_out: frozenset[tuple[str, str, str]]
    conflicts: tuple[Problem, ...]
    manifest: Manifest

    def valid(self, letters: Iterable[BatchLetter]) -> Iterator[tuple[BatchLetter, int]]:
        """The valid ones of all letters of the batch, in any of its orders, each with its pages."""
        counts = {alike: iter(numbers) for alike, numbers in self.page_counts.items()}
        for letter in letters:
            if letter.key not in self.left_out:
                yield letter, next(counts[letter.alike])


def survey_batch(batch: Batch, options: BatchOptions) -> Survey:
    """Compose every letter of a batch without writing anything.

    Raises TemplateError, InputError for an invalid manifest, WriteError for unreadable files, MissingError for labels
    in positions that their sheet does not have.
    """
    sheets = {each.mailing.stationery.labels for several in batch.prepared.values() for each in several}
    for sheet in sheets - {None} or sheets:  # None alone when no letter has a label
        check_placing(sheet, options.printing.labels)
    manifest = read_manifest(options.out)
    people, letters, totals = set[str](), Counter[LetterCategory](), Totals()
    stock, fits = LabelStock(options.printing), dict[Labels, list[Problem]]()
    page_counts: dict[tuple[str, str, int], array[int]] = {}
    failed: list[Problem] = []
    left_out: set[tuple[str, str, str]] = set()
    statuses: dict[str, PathStatus] = {
        case.id: status_of(options.out, f"{case.id}/0", None) for case in batch.cases if options.singles
    }
    for letter in batch.letters(options.printing.order):
        composed = compose_letter(letter, options)
        problems = _misfits(composed, options, fits) if isinstance(composed, ComposedLetter) else composed
        if problems or not isinstance(composed, ComposedLetter):
            case, target = letter.mailing.case.id, letter.mailing.target.id
            failed += [replace(problem, case=case, target=target, row=letter.signatory.row) for problem in problems]
            left_out.add(letter.key)
            continue
        people.add(letter.signatory.folder)
        letters[letter.prepared.category] += 1
        totals.add(composed.posted)
        page_counts.setdefault(letter.alike, array("I")).append(composed.posted.pages)
        stock.add(letter, composed.papers.letter)
        if options.singles:
            statuses |= _statuses(composed, options, manifest)
    for labels in stock.labels():
        totals.labels[labels.sheet.name] = labels.pages
    sound = frozenset(left_out)
    statuses |= _print_statuses(batch, options, sound, totals, manifest)
    in_the_way = tuple(conflicts(options.out, statuses, overwrite=options.overwrite))
    return Survey(len(people), letters, totals, page_counts, tuple(failed), sound, in_the_way, manifest)


def compose_letter(
    letter: BatchLetter, options: BatchOptions, count: int | None = None
) -> ComposedLetter | list[Problem]:
    """One letter with its weight and price, its pages counted unless `count` is given; or its problems."""
    try:
        papers = letter.prepared.composed(letter.signatory.sender, options.roots)
    except (MissingError, InputError) as error:
        return list(error.problems)
    count = count or pages(papers.letter, options.reference)
    return ComposedLetter(letter, papers, weighed(letter.mailing, count, options.prices))


def _misfits(composed: ComposedLetter, options: BatchOptions, known: dict[Labels, list[Problem]]) -> list[Problem]:
    """Problems of content that does not fit its envelope, window or label; none for text files.

    `known` caches results for labels: each recipient's is tried once.
    """
    if "docx" not in options.formats:
        return []
    letter, envelope, mailing = composed.papers.letter, composed.papers.envelope, composed.letter.mailing
    misfits = [envelope_misfit(envelope, options.reference, options.roots)] if envelope is not None else []
    misfits += [window_misfit(letter, options.reference, options.roots)] if letter.layout is not None else []
    found = [misfit for misfit in misfits if misfit is not None]
    sheet, sender = mailing.stationery.labels, composed.letter.signatory.sender
    if sheet is None or not mailing.posted:
        return found
    label = Labels(sheet=sheet, texts=(letter.recipient.printed,))
    if label not in known:
        known[label] = label_misfits(label, options.reference, options.roots)
    found += known[label]
    if options.printing.labels.senders and not sender.blank:
        own = Labels(sheet=sheet, texts=(sender_on_label(letter, sender, mailing.stationery.rules),), own=1)
        found += label_misfits(own, options.reference, options.roots)
    return found


def _statuses(composed: ComposedLetter, options: BatchOptions, manifest: Manifest) -> dict[str, PathStatus]:
    """The status of each path of a letter's files; free paths are omitted."""
    case, folder = composed.letter.mailing.case.id, composed.letter.signatory.folder
    if not is_taken(f"{options.out}{os.sep}{case}{os.sep}{folder}"):
        return {}
    statuses: dict[str, PathStatus] = {}
    for entry, data in composed.files(options):
        status = classify(options.out, entry.path, data, manifest.sha256(entry.path))
        if status in ("modified", "blocked"):
            statuses[entry.path] = status
    return statuses


def _print_statuses(
    batch: Batch, options: BatchOptions, left_out: frozenset[tuple[str, str, str]], totals: Totals, manifest: Manifest
) -> dict[str, PathStatus]:
    """The same for print files, compared with the manifest only, because they are made only once."""
    names: dict[str, None] = dict.fromkeys(label_file(name) for name in totals.labels)
    chunks = Chunks(options.printing, totals.letters)
    for letter in batch.letters(options.printing.order) if options.print_files else ():
        if letter.key not in left_out:
            suffix = chunks.suffix(letter)
            names[letter_file(letter.mailing, suffix)] = None
            if (envelope := envelope_file(letter.mailing, suffix)) is not None:
                names[envelope] = None
    paths = [f"{options.printing.folder}/{name}.{format}" for name in names for format in options.formats]
    if options.sheets:
        sheets = [TALLY, TO_BUY, *map(name_of_case_sheet, batch.cases), PACKING_LISTS]
        sheets += first_in_each_language(batch) if options.large_print else ()
        paths += [f"{options.printing.folder}/{name}.docx" for name in sheets]
    return {path: status_of(options.out, path, manifest.sha256(path)) for path in paths}


def nobody(roster: Roster, rows: str | None) -> Problem:
    """The reason why there is nothing to do, although nothing is wrong; `rows` are those that were asked for."""
    text, hint = message("there are no letters to write"), None
    if not roster.entries and rows:
        text = message("there are no letters to write: rows {rows} are empty", rows=rows)
        hint = message("rows are numbered as in the spreadsheet: the header is row 1")
    elif not roster.entries:
        text = message("there are no letters to write: the roster is empty")
        hint = message("add a row for each person")
    return Problem(ProblemCode.NOBODY, text, hint, file=roster.file if hint else None)
