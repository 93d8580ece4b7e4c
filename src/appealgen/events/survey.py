"""Survey a batch before writing: compose every letter once, to count the files and find problems."""

from __future__ import annotations

import datetime
import os
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import repeat, tee
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from appealgen.errors import InputError, MissingError, Problem, RefusedError
from appealgen.events.corrections import Same
from appealgen.events.page_index import INDEX
from appealgen.events.people import Identified, identified
from appealgen.events.plan import Batch, BatchLetter, LetterCategory
from appealgen.events.print_files import (
    PACKING_LISTS,
    PARCEL,
    TALLY,
    TO_BUY,
    WITHOUT,
    LabelStock,
    Parts,
    PrintOptions,
    envelope_file,
    first_in_each_language,
    label_file,
    label_parts,
    letter_file,
    name_of_case_sheet,
    name_of_form,
    packing_part,
)
from appealgen.events.signatories import Signatory
from appealgen.events.withdrawals import closed_since, no_longer_planned, to_pull, withdrawal_notices
from appealgen.language.catalogues import ENGLISH
from appealgen.letters.compose import Composed
from appealgen.model.document import Document, Labels
from appealgen.model.identifiers import Tag
from appealgen.output.artifacts import Owner, SentFiles, check_placing, documents_of, files_of, sender_on_label
from appealgen.output.classification import PathStatus, classify, conflicts, status_of
from appealgen.output.entries import NOBODY, FileEntry
from appealgen.output.manifest import Manifest, read_manifest
from appealgen.output.totals import PostedLetter, Totals, weighed
from appealgen.paths import is_taken
from appealgen.planning.signing import giveaway
from appealgen.renderers import PRINTED, looks_in, sheet_formats
from appealgen.renderers.docx.reference import Reference, bundled_reference
from appealgen.renderers.fit_report import envelope_misfit, label_misfits, window_misfit
from appealgen.renderers.pagination import pages

if TYPE_CHECKING:
    from appealgen.events.page_counts import Counted
    from appealgen.post.postage import PostageTable


@dataclass(frozen=True, kw_only=True)
class BatchOptions:
    """Output of a batch: a file for each letter (`singles`), files for the printer, sheets for the table.

    `prices` are the user's tables; sheets are in `sheet_language`, which needs a catalogue. With `large_print`, the
    looks of sheets in large print, there are also letters to read. With `attach`, e-mails have the letter as PDF. With
    `dry_run` nothing is written; with `overwrite` edited files are replaced, with `keep_edited` left alone. `same` are
    corrected people; with `set_aside` letters of earlier runs that are no longer planned are moved.
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
    attach: bool = False
    overwrite: bool = False
    keep_edited: bool = False
    dry_run: bool = False
    same: Sequence[Same] = ()
    set_aside: bool = False
    roots: tuple[Path, ...] = ()

    @property
    def packed_by_cover(self) -> bool:
        """Whether the cover of each person is their packing list, so that there are no others."""
        return self.sheets and self.print_files and self.printing.covers and self.printing.order == "sender"

    def folders(self, batch: Batch) -> bool:
        """Whether each person has a folder: for single letters, faxes or e-mails."""
        return self.singles or bool({"fax", "email"}.intersection(batch.options.channels))

    @property
    def streamed(self) -> tuple[str, ...]:
        """The formats that are written in pieces: all but PDF."""
        return tuple(format for format in dict.fromkeys(self.formats) if format != "pdf")

    @property
    def for_sheets(self) -> Reference:
        """The looks of sheets."""
        return self.large_print or self.reference


_LabelMisfits = dict[tuple[Labels, Reference], list[Problem]]
"""Problems of a label in the looks of a format."""


class ComposedLetter(NamedTuple):
    """One letter of a batch, composed."""

    letter: BatchLetter
    papers: Composed
    posted: PostedLetter

    def files(self, options: BatchOptions) -> list[tuple[FileEntry, bytes]]:
        """Its files but PDF: in the folder of the case, then of its signatory."""
        return files_of(self.posted, self.papers, options.streamed, options.reference, self._owner)

    def pdf_files(self) -> Iterator[tuple[FileEntry, Document]]:
        """Its PDF files, which are not set yet."""
        return documents_of(self.posted, self.papers, "pdf", self._owner)

    @property
    def _owner(self) -> Owner:
        signatory = self.letter.signatory
        return Owner(signatory.folder, signatory.row or NOBODY, signatory.person, self.letter.mark)

    def sent(self, options: BatchOptions) -> SentFiles:
        """Its fax and its e-mail, if it goes so, in the same folder."""
        mailing, sender, listed = self.letter.mailing, self.letter.signatory.sender, self.letter.signatory.listed
        if not mailing.sent:
            return SentFiles()
        if listed.sign == "full":
            sender = replace(sender, email=listed.email)  # of a draft, even if letters do not show it
        from appealgen.output.emails import sent_files

        look = options.reference if options.attach else None
        return sent_files(mailing, self.papers.letter, sender, options.roots, self._owner, look)


@dataclass(frozen=True)
class Survey:
    """Planned output of a batch, and its obstacles.

    `identified` is the batch with everybody's folder and numbers. `people` is the number of those who have letters,
    `letters` counts them by category, `page_counts` are those of the valid ones, by `BatchLetter.alike`; `failed` are
    letters that cannot be written, by row, and `left_out` their keys; `conflicts` are paths with somebody else's work,
    `kept` those that are left alone; `manifest` is that of earlier runs, `withdrawn` are its letters that are no longer
    planned, `about_earlier` notices about them, about corrected people, and about cases closed since; `without` are the
    people without a letter.
    """

    identified: Identified
    people: int
    letters: Mapping[LetterCategory, int]
    totals: Totals
    page_counts: Mapping[tuple[str, str, int], Sequence[int]]
    failed: tuple[Problem, ...]
    left_out: frozenset[tuple[str, str, str]]
    conflicts: tuple[Problem, ...]
    manifest: Manifest
    withdrawn: tuple[FileEntry, ...]
    about_earlier: tuple[Problem, ...] = ()
    kept: frozenset[str] = frozenset()
    without: tuple[Signatory, ...] = ()

    @property
    def batch(self) -> Batch:
        """The batch with everybody's folder and numbers."""
        return self.identified.batch

    def valid(self, letters: Iterable[BatchLetter]) -> Iterator[tuple[BatchLetter, int]]:
        """The valid ones of all letters of the batch, in any of its orders, each with its pages."""
        counts = {alike: iter(numbers) for alike, numbers in self.page_counts.items()}
        for letter in letters:
            if letter.key not in self.left_out:
                yield letter, next(counts[letter.alike])

    def parts(self, batch: Batch, options: BatchOptions) -> Iterator[tuple[BatchLetter, int, str]]:
        """The valid letters in the order of the print files, with their pages and the suffix of their files."""
        counted, again = tee(self.valid(batch.letters(options.printing.order)))
        parts = Parts.of(options.printing, options.formats)
        suffixes = parts.suffixes(counted, self.totals.letters, self.totals.sheets)
        return ((letter, count, suffix) for (letter, count), suffix in zip(again, suffixes, strict=True))


def survey_batch(batch: Batch, options: BatchOptions) -> Survey:
    """Compose every letter of a batch, with the folders and numbers of its people, without writing anything.

    Raises TemplateError, InputError for an invalid manifest, WriteError for unreadable files, MissingError for labels
    in positions that their sheet does not have.
    """
    _check_labels(batch, options)
    manifest = read_manifest(options.out)
    who = identified(batch, manifest, options.same)
    batch = who.batch
    people, letters, totals = set[str](), Counter[LetterCategory](), Totals()
    stock, fits, shown = LabelStock(options.printing), _LabelMisfits(), set[str]()
    page_counts: dict[tuple[str, str, int], array[int]] = {}
    failed, left_out = list[Problem](), set[tuple[str, str, str]]()
    statuses: dict[str, PathStatus] = {
        case.id: status_of(options.out, f"{case.id}/0", None) for case in batch.cases if options.folders(batch)
    }
    for letter, count in zip(batch.letters(options.printing.order), _exact_pages(batch, options), strict=False):
        composed = compose_letter(letter, options, count)
        problems = _problems(composed, options, fits, shown)
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
        if options.folders(batch):
            statuses |= _statuses(composed, options, manifest)
    for labels, _ in stock.labels():
        totals.labels[labels.sheet.name] = labels.pages
    surveyed = Survey(
        identified=who,
        people=len(people),
        letters=letters,
        totals=totals,
        page_counts=page_counts,
        failed=tuple(failed),
        left_out=frozenset(left_out),
        conflicts=(),
        manifest=manifest,
        withdrawn=no_longer_planned(batch, manifest, who.moved),
    )
    without = tuple(each for each in batch.signatories if each.row is not None and each.folder not in people)
    surveyed = replace(surveyed, without=without, about_earlier=tuple(_about_earlier(surveyed, options)))
    return _with_conflicts(surveyed, statuses | _print_statuses(batch, options, surveyed), options)


def _with_conflicts(survey: Survey, statuses: dict[str, PathStatus], options: BatchOptions) -> Survey:
    """The survey with the paths that have somebody else's work, and those whose edits are kept."""
    kept = frozenset(path for path, status in statuses.items() if status == "modified" and options.keep_edited)
    others = {path: status for path, status in statuses.items() if path not in kept}
    in_the_way = conflicts(options.out, others, overwrite=options.overwrite, of_event=True)
    return replace(survey, conflicts=tuple(in_the_way), kept=kept)


def _check_labels(batch: Batch, options: BatchOptions) -> None:
    """Raise MissingError for labels in positions that their sheet does not have."""
    sheets = {each.mailing.stationery.labels for several in batch.prepared.values() for each in several}
    for sheet in sheets - {None} or sheets:  # None alone when no letter has a label
        check_placing(sheet, options.printing.labels)


def _problems(
    composed: ComposedLetter | list[Problem], options: BatchOptions, fits: _LabelMisfits, shown: set[str]
) -> list[Problem]:
    """Why a letter cannot be written, if it cannot."""
    if not isinstance(composed, ComposedLetter):
        return composed
    return _misfits(composed, options, fits) or _unshown(composed, options, shown)


def _about_earlier(survey: Survey, options: BatchOptions) -> Iterator[Problem]:
    """Notices about letters of earlier runs, and whose they are."""
    yield from (correction.notice for correction in survey.identified.corrections)
    yield from withdrawal_notices(
        survey.withdrawn, options.out, survey.batch.nameless, moving=options.set_aside, picked=survey.batch.picked
    )
    yield from to_pull(survey.withdrawn, survey.identified, survey.manifest, options.out)
    yield from closed_since(survey.batch.refused, survey.manifest, options.out)


def compose_letter(letter: BatchLetter, options: BatchOptions, count: Counted = None) -> ComposedLetter | list[Problem]:
    """One letter with its weight and price, its pages estimated unless `count` is given; or its problems."""
    try:
        papers = letter.composed(options.roots, marked=options.printing.marks)
    except (MissingError, InputError) as error:
        return list(error.problems)
    if (problem := giveaway(letter.signatory.listed, letter.mailing, papers.letter)) is not None:
        return [problem]
    if count is None:
        count = pages(papers.letter, options.reference) if letter.mailing.on_paper else 0
    if not isinstance(count, int):
        return list(count)
    return ComposedLetter(letter, papers, weighed(letter.mailing, count, options.prices))


def _exact_pages(batch: Batch, options: BatchOptions) -> Iterable[Counted]:
    """The pages of each letter as typst sets it; nothing but None if there is no PDF."""
    if "pdf" not in options.formats or "post" not in batch.options.channels:
        return repeat(None)
    from appealgen.events.page_counts import count_pages

    return count_pages(batch, options.printing, options.reference, str(options.out / options.printing.folder))


def _misfits(composed: ComposedLetter, options: BatchOptions, known: _LabelMisfits) -> list[Problem]:
    """Problems of content that does not fit its envelope, window or label; none for text files.

    `known` caches results for labels: each recipient's is tried once.
    """
    printed = dict.fromkeys(looks_in(options.formats, options.reference))
    return list(dict.fromkeys(misfit for each in printed for misfit in _misfits_in(each, composed, options, known)))


def _misfits_in(
    looks: Reference, composed: ComposedLetter, options: BatchOptions, known: _LabelMisfits
) -> list[Problem]:
    letter, envelope, mailing = composed.papers.letter, composed.papers.envelope, composed.letter.mailing
    misfits = [envelope_misfit(envelope, looks, options.roots)] if envelope is not None else []
    misfits += [window_misfit(letter, looks, options.roots)] if letter.layout is not None else []
    found = [misfit for misfit in misfits if misfit is not None]
    sheet, sender = mailing.stationery.labels, composed.letter.signatory.sender
    if sheet is None or not mailing.posted:
        return found
    label = Labels(sheet=sheet, texts=(letter.recipient.printed,))  # the mark gives way to the address
    if (label, looks) not in known:
        known[label, looks] = label_misfits(label, looks, options.roots)
    found += known[label, looks]
    if options.printing.labels.senders and not sender.blank:
        own = Labels(sheet=sheet, texts=(sender_on_label(letter, sender, mailing.stationery.rules),), own=1)
        found += label_misfits(own, looks, options.roots)
    return found


def _unshown(composed: ComposedLetter, options: BatchOptions, shown: set[str]) -> list[Problem]:
    """Problems of letters that no font has, in a fax or an attachment; `shown` are those known to have one."""
    ways = composed.letter.mailing.channels
    if "fax" not in ways and not ("email" in ways and options.attach):
        return []
    from appealgen.renderers.text.document import render_txt

    signs = frozenset(render_txt((composed.papers.letter,)))
    try:
        _ = composed.sent(options) if not signs <= shown else ()
    except RefusedError as error:
        return list(error.problems)
    shown |= signs
    return []


def _statuses(composed: ComposedLetter, options: BatchOptions, manifest: Manifest) -> dict[str, PathStatus]:
    """The status of each path of a letter's files; free paths are omitted."""
    case, folder = composed.letter.mailing.case.id, composed.letter.signatory.folder
    if not is_taken(f"{options.out}{os.sep}{case}{os.sep}{folder}"):
        return {}
    made = (*(composed.files(options) if options.singles else ()), *composed.sent(options).files)
    found = [(entry, classify(options.out, entry.path, data, manifest.sha256(entry.path))) for entry, data in made]
    if "pdf" in options.formats and options.singles:
        found += [(e, _status_of_pdf(e, document, options, manifest)) for e, document in composed.pdf_files()]
    return {entry.path: status for entry, status in found if status in ("modified", "blocked")}


def _status_of_pdf(entry: FileEntry, document: Document, options: BatchOptions, manifest: Manifest) -> PathStatus:
    """The status of a path of a PDF, which is set only for comparison with somebody else's."""
    status = status_of(options.out, entry.path, manifest.sha256(entry.path))
    if status != "modified":
        return status
    from appealgen.renderers.pdf.document import render_pdf

    data = render_pdf((document,), options.reference, date=datetime.date.fromisoformat(entry.date or ""))
    return classify(options.out, entry.path, data, manifest.sha256(entry.path))


def _print_statuses(batch: Batch, options: BatchOptions, survey: Survey) -> dict[str, PathStatus]:
    """The same for print files, compared with the manifest only, because they are made only once."""
    names: dict[str, None] = dict.fromkeys(label_file(name) for name in survey.totals.labels)
    for letter, _, suffix in survey.parts(batch, options) if options.print_files else ():
        names[letter_file(letter.mailing, suffix)] = None
        if (envelope := envelope_file(letter.mailing, suffix)) is not None:
            names[envelope] = None
    folder, pdf = options.printing.folder, "pdf" in options.formats
    paths = [f"{folder}/{name}.{format}" for name in names for format in options.formats]
    if pdf:
        paths += [f"{folder}/{part}.pdf" for name, n in survey.totals.labels.items() for part in label_parts(name, n)]
    if options.print_files and set(options.formats) & set(PRINTED):
        paths.append(f"{folder}/{INDEX}")
    paths += [f"{case.id}/social.txt" for case in batch.cases if "social" in batch.options.channels]
    if options.sheets:
        sheets = [TALLY, TO_BUY, WITHOUT, PACKING_LISTS, PARCEL, *map(name_of_case_sheet, batch.cases)]
        sheets += map(name_of_form, batch.cases)
        sheets += first_in_each_language(batch) if options.large_print else ()
        paths += [f"{folder}/{name}.{format}" for name in sheets for format in sheet_formats(options.formats)]
        paths += [f"{folder}/{packing_part(number)}.pdf" for number in range(survey.people) if pdf]
    return {path: status_of(options.out, path, survey.manifest.sha256(path)) for path in paths}
