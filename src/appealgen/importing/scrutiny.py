"""Ask of values read without a label what speaks for them in the rest of the document, and what speaks against them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from appealgen.importing.document_words import contact_words, fold_letters, plain_words, word_list
from appealgen.importing.fields.capitals import capital_in
from appealgen.importing.fields.contacts import EMAIL, PHONE
from appealgen.importing.fields.headline import says_what_happened
from appealgen.importing.fields.offices import honorific_of, is_name
from appealgen.importing.lines import Line
from appealgen.importing.notes import DraftNotes, doubt
from appealgen.importing.source import Source
from appealgen.importing.structure import prose
from appealgen.importing.structure.readers import (
    asks_to_write,
    begins_with_request,
    harm_in,
    is_request,
    speaks_of_writing,
    speaks_to_readers,
)
from appealgen.language.localized import texts_of
from appealgen.messages import join, message
from appealgen.model.case import Case, Doubt, DoubtCode
from appealgen.post.country import country_called
from appealgen.yamlfile.writer import to_plain

_STEM, _SHORTEST = 5, 5
"""Letters that two words of the same meaning share, and letters of a word with a meaning of its own."""
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\s?\d{2}\s?(?:am|pm|uhr|h)\b|\b\d{1,2}\s(?:am|pm|uhr|h\b)", re.IGNORECASE)
_PRICE = re.compile(r"(?:[€£$]\s?\d|\d[.,]\d\d\s?(?:€|£|\$|euro?s?\b))", re.IGNORECASE)
_LABELLED = re.compile(r"(?:[^\W\d_][\w’'-]*\s?){1,3}:\s")
"""Up to three words before a colon, as of an unknown label."""
_ENDS = (".", "!", "?", "…", "”", '"', ")", "»", ":", "’", ";")
_LONGEST_SHOWN = 60
_PROSE = 110
_PART = slice(20, 80)
"""Some words in the middle of a paragraph."""
_REACH = ("phone", "fax", "email")
_FEWEST_DIGITS, _MOST_NAMED = 7, 5


def unsupported(source: Source, case: Case, notes: DraftNotes) -> Iterator[Doubt]:
    """Light doubts about a headline, an event or a background for which nothing else in the document speaks."""
    title = next(iter(texts_of(case.title)), "")
    texts = {name: next(iter(texts_of(getattr(case, name) or "")), "") for name in ("summary", "background")}
    letters = " ".join(letter.text for letter in case.letters.values())
    known = {word[:_STEM] for word in plain_words(" ".join((*texts.values(), letters))).split()}
    if "title" in notes.origins and not _is_headline(title, known):
        wording = message("“{text}” was read as the headline", text=title[:_LONGEST_SHOWN])
        yield doubt(DoubtCode.LIKELY, "title", wording, notes.origins["title"], grave=False)
    names = {
        word for person in case.people for word in plain_words(str(person.name)).split() if len(word) > _SHORTEST - 2
    }
    for name, text in texts.items():
        strange = next((each for each in text.split("\n\n") if each and _is_of_other_matters(each, names)), None)
        if strange is not None:
            wording = message("does this belong to the case? “{text}…”", text=strange[:_LONGEST_SHOWN])
            yield doubt(DoubtCode.LIKELY, name, wording, _line_with(source, strange), grave=False)


def scraps_in_letters(source: Source, case: Case) -> Iterator[Doubt]:
    """Doubts about the first short paragraph of a letter that is no sentence: it may be the page's."""
    for tag, letter in case.letters.items():
        paragraphs = letter.text.strip().split("\n\n")
        broken = next((each for each in paragraphs if len(each) < _LONGEST_SHOWN and not _is_whole(each)), None)
        broken = broken or next((each for each in paragraphs[:1] if _speaks_to_writers(each)), None)
        if broken is not None:
            wording = message("does this belong to the letter? “{text}”", text=broken[:_LONGEST_SHOWN])
            yield doubt(DoubtCode.LIKELY, f"letters.{tag}", wording, _line_with(source, broken))


def _speaks_to_writers(text: str) -> bool:
    """Whether a paragraph asks readers to write, and nothing about anybody."""
    return not harm_in(text) and any(map(asks_to_write, prose.sentences(text)))


def not_read(source: Source, case: Case) -> Iterator[Doubt]:
    """Light doubts that name the lines of prose, and ways to reach somebody, that no field has."""
    plain = to_plain(replace(case, doubts=()))
    letters = (re.sub(r"\\(?=\W)|\*", "", letter.text) for letter in case.letters.values())
    read = plain_words(" ".join([*_texts(plain), *letters]))
    digits = re.sub(r"\D", "", " ".join(_texts(plain.get("targets", []))))
    emails = {email.casefold() for target in case.targets for email in target.email}
    lines: dict[str, list[Line]] = {"background": [], "targets": []}
    for line in source.lines_but("unknown"):
        text = line.text
        if _reaches(text):
            number = re.sub(r"\D", "", text.partition(":")[2])[:_FEWEST_DIGITS]
            found = [email.casefold() for email in EMAIL.findall(text)]
            known = not emails.isdisjoint(found) if found else len(number) < _FEWEST_DIGITS or number in digits
            lines["targets"] += [] if known else [line]
        elif _is_prose(text) and plain_words(text)[_PART] not in read:
            lines["background"].append(line)
    for name, each in lines.items():
        if each:
            numbers = join(message("line {line}", line=line.number) for line in each[:_MOST_NAMED])
            wording = message("not read: “{text}…” ({lines})", text=each[0].text[:_LONGEST_SHOWN], lines=numbers)
            yield doubt(DoubtCode.UNKNOWN, name, wording, each[0].number, grave=False)


def _texts(value: Any) -> Iterator[str]:
    """All texts in a plain value."""
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else None
    if inner is None:
        yield str(value)
        return
    for each in inner:
        yield from _texts(each)


def _reaches(text: str) -> bool:
    """Whether a line begins with a label of a number or an address to reach somebody."""
    plain = fold_letters(text[:_LONGEST_SHOWN])
    return ":" in plain and any(re.match(rf"\W*(?:{contact_words()[kind]})\s?:", plain) for kind in _REACH)


def _is_prose(text: str) -> bool:
    """Whether a line is a paragraph that is not only for the readers of the page."""
    whole = len(text) > _PROSE and text.endswith((".", "”", '"', "!"))
    return whole and not (speaks_to_readers(text) or is_request(text))


def _is_whole(text: str) -> bool:
    """Whether a short paragraph of a letter is a sentence, or a list."""
    return text.rstrip("*").endswith(_ENDS) or text.startswith(("- ", "1."))


def _line_with(source: Source, text: str) -> int | None:
    return next((line.number for line in source.lines if text.startswith(line.text[:_LONGEST_SHOWN])), None)


def _is_headline(title: str, known: set[str]) -> bool:
    """Whether a headline shares a word with the texts or says what happened, and is neither a request nor a label."""
    words = [word for word in plain_words(title).split() if len(word) >= _SHORTEST]
    speaks = any(word[:_STEM] in known for word in words) or says_what_happened(title)
    against = (
        begins_with_request(title)
        or (title[:1].islower() and title.split(maxsplit=1)[0] in word_list("small_words"))
        or title.count("(") != title.count(")")
        or _MARKED.search(title) is not None
        or _is_only_places(title)
        or title.endswith((":", "?", "!"))
        or (bool(honorific_of(title)) and is_name(title))
        or (speaks_of_writing(title) and not any(kind in plain_words(title) for kind in word_list("kinds_of_pages")))
    )
    return speaks and not against


_MARKED = re.compile(r"\((?:m|f|w|h)\)|,\saged?\s\d|©")
"""Marks of a person in a list, or of a picture."""


def _is_only_places(title: str) -> bool:
    """Whether a headline is only a country, perhaps with a town or a page's name for such letters."""
    pieces = [each for each in re.split(r"[,:;–|/()-]\s?", title) if each.strip()]
    places = [each for each in pieces if country_called(each) is not None]
    named = (capital_in(each) is not None or plain_words(each) in word_list("kinds_of_pages") for each in pieces)
    return bool(places) and all(each in places or of for each, of in zip(pieces, named, strict=True))


def _is_of_other_matters(text: str, names: set[str]) -> bool:
    """Whether a paragraph is about the page, the group or a way to reach somebody, not about the case."""
    plain = fold_letters(text)
    reach = any(re.match(rf"\W*(?:{kind})\s?:", plain) for kind in contact_words().values())
    if reach or EMAIL.search(text) or _CLOCK.search(text) or _PRICE.search(text):
        return True
    if PHONE.search(text) and len(text) < 2 * _LONGEST_SHOWN:
        return True
    if prose.says_in_list(text) or _LABELLED.match(text) or not text.endswith(_ENDS):
        return True
    to_readers = speaks_to_readers(text) or (speaks_of_writing(text) and len(text) < _LONGEST_SHOWN)
    return not harm_in(text) and to_readers and names.isdisjoint(plain_words(text).split())
