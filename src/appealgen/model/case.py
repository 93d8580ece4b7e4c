"""Contents of case files and embassy lists: people, targets, demands, letters. Frozen; readers validate them."""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Annotated, Literal, Self

from appealgen import limits
from appealgen.messages import Message, message
from appealgen.model.identifiers import UNKNOWN, Country, Slug, Tag, UANumber

LocalizedText = str | Mapping[Tag, str]
"""One text for all languages, or a text for each language tag."""

Role = Literal["target", "copy", "embassy", "solidarity"]

Route = Literal["copy", "via", "none"]


class DoubtCode(StrEnum):
    """Kinds of doubt that an import can have; a case file may name others.

    A `light` kind never keeps letters from being written, because it cannot make a letter wrong.
    """

    light: bool

    def __new__(cls, word: str, light: bool = False) -> Self:
        """Create a member; `light` says whether letters may be written in spite of it."""
        code = str.__new__(cls, word)
        code._value_ = word
        code.light = light
        return code

    MISSING = "missing"
    LIKELY = "likely"
    CONTRADICTION = "contradiction"
    UNREADABLE = "unreadable"
    CUT_OFF = "cut-off"
    WORDS_LOST = "words-lost"
    TOO_LONG = "too-long"
    AFTER_CLOSE = "after-close"
    PLACEHOLDER = "placeholder"
    OUTDATED = "outdated"
    NOTICE = "notice"
    HIDDEN = "hidden", True
    UNKNOWN = "unknown", True
    REMARK = "remark", True
    SPELLING = "spelling", True
    COMPOSED = "composed", True
    NO_CLOSE = "no-close", True
    NO_TOWN = "no-town", True


@dataclass(frozen=True, kw_only=True)
class Person:
    """A person, group or organization at risk."""

    name: Annotated[LocalizedText, "The full name as in the document; in other scripts by language.", limits.LINE]
    pronouns: Annotated[str | None, "As in the document: he/him, she/her, they/them.", limits.LINE] = None


@dataclass(frozen=True, kw_only=True)
class Demand:
    """One thing that the letter asks for."""

    id: Annotated[Slug, "A short name for the demand: release."]
    text: Annotated[LocalizedText, "The demand as a sentence, for letters that list demands with {{ demands }}."]


@dataclass(frozen=True, kw_only=True)
class Target:
    """A recipient: the official who can act, an office that gets a copy, or an embassy."""

    id: Annotated[Slug, "A short name, used in file names and with --to: prosecutor-general."]
    role: Annotated[Role, "target (default), copy, embassy, or solidarity for a letter to the person or family."] = (
        "target"
    )
    office: Annotated[LocalizedText | None, "The office: Prosecutor General.", limits.LINE] = None
    name: Annotated[LocalizedText | None, "The office holder's name, spelled as in the document.", limits.LINE] = None
    address: Annotated[
        tuple[str, ...], "Postal address line by line, as printed, without the country.", limits.LINE
    ] = ()
    locality: Annotated[
        str | None, "The town in Latin letters, for an address in another script: Tehran.", limits.LINE
    ] = None
    country: Annotated[
        Country | None, "ISO 3166-1 code of the country of the address. Default: an embassy's host, else the case's."
    ] = None
    host: Annotated[Country | None, "For an embassy: ISO 3166-1 code of the country that it is accredited to."] = None
    phone: Annotated[str | None, "As printed.", limits.LINE] = None
    fax: Annotated[str | None, "As printed.", limits.LINE] = None
    email: Annotated[tuple[str, ...], "E-mail addresses.", limits.LINE] = ()
    social: Annotated[Mapping[str, str], "Handle or address by platform: {x: '@GenProkRK'}."] = field(
        default_factory=dict
    )
    salutation: Annotated[
        LocalizedText | None, "How to address them: Dear Prosecutor General. No comma at the end.", limits.LINE
    ] = None
    advice: Annotated[LocalizedText | None, "What not to write to them, or how not to write; plans show it."] = None

    def __post_init__(self) -> None:
        """Raise ValueError for a target without name and office, or an embassy without a host country."""
        if self.office is None and self.name is None:
            raise ValueError(message("needs an office or a name: a letter must say whom it is for"))
        if self.role == "embassy" and self.host is None:
            raise ValueError(message("an embassy needs “host”: the country that it is accredited to"))

    def country_in(self, case_country: Country) -> Country:
        """Country of the address: its own, else the host country of an embassy, else the case's."""
        return self.country or (self.host if self.role == "embassy" else None) or case_country


@dataclass(frozen=True, kw_only=True)
class Embassy(Target):
    """An embassy from the user's own list, with the source of its address and the date of that source."""

    source: Annotated[str | None, "Source of the address."] = None
    date: Annotated[datetime.date | None, "The date of that source."] = None


@dataclass(frozen=True, kw_only=True)
class EmbassyList:
    """Embassies of one country, one for each host: `embassies/<of>.yaml` in the user's data directory."""

    embassies: Annotated[tuple[Embassy, ...], "Embassies, each with role: embassy and host."]


@dataclass(frozen=True, kw_only=True)
class SocialMedia:
    """Posts and accounts for social media."""

    messages: Annotated[LocalizedText | None, "A message to post."] = None
    networks: Annotated[
        Mapping[str, LocalizedText], "Other messages for single networks: {x: {en: shorter words}}."
    ] = field(default_factory=dict)
    follow: Annotated[tuple[str, ...], "Accounts to follow or share from.", limits.LINE] = ()


@dataclass(frozen=True, kw_only=True)
class Update:
    """Later news of the case; after an update that closes the case, no letters are written."""

    number: Annotated[UANumber | None, "The update's own number: 46/19-3."] = None
    date: Annotated[datetime.date | None, "The day of publication. A closure without a date applies to every date."] = (
        None
    )
    index: Annotated[str | None, "Document index: EUR 57/0926/2019.", limits.LINE] = None
    title: Annotated[LocalizedText | None, "Its headline, in your own words.", limits.LINE] = None
    outcome: Annotated[LocalizedText | None, "What happened, in one or two sentences of your own.", limits.PROSE] = None
    closes: Annotated[bool, "true if no further action is needed."] = False


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """Something in an imported case that needs a person's eye: missing, cut off, contradictory or only likely."""

    code: Annotated[Slug, "Kind of doubt: missing, hidden, cut-off, contradiction, likely, spelling."]
    field: Annotated[str, "The field that it concerns: targets[0].name.", limits.LINE]
    message: Annotated[str, "Description of the doubt."]
    line: Annotated[int | None, "The line in the document."] = None
    document: Annotated[str | None, "The document: a file in the case's folder documents/."] = None
    grave: Annotated[bool, "false if it cannot make a letter wrong; then it does not stop letters."] = True


PLACEHOLDER = re.compile(r"\{\{([^{}\n]*)\}\}")
PLACEHOLDERS = ("person", "demands", "office", "sender.name", "sender.about", "sender.place", "own_words")
"""Names that a model letter may put between `{{` and `}}`. There is no logic in it, so nothing is ever executed."""
MAY_BE_ABSENT = ("sender.about", "sender.place", "own_words")
"""Placeholders for which a sender may have no value; a paragraph that holds nothing else is then left out."""


def placeholders(text: str) -> list[str]:
    """Names between `{{` and `}}`, in order."""
    return [name.strip() for name in PLACEHOLDER.findall(text)]


@dataclass(frozen=True)
class ModelLetter:
    """Text of `letter.<tag>.md`: Markdown with its placeholders unfilled.

    `line` is the line of `file` on which `text` begins; `reviewed` is False until a native speaker has checked it. A
    translation names the letter that it translates and keeps the checksums of that letter's paragraphs. `original` is
    the text as the case has it, if a sender edited it.
    """

    tag: Tag
    text: str
    file: str
    line: int = 1
    reviewed: bool = True
    translates: Tag | None = None
    paragraphs: tuple[str, ...] = ()
    original: str | None = None


@dataclass(frozen=True, kw_only=True)
class Case:
    """A case: who is at risk, who can act, the deadline, and what has happened since."""

    schema: Annotated[int, "Version of this format: 1."]
    draft: Annotated[bool, "true while an imported case has unresolved doubts."] = False
    id: Annotated[Slug, "Name of the case and of its folder: ua-046-19."]
    ua_number: Annotated[UANumber | None, "Number of the Urgent Action: 46/19."] = None
    index: Annotated[str | None, "Document index: AMR 37/6674/2017.", limits.LINE] = None
    issue: Annotated[int | None, "Position of this document in its chain: 3 for a THIRD UA."] = None
    previous: Annotated[str | None, "Address of the document before this one."] = None
    title: Annotated[LocalizedText, "A headline of your own.", limits.LINE]
    country: Annotated[
        Country, "ISO 3166-1 code of the country whose authorities are addressed. A draft may lack it."
    ] = field(default=UNKNOWN, metadata={"unless": "draft"})
    issued: Annotated[datetime.date | None, "The day the document was published."] = None
    deadline: Annotated[datetime.date | None, "Last day for sending letters."] = None
    people: Annotated[tuple[Person, ...], "Everyone at risk."] = field(default=(), metadata={"unless": "draft"})
    concerning: Annotated[LocalizedText | None, "Words of the subject line. Default: the people's names."] = None
    summary: Annotated[LocalizedText | None, "What happened, in a few sentences of your own.", limits.PROSE] = None
    background: Annotated[LocalizedText | None, "Further information for writers, in your own words.", limits.PROSE] = (
        None
    )
    demands: Annotated[tuple[Demand, ...], "What the letters ask for."] = ()
    languages: Annotated[tuple[Tag, ...], "Languages that the target reads, best first, as BCP 47 tags."] = ()
    own_language: Annotated[bool, "true if the document allows letters in your own language."] = False
    targets: Annotated[tuple[Target, ...], "Recipients of letters. A draft and a closed case may have none."] = ()
    embassy: Annotated[Route, "copy (default): send the embassy a copy; via: ask it to forward; none."] = "copy"
    social: Annotated[SocialMedia | None, "For social media."] = None
    updates: Annotated[tuple[Update, ...], "Later documents of the same case."] = ()
    sources: Annotated[tuple[str, ...], "The source of each fact."] = ()
    doubts: Annotated[tuple[Doubt, ...], "Points to check before you delete draft: true."] = ()

    letters: Mapping[Tag, ModelLetter] = field(default_factory=dict, metadata={"in_file": False}, compare=False)
    file: str = field(default="", metadata={"in_file": False}, compare=False)

    def __post_init__(self) -> None:
        """Raise ValueError for an unknown schema, nobody at risk, nobody to write to, or two targets with one id."""
        if self.schema != 1:
            raise ValueError(message("schema {schema} is unknown: this appealgen reads schema 1", schema=self.schema))
        if not self.draft:
            for field_name, text in self.lacking:
                raise ValueError(message("“{field}” {message}", field=field_name, message=text))
        ids = [target.id for target in self.targets]
        if twice := sorted({i for i in ids if ids.count(i) > 1}):
            raise ValueError(message("two targets share the id {id}", id=", ".join(twice)))

    @property
    def lacking(self) -> tuple[tuple[str, Message], ...]:
        """Fields that every letter needs and that only a draft may lack, each with a message about what is wrong."""
        found = []
        if self.country == UNKNOWN:
            found.append(("country", message("is missing: whose authorities are addressed?")))
        if not self.people:
            found.append(("people", message("is empty: a case must be about somebody")))
        if not self.targets and not self.closed:
            found.append(("targets", message("is empty: there is nobody to write to")))
        elif self.targets and not any(target.role == "target" for target in self.targets):
            text = message("has no target with “role: target”, so there is no letter to send copies of")
            found.append(("targets", text))
        return tuple(found)

    def with_doubts(self, doubts: Iterable[Doubt]) -> "Case":
        """The case with these doubts instead of its own; while it lacks a field it stays a draft with a doubt."""
        kept = list(dict.fromkeys(doubts))
        for name, text in self.lacking:
            if not any(doubt.field == name for doubt in kept):
                own = [doubt for doubt in self.doubts if doubt.field == name]
                told = message("“{field}” {message}", field=name, message=text)
                kept += own or [Doubt(code=Slug(DoubtCode.MISSING), field=name, message=told)]
        return replace(self, doubts=tuple(kept), draft=bool(kept))

    @property
    def closed(self) -> bool:
        """Whether an update closes the case, whatever its date."""
        return any(update.closes for update in self.updates)

    @property
    def unsettled(self) -> tuple[Doubt, ...]:
        """Doubts that nobody has resolved: those of a draft."""
        return self.doubts if self.draft else ()
