"""What people say letters show of them: the questions of sign-up forms and their answers → full, town or initials."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from appealgen import limits, resources
from appealgen.errors import WrongValueError
from appealgen.language.parsing import SCALARS
from appealgen.messages import LocalizedName, Message, localized_name, message
from appealgen.model.sender import Sign
from appealgen.reading.roster_columns import folded_heading, headings
from appealgen.yamlfile.reader import load_yaml

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_BRACKETS = re.compile(r"[(\[].*?[)\]]")


@dataclass(frozen=True)
class WishWords:
    """`signing_wishes.yaml`: answers, and words of answers and questions, by language."""

    signs: Mapping[str, Mapping[str, tuple[str, ...]]]
    any: Mapping[str, tuple[str, ...]]
    only: Mapping[str, tuple[str, ...]]
    beside: Mapping[str, tuple[str, ...]]
    asks: Mapping[str, Mapping[str, tuple[str, ...]]]
    against: tuple[str, ...]


class Wish(NamedTuple):
    """What is shown of somebody, None for no wish; `is_sure` unless their words may also mean something else."""

    sign: Sign | None
    is_sure: bool = True


@cache
def _words() -> WishWords:
    return load_yaml(resources.get("signing_wishes.yaml"), WishWords, SCALARS)


def parse_sign(text: str, heading: str = "") -> Wish:
    """What a cell says is shown of somebody, as the answer to its heading; raises WrongValueError.

    Of two meanings, the one that shows less.
    """
    found = _answer(text, _asked(heading))
    if found is None:
        raise WrongValueError(message("“{text}” does not say what to show", text=text), accepted(heading))
    return found


def accepted(heading: str) -> Message:
    """The answers to use, in the language of the question, or of the interface if it has no known word."""
    language = _language(heading)
    full, town, initials = (_shown(sign, language) for sign in ("full", "town", "initials"))
    return message("enter “{full}”, “{town}” or “{initials}”", full=full, town=town, initials=initials)


def shown_as(sign: Sign) -> LocalizedName:
    """Words of the interface language for what is shown: name and town, Initialen und Ort."""
    at = 1 if sign == "initials" else 0
    those = _words().signs[sign]
    return localized_name(those["en"][at], lambda tag: those.get(tag.split("-")[0], those["en"])[at])


def wish_columns(columns: Sequence[tuple[str, Sequence[str]]]) -> tuple[list[str], list[str]]:
    """Headings of columns with wishes about names; and of those that look so, but have no cell that is understood.

    `columns` are headings that mean nothing else, and their first cells.
    """
    read, unsure = [], []
    for heading, cells in columns:
        asks_for = _roles(heading)
        about_name = "name" in asks_for or "initials" in asks_for
        sure = "other" not in asks_for and (
            ("sign" in asks_for and (about_name or "how" in asks_for or "anonymous" in asks_for))
            or "anonymous" in asks_for
            or {"initials", "name"} <= asks_for
            or ("show" in asks_for and ("initials" in asks_for or {"full", "name"} <= asks_for))
        )
        understood = any(_answer(cell, _asked(heading)) for cell in cells)
        if (sure and not cells) or ((sure or {"show", "name"} <= asks_for) and understood):
            read.append(heading)
        elif sure or _have_initials(cells) or ({"full", "name"} <= asks_for and any(map(_is_yes_or_no, cells))):
            unsure.append(heading)
    return read, unsure


def are_answers(heading: str, cells: Sequence[str]) -> bool:
    """Whether all cells are answers to a question about names, even if it reads like the heading of a name."""
    return all(_answer(cell, _asked(heading)) for cell in cells)


def is_no(text: str) -> bool:
    """Whether a cell says no, with a word that is no content in other columns: нет."""
    return folded_heading(text) in _yes_and_no()[1]


def _is_yes_or_no(text: str) -> bool:
    return any(folded_heading(text) in marks for marks in _yes_and_no())


def _have_initials(cells: Sequence[str]) -> bool:
    """Whether anybody asks for initials below a heading that does not: in remarks."""
    return any((wish := _answer(cell, None)) is not None and wish.sign == "initials" for cell in cells)


def _answer(text: str, asked: str | None) -> Wish | None:
    folded = folded_heading(text)
    if len(text) > limits.LINE or not folded:
        return None
    if folded in _folded("any"):
        return Wish(None)
    words = [folded_heading(word) for word in _WORD.findall(text)]
    yes, no = (any(word in marks for word in words) for marks in _yes_and_no())
    only = any(word in _folded("only") for word in words)
    said = _signs().get(folded)
    if said is None:
        besides = _folded("only") | _folded("beside") | frozenset().union(*_yes_and_no())
        rest = "".join(word for word in words if word not in besides)
        said = _signs().get(rest)
        if not rest and yes != no:
            return _yes_or_no(yes, asked)
    if said is None or (said == "full" and (no or only)):
        return None
    if said == "place":
        less = no or asked is not None
        return Wish("initials" if less else "town", is_sure=not (less or only))
    if said == "initials":
        return Wish("initials", is_sure=not no or asked == "full")  # “no initials” may mean the full name
    return Wish("town" if said == "town" else "full")


def _yes_or_no(yes: bool, asked: str | None) -> Wish | None:
    """The answer to “with your full name?”, “only with initials?”: a no to the name is one for initials."""
    if asked == "full":
        return Wish("full") if yes else Wish("initials", is_sure=False)
    if asked in ("initials", "only initials") and yes:
        return Wish("initials")
    return Wish("full") if asked == "only initials" else None


@lru_cache(maxsize=1024)
def _asked(heading: str) -> str | None:
    """What a yes is for: `full`, `initials` or `only initials`; None where any word is unknown or against it."""
    language, roles = _language(heading), _roles(heading)
    words = _heading_words(heading)
    against = frozenset(map(folded_heading, _words().against))
    if language is None or any(word in against or not _is_known(word, language) for word in words):
        return None
    if "name" in roles:
        return None if "initials" in roles else "full"
    if "initials" not in roles:
        return None
    return "only initials" if any(word in _folded("only") for word in words) else "initials"


@lru_cache(maxsize=1024)
def _language(heading: str) -> str | None:
    """The language that most words of a question are of; None if there is none."""
    words = _heading_words(heading)
    counts = {language: sum(_is_known(word, language) for word in words) for language in _words().asks}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else None


def _roles(heading: str) -> frozenset[str]:
    """What the words of a question are about: sign, how, name …"""
    language = _language(heading)
    return frozenset(role for word in _heading_words(heading) for role in (_role(word, language) if language else ()))


def _role(word: str, language: str) -> list[str]:
    return [role for role, known in _asks()[language].items() if known.fullmatch(word)]


def _is_known(word: str, language: str) -> bool:
    return bool(_role(word, language)) or word in _around()[language]


def _heading_words(heading: str) -> list[str]:
    return [folded_heading(word) for word in _WORD.findall(_BRACKETS.sub(" ", heading[: limits.LINE]))]


@cache
def _asks() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    return {
        language: {
            role: re.compile("|".join(folded_heading(word) + r"\w*" * word.endswith("*") for word in words))
            for role, words in roles.items()
        }
        for language, roles in _words().asks.items()
    }


@cache
def _around() -> Mapping[str, frozenset[str]]:
    """Words that change nothing in a question, by language."""
    bundled = _words()
    return {
        language: frozenset(
            folded_heading(word)
            for known in (headings().around, bundled.only, bundled.beside)
            for words in known[language]
            for word in words.split()
        )
        for language in bundled.asks
    }


@cache
def _folded(name: str) -> frozenset[str]:
    return frozenset(map(folded_heading, chain.from_iterable(getattr(_words(), name).values())))


@cache
def _signs() -> Mapping[str, str]:
    return {
        folded_heading(word): sign
        for sign, by_language in _words().signs.items()
        for word in (sign, *chain.from_iterable(by_language.values()))
    }


@cache
def _yes_and_no() -> tuple[frozenset[str], frozenset[str]]:
    yes, no = (frozenset(filter(None, map(folded_heading, headings().marks[key]))) for key in ("yes", "no"))
    return yes, no


def _shown(sign: str, language: str | None) -> str:
    names = _words().signs[sign]
    if language is not None:
        return names[language][0]
    return localized_name(names["en"][0], lambda tag: names.get(tag.split("-")[0], names["en"])[0])
