"""`appealgen write` and the guided write: one sender's letters for one case."""

import datetime
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from appealgen.cli import options
from appealgen.cli.i18n import _

if TYPE_CHECKING:
    from appealgen.model.case import Case
    from appealgen.output.report import Report


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
    from appealgen.planning.plan import PlanOptions
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
    asked = PlanOptions(
        date=when,
        today=today,
        to=tuple(to or ()),
        language=wanted,
        embassy=embassy,
        stationery=printing,
        own_words=own_words,
        anyway=anyway,
        accept_doubts=accept_doubts,
    )
    planned = pipeline.plan(chosen, who, asked, roots)
    if is_guided and asking and (other := guided.another_language(planned)) != planned.options:
        planned = pipeline.plan(chosen, who, other, roots)
    if is_guided and asking and not planned.refusals:
        planned = pipeline.plan(chosen, who, guided.refine(planned), roots)
    writing = pipeline.WriteOptions(
        formats=formats, labels=placing, reference_doc=reference_doc, overwrite=overwrite, dry_run=dry_run
    )
    if asking and not yes and not dry_run:
        words.preview(pipeline.write(planned, out, replace(writing, dry_run=True), roots))
        if not terminal.ask_yes(_("Write these files?")):
            terminal.say(_("nothing was written"))
            raise typer.Exit(0)
    report = pipeline.write(planned, out, writing, roots)
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
        terminal.result_text(report.json())
        return
    for entry in report.files:
        terminal.result(f"{terminal.state_word(entry.state)} {report.out / entry.path}")
    if not quiet and not dry_run:
        words.tell_next(report, today)
    elif dry_run and not quiet:
        terminal.say(_("dry run: nothing was written"))
