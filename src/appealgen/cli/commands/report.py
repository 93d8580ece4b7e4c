"""`appealgen report`: how many letters were written, by what is the same in them, and nothing of who wrote them."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from appealgen.cli import options
from appealgen.cli.i18n import _, language, ngettext, translate
from appealgen.language.localized_names import localized_language, localized_text
from appealgen.messages import message

if TYPE_CHECKING:
    from rich.console import RenderableType

    from appealgen.model.text import LocalizedText
    from appealgen.output.statistics import Key, Statistics

_WIDTH = 24
_EIGHTHS = "▏▎▍▌▋▊▉█"


def report(
    folder: Annotated[list[Path], typer.Argument(metavar="DIR...", help=_("Folders that letters were written to."))],
    csv: Annotated[bool, typer.Option("--csv", help=_("One table of all numbers, as CSV on stdout."))] = False,
    since: Annotated[
        str | None, typer.Option("--from", metavar="YYYY-MM-DD", help=_("Letters of this date and later."))
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="YYYY-MM-DD", help=_("Letters of this date and earlier."))
    ] = None,
    data_dir: options.DataDir = None,
    json: options.Json = False,
) -> None:
    """Letters counted: by case, target, route, language, country and date; nothing about individuals."""
    from appealgen.cli import console as terminal
    from appealgen.cli import environment as settings
    from appealgen.errors import MissingError, Problem, ProblemCode
    from appealgen.output.statistics import statistics

    first, last = _day(since, "from"), _day(until, "until")
    if csv and json:
        raise MissingError(Problem(ProblemCode.TWO_FORMS, message("--csv and --json: give one of them"), field="csv"))
    if first and last and first > last:
        raise MissingError(
            Problem(
                ProblemCode.WRONG_VALUE,
                message("{first} is after {last}", first=first, last=last),
                message("--from comes first"),
                field="from",
            )
        )
    roots = settings.data_roots(data_dir)
    found = statistics(folder, since=first, until=last)
    if json:
        terminal.result_json(_object(found, _titles(roots)))
    elif csv:
        terminal.result(_csv(found))
    else:
        terminal.show(*_tables(found, _titles(roots)))
        terminal.say()
    terminal.say(terminal.wrapped(_read(found)))
    terminal.tell_notices(found.notices(by_folder=True))


def _day(text: str | None, field: str) -> datetime.date | None:
    from appealgen.cli.prompts.sender import parsed
    from appealgen.yamlfile.scalars import parse_iso_date

    return parsed(parse_iso_date, text, field) if text is not None else None


def _titles(roots: tuple[Path, ...]) -> "Mapping[str, LocalizedText]":
    """Titles of the cases at hand; letters may be of others."""
    from appealgen.workflows.catalogue import catalogue

    return {case.id: case.title for case in catalogue(roots).cases}


def _object(found: "Statistics", titles: "Mapping[str, LocalizedText]") -> dict[str, Any]:
    from appealgen.yamlfile.writer import to_plain

    lists: dict[str, tuple[Key, ...]] = {
        "cases": ("case",), "targets": ("case", "target"), "routes": ("route",), "languages": ("language",),
        "countries": ("country",), "dates": ("date",),
    }  # fmt: skip
    made: dict[str, Any] = {
        name: [dict(zip(keys, count.values, strict=True)) | {"letters": count.letters} for count in found.by(*keys)]
        for name, keys in lists.items()
    }
    made["cases"] = [
        {"case": line["case"], "title": to_plain(titles.get(line["case"])), "letters": line["letters"]}
        for line in made["cases"]
    ]
    return {
        "version": 1, "letters": found.letters, "rehearsals": found.rehearsals, **made,
        "rows": [row._asdict() for row in found.rows],
        "notices": [notice.as_json() for notice in found.notices(by_folder=False)],
    }  # fmt: skip


def _csv(found: "Statistics") -> str:
    import csv
    import io

    from appealgen.output.statistics import LetterCount
    from appealgen.reading.formulas import guarded

    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(LetterCount._fields)
    writer.writerows([guarded(str(cell)) if cell is not None else "" for cell in row] for row in found.rows)
    return stream.getvalue().removesuffix("\n")


def _tables(found: "Statistics", titles: "Mapping[str, LocalizedText]") -> "Iterator[RenderableType]":
    """The sum, and one table with a part for each question, so that all bars stand below each other."""
    import sys

    from rich.text import Text

    from appealgen.cli import console as terminal

    yield Text(_sum(found), style="bold")
    if not found.letters:
        return
    parts = _parts(titles, max(20, terminal.console().width - _WIDTH - len(_("LETTERS")) - 4))
    rows: list[Sequence[RenderableType]] = []
    for heading, keys, label in parts:
        counts = found.by(*keys)
        most = max(count.letters for count in counts)
        rows += [("", "", ""), (Text(heading, style="bold"), "", "")]
        rows += [
            (label(count.values), f"{count.letters:7}", bar(count.letters / most, sys.stdout.encoding))
            for count in counts
        ]
    yield terminal.table((parts[0][0], _("LETTERS"), ""), rows[2:], flexible=0)


def _sum(found: "Statistics") -> str:
    """`16 letters, 12 of them rehearsals, dated 2026-11-20 to 2026-11-22`."""
    said = [ngettext("{count} letter", "{count} letters", found.letters)]
    if found.rehearsals:
        said.append(ngettext("{count} of them rehearsals", "{count} of them rehearsals", found.rehearsals))
    days = [count.values[0] for count in found.by("date") if count.values[0]]
    if len(days) > 1:
        said.append(_("dated {first} to {last}", first=days[0], last=days[-1]))
    elif days:
        said.append(_("dated {day}", day=days[0]))
    return ", ".join(said)


def _parts(
    titles: "Mapping[str, LocalizedText]", width: int
) -> "list[tuple[str, tuple[Key, ...], Callable[[Sequence[str | None]], str]]]":
    """The parts of the table: heading, what is counted by, and how its values are told within so many columns."""
    unknown = _("unknown")
    routes = {
        "direct": _("straight to the target"),
        "copy": _("copies for information"),
        "via": _("through an embassy"),
    }

    def title(values: Sequence[str | None]) -> str:
        return _hung(values[0] or "", translate(localized_text(titles.get(values[0] or ""))), width)

    return [
        (_("CASE"), ("case",), title),
        (_("TARGET"), ("case", "target"), lambda values: _hung(values[0] or "", values[1] or "", width)),
        (_("ROUTE"), ("route",), lambda values: routes.get(values[0] or "", values[0] or unknown)),
        (_("LANGUAGE"), ("language",), lambda values: _language(values[0])),
        (_("SENT TO"), ("country",), lambda values: _country(values[0])),
        (_("DATE"), ("date",), lambda values: values[0] or unknown),
    ]


def _hung(name: str, words: str, width: int) -> str:
    """A name and words after it, their further lines indented so that they are not taken for another row."""
    import textwrap

    indent = " " * min(len(name) + 2, 12)
    return textwrap.fill(f"{name}  {words}".rstrip(), width, subsequent_indent=indent)


def bar(part: float, encoding: str | None) -> str:
    """A bar for a part of 1, of block characters where the stream can show them; what is not nothing is seen."""
    try:
        _EIGHTHS.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return "#" * max(1, round(part * _WIDTH))
    full, rest = divmod(max(1, round(part * _WIDTH * 8)), 8)
    return _EIGHTHS[-1] * full + (_EIGHTHS[rest - 1] if rest else "")


def _language(tag: str | None) -> str:
    try:
        return f"{translate(localized_language(tag))} ({tag})" if tag else _("unknown")
    except ValueError:
        return str(tag)


def _country(code: str | None) -> str:
    from appealgen.language.locales import country_name

    name = country_name(code, language()) if code else _("unknown")
    return f"{name} ({code})" if code and name != code else name


def _read(found: "Statistics") -> str:
    """Which manifests the numbers are from."""
    paths = [str(path) for path in found.manifests]
    said = _("counted in {files}", files=", ".join(paths[:5]))
    more = ngettext("and {count} more", "and {count} more", len(paths) - 5)
    return f"{said} {more}" if len(paths) > 5 else said
