"""A batch → files: each whole at every moment, noted as it is written, so that a run that is stopped can go on."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from appealgen.errors import Problem, ProblemCode, WriteError
from appealgen.events.plan import Batch, Share
from appealgen.events.print_files import (
    PACKING_LISTS,
    Chunks,
    LabelStock,
    PrintRun,
    envelope_file,
    label_file,
    letter_file,
)
from appealgen.events.sheets import cover, packing_lists, paperwork
from appealgen.events.survey import Made, Making, Survey, compose_share
from appealgen.messages import message, nmessage
from appealgen.output import manifest as record
from appealgen.output import writer
from appealgen.output.artifacts import pages_of_envelope
from appealgen.output.manifest import FileEntry
from appealgen.renderers import render

Told = Callable[[FileEntry], None]
"""Is told of each file of a run as it is made."""


@dataclass(frozen=True)
class BatchReport:
    """What a batch did: how many files of each state, and all there is to say."""

    files: Mapping[record.State, int]
    notices: tuple[Problem, ...]


def write_batch(
    batch: Batch,
    found: Survey,
    making: Making,
    *,
    told: Told = lambda _: None,
    overwrite: bool = False,
    dry_run: bool = False,
) -> BatchReport:
    """Write all letters that the survey found sound, print files, sheets and manifest; with `dry_run` none of them.

    Raises WriteError for conflicts before anything is written, and when the disk does not take a file: then, as when
    somebody stops it, what is written already stays, whole and in the manifest.
    """
    if found.conflicts and not dry_run:
        raise WriteError(found.conflicts)
    writing = _Writing(batch, found, making, told, overwrite=overwrite, dry_run=dry_run)
    notices = _notices(batch, found)
    if dry_run:
        writing.run()
        return BatchReport(dict(writing.states), (*notices, *writing.left_over(), *found.conflicts))
    journal = record.Journal(making.out)
    writing.journal = journal
    try:
        writing.run()
        notices += writing.left_over()
    except BaseException:
        writing.prints.discard()
        writer.remove_drafts(making.out)
        raise
    finally:
        about_none = () if batch.picked else (None,)
        journal.settle(found.manifest, notices, [*(case.id for case in batch.cases), *about_none])
    return BatchReport(dict(writing.states), notices)


def _notices(batch: Batch, found: Survey) -> tuple[Problem, ...]:
    """Those of the plans, and what the survey counted."""
    notices = list(batch.notices)
    for case, number in found.counts.long.items():
        if number:
            text = nmessage(
                "{count} of its letters has more than one page: letters of one page are read",
                "{count} of its letters have more than one page: letters of one page are read",
                number,
            )
            notices.append(Problem(ProblemCode.TOO_LONG, text, message("shorten your own words"), case=case))
    if found.counts.unpriced and found.counts.stamps:
        text = nmessage(
            "{count} letter has no price in your table",
            "{count} letters have no price in your table",
            found.counts.unpriced,
        )
        notices.append(Problem(ProblemCode.NO_PRICE, text, message("see postage.yaml")))
    return tuple(notices)


class _Writing:
    """The one pass over all letters: into files of their own and into print files alike."""

    def __init__(
        self, batch: Batch, found: Survey, making: Making, told: Told, *, overwrite: bool, dry_run: bool
    ) -> None:
        self.batch, self.found, self.making, self.told = batch, found, making, told
        self.overwrite, self.dry_run = overwrite, dry_run
        self.last = record.hashes(found.manifest)
        self.states: Counter[record.State] = Counter()
        self.earlier = {} if batch.picked else _earlier(batch, found)
        self.printed = _printed(found, making.job.folder)
        self.journal: record.Journal | None = None
        self.folder = ("", "", False)  # that of the last file: below the output folder, its path, whether it is new
        self.covered: dict[str, str] = {}
        self.prints = PrintRun(making.out, making.formats, making.reference, making.job, dry_run=dry_run)
        self.stock = LabelStock(making.job)

    def run(self) -> None:
        """Write everything."""
        chunks, suffix = Chunks(self.making.job, self.found.counts.total), ""
        for made in self._letters():
            if self.making.together:
                before, suffix = suffix, chunks.suffix(made.share)
                if suffix != before:
                    self._place_print_files()
                self._into_print_files(made, suffix)
            self.stock.add(made.share, made.papers.letter)
            for entry, data in made.files(self.making) if self.making.singles else ():
                self._put(entry, data)
        self._place_print_files()
        for labels in self.stock.labels():
            name, pages = label_file(labels.sheet.name), labels.pages
            for format in self.making.formats:
                data = render(labels, format, self.making.reference)
                entry = FileEntry(
                    path=f"{self.making.job.folder}/{name}.{format}", kind="labels", format=format, pages=pages
                )
                self._put(entry._replace(sheets=pages, size=len(data), sha256=writer.sha256(data)), data)
        if self.making.sheets:
            self._write_sheets()

    def _write_sheets(self) -> None:
        for entry, data in paperwork(self.batch, self.found, self.making):
            self._put(entry, data)
        for sheet in packing_lists(self.batch, self.found, self.making):
            self.prints.add(PACKING_LISTS, sheet, 1)
        self._place_print_files()

    def _letters(self) -> Iterator[Made]:
        page_counts = iter(self.found.page_counts)
        for share in self.batch.shares(self.making.job.order):
            if share.key not in self.found.left_out:
                made = compose_share(share, self.making, next(page_counts))
                assert isinstance(made, Made), "the survey composed it"
                yield made

    def _into_print_files(self, made: Made, suffix: str) -> None:
        """Add a letter and its envelope, and before the first of a person or target in each file a cover."""
        mailing, papers = made.share.mailing, made.papers
        name, whose = letter_file(mailing, suffix), _whose(made.share, self.making)
        if self.making.job.covers and self.covered.get(name) != whose:
            self.prints.add(name, cover(made.share, self.making), 1)
            self.covered[name] = whose
        self.prints.add(name, papers.letter, made.mail.pages)
        if papers.envelope is not None and (envelope := envelope_file(mailing, suffix)) is not None:
            self.prints.add(envelope, papers.envelope, pages_of_envelope(papers.envelope, "docx"))

    def _place_print_files(self) -> None:
        for entry, draft in self.prints.finish():
            if draft is None:
                self._tell(self._noted(entry, "planned"))
                continue
            standing = writer.standing(draft.path, self.last.get(entry.path))
            if standing != "new" and writer.is_same(draft.path, entry.sha256):
                draft.discard()
                self._tell(self._noted(entry, "identical"))
            else:
                self._check(entry, standing)
                noted = self._noted(entry, record.STATES[standing])
                draft.place()
                self._tell(noted)

    def _put(self, entry: FileEntry, data: bytes) -> None:
        """Write one file, unless it lies there already as it should be."""
        if self.dry_run:
            self._tell(self._noted(entry, "planned"))
            return
        folder, _, name = entry.path.rpartition("/")
        if folder != self.folder[0]:
            place = f"{self.making.out}{os.sep}{folder}"
            self.folder = folder, place, writer.make_folder(place)
        path = f"{self.folder[1]}{os.sep}{name}"
        standing: writer.Standing = "new"
        if not self.folder[2] and os.path.lexists(path):
            standing = writer.classify(Path(path), data, self.last.get(entry.path))
            self._check(entry, standing)
        noted = self._noted(entry, record.STATES[standing])
        if standing != "identical":
            writer.write_one(path, data)
        self._tell(noted)

    def _check(self, entry: FileEntry, standing: writer.Standing) -> None:
        """Raises WriteError for somebody else's work that was not there when all places were looked at."""
        if found := writer.conflicts(self.making.out, {entry.path: standing}, overwrite=self.overwrite):
            raise WriteError(found)

    def left_over(self) -> tuple[Problem, ...]:
        """A notice for each case with letters of earlier runs that are no longer planned: they are never deleted."""
        rows: dict[str, set[int]] = {}
        for path, entry in self.earlier.items():
            if os.path.lexists(self.making.out / path):
                rows.setdefault(entry["case"], set()).add(entry.get("sender", 0))
        notices = []
        for case, found in rows.items():
            text = message(
                "letters of an earlier run are no longer planned: do not send them by mistake (rows {rows})",
                rows=", ".join(map(str, sorted(found))),
            )
            notices.append(Problem(ProblemCode.LEFT_OVER, text, case=case))
        if old := sorted(path for path in self.printed if os.path.lexists(self.making.out / path)):
            text = message("files for the printer are left from an earlier run: {paths}", paths=", ".join(old))
            notices.append(
                Problem(ProblemCode.LEFT_OVER, text, message("delete them, or the same letters are printed twice"))
            )
        return tuple(notices)

    def _noted(self, entry: FileEntry, state: record.State) -> FileEntry:
        """The entry of a file that is about to be placed, once the journal has it: a kill can come at any time."""
        noted = entry._replace(state=state)
        if self.journal is not None:
            self.journal.add(noted)
        return noted

    def _tell(self, entry: FileEntry) -> None:
        """Count and tell a file that is in its place."""
        self.earlier.pop(entry.path, None)
        self.printed.discard(entry.path)
        self.states[entry.state] += 1
        self.told(entry)


def _earlier(batch: Batch, found: Survey) -> dict[str, Mapping[str, Any]]:
    """The letters and envelopes of earlier runs for the cases of a batch, by path."""
    cases = {case.id for case in batch.cases}
    return {
        entry["path"]: entry
        for entry in found.manifest["files"]
        if entry["case"] in cases and entry.get("kind") in ("letter", "envelope")
    }


def _printed(found: Survey, folder: str) -> set[str]:
    """The files for the printer and the table that earlier runs wrote into this folder."""
    kinds = ("print", "labels", "sheet")
    return {
        entry["path"]
        for entry in found.manifest["files"]
        if entry.get("kind") in kinds and entry["path"].rpartition("/")[0] == folder
    }


def _whose(share: Share, making: Making) -> str:
    return share.signer.folder if making.job.order == "sender" else f"{share.mailing.case.id}/{share.mailing.target.id}"
