"""Output of statistics: one table with a part for each question, and the source of the numbers."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from appealgen.cli.console import console, plain, table
from appealgen.cli.i18n import _, day, language, ngettext, number, translate
from appealgen.cli.streams import results
from appealgen.cli.views.channels import names_of_channels
from appealgen.language.locales import country_name
from appealgen.language.localized_names import localized_language, localized_text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from appealgen.model.case import LocalizedText
    from appealgen.output.statistics import Key, Statistics

_WIDTH = 24
_EIGHTHS = "▏▎▍▌▋▊▉█"


def tables(counted: Statistics, titles: Mapping[str, LocalizedText]) -> Iterator[RenderableType]:
    """The total, and one table with a part for each question, so that all bars are aligned."""
    yield plain(total(counted), "bold")
    if not counted.letters:
        return
    parts = parts_of(counted, titles, max(20, console().width - _WIDTH - max(7, len(_("LETTERS"))) - 4))
    rows: list[Sequence[RenderableType]] = []
    for heading, keys, label in parts:
        counts = counted.by(*keys)
        most = max(count.letters for count in counts)
        rows += [("", "", ""), (plain(heading, "bold"), "", "")]
        rows += [
            (label(count.values), f"{number(count.letters):>7}", bar(count.letters / most, results().encoding))
            for count in counts
        ]
    yield table((parts[0][0], _("LETTERS"), ""), rows[2:], flexible=0)


def total(counted: Statistics) -> str:
    """`16 letters, 12 of them rehearsals, dated 2026-11-20 to 2026-11-22`."""
    parts = [ngettext("{count} letter", "{count} letters", counted.letters)]
    if counted.rehearsals:
        parts.append(ngettext("{count} of them rehearsals", "{count} of them rehearsals", counted.rehearsals))
    days = [count.values[0] for count in counted.by("date") if count.values[0]]
    if len(days) > 1:
        parts.append(_("dated {first} to {last}", first=day(days[0]), last=day(days[-1])))
    elif days:
        parts.append(_("dated {day}", day=day(days[0])))
    return ", ".join(parts)


def parts_of(
    counted: Statistics, titles: Mapping[str, LocalizedText], width: int
) -> list[tuple[str, tuple[Key, ...], Callable[[Sequence[str | None]], str]]]:
    """Parts of the table: heading, keys, and a function for values within `width` columns.

    The channel is one of them if not all letters went by post.
    """
    unknown = _("unknown")
    ways = {str(channel): name for channel, name in names_of_channels().items()}
    routes = {
        "direct": _("straight to the target"),
        "copy": _("copies for information"),
        "via": _("through an embassy"),
        "solidarity": _("to the people themselves"),
    }

    def title(values: Sequence[str | None]) -> str:
        return _hung(values[0] or "", translate(localized_text(titles.get(values[0] or ""))), width)

    by_channel: list[tuple[str, tuple[Key, ...], Callable[[Sequence[str | None]], str]]] = [
        (_("CHANNEL"), ("channel",), lambda values: ", ".join(ways.get(w, w) for w in (values[0] or "").split(",")))
    ]
    return [
        (_("CASE"), ("case",), title),
        (_("TARGET"), ("case", "target"), lambda values: _hung(values[0] or "", values[1] or "", width)),
        (_("ROUTE"), ("route",), lambda values: routes.get(values[0] or "", values[0] or unknown)),
        (_("LANGUAGE"), ("language",), lambda values: _language(values[0])),
        (_("SENT TO"), ("country",), lambda values: _country(values[0])),
        (_("DATE"), ("date",), lambda values: day(values[0]) if values[0] else unknown),
        *(by_channel if any(row.channel != "post" for row in counted.rows) else []),
    ]


def _hung(name: str, words: str, width: int) -> str:
    """A name followed by words, with further lines indented so that they do not look like other rows."""
    indent = " " * min(len(name) + 2, 12)
    return textwrap.fill(f"{name}  {words}".rstrip(), width, subsequent_indent=indent)


def bar(part: float, encoding: str | None) -> str:
    """A bar for a fraction of 1, of block characters if the stream can show them; never empty above 0."""
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
    name = country_name(code, language()) if code else _("unknown")
    return f"{name} ({code})" if code and name != code else name


def manifests_read(counted: Statistics) -> str:
    """The manifests that the numbers are from."""
    paths = [str(path) for path in counted.manifests]
    text = _("counted in {files}", files=", ".join(paths[:5]))
    more = ngettext("and {count} more", "and {count} more", len(paths) - 5)
    return f"{text} {more}" if len(paths) > 5 else text
