"""Recognize an Urgent Action; refuse other documents, and files that hold several."""

from __future__ import annotations

from appealgen.errors import DocumentError, Problem, ProblemCode
from appealgen.importing.document_words import plain_words, word_list
from appealgen.importing.fields.header import Header
from appealgen.importing.parts_found import parts_found
from appealgen.importing.source import Source
from appealgen.importing.structure.header_patterns import find_numbers
from appealgen.messages import join, message

_A_LIST = 3
"""Number of paragraphs beginning with numbers of different cases above which a document is about several."""
_ONE_A_FILE = message("save each in a separate file")


def refuse_other_documents(source: Source, header: Header) -> None:
    """Raise DocumentError for a document that is no Urgent Action, and for several in one file."""
    for refusal in (_several_numbers(source), _several_letters(source), _no_urgent_action(source, header)):
        if refusal is not None:
            raise DocumentError(refusal)


def _several_numbers(source: Source) -> Problem | None:
    """The refusal of a file with headers of several cases."""
    numbers, listed = _header_numbers(source), _listed_numbers(source)
    if len(listed) >= _A_LIST:
        numbers = listed
    if len(numbers) < 2:
        return None
    actions = join(
        message("UA {number} (line {line})", number=number, line=line) for number, line in list(numbers.items())[:6]
    )
    text = message("{number} Urgent Actions in one file: {actions}", number=len(numbers), actions=actions)
    return Problem(ProblemCode.SEVERAL, text, _ONE_A_FILE, file=source.document.name)


def _several_letters(source: Source) -> Problem | None:
    """The refusal of a file with several letters, closes and deadlines."""
    letters, deadlines = source.sections.named("salutation"), source.sections.named("deadline")
    if min(len(letters), len(deadlines), len(source.sections.marked("close"))) < 2:
        return None
    where = join(message("line {line}", line=value.number) for value in letters)
    text = message("several letters in one file ({where})", where=where)
    return Problem(ProblemCode.SEVERAL, text, _ONE_A_FILE, file=source.document.name)


def _no_urgent_action(source: Source, header: Header) -> Problem | None:
    """The refusal of a file whose parts make neither an Urgent Action nor a letter for somebody at risk."""
    found = parts_found(source, header)
    if found.suffices and (found.asks or ("number" in found.parts and (header.prose or header.people))):
        return None
    what, hint = found.looks_like()
    if unread := source.document.unread:
        hint = message(
            "{names} could not be read: save the attachment and import it separately", names=", ".join(unread)
        )
    text = message("this is not an Urgent Action: {what}", what=what)
    return Problem(ProblemCode.NOT_AN_URGENT_ACTION, text, hint, file=source.document.name)


def _header_numbers(source: Source) -> dict[str, int]:
    """Case numbers at the beginning of lines, as in headers, each with its first line."""
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


def _listed_numbers(source: Source) -> dict[str, int]:
    """Case numbers at the beginning of paragraphs of a newsletter, each with its first line."""
    first_lines: dict[str, int] = {}
    for line in source.lines:
        numbers = find_numbers(line.text)
        if numbers and all(
            word in word_list("header") or word.isdecimal()
            for word in plain_words(line.text[: numbers[0].start]).split()
        ):
            first_lines.setdefault(numbers[0].of_case, line.number)
    return first_lines
