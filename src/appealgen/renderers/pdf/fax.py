"""The looks of a fax: type without serifs and in black, large enough for 98 lines an inch."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from appealgen.renderers.docx.reference import Reference, bundled_reference
from appealgen.renderers.docx.styles import Measure

_SIZES = {"sheet-title": 28.0, "sheet-text": 14.0}
_SIZE, _LINE = 12.0, 1.25
"""Points of everything else, and the height of a line as a multiple of its size."""
_FONT = "Arial"


@cache
def fax_looks() -> Reference:
    """Looks of letters and sheets that a fax machine transmits; a user's style file and document do not change them."""
    usual = bundled_reference()
    return replace(
        usual,
        measures={key: _legible(key, measure) for key, measure in usual.measures.items()},
        faces=dict.fromkeys(usual.faces, "sans"),
        fonts=dict.fromkeys(usual.fonts, (_FONT,)),
        steps=(),
        one_page="",
    )


def _legible(key: str, measure: Measure) -> Measure:
    size = _SIZES.get(key, _SIZE)
    return measure._replace(size=size, line=size * _LINE, exact=True)
