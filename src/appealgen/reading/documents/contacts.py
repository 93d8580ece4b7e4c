"""Blocks of addresses → the people in them: office, name, address lines, country, and every way to reach them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from appealgen.model import Country
from appealgen.post.country import country_at_end
from appealgen.reading.documents.lines import Line
from appealgen.reading.documents.words import contact_words, folded, language_words

EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
HIDDEN = re.compile(
    r"\[\s?email\s*(?:protected|geschützt|protégé|protegido)?\s?\]|\[protected\]|\[e-?mail\b[^\]]*\]", re.IGNORECASE
)
CUT_EMAIL = re.compile(r"[\w.-]*\.{3}@[\w.-]+|[\w.-]+@\.{3}")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>()]+[^\s<>().,;]", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w@.])@\w[\w.]{0,40}\w")
_PHONE = re.compile(r"(?:\+|\(?00|\(?0)?[\d(][\d\s()./-]{6,}\d(?:\s?(?:ext|x|-)\.?\s?\d+)?")
_PLATFORMS = {
    "twitter.com": "x",
    "x.com": "x",
    "facebook.com": "facebook",
    "fb.com": "facebook",
    "instagram.com": "instagram",
    "youtube.com": "youtube",
}
_NUMBERED = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|[a-c]\))\s+(?=\S)")
_BULLET = re.compile(r"^\s*[•*–-]\s+(?=\S)")
_OR_ALONE = re.compile(r"\W*(?:and|or|and/or|und|oder|et|ou|y|o)\W*", re.IGNORECASE)
_SMALL = frozenset(
    [
        "of",
        "for",
        "the",
        "and",
        "de",
        "del",
        "la",
        "el",
        "los",
        "las",
        "du",
        "des",
        "von",
        "und",
        "et",
        "y",
        "da",
        "do",
        "dos",
        "bin",
        "ibn",
        "al",
        "van",
        "der",
        "den",
        "zu",
        "auf",
        "di",
        "e",
        "&",
    ]
)
_REMARK = re.compile(
    r"\b(?:please|bitte|veuillez|por favor|due to|only send|note that|do not|wegen|nur)\b", re.IGNORECASE
)
_LONGEST_OFFICE = 110


@dataclass
class Contact:
    """One block. `number` is the line that it begins on; `lines` are what is neither a way to reach them nor a remark.

    `told` are the lines of the ways to reach them; `likely` says what of it was taken for what without a sure sign.
    """

    number: int
    lines: list[Line] = field(default_factory=list)
    office: str | None = None
    name: str | None = None
    address: list[str] = field(default_factory=list)
    country: Country | None = None
    phone: list[str] = field(default_factory=list)
    fax: list[str] = field(default_factory=list)
    email: list[str] = field(default_factory=list)
    social: dict[str, str] = field(default_factory=dict)
    salutation: str | None = None
    hidden: int | None = None
    remarks: list[tuple[str, int]] = field(default_factory=list)
    likely: list[tuple[str, str]] = field(default_factory=list)
    told: list[Line] = field(default_factory=list)
    is_embassy: bool = False
    run_on: bool = False

    @property
    def reached(self) -> bool:
        """Whether any way to reach them was given yet."""
        return bool(self.phone or self.fax or self.email or self.social or self.salutation or self.hidden)

    @property
    def text(self) -> str:
        """All words of the block that are no contact."""
        return "\n".join(line.text for line in self.lines)


class _Piece(NamedTuple):
    """A line, or the part of one that one label of contacts covers; `kind` is None for words without such a label."""

    line: Line
    kind: str | None


def contacts_of(lines: Iterable[Line]) -> list[Contact]:
    """The blocks among the lines of a section, each with its fields."""
    blocks = [block for block in _blocks(list(_pieces(lines))) if block.lines or block.email or block.fax]
    for block in blocks:
        _tell_apart(block)
    return [block for block in blocks if block.office or block.name or block.address or block.email]


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"[\W_]*{_labelled()}")


@cache
def _later_label() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<=[\s,;(.|])|(?<=\sI\s)){_labelled()}")


@cache
def _labelled() -> str:
    """A label of contacts with its colon, or right before a number, a mail address or a handle."""
    kinds = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in contact_words().items())
    number = r"(?:\s?(?:no|number|nr|n°)\.?)?(?:\s?\([^)]{1,30}\))?"
    return rf"(?:{kinds}){number}\s?(?:[:：]|(?=\s+[+(\d])|(?=\s+[\w.+-]+@)|(?=\s+@))"


def _pieces(lines: Iterable[Line]) -> Iterator[_Piece]:
    """Lines cut before each label of contacts in them; what follows a bare label belongs to it."""
    waiting: str | None = None
    for line in lines:
        plain = folded(line.text)
        starts = [match for match in [_label().match(plain)] if match]
        begin = starts[0].end() if starts else 0
        starts += [match for match in _later_label().finditer(plain, begin) if match.start() >= begin]
        if not starts:
            yield _Piece(line, waiting if waiting and _is_value(waiting, line.text) else None)
            waiting = None
            continue
        if (before := line.cut(0, starts[0].start())).spans:
            yield _Piece(before, None)
        for number, match in enumerate(starts):
            end = starts[number + 1].start() if number + 1 < len(starts) else None
            kind = next(name for name, found in match.groupdict().items() if found is not None)
            value = line.cut(match.end(), end)
            waiting = kind if not value.spans else None
            if value.spans:
                yield _Piece(value, kind)


def _is_value(kind: str, text: str) -> bool:
    if kind == "email":
        return bool(EMAIL.search(text) or HIDDEN.search(text))
    if kind in ("phone", "fax"):
        return bool(_PHONE.search(text))
    return kind != "website" or bool(_URL.search(text))


def _blocks(pieces: Sequence[_Piece]) -> list[Contact]:
    blocks: list[Contact] = []
    for piece in pieces:
        line = piece.line
        if _OR_ALONE.fullmatch(line.text):
            continue
        if piece.kind is not None:
            block = blocks[-1] if blocks else _begin(blocks, line)
            block.told.append(line)
            _take(block, piece.kind, line)
            continue
        if _is_placeholder(line.text) or (blocks and _unknown_label(line, blocks[-1])):
            continue
        line, loose = _without_loose(line, blocks[-1] if blocks else Contact(line.number))
        if loose and not line.spans:
            _take_loose(blocks[-1] if blocks else _begin(blocks, piece.line), loose, piece.line.number)
            continue
        if blocks and _is_remark(line):
            blocks[-1].remarks.append((line.text, line.number))
            continue
        if not blocks or _begins_block(line, blocks[-1]):
            _begin(blocks, line)
        words = _BULLET.sub("", _NUMBERED.sub("", line.text, count=1), count=1)
        blocks[-1].lines.append(line.cut(len(line.text) - len(words)))
        if loose:
            _take_loose(blocks[-1], loose, line.number)
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
    if handle := _HANDLE.search(match[2]):
        block.social.setdefault(folded(match[1]), handle[0])
    elif not _URL.search(match[2]):
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
    if block.lines[-1].text != text and len(text) > 60 and _starts_with_office(text) and len(block.lines[-1].text) > 60:
        return True
    heading = (text.isupper() or text.endswith(":")) and is_office(text.rstrip(":"))
    return heading and len(block.lines) > 2


def _starts_with_office(text: str) -> bool:
    return _office_words().match(folded(text)) is not None


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


def _take(block: Contact, kind: str, line: Line) -> None:
    """Take in what a label of contacts gives."""
    text = line.text.strip(" ,;|")
    text = re.sub(r"\sI$", "", text)
    if kind in ("phone", "fax"):
        (block.phone if kind == "phone" else block.fax).append(_number(text))
        _take_loose(block, [match[0] for match in EMAIL.finditer(text)], line.number)
    elif kind == "email":
        _take_loose(block, [*(match[0] for match in EMAIL.finditer(text))], line.number)
        if HIDDEN.search(text) or CUT_EMAIL.search(text):
            block.hidden = line.number
        if (note := re.search(r"\(([^)]*[^\W\d][^)]*)\)", EMAIL.sub("", text))) and len(note[1]) > 8:
            block.remarks.append((note[0], line.number))
    elif kind == "salutation":
        block.salutation = block.salutation or text.rstrip(").,;:! ")
    elif kind == "whatsapp":
        block.social.setdefault(kind, _number(text))
    elif kind in ("website", "drop"):
        return
    elif handle := (_HANDLE.search(text) or _URL.search(text)):
        block.social.setdefault(kind, handle[0])
    elif kind != "x" and text and len(text.split()) <= 4:
        block.social.setdefault(kind, text)


def _number(text: str) -> str:
    """A phone or fax number without what is said about it; numbers with “or” between stay together, as printed."""
    text = EMAIL.sub("", text)
    said = re.split(r"\s*(?:\(\s*[\"“„]?[^\d()+]{4,}|[\"“„;]|(?<=\d)\s*,?\s+(?!oder\b)[^\W\d]{4,})", text, maxsplit=1)[
        0
    ].strip(" ,;")
    return said if said.count("(") == said.count(")") else said.strip("()")


def _without_loose(line: Line, block: Contact) -> tuple[Line, list[str]]:
    """A line without the mail and web addresses that stand in it without a label."""
    text = line.text
    found = [match for pattern in (EMAIL, _URL) for match in pattern.finditer(text)]
    found += [match for match in _HANDLE.finditer(text) if not EMAIL.search(text)]
    if HIDDEN.search(text):
        block.hidden = line.number
        found += list(HIDDEN.finditer(text))
    if not found:
        if _PHONE.fullmatch(text.strip(" ,;")) and len(re.sub(r"\D", "", text)) > 7 and ("+" in text or block.lines):
            return line._replace(spans=()), [text.strip(" ,;")]
        return line, []
    rest = text
    for match in found:
        rest = rest.replace(match[0], "\x00")
    rest = re.sub(r"[\s,;|/]*\x00[\s,;|/]*", " ", rest).strip(" ,;|()[]<>.")
    kept = line.cut(text.find(rest), text.find(rest) + len(rest)) if rest and rest in text else line._replace(spans=())
    if rest and rest not in text:
        kept = line._replace(spans=(line.spans[0]._replace(text=rest),))
    return kept, [match[0] for match in sorted(found, key=lambda m: m.start()) if not HIDDEN.fullmatch(match[0])]


def _take_loose(block: Contact, found: Iterable[str], number: int) -> None:
    del number
    for text in found:
        if EMAIL.fullmatch(text):
            if text.casefold() not in (known.casefold() for known in block.email):
                block.email.append(text)
        elif _URL.match(text):
            platform = next(
                (name for site, name in _PLATFORMS.items() if re.search(rf"(?:^|[/.]){re.escape(site)}", text)), None
            )
            if platform:
                block.social.setdefault(platform, handle_of(text) if platform == "x" else text)
        elif text.startswith("@"):
            block.social.setdefault("x", text)
        else:
            block.phone.append(text)


def handle_of(url: str) -> str:
    """The handle that the address of a profile ends with: https://twitter.com/genprokRK → @genprokRK."""
    last = url.split("?", 1)[0].rstrip("/").rsplit("/", 1)[-1]
    return f"@{last.lstrip('@')}"


_GERMAN_OFFICE = re.compile(
    r"\w(?:minister|direktor|prasident|anwalt|kommissar|sekretar|gouverneur|botschafter|richter|leiter|beauftragte)(?:in|r|n)?(?!\w)"
)
"""Offices that German writes as one word: Generaldirektor."""


@cache
def _office_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){language_words('offices')}(?!\w)")


@cache
def _institution_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){language_words('institutions')}(?!\w)|ministry|ministerium|botschaft")


@cache
def _embassy_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){language_words('embassies')}(?!\w)|botschaft")


@cache
def _honorifics() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{language_words('honorifics')}(?:[\s.,]+|$))+")


@cache
def _domain_words() -> re.Pattern[str]:
    return re.compile(rf"{language_words('domains')}(?!\w)")


def is_office(text: str) -> bool:
    """Whether a line names an office: Minister of Justice; not an institution, and not a street."""
    plain = folded(text)
    found = _office_words().search(plain) or _GERMAN_OFFICE.search(plain)
    if found is None or any(c.isdigit() for c in text) or len(text) > _LONGEST_OFFICE or "@" in text:
        return False
    institution = _institution_words().search(plain)
    return institution is None or found.start() < institution.start()


def is_embassy(text: str) -> bool:
    """Whether a line names an embassy or an ambassador."""
    return _embassy_words().search(folded(text)) is not None and not any(c.isdigit() for c in text)


def is_institution(text: str) -> bool:
    """Whether a line names a building or a body rather than a person."""
    return _institution_words().search(folded(text)) is not None


def honorific_of(text: str) -> str:
    """The honorifics that a name begins with."""
    match = _honorifics().match(folded(text))
    return text[: match.end()] if match else ""


def is_name(text: str) -> bool:
    """Whether a line may be a person's name: two to seven words with capitals, or an honorific before them."""
    stripped = text.strip(" ,")
    if any(c.isdigit() or c in "@:/" for c in stripped) or not 3 <= len(stripped) <= 80:
        return False
    title = honorific_of(stripped)
    rest = stripped[len(title) :].strip(" ,")
    words = [word for word in re.split(r"[\s,]+", rest) if word]
    if not words or len(words) > 7 or is_institution(rest) or country_at_end(rest) is not None:
        return False
    shaped = all(
        word[:1].isupper()
        or word.lower().strip("'’-") in _SMALL
        or word[:2] in ("d'", "d’", "l'", "al", "el")
        or not word[:1].islower()
        for word in words
    )
    return shaped and (bool(title) or (len(words) >= 2 and not is_office(rest)))


def split_office(text: str) -> tuple[str, str] | None:
    """A line that says office and name: Public Prosecutor Hamada Velim → its two parts; None where that is not sure."""
    for mark in (",", " – ", " - ", ";"):
        one, _, other = text.partition(mark)
        one, other = one.strip(), other.strip()
        if one and other:
            if is_office(one) and is_name(other) and not is_office(other):
                return one, other
            if is_office(other) and is_name(one) and not is_office(one):
                return other, one
    return _office_before_name(text)


def _office_before_name(text: str) -> tuple[str, str] | None:
    plain = folded(text)
    first = _office_words().search(plain)
    if first is None:
        return None
    title = _honorifics().search(plain, first.end())
    at = _end_of_office(plain, first.end())
    rest = text[at:].strip(" ,")
    if title and title.start() >= at and is_name(text[title.start() :]):
        return text[: title.start()].strip(" ,"), text[title.start() :].strip(" ,")
    words = rest.split()
    lowered = any(word.islower() and word not in _SMALL for word in words)
    sure = (
        2 <= len(words) <= 5
        and not lowered
        and is_name(rest)
        and words[0].lower() not in _SMALL
        and not _domain_words().match(folded(rest))
    )
    return (text[:at].strip(" ,"), rest) if sure else None


def _end_of_office(plain: str, at: int) -> int:
    """Where an office ends: behind its words, and behind “of” and what it is of, where that is known."""
    while True:
        more = re.compile(rf"\s+{_office_words().pattern}").match(plain, at)
        of = re.compile(
            r"(?:\s+(?:of|for|the|and|&|de|del|la|el|los|du|des|et|y|der|des|fur|von|und|l.)(?!\w)|\s*,)+\s*"
        ).match(plain, at)
        domain = _domain_words().match(plain, of.end()) if of else None
        direct = re.compile(rf"\s+{_domain_words().pattern}").match(plain, at)
        best = max((match.end() for match in (more, domain, direct) if match), default=at)
        if best == at:
            return at
        at = best


def _tell_apart(block: Contact) -> None:
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
    house = _embassy_words().search(folded(text))
    number = re.search(r"\d", text)
    if "," in text[: number.start() if number else None] or house is None or number is None:
        return False
    houses = [m for m in _embassy_words().finditer(folded(text[: number.start()])) if is_institution(m[0])]
    if not houses:
        return False
    at = houses[-1].start()
    block.is_embassy = True
    block.name = text[:at].strip(" ,") or None
    block.office = text[at : number.start()].strip(" ,")
    _address(block, [text[number.start() :]])
    return True


def _official_in_one_line(block: Contact, text: str) -> bool:
    """`Minister of Justice X Y Ministry of Justice 99 Street, Town, Country` → its parts, all of them merely likely."""
    if not _starts_with_office(text):
        return False
    office = _office_words().match(folded(text))
    assert office is not None
    at = _end_of_office(folded(text), office.end())
    rest = text[at:].lstrip(" ,")
    title = honorific_of(rest)
    house = _institution_words().search(folded(rest))
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
        if _PHONE.fullmatch(piece.text) and len(digits) > 7:
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
        if before and before.split()[-1].lower() in _SMALL:
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
