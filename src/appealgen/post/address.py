"""Target and sender → the lines of their addresses, as the post of the sender's country wants them."""

from __future__ import annotations

from appealgen.document import Address
from appealgen.language.choice import words_near
from appealgen.language.locales import capitals, country_name, languages_of
from appealgen.model import Sender, Target

_POSTAL_LANGUAGES = ("en", "fr")


def recipient(target: Target, country: str, origin: str, language: str) -> Address:
    """The address of a target for mail posted in `origin`.

    Names and offices are in `language`, which the destination reads; for domestic mail in the country's own.
    An official's office stands above the name, as in the documents; a mission stands below its head's name.
    The free lines stay as given. `country` is that of the address.
    """
    spoken = _country_language(origin) if country == origin else language
    office, name = words_near(target.office, spoken), words_near(target.name, spoken)
    head = (name, office) if target.role == "embassy" else (office, name)
    lines = tuple(line for line in (*head, *target.address) if line)
    return Address(lines, country_line(country, origin))


def sender(person: Sender, abroad: bool) -> tuple[str, ...]:
    """The sender's lines; with the country, in its own language, when the letter leaves it."""
    own = _country_language(person.country)
    last = (capitals(country_name(person.country, own), own),) if abroad else ()
    return (person.name, *person.address, *last)


def country_line(destination: str, origin: str) -> str | None:
    """The country of destination in capitals in the language of the country of posting; None for domestic mail.

    DIN 5008, La Poste and USPS Publication 28 agree on the sender's language, capitals and a line of its own.
    """
    if destination == origin:
        return None
    own = _country_language(origin)
    return capitals(country_name(destination, own), own)


def _country_language(origin: str) -> str:
    """Where a country has several languages, the one of them that is a language of the international post."""
    own = languages_of(origin)
    return next((code for code in _POSTAL_LANGUAGES if code in own), own[0] if own else "en")
