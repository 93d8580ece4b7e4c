"""`appealgen batch --group`: one letter for all, signed by everyone on the roster."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from typer import Exit

from appealgen.cli import console as terminal
from appealgen.cli.i18n import _
from appealgen.cli.views import plan as words
from appealgen.errors import MissingError, Problem, ProblemCode, RefusedError, WriteError
from appealgen.messages import message

if TYPE_CHECKING:
    from appealgen.model.case import Case
    from appealgen.model.sender import Sender
    from appealgen.output.report import Report
    from appealgen.planning.planner import Plan
    from appealgen.reading.roster import Roster

Planner = Callable[["Case", "Sender", Sequence[str]], "Plan"]
Writer = Callable[["Plan", bool], "Report"]
"""Writes a plan's letters, or with True only says what it would do."""


def plan_group(
    cases: Sequence[Case], sender: Path, planner: Planner, to: Sequence[str]
) -> tuple[list[Plan], tuple[Problem, ...]]:
    """The plans of the group for each case, and why there is none for the others; raises RefusedError without any."""
    from appealgen.reading.sender_files import load_sender

    who = load_sender(sender)
    plans = [planner(case, who, to) for case in cases]
    refused = tuple(problem for planned in plans for problem in planned.refusals)
    if all(planned.refusals for planned in plans):
        raise RefusedError(refused)
    return [planned for planned in plans if not planned.refusals], refused


def signers_of(roster: Roster) -> tuple[tuple[str, str], ...]:
    """Names and places for the table of signatures; raises MissingError for a roster of nobody."""
    if not roster.entries:
        raise MissingError(
            Problem(ProblemCode.NOBODY, message("there is nobody on the roster to sign"), file=roster.file)
        )
    return tuple((entry.sender.name, entry.sender.place or "") for entry in roster.entries)


def write_group(
    plans: Sequence[Plan], write: Writer, *, quiet: bool, json: bool, asking: bool, dry_run: bool
) -> list[Report]:
    """Show what will be made, ask, and write it; raises WriteError for all conflicts before anything is written."""
    planned = [write(plan, True) for plan in plans]
    in_the_way = [
        notice
        for report in planned
        for notice in report.notices
        if notice.code in (ProblemCode.CONFLICT, ProblemCode.BLOCKED)
    ]
    if in_the_way and not dry_run:
        raise WriteError(in_the_way)
    if not quiet:
        for report in planned:
            words.tell_plan(report)
            terminal.tell_notices(report.notices)
    if asking and not terminal.ask_yes(_("Write these files?")):
        terminal.say(_("nothing was written"))
        raise Exit(0)
    reports = planned if dry_run else [write(plan, False) for plan in plans]
    if not json:
        for report in reports:
            for entry in report.files:
                terminal.result(f"{terminal.state_word(entry.state)} {report.out}{os.sep}{entry.path}")
    return reports


def as_json(reports: Sequence[Report], failed: Sequence[Problem], *, people: int) -> dict[str, object]:
    """The object of `batch` for a group of so many people; there is at least one report."""
    from collections import Counter
    from dataclasses import replace

    from appealgen.output import manifest as record

    mail = [one for report in reports for one in report.mail]
    stationery = [one.mailing.stationery for one in mail if one.mailing.posted]
    files = [entry for report in reports for entry in report.files]
    sheets = {
        made.labels.name: sum(e.sheets for e in files if e.kind == "labels") for made in stationery if made.labels
    }
    totals = replace(reports[0], mail=tuple(mail)).as_json()["totals"] | {
        "people": people,
        "envelopes": Counter(made.posted_in.name for made in stationery),
        "labels": sheets,
    }
    notices = [notice for report in reports for notice in report.notices]
    return record.document(notices, files, failed) | {"totals": totals}
