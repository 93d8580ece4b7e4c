"""The standing words of a letter in one language: `phrases/<tag>.yaml`, a user's directory before the bundled one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from appealgen import resources, yamlfile
from appealgen.errors import InputError, Problem, TemplateError
from appealgen.language.locales import SCALARS, best_of, language_name
from appealgen.model import Tag


@dataclass(frozen=True, kw_only=True)
class Salutations:
    """Neutral salutations, for an office holder whose gender is not known."""

    office: Annotated[str, "To the holder of an office; {office} is its name."]
    unknown: Annotated[str, "When the office has no name in this language."]
    embassy: Annotated[str, "To the head of a mission."]
    end: Annotated[str, "What follows every salutation: a comma, a colon, an exclamation mark."]


@dataclass(frozen=True, kw_only=True)
class Notes:
    """What stands above an appeal that somebody other than its addressee receives; {office} is the addressee."""

    copy: Annotated[str, "Two sentences: a copy for information."]
    via: Annotated[str, "Two sentences: please forward it."]


@dataclass(frozen=True, kw_only=True)
class FillIn:
    """What stands before the ruled lines of a letter that is filled in by hand."""

    name: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """The words of one language that no case has to say again."""

    language: Tag
    salutations: Salutations
    close: Annotated[str, "The complimentary close; {salutation} repeats the form of address."]
    subject: Annotated[str, "The subject line; {concerning} is the case's words or the people's names."]
    date_line: Annotated[str, "{place} and {date}."]
    copies: Annotated[str, "The copy line; {names} are those who get copies."]
    notes: Notes
    fill_in: FillIn
    native_reader: Annotated[tuple[str, ...], "The keys that want a native reader's eye."] = ()


def known(roots: Sequence[Path] = ()) -> tuple[Tag, ...]:
    """The languages that have a phrase file."""
    return tuple(sorted({Tag(path.stem) for path in resources.each("phrases", "*.yaml", roots)}))


@lru_cache(maxsize=64)
def phrases(tag: str, roots: tuple[Path, ...] = ()) -> Phrases:
    """The phrases of a language. Raises TemplateError when there is no phrase file for it, or a wrong one."""
    match = best_of(tag, known(roots))
    path = resources.find(f"phrases/{match}.yaml", roots) if match else None
    if path is None:
        message = f"there is no phrase file for {language_name(tag)} ({tag})"
        raise TemplateError(Problem("no-phrases", message, f"there are phrases for {', '.join(known(roots))}"))
    try:
        return yamlfile.load(path, Phrases, SCALARS)
    except InputError as error:
        raise TemplateError(error.problems) from error
