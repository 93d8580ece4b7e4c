"""The child process that opens a PDF, with pypdfium2: PDF on standard input, its lines as JSON on standard output.

It is a separate process, so that a malicious file cannot use up the program's time or memory, or end it.
"""

from __future__ import annotations

import contextlib
import ctypes
import itertools
import json
import sys
from collections.abc import Iterator
from typing import Any

MAX_PAGES = 30
_MAX_CHARACTERS = 400_000
_MEMORY = 1_500_000_000
"""Bytes of address space, if the system lets a process limit its own."""
_SECONDS = 10
_INDENT = 4
"""Multiples of the type size; lines that begin farther apart are right-aligned or centred, each by itself."""
_GAP = 1.35
"""Multiples of the usual line distance above which there is empty space between lines."""
_CELL = 1.8
"""Multiples of the type size between two cells of a row."""
_SAME_SIGN, _SPACE = 1.0, 0.18
"""Points by which characters may overlap; multiples of the type size that make a space between words."""
_SAME_PLACE = 6.0
"""Points; cells of a column begin at nearly the same place."""
_FEWEST_ROWS = 4
"""Minimum number of rows for columns drawn row by row; fewer are a line with separated parts."""
_GUTTER = 5
"""Multiples of the type size; the maximum distance between columns."""
_FULL_LINES, _SMALL_WORDS = 3, 3
"""Number of full lines that show the edge of a column; number of lower-case words in a line of text."""


def main() -> None:
    """Read and print; the exit code gives the reason for a failure: 3 encrypted, 4 damaged, 5 too many pages."""
    _bound()
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(sys.stdin.buffer.read())
    except pdfium.PdfiumError as error:
        raise SystemExit(3 if "password" in str(error).lower() else 4) from error
    if len(document) > MAX_PAGES:
        raise SystemExit(5)
    lines = [line for page in document for line in _lines(page)]
    json.dump(lines, sys.stdout)


def _bound() -> None:
    """Limit memory and time of this process, if the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


def _lines(page: Any) -> Iterator[dict[str, Any]]:
    """The lines of a page: runs of text with bold and italic, and how each line follows the one before."""
    lines = list(_by_columns([line for line in _measured(page) if line["runs"]]))
    usual = _usual([a["y"] - b["y"] for a, b in itertools.pairwise(lines) if 0 < a["y"] - b["y"] < 60])
    margins = _margins(lines)
    page, left = max((line["right"] for line in lines), default=0.0), min((line["left"] for line in lines), default=0.0)
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        start = _start(before, line, usual, margins[number])
        column = margins[number] < page or line["left"] > left + _INDENT * line["size"]
        if column and start == "wrap" and before and not (before["broken"] or _reads_on(before, line)):
            start = "line"
        yield {"runs": line["runs"], "start": start}


def _start(before: dict[str, Any] | None, line: dict[str, Any], usual: float, margin: float) -> str:
    if before is None:
        return "line"
    if before["broken"]:
        return "wrap"
    if _is_far(before, line, usual):
        return "paragraph"
    if abs(before["right"] - line["right"]) < 1 and abs(before["left"] - line["left"]) > line["size"]:
        return "line"  # right-aligned
    left = min(before["left"], line["left"])
    wide = before["right"] - left > 0.5 * (margin - left)
    beside = abs(before["left"] - line["left"]) < _INDENT * line["size"]
    return "wrap" if _is_full(before, line, margin) and wide and beside else "line"


def _is_far(before: dict[str, Any], line: dict[str, Any], usual: float) -> bool:
    """Whether there is empty space between two lines, or the second is in another column."""
    drop = before["y"] - line["y"]
    return bool(drop < 0 or drop > _GAP * max(usual, 1.15 * min(line["size"], before["size"])))


def _is_full(before: dict[str, Any], line: dict[str, Any], margin: float) -> bool:
    """Whether the first word of a line would not have fitted on the one before."""
    return bool(before["right"] + line["first"] + 0.2 * line["size"] > margin)


def _margins(lines: list[dict[str, Any]]) -> list[float]:
    """The right edge of each line: that of its column, else that of the page."""
    page = max((line["right"] for line in lines), default=0.0)
    margins = [page] * len(lines)
    for at in range(1, len(lines)):
        left, top = lines[at - 1]["left"] + _INDENT * lines[at]["size"], lines[at]["y"] + lines[at]["size"]
        if lines[at]["y"] <= lines[at - 1]["y"] or lines[at]["left"] <= left:
            continue
        # The text continues at the top of another column, which ends where the text is to the left of it again.
        end = next((n for n in range(at, len(lines)) if lines[n]["left"] <= left), len(lines))
        bound = min(line["left"] for line in lines[at:end])
        begin = _begin(lines, at, bound, top)
        margins[begin:at] = [_edge(lines[begin:at], bound) or page] * (at - begin)
        margins[at:end] = [_edge(lines[at:end], page) or page] * (end - at)
    return margins


def _begin(lines: list[dict[str, Any]], at: int, bound: float, top: float) -> int:
    """The start of the column that ends before a line: below anything wider, higher, or in another column."""
    begin = at
    while begin and lines[begin - 1]["right"] <= bound and lines[begin - 1]["y"] <= top:
        if begin < at and lines[begin - 1]["y"] <= lines[begin]["y"]:
            break
        begin -= 1
    return begin


def _edge(column: list[dict[str, Any]], bound: float) -> float | None:
    """The right edge of a column beside a bound; None if too few lines are full for running text."""
    edge = max((line["right"] for line in column), default=0.0)
    full = sum(_is_full(above, below, edge) for above, below in itertools.pairwise(column))
    return edge if full >= _FULL_LINES and bound - edge < _GUTTER * column[0]["size"] else None


def _reads_on(before: dict[str, Any], line: dict[str, Any]) -> bool:
    """Whether a line of a narrow column is text that continues in the next line, and not part of an address."""
    text, below = ("".join(run[0] for run in each["runs"]) for each in (before, line))
    small = sum(word[:1].islower() for word in text.split())
    return small >= _SMALL_WORDS or (text.isupper() and below.isupper())


def _usual(distances: list[float]) -> float:
    """The line distance inside a paragraph: smaller than most, because many paragraphs have only one line."""
    return sorted(distances)[len(distances) // 4] if distances else 0.0


def _measured(page: Any) -> Iterator[dict[str, Any]]:
    """Each line with its runs, baseline, right edge, size, and the width of its first word, in points."""
    from pypdfium2 import raw

    text = page.get_textpage()
    if raw.FPDFText_CountChars(text.raw) > _MAX_CHARACTERS:
        raise SystemExit(5)
    signs: list[_Sign] = []
    for index in range(raw.FPDFText_CountChars(text.raw)):
        char = chr(raw.FPDFText_GetUnicode(text.raw, index))
        broken = char == "\x02"  # PDFium's sign for a hyphen at which a word is broken, without a line end
        if char not in "\r\n":
            place = None if char.isspace() else _place(text, index, raw)
            signs.append(("-" if broken else char, place, index))
        if (broken or char in "\r\n") and signs:
            yield from _cells(_from_left(signs), text, raw, broken=broken)
            signs = []
    yield from _cells(_from_left(signs), text, raw, broken=False)


_Sign = tuple[str, tuple[float, float, float, float] | None, int]
"""A character, its position (left, right, baseline, size), and its index; a space has no position."""


def _from_left(signs: list[_Sign]) -> list[_Sign]:
    """The characters of a line from left to right, although some were drawn later in another font: the ươ of Lương."""
    placed = [(place, sign) for sign in signs if (place := sign[1]) is not None]
    if all(one[0][0] <= other[0][0] + _SAME_SIGN for one, other in itertools.pairwise(placed)):
        return signs
    ordered: list[_Sign] = []
    for place, sign in sorted(placed, key=lambda each: each[0][0]):
        before = ordered[-1][1] if ordered else None
        if before is not None and place[0] - before[1] > _SPACE * place[3]:
            ordered.append((" ", None, sign[2]))
        ordered.append(sign)
    return ordered


def _cells(signs: list[_Sign], text: Any, raw: Any, *, broken: bool) -> Iterator[dict[str, Any]]:
    """A line as one cell, or as several if there are large gaps."""
    line = _empty()
    for char, place, index in signs:
        if place and line["size"] and place[0] - line["right"] > _CELL * line["size"]:
            yield line | {"broken": False}
            line = _empty() | {"beside": True}
        _add(line, char, place, text, index, raw)
    if line["runs"]:
        yield line | {"broken": broken}


def _empty() -> dict[str, Any]:
    places = dict.fromkeys(("y", "right", "size", "first", "left"), 0.0)
    return {"runs": [], "open": True, "broken": False, "beside": False, **places}


def _place(text: Any, index: int, raw: Any) -> tuple[float, float, float, float]:
    """The left and right edge of a character, its baseline and its type size."""
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    raw.FPDFText_GetCharBox(text.raw, index, left, right, bottom, top)
    raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
    return left.value, right.value, y.value, raw.FPDFText_GetFontSize(text.raw, index)


def _by_columns(cells: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The lines, with columns drawn row by row in sequence; other cells of a row are joined into one line."""
    starts = [n for n, cell in enumerate(cells) if not cell["beside"]]
    rows = [cells[start:end] for start, end in itertools.pairwise([*starts, len(cells)])]
    at = 0
    while at < len(rows):
        places = [cell["left"] for cell in rows[at]]
        count = _rows_of_table(rows[at:], places)
        cells = [cell for row in rows[at : at + count] for cell in row]
        yield from (cell for place in places for cell in cells if _is_in(cell, place))
        if not count:
            yield _joined(rows[at])
        at += max(count, 1)


def _rows_of_table(rows: list[list[dict[str, Any]]], places: list[float]) -> int:
    """The number of first rows whose cells are all in the columns; 0 if they are too few for a table."""
    if len(places) < 2:
        return 0
    fits = [all(any(_is_in(cell, place) for place in places) for cell in row) for row in rows]
    count = fits.index(False) if False in fits else len(rows)
    while count and len(rows[count - 1]) < 2 and _is_in(rows[count - 1][0], places[0]):
        count -= 1  # text below the columns
    return count if sum(len(row) > 1 for row in rows[:count]) >= _FEWEST_ROWS else 0


def _is_in(cell: dict[str, Any], place: float) -> bool:
    return bool(abs(cell["left"] - place) <= _SAME_PLACE)


def _joined(row: list[dict[str, Any]]) -> dict[str, Any]:
    """Join the cells of a row into one line."""
    if len(row) == 1:
        return row[0]
    runs = [run for cell in row for run in cell["runs"]]
    return row[0] | {"runs": runs, "right": row[-1]["right"], "broken": row[-1]["broken"]}


def _add(
    line: dict[str, Any], char: str, place: tuple[float, float, float, float] | None, text: Any, index: int, raw: Any
) -> None:
    if place is not None:
        left, right, y, size = place
        if not line["size"]:
            line.update(y=y, size=size, left=left)
        line["right"] = max(line["right"], right)
        line["first"] = right - line["left"] if line["open"] else line["first"]
    elif line["runs"]:
        line["open"] = False
    bold, italic = _face(text, index, raw) if place is not None else (None, None)
    runs = line["runs"]
    if runs and (bold is None or runs[-1][1:] == [bold, italic]):
        runs[-1][0] += char
    elif bold is not None:
        runs.append([char, bold, italic])


def _face(text: Any, index: int, raw: Any) -> tuple[bool, bool]:
    buffer, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text.raw, index, buffer, 200, flags)
    name = buffer.value.decode("utf-8", "replace").lower()
    bold = "bold" in name or "black" in name or "heavy" in name or raw.FPDFText_GetFontWeight(text.raw, index) >= 600
    return bold, "italic" in name or "oblique" in name or bool(flags.value & 64)


if __name__ == "__main__":
    main()
