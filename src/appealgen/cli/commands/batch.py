"""`appealgen batch`: letters of everyone on a roster, for several cases, and files for the printer."""

import os
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from appealgen.cli import options, reprint
from appealgen.cli.batch_options import BatchPaperOptions, EventOptions, PrintFileOptions, RosterOptions
from appealgen.cli.console import ask_yes, result_file, result_text, say, tell_grouped, tell_notices
from appealgen.cli.i18n import _
from appealgen.cli.option_values import parsed, sheet_tag
from appealgen.errors import DONE_IN_PART, InputError, MissingError, Problem, ProblemCode, RefusedError
from appealgen.messages import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appealgen.events.assigning import AssignmentResult
    from appealgen.events.corrections import Correction
    from appealgen.events.plan import Batch
    from appealgen.events.survey import BatchOptions, Survey
    from appealgen.model.case import Case
    from appealgen.model.identifiers import Tag
    from appealgen.planning.plan import PlanOptions
    from appealgen.reading.roster import Roster
    from appealgen.workflows.letters import WriteOptions


class _Work(NamedTuple):
    """Common values of the letters of a batch and those of a group."""

    cases: "Sequence[Case]"
    roster: "Roster"
    asked: "PlanOptions"
    writing: "WriteOptions"
    out: Path
    scripts: options.ScriptOptions
    said: RosterOptions
    sheet_language: "Tag"

    def confirm(self) -> None:
        """Ask for confirmation on a terminal; a no ends the run before anything is written. Keep columns then."""
        if self.scripts.confirms(dry_run=self.writing.dry_run) and not ask_yes(_("Write these files?")):
            say(_("nothing was written"))
            raise typer.Exit(0)
        kept = self.said.keep() if not self.writing.dry_run else ()
        if not self.scripts.quiet:
            tell_notices(kept)


def batch(
    cases: options.Cases,
    roster: RosterOptions,
    event: EventOptions,
    printing: PrintFileOptions,
    letter: options.LetterOptions,
    paper: BatchPaperOptions,
    output: options.OutputOptions,
    scripts: options.ScriptOptions,
) -> None:
    """Plan, show, ask on a terminal, and write; exits with 8 if something is left out."""
    from appealgen.events.plan import check_ids
    from appealgen.workflows.catalogue import find_cases

    output.check_open(scripts)
    if event.keep_edited and output.overwrite:
        text = message("--keep-edited cannot be combined with {options}", options="--overwrite")
        raise MissingError(Problem(ProblemCode.TWO_WAYS, text, message("leave one of them out"), field="keep-edited"))
    asked = replace(letter.plan_options(paper.choice()), posted_from=paper.origin(event.group))
    asked = event.handed_in(asked, paper)
    writing = output.write_options(paper, asked.channels)
    roster.defaults()
    roster.columns()
    sheet_language = sheet_tag(printing.sheet_language)
    chosen = find_cases(cases, scripts.roots)
    check_ids(chosen)
    again = printing.pages is not None
    people = roster.load(whole=again)
    _show_roster(people, scripts, keep_going=roster.keep_going or again)
    work = _Work(chosen, people, asked, writing, output.out, scripts, roster, sheet_language)
    if event.group is not None:
        _check_group(event, printing)
        if work.asked.channels != ("post",):
            text = message("--group cannot be combined with {options}", options="--channel")
            hint = message("a letter that many people sign by hand is for paper")
            raise MissingError(Problem(ProblemCode.TWO_WAYS, text, hint, field="group"))
        failed = _write_group(work, event.group)
    else:
        failed = _write_batch(work, roster, event, printing)
    if output.open_written:
        from appealgen.cli.opening import open_path
        from appealgen.events.print_files import print_folder

        has_prints = event.group is None and printing.print_files
        open_path(output.out / print_folder(roster.rows) if has_prints else output.out)
    if failed:
        raise typer.Exit(DONE_IN_PART)


def _show_roster(roster: "Roster", scripts: options.ScriptOptions, *, keep_going: bool) -> None:
    """Report how the roster was read; without `keep_going`, faulty rows end the run."""
    from appealgen.cli.views import event as views

    if not scripts.quiet:
        views.tell_roster(roster)
    if roster.problems and not keep_going:
        if scripts.json or scripts.quiet:
            raise InputError(roster.problems)
        views.tell_wrong_rows(roster)
        raise typer.Exit(InputError.exit_code)
    if not scripts.quiet:
        tell_grouped(roster.problems, _("left out"), "red")


def _write_batch(
    work: _Work, roster: RosterOptions, event: EventOptions, printing: PrintFileOptions
) -> tuple[Problem, ...]:
    """Write everybody's letters; returns what is left out."""
    from appealgen.cli.views import event as views
    from appealgen.events.problem_groups import nobody
    from appealgen.events.run import check_conflicts, check_sound, write_batch

    planned, assigned = _assigned(work, roster, event)
    event.check_whole(planned)
    making = _batch_options(work, roster, event, printing)
    found = reprint.find(printing.pages, making) if printing.pages is not None else None
    if found is not None:
        printing_again = making.printing._replace(folder=found.folder)
        making = replace(making, formats=tuple(found.rows), singles=False, printing=printing_again)
    if "pdf" in making.formats:
        from appealgen.events.closer import set_closer

        planned = set_closer(planned, making.reference)
    surveyed, making = _surveyed(planned, making, work.scripts)
    planned = surveyed.batch
    if found is not None:
        reprint.write(reprint.shown(surveyed, making, found, work.scripts), making, work.scripts, work.confirm)
        return ()
    if not roster.keep_going:
        check_sound(surveyed, making)
    check_conflicts(surveyed, making)
    failed = (*work.roster.problems, *planned.refused, *planned.unserved, *surveyed.failed)
    if not surveyed.totals.letters and "social" not in work.asked.channels:
        told = 0 if work.scripts.json or work.scripts.quiet else len(work.roster.problems)
        raise RefusedError(failed[told:] or nobody(work.roster, roster.rows))
    if not work.scripts.quiet:
        views.tell_plan(planned, surveyed, assigned, making)
    work.confirm()
    if assigned is not None and not making.dry_run:
        assigned.keep()
    with views.ProgressReporter(surveyed, making, json=work.scripts.json, quiet=work.scripts.quiet) as reporter:
        reporter.end(write_batch(planned, surveyed, making, reporter.file), failed)
    return failed


def _surveyed(
    planned: "Batch", making: "BatchOptions", scripts: options.ScriptOptions
) -> "tuple[Survey, BatchOptions]":
    """The survey of the batch, after asking on a terminal whether new people are corrected ones."""
    from appealgen.events.survey import survey_batch

    surveyed = survey_batch(planned, making)
    found = surveyed.identified.corrections
    if not found or not scripts.confirms(dry_run=making.dry_run):
        return surveyed, making
    same = [each.same for each in found if _ask_same(each)]
    making = replace(making, same=(*making.same, *same))
    surveyed = survey_batch(planned, making) if same else surveyed
    rest = (notice for notice in surveyed.about_earlier if notice.code is not ProblemCode.CORRECTED)
    return replace(surveyed, about_earlier=tuple(rest)), making


def _ask_same(correction: "Correction") -> bool:
    earlier, new = correction.same
    return ask_yes(
        _(
            "Row {row}: is “{new}” the same person as “{earlier}” of an earlier run, corrected?",
            row=correction.now.row,
            new=new,
            earlier=earlier,
        )
    )


def _assigned(work: _Work, roster: RosterOptions, event: EventOptions) -> "tuple[Batch, AssignmentResult | None]":
    """The plan of all letters, and the assignment if there is one; raises RefusedError, MissingError."""
    from appealgen.events.assigning import AssignOptions, assign
    from appealgen.events.plan import plan_batch
    from appealgen.events.signatories import signatories_of, walk_in_like
    from appealgen.events.withdrawals import closed_since
    from appealgen.output.manifest import read_manifest

    entries, origin = work.roster.entries, work.asked.posted_from
    like = walk_in_like(entries, *roster.defaults(), origin) if event.walk_ins else None
    people = signatories_of(entries, event.walk_ins, like, show_email=roster.show_email)
    picked = roster.rows is not None
    planned = plan_batch(work.cases, people, work.asked, picked=picked, roots=work.scripts.roots)
    planned = replace(planned, faulty=work.roster.problems, unread=work.roster.unread)
    if planned.refused and not planned.cases:
        raise RefusedError((*planned.refused, *closed_since(planned.refused, read_manifest(work.out), work.out)))
    assigning = AssignOptions(event.assign, event.each, event.at_least, work.sheet_language)
    return assign(planned, work.cases, assigning)


def _batch_options(
    work: _Work, roster: RosterOptions, event: EventOptions, printing: PrintFileOptions
) -> "BatchOptions":
    from appealgen.events.corrections import parse_same
    from appealgen.events.print_files import PrintOptions, print_folder
    from appealgen.events.survey import BatchOptions
    from appealgen.renderers.docx.reference_file import large_print_reference
    from appealgen.workflows.letters import looks, postage_tables

    writing, roots, on_paper = work.writing, work.scripts.roots, "post" in work.asked.channels
    return BatchOptions(
        out=work.out,
        formats=writing.formats,
        reference=looks(writing),
        large_print=large_print_reference(writing.reference_doc) if writing.large_print else None,
        printing=PrintOptions(
            order=printing.sort,
            split=printing.split,
            duplex=printing.duplex,
            covers=printing.covers,
            marks=printing.marks,
            labels=writing.labels,
            folder=print_folder(roster.rows),
        ),
        prices=postage_tables(roots),
        singles=printing.singles and on_paper,
        print_files=printing.print_files and on_paper,
        sheets=printing.sheets and on_paper,
        sheet_language=work.sheet_language,
        attach=writing.attach,
        overwrite=writing.overwrite,
        keep_edited=event.keep_edited,
        dry_run=writing.dry_run,
        same=tuple(parsed(parse_same, text, "same") for text in event.same or ()),
        set_aside=event.set_aside,
        roots=roots,
    )


def _check_group(*groups: Any) -> None:
    """Raise MissingError for options that do not apply to a group's letter."""
    given = [
        f"--{'no-' if field.default is True else ''}{field.name.replace('_', '-')}"
        for group in groups
        for field in fields(group)
        if field.name != "group" and getattr(group, field.name) != field.default
    ]
    if given:
        text = message("--group cannot be combined with {options}", options=", ".join(given))
        raise MissingError(Problem(ProblemCode.TWO_WAYS, text, message("leave one of them out"), field="group"))


def _write_group(work: _Work, sender: Path) -> tuple[Problem, ...]:
    """Write one letter for everyone to sign, for each case; returns what is left out."""
    from appealgen.cli.views.event import tell_left_out
    from appealgen.cli.views.plan import tell_plan
    from appealgen.events.group import plan_group, signatures_of, write_group, write_rehearsed
    from appealgen.reading.sender_files import load_sender

    roots = work.scripts.roots
    writing = replace(work.writing, signatories=signatures_of(work.roster))
    group = load_sender(sender)
    planned = plan_group(work.cases, replace(group, sign=work.said.sign or group.sign), work.asked, roots)
    failed = (*work.roster.problems, *planned.refused)
    report = write_group(planned, work.out, replace(writing, dry_run=True), roots)
    if not writing.dry_run:
        report.check_conflicts()
    for each in report.reports if not work.scripts.quiet else ():
        tell_plan(each)
        tell_notices(each.notices)
    work.confirm()
    if not writing.dry_run:
        report = write_rehearsed(report, writing)
    if work.scripts.json:
        result_text(report.json(failed))
    else:
        for each in report.reports:
            for entry in each.files:
                result_file(entry.state, f"{each.out}{os.sep}{entry.path}")
    if failed:
        tell_left_out(failed)
    return failed
