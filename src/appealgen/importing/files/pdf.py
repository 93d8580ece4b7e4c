"""Read PDF into lines, in a child process (`pdf_pages`) with limits of time and memory."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator

from appealgen.child_process import module_command
from appealgen.errors import DocumentError, Problem, ProblemCode
from appealgen.importing.files.pdf_pages import MAX_PAGES
from appealgen.importing.lines import Line, line_of, number_lines
from appealgen.messages import Message, message
from appealgen.model.document import Span

_SECONDS = 20
_MEANS = {
    3: (
        ProblemCode.ENCRYPTED,
        message("it is password-protected"),
        message("open it, and print or save it as a PDF without a password"),
    ),
    5: (
        ProblemCode.TOO_LARGE,
        message("it has more than {count} pages: an Urgent Action has two", count=MAX_PAGES),
        message("extract the pages that matter"),
    ),
}
_DAMAGED = (
    ProblemCode.DAMAGED,
    message("the PDF is damaged and cannot be read"),
    message("open it, and print or save it as a new PDF"),
)
_SLOW = (
    ProblemCode.TOO_LARGE,
    message("reading this PDF takes too long or too much memory"),
    message("save its text and import that"),
)
_PICTURES = (
    ProblemCode.NO_TEXT,
    message("this PDF contains no text: its pages are images or empty"),
    message("get it as text or DOCX, or run text recognition (OCR) on it"),
)


def pdf_lines(data: bytes, file: str) -> tuple[Line, ...]:
    """The lines of all pages, numbered from 1.

    Raises DocumentError for a PDF that is damaged, encrypted, too long, without text, or malicious.
    """
    command = module_command("appealgen.importing.files.pdf_pages")
    try:
        ran = subprocess.run(command, input=data, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise _error(_SLOW, file) from None
    if ran.returncode:
        killed = ran.returncode < 0 or b"MemoryError" in ran.stderr
        raise _error(_MEANS.get(ran.returncode) or (_SLOW if killed else _DAMAGED), file)
    lines = tuple(number_lines(_lines(ran.stdout)))
    if not lines:
        raise _error(_PICTURES, file)
    return lines


def _lines(output: bytes) -> Iterator[Line]:
    for line_data in json.loads(output):
        spans = [Span(text, bold, italic) for text, bold, italic in line_data["runs"]]
        if (line := line_of(0, spans, line_data["start"])) is not None:
            yield line


def _error(what: tuple[ProblemCode, Message, Message], file: str) -> DocumentError:
    code, text, hint = what
    return DocumentError(Problem(code, text, hint, file=file))
