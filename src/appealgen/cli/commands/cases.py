"""`appealgen cases`: the catalogue."""

import datetime
from typing import TYPE_CHECKING, Any

from appealgen.cli import option_values, options
from appealgen.cli.i18n import _, translate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from appealgen.model.case import Case

_WIDEST = 32


def cases(scripts: options.DataOptions, date: options.Date = None) -> None:
    """List every case, and where to find live ones."""
    from appealgen.cli.console import result, result_json, say, styled, tell, wrapped
    from appealgen.language.localized_names import localized_text
    from appealgen.workflows.catalogue import catalogue

    day = option_values.day(date)
    at_hand = catalogue(scripts.roots)
    for problem in at_hand.problems:
        tell(problem, _("broken"), "red")
    if scripts.json:
        listed = [_summary(case, day) for case in at_hand.cases]
        result_json({"version": 1, "cases": listed, "notices": [p.as_json() for p in at_hand.problems]})
        return
    rows = [(case.id, case.country, _status(case, day), _letters(case)) for case in at_hand.cases]
    titles = [translate(localized_text(case.title)) for case in at_hand.cases]
    headings = (_("CASE"), _("IN"), _("STATUS"), _("LETTERS"))
    for line, title in zip(_columns([headings, *rows]), ["", *titles], strict=True):
        result(f"{line}\n  {title}" if title else styled(line, "bold"))
    say()
    if any(not letter.reviewed for case in at_hand.cases for letter in case.letters.values()):
        say(_("* not yet checked by a native speaker"))
    live = _(
        "To add a live case, run “appealgen import FILE” on the document you were sent. Imported "
        "cases, and other case folders in cases/ of your data directory, are listed here:"
    )
    say(wrapped(live))
    say(f"  {scripts.roots[0]}")
    say(wrapped(_("Practise with a closed case: give a date on which it was open, as in")))
    say("  appealgen write ua-046-19 --date 2019-04-15")


def _columns(rows: "Sequence[Sequence[str]]") -> "Iterator[str]":
    """Rows as lines with aligned cells; an id longer than the limit shifts only its own row."""
    widths = [min(_WIDEST, max(map(len, column))) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()


def _status(case: "Case", day: datetime.date) -> str:
    from appealgen.planning.status import status_at

    words = status_at(case, day).words
    return _("{status}, draft", status=words) if case.draft else translate(words)


def _letters(case: "Case") -> str:
    return " ".join(tag if case.letters[tag].reviewed else f"{tag}*" for tag in sorted(case.letters))


def _summary(case: "Case", day: datetime.date) -> dict[str, Any]:
    from appealgen.planning.status import status_at
    from appealgen.yamlfile.writer import to_plain

    status = status_at(case, day)
    return {
        "id": case.id,
        "title": to_plain(case.title),
        "country": case.country,
        "status": status.state,
        "deadline": case.deadline.isoformat() if case.deadline else None,
        "days_left": status.days_left,
        "languages": sorted(case.letters),
        "draft": case.draft,
        "not_reviewed": sorted(tag for tag, letter in case.letters.items() if not letter.reviewed),
    }
