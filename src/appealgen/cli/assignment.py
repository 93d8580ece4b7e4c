"""Who writes for which case: read from the file of --assign, or spread evenly and kept there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from appealgen.errors import MissingError, Problem, ProblemCode
from appealgen.messages import message

if TYPE_CHECKING:
    from appealgen.events.plan import Batch
    from appealgen.model.case import Case
    from appealgen.reading.roster import Roster


class Sharing(NamedTuple):
    """How the cases are shared out: people by case, what is to be said, and the file to keep, if it is new."""

    people: Mapping[str, int]
    notices: tuple[Problem, ...]
    file: Path
    data: bytes | None

    def keep(self) -> None:
        """Write the file, for its owner's eyes only, if it is new; raises WriteError."""
        if self.data is not None:
            from appealgen.output import writer

            writer.write_one(str(self.file), self.data)


def share_out(
    planned: Batch, roster: Roster, file: Path, *, each: int | None, at_least: int, chosen: Sequence[Case]
) -> tuple[Batch, Sharing]:
    """The batch with everybody's cases. Walk-ins are always spread, as nobody knows them by name.

    Raises MissingError when there is nothing to read and --each says nothing, or both.
    """
    if file.exists() == (each is not None or at_least > 0) or (at_least and each is None):
        raise MissingError(_read_or_spread(file))
    from appealgen.events.assignment import spread
    from appealgen.events.assignment_file import assignment_csv, load_assignment
    from appealgen.events.plan import assigned, offers

    signers, cases = planned.signers, [case.id for case in planned.cases]
    made = offers(planned)
    names = {signer.row: signer.sender.name for signer in signers if signer.row}
    data = None
    if each is None:
        numbers: dict[str, str] = {case.ua_number: case.id for case in chosen if case.ua_number}
        kept, notices = load_assignment(file, cases=[case.id for case in chosen], names=names, numbers=numbers)
        own = [offer for offer, signer in zip(made, signers, strict=True) if not signer.row]
        strangers, _ = spread(own, cases, each=max((len(c) for c in kept.by_row.values()), default=1))
        by_signer = [
            kept.by_row.get(signer.row, ()) if signer.row else strangers.by_row[number]
            for number, signer in enumerate(signers)
        ]
    else:
        whole, notices = spread(made, cases, each=each, at_least=at_least)
        by_signer = [whole.by_row[number] for number in range(len(signers))]
        by_row = {s.row: own for s, own in zip(signers, by_signer, strict=True) if s.row}
        reads = {entry.row: entry.sender.reads for entry in roster.entries}
        data = assignment_csv(type(whole)(by_row), names, reads)
    people: dict[str, int] = {case: sum(case in own for own in by_signer) for case in cases}
    said = tuple(replace(notice, row=None) for notice in notices)
    return assigned(planned, by_signer), Sharing(people, said, file, data)


def _read_or_spread(file: Path) -> Problem:
    if file.exists():
        text = message("is there already, and --each and --at-least are for spreading anew")
        hint = message("leave them out to use it, or move it away")
        return Problem(ProblemCode.EXISTS, text, hint, file=str(file), field="assign")
    text = message("there is no such file: nobody knows who writes for which case")
    return Problem(
        ProblemCode.MISSING_DETAIL,
        text,
        message("--each N spreads the cases and keeps it"),
        file=str(file),
        field="assign",
    )
