"""A style file's sizes and margins in place of those of the reference document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from appealgen.model.pdf_style import PdfFaces, PdfMargins, PdfSizes, PdfStyle
from appealgen.renderers.docx.reference import Reference, bundled_reference
from appealgen.renderers.docx.styles import Measure

_LETTERS = (
    *("sender", "recipient", "date", "subject", "note", "salutation", "body", "bullet", "number"),
    *("closing", "signature", "copies", "fill-in"),
)
_ADDRESSES = ("envelope-address", "label", "window-address")
_HEADINGS = ("subject", "sheet-title", "sheet-heading", "cover-title")
_LINE, _ADDRESS_LINE = 1.25, 1.15
"""Heights of lines as multiples of the size."""


@lru_cache(maxsize=8)
def restyled(reference: Reference) -> Reference:
    """The reference with the sizes and margins of its style; letters with a size of their own have no steps."""
    style = reference.style
    if style is None:
        return reference
    steps = () if style.sizes.letters else reference.steps
    return replace(_restyled(reference, style), steps=tuple(_restyled(step, style) for step in steps))


def _restyled(reference: Reference, style: PdfStyle) -> Reference:
    return replace(
        reference,
        style=style,
        margins_mm=_margins(style.margins, reference.margins_mm),
        measures=_measures(style.sizes, reference.measures),
        fonts=_fonts(style.faces, reference.fonts),
    )


def _fonts(faces: PdfFaces, usual: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    kinds = {"serif": faces.letters, "sans": faces.envelopes}
    return {key: kinds[bundled_reference().faces[key]] or fonts for key, fonts in usual.items()}


def _margins(own: PdfMargins, usual: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    top, right, bottom, left = usual
    return own.top or top, own.right or right, own.bottom or bottom, own.left or left


def _measures(sizes: PdfSizes, usual: Mapping[str, Measure]) -> Mapping[str, Measure]:
    measures = dict(usual)
    if sizes.letters:
        scale, line = sizes.letters / usual["body"].size, sizes.line or sizes.letters * _LINE
        for key in _LETTERS:
            share = usual[key].size / usual["body"].size
            measures[key] = usual[key]._replace(size=usual[key].size * scale, line=line * share, exact=True)
    if sizes.envelopes:
        for key in _ADDRESSES:
            measures[key] = usual[key]._replace(size=sizes.envelopes, line=sizes.envelopes * _ADDRESS_LINE, exact=True)
    return measures


def kind_of_face(style: str, reference: Reference) -> str:
    """Whether a style has serifs; of an unknown font, whether the style has in the bundled document."""
    kind = reference.faces[style]
    return bundled_reference().faces[style] if kind == "other" else kind


def colour_of(style: str, own: PdfStyle | None) -> str:
    """The colour of a style's text."""
    if own is None or style.startswith(("envelope", "window", "label", "letter-mark")):
        return "#000000"
    return (own.colours.subject if style in _HEADINGS else None) or own.colours.text
