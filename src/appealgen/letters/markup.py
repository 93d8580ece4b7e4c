"""The Markdown of letters: paragraphs, lists, **bold** and *emphasis*, backslash escapes. Nothing else is markup.

Why not a Markdown library: letters need only these four parts of CommonMark, and the rest is a trap (“10. May” would
become a list, `@struthers_marie` emphasis, `<br>` HTML).
"""

from __future__ import annotations

import re
from functools import lru_cache

from appealgen.model.document import Block, Span, Style

_TOKEN = re.compile(r"\\([!-/:-@\[-`{-~])|(\*\*|\*)|(  +\n|\\\n)|(\s*\n\s*)|([^\\*\n ]+| +|\\)")
_ITEM = re.compile(r"(?:[ \t]*[-*]|(\d{1,9})[.)])[ \t]+(?=\S)", re.ASCII)
_SPECIAL = re.compile(r"[\\*]|^[^\S\n]*-(?=\s|\Z)|(?<=\d)[.)](?=\s|\Z)", re.MULTILINE)


class Markdown(str):
    """Text that is already markup and must not be escaped again."""

    __slots__ = ()


@lru_cache(maxsize=4096)
def escape(text: str) -> Markdown:
    """Escape plain text, so that `Anna *Star* & Co` does not change the text around it."""
    return Markdown(_SPECIAL.sub(lambda m: m[0][:-1] + "\\" + m[0][-1], text))


def bold(text: str) -> Markdown:
    """Plain text in bold."""
    return Markdown(f"**{escape(text)}**")


def parse(markdown: str, style: Style = "body") -> tuple[Block, ...]:
    """Markup → blocks, each paragraph in `style`, list items as `bullet` or `number`."""
    paragraphs = (part.strip("\n") for part in re.split(r"\n[ \t]*\n", markdown.strip()))
    return tuple(block for part in paragraphs if part.strip() for block in _paragraph(part, style))


@lru_cache(maxsize=4096)
def _paragraph(text: str, style: Style) -> tuple[Block, ...]:
    """One paragraph, or a list with its introduction; items may have items of the other kind under them."""
    lines = text.split("\n")
    marks = [_ITEM.match(line) for line in lines]
    numbers = [(index, int(mark[1])) for index, mark in enumerate(marks) if mark and mark[1]]
    bulleted = [index for index, mark in enumerate(marks) if mark and not mark[1]]
    starts: dict[int, tuple[Style, int]] = {0: (style, 0)}
    starts |= _numbered_lines(numbers, style, has_bullets=bool(bulleted))
    starts |= dict.fromkeys(bulleted, ("bullet", 0))
    starts = dict(sorted(starts.items()))
    blocks = []
    for (start, (kind, number)), end in zip(starts.items(), [*list(starts)[1:], len(lines)], strict=True):
        first = lines[start] if kind == style else _ITEM.sub("", lines[start], count=1)
        blocks.append(Block(kind, _spans("\n".join([first, *lines[start + 1 : end]]).strip()), number=number))
    return tuple(blocks)


def _numbered_lines(numbers: list[tuple[int, int]], style: Style, *, has_bullets: bool) -> dict[int, tuple[Style, int]]:
    """Lines that begin a numbered item, or a paragraph between bullets: line → style and number.

    A single number makes no list: “1. Mai 2019 …” is a date. A list that continues an earlier one keeps its numbers as
    words, because each list of a letter counts from 1.
    """
    counted = [number for _, number in numbers]
    if len(numbers) < 2 or (numbers[0] != (0, 1) and not has_bullets):
        return {}
    goes_on = counted == list(range(counted[0], counted[0] + len(counted)))
    if numbers[0] == (0, 1) or (goes_on and counted[0] == 1):
        return {index: ("number", place) for place, (index, _) in enumerate(numbers, 1)}
    return {index: (style, 0) for index, _ in numbers} if goes_on and numbers[0][0] == 0 else {}


def _spans(text: str) -> tuple[Span, ...]:
    pieces = _pieces(text)
    faces = _paired(pieces)
    bold_on = italic_on = False
    spans: list[Span] = []
    for index, (words, mark) in enumerate(pieces):
        if index in faces:
            bold_on, italic_on = (not bold_on, italic_on) if mark == "**" else (bold_on, not italic_on)
        elif spans and (spans[-1].bold, spans[-1].italic) == (bold_on, italic_on):
            spans[-1] = Span(spans[-1].text + words, bold_on, italic_on)
        elif words:
            spans.append(Span(words, bold_on, italic_on))
    return tuple(spans)


def _pieces(text: str) -> list[tuple[str, str]]:
    """Pairs of words and delimiter (or nothing), in order; a hard break becomes a newline, others become spaces."""
    pieces = []
    for match in _TOKEN.finditer(text):
        escaped, mark, hard, soft, words = match.groups()
        if mark:
            pieces.append((mark, mark))
        elif hard:
            pieces.append(("\n", ""))
        else:
            pieces.append((" " if soft else escaped or words, ""))
    return pieces


def _paired(pieces: list[tuple[str, str]]) -> set[int]:
    """Indexes of the delimiters that open or close; one without a partner remains an asterisk."""
    opened: list[int] = []
    paired: set[int] = set()
    for index in range(len(pieces)):
        if opened and _closes_both(pieces, index, pieces[opened[-1]][1]):
            pieces[index], pieces[index + 1] = pieces[index + 1], pieces[index]
        mark = pieces[index][1]
        if not mark:
            continue
        before = pieces[index - 1][0][-1:] if index else " "
        after = pieces[index + 1][0][:1] if index + 1 < len(pieces) else " "
        opener = next((i for i in reversed(opened) if pieces[i][1] == mark), None)
        if opener is not None and not before.isspace():
            opened = opened[: opened.index(opener)]
            paired |= {opener, index}
        elif not after.isspace():
            opened.append(index)
    return paired


def _closes_both(pieces: list[tuple[str, str]], index: int, innermost: str) -> bool:
    """Whether `***` starts here and emphasis is the inner of the two faces, the one that closes first."""
    return innermost == "*" and [mark for _, mark in pieces[index : index + 2]] == ["**", "*"]
