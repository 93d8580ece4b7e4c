"""Assign the people of a batch to cases: read from a file, or spread evenly and saved there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from appealgen.errors import MissingError, Problem, ProblemCode
from appealgen.events.assignment import spread
from appealgen.events.assignment_file import assignment_csv, load_assignment
from appealgen.events.plan import Batch, offers, with_cases
from appealgen.messages import message
from appealgen.model.case import Case
from appealgen.output.writer import replace_all
from appealgen.paths import is_taken, read_file
from appealgen.reading.roster import Roster


@dataclass(frozen=True)
class AssignOptions:
    """Options of an assignment.

    With `each` the file is created: `each` is the number of cases for a person, `at_least` that of people for a case.
    """

    file: Path | None
    each: int | None = None
    at_least: int = 0


class AssignmentResult(NamedTuple):
    """An assignment: people by case, notices, and the file to save if it is new."""

    people: Mapping[str, int]
    notices: tuple[Problem, ...]
    file: Path
    data: bytes | None

    def keep(self) -> None:
        """Save a new file, readable by its owner only; raises WriteError, also if one exists by now."""
        if self.data is not None:
            replace_all({self.file: self.data}, {self.file: b""})
        else:
            replace_all({}, {self.file: read_file(self.file)})


def assign(
    batch: Batch, roster: Roster, cases: Sequence[Case], options: AssignOptions
) -> tuple[Batch, AssignmentResult | None]:
    """The batch with the cases of each person; `cases` are all that were asked for, including refused ones.

    Without a file, everybody writes for all cases. Walk-ins are always spread, because nobody knows their names.
    Raises MissingError if the file does not exist and `each` is missing, or if it exists and differs from the spread,
    and InputError for a file that does not fit the roster.
    """
    if options.file is None:
        if options.each is None and not options.at_least:
            return batch, None
        text = message("--each and --at-least need --assign FILE")
        raise MissingError(Problem(ProblemCode.MISSING_DETAIL, text, field="assign"))
    if options.each is None and (options.at_least or not is_taken(options.file)):
        raise MissingError(_read_or_spread(options.file))
    if options.each is None:
        by_signatory, notices = _read(batch, cases, options.file)
        data = None
    else:
        whole, notices = spread(
            offers(batch), [case.id for case in batch.cases], each=options.each, at_least=options.at_least
        )
        by_signatory = [whole[number] for number in range(len(batch.signatories))]
        by_row = {s.row: own for s, own in zip(batch.signatories, by_signatory, strict=True) if s.row is not None}
        data = assignment_csv(by_row, _names(batch), {entry.row: entry.sender.reads for entry in roster.entries})
        if is_taken(options.file):
            if read_file(options.file) != data:
                raise MissingError(_read_or_spread(options.file))
            data = None
    people: dict[str, int] = {case.id: sum(case.id in own for own in by_signatory) for case in batch.cases}
    notices = tuple(replace(notice, row=None) for notice in notices)
    return with_cases(batch, by_signatory), AssignmentResult(people, notices, options.file, data)


def _read(batch: Batch, cases: Sequence[Case], file: Path) -> tuple[list[tuple[str, ...]], tuple[Problem, ...]]:
    """The cases of each signatory from the file, those of walk-ins spread."""
    numbers: dict[str, str] = {case.ua_number: case.id for case in cases if case.ua_number}
    kept, notices = load_assignment(file, cases=[case.id for case in cases], names=_names(batch), numbers=numbers)
    walk_ins = [
        offer for offer, signatory in zip(offers(batch), batch.signatories, strict=True) if signatory.row is None
    ]
    each = max((len(own) for own in kept.values()), default=1)
    strangers, _ = spread(walk_ins, [case.id for case in batch.cases], each=each)
    by_signatory = [
        strangers[number] if signatory.row is None else kept.get(signatory.row, ())
        for number, signatory in enumerate(batch.signatories)
    ]
    return by_signatory, notices


def _names(batch: Batch) -> dict[int, str]:
    """The names on the roster, by row."""
    return {s.row: s.sender.name for s in batch.signatories if s.row is not None}


def _read_or_spread(file: Path) -> Problem:
    if is_taken(file):
        text = message("already exists, but --each and --at-least make a new assignment")
        hint = message("omit them to use the file, or move it away")
        return Problem(ProblemCode.EXISTS, text, hint, file=str(file), field="assign")
    text = message("there is no such file, so nothing says who writes for which case")
    hint = message("--each N assigns the cases and creates the file")
    return Problem(ProblemCode.MISSING_DETAIL, text, hint, file=str(file), field="assign")
