"""What a PDF takes from the styles of the bundled reference document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH

from appealgen import resources
from appealgen.renderers.docx.reference import STYLES
from appealgen.renderers.pdf.pages import BOLD, CENTRED, KEPT


def with_bases(style: Any) -> Iterator[Any]:
    while style is not None:
        yield style
        style = style.base_style


@pytest.mark.parametrize(
    ("styles", "of"),
    [
        (BOLD, lambda style: style.font.bold),
        (CENTRED, lambda style: (found := style.paragraph_format.alignment) and found is WD_ALIGN_PARAGRAPH.CENTER),
        (KEPT | {"table-head"}, lambda style: style.paragraph_format.keep_with_next),  # typst repeats heads by itself
    ],
    ids=["bold", "centred", "kept"],
)
def test_a_pdf_has_the_looks_of_the_styles(styles: frozenset[str], of: Callable[[Any], bool | None]) -> None:
    document = docx.Document(str(resources.get("reference.docx")))
    named = {style.name.casefold(): style for style in document.styles if style.name}
    found = set()
    for key, style in ((key, named[name.casefold()]) for key, name in STYLES.items()):
        if style.type is WD_STYLE_TYPE.PARAGRAPH:
            said = (value for each in with_bases(style) if (value := of(each)) is not None)
            found |= {key} if next(said, False) else set()
    assert found == styles
