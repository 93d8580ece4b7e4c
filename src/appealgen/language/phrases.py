"""Fixed wording of letters in one language: `phrases/<tag>.yaml`; a user's directory comes before the bundled one."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Annotated

from appealgen import resources
from appealgen.errors import InputError, Problem, ProblemCode, TemplateError
from appealgen.language.locales import best_of, territory_of
from appealgen.language.localized import words_in
from appealgen.language.localized_names import localized_language
from appealgen.language.parsing import SCALARS, parse_tag
from appealgen.messages import message
from appealgen.model.case import LocalizedText
from appealgen.model.identifiers import Tag
from appealgen.yamlfile.reader import load_yaml


@dataclass(frozen=True, kw_only=True)
class Salutations:
    """Neutral salutations, for an office holder whose gender is not known."""

    office: Annotated[str, "To the holder of an office; {office} is its name."]
    unknown: Annotated[str, "For an office without a name in this language."]
    embassy: Annotated[str, "To the head of an embassy."]
    end: Annotated[str, "The mark after every salutation: a comma, a colon, an exclamation mark; none in Japanese."] = (
        ""
    )


@dataclass(frozen=True, kw_only=True)
class NotePhrases:
    """Notes above an appeal for readers other than its addressee; {office} is the addressee.

    The words around {office} fit an office and a person's name, and need no particular grammatical case.
    """

    copy: Annotated[str, "Two sentences: a copy for information."]
    via: Annotated[str, "Two sentences: please forward it."]
    copy_heading: Annotated[str, "Heading between this note and the copy. Files of version 0.1.0 lack it."] = ""
    via_heading: Annotated[str, "Heading above a letter to forward. Files of version 0.1.0 lack it."] = ""
    copy_several: Annotated[str, "A copy of letters to several recipients, if the language needs other words."] = ""
    office: Annotated[str, "An office inside these sentences: the {office}. Names of people are unchanged."] = (
        "{office}"
    )


@dataclass(frozen=True, kw_only=True)
class Impersonal:
    """Close of letters to a recipient without a known name or office, if the language has a special one."""

    close: str = ""
    after: Annotated[tuple[str, ...], "The salutations that it follows, without their comma."] = ()


@dataclass(frozen=True, kw_only=True)
class FillIn:
    """Captions of the ruled lines in a letter to fill in by hand."""

    name: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Signatures:
    """Wording of the table in which a group signs a letter."""

    name: Annotated[str, "Above the column of names."]
    place: Annotated[str, "Above the column of towns, or of countries."]
    signature: Annotated[str, "Above the column to sign in."]
    signed_by: Annotated[str, "The line above the table; {count} is the number of signers."]


@dataclass(frozen=True, kw_only=True)
class Outline:
    """Wording of a letter composed from a case's demands, for a case without a model letter."""

    about: Annotated[str, "The first sentence; {person} is the people's names."]
    requests: Annotated[str, "The words before the list of demands."]


@dataclass(frozen=True, kw_only=True)
class FaxCover:
    """Wording of the sheet that goes before a faxed letter."""

    title: str
    to: Annotated[str, "Above the office and the name of the recipient."]
    number: Annotated[str, "Above the fax number."]
    sender: Annotated[str, "Above the name of the sender."]
    date: str
    pages: Annotated[str, "Above the number of pages, with this sheet."]


@dataclass(frozen=True, kw_only=True)
class Solidarity:
    """A letter to somebody at risk or those close to them, for one person and for several, without demands."""

    subject: Annotated[str, "The subject of an e-mail: letters have none."]
    salutation: Annotated[str, "To {name}, a person or a family."]
    letter: Annotated[str, "Paragraphs with an empty line between them; own words go before the last one."]
    close: str


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """Wording in one language that cases need not repeat.

    A file for a language in one country, such as en-US, holds only the differences from its language's file.
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
    date: Annotated[str, "{day}, {month} and {year} as numbers, if letters do not use CLDR's date."] = ""
    date_alone: Annotated[str, "{date}, for senders without a place."] = "{date}"
    paste_here: Annotated[str, "In an e-mail opened by a link that is too short for the letter."] = ""
    fax: Annotated[FaxCover | None, "The cover sheet of a fax. Files of version 0.1.0 lack it."] = None
    solidarity: Annotated[Solidarity | None, "For letters to the people themselves; few languages have it yet."] = None
    care_of: Annotated[str, "Above the address of an embassy that is to forward a letter, {office}."] = "c/o {office}"
    native_reader: Annotated[tuple[str, ...], "Uncertain keys that no native speaker has checked yet."] = ()


def languages_with_phrases(roots: Sequence[Path] = ()) -> tuple[Tag, ...]:
    """Languages with a phrase file of their own; files of differences for a country do not count."""
    return _known(tuple(roots))


@lru_cache(maxsize=16)
def _known(roots: tuple[Path, ...]) -> tuple[Tag, ...]:
    stems = {path.stem for path in resources.each("phrases", "*.yaml", roots)}
    return tuple(sorted(Tag(stem) for stem in stems if _is_tag(stem) and stem.rpartition("-")[0] not in stems))


def _is_tag(stem: str) -> bool:
    """Whether a file name is a language tag: `en`, not `my notes`."""
    try:
        return parse_tag(stem) == stem
    except ValueError:
        return False


@lru_cache(maxsize=64)
def load_phrases(language: str, roots: tuple[Path, ...] = (), country: str | None = None) -> Phrases:
    """Phrases of a language, with the differences of a country: the country in the language tag, else the sender's.

    A user's own file for the language wins over a bundled one for the country. Raises TemplateError for a missing or
    faulty phrase file.
    """
    match = best_of(language, languages_with_phrases(roots))
    path = resources.find(f"phrases/{match}.yaml", roots) if match else None
    if path is None:
        name, known = localized_language(language), ", ".join(languages_with_phrases(roots))
        text = message("there is no phrase file for {language} ({tag})", language=name, tag=language)
        hint = message("there are phrases for {languages}", languages=known)
        raise TemplateError(Problem(ProblemCode.NO_PHRASES, text, hint))
    own, regional = (
        _with_newer_keys(_checked(path), path),
        f"{match}-{territory_of(language) or country}",
    )
    first = next(file for file in resources.each("phrases", "*.yaml", roots) if file.stem in (match, regional))
    return own if first.stem == match else _checked(first, path)


def _with_newer_keys(own: Phrases, file: Path) -> Phrases:
    """The phrases with the newer keys of the bundled file, if a user's file is older than these."""
    path = resources.find(f"phrases/{file.name}")
    if path in (file, None) or (own.notes.copy_heading and own.notes.via_heading and own.fax and own.solidarity):
        return own
    bundled = _checked(path)
    notes = {name: getattr(own.notes, name) or getattr(bundled.notes, name) for name in ("copy_heading", "via_heading")}
    return replace(
        own,
        notes=replace(own.notes, **notes),
        fax=own.fax or bundled.fax,
        solidarity=own.solidarity or bundled.solidarity,
    )


def fax_words(language: str, roots: tuple[Path, ...] = (), country: str | None = None) -> FaxCover:
    """The words of a cover sheet; in English for a language of the user's own whose file lacks them."""
    words = load_phrases(language, roots, country).fax or load_phrases("en").fax
    assert words is not None, "the bundled file has them"
    return words


PhrasesOf = Callable[[str, tuple[Path, ...], str | None], Phrases]
"""Returns the phrases of a language: `load_phrases`, or a function for numbered ones of a proof."""


def _checked(path: Path, base: Path | None = None) -> Phrases:
    """Phrases of a file, completed from `base`; raises TemplateError if they are faulty."""
    try:
        loaded = load_yaml(path, Phrases, SCALARS, base)
    except InputError as error:
        raise TemplateError(error.problems) from error
    if problems := list(_wrong_fields(loaded, str(path))):
        raise TemplateError(problems)
    return loaded


def with_end(salutation: str, words: Phrases) -> str:
    """A salutation with the closing mark of its language, unless it already has one."""
    return salutation if salutation.endswith(SALUTATION_ENDS) else salutation + words.salutations.end


def ended_salutation(given: LocalizedText, tag: str, roots: tuple[Path, ...] = ()) -> str | None:
    """A case's salutation in a language, else in English, else in any, with the closing mark of its language."""
    if isinstance(given, str):
        return given
    for near in (tag, "en", *given):
        if (text := words_in(given, near)) is not None:
            known = best_of(near, languages_with_phrases(roots))
            return with_end(text, load_phrases(near, roots)) if known else text
    return None


SALUTATION_ENDS = (",", ":", "!", "،", "，", "：", "！")
"""Marks that end salutations, in any language."""

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
    "notes.copy_heading": ("office",),
    "notes.via_heading": ("office",),
    "notes.office": ("office",),
    "signatures.signed_by": ("count",),
    "outline.about": ("person",),
    "solidarity.salutation": ("name",),
}
"""Fields that each phrase may have in braces."""
_MUST_SAY = frozenset(
    {
        "subject",
        "date",
        "date_line",
        "date_alone",
        "copies",
        "care_of",
        "notes.copy_heading",
        "notes.via_heading",
        "notes.office",
        "signatures.signed_by",
        "outline.about",
    }
)
"""Phrases that must contain their field, or the last of their fields."""


def _wrong_fields(phrases: Phrases, file: str) -> Iterator[Problem]:
    """A problem for each phrase that uses braces for anything but its own fields."""
    for key, names in _FIELDS.items():
        if key.startswith("solidarity.") and phrases.solidarity is None:
            continue
        text: str = attrgetter(key)(phrases)
        rest = re.sub("|".join(rf"\{{{name}\}}" for name in names), "", text)
        if text and key in _MUST_SAY and f"{{{names[-1]}}}" not in text:
            lacks = message("“{text}” lacks {{{placeholder}}}", text=text, placeholder=names[-1])
            yield Problem(ProblemCode.MISSING_PLACEHOLDER, lacks, file=file, field=key)
        if "{" in rest or "}" in rest:
            hint = message("it may contain {names}", names=", ".join(f"{{{name}}}" for name in names))
            stray = message("“{text}” has braces that are not a placeholder", text=text)
            yield Problem(ProblemCode.UNKNOWN_PLACEHOLDER, stray, hint, file=file, field=key)
