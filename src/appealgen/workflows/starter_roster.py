"""The spreadsheet of `appealgen new roster`: headings, an example, and notes on the columns."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from decimal import Decimal
from typing import Any, NamedTuple

from appealgen.language.catalogues import translate_into
from appealgen.language.locales import number_in
from appealgen.messages import Message, message
from appealgen.model.identifiers import Tag
from appealgen.reading.roster_columns import headings

_ROWS_AS_TEXT = 1_000
"""Number of postcode cells with a text format, besides the column itself: some programs keep only cell formats."""


class _Column(NamedTuple):
    heading: Message
    width: int
    example: str
    needed: Message
    holds: Message


_NO = message("no")
_POSTCODE = message("Postcode")
_COLUMNS = (
    _Column(
        message("Name"), 26, "", message("yes"),
        message("The name in full, as the person signs. Or two columns: First name, Last name."),
    ),
    _Column(
        message("Street"), 30, "12 Sample Street", message("yes"),
        message(
            "Street and number, and whatever is above them in the address. Or one column Address with all lines in "
            "one cell, separated by line breaks."
        ),
    ),
    _Column(
        _POSTCODE, 12, "ZZ99 3WZ", message("if the country has postcodes"),
        message("The column is formatted as text to keep leading zeros: 01234."),
    ),
    _Column(
        message("City"), 20, "Anytown", message("yes, unless it is in Street"),
        message("The town. It is also in the date line of the letters, unless a column Place gives another."),
    ),
    _Column(
        message("Country"), 16, "GB", message("yes, or --country for everyone"),
        message("A code (GB) or a name (United Kingdom, Deutschland)."),
    ),
    _Column(
        message("Reads"), 18, "en", message("if the country has several languages"),
        message(
            "Languages that the person reads and signs letters in, best first: en, de. Or by name: English, German."
        ),
    ),
    _Column(
        message("E-mail"), 26, "jo@example.org", _NO,
        message("It is the sender of e-mail drafts, and on letters only with --show-email."),
    ),
    _Column(
        message("About"), 40, message("I teach at a primary school."), _NO,
        message("A sentence about the person, for letters that have a place for it."),
    ),
    _Column(
        message("Own words"), 40, "", _NO,
        message(
            "A sentence for the person’s letters. With a language in the heading, such as Own words (German), only for "
            "letters in that language."
        ),
    ),
    _Column(
        message("Ties"), 14, "", _NO,
        message(
            "Countries that the person or their family have ties to: KZ, RU. Plans remind you of them; letters do not "
            "mention them."
        ),
    ),
    _Column(
        message("Signs with"), 16, "", _NO,
        message("What letters, envelopes and files show of the person: full, town (and name) or initials (and town)."),
    ),
)  # fmt: skip
_LAST = message("One row for each person. Delete the example. You may add other columns; they are not read.")
_HEAD = (message("Column"), message("Required"), message("Contents"))


def roster_csv(language: Tag) -> bytes:
    """Header and example for Excel: with a mark for UTF-8, and semicolons if the language's numbers have commas."""
    stream = io.StringIO(newline="")
    delimiter = ";" if "," in number_in(Decimal("0.5"), language) else ","
    csv.writer(stream, delimiter=delimiter).writerows(_first_rows(language))
    return stream.getvalue().encode("utf-8-sig")


def roster_xlsx(language: Tag) -> bytes:
    """Header and example on the first sheet, the contents of the columns on the second; the same bytes every time."""
    import openpyxl
    from openpyxl.styles import Alignment, Font, PatternFill

    book = openpyxl.Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = translate_into(message("Roster"), language)
    sheet.freeze_panes = "A2"
    for row in _first_rows(language):
        sheet.append([text or None for text in row])
    for index, column in enumerate(_COLUMNS, 1):
        head, example = sheet.cell(1, index), sheet.cell(2, index)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="E7E6E6")
        example.font = Font(italic=True, color="7F7F7F")
        sheet.column_dimensions[head.column_letter].width = column.width
        if column.heading == _POSTCODE:
            sheet.column_dimensions[head.column_letter].number_format = "@"
            for number in range(1, _ROWS_AS_TEXT + 2):
                sheet.cell(number, index).number_format = "@"
    notes: Any = book.create_sheet(headings().notes_sheets[language])
    for line in (_HEAD, *((c.heading, c.needed, c.holds) for c in _COLUMNS), (), (_LAST,)):
        notes.append([translate_into(text, language) for text in line])
    for letter, width in zip("ABC", (16, 38, 90), strict=True):
        notes.column_dimensions[letter].width = width
        notes[f"{letter}1"].font = Font(bold=True)
    for row in notes.iter_rows(min_row=2, max_row=len(_COLUMNS) + 1):
        for cell in row:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    book.properties.creator = ""
    stream = io.BytesIO()
    book.save(stream)
    return _timeless(stream.getvalue())


def _first_rows(language: Tag) -> list[list[str]]:
    """Headings and the example, whose name keeps it out of all letters."""
    example = [headings().examples[language], *(column.example for column in _COLUMNS[1:])]
    return [
        [translate_into(column.heading, language) for column in _COLUMNS],
        [translate_into(t, language) for t in example],
    ]


def _timeless(data: bytes) -> bytes:
    """The same archive without timestamps."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename == "docProps/core.xml":
                text = re.sub(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>", b"", text)
            info = zipfile.ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, text)
    return made.getvalue()
