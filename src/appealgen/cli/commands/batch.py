"""`appealgen batch`: letters of everyone on a roster, for several cases, and files for the printer."""

import os
from dataclasses import MISSING, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import typer

from appealgen.cli import completion as complete
from appealgen.cli import options, reprint, streams
from appealgen.cli.console import ask_yes, result_file, result_text, say, tell_grouped, tell_notices
from appealgen.cli.i18n import _
from appealgen.cli.option_values import parse_country, parsed, parsed_if_given, sheet_tag
from appealgen.cli.options import Text, Texts, flag, one_of, parse_source, path, value
from appealgen.errors import DONE_IN_PART, InputError, MissingError, Problem, ProblemCode, RefusedError
from appealgen.messages import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appealgen.events.assigning import AssignmentResult
    from appealgen.events.corrections import Correction
    from appealgen.events.plan import Batch
    from appealgen.events.survey import BatchOptions, Survey
    from appealgen.model.case import Case
    from appealgen.model.identifiers import Country, Tag
    from appealgen.planning.plan import PlanOptions
    from appealgen.reading.roster import Roster
    from appealgen.workflows.letters import WriteOptions


@options.group(_("Roster"))
class RosterOptions:
    """The roster, and defaults for its rows."""

    senders: str = value(
        "FILE", _("The roster: CSV, XLSX or ODS; - reads stdin."), parser=parse_source, default=MISSING
    )
    country: Text = value("COUNTRY", _("Country for rows that give none."))
    reads: Texts = value("TAG", _("Languages for rows that give none; repeatable."), complete.tags)
    column: Texts = value(
        "HEADING=FIELD", _("Meaning of a column: name, street, reads …, or ignore; repeatable, kept beside the roster.")
    )
    sign: Literal["full", "town", "initials"] | None = one_of(
        _("What is shown of people whose row does not say it: all; name and town; or initials and town.")
    )
    show_email: bool = flag(_("Print the e-mail addresses of the roster on letters."))
    rows: Text = value("N-M", _("Only these rows, numbered as in the spreadsheet: 20-40,55."))
    encoding: Text = value("NAME", _("Encoding of the CSV, if not UTF-8: cp1251 …"))
    keep_going: bool = flag(_("Write for valid rows even if others have errors (exit code 8)."))

    def defaults(self) -> tuple["Country | None", tuple["Tag", ...]]:
        """Country and languages for rows without them; raises MissingError."""
        values = options.Details(country=self.country, reads=self.reads).values()
        return values.get("country"), values.get("reads", ())

    def load(self) -> "Roster":
        """Read the roster; raises MissingError for options, InputError for an unreadable file."""
        from appealgen.reading.roster import load_roster, parse_rows
        from appealgen.reading.tables import MAX_BYTES

        country, reads = self.defaults()
        from_stdin = self.senders == "-"
        return load_roster(
            streams.given(MAX_BYTES, InputError) if from_stdin else Path(self.senders),
            name="stdin" if from_stdin else None,
            country=country,
            reads=reads,
            sign=self.sign or "full",
            rows=parsed_if_given(parse_rows, self.rows, "rows") or (),
            encoding=self.encoding,
            columns=self.columns(),
        )

    def columns(self) -> dict[str, str]:
        """Heading → field; raises MissingError."""
        from appealgen.reading.roster_columns import parse_column

        return dict(parsed(parse_column, text, "column") for text in self.column or ())

    def keep(self) -> "tuple[Problem, ...]":
        """Keep the columns beside the roster; returns a notice if anything new is kept."""
        from appealgen.workflows.roster_columns import keep_columns

        notice = keep_columns(Path(self.senders), self.columns()) if self.column and self.senders != "-" else None
        return (notice,) if notice is not None else ()


@options.group(_("Event"))
class EventOptions:
    """Options that assign people to cases, and tell how the roster has changed since an earlier run."""

    assign: Path | None = path(
        "FILE", _("File that says who writes for which case; --each creates it, or adds people.")
    )
    each: int | None = value("N", _("With --assign: number of cases for each person who is not in the file."), min=1)
    at_least: int = value("N", _("With --each: minimum number of people for each case."), min=0, default=0)
    walk_ins: int = value("N", _("Also print N blank letters for walk-ins."), min=0, default=0)
    hand_in: bool = flag(_("The letters are handed in to your section: no envelopes, a pile and a form for each case."))
    hand_in_by: Text = value("YYYY-MM-DD", _("The same, with the last day on which your section takes them."))
    keep_edited: bool = flag(_("Leave edited files alone and write all others, instead of stopping."))
    group: Path | None = path("FILE", _("One letter per case from this sender, signed by everyone on the roster."))
    same: Texts = value(
        "OLD=NEW", _("A corrected person: their folder in an earlier run, and the one now; repeatable.")
    )
    set_aside: bool = flag(_("Move letters of earlier runs that are no longer planned into OUT/set-aside."))

    def check_whole(self, planned: "Batch") -> None:
        """Raise MissingError for --set-aside when only some people or targets are known."""
        if self.set_aside and planned.picked:
            text = message("--set-aside needs everybody: who is not in these rows may still be there")
            hint = message("omit --rows and --to; fix faulty rows, and unhide the hidden ones")
            raise MissingError(Problem(ProblemCode.TWO_WAYS, text, hint, field="set-aside"))

    def handed_in(self, asked: "PlanOptions", paper: options.PaperOptions) -> "PlanOptions":
        """The plan's options for letters that are handed in; raises MissingError for options about envelopes."""
        from appealgen.yamlfile.scalars import parse_iso_date

        until = parsed_if_given(parse_iso_date, self.hand_in_by, "hand-in-by")
        if not self.hand_in and until is None:
            return asked
        given: dict[str, object] = {"envelope": paper.envelope, "layout": paper.layout, "labels": paper.labels}
        given |= {"return-labels": paper.return_labels, "channel": asked.channels != ("post",)}
        if names := ", ".join(f"--{name}" for name, value in given.items() if value):
            text = message("--hand-in cannot be combined with {options}", options=names)
            raise MissingError(Problem(ProblemCode.TWO_WAYS, text, message("leave one of them out"), field="hand-in"))
        if until is not None and until < asked.date:
            text = message("is before the date of the letters")
            raise MissingError(Problem(ProblemCode.WRONG_VALUE, text, field="hand-in-by"))
        return replace(asked, hand_in=True, hand_in_by=until)


@options.group()
class BatchPaperOptions(options.PaperOptions):
    """Options for paper and post, and the country whose post it is."""

    posted_from: Text = value(
        "COUNTRY", _("Country the letters are posted from (default: your profile's, else that of most people).")
    )

    def origin(self, group: Path | None) -> "Country | None":
        """The country asked for, else for letters of many that of the profile; raises MissingError, InputError."""
        from appealgen.cli.prompts.sender import from_file

        if self.posted_from is not None:
            return parsed(parse_country, self.posted_from, "posted-from")
        own = from_file(None) if group is None else None
        return own.country if own is not None else None


@options.group(_("Printing"))
class PrintFileOptions:
    """Options of print files and sheets."""

    sort: Literal["sender", "target"] = one_of(
        _("Order of the print files: by sender (for signing) or target (for envelopes)."), default="sender"
    )
    split: int | None = value(
        "N", _("Letters in a print file at most (default: 500, with PDF 200; 0: all in one)."), min=0, max=10_000
    )
    duplex: bool = flag(_("Start every letter on the front of a sheet."))
    covers: bool = flag(_("Print a cover sheet with the name before each person's (or target's) letters."))
    pages: Text = value(
        "FILE:N-M", _("Print only these pages of a print file again, into another one: letters-A4-02:40-47.")
    )
    marks: bool = flag(_("Print a small mark, such as 4/3, on each letter and on its envelope or label."), default=True)
    singles: bool = flag(_("Write a separate file for each letter."), default=True)
    print_files: bool = flag(_("Write files with all letters, for the printer."), default=True)
    sheets: bool = flag(_("Write the event sheets: tally, packing lists, what to buy, case sheets."), default=True)
    sheet_language: options.SheetLanguage = None


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
    people = roster.load()
    _show_roster(people, scripts, keep_going=roster.keep_going)
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
    from appealgen.events.run import check_conflicts, check_sound, write_batch
    from appealgen.events.survey import nobody

    planned, assigned = _assigned(work, roster, event)
    event.check_whole(planned)
    planned = replace(planned, faulty=work.roster.problems)
    making = _batch_options(work, roster, event, printing)
    found = reprint.find(printing.pages, making) if printing.pages is not None else None
    if found is not None:
        making = replace(making, formats=tuple(found.rows), singles=False)
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
        raise RefusedError(failed or nobody(work.roster, roster.rows))
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
    picked = roster.rows is not None or work.roster.is_partial
    planned = plan_batch(work.cases, people, work.asked, picked=picked, roots=work.scripts.roots)
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
