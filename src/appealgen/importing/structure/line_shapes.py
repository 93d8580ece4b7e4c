"""Shapes of lines: prose, headings, values of labels, and labels that only begin a sentence."""

from __future__ import annotations

import re

from appealgen.importing.lines import Line
from appealgen.importing.structure.labels import OPENING, VALUES, LabelMatch
from appealgen.importing.structure.letter_bounds import salutation_in
from appealgen.importing.structure.readers import harm_in, is_request, speaks_to_readers

_SENTENCE_END = re.compile(r"[.!?](?=\s|$|[\"”»)])")
_SHOUTED_HEADING = re.compile(r"[^a-zß-ÿ]{8,}")


def goes_on_as_sentence(match: LabelMatch, line: Line) -> bool:
    """Whether the words of a label only begin a sentence: Additional information is lacking."""
    label, rest = match.label, line.text[match.end :]
    if (
        label.part not in (*OPENING, *VALUES, "kind")
        or match.captured
        or is_shouted(line.text[match.start : match.end])
    ):
        return False
    return re.match(r"\s+[a-zß-ÿ]", rest) is not None and not label.text.endswith(
        (":", "an", "à", "a", "to", "en", "is")
    )


def is_shouted(text: str) -> bool:
    """Whether a text is in capitals."""
    return text.upper() == text and any(c.isalpha() for c in text)


def is_quoted(match: LabelMatch, text: str) -> bool:
    """Whether the words of a label are a quotation."""
    before, after = text[: match.start].rstrip(), text[match.end :].lstrip(" .,")
    return before[-1:] in '“"«„‘' if before else after[:1] in ("”", '"', "»")


def may_be(name: str, line: Line) -> bool:
    """Whether a line may be the value of a label: dates have digits, and no value is a salutation."""
    text = line.text
    if name in ("date", "deadline", "number", "index") and not any(c.isdigit() for c in text):
        return False
    if name == "previous" and is_prose(line) and "//" not in text and "www." not in text:
        return False
    return salutation_in(line) is None and not (name == "languages" and len(text) > 200)


def is_prose(line: Line) -> bool:
    """Whether a line is prose: long, or a whole sentence, with many small words."""
    text = line.text
    small = sum(word[:1].islower() for word in text.split())
    whole = text.endswith((".", "(…)", "(...)", "…"))
    return "@" not in text and ((len(text) > 110 and small > 8) or (len(text) > 50 and small > 5 and whole))


def is_more_of_heading(text: str) -> bool:
    """Whether a label in capitals continues in words that its form does not have."""
    return text.isupper() and len(text.split()) >= 4 and not any(c.isdigit() for c in text)


def tells(text: str) -> bool:
    """Whether a paragraph is about what was done to somebody, and not for readers."""
    return harm_in(text) and not (is_request(text) or speaks_to_readers(text))


def says_something(text: str) -> bool:
    """Whether a text has words or a way to reach somebody."""
    return any(c.isalpha() or c in "@+" for c in text) or len(text) > 4


def without_colon(line: Line) -> Line:
    """The rest of a line after a label, without the signs between them."""
    text = line.text
    return line.cut(len(text) - len(text.lstrip(' :：.-–—)]”"')))


def sentence_end(text: str, start: int, next_label: int | None) -> int:
    """The end of a standing sentence: its full stop, or the end of the line."""
    match = _SENTENCE_END.search(text, start)
    end = match.end() if match else len(text)
    return min(end, next_label) if next_label is not None else end


def is_heading(line: Line) -> bool:
    """Whether a line that is no label looks like one: in capitals or a heading, short, no sentence."""
    text = line.text
    if len(text) > 80 or text.endswith((".", ",", ";")) or "@" in text or text[:1] in "#@":
        return False
    return line.kind == "heading" or (_SHOUTED_HEADING.fullmatch(text) is not None and sum(map(str.isalpha, text)) > 6)
