"""The country whose authorities a document addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from appealgen.language.locales import country_name
from appealgen.model import UNKNOWN, Country, Role
from appealgen.post.country import country_called
from appealgen.reading.documents.contacts import Contact
from appealgen.reading.documents.head import Head, remainder
from appealgen.reading.documents.source import Notes, Source


def country(source: Source, notes: Notes, head: Head, targets: Sequence[tuple[Role, Contact]]) -> Country:
    for name in ("country", "embassy"):
        for value in source.sections.named(name):
            if (code := country_called(re.sub(r"^(?:the|der|des|de la|du|de)\s", "", value.text))) is not None:
                return Country(str(notes.said("country", code, value.number)))
    for value in source.sections.named("index"):
        if (code := country_called(remainder(value.text))) is not None:
            return Country(str(notes.said("country", code, value.number)))
    _subject_country(source, head)
    if head.country is not None:
        return Country(str(notes.said("country", head.country[0], head.country[1])))
    return _likely_country(source, notes, targets)


def _subject_country(source: Source, head: Head) -> None:
    """The country that a mail's subject or a page's title names."""
    if head.country is None and source.document.subject:
        for piece in re.split(r"\bon\b|[:(),–-]", source.document.subject):
            if (code := country_called(piece)) is not None:
                head.country = (Country(code), 1)


def _likely_country(source: Source, notes: Notes, targets: Sequence[tuple[Role, Contact]]) -> Country:
    """The country of those who are written to; else the one that the text names most, with a doubt."""
    officials = [block for role, block in targets if role == "target" and block.country]
    missions = [code for _, block in targets if block.is_embassy for code in _countries_in(block.office or "")]
    if officials and not any(re.search(r"(?i)c/o|mission|embassy|botschaft|ambassade", line) for line in officials[0].address):
        code = officials[0].country
        assert code is not None
        if missions and code not in missions:
            notes.doubt("contradiction", "country", f"the address says {country_name(code)}, the embassy {country_name(missions[0])}", officials[0].number)
        return Country(str(notes.said("country", code, officials[0].number)))
    if missions:
        return Country(str(notes.said("country", missions[0], next(b.number for _, b in targets if b.is_embassy))))
    counts = _countries_named([line.text for line in source.lines if len(line.text) > 40])
    if counts:
        code, number = counts[0]
        notes.doubt("likely", "country", f"no label names the country; the text names {country_name(code)} most", None)
        return Country(code)
    notes.doubt("missing", "country", "the country is not named")
    return UNKNOWN


def _countries_in(text: str) -> Iterator[Country]:
    """The countries that the name of an embassy has: Embassy of the Republic of Kazakhstan."""
    for mark in (r"\bof\s+(?:the\s+)?", r"\bder\s+", r"\bdes?\s+", r"\bvon\s+", r"\bde\s+(?:la\s+|los\s+)?", r"\bdu\s+", r"\bd[’']"):
        for match in re.finditer(mark, text, re.IGNORECASE):
            rest = re.split(r"\s+(?:to|in|in der|en|in den|aux|au)\s+", text[match.end() :])[0]
            if (code := country_called(rest)) is not None:
                yield Country(code)


def _countries_named(texts: Sequence[str]) -> list[tuple[str, int]]:
    """Countries named in prose, the most frequent first."""
    counts: dict[str, int] = {}
    for text in texts:
        for match in re.finditer(r"[A-ZÀ-Þ][\w’'-]+(?:\s(?:of\s)?[A-ZÀ-Þ][\w’'-]+)?", text):
            for words in (match[0], match[0].split()[0].replace("’s", "").replace("'s", "")):
                if (code := country_called(words)) is not None:
                    counts[code] = counts.get(code, 0) + 1
                    break
    return sorted(counts.items(), key=lambda item: -item[1])
