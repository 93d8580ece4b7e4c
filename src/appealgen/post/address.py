"""Target and sender → address lines that follow the rules of both countries' posts.

The lines of a case stay as they are given, with four changes: the country moves to a line of its own, the town is
written in capitals, an obsolete prefix of a postcode is dropped, and an address in another script gets its town in
Latin letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from appealgen.errors import Problem, ProblemCode
from appealgen.language.locales import best_of, in_capitals, languages_of, latin_script, same_language
from appealgen.language.localized import words_near
from appealgen.language.localized_names import localized_country
from appealgen.language.phrases import PhrasesOf, languages_with_phrases, load_phrases
from appealgen.language.scripts import is_latin
from appealgen.messages import message
from appealgen.model.case import Target
from appealgen.model.document import Address
from appealgen.model.sender import Sender
from appealgen.post.country import country_line, other_country, postal_name, without_country
from appealgen.post.postcodes import no_place, split_line, town, with_gaps, without_prefix, wrong_postcode
from appealgen.post.posts import post_of
from appealgen.post.romanize import marked_town, romanized
from appealgen.post.territories import at_home

_POSTAL_LANGUAGES = ("en", "fr")


class Posting(NamedTuple):
    """Country of posting, the language that the destination reads, and the languages of the country line."""

    origin: str
    language: str
    country_names: tuple[str, ...]
    roots: tuple[Path, ...] = ()
    phrases_of: PhrasesOf = load_phrases


def recipient_address(target: Target, country: str, posting: Posting, *, care_of: Target | None = None) -> Address:
    """The address of a target in a country; with `care_of`, at that embassy, which is to forward the mail.

    Names and offices are in the posting's language. They are in the country's own for an address in another script,
    and for domestic mail unless the posting's language is official there. An official's office comes above the name,
    as in the documents; an embassy's comes below.
    """
    place, origin, foreign = care_of or target, posting.origin, not at_home(posting.origin, country)
    lines = postal_lines(place.address, place.locality, country, origin, posting.roots)
    names = _names(target, care_of, _spoken(place, country, origin, posting.language), posting)
    last = country_line(country, posting.country_names, posting.roots) if foreign else None
    return Address((*names, *lines), last)


def inside_address(target: Target, country: str, posting: Posting, *, care_of: Target | None = None) -> tuple[str, ...]:
    """The same address above a letter: names and country in the posting's language, nothing put in capitals."""
    lines = _given_lines((care_of or target).address, country)
    last = () if at_home(posting.origin, country) else (postal_name(country, posting.language, posting.roots),)
    return (*_names(target, care_of, posting.language, posting), *lines, *last)


def _names(target: Target, care_of: Target | None, spoken: str, posting: Posting) -> tuple[str, ...]:
    office, name = words_near(target.office, spoken), words_near(target.name, spoken)
    head = [name, office] if target.role == "embassy" else [office, name]
    if care_of is not None:
        head.append(_in_care_of(words_near(care_of.office or care_of.name, spoken) or "", spoken, posting))
    return _one_by_one([line for line in head if line])


def _in_care_of(embassy: str, spoken: str, posting: Posting) -> str:
    """The line of an embassy that is to forward the mail; with “c/o” if its name is not in the language's script."""
    foreign = not latin_script(spoken) and is_latin(embassy)
    known = best_of(spoken, languages_with_phrases(posting.roots))
    words = posting.phrases_of("en" if foreign or known is None else spoken, posting.roots, posting.origin)
    return words.care_of.format(office=embassy)


def sender_lines(person: Sender) -> tuple[str, ...]:
    """The sender's lines, without the country."""
    return (person.name, *_own_lines(person.address, person.country))


def sender_country(person: Sender, origin: str, country_names: tuple[str, ...], roots: tuple[Path, ...] = ()) -> str:
    """The sender's country on mail that leaves it or is posted from another, whose post gets it back first.

    It is in the languages of the country line for that post, or if there are several.
    """
    foreign = len(country_names) > 1 or not at_home(origin, person.country)
    languages = country_names if foreign else (_language_of_return(person),)
    return country_line(person.country, languages, roots)


@lru_cache(maxsize=1024)
def _own_lines(address: tuple[str, ...], country: str) -> tuple[str, ...]:
    """A sender's address without the country. Cached, because a sender writes several letters."""
    return with_gaps(without_country(_one_by_one(address), country), country)


@lru_cache(maxsize=1024)
def postal_lines(
    address: tuple[str, ...], locality: str | None, country: str, origin: str, roots: tuple[Path, ...] = ()
) -> tuple[str, ...]:
    """The street, town and postcode lines of an address, without names and without the country.

    `locality` is the town in Latin letters, if the case gives it. Cached, because the letters of a batch share them.
    """
    lines = _given_lines(address, country)
    home = at_home(origin, country)
    if home and not post_of(origin, roots).capitals_at_home:
        return lines
    latin = None if home else _latin_town(locality, lines, country)
    lines = _with_capitals(lines, country)
    return (*lines, in_capitals(latin, "en")) if latin else lines


@lru_cache(maxsize=1024)
def _given_lines(address: tuple[str, ...], country: str) -> tuple[str, ...]:
    """The lines as the case has them, without the country."""
    lines = without_country(_one_by_one(address), country)
    if len(lines) == 1 and "," in lines[0]:
        lines = split_line(lines[0], country)
    return with_gaps(tuple(without_prefix(line, country) for line in lines), country)


def address_problems(target: Target, country: str, origin: str) -> list[Problem]:
    """Doubtful points of an address, as a post office clerk would see them; only ever warnings."""
    problems, who = [], target.id
    problem = partial(Problem, target=who)
    lines = without_country(target.address, country)
    where = localized_country(country)
    if (other := other_country(lines, country)) is not None:
        text = message(
            "the address of {target} ends in {other}, but its country is {country}",
            target=who,
            other=localized_country(other),
            country=where,
        )
        problems.append(problem(ProblemCode.COUNTRY_MISMATCH, text, message("correct “country” in the case")))
    if lines and (example := wrong_postcode(lines, country)) is not None:
        text = message(
            "the address of {target} has no postcode in the form used in {country} ({example})",
            target=who,
            country=where,
            example=example,
        )
        problems.append(problem(ProblemCode.POSTCODE, text, message("check it against the document")))
    if lines and not at_home(origin, country) and not _has_latin_town(lines):
        latin = _latin_town(target.locality, lines, country)
        hint = message("add “locality” next to the address of {target}: its town in Latin letters", target=who)
        if latin is None:
            text = message("the town of {target} is not in Latin letters, as foreign posts require", target=who)
            problems.append(problem(ProblemCode.NO_LATIN_TOWN, text, hint))
        elif target.locality is None:
            tall = in_capitals(latin, "en")
            text = message("the town of {target} is printed in Latin letters as {town}", target=who, town=tall)
            problems.append(
                problem(ProblemCode.LATIN_TOWN, text, message("if it is spelled differently, {hint}", hint=hint))
            )
    return problems


def _one_by_one(texts: Sequence[str]) -> tuple[str, ...]:
    """Texts as one line each, without breaks and tabs from a file."""
    lines = [" ".join(line.split()) for text in texts for line in text.splitlines()]
    return tuple([line for line in lines if line])


def _has_latin_town(lines: tuple[str, ...]) -> bool:
    """Whether an address needs no repeated town: it is in Latin letters, or repeats the town already."""
    return bool(_latin_places(lines))


@lru_cache(maxsize=1024)
def _latin_places(lines: tuple[str, ...]) -> tuple[int, ...]:
    """Indexes of the Latin lines that may name the town: not a postcode alone, c/o, or a box."""
    places = (
        i for i, line in enumerate(lines) if is_latin(line) and any(map(str.isalpha, line)) and not no_place(line)
    )
    return tuple(places)


def _latin_town(locality: str | None, lines: tuple[str, ...], country: str) -> str | None:
    if _has_latin_town(lines) or not lines:
        return None
    if locality:
        return locality
    if marked := marked_town(lines):
        return romanized(marked, country)
    place = town(lines, country)
    return romanized(lines[place[0]][place[1] : place[2]], country) if place else None


def _with_capitals(lines: tuple[str, ...], country: str) -> tuple[str, ...]:
    """The lines with the town in capitals; in an address in two scripts, the Latin town."""
    if not lines or (place := town(lines, country)) is None:
        return lines
    number, start, end = place
    if not is_latin(lines[number]):
        latin = _latin_places(lines)
        if not latin:
            return lines
        number, start, end = latin[-1], 0, len(lines[latin[-1]])
    line = lines[number]
    tall = in_capitals(line[start:end], _own_latin(country))
    return (*lines[:number], line[:start] + tall + line[end:], *lines[number + 1 :])


def _spoken(place: Target, country: str, origin: str, language: str) -> str:
    """The language of names and offices on an envelope."""
    if at_home(origin, country):
        official = any(same_language(language, tag) for tag in languages_of(country))
        return language if official else _own_language(country)
    if place.address and not _has_latin_town(place.address):
        return next((tag for tag in languages_of(country) if not latin_script(tag)), language)
    return language


def _own_language(country: str) -> str:
    """The country's language; of several, the one that is a language of the international post."""
    own = languages_of(country)
    return next((code for code in _POSTAL_LANGUAGES if code in own), own[0] if own else "en")


def _language_of_return(person: Sender) -> str:
    """The language of the country on a return address.

    It is the sender's first language that is official there and Latin; else the country's only one; else English.
    """
    own = languages_of(person.country)
    spoken = (tag for read in person.reads for tag in own if same_language(read, tag) and latin_script(tag))
    return next(spoken, own[0] if len(own) == 1 and latin_script(own[0]) else "en")


def _own_latin(country: str) -> str:
    """The language by whose rules a town of the country is capitalized in Latin letters."""
    language = _own_language(country)
    return language if latin_script(language) else "en"
