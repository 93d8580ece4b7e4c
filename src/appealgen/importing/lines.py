"""Lines of a document: numbered, with emphasis, and with wrapping undone."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from appealgen import limits
from appealgen.importing.document_words import fold_letters, word_list, word_pattern
from appealgen.model.document import Span

Start = Literal["paragraph", "line", "wrap"]
"""How a line follows the one before: after empty space, on a new line, or because the line was full."""
Kind = Literal["text", "heading", "item", "frame"]
"""Kind of a line; `frame` is furniture of the page or the mail around a document."""

MAX_LINES = 6_000
MAX_CHARACTERS = 400_000
"""An Urgent Action has two pages, about 12,000 characters; a web page with its frame a few times as many."""

SOFT_HYPHEN = "\u00ad"
"""At the end of a line: a word is broken here, and continues on the next."""
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff\x7f-\x84\x86-\x9f]"
)
_MISTAKEN = {
    byte: bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
"""Intended characters of control characters: Windows-1252 (HTML Living Standard, 13.2.5.80)."""
_BULLETS = re.compile(
    r"[\uf0a7\uf0b7\uf0d8\uf02d\uf06c\uf06e\uf071\uf076\uf0fc\u25a0\u25cf\u25aa\u25e6\u2023\u2043\u00b7](?=\s|\w)"
)
_ESCAPES = re.compile("\x1b\\[[0-9;?]*[ -/]*[@-~]")
"""Sequences that steer a terminal (ECMA-48, 5.4)."""
_SPACES = re.compile(r"[^\S\n]+")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|seite|página|p\.)?\W*\d{1,2}(?:\s*(?:/|of|von|de|sur)\s*\d{1,2})?\W*", re.IGNORECASE
)
_ENDS_A_SENTENCE = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_BAR = re.compile(r"\s(?:I|\||│|‖)\s(?=\W*[A-ZÀ-Þ])")
_YEAR = re.compile(r"(?:19|20)\d\d[.,;]")
_LABEL = re.compile(r"[A-ZÀ-Þ][^.!?,;:]{1,25}:\s+\S")
"""Text that begins a new line, however full the one before is."""
_RUN_ON = re.compile(r"(?<=[a-zß-ÿ][a-zß-ÿ][.!?])(?=[A-ZÀ-Þ](?:[a-zß-ÿ]|\s))")
"""A lost space between two sentences: torture.The"""
_HYPHEN = re.compile(r"(\w)[-–]$")
_PROSE_WORDS, _PROSE_LINE = 8, 70
"""Lower-case words, and characters, of a line of prose that a page break separated from the next."""
_DANGLING = re.compile(r"\s(?:in|of|the|and|or|with|by|from|that|und|oder|der|mit|le|la|et|ou|o|el|los)$")
"""Small words with which no line of its own ends."""
_FEWEST_OF_SENTENCE = 5
_QUOTES = frozenset("\"“„«'‘")
_FEW_WORDS = 15
"""Characters of a paragraph that may introduce the next one: ask for."""
_SIGN = re.compile(r"[\d():}\]]")
"""Signs of a list of people, with ages and occupations."""
_NARROWEST = 45
"""Characters; narrower text is an address or a list."""


class Line(NamedTuple):
    """One line of a document: its number in the text as read, its runs, and how it follows the line before."""

    number: int
    spans: tuple[Span, ...]
    start: Start = "line"
    kind: Kind = "text"

    @property
    def text(self) -> str:
        """The words without emphasis."""
        return "".join(span.text for span in self.spans)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold, or a heading."""
        return self.kind == "heading" or all(span.bold for span in self.spans if span.text.strip())

    def cut(self, start: int, end: int | None = None) -> Line:
        """The line with only the characters from `start` to `end`, without surrounding spaces."""
        text = self.text[start:end]
        begin = start + len(text) - len(text.lstrip())
        stop = begin + len(text.strip())
        pieces, at = [], 0
        for span in self.spans:
            piece = span.text[max(begin - at, 0) : max(stop - at, 0)]
            if piece:
                pieces.append(span._replace(text=piece))
            at += len(span.text)
        return self._replace(spans=tuple(pieces))


@dataclass(frozen=True)
class Document:
    """A file as lines. `kind` is the kind of file; `subject` is a mail's or a web page's own title.

    `unread` are the names of attached documents that could not be read.
    """

    name: str
    kind: str
    lines: tuple[Line, ...]
    subject: str = ""
    unread: tuple[str, ...] = ()

    @property
    def numbered(self) -> list[tuple[int, str]]:
        """The lines for people, with their numbers."""
        return [(line.number, line.text.replace(SOFT_HYPHEN, "-")) for line in self.lines]


def clean_text(text: str) -> str:
    """Text without invisible characters (zero-width, soft hyphens), and with single spaces for white space."""
    text = text if text.isascii() else text.translate(_MISTAKEN)
    text = _INVISIBLE.sub("", _ESCAPES.sub("", text)).replace("\t", " ").replace("\x0b", "\n").replace("\x0c", "\n")
    return _SPACES.sub(" ", "".join(c for c in _BULLETS.sub("•", text) if c >= " " or c == "\n"))


def line_of(number: int, spans: Sequence[Span], start: Start = "line", kind: Kind = "text") -> Line | None:
    """A line of cleaned runs, with equal neighbours joined; None without words and for a page number."""
    joined: list[Span] = []
    for span in spans:
        words = clean_text(span.text).replace("\n", " ")
        words = words if "@" in words or "//" in words or "www." in words else _RUN_ON.sub(" ", words)
        if joined and joined[-1].text.endswith(" "):
            words = words.lstrip(" ")
        if not words:
            continue
        if joined and (joined[-1][1:] == span[1:] or not words.strip()):
            joined[-1] = joined[-1]._replace(text=joined[-1].text + words)
        else:
            joined.append(span._replace(text=words))
    line = Line(number, tuple(joined), start, kind).cut(0)
    if not any(map(str.isalnum, line.text)) or _is_page_number(line.text):
        return None
    return _ending(line, SOFT_HYPHEN) if spans and spans[-1].text.rstrip().endswith(SOFT_HYPHEN) else line


def _ending(line: Line, sign: str) -> Line:
    """A line with a sign appended, replacing a final soft hyphen."""
    last = line.spans[-1]
    return line._replace(spans=(*line.spans[:-1], last._replace(text=last.text.rstrip(SOFT_HYPHEN) + sign)))


def _is_page_number(text: str) -> bool:
    return len(text) < _NARROWEST and _PAGE_NUMBER.fullmatch(text) is not None


def mark_wraps(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Lines of plain text with their starts: a line after a full one is its continuation.

    A line is full if the first word of the next would not have fitted on it.
    """
    lines = _without_gaps_everywhere(lines)
    width = _width(lines)
    marked: list[Line] = []
    for line in lines:
        wraps = line.start == "line" and marked and line.kind == "text" and _is_full(marked[-1], line, width)
        marked.append(line._replace(start="wrap") if wraps else line)
    return tuple(marked)


_NAMED = re.compile(r"[^a-zß-ÿ(]{4,40}\s[A-ZÀ-Þ][^()]{3,60}\((?:m|f|w|h)\)")
"""A country in capitals and somebody at risk: COLOMBIA Ana Velim (f)."""


def _is_full(before: Line, line: Line, width: float) -> bool:
    first = line.text.split(" ", 1)[0]
    if _LABEL.match(line.text) or "}" in before.text or _NAMED.match(line.text):
        return False
    return len(before.text) >= _NARROWEST and len(before.text) + 1 + len(first) > width


def _width(lines: Sequence[Line]) -> float:
    """The width at which a text was wrapped, nearly that of its longest lines; infinite if it was not wrapped."""
    lengths = sorted(len(line.text) for line in lines if line.kind == "text")
    if not lengths or lengths[-1] > 250:
        return float("inf")
    long = [n for n in lengths if n >= _NARROWEST]
    return 0.94 * long[int(len(long) * 0.9)] if len(long) > 2 else float("inf")


def _without_gaps_everywhere(lines: Sequence[Line]) -> Sequence[Line]:
    """If every line is followed by an empty one, remove the empty lines, because they mean nothing."""
    texts = [line for line in lines if line.kind == "text"]
    gaps = sum(line.start == "paragraph" for line in texts[1:])
    halves = sum(
        not _ENDS_A_SENTENCE.search(before.text) and line.text[:1].islower()
        for before, line in itertools.pairwise(texts)
        if line.start == "paragraph"
    )
    if len(texts) < 5 or gaps < 0.9 * (len(texts) - 1) or halves < 3:
        return lines
    return [line._replace(start="line") if line.kind == "text" else line for line in lines]


def unwrap(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines after joining wrapped ones and sentences that were torn apart."""
    logical: list[Line] = []
    for line in lines:
        goes_on = logical and len(logical[-1].text) + len(line.text) < limits.LOGICAL_LINE
        if goes_on and (line.start == "wrap" or _goes_on(logical[-1], line)):
            logical[-1] = _joined(logical[-1], line)
        else:
            logical.append(line)
    logical = [_ending(line, "-") if line.text.endswith(SOFT_HYPHEN) else line for line in logical]
    return tuple(part for line in logical for part in _at_bars(line))


def pages_of(line: Line) -> Iterator[Line]:
    """A line, or one longer than any paragraph in parts of about a page."""
    while len(text := line.text[: limits.LOGICAL_LINE + 1]) > limits.LOGICAL_LINE:
        space = text.rfind(" ", limits.LOGICAL_LINE // 2)
        at = space if space > 0 else limits.LOGICAL_LINE
        yield line.cut(0, at)
        line = line.cut(at)._replace(start="line")
    yield line


def _at_bars(line: Line) -> Iterator[Line]:
    """Split a line of several fields with bars, or the capital letter that stands for them, into lines."""
    bars = list(_BAR.finditer(line.text))
    if len(bars) < 2 and not (bars and len(line.text) < _NARROWEST * 2):
        yield line
        return
    at = 0
    for bar in [*bars, None]:
        if (part := line.cut(at, bar.start() if bar else None)).spans:
            yield part
        at = bar.end() if bar else at


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a line continues an unfinished sentence of prose."""
    if line.kind != "text" or before.kind == "heading" or "}" in before.text:
        return False
    if before.text.endswith(SOFT_HYPHEN) and line.text[:1].islower():
        return True
    if line.start == "line" and _is_open(before.text) and line.text.count(")") > line.text.count("("):
        return True
    if line.start == "line" and _DANGLING.search(before.text) and _is_sentence_so_far(before.text):
        return True
    if len(before.text) < _NARROWEST or "@" in before.text or _ENDS_A_SENTENCE.search(before.text):
        return False
    if re.match(r"https?://|www\.|c/o\s", line.text):
        return False
    small = sum(word[:1].islower() for word in before.text.split())
    torn = (
        line.start == "line"
        and small >= _PROSE_WORDS
        and min(len(before.text), len(line.text)) >= _PROSE_LINE
        and line.kind == before.kind
    )
    if torn and not line.text.isupper() and line.text[:1].isalpha():
        return True
    if line.text[:1] in _QUOTES and line.start == "line" and small >= _FEWEST_OF_SENTENCE - 1:
        return before.text.split()[-1][:1].islower()  # editor of the monthly magazine / "Kandu", has been
    if line.text[:1].islower():
        unfinished = small >= _FEWEST_OF_SENTENCE - 1 or before.text.split()[-1][:1].islower()
        return unfinished or (line.start == "paragraph" and len(line.text) > _FEW_WORDS) or not _is_remark(line.text)
    return small >= 4 and line.start != "paragraph" and _YEAR.match(line.text) is not None


def _is_open(text: str) -> bool:
    """Whether a short line has a bracket that the next one closes: (Anrede: Sehr geehrter Herr / Minister)."""
    return len(text) < 2 * _PROSE_LINE and text.count("(") == text.count(")") + 1


def _is_remark(text: str) -> bool:
    """Whether words in small letters below a line of capitals are about it, not more of it: new since May."""
    first = fold_letters(text.split(maxsplit=1)[0]).strip(".,")
    return first not in word_list("particles") and sum(word[:1].islower() for word in text.split()) > 1


def _is_sentence_so_far(text: str) -> bool:
    return sum(word[:1].islower() for word in text.split()) >= _FEWEST_OF_SENTENCE and not _SIGN.search(text)


def _joined(before: Line, line: Line) -> Line:
    last, first = before.spans[-1], line.spans[0]
    gap = "" if _is_broken_word(before.text, line.text) else " "
    last = last._replace(text=last.text.rstrip(SOFT_HYPHEN))
    words = f"{last.text}{gap}{first.text}" if last[1:] == first[1:] else ""
    if words:
        return before._replace(spans=(*before.spans[:-1], last._replace(text=words), *line.spans[1:]))
    return before._replace(spans=(*before.spans[:-1], last._replace(text=last.text + gap), *line.spans))


def _is_broken_word(before: str, after: str) -> bool:
    """Whether a line ends inside a word or a number: anti-torture, Al-Hassan, 1999-2000; not in pre- and post-."""
    if before.endswith(SOFT_HYPHEN):
        return True
    if word_pattern(r"{conjunctions}(?!\w)").match(fold_letters(after)) or not (match := _HYPHEN.search(before)):
        return False
    return after[:1].isdigit() if match[1].isdigit() else after[:1].isalpha()


def number_lines(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines with numbers from 1."""
    yield from (line._replace(number=number) for number, line in enumerate(lines, 1))
