"""Sheets of letters that are handed in: a form for each case, and the list of the parcel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from appealgen.events.plan import Batch, LetterCategory
from appealgen.events.print_files import PARCEL, name_of_form
from appealgen.letters.event_sheets import typeset_words
from appealgen.letters.hand_in_sheets import CaseCount, HandedIn, hand_in_form, parcel_list
from appealgen.letters.sheet_parts import SheetFormat
from appealgen.model.document import Sheet
from appealgen.model.identifiers import Tag


def hand_in_sheets(
    batch: Batch,
    letters: Mapping[LetterCategory, int],
    offices: Mapping[tuple[str, str], str],
    style: SheetFormat,
) -> dict[str, Sheet]:
    """The sheets with the names of their files; `offices` are those of targets, by case and id."""
    until, sheets, counts = batch.options.hand_in_by, dict[str, Sheet](), list[CaseCount]()
    for case in batch.cases:
        of_case = Counter[tuple[str, str]]()
        for line, number in letters.items():
            if line.case == case.id:
                of_case[offices.get((case.id, line.target), line.target), line.language] += number
        if of_case:
            title = typeset_words(case.title, style.language) or case.id
            named = list(dict.fromkeys(office for office, _ in of_case))
            ordered = sorted(of_case.items(), key=lambda line: named.index(line[0][0]))
            lines = [HandedIn(office, Tag(tag), number) for (office, tag), number in ordered]
            sheets[name_of_form(case)] = hand_in_form(case, title, lines, until, style)
            counts.append(CaseCount(case.id, title, case.country, of_case.total()))
    return sheets | {PARCEL: parcel_list(counts, until, style)}
