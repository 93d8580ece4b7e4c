"""Output about an event: the roster as understood, the planned files, progress, the result."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self

from appealgen.cli.console import (
    counted,
    progress,
    result_file,
    result_text,
    say,
    styled,
    tell,
    tell_grouped,
    wrapped,
)
from appealgen.cli.i18n import _, colon, ngettext, number, semicolon, translate
from appealgen.errors import ProblemCode, Scope
from appealgen.events.problem_groups import by_case, by_people, by_row, of_its_case
from appealgen.events.run import plan_notices
from appealgen.events.sheets import pages_of_sheets
from appealgen.language.localized_names import localized_country, localized_day, localized_language, localized_text
from appealgen.messages import named
from appealgen.output.entries import OF_ONE_LETTER
from appealgen.planning.status import status_at

if TYPE_CHECKING:
    from pathlib import Path

    from rich.progress import Progress

    from appealgen.errors import Problem
    from appealgen.events.assigning import AssignmentResult
    from appealgen.events.plan import Batch
    from appealgen.events.run import BatchReport
    from appealgen.events.survey import BatchOptions, Survey
    from appealgen.output.entries import FileEntry
    from appealgen.output.totals import Totals
    from appealgen.reading.roster import Roster


_TARGETS = 8
"""Recipients that a plan shows on lines of their own; with more, each case has one line."""


def tell_roster(roster: Roster) -> None:
    """Print how the columns were read, and notices about the file, without faulty rows."""
    say(styled(f"{roster.file}  {_rows(roster.rows)}", "bold"))
    read = ", ".join(f"{column.heading} → {column.field}" for column in roster.columns if column.field)
    say(wrapped(_("  columns: {columns}", columns=read)))
    if unread := ", ".join(column.heading for column in roster.columns if not column.field and column.heading):
        say(wrapped(_("  not read: {columns}", columns=unread)))
    notices = [n for n in roster.notices if n.code != ProblemCode.UNKNOWN_COLUMN or n.hint]
    tell_grouped(notices, _("notice"), "yellow", examples=1, kinds=len(notices))


def tell_wrong_rows(roster: Roster) -> None:
    """Print all faulty rows, common errors once; then advice."""
    for problem in by_row(roster.problems):
        tell(problem, _("error"), "red")
    wrong = len({problem.row for problem in roster.problems})
    say(
        wrapped(
            ngettext(
                "{wrong} of {count} row has errors: fix it, or leave it out with --keep-going",
                "{wrong} of {count} rows have errors: fix them, or leave them out with --keep-going",
                roster.rows,
                wrong=wrong,
            )
        )
    )
    said = ngettext(
        "(--keep-going --dry-run shows the plan for the {count} other); nothing was written",
        "(--keep-going --dry-run shows the plan for the {count} others); nothing was written",
        len(roster.entries),
    )
    say(wrapped(said))


def tell_plan(batch: Batch, survey: Survey, assigned: AssignmentResult | None, options: BatchOptions) -> None:
    """Print the planned numbers before writing."""
    totals = survey.totals
    tell_left_out((*batch.refused, *batch.unserved, *survey.failed))
    dated = _("dated {day}", day=localized_day(batch.options.date))
    origin = localized_country(batch.options.posted_from) if batch.options.posted_from else ""
    posted = [_("posted from {country}", country=origin)] if totals.posted else []
    if batch.options.hand_in:
        until = batch.options.hand_in_by
        posted = [_("to hand in by {day}", day=localized_day(until)) if until else _("to hand in")]
    say(styled(", ".join([_people(survey.people), counted("letter", totals.letters), dated, *posted]), "bold"))
    _tell_without(survey)
    anyway = {notice.case for notice in batch.notices if notice.code == ProblemCode.ANYWAY}
    compact = len({(line.case, line.target) for line in survey.letters}) > _TARGETS
    for case in batch.cases:
        lines = {line: number for line, number in survey.letters.items() if line.case == case.id}
        letters = counted("letter", sum(lines.values())) if lines else styled(_("no letters, see above"), "red")
        by_target: dict[str, Counter[str]] = {}
        for line, count in lines.items():
            by_target.setdefault("" if compact else line.target, Counter())[line.language] += count
        targets = {target: _spoken(languages) for target, languages in by_target.items()}
        alone = f" ({targets.pop('')})" if compact and lines else ""
        say(wrapped(f"  {case.id}  {translate(localized_text(case.title))}{colon()} {letters}{alone}"))
        if case.id in anyway:
            status = status_at(case, batch.options.date).words
            say(styled(wrapped(f"    {_('written anyway: {status}', status=status)}"), "yellow"))
        for target, spoken in targets.items():
            say(wrapped(f"    {target}{colon()} {spoken}"))
    if assigned is not None:
        shared = ", ".join(f"{case} {_people(number)}" for case, number in assigned.people.items())
        said = _("assigned: {people} (as in {file})", people=shared, file=assigned.file)
        if assigned.added:
            more = _people(assigned.added)
            said = _("assigned: {people} ({more} added to {file})", people=shared, more=more, file=assigned.file)
        elif assigned.data is not None:
            said = _("assigned: {people} (saved in {file})", people=shared, file=assigned.file)
        say(wrapped(f"  {said}"))
        tell_grouped(assigned.notices, _("notice"), "yellow")
    sheets = pages_of_sheets(batch, survey, options) if options.sheets and totals.letters else 0
    if supplies := _supplies(totals, sheets):
        say(wrapped(_("  to print and to buy: {supplies}", supplies=supplies)))
    earlier = [of_its_case(notice) for notice in survey.about_earlier]  # somebody must act on each of them
    tell_grouped(earlier, _("notice"), "yellow", examples=len(earlier), kinds=len(earlier))
    numbers = map(of_its_case, plan_notices(survey, options))
    tell_grouped((*by_case(batch), *numbers, *survey.conflicts), _("notice"), "yellow")


def tell_left_out(problems: Iterable[Problem], *, kinds: int = 12) -> None:
    """Print what is left out, with its case; at most `kinds` kinds of it."""
    tell_grouped(map(of_its_case, by_people(problems)), _("left out"), "red", kinds=kinds)


def _spoken(languages: Counter[str]) -> str:
    """`92 in English, 21 in German`."""
    return ", ".join(
        _("{number} in {language}", number=number, language=localized_language(tag))
        for tag, number in languages.most_common()
    )


def _tell_without(survey: Survey) -> None:
    """Print who gets no letters, by name."""
    if not survey.without:
        return
    names = named([person.listed.name for person in survey.without])
    said = ngettext(
        "  no letters for {count} person: {names}",
        "  no letters for {count} people: {names}",
        len(survey.without),
        names=translate(names),
    )
    say(wrapped(said))


def _supplies(totals: Totals, sheets: int) -> str:
    parts = [
        ngettext("{count} sheet of {paper}", "{count} sheets of {paper}", number, paper=name)
        for name, number in totals.papers.items()
    ]
    if sheets:
        parts.append(
            ngettext("{count} page of lists and case sheets", "{count} pages of lists and case sheets", sheets)
        )
    parts += [
        ngettext("{count} {format} envelope", "{count} {format} envelopes", number, format=name)
        for name, number in totals.envelopes.items()
    ]
    parts += [
        ngettext("{count} sheet of labels {name}", "{count} sheets of labels {name}", number, name=name)
        for name, number in totals.labels.items()
    ]
    parts += [
        f"{number(count)} × {number(stamp.price)} {stamp.currency} ({stamp.zone})"
        for stamp, count in totals.stamps.items()
    ]
    if totals.stamps and totals.unpriced:
        parts.append(_("{number} without a price in your table", number=number(totals.unpriced)))
    return f"{semicolon()} ".join(parts)


def _rows(number: int) -> str:
    return ngettext("{count} row", "{count} rows", number)


def _people(number: int) -> str:
    return ngettext("{count} person", "{count} people", number)


class ProgressReporter:
    """Progress of a batch: a bar for a terminal, and the result at the end.

    With `json` every file is recorded in a temporary file, which no other user can read and which is deleted with the
    process, so that a hundred thousand files need no memory. Ctrl-C stops after the current file, a second one at
    once.
    """

    def __init__(self, survey: Survey, options: BatchOptions, *, json: bool, quiet: bool) -> None:
        """`survey` has the amount of work."""
        self._survey, self._options = survey, options
        self._has_folders = options.singles or survey.totals.faxed + survey.totals.emailed > 0
        self._json, self._quiet = json, quiet
        self._files: IO[str] | None = None
        self._bar: Progress | None = None
        self._printed: list[FileEntry] = []
        self._singles: Counter[tuple[str, str, str]] = Counter()
        sent = ".eml" if survey.totals.emailed else ".fax.pdf"
        self._one_ending = f".{options.formats[0]}" if options.singles and survey.totals.sheets else sent
        self._stopped = False

    def __enter__(self) -> Self:
        """Begin."""
        self._at_once = signal.signal(signal.SIGINT, self._stop)
        if self._json:
            self._files = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")
        elif sys.stderr.isatty() and not self._quiet and not self._options.dry_run and self._has_folders:
            self._bar = progress(_("letters"), self._survey.totals.letters)
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the bar; after an interrupt, print how to continue."""
        signal.signal(signal.SIGINT, self._at_once)
        if self._bar is not None:
            self._bar.stop()
        if self._files is not None:
            self._files.close()
        if isinstance(error, KeyboardInterrupt):
            say(f"\n{_('files written so far are complete and in the manifest; run it again to continue')}")

    def _stop(self, *_: object) -> None:
        self._stopped = True
        signal.signal(signal.SIGINT, self._at_once)

    def file(self, entry: FileEntry) -> None:
        """Report a file that was made or left alone; raises KeyboardInterrupt after an interrupt."""
        if self._files is not None:
            self._files.write(entry.json + "\n")
        if entry.kind in OF_ONE_LETTER:
            place = "/".join(entry.path.split("/")[:-2]) or entry.case
            self._singles[place, entry.kind, entry.state] += 1
        else:
            self._printed.append(entry)
        is_letter = entry.kind in OF_ONE_LETTER and entry.kind != "envelope" and entry.state != "set-aside"
        if self._bar is not None and is_letter and entry.path.endswith(self._one_ending):
            self._bar.advance(self._bar.task_ids[0])
        if self._stopped:
            raise KeyboardInterrupt

    def end(self, report: BatchReport, failed: Sequence[Problem]) -> None:
        """Print the result on stdout, and again what was left out on stderr."""
        if self._bar is not None:  # otherwise the bar would capture the result
            self._bar.stop()
        if self._files is not None:
            self._files.seek(0)
            result_text(report.json((line.rstrip("\n") for line in self._files), failed))
            return
        out = self._options.out
        for entry in self._printed:
            result_file(entry.state, out / entry.path)
        for place, state in dict.fromkeys((place, state) for place, _kind, state in self._singles):
            numbers = [(kind, self._singles[place, kind, state]) for kind in ("letter", "envelope", "fax", "email")]
            made = ", ".join(counted(kind, number) for kind, number in numbers if number)
            result_file(state, f"{out / place}{os.sep} {made}")
        if self._quiet:
            return
        told = {*plan_notices(self._survey, self._options), *self._survey.about_earlier}
        rest = (notice for notice in report.notices if notice.code.scope is Scope.RUN and notice not in told)
        tell_grouped(rest, _("notice"), "yellow")
        if failed:
            tell_left_out(failed, kinds=4)
        say(_("dry run: nothing was written") if self._options.dry_run else self._next(report))

    def _next(self, report: BatchReport) -> str:
        if not any(number for state, number in report.files.items() if state != "identical"):
            return _("all files are already there, unchanged")
        where = self._options.out / self._options.printing.folder
        totals = self._survey.totals
        sent = [_("Next: send each .fax.pdf file by fax, to the number on its first page.")] * bool(totals.faxed)
        sent += [_("Next: open each .eml file in a mail program, read it and send it.")] * bool(totals.emailed)
        if not totals.sheets:
            return "\n".join(map(wrapped, sent or [_("Next: copy the texts in social.txt, check and post them.")]))
        said = [_("Next: print {folder}, starting with one letter and one envelope as a test.", folder=where)]
        if self._survey.batch.options.hand_in:
            said = [
                _(
                    "Next: print {folder}, starting with one letter as a test. The forms for the parcel are there too.",
                    folder=where,
                )
            ]
        if any("-with-backs" in entry.path for entry in self._printed):
            said.append(
                _("For envelopes “with-backs”, print the odd pages, turn the stack over, then print the even pages.")
            )
        said += sent
        counts = [f"  appealgen report {_typed(self._options.out)}"] if self._has_folders else []
        said += [_("Afterwards, to count the letters:")] if counts else []
        return "\n".join([*map(wrapped, said), *counts])


def _typed(path: Path) -> str:
    """A path as an argument of a command."""
    from shlex import quote

    if os.name == "nt":
        return f'"{path}"' if " " in str(path) else str(path)
    return quote(str(path))
