"""Letter, Envelope, Labels, Sheet → plain text of 72 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import TextWrapper

from appealgen.language.scripts import (
    LEFT_TO_RIGHT_MARK,
    RIGHT_TO_LEFT_MARK,
    columns_of,
    direction_of,
    runs_from_the_right,
)
from appealgen.language.typography import NO_BREAK_HYPHEN
from appealgen.model.document import LIST_ITEMS, RULED, Block, Document, Envelope, Letter, Sheet, Style, Table
from appealgen.renderers.text.tables import text_table
from appealgen.renderers.text.wrapping import item_mark, wrapped_lines

COLUMNS = 72
_RULE_ENDS_AT = 44
_RIGHT_FROM = 38
"""Where lines at the right begin: as far along the line as on paper."""


def render_txt(documents: Sequence[Document]) -> str:
    """The text, each line at most 72 columns unless a single word is longer; a form feed separates documents."""
    return "\f".join(map(_document, documents)).replace(NO_BREAK_HYPHEN, "-")


def _document(document: Document) -> str:
    if isinstance(document, Letter):
        return _letter(document)
    if isinstance(document, Sheet):
        return _sheet(document)
    if isinstance(document, Envelope):
        above, mark = ([[text]] if text else [] for text in (document.letter_mark, document.mark))
        return _groups([*above, _lines(document.sender), *mark, _lines(document.recipient.printed)])
    marks = document.letter_marks or ("",) * len(document.texts)
    return _groups([_lines((mark, *text) if mark else text) for mark, text in zip(marks, document.texts, strict=True)])


def _sheet(sheet: Sheet) -> str:
    """The sheet as text: a blank line between its parts, except between items of a list and after a heading."""
    lines = [*_paragraph_lines(sheet.title, ""), "=" * COLUMNS]
    before: Style | None = None
    for part in sheet.parts:
        style, mark = (part.style, item_mark(part)) if isinstance(part, Block) else (None, "")
        if before != "sheet-heading" and (style != before or not mark):
            lines.append("")
        lines += text_table(part, COLUMNS) if isinstance(part, Table) else _paragraph_lines(part.text, mark)
        before = style
    below = f"\n{_sheet(sheet.lower)}" if sheet.lower else ""
    return "\n".join(lines) + "\n" + below


def _paragraph_lines(text: str, mark: str) -> list[str]:
    indent = " " * len(mark)
    lines = []
    for number, line in enumerate(text.split("\n")):
        first = indent if number else mark
        wrapper = TextWrapper(COLUMNS, initial_indent=first, subsequent_indent=indent)
        wrapper.break_long_words = wrapper.break_on_hyphens = False
        lines += wrapper.wrap(line) or [""]
    return lines


def _groups(groups: Iterable[list[str]]) -> str:
    return "\n\n".join("\n".join(group) for group in groups if group) + "\n"


def _letter(letter: Letter) -> str:
    rtl = letter.right_to_left
    groups = [_at_the_right(lines) if right and not rtl else _lines(lines) for _, lines, right in letter.head_parts()]
    before = ""
    for block in letter.blocks:
        own = direction_of(block.text, rtl) if block.language is None else runs_from_the_right(block.text)
        lines = _block(block, rtl=own and block.style != "signature")
        if block.style == "signature":
            groups[-1] += ["", "", "", *lines]
            groups += [text_table(letter.signatures, COLUMNS)] if letter.signatures else []
        elif block.style in LIST_ITEMS and before in LIST_ITEMS:
            groups[-1] += lines
        else:
            groups.append(lines)
        before = block.style
    return _groups([*groups, *([[letter.letter_mark]] if letter.letter_mark else [])])


def _at_the_right(lines: tuple[str, ...]) -> list[str]:
    """Lines that begin at one column in the right half; further left as far as the longest needs it."""
    ruled = any(RULED in line for line in lines)
    longest = COLUMNS if ruled else max(map(columns_of, lines), default=0)
    left = " " * (COLUMNS - _RULE_ENDS_AT if ruled else max(0, min(_RIGHT_FROM, COLUMNS - longest)))
    return [
        left + line for text in lines for line in wrapped_lines(_ruled(text), COLUMNS - len(left), "", "  ") or [""]
    ]


def _lines(lines: tuple[str, ...]) -> list[str]:
    return [wrapped for line in lines for wrapped in _wrap(_ruled(line), "", "  ")]


def _block(block: Block, *, rtl: bool) -> list[str]:
    mark = item_mark(block)
    parts, indent = _ruled(block.text).split("\n"), " " * len(mark)
    lines = [line for number, part in enumerate(parts) for line in _wrap(part, indent if number else mark, indent)]
    return list(_from_the_right(lines)) if rtl else lines


def _from_the_right(lines: Iterable[str]) -> Iterator[str]:
    """Lines that all begin at the right; one that begins inside left-to-right words continues them."""
    within = False
    for line in lines:
        start = LEFT_TO_RIGHT_MARK if within else ""
        yield line if runs_from_the_right(line) and not within else f"{RIGHT_TO_LEFT_MARK}{start}{line}"
        within ^= line.count(LEFT_TO_RIGHT_MARK) % 2 == 1


def _wrap(text: str, first: str, rest: str) -> list[str]:
    return wrapped_lines(text, COLUMNS, first, rest) or [""]


def _ruled(text: str) -> str:
    """A line whose rule ends at the same column as on all lines."""
    return text.replace(RULED, "_" * max(_RULE_ENDS_AT - len(text), 12))
