"""What a style file or a reference document asks of a PDF, and does not get."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from appealgen.errors import InputError, Problem, ProblemCode, did_you_mean, nearest
from appealgen.messages import message
from appealgen.model.document import CLOSEST, Letter
from appealgen.model.pdf_style import Letterhead, PdfStyle
from appealgen.model.stationery import LetterLayout
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.pdf.compiler import families
from appealgen.renderers.pdf.document import set_pdf
from appealgen.renderers.pdf.faces import unknown_fonts
from appealgen.renderers.pdf.style import restyled


def checked(reference: Reference, document: Path | None) -> Reference:
    """The looks of a PDF, with notices about what it does not take from a reference document.

    Raises InputError for faces of a style file that are not installed.
    """
    check_fonts(reference)
    notices = _notices(reference, str(document)) if document is not None else ()
    return replace(reference, notices=(*reference.notices, *notices))


def check_fonts(reference: Reference) -> None:
    """Raise InputError for faces of a style file of which the machine has none."""
    faces, problems = reference.style.faces if reference.style else None, []
    named = {"letters": faces.letters, "envelopes": faces.envelopes} if faces else {}
    for key, names in named.items():
        if names and len(unknown_fonts(names, families())) == len(names):
            text = message("no such font is installed: {names}", names=", ".join(names))
            near = nearest(names[0], sorted(families()))
            hint = did_you_mean(names[0], [near]) if near else message("install it, or name another one")
            file = reference.style.file if reference.style else None
            problems.append(Problem(ProblemCode.UNKNOWN_VALUE, text, hint, file=file, field=f"faces.{key}"))
    if problems:
        raise InputError(problems)


def closer(letters: Sequence[Letter], reference: Reference) -> list[Letter]:
    """The letters as closely set as one page requires, those in one language alike if that is possible.

    Only a style file makes that necessary: the others are composed for the reference document.
    """
    if reference.style is None or not restyled(reference).steps:
        return list(letters)
    alike: dict[str, list[Letter]] = {}
    for letter in letters:
        alike.setdefault(letter.language, []).append(letter)
    steps = {language: _step(group, reference) for language, group in alike.items()}
    return [_in_step(letter, steps[letter.language], reference) for letter in letters]


def _in_step(letter: Letter, step: int | None, reference: Reference) -> Letter:
    own = step if step is not None else _step([letter], reference)
    return letter if own is None else letter._replace(step=own)


def _step(letters: Sequence[Letter], reference: Reference) -> int | None:
    """The airiest step in which all have one page; None if there is none."""
    steps = range(max(letter.step for letter in letters), CLOSEST + 1)
    return next((s for s in steps if all(_has_one_page(each._replace(step=s), reference) for each in letters)), None)


def _has_one_page(letter: Letter, reference: Reference) -> bool:
    return set_pdf((letter,), reference).pages == (1,)


def _notices(reference: Reference, file: str) -> Iterator[Problem]:
    """Notices about a reference document: what a PDF does not take from it, and fonts that are not installed."""
    text = message("a PDF takes its margins, fonts, sizes, spacing and line heights, and nothing else")
    hint = message("for a letterhead, use a style file: “appealgen new pdf-style”")
    yield Problem(ProblemCode.LEFT_OUT_OF_LETTERS, text, hint, file=file)
    if names := unknown_fonts((font for fonts in reference.fonts.values() for font in fonts), families()):
        text = message("other fonts take the place of those that are not installed: {names}", names=", ".join(names))
        yield Problem(ProblemCode.STAND_IN_FONT, text, file=file)


def check_letterhead(layouts: Iterable[LetterLayout | None], style: PdfStyle | None) -> None:
    """Raise InputError for a picture on the address or the sender of window letters."""
    for layout in layouts:
        if layout is not None and style is not None and style.letterhead is not None:
            _check_letterhead(layout, style.letterhead, style.file)


def _check_letterhead(layout: LetterLayout, letterhead: Letterhead, file: str) -> None:
    lowest = min(layout.field.y, layout.sender.y)
    if letterhead.bottom > lowest:
        text = message(
            "the picture ends {bottom} mm below the edge of the paper, but the limit is {limit} mm",
            bottom=f"{letterhead.bottom:.0f}",
            limit=f"{lowest:g}",
        )
        hint = message("the layout {layout} has addresses there: make the picture smaller", layout=layout.name)
        raise InputError(Problem(ProblemCode.WRONG_VALUE, text, hint, file=file, field="letterhead"))
