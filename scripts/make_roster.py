"""Write src/appealgen/data/starters/roster.xlsx and roster.csv, the spreadsheet that `appealgen new roster` copies.

Run the script again after a change here; a test compares the result with the committed files. Because the spreadsheet
is not made at each call, the command needs no library, and all users get the same bytes, without date and user name.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from appealgen.reading.roster import NOTES_SHEET
from appealgen.reading.roster_columns import headings

HERE = Path(__file__).resolve().parents[1] / "src" / "appealgen" / "data" / "starters"
ROWS_AS_TEXT = 1_000
"""Number of postcode cells with a text format, besides the column itself: some programs keep only cell formats."""
COLUMNS = (
    ("Name", 26, headings().example, "yes",
     "The name in full, as the person signs. Or two columns: First name, Last name."),
    ("Street", 30, "12 Sample Street", "yes",
     "Street and number, and what stands above it. Or one column Address with all of it, in one cell with line "
     "breaks."),
    ("Postcode", 12, "ZZ99 3WZ", "if there is one", "The column is text, so that zeros in front stay: 01234."),
    ("City", 20, "Anytown", "yes, unless it stands in Street",
     "The town; it also stands before the date of the letters, unless a column Place says another."),
    ("Country", 16, "GB", "yes, or --country for everyone", "A code (GB) or a name (United Kingdom, Deutschland)."),
    ("Reads", 18, "en", "where the country has several languages",
     "Languages that the person reads and signs letters in, best first: en, de. Or their names: English, German."),
    ("E-mail", 26, "jo@example.org", "no", "It is printed under the address."),
    ("About", 40, "I teach at a primary school.", "no",
     "A sentence about the person, for letters that have a place for it."),
    ("Ties", 14, "", "no",
     "Countries that the person or their family have ties to: KZ, RU. Plans remind of them; letters do not say it."),
)  # fmt: skip


def roster_csv() -> bytes:
    """Header and example, with the mark that tells Excel of UTF-8."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([[column[0] for column in COLUMNS], [column[2] for column in COLUMNS]])
    return stream.getvalue().encode("utf-8-sig")


def roster_xlsx() -> bytes:
    """Header and example on the first sheet; on the second, notes on the columns."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Roster"
    sheet.freeze_panes = "A2"
    for index, (heading, width, example, _, _) in enumerate(COLUMNS, 1):
        sheet.cell(1, index, heading).font = Font(bold=True)
        sheet.cell(1, index).fill = PatternFill("solid", fgColor="E7E6E6")
        sheet.cell(2, index, example or None).font = Font(italic=True, color="7F7F7F")
        column = sheet.column_dimensions[get_column_letter(index)]
        column.width = width
        if heading == "Postcode":
            column.number_format = "@"
            for row in range(1, ROWS_AS_TEXT + 2):
                sheet.cell(row, index).number_format = "@"
    notes = book.create_sheet(NOTES_SHEET)
    notes.append(["Column", "Needed", "What it may hold"])
    for heading, _, _, needed, words in COLUMNS:
        notes.append([heading, needed, words])
    notes.append([])
    notes.append(
        ["A row for each person. Delete the example. Other columns may stand beside these; they are not read."]
    )
    for letter, width in zip("ABC", (14, 38, 90), strict=True):
        notes.column_dimensions[letter].width = width
        notes[f"{letter}1"].font = Font(bold=True)
    for row in notes.iter_rows(min_row=2, max_row=len(COLUMNS) + 1):
        for cell in row:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    book.properties.creator = ""
    stream = io.BytesIO()
    book.save(stream)
    return _timeless(stream.getvalue())


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


if __name__ == "__main__":
    (HERE / "roster.xlsx").write_bytes(roster_xlsx())
    (HERE / "roster.csv").write_bytes(roster_csv())
