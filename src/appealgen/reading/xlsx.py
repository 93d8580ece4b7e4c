"""Excel workbooks (.xlsx, .xlsm) → records. The only module that reads with openpyxl."""

from __future__ import annotations

import datetime
import io
import re
import warnings
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from appealgen import limits
from appealgen.errors import InputError, Problem, ProblemCode
from appealgen.messages import message
from appealgen.reading.archive import opened, without_entities
from appealgen.reading.worksheets import Record, Worksheet, check_width, too_wide, with_merged
from appealgen.reading.xlsx_layout import SheetLayout, layout_of, transitional

if TYPE_CHECKING:
    from zipfile import ZipFile

_MAX_ROWS = 1_048_576
"""The last row of a sheet in Excel and LibreOffice (ECMA-376, part 1, 18.3.1.73 sets no limit)."""
_AT_ONCE = 500
"""Rows read at a time; between them the caller's own warning filters apply."""
_CARRIAGE_RETURN = re.compile("_x000D_\n?")
"""Open XML escapes a carriage return, which XML would drop (ECMA-376, part 1, 22.4.2.4)."""
_ABOVE = re.compile(r"\[<=?(\d+)\]")


def xlsx_sheets(data: bytes, file: str) -> Iterator[tuple[str, Worksheet]]:
    """The visible sheets with their names, in order. Raises InputError, also while the records are read."""
    archive = opened(data, file)
    without_entities(archive, file)
    book = _loaded(data, archive, file)
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            layout = _layout(archive, sheet, file)
            records = with_merged(_records(sheet, layout, file), layout.merged)
            yield sheet.title, Worksheet(file, records, delimited=False, hidden_columns=layout.hidden_columns)


def _loaded(data: bytes, archive: ZipFile, file: str) -> Any:
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            stream = io.BytesIO(transitional(archive, data))
            return openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # openpyxl raises all kinds of errors for a damaged part
        raise _damaged(file) from error


def _damaged(file: str) -> InputError:
    text = message("the workbook is damaged and cannot be read")
    hint = message("open it in your spreadsheet program and save it again as .xlsx")
    return InputError(Problem(ProblemCode.DAMAGED, text, hint, file=file))


def _layout(archive: ZipFile, sheet: Any, file: str) -> SheetLayout:
    try:
        part = archive.read(sheet._worksheet_path)
    except Exception as error:  # damage in zip or deflate
        raise _damaged(file) from error
    check_width(part, rb"</row>", b"</c>", file)
    return layout_of(part)


def _records(sheet: Any, layout: SheetLayout, file: str) -> Iterator[Record]:
    sheet.reset_dimensions()  # the size that a sheet claims may be wrong
    for number, row in enumerate(_rows(sheet, file), 1):
        if not row:
            continue
        if len(row) > limits.COLUMNS and any(cell.value is not None for cell in row[limits.COLUMNS :]):
            raise too_wide(file, number)
        texts = [_text(cell) if cell.value is not None else "" for cell in row[: limits.COLUMNS]]
        for column, formula in layout.formulas.get(number, {}).items():
            if column < len(texts):
                texts[column] = formula
        if any(texts):
            yield Record(number, texts, number in layout.hidden_rows)


def _rows(sheet: Any, file: str) -> Iterator[Any]:
    """The rows from openpyxl; its warnings (dates out of range) are useless here, its errors mean damage."""
    rows = sheet.iter_rows(max_row=_MAX_ROWS)
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                some = list(islice(rows, _AT_ONCE))
        except Exception as error:
            raise _damaged(file) from error
        if not some:
            return
        yield from some


def _text(cell: Any) -> str:
    """The displayed text of a cell, independent of any locale: dates as ISO, numbers without groups."""
    value = cell.value
    if isinstance(value, str):
        return _CARRIAGE_RETURN.sub("\n", value).strip()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    return str(value)


def _number(value: float, form: str) -> str:
    """A number with the leading zeros of its format (00000), otherwise plain, a whole one without `.0`."""
    if not isinstance(value, int) and not (value.is_integer() and abs(value) < 1e15):
        return repr(value)
    digits, places = str(abs(int(value))), _zeros(form, int(value))
    if value < 0 or "0" not in places.replace("0", "", 1):
        return str(int(value))
    shown: list[str] = []
    for sign in reversed(places):
        shown.append((digits[-1:] or "0") if sign == "0" else sign)
        digits = digits[:-1] if sign == "0" else digits
    return digits + "".join(reversed(shown))


@lru_cache(maxsize=256)
def _zeros(form: str, value: int) -> str:
    """The section of a number format for a value if it is only zeros and signs: `00000-0000`; else empty."""
    sections = form[: limits.LINE].split(";")
    limit = _ABOVE.match(sections[0])
    section = sections[1] if limit and len(sections) > 1 and value > int(limit[1]) else sections[0]
    section = re.sub(r"\[[^\]]*\]|_.|\*.", "", section)
    section = re.sub(r'"([^"0]*)"|\\([^0])', lambda m: m[1] or m[2] or "", section)
    return section if re.fullmatch(r"[^0#?.,%/]{0,4}0[0 ()/-]*", section) and "E" not in section else ""
