"""Headings of rosters → fields of a sender."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, count

from appealgen import limits, resources
from appealgen.errors import Problem, ProblemCode, WrongValueError, nearest
from appealgen.language.parsing import SCALARS, language_of
from appealgen.messages import LocalizedName, Message, join, localized_name, message
from appealgen.model.identifiers import Country, Tag
from appealgen.yamlfile.reader import load_yaml

NAME_PARTS = frozenset({"given", "middle", "family", "last"})
"""Columns that make up a name, in the order of their names here: Vincent, van, Gogh."""
OWN_WORDS = "own_words"
"""The field of own words, alone or with a language: own_words.de."""
IGNORED = "ignore"
"""In place of a field: the column is ignored without a notice."""
_QUESTION_NUMBER = re.compile(r"\W*[Qq]?\d{1,3}\s*[.):]\s+(?=\D)")
_BRACKETS = re.compile(r"[(\[].*?[)\]]")
_LAST_PART = re.compile(r"[^\W\d_].*(?:\[([^\[\]]+)\]\s*$|(?:\s[-–—>]|:)\s+([^:>]+)$)")
_SEPARATOR = re.compile(r"[\s._:(\[–—-]+")
_WORDS = 5
"""Maximum number of words in one name of a column."""


@dataclass(frozen=True)
class Together:
    """Several fields named by one heading, and the field that its column is read as."""

    fields: tuple[str, ...]
    means: str


@dataclass(frozen=True)
class Headings:
    """`roster_columns.yaml`: meanings of headings, words around them, headings of notes, marks of empty cells."""

    fields: Mapping[str, Mapping[str, tuple[str, ...]]]
    either: tuple[str, ...]
    number: tuple[str, ...]
    together: tuple[Together, ...]
    around: Mapping[str, tuple[str, ...]]
    notes: Mapping[str, tuple[str, ...]]
    empty: tuple[str, ...]
    examples: Mapping[Tag, str]
    notes_sheets: Mapping[Tag, str]
    flats: Mapping[str, tuple[str, ...]]
    parts: tuple[str, ...]
    titles: tuple[str, ...]
    marks: Mapping[str, tuple[str, ...]]
    not_one_person: tuple[str, ...]
    after_names: tuple[str, ...]


@cache
def headings() -> Headings:
    """The bundled headings."""
    return load_yaml(resources.get("roster_columns.yaml"), Headings, SCALARS)


def column_name(field: str) -> LocalizedName:
    """The heading of a field in the interface language: Name, Ort, Langues."""
    names = headings().fields[field]
    return localized_name(names["en"][0], lambda tag: names.get(tag.split("-")[0], names["en"])[0])


@cache
def _meanings() -> Mapping[str, str]:
    bundled = headings()
    every = ((word, field) for field in bundled.fields for word in words_for(field))
    meanings = {folded_heading(word): field for word, field in every}
    flats = dict.fromkeys(_flat_words(), "flat")
    return flats | meanings | {folded_heading(word): "either" for word in bundled.either}


@cache
def _flat_words() -> Mapping[str, str]:
    return {
        folded_heading(heading): word.removeprefix("+") for word, those in headings().flats.items() for heading in those
    }


def flat_word(heading: str) -> str:
    """The word before a number in a column with a part of a building: Flat, кв.; empty for an addition, 112 bis."""
    words = heading.split()
    known = (_flat_words().get(folded_heading(word)) for word in (heading, *words))
    word = next((word for word in known if word is not None), heading if len(words) == 1 else "Flat")
    return heading if folded_heading(word) == folded_heading(heading) else word  # Étage, not Etage


def words_for(field: str) -> Iterator[str]:
    """The headings of a field, in all languages."""
    return chain.from_iterable(headings().fields[field].values())


@cache
def _around() -> frozenset[str]:
    return frozenset(folded_heading(word) for words in headings().around.values() for word in words)


@cache
def _numbers() -> frozenset[str]:
    return frozenset(map(folded_heading, headings().number))


@lru_cache(maxsize=1024)
def folded_heading(heading: str) -> str:
    """A heading for comparison: letters and digits alone, without capitals and accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", heading.casefold()) if c.isalnum())


@lru_cache(maxsize=1024)
def meaning(heading: str) -> str | None:
    """The field that a heading means, `either` for a full or partial name, or None.

    Text in brackets counts only if the rest means nothing, or if it is part of a form's question: `Address [City]`,
    `Address 1 - City`.
    """
    if (part := _LAST_PART.search(heading)) and (field := meaning(part[1] or part[2])):
        return field
    if (words := _own_words(heading)) is not None:
        return words
    known, bare = _meanings(), _BRACKETS.sub(" ", heading)
    exact = known.get(folded_heading(heading)) or known.get(folded_heading(bare))
    if re.search(r"[&+/]", bare):
        return _joined(_scanned(bare)) or exact
    return exact or _joined(_scanned(bare)) or _joined(_scanned(heading))


def _joined(found: frozenset[str] | None) -> str | None:
    """The single field for several fields together."""
    if not found:
        return None
    alone = next(iter(found)) if len(found) == 1 else None
    together = alone or next((both.means for both in headings().together if found == set(both.fields)), None)
    return together or _joined(found - {"flat"} if "flat" in found else frozenset())  # the postcode of your flat


def _own_words(heading: str) -> str | None:
    """`own_words.de` for “own words (German)”, “Eigene Worte: de”; None for any other heading."""
    for between in _SEPARATOR.finditer(heading) if OWN_WORDS in _named(heading)[0] else ():
        if _joined(_scanned(heading[: between.start()])) == OWN_WORDS:
            tag = language_of(heading[between.end() :].strip(" )]"))
            return f"{OWN_WORDS}.{tag}" if tag is not None else None
    return None


def _scanned(heading: str) -> frozenset[str] | None:
    """The fields that a heading names, in as many words as possible; None if it has an unknown word."""
    found, strange = _named(heading)
    return None if strange else found


@lru_cache(maxsize=1024)
def _named(heading: str) -> tuple[frozenset[str], bool]:
    """The fields that a heading names among other words, and whether any other word is unknown."""
    text = re.sub("[&+/]", " and ", _QUESTION_NUMBER.sub("", heading, count=1)[: limits.LINE])
    words = [word for part in re.split(r"[^\w’']+|_", text) if (word := folded_heading(part))]
    found, at, strange = set[str](), 0, False
    while at < len(words):
        ends = range(min(at + _WORDS, len(words)), at, -1)
        end = next((end for end in ends if "".join(words[at:end]) in _meanings()), at)
        field = _meanings().get("".join(words[at:end]))
        if field is None and words[at] in _numbers() and "street" in found:
            field = "house"
        found |= {"postcode", "city"} if field == "locality" else {field} if field else set()
        strange = strange or (field is None and words[at] not in _around())
        at = max(end, at + 1)
    return frozenset(found), strange


def fields_of(written: Sequence[str], said: Mapping[str, str]) -> list[str | None]:
    """The field of each heading: `name` alone is the full name; next to a given or family name it is the other one.

    `said` takes precedence: folded heading → field. Of several headings for one field, the exactly known one is read.
    A full name next to both its parts is read instead of them; other parts of names are read only with these. Several
    columns may be parts of a building: flat, flat2 …
    """
    fields = [said.get(folded_heading(heading)) or meaning(heading) for heading in written]
    for at, heading in enumerate(written):
        if at and fields[at - 1] == "street" and folded_heading(heading) in _numbers() and "house" not in fields:
            fields[at] = "house"
    given, family, full = ("given" in fields, "family" in fields, "name" in fields)
    alone = "name" if given == family or full else ("family" if given else "given")
    fields = [alone if field == "either" else field for field in fields]
    if "name" in fields:
        fields = [None if field in NAME_PARTS else field for field in fields]
    exact = {field for field, heading in zip(fields, written, strict=True) if field and _is_exact(heading, said)}
    exact.discard("flat")
    read = [
        None if field == IGNORED or (field in exact and not _is_exact(heading, said)) else field
        for field, heading in zip(fields, written, strict=True)
    ]
    flats = count(1)
    return [f"flat{n}" if field == "flat" and (n := next(flats)) > 1 else field for field in read]


def _is_exact(heading: str, said: Mapping[str, str]) -> bool:
    folded = folded_heading(heading)
    return folded in said or folded in _meanings()


def parse_column(text: str) -> tuple[str, str]:
    """Parse `Welche Sprachen?=reads` → the heading and its field; a known heading may replace the field.

    Raises WrongValueError.
    """
    heading, _, named = (part.strip() for part in text.rpartition("="))
    if not heading:
        wording = message("“{text}” is not a heading and its field", text=text)
        raise WrongValueError(wording, message("such as “Welche Sprachen?=reads”"))
    return heading, parse_field(named)


def parse_field(text: str) -> str:
    """The name of a field, a heading that is known, or `ignore` → the field; raises WrongValueError."""
    field = text if text in headings().fields or text == IGNORED else meaning(text)  # own_words.de has a meaning
    if field is None:
        hint = message("fields: {fields}", fields=", ".join((*headings().fields, IGNORED)))
        raise WrongValueError(message("“{text}” is not a field of a roster", text=text), hint)
    return "name" if field == "either" else field


def likely_field(heading: str) -> str | None:
    """The field that a heading with an unknown word probably means: reads for “Favourite languages”."""
    found, _ = _named(heading)
    return _joined(found)


@cache
def _parts() -> frozenset[str]:
    return frozenset(map(folded_heading, headings().parts))


def is_part(heading: str, written: Sequence[str]) -> bool:
    """Whether a column that is not read may be a part of an address, or of names whose other parts have no columns."""
    if folded_heading(heading) in _parts():
        return True
    return meaning(heading) in ("middle", "last") and not {"given", "family"} <= set(map(meaning, written))


def without_twins(written: Sequence[str], empty: Sequence[bool], said: Mapping[str, str]) -> list[str]:
    """The headings; "" for one without content if a filled column has its meaning: a form's own Name, left empty."""
    meanings = [None if folded_heading(heading) in said else meaning(heading) for heading in written]
    alike = ["name" if field == "either" else field for field in meanings]
    filled = {field for field, is_empty in zip(alike, empty, strict=True) if not is_empty and field != "flat"}
    if {"given", "family"} <= filled:
        filled.add("name")
    return [
        "" if is_empty and field in filled else heading
        for heading, field, is_empty in zip(written, alike, empty, strict=True)
    ]


def is_note(heading: str) -> bool:
    """Whether a column has notes, numbers or other things that are never read."""
    return folded_heading(heading) in {folded_heading(note) for notes in headings().notes.values() for note in notes}


def suggestion(heading: str) -> Message | None:
    """Hint for an unknown heading near a known one; none for columns of notes and the like."""
    word = folded_heading(heading)
    if any(word.startswith(folded_heading(note)) for notes in headings().notes.values() for note in notes):
        return None
    shown = {folded_heading(name): name for field in headings().fields for name in words_for(field)}
    match = nearest(word, list(shown), cutoff=0.8) if len(word) > 2 else None
    return message("did you mean “{word}”?", word=shown[match]) if match else None


def missing_columns(written: Sequence[str], fields: Sequence[str | None], country: Country | None) -> list[Problem]:
    """Problems of required columns: a name, an address, and a country unless all rows have a given one."""
    there_is = set(fields)
    needs = {
        "name": (message("there is no column for a name"), "name" in there_is or {"given", "family"} <= there_is),
        "address": (message("there is no column for an address"), {"address", "address1", "street", "box"} & there_is),
        "country": (message("there is no column for a country"), country or "country" in there_is),
    }
    found = join(message("“{label}”", label=heading) for heading in written if heading) or message("none")
    if not any(fields) and any(map(str.isdigit, "".join(_QUESTION_NUMBER.sub("", heading) for heading in written))):
        text = message("there are no headings that are known; the first row is {columns}", columns=found)
        hint = message("put a row with headings above the people: Name, Street, Postcode, City, Country …")
        return [Problem(ProblemCode.MISSING_COLUMN, text, hint)]
    problems = []
    for field, (lacks, there) in needs.items():
        if not there:
            text = message("{lack}; the columns found: {columns}", lack=lacks, columns=found)
            hint = _what_to_call(field, written, fields)
            problems.append(Problem(ProblemCode.MISSING_COLUMN, text, hint, field=field))
    return problems


def _what_to_call(field: str, written: Sequence[str], fields: Sequence[str | None]) -> Message:
    """The heading that was probably meant, and its correct name."""
    names = {"name": ("name", "given", "family"), "address": ("address", "address1", "street")}.get(field, (field,))
    known = [word for name in names for word in words_for(name)]
    name = column_name(field)
    for heading, read_as in zip(written, fields, strict=True):
        if read_as is None and heading and (likely_field(heading) in names or nearest(heading, known, cutoff=0.7)):
            if field != "country":
                return message("is it “{heading}”? call it “{name}”", heading=heading, name=name)
            return message(
                "is it “{heading}”? call it “{name}”, or give --country for everyone", heading=heading, name=name
            )
    if field == "name" and {"given", "family"} & set(fields):
        return message("both a given name and a family name are needed, or the full name in one column")
    if field == "country":
        return message("call it “{name}”, or give --country for everyone", name=name)
    if field == "name":
        return message('call it “{name}”, or give --column "HEADING=name"', name=name)
    street, postcode, city = map(column_name, ("street", "postcode", "city"))
    return message(
        "call it “{name}”, or “{street}” next to “{postcode}” and “{city}”",
        name=name,
        street=street,
        postcode=postcode,
        city=city,
    )
