"""Office, name and address among the lines of a block."""

from __future__ import annotations

import re
from collections.abc import Sequence

from appealgen.model import Country
from appealgen.post.country import country_at_end
from appealgen.reading.documents.contacts import PHONE, Contact
from appealgen.reading.documents.lines import Line
from appealgen.reading.documents.offices import (
    SMALL,
    beginning_office,
    embassies_in,
    end_of_office,
    honorific_of,
    institution_in,
    is_embassy,
    is_institution,
    is_name,
    is_office,
    split_office,
    starts_with_office,
)  # fmt: skip
from appealgen.reading.documents.words import folded


def tell_apart(block: Contact) -> None:
    """Office, name and address among the lines of a block."""
    lines = list(block.lines)
    begins = lines[0].text.split(",", 1)[0] if lines else ""
    if (
        len(lines) == 1
        and len(lines[0].text) > 40
        and lines[0].text.count(",") >= 2
        and not any(c.isdigit() for c in begins)
    ):
        block.run_on = True
        lines = _at_commas(lines[0], block)
    elif len(lines) == 1 and len(lines[0].text) > 60:
        block.run_on = True
    if block.run_on and (
        _embassy_in_one_line(block, block.text) or (len(lines) == 1 and _official_in_one_line(block, block.text))
    ):
        return
    texts = [line.text.strip(" ,;").rstrip(":") for line in lines]
    bolds = [line.bold for line in lines]
    lead = _lead(texts)
    block.is_embassy = any(is_embassy(text) for text in texts[:3] if not folded(text).startswith("c/o")) and not any(
        folded(t).startswith("c/o") for t in texts[:1]
    )
    if texts and block.is_embassy:
        rest = _embassy(block, texts, lead)
    else:
        rest = _official(block, texts, bolds, lead)
    _address(block, rest)


def _lead(texts: Sequence[str]) -> int:
    """How many of the first lines may say who it is: up to the first with a number in it, three at most."""
    for number, text in enumerate(texts[:3]):
        if any(c.isdigit() for c in text) or folded(text).startswith(("c/o", "p.o", "po box")):
            return number
    return min(3, len(texts))


def _embassy_in_one_line(block: Contact, text: str) -> bool:
    """`Ambassador X Embassy of Y 99 Street, Town` without commas between, told apart by the words and the first number."""
    number = re.search(r"\d", text)
    if number is None or "," in text[: number.start()]:
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


def _official_in_one_line(block: Contact, text: str) -> bool:
    """`Minister of Justice X Y Ministry of Justice 99 Street, Town, Country` → its parts, all of them merely likely."""
    if not starts_with_office(text):
        return False
    at = end_of_office(folded(text), beginning_office(text))
    rest = text[at:].lstrip(" ,")
    title = honorific_of(rest)
    house = institution_in(rest)
    until = len(" ".join(rest[len(title) :].split()[:2])) + len(title)
    name = rest[: house.start()] if house and is_name(rest[: house.start()].strip(" ,")) else rest[:until]
    if not is_name(name.strip(" ,")):
        return False
    block.office, block.name = text[:at].strip(" ,"), name.strip(" ,")
    block.likely += [("office", block.office), ("name", block.name)]
    _address(block, [rest[len(name) :]])
    return True


def _embassy(block: Contact, texts: list[str], lead: int) -> list[str]:
    """An embassy's office is the embassy, its name the ambassador's."""
    head = texts[: max(lead, 1)]
    head, texts = _without_commas(head, texts)
    lead = max(lead, len(head))
    house = next((i for i, text in enumerate(head) if is_embassy(text) and is_institution(text)), None)
    person = next((i for i, text in enumerate(head) if i != house and (is_name(text) or is_office(text))), None)
    if house is not None:
        block.office = texts[house]
    if person is not None:
        block.name = texts[person]
        if house is None:
            split = split_office(texts[person])
            block.office, block.name = split if split else (texts[person], None)
    taken = {house, person}
    extra = next((i for i in range(lead) if i not in taken and is_office(texts[i]) and i < 3), None)
    if extra is not None and block.name:
        taken.add(extra)
        block.name = f"{texts[extra]} {block.name}" if not is_office(block.name) else block.name
    return [text for i, text in enumerate(texts) if i not in taken]


def _without_commas(head: list[str], texts: list[str]) -> tuple[list[str], list[str]]:
    """`Ambassador X, Embassy of Y` in one line as two."""
    for number, text in enumerate(head):
        parts = [part.strip() for part in text.split(",", 1)]
        if len(parts) == 2 and is_embassy(text) and is_institution(parts[1]) and not is_institution(parts[0]):
            return [*head[:number], *parts, *head[number + 1 :]], [*texts[:number], *parts, *texts[number + 1 :]]
    return head, texts


def _official(block: Contact, texts: list[str], bolds: Sequence[bool], lead: int) -> list[str]:
    if not texts:
        return []
    first, second = texts[0], texts[1] if lead > 1 else None
    leads_bold = bolds[0] and not all(bolds)
    if (split := split_office(first)) is not None and not (second and is_name(second) and honorific_of(second)):
        if second is not None and is_office(second) and split_office(second) is None:
            block.name, block.office = first, second
            return texts[2:]
        block.office, block.name = split
        return texts[1:]
    if second is not None and is_name(first) and not is_office(first) and is_office(second):
        block.name, block.office = first, second
        return texts[2:]
    if is_office(first) or leads_bold:
        block.office = first
        if second is not None and bolds[0] and bolds[1] and lead > 2 and is_office(second):
            block.office, second = f"{first}, {second}", texts[2]
            texts = [first, *texts[2:]]
        if second is not None and split_office(second) is not None:
            block.name = second
            return texts[2:]
        if second is not None and (
            is_name(second) or (leads_bold and not is_institution(second) and not _is_place(second))
        ):
            block.name = second
            return texts[2:]
        return texts[1:]
    if is_name(first):
        block.name = first
        if (
            second is not None
            and not is_institution(second)
            and len(texts) > 3
            and not honorific_of(first)
            and is_name(second)
        ):
            block.likely.append(("name", first))
        return texts[1:]
    if block.run_on and not honorific_of(first):
        block.likely += [("office", first), ("name", first)]
    if block.run_on and len(texts) == 1:
        block.likely.append(("name", first))
        return texts
    block.office = first
    if lead > 2 and second is not None and is_office(second) and is_name(texts[2]):
        block.office, block.name = second, texts[2]
        return [first, *texts[3:]]
    if second is not None and not _is_place(second):
        block.name = second
        return texts[2:]
    if not is_institution(first):
        block.likely.append(("office", first))
    return texts[1:]


def _is_place(text: str) -> bool:
    return country_at_end(text) is not None or any(c.isdigit() for c in text)


def _at_commas(line: Line, block: Contact) -> list[Line]:
    """A block in one line, cut at its commas; a phone number without a label is taken out of it."""
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


_POSTCODE_AT_END = re.compile(r"(?<=\w)\s+([A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})$")
"""A postcode of the United Kingdom (Royal Mail's form) behind a street in one line."""


def _address(block: Contact, texts: Sequence[str]) -> None:
    """The address lines, and the country that stands at their end, which is not a line."""
    lines = [text for text in (text.strip(" ,;") for text in texts) if text]
    for number in range(len(lines) - 1, max(len(lines) - 3, -1), -1):
        found = country_at_end(lines[number])
        if found is None:
            continue
        code, before = found
        town = lines[number]
        if before and before.split()[-1].lower() in SMALL:
            break  # Ciudad de Guatemala
        if before or len(lines) > 1:
            twice = any(country_at_end(line) == found for line in lines[:number]) if not before else False
            keep = town if not before and not twice and _is_city_state(code) and number == len(lines) - 1 else before
            lines[number : number + 1] = [keep] if keep else []
            block.country = Country(code)
        break
    if block.run_on and lines and (match := _POSTCODE_AT_END.search(lines[-1])):
        lines[-1:] = [lines[-1][: match.start()].rstrip(" ,"), match[1]]
    block.address = lines


def _is_city_state(code: str) -> bool:
    return code in ("SG", "MC", "VA", "LU", "KW", "DJ", "SM")
