"""Split the lines of addresses into blocks, one for each person or office."""

from __future__ import annotations

import re
from collections.abc import Iterable

from appealgen.importing.document_words import fold_letters, word_list
from appealgen.importing.fields.address_lines import is_aside
from appealgen.importing.fields.conditions import languages_said
from appealgen.importing.fields.contacts import (
    EMAIL,
    HANDLE,
    URL,
    Contact,
    labelled_pieces,
    take_labelled,
    take_loose,
    without_loose,
)
from appealgen.importing.fields.offices import honorific_of, is_office, starts_with_office
from appealgen.importing.fields.target_parts import split_contact
from appealgen.importing.lines import Line
from appealgen.importing.structure.header_patterns import find_numbers
from appealgen.importing.structure.letter_bounds import is_salutation
from appealgen.importing.structure.near_labels import addresses_somebody
from appealgen.post.country import country_at_end

_TO = re.compile(
    r"^(?:attn|attention|f\.?a\.?o|z\.\s?hd|à l[’']attention de|a la atención de)\.?\s?:?\s+(?=\S)", re.IGNORECASE
)
"""Words before the addressee's name in an office."""
_NUMBERED = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|[a-c]\))\s+(?=\S)")
_POSTCODE = re.compile(
    r"^(?:C\.?\s?P\.?|ZIP(?:\scode)?|PLZ|Post\s?code|Postal code|Code postal|C[óo]digo postal|CEP|CAP)\s?:\s?(?=\d)",
    re.IGNORECASE,
)
"""A postcode label before it: CP: 62450."""
_BULLET = re.compile(r"^\s*[•*–.-]\s+(?=\S)")
_QUOTED = re.compile(r"""["“„«]\s?([^"”“»]{4,60}?),?\s?["”“»]""")
_OR_ALONE = re.compile(r"\W*(?:and|or|and/or|und|oder|et|ou|y|o)\W*", re.IGNORECASE)
_OR_BY_MAIL = re.compile(r"(?:or|and|you can also|oder|und|ou|et|o|y|oppure|of)\s", re.IGNORECASE)
"""Beginning of a sentence after an address that also gives an e-mail address: or email it to …"""
_REMARK = re.compile(
    r"\b(?:please|bitte|veuillez|por favor|due to|only send|note that|do not|wegen|nur)\b", re.IGNORECASE
)


def contacts_of(lines: Iterable[Line]) -> list[Contact]:
    """The blocks among the lines of a section, each with its fields."""
    blocks = [block for block in _blocks(labelled_pieces(lines)) if block.lines or block.email or block.fax]
    for block in blocks:
        split_contact(block)
    return [block for block in blocks if block.office or block.name or block.address or block.email]


def _blocks(pieces: Iterable[tuple[Line, str | None]]) -> list[Contact]:
    blocks: list[Contact] = []
    remarks: list[tuple[str, int]] = []
    apart = False
    for line, kind in pieces:
        joins = bool(_OR_ALONE.fullmatch(line.text)) or (kind is None and addresses_somebody(line.text))
        if joins or _is_page_header(line) or _is_placeholder(line.text):
            apart = apart or joins
            continue
        block = blocks[-1] if blocks else None
        if kind == "address":
            (block or _begin(blocks, line)).lines.append(line)
        elif kind is not None:
            block = block or _begin(blocks, line)
            block.reach_lines.append(line)
            take_labelled(block, kind, line)
        elif languages_said(line.text) and not is_salutation(line.text):
            continue
        elif _is_remark(line):
            if block is not None and _OR_BY_MAIL.match(line.text) and (emails := EMAIL.findall(line.text)):
                take_loose(block, emails)
            remarks.append((line.text, line.number))
        elif block is None or not _unknown_label(line, block):
            _take_plain(blocks, line, apart=apart)
            apart = False
        if blocks:
            blocks[-1].remarks += remarks
            remarks = []
    return blocks


def _take_plain(blocks: list[Contact], line: Line, *, apart: bool) -> None:
    """Add a line without a label: its contact details to the block, the rest as a line."""
    if blocks and blocks[-1].lines and (quoted := _QUOTED.match(line.text)) and is_salutation(quoted[1]):
        blocks[-1].salutation = blocks[-1].salutation or quoted[1].strip(" ,:")
        return
    complete = bool(blocks) and (blocks[-1].ended or _has_country(blocks[-1]))
    if complete and is_salutation(line.text) and not honorific_of(line.text):
        blocks[-1].salutation = blocks[-1].salutation or line.text.strip(" ,:")
        return
    rest, loose = without_loose(line, blocks[-1] if blocks else Contact(line.number))
    if loose and not rest.spans:
        take_loose(blocks[-1] if blocks else _begin(blocks, line), loose)
        return
    if not blocks or _begins_block(rest, blocks[-1], apart=apart):
        follows = bool(blocks) and not blocks[-1].ended and not apart and rest.start != "paragraph"
        _begin(blocks, rest).follows_country = follows
    words = _TO.sub("", _BULLET.sub("", _NUMBERED.sub("", rest.text, count=1), count=1), count=1)
    blocks[-1].lines.append(rest.cut(len(rest.text) - len(words)))
    if loose:
        take_loose(blocks[-1], loose)


def _is_page_header(line: Line) -> bool:
    """Whether a line is a page header in the middle of a block."""
    return bool(find_numbers(line.text)) or fold_letters(line.text).startswith("amnesty international")


def _begin(blocks: list[Contact], line: Line) -> Contact:
    blocks.append(Contact(line.number))
    return blocks[-1]


def _is_placeholder(text: str) -> bool:
    """Whether a line belongs to the empty form for addresses of local embassies."""
    words = re.findall(
        r"[a-z]+|\d", re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=\d)(?=[A-Z])", " ", text.replace("°", " ")).lower()
    )
    return (
        bool(words)
        and all(word in word_list("form_labels") for word in map(fold_letters, words))
        and not re.search(r"\d{3}", text)
    )


def _unknown_label(line: Line, block: Contact) -> bool:
    """Handle a line after an unknown label (Line: @x; Web form: …; RE: …): kept if it is a handle."""
    match = re.match(r"([A-Z][\w /-]{1,28}?)\s?:\s+(\S.*)$", line.text)
    if (
        match is None
        or _POSTCODE.match(line.text)
        or is_office(match[1])
        or country_at_end(match[1]) is not None
        or not block.lines
    ):
        return False
    if emails := EMAIL.findall(match[2]):
        take_loose(block, emails)
    elif handle := HANDLE.search(match[2]):
        block.social.setdefault(fold_letters(match[1]), handle[0])
    elif not URL.search(match[2]):
        block.remarks.append((line.text, line.number))
    return True


def _is_remark(line: Line) -> bool:
    """Whether a line is a sentence beside an address: what to do, not where."""
    text = line.text
    sentence = len(text) > 45 and text.endswith((".", "!")) and sum(word[:1].islower() for word in text.split()) > 5
    asks = bool(_REMARK.search(text)) and len(text.split()) > 4
    return sentence or asks or (is_aside(text) and not is_salutation(text))


def _begins_block(line: Line, block: Contact, *, apart: bool) -> bool:
    """Whether a line without a label begins another block: after contacts, with a number, or as a new office."""
    text = line.text
    if not block.lines:
        return False
    if _NUMBERED.match(text) and not any(c.isdigit() for c in text[3:]):
        return True
    if apart and is_office(text):
        return True
    if block.ended and not (text[:1] in "(" or text[:1].islower()):
        return True
    if _has_country(block) and not _ends_with_country(text) and not _POSTCODE.match(text):
        return True
    if block.lines[-1].text != text and len(text) > 60 and starts_with_office(text) and len(block.lines[-1].text) > 60:
        return True
    if is_office(text) and len(block.lines) > 2 and any(c.isdigit() for other in block.lines for c in other.text):
        return True
    heading = (text.isupper() or text.endswith(":")) and is_office(text.rstrip(":"))
    return heading and len(block.lines) > 2


def _has_country(block: Contact) -> bool:
    """Whether a block has reached the country at its end."""
    if not block.lines or (len(block.lines) == 1 and len(block.lines[0].text) < 70):
        return False
    return _ends_with_country(block.lines[-1].text)


def _ends_with_country(text: str) -> bool:
    """Whether a line is a country, or ends with one after a comma or a postcode; not: Ministry of Health of Chad."""
    country = country_at_end(text)
    if country is None:
        return False
    before = country[1]
    return (
        not before or before[-1].isdigit() or text[len(before) :].lstrip()[:1] in (",", ".", "-", "–") or len(text) > 70
    )
