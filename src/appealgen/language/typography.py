"""Set quotation marks, apostrophes, dashes, ellipses and spaces as a language writes them, whatever was typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial

from appealgen import resources
from appealgen.language.locales import best_of, right_to_left
from appealgen.yamlfile.reader import load_yaml

_LETTER = r"[^\W\u2e80-\u9fff]"
"""A letter of a script that puts spaces between words."""
_QUOTED = rf'(?<!{_LETTER})"(?=\S)((?:(?!\n[ \t]*\n)[^"])+)(?<=\S)"'
"""Text between straight quotation marks, within a paragraph; endings may follow at once: "Atayurt"un."""
_QUOTED_BESIDE_SIGNS = (
    rf'(?<!{_LETTER})"(?=\S)((?:(?!\n[ \t]*\n)[^"]|(?<={_LETTER})"(?={_LETTER}))+)(?<=\S)"(?!{_LETTER})'
)
"""The same for a language in which a straight mark inside a word is a sign of its own, such as Hebrew."""
_APOSTROPHE = re.compile(r"(?<![\w'’])'(?=[^\s'\d])((?:[^'\n]|(?<=\w)'(?=\w))*[^\s'])'(?!\w)|(?<=[^\W\d_])'(?!\d)")
"""Text between straight single marks, or an apostrophe in or behind a word: the prisoners' families."""
_DASH = re.compile(r"(?<=\S) --? (?=\S)")
_DOTS = re.compile(r"(?<!\.)\.{3}(?!\.)")
_YEARS = re.compile(r"(?<![\w/.-])((?:1\d|20)\d\d)-((?:1\d|20)\d\d)(?![\w/-])")
_NAME_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=([^\W\d_]))")
_RUNT = re.compile(r"(?<=\S) (?=\S{1,10}$)")
_ONE_LINE = 80
"""Characters; a shorter paragraph may fit one line, so that a no-break space would change nothing."""
NO_BREAK_HYPHEN = "\u2011"
_THIN, _NO_BREAK = "\u202f", "\u00a0"


@dataclass(frozen=True, kw_only=True)
class _Punctuation:
    """Replacements for typed marks; data/punctuation.yaml describes the keys."""

    dash: dict[str, str]
    dash_without_spaces: tuple[str, ...]
    no_break_before_dash: tuple[str, ...]
    ellipsis: dict[str, str]
    marks_in_words: tuple[str, ...]


def typeset(text: str, tag: str) -> str:
    """Set a text with the marks and spaces of its language; setting it again changes nothing.

    Straight double quotation marks become those of the language (CLDR), hyphens between spaces its dash. In French the
    spaces before two-part punctuation and inside guillemets do not break (Imprimerie nationale, Lexique des règles
    typographiques).
    """
    language = tag.split("-", maxsplit=1)[0]
    signs = language in _punctuation().marks_in_words
    if (marks := _marks_of(tag)) is not None and '"' in text:
        text = _quoted(text, marks, _QUOTED_BESIDE_SIGNS if signs else _QUOTED)
    if "'" in text and not signs:
        text = _APOSTROPHE.sub(partial(_single, language), text)
    if "-" in text:
        text = _DASH.sub(_dash(language), text)
        text = text if right_to_left(tag) else _YEARS.sub("\\1–\\2", text)
    if "..." in text:
        text = _DOTS.sub(_of(_punctuation().ellipsis, language), text)
    return _in_french(text) if language == "fr" else text


def unbroken(text: str) -> str:
    """A paragraph that breaks no name at a hyphen, Nur-Sultan, and leaves no short word alone on its last line."""
    if "-" in text:
        text = _NAME_HYPHEN.sub(lambda match: NO_BREAK_HYPHEN if match[1].isupper() else match[0], text)
    return _RUNT.sub(_NO_BREAK, text) if len(text) > _ONE_LINE else text


def _single(language: str, match: re.Match[str]) -> str:
    """An apostrophe; quotations in single marks become English ones, because other languages mark them otherwise."""
    if match[1] is None:
        return "’"
    inner = _APOSTROPHE.sub("’", match[1])
    return f"‘{inner}’" if language == "en" else f"'{inner}'"


@cache
def _dash(language: str) -> str:
    """The dash of a language with the spaces around it."""
    table = _punctuation()
    dash = _of(table.dash, language)
    if language in table.dash_without_spaces:
        return dash
    return f"{_NO_BREAK if language in table.no_break_before_dash else ' '}{dash} "


def _of(marks: Mapping[str, str], language: str) -> str:
    return marks.get(language) or marks["other"]


def _quoted(text: str, marks: str, quoted: str) -> str:
    """Set the quotation marks, innermost first, so that a quotation may contain others."""
    while (told := re.sub(quoted, lambda match: f"{marks[0]}{match[1]}{marks[1]}", text)) != text:
        text = told
    return text


def _in_french(text: str) -> str:
    text = re.sub(r"«[ \u00a0]?(?=[^\s\u202f])", f"«{_THIN}", text)
    text = re.sub(r"(?<=[^\s\u202f])[ \u00a0]?»", f"{_THIN}»", text)
    text = re.sub(r"(?<=\S) (?=[;!?]\**(?!\S))", _THIN, text)
    return re.sub(r"(?<=\S) (?=:\**(?!\S))", _NO_BREAK, text)


@cache
def _marks_of(tag: str) -> str | None:
    marks = _quotation_marks()
    match = best_of(tag, sorted(marks))
    return marks[match] if match else None


@cache
def _quotation_marks() -> Mapping[str, str]:
    return load_yaml(resources.get("quotation_marks.yaml"), dict[str, str], {})


@cache
def _punctuation() -> _Punctuation:
    return load_yaml(resources.get("punctuation.yaml"), _Punctuation, {})
