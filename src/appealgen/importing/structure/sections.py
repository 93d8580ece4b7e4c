"""Lines and forms → sections: which part of the document each line belongs to, and the values that labels name."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from appealgen.importing.document_words import folded
from appealgen.importing.lines import Line, unwrapped
from appealgen.importing.structure.header_patterns import find_index, find_numbers
from appealgen.importing.structure.labels import OPENING, VALUES, Form, Found, Label, label_at_start, labels_in
from appealgen.importing.structure.letter_bounds import close_in, salutation_in, salutation_label
from appealgen.model.document import Span

_WHOLE = 40
"""Letters of a standing sentence that is told whole by its label."""
_PAGE_HEAD = 40
_SHORT_LABEL = 20
_VALUE_LINES = 2
_SENTENCE_END = re.compile(r"[.!?](?=\s|$|[\"”»)])")
_SHOUTED_HEADING = re.compile(r"[^a-zß-ÿ]{8,}")
_PROSE = 140
_PROSE_PARTS = ("background", "summary", "social", "messages", "follow", "after")


class Section(NamedTuple):
    """Lines under one label, or `free` lines that stand under none. `number` is the label's line."""

    part: str
    number: int
    lines: tuple[Line, ...]


class Value(NamedTuple):
    """What a label names, with the line that it stands on."""

    name: str
    text: str
    number: int


@dataclass
class Sections:
    """A document taken apart: sections in order, values by name, and how many labels of each form were met.

    `marks` are the labels that say something by themselves, with their lines; `unknown` headings are of no form.
    """

    sections: list[Section] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    marks: list[Value] = field(default_factory=list)
    unknown: list[Line] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)
    parts: set[str] = field(default_factory=set)
    regions: list[str] = field(default_factory=list)

    def of(self, *parts: str) -> list[Section]:
        """The sections of some parts, in order."""
        return [section for section in self.sections if section.part in parts]

    def lines(self, *parts: str) -> list[Line]:
        """The lines of some parts, in order."""
        return [line for section in self.of(*parts) for line in section.lines]

    def named(self, name: str) -> list[Value]:
        """The values that labels of a name gave."""
        return [value for value in self.values if value.name == name]

    def marked(self, name: str) -> list[Value]:
        """The labels of a name that say something by themselves."""
        return [mark for mark in self.marks if mark.name == name]


def sections_of(lines: Sequence[Line], roots: tuple[Path, ...] = ()) -> Sections:
    """Take a document apart."""
    reading = _Reading(roots)
    logical = _whole_labels(unwrapped(_without_page_heads(lines)), roots)
    for number, line in enumerate(logical):
        reading.read(line, logical[number + 1 : number + 7])
    reading.end()
    return reading.found


def _without_page_heads(lines: Sequence[Line]) -> list[Line]:
    """The lines without the document's own head where it is repeated on later pages."""
    heads = [line for line in lines if _is_page_head(line.text)]
    own = [find_numbers(line.text)[0].of_case for line in heads]
    repeated = {line.number for line, number in zip(heads[1:], own[1:], strict=True) if number == own[0]}
    return [line for line in lines if line.number not in repeated]


def _is_page_head(text: str) -> bool:
    numbers = find_numbers(text)
    begins = bool(numbers) and numbers[0].start < _PAGE_HEAD
    return begins and find_index(text) is not None and len(text) < _PROSE and not re.search(r"://|www\.|[.]$", text)


def _whole_labels(lines: Sequence[Line], roots: tuple[Path, ...]) -> Sequence[Line]:
    """The lines with shouted labels put together again that were broken in two."""
    found: list[Line] = []
    for line in lines:
        before = found[-1] if found else None
        if before is not None and before.text.isupper() and line.text.isupper() and len(before.text) > _SHORT_LABEL:
            whole = f"{before.text} {line.text}"
            label = label_at_start(whole, roots)
            if label is not None and label.end > len(before.text) + 1:
                found[-1] = before._replace(spans=(*before.spans, Span(" "), *line.spans))
                continue
        found.append(line)
    return found


class _Reading:
    """Where we are in a document while its lines are read one by one."""

    def __init__(self, roots: tuple[Path, ...]) -> None:
        self.roots = roots
        self.found = Sections()
        self.part, self.number = "free", 1
        self.lines: list[Line] = []
        self.wanted: str | None = None
        self.taken = 0
        self.after_label = False

    def read(self, line: Line, ahead: Sequence[Line]) -> None:
        """Read one logical line; `ahead` are the next ones, for labels that may be none."""
        labels = list(labels_in(line.text, self.roots))
        labels = [label for label in labels if not self._is_out_of_place(label, line, ahead)]
        if not labels:
            self._plain(line, ahead)
            return
        if line.text.isupper() and labels[0].start < 4 and labels[0].label.part in ("targets", "copies"):
            labels = labels[:1]
        at = 0
        for number, label in enumerate(labels):
            if (before := line.cut(at, label.start)).spans and _says(before.text):
                self._plain(before)
            end = labels[number + 1].start if number + 1 < len(labels) else None
            at = self._label(label, line, end)
        rest = line.cut(at)
        if labels[-1].label.part in ("targets", "copies") and labels[-1].start < 4 and _is_more_of_heading(rest.text):
            return
        if rest.spans and _says(rest.text):
            self._plain(_without_colon(rest), ahead)

    def end(self) -> None:
        """The document is over."""
        self._close_section()

    def _is_out_of_place(self, found: Found, line: Line, ahead: Sequence[Line]) -> bool:
        part = found.label.part
        if part == "closed" and _is_quoted(found, line.text):
            return True
        if part == "letter" and self.part in ("targets", "copies"):
            near = (line.cut(found.end), *ahead)
            return not any(salutation_in(each, after) for each, after in itertools.pairwise(near) if each.spans)
        in_letter = self.part == "letter" and (self.lines or self.found.named("salutation"))
        own = line.text[found.start : found.end]
        if _goes_on_as_sentence(found, line):
            return True
        if in_letter and part in ("kind", "skip", "heading") and not _is_shouted(own):
            return True
        if in_letter and part in ("standing", "date", "number", "index", "people", "title", "summary", "closed"):
            return True
        return bool(in_letter) and found.start > 3 and own.upper() != own

    def _label(self, found: Found, line: Line, next_label: int | None) -> int:
        """Take in one label; gives where reading goes on in its line."""
        label, text = found.label, line.text
        if label.part not in ("kind", "standing"):
            self.found.forms.update(label.shared)
        self.found.parts.add(label.part)
        if label.form.region:
            self.found.regions.append(label.form.region)
        for name, start, end in found.captured:
            self.found.values.append(Value(name, text[start:end].strip(" ,:()"), line.number))
        self.found.marks.append(Value(label.part, text[found.start : found.end], line.number))
        self.wanted = None
        if label.part in OPENING:
            self._open(label.part, line.number)
        elif label.part in VALUES and not any(name == label.part for name, _, _ in found.captured):
            self._wants(label, line.number)
        elif label.part == "closed" and not found.captured:
            self._open("after", line.number)
        elif label.part == "standing":
            if self.part in ("free", "skip"):
                self._open("free", line.number)
            whole = label.length > _WHOLE and re.match(r"[\s.]+[A-ZÀ-Þ]", text[found.end :])
            return found.end if whole else _sentence_end(text, found.end, next_label)
        elif label.part == "kind" and self.part not in ("free", "letter") and found.start < 4:
            self._open("free", line.number)
        return found.end

    def _wants(self, label: Label, number: int) -> None:
        """The value of a label is what follows; then nothing is known again, but in an address block."""
        if self.part not in ("targets", "copies"):
            self._open("free", number)
        self.wanted, self.taken = label.part, 0

    def _plain(self, line: Line, ahead: Sequence[Line] = ()) -> None:
        """Words that are no label."""
        if self.wanted is not None and self._take_value(line):
            return
        opened = self._letter_begins(line, ahead[0] if ahead else None)
        if opened is not None:
            said, rest = opened
            self._open("letter", line.number)
            self.found.values.append(Value("salutation", said, line.number))
            if rest is not None:
                self._plain(rest)
            return
        if self.part == "letter" and self._letter_ends(line):
            return
        if self.part == "targets" and not self.lines and _is_prose(line):
            self._open("free", line.number)
        if self.part in _PROSE_PARTS and self.lines and _is_heading(line):
            self.found.unknown.append(line)
            self._open("unknown", line.number)
            return
        self.lines.append(line)

    def _take_value(self, line: Line) -> bool:
        """Take a line as the value of the label before it; not where it cannot be one."""
        assert self.wanted is not None
        if (line.start == "paragraph" and self.taken) or not _may_be(self.wanted, line):
            self.wanted = None
            return False
        self.found.values.append(Value(self.wanted, line.text.strip(" :"), line.number))
        self.taken += 1
        if self.taken >= _VALUE_LINES or self.wanted in ("date", "index", "number", "deadline", "gender"):
            self.wanted = None
        return True

    def _letter_begins(self, line: Line, following: Line | None) -> tuple[str, Line | None] | None:
        if self.part in ("background", "summary", "social", "messages", "demands", "people", "after"):
            return None
        if self.part == "letter" and self.lines:
            return None
        if self.lines and salutation_label().match(folded(self.lines[-1].text)):
            return None
        return salutation_in(line, following)

    def _letter_ends(self, line: Line) -> bool:
        """Whether the close of the letter stands in the line; what comes before it still belongs to it."""
        start = close_in(line.text)
        if start is None:
            return False
        if (before := line.cut(0, start)).spans and _says(before.text):
            self.lines.append(before)
        self.found.marks.append(Value("close", line.text[start:][:80], line.number))
        self._open("after", line.number)
        return True

    def _open(self, part: str, number: int) -> None:
        self._close_section()
        if part == "targets" and not self.found.of("targets", "demands") and not self.found.marked("close"):
            self._not_the_letter()
        self.part, self.number = part, number

    def _not_the_letter(self) -> None:
        """What began like a letter before anybody was named to write to was a note to the reader (Dear friends, …)."""
        if self.found.of("letter") and not self.found.marked("letter"):
            self.found.sections = [s._replace(part="free") if s.part == "letter" else s for s in self.found.sections]
            self.found.values = [value for value in self.found.values if value.name != "salutation"]

    def _close_section(self) -> None:
        if self.lines or self.part != "free":
            self.found.sections.append(Section(self.part, self.number, tuple(self.lines)))
        self.lines = []


def _goes_on_as_sentence(found: Found, line: Line) -> bool:
    """Whether the words of a label only begin a sentence: Additional information is lacking."""
    label, rest = found.label, line.text[found.end :]
    if (
        label.part not in (*OPENING, *VALUES, "kind")
        or found.captured
        or _is_shouted(line.text[found.start : found.end])
    ):
        return False
    return re.match(r"\s+[a-zß-ÿ]", rest) is not None and not label.text.endswith(
        (":", "an", "à", "a", "to", "en", "is")
    )


def _is_shouted(text: str) -> bool:
    return text.upper() == text and any(c.isalpha() for c in text)


def _is_quoted(found: Found, text: str) -> bool:
    """Whether the words of a label are somebody's, between quotation marks."""
    before, after = text[: found.start].rstrip(), text[found.end :].lstrip(" .,")
    return before[-1:] in '“"«„‘' if before else after[:1] in ("”", '"', "»")


def _may_be(name: str, line: Line) -> bool:
    """Whether a line may be the value of a label: dates have digits, and a salutation is none of them."""
    text = line.text
    if name in ("date", "deadline", "number", "index") and not any(c.isdigit() for c in text):
        return False
    return salutation_in(line) is None and not (name == "languages" and len(text) > 200)


def _is_prose(line: Line) -> bool:
    text = line.text
    small = sum(word[:1].islower() for word in text.split())
    whole = text.endswith((".", "(…)", "(...)", "…"))
    return "@" not in text and ((len(text) > 110 and small > 8) or (len(text) > 50 and small > 5 and whole))


def _is_more_of_heading(text: str) -> bool:
    """Whether a shouted label goes on in words that its form does not have."""
    return text.isupper() and len(text.split()) >= 4 and not any(c.isdigit() for c in text)


def _says(text: str) -> bool:
    return any(c.isalpha() or c in "@+" for c in text) or len(text) > 4


def _without_colon(line: Line) -> Line:
    text = line.text
    return line.cut(len(text) - len(text.lstrip(' :：.-–—)]”"')))


def _sentence_end(text: str, start: int, next_label: int | None) -> int:
    """Where a standing sentence ends: at its full stop, or at the end of the line."""
    match = _SENTENCE_END.search(text, start)
    end = match.end() if match else len(text)
    return min(end, next_label) if next_label is not None else end


def _is_heading(line: Line) -> bool:
    """Whether a line that is no label looks like one: shouted or a heading, short, no sentence."""
    text = line.text
    if len(text) > 80 or text.endswith((".", ",", ";")) or "@" in text or text[:1] in "#@":
        return False
    return line.kind == "heading" or (_SHOUTED_HEADING.fullmatch(text) is not None and sum(map(str.isalpha, text)) > 6)


def main_form(found: Sections, every: Sequence[Form]) -> Form | None:
    """The form that most labels are of; None when there are none."""
    names = [form.form for form in every]
    best = max(found.forms, key=lambda name: (found.forms[name], -names.index(name)), default=None)
    return next((form for form in every if form.form == best), None)
