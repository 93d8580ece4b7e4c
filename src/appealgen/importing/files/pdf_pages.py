"""The child process that opens a PDF, by pypdfium2: PDF on standard input, its lines as JSON on standard output.

A process of its own, so that a file made to harm can take neither the time nor the memory of the program, nor end it.
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
"""Bytes of address space, where the system lets a process bound its own."""
_SECONDS = 10
_INDENT = 4
"""Sizes of type; lines that begin farther apart are set at the right or in the middle, each by itself."""
_GAP = 1.35
"""Times the usual distance between two lines, from which on there is empty space between them."""
_GUTTER = 5
"""Sizes of type; a column is no farther than that from the next."""
_FULL_LINES = 3
"""As many full lines show where the edge of a column is."""


def main() -> None:
    """Read, print, and say with the exit code what kept from it: 3 encrypted, 4 damaged, 5 too many pages."""
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
    """Bound memory and time of this process, where the system has it."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


def _lines(page: Any) -> Iterator[dict[str, Any]]:
    """The lines of a page: runs of text with whether they are bold and italic, and how they follow the line before."""
    lines = [line for line in _measured(page) if line["runs"]]
    usual = _usual([a["y"] - b["y"] for a, b in itertools.pairwise(lines) if 0 < a["y"] - b["y"] < 60])
    margins = _margins(lines)
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        yield {"runs": line["runs"], "start": _start(before, line, usual, margins[number])}


def _start(before: dict[str, Any] | None, line: dict[str, Any], usual: float, margin: float) -> str:
    if before is None:
        return "line"
    if before["broken"]:
        return "wrap"
    drop = before["y"] - line["y"]
    if drop < 0 or drop > _GAP * max(usual, 1.15 * min(line["size"], before["size"])):
        return "paragraph"
    left = min(before["left"], line["left"])
    wide = before["right"] - left > 0.5 * (margin - left)
    beside = abs(before["left"] - line["left"]) < _INDENT * line["size"]
    return "wrap" if _is_full(before, line, margin) and wide and beside else "line"


def _is_full(before: dict[str, Any], line: dict[str, Any], margin: float) -> bool:
    """Whether the first word of a line would not have fitted on the one before."""
    return bool(before["right"] + line["first"] + 0.2 * line["size"] > margin)


def _margins(lines: list[dict[str, Any]]) -> list[float]:
    """The right edge that each line is set to: that of its column, else that of the page."""
    page = max((line["right"] for line in lines), default=0.0)
    margins = [page] * len(lines)
    for at in range(1, len(lines)):
        left, top = lines[at - 1]["left"] + _INDENT * lines[at]["size"], lines[at]["y"] + lines[at]["size"]
        if lines[at]["y"] <= lines[at - 1]["y"] or lines[at]["left"] <= left:
            continue
        # The text goes on at the top of another column: that ends where it is left of it again.
        end = next((n for n in range(at, len(lines)) if lines[n]["left"] <= left), len(lines))
        bound = min(line["left"] for line in lines[at:end])
        begin = _begin(lines, at, bound, top)
        margins[begin:at] = [_edge(lines[begin:at], bound) or page] * (at - begin)
        margins[at:end] = [_edge(lines[at:end], page) or page] * (end - at)
    return margins


def _begin(lines: list[dict[str, Any]], at: int, bound: float, top: float) -> int:
    """Where the column begins that ends before a line: below what is wider, higher, or another column."""
    begin = at
    while begin and lines[begin - 1]["right"] <= bound and lines[begin - 1]["y"] <= top:
        if begin < at and lines[begin - 1]["y"] <= lines[begin]["y"]:
            break
        begin -= 1
    return begin


def _edge(column: list[dict[str, Any]], bound: float) -> float | None:
    """The right edge of a column beside a bound; None where so few lines are full that it is no running text."""
    edge = max((line["right"] for line in column), default=0.0)
    full = sum(_is_full(above, below, edge) for above, below in itertools.pairwise(column))
    return edge if full >= _FULL_LINES and bound - edge < _GUTTER * column[0]["size"] else None


def _usual(distances: list[float]) -> float:
    """The distance of lines inside a paragraph: a smaller one than most, as many paragraphs have but one line."""
    return sorted(distances)[len(distances) // 4] if distances else 0.0


def _measured(page: Any) -> Iterator[dict[str, Any]]:
    """Each line with its runs, baseline, right edge, size, and the width of its first word, in points."""
    from pypdfium2 import raw

    text = page.get_textpage()
    if raw.FPDFText_CountChars(text.raw) > _MAX_CHARACTERS:
        raise SystemExit(5)
    line: dict[str, Any] = _empty()
    for index in range(raw.FPDFText_CountChars(text.raw)):
        char = chr(raw.FPDFText_GetUnicode(text.raw, index))
        broken = char == "\x02"  # PDFium's sign for a hyphen at which a word was broken, without an end of the line
        if char not in "\r\n":
            _add(line, "-" if broken else char, text, index, raw)
        if broken or (char in "\r\n" and line["runs"]):
            yield line | {"broken": broken}
            line = _empty()
    yield line


def _empty() -> dict[str, Any]:
    places = dict.fromkeys(("y", "right", "size", "first", "left"), 0.0)
    return {"runs": [], "open": True, "broken": False, **places}


def _add(line: dict[str, Any], char: str, text: Any, index: int, raw: Any) -> None:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text.raw, index, left, right, bottom, top)
    if not char.isspace():
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
        if not line["size"]:
            line.update(y=y.value, size=raw.FPDFText_GetFontSize(text.raw, index), left=left.value)
        line["right"] = max(line["right"], right.value)
        line["first"] = right.value - line["left"] if line["open"] else line["first"]
    elif line["runs"]:
        line["open"] = False
    bold, italic = _face(text, index, raw) if not char.isspace() else (None, None)
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
