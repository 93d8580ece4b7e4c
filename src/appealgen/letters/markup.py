"""The Markdown of letters: paragraphs, lists, **bold** and *emphasis*, backslash escapes. Nothing else is markup.

Why not a Markdown library: of CommonMark a letter wants these four, and the rest is a trap in letters (“10. May” would
become a list, `@struthers_marie` emphasis, `<br>` HTML).
"""

from __future__ import annotations

import re
from functools import lru_cache

from appealgen.model.document import Block, Span, Style

_TOKEN = re.compile(r"\\([!-/:-@\[-`{-~])|(\*\*|\*)|(  +\n|\\\n)|(\s*\n\s*)|([^\\*\n]+?(?= *\n|[\\*\n]|$)|\\)")
_ITEM = re.compile(r"(?:[-*]|(\d+)[.)])[ \t]+(?=\S)", re.ASCII)
_SPECIAL = re.compile(r"[\\*]|^\s*-(?=\s|\Z)|(?<=\d)[.)](?=\s|\Z)", re.MULTILINE)


class Markdown(str):
    """Text that is markup already and must not be escaped again."""

    __slots__ = ()


@lru_cache(maxsize=4096)
def escape(text: str) -> Markdown:
    """Plain text as markup that says just that text: `Anna *Star* & Co` changes nothing around it."""
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
    """One paragraph, the items of one list, or a paragraph with a list of `-` right under it."""
    lines = text.split("\n")
    marks = [_ITEM.match(line) for line in lines]
    first = next((i for i, mark in enumerate(marks) if mark and (mark[1] is None or (i == 0 and mark[1] == "1"))), None)
    if first is None:
        return (Block(style, _spans(text.strip())),)
    numbered = bool(marks[0] and marks[0][1])
    starts = [i for i in range(first, len(lines)) if (mark := marks[i]) and bool(mark[1]) == numbered]
    if numbered and len(starts) == 1:
        return (Block(style, _spans(text.strip())),)  # “1. Mai 2019 …” is a date, not a list of one
    lead = "\n".join(lines[:first]).strip()
    kind: Style = "number" if numbered else "bullet"
    ends = [*starts[1:], len(lines)]
    items = (
        "\n".join([_ITEM.sub("", lines[a], count=1), *lines[a + 1 : b]]) for a, b in zip(starts, ends, strict=True)
    )
    blocks = tuple(Block(kind, _spans(item.strip())) for item in items)
    return (Block(style, _spans(lead)), *blocks) if lead else blocks


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
    """(words, delimiter or nothing) in order; a hard break is a newline in the words, a soft one a space."""
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
    """Indexes of the delimiters that open or close; one without a partner stays the asterisk that it is."""
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
    """Whether `***` begins here and the inner of the two faces, the one to close first, is emphasis."""
    return innermost == "*" and [mark for _, mark in pieces[index : index + 2]] == ["**", "*"]
