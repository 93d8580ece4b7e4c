"""Translated messages from the GNU gettext catalogues `data/locale/<tag>/LC_MESSAGES/appealgen.mo`.

The build compiles the catalogues. English needs none, because a message is its English text.
"""

from __future__ import annotations

import gettext
from functools import cache

from appealgen import resources
from appealgen.messages import JoinedMessage, LocalizedName, Message, Quantity
from appealgen.model.identifiers import Tag

DOMAIN = "appealgen"
ENGLISH = Tag("en")


def languages_with_catalogue() -> tuple[str, ...]:
    """Languages that messages can be translated into, English first."""
    paths = resources.each("locale", f"*/LC_MESSAGES/{DOMAIN}.mo")
    return (ENGLISH, *sorted(path.parent.parent.name for path in paths))


@cache
def _catalogue(tag: str) -> gettext.NullTranslations:
    path = resources.find(f"locale/{tag}/LC_MESSAGES/{DOMAIN}.mo")
    if path is None:
        return gettext.NullTranslations()
    with path.open("rb") as stream:
        return gettext.GNUTranslations(stream)


def between(sign: str, tag: str) -> str:
    """A sign between texts as the language sets it: French has a space before a colon or a semicolon."""
    return f"\u00a0{sign}" if tag == "fr" and sign[:1] in (":", ";") else sign


def translate_into(text: str, tag: str) -> str:
    """A message from the catalogue of a language, a name from CLDR; any other or untranslated text is unchanged."""
    if isinstance(text, JoinedMessage):
        return between(text.between, tag).join(translate_into(part, tag) for part in text.parts)
    if isinstance(text, LocalizedName):
        return text.in_language(tag)
    if not isinstance(text, Message) or tag == ENGLISH:
        return text
    catalogue = _catalogue(tag)
    template = (
        catalogue.gettext(text.msgid)
        if text.many is None
        else catalogue.ngettext(text.msgid, text.many, text.values["count"])
    )
    return template.format_map({name: _in_language(value, tag) for name, value in text.values.items()})


def _in_language(value: object, tag: str) -> object:
    if isinstance(value, Quantity):
        from appealgen.language.locales import number_in

        return number_in(int(value), tag)
    return translate_into(value, tag) if isinstance(value, str) else value
