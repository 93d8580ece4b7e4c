"""`appealgen write` and the guided write: one sender's letters for one case."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from appealgen.cli import options
from appealgen.cli.i18n import _

if TYPE_CHECKING:
    from appealgen.model.case import Case
    from appealgen.model.identifiers import Tag
    from appealgen.output.report import Report
    from appealgen.planning.planner import Plan


def write(
    case: options.MaybeCase = None,
    sender: options.Sender = None,
    name: options.Name = None,
    address: options.Address = None,
    country: options.Country = None,
    email: options.Email = None,
    reads: options.Reads = None,
    place: options.Place = None,
    blank: Annotated[
        bool, typer.Option("--blank", help=_("Ruled lines for name and address; with --country and --reads."))
    ] = False,
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
    """Write one sender's letters and envelopes for a case."""
    from appealgen.cli import console as terminal
    from appealgen.cli import environment as settings
    from appealgen.cli.prompts import guided
    from appealgen.cli.prompts.sender import parsed_language, resolve_sender
    from appealgen.cli.stationery import label_placing, stationery_choice
    from appealgen.cli.views import plan as words
    from appealgen.workflows import letters as pipeline

    asking = terminal.may_ask(json=json, no_input=no_input)
    roots, today = settings.data_roots(data_dir), settings.today()
    when = settings.date_or_today(date)
    formats, wanted = pipeline.parse_formats(format), parsed_language(language)
    printing = stationery_choice(
        envelope=envelope, layout=layout, labels=labels, feed=feed, return_address=return_address, airmail=airmail,
        country_line=country_line,
    )  # fmt: skip
    placing = label_placing(label_start, label_offset, senders=return_labels)
    is_guided = case is None
    chosen = guided.choose_case(roots, when, asking=asking) if case is None else _find(case, roots)
    when = guided.date_for(chosen, when, anyway, offering=is_guided and asking)
    if asking and not accept_doubts and not dry_run:
        chosen, accept_doubts = guided.with_doubts(chosen)
    who = resolve_sender(
        sender,
        {"name": name, "address": address, "country": country, "email": email, "reads": reads, "place": place},
        blank=blank,
        asking=asking,
    )
    who = guided.with_languages(who) if asking else who

    def planned_with(to: tuple[str, ...], language: "Tag | None", own_words: str | None) -> "Plan":
        return pipeline.plan(
            chosen, who, date=when, today=today, to=to, language=language, embassy=embassy, stationery=printing,
            own_words=own_words, anyway=anyway, accept_doubts=accept_doubts, roots=roots,
        )  # fmt: skip

    planned = planned_with(tuple(to or ()), wanted, own_words)
    if is_guided and asking and (other := guided.another_language(planned, wanted)) != wanted:
        wanted = other
        planned = planned_with(tuple(to or ()), wanted, own_words)
    if is_guided and asking and not planned.refusals:
        planned = guided.refine(planned, planned_with, to=to, language=wanted, own_words=own_words)

    def run(*, dry: bool) -> "Report":
        return pipeline.write(
            planned,
            out,
            formats=formats,
            labels=placing,
            reference_doc=reference_doc,
            roots=roots,
            overwrite=overwrite,
            dry_run=dry,
        )

    if asking and not yes and not dry_run:
        words.preview(run(dry=True))
        if not terminal.ask_yes(_("Write these files?")):
            terminal.say(_("nothing was written"))
            raise typer.Exit(0)
    report = run(dry=dry_run)
    _tell(report, json=json, quiet=quiet, dry_run=dry_run, today=today, shown=asking and not yes and not dry_run)


def _find(name: str, roots: tuple[Path, ...]) -> "Case":
    from appealgen.workflows.catalogue import find_case

    return find_case(name, roots)


def _tell(report: "Report", *, json: bool, quiet: bool, dry_run: bool, today: datetime.date, shown: bool) -> None:
    """The result on stdout, everything else on stderr; `shown` when the preview has said the rest."""
    from appealgen.cli import console as terminal
    from appealgen.cli.views import plan as words

    if not quiet and not shown:
        if not json:
            words.tell_plan(report)
        terminal.tell_notices(report.notices)
    if json:
        terminal.result_json(report.as_json())
        return
    for entry in report.files:
        terminal.result(f"{terminal.state_word(entry.state)} {report.out / entry.path}")
    if not quiet and not dry_run:
        words.tell_next(report, today)
    elif dry_run and not quiet:
        terminal.say(_("dry run: nothing was written"))
