"""Recognize the parts of header lines: number, index and date, the rest, and prose."""

from __future__ import annotations

import re

from appealgen.importing.document_words import fold_letters
from appealgen.importing.fields.dates import find_date
from appealgen.importing.lines import Line
from appealgen.importing.structure.header_patterns import find_index, find_numbers

_HEAD_WORDS = re.compile(
    r"(?<!\w)(?:ua[- ]?nr|ua|au|ai[- ]?index|index(?: number| ai)?|indice|ndice|n° d.index|fecha|date|datum|issue date"
    r"|publication date|extra|ex|fi|public|further information on|further information|follow[- ]up"
    r"|first|second|third|fourth|fifth|sixth|urgent action|accion urgente|action urgente|amnesty international|ai"
    r"|action complementaire sur l|mas informacion sobre|weitere informationen zu|und|and|issued|of|sur l|the|to|an"
    r"|external|for general distribution)(?!\w)"
)
_EDGES = " .,:;–-()|"
_HEADLINE = 170
SENTENCE = 55
_PROSE = 110


def without_header_words(text: str) -> str:
    """A line of the header without number, index, date and their labels."""
    for number in reversed(find_numbers(text)):
        text = f"{text[: number.start]} {text[number.end :]}"
    if index := find_index(text):
        text = re.sub(re.escape(index).replace(r"\ ", r"\s?"), " ", text)
    if dated := find_date(text):
        text = f"{text[: dated.start]} {text[dated.end :]}"
    kept = " ".join(text.split()).strip(_EDGES)
    while True:
        plain = fold_letters(kept)
        first = _HEAD_WORDS.match(plain)
        last = next((match for match in _HEAD_WORDS.finditer(plain) if match.end() == len(plain)), None)
        if first is None and last is None:
            return kept
        begin = first.end() if first else 0
        kept = kept[begin : last.start() if last and last.start() >= begin else None].strip(_EDGES)


def is_prose(line: Line) -> bool:
    """Whether a line of the header is prose, not a headline."""
    text = line.text
    return (
        len(text) > _HEADLINE
        or (len(text) > _PROSE and text.endswith((".", "…", "”", ")")) and not text.isupper())
        or (
            (len(text) > SENTENCE and text.endswith((".", "(…)", "(...)")))
            and not (line.kind == "heading" or text.isupper())
        )
    )


def has_number(line: Line) -> bool:
    """Whether a line other than prose has the number of an Urgent Action."""
    return bool(find_numbers(line.text)) and not is_prose(line)
