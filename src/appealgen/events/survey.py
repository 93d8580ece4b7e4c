"""A batch before it is written: every letter composed once, to count what will be made and find what cannot be."""

from __future__ import annotations

import os
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from appealgen.errors import InputError, MissingError, Problem
from appealgen.events.plan import Batch, Line, Share
from appealgen.events.print_files import (
    PACKING_LISTS,
    Chunks,
    LabelStock,
    PrintJob,
    envelope_file,
    label_file,
    letter_file,
)
from appealgen.letters.compose import Composed
from appealgen.model.document import Labels
from appealgen.model.stationery import LabelSheet
from appealgen.output import manifest as record
from appealgen.output import writer
from appealgen.output.artifacts import check_placing, files_of, sender_on_label
from appealgen.output.manifest import FileEntry
from appealgen.output.report import Mail, weighed
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.fit_report import envelope_misfit, label_misfits, window_misfit
from appealgen.renderers.pagination import pages

if TYPE_CHECKING:
    from appealgen.post.postage import PostageTable


class Making(NamedTuple):
    """What a batch is made into: a file for each letter (`singles`), files for the printer (`together`), sheets."""

    out: Path
    formats: Sequence[str]
    reference: Reference
    job: PrintJob
    tables: Sequence[PostageTable] = ()
    singles: bool = True
    together: bool = True
    sheets: bool = True
    roots: tuple[Path, ...] = ()


class Made(NamedTuple):
    """One letter of a batch, composed."""

    share: Share
    papers: Composed
    mail: Mail

    def files(self, making: Making) -> list[tuple[FileEntry, bytes]]:
        """Its files: in the folder of the case, in that of its signer."""
        signer = self.share.signer
        return files_of(
            self.mail, self.papers, making.formats, making.reference, folder=signer.folder, sender=signer.row
        )


class Stamp(NamedTuple):
    """Stamps of one price, to one zone."""

    zone: str
    price: Decimal
    currency: str


@dataclass
class Counts:
    """A batch in numbers: `papers` by kind, `envelopes` to buy by format, also where they are addressed otherwise."""

    people: set[str] = field(default_factory=set)
    letters: Counter[Line] = field(default_factory=Counter)
    envelopes: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    stamps: Counter[Stamp] = field(default_factory=Counter)
    long: Counter[str] = field(default_factory=Counter)
    papers: Counter[str] = field(default_factory=Counter)
    grams: float = 0.0
    posted: int = 0
    unpriced: int = 0

    @property
    def total(self) -> int:
        """How many letters."""
        return self.letters.total()

    @property
    def sheets(self) -> int:
        """How many sheets of paper, of whatever kind."""
        return self.papers.total()

    def add(self, made: Made) -> None:
        """Count a letter."""
        mailing, mail = made.share.mailing, made.mail
        self.people.add(made.share.signer.folder)
        self.letters[made.share.prepared.line] += 1
        self.papers[mailing.stationery.paper.name] += mail.sheets
        if mail.pages > 1:
            self.long[mailing.case.id] += 1
        if not mailing.posted:
            return
        self.posted += 1
        self.grams += mail.grams
        self.envelopes[mailing.stationery.posted_in.name] += 1
        if mail.postage is not None:
            self.stamps[Stamp(mail.postage.zone, mail.postage.price, mail.postage.currency)] += 1
        else:
            self.unpriced += 1


@dataclass(frozen=True)
class Survey:
    """What a batch will make, and what is in its way.

    `page_counts` are those of the letters that can be made, in their order; `failed` are letters that cannot, by row,
    and `left_out` their keys; `conflicts` are paths where somebody else's work stands; `manifest` is that of earlier
    runs.
    """

    counts: Counts
    page_counts: Sequence[int]
    failed: tuple[Problem, ...]
    left_out: frozenset[tuple[str, str, str]]
    conflicts: tuple[Problem, ...]
    manifest: Mapping[str, Any]


def survey(batch: Batch, making: Making, *, overwrite: bool = False) -> Survey:
    """Compose every letter of a batch, and write nothing.

    Raises TemplateError, InputError for a manifest that is none, WriteError for what cannot be read, MissingError for
    labels in places that their sheet does not have.
    """
    for sheet in _label_sheets(batch):
        check_placing(sheet, making.job.labels)
    record.check_idle(making.out)
    manifest = record.read_manifest(making.out)
    last = record.hashes(manifest)
    counts, stock, fits = Counts(), LabelStock(making.job), _LabelFits(making)
    page_counts = array("I")
    failed: list[Problem] = []
    left_out: set[tuple[str, str, str]] = set()
    standings: dict[str, writer.Standing] = {
        case.id: writer.standing(making.out / case.id / "0", None) for case in batch.cases if making.singles
    }
    for share in batch.shares(making.job.order):
        made = compose_share(share, making)
        found = made if isinstance(made, list) else [*_misfits(made, making), *fits.problems(made)]
        if isinstance(made, list) or found:
            failed += [_of(share, problem) for problem in found]
            left_out.add(share.key)
            continue
        counts.add(made)
        page_counts.append(made.mail.pages)
        stock.add(share, made.papers.letter)
        if making.singles:
            standings |= _standings(made, making, last)
    for labels in stock.labels():
        counts.labels[labels.sheet.name] = labels.pages
    sound = frozenset(left_out)
    standings |= _print_standings(batch, making, sound, counts, last)
    conflicts = writer.conflicts(making.out, standings, overwrite=overwrite)
    return Survey(counts, page_counts, tuple(failed), sound, tuple(conflicts), manifest)


def compose_share(share: Share, making: Making, count: int | None = None) -> Made | list[Problem]:
    """One letter with what it weighs and costs, its pages counted unless that was done; or why it cannot be written."""
    try:
        papers = share.prepared.composed(share.signer.sender, making.roots)
    except (MissingError, InputError) as error:
        return list(error.problems)
    return Made(share, papers, weighed(share.mailing, count or pages(papers.letter, making.reference), making.tables))


def _of(share: Share, problem: Problem) -> Problem:
    """A problem of one letter, with whose it is; a walk-in has no row."""
    mailing = share.mailing
    return replace(problem, case=mailing.case.id, target=mailing.target.id, row=share.signer.row or None)


def _misfits(made: Made, making: Making) -> Iterator[Problem]:
    """What does not fit its envelope or window; nothing for text files, which have neither."""
    if "docx" not in making.formats:
        return
    papers = made.papers
    if papers.envelope is not None and (found := envelope_misfit(papers.envelope, making.reference, making.roots)):
        yield found
    if papers.letter.layout is not None and (found := window_misfit(papers.letter, making.reference, making.roots)):
        yield found


def _label_sheets(batch: Batch) -> set[LabelSheet | None]:
    """The sheets of labels that letters of a batch are to have; None alone when no letter is."""
    found = {each.mailing.stationery.labels for several in batch.prepared.values() for each in several}
    return found - {None} or found


class _LabelFits:
    """Whether addresses fit their labels; each recipient's is tried once."""

    def __init__(self, making: Making) -> None:
        self._making = making
        self._known: dict[tuple[LabelSheet, tuple[str, ...]], list[Problem]] = {}

    def problems(self, made: Made) -> list[Problem]:
        mailing, text = made.share.mailing, made.papers.letter.recipient.printed
        sheet = mailing.stationery.labels
        if sheet is None or not mailing.posted or "docx" not in self._making.formats:
            return []
        if (sheet, text) not in self._known:
            label = Labels(sheet=sheet, texts=(text,))
            self._known[sheet, text] = label_misfits(label, self._making.reference, self._making.roots)
        return self._known[sheet, text] + self._own(made, sheet)

    def _own(self, made: Made, sheet: LabelSheet) -> list[Problem]:
        sender = made.share.signer.sender
        if not self._making.job.labels.senders or sender.blank:
            return []
        label = Labels(sheet=sheet, texts=(sender_on_label(made.papers.letter, sender),), own=1)
        return label_misfits(label, self._making.reference, self._making.roots)


def _standings(made: Made, making: Making, last: Mapping[str, str]) -> dict[str, writer.Standing]:
    """What stands where the files of a letter are to go; nothing is said of places that are free."""
    case, folder = made.share.mailing.case.id, made.share.signer.folder
    if not os.path.lexists(f"{making.out}{os.sep}{case}{os.sep}{folder}"):
        return {}
    found = {
        entry.path: writer.classify(making.out / entry.path, data, last.get(entry.path))
        for entry, data in made.files(making)
    }
    return {path: standing for path, standing in found.items() if standing in ("foreign", "blocked")}


def _print_standings(
    batch: Batch, making: Making, left_out: frozenset[tuple[str, str, str]], counts: Counts, last: Mapping[str, str]
) -> dict[str, writer.Standing]:
    """The same for print files, which are known by the manifest alone: they are made only once."""
    names: dict[str, None] = dict.fromkeys(label_file(name) for name in counts.labels)
    chunks = Chunks(making.job, counts.total)
    for share in batch.shares(making.job.order) if making.together else ():
        if share.key not in left_out:
            suffix = chunks.suffix(share)
            names[letter_file(share.mailing, suffix)] = None
            if (envelope := envelope_file(share.mailing, suffix)) is not None:
                names[envelope] = None
    paths = [f"{making.job.folder}/{name}.{format}" for name in names for format in making.formats]
    if making.sheets:
        sheets = ["tally", "to-buy", *(f"case-{case.id}" for case in batch.cases), PACKING_LISTS]
        paths += [f"{making.job.folder}/{name}.docx" for name in sheets]
    return {path: writer.standing(making.out / path, last.get(path)) for path in paths}
