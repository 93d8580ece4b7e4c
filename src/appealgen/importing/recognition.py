"""Recognize an Urgent Action; refuse other documents, and files that hold several."""

from __future__ import annotations

import re

from appealgen.errors import DocumentError, Problem, ProblemCode
from appealgen.importing.document_words import fold_letters, plain_words, word_list
from appealgen.importing.fields.evidence import Evidence, evidence_of
from appealgen.importing.fields.header import Header
from appealgen.importing.fields.targets import contact_blocks
from appealgen.importing.notes import DraftNotes
from appealgen.importing.source import Source
from appealgen.importing.structure import prose
from appealgen.importing.structure.header_patterns import find_numbers
from appealgen.importing.structure.labels import CONTENT
from appealgen.messages import Message, join, message

_ACTION = re.compile(r"urgent\s?action|accion urgente|action urgente|eilaktion")
_ONE_A_FILE = message("save each of them in a file of its own")


def refuse_other_documents(source: Source, header: Header) -> None:
    """Raises DocumentError for what is no Urgent Action, and for several in one file."""
    for refusal in (_several_numbers(source), _several_letters(source), _no_urgent_action(source, header)):
        if refusal is not None:
            raise DocumentError(refusal)


def _several_numbers(source: Source) -> Problem | None:
    """Why a file with headers of several cases is refused."""
    numbers = _header_numbers(source)
    if len(numbers) < 2:
        return None
    actions = join(
        message("UA {number} (line {line})", number=number, line=line) for number, line in list(numbers.items())[:6]
    )
    text = message("{number} Urgent Actions in one file: {actions}", number=len(numbers), actions=actions)
    return Problem(ProblemCode.SEVERAL, text, _ONE_A_FILE, file=source.document.name)


def _several_letters(source: Source) -> Problem | None:
    """Why a file with several letters, closes and deadlines is refused."""
    letters, deadlines = source.sections.named("salutation"), source.sections.named("deadline")
    if min(len(letters), len(deadlines), len(source.sections.marked("close"))) < 2:
        return None
    where = join(message("line {line}", line=value.number) for value in letters)
    text = message("several letters in one file ({where})", where=where)
    return Problem(ProblemCode.SEVERAL, text, _ONE_A_FILE, file=source.document.name)


def _no_urgent_action(source: Source, header: Header) -> Problem | None:
    """Why a file is refused that neither bears the marks of an Urgent Action nor asks for letters, as far as it is."""
    sections = source.sections
    parts, letters = sections.parts & set(CONTENT), sections.named("salutation")
    plain = fold_letters(source.text)
    marked = (
        "amnesty" in plain
        or "amnisti" in plain
        or header.number is not None
        or bool(sections.marked("heading") and _ACTION.search(plain))
        or (bool(sections.marked("kind")) and len(parts) + bool(letters) > 1)
    )
    asks = bool(parts & {"targets", "demands", "letter"}) or bool(letters) or source.says_closed
    if marked and (asks or (header.number and (header.prose or header.people))):
        return None
    if _is_letter_page(source, header):
        return None
    what = _looks_like(plain, bool(parts), bool(letters))
    hint = message("an Urgent Action has a number (UA 12/34), somebody to write to, and a letter or demands")
    text = message("this is no Urgent Action: {what}", what=what)
    return Problem(ProblemCode.NOT_AN_URGENT_ACTION, text, hint, file=source.document.name)


def _is_letter_page(source: Source, header: Header) -> bool:
    """Whether a text says to whom and what to write, as pages of groups, blogs and other organizations do.

    An official with a whole address, and a letter that asks for something, or demands.
    """
    asks = any(True for _ in prose.asking_sentences(source.letter)) and bool(source.sections.named("salutation"))
    if not asks and not prose.listed_demands(source.sections.lines("demands")):
        return False
    found = [evidence_of(block, labelled=False) for _, block in contact_blocks(source, DraftNotes(), header)]
    return any({Evidence.OFFICE, Evidence.ADDRESS} <= evidence for evidence in found)


def _header_numbers(source: Source) -> dict[str, int]:
    """The numbers of cases that lines begin with as headers do, each with its first line."""
    first_lines: dict[str, int] = {}
    for line in source.lines:
        text = line.text
        numbers = find_numbers(text)
        if not numbers or numbers[0].start > 45 or len(text) > 200 or (len(text) > 110 and text.endswith(".")):
            continue
        lead = text[: numbers[0].start]
        is_header = set(plain_words(lead).split()) <= word_list("header") or lead.rstrip().endswith("(")
        if is_header and line.kind != "item":
            first_lines.setdefault(numbers[0].of_case, line.number)
    return first_lines


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
