"""Those to write to: blocks of addresses with their roles → targets, with the salutations that belong to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType

from appealgen.importing.document_words import folded
from appealgen.importing.fields.capitals import capital_in
from appealgen.importing.fields.contacts import Contact, handle_of
from appealgen.importing.fields.embassy_host import host_of
from appealgen.importing.fields.names import cased
from appealgen.importing.fields.salutations import salutations, with_salutations
from appealgen.importing.fields.target_blocks import contacts_of
from appealgen.importing.lines import Line
from appealgen.importing.notes import DraftNotes
from appealgen.importing.source import Source
from appealgen.language.localized_names import localized_country
from appealgen.messages import message
from appealgen.model.case import DoubtCode, Role, Target
from appealgen.model.identifiers import UNKNOWN, Country, Slug, slug

_NO_POST = re.compile(
    r"(?:do not|don.t|please only|only) (?:send|write|post|mail)|suspended|no post|no mail|not by post|keine briefe"
    r"|ne pas (?:envoyer|écrire)|no env[ií]en",
    re.IGNORECASE,
)
"""Words of a notice that keeps letters from being posted."""
_OTHER_WAY = re.compile(
    r"(?:send|write|envoyer|env[ií]en)\s(?:\w+\s)?(?:(?:by|via|por|par)\s)?(?:fax|faxes|e-?mails?|telegrams?|t[ée]l[ée]copies?)\b",
    re.IGNORECASE,
)
"""What is asked not to be sent is none that goes by post."""


def blocks(source: Source) -> list[tuple[Role, Contact]]:
    """The blocks of the document with their roles: target, copy, embassy."""
    found: list[tuple[Role, Contact]] = []
    before_letter = _lines_before_letter(source)
    groups: list[tuple[Role, list[Line]]] = [("target", source.sections.lines("targets") or before_letter)]
    groups.append(("copy", source.sections.lines("copies")))
    for role, lines in groups:
        for block in contacts_of(lines):
            found.append(("embassy" if block.is_embassy and role == "copy" else role, block))
    officials = [block for role, block in found if role == "target" and not block.is_embassy]
    return [
        ("embassy" if role == "target" and block.is_embassy and officials else role, block) for role, block in found
    ]


def _lines_before_letter(source: Source) -> list[Line]:
    """The block right before the salutation of a document without a label for addresses."""
    sections = source.sections.sections
    at = next((number for number, section in enumerate(sections) if section.part == "letter"), None)
    if at is None:
        return []
    letters = [number for number, section in enumerate(sections) if section.part == "letter"]
    for number in range(letters[0] - 1, -1, -1):
        if sections[number].part in ("free", "skip", "after") and sections[number].lines:
            lines = list(sections[number].lines)
            last_prose = max((i for i, line in enumerate(lines) if _is_sentence(line)), default=-1)
            tail = lines[last_prose + 1 :]
            return tail if len(tail) > 1 else []
    return []


def _is_sentence(line: Line) -> bool:
    return len(line.text) > 100 and line.text.endswith((".", "”", ")", '"', ":")) and "@" not in line.text


def targets(source: Source, notes: DraftNotes, blocks: Sequence[tuple[Role, Contact]]) -> tuple[Target, ...]:
    """The targets of the blocks; an embassy in a country that is not known is left out, with a doubt."""
    found: list[Target] = []
    for role, block in blocks:
        place = f"targets[{len(found)}]"
        host = None
        if role == "embassy":
            host, likely = host_of(block, source.region)
            if host is None:
                text = " / ".join(line.text for line in block.lines)[:200]
                notes.doubt(
                    DoubtCode.MISSING,
                    "targets",
                    message("an embassy in a country that is not known was left out: {text}", text=text),
                    block.number,
                )
                continue
            if likely:
                notes.doubt(
                    DoubtCode.LIKELY,
                    f"{place}.host",
                    message("the embassy is taken to be in {country}", country=localized_country(host)),
                    block.number,
                )
            _check_town(block, place, notes)
        found.append(_target(source, notes, role, block, place, host, [t.id for t in found]))
    return with_salutations(source, notes, found)


def _check_town(block: Contact, place: str, notes: DraftNotes) -> None:
    """Note an embassy's address without a town, where its mail address names the capital."""
    town = capital_in(" ".join(block.email)) if block.address else None
    if town and block.country is None and not capital_in(" ".join(block.address)):
        text = message("the address names no town; the embassy’s e-mail address says {town}", town=town.title())
        notes.doubt(DoubtCode.NO_TOWN, f"{place}.address", text, block.number)


def _target(
    source: Source, notes: DraftNotes, role: Role, block: Contact, place: str, host: Country | None, ids: Sequence[str]
) -> Target:
    for name in ("office", "name", "address", "phone", "fax", "email", "country", "salutation"):
        if value := getattr(block, name):
            notes.origins[f"{place}.{name}"] = _line_of(block, value[0] if isinstance(value, list) else value, name)
    for field_name, text in block.likely:
        notes.doubt(
            DoubtCode.LIKELY,
            f"{place}.{field_name}",
            message("“{text}” is taken for the {field}", text=text, field=field_name),
            block.number,
        )
    if block.run_on and role != "embassy":
        notes.doubt(
            DoubtCode.LIKELY,
            f"{place}.address",
            message("the whole address stands in one line: check where its lines end"),
            block.number,
        )
    if block.hidden is not None and not block.email:
        notes.doubt(
            DoubtCode.HIDDEN,
            f"{place}.email",
            message("the e-mail address is hidden in this copy of the document"),
            block.hidden,
        )
    for text, number in block.remarks:
        by_post = _NO_POST.search(text) and not _OTHER_WAY.search(text)
        code = DoubtCode.NOTICE if by_post else DoubtCode.REMARK
        notes.doubt(code, f"{place}.address", message("the document says beside it: “{text}”", text=text), number)
    if not (block.address or block.email or block.fax or block.phone or block.social or block.hidden):
        notes.doubt(
            DoubtCode.MISSING,
            f"{place}.address",
            message("there is neither an address nor another way to reach them"),
            block.number,
        )
    _calm(block, source.text)
    offices = block.office or block.name or (block.address or block.email or [role])[0]
    return Target(
        id=_target_id(role, offices, host, ids),
        role=role,
        office=block.office or (None if block.name else offices),
        name=block.name,
        address=tuple(block.address),
        country=block.country if block.country != UNKNOWN else None,
        host=host,
        phone="; ".join(block.phone) or None,
        fax="; ".join(block.fax) or None,
        email=tuple(block.email),
        social=MappingProxyType(dict(block.social)),
        salutation=salutations(block.salutation, source.form.language) if block.salutation else None,
    )


def _line_of(block: Contact, value: str, name: str) -> int:
    """The line of a block that says something; the country's is the last, and where nobody can tell, the first."""
    if name == "country" and block.lines:
        return block.lines[-1].number
    said = next((line.number for line in (*block.lines, *block.told) if value in line.text), None)
    return said or block.number


def _calm(block: Contact, text: str) -> None:
    """Shouted names and offices with the capitals that they have otherwise; an abbreviation alone stays."""
    block.name = cased(block.name, text) if block.name else None
    if block.office and (len(block.office.split()) > 1 or len(block.office) > 6):
        block.office = cased(block.office, text)


def _target_id(role: str, words: str, host: Country | None, ids: Sequence[str]) -> Slug:
    if role == "embassy" and host is not None:
        made = f"embassy-{host.lower()}"
    else:
        latin = [
            word
            for word in re.findall(r"[a-z0-9]+", folded(words))
            if word not in ("the", "and", "der", "des", "la", "el")
        ]
        made = "-".join(latin[:5]) or role
    try:
        made = slug(made[:60].strip("-"))
    except ValueError:
        made = Slug(role)
    number, unique = 2, made
    while unique in ids:
        unique, number = Slug(f"{made}-{number}"), number + 1
    return Slug(unique)


def add_profiles(source: Source, notes: DraftNotes, blocks: Sequence[tuple[Role, Contact]]) -> None:
    """Profiles of the first target that stand under social media; another spelling of a handle is a doubt."""
    block = next((block for role, block in blocks if role == "target"), None)
    if block is None:
        return
    for line in source.sections.lines("social"):
        for url in re.findall(r"(?:https?://)?(?:www\.)?(?:twitter|facebook|instagram|x)\.com/\S+", line.text):
            platform = (
                "x" if re.search(r"(?:twitter|//x|^x)\.com", url) else "facebook" if "facebook" in url else "instagram"
            )
            value = handle_of(url) if platform == "x" else url
            known = block.social.setdefault(platform, value)
            if platform == "x" and known != value and known.casefold() == value.casefold():
                notes.doubt(
                    DoubtCode.SPELLING,
                    "targets[0].social",
                    message(
                        "the handle is spelled {one} and {other} (line {number})",
                        one=known,
                        other=value,
                        number=line.number,
                    ),
                    line.number,
                )
