"""Cells as spreadsheets, web forms and databases produce them: their intended text, and damage in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import chain, islice

from appealgen import limits
from appealgen.errors import Problem, ProblemCode
from appealgen.language.locales import folded_name, month_names
from appealgen.messages import Message, message
from appealgen.reading.worksheets import Record
from appealgen.yamlfile.scalars import unprintable, unprintable_message, with_line_ends

_AT_ONCE = 100
"""Number of rows checked together: most rosters have nothing special in them."""
_MARKED = ("&", "<", "\\", '="', "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")
"""Signs of a cell that does not mean what it shows."""
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202c\u2060\u2066-\u2069\ufeff]")
"""Signs that copying from phones, pages and documents leaves in texts. Joiners and overrides are no such signs."""
_WIDE = re.compile("[\uff01-\uff5e\u3000]+")
"""Wide forms of ASCII, from East Asian keyboards."""
_EAST_ASIAN = "[\u2e80-\u2fff\u3001-\u9fff\uac00-\ud7a3\uf900-\ufaff]"
"""Letters of East Asian scripts, beside which wide forms are usual."""
_TEXT_FORMULA = re.compile(r'="((?:[^"]|"")*)"')
"""A cell in which a web program protects a leading zero from spreadsheets: ="01067"."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_LINE_TAG = re.compile(r"\s*</?(?:br|p|div)\b[^<>]{0,40}>\s*", re.IGNORECASE)
_LITERAL_LINE_END = re.compile(r"\\r\\n|\\[nr]")
_CELL_ERROR = re.compile(r"#[¡¿]?[^\W_a-z]+(?:/[^\W_a-z]+)?[!?]|#N/[AD]|#NV|#Н/Д|#N/DISP|Err:\d{3}")
"""Texts that spreadsheets show for a failed formula, in their languages: #N/A, #REF!, #WERT!, Err:502."""
_SUSPECT = ("#", "Err:", "=", "?", "\ufffd")
_DATED = ("-0", "-1", ".19", ".20", "/19", "/20", ":00", "-19", "-20")
"""Signs of a date in numbers."""
_GARBLED = "ÂÃÄÅÎÏÐÑØÙ×âãäåïðàРСГ√¬"
"""First bytes of UTF-8 as code pages show them."""
_LOST = re.compile(r"(?<![^\W_])\?\?|\ufffd|(?<=[^\W\d_])\?+(?=[^\W\d_])|\bÃ(?=[a-z])")
"""Question marks in place of letters: ?? ??, M?ller; not at the end of a question. A capital à with
a tilde before a small letter has lost the second byte of Á: Ãlvaro."""
_CODE_PAGES = ("cp1252", "cp1251", "mac-roman", "latin-1")
_ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T]\d\d:\d\d:\d\d)?")
_DOTTED_DATE = re.compile(r"(\d\d?)([./-])(\d\d?)\2(\d{4})")
_LONGEST_DATE = 19
_TIME = re.compile(r"(\d\d):(\d\d):00")
_DAY_MONTH = re.compile(r"(\d\d?)[.\s-]{1,2}([^\W\d_]{3,9})\.?|([^\W\d_]{3,9})\.?[\s-](\d\d?)")


def checked(
    records: Iterator[Record], width: int, special: Sequence[str] = (), read: Sequence[int] = ()
) -> Iterator[tuple[Record, bool]]:
    """The records with the intended text of their cells, each with whether it is plain and needs no second check.

    Many rows are searched at once, because few have anything special. A plain row has none of the `special` texts.
    `read` are the columns that count, if not all do: others may hold dates and long notes.
    """
    while some := list(islice(records, _AT_ONCE)):
        rows = [record.cells for record in some]
        plain = not any(len(cells) > width for cells in rows)
        marked = False
        if not plain or not _are_plain(rows, special):
            rows = [[cells[i] for i in read if i < len(cells)] for cells in rows] if read else rows
            text = "".join(chain.from_iterable(rows))
            marked = any(mark in text for mark in _MARKED) or _is_strange(text)
            plain = plain and _are_plain(rows, special)
        for record in some:
            if marked:
                record.cells[:] = map(meant, record.cells)
            yield record, plain


def _are_plain(rows: Sequence[Sequence[str]], special: Sequence[str]) -> bool:
    text = "".join(chain.from_iterable(rows))
    return (
        text.isprintable()
        and "  " not in text
        and not any(each in text for each in special)
        and not any(mark in text for mark in (*_MARKED, *_DATED))
        and not _is_strange(text)
        and not _is_suspect(text)
        and max(map(len, chain.from_iterable(rows)), default=0) <= limits.LINE
    )


def _is_suspect(text: str) -> bool:
    return any(mark in text for mark in _SUSPECT) or (not text.isascii() and any(char in text for char in _GARBLED))


def _is_strange(text: str) -> bool:
    return not text.isascii() and (_INVISIBLE.search(text) or _WIDE.search(text)) is not None


def meant(cell: str) -> str:
    """The intended text of a cell: `="01067"` is 01067, `&#39;` an apostrophe, `<br>` and literal `\\n` line ends.

    Signs that nobody sees are left out, and wide digits and letters are the usual ones, except in East Asian text.
    """
    if _is_strange(cell):
        cell = _INVISIBLE.sub("", cell)
        if not re.search(_EAST_ASIAN, cell):
            cell = _WIDE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), cell)
    if not any(mark in cell for mark in _MARKED):
        return cell.strip()
    if quoted := _TEXT_FORMULA.fullmatch(cell):
        cell = quoted[1].replace('""', '"')
    import html  # its table of names takes a millisecond

    cell = _ENTITY.sub(lambda found: html.unescape(found[0]), cell)
    return with_line_ends(_LITERAL_LINE_END.sub("\n", _LINE_TAG.sub("\n", cell))).strip()


def cell_problems(record: Record, columns: tuple[str, ...], file: str, *, delimited: bool) -> list[Problem]:
    """Problems that no row may have: more cells than columns, and damaged cells. Columns without a name are ignored."""
    cells, width = record.cells, len(columns)
    joined = "".join(cells)
    if len(cells) <= width and joined.replace("\n", "").isprintable() and not _is_suspect(joined):
        return []
    problems, problem = [], partial(Problem, file=file, row=record.number)
    if any(cells[width:]):
        text = message("has {cells} cells, but there are {width} columns", cells=len(cells), width=width)
        quote, name = message("put quotes around a cell that contains the delimiter"), message("give each a heading")
        problems.append(problem(ProblemCode.LONG_ROW, text, quote if delimited else name))
    for heading, cell in zip(columns, cells, strict=False):
        if heading and (found := _damage(cell)) is not None:
            problems.append(problem(*found, field=heading))
    return problems


def _damage(cell: str) -> tuple[ProblemCode, Message, Message | None] | None:
    """The problem of a cell in any column; None for most cells."""
    if (char := unprintable(cell)) is not None:
        return ProblemCode.WRONG_VALUE, unprintable_message(char), None
    if _CELL_ERROR.fullmatch(cell):
        hint = message("fix the formula, or enter the value itself")
        return ProblemCode.FAILED_FORMULA, message("shows {cell}", cell=cell), hint
    if cell.startswith("=") and len(cell) > 1:
        text = message("is a formula that was never calculated: {cell}", cell=cell)
        hint = message("open the file in your spreadsheet program and save it, or enter the value itself")
        return ProblemCode.FAILED_FORMULA, text, hint
    if (letters := ungarbled(cell)) is not None:
        text = message("“{text}” was read in the wrong encoding; it probably means “{meant}”", text=cell, meant=letters)
    elif _LOST.search(cell) and "://" not in cell:
        text = message("“{text}” has lost characters", text=cell)
    else:
        return None
    hint = message("correct the cell, or export the list again as .xlsx or as CSV in UTF-8")
    return ProblemCode.DAMAGED_TEXT, text, hint


def ungarbled(text: str) -> str | None:
    """A text whose UTF-8 was read as a code page → the original: `KÃ¶hler` → `Köhler`; None for any other text."""
    if text.isascii() or not any(char in text for char in _GARBLED):
        return None
    for page in _CODE_PAGES:
        try:
            before = text.encode(page).decode("utf-8")
        except UnicodeError:
            continue
        found = [char for char in before if char > "\x7f"]
        latin = all(char < "\u0250" or "\u2000" <= char < "\u20d0" for char in found)
        if before.isprintable() and (latin or (len(found) > 1 and page != "mac-roman")):
            return ungarbled(before) or before
    return None


def made_a_date(cell: str, *, months: bool) -> str | None:
    """A cell that a spreadsheet turned into a date → the original: `2026-04-03` → `3-4`; None for any other cell.

    With `months`, also days without a year, `03. Apr`, which could be the name of a street.
    """
    if len(cell) > _LONGEST_DATE or cell.isalnum():
        return None
    if found := _ISO_DATE.fullmatch(cell):
        return f"{int(found[3])}-{int(found[2])}"
    if (found := _DOTTED_DATE.fullmatch(cell)) or (found := _TIME.fullmatch(cell)):
        return f"{int(found[1])}-{int(found[3] if found.lastindex == 4 else found[2])}"
    if months and (found := _DAY_MONTH.fullmatch(cell)):
        month = _months().get(folded_name(found[2] or found[3]))
        day = int(found[1] or found[4])
        if month is not None:
            return f"{day}-{month}" if found[1] else f"{month}-{day}"
    return None


@cache
def _months() -> dict[str, int]:
    """CLDR's names and abbreviations of the months in five languages; Mrz is Excel's for März."""
    return {"mrz": 3} | {
        name: number for tag in ("ru", "es", "fr", "de", "en") for name, number in month_names(tag).items()
    }
