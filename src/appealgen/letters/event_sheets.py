"""The sheets of an event: what lies on the table, goes with the letters, is bought beforehand and ticked off."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from appealgen.language.locales import (
    best_of,
    country_name,
    language_name,
    listed,
    long_date,
    proofing_tag,
    right_to_left,
)
from appealgen.language.localized import words_in, words_near
from appealgen.language.phrases import Signatures
from appealgen.model.case import Case, Person, Target
from appealgen.model.document import Block, Sheet, Span, Style, Table
from appealgen.model.identifiers import Country, Tag
from appealgen.model.stationery import Paper, Stationery
from appealgen.planning.channels import other_channels
from appealgen.planning.embassy import embassy_in
from appealgen.post.address import recipient_address

# Every English word that the sheets print.
_URGENT_ACTION = "Urgent Action {number}"
_UNTIL = "write until {date}"
_HAPPENED = "What happened"
_ASK = "What to ask for"
_WHOM = "Whom to write to"
_WHOM_HEAD = ("", "Address", "Salutation, and other ways")
_ROLES = {"target": "To", "copy": "Copy to", "embassy": "Copy to", "solidarity": "Support"}
_VIA = "In care of"
_NO_POST = "(no postal address is known)"
_READS = "Languages read there: {languages}."
_OWN_LANGUAGE = "You can also write in your own."
_MESSAGE = "To post online"
_NEVER = "What not to write"
_NEVERS = (
    "Nothing rude, mocking or threatening: be polite and firm, and stay with the facts.",
    "No politics, no ideology, no opinion of the country or its people.",
    "Nothing that this sheet does not say: no rumours, no guesses, no demands of your own.",
    "No second page. A few lines in your own words are enough.",
    "Nothing about Amnesty International before you have asked at the table: customs differ.",
    "Not your full address if you have family in the country or mean to travel there: ask first.",
)
_TALLY = "Letters written"
_TALLY_HEAD = ("Case", "To", "Planned", "Written", "Posted")
_TOTAL = "Total"
_PACKING_HEAD = ("Letter", "Language", "Envelope", "Pages", "Post by", "Signed", "Posted")
_NO_ENVELOPE = "none"
_FOLDER = "Folder: {folder}"
_ENCLOSED = "What is enclosed"
_ENCLOSED_LETTERS = "Letters: {count} (pages: {pages})"
_ENCLOSED_ENVELOPES = "Envelopes: {formats}"
_HOW_TO_POST = "How to post them"
_STEPS = (
    "Read each letter, and sign it by hand above your name.",
    "Put it into the envelope with the same address, or address one by hand.",
    "Put on a stamp for the country on the last line.",
    "Post it soon, and never after its last day.",
    "If an answer comes, show it to the group.",
)
_SHOPPING = "What to buy and bring"
_SUPPLIES_HEAD = ("What", "How many", "Have")
_PAPER = "Paper for letters, {name}, sheets"
_ENVELOPES = "Envelopes, {name}"
_LABELS = "Label sheets, {name}"
_STAMPS = "Stamps"
_STAMPS_HEAD = ("Mail to", "Price", "How many", "Sum", "Have")
_UNPRICED = "Price not known: ask at the post office"

_LONGEST_MESSAGE = 300
"""Characters; a longer message would push a case off its one page."""
_SIGNING, _COUNTING, _BUYING = 11.0, 16.0, 8.0
"""mm; room for a signature, for rows of tally marks, for a tick."""


class TallyLine(NamedTuple):
    """The letters to one office, as planned."""

    case: str
    title: str
    office: str
    planned: int


class PackedLetter(NamedTuple):
    """A letter in somebody's folder. Without an `envelope` it goes into one addressed by hand, or with a window."""

    case: str
    office: str
    language: Tag
    pages: int
    envelope: str | None = None
    post_by: datetime.date | None = None


class Supply(NamedTuple):
    """So many of a size: DL envelopes, sheets of L7160."""

    name: str
    number: int


class Stamps(NamedTuple):
    """So many letters that cost the same; `zone` as the post calls it."""

    zone: str
    price: Decimal
    currency: str
    number: int


class Shopping(NamedTuple):
    """What an event uses up. `unpriced` names the letters for which the table of prices has none."""

    papers: tuple[Supply, ...] = ()
    envelopes: tuple[Supply, ...] = ()
    labels: tuple[Supply, ...] = ()
    stamps: tuple[Stamps, ...] = ()
    unpriced: tuple[str, ...] = ()


def case_sheet(
    case: Case,
    *,
    language: Tag,
    origin: Country,
    stationery: Stationery,
    status: str | None = None,
    embassies: Sequence[Target] = (),
    roots: tuple[Path, ...] = (),
) -> Sheet:
    """A case on a page, to lie on the table: who, what happened, what to ask, of whom, in which words and which not.

    Addresses are as they stand on mail from `origin`, that of the embassy there among them; `embassies` are the user's
    own. `status` is what has become of the case, in words; without it the deadline is given.
    """
    title = words_near(case.title, language) or case.id
    parts: list[Block | Table] = [
        *_about(case, language, origin, status),
        *_section(_HAPPENED, "sheet-text", (words_near(w, language) for w in (case.summary, case.background))),
        *_section(_ASK, "sheet-item", (words_near(demand.text, language) for demand in case.demands)),
        _block("sheet-heading", _WHOM),
        _whom(case, _targets(case, origin, embassies), language, origin, stationery, roots),
        *_languages(case, language),
        *_section(_MESSAGE, "sheet-text", [_message(case, language)]),
        *_section(_NEVER, "sheet-item", _NEVERS),
    ]
    return _sheet(title, parts, language, stationery.paper, origin)


def _about(case: Case, language: Tag, origin: Country, status: str | None) -> Iterator[Block]:
    """The people in bold; country, number and deadline."""
    yield Block("sheet-lead", (Span("; ".join(_named(person, language) for person in case.people), bold=True),))
    if status is None and case.deadline:
        status = _UNTIL.format(date=long_date(case.deadline, language, origin))
    number = _URGENT_ACTION.format(number=case.ua_number) if case.ua_number else None
    facts = (country_name(case.country, language), number, status)
    yield _block("sheet-lead", " · ".join(fact for fact in facts if fact))


def _named(person: Person, language: Tag) -> str:
    name = words_near(person.name, language) or ""
    return f"{name} ({person.pronouns})" if person.pronouns else name


def _whom(
    case: Case,
    targets: Sequence[Target],
    language: Tag,
    origin: Country,
    stationery: Stationery,
    roots: tuple[Path, ...],
) -> Table:
    spoken = language if not case.languages or best_of(language, case.languages) else Tag("en")
    rows = []
    for target in targets:
        where = target.country_in(case.country)
        to = recipient_address(target, where, origin, spoken, stationery, roots=roots)
        lines = to.printed if target.address else (*to.lines, _NO_POST)
        begins = words_in(target.salutation, spoken)
        beside = [begins, *other_channels(target)] if begins else other_channels(target)
        role = _VIA if target.role == "embassy" and case.embassy == "via" else _ROLES[target.role]
        rows.append((role, "\n".join(lines), "\n".join(beside)))
    return Table(widths=(17, 71, 75), head=_WHOM_HEAD, rows=tuple(rows))


def _targets(case: Case, origin: Country, known: Sequence[Target]) -> list[Target]:
    """Those that letters from `origin` go to; the embassy last."""
    embassy = embassy_in(origin, case, known) if case.embassy != "none" else None
    return [target for target in case.targets if target.role != "embassy"] + ([embassy] if embassy else [])


def _languages(case: Case, language: Tag) -> Iterator[Block]:
    names = listed(tuple(language_name(tag, language) for tag in case.languages), language)
    said = [_READS.format(languages=names)] if names else []
    said += [_OWN_LANGUAGE] if case.own_language else []
    if said:
        yield _block("sheet-note", " ".join(said))


def _message(case: Case, language: Tag) -> str | None:
    text = words_in(case.social.messages, language) if case.social else None
    return text if text and len(text) <= _LONGEST_MESSAGE else None


def tally_sheet(lines: Sequence[TallyLine], *, language: Tag, paper: Paper) -> Sheet:
    """A line for each case and office, with boxes for tally marks."""
    rows = [(f"{line.title}\n{line.case}", line.office, str(line.planned), "", "") for line in lines]
    total = (_TOTAL, "", str(sum(line.planned for line in lines)), "", "")
    table = Table(
        widths=(45, 34, 18, 38, 28),
        head=_TALLY_HEAD,
        rows=(*rows, total),
        row_height=_COUNTING,
        boxes=frozenset({3, 4}),
        numbers=frozenset({2}),
        totals=1,
    )
    return _sheet(_TALLY, [table], language, paper)


def packing_list(name: str, folder: str, letters: Sequence[PackedLetter], *, language: Tag, paper: Paper) -> Sheet:
    """What one person takes home: each letter with boxes to tick, what is enclosed, how to post it."""
    rows = tuple(
        (
            f"{letter.office}\n{letter.case}",
            language_name(letter.language, language),
            letter.envelope or _NO_ENVELOPE,
            str(letter.pages),
            long_date(letter.post_by, language) if letter.post_by else "",
            "",
            "",
        )
        for letter in letters
    )
    table = Table(
        widths=(38, 21, 20, 15, 37, 16, 16),
        head=_PACKING_HEAD,
        rows=rows,
        row_height=_SIGNING,
        boxes=frozenset({5, 6}),
        numbers=frozenset({3}),
    )
    formats = Counter(letter.envelope for letter in letters if letter.envelope)
    counts = ", ".join(f"{count} × {form}" for form, count in sorted(formats.items()))
    enclosed = [_ENCLOSED_LETTERS.format(count=len(letters), pages=sum(letter.pages for letter in letters))]
    enclosed += [_ENCLOSED_ENVELOPES.format(formats=counts)] if counts else []
    parts: list[Block | Table] = [
        _block("sheet-lead", _FOLDER.format(folder=folder)),
        table,
        *_section(_ENCLOSED, "sheet-item", enclosed),
        *_section(_HOW_TO_POST, "sheet-number", _STEPS),
    ]
    return _sheet(name, parts, language, paper)


def shopping_list(needs: Shopping, *, language: Tag, paper: Paper) -> Sheet:
    """Paper, envelopes, label sheets and stamps, with sums by currency and the letters without a known price."""
    supplies = [(_PAPER.format(name=name), count) for name, count in needs.papers]
    supplies += [(_ENVELOPES.format(name=name), count) for name, count in needs.envelopes]
    supplies += [(_LABELS.format(name=name), count) for name, count in needs.labels]
    parts: list[Block | Table] = []
    if supplies:
        rows = tuple((name, str(count), "") for name, count in supplies)
        parts.append(_counted((118, 25, 20), _SUPPLIES_HEAD, rows, numbers={1}))
    if needs.stamps:
        parts += [_block("sheet-heading", _STAMPS), _stamps(needs.stamps)]
    parts += _section(_UNPRICED, "sheet-item", needs.unpriced)
    return _sheet(_SHOPPING, parts, language, paper)


def _stamps(stamps: Sequence[Stamps]) -> Table:
    """A row for each zone and price, and for each currency one with its sum."""
    rows = [
        (s.zone, f"{s.price:f} {s.currency}", str(s.number), f"{s.price * s.number:f} {s.currency}", "") for s in stamps
    ]
    totals = []
    for currency in dict.fromkeys(s.currency for s in stamps):
        own = [s for s in stamps if s.currency == currency]
        count, total = sum(s.number for s in own), sum((s.price * s.number for s in own), Decimal(0))
        totals.append((_TOTAL, "", str(count), f"{total:f} {currency}", ""))
    return _counted((58, 30, 25, 30, 20), _STAMPS_HEAD, (*rows, *totals), numbers={1, 2, 3}, totals=len(totals))


def _counted(
    widths: tuple[float, ...],
    head: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    *,
    numbers: set[int],
    totals: int = 0,
) -> Table:
    """A table to buy by: numbers, and a box to tick in the last column."""
    boxes = frozenset({len(widths) - 1})
    return Table(widths, head, rows, row_height=_BUYING, boxes=boxes, numbers=frozenset(numbers), totals=totals)


def cover_sheet(title: str, lines: Sequence[str], *, language: Tag, paper: Paper) -> Sheet:
    """A page to lie between persons or targets in a printed pile."""
    return _sheet(title, [_block("cover-text", line) for line in lines], language, paper, cover=True)


def signature_table(signers: Sequence[tuple[str, str]], words: Signatures) -> Table:
    """Those who sign a group's letter, each with name and place, and room for a signature."""
    rows = tuple((str(number), name, place, "") for number, (name, place) in enumerate(signers, 1))
    return Table(
        widths=(11, 55, 42, 55),
        head=("", words.name, words.place, words.signature),
        rows=rows,
        row_height=_SIGNING,
        boxes=frozenset({3}),
        numbers=frozenset({0}),
        caption=words.signed_by.format(count=len(rows)),
    )


def _section(heading: str, style: Style, texts: Iterable[str | None]) -> list[Block]:
    """A heading and what stands below it; nothing where there is nothing to say."""
    blocks = [_block(style, text) for text in texts if text]
    return [_block("sheet-heading", heading), *blocks] if blocks else []


def _block(style: Style, text: str) -> Block:
    return Block(style, (Span(text),))


def _sheet(
    title: str,
    parts: Sequence[Block | Table],
    language: Tag,
    paper: Paper,
    origin: Country | None = None,
    *,
    cover: bool = False,
) -> Sheet:
    return Sheet(title, tuple(parts), paper, proofing_tag(language, origin), right_to_left(language), cover)
