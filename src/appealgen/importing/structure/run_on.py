"""Break run-on lines again: a whole document in one line, as some programs copy a PDF."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from appealgen.importing.document_words import fold_letters, word_pattern
from appealgen.importing.lines import Line, unwrap
from appealgen.importing.structure.header_patterns import find_numbers, ordinal
from appealgen.importing.structure.labels import label_at_start, labels_in
from appealgen.model.document import Span

_RUN_ON, _LONGEST = 600, 40_000
"""Characters of a line that may contain a document; a longer line is more than two pages."""
_FEW_LINES, _FEWEST_LABELS = 12, 3
_HEAD = 30
"""Number of characters before the number from which they belong to the page around the document."""
_SHORT_LABELS = frozenset({"people", "gender", "languages", "deadline"})
"""Parts with short labels: Name: …"""
_BEFORE_COLON = re.compile(r"(?<=\s)[A-ZÀ-Þ][^.:!?\n]{2,40}?\s?:")
_SHOUTED = re.compile(r"(?<!\S)(?:[A-ZÀ-Þ][A-ZÀ-Þ\d’'&,-]*\s+){4,}(?=[A-ZÀ-Þ“\"][\w’]*[a-zß-ÿ])")
_SALUTATION = r"(?<=\s){salutations}(?!\w)[^.!?;:,\d]{0,50},\s(?=\S)"
_CLOSE = r"(?<=[.!?”\"»]\s){closes}(?!\w)"


def broken_again(lines: Sequence[Line]) -> tuple[Line, ...] | None:
    """The lines after breaking run-on ones before their labels, salutations and closes, all renumbered.

    None if there are no run-on lines.
    """
    logical = _joined(unwrap(lines))
    pieces = [piece for line in logical for piece in _pieces(line)]
    if len(pieces) <= len(logical):
        return None
    return tuple(line._replace(number=number) for number, line in enumerate(pieces, 1))


def _joined(lines: Sequence[Line]) -> Sequence[Line]:
    """Join the lines, if they are few and most labels are inside them, not at their beginnings."""
    text = " ".join(line.text for line in lines)
    if len(lines) > _FEW_LINES or not _RUN_ON <= len(text) <= _LONGEST:
        return lines
    matches = [match for line in lines for match in labels_in(line.text)]
    inside = {match.label.part for match in matches if match.start}
    if len(inside) < _FEWEST_LABELS or len(inside) <= len({match.label.part for match in matches if not match.start}):
        return lines
    spans = [span for line in lines for span in (*line.spans, Span(" "))]
    return [lines[0]._replace(spans=tuple(spans)).cut(0)]


def _pieces(line: Line) -> Iterable[Line]:
    text = line.text
    if not _RUN_ON <= len(text) <= _LONGEST:
        return [line]
    labels = [match for match in labels_in(text) if match.start]
    if len({match.label.part for match in labels}) < _FEWEST_LABELS:
        return [line]
    short = {at for at in _short_labels(text) if not any(match.start < at < match.end for match in labels)}
    starts = {match.start for match in labels} | short | set(_letter(text))
    starts |= {_with_ordinal(text, number.start) for number in find_numbers(text)[:1] if number.start > _HEAD}
    starts |= {place for match in _SHOUTED.finditer(text) for place in (match.start(), match.end())}
    places = [0, *sorted(starts - {0}), len(text)]
    cut = (line.cut(start, end) for start, end in itertools.pairwise(places))
    return [piece._replace(start="paragraph") for piece in cut if piece.spans]


def _with_ordinal(text: str, start: int) -> int:
    """The position of a number, including a preceding ordinal: Second UA."""
    head = text[:start].rstrip()
    last = head.rpartition(" ")[2]
    return len(head) - len(last) if ordinal(f"{last} UA") is not None else start


def _short_labels(text: str) -> Iterable[int]:
    """Positions of labels that are too short to be recognized inside a line."""
    for match in _BEFORE_COLON.finditer(text):
        for start in (at.start() + match.start() for at in re.finditer(r"(?<!\S)[A-ZÀ-Þ]", match[0])):
            label = label_at_start(text[start : match.end()])
            if label is not None and label.label.part in _SHORT_LABELS:
                yield start


def _letter(text: str) -> Iterable[int]:
    """Positions of the beginning and the end of the letter: its salutation, and its close."""
    plain = fold_letters(text)
    close = word_pattern(_CLOSE).search(plain)
    if close is None:
        return
    salutations = word_pattern(_SALUTATION).finditer(plain, 0, close.start())
    shouted = [match for match in salutations if text[match.start()].isupper()]
    if shouted:
        yield from (shouted[0].start(), close.start())
