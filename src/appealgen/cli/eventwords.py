"""What the command line says of an event: the roster as it was understood, what will be made, progress, the end."""

from __future__ import annotations

import json as jsonlib
import os
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self

from typer import Exit

from appealgen.cli.sharing import Sharing
from appealgen.cli.terminal import (
    ask_yes,
    of_its_case,
    progress,
    result,
    say,
    state_word,
    styled,
    tell_grouped,
    wrapped,
)
from appealgen.language.choice import words_near
from appealgen.language.locales import language_name, long_date
from appealgen.record import VERSION

if TYPE_CHECKING:
    from rich.progress import Progress

    from appealgen.batch.planned import Batch
    from appealgen.batch.run import BatchReport
    from appealgen.batch.survey import Counts, Making, Survey
    from appealgen.errors import Problem
    from appealgen.reading.roster import Roster
    from appealgen.record import FileEntry


def tell_roster(roster: Roster) -> None:
    """How the columns were read, and what there is to say of the file."""
    say(styled(f"{roster.file}  {_count(roster.rows, 'row')}", "bold"))
    read = ", ".join(f"{column.heading} → {column.field}" for column in roster.columns if column.field)
    say(wrapped(f"  columns: {read}"))
    if unread := ", ".join(column.heading for column in roster.columns if not column.field and column.heading):
        say(wrapped(f"  not read: {unread}"))
    tell_grouped(roster.notices, "notice", "yellow")
    if roster.problems:
        tell_grouped(roster.problems, "left out", "red")


def tell_plan(planned: Batch, found: Survey, sharing: Sharing | None) -> None:
    """The planned counts, before anything is written."""
    counts = found.counts
    tell_left_out((*planned.refused, *planned.unserved, *found.failed))
    people = _count(len(counts.people), "person", "people")
    say(styled(f"{people}, {_count(counts.total, 'letter')}, dated {long_date(planned.date, 'en')}", "bold"))
    for case in planned.cases:
        lines = {line: number for line, number in counts.letters.items() if line.case == case.id}
        say(wrapped(f"  {case.id}  {words_near(case.title, 'en')}: {_count(sum(lines.values()), 'letter')}"))
        by_target: dict[str, Counter[str]] = {}
        for line, number in lines.items():
            by_target.setdefault(line.target, Counter())[language_name(line.language)] += number
        for target, languages in by_target.items():
            spoken = ", ".join(f"{number} in {name}" for name, number in languages.most_common())
            say(wrapped(f"    {target}: {spoken}"))
    if sharing is not None:
        shared = ", ".join(f"{case} {_count(number, 'person', 'people')}" for case, number in sharing.people.items())
        kept = f"kept in {sharing.file}" if sharing.data is not None else f"as in {sharing.file}"
        say(wrapped(f"  shared out: {shared} ({kept})"))
        tell_grouped(sharing.notices, "notice", "yellow")
    say(wrapped(f"  to print and to buy: {_supplies(counts)}"))
    tell_grouped((*planned.notices, *found.conflicts), "notice", "yellow")


def ask_or_leave() -> None:
    """Go on with a yes; without one nothing is written."""
    if not ask_yes("Write these files?"):
        say("nothing was written")
        raise Exit(0)


def tell_left_out(problems: Iterable[Problem]) -> None:
    """What is not written, with the case that it is about."""
    tell_grouped(map(of_its_case, problems), "left out", "red")


def _supplies(counts: Counts) -> str:
    parts = [_count(counts.sheets, "sheet of paper", "sheets of paper")]
    parts += [_count(number, f"{name} envelope") for name, number in counts.envelopes.items()]
    parts += [
        _count(number, f"sheet of labels {name}", f"sheets of labels {name}") for name, number in counts.labels.items()
    ]
    parts += [f"{number} × {stamp.price} {stamp.currency} ({stamp.zone})" for stamp, number in counts.stamps.items()]
    if counts.stamps and counts.unpriced:
        parts.append(f"{counts.unpriced} without a price in your table")
    return "; ".join(parts)


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {many or one + 's'}"


class Telling:
    """What is said while a batch is written: a bar for who watches, and at the end the result.

    With `json` every file is noted in a temporary file, which no other user can read and which goes with the process,
    so that a hundred thousand of them need no memory. Ctrl-C stops it behind the file at hand, and at once the second
    time.
    """

    def __init__(self, found: Survey, making: Making, *, json: bool, quiet: bool, dry_run: bool) -> None:
        """`found` says how much there is to do."""
        self.found, self.making = found, making
        self._json, self._quiet, self.dry_run = json, quiet, dry_run
        self._files: IO[str] | None = None
        self._bar: Progress | None = None
        self._printed: list[FileEntry] = []
        self._singles: Counter[tuple[str, str, str]] = Counter()
        self._stopped = False

    def __enter__(self) -> Self:
        """Begin."""
        self._at_once = signal.signal(signal.SIGINT, self._stop)
        if self._json:
            self._files = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")
        elif sys.stderr.isatty() and not self._quiet and not self.dry_run and self.making.singles:
            self._bar = progress("letters", self.found.counts.total)
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the bar; somebody who stopped it is told how to go on."""
        signal.signal(signal.SIGINT, self._at_once)
        if self._bar is not None:
            self._bar.stop()
        if self._files is not None:
            self._files.close()
        if isinstance(error, KeyboardInterrupt):
            say("\nwhat is written is whole, and in the manifest; run it again to go on")

    def _stop(self, *_: object) -> None:
        self._stopped = True
        signal.signal(signal.SIGINT, self._at_once)

    def file(self, entry: FileEntry) -> None:
        """A file was made, or left as it was; raises KeyboardInterrupt when somebody stopped it."""
        if self._files is not None:
            self._files.write(jsonlib.dumps(entry._asdict(), ensure_ascii=False) + "\n")
        if entry.kind in ("letter", "envelope"):
            self._singles[entry.case, entry.kind, entry.state] += 1
        else:
            self._printed.append(entry)
        if self._bar is not None and entry.kind == "letter" and entry.format == self.making.formats[0]:
            self._bar.advance(self._bar.task_ids[0])
        if self._stopped:
            raise KeyboardInterrupt

    def end(self, report: BatchReport, failed: Sequence[Problem]) -> None:
        """The result on stdout; what was left out, once more, on stderr."""
        if self._files is not None:
            self._end_json(report, failed)
            return
        out = self.making.out
        for entry in self._printed:
            result(f"{state_word(entry.state)} {out / entry.path}")
        cases = dict.fromkeys((case, state) for case, _, state in self._singles)
        for case, state in cases:
            numbers = [(kind, self._singles[case, kind, state]) for kind in ("letter", "envelope")]
            made = ", ".join(_count(number, kind) for kind, number in numbers if number)
            result(f"{state_word(state)} {out / case}{os.sep} {made}")
        if self._quiet:
            return
        if failed:
            tell_left_out(failed)
        say("dry run: nothing was written" if self.dry_run else self._next(report))

    def _next(self, report: BatchReport) -> str:
        if not any(number for state, number in report.files.items() if state != "identical"):
            return "everything was there already, unchanged"
        where = self.making.out / "print"
        return wrapped(f"Next: print {where}, try one letter and one envelope first; “appealgen report” counts them.")

    def _end_json(self, report: BatchReport, failed: Sequence[Problem]) -> None:
        """The object of `batch`, its files from where they were noted."""
        assert self._files is not None
        lists = {"notices": report.notices, "failed": failed, "errors": ()}
        told = {key: [problem.as_json() for problem in problems] for key, problems in lists.items()}
        rest = told | {"totals": _totals(self.found.counts)}
        head = ", ".join(f'"{key}": {jsonlib.dumps(value, ensure_ascii=False)}' for key, value in rest.items())
        sys.stdout.write(f'{{"version": {VERSION}, {head}, "files": [')
        self._files.seek(0)
        for number, line in enumerate(self._files):
            sys.stdout.write(("," if number else "") + "\n" + line.rstrip("\n"))
        sys.stdout.write("\n]}\n")


def _totals(counts: Counts) -> dict[str, Any]:
    """The numbers of a batch, as `write` gives them, and the people."""
    zones: dict[tuple[str, str], list[tuple[int, Decimal]]] = {}
    for stamp, number in counts.stamps.items():
        zones.setdefault((stamp.zone, stamp.currency), []).append((number, stamp.price * number))
    postage = [
        {
            "zone": zone,
            "currency": currency,
            "letters": sum(number for number, _ in found),
            "price": str(sum((price for _, price in found), Decimal(0))),
        }
        for (zone, currency), found in zones.items()
    ]
    return {
        "people": len(counts.people),
        "letters": counts.total,
        "posted": counts.posted,
        "sheets": counts.sheets,
        "weight_g": round(counts.grams),
        "envelopes": dict(counts.envelopes),
        "labels": dict(counts.labels),
        "postage": postage,
    }
