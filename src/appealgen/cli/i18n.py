"""The language of the user interface, one for each process, and its messages.

It changes only what people read: never JSON, files or exit codes.
"""

from __future__ import annotations

import datetime
import gettext
import os
from collections.abc import Iterable, Sequence
from decimal import Decimal

from appealgen import resources
from appealgen.cli import environment
from appealgen.errors import MissingError, Problem, ProblemCode
from appealgen.language.catalogues import DOMAIN, ENGLISH, between, languages_with_catalogue, translate_into
from appealgen.messages import either, message, nmessage
from appealgen.model.identifiers import Tag

OPTION = "--ui-language"
_spoken = [ENGLISH]
"""The language of this process: one, because one person uses the terminal."""


def language() -> Tag:
    """The tag of the current language."""
    return _spoken[0]


def without_option(arguments: Sequence[str]) -> tuple[list[str], str | None]:
    """The arguments without `--ui-language TAG` (anywhere before a `--`), and the tag.

    It is needed before the commands exist, because their help is translated. Without its value the option is left in
    place.
    """
    rest, wanted, waiting = list[str](), None, list(arguments)
    while waiting:
        word = waiting.pop(0)
        if word == "--":
            return [*rest, word, *waiting], wanted
        if word == OPTION and waiting:
            wanted = waiting.pop(0)
        elif word.startswith(f"{OPTION}="):
            wanted = word.partition("=")[2]
        else:
            rest.append(word)
    return rest, wanted


def speak(wanted: str | None) -> None:
    """Set the language: the option, else APPEALGEN_LANG, else the system's.

    Raises MissingError for a requested language without a catalogue, in words of the system's language.
    """
    _spoken[0] = _of_system(environment.system_languages())
    if wanted is not None:
        _spoken[0] = spoken(wanted, "ui-language")
    elif (variable := environment.language_from_environment()) is not None:
        _spoken[0] = spoken(variable, environment.LANGUAGE_VARIABLE)
    _let_typer_speak()


def _let_typer_speak() -> None:
    """Make Typer translate its own few words: it uses gettext with the language of the environment."""
    if language() == ENGLISH:
        gettext.textdomain("messages")
        return
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain(DOMAIN, str(resources.find("locale")))
    gettext.textdomain(DOMAIN)


def _of_system(wanted: Iterable[str]) -> Tag:
    """The first supported language among tags such as `de_AT.UTF-8`."""
    spoken = languages_with_catalogue()
    for tag in wanted:
        bare = tag.replace("-", "_").partition("_")[0].partition(".")[0].lower()
        if bare in spoken:
            return Tag(bare)
    return ENGLISH


def spoken(text: str, field: str) -> Tag:
    """The catalogue's language for a text; raises MissingError, naming the languages with a catalogue."""
    bare = text.partition(".")[0]
    if bare.lower() in languages_with_catalogue():
        return Tag(bare.lower())
    from appealgen.language.locales import best_of
    from appealgen.language.parsing import parse_language

    try:
        match = best_of(parse_language(bare), languages_with_catalogue())
    except ValueError:
        match = None
    if match is None:
        wording = message("appealgen is not available in “{language}”", language=text)
        hint = message("available: {languages}", languages=either(languages_with_catalogue()))
        raise MissingError(Problem(ProblemCode.UNKNOWN_LANGUAGE, wording, hint, field=field))
    return Tag(match)


def translate(text: str) -> str:
    """A text for the user: a message from its catalogue, a name from CLDR, anything else unchanged."""
    return translate_into(text, language())


def number(value: int | Decimal) -> str:
    """A number in the user's language."""
    from appealgen.language.locales import number_in

    return number_in(value, language())


def day(text: str) -> str:
    """A date from a file (2026-11-30) in the user's language; any other text unchanged."""
    from appealgen.language.localized_names import localized_day

    try:
        return translate(localized_day(datetime.date.fromisoformat(text)))
    except ValueError:
        return text


def colon() -> str:
    """The colon between two joined texts: French has a no-break space before it.

    Text from a catalogue or a file is unchanged, because `draft: true` is to be typed so.
    """
    return between(":", language())


def semicolon() -> str:
    """The semicolon between two joined texts, like `colon`."""
    return between(";", language())


def _(msgid: str, /, **values: object) -> str:
    """Translate an English sentence with `{places}` for the values."""
    return translate(message(msgid, **values))


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """Translate a sentence about a number of things, its `{count}`."""
    return translate(nmessage(one, many, count, **values))
