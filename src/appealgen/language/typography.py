"""Quotation marks and spaces as a language sets them, whatever was typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from appealgen import resources
from appealgen.language.locales import best_of
from appealgen.yamlfile.reader import load_yaml

_LETTER = r"[^\W\u2e80-\u9fff]"
"""A letter of a script that has spaces between words."""
_QUOTED = re.compile(
    rf'(?<!{_LETTER})"(?=\S)((?:(?!\n[ \t]*\n)[^"]|(?<={_LETTER})"(?={_LETTER}))+)(?<=\S)"(?!{_LETTER})'
)
"""What is typed between straight marks, within a paragraph; one inside a word is a sign of Hebrew."""
_THIN, _NO_BREAK = "\u202f", "\u00a0"


def typeset(text: str, tag: str) -> str:
    """A text with the marks and spaces of its language; it is the same text when that is done again.

    Straight double quotation marks become those of the language (CLDR). In French the spaces before two-part
    punctuation and inside guillemets do not break (Imprimerie nationale, Lexique des règles typographiques).
    """
    if (marks := _marks_of(tag)) is not None and '"' in text:
        text = _quoted(text, marks)
    return _in_french(text) if tag.split("-", maxsplit=1)[0] == "fr" else text


def _quoted(text: str, marks: str) -> str:
    """A text with its quotations marked, the innermost first: what stands around them is one when they are."""
    while (told := _QUOTED.sub(lambda match: f"{marks[0]}{match[1]}{marks[1]}", text)) != text:
        text = told
    return text


def _in_french(text: str) -> str:
    text = re.sub(r"«[ \u00a0]?(?=[^\s\u202f])", f"«{_THIN}", text)
    text = re.sub(r"(?<=[^\s\u202f])[ \u00a0]?»", f"{_THIN}»", text)
    text = re.sub(r"(?<=\S) (?=[;!?](?!\S))", _THIN, text)
    return re.sub(r"(?<=\S) (?=:(?!\S))", _NO_BREAK, text)


@cache
def _marks_of(tag: str) -> str | None:
    marks = _quotation_marks()
    match = best_of(tag, sorted(marks))
    return marks[match] if match else None


@cache
def _quotation_marks() -> Mapping[str, str]:
    return load_yaml(resources.get("quotation_marks.yaml"), dict[str, str], {})
