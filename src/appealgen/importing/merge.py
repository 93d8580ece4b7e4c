"""Merge a draft into the known cases: find its case, and add the document's values."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple

from appealgen.importing.document_words import plain_words
from appealgen.importing.draft import Draft
from appealgen.importing.notes import doubt
from appealgen.language.localized import texts_of, words_near
from appealgen.messages import join, message, untranslated
from appealgen.model.case import Case, Doubt, DoubtCode, Person, Update
from appealgen.model.identifiers import UNKNOWN, Slug, Tag, UANumber
from appealgen.yamlfile.reader import keys_of
from appealgen.yamlfile.writer import to_plain

_OF_THE_CASE = ("schema", "draft", "id", "ua_number", "country", "updates", "sources", "doubts")
_OF_THE_APPEAL = tuple(name for name in keys_of(Case) if name not in _OF_THE_CASE)
"""Fields from the newest document that asks for letters; older ones, and mere news, only fill gaps."""


class Match(NamedTuple):
    """The case of a document; `sure` if both have the same number and no different people."""

    case: Case
    sure: bool


class FieldChange(NamedTuple):
    """A field changed by a document: its old and new value, each in one line."""

    field: str
    before: str
    after: str


class Merged(NamedTuple):
    """A case with the values of a document; `replaces` is whether its letters now have another text."""

    case: Case
    changes: tuple[FieldChange, ...]
    replaces: bool


def match_case(draft: Draft, cases: Iterable[Case]) -> Match | None:
    """The case of a document: with the same number, else, if one has none, with a person and the country in common."""
    likely: list[Case] = []
    for case in cases:
        if case.ua_number and draft.case.ua_number:
            if _serial(case.ua_number) == _serial(draft.case.ua_number):
                return Match(case, sure=not _is_about_others(case, draft.case))
        elif _is_about_the_same(case, draft.case):
            likely.append(case)
    return Match(likely[0], sure=False) if len(likely) == 1 else None


def add_known_facts(draft: Draft, cases: Iterable[Case]) -> Case:
    """The case of a document with known facts from other cases: its id, its number, its updates.

    Its text remains the document's. So no letter is written to a case that is known to be closed.
    """
    match = match_case(draft, cases)
    if match is None:
        return draft.case
    known, case = match.case, draft.case
    number = case.ua_number or known.ua_number
    doubts = tuple(doubt for doubt in case.doubts if doubt.field != "ua_number" or number is None)
    updates = _updates(case.updates, known.updates)
    return replace(case, id=known.id, ua_number=number, updates=updates).with_doubts(doubts)


def _serial(number: UANumber) -> str:
    return number.split("-", maxsplit=1)[0]


def _is_about_the_same(one: Case, other: Case) -> bool:
    countries = {one.country, other.country} - {UNKNOWN}
    return len(countries) < 2 and bool(_names(one.people) & _names(other.people))


def _is_about_others(one: Case, other: Case) -> bool:
    """Whether both name people, and no word of a name is in both: the number may be a slip."""
    words = [{word for name in _names(case.people) for word in name.split()} for case in (one, other)]
    return all(words) and not words[0] & words[1]


def _names(people: Sequence[Person]) -> set[str]:
    return {plain_words(text) for person in people for text in texts_of(person.name)}


def merge_draft(case: Case, draft: Draft, *, sure: bool) -> Merged:
    """The case with a document's values; the newest document that asks for letters supplies its text.

    Doubts move with their fields: those of replaced fields are dropped, those of new values are added. If it is not
    `sure` that the document belongs to the case, that is a doubt.
    """
    new = draft.case
    replaces = draft.asks and (not _asks(case) or _is_newer(draft, case))
    values = {name: _value(case, new, name, replaces=replaces) for name in _OF_THE_APPEAL}
    values |= {"ua_number": case.ua_number or new.ua_number}
    takes_country = new.country != UNKNOWN and (replaces or case.country == UNKNOWN)
    values |= {"country": new.country if takes_country else case.country}
    letters, stale = _letters(case, draft, replaces=replaces)
    updates = _updates(case.updates, new.updates)
    together = replace(
        case, **values, updates=updates, letters=letters, sources=tuple(dict.fromkeys((*case.sources, *new.sources)))
    )
    changes = list(_changes(case, together))
    taken = {change.field.partition("[")[0].partition(".")[0] for change in changes}
    taken |= {f"letters.{tag}" for tag in letters if letters[tag] != case.letters.get(tag)}
    doubts = [doubt for doubt in case.unsettled if not _is_about(doubt, taken)]
    doubts += [doubt for doubt in new.doubts if _is_about(doubt, taken)]
    doubts += [doubt for doubt in new.doubts if replaces and _is_unsaid(together, doubt)]
    doubts += [_outdated(tag, new) for tag in stale]
    others = not sure and bool(case.ua_number and new.ua_number) and _is_about_others(case, new)
    if others:
        doubts.append(_of_others(case, draft))
        changes = changes or [FieldChange("doubts", message("nothing"), doubts[-1].message)]
    elif not sure and changes:
        doubts.append(_unsure(draft))
    if not changes:
        return Merged(case, (), replaces=False)
    return Merged(together.with_doubts(doubts), tuple(changes), replaces and _asks(case))


def _asks(case: Case) -> bool:
    return bool(case.letters or case.demands or case.targets)


def _is_newer(draft: Draft, case: Case) -> bool:
    """Whether a document is newer than the source of the case's text."""
    date = draft.case.issued or next((update.date for update in draft.case.updates), None)
    if date and case.issued:
        return date > case.issued
    if draft.case.issue and case.issue:
        return draft.case.issue > case.issue
    return draft.is_update and not set(draft.case.sources) <= set(case.sources)


def _value(case: Case, new: Case, name: str, *, replaces: bool) -> Any:
    """A field of the case: the document's value if the case has none, or if the document is newer."""
    old, value = getattr(case, name), getattr(new, name)
    empty = _is_empty(name, value)
    if replaces:
        return old if empty else value
    return value if _is_empty(name, old) and not empty else old


def _is_empty(name: str, value: Any) -> bool:
    return value in (None, (), False) or (name == "embassy" and value == "copy")


def _letters(case: Case, draft: Draft, *, replaces: bool) -> tuple[Mapping[Tag, Any], list[Tag]]:
    """The letters, and the languages of letters to an older text.

    The same document in another language adds its letter; an older one adds none.
    """
    new = draft.case
    if not replaces:
        older = new.issued and case.issued and new.issued < case.issued
        return case.letters if older and case.letters else MappingProxyType({**new.letters, **case.letters}), []
    stale = [tag for tag in case.letters if tag not in new.letters] if new.letters else []
    return MappingProxyType({**case.letters, **new.letters}), stale


def _outdated(tag: Tag, new: Case) -> Doubt:
    text = (
        message(
            "letter.{tag}.md follows the text from before the document of {date}: update it, or delete it",
            tag=tag,
            date=new.issued,
        )
        if new.issued
        else message("letter.{tag}.md follows the text from before the document: update it, or delete it", tag=tag)
    )
    return doubt(DoubtCode.OUTDATED, f"letters.{tag}", text)


def _unsure(draft: Draft) -> Doubt:
    name = next((words_near(person.name, "en") for person in draft.case.people), None) or message("somebody")
    number = draft.case.updates[0].number if draft.case.updates else draft.case.ua_number
    text = message(
        "{document} ({number}) was assigned to this case because of the name {name} and the country",
        document=draft.document.name,
        number=untranslated(f"UA {number}") if number else message("without a number"),
        name=name,
    )
    return doubt(DoubtCode.LIKELY, "ua_number", text, grave=False)


def _of_others(case: Case, draft: Draft) -> Doubt:
    named, before = (_in_a_line(each.people) for each in (draft.case, case))
    text = message(
        "{document} has the number of this case, but names {people} instead of {before}",
        document=draft.document.name,
        people=named,
        before=before,
    )
    return doubt(DoubtCode.CONTRADICTION, "people", text)


def _updates(old: Sequence[Update], new: Sequence[Update]) -> tuple[Update, ...]:
    """The updates of both, each once, by date; of two equal ones the fuller is kept."""
    updates = list(old)
    for update in new:
        same = next((each for each in updates if _is_same(each, update)), None)
        if same is None:
            updates.append(update)
    return tuple(sorted(updates, key=lambda update: update.date or datetime.date.max))


def _is_same(one: Update, other: Update) -> bool:
    if one.index and other.index:
        return plain_words(one.index) == plain_words(other.index)
    return one.date == other.date and (one.number == other.number or not one.number or not other.number)


def _is_unsaid(case: Case, doubt: Doubt) -> bool:
    """Whether a case still lacks a value missing in its newest document; an older one's deadline does not count."""
    name = doubt.field
    lacks = hasattr(case, name) and _is_empty(name, getattr(case, name))
    return doubt.code == Slug(DoubtCode.MISSING) and (lacks or name == "deadline")


def _is_about(doubt: Doubt, fields: set[str]) -> bool:
    first = doubt.field.partition("[")[0]
    return doubt.field in fields or first.partition(".")[0] in fields


def _changes(before: Case, after: Case) -> Iterator[FieldChange]:
    for name in ("ua_number", "country", *_OF_THE_APPEAL, "updates"):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield FieldChange(name, _in_a_line(old), _in_a_line(new))
    for tag, letter in after.letters.items():
        old = before.letters[tag].text if tag in before.letters else None
        if old != letter.text:
            yield FieldChange(f"letters.{tag}", _in_a_line(old), _in_a_line(letter.text))


def _in_a_line(value: Any) -> str:
    """A value in a few words, for describing a change."""
    plain = to_plain(value)
    if isinstance(plain, list):
        items = [item if isinstance(item, str) else _first_words(item) for item in plain]
        return join(items) if items else message("nothing")
    if plain in (None, False):
        return message("nothing")
    if isinstance(plain, dict):
        return join(map(_in_a_line, plain.values()), " · ")
    text = " ".join(str(plain).split())
    return text if len(text) <= 100 else f"{text[:99]}…"


def _first_words(item: Mapping[str, Any]) -> str:
    texts = (item.get(key) for key in ("office", "name", "title", "text", "number", "id"))
    words = " ".join(str(next((text for text in texts if text), "…")).split())[:60]
    if "pronouns" in item:
        return f"{words} ({item['pronouns']})"
    return message("{update} (closes the case)", update=words) if item.get("closes") else words
