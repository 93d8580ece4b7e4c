"""What all sheets of an event have in common: their language and paper, sections and paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from appealgen.language.catalogues import translate_into
from appealgen.language.locales import proofing_tag, right_to_left
from appealgen.messages import Message
from appealgen.model.document import Block, Sheet, Span, Style, Table
from appealgen.model.identifiers import Country, Tag
from appealgen.model.stationery import Paper


class SheetFormat(NamedTuple):
    """Format of an event's sheets: the organizer's language, and the paper."""

    language: Tag
    paper: Paper


def section(heading: Message, style: Style, texts: Iterable[str | None], language: Tag) -> list[Block]:
    """A heading and the text below it; empty if there is no text."""
    blocks = [block(style, text) for text in texts if text]
    if style == "sheet-number":
        blocks = [each._replace(number=number) for number, each in enumerate(blocks, 1)]
    return [block("sheet-heading", translate_into(heading, language)), *blocks] if blocks else []


def translated(texts: Iterable[str], language: Tag) -> Iterator[str]:
    """The texts in a language."""
    return (translate_into(text, language) for text in texts)


def block(style: Style, text: str) -> Block:
    """A paragraph without emphasis."""
    return Block(style, (Span(text),))


def sheet_of(title: str, parts: Sequence[Block | Table], style: SheetFormat, origin: Country | None = None) -> Sheet:
    """A sheet with a title; `origin` decides the spelling of its language."""
    language = proofing_tag(style.language, origin)
    return Sheet(title, tuple(parts), style.paper, language, right_to_left(style.language))
