"""Sheets with one column, and letters to read before signing."""

from __future__ import annotations

import pytest

from appealgen.letters.large_print import in_one_column, reading_copy
from appealgen.model.document import RULED, Address, Block, Sheet, Span, Table
from appealgen.model.identifiers import Tag
from docx_xml import SHEET, letter

ENGLISH = Tag("en")


def turned(table: Table, language: Tag = ENGLISH) -> Table:
    [part] = in_one_column(SHEET._replace(parts=(table,)), language).parts
    assert isinstance(part, Table) and len(part.widths) == len(part.head) == 1
    return part


@pytest.mark.parametrize(
    ("head", "row", "language", "expected"),
    [
        (("Letter", "Pages", "Signed"), ("Minister\nann", "2", ""), "en", f"Minister\nann\nPages: 2\nSigned: {RULED}"),
        (("Lettre", "Pages", "Signée"), ("Ministre", "2", ""), "fr", f"Ministre\nPages : 2\nSignée : {RULED}"),
        (("", "Address", "Contacts"), ("To", "1 Way\nTown", ""), "en", "To\n1 Way\nTown"),
        (("", "Address", ""), ("To", "1 Way", "Dear Minister"), "en", "To\n1 Way\nDear Minister"),
        (("Total", "Planned", "Posted"), ("Total", "", ""), "en", f"Total\nPosted: {RULED}"),
    ],
)
def test_the_columns_of_a_table_follow_as_lines(
    head: tuple[str, ...], row: tuple[str, ...], language: str, expected: str
) -> None:
    boxes = frozenset({2}) if language == "fr" or head[2] in ("Signed", "Posted") else frozenset()
    table = Table((1, 1, 1), head, (row, row), boxes=boxes, totals=1, caption="Two")
    found = turned(table, Tag(language))
    assert [cell.replace("\N{NO-BREAK SPACE}", " ") for [cell] in found.rows] == [expected] * 2
    assert found.head == (next(filter(None, head)),) and (found.totals, found.caption) == (1, "Two")


def test_nothing_else_on_a_sheet_changes() -> None:
    table = Table((1,), ("A",), (("1",),))
    sheet = SHEET._replace(parts=(Block("sheet-text", (Span("x"),)), table, Block("sheet-item", (Span("y"),))))
    found = in_one_column(sheet, ENGLISH)
    assert (found.parts[0], found.parts[2]) == (sheet.parts[0], sheet.parts[2])
    assert found._replace(parts=sheet.parts) == sheet


def copy_of(*blocks: tuple[str, str]) -> Sheet:
    return reading_copy(letter(*(Block(style, (Span(text, italic=True),)) for style, text in blocks)))  # type: ignore[arg-type]


def test_a_copy_has_all_words_of_the_letter_but_the_line_to_sign_on() -> None:
    found = copy_of(
        ("note", "A copy"), ("subject", "About Ann"), ("salutation", "Dear Minister"), ("body", "I write."),
        ("bullet", "free her"), ("number", "first"), ("closing", "Yours"), ("signature", RULED), ("copies", "cc: X"),
    )  # fmt: skip
    assert found.title == "About Ann"
    assert [(part.style, part.text) for part in found.parts if isinstance(part, Block)] == [
        ("sheet-text", "Minister\nKAZAKHSTAN"), ("sheet-text", "A copy"), ("sheet-text", "Dear Minister"),
        ("sheet-text", "I write."), ("sheet-item", "free her"), ("sheet-number", "first"), ("sheet-text", "Yours"),
        ("sheet-text", "cc: X"),
    ]  # fmt: skip
    assert not any(span.italic for part in found.parts if isinstance(part, Block) for span in part.spans)


@pytest.mark.parametrize(("language", "right_to_left"), [("ar-SY", True), ("de-DE", False)])
def test_a_copy_is_in_the_letters_language(language: str, right_to_left: bool) -> None:
    given = letter(language=language, right_to_left=right_to_left, recipient=Address(("Office",)))
    found = reading_copy(given)
    assert (found.language, found.right_to_left, found.title) == (language, right_to_left, "Office")
