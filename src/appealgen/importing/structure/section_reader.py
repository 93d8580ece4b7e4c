"""Read lines into sections: the part of each line, and the values of labels."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from appealgen.importing.document_words import fold_letters, plain_words, word_list
from appealgen.importing.lines import Line, unwrap
from appealgen.importing.structure.furniture import is_own_address, is_page_foot, mark_furniture
from appealgen.importing.structure.header_patterns import find_index, find_numbers
from appealgen.importing.structure.labels import CONTENT, OPENING, VALUES, Label, LabelMatch, label_at_start, labels_in
from appealgen.importing.structure.letter_bounds import close_in, salutation_in, salutation_label
from appealgen.importing.structure.line_shapes import (
    goes_on_as_sentence,
    is_heading,
    is_more_of_heading,
    is_prose,
    is_quoted,
    is_shouted,
    may_be,
    says_something,
    sentence_end,
    tells,
    without_colon,
)
from appealgen.importing.structure.near_labels import (
    begins_address,
    is_unknown_label,
    label_before_address,
    leads_to_demands,
    may_head_prose,
    names_nobody,
    near_part,
    part_of_block,
    part_of_word,
)
from appealgen.importing.structure.prose import is_bulleted, says_in_list
from appealgen.importing.structure.readers import begins_with_request
from appealgen.importing.structure.sections import Section, Sections, Value
from appealgen.model.document import Span
from appealgen.post.country import country_called

_WHOLE = 40
"""Letters of a standing sentence that its label contains completely."""
_PAGE_HEAD = 40
_SHORT_LABEL = 20
_VALUE_LINES = 2
_PROSE = 140
_MAY_GO_ON = ("letter", "background", "summary")
"""Parts that may have a page's furniture in the middle."""
_NEAR, _SHORT_LINE = 3, 60
_LETTER_HEAD = re.compile(r"[\W_]*([^\W\d][^:：.,;!?]{0,38}?)\s?[:：]\s*(?=\S)")
_TEXTS = ("letter", "demands", "background", "social", "messages")
_UNLISTED = ("free", "background", "summary", "unknown", "skip")
_CONDITIONS = ("deadline", "languages", "own_language", "standing")
_LISTS = ("targets", "copies", "people", "demands")
_PROSE_PARTS = ("background", "summary", "social", "messages", "follow", "after")


def sections_of(lines: Sequence[Line], roots: tuple[Path, ...] = ()) -> Sections:
    """Take a document apart."""
    reader = _SectionReader(roots)
    logical = _whole_labels(mark_furniture(unwrap(_without_page_heads(lines))), roots)
    for number, line in enumerate(logical):
        reader.read(line, logical[number + 1 : number + 7])
    reader.end()
    return reader.sections


def _without_page_heads(lines: Sequence[Line]) -> list[Line]:
    """The lines without the document's own head where later pages repeat it, and without page footers."""
    heads = [line for line in lines if _is_page_head(line.text)]
    own = [find_numbers(line.text)[0].of_case for line in heads]
    repeated = {line.number for line, number in zip(heads[1:], own[1:], strict=True) if number == own[0]}
    often = Counter(line.text for line in lines if len(line.text) < _PROSE)
    for before, line in itertools.pairwise(lines):
        if is_page_foot(line.text):
            own_line = often[before.text] > 1 or is_own_address(before.text)
            repeated |= {line.number, *([before.number] if own_line else [])}
    return [line for line in lines if line.number not in repeated]


def _is_page_head(text: str) -> bool:
    numbers = find_numbers(text)
    begins = bool(numbers) and numbers[0].start < _PAGE_HEAD
    return begins and find_index(text) is not None and len(text) < _PROSE and not re.search(r"://|www\.|[.]$", text)


def _whole_labels(lines: Sequence[Line], roots: tuple[Path, ...]) -> Sequence[Line]:
    """The lines with labels in capitals joined again if they were broken in two."""
    whole_lines: list[Line] = []
    for line in lines:
        before = whole_lines[-1] if whole_lines else None
        if before is not None and before.text.isupper() and line.text.isupper() and len(before.text) > _SHORT_LABEL:
            whole = f"{before.text} {line.text}"
            label = label_at_start(whole, roots)
            if label is not None and label.end > len(before.text) + 1:
                whole_lines[-1] = before._replace(spans=(*before.spans, Span(" "), *line.spans))
                continue
        whole_lines.append(line)
    return whole_lines


def _goes_on(ahead: Sequence[Line]) -> bool:
    """Whether a text goes on below furniture: with prose that is none itself, or the close of a letter."""
    return any(close_in(each.text) == 0 or (is_prose(each) and each.kind != "frame") for each in ahead)


class _SectionReader:
    """The state of reading a document line by line."""

    def __init__(self, roots: tuple[Path, ...]) -> None:
        self.roots = roots
        self.sections = Sections()
        self.part, self.number = "free", 1
        self.lines: list[Line] = []
        self.wanted: str | None = None
        self.taken = 0
        self.whole = False

    def read(self, line: Line, ahead: Sequence[Line]) -> None:
        """Read one logical line; `ahead` are the next ones, for labels that may be none."""
        if self.part == "skip" and not self.sections.of(*CONTENT) and (line.kind == "heading" or find_index(line.text)):
            self._open("free", line.number)
        if line.kind == "frame":
            self._furniture(line, ahead)
            return
        if self.part == "skip" and not self.sections.of(*CONTENT) and is_prose(line) and tells(line.text):
            self.part = "free"  # the label was the page's, not that of the steps
        labels = list(labels_in(line.text, self.roots))
        labels = [label for label in labels if not self._is_out_of_place(label, line, ahead)]
        if not labels:
            self._plain(line, ahead)
            return
        if line.text.isupper() and labels[0].start < 4 and labels[0].label.part in ("targets", "copies"):
            labels = labels[:1]
        at = 0
        for number, label in enumerate(labels):
            if (before := line.cut(at, label.start)).spans and says_something(before.text):
                self._plain(before)
            end = labels[number + 1].start if number + 1 < len(labels) else None
            at = self._label(label, line, end)
        part = near_part(line.text) or part_of_block(line, ahead) if labels[-1].label.part in _CONDITIONS else None
        if part is not None:
            self._open(part, line.number)  # Write until 3 May in English to:
            return
        rest = line.cut(at)
        if labels[-1].label.part in ("targets", "copies") and labels[-1].start < 4 and is_more_of_heading(rest.text):
            return
        if rest.spans and says_something(rest.text) and plain_words(rest.text) not in word_list("small_words"):
            self._plain(without_colon(rest), ahead)

    def _furniture(self, line: Line, ahead: Sequence[Line]) -> None:
        """Read furniture, which ends every part that does not continue after it."""
        self.wanted = None
        if self.part in ("free", "skip", "after", "unknown") or not (self.lines or self.part == "copies"):
            return
        if self.part in _MAY_GO_ON and _goes_on(ahead[:_NEAR]):
            return
        self._open("furniture", line.number)

    def end(self) -> None:
        """End the document."""
        self._close_section()

    def _is_out_of_place(self, match: LabelMatch, line: Line, ahead: Sequence[Line]) -> bool:
        part = match.label.part
        if part == "previous" and len(line.text) - match.end > _SHORT_LABEL and "/" not in line.text[match.end :]:
            return True  # Algeria: Further information: Trial postponed
        if part == "closed" and is_quoted(match, line.text):
            return True
        if part == "letter" and self.part in ("targets", "copies"):
            near = (line.cut(match.end), *ahead)
            return not any(salutation_in(each, after) for each, after in itertools.pairwise(near) if each.spans)
        in_letter = self.part == "letter" and (self.lines or self.sections.named("salutation"))
        own = line.text[match.start : match.end]
        if goes_on_as_sentence(match, line) or (part == "targets" and leads_to_demands(line.text, ahead)):
            return True
        if in_letter and part in ("kind", "skip", "heading") and not is_shouted(own):
            return True
        if in_letter and part in ("standing", "date", "number", "index", "people", "title", "summary", "closed"):
            return True
        return bool(in_letter) and match.start > 3 and own.upper() != own

    def _label(self, match: LabelMatch, line: Line, next_label: int | None) -> int:
        """Read a label; returns the position in its line at which reading continues."""
        label, text = match.label, line.text
        if label.part not in ("kind", "standing"):
            self.sections.forms.update(label.shared)
        self.sections.parts.add(label.part)
        if label.form.region:
            self.sections.regions.append(label.form.region)
        for name, start, end in match.captured:
            self.sections.values.append(Value(name, text[start:end].strip(" ,:()"), line.number))
        self.sections.marks.append(Value(label.part, text[match.start : match.end], line.number))
        self.wanted = None
        if label.part in OPENING:
            self._open(label.part, line.number)
        elif label.part in VALUES and not any(name == label.part for name, _, _ in match.captured):
            self._wants(label, line.number)
        elif label.part == "deadline" and re.match(r"\s*[a-zß-ÿ]", text[match.end :]):
            return sentence_end(text, match.end, next_label)
        elif label.part == "closed" and not match.captured:
            self._open("after", line.number)
        elif label.part == "standing":
            if self.part in ("free", "skip"):
                self._open("free", line.number)
            if label.length < _WHOLE and re.match(r"\s?:", text[match.end :]) and next_label is None:
                return len(text)  # Porto: 1,10 €
            whole = label.length > _WHOLE and re.match(r"[\s.]+[A-ZÀ-Þ]", text[match.end :])
            return match.end if whole else sentence_end(text, match.end, next_label)
        elif (label.part == "heading" and self.part == "skip") or (
            label.part == "kind" and self.part not in ("free", "letter") and match.start < 4
        ):
            self._open("free", line.number)
        return match.end

    def _wants(self, label: Label, number: int) -> None:
        """Expect the value of a label; after it, no part is known, except in an address block."""
        if self.part not in ("targets", "copies"):
            self._open("free", number)
        self.wanted, self.taken = label.part, 0

    def _plain(self, line: Line, ahead: Sequence[Line] = ()) -> None:
        """Read words that are no label."""
        if self.whole and line.start == "paragraph":
            self._open("free", line.number)
        if self.wanted is not None and self._take_value(line):
            return
        opened = self._letter_begins(line, ahead)
        if opened is not None:
            salutation, rest = opened
            self.part = "free" if self.part == "letter" else self.part  # recipient and sender of the letter
            self._open("letter", line.number)
            self.sections.values.append(Value("salutation", salutation, line.number))
            if rest is not None:
                self._plain(rest)
            return
        if self.part == "letter" and (self._letter_ends(line) or self._is_letter_head(line)):
            return
        if self.part != "letter" and self._is_nearly_label(line, ahead):
            return
        if self.part in _LISTS and self._list_ends(line):
            return
        if self.part in ("targets", "copies") and is_prose(line):
            self._end_addresses(line)
        if self.part in _PROSE_PARTS and self.lines and is_heading(line):
            self.sections.unknown.append(line)
            self._open("unknown", line.number)
            return
        self.lines.append(line)

    def _end_addresses(self, line: Line) -> None:
        """End the addresses at prose; a short line before it that is none of theirs is an unknown heading."""
        if not self.lines:
            self._open("free", line.number)
        elif may_head_prose([each.text for each in self.lines]):
            heading = self.lines.pop()
            self.sections.unknown.append(heading)
            self._open("unknown", heading.number)

    def _is_nearly_label(self, line: Line, ahead: Sequence[Line]) -> bool:
        """Whether the words of a line are similar to a label's; then it opens that part."""
        is_text = self.part in _TEXTS and not (line.kind == "heading" and self.part != "letter")
        asks_readers = self.part == "background" and begins_with_request(line.text)
        if (asks_readers or not is_text) and line.kind != "item" and leads_to_demands(line.text, ahead):
            self.sections.parts.add("demands")
            self._open("demands", line.number)
            return True
        if self.part in _UNLISTED and is_bulleted(line) and says_in_list(line.text):
            self._open("demands", line.number)  # a list of demands without words before it
            return False
        if not is_text and (found := label_before_address(line.text)) is not None:
            self._open_near(found[0], line)
            self._plain(line.cut(found[1]))
            self.whole = True
            return True
        if self.part == "demands" and begins_address(line, ahead):
            self._open_near("targets", line)
            return False
        if (known := part_of_word(line, ahead)) is not None:
            self.sections.parts.add(known)
            self._open(known, line.number)
            return True
        part = (None if is_text else near_part(line.text)) or part_of_block(line, ahead)
        if part is not None:
            self._open_near(part, line)
        return part is not None

    def _open_near(self, part: str, line: Line) -> None:
        """Open the part of words similar to its label."""
        self.sections.near.append(line)
        self.sections.parts.add(part)
        self._open(part, line.number)

    def _list_ends(self, line: Line) -> bool:
        """Whether a line ends addresses, people or demands: a close, or an unknown label."""
        if close_in(line.text) == 0 and len(line.text) < _SHORT_LINE:
            self._open("after", line.number)
            return True
        heads = bool(self.lines) and line.kind == "heading" and (self.part == "demands" or names_nobody(line.text))
        if not heads and (self.part == "demands" or not is_unknown_label(line.text)):
            return False
        self.sections.unknown.append(line)
        self._open("unknown", line.number)
        return True

    def _take_value(self, line: Line) -> bool:
        """Take a line as the value of the label before it, if it can be one."""
        assert self.wanted is not None
        if (line.start == "paragraph" and self.taken) or not may_be(self.wanted, line):
            if self.wanted == "previous" and not self.taken and is_prose(line):  # More information
                self._open("background", line.number)
            self.wanted = None
            return False
        self.sections.values.append(Value(self.wanted, line.text.strip(" :"), line.number))
        self.taken += 1
        if self.taken >= _VALUE_LINES or self.wanted in ("date", "index", "number", "deadline", "gender"):
            self.wanted = None
        return True

    def _letter_begins(self, line: Line, ahead: Sequence[Line]) -> tuple[str, Line | None] | None:
        if self.part in ("background", "summary", "social", "messages", "demands", "people", "after"):
            return None
        if self.part == "letter" and self.lines and not self._is_address_block():
            return None
        if self.lines and salutation_label().match(fold_letters(self.lines[-1].text)):
            return None
        following = next(iter(ahead), None)
        bare = self.part in ("targets", "copies") and self.lines and not line.text.endswith((",", ":", "!"))
        if bare and any(each.text.endswith((",", ":")) and salutation_in(each) for each in ahead):
            return None  # it belongs to an address block, and the letter begins with another one below
        return salutation_in(line, following)

    def _is_address_block(self) -> bool:
        """Whether the letter so far, without a salutation, is only its sender and recipient."""
        return not self.sections.named("salutation") and not any(
            is_prose(line) or len(line.text) > _PROSE / 2 for line in self.lines
        )

    def _is_letter_head(self, line: Line) -> bool:
        """Whether a line between the salutation and the first sentence gives the letter's subject: Re: …

        It may name the person at risk, after a label.
        """
        head = _LETTER_HEAD.match(line.text)
        if self.lines or not self.sections.named("salutation") or head is None or is_prose(line):
            return False
        words = plain_words(head[1])
        if words in word_list("victim_labels"):
            self.sections.sections.append(Section("people", line.number, (line.cut(head.end()),)))
        about = words in word_list("subject_labels") or country_called(head[1]) is not None
        return about or not line.text.endswith((".", ",", "!", "?", ";", ":"))

    def _letter_ends(self, line: Line) -> bool:
        """Whether a line contains the close of the letter; the text before it still belongs to the letter."""
        start = close_in(line.text)
        if start is None:
            return False
        if (before := line.cut(0, start)).spans and says_something(before.text):
            self.lines.append(before)
        self.sections.marks.append(Value("close", line.text[start:][:80], line.number))
        self._open("after", line.number)
        return True

    def _open(self, part: str, number: int) -> None:
        self._close_section()
        if part == "targets" and not self.sections.of("targets", "demands") and not self.sections.marked("close"):
            self._not_the_letter()
        self.part, self.number, self.whole = part, number, False

    def _not_the_letter(self) -> None:
        """A letter before any recipient was a note to the reader (Dear friends, …)."""
        if self.sections.of("letter") and not self.sections.marked("letter"):
            self.sections.sections = [
                s._replace(part="free") if s.part == "letter" else s for s in self.sections.sections
            ]
            self.sections.values = [value for value in self.sections.values if value.name != "salutation"]

    def _close_section(self) -> None:
        if self.lines or self.part != "free":
            self.sections.sections.append(Section(self.part, self.number, tuple(self.lines)))
        self.lines = []
