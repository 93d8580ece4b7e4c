"""Sheet → text."""

from __future__ import annotations

from textwrap import TextWrapper

from appealgen.model.document import Block, Sheet, Style, Table
from appealgen.renderers.text.tables import text_table
from appealgen.renderers.text.wrapping import item_mark


def text_sheet(sheet: Sheet, columns: int) -> str:
    """The sheet as text: a blank line between its parts, none between the items of a list or below a heading."""
    lines = [*_paragraph_lines(sheet.title, "", columns), "=" * columns]
    before: Style | None = None
    for part in sheet.parts:
        style, mark = (part.style, item_mark(part)) if isinstance(part, Block) else (None, "")
        if before != "sheet-heading" and (style != before or not mark):
            lines.append("")
        lines += text_table(part, columns) if isinstance(part, Table) else _paragraph_lines(part.text, mark, columns)
        before = style
    return "\n".join(lines) + "\n"


def _paragraph_lines(text: str, mark: str, columns: int) -> list[str]:
    indent = " " * len(mark)
    lines = []
    for number, line in enumerate(text.split("\n")):
        first = indent if number else mark
        wrapper = TextWrapper(columns, initial_indent=first, subsequent_indent=indent)
        wrapper.break_long_words = wrapper.break_on_hyphens = False
        lines += wrapper.wrap(line) or [""]
    return lines
