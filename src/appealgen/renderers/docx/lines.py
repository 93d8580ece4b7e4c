"""Spans and lines of letters and boxes → runs and paragraphs (ECMA-376 part 1, 17.3)."""

from __future__ import annotations

from functools import lru_cache

from appealgen.language.scripts import between_marks, runs_from_the_right
from appealgen.model.document import Span
from appealgen.renderers.docx import package as opc
from appealgen.renderers.docx.paragraphs import escaped, fonts, proofing, words
from appealgen.renderers.docx.reference import Reference

RULED_STYLES = ("fill-in", "signature")
AT_THE_OTHER_SIDE = '<w:jc w:val="right"/>'
"""Where lines end: at the right, in a paragraph that runs from the right at the left (17.18.44; part 4, 14.11.2)."""


def letter_runs(span: Span, language: str, rtl: bool, ruled: bool, reference: Reference) -> str:
    """The runs of a span: in a paragraph from the right, what is read from the left is a run of its own."""
    if not rtl:
        return letter_run(span, language, rtl, ruled, reference)
    return "".join(
        letter_run(span._replace(text=text), "" if left else language, not left, ruled, reference)
        for text, left in between_marks(span.text)
    )


@lru_cache(maxsize=512)
def shared_lines(style: str, lines: tuple[str, ...], language: str, rtl: bool, reference: Reference) -> opc.Shared:
    """Lines of a head that other letters have too."""
    return opc.shared("".join(letter_line(style, line, language, rtl, reference) for line in lines))


def letter_line(style: str, line: str, language: str, rtl: bool, reference: Reference) -> str:
    """One line of a head as a paragraph."""
    before, after = around_line(style, language, rtl, runs_from_the_right(line), reference)
    return before + escaped(line, ruled=style in RULED_STYLES) + after


@lru_cache(maxsize=512)
def around_line(style: str, language: str, rtl: bool, line_rtl: bool, reference: Reference) -> tuple[str, str]:
    """The XML before and behind the words of a line of the head.

    One that runs in the other direction than its letter stands where the others stand.
    """
    run = letter_run(Span("\0"), language if line_rtl == rtl else "", line_rtl, False, reference)
    align = AT_THE_OTHER_SIDE if line_rtl != rtl else ""
    before, _, after = letter_paragraph(reference.style_ids[style], run, line_rtl, align=align).partition("\0")
    return before, after


def letter_paragraph(style_id: str, runs: str, rtl: bool, frame: str = "", spacing: str = "", align: str = "") -> str:
    """A paragraph in a style; `frame`, `spacing` and `align` are elements of its properties, set by hand."""
    bidi = "<w:bidi/>" if rtl else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{frame}{bidi}{spacing}{align}</w:pPr>{runs}</w:p>'


def letter_run(span: Span, language: str, rtl: bool, ruled: bool, reference: Reference, size: str = "") -> str:
    """A run; without a `language` the spelling checker leaves it alone, `size` is set by hand."""
    faces = [key for key, on in (("bold", span.bold), ("italic", span.italic)) if on]
    # A run has one character style; where both faces are wanted the second is set by hand.
    style = f'<w:rStyle w:val="{reference.style_ids[faces[0]]}"/>' if faces else ""
    both = "<w:i/><w:iCs/>" if len(faces) == 2 else ""
    direction = "<w:rtl/>" if rtl else ""
    spelling = proofing(language, rtl) if language else ""
    properties = f"{style}{fonts(language, reference)}{both}{size}{direction}{spelling}"
    return f"<w:r><w:rPr>{properties}</w:rPr>{words(span.text, ruled=ruled)}</w:r>"
