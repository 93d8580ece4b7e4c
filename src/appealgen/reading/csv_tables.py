"""CSV with any delimiter → records; and cells that spreadsheets do not run as formulas."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator

from appealgen import limits
from appealgen.errors import InputError, Problem, ProblemCode
from appealgen.messages import message
from appealgen.reading.encodings import encoding_of
from appealgen.reading.worksheets import Record, Worksheet, too_wide

_DELIMITERS = ",;\t|"
_SAID_DELIMITER = re.compile(r"(?i)sep=(.)")
"""A first line that declares the delimiter, as spreadsheets understand it."""
_HEAD = 65_536
"""Characters at the beginning of a file from which the delimiter is guessed."""
_LINES = 20
HEADER_LINES = 6
"""Number of first rows with content that may be the header."""
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
"""A cell that is a formula, with or without marks in front (OWASP, “CSV Injection”; wide signs in East Asia)."""


def csv_sheet(data: bytes, file: str, is_known: Callable[[str], bool], encoding: str | None = None) -> Worksheet:
    """The records of a CSV file, read lazily; a notice about a guessed encoding shows one of its words.

    Raises InputError if the file is not text; or, while the records are read, if its quotes do not close.
    """
    name, guessed = encoding_of(data, file, encoding)
    delimiter, said_first = _delimiter(_stream(data, name).read(_HEAD), is_known)
    notices = (_guess_notice(data, name, delimiter, file),) if guessed else ()
    return Worksheet(file, _records(_stream(data, name), delimiter, said_first, file), notices)


def _stream(data: bytes, name: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(data), encoding=name, newline="")


def _delimiter(text: str, is_known: Callable[[str], bool]) -> tuple[str, bool]:
    """The delimiter, and whether the first line declares it.

    The delimiter gives one of the first lines the most known headings. Without any, it occurs equally often in most of
    them, and most often in the first of those: a title above the header, or an address, may contain others. Text in
    quotes does not count.
    """
    lines = _filled(text.lstrip("\ufeff"))
    if lines and (said := _SAID_DELIMITER.fullmatch(lines[0].rstrip(" "))):
        return said[1], True
    bare = _filled(re.sub(r'"[^"]*"', "x", text))[:_LINES]

    def fitness(delimiter: str) -> tuple[int, int, int]:
        known = max((_known(line, delimiter, is_known) for line in lines[:HEADER_LINES]), default=0)
        counts = Counter(count for line in bare if (count := line.count(delimiter)))
        in_first = bare[0].count(delimiter) if bare else 0
        return known if known > 1 else 0, max(counts.values(), default=0), in_first

    return max(_DELIMITERS, key=fitness), False


def _known(line: str, delimiter: str, is_known: Callable[[str], bool]) -> int:
    """The number of known headings in a line that is split at the delimiter."""
    cells = line[: limits.TEXT * 10].split(delimiter)[: limits.COLUMNS]
    return sum(is_known(cell.strip(' "')) for cell in cells if len(cell) <= limits.LINE)


def _filled(text: str) -> list[str]:
    return [line for line in re.split(r"[\r\n]+", text) if line.strip()]


def _records(stream: io.TextIOWrapper, delimiter: str, said: bool, file: str) -> Iterator[Record]:
    reader = csv.reader(stream, delimiter=delimiter, skipinitialspace=True, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            texts = list(map(str.strip, cells))
            if said and texts:
                said = False
            elif len(texts) > limits.COLUMNS and any(texts[limits.COLUMNS :]):
                raise too_wide(file, number)
            elif any(texts):
                yield Record(number, texts[: limits.COLUMNS])
    except csv.Error as error:
        hint = message("a cell that begins with a quote must end with one; double any quote inside it")
        text = message("cannot be read as CSV: {error}", error=error)
        raise InputError(Problem(ProblemCode.NOT_A_TABLE, text, hint, file=file, row=number + 1)) from None


def _guess_notice(data: bytes, name: str, delimiter: str, file: str) -> Problem:
    """Notice about the guess, with a cell to judge it by."""
    at = next(i for i, byte in enumerate(data) if byte > 127)
    around = data[max(at - 200, 0) : at + 200].decode(name)
    before, behind = data[max(at - 200, 0) : at].decode(name), around[min(at, 200) :]
    ends = rf'[\r\n"{re.escape(delimiter)}]'
    cell = (re.split(ends, before)[-1] + re.split(ends, behind)[0]).strip()
    text = message("not UTF-8; read as {encoding}, in which one cell reads “{cell}”", encoding=name, cell=cell)
    hint = message("if that is wrong, give the encoding, or save it as CSV in UTF-8 or as .xlsx")
    return Problem(ProblemCode.GUESSED_ENCODING, text, hint, file=file)


def delimiter_of(text: str, is_known: Callable[[str], bool]) -> str:
    """The delimiter of the text of a CSV file."""
    return _delimiter(text[:_HEAD], is_known)[0]


def guarded(text: str) -> str:
    """The text as a cell that is not run as a formula: with an apostrophe in front if needed."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The original text of a cell made by `guarded`; any other text is unchanged."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
