"""Assign the people of a batch to cases: as in a file, or spread evenly and saved there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from appealgen.errors import InputError, MissingError, Problem, ProblemCode
from appealgen.events.assignment import Offer, spread
from appealgen.events.assignment_file import COLUMNS, KeptAssignment, load_assignment
from appealgen.events.assignment_table import check_kind, new_table, with_more
from appealgen.events.plan import Batch, offers, with_cases
from appealgen.language.catalogues import ENGLISH
from appealgen.messages import message, named, nmessage
from appealgen.model.case import Case
from appealgen.model.identifiers import Tag, same_spelling
from appealgen.output.writer import replace_all
from appealgen.paths import is_taken, read_file
from appealgen.reading.roster import RosterEntry


@dataclass(frozen=True)
class AssignOptions:
    """Options of an assignment.

    With `each`, the number of cases for a person, the file is created, or those who are not in it are added;
    `at_least` is the number of people wanted for a case. A new CSV file is as Excel reads it in `language`.
    """

    file: Path | None
    each: int | None = None
    at_least: int = 0
    language: Tag = ENGLISH


class AssignmentResult(NamedTuple):
    """An assignment: people by case, notices, and the file; `data` is its new content, `before` its present one.

    `added` is the number of people added to a file that exists.
    """

    people: Mapping[str, int]
    notices: tuple[Problem, ...]
    file: Path
    data: bytes | None
    before: bytes
    added: int = 0

    def keep(self) -> None:
        """Save new content, readable by its owner only; raises WriteError, also if the file has changed by now."""
        replace_all({} if self.data is None else {self.file: self.data}, {self.file: self.before})


def assign(batch: Batch, cases: Sequence[Case], options: AssignOptions) -> tuple[Batch, AssignmentResult | None]:
    """The batch with the cases of each person; `cases` are all that were asked for, including refused ones.

    Without a file, everybody writes for all cases. Walk-ins are always spread, because nobody knows their names.
    Raises MissingError if the file does not exist and `each` is missing, and InputError for a file that does not fit
    the roster.
    """
    if options.file is None:
        if options.each is None and not options.at_least:
            return batch, None
        text = message("--each and --at-least need --assign FILE")
        raise MissingError(Problem(ProblemCode.MISSING_DETAIL, text, field="assign"))
    exists = is_taken(options.file)
    if options.each is None and (options.at_least or not exists):
        raise MissingError(_each_missing(options.file, exists=exists))
    kept = _kept(batch, cases, options.file) if exists else None
    by_signatory, shortages = _spread(batch, kept, options)
    late = [(s, own) for s, own in zip(batch.signatories, by_signatory, strict=True) if _is_late(s.row, kept)]
    before = read_file(options.file) if exists else b""
    names = Counter(same_spelling(s.listed.name) for s in batch.signatories if s.row is not None)
    lines = [_line(RosterEntry(s.row or 0, s.listed), own, names) for s, own in late]
    data = _data(options, lines, kept, before) if options.each is not None else None
    people: dict[str, int] = {case.id: sum(case.id in own for own in by_signatory) for case in batch.cases}
    notices = (
        *(kept.notices if kept else ()),
        *_about_people(batch, kept, options),
        *(shortages if options.each else ()),
    )
    added = len(lines) if exists and data is not None else 0
    return with_cases(batch, by_signatory), AssignmentResult(people, notices, options.file, data, before, added)


def _kept(batch: Batch, cases: Sequence[Case], file: Path) -> KeptAssignment:
    numbers: dict[str, str] = {case.ua_number: case.id for case in cases if case.ua_number}
    people = [RosterEntry(s.row, s.listed) for s in batch.signatories if s.row is not None]
    return load_assignment(file, cases=[case.id for case in cases], people=people, numbers=numbers)


def _is_late(row: int | None, kept: KeptAssignment | None) -> bool:
    """Whether a person of the roster has no line in the file yet."""
    return row is not None and (kept is None or row not in kept.cases)


def _spread(
    batch: Batch, kept: KeptAssignment | None, options: AssignOptions
) -> tuple[list[tuple[str, ...]], tuple[Problem, ...]]:
    """The cases of each signatory: as kept, or with `each` spread; those of walk-ins alone, so that they stay."""
    cases = [case.id for case in batch.cases]
    known = kept.cases if kept else {}
    rows = [signatory.row for signatory in batch.signatories]
    on_roster, walk_ins = list[Offer](), list[Offer]()
    for offer, row in zip(offers(batch), rows, strict=True):
        (walk_ins if row is None else on_roster).append(offer)
    settled = {number: known[row] for number, row in enumerate(rows) if row is not None and row in known}
    if options.each is None:
        settled = {offer.row: settled.get(offer.row, ()) for offer in on_roster}
    elif batch.is_partial and kept:  # those outside --rows keep theirs too
        settled |= {-number: own for number, (_, own) in enumerate(kept.others, 1)}
    each = options.each if options.each is not None else max(map(len, known.values()), default=1)
    spread_out, shortages = spread(on_roster, cases, each=each, at_least=options.at_least, kept=settled)
    strangers, _ = spread(walk_ins, cases, each=each)
    return [(strangers if row is None else spread_out)[number] for number, row in enumerate(rows)], shortages


def _line(entry: RosterEntry, cases: Sequence[str], names: Mapping[str, int]) -> dict[str, str]:
    """A row of the table for a person, with the address if another one has the name."""
    has_twin = names[same_spelling(entry.sender.name)] > 1
    return {
        "row": str(entry.row),
        "name": entry.sender.name,
        "address": ", ".join(entry.sender.address) if has_twin else "",
        "reads": " ".join(entry.sender.reads),
        "cases": " ".join(cases),
    }


def _data(
    options: AssignOptions, lines: Sequence[Mapping[str, str]], kept: KeptAssignment | None, before: bytes
) -> bytes | None:
    """New content of the file; None if nobody is added."""
    assert options.file is not None
    if not lines and kept is not None:
        return None
    check_kind(options.file)
    if kept is None:
        columns = [name for name in COLUMNS if name != "address" or any(line["address"] for line in lines)]
        return new_table(options.file, columns, lines, options.language)
    if hidden := [notice for notice in kept.notices if notice.code is ProblemCode.HIDDEN_ROW]:
        text = message("rows are hidden in the spreadsheet, so people in them would be added twice")
        hint = message("show all rows and save the file")
        raise InputError(replace(hidden[0], message=text, hint=hint))
    return with_more(options.file, before, kept.columns, lines)


def _about_people(batch: Batch, kept: KeptAssignment | None, options: AssignOptions) -> Iterator[Problem]:
    """Notices by name: who is on the roster and not in the file, and the reverse; not for some rows of a roster.

    Raises InputError if the file knows nobody on the roster.
    """
    if kept is None:
        return
    file, others = str(options.file), [name for name, _ in kept.others]
    if others and not kept.cases and not batch.is_partial:
        text = message("nobody in it is on the roster: is it from another event?")
        raise InputError(Problem(ProblemCode.NOT_ON_ROSTER, text, message("name another file"), file=file))
    if others and not batch.is_partial:
        text = nmessage(
            "1 person in it is not on the roster, and gets no letters: {names}",
            "{count} people in it are not on the roster, and get no letters: {names}",
            len(others),
            names=named(others),
        )
        yield Problem(ProblemCode.NOT_ON_ROSTER, text, file=file)
    late = [s.listed.name for s in batch.signatories if _is_late(s.row, kept)]
    if late and options.each is None:
        text = nmessage(
            "1 person on the roster is not in it, and gets no letters: {names}",
            "{count} people on the roster are not in it, and get no letters: {names}",
            len(late),
            names=named(late),
        )
        yield Problem(ProblemCode.NOT_ASSIGNED, text, message("--each N adds them"), file=file)


def _each_missing(file: Path, *, exists: bool) -> Problem:
    if exists:
        text = message("--at-least needs --each N, the number of cases for each person")
        return Problem(ProblemCode.MISSING_DETAIL, text, field="at-least")
    text = message("there is no such file, so nothing says who writes for which case")
    hint = message("--each N assigns the cases and creates the file")
    return Problem(ProblemCode.MISSING_DETAIL, text, hint, file=str(file), field="assign")
