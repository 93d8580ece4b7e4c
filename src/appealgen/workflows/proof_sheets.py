"""The sheets of a proof: instructions, the event sheets with numbers, and the list of all numbers."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from appealgen.language.catalogues import ENGLISH, translate_into
from appealgen.language.locales import proofing_tag, right_to_left
from appealgen.language.localized_names import localized_language
from appealgen.letters import event_sheets, hand_in_sheets
from appealgen.letters.sheet_parts import SheetFormat
from appealgen.messages import Message, message
from appealgen.model.case import Case, SocialMedia
from appealgen.model.document import Block, Sheet, Span, Table
from appealgen.model.identifiers import Tag, UANumber
from appealgen.model.stationery import Paper, Stationery

_DEADLINE = datetime.date(2027, 11, 28)


class Phrase(NamedTuple):
    """A phrase: its number in the proof, its key in the phrase file, its words, and whether it is still `unread`."""

    number: int
    key: str
    words: str
    unread: bool


def how_to(tag: Tag, sheets: Tag, paper: Paper) -> Sheet:
    """Instructions for the native speaker."""
    steps = (
        message("Read each letter as the official would. What is wrong, stiff, too familiar or old-fashioned?"),
        message(
            "Each phrase is followed by its number in brackets. Note the number and what you would "
            "write instead: no. 14: …"
        ),
        message(
            "Send back your notes, or this file with them. The number is enough: the list at the end gives the phrase."
        ),
    )
    about = message(
        "Letters in {language} about people who do not exist, with all the words that appealgen adds to a letter. "
        "Names, offices, addresses and the demands (…) are examples.",
        language=localized_language(tag),
    )
    blocks = [Block("sheet-lead", (Span(translate_into(about, sheets)),))]
    for number, step in enumerate(steps, 1):
        blocks.append(Block("sheet-number", (Span(translate_into(step, sheets)),), number=number))
    return _sheet(message("Proof: {language}", language=localized_language(tag)), blocks, sheets, paper)


def listed(found: Sequence[Phrase], lead: Message, tag: Tag, sheets: Tag, paper: Paper) -> Sheet:
    """Each number with its phrase, its key, and whether a native speaker has still to check it."""
    unread, head = message("not yet"), ("", message("Phrase"), message("Key"), message("Checked by a native speaker"))
    rows = tuple(
        (str(each.number), each.words, each.key, translate_into(unread, sheets) if each.unread else "")
        for each in found
    )
    table = Table((10, 80, 44, 31), tuple(translate_into(text, sheets) for text in head), rows, numbers=frozenset({0}))
    parts: list[Block | Table] = [Block("sheet-lead", (Span(translate_into(lead, sheets)),)), table]
    made = _sheet(message("The phrases by number"), parts, sheets, paper)
    return made._replace(language=proofing_tag(tag))  # for the fonts of the phrases


def _sheet(title: Message, parts: Sequence[Block | Table], sheets: Tag, paper: Paper) -> Sheet:
    return Sheet(translate_into(title, sheets), tuple(parts), paper, proofing_tag(sheets), right_to_left(sheets))


def numbered_sheets(case: Case, stationery: Stationery, tag: Tag, first: int) -> tuple[list[Sheet], list[Phrase]]:
    """The event sheets with a number after each text, and these numbers with the English texts as keys.

    Only texts that differ from the English sheet are numbered: not names, numbers and addresses.
    """
    found: dict[str, Phrase] = {}

    def marked(english: str, text: str, before: str = "") -> str:
        if text == english:
            return text
        phrase = found.setdefault(english, Phrase(first + len(found), english, text, unread=True))
        return f"{text}{before}[{phrase.number}]"

    pairs = zip(_sheets(case, stationery, ENGLISH), _sheets(case, stationery, tag), strict=True)
    return [_marked(english, sheet, marked) for english, sheet in pairs], list(found.values())


def _sheets(case: Case, stationery: Stationery, tag: Tag) -> Iterator[Sheet]:
    style, host = SheetFormat(tag, stationery.paper), case.targets[-1].country_in(case.country)
    full = replace(
        case, title="…", ua_number=UANumber("1/27"), deadline=_DEADLINE, summary="…", languages=(Tag("is"),),
        own_language=True, social=SocialMedia(messages="…"),
    )  # fmt: skip
    packed, one = event_sheets.PackedLetter("proof", "…", tag, 1), MappingProxyType({"A4": 1})
    yield event_sheets.case_sheet(full, tag, host, stationery)
    yield event_sheets.tally_sheet([event_sheets.TallyLine("proof", "…", "…", 1)], style)
    yield event_sheets.packing_list("Jo Example", "jo-example", [packed], style)
    yield event_sheets.shopping_list(event_sheets.Shopping(one, one, one, one, unpriced=1), style)
    yield hand_in_sheets.hand_in_form(full, "…", [hand_in_sheets.HandedIn("…", tag, 1)], _DEADLINE, style)
    counts = [hand_in_sheets.CaseCount("proof", "…", None, 1)]
    yield hand_in_sheets.parcel_list(counts, None, style)
    yield hand_in_sheets.certificate(counts, None, None, style)


def _marked(english: Sheet, sheet: Sheet, mark: Callable[..., str]) -> Sheet:
    parts: list[Block | Table] = []
    for one, other in zip(english.parts, sheet.parts, strict=True):
        if isinstance(one, Block) and isinstance(other, Block):
            spans = tuple(s._replace(text=mark(e.text, s.text)) for e, s in zip(one.spans, other.spans, strict=True))
            parts.append(other._replace(spans=spans))
        elif isinstance(one, Table) and isinstance(other, Table):
            head = tuple(mark(e, text, "\n") for e, text in zip(one.head, other.head, strict=True))
            rows = tuple((mark(e[0], r[0], "\n"), *r[1:]) for e, r in zip(one.rows, other.rows, strict=True))
            parts.append(other._replace(head=head, rows=rows))
    return sheet._replace(title=mark(english.title, sheet.title), parts=tuple(parts))
