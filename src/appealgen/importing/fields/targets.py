"""Read the targets: blocks of addresses with their roles and salutations."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

from appealgen.importing.document_words import fold_letters, says
from appealgen.importing.field_names import name_of_part
from appealgen.importing.fields.address_lines import is_like_address, is_like_name, small_words
from appealgen.importing.fields.capitals import capital_in, host_of
from appealgen.importing.fields.contacts import Contact, handle_of
from appealgen.importing.fields.evidence import Evidence, evidence_of
from appealgen.importing.fields.header import Header
from appealgen.importing.fields.names import unshouted
from appealgen.importing.fields.offices import (
    honorific_of,
    is_institution,
    is_name,
    is_office,
    language_of_office,
    starts_with_office,
)
from appealgen.importing.fields.salutations import salutations_by_language, with_salutations
from appealgen.importing.fields.target_blocks import contacts_of
from appealgen.importing.lines import Line
from appealgen.importing.notes import DraftNotes
from appealgen.importing.source import Source
from appealgen.importing.structure.readers import begins_with_request
from appealgen.language.localized_names import localized_country
from appealgen.messages import message
from appealgen.model.case import DoubtCode, Role, Target
from appealgen.model.identifiers import UNKNOWN, Country, Slug, Tag, is_slug
from appealgen.post.country import country_called

_OTHER_WAY = re.compile(
    r"(?:send|write|envoyer|env[ií]en)\s(?:\w+\s)?(?:(?:by|via|por|par)\s)?(?:fax|faxes|e-?mails?|telegrams?|t[ée]l[ée]copies?)\b",
    re.IGNORECASE,
)
"""A request not to send something is not about post."""
_FEWEST_SIGNS = 2
"""Evidence, besides a label, for somebody to write to: a salutation, a known office, an address, a fax or e-mail."""
_LONGEST_OFFICE = 14
"""Words."""
_MARKS = frozenset("!?“”„»«")
_FEWEST_LINES = 3
"""Minimum number of lines in a block of addresses that is a separate paragraph."""


def contact_blocks(source: Source, notes: DraftNotes, header: Header) -> list[tuple[Role, Contact]]:
    """The blocks of the document that have evidence, with their roles: target, copy, embassy."""
    targets = (
        _evident(source, "targets", notes)
        or _before_letter(source, header.title[1] if header.title else 0)
        or _after_letter(source, notes)
        or _elsewhere(source)
    )
    copies = _evident(source, "copies", notes)
    only_embassies = all(block.is_embassy for block in targets)
    roles: list[tuple[Role, Contact]] = [
        ("embassy" if block.is_embassy and not only_embassies else "target", block) for block in targets
    ]
    return [*roles, *(("embassy" if block.is_embassy else "copy", block) for block in copies)]


def _evident(source: Source, part: str, notes: DraftNotes) -> list[Contact]:
    """The blocks after labels of addresses; one without evidence is left out, with a doubt."""
    sections = [section for section in source.sections.of(part) if section.lines]
    firsts = {section.lines[0].number for section in sections}
    kept: list[Contact] = []
    for block in contacts_of(line for section in sections for line in section.lines):
        evidence = evidence_of(block, labelled=block.number in firsts)
        if evidence and not (_SAYS_WHO.isdisjoint(evidence) and _follows_prose(block, kept, source.lines)):
            kept.append(block)
            continue
        lines = " / ".join(line.text for line in block.lines)[:120]
        text = message("“{text}” is among the addresses but does not look like one; it was left out", text=lines)
        notes.doubt(DoubtCode.MISSING, "targets", text, block.number, grave=part == "targets")
    return kept


_SAYS_WHO = frozenset([Evidence.LABEL, Evidence.OFFICE, Evidence.SALUTATION])


def _follows_prose(block: Contact, before: Sequence[Contact], lines: Sequence[Line]) -> bool:
    """Whether sentences for readers are between a block and the ones before it: it may be whoever wrote them."""
    last = max((line.number for each in before for line in (*each.lines, *each.reach_lines)), default=block.number)
    between = (line.text for line in lines if last < line.number < block.number)
    return any(len(text) > _SENTENCE and text.endswith((".", "!")) for text in between)


_SENTENCE = 80


def ends_of_addresses(source: Source) -> set[int]:
    """The lines of countries at the end of addresses before the salutation: they are not the case's."""
    unlabelled = [] if source.sections.of("targets") else _before_letter(source, 0)
    blocks = [block.lines for block in unlabelled if len(block.lines) >= _FEWEST_LINES]
    return {lines[-1].number for lines in blocks if country_called(lines[-1].text) and lines[-1].start == "line"}


def _before_letter(source: Source, title: int) -> list[Contact]:
    """The blocks right before the salutation, for a document without a label; not from lines up to the headline."""
    if not source.sections.of("letter"):
        return []
    before = [*itertools.takewhile(lambda section: section.part != "letter", source.sections.sections)]
    nearest = next((s for s in reversed(before) if s.part in ("free", "skip", "after", "furniture") and s.lines), None)
    if nearest is None:
        return []
    tail = [*itertools.takewhile(lambda line: not _is_sentence(line), reversed(nearest.lines))][::-1]
    tail = [line for line in tail if line.number > title or line.number < nearest.number]
    blocks = contacts_of(_last_paragraphs(tail)) if len(tail) > 1 else []
    return [block for block in blocks if evidence_of(block, labelled=False) - {Evidence.SALUTATION}]


def _last_paragraphs(lines: Sequence[Line]) -> Sequence[Line]:
    """The last paragraphs that have evidence; all lines if each of them is a paragraph."""
    starts = [number for number, line in enumerate(lines) if line.start == "paragraph" or not number]
    whole = [start for start, end in itertools.pairwise([*starts, len(lines)]) if end - start >= _FEWEST_LINES]
    if not whole:
        return lines
    first = len(lines)  # shorter ones belong to the paragraph above: a way to reach them, a salutation
    for start, end in reversed([*itertools.pairwise([*whole, len(lines)])]):
        if not any(evidence_of(block, labelled=False) for block in contacts_of(lines[start:end])):
            break
        first = start
    return lines[first:]


def _after_letter(source: Source, notes: DraftNotes) -> list[Contact]:
    """The blocks after the close of the letter with a person and a place; not the sender's own address.

    The first lines after the close may be those of its signer, with a doubt.
    """
    behind = [*itertools.dropwhile(lambda section: section.part != "letter", source.sections.sections)]
    lines = [line for section in behind if section.part in ("after", "free") for line in section.lines]
    blocks = contacts_of(itertools.takewhile(lambda line: not _is_sentence(line), lines))
    kept = [block for block in blocks if _says_all(block)]
    if kept and lines and kept[0].number - lines[0].number < _FEWEST_LINES:
        text = message("“{text}” follows the letter: is it whoever signs?", text=kept[0].lines[0].text)
        notes.doubt(DoubtCode.LIKELY, "targets", text, kept[0].number)
    return kept


def _elsewhere(source: Source) -> list[Contact]:
    """The blocks with a person and a place under unknown headings: “Contact”."""
    sections = source.sections.of("unknown", "skip", "furniture")
    return [block for section in sections for block in contacts_of(section.lines) if _says_all(block)]


def _says_all(block: Contact) -> bool:
    evidence = evidence_of(block, labelled=False)
    return bool(evidence & {Evidence.OFFICE, Evidence.SALUTATION} and evidence & {Evidence.ADDRESS, Evidence.REACH})


def _is_sentence(line: Line) -> bool:
    return len(line.text) > 100 and line.text.endswith((".", "”", ")", '"', ":")) and "@" not in line.text


def read_targets(source: Source, notes: DraftNotes, blocks: Sequence[tuple[Role, Contact]]) -> tuple[Target, ...]:
    """The targets of the blocks; an embassy in an unknown country is left out, with a doubt."""
    targets: list[Target] = []
    for role, block in blocks:
        place = f"targets[{len(targets)}]"
        host, likely = host_of(block, source.region) if role == "embassy" else (None, False)
        if role == "embassy" and not (block.address or block.email or block.fax or block.phone):
            text = message("the document names “{text}” without an address; it was left out", text=block.office or "")
            notes.doubt(DoubtCode.NOTICE, "targets", text, block.number)
            continue
        if role == "embassy" and host is None:
            lines = " / ".join(line.text for line in block.lines)[:200]
            text = message("an embassy in an unknown country was left out: {text}", text=lines)
            notes.doubt(DoubtCode.MISSING, "targets", text, block.number)
            continue
        if likely and host is not None:
            text = message("the embassy is assumed to be in {country}", country=localized_country(host))
            notes.doubt(DoubtCode.LIKELY, f"{place}.host", text, block.number)
        if role == "embassy":
            _check_town(block, place, notes)
        _note_origins(block, place, notes)
        notes.evidence[place] = tuple(sorted(block.evidence))
        if role == "target" and targets and any(each.salutation for each in targets) and not block.salutation:
            text = message(
                "is “{text}” somebody to write to, or do they get a copy?", text=block.office or block.name or ""
            )
            notes.doubt(DoubtCode.LIKELY, f"{place}.role", text, block.number)
        _note_doubts(role, block, place, notes)
        _restore_capitals(block, source.text)
        target = _target(role, block, host, source.form.language)
        targets.append(replace(target, id=_unique(target.id, [each.id for each in targets])))
    return with_salutations(source, notes, targets)


def _check_town(block: Contact, place: str, notes: DraftNotes) -> None:
    """Note an embassy's address without a town, if its e-mail address names the capital."""
    town = capital_in(" ".join(block.email)) if block.address else None
    if town and block.country is None and not capital_in(" ".join(block.address)):
        text = message("the address gives no town; the embassy’s e-mail address suggests {town}", town=town.title())
        notes.doubt(DoubtCode.NO_TOWN, f"{place}.address", text, block.number)


def _note_origins(block: Contact, place: str, notes: DraftNotes) -> None:
    for name in ("office", "name", "address", "phone", "fax", "email", "country", "salutation"):
        if value := getattr(block, name):
            notes.origins[f"{place}.{name}"] = _line_of(block, value[0] if isinstance(value, list) else value, name)


def _note_doubts(role: Role, block: Contact, place: str, notes: DraftNotes) -> None:
    """Note values of a block that are only likely, hidden, missing or remarks."""
    for name, text in (*block.likely, *_unlikely(role, block)):
        likely = message("“{text}” was read as the {field}", text=text, field=name_of_part(name))
        notes.doubt(
            DoubtCode.LIKELY,
            f"{place}.{name}",
            likely,
            block.number,
            grave=name != "email" and (role != "copy" or name == "address"),
        )
    if role != "embassy" and not _is_well_founded(block):
        alone = message(
            "little suggests that “{text}” is somebody to write to", text=(block.lines or block.reach_lines)[0].text
        )
        notes.doubt(DoubtCode.LIKELY, place, alone, block.number, grave=role == "target")
    if block.run_on and role != "embassy":
        run_on = message("the whole address is on one line: check where its lines should break")
        notes.doubt(DoubtCode.LIKELY, f"{place}.address", run_on, block.number)
    if not (block.office or block.name):
        likely = message(
            "“{text}” was read as the {field}", text=(block.address or block.email)[0], field=name_of_part("office")
        )
        notes.doubt(DoubtCode.LIKELY, place, likely, block.number, grave=role == "target")
    if block.hidden is not None and not block.email:
        hidden = message("the e-mail address is hidden in this copy of the document")
        notes.doubt(DoubtCode.HIDDEN, f"{place}.email", hidden, block.hidden)
    for text, number in block.remarks:
        by_post = says("no_post").search(text) and not _OTHER_WAY.search(text)
        code = DoubtCode.NOTICE if by_post else DoubtCode.REMARK
        notes.doubt(code, f"{place}.address", message("the document adds: “{text}”", text=text), number)
    if not (block.address or block.email or block.fax or block.phone or block.social or block.hidden):
        missing = message("there is no address and no other way to reach them")
        notes.doubt(DoubtCode.MISSING, f"{place}.address", missing, block.number)


def _is_well_founded(block: Contact) -> bool:
    """Whether enough speaks for a recipient: two kinds of evidence, or one that names an office after a label."""
    if len(block.evidence - {Evidence.LABEL}) >= _FEWEST_SIGNS or block.evidence >= {Evidence.LABEL, Evidence.OFFICE}:
        return True
    return bool(block.name and block.address and _is_titled(block.name))


def _is_titled(name: str) -> bool:
    return bool(honorific_of(name)) or is_office(name) or starts_with_office(name)


def _unlikely(role: Role, block: Contact) -> Iterator[tuple[str, str]]:
    """Values of a block for which neither a known word nor their shape speaks."""
    known = dict(block.likely)
    office, name = block.office or "", block.name or ""
    named = is_office(office) or is_institution(office) or block.is_embassy
    strange = ":" in office or len(office.split()) > _LONGEST_OFFICE or not _MARKS.isdisjoint(office)
    if office and "office" not in known and (strange or not (named or role == "copy") or begins_with_request(office)):
        yield "office", office
    shaped = (is_name(name) or is_like_name(name)) and not begins_with_request(name)
    shaped = shaped and not (
        block.address and office and is_institution(office) and not is_office(office) and not _is_titled(name)
    )
    if name and "name" not in known and not shaped:
        yield "name", name
    yield from (("address", text) for text in block.address if not is_like_address(text) or _is_whole(text, block))
    if len(block.email) > _MOST_EMAILS:
        yield "email", ", ".join(block.email)
    greeting = block.salutation or ""
    if len(small_words(greeting)) > _MOST_EMAILS or any(map(str.isdigit, greeting)):
        yield "salutation", greeting


_MOST_EMAILS = 2


def _is_whole(text: str, block: Contact) -> bool:
    """Whether a line of an address is an office too many, a whole block, or words of a page in capitals."""
    words = len(text.split())
    again = (
        block.office is not None and is_office(text) and language_of_office(text) == language_of_office(block.office)
    )
    return again or words > _LONGEST_OF_ADDRESS or (text.isupper() and words > _FEWEST_SHOUTED)


_LONGEST_OF_ADDRESS, _FEWEST_SHOUTED = 11, 4


def _target(role: Role, block: Contact, host: Country | None, language: Tag) -> Target:
    """The target of a block; its id may equal another's."""
    office = block.office or block.name or (block.address or block.email or [role])[0]
    return Target(
        id=_target_id(role, office, host),
        role=role,
        office=block.office or (None if block.name else office),
        name=block.name,
        address=tuple(block.address),
        country=block.country if block.country != UNKNOWN else None,
        host=host,
        phone="; ".join(block.phone) or None,
        fax="; ".join(block.fax) or None,
        email=tuple(block.email),
        social=MappingProxyType(dict(block.social)),
        salutation=salutations_by_language(block.salutation, language) if block.salutation else None,
    )


def _line_of(block: Contact, value: str, name: str) -> int:
    """The line of a value in a block: the last one for the country, the first one if unknown."""
    if name == "country" and block.lines:
        return block.lines[-1].number
    number = next((line.number for line in (*block.lines, *block.reach_lines) if value in line.text), None)
    return number or block.number


def _restore_capitals(block: Contact, text: str) -> None:
    """Give names and offices in capitals their normal spelling; an abbreviation alone is unchanged."""
    block.name = unshouted(block.name, text) if block.name else None
    if block.office and (len(block.office.split()) > 1 or len(block.office) > 6):
        block.office = unshouted(block.office, text)


def _target_id(role: Role, office: str, host: Country | None) -> Slug:
    """An embassy's host, or the first words of an office, else the role."""
    if role == "embassy" and host is not None:
        return Slug(f"embassy-{host.lower()}")
    words = re.findall(r"[a-z0-9]+", fold_letters(office))
    name = "-".join([word for word in words if word not in ("the", "and", "der", "des", "la", "el")][:5])
    short = name[:60].strip("-")
    return Slug(short if is_slug(short) else role)


def _unique(wanted: Slug, ids: Sequence[str]) -> Slug:
    number, unique = 2, wanted
    while unique in ids:
        unique, number = Slug(f"{wanted}-{number}"), number + 1
    return unique


def add_profiles(source: Source, notes: DraftNotes, blocks: Sequence[tuple[Role, Contact]]) -> None:
    """Add profiles listed under social media to the first target; another spelling of a handle is a doubt."""
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
                text = message(
                    "the handle is spelled {one} and {other} (line {number})",
                    one=known,
                    other=value,
                    number=line.number,
                )
                notes.doubt(DoubtCode.SPELLING, "targets[0].social", text, line.number)
