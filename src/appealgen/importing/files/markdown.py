"""Read Markdown into lines, with markdown-it-py: links become their words, escapes their characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from appealgen.importing.files.cells import cells_in_order
from appealgen.importing.lines import Kind, Line, Start, line_of, mark_wraps
from appealgen.model.document import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARKS = re.compile(r"^#{1,4} \S|\*\*\S[^*\n]*\*\*|\]\((?:https?|mailto):|\\[_$*]|^\S.*\S  $", re.MULTILINE)
_TAGS = re.compile(r"<(br)?[^>]*>", re.IGNORECASE)


def is_markdown(text: str) -> bool:
    """Whether a text is Markdown: it has two marks that plain text does not use."""
    return len(_MARKS.findall(text[:50_000])) >= 2


def markdown_lines(text: str) -> tuple[Line, ...]:
    """The lines of a Markdown text, numbered as in the file."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 30}).enable("table")
    tokens = parser.parse(_FRONT_MATTER.sub(_front_matter, text.replace("\r\n", "\n"), count=1))
    return mark_wraps(list(_lines(tokens)))


_FRONT_MATTER = re.compile(r"\A---\n(?:[\w -]+:.*\n|[ -].*\n)+---\n")
"""Fields of a page before its text, as site generators write them."""


def _front_matter(match: re.Match[str]) -> str:
    """The title as a heading, the date as a line; empty lines for other fields, so that line numbers stay."""
    lines = []
    for field in match[0].split("\n"):
        name, _, value = field.partition(":")
        words = value.strip(" \"'")
        lines.append(f"# {words}" if name == "title" and words else field if name == "date" else "")
    return "\n".join(lines)


def _lines(tokens: Iterable[Token]) -> Iterator[Line]:
    kind: Kind = "text"
    first = 1
    for token in _tables_in_order(tokens):
        if token.map:
            first = token.map[0] + 1
        if token.type in ("heading_open", "list_item_open"):
            kind = "heading" if token.type == "heading_open" else "item"
        elif token.type in ("heading_close", "list_item_close"):
            kind = "text"
        elif token.type == "inline":
            yield from _inline(token.children or [], first, kind, head=bool(token.meta))
            kind = "text" if kind == "item" else kind
        elif token.type in ("code_block", "fence", "html_block"):
            text = (
                _TAGS.sub(lambda m: "\n" if m[1] else "", token.content)
                if token.type == "html_block"
                else token.content
            )
            yield from _verbatim(text, first)


def _tables_in_order(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens, with cells of tables in reading order, each with the lines of its row."""
    rows: list[list[Token]] | None = None
    lines = None
    for token in tokens:
        if token.type == "table_open":
            rows = []
        elif token.type == "table_close" and rows is not None:
            yield from cells_in_order(rows, lambda cell: re.sub(r"[*_`]", "", cell.content).strip())
            rows = None
        elif rows is None:
            yield token
        elif token.type == "tr_open":
            lines = token.map
            rows.append([])
        elif token.type == "inline":
            token.map, token.meta = lines, {"head": True} if len(rows) == 1 else {}
            rows[-1].append(token)


def _verbatim(text: str, first: int) -> Iterator[Line]:
    """Treat indented text as an address, not as a program."""
    start: Start = "paragraph"
    for number, words in enumerate(text.split("\n"), first):
        line = line_of(number, [Span(words)], start)
        start = "line" if line is not None else "paragraph"
        if line is not None:
            yield line


def _inline(children: Iterable[Token], first: int, kind: Kind, *, head: bool) -> Iterator[Line]:
    spans: list[Span] = []
    bold, italic = int(head), 0
    start: Start = "paragraph"
    number = first
    for child in [*children, None]:
        mark = child.type if child is not None else "end"
        broken = mark in ("softbreak", "hardbreak", "end") or (
            mark == "html_inline" and child is not None and child.content.lower().startswith("<br")
        )
        if broken:
            if (line := line_of(number, spans, start, kind)) is not None:
                yield line
                start, kind = "line", "heading" if kind == "heading" else "text"
            spans, number = [], number + 1
        elif mark in ("strong_open", "strong_close"):
            bold += 1 if mark == "strong_open" else -1
        elif mark in ("em_open", "em_close"):
            italic += 1 if mark == "em_open" else -1
        elif child is not None and mark in ("text", "code_inline"):
            spans.append(Span(child.content, bool(bold), bool(italic)))
