"""Sheets of an event: to display on the table, to enclose with letters, to buy by and to tick off."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from appealgen.language.catalogues import translate_into
from appealgen.language.locales import (
    country_name,
    in_numerals,
    language_name,
    listed,
    long_date,
    number_in,
)
from appealgen.language.localized import words_in, words_near
from appealgen.language.localized_names import localized_pronouns
from appealgen.language.matching import reads
from appealgen.language.phrases import Signatures
from appealgen.language.typography import typeset
from appealgen.letters.sheet_parts import SheetFormat, block, section, sheet_of, translated
from appealgen.messages import Message, message, nmessage, untranslated
from appealgen.model.case import Case, LocalizedText, Person, Target
from appealgen.model.document import Block, Sheet, Span, Table
from appealgen.model.identifiers import Country, Tag
from appealgen.model.stationery import Stationery
from appealgen.planning.notices import other_channels
from appealgen.planning.planner import embassy_in
from appealgen.post.address import Posting, recipient_address
from appealgen.post.postage import Stamp, sums
from appealgen.post.territories import at_home

_HEADS = {
    "whom": (untranslated(""), message("Address"), message("Salutation and other contacts")),
    "tally": (message("Case"), message("To"), message("Planned"), message("Written"), message("Posted")),
    "packing": (
        message("Letter"),
        message("Language"),
        message("Envelope"),
        message("Pages"),
        message("Post by"),
        message("Signed"),
        message("Posted"),
    ),
    "supplies": (message("What"), message("How many"), message("Have")),
    "stamps": (message("Mail to"), message("Price"), message("How many"), message("Sum"), message("Have")),
}
"""The head of each table."""
_ROLES = {
    "target": message("To"),
    "copy": message("Copy to"),
    "embassy": message("Copy to"),
    "solidarity": message("Support"),
}
_NEVER = (
    message("Nothing rude, mocking or threatening: be polite and firm, and keep to the facts."),
    message("No politics, no ideology, no opinions about the country or its people."),
    message("Nothing beyond this sheet: no rumours, no guesses, no demands of your own."),
    message("No second page. A few lines in your own words are enough."),
    message("No mention of Amnesty International before you have asked at the table: customs differ."),
    message("Not your full address if you have family in the country or plan to travel there: ask first."),
)
_STEPS = (
    message("Read each letter, and sign it by hand above your name."),
    message("Put it into the envelope with the same address, and the same mark if it has one, or address one by hand."),
    message("Put on a stamp for the country on the last line."),
    message("Post it soon, and never after the deadline."),
    message("If an answer comes, show it to the group."),
)
_TOTAL = message("Total")
_LONGEST_MESSAGE = 300
"""Characters; a longer message would take the case sheet beyond one page."""
_SIGNING, _COUNTING, _TICKING = 11.0, 16.0, 8.0
"""mm; space for a signature, for tally marks, for a tick."""


class TallyLine(NamedTuple):
    """The planned letters to one office."""

    case: str
    title: str
    office: str
    planned: int


class PackedLetter(NamedTuple):
    """A letter in somebody's folder, with its number among theirs.

    Without an `envelope` it needs one addressed by hand, or one with a window.
    """

    case: str
    office: str
    language: Tag
    pages: int
    envelope: str | None = None
    post_by: datetime.date | None = None
    number: str = ""


class Shopping(NamedTuple):
    """Supplies that an event needs: the number of each kind of paper, envelope, label sheet and stamp.

    `papers` are for letters, `sheets` for sheets of the event, by paper.
    `unpriced` is the number of letters without a price in the table.
    """

    papers: Mapping[str, int] = MappingProxyType({})
    sheets: Mapping[str, int] = MappingProxyType({})
    envelopes: Mapping[str, int] = MappingProxyType({})
    labels: Mapping[str, int] = MappingProxyType({})
    stamps: Mapping[Stamp, int] = MappingProxyType({})
    unpriced: int = 0


def case_sheet(
    case: Case,
    language: Tag,
    origin: Country,
    stationery: Stationery,
    *,
    embassies: Sequence[Target] = (),
    roots: tuple[Path, ...] = (),
) -> Sheet:
    """A case on one page for the table: who is at risk, what happened, what to ask of whom, with which words.

    Addresses are as on mail from `origin`, including that of the embassy there; `embassies` are the user's own.
    """
    summary, background = (typeset_words(words, language) for words in (case.summary, case.background))
    demands = (typeset_words(demand.text, language) for demand in case.demands)
    parts: list[Block | Table] = [
        *_about(case, language, origin),
        *section(message("What happened"), "sheet-text", [summary], language),
        *section(message("What to ask for"), "sheet-demand", demands, language),
        block("sheet-heading", translate_into(message("Whom to write to"), language)),
        _whom(case, _targets(case, origin, embassies), language, origin, stationery, roots),
        *_languages(case, language),
        *section(message("Background"), "sheet-text", [background], language),
        *section(message("To post online"), "sheet-text", [_post(case, language)], language),
        *section(message("What not to write"), "sheet-item", translated(_NEVER, language), language),
        *_source(case, language, origin),
    ]
    title = typeset_words(case.title, language) or case.id
    return sheet_of(title, parts, SheetFormat(language, stationery.paper), origin)


def typeset_words(words: LocalizedText | None, language: Tag) -> str | None:
    """Words of a case for a sheet, with the marks of its language; words in another language are unchanged."""
    own = words_in(words, language)
    return typeset(own, language) if own else words_near(words, language)


def _about(case: Case, language: Tag, origin: Country) -> Iterator[Block]:
    """The people in bold; country, number, and deadline or closure."""
    yield Block("sheet-lead", (Span("; ".join(_named(person, language) for person in case.people), bold=True),))
    facts = [country_name(case.country, language)]
    if case.ua_number:
        facts.append(translate_into(message("Urgent Action {number}", number=case.ua_number), language))
    closing = next((update for update in case.updates if update.closes), None)
    if closing is not None:
        facts.append(_closed(closing.date, language, origin))
    elif case.deadline:
        date = long_date(case.deadline, language, origin)
        facts.append(translate_into(message("write by {date}", date=date), language))
    yield block("sheet-lead", " · ".join(facts))


def _closed(date: datetime.date | None, language: Tag, origin: Country) -> str:
    if date is None:
        return translate_into(message("closed: no further letters are requested"), language)
    day = long_date(date, language, origin)
    return translate_into(message("closed on {day}: no further letters are requested", day=day), language)


def _source(case: Case, language: Tag, origin: Country) -> Iterator[Block]:
    """The document with what happened: its number, its index, and its date."""
    number = (
        translate_into(message("Urgent Action {number}", number=case.ua_number), language) if case.ua_number else ""
    )
    date = long_date(case.issued, language, origin) if case.issued else ""
    if found := " · ".join(text for text in (number, case.index, date) if text):
        yield block("sheet-source", translate_into(message("Source: {source}", source=found), language))


def _named(person: Person, language: Tag) -> str:
    name = words_near(person.name, language) or ""
    return f"{name} ({translate_into(localized_pronouns(person.pronouns), language)})" if person.pronouns else name


def _whom(
    case: Case,
    targets: Sequence[Target],
    language: Tag,
    origin: Country,
    stationery: Stationery,
    roots: tuple[Path, ...],
) -> Table:
    """A row for each target: its role, its address as on mail from `origin`, and the salutation.

    Where people can write in their own language, its salutation is there too.
    """
    read = language if not case.languages or any(reads(own, language) for own in case.languages) else Tag("en")
    posting, rows = Posting(origin, read, stationery.country_names, roots), []
    for target in targets:
        country = target.country_in(case.country)
        to = recipient_address(
            target, country, posting._replace(language=language if at_home(origin, country) else read)
        )
        lines = to.printed if target.address else (*to.lines, message("(no postal address is known)"))
        tags = (read, language) if case.own_language else (read,)
        salutations = dict.fromkeys(words_in(target.salutation, tag) for tag in tags)
        advice = words_near(target.advice, language) if target.advice else None
        beside = [*filter(None, (*salutations, advice)), *other_channels(target)]
        forwards = target.role == "embassy" and case.embassy == "via"
        role = message("In care of") if forwards else _ROLES[target.role]
        rows.append(tuple("\n".join(translated(texts, language)) for texts in ([role], lines, beside)))
    return Table(widths=(17, 71, 75), head=tuple(translated(_HEADS["whom"], language)), rows=tuple(rows))


def _targets(case: Case, origin: Country, embassies: Sequence[Target]) -> list[Target]:
    """Recipients of letters from `origin`; the embassy last."""
    embassy = embassy_in(origin, case, embassies) if case.embassy != "none" else None
    return [target for target in case.targets if target.role != "embassy"] + ([embassy] if embassy else [])


def _languages(case: Case, language: Tag) -> Iterator[Block]:
    names = listed(tuple(language_name(tag, language) for tag in case.languages), language)
    sentences = [message("Languages read there: {languages}.", languages=names)] if names else []
    sentences += [message("You can also write in your own language.")] if case.own_language else []
    if sentences:
        yield block("sheet-note", " ".join(translated(sentences, language)))


def _post(case: Case, language: Tag) -> str | None:
    text = words_in(case.social.messages, language) if case.social else None
    return typeset(text, language) if text and len(text) <= _LONGEST_MESSAGE else None


def tally_sheet(lines: Sequence[TallyLine], style: SheetFormat, *, handed_in: bool = False) -> Sheet:
    """A line for each case and office, with boxes for tally marks: written, and posted or `handed_in`."""
    head = (*_HEADS["tally"][:-1], message("Handed in")) if handed_in else _HEADS["tally"]
    rows = [
        (f"{line.title}\n{line.case}", line.office, number_in(line.planned, style.language), "", "") for line in lines
    ]
    total = translate_into(_TOTAL, style.language)
    table = Table(
        widths=(43, 38, 19, 36, 27),
        head=tuple(translated(head, style.language)),
        rows=(*rows, (total, "", number_in(sum(line.planned for line in lines), style.language), "", "")),
        row_height=_COUNTING,
        boxes=frozenset({3, 4}),
        numbers=frozenset({2}),
        totals=1,
    )
    return sheet_of(translate_into(message("Letters written"), style.language), [table], style)


def packing_list(
    name: str, folder: str, letters: Sequence[PackedLetter], style: SheetFormat, notes: Sequence[Message] = ()
) -> Sheet:
    """What one person takes home: each letter with boxes to tick, its enclosures, and how to post it."""
    language = style.language
    none = translate_into(message("none"), language)
    rows = tuple(
        (
            f"{letter.number} {letter.office}\n{letter.case}".lstrip(),
            language_name(letter.language, language),
            letter.envelope or none,
            str(letter.pages),
            long_date(letter.post_by, language) if letter.post_by else "",
            "",
            "",
        )
        for letter in letters
    )
    table = Table(
        widths=(40, 22, 19, 16, 24, 20, 22),
        head=tuple(translated(_HEADS["packing"], language)),
        rows=rows,
        row_height=_TICKING,
        ticks=frozenset({5, 6}),
    )
    enclosed = [message("Folder: {folder}", folder=folder), *_enclosed(letters), *notes]
    parts: list[Block | Table] = [
        block("sheet-note", " · ".join(translated(enclosed, language))),
        table,
        *section(message("How to post them"), "sheet-number", translated(_STEPS, language), language),
    ]
    return sheet_of(name, parts, style)


def _enclosed(letters: Sequence[PackedLetter]) -> Iterator[Message]:
    pages = sum(letter.pages for letter in letters)
    yield message("Letters: {count} (pages: {pages})", count=len(letters), pages=pages)
    if formats := Counter(letter.envelope for letter in letters if letter.envelope):
        numbers = ", ".join(f"{count} × {name}" for name, count in sorted(formats.items()))
        yield message("Envelopes: {formats}", formats=numbers)


def shopping_list(needs: Shopping, style: SheetFormat) -> Sheet:
    """Paper, envelopes, label sheets and stamps, with totals by currency and the letters without a known price."""
    language = style.language
    supplies = [
        *((message("Paper for letters, {name}, sheets", name=name), count) for name, count in needs.papers.items()),
        *((message("Paper for sheets of the event, {name}, pages", name=name), n) for name, n in needs.sheets.items()),
        *((message("Envelopes, {name}", name=name), count) for name, count in needs.envelopes.items()),
        *((message("Label sheets, {name}", name=name), count) for name, count in needs.labels.items()),
    ]
    parts: list[Block | Table] = []
    if supplies:
        rows = tuple((translate_into(name, language), number_in(count, language), "") for name, count in supplies)
        parts.append(_to_buy((118, 25, 20), tuple(translated(_HEADS["supplies"], language)), rows, numbers={1}))
    if needs.stamps:
        heading = translate_into(message("Stamps"), language)
        parts += [block("sheet-heading", heading), _stamps(needs.stamps, language)]
    if needs.unpriced:
        letters = translate_into(nmessage("{count} letter", "{count} letters", needs.unpriced), language)
        parts += section(message("Price unknown: ask at the post office"), "sheet-item", [letters], language)
    return sheet_of(translate_into(message("What to buy and bring"), language), parts, style)


def _stamps(stamps: Mapping[Stamp, int], language: Tag) -> Table:
    """A row for each zone and price, and a total for each currency."""

    def number(value: int | Decimal) -> str:
        return number_in(value, language)

    def price(value: Decimal, currency: str) -> str:
        return f"{number(value)} {currency}"

    rows = [
        (s.zone, price(s.price, s.currency), number(count), price(s.price * count, s.currency), "")
        for s, count in stamps.items()
    ]
    totals = [
        (translate_into(_TOTAL, language), "", number(total.letters), price(total.price, currency), "")
        for currency, total in sums(stamps, lambda stamp: stamp.currency).items()
    ]
    head = tuple(translated(_HEADS["stamps"], language))
    return _to_buy((58, 30, 25, 30, 20), head, (*rows, *totals), numbers={1, 2, 3}, totals=len(totals))


def _to_buy(
    widths: tuple[float, ...],
    head: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    *,
    numbers: set[int],
    totals: int = 0,
) -> Table:
    """A shopping table: numbers, and a square to tick in the last column."""
    ticks = frozenset({len(widths) - 1})
    return Table(widths, head, rows, row_height=_TICKING, ticks=ticks, numbers=frozenset(numbers), totals=totals)


def without_letters(people: Sequence[tuple[str, str, str]], style: SheetFormat) -> Sheet:
    """Everybody on the roster without a letter: row, name, and why."""
    head = tuple(translated((message("Row"), message("Name"), message("Why")), style.language))
    table = Table(widths=(17, 48, 98), head=head, rows=tuple(people), numbers=frozenset({0}))
    return sheet_of(translate_into(message("Without letters"), style.language), [table], style)


def cover_sheet(title: str, lines: Sequence[str], style: SheetFormat) -> Sheet:
    """A page that separates persons or targets in a printed pile."""
    return sheet_of(title, [block("cover-text", line) for line in lines], style)._replace(cover=True)


def signature_table(
    signers: Sequence[tuple[str, str]], words: Signatures, language: str = "en", country: str | None = None
) -> Table:
    """People who sign a group's letter: name, place, and space for a signature.

    Row numbers are in the same numerals as the date of the letter.
    """
    rows = tuple(
        (in_numerals(str(number), language, country), name, place, "")
        for number, (name, place) in enumerate(signers, 1)
    )
    return Table(
        widths=(14, 53, 41, 55),
        head=("", words.name, words.place, words.signature),
        rows=rows,
        row_height=_SIGNING,
        boxes=frozenset({3}),
        numbers=frozenset({0}),
        caption=words.signed_by.format(count=in_numerals(str(len(rows)), language, country)),
    )
