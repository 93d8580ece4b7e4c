"""Names and values of a case's fields for people: `targets[1].host` is “Embassy: in”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from appealgen.language.localized_names import localized_language
from appealgen.messages import Message, join, message, untranslated
from appealgen.yamlfile.writer import to_plain

if TYPE_CHECKING:
    from appealgen.model.case import Case

_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")
_NAMES = {
    "ua_number": message("Number"),
    "index": message("Index number"),
    "issue": message("First, second or third appeal"),
    "previous": message("Previous document"),
    "title": message("Headline"),
    "country": message("Country"),
    "issued": message("Date of issue"),
    "deadline": message("Deadline"),
    "people": message("People at risk"),
    "summary": message("Summary"),
    "background": message("Background"),
    "demands": message("Demands"),
    "languages": message("Languages the target reads"),
    "targets": message("Whom to write to"),
    "updates": message("Update"),
    "social": message("Texts for social networks"),
    "letters": message("Letter"),
}
_OF_A_PART = {
    "name": message("name"),
    "pronouns": message("pronoun"),
    "office": message("office"),
    "address": message("address"),
    "country": message("country"),
    "host": message("in"),
    "phone": message("phone"),
    "fax": message("fax"),
    "email": message("e-mail"),
    "social": message("social networks"),
    "salutation": message("salutation"),
    "role": message("target or copy"),
    "date": message("date"),
    "closes": message("closes the case"),
    "outcome": message("outcome"),
    "title": message("headline"),
    "number": message("number"),
}


def name_of_part(name: str) -> Message:
    """The name of a field of a target or a person."""
    return _OF_A_PART[name]


_OF_A_CASE = (
    "ua_number",
    "index",
    "issue",
    "title",
    "country",
    "issued",
    "deadline",
    "previous",
    "summary",
    "background",
)
_OF_A_TARGET = ("office", "name", "address", "country", "host", "phone", "fax", "email", "social", "salutation")
_SPEAKS = {
    "label": message("a label"),
    "header": message("the head of the document"),
    "index": message("the index number"),
    "address": message("an address"),
    "embassy": message("an embassy"),
    "salutation": message("a salutation"),
    "office": message("a known office"),
    "reach": message("a fax number or e-mail address"),
    "prose": message("the text"),
    "title": message("the headline"),
    "letter": message("the letter"),
    "frame": message("the page or mail around the document"),
}


def field_name(case: Case, field: str) -> Message:
    """The name of a field of a case; its key in the file if it has no other."""
    (name, number), *steps = _STEP.findall(field) or [("", "")]
    if name == "letters" and steps:
        return message("Letter in {language}", language=localized_language(steps[0][0]))
    if name not in _NAMES:
        return untranslated(field)
    whole = _part(case, name, int(number)) if number else _NAMES[name]
    detail = _OF_A_PART.get(steps[0][0]) if steps else None
    return join([whole, detail], ": ") if detail is not None else whole


def _part(case: Case, name: str, number: int) -> Message:
    """The name of one of several parts: with its number if there are several."""
    parts = getattr(case, name)
    if name == "targets":
        is_embassy = number < len(parts) and parts[number].role == "embassy"
        alike = [at for at, target in enumerate(parts) if (target.role == "embassy") == is_embassy]
        one = alike.index(number) + 1 if number in alike else number + 1
        if len(alike) < 2:
            return message("Embassy") if is_embassy else message("Target")
        return message("Embassy {number}", number=one) if is_embassy else message("Target {number}", number=one)
    if name == "people":
        return message("Person {number}", number=number + 1) if len(parts) > 1 else message("Person at risk")
    if name == "demands":
        return message("Demand {number}", number=number + 1)
    return _NAMES[name]


def evidence_names(evidence: Mapping[str, Iterable[str]], field: str) -> Message:
    """The evidence for a field's value, or for its target, in words; empty if unknown."""
    by = evidence.get(field) or evidence.get(field.rpartition(".")[0]) or ()
    return join([_SPEAKS[name] for name in by if name in _SPEAKS], ", ")


def stated_fields(case: Case) -> Iterator[tuple[str, str]]:
    """The fields of a case with values, each with its value as a text."""
    plain = to_plain(case)
    yield from ((name, str(plain[name])) for name in _OF_A_CASE if plain.get(name))
    for number, person in enumerate(plain.get("people", [])):
        pronouns = f" ({person['pronouns']})" if "pronouns" in person else ""
        yield f"people[{number}].name", _flat(person["name"]) + pronouns
    if plain.get("languages"):
        languages = ", ".join(plain["languages"])
        yield (
            "languages",
            message("{languages}, or your own language", languages=languages) if case.own_language else languages,
        )
    for number, target in enumerate(plain.get("targets", [])):
        yield from ((f"targets[{number}].{name}", _flat(target[name])) for name in _OF_A_TARGET if target.get(name))
    yield from (
        (f"demands[{number}].text", _flat(demand["text"])) for number, demand in enumerate(plain.get("demands", []))
    )
    yield from ((f"letters.{tag}", letter.text) for tag, letter in case.letters.items())
    for update in plain.get("updates", []):
        parts = [str(update[key]) for key in ("number", "date") if key in update]
        yield "updates", join([*parts, *([message("closes the case")] if update.get("closes") else [])], " ")


def _flat(value: Any) -> str:
    return (
        ", ".join(value)
        if isinstance(value, list)
        else " / ".join(value.values())
        if isinstance(value, Mapping)
        else str(value)
    )
