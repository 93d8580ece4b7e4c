"""The signer of a letter, from the profile, a sender file or a row of a roster."""

from dataclasses import dataclass, field
from typing import Annotated, Literal

from appealgen import limits
from appealgen.model.case import LocalizedText
from appealgen.model.identifiers import Country, Tag
from appealgen.model.stationery import StationeryChoice

Sign = Literal["full", "town", "initials"]
"""What letters, envelopes, mails and names of files show of a sender."""


@dataclass(frozen=True, kw_only=True)
class Sender:
    """The signer of a letter, from the profile, a sender file or a row of a roster.

    A blank sender makes a form to fill in by hand: it has a country and languages but no name or address.
    """

    name: Annotated[str, "Your name, as you sign.", limits.LINE]
    address: Annotated[tuple[str, ...], "Your postal address line by line, without the country.", limits.LINE] = ()
    country: Annotated[Country, "ISO 3166-1 code of your country."]
    reads: Annotated[tuple[Tag, ...], "Languages that you read and sign letters in, best first, as BCP 47 tags."] = ()
    email: Annotated[str | None, "Printed under your address, if given.", limits.LINE] = None
    place: Annotated[str | None, "For the date line: London. Default: left out.", limits.LINE] = None
    about: Annotated[LocalizedText | None, "A sentence about you, for letters with a placeholder for it."] = None
    ties: Annotated[tuple[Country, ...], "Countries that you or your family have ties to: plans remind you."] = ()
    own_words: LocalizedText | None = field(default=None, metadata={"in_file": False})
    """From a roster: text without a language has that of the option, or of all letters."""
    sign: Annotated[Sign, "What is shown of you: full; town (name and town); initials (initials and town)."] = "full"
    stationery: Annotated[StationeryChoice, "What you print on: envelopes, window layout, postal rules."] = field(
        default_factory=StationeryChoice
    )
    blank: bool = field(default=False, metadata={"in_file": False})


@dataclass(frozen=True, kw_only=True)
class Unfinished:
    """What somebody typed for a letter that was not written, to go on with: details of a sender, the case, words."""

    case: Annotated[str | None, "The case that it was typed for.", limits.LINE] = None
    name: Annotated[str | None, "As in a sender file.", limits.LINE] = None
    address: Annotated[tuple[str, ...], "As in a sender file.", limits.LINE] = ()
    country: Annotated[Country | None, "As in a sender file."] = None
    reads: Annotated[tuple[Tag, ...], "As in a sender file."] = ()
    place: Annotated[str | None, "As in a sender file.", limits.LINE] = None
    email: Annotated[str | None, "As in a sender file.", limits.LINE] = None
    about: Annotated[LocalizedText | None, "As in a sender file."] = None
    ties: Annotated[tuple[Country, ...], "As in a sender file."] = ()
    own_words: Annotated[str | None, "Words for the letter.", limits.TEXT] = None
