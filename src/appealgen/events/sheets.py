"""Sheets of an event: tally, shopping list, case sheets, packing lists."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from appealgen.errors import InputError, MissingError, Problem
from appealgen.events.hand_in import hand_in_sheets
from appealgen.events.page_index import PageIndex, ranges
from appealgen.events.plan import Batch, BatchLetter
from appealgen.events.print_files import TALLY, TO_BUY, WITHOUT, first_in_each_language, name_of_case_sheet, whose
from appealgen.events.signatories import Signatory
from appealgen.events.survey import BatchOptions, Survey
from appealgen.language.catalogues import translate_into
from appealgen.language.localized import words_near
from appealgen.letters.event_sheets import (
    PackedLetter,
    Shopping,
    TallyLine,
    case_sheet,
    cover_sheet,
    packing_list,
    shopping_list,
    tally_sheet,
    typeset_words,
    without_letters,
)
from appealgen.letters.large_print import in_one_column, reading_copy
from appealgen.letters.sheet_parts import SheetFormat
from appealgen.messages import message
from appealgen.model.case import Case, Target
from appealgen.model.document import RULED, Sheet
from appealgen.model.identifiers import Tag
from appealgen.model.stationery import Stationery
from appealgen.renderers.pagination import fits_half, sheet_pages

_LINE, _LINE_OF_COVER = "_" * 24, "_" * 17
"""To write a name on, in the size of a title."""
_PRINTED = "letters-A4-01: 100–104; envelopes-DL-01: 100–104"
"""Pages of print files as on most packing lists, to count those before they are known."""


def sheets_of(batch: Batch, survey: Survey, options: BatchOptions) -> dict[str, Sheet]:
    """The sheets with the names of their files; none for a batch without letters."""
    return _counted(batch, survey, options)[0]


def pages_of_sheets(batch: Batch, survey: Survey, options: BatchOptions) -> int:
    """Pages of all sheets of the event, with covers and packing lists, estimated."""
    return _counted(batch, survey, options)[1]


def _counted(batch: Batch, survey: Survey, options: BatchOptions) -> tuple[dict[str, Sheet], int]:
    """The sheets, and the pages of all that is printed besides letters and envelopes."""
    if not survey.totals.letters:
        return {}, 0
    totals = survey.totals
    style = SheetFormat(options.sheet_language, _first(batch).paper)
    supplies = Shopping(totals.papers, {}, totals.envelopes, totals.labels, totals.stamps, totals.unpriced)
    sheets = {TALLY: _tally(batch, survey, style), TO_BUY: shopping_list(supplies, style)}
    sheets |= {name_of_case_sheet(case): _case(case, batch, style.language) for case in batch.cases}
    if batch.options.hand_in:
        sheets |= hand_in_sheets(batch, survey.letters, _offices(batch, style.language), style)
    if survey.without or batch.faulty:
        sheets[WITHOUT] = _without(batch, survey, style)
    if options.large_print:
        sheets = {name: in_one_column(sheet, style.language) for name, sheet in sheets.items()}
        sheets |= dict(_to_read(batch))
    pages = sum(sheet_pages(each, options.for_sheets) for each in sheets.values())
    pages += _of_people(batch, survey, options)
    sheets[TO_BUY] = shopping_list(supplies._replace(sheets={style.paper.name: pages}), style)
    if options.large_print:
        sheets[TO_BUY] = in_one_column(sheets[TO_BUY], style.language)
    return sheets, pages


def _of_people(batch: Batch, survey: Survey, options: BatchOptions) -> int:
    """Pages of packing lists and covers; people with the same letters have the same list but for their name."""
    covers, order = 0, options.printing.order
    if options.printing.covers and options.print_files and (batch.options.hand_in or order == "target"):
        covers = len({(whose(letter, order), letter.mailing.case.id) for letter, _ in survey.valid(batch.letters())})
    if batch.options.hand_in:
        return covers
    fits: dict[tuple[object, ...], bool] = {}
    halves, pages, offices = False, 0, _offices(batch, options.sheet_language)
    for signatory, own in groupby(survey.valid(batch.letters()), lambda each: each[0].signatory):
        if (fit := fits.get(like := (signatory.group, signatory.cases))) is None:
            sheet = _packing_list(signatory, own, offices, options, "" if options.packed_by_cover else _PRINTED)
            fit = fits[like] = not options.large_print and fits_half(sheet, options.for_sheets)
        halves = fit and not halves and not options.packed_by_cover
        pages += halves or not fit or options.packed_by_cover
    return covers + pages


def _without(batch: Batch, survey: Survey, style: SheetFormat) -> Sheet:
    """Who gets no letters, by name."""
    why: dict[int | None, dict[str, list[str]]] = {}
    for problem in (*batch.unserved, *survey.failed):
        text = translate_into(problem.message, style.language)
        why.setdefault(problem.row, {}).setdefault(text, []).append(problem.case or "")
    nothing = translate_into(message("no case is assigned"), style.language)
    people = [
        (
            str(person.row),
            _name(person, style.language),
            "\n".join(f"{', '.join(cases)}: {text}" for text, cases in why.get(person.row, {}).items()) or nothing,
        )
        for person in survey.without
    ]
    faulty = groupby(batch.faulty, lambda problem: problem.row)
    named = {row: each.name for row, each in batch.unread.items() if each.in_full}
    rows = [
        (str(row), named.get(row or 0) or "–", "\n".join(_fault(each, style.language) for each in some))
        for row, some in faulty
    ]
    return without_letters([*rows, *people], style)


def _fault(problem: Problem, language: Tag) -> str:
    text = translate_into(problem.message, language)
    return f"{problem.field}: {text}" if problem.field else text


def _tally(batch: Batch, survey: Survey, style: SheetFormat) -> Sheet:
    """A line for each target of each case, by case, for tally marks."""
    planned: Counter[tuple[str, str]] = Counter()
    for line, number in survey.letters.items():
        planned[line.case, line.target] += number
    titles: dict[str, str] = {case.id: typeset_words(case.title, style.language) or "" for case in batch.cases}
    offices = _offices(batch, style.language)
    order = list(titles)
    lines = [
        TallyLine(case, titles[case], offices.get((case, target), target), number)
        for (case, target), number in sorted(planned.items(), key=lambda item: order.index(item[0][0]))
    ]
    return tally_sheet(lines, style, handed_in=batch.options.hand_in)


def _case(case: Case, batch: Batch, language: Tag) -> Sheet:
    embassies: dict[str, Target] = {}
    for (case_id, _), several in batch.prepared.items():
        for prepared in several if case_id == case.id else ():
            if prepared.mailing.recipient.role == "embassy":
                embassies.setdefault(prepared.mailing.recipient.id, prepared.mailing.recipient)
    origin = batch.options.posted_from
    assert origin is not None, "a batch with letters is posted from a country"
    date = batch.options.date
    then = replace(case, updates=tuple(each for each in case.updates if each.date is None or each.date <= date))
    return case_sheet(then, language, origin, _first(batch), embassies=tuple(embassies.values()), roots=batch.roots)


def _to_read(batch: Batch) -> Iterator[tuple[str, Sheet]]:
    """The words of each case's letter in each language, with rules for details of the signer."""
    for name, prepared in first_in_each_language(batch).items():
        tag, sender = prepared.mailing.language.tag, prepared.mailing.sender
        anybody = replace(sender, name="", blank=True, place=RULED, about={tag: RULED})
        with contextlib.suppress(InputError, MissingError):  # letters that nobody can sign, as the survey says
            yield name, reading_copy(prepared.composed(anybody, batch.roots).letter)


def packing_pages(batch: Batch, survey: Survey, options: BatchOptions, index: PageIndex) -> Iterator[Sheet]:
    """The packing lists in roster order, with the printed pages of the index: two on a page, if each fits a half."""
    upper: Sheet | None = None
    for _, sheet in () if options.packed_by_cover else packing_lists(batch, survey, options, index):
        if options.large_print or not fits_half(sheet, options.for_sheets):
            yield from (upper,) if upper else ()
            upper = None
            yield sheet
        elif upper:
            yield upper._replace(lower=sheet)
            upper = None
        else:
            upper = sheet
    yield from (upper,) if upper else ()


def packing_lists(
    batch: Batch, survey: Survey, options: BatchOptions, index: PageIndex
) -> Iterator[tuple[Signatory, Sheet]]:
    """A list for each person of the roster who has letters, with the pages that are in the index by then; none for
    letters that are handed in.
    """
    if batch.options.hand_in:
        return
    offices = _offices(batch, options.sheet_language)
    for signatory, each in groupby(survey.valid(batch.letters()), lambda each: each[0].signatory):
        own = list(each)
        printed = "; ".join(index.pages_of([letter for letter, _ in own]))
        yield signatory, _packing_list(signatory, own, offices, options, printed)


def _packing_list(
    signatory: Signatory,
    own: Iterable[tuple[BatchLetter, int]],
    offices: dict[tuple[str, str], str],
    options: BatchOptions,
    printed: str,
) -> Sheet:
    """The list of one person; their letters have their pages."""
    language, letters = options.sheet_language, list(own)
    style = SheetFormat(language, letters[0][0].mailing.stationery.paper)
    packed = [_packed(letter, pages, offices, options) for letter, pages in letters]
    numbers = [int(each.number) for each in packed if each.number]
    marks = f"{signatory.number}/{ranges(numbers)}"
    notes = [message("Marks: {marks}", marks=marks)] if numbers else []
    notes += [message("Printed: {pages}", pages=printed)] if printed else []
    name = _name(signatory, language, _LINE_OF_COVER if options.packed_by_cover else _LINE)
    sheet = packing_list(name, signatory.folder, packed, style, notes)
    return in_one_column(sheet, language) if options.large_print else sheet


def _packed(
    letter: BatchLetter, pages: int, offices: dict[tuple[str, str], str], options: BatchOptions
) -> PackedLetter:
    mailing = letter.mailing
    return PackedLetter(
        case=mailing.case.id,
        office=offices[mailing.case.id, mailing.target.id],
        language=mailing.language.tag,
        pages=pages,
        envelope=mailing.stationery.posted_in.name if mailing.posted else None,
        post_by=mailing.post_by,
        number=letter.mark.rpartition("/")[2] if options.printing.marks else "",
    )


def cover(letter: BatchLetter, batch: Batch, options: BatchOptions) -> Sheet:
    """The cover sheet before the letters of a person, or to a target."""
    mailing, signatory = letter.mailing, letter.signatory
    language = options.sheet_language
    style = SheetFormat(language, mailing.stationery.paper)
    title = typeset_words(mailing.case.title, language) or mailing.case.id
    if options.printing.order == "sender":
        titles = (title,) if mailing.handed_in else _titles(signatory, batch, language)
        return cover_sheet(_name(signatory, language, _LINE_OF_COVER), titles, style)
    return cover_sheet(_office(mailing.recipient, language), (title,), style)


def _titles(signatory: Signatory, batch: Batch, language: Tag) -> tuple[str, ...]:
    """The cases that a person writes for."""
    prepared = ((case, batch.prepared.get((case.id, signatory.group))) for case in batch.cases)
    cases = [case for case, letters in prepared if letters and signatory.writes_for(case)]
    return tuple(typeset_words(case.title, language) or case.id for case in cases)


def _name(signatory: Signatory, language: Tag, line: str = _LINE) -> str:
    """The signer's name, or a blank line for walk-ins; of initials only the roster says whose they are."""
    name = signatory.sender.name
    if signatory.listed.sign == "initials":
        return translate_into(message("{name} (row {row})", name=name, row=signatory.row), language)
    return name or translate_into(message("Name: {line}", line=line), language)


def _offices(batch: Batch, language: Tag) -> dict[tuple[str, str], str]:
    """The office of each target, by case and id."""
    return {
        (case, prepared.mailing.target.id): _office(prepared.mailing.target, language)
        for (case, _), several in batch.prepared.items()
        for prepared in several
    }


def _office(target: Target, language: Tag) -> str:
    return words_near(target.office or target.name, language) or target.id


def _first(batch: Batch) -> Stationery:
    """The stationery of the first letter, whose paper all sheets use."""
    return next(each.mailing.stationery for several in batch.prepared.values() for each in several)
