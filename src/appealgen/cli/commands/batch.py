"""`appealgen batch`: letters of everyone on a roster, for several cases, and files for the printer."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from appealgen.cli import completion as complete
from appealgen.cli import options
from appealgen.cli.i18n import _
from appealgen.errors import AppealgenError, InputError, MissingError, Problem, ProblemCode, RefusedError, WriteError
from appealgen.messages import message

if TYPE_CHECKING:
    from appealgen.cli.views.event import Telling
    from appealgen.events.plan import Batch
    from appealgen.events.signatories import Signer
    from appealgen.events.survey import Survey
    from appealgen.model.case import Case
    from appealgen.model.identifiers import Country, Tag
    from appealgen.output.report import Report
    from appealgen.planning.planner import Plan
    from appealgen.reading.roster import Roster

PARTLY = 8

Cases = Annotated[
    list[str],
    typer.Argument(metavar="CASE...", help=_("Ids, numbers, names or folders."), autocompletion=complete.cases),
]


def batch(
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
    from functools import partial

    from appealgen.cli import console as terminal
    from appealgen.cli import environment as settings
    from appealgen.cli.assignment import share_out
    from appealgen.cli.prompts.sender import parsed_language
    from appealgen.cli.stationery import label_placing, stationery_choice
    from appealgen.cli.views import event as eventwords
    from appealgen.events.plan import check_ids, plan_batch
    from appealgen.events.print_files import PrintJob, print_folder
    from appealgen.events.survey import Making, survey
    from appealgen.renderers.docx.reference import bundled_reference, load_reference
    from appealgen.workflows import letters as pipeline

    roots, when = settings.data_roots(data_dir), settings.date_or_today(date)
    formats, placing = pipeline.parse_formats(format), label_placing(label_start, label_offset, senders=return_labels)
    printing = stationery_choice(
        envelope=envelope, layout=layout, labels=labels, feed=feed, return_address=return_address, airmail=airmail,
        country_line=country_line,
    )  # fmt: skip
    defaults = _defaults(country, reads)
    chosen = _cases(cases, roots)
    check_ids(chosen)
    roster = _roster(senders, defaults, rows, encoding)
    _check(roster, keep_going=keep_going, telling=not quiet, json=json)
    planner = partial(
        pipeline.plan, date=when, today=settings.today(), language=parsed_language(language), embassy=embassy,
        stationery=printing, own_words=own_words, anyway=anyway, accept_doubts=accept_doubts, roots=roots,
    )  # fmt: skip
    asking = terminal.may_ask(json=json, no_input=no_input) and not yes and not dry_run
    if group is not None:
        _check_group(walk_ins=walk_ins, assign=assign, each=each, at_least=at_least)
        _for_group(
            chosen, group, roster, planner, to=to or (), json=json, quiet=quiet, asking=asking, dry_run=dry_run,
            write=lambda plan, signers, dry: pipeline.write(
                plan, out, formats=formats, labels=placing, reference_doc=reference_doc, signers=signers, roots=roots,
                overwrite=overwrite, dry_run=dry,
            ),
        )  # fmt: skip
        return
    planned = plan_batch(
        chosen,
        _signers(roster, walk_ins, defaults),
        lambda case, sender, to: planner(case, sender, to=to),
        date=when,
        to=to or (),
        picked=rows is not None,
        roots=roots,
    )
    if planned.refused and not planned.cases:
        raise RefusedError(planned.refused)
    sharing = None
    if assign is not None:
        planned, sharing = share_out(planned, roster, assign, each=each, at_least=at_least, chosen=chosen)
    elif each is not None or at_least:
        raise MissingError(
            Problem(ProblemCode.MISSING_DETAIL, message("--each and --at-least go with --assign FILE"), field="assign")
        )
    making = Making(
        out=out,
        formats=formats,
        reference=load_reference(reference_doc) if reference_doc else bundled_reference(),
        job=PrintJob(
            order=sort,
            split=split,
            duplex=duplex,
            covers=covers,
            labels=placing,
            folder=print_folder(rows),
        ),
        tables=pipeline.postage_tables(roots),
        singles=singles,
        together=print_files,
        sheets=sheets,
        roots=roots,
    )
    found = survey(planned, making, overwrite=overwrite)
    if found.failed and not keep_going:
        raise _not_sound(found)
    if found.conflicts and not dry_run:
        raise WriteError(found.conflicts)
    failed = (*roster.problems, *planned.refused, *planned.unserved, *found.failed)
    if not found.counts.total:
        raise RefusedError(failed or _nobody(roster, rows))
    if not quiet:
        eventwords.tell_plan(planned, found, sharing)
    if asking:
        eventwords.ask_or_leave()
    if sharing is not None and not dry_run:
        sharing.keep()
    telling = eventwords.Telling(found, making, json=json, quiet=quiet, dry_run=dry_run)
    _write(planned, telling, failed, overwrite=overwrite)


def _write(planned: "Batch", telling: "Telling", failed: Sequence[Problem], *, overwrite: bool) -> None:
    """Write the files and tell of them; ends with 8 where something was left out."""
    from appealgen.events.run import write_batch

    with telling:
        report = write_batch(
            planned, telling.found, telling.making, told=telling.file, overwrite=overwrite, dry_run=telling.dry_run
        )
        telling.end(report, failed)
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


def _signers(roster: "Roster", walk_ins: int, defaults: tuple["Country | None", tuple["Tag", ...]]) -> list["Signer"]:
    from appealgen.events.signatories import signers_of, walk_in_like

    like = walk_in_like(roster.entries, *defaults) if walk_ins else None
    return signers_of(roster.entries, walk_ins, like)


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
    planner: Callable[..., "Plan"],
    *,
    to: Sequence[str],
    write: Callable[["Plan", Sequence[tuple[str, str]], bool], "Report"],
    json: bool,
    quiet: bool,
    asking: bool,
    dry_run: bool,
) -> None:
    """One letter for everyone to sign, for each case; ends with 8 where a case was refused or a row is wrong."""
    from appealgen.cli import console as terminal
    from appealgen.cli.views import group as grouped
    from appealgen.cli.views.event import tell_left_out

    signers = grouped.signers_of(roster)
    plans, refused = grouped.plan_group(cases, group, lambda case, who, names: planner(case, who, to=names), to)
    failed = (*roster.problems, *refused)
    reports = grouped.write_group(
        plans, lambda plan, dry: write(plan, signers, dry), quiet=quiet, json=json, asking=asking, dry_run=dry_run
    )
    if json:
        terminal.result_json(grouped.as_json(reports, failed, people=len(signers)))
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


def _not_sound(found: "Survey") -> AppealgenError:
    """What keeps letters from being written, as an error: a missing detail is the roster's, all else the plan's."""
    missing = any(InputError.exit_code in problem.code.exit_codes for problem in found.failed)
    return InputError(found.failed) if missing else RefusedError(found.failed)
