"""A proof: every phrase of a language in letters about invented people, numbered, for a native speaker to mark up."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from appealgen import resources
from appealgen.language.catalogues import ENGLISH, languages_with_catalogue
from appealgen.language.locales import best_of, iso_countries, likely_territory, territory_of
from appealgen.language.localized import words_near
from appealgen.language.parsing import SCALARS
from appealgen.language.phrases import SALUTATION_ENDS, Phrases, load_phrases
from appealgen.letters.compose import compose
from appealgen.letters.event_sheets import signature_table
from appealgen.letters.fax import fax_cover
from appealgen.messages import message
from appealgen.model.case import Case, Demand, ModelLetter, Person, Route, Target
from appealgen.model.document import Document, Letter, Sheet
from appealgen.model.identifiers import Country, Slug, Tag
from appealgen.model.sender import Sender
from appealgen.model.stationery import StationeryChoice
from appealgen.planning.plan import Mailing, PlanOptions
from appealgen.post.stationery import choose_stationery
from appealgen.renderers import render
from appealgen.workflows.letters import plan
from appealgen.workflows.proof_sheets import Phrase, how_to, listed, numbered_sheets
from appealgen.yamlfile.reader import load_yaml

_ABOUT = Country("IS")
"""The country whose authorities the letters address."""
_WRITTEN_IN = {"en": Country("GB"), "pt": Country("PT")}
"""Countries of senders whose language has separate phrases in its likeliest country."""
_FIRST, _LATER = datetime.date(2027, 3, 1), datetime.date(2027, 11, 28)
_UNMARKED = ("salutations.end", "impersonal.after")
"""Keys whose words letters compare or join with others: they are only in the list."""
_BARE = ("{office}", "{date}")
_ADDRESS, _NUMBER = ("12 Sample Street", "Anytown"), "+000 000 0000"


def proof(tag: Tag, formats: Sequence[str], sheets: Tag, roots: tuple[Path, ...] = ()) -> dict[str, bytes]:
    """The files of a proof by name; text that nobody needs to check is in the language of `sheets`.

    Raises TemplateError for a language without phrases, and for a wrong phrase file.
    """
    written, words = proof_papers(tag, roots), load_phrases(tag, roots)
    paper, found = written[0].paper, phrases_in(words)
    file = f"phrases/{words.language}.yaml"
    lead = message("From the file {file}. In a letter, {{office}} and the like are filled in.", file=file)
    papers: list[Document] = [how_to(tag, sheets, paper), *written, listed(found, lead, tag, sheets, paper)]
    if (spoken := best_of(tag, languages_with_catalogue())) not in (None, ENGLISH):
        host = _sender(tag).country
        case = _case(tag, words, host, "minister", "embassy")
        stationery = choose_stationery(StationeryChoice(envelope="none"), host, (tag,), roots)
        event, texts = numbered_sheets(case, stationery, Tag(spoken), len(found) + 1)
        lead = message("Sheets of an event, from the file {file}.", file=f"locale/{spoken}/LC_MESSAGES/appealgen.po")
        papers += [*event, listed(texts, lead, tag, sheets, paper)]
    return {f"proof.{tag}.{format}": render(papers, format) for format in formats}


def phrases_in(words: Phrases) -> list[Phrase]:
    """The phrases of a file, in order."""
    texts = {key: text for key, text in _texts(words) if text}
    return [Phrase(n, key, text, key in words.native_reader) for n, (key, text) in enumerate(texts.items(), 1)]


def _texts(value: object, above: str = "") -> Iterator[tuple[str, str]]:
    """The texts of phrases by key, without empty ones that the file lacks."""
    for field in fields(value) if is_dataclass(value) else ():
        key, inner = f"{above}{field.name}", getattr(value, field.name)
        if is_dataclass(inner):
            yield from _texts(inner, f"{key}.")
        elif (
            inner is not None
            and key not in ("language", "native_reader")
            and (inner != field.default or inner not in _BARE)
        ):
            yield key, inner if isinstance(inner, str) else " · ".join(inner)


def _numbered(words: Phrases) -> Phrases:
    """The phrases, each followed by its number."""
    found = [phrase for phrase in phrases_in(words) if phrase.key not in _UNMARKED]
    numbered: Phrases = _with_texts(words, {phrase.key: _marked(phrase) for phrase in found})
    after = tuple(_marked(phrase) for phrase in found if phrase.words in words.impersonal.after)
    return replace(numbered, impersonal=replace(numbered.impersonal, after=after))


def _marked(phrase: Phrase) -> str:
    """The words with their number, before a salutation's final mark."""
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


def proof_papers(tag: Tag, roots: tuple[Path, ...] = ()) -> list[Letter | Sheet]:
    """The letters of a proof, one of solidarity if the language has it, and the cover sheet of a fax."""
    numbered, papers = _numbered(load_phrases(tag, roots)), list[Letter | Sheet](proof_letters(tag, roots))
    first = papers[0]
    if numbered.solidarity is not None:
        papers.append(_greeting(tag, numbered, numbered.solidarity.letter, roots))
    if numbered.fax is not None and isinstance(first, Letter):
        papers.append(fax_cover(first, first.recipient.lines[:1], _NUMBER, 2, numbered.fax))
    return papers


def _greeting(tag: Tag, numbered: Phrases, text: str, roots: tuple[Path, ...]) -> Letter:
    """A letter of solidarity with its numbers."""
    sender = _sender(tag)
    case = _case(tag, numbered, sender.country, "unknown")
    [mailing] = _mailings(case, sender, "none", _LATER, tag=tag, roots=roots)
    case = replace(case, letters={tag: ModelLetter(tag, text, "")}, demands=())
    mailing = replace(mailing, case=case, kind="solidarity", withheld=True)
    return compose(mailing, roots, partial(_phrases_of, tag, numbered)).letter


def proof_letters(tag: Tag, roots: tuple[Path, ...] = ()) -> list[Letter]:
    """The letters of a proof.

    A letter to an office, its copy, one that the embassy forwards, a copy to several recipients, a blank one to
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
    """The numbered phrases; English phrases in an address abroad stay unchanged."""
    return numbered if language.partition("-")[0] == tag.partition("-")[0] else load_phrases(language, roots, country)


def _sender(tag: Tag) -> Sender:
    """A sender in a country of the language, where even the addresses of embassies are in it."""
    country = Country(territory_of(tag) or _WRITTEN_IN.get(tag) or likely_territory(tag))
    if country not in iso_countries() - {_ABOUT}:
        country = _WRITTEN_IN["en"]
    return Sender(name="Jo Example", address=_ADDRESS, country=country, reads=(tag,), place="Anytown")


def _case(tag: Tag, words: Phrases, host: Country, *to: str) -> Case:
    """A case to these targets, with a letter made from the phrases for letters composed of demands."""
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
