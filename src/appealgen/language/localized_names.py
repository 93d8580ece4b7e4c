"""Names inside messages that follow the reader's language: languages, countries, days, texts of a case."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from functools import partial

from appealgen.language.locales import country_name, language_name, listed, long_date
from appealgen.language.localized import words_near
from appealgen.messages import JoinedMessage, LocalizedName, join, localized_name, message
from appealgen.model.case import LocalizedText

_SENTENCE_ENDS = re.compile(r"(?<=[^\W\d_][.!?])\s|(?<=\d{4}[.!?])\s|(?<=[”»“)][.!?])\s")
"""The end of a sentence follows a word, a year or a quotation, but not a day of the month: am 17. August."""


def localized_language(tag: str) -> LocalizedName:
    """A language: Kazakh."""
    return localized_name(language_name(tag, "en"), partial(language_name, tag))


def localized_languages(tags: Collection[str]) -> JoinedMessage:
    """Languages with their tags: `Kazakh (kk), Russian (ru)`."""
    return join(message("{language} ({tag})", language=localized_language(tag), tag=tag) for tag in sorted(tags))


def localized_country(territory: str) -> LocalizedName:
    """A country as a sentence needs it; in English: the United Kingdom."""
    return localized_name(country_in_sentence(territory), partial(country_name, territory))


def country_in_sentence(territory: str) -> str:
    """A country's English name as a sentence needs it: the United Kingdom."""
    name = country_name(territory)
    plural = name.startswith(("United ", "Netherlands", "Philippines", "Maldives", "Bahamas")) or name.endswith(
        "Islands"
    )
    return f"the {name}" if plural else name


def localized_countries(territories: Collection[str]) -> LocalizedName:
    """Several countries as a list: Austria, Germany and Switzerland."""

    def in_language(tag: str) -> str:
        return listed(tuple(country_name(each, tag) for each in territories), tag)

    return localized_name(listed(tuple(country_in_sentence(each) for each in territories), "en"), in_language)


def localized_day(date: datetime.date) -> LocalizedName:
    """A date in full: 15 April 2019."""
    return localized_name(long_date(date, "en"), partial(long_date, date))


def localized_pronouns(pronouns: str) -> str:
    """Pronouns of a person in the reader's language; others than the usual ones as they are."""
    usual = (message("he/him"), message("she/her"), message("they/them"))
    return next((each for each in usual if each == pronouns.casefold().replace(" ", "")), pronouns)


def localized_text(words: LocalizedText | None) -> LocalizedName:
    """A text of the case in the reader's language, if the case has it: a name, an office, a title."""
    return localized_name(words_near(words, "en") or "", lambda tag: words_near(words, tag) or "")


def first_sentence(words: LocalizedText | None) -> LocalizedName:
    """The first sentence of a text of the case."""

    def in_language(tag: str) -> str:
        return _SENTENCE_ENDS.split(words_near(words, tag) or "", maxsplit=1)[0]

    return localized_name(in_language("en"), in_language)
