"""`appealgen batch`: letters of everyone on a roster, for several cases, and files for the printer."""

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from appealgen.cli import completion as complete
from appealgen.cli import options
from appealgen.cli.i18n import _
from appealgen.errors import InputError, MissingError, Problem, ProblemCode, RefusedError
from appealgen.messages import message

if TYPE_CHECKING:
    from appealgen.events.signatories import Signatory
    from appealgen.model.case import Case
    from appealgen.model.identifiers import Country, Tag
    from appealgen.planning.plan import PlanOptions
    from appealgen.reading.roster import Roster
    from appealgen.workflows.letters import WriteOptions

PARTLY = 8

Cases = Annotated[
    list[str],
    typer.Argument(metavar="CASE...", help=_("Ids, numbers, names or folders."), autocompletion=complete.cases),
]


def batch(  # noqa: PLR0915
    cases: Cases,
    senders: Annotated[
        str, typer.Option("--senders", metavar="FILE", help=_("The roster: CSV, XLSX or ODS; - reads stdin."))
    ],
    country: Annotated[str | None, typer.Option("--country", help=_("Country of rows that say none."))] = None,
    reads: Annotated[
        list[str] | None,
        typer.Option(
            "--reads", metavar="TAG", help=_("Languages of rows that say none; repeat."), autocompletion=complete.tags
        ),
    ] = None,
    rows: Annotated[
        str | None,
        typer.Option("--rows", metavar="N-M", help=_("Only these rows, as the spreadsheet counts: 20-40,55.")),
    ] = None,
    encoding: Annotated[str | None, typer.Option("--encoding", help=_("Of a CSV that is not UTF-8: cp1251 …"))] = None,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help=_("Write for the good rows although others are wrong; ends with 8."))
    ] = False,
    assign: Annotated[
        Path | None,
        typer.Option("--assign", metavar="FILE", help=_("Who writes for which case: read; with --each, made.")),
    ] = None,
    each: Annotated[
        int | None, typer.Option("--each", metavar="N", min=1, help=_("With --assign: so many cases for each person."))
    ] = None,
    at_least: Annotated[
        int, typer.Option("--at-least", metavar="N", min=0, help=_("With --each: people that every case should get."))
    ] = 0,
    walk_ins: Annotated[
        int, typer.Option("--walk-ins", metavar="N", min=0, help=_("And blank letters for so many who walk in."))
    ] = 0,
    group: Annotated[
        Path | None,
        typer.Option("--group", metavar="FILE", help=_("One letter of this sender, signed by everyone on the roster.")),
    ] = None,
    sort: Annotated[
        Literal["sender", "target"],
        typer.Option("--sort", help=_("Print files by sender, to sign; by target, to stuff.")),
    ] = "sender",
    split: Annotated[
        int, typer.Option("--split", metavar="N", min=0, max=10_000, help=_("Letters in one print file; 0: all."))
    ] = 500,
    duplex: Annotated[bool, typer.Option("--duplex", help=_("Every letter begins on the front of a sheet."))] = False,
    covers: Annotated[
        bool, typer.Option("--covers", help=_("A sheet with the name before each person's (or target's) letters."))
    ] = False,
    singles: Annotated[bool, typer.Option("--singles/--no-singles", help=_("A file for each letter."))] = True,
    print_files: Annotated[
        bool, typer.Option("--print-files/--no-print-files", help=_("Files with all letters, for the printer."))
    ] = True,
    sheets: Annotated[
        bool, typer.Option("--sheets/--no-sheets", help=_("Tally, packing lists, what to buy, case sheets."))
    ] = True,
    to: options.To = None,
    language: options.Language = None,
    format: options.Format = "docx",
    envelope: options.Envelope = None,
    layout: options.Layout = None,
    labels: options.Labels = None,
    label_start: options.LabelStart = 1,
    label_offset: options.LabelOffset = "0,0",
    return_labels: options.ReturnLabels = False,
    feed: options.Feed = None,
    return_address: options.ReturnAddress = None,
    airmail: options.Airmail = None,
    country_line: options.CountryLine = None,
    embassy: options.Embassy = None,
    own_words: options.OwnWords = None,
    date: options.Date = None,
    reference_doc: options.ReferenceDoc = None,
    out: options.Out = Path("letters"),
    dry_run: options.DryRun = False,
    overwrite: options.Overwrite = False,
    anyway: options.Anyway = None,
    accept_doubts: options.AcceptDoubts = False,
    data_dir: options.DataDir = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
    no_input: options.NoInput = False,
    yes: options.Yes = False,
) -> None:
    """Write everyone's letters for several cases, and files for the printer."""
    from appealgen.cli import console as terminal
    from appealgen.cli import environment as settings
    from appealgen.cli.prompts.sender import parsed_language
    from appealgen.cli.stationery import label_placing, stationery_choice
    from appealgen.cli.views import event as views
    from appealgen.events.assigning import AssignOptions
    from appealgen.events.assigning import assign as share_out
    from appealgen.events.plan import check_ids, plan_batch
    from appealgen.events.print_files import PrintOptions, print_folder
    from appealgen.events.run import check_conflicts, check_sound
    from appealgen.events.survey import BatchOptions, survey
    from appealgen.planning.plan import PlanOptions
    from appealgen.renderers.docx.reference import bundled_reference, load_reference
    from appealgen.workflows.letters import WriteOptions, parse_formats, postage_tables

    roots, when = settings.data_roots(data_dir), settings.date_or_today(date)
    formats, placing = parse_formats(format), label_placing(label_start, label_offset, senders=return_labels)
    asked = PlanOptions(
        date=when,
        today=settings.today(),
        to=tuple(to or ()),
        language=parsed_language(language),
        embassy=embassy,
        stationery=stationery_choice(
            envelope=envelope, layout=layout, labels=labels, feed=feed, return_address=return_address, airmail=airmail,
            country_line=country_line,
        ),
        own_words=own_words,
        anyway=anyway,
        accept_doubts=accept_doubts,
    )  # fmt: skip
    defaults = _defaults(country, reads)
    chosen = _cases(cases, roots)
    check_ids(chosen)
    roster = _roster(senders, defaults, rows, encoding)
    _check(roster, keep_going=keep_going, telling=not quiet, json=json)
    asking = terminal.may_ask(json=json, no_input=no_input) and not yes and not dry_run
    if group is not None:
        _check_group(walk_ins=walk_ins, assign=assign, each=each, at_least=at_least)
        writing = WriteOptions(
            formats=formats, labels=placing, reference_doc=reference_doc, overwrite=overwrite, dry_run=dry_run
        )
        _for_group(chosen, group, roster, asked, writing, out=out, roots=roots, json=json, quiet=quiet, asking=asking)
        return
    batch = plan_batch(chosen, _signatories(roster, walk_ins, defaults), asked, picked=rows is not None, roots=roots)
    if batch.refused and not batch.cases:
        raise RefusedError(batch.refused)
    assigned = None
    if assign is not None:
        batch, assigned = share_out(batch, roster, chosen, AssignOptions(assign, each, at_least))
    elif each is not None or at_least:
        text = message("--each and --at-least go with --assign FILE")
        raise MissingError(Problem(ProblemCode.MISSING_DETAIL, text, field="assign"))
    making = BatchOptions(
        out=out,
        formats=formats,
        reference=load_reference(reference_doc) if reference_doc else bundled_reference(),
        printing=PrintOptions(
            order=sort, split=split, duplex=duplex, covers=covers, labels=placing, folder=print_folder(rows)
        ),
        prices=postage_tables(roots),
        singles=singles,
        print_files=print_files,
        sheets=sheets,
        overwrite=overwrite,
        dry_run=dry_run,
        roots=roots,
    )
    surveyed = survey(batch, making)
    if not keep_going:
        check_sound(surveyed, making)
    check_conflicts(surveyed, making)
    failed = (*roster.problems, *batch.refused, *batch.unserved, *surveyed.failed)
    if not surveyed.totals.letters:
        raise RefusedError(failed or _nobody(roster, rows))
    if not quiet:
        views.tell_plan(batch, surveyed, assigned)
    if asking:
        views.ask_or_leave()
    if assigned is not None and not dry_run:
        assigned.keep()
    with views.ProgressReporter(surveyed, making, json=json, quiet=quiet) as reporter:
        from appealgen.events.run import write_batch

        report = write_batch(batch, surveyed, making, reporter.file)
        reporter.end(report, failed)
    if failed:
        raise typer.Exit(PARTLY)


def _defaults(country: str | None, reads: Sequence[str] | None) -> tuple["Country | None", tuple["Tag", ...]]:
    """What stands in for rows that say neither country nor languages."""
    from appealgen.cli.prompts.sender import sender_fields

    given = {"country": country, "reads": reads, "name": None, "address": None, "email": None, "place": None}
    fields = sender_fields(given)
    return fields.get("country"), fields.get("reads", ())


def _cases(names: Sequence[str], roots: tuple[Path, ...]) -> list["Case"]:
    """The cases by any of their names, each once; raises MissingError with all that are not found."""
    from appealgen.workflows.catalogue import find_case

    found: dict[str, Case] = {}
    problems: list[Problem] = []
    for name in names:
        try:
            case = find_case(name, roots)
        except MissingError as error:
            problems += error.problems
            continue
        found.setdefault(str(Path(case.file).resolve()), case)
    if problems:
        raise MissingError(problems)
    return list(found.values())


def _roster(
    senders: str, defaults: tuple["Country | None", tuple["Tag", ...]], rows: str | None, encoding: str | None
) -> "Roster":
    from appealgen.cli.prompts.sender import parsed
    from appealgen.reading.roster import load_roster, parse_rows

    country, reads = defaults
    if senders == "-" and sys.stdin is None:  # closed by whoever started the program
        raise InputError(
            Problem(
                ProblemCode.UNREADABLE, message("there is nothing to read from"), message("name a file"), file="stdin"
            )
        )
    source: Path | bytes = sys.stdin.buffer.read() if senders == "-" else Path(senders)
    return load_roster(
        source,
        name="stdin" if senders == "-" else None,
        country=country,
        reads=reads,
        rows=parsed(parse_rows, rows, "rows") if rows is not None else (),
        encoding=encoding,
    )


def _check(roster: "Roster", *, keep_going: bool, telling: bool, json: bool) -> None:
    """Say how the roster was read; without `keep_going` wrong rows end it."""
    from appealgen.cli import console as terminal
    from appealgen.cli.views import event as eventwords

    if telling:
        eventwords.tell_roster(roster)
    if roster.problems and not keep_going:
        if json or not telling:
            raise InputError(roster.problems)
        eventwords.tell_wrong_rows(roster)
        raise typer.Exit(InputError.exit_code)
    if telling:
        terminal.tell_grouped(roster.problems, _("left out"), "red")


def _signatories(
    roster: "Roster", walk_ins: int, defaults: tuple["Country | None", tuple["Tag", ...]]
) -> list["Signatory"]:
    from appealgen.events.signatories import signatories_of, walk_in_like

    like = walk_in_like(roster.entries, *defaults) if walk_ins else None
    return signatories_of(roster.entries, walk_ins, like)


def _check_group(**others: object) -> None:
    """Raises MissingError for options that a letter of all has no use for."""
    if given := [f"--{name.replace('_', '-')}" for name, value in others.items() if value]:
        text = message(
            "{options} beside --group: a letter that everyone signs is not shared out", options=", ".join(given)
        )
        raise MissingError(Problem(ProblemCode.TWO_WAYS, text, message("leave out one of them"), field="group"))


def _for_group(
    cases: Sequence["Case"],
    group: Path,
    roster: "Roster",
    asked: "PlanOptions",
    writing: "WriteOptions",
    *,
    out: Path,
    roots: tuple[Path, ...],
    json: bool,
    quiet: bool,
    asking: bool,
) -> None:
    """One letter for everyone to sign, for each case; ends with 8 where a case was refused or a row is wrong."""
    from appealgen.cli import console as terminal
    from appealgen.cli.views.event import ask_or_leave, tell_left_out
    from appealgen.cli.views.plan import tell_plan
    from appealgen.events.group import plan_group, signatures_of, write_group
    from appealgen.reading.sender_files import load_sender

    planned = plan_group(cases, load_sender(group), asked, roots)
    writing = replace(writing, signatories=signatures_of(roster))
    failed = (*roster.problems, *planned.refused)
    rehearsed = write_group(planned, out, replace(writing, dry_run=True), roots)
    if not writing.dry_run:
        rehearsed.check_conflicts()
    if not quiet:
        for each in rehearsed.reports:
            tell_plan(each)
            terminal.tell_notices(each.notices)
    if asking:
        ask_or_leave()
    report = rehearsed if writing.dry_run else write_group(planned, out, writing, roots)
    if json:
        terminal.result_text(report.json(failed))
    else:
        for each in report.reports:
            for entry in each.files:
                terminal.result(f"{terminal.state_word(entry.state)} {each.out}{os.sep}{entry.path}")
    if failed:
        tell_left_out(failed)
        raise typer.Exit(PARTLY)


def _nobody(roster: "Roster", rows: str | None) -> Problem:
    """Why there is nothing to do, although nothing is wrong."""
    if roster.entries:
        return Problem(ProblemCode.NOBODY, message("nobody writes a letter"))
    if rows:
        text = message("nobody writes a letter: there is nobody in rows {rows}", rows=rows)
        hint = message("rows are counted as the spreadsheet does, the header is 1")
    else:
        text = message("nobody writes a letter: there is nobody in the roster")
        hint = message("a row for each person")
    return Problem(ProblemCode.NOBODY, text, hint, file=roster.file)
