"""`appealgen report`: numbers of letters by their common values, and nothing about the senders."""

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from appealgen.cli import options
from appealgen.cli.i18n import _
from appealgen.cli.option_values import parsed_if_given
from appealgen.messages import message

if TYPE_CHECKING:
    from appealgen.model.case import LocalizedText
    from appealgen.output.statistics import Statistics


def report(
    folder: Annotated[list[Path], options.paths("DIR...", _("Folders that letters were written to."))],
    scripts: options.DataOptions,
    csv: Annotated[bool, options.flag(_("Print all counts as one CSV table on stdout."))] = False,
    since: Annotated[
        options.Text, options.value("YYYY-MM-DD", _("Only letters dated on or after this day."), None, "--from")
    ] = None,
    until: Annotated[options.Text, options.value("YYYY-MM-DD", _("Only letters dated on or before this day."))] = None,
    html: Annotated[
        Path | None, options.path("FILE", _("Write a web page with the counts, to show or to send."))
    ] = None,
    certificate: Annotated[
        Path | None, options.path("FILE", _("Write a certificate with the counts: DOCX or PDF, by its name."))
    ] = None,
    overwrite: Annotated[bool, options.flag(_("Replace an existing web page or certificate."))] = False,
) -> None:
    """Count the letters of some folders."""
    from appealgen.cli import console
    from appealgen.cli.views import statistics as views
    from appealgen.output.statistics import statistics
    from appealgen.yamlfile.scalars import parse_iso_date

    first, last = parsed_if_given(parse_iso_date, since, "from"), parsed_if_given(parse_iso_date, until, "until")
    _check(first, last, two_forms=csv and scripts.json)
    roots = scripts.roots
    counted = statistics(folder, since=first, until=last)
    if html is not None:
        _write_page(html, counted, _titles(roots), overwrite=overwrite)
    if certificate is not None:
        _write_certificate(certificate, counted, roots, overwrite=overwrite)
    if scripts.json:
        console.result_json(counted.as_json(_titles(roots)))
    elif csv:
        console.result(counted.as_csv().removesuffix("\n"))
    else:
        console.show(*views.tables(counted, _titles(roots)))
        console.say()
    console.say(console.wrapped(views.manifests_read(counted)))
    console.tell_notices(counted.notices(by_folder=True))


def _write_page(path: Path, counted: "Statistics", titles: "Mapping[str, LocalizedText]", *, overwrite: bool) -> None:
    """Write the page, and say where; raises WriteError."""
    from appealgen.cli import console
    from appealgen.cli.views.statistics_page import page
    from appealgen.output.single_file import write_single

    state = write_single(path, page(counted, titles, path.parent), overwrite=overwrite)
    console.say(
        _("web page: {file}", file=path) if state != "identical" else _("web page unchanged: {file}", file=path)
    )


def _write_certificate(path: Path, counted: "Statistics", roots: tuple[Path, ...], *, overwrite: bool) -> None:
    """Write the certificate, and say where; raises InputError for another kind of file, WriteError."""
    from appealgen.cli import console
    from appealgen.cli.i18n import language
    from appealgen.output.single_file import write_single
    from appealgen.workflows.certificates import certificate_file

    data = certificate_file(path, counted, language(), roots)
    state = write_single(path, data, overwrite=overwrite)
    console.say(
        _("certificate: {file}", file=path) if state != "identical" else _("certificate unchanged: {file}", file=path)
    )


def _check(first: datetime.date | None, last: datetime.date | None, *, two_forms: bool) -> None:
    from appealgen.errors import MissingError, Problem, ProblemCode

    if two_forms:
        raise MissingError(Problem(ProblemCode.TWO_FORMS, message("give either --csv or --json"), field="csv"))
    if first and last and first > last:
        text = message("{first} is after {last}", first=first, last=last)
        raise MissingError(
            Problem(ProblemCode.WRONG_VALUE, text, message("--from must not be later than --until"), field="from")
        )


def _titles(roots: tuple[Path, ...]) -> "Mapping[str, LocalizedText]":
    """Titles of the known cases; letters may belong to others."""
    from appealgen.workflows.catalogue import catalogue

    return {case.id: case.title for case in catalogue(roots).cases}
