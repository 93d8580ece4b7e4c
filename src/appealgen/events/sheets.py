"""Sheets of an event: tally, shopping list, case sheets, packing lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from appealgen.events.plan import Batch, BatchLetter
from appealgen.events.print_files import TALLY, TO_BUY, name_of_case_sheet
from appealgen.events.signatories import Signatory
from appealgen.events.survey import BatchOptions, ComposedLetter, Survey, compose_letter
from appealgen.language.catalogues import translate_into
from appealgen.language.localized import words_near
from appealgen.letters.event_sheets import (
    PackedLetter,
    SheetFormat,
    Shopping,
    TallyLine,
    case_sheet,
    cover_sheet,
    packing_list,
    shopping_list,
    tally_sheet,
)
from appealgen.messages import message
from appealgen.model.case import Case, Target
from appealgen.model.document import Sheet
from appealgen.model.identifiers import Tag
from appealgen.model.stationery import Stationery
from appealgen.output.classification import sha256
from appealgen.output.entries import FileEntry
from appealgen.planning.status import post_by
from appealgen.renderers import render

_LANGUAGE = Tag("en")
"""The language of the organizer's sheets: that of the program's messages."""
_LINE = "________________________"


def sheet_files(batch: Batch, survey: Survey, options: BatchOptions) -> Iterator[tuple[FileEntry, bytes]]:
    """The sheets as DOCX files below `print/`; none for a batch without letters."""
    if not survey.totals.letters:
        return
    totals = survey.totals
    needs = Shopping(totals.papers, totals.envelopes, totals.labels, totals.stamps, totals.unpriced)
    sheets = {TALLY: _tally(batch, survey), TO_BUY: shopping_list(needs, _format(batch))}
    sheets |= {name_of_case_sheet(case): _case(case, batch) for case in batch.cases}
    for name, sheet in sheets.items():
        path, data = f"{options.printing.folder}/{name}.docx", render(sheet, "docx", options.reference)
        yield FileEntry(path=path, kind="sheet", format="docx", size=len(data), sha256=sha256(data)), data


def _tally(batch: Batch, survey: Survey) -> Sheet:
    """A line for each target of each case, by case, for tally marks."""
    planned: Counter[tuple[str, str]] = Counter()
    for line, number in survey.letters.items():
        planned[line.case, line.target] += number
    titles: dict[str, str] = {case.id: words_near(case.title, _LANGUAGE) or "" for case in batch.cases}
    offices = _offices(batch)
    order = list(titles)
    lines = [
        TallyLine(case, titles[case], offices.get((case, target), target), number)
        for (case, target), number in sorted(planned.items(), key=lambda item: order.index(item[0][0]))
    ]
    return tally_sheet(lines, _format(batch))


def _case(case: Case, batch: Batch) -> Sheet:
    embassies: dict[str, Target] = {}
    for (case_id, _), several in batch.prepared.items():
        for prepared in several if case_id == case.id else ():
            if prepared.mailing.recipient.role == "embassy":
                embassies.setdefault(prepared.mailing.recipient.id, prepared.mailing.recipient)
    origin = Counter(signatory.sender.country for signatory in batch.signatories).most_common(1)[0][0]
    return case_sheet(case, _LANGUAGE, origin, _first(batch), embassies=tuple(embassies.values()), roots=batch.roots)


def packing_lists(batch: Batch, survey: Survey, options: BatchOptions) -> Iterator[Sheet]:
    """A page for each person of the roster who has letters, in roster order."""
    offices = _offices(batch)
    for signatory in batch.signatories:
        sound = (letter for letter in batch.letters_of(signatory) if letter.key not in survey.left_out)
        composed = (compose_letter(letter, options) for letter in sound)
        if letters := [_packed(one, offices) for one in composed if isinstance(one, ComposedLetter)]:
            yield packing_list(_name(signatory), signatory.folder, letters, _format(batch))


def _packed(composed: ComposedLetter, offices: dict[tuple[str, str], str]) -> PackedLetter:
    mailing = composed.letter.mailing
    return PackedLetter(
        case=mailing.case.id,
        office=offices[mailing.case.id, mailing.target.id],
        language=mailing.language.tag,
        pages=composed.posted.pages,
        envelope=mailing.stationery.posted_in.name if mailing.posted else None,
        post_by=post_by(mailing.case, mailing.date),
    )


def cover(letter: BatchLetter, options: BatchOptions) -> Sheet:
    """The cover sheet before the letters of a person, or to a target."""
    mailing, signatory = letter.mailing, letter.signatory
    style = SheetFormat(_LANGUAGE, mailing.stationery.paper)
    if options.printing.order == "sender":
        return cover_sheet(_name(signatory), (signatory.folder,), style)
    lines = (mailing.case.id, words_near(mailing.case.title, _LANGUAGE) or "")
    return cover_sheet(_office(mailing.recipient), lines, style)


def _name(signatory: Signatory) -> str:
    """The signer's name, or a blank line for walk-ins."""
    return signatory.sender.name or translate_into(message("Name: {line}", line=_LINE), _LANGUAGE)


def _offices(batch: Batch) -> dict[tuple[str, str], str]:
    """The office of each target, by case and id."""
    return {
        (case, prepared.mailing.target.id): _office(prepared.mailing.target)
        for (case, _), several in batch.prepared.items()
        for prepared in several
    }


def _office(target: Target) -> str:
    return words_near(target.office or target.name, _LANGUAGE) or target.id


def _format(batch: Batch) -> SheetFormat:
    return SheetFormat(_LANGUAGE, _first(batch).paper)


def _first(batch: Batch) -> Stationery:
    """The stationery of the first letter, whose paper all sheets use."""
    return next(each.mailing.stationery for several in batch.prepared.values() for each in several)
