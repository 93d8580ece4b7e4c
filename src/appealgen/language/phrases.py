"""The standing words of a letter in one language: `phrases/<tag>.yaml`, a user's directory before the bundled one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Annotated

from appealgen import resources
from appealgen.errors import InputError, Problem, ProblemCode, TemplateError
from appealgen.language.locales import best_of, territory_of
from appealgen.language.localized_names import localized_language
from appealgen.language.parsing import SCALARS, parse_tag
from appealgen.messages import message
from appealgen.model.identifiers import Tag
from appealgen.yamlfile.reader import load_yaml


@dataclass(frozen=True, kw_only=True)
class Salutations:
    """Neutral salutations, for an office holder whose gender is not known."""

    office: Annotated[str, "To the holder of an office; {office} is its name."]
    unknown: Annotated[str, "When the office has no name in this language."]
    embassy: Annotated[str, "To the head of an embassy."]
    end: Annotated[
        str, "What follows every salutation: a comma, a colon, an exclamation mark; nothing in Japanese."
    ] = ""


@dataclass(frozen=True, kw_only=True)
class NotePhrases:
    """What stands above an appeal that somebody other than its addressee receives; {office} is the addressee.

    The words around {office} are right for an office and for a person's name, in whatever form a case has them.
    """

    copy: Annotated[str, "Two sentences: a copy for information."]
    via: Annotated[str, "Two sentences: please forward it."]
    copy_several: Annotated[str, "The copy of letters to several, where a language says it otherwise."] = ""
    office: Annotated[str, "An office inside these sentences: the {office}. Names of people stay as they are."] = (
        "{office}"
    )


@dataclass(frozen=True, kw_only=True)
class Impersonal:
    """The close of letters to somebody of whom neither name nor office is known, where a language has one."""

    close: str = ""
    after: Annotated[tuple[str, ...], "The salutations that it follows, without their comma."] = ()


@dataclass(frozen=True, kw_only=True)
class FillIn:
    """What stands before the ruled lines of a letter that is filled in by hand."""

    name: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Signatures:
    """The words of the table in which a group signs a letter."""

    name: Annotated[str, "Above the column of names."]
    place: Annotated[str, "Above the column of towns, or of countries."]
    signature: Annotated[str, "Above the column to sign in."]
    signed_by: Annotated[str, "The line above the table; {count} is how many sign."]


@dataclass(frozen=True, kw_only=True)
class Outline:
    """The words of a letter that is composed of a case's demands, where its document has no model letter."""

    about: Annotated[str, "The first sentence; {person} is the people's names."]
    requests: Annotated[str, "The words before the list of demands."]


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """The words of one language that no case has to say again.

    A file of a language in one country, such as en-US, says what differs there; the rest is its language's.
    """

    language: Tag
    salutations: Salutations
    close: Annotated[str, "The complimentary close; {salutation} repeats the form of address."]
    subject: Annotated[str, "The subject line; {concerning} is the case's words or the people's names."]
    date_line: Annotated[str, "{place} and {date}."]
    copies: Annotated[str, "The copy line; {names} are those who get copies."]
    notes: NotePhrases
    fill_in: FillIn
    signatures: Signatures
    outline: Outline
    greeting: Annotated[str, "A line between the salutation and the letter: 拝啓."] = ""
    impersonal: Impersonal = Impersonal()
    date: Annotated[str, "{day}, {month} and {year} in numbers, where letters have another date than CLDR."] = ""
    date_alone: Annotated[str, "{date}, of senders who do not say where they write."] = "{date}"
    care_of: Annotated[str, "Above the address of an embassy that is to forward a letter; {office} is it."] = (
        "c/o {office}"
    )
    native_reader: Annotated[
        tuple[str, ...], "The keys that are not certain, for no native speaker has read them yet."
    ] = ()


def languages_with_phrases(roots: Sequence[Path] = ()) -> tuple[Tag, ...]:
    """The languages that have a phrase file; what a country says otherwise is no language of its own."""
    return _known(tuple(roots))


@lru_cache(maxsize=16)
def _known(roots: tuple[Path, ...]) -> tuple[Tag, ...]:
    stems = {path.stem for path in resources.each("phrases", "*.yaml", roots)}
    return tuple(sorted(Tag(stem) for stem in stems if _is_tag(stem) and stem.rpartition("-")[0] not in stems))


def _is_tag(stem: str) -> bool:
    """Whether a file is called after a language: `en`, not `my notes`."""
    try:
        return parse_tag(stem) == stem
    except ValueError:
        return False


@lru_cache(maxsize=64)
def load_phrases(language: str, roots: tuple[Path, ...] = (), country: str | None = None) -> Phrases:
    """The phrases of a language, with what a country says otherwise: the language's own, else the sender's.

    A user's own file of the language wins over a bundled one of the country.
    Raises TemplateError when there is no phrase file for the language, or a wrong one.
    """
    match = best_of(language, languages_with_phrases(roots))
    path = resources.find(f"phrases/{match}.yaml", roots) if match else None
    if path is None:
        name, known = localized_language(language), ", ".join(languages_with_phrases(roots))
        text = message("there is no phrase file for {language} ({tag})", language=name, tag=language)
        hint = message("there are phrases for {languages}", languages=known)
        raise TemplateError(Problem(ProblemCode.NO_PHRASES, text, hint))
    own, regional = _checked(path), f"{match}-{territory_of(language) or country}"
    first = next(file for file in resources.each("phrases", "*.yaml", roots) if file.stem in (match, regional))
    return own if first.stem == match else _checked(first, path)


def _checked(path: Path, base: Path | None = None) -> Phrases:
    """The phrases of a file, the rest of them from its base; raises TemplateError for a wrong one."""
    try:
        loaded = load_yaml(path, Phrases, SCALARS, base)
    except InputError as error:
        raise TemplateError(error.problems) from error
    if problems := list(_wrong_fields(loaded, str(path))):
        raise TemplateError(problems)
    return loaded


def with_end(salutation: str, words: Phrases) -> str:
    """A salutation as its language ends it, unless it has an end of its own."""
    return salutation if salutation.endswith(SALUTATION_ENDS) else salutation + words.salutations.end


SALUTATION_ENDS = (",", ":", "!", "،", "，", "：", "！")
"""What salutations end with, in any language."""

_FIELDS = {
    "salutations.office": ("office",),
    "close": ("salutation",),
    "subject": ("concerning",),
    "impersonal.close": ("salutation",),
    "date_line": ("place", "date"),
    "date": ("day", "month", "year"),
    "date_alone": ("date",),
    "care_of": ("office",),
    "copies": ("names",),
    "notes.copy": ("office",),
    "notes.via": ("office",),
    "notes.copy_several": ("office",),
    "notes.office": ("office",),
    "signatures.signed_by": ("count",),
    "outline.about": ("person",),
}
"""What each phrase may say between braces."""
_MUST_SAY = frozenset(
    {
        "subject",
        "date",
        "date_line",
        "date_alone",
        "copies",
        "care_of",
        "notes.office",
        "signatures.signed_by",
        "outline.about",
    }
)
"""Phrases that make no sense without it; without the last, where there are several."""


def _wrong_fields(phrases: Phrases, file: str) -> Iterator[Problem]:
    """A problem for each phrase with braces that are not a field of its own."""
    for key, names in _FIELDS.items():
        text: str = attrgetter(key)(phrases)
        rest = re.sub("|".join(rf"\{{{name}\}}" for name in names), "", text)
        if text and key in _MUST_SAY and f"{{{names[-1]}}}" not in text:
            lacks = message("“{text}” does not say {{{placeholder}}}", text=text, placeholder=names[-1])
            yield Problem(ProblemCode.MISSING_PLACEHOLDER, lacks, file=file, field=key)
        if "{" in rest or "}" in rest:
            hint = message("it may say {names}", names=", ".join(f"{{{name}}}" for name in names))
            stray = message("“{text}” has braces that mean nothing", text=text)
            yield Problem(ProblemCode.UNKNOWN_PLACEHOLDER, stray, hint, file=file, field=key)
