"""Counts of letters → a certificate to sign and to hang up."""

from __future__ import annotations

from pathlib import Path

from appealgen.errors import InputError, Problem, ProblemCode, RefusedError
from appealgen.language.localized import words_near
from appealgen.letters.hand_in_sheets import CaseCount, certificate
from appealgen.letters.sheet_parts import SheetFormat
from appealgen.messages import message
from appealgen.model.case import Case
from appealgen.model.identifiers import Tag
from appealgen.model.stationery import A4
from appealgen.output.statistics import Statistics
from appealgen.renderers import render
from appealgen.workflows.catalogue import catalogue
from appealgen.yamlfile.scalars import parse_iso_date

_FORMATS = ("docx", "pdf")


def certificate_file(path: Path, counted: Statistics, language: Tag, roots: tuple[Path, ...]) -> bytes:
    """The certificate as DOCX or PDF, by the name of its file, with the titles and countries of known cases.

    Raises InputError for another kind of file, RefusedError without a letter.
    """
    format = path.suffix.removeprefix(".").lower()
    if format not in _FORMATS:
        text = message("a certificate is DOCX or PDF, not {kind}", kind=path.suffix or path.name)
        hint = message("give it a name that ends in .docx or .pdf")
        raise InputError(Problem(ProblemCode.FILE_NAME, text, hint, file=str(path), field="certificate"))
    known: dict[str, Case] = {case.id: case for case in catalogue(roots).cases}
    lines = []
    for count in counted.by("case"):
        case = known.get(ident := count.values[0] or "")
        title = words_near(case.title, language) if case else None
        lines.append(CaseCount(ident, title or ident, case.country if case else None, count.letters))
    if not lines:
        text = message("there are no letters to certify")
        raise RefusedError(Problem(ProblemCode.NOBODY, text, file=str(path)))
    days = [parse_iso_date(day) for count in counted.by("date") for day in count.values if day]
    first, last = (min(days), max(days)) if days else (None, None)
    sheet = certificate(lines, first, last, SheetFormat(language, A4), counted.rehearsals)
    return render(sheet, format, date=last)
