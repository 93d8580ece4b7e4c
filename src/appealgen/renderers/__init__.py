"""Documents → bytes: pure functions, one module a format. `render` picks by name."""

from __future__ import annotations

from appealgen.document import Envelope, Letter
from appealgen.errors import MissingError, Problem, did_you_mean
from appealgen.renderers.reference import Reference

FORMATS = ("docx", "txt")


def render(document: Letter | Envelope, format: str, reference: Reference | None = None) -> bytes:
    """A letter or an envelope in a format; `reference` is what gives a DOCX its looks (default: the bundled one).

    Raises MissingError for a format that is not known.
    """
    if format == "docx":
        from appealgen.renderers.docx import render_docx
        from appealgen.renderers.reference import bundled_reference

        return render_docx(document, reference or bundled_reference())
    if format == "txt":
        from appealgen.renderers.txt import render_txt

        return render_txt(document).encode()
    hint = did_you_mean(format, FORMATS)
    raise MissingError(Problem("unknown-format", f"“{format}” is not a format", hint, field="format"))
