"""Whether a file is one Urgent Action: refused is what is none, and what holds several."""

from __future__ import annotations

import re

from appealgen.errors import DocumentError, Problem, ProblemCode
from appealgen.importing.document_words import bare, folded
from appealgen.importing.fields.header import Head
from appealgen.importing.source import Source
from appealgen.importing.structure import header_patterns as header
from appealgen.messages import Message, join, message

CONTENT = ("targets", "copies", "letter", "demands", "background", "social", "messages", "follow", "people")
"""The parts that say something of a case."""
_HEADER_WORDS = frozenset(
    [
        "ua",
        "nr",
        "urgent",
        "action",
        "further",
        "information",
        "on",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "update",
        "of",
        "to",
        "follow",
        "up",
        "followup",
        "extra",
        "ai",
        "au",
        "action",
        "complementaire",
        "sur",
        "l",
        "mas",
        "informacion",
        "sobre",
        "weitere",
        "informationen",
        "zu",
        "und",
        "for",
        "public",
        "amnesty",
        "international",
        "uan",
        "accion",
        "urgente",
        "urgente",
        "issued",
        "the",
        "eilaktion",
        "nr",
        "no",
        "number",
    ]
)


def refuse_others(source: Source, head: Head) -> None:
    """Raises DocumentError for what is no Urgent Action, and for several in one file."""
    file = source.document.name
    numbers = _header_numbers(source)
    if len(numbers) > 1:
        listed = join(
            message("UA {number} (line {line})", number=number, line=line) for number, line in list(numbers.items())[:6]
        )
        hint = message("save each of them in a file of its own")
        raise DocumentError(
            Problem(
                ProblemCode.SEVERAL,
                message("{number} Urgent Actions in one file: {actions}", number=len(numbers), actions=listed),
                hint,
                file=file,
            )
        )
    parts = source.sections.parts & set(CONTENT)
    letters = source.sections.named("salutation")
    closes = source.sections.marked("close")
    if len(closes) > 1 and len(letters) > 1 and len(source.sections.named("deadline")) > 1:
        where = join(message("line {line}", line=value.number) for value in letters)
        hint = message("save each of them in a file of its own")
        raise DocumentError(
            Problem(ProblemCode.SEVERAL, message("several letters in one file ({where})", where=where), hint, file=file)
        )
    plain = folded(source.text)
    marked = (
        "amnesty" in plain
        or "amnisti" in plain
        or bool(head.number)
        or bool(source.sections.marked("kind"))
        or bool(re.search(r"urgent\s?action|accion urgente|action urgente|eilaktion", plain))
    )
    strong = (
        bool(head.number)
        or bool(source.sections.marked("heading"))
        or "amnesty" in plain
        or "amnisti" in plain
        or bool(source.sections.marked("kind"))
    )
    asks = bool(parts & {"targets", "demands", "letter"}) or bool(letters) or source.says_closed
    if not (marked and strong and (asks or (head.number and head.prose))):
        what = _looks_like(plain, bool(parts), bool(letters))
        hint = message("an Urgent Action has a number (UA 12/34), somebody to write to, and a letter or demands")
        raise DocumentError(
            Problem(
                ProblemCode.NOT_AN_URGENT_ACTION,
                message("this is no Urgent Action: {what}", what=what),
                hint,
                file=file,
            )
        )


def _header_numbers(source: Source) -> dict[str, int]:
    """The numbers of cases that lines begin with as headers do, each with its first line."""
    found: dict[str, int] = {}
    for line in source.lines:
        text = line.text
        numbers = header.find_numbers(text)
        if not numbers or numbers[0].start > 45 or len(text) > 200 or (len(text) > 110 and text.endswith(".")):
            continue
        lead = bare(text[: numbers[0].start])
        words = lead.split()
        title = (
            not words or all(word in _HEADER_WORDS for word in words) or text[: numbers[0].start].rstrip().endswith("(")
        )
        if (title and line.kind != "item") or (title and line.kind == "heading"):
            found.setdefault(numbers[0].of_case, line.number)
    return found


def _looks_like(plain: str, has_parts: bool, has_letter: bool) -> Message:
    """What a text that is no Urgent Action looks like."""
    if re.search(r"(?<!\w)(?:invoice|rechnung|facture|factura|total|vat|mwst|iban)(?!\w)", plain):
        return message("it looks like an invoice")
    if re.search(r"(?<!\w)(?:petition|sign now|unterschreiben|signez|firma la)(?!\w)", plain):
        return message("it looks like a petition of another organization")
    if "urgent appeal" in plain or re.search(r"(?<!\w)obs \d{3}", plain):
        return message("it looks like an appeal of another organization")
    if has_letter or has_parts:
        return message("it has parts of one, but names neither Amnesty nor a number")
    return message("none of its parts is in it")
