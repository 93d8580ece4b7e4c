"""Find ways to reach somebody: phone, fax, e-mail, profiles, salutation, with or without a label."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from appealgen.importing.document_words import contact_words, fold_letters
from appealgen.importing.lines import Line
from appealgen.model.document import Span
from appealgen.model.identifiers import Country

EMAIL = re.compile(r"(?<![\w.+'-])[\w+'-]+(?:\.[\w+'-]+)*@[\w-]+(?:\.[\w-]+)+")
HIDDEN = re.compile(
    r"\[\s?email\s*(?:protected|geschützt|protégé|protegido)?\s?\]|\[protected\]|\[e-?mail\b[^\]]*\]", re.IGNORECASE
)
CUT_EMAIL = re.compile(r"[\w.-]*\.{3}@[\w.-]+|[\w.-]+@\.{3}")
_AT = re.compile(r"\s?[\[(]\s?(?:at|arroba|chez|chiocciola)\s?[\])]\s?", re.IGNORECASE)
"""An @ hidden from machines: info [at] example.org."""
URL = re.compile(r"(?:https?://|www\.)[^\s<>()]+[^\s<>().,;]", re.IGNORECASE)
HANDLE = re.compile(r"(?<![\w@.])@\w[\w.]{0,40}\w")
PHONE = re.compile(r"(?:\+|\(?00|\(?0)?[\d(][\d\s()./-]{6,}\d(?:\s?(?:ext|x|-)\.?\s?\d+)?")
_FEWEST = 8
"""Minimum number of signs in a number."""
_PLATFORMS = {
    "twitter.com": "x",
    "x.com": "x",
    "facebook.com": "facebook",
    "fb.com": "facebook",
    "instagram.com": "instagram",
    "youtube.com": "youtube",
}


_AMNESTY = re.compile(r"@(?:[\w-]+\.)*(?:amnesty|aiusa|amnistia)|@amnesty", re.IGNORECASE)
"""Addresses and handles of Amnesty: they occur near a target, but are not the target's."""
_COPIED = re.compile(r"\(?\b(?:cc|bcc|kopie an|copie à|copia a)\b\s*:?[^()]*\)?$", re.IGNORECASE)


@dataclass
class Contact:
    """One block. `number` is its first line; `lines` are neither ways to reach them nor remarks.

    `ended` is whether ways to reach them followed other lines; `follows_country` is whether the block began right
    after the country of another. `reach_lines` are the lines of the ways to reach them; `likely` lists values taken
    without a sure sign; `evidence` is that of the block being a recipient.
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
    reach_lines: list[Line] = field(default_factory=list)
    is_embassy: bool = False
    ended: bool = False
    follows_country: bool = False
    run_on: bool = False
    evidence: frozenset[str] = frozenset()

    def add_handle(self, platform: str, handle: str) -> None:
        """Add a handle or the address of a profile; all handles of a network are kept."""
        known = self.social.setdefault(platform, handle)
        if handle[:1] == known[:1] == "@" and handle.casefold() not in known.casefold().split("; "):
            self.social[platform] = f"{known}; {handle}"

    @property
    def text(self) -> str:
        """All words of the block other than contacts."""
        return "\n".join(line.text for line in self.lines)


@cache
def _labels() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of a contact label with its colon, or before a number, mail address or handle: at line start, inside."""
    kinds = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in contact_words().items())
    number = r"(?:\s?(?:no|number|nr|n°)\.?)?(?:\s?\((?![\d\s+]+\))[^)]{1,30}\))?"
    label = rf"(?:{kinds}){number}\s?(?:[:：]|(?=\s+[+(\d])|(?=\s+[\w.+-]+@)|(?=\s+@)|(?=\s+[‘“«„]))"
    return re.compile(rf"[\W_]*{label}"), re.compile(rf"(?:(?<=[\s,;(.|])|(?<=\sI\s)){label}")


def labelled_pieces(lines: Iterable[Line]) -> Iterator[tuple[Line, str | None]]:
    """Split lines before each contact label in them, with its kind; text after a bare label belongs to it."""
    first, later = _labels()
    waiting: str | None = None
    for line in lines:
        plain = fold_letters(line.text)
        starts = [match for match in [first.match(plain)] if match]
        starts += later.finditer(plain, starts[0].end() if starts else 0)
        if not starts and (alone := _label_alone(plain)) is not None:
            waiting = alone
            continue
        if not starts:
            yield line, waiting if waiting and _is_value(waiting, line.text) else None
            waiting = None
            continue
        if (before := line.cut(0, starts[0].start())).spans:
            yield before, None
        for match, following in itertools.zip_longest(starts, starts[1:]):
            kind = next(name for name, label in match.groupdict().items() if label is not None)
            value = line.cut(match.end(), following.start() if following else None)
            waiting = kind if not value.spans else None
            if value.spans:
                yield value, kind


def _label_alone(plain: str) -> str | None:
    """The kind of a label on a line of its own without a colon, as in a table: Fax."""
    words = plain.strip(" *_")
    alone = (kind for kind in ("phone", "fax", "email", "salutation", "address") if _of_kind(kind).fullmatch(words))
    return next(alone, None)


@cache
def _of_kind(kind: str) -> re.Pattern[str]:
    return re.compile(contact_words()[kind])


def _is_value(kind: str, text: str) -> bool:
    if kind == "email":
        return bool(EMAIL.search(text) or HIDDEN.search(text))
    if kind in ("phone", "fax"):
        runs = re.findall(r"[\d\s()./-]+", text)
        return any(len(run.lstrip(" )./-").rstrip(" ()./-")) >= _FEWEST for run in runs)
    return kind != "website" or bool(URL.search(text))


def take_labelled(block: Contact, kind: str, line: Line) -> None:
    """Add the value of a contact label."""
    line = line._replace(spans=(Span(_AT.sub("@", line.text)),)) if _AT.search(line.text) else line
    text = re.sub(r"\sI$", "", _COPIED.sub("", line.text).strip(" ,;|"))
    block.ended = block.ended or bool(block.lines)
    if kind in ("phone", "fax"):
        (block.phone if kind == "phone" else block.fax).append(_number(text))
        take_loose(block, EMAIL.findall(text))
    elif kind == "email":
        take_loose(block, EMAIL.findall(text))
        if HIDDEN.search(text) or CUT_EMAIL.search(text):
            block.hidden = line.number
        if (note := re.search(r"\(([^)]*[^\W\d][^)]*)\)", EMAIL.sub("", text))) and len(note[1]) > 8:
            block.remarks.append((note[0], line.number))
    elif kind == "salutation":
        block.salutation = block.salutation or text.strip("‘’“”«»„().,;:! ")
    elif kind == "whatsapp":
        block.social.setdefault(kind, _number(text))
    elif kind in ("website", "drop"):
        return
    elif handles := (HANDLE.findall(text) or URL.findall(text)[:1]):
        for handle in handles:
            block.add_handle(kind, handle)
    elif kind != "x" and text and len(text.split()) <= 4:
        block.social.setdefault(kind, text)


_REMARK = re.compile(r"\s*(?:\(\s*[\"“„]?[^\d()+]{4,}|[\"“„;]|(?<=\d)\s*,?\s+(?!oder\b)[^\W\d]{4,})")
"""Beginning of a remark about a number: a bracket, a quotation, a long word."""


def _number(text: str) -> str:
    """A phone or fax number without remarks; numbers joined by “or” stay together, as printed."""
    text = re.sub(r"^\([^)\d]{6,}\)\s*", "", EMAIL.sub("", text).strip())
    number = _REMARK.split(text, maxsplit=1)[0].strip(" ,;/|")
    return number if number.count("(") == number.count(")") else number.strip("()")


def without_loose(line: Line, block: Contact) -> tuple[Line, list[str]]:
    """A line without its unlabelled mail and web addresses."""
    text = line.text
    matches = [match for pattern in (EMAIL, URL) for match in pattern.finditer(text)]
    matches += [match for match in HANDLE.finditer(text) if not EMAIL.search(text)]
    if HIDDEN.search(text):
        block.hidden = line.number
        matches += list(HIDDEN.finditer(text))
    if not matches:
        if PHONE.fullmatch(text.strip(" ,;")) and len(re.sub(r"\D", "", text)) > 7 and ("+" in text or block.lines):
            return line._replace(spans=()), [text.strip(" ,;")]
        return line, []
    rest = text
    for match in matches:
        rest = rest.replace(match[0], "\x00")
    rest = re.sub(r"[\s,;|/]*\x00[\s,;|/]*", " ", rest).strip(" ,;|()[]<>.")
    found = [match[0] for match in sorted(matches, key=lambda m: m.start()) if not HIDDEN.fullmatch(match[0])]
    if (at := text.find(rest)) >= 0:
        return line.cut(at, at + len(rest)), found
    return line._replace(spans=(line.spans[0]._replace(text=rest),)), found


def take_loose(block: Contact, texts: Iterable[str]) -> None:
    """Add unlabelled mail and web addresses, handles and numbers; Amnesty's own are ignored."""
    block.ended = block.ended or bool(block.lines)
    texts = [text for text in texts if not _AMNESTY.search(text)]
    for text in texts:
        if EMAIL.fullmatch(text):
            if text.casefold() not in (known.casefold() for known in block.email):
                block.email.append(text)
        elif URL.match(text):
            platform = next(
                (name for site, name in _PLATFORMS.items() if re.search(rf"(?:^|[/.]){re.escape(site)}", text)), None
            )
            if platform:
                block.add_handle(platform, handle_of(text) if platform == "x" else text)
        elif text.startswith("@"):
            block.add_handle("x", text)
        else:
            block.phone.append(text)


def handle_of(url: str) -> str:
    """The handle at the end of a profile's address: https://twitter.com/genprokRK → @genprokRK."""
    last = url.split("?", 1)[0].rstrip("/").rsplit("/", 1)[-1]
    return f"@{last.lstrip('@')}"
