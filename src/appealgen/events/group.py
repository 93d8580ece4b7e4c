"""A group's letters: one for each target of each case, signed by everyone on the roster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from appealgen.errors import MissingError, Problem, ProblemCode, RefusedError, WriteError
from appealgen.events.own_words import check_language
from appealgen.messages import message
from appealgen.model.case import Case
from appealgen.model.sender import Sender
from appealgen.output.entries import document
from appealgen.output.report import Report
from appealgen.output.totals import totals_of
from appealgen.planning.plan import Plan, PlanOptions
from appealgen.post.signing import signed
from appealgen.reading.roster import Roster
from appealgen.workflows.letters import WriteOptions, plan, write, write_rendered


@dataclass(frozen=True)
class GroupPlan:
    """The group's plan for each accepted case, and the reasons for the refused ones."""

    plans: tuple[Plan, ...]
    refused: tuple[Problem, ...]


@dataclass(frozen=True)
class GroupReport:
    """Files written for each case, and the number of signatures."""

    reports: tuple[Report, ...]
    people: int

    @property
    def notices(self) -> tuple[Problem, ...]:
        """Notices of all cases, each once."""
        return tuple(dict.fromkeys(notice for report in self.reports for notice in report.notices))

    def check_conflicts(self) -> None:
        """Raise WriteError for all paths with somebody else's work."""
        in_the_way = (ProblemCode.CONFLICT, ProblemCode.BLOCKED)
        if conflicts := [notice for notice in self.notices if notice.code in in_the_way]:
            raise WriteError(conflicts)

    def json(self, failed: Iterable[Problem]) -> Iterator[str]:
        """The JSON object of `batch` for a group, in pieces."""
        posted = [letter for report in self.reports for letter in report.posted]
        files = [entry for report in self.reports for entry in report.files]
        totals = totals_of(posted)
        sheets = sum(entry.sheets for entry in files if entry.kind == "labels")
        labels = {letter.mailing.stationery.labels for letter in posted if letter.mailing.posted}
        totals.labels.update({sheet.name: sheets for sheet in labels if sheet is not None})
        notices = (notice.as_json() for notice in self.notices)
        return document(notices, (entry.json for entry in files), failed, totals.as_event_json(self.people))


def plan_group(cases: Sequence[Case], sender: Sender, options: PlanOptions, roots: tuple[Path, ...] = ()) -> GroupPlan:
    """Plan the group's letters for each case; raises RefusedError when all of them are refused."""
    plans = [plan(case, sender, options, roots) for case in cases]
    refused = tuple(problem for each in plans for problem in each.refusals)
    if all(each.refusals for each in plans):
        raise RefusedError(refused)
    check_language(options, [mailing.language.tag for each in plans for mailing in each.mailings])
    return GroupPlan(tuple(each for each in plans if not each.refusals), refused)


def signatures_of(roster: Roster) -> tuple[tuple[str, str], ...]:
    """Names and places for the table of signatures; raises MissingError for an empty roster."""
    if not roster.entries:
        text = message("there is nobody on the roster to sign")
        raise MissingError(Problem(ProblemCode.NOBODY, text, file=roster.file))
    return tuple((person.name, person.place or "") for person in (signed(entry.sender) for entry in roster.entries))


def write_group(planned: GroupPlan, out: Path, options: WriteOptions, roots: tuple[Path, ...] = ()) -> GroupReport:
    """Write the letters, with a table for `options.signatories`; raises like `write`, before writing any of them."""
    rehearsed = GroupReport(
        tuple(write(each, out, replace(options, dry_run=True), roots) for each in planned.plans),
        people=len(options.signatories),
    )
    return rehearsed if options.dry_run else write_rehearsed(rehearsed, options)


def write_rehearsed(rehearsed: GroupReport, options: WriteOptions) -> GroupReport:
    """Write the letters of a dry run; raises like `write_group`."""
    rehearsed.check_conflicts()
    reports = (write_rendered(each.rendered, each.out, options) for each in rehearsed.reports)
    return replace(rehearsed, reports=tuple(reports))
