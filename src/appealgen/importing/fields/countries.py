"""Read the country whose authorities a document addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from appealgen import resources
from appealgen.importing.fields.contacts import Contact
from appealgen.importing.fields.header import Header
from appealgen.importing.fields.header_lines import without_header_words
from appealgen.importing.notes import DraftNotes
from appealgen.importing.source import Source
from appealgen.importing.structure.header_patterns import find_index
from appealgen.language.localized_names import localized_country
from appealgen.messages import message
from appealgen.model.case import DoubtCode, Role
from appealgen.model.identifiers import UNKNOWN, Country
from appealgen.post.country import country_called
from appealgen.yamlfile.reader import load_yaml

_SAID_OF_OTHERS = {
    "GE": message("A state of the USA"),
    "NE": message("A state of Nigeria"),
    "CG": message("The Democratic Republic"),
}
"""Countries whose name alone may mean another place."""
_ABROAD = re.compile(r"c/o|miss?i[oó]n|missão|vertretung|embass|botschaft|ambas|embaj|embaix", re.IGNORECASE)
"""Signs of an address outside the country whose authorities are addressed."""


def check_target_countries(notes: DraftNotes, known: Country, blocks: Sequence[tuple[Role, Contact]]) -> None:
    """Note an official whose address is in another country than the addressed one."""
    officials = [block for role, block in blocks if role == "target"]
    for number, block in enumerate(officials):
        abroad = any(_ABROAD.search(line) for line in block.address) or block.is_embassy
        if block.country and known not in (UNKNOWN, block.country) and not abroad:
            text = message(
                "the address is in {country}, but the case is about {other}",
                country=localized_country(block.country),
                other=localized_country(known),
            )
            notes.doubt(DoubtCode.CONTRADICTION, f"targets[{number}].country", text, block.number)


def _check_against_targets(notes: DraftNotes, known: Country, blocks: Sequence[tuple[Role, Contact]]) -> None:
    """Note a country in which none of the officials is, all of whom are in another."""
    found = {block.country for role, block in blocks if role == "target" and block.country and not block.is_embassy}
    if len(found) == 1 and known not in found and len([role for role, _ in blocks if role == "target"]) > 1:
        text = message(
            "the addresses are in {country}, but the case is about {other}",
            country=localized_country(next(iter(found))),
            other=localized_country(known),
        )
        notes.doubt(DoubtCode.CONTRADICTION, "country", text)


def read_country(source: Source, notes: DraftNotes, header: Header, blocks: Sequence[tuple[Role, Contact]]) -> Country:
    """The country, from a label, the header, or the recipients."""
    read = source.sections.read
    labelled = read("country", _without_article) or read("embassy", _without_article) or read("index", _beside_index)
    if labelled is not None:
        return notes.originate("country", Country(labelled[0]), labelled[1], "label")
    if header.country is not None:
        _check_index(source, notes, header)
        _check_against_targets(notes, header.country[0], blocks)
        return notes.originate("country", *header.country, "header")
    return _likely_country(source, notes, header, blocks)


def _check_index(source: Source, notes: DraftNotes, header: Header) -> None:
    """Note a line of the header that names another country than that of the document's index."""
    indexed = _of_index(source, header)
    if header.country is None or indexed is None or indexed[0] == header.country[0]:
        return
    if indexed[1] != header.country[1]:
        text = message(
            "line {line} names {country}, but the index is that of {other}",
            line=header.country[1],
            country=localized_country(header.country[0]),
            other=localized_country(indexed[0]),
        )
        notes.doubt(DoubtCode.CONTRADICTION, "country", text, header.country[1])


def _without_article(text: str) -> str | None:
    return country_called(re.sub(r"^(?:the|der|des|de la|du|de)\s", "", text))


def _beside_index(text: str) -> str | None:
    return country_called(without_header_words(text))


def _subject_country(subject: str) -> tuple[Country, int] | None:
    """The last country in a mail's subject or a page's title, with the first line."""
    codes = [code for piece in re.split(r"\bon\b|[:(),–-]", subject) if (code := country_called(piece)) is not None]
    return (Country(codes[-1]), 1) if codes else None


def _likely_country(
    source: Source, notes: DraftNotes, header: Header, blocks: Sequence[tuple[Role, Contact]]
) -> Country:
    """The country of the recipients, or of the index; else the most frequent one in the text, with a doubt."""
    official = next((block for role, block in blocks if role == "target" and block.country), None)
    embassies = [(code, block) for _, block in blocks if block.is_embassy for code in _countries_in(block.office or "")]
    if official is not None and official.country and not any(_ABROAD.search(line) for line in official.address):
        if embassies and official.country not in [code for code, _ in embassies]:
            text = message(
                "the address says {country}, but the embassy says {other}",
                country=localized_country(official.country),
                other=localized_country(embassies[0][0]),
            )
            notes.doubt(DoubtCode.CONTRADICTION, "country", text, official.number)
        if official.country in _SAID_OF_OTHERS:
            text = message(
                "is it {country}? {other} has the same name",
                country=localized_country(official.country),
                other=_SAID_OF_OTHERS[official.country],
            )
            notes.doubt(DoubtCode.LIKELY, "country", text, official.number)
        last = official.lines[-1].number if official.lines else official.number
        return notes.originate("country", official.country, last, "address")
    if embassies:
        return notes.originate("country", embassies[0][0], embassies[0][1].number, "embassy")
    title = header.title[0] if header.title else ""
    counts = _countries_named([title, *(line.text for line in source.lines if len(line.text) > 40)])
    if (indexed := _of_index(source, header)) is not None and indexed[0] in [code for code, _ in counts]:
        return notes.originate("country", *indexed, "index", "prose")
    named = [code for code, _ in counts]
    if (subject := _subject_country(source.document.subject)) is not None and subject[0] in named:
        return notes.originate("country", *subject, "frame", "prose")
    if counts:
        text = message(
            "no label gives the country; the text mentions {country} most often",
            country=localized_country(counts[0][0]),
        )
        notes.doubt(DoubtCode.LIKELY, "country", text)
        notes.evidence["country"] = ("prose",)
        return Country(counts[0][0])
    if subject is not None:
        text = message("only the subject line mentions {country}", country=localized_country(subject[0]))
        notes.doubt(DoubtCode.LIKELY, "country", text, 1)
        return notes.originate("country", *subject, "frame")
    notes.doubt(DoubtCode.MISSING, "country", message("the country is not given"))
    return UNKNOWN


def _of_index(source: Source, header: Header) -> tuple[Country, int] | None:
    """The country of the document's index, and the line of the index."""
    printed = [(find_index(value.text), value.number) for value in source.sections.named("index")]
    for index, number in [*printed, *([header.index] if header.index else [])]:
        if index is not None and (code := _index_countries().get(index.partition("/")[0])) is not None:
            return Country(code), number
    return None


@cache
def _index_countries() -> Mapping[str, str]:
    return load_yaml(resources.get("index_countries.yaml"), dict[str, str], {})


def _countries_in(text: str) -> Iterator[Country]:
    """The countries in an embassy's name: Embassy of the Republic of Kazakhstan."""
    for mark in (
        r"\bof\s+(?:the\s+)?",
        r"\bder\s+",
        r"\bdes?\s+",
        r"\bvon\s+",
        r"\bde\s+(?:la\s+|los\s+)?",
        r"\bdu\s+",
        r"\b(?:d|dell)[’']",
        r"\b(?:della|dei|do|da|van|van de)\s+",
    ):
        for match in re.finditer(mark, text, re.IGNORECASE):
            rest = re.split(r"\s+(?:to|in|in der|en|in den|aux|au)\s+", text[match.end() :])[0]
            if (code := country_called(rest)) is not None:
                yield Country(code)


def _countries_named(texts: Sequence[str]) -> list[tuple[str, int]]:
    """Countries named in prose, the most frequent first."""
    counts: dict[str, int] = {}
    for text in texts:
        for match in re.finditer(r"[A-ZÀ-Þ][\w’'-]+(?:\s(?:of\s)?[A-ZÀ-Þ][\w’'-]+)?", text):
            single = match[0].replace("’s", "").replace("'s", "").split()
            shouted = single[1:] if match[0].isupper() else []
            for words in (match[0], single[0], *shouted):
                if (code := country_called(words)) is not None:
                    counts[code] = counts.get(code, 0) + 1
                    break
    return sorted(counts.items(), key=lambda item: -item[1])
