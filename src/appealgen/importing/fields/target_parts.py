"""Split the lines of a block into office, name and address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from appealgen.importing.document_words import fold_letters, word_list
from appealgen.importing.fields.capitals import countries_by_capital
from appealgen.importing.fields.contacts import PHONE, Contact
from appealgen.importing.fields.offices import (
    embassies_in,
    honorific_of,
    is_domain,
    is_embassy,
    is_institution,
    is_name,
    is_office,
    split_office,
    starts_with_office,
)
from appealgen.importing.fields.one_line import parts_of_line
from appealgen.importing.lines import Line
from appealgen.model.document import Span
from appealgen.model.identifiers import Country
from appealgen.post.country import country_at_end
from appealgen.post.postcodes import regions

_RUN_ON, _LONG_RUN_ON = 40, 60
"""Characters of a line, with or without commas, that contains a whole address."""


class Who(NamedTuple):
    """Office and name, and the lines of the address; `likely` lists values taken without a sure sign."""

    office: str | None
    name: str | None
    rest: list[str]
    likely: tuple[tuple[str, str], ...] = ()


class _Lines(NamedTuple):
    """The lines of a block: their words, which are bold, and how many of the first may name the recipient."""

    texts: list[str]
    bolds: list[bool]
    lead: int

    @property
    def first(self) -> str:
        return self.texts[0]

    @property
    def second(self) -> str | None:
        return self.texts[1] if self.lead > 1 else None

    @property
    def leads_bold(self) -> bool:
        """Whether the first line is distinguished from others by bold type."""
        return self.bolds[0] and not all(self.bolds)


def split_contact(block: Contact) -> None:
    """Find office, name and address among the lines of a block."""
    alone = len(block.lines) == 1 and len(block.text) > _LONG_RUN_ON and not _has_commas(block.text)
    lines = _lines_of(block)
    if (block.run_on and _embassy_in_one_line(block, block.text)) or (alone and _in_one_line(block)):
        return
    texts = [line.text.strip(" ,;").rstrip(":") for line in lines]
    if not texts:
        return
    described = _Lines(texts, [line.bold for line in lines], _lead(texts))
    in_care_of = fold_letters(texts[0]).startswith("c/o")
    block.is_embassy = not in_care_of and any(is_embassy(t) for t in texts[:3] if not fold_letters(t).startswith("c/o"))
    who = _embassy(described) if block.is_embassy else _official(described, run_on=block.run_on)
    block.office, block.name = _SMALL_ARTICLE.sub("", _without_honorific(who.office) or "") or None, who.name
    block.likely += who.likely
    if alone and block.office and len(block.office) > _RUN_ON:
        block.likely.append(("office", block.office))
    sure = (
        (who.office is not None and is_office(who.office))
        or bool(who.name and honorific_of(who.name))
        or block.is_embassy
    )
    if block.follows_country and not sure:
        block.likely.append(("name", texts[0]))
    _address(block, who.rest)


def _has_commas(text: str) -> bool:
    """Whether commas separate the parts of an address in one line: its first part is only a name or an office."""
    first = text.partition(",")[0]
    alone = (is_name(first) or starts_with_office(first) or is_embassy(first)) and split_office(first) is None
    return text.count(",") > 1 and alone and not re.search(r"\d|c/o", first) and len(first.split()) <= _MOST_OF_NAME


_MOST_OF_NAME = 8


def _without_honorific(office: str | None) -> str | None:
    """`Seiner Exzellenz Herrn Präsident`, `Monsieur le Président` → the office."""
    honorific = honorific_of(office or "")
    rest = _ARTICLE.sub("", (office or "")[len(honorific) :].strip(" ,"))
    return rest if _OF_ADDRESSEE.match(honorific) and starts_with_office(rest) else office


_OF_ADDRESSEE = re.compile(r"seiner|ihrer|(?:s|i)\.\s?e\.|herrn|frau|monsieur|madame|sra?\.|señora? ", re.IGNORECASE)
"""Formal words before a name or an office in German, French and Spanish."""
_ARTICLE = re.compile(r"^(?:(?:le|la)\s+|l[’'])(?=[A-ZÀ-Þ])")
_SMALL_ARTICLE = re.compile(r"^(?:(?:the|la|le|el|der|die|den|il|a|o)\s|l[’'])(?=[A-ZÀ-Þ])")
"""An article before an office, left over from the words before it: and a copy to | the Embassy of Chad."""
_UNFINISHED = re.compile(r"\s(?:bin|bint|ibn|ben|ould|van|von|de|der|del|of|and|und|et)$")
"""Last words that show that a name or an office continues on the next line."""


def _lines_of(block: Contact) -> list[Line]:
    """The lines of a block; a whole address in one line is split at its commas, and noted as such."""
    lines: list[Line] = []
    for line in block.lines:
        if lines and (_UNFINISHED.search(lines[-1].text) or _ends_office(lines[-1].text, line.text)):
            lines[-1] = lines[-1]._replace(spans=(*lines[-1].spans, Span(" "), *line.spans))
        else:
            lines.append(line)
    if len(lines) != 1:
        return lines
    text = lines[0].text
    numbered = any(c.isdigit() for c in text.split(",", 1)[0])
    if len(text) > _RUN_ON and text.count(",") >= 2 and not numbered:
        block.run_on = True
        return _at_commas(lines[0], block)
    block.run_on = len(text) > _LONG_RUN_ON
    return lines


def _ends_office(before: str, text: str) -> bool:
    """Whether a line is the second part of a broken office: Minister of Justice and Islamic / Affairs."""
    last, first = before.rpartition(" ")[2], text.partition(" ")[0]
    alone = first == text and is_institution(text) and ("," in before or " of " in before)
    return is_office(before) and not is_institution(last) and (alone or _makes_domain(last, first))


def _makes_domain(last: str, first: str) -> bool:
    return not is_domain(last) and is_domain(f"{last} {first}")


def _lead(texts: Sequence[str]) -> int:
    """The number of first lines that may name the recipient: up to the first with a number, three at most."""
    for number, text in enumerate(texts[:3]):
        if any(c.isdigit() for c in text) or fold_letters(text).startswith(("c/o", "p.o", "po box")):
            return number
    return min(3, len(texts))


def _embassy_in_one_line(block: Contact, text: str) -> bool:
    """Split `Ambassador X Embassy of Y 99 Street, Town`, without commas between the parts, by words and number."""
    number = re.search(r"\d", text)
    if number is None or "," in text[: number.start()] or _CARE.search(text):
        return False
    houses = [match.start() for match in embassies_in(text[: number.start()]) if is_institution(match[0])]
    if not houses:
        return False
    at = houses[-1]
    block.is_embassy = True
    block.name = text[:at].strip(" ,") or None
    block.office = text[at : number.start()].strip(" ,")
    _address(block, [text[number.start() :]])
    return True


def _in_one_line(block: Contact) -> bool:
    """Split a block in one line, its parts one after another: all of them are only likely."""
    parts = parts_of_line(block.text)
    if parts is None:
        return False
    block.run_on, block.is_embassy = True, parts.is_embassy
    block.office, block.name = parts.office, parts.name
    block.likely += [(name, text) for name, text in (("office", parts.office), ("name", parts.name)) if text]
    _address(block, parts.address)
    return True


def _embassy(lines: _Lines) -> Who:
    """For an embassy, the office is the embassy and the name is the ambassador's."""
    head, texts = _without_commas(lines.texts[: max(lines.lead, 1)], lines.texts)
    house = next((i for i, text in enumerate(head) if is_embassy(text) and is_institution(text)), None)
    people = [i for i, text in enumerate(head) if i != house and (is_name(text) or is_office(text))]
    titled = (i for i in people if house is not None and honorific_of(texts[i]))
    person = next(titled, next(iter(people), None))
    office = texts[house] if house is not None else None
    name = texts[person] if person is not None else None
    taken = {house, person}
    if name is not None and house is None:
        office, name = split_office(name) or (name, None)
        below = None if name else next((i for i in range(len(head)) if i != person and honorific_of(texts[i])), None)
        if below is not None:
            name = texts[below]
            taken.add(below)
    if house is not None and name is None and (both := _ambassador_and_embassy(texts[house])) is not None:
        name, office = both
    office, town = _without_town(office)
    extra = next((i for i in range(len(head)) if i not in taken and is_office(texts[i])), None)
    if extra is not None and name and not is_office(name):
        taken.add(extra)
        name = name if honorific_of(name) else f"{texts[extra]} {name}"
    rest = [text for i, text in enumerate(texts) if i not in taken]
    has_town = town is None or any(town in text for text in rest)
    return Who(office, name, rest if has_town or town is None else [*rest, town])


def _ambassador_and_embassy(text: str) -> tuple[str, str] | None:
    """`Ambassador X Embassy of Y` in one line → the two; not: Royal Thai Embassy."""
    houses = [match.start() for match in embassies_in(text) if is_institution(match[0])]
    before = text[: houses[-1]].strip(" ,") if houses else ""
    titled = bool(honorific_of(before)) or fold_letters(before).startswith(_AMBASSADOR)
    return (before, text[houses[-1] :]) if (titled and is_name(before)) or (titled and before.count(" ") >= 2) else None


_AMBASSADOR = ("ambassador ", "botschafter", "ambassadeur ", "ambassadrice ", "embajador")


def _without_town(office: str | None) -> tuple[str | None, str | None]:
    """`Embassy of the Republic of Iraq, London` → the embassy, and its town."""
    before, comma, town = (office or "").rpartition(",")
    if comma and fold_letters(town.strip()) in countries_by_capital():
        return before, town.strip()
    return office, None


def _without_commas(head: list[str], texts: list[str]) -> tuple[list[str], list[str]]:
    """Split `Ambassador X, Embassy of Y` in one line into two."""
    for number, text in enumerate(head):
        parts = [part.strip() for part in text.split(",", 1)]
        if len(parts) == 2 and is_embassy(text) and is_institution(parts[1]) and not is_institution(parts[0]):
            return [*head[:number], *parts, *head[number + 1 :]], [*texts[:number], *parts, *texts[number + 1 :]]
    return head, texts


def _official(lines: _Lines, *, run_on: bool) -> Who:
    """Office and name of an official, by the first rule that fits."""
    rules = (_both_in_one, _name_before_office, _office_first, _name_first)
    known = next((who for rule in rules if (who := rule(lines)) is not None), None)
    return known or _body_first(lines, run_on=run_on)


_CARE = re.compile(r"\bc/o\s", re.IGNORECASE)


def _both_in_one(lines: _Lines) -> Who | None:
    """`Public Prosecutor Hamada Velim`; with an office below such a line, all of it is the name."""
    split, second = split_office(lines.first), lines.second
    if split is None or (second and is_name(second) and honorific_of(second)):
        return None
    if second is not None and is_office(second) and split_office(second) is None and not _CARE.match(second):
        return Who(second, lines.first, lines.texts[2:])
    return Who(*split, lines.texts[1:])


def _name_before_office(lines: _Lines) -> Who | None:
    if lines.second is None or not is_office(lines.second) or not is_name(lines.first) or is_office(lines.first):
        return None
    return Who(lines.second, lines.first, lines.texts[2:])


def _office_first(lines: _Lines) -> Who | None:
    if not is_office(lines.first) and not lines.leads_bold:
        return None
    office, texts, second = lines.first, lines.texts, lines.second
    if second is not None and all(lines.bolds[:2]) and lines.lead > 2 and is_office(second):
        office, second, texts = f"{office}, {second}", texts[2], [office, *texts[2:]]
    set_off = lines.leads_bold and second is not None and not is_institution(second) and not _is_place(second)
    named = second is not None and (split_office(second) is not None or is_name(second) or set_off)
    named = named and not (second is not None and _is_office_again(second))
    return Who(office, second, texts[2:]) if named else Who(office, None, texts[1:])


def _is_office_again(text: str) -> bool:
    """Whether a line repeats the office, perhaps in another language: Sr. Presidente de la República."""
    rest = text[len(honorific_of(text)) :].strip(" ,")
    return starts_with_office(rest) and split_office(text) is None and not is_institution(rest)


def _name_first(lines: _Lines) -> Who | None:
    if not is_name(lines.first):
        return None
    second = lines.second
    if second is not None and len(lines.texts) > 2 and _sounds_like_office(second):
        return Who(second, lines.first, lines.texts[2:], (("office", second),))
    unsure = second is not None and len(lines.texts) > 3 and not honorific_of(lines.first) and is_name(second)
    return Who(None, lines.first, lines.texts[1:], (("name", lines.first),) if unsure else ())


def _sounds_like_office(text: str) -> bool:
    """Whether a line below a name has the form of an office that is not known: Kommandeur der Grenztruppen."""
    of = re.match(r"[^\W\d]\S+(?:\s[^\W\d]\S+)?\s(?:of|for|der|des|du|de|del|dei|della|à|van|voor|do|da)(?!\w)", text)
    return of is not None and not (is_institution(text[: of.end()]) or _is_place(text))


def _body_first(lines: _Lines, *, run_on: bool) -> Who:
    """An organization: first its kind or its name, perhaps its head below."""
    first, second, texts = lines.first, lines.second, lines.texts
    likely = (("office", first), ("name", first)) if run_on and not honorific_of(first) else ()
    if run_on and len(texts) == 1:
        return Who(None, None, texts, (*likely, ("name", first)))
    if second is not None and split_office(second) is not None and is_institution(first):
        return Who(first, second, texts[2:], likely)
    if lines.lead > 2 and second is not None and is_office(second) and is_name(texts[2]):
        either = (("office", second), ("address", first)) if is_institution(first) else ()
        return Who(second, texts[2], [first, *texts[3:]], (*likely, *either))
    if second is not None and not _is_place(second):
        return Who(first, second, texts[2:], likely)
    return Who(first, None, texts[1:], likely if is_institution(first) else (*likely, ("office", first)))


def _is_place(text: str) -> bool:
    return country_at_end(text) is not None or any(c.isdigit() for c in text)


def _at_commas(line: Line, block: Contact) -> list[Line]:
    """A block in one line, split at its commas, without an unlabelled phone number."""
    pieces, at, depth = [], 0, 0
    for number, char in enumerate(line.text + ","):
        depth += (char == "(") - (char == ")")
        if char in ",;" and depth <= 0:
            if (piece := line.cut(at, number)).spans:
                pieces.append(piece)
            at = number + 1
    kept = []
    for piece in pieces:
        digits = re.sub(r"\D", "", piece.text)
        if PHONE.fullmatch(piece.text) and len(digits) > 7:
            block.phone.append(piece.text)
        else:
            kept.append(piece)
    return kept


_POSTCODE_IN = re.compile(r"[^\W\d]\s\d{5,6}$")
"""A postcode behind the town of a city state, which is then printed already."""
_POSTCODE_AT_END = re.compile(r"(?<=\w)\s+([A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})$")
"""A British postcode (Royal Mail's form) after a street in one line."""


_STATE = re.compile(r",?\s([A-Z]{2}),?\s\d{5}(?:-\d{4})?$")
"""A state of the USA and its postcode at the end of an address (USPS, Publication 28)."""


def _address(block: Contact, texts: Sequence[str]) -> None:
    """The address lines, and the country at their end, which is not a line."""
    lines = [text for text in (text.strip(" ,;") for text in texts) if text]
    for number in range(len(lines) - 1, max(len(lines) - 3, -1), -1):
        country = country_at_end(lines[number])
        if country is None:
            continue
        code, before = country
        town = lines[number]
        if before and before.split()[-1].lower() in word_list("particles"):
            break  # Ciudad de Guatemala
        if before or len(lines) > 1:
            twice = any(country_at_end(line) == country for line in lines[:number]) if not before else False
            coded = any(_POSTCODE_IN.search(line) for line in lines[:number])
            alone = not before and not twice and not coded and number == len(lines) - 1
            keep = town if alone and _is_city_state(code) else before
            lines[number : number + 1] = [keep] if keep else []
            block.country = Country(code)
        break
    if (
        not (block.country or block.is_embassy)
        and lines
        and (match := _STATE.search(lines[-1]))
        and match[1].casefold() in regions("US")
    ):
        block.country = Country("US")
    if block.run_on and lines and (match := _POSTCODE_AT_END.search(lines[-1])):
        lines[-1:] = [lines[-1][: match.start()].rstrip(" ,"), match[1]]
    block.address = lines


def _is_city_state(code: str) -> bool:
    return code in ("SG", "MC", "VA", "LU", "KW", "DJ", "SM")
