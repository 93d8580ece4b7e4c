"""Restore accented letters in known words of documents that have lost them all (ACCIN URGENTE, Mxico)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from appealgen.importing.document_words import all_words
from appealgen.importing.lines import Line
from appealgen.importing.structure.labels import load_forms
from appealgen.language.locales import country_name, iso_countries, language_name
from appealgen.model.identifiers import Tag

_LANGUAGES = (Tag("es"), Tag("fr"))
_ACCENTED = ("offices", "institutions", "domains", "salutations", "closes", "honorifics", "embassies")
"""Known words of a language, from labels and addresses of documents."""
_ENOUGH = 3
"""Number of different damaged words above which the damage is not a single slip."""
_WORD = re.compile(r"[^\W\d_]+")


def restore_accents(lines: Sequence[Line], roots: tuple[Path, ...] = ()) -> tuple[tuple[Line, ...], int]:
    """The lines with known words restored, and the number of different ones; the lines unchanged if there are few."""
    known = _damaged(roots)
    damaged = {word.casefold() for line in lines for word in _WORD.findall(line.text) if word.casefold() in known}
    if len(damaged) < _ENOUGH:
        return tuple(lines), 0
    return tuple(_mended(line, known) for line in lines), len(damaged)


def _mended(line: Line, known: Mapping[str, str]) -> Line:
    def word(match: re.Match[str]) -> str:
        whole = known.get(match[0].casefold())
        return match[0] if whole is None else _like(match[0], whole)

    spans = (span._replace(text=_WORD.sub(word, span.text)) for span in line.spans)
    return line._replace(spans=tuple(spans))


def _like(damaged: str, whole: str) -> str:
    if damaged.isupper() and len(damaged) > 1:
        return whole.upper()
    return whole[0].upper() + whole[1:] if damaged[:1].isupper() else whole


@cache
def _damaged(roots: tuple[Path, ...]) -> Mapping[str, str]:
    """Each word without its accented letters → the word, if that is no other word."""
    words = {word.casefold() for text in _vocabulary(roots) for word in _WORD.findall(text)}
    by_damaged: dict[str, str] = {}
    for word in sorted(words):
        bare = "".join(c for c in word if c.isascii())
        if bare != word and len(bare) >= 4 and bare not in words:
            by_damaged[bare] = word
    return by_damaged


def _vocabulary(roots: tuple[Path, ...]) -> Iterator[str]:
    """Words of documents in Spanish and French: labels, offices, countries, languages."""
    for form in load_forms(roots):
        if form.language in _LANGUAGES:
            yield from (text for texts in form.labels.values() for text in texts)
    for words in all_words():
        if words.language in _LANGUAGES:
            yield from (text for name in _ACCENTED for text in getattr(words, name))
            yield from (text for texts in words.contacts.values() for text in texts)
    for tag in _LANGUAGES:
        yield from (country_name(code, tag) for code in iso_countries())
        yield from (language_name(code, tag) for code in ("es", "en", "fr", "pt", "ar", "ru", "zh", "de", "it", "tr"))
