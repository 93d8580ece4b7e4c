"""The language in which the program speaks, one for the process, and messages in it.

Only what a person reads changes with it: JSON, files and exit codes never do.
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

OPTION = "--ui-language"
_spoken = [ENGLISH]
"""The language of this process: one, as one person sits at the terminal."""


def language() -> str:
    """The tag of the language that is spoken."""
    return _spoken[0]


def without_option(arguments: Sequence[str]) -> tuple[list[str], str | None]:
    """The arguments without `--ui-language TAG`, wherever it stands before a `--`, and the tag.

    It is wanted before there are commands: their help is in that language. Without its value it stays where it is.
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
    """Speak the language that is asked for: by the option, else by APPEALGEN_LANG, else that of the system.

    Raises MissingError for one that was asked for and is not spoken, which is told in the system's.
    """
    _spoken[0] = _of_system(environment.system_languages())
    if wanted is not None:
        _spoken[0] = _asked_for(wanted, "ui-language")
    elif (variable := environment.language_from_environment()) is not None:
        _spoken[0] = _asked_for(variable, environment.LANGUAGE_VARIABLE)
    _let_typer_speak()


def _let_typer_speak() -> None:
    """Typer looks its own few words up by gettext, in the language that the environment asks for."""
    if language() == ENGLISH:
        gettext.textdomain("messages")
        return
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain(DOMAIN, str(resources.find("locale")))
    gettext.textdomain(DOMAIN)


def _of_system(wanted: Iterable[str]) -> str:
    """The first that is spoken of tags such as `de_AT.UTF-8`."""
    spoken = languages_with_catalogue()
    for tag in wanted:
        bare = tag.replace("-", "_").partition("_")[0].partition(".")[0].lower()
        if bare in spoken:
            return bare
    return ENGLISH


def _asked_for(text: str, field: str) -> str:
    bare = text.partition(".")[0]
    if bare.lower() in languages_with_catalogue():
        return bare.lower()
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
    return match


def translate(text: str) -> str:
    """A text as the person is to read it: a message from its catalogue, a name from CLDR, anything else as it is."""
    return translate_into(text, language())


def number(value: int | Decimal) -> str:
    """A number as the person is to read it."""
    from appealgen.language.locales import number_in

    return number_in(value, language())


def day(text: str) -> str:
    """A day that a file has as 2026-11-30, as the person is to read it; any other text as it is."""
    from appealgen.language.localized_names import localized_day

    try:
        return translate(localized_day(datetime.date.fromisoformat(text)))
    except ValueError:
        return text


def colon() -> str:
    """The colon between two joined texts: French has a space before it that does not break.

    What a catalogue or a file says stays as it is: `draft: true` is to be typed so.
    """
    return between(":", language())


def semicolon() -> str:
    """The same for two statements."""
    return between(";", language())


def _(msgid: str, /, **values: object) -> str:
    """An English sentence with `{places}` for the values, as the person is to read it."""
    return translate(message(msgid, **values))


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """A sentence about a number of things, which is `{count}` in it, as the person is to read it."""
    return translate(nmessage(one, many, count, **values))
