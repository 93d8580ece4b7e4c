"""Wrap plain text to a number of columns, in any script."""

from __future__ import annotations

import re

from appealgen.language.scripts import columns_of
from appealgen.model.document import BULLETED, Block

_CJK = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Ideographs and kana, after which a line may end. Hangul is broken at spaces."""
_OPENS = "「『（〔［｛〈《【“‘"
_ENDS = "、。，．・：；？！）〕］｝〉》】」』”’…ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々"
"""Characters that may not end a line, and characters that may not begin one (JIS X 4051; GB/T 15834)."""
_PHONE = rf"[^ \t\n\d{_CJK}]*\+\d[\d()/-]*(?: [\d()/-]*\d)+[^ \t\n{_CJK}]*"
"""An international phone number in its groups (ITU-T E.123), which stays on one line for dialling."""
_UNIT = rf"{_PHONE}|[{_OPENS}]*[{_CJK}][{_ENDS}]*|(?:(?![{_OPENS}]+[{_CJK}])[^ \t\n{_CJK}])+"
_PIECE = re.compile(rf"([ \t\n]*)({_UNIT})")


def wrapped_lines(text: str, columns: int, first: str = "", rest: str = "") -> list[str]:
    """Wrap a text; the first line begins with `first` and the others with `rest`. No words give no line.

    Each line is at most `columns` wide unless a single word is wider; wide characters count two, marks none. No-break
    spaces are kept; a line of Chinese or Japanese may end after any character except an opening bracket.
    """
    lines: list[str] = []
    line, width, empty = first, columns_of(first), True
    for gap, word in _PIECE.findall(text):
        space = " " if gap and not empty else ""
        if not empty and width + len(space) + columns_of(word) > columns:
            lines.append(line)
            line, width, space = rest, columns_of(rest), ""
        line += space + word
        width += len(space) + columns_of(word)
        empty = False
    return lines if empty else [*lines, line]


def item_mark(block: Block) -> str:
    """The mark of a list item; empty for other paragraphs."""
    return f"{block.number}. " if block.number else "- " if block.style in BULLETED else ""
