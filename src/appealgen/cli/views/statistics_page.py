"""Statistics as one web page that loads nothing: numbers as tables with bars, print files as links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from appealgen import resources
from appealgen.cli.i18n import _, language, ngettext, number, translate
from appealgen.cli.views.statistics import parts_of, total
from appealgen.errors import ProblemCode
from appealgen.messages import message

if TYPE_CHECKING:
    from appealgen.model.case import LocalizedText
    from appealgen.output.statistics import Statistics

_WHOLE = 100_000
"""Columns of a label that is never folded."""


class _Bar(NamedTuple):
    label: str
    detail: str
    number: str
    percent: float


class _Link(NamedTuple):
    href: str
    name: str
    detail: str


class _Section(NamedTuple):
    """A heading with a table of numbers, or with a list of links."""

    id: str
    heading: str
    counted: str = ""
    rows: Sequence[_Bar] = ()
    links: Sequence[_Link] = ()


def page(counted: Statistics, titles: Mapping[str, LocalizedText], folder: Path) -> bytes:
    """The page for a folder; print files below that folder are linked by their path from there.

    It has no name, folder or row of a person, except as names of folders that links lead through.
    """
    from jinja2 import Environment

    template = resources.get("report.html.j2").read_text(encoding="utf-8")
    sections = [*_numbers(counted, titles), *_problems(counted), *_links(counted, folder)]
    words = {
        "title": _("Letters written"),
        "sum": total(counted),
        "skip": _("Skip to the numbers"),
        "contents": _("Contents"),
        "caveats": _("Before you publish these numbers"),
        "footer": _(
            "Made by appealgen from the lists of written files. It contains nothing about the people who signed."
        ),
    }
    caveats = [translate(notice.message) for notice in counted.notices(by_folder=False)]
    return (
        Environment(autoescape=True, trim_blocks=True)
        .from_string(template)
        .render(language=language(), words=words, sections=sections, caveats=caveats)
        .encode()
    )


def _numbers(counted: Statistics, titles: Mapping[str, LocalizedText]) -> Iterator[_Section]:
    """One table for each question: by case, target, route, language, country and day."""
    if not counted.letters:
        return
    for heading, keys, label in parts_of(counted, titles, _WHOLE):
        counts = counted.by(*keys)
        most = max(count.letters for count in counts)
        rows = []
        for count in counts:
            name, _space, detail = label(count.values).partition("  ")
            rows.append(_Bar(name, detail, number(count.letters), round(100 * count.letters / most, 1)))
        yield _Section("-".join(keys), heading.capitalize(), _("Letters"), rows)


def _problems(counted: Statistics) -> Iterator[_Section]:
    """How many notices of each kind the runs left; most frequent first."""
    if not counted.kinds:
        return
    most = max(counted.kinds.values())
    ordered = sorted(counted.kinds.items(), key=lambda kind: (-kind[1], kind[0]))
    rows = [_Bar(_meaning(code), "", number(count), round(100 * count / most, 1)) for code, count in ordered]
    yield _Section("problems", _("Notices"), _("Notices"), rows)


def _meaning(code: str) -> str:
    """A code in words; that of another version unchanged."""
    known = getattr(ProblemCode, code.upper().replace("-", "_"), None)
    return translate(message(known.meaning)) if isinstance(known, ProblemCode) else code


def _links(counted: Statistics, folder: Path) -> Iterator[_Section]:
    """Print files and sheets below the folder."""
    links = []
    for file in counted.shared:
        path = file.path.absolute()
        if path.is_relative_to(folder.absolute()):
            place = path.relative_to(folder.absolute()).as_posix()
            pages = ngettext("{count} page", "{count} pages", file.pages) if file.pages else ""
            links.append(_Link(quote(place), place, pages))
    if links:
        yield _Section("files", _("Print files and sheets"), links=links)
