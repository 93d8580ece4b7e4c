"""What files say: the case, its targets, people and updates, and the sender. Frozen; the readers validate."""

import datetime
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Literal, NewType

from appealgen.errors import WrongValueError
from appealgen.messages import Message, message

Tag = NewType("Tag", str)
"""A BCP 47 language tag in its canonical case: `kk`, `zh-Hant`, `pt-BR`."""
Country = NewType("Country", str)
"""An ISO 3166-1 alpha-2 code: `KZ`."""
UNKNOWN = Country("ZZ")
"""CLDR's code for a country that is not known."""
Slug = NewType("Slug", str)
"""A name that is safe as a file name on every system: lower-case letters and digits with hyphens between."""
UANumber = NewType("UANumber", str)
"""`46/19`, or with the number of an update `46/19-3`: as printed, without leading zeros."""

Words = str | Mapping[Tag, str]
"""One text for every language, or a text for each language tag."""

Role = Literal["target", "copy", "embassy", "solidarity"]
Route = Literal["copy", "via", "none"]

PLACEHOLDERS = (
    "person",
    "demands",
    "office",
    "sender.name",
    "sender.about",
    "sender.place",
    "own_words",
)
"""What a model letter may say between `{{` and `}}`; there is no logic in it, so nothing of it is ever executed."""
MAY_BE_ABSENT = ("sender.about", "sender.place", "own_words")
"""Placeholders that a sender need not have anything for; a paragraph of nothing else is then left out."""
PLACEHOLDER = re.compile(r"\{\{([^{}\n]*)\}\}")


def placeholders(text: str) -> list[str]:
    """The names between `{{` and `}}`, in order."""
    return [name.strip() for name in PLACEHOLDER.findall(text)]


_RESERVED_ON_WINDOWS = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
_UA_NUMBER = re.compile(r"[A-Za-zÀ-ÿ. :-]*0*([0-9]{1,3})\s?[/.]\s?(?:19|20)?([0-9]{2})(?:-0*([0-9]{1,2}))?\s*")


def slug(text: str) -> Slug:
    """Check an id that becomes a file name; raises ValueError saying what is allowed."""
    normal = unicodedata.normalize("NFC", text)
    parts = normal.split("-")
    if not all(part.isalnum() and part == part.lower() for part in parts) or len(normal.encode()) > 80:
        raise WrongValueError(
            message("“{text}” cannot be an id", text=text),
            message("lower-case letters and digits with hyphens between: ua-046-19"),
        )
    if _RESERVED_ON_WINDOWS.fullmatch(normal):
        raise WrongValueError(
            message("“{text}” is a name that Windows keeps for itself", text=text),
            message("{text}-1 would do", text=text),
        )
    return Slug(normal)


def ua_number(text: str) -> UANumber:
    """Any printed form of a UA number → `46/19` or `46/19-3`; raises ValueError."""
    if (match := _UA_NUMBER.fullmatch(text)) is None:
        raise WrongValueError(
            message("“{text}” is not a UA number", text=text), message("it looks like 46/19, or 46/19-3 for an update")
        )
    number, year, update = match.groups()
    return UANumber(f"{int(number)}/{year}" + (f"-{update}" if update else ""))


_GRAVE = re.compile(
    r"people(\[\d+\](\.name)?)?|targets(\[\d+\](\.(office|name|address|country|host|salutation)(\..+)?)?)?"
    r"|demands(\[\d+\].*)?|letters\..+|country|deadline"
)
"""The fields of which a doubt keeps letters from being written where nobody can be asked."""
_LIGHT = frozenset({"spelling", "composed", "remark", "no-close", "no-town"})
"""Kinds of doubts that do not: what is there is what the document says."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Someone at risk: a person, a group or an organization."""

    name: Annotated[Words, "The name in full, as the document gives it; in other scripts by language."]
    pronouns: Annotated[str | None, "As the document gives them: he/him, she/her, they/them."] = None


@dataclass(frozen=True, kw_only=True)
class Demand:
    """One thing that the letter asks for."""

    id: Annotated[Slug, "A short name for the demand: release."]
    text: Annotated[Words, "The demand as a sentence, for letters that list demands with {{ demands }}."]


@dataclass(frozen=True, kw_only=True)
class Target:
    """Someone a letter goes to: the official who can act, an office to copy in, an embassy."""

    id: Annotated[Slug, "A short name, used in file names and with --to: prosecutor-general."]
    role: Annotated[Role, "target (default), copy, embassy, or solidarity for a letter to the person or family."] = (
        "target"
    )
    office: Annotated[Words | None, "The office: Prosecutor General."] = None
    name: Annotated[Words | None, "The office holder, as the document writes the name."] = None
    address: Annotated[tuple[str, ...], "Postal address line by line, as printed; the country is not a line."] = ()
    locality: Annotated[str | None, "The town in Latin letters, for an address in another script: Tehran."] = None
    country: Annotated[
        Country | None, "ISO 3166-1 code of the country of the address. Default: an embassy's host, else the case's."
    ] = None
    host: Annotated[Country | None, "For an embassy: ISO 3166-1 code of the country that it is accredited to."] = None
    phone: Annotated[str | None, "As printed."] = None
    fax: Annotated[str | None, "As printed."] = None
    email: Annotated[tuple[str, ...], "E-mail addresses."] = ()
    social: Annotated[Mapping[str, str], "Handle or address by platform: {x: '@GenProkRK'}."] = field(
        default_factory=dict
    )
    salutation: Annotated[Words | None, "How to address them: Dear Prosecutor General. No comma at the end."] = None

    def __post_init__(self) -> None:
        """Raises ValueError for a target that a letter cannot name, or an embassy without a host country."""
        if self.office is None and self.name is None:
            raise ValueError(message("needs an office or a name: a letter must say whom it is for"))
        if self.role == "embassy" and self.host is None:
            raise ValueError(message("an embassy needs “host”: the country that it is accredited to"))

    def country_in(self, case_country: Country) -> Country:
        """The country of the address: as said, else that an embassy is accredited to, else the case's."""
        return self.country or (self.host if self.role == "embassy" else None) or case_country


@dataclass(frozen=True, kw_only=True)
class SocialMedia:
    """What to post, for the person who also uses social media."""

    messages: Annotated[Words | None, "A message to post."] = None
    follow: Annotated[tuple[str, ...], "Accounts to follow or share from."] = ()


@dataclass(frozen=True, kw_only=True)
class Update:
    """Later news of the case; the one that closes it ends all letters."""

    number: Annotated[UANumber | None, "The update's own number: 46/19-3."] = None
    date: Annotated[datetime.date | None, "The day it was published. A closure without a date holds at every date."] = (
        None
    )
    index: Annotated[str | None, "Document index: EUR 57/0926/2019."] = None
    title: Annotated[Words | None, "Its headline, in your own words."] = None
    outcome: Annotated[Words | None, "What happened, in a sentence or two of your own."] = None
    closes: Annotated[bool, "true when it asks for no further action."] = False


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """Something in an imported case that a person has to look at: missing, cut off, contradictory, merely likely."""

    code: Annotated[Slug, "What kind of doubt: missing, hidden, cut-off, contradiction, likely, spelling."]
    field: Annotated[str, "The field that it is about: targets[0].name."]
    message: Annotated[str, "What is doubtful, in words."]
    line: Annotated[int | None, "The line of the document that it is about."] = None
    document: Annotated[str | None, "The document, as a file of the case's folder documents/."] = None

    @property
    def grave(self) -> bool:
        """Whether a letter could go wrong by it: a name, an address, a salutation, the demands, country, deadline."""
        return self.code == "notice" or (_GRAVE.fullmatch(self.field) is not None and self.code not in _LIGHT)


@dataclass(frozen=True)
class ModelLetter:
    """The text of `letter.<tag>.md`: Markdown with placeholders, not yet filled.

    `line` is the line of `file` that `text` begins on; `reviewed` is False until a native reader has read it. A
    translation says of which letter it is one, and by what it knew that letter's paragraphs.
    """

    tag: Tag
    text: str
    file: str
    line: int = 1
    reviewed: bool = True
    translates: Tag | None = None
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Case:
    """A case definition: who is at risk, who can act, until when, and what became of it."""

    schema: Annotated[int, "Version of this format: 1."]
    draft: Annotated[bool, "true while an imported case has doubts that nobody has settled."] = False
    id: Annotated[Slug, "Name of the case and of its folder: ua-046-19."]
    ua_number: Annotated[UANumber | None, "Number of the Urgent Action: 46/19."] = None
    index: Annotated[str | None, "Document index: AMR 37/6674/2017."] = None
    issue: Annotated[int | None, "Which document of its chain this is: 3 for a THIRD UA."] = None
    previous: Annotated[str | None, "Address of the document before this one."] = None
    title: Annotated[Words, "A headline of your own."]
    country: Annotated[
        Country, "ISO 3166-1 code of the country whose authorities are addressed. A draft may not know it."
    ] = field(default=UNKNOWN, metadata={"unless": "draft"})
    issued: Annotated[datetime.date | None, "The day the document was published."] = None
    deadline: Annotated[datetime.date | None, "Last day for sending letters."] = None
    people: Annotated[tuple[Person, ...], "Everyone at risk."] = field(default=(), metadata={"unless": "draft"})
    concerning: Annotated[Words | None, "Words of the subject line. Default: the people's names."] = None
    summary: Annotated[Words | None, "What happened, in a few sentences of your own."] = None
    background: Annotated[Words | None, "What else a writer should know, in your own words."] = None
    demands: Annotated[tuple[Demand, ...], "What the letters ask for."] = ()
    languages: Annotated[tuple[Tag, ...], "Languages that the target reads, best first, as BCP 47 tags."] = ()
    own_language: Annotated[bool, "true when the document says that you can also write in your own language."] = False
    targets: Annotated[tuple[Target, ...], "Whom to write to. A draft and a closed case may have nobody."] = ()
    embassy: Annotated[Route, "copy (default): send the embassy a copy; via: ask it to forward; none."] = "copy"
    social: Annotated[SocialMedia | None, "For social media."] = None
    updates: Annotated[tuple[Update, ...], "Later documents of the same case."] = ()
    sources: Annotated[tuple[str, ...], "Where each fact is from."] = ()
    doubts: Annotated[tuple[Doubt, ...], "What to look at before draft: true is taken out."] = ()

    letters: Mapping[Tag, ModelLetter] = field(default_factory=dict, metadata={"in_file": False}, compare=False)
    file: str = field(default="", metadata={"in_file": False}, compare=False)

    def __post_init__(self) -> None:
        """Raises ValueError for another schema, nobody at risk, nobody to write to, or two targets of one id."""
        if self.schema != 1:
            raise ValueError(message("schema {schema} is not known: this appealgen reads schema 1", schema=self.schema))
        if not self.draft:
            for field_name, text in self.lacking:
                raise ValueError(message("“{field}” {message}", field=field_name, message=text))
        ids = [target.id for target in self.targets]
        if twice := sorted({i for i in ids if ids.count(i) > 1}):
            raise ValueError(message("two targets share the id {id}", id=", ".join(twice)))

    @property
    def lacking(self) -> tuple[tuple[str, Message], ...]:
        """What no letter can do without and only a draft may lack: fields, each with what is wrong there."""
        found = []
        if self.country == UNKNOWN:
            found.append(("country", message("is missing: whose authorities are addressed?")))
        if not self.people:
            found.append(("people", message("is empty: a case is about somebody")))
        if not self.targets and not self.closed:
            found.append(("targets", message("is empty: there is nobody to write to")))
        elif self.targets and not any(target.role == "target" for target in self.targets):
            found.append(
                ("targets", message("has no target with role: target: copies are copies of a letter to somebody"))
            )
        return tuple(found)

    def with_doubts(self, doubts: Iterable[Doubt]) -> "Case":
        """The case with these doubts and no others; it stays a draft, with a doubt, as long as it lacks anything."""
        kept = list(dict.fromkeys(doubts))
        for name, text in self.lacking:
            if not any(doubt.field == name for doubt in kept):
                own = [doubt for doubt in self.doubts if doubt.field == name]
                kept += own or [
                    Doubt(
                        code=Slug("missing"),
                        field=name,
                        message=message("“{field}” {message}", field=name, message=text),
                    )
                ]
        return replace(self, doubts=tuple(kept), draft=bool(kept))

    @property
    def closed(self) -> bool:
        """Whether an update closes it, at whatever date."""
        return any(update.closes for update in self.updates)

    @property
    def unsettled(self) -> tuple[Doubt, ...]:
        """The doubts that nobody has settled: those of a draft."""
        return self.doubts if self.draft else ()


@dataclass(frozen=True, kw_only=True)
class StationeryChoice:
    """What to print on, and the habits of one's post; by the sender's country where nothing is said."""

    envelope: Annotated[str | None, "Envelope format: DL, C6, US10, 200x120 …, or none."] = None
    layout: Annotated[str | None, "plain, or a layout for window envelopes: din5008b, swiss-right …"] = None
    labels: Annotated[str | None, "Sheets of labels, instead of printed envelopes: L7160, 5160 …"] = None
    feed: Annotated[Literal["landscape", "rotated"] | None, "How the printer takes envelopes."] = None
    return_address: Annotated[Literal["front", "back", "none"] | None, "Where your address stands on envelopes."] = None
    airmail: Annotated[bool | None, "Whether mail abroad is marked AIR MAIL or PRIORITY."] = None
    country_line: Annotated[tuple[Tag, ...], "Language of the country on envelopes; two for both."] = ()


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Who signs: the profile, a sender file or a row of a roster.

    A blank sender is a form to be filled in by hand: it has a country and languages but no name or address.
    """

    name: Annotated[str, "Your name, as you sign."]
    address: Annotated[tuple[str, ...], "Your postal address line by line, without the country."] = ()
    country: Annotated[Country, "ISO 3166-1 code of the country you write from."]
    reads: Annotated[tuple[Tag, ...], "Languages that you read and sign letters in, best first, as BCP 47 tags."] = ()
    email: Annotated[str | None, "Printed under your address, if given."] = None
    place: Annotated[str | None, "For the date line: London. Default: left out."] = None
    about: Annotated[Words | None, "A sentence about you, for letters that have a place for it."] = None
    ties: Annotated[tuple[Country, ...], "Countries that you or your family have ties to: plans remind you."] = ()
    stationery: Annotated[StationeryChoice, "What you print on: envelopes, window layout, habits of your post."] = (
        field(default_factory=StationeryChoice)
    )
    blank: bool = field(default=False, metadata={"in_file": False})
