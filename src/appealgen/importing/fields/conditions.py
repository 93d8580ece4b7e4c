"""Read the conditions for letters: the deadline, the languages, the document before this one."""

from __future__ import annotations

import datetime
import re
from functools import cache

from appealgen.errors import nearest
from appealgen.importing.document_words import (
    all_words,
    fold_letters,
    plain_words,
    says,
    word_list,
    word_pattern,
)
from appealgen.importing.fields.dates import find_date, with_year
from appealgen.importing.notes import DraftNotes
from appealgen.importing.source import Source
from appealgen.importing.structure.sections import Value
from appealgen.language.locales import language_name
from appealgen.language.parsing import language_called
from appealgen.messages import join, message
from appealgen.model.case import DoubtCode
from appealgen.model.identifiers import Tag


def read_languages(source: Source, notes: DraftNotes) -> tuple[tuple[Tag, ...], bool]:
    """The target's languages in their order, and whether one may write in one's own."""
    own = bool(source.sections.marked("own_language"))
    tags: list[Tag] = []
    for value in source.sections.named("languages"):
        if re.search(r"(?<!\w)(?:not|nicht|pas|no)(?!\w)", fold_letters(value.text)):
            text = message("the document says which language not to use: “{text}”", text=value.text[:80])
            notes.doubt(DoubtCode.NOTICE, "languages", text, value.number)
        for piece in word_pattern(r"\s*(?:[,;/、，；]|\b{conjunctions}\b)\s*").split(value.text):
            tag, is_own = _language(notes, piece, value)
            own = own or is_own
            if tag is not None and tag not in tags:
                tags.append(tag)
                notes.origins.setdefault("languages", value.number)
    return tuple(tags), own


def _language(notes: DraftNotes, piece: str, value: Value) -> tuple[Tag | None, bool]:
    plain = plain_words(piece)
    if word_pattern("{own_language}").search(plain):
        return None, True
    words = [word for word in piece.split() if plain_words(word) not in _language_noise()]
    name = " ".join(words).strip(" .:()")
    if not name or len(name) > 30:
        return None, False
    if (tag := language_called(name)) is not None:
        return tag, False
    last = language_called(words[-1].strip(" .:()"))
    if last is not None and len(words) < 4:
        return last, False
    if len(words) <= 2:
        known = [
            language_name(code)
            for code in ("en", "fr", "es", "ar", "ru", "zh", "fa", "pt", "tr", "uk", "vi", "de", "id", "th")
        ]
        hint = nearest(name, known, cutoff=0.75)
        text = message("“{name}” is not a known language", name=name)
        if hint:
            text = message("“{name}” is not a known language: is it {guess}?", name=name, guess=hint)
        notes.doubt(DoubtCode.UNKNOWN, "languages", text, value.number)
    return None, False


@cache
def _language_noise() -> frozenset[str]:
    return frozenset(plain_words(word) for words in all_words() for word in words.language_noise)


def read_deadline(source: Source, notes: DraftNotes, issued: datetime.date | None) -> datetime.date | None:
    """The last day for letters; a date without a year gets the one that follows from the day of issue."""
    deadlines: list[tuple[datetime.date, int]] = []
    for value in source.sections.named("deadline"):
        dated = find_date(value.text, month_first=source.month_first)
        if dated is not None and dated.date is None and issued is not None and dated.day_and_month:
            dated = with_year(dated, issued)
        if dated is None or dated.date is None:
            text = dated.doubt if dated and dated.doubt else message("“{text}” is not a date", text=value.text[:60])
            notes.doubt(DoubtCode.LIKELY, "deadline", text, value.number)
            continue
        if dated.doubt:
            notes.doubt(DoubtCode.LIKELY, "deadline", dated.doubt, value.number)
        more = find_date(value.text[dated.end :], month_first=source.month_first)
        lead = fold_letters(value.text[: dated.start]).rstrip(" :(")
        if (lead and not re.search(rf"(?:{says('until').pattern})$", lead)) or (
            more is not None and more.date != dated.date
        ):
            text = message("is {date} the deadline? “{text}”", date=dated.date, text=value.text[:80])
            notes.doubt(DoubtCode.LIKELY, "deadline", text, value.number)
        deadlines.append((dated.date, value.number))
    if len({day for day, _ in deadlines}) > 1:
        days = join(message("{date} (line {line})", date=day, line=number) for day, number in deadlines)
        text = message("several deadlines: {days}", days=days)
        notes.doubt(DoubtCode.CONTRADICTION, "deadline", text, deadlines[-1][1])
    if not deadlines:
        return _near_deadline(source, notes, issued)
    deadline, line = deadlines[0]
    if issued and deadline < issued:
        text = message(
            "the deadline {deadline} comes before the document's date {date}", deadline=deadline, date=issued
        )
        notes.doubt(DoubtCode.CONTRADICTION, "deadline", text, line)
    return notes.originate("deadline", deadline, line)


_LONGEST_LINE = 160
_NOT_CONDITIONS = ("letter", "background", "summary", "people", "social", "messages")


def _near_deadline(source: Source, notes: DraftNotes, issued: datetime.date | None) -> datetime.date | None:
    """A day until which to write in words that are nearly a label's, with a doubt that names them."""
    told = {line.number for line in source.sections.lines(*_NOT_CONDITIONS)}
    for line in source.lines:
        dated = find_date(line.text, month_first=source.month_first) if len(line.text) <= _LONGEST_LINE else None
        if dated is None or line.number in told or not _UNTIL.search(fold_letters(line.text[: dated.start])):
            continue
        dated = with_year(dated, issued) if dated.date is None and issued and dated.day_and_month else dated
        asks = (word_list("writing") | word_list("acting")).intersection(plain_words(line.text).split())
        if asks and dated.date is not None and (issued is None or dated.date > issued):
            text = message("“{text}” was read as the deadline", text=line.text[:80])
            notes.doubt(DoubtCode.LIKELY, "deadline", text, line.number)
            return notes.originate("deadline", dated.date, line.number)
    return None


_UNTIL = re.compile(
    r"(?:until|till|before|by|later than|bis|bis zum|vor dem|spatestens|avant le|jusqu.au|d.ici au|antes del|hasta el"
    r"|ate|antes de|entro il|prima del|voor|tot)\W*$"
)


def read_previous(source: Source, notes: DraftNotes) -> str | None:
    """The address of the document before this one."""
    previous = source.sections.read("previous", re.compile(r"(?:https?://|www\.)\S+").search)
    return notes.originate("previous", previous[0][0].rstrip(".,;)"), previous[1]) if previous else None
