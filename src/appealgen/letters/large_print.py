"""Sheets for people who need large print: one column, and letters to read before signing."""

from __future__ import annotations

from collections.abc import Iterator

from appealgen.language.catalogues import translate_into
from appealgen.messages import message
from appealgen.model.document import RULED, SQUARE, Block, Letter, Sheet, Span, Style, Table
from appealgen.model.identifiers import Tag

_ON_SHEETS: dict[Style, Style] = {"bullet": "sheet-item", "number": "sheet-number"}


def in_one_column(sheet: Sheet, language: Tag) -> Sheet:
    """The sheet with one column in each table, because large words do not fit narrow columns.

    Other columns become lines, each after the head of its column; a box becomes a rule, and a square to tick
    remains.
    """
    return sheet._replace(
        parts=tuple(_in_one_column(part, language) if isinstance(part, Table) else part for part in sheet.parts)
    )


def _in_one_column(table: Table, language: Tag) -> Table:
    first = next((head for head in table.head if head), "")
    rows = tuple(("\n".join(_lines(table, row, first, language)),) for row in table.rows)
    return Table(widths=(1,), head=(first,), rows=rows, totals=table.totals, caption=table.caption)


def _lines(table: Table, row: tuple[str, ...], first: str, language: Tag) -> Iterator[str]:
    is_total = row in table.rows[len(table.rows) - table.totals :]
    for column, (head, words) in enumerate(zip(table.head, row, strict=True)):
        tick = SQUARE if column in table.ticks and not is_total else ""
        text = words or (RULED if column in table.boxes else tick)
        if text:
            named = head and head != first
            yield translate_into(message("{name}: {message}", name=head, message=text), language) if named else text


def reading_copy(letter: Letter) -> Sheet:
    """The words of a letter to read before signing: recipient, subject and body."""
    subject = next((block.text for block in letter.blocks if block.style == "subject"), letter.recipient.lines[0])
    blocks = (block for block in letter.blocks if block.style != "subject" and block.text not in ("", RULED))
    recipient = letter.head.recipient if letter.head else letter.recipient.printed
    return Sheet(
        title=subject,
        parts=(Block("sheet-text", (Span("\n".join(recipient)),)), *map(_on_a_sheet, blocks)),
        paper=letter.paper,
        language=letter.language,
        right_to_left=letter.right_to_left,
    )


def _on_a_sheet(block: Block) -> Block:
    """The paragraph on a sheet: no italics, which are hard to read."""
    spans = tuple(span._replace(italic=False) for span in block.spans)
    return block._replace(style=_ON_SHEETS.get(block.style, "sheet-text"), spans=spans)
