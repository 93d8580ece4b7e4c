"""A proof: every phrase of a language in letters about nobody, numbered, for a native speaker to mark up."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from appealgen import resources
from appealgen.language.catalogues import translate_into
from appealgen.language.locales import iso_countries, likely_territory, proofing_tag, right_to_left, territory_of
from appealgen.language.localized import words_near
from appealgen.language.localized_names import localized_language
from appealgen.language.parsing import SCALARS
from appealgen.language.phrases import SALUTATION_ENDS, Phrases, load_phrases
from appealgen.letters.compose import compose
from appealgen.letters.event_sheets import signature_table
from appealgen.messages import Message, message
from appealgen.model.case import Case, Demand, ModelLetter, Person, Route, Target
from appealgen.model.document import Block, Document, Letter, Sheet, Span, Table
from appealgen.model.identifiers import Country, Slug, Tag
from appealgen.model.sender import Sender
from appealgen.model.stationery import Paper, StationeryChoice
from appealgen.planning.plan import Mailing, PlanOptions
from appealgen.renderers import render
from appealgen.workflows.letters import plan
from appealgen.yamlfile.reader import load_yaml

_ABOUT = Country("IS")
"""Whose authorities the letters are for."""
_WRITTEN_IN = {"en": Country("GB"), "pt": Country("PT")}
"""Where senders are whose language's likeliest country has phrases of its own."""
_FIRST, _LATER = datetime.date(2027, 3, 1), datetime.date(2027, 11, 28)
_UNMARKED = ("salutations.end", "impersonal.after")
"""Keys whose words letters compare, or join to others: they are in the list alone."""
_BARE = ("{office}", "{date}")
_ADDRESS = ("12 Sample Street", "Anytown")


class Phrase(NamedTuple):
    """One phrase: its number in the proof, its key in the phrase file, its words, and whether a native speaker has to
    read it yet.
    """

    number: int
    key: str
    words: str
    unread: bool


def proof(tag: Tag, formats: Sequence[str], sheets: Tag, roots: tuple[Path, ...] = ()) -> dict[str, bytes]:
    """The files of a proof by their names; what is not to be read is in the language of `sheets`.

    Raises TemplateError for a language without phrases, and for a wrong phrase file.
    """
    letters, words = proof_letters(tag, roots), load_phrases(tag, roots)
    paper = letters[0].paper
    listed = _listed(phrases_in(words), f"phrases/{words.language}.yaml", sheets, paper)
    papers: list[Document] = [_how_to(tag, sheets, paper), *letters, listed]
    return {f"proof.{tag}.{format}": render(papers, format) for format in formats}


def phrases_in(words: Phrases) -> list[Phrase]:
    """The phrases that a file has, in its order."""
    texts = {key: text for key, text in _texts(words) if text}
    return [Phrase(n, key, text, key in words.native_reader) for n, (key, text) in enumerate(texts.items(), 1)]


def _texts(value: object, above: str = "") -> Iterator[tuple[str, str]]:
    """The texts of phrases by their keys, but for places without words that a file has not."""
    for field in fields(value) if is_dataclass(value) else ():
        key, inner = f"{above}{field.name}", getattr(value, field.name)
        if is_dataclass(inner):
            yield from _texts(inner, f"{key}.")
        elif key not in ("language", "native_reader") and (inner != field.default or inner not in _BARE):
            yield key, inner if isinstance(inner, str) else " · ".join(inner)


def _numbered(words: Phrases) -> Phrases:
    """The phrases, each with its number behind it."""
    found = [phrase for phrase in phrases_in(words) if phrase.key not in _UNMARKED]
    numbered: Phrases = _with_texts(words, {phrase.key: _marked(phrase) for phrase in found})
    after = tuple(_marked(phrase) for phrase in found if phrase.words in words.impersonal.after)
    return replace(numbered, impersonal=replace(numbered.impersonal, after=after))


def _marked(phrase: Phrase) -> str:
    """The words with their number, before the mark that a salutation may end with."""
    end = phrase.words[-1] if phrase.words.endswith(SALUTATION_ENDS) and phrase.key.startswith("salutations.") else ""
    return f"{phrase.words.removesuffix(end)}[{phrase.number}]{end}"


def _with_texts(value: Any, texts: Mapping[str, str], above: str = "") -> Any:
    """The value with the texts of these keys."""
    changes: dict[str, object] = {}
    for field in fields(value):
        key, inner = f"{above}{field.name}", getattr(value, field.name)
        if is_dataclass(inner):
            changes[field.name] = _with_texts(inner, texts, f"{key}.")
        elif key in texts:
            changes[field.name] = texts[key]
    return replace(value, **changes)


def proof_letters(tag: Tag, roots: tuple[Path, ...] = ()) -> list[Letter]:
    """The letters of a proof: to an office, its copy, one that the embassy forwards, a copy of several, a blank one to
    somebody without an office, and one that a group signs.
    """
    numbered, sender = _numbered(load_phrases(tag, roots)), _sender(tag)
    case = partial(_case, tag, numbered, sender.country)
    blank = replace(sender, name="", address=(), place=None, blank=True)
    mailings = partial(_mailings, tag=tag, roots=roots)
    written = [
        *mailings(case("minister", "embassy"), sender, "copy", _FIRST),
        *mailings(case("minister", "embassy"), sender, "via", _LATER),
        *mailings(case("unknown"), blank, "none", _LATER),
    ]
    if numbered.notes.copy_several:
        written += mailings(case("minister", "prosecutor", "embassy"), sender, "copy", _LATER)[-1:]
    phrases_of = partial(_phrases_of, tag, numbered)
    letters = [compose(mailing, roots, phrases_of).letter for mailing in written]
    signers = tuple((name, "Anytown") for name in ("Jo Example", "Kim Example", "Lee Example"))
    table = signature_table(signers, numbered.signatures, tag, sender.country)
    return [*letters, letters[0]._replace(signatures=table)]


def _phrases_of(tag: Tag, numbered: Phrases, language: str, roots: tuple[Path, ...], country: str | None) -> Phrases:
    """The numbered phrases; those of English, where an address abroad has them, as they are."""
    return numbered if language.partition("-")[0] == tag.partition("-")[0] else load_phrases(language, roots, country)


def _sender(tag: Tag) -> Sender:
    """Somebody who lives where the language is at home: there even the address of an embassy is in it."""
    country = Country(territory_of(tag) or _WRITTEN_IN.get(tag) or likely_territory(tag))
    if country not in iso_countries() - {_ABOUT}:
        country = _WRITTEN_IN["en"]
    return Sender(name="Jo Example", address=_ADDRESS, country=country, reads=(tag,), place="Anytown")


def _case(tag: Tag, words: Phrases, host: Country, *to: str) -> Case:
    """A case with a letter to these, made of the phrases for letters that are composed of demands."""
    examples = load_yaml(resources.get("proof.yaml"), dict[str, dict[Tag, str]], SCALARS)
    offices = {name: words_near(texts, tag) for name, texts in examples.items()}
    about = words.outline.about.format(person="{{ person }}")
    text = f"{about}\n\n**{words.outline.requests}**\n\n{{{{ demands }}}}\n"
    target = partial(Target, address=_ADDRESS)
    targets = {
        "minister": target(id=Slug("minister"), office=offices["minister"]),
        "prosecutor": target(id=Slug("prosecutor"), office=offices["prosecutor"]),
        "unknown": target(id=Slug("unknown"), name="Kim Example"),
        "embassy": target(id=Slug("embassy"), role="embassy", office=offices["embassy"], host=host),
    }
    return Case(
        schema=1,
        id=Slug("proof"),
        title="",
        country=_ABOUT,
        people=(Person(name="Ann Example"),),
        demands=(Demand(id=Slug("one"), text="…"), Demand(id=Slug("two"), text="…")),
        targets=tuple(targets[name] for name in to),
        letters={tag: ModelLetter(tag, text, "")},
    )


def _mailings(
    case: Case, sender: Sender, route: Route, date: datetime.date, *, tag: Tag, roots: tuple[Path, ...]
) -> Sequence[Mailing]:
    stationery = StationeryChoice(envelope="none")
    return plan(
        case, sender, PlanOptions(date=date, language=tag, embassy=route, stationery=stationery), roots
    ).mailings


def _how_to(tag: Tag, sheets: Tag, paper: Paper) -> Sheet:
    """What the native speaker is asked to do."""
    steps = (
        message("Read each letter as the official would. What is wrong, stiff, too familiar or old-fashioned?"),
        message(
            "A phrase has its number in brackets behind it. Note the number and what you would write instead: no. 14: …"
        ),
        message(
            "Send back your notes, or this file with them. A number is enough: the list at the end has its phrase."
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


def _listed(found: Sequence[Phrase], file: str, sheets: Tag, paper: Paper) -> Sheet:
    """Each number with its phrase, its key, and whether a native speaker has still to read it."""
    unread, head = message("not yet"), ("", message("Phrase"), message("Key"), message("Checked by a native speaker"))
    rows = tuple(
        (str(each.number), each.words, each.key, translate_into(unread, sheets) if each.unread else "")
        for each in found
    )
    table = Table((10, 86, 46, 23), tuple(translate_into(text, sheets) for text in head), rows, numbers=frozenset({0}))
    lead = message("From the file {file}. In a letter, {{office}} and the like are filled in.", file=file)
    parts: list[Block | Table] = [Block("sheet-lead", (Span(translate_into(lead, sheets)),)), table]
    return _sheet(message("The phrases by number"), parts, sheets, paper)


def _sheet(title: Message, parts: Sequence[Block | Table], sheets: Tag, paper: Paper) -> Sheet:
    return Sheet(translate_into(title, sheets), tuple(parts), paper, proofing_tag(sheets), right_to_left(sheets))
