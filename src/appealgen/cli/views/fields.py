"""Fields of a case in words of people: `targets[1].host` is “Embassy: in”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from appealgen.cli.i18n import _, colon, translate
from appealgen.language.localized_names import localized_language
from appealgen.messages import message

if TYPE_CHECKING:
    from appealgen.model.case import Case, Target

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
    "targets": message("Who to write to"),
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
    "frame": message("the page or mail around the document"),
}


def field_words(case: Case, field: str) -> str:
    """What a field of a case is called; a field that has no name is called as in the file."""
    (name, number), *steps = _STEP.findall(field) or [("", "")]
    if name == "letters" and steps:
        return _("Letter in {language}", language=localized_language(steps[0][0]))
    if name not in _NAMES:
        return field
    whole = _part(case, name, int(number)) if number else translate(_NAMES[name])
    detail = _OF_A_PART.get(steps[0][0]) if steps else None
    return f"{whole}{colon()} {translate(detail)}" if detail is not None else whole


def _part(case: Case, name: str, number: int) -> str:
    """What one of several is called: by its number, where there are several."""
    parts = getattr(case, name)
    if name == "targets":
        is_embassy = number < len(parts) and parts[number].role == "embassy"
        alike = [at for at, target in enumerate(parts) if (target.role == "embassy") == is_embassy]
        one = alike.index(number) + 1 if number in alike else number + 1
        if len(alike) < 2:
            return _("Embassy") if is_embassy else _("Target")
        return _("Embassy {number}", number=one) if is_embassy else _("Target {number}", number=one)
    if name == "people":
        return _("Person {number}", number=number + 1) if len(parts) > 1 else _("Person at risk")
    if name == "demands":
        return _("Demand {number}", number=number + 1)
    return translate(_NAMES[name])


def contact_lines(target: Target) -> Iterator[str]:
    """Phone, fax and e-mail of a target, as far as they are known."""
    if target.phone:
        yield _("phone {number}", number=target.phone)
    if target.fax:
        yield _("fax {number}", number=target.fax)
    if target.email:
        yield _("e-mail {addresses}", addresses=", ".join(target.email))


def evidence_words(evidence: Mapping[str, Iterable[str]], field: str) -> str:
    """What speaks for the value of a field, or for the target that it belongs to; nothing where that is not known."""
    by = evidence.get(field) or evidence.get(field.rpartition(".")[0]) or ()
    return ", ".join(translate(_SPEAKS[name]) for name in by if name in _SPEAKS)
