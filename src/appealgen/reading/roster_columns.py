"""Headings of rosters in five languages → fields of a sender."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from appealgen import resources
from appealgen.errors import Problem, ProblemCode, nearest
from appealgen.language.parsing import SCALARS
from appealgen.messages import Message, message, untranslated
from appealgen.model.identifiers import Country, Tag
from appealgen.yamlfile.reader import load_yaml


@dataclass(frozen=True)
class Headings:
    """`roster_columns.yaml`: meanings of headings, and headings of notes."""

    fields: Mapping[str, tuple[str, ...]]
    either: tuple[str, ...]
    notes: tuple[str, ...]
    examples: Mapping[Tag, str]
    notes_sheets: Mapping[Tag, str]


@cache
def headings() -> Headings:
    """The bundled headings."""
    return load_yaml(resources.get("roster_columns.yaml"), Headings, SCALARS)


@cache
def _meanings() -> Mapping[str, str]:
    bundled = headings()
    meanings = {folded_heading(word): field for field, words in bundled.fields.items() for word in words}
    return meanings | {folded_heading(word): "either" for word in bundled.either}


@lru_cache(maxsize=1024)
def folded_heading(heading: str) -> str:
    """A heading for comparison: letters and digits alone, without capitals and accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", heading.casefold()) if c.isalnum())


def meaning(heading: str) -> str | None:
    """The field that a heading means, `either` for a full or partial name, or None."""
    known = _meanings()
    return known.get(folded_heading(heading)) or known.get(folded_heading(re.sub(r"[(\[].*?[)\]]", "", heading)))


def fields_of(written: Sequence[str]) -> list[str | None]:
    """The field of each heading: `name` alone is the full name; next to a given or family name it is the other one.

    A full name next to both is read instead of them.
    """
    fields = [meaning(heading) for heading in written]
    given, family, full = ("given" in fields, "family" in fields, "name" in fields)
    alone = "name" if given == family or full else ("family" if given else "given")
    fields = [alone if field == "either" else field for field in fields]
    if "name" in fields:
        fields = [None if field in ("given", "family") else field for field in fields]
    return fields


def suggestion(heading: str) -> Message | None:
    """Hint for an unknown heading near a known one; none for columns of notes and the like."""
    word = folded_heading(heading)
    if any(word.startswith(folded_heading(note)) for note in headings().notes):
        return None
    shown = {folded_heading(name): name for names in headings().fields.values() for name in names}
    match = nearest(word, list(shown), cutoff=0.8) if len(word) > 2 else None
    return message("did you mean “{word}”?", word=shown[match]) if match else None


def missing_columns(written: Sequence[str], fields: Sequence[str | None], country: Country | None) -> list[Problem]:
    """Problems of required columns: a name, an address, and a country unless all rows have a given one."""
    there_is = set(fields)
    needs = {
        "name": (message("there is no column for a name"), "name" in there_is or {"given", "family"} <= there_is),
        "address": (message("there is no column for an address"), {"address", "address1", "street"} & there_is),
        "country": (message("there is no column for a country"), country or "country" in there_is),
    }
    named = ", ".join(f"“{heading}”" for heading in written if heading)
    found = untranslated(named) if named else message("none")
    problems = []
    for field, (lacks, there) in needs.items():
        if not there:
            hint = _nearest_unread(field, written, fields)
            if field == "country":
                hint = message("{hint} or give --country for everyone", hint=hint)
            text = message("{lack}; the columns found: {columns}", lack=lacks, columns=found)
            problems.append(Problem(ProblemCode.MISSING_COLUMN, text, hint, field=field))
    return problems


def _nearest_unread(field: str, written: Sequence[str], fields: Sequence[str | None]) -> Message:
    """The heading that was probably meant, and its correct name."""
    names = {"name": ("name", "given", "family"), "address": ("address", "address1", "street")}.get(field, (field,))
    known = [word for name in names for word in headings().fields[name]] + (["name"] if field == "name" else [])
    for heading, read_as in zip(written, fields, strict=True):
        if read_as is None and heading and (match := nearest(heading, known, cutoff=0.7)):
            return message("is it “{heading}”? call it “{name}”;", heading=heading, name=match)
    if field == "name" and {"given", "family"} & set(fields):
        return message("both a given name and a family name are needed, or the full name in one column")
    if field == "country":
        return message("call it “{name}”;", name=known[0])
    if field == "name":
        return message("call it “name”")
    return message("call it “address”, or “street” beside “postcode” and “city”")
