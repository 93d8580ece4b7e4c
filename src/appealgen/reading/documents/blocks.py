"""Blocks of addresses: which lines belong together, and who is in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from appealgen.post.country import country_at_end
from appealgen.reading.documents.contacts import HANDLE, URL, Contact, Piece, pieces, take, take_loose, without_loose
from appealgen.reading.documents.lines import Line
from appealgen.reading.documents.offices import is_office, starts_with_office
from appealgen.reading.documents.parts import tell_apart
from appealgen.reading.documents.words import folded

_NUMBERED = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|[a-c]\))\s+(?=\S)")
_BULLET = re.compile(r"^\s*[•*–-]\s+(?=\S)")
_OR_ALONE = re.compile(r"\W*(?:and|or|and/or|und|oder|et|ou|y|o)\W*", re.IGNORECASE)
_REMARK = re.compile(
    r"\b(?:please|bitte|veuillez|por favor|due to|only send|note that|do not|wegen|nur)\b", re.IGNORECASE
)


def contacts_of(lines: Iterable[Line]) -> list[Contact]:
    """The blocks among the lines of a section, each with its fields."""
    blocks = [block for block in _blocks(list(pieces(lines))) if block.lines or block.email or block.fax]
    for block in blocks:
        tell_apart(block)
    return [block for block in blocks if block.office or block.name or block.address or block.email]


def _blocks(pieces: Sequence[Piece]) -> list[Contact]:
    blocks: list[Contact] = []
    for piece in pieces:
        line = piece.line
        if _OR_ALONE.fullmatch(line.text):
            continue
        if piece.kind is not None:
            block = blocks[-1] if blocks else _begin(blocks, line)
            block.told.append(line)
            take(block, piece.kind, line)
            continue
        if _is_placeholder(line.text) or (blocks and _unknown_label(line, blocks[-1])):
            continue
        line, loose = without_loose(line, blocks[-1] if blocks else Contact(line.number))
        if loose and not line.spans:
            take_loose(blocks[-1] if blocks else _begin(blocks, piece.line), loose)
            continue
        if blocks and _is_remark(line):
            blocks[-1].remarks.append((line.text, line.number))
            continue
        if not blocks or _begins_block(line, blocks[-1]):
            _begin(blocks, line)
        words = _BULLET.sub("", _NUMBERED.sub("", line.text, count=1), count=1)
        blocks[-1].lines.append(line.cut(len(line.text) - len(words)))
        if loose:
            take_loose(blocks[-1], loose)
    return blocks


def _begin(blocks: list[Contact], line: Line) -> Contact:
    blocks.append(Contact(line.number))
    return blocks[-1]


_PLACEHOLDERS = frozenset(
    [
        "name",
        "names",
        "address",
        "addresses",
        "fax",
        "number",
        "email",
        "salutation",
        "tratamiento",
        "nombre",
        "direccion",
        "numero",
        "de",
        "correo",
        "e",
        "telefono",
        "nom",
        "noms",
        "adresse",
        "adresses",
        "n",
        "courriel",
        "formule",
        "politesse",
        "d",
        "appel",
        "s",
        "phone",
        "country",
        "pays",
        "pais",
        "1",
        "2",
        "3",
        "4",
    ]
)
"""What stands in the empty form line for local diplomatic addresses."""


def _is_placeholder(text: str) -> bool:
    words = re.findall(
        r"[a-z]+|\d", re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=\d)(?=[A-Z])", " ", text.replace("°", " ")).lower()
    )
    return bool(words) and all(word in _PLACEHOLDERS for word in map(folded, words)) and not re.search(r"\d{3}", text)


def _unknown_label(line: Line, block: Contact) -> bool:
    """A line behind a label that is not known (Line: @x; Web form: …; RE: …): kept where it is a handle."""
    match = re.match(r"([A-Z][\w /-]{1,18}?)\s?:\s+(\S.*)$", line.text)
    if match is None or is_office(match[1]) or country_at_end(match[1]) is not None or not block.lines:
        return False
    if handle := HANDLE.search(match[2]):
        block.social.setdefault(folded(match[1]), handle[0])
    elif not URL.search(match[2]):
        block.remarks.append((line.text, line.number))
    return True


def _is_remark(line: Line) -> bool:
    """A sentence beside an address: what to do, not where."""
    text = line.text
    sentence = len(text) > 45 and text.endswith((".", "!")) and sum(word[:1].islower() for word in text.split()) > 5
    return sentence or (bool(_REMARK.search(text)) and len(text.split()) > 4)


def _begins_block(line: Line, block: Contact) -> bool:
    """Whether a line without a label begins another block: behind contacts, with a number, or as a new office."""
    text = line.text
    if not block.lines:
        return False
    if _NUMBERED.match(text) and not any(c.isdigit() for c in text[3:]):
        return True
    if block.reached and not (text[:1] in "(" or text[:1].islower()):
        return True
    if _has_country(block) and not _ends_with_country(text):
        return True
    if block.lines[-1].text != text and len(text) > 60 and starts_with_office(text) and len(block.lines[-1].text) > 60:
        return True
    heading = (text.isupper() or text.endswith(":")) and is_office(text.rstrip(":"))
    return heading and len(block.lines) > 2


def _has_country(block: Contact) -> bool:
    """Whether a block has come to the country at its end."""
    if not block.lines or (len(block.lines) == 1 and len(block.lines[0].text) < 70):
        return False
    return _ends_with_country(block.lines[-1].text)


def _ends_with_country(text: str) -> bool:
    """Whether a line is a country, or ends with one behind a comma or a postcode; not: Ministry of Health of Chad."""
    found = country_at_end(text)
    if found is None:
        return False
    before = found[1]
    return (
        not before or before[-1].isdigit() or text[len(before) :].lstrip()[:1] in (",", ".", "-", "–") or len(text) > 70
    )
