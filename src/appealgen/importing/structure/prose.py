"""Turn lines into prose: Markdown of letters, paragraphs, sentences, demands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from appealgen.importing.document_words import all_words, says
from appealgen.importing.lines import Line
from appealgen.letters.markup import escape

CUT_OFF = re.compile(r"[(\[]\s?(?:…|\.\.\.)\s?[)\]]\s*$|(?:…|(?<!\.)\.\.\.)\s*$")
WORDS_LOST = re.compile(r"\(\s+(?=[A-ZÀ-Þ])|\s,(?=\s)|\b(?:in|of|at|on|from|by)\s*[,.](?=\s|$)|\bof\s-\w+")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’»)*]*\s+(?=[\"“„«(¿¡*]*[A-ZÀ-ÞА-Я¿¡])")
_NO_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|No|Art|Arts|Lic|Sr|Sra|Gen|Col|Prof|Hon|Nr|bzw|z\.B|M|Mme|etc|vs|approx|p|pp)|\b[A-Z])\.$"
)
_LONGEST_ABBREVIATION = 12
_BULLET = re.compile(
    r"^\s*(?:(?:[•*–—-]|\.|\d{1,2}[.)]|[ivx]{1,4}[.)]|\(?[a-z]\)|\(\d{1,2}\)|\W?>)\s+|-{2,3}\s*)(?=\S)"
)
_INLINE_BULLET = re.compile(
    r"\s+•\s+|;\s+[-–]\s+(?=\w)|(?<=;)\s+(?=(?:Urging|Calling|Asking|Expressing|Reminding|calling|urging|asking|expressing)\b)"
)


def sentences(text: str) -> list[str]:
    """The sentences of a text; an abbreviation does not end one."""
    groups: list[list[str]] = []
    for piece in _SENTENCE.split(text):
        if groups and _NO_END.search(groups[-1][-1][-_LONGEST_ABBREVIATION:]):
            groups[-1].append(piece)
        elif piece.strip():
            groups.append([piece.strip()])
    return [" ".join(pieces) for pieces in groups]


def paragraphs(lines: Iterable[Line]) -> str:
    """Lines as plain paragraphs, separated by an empty line."""
    return "\n\n".join(line.text for line in lines if line.text)


def to_markdown(lines: Sequence[Line]) -> str:
    """Lines as the Markdown of letters: bold and emphasis kept, items of a list together."""
    blocks: list[str] = []
    for number, line in enumerate(lines):
        words = _spans(line)
        item = line.kind == "item" or words.startswith("• ")
        if item and re.match(r"\d{1,2}[.)]\s", line.text):
            words = re.sub(r"^(\d{1,2})\\?[.)]", r"\1.", words)
        elif item:
            words = "- " + _BULLET.sub("", words.replace("\\-", "-", 1) if words.startswith("\\-") else words, count=1)
        together = item and number and blocks and re.match(r"- |\d+\. ", blocks[-1].split("\n")[-1])
        if together:
            blocks[-1] += "\n" + words
        else:
            blocks.append(words)
    return "\n\n".join(blocks)


def without_template_signs(text: str) -> str:
    """A text without apparent placeholders: every sign of a template gets a space inside."""
    return re.sub(r"(?<=[}%#])(?=\})|(?<=\{)(?=[{%#])", " ", text)


def _spans(line: Line) -> str:
    pieces = []
    for span in line.spans:
        text = without_template_signs(span.text)
        inner = text.strip()
        if not inner:
            pieces.append(text)
            continue
        mark = ("**" if span.bold else "") + ("*" if span.italic else "")
        lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        pieces.append(f"{lead}{mark}{escape(inner)}{mark[::-1]}{tail}")
    return re.sub(r"\*\*(\s+)\*\*", r"\1", "".join(pieces)).strip()


def is_bulleted(line: Line) -> bool:
    """Whether a line is an item of a list."""
    return line.kind == "item" or _BULLET.match(line.text) is not None


def asking_sentences(lines: Iterable[Line]) -> Iterator[tuple[str, int]]:
    """The sentences of a letter that ask for something, each with its line."""
    listed = False
    for line in lines:
        if listed and is_bulleted(line):
            yield _BULLET.sub("", line.text, count=1).strip(), line.number
            continue
        listed = False
        for sentence in sentences(line.text):
            plain = sentence.lstrip("*•- ")
            if says("asks").match(plain):
                listed = plain.rstrip().endswith(":")
                if not listed:
                    yield plain, line.number


class Listed(NamedTuple):
    """A demand of a list, with its line; `evident` if a bullet or its words show that it is one."""

    text: str
    number: int
    evident: bool


def listed_demands(lines: Iterable[Line]) -> list[Listed]:
    """The demands of a form that lists them, without the words that introduce the list.

    Without any bullets, lines that end like a sentence are demands too.
    """
    demands: list[Listed] = []
    bullets = False
    lines = list(lines)
    if not is_bulleted(lines[0]) and not lines[0].text.endswith((".", ";", "!")) if len(lines) > 1 else False:
        lines = lines[is_bulleted(lines[1]) :]  # In your letter, politely
    for line in lines:
        for at, piece in enumerate(_INLINE_BULLET.split(line.text)):
            marked = at > 0 or _BULLET.match(piece) is not None or line.kind == "item"
            text = _BULLET.sub("", piece, count=1).strip()
            if not text or text.endswith(":") or sum(map(str.isalpha, text)) < 8:
                continue
            goes_on = bool(demands) and not marked and text[:1].islower() and not demands[-1].text.endswith((".", ";"))
            if goes_on:
                demands[-1] = demands[-1]._replace(text=f"{demands[-1].text} {text}")
                continue
            if bullets and not marked and line.start == "paragraph" and not asks_for_something(text):
                continue
            bullets = bullets or marked
            whole = not bullets and text.endswith((".", ";", "!"))
            demands.append(Listed(text, line.number, not demands or marked or whole or asks_for_something(text)))
    return [each._replace(text=_as_sentence(each.text)) for each in demands]


def asks_for_something(text: str) -> bool:
    """Whether the words of a demand ask for something: in the first person, or as in a form's list."""
    text = _BULLET.sub("", text, count=1)
    return says("asks").match(text) is not None or says_in_list(text)


def says_in_list(text: str) -> bool:
    """Whether an item asks in the form of a list: “Urging them to free her”; not in that of a request to readers."""
    text = _BULLET.sub("", text, count=1)
    return any(pattern.match(text) for pattern, _ in _first_person())


def _as_sentence(text: str) -> str:
    """A demand as a sentence: its semicolon becomes a full stop."""
    text = (
        re.sub(r"[;,]?\s*(?:(?<!\w)(?:and|und|et|y))?[;,\s]*$", "", text)
        if text.rstrip().endswith((";", ",", "; and", ", and"))
        else text.rstrip()
    )
    return text if text.endswith((".", "!", "?", "…", ")", "”", '"', "»")) else f"{text}."


@cache
def _first_person() -> list[tuple[re.Pattern[str], str]]:
    return [
        (re.compile(rf"{pattern}(?!\w)" if not pattern.endswith(" )?") else pattern, re.IGNORECASE), beginning)
        for words in all_words()
        for pattern, beginning in words.first_person
    ]


def in_first_person(demand: str) -> str:
    """A demand in its writer's words: “Urging them to free her” → “I urge you to free her”."""
    for pattern, beginning in _first_person():
        if (match := pattern.match(demand)) is not None and beginning.strip():
            gap = "" if beginning.endswith(" ") else " "
            rest = demand[match.end() :].lstrip()
            return f"{beginning}{gap}{rest}" if rest[:1].isalnum() else f"{beginning}{rest}"
    return demand[:1].upper() + demand[1:]
