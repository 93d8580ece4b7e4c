"""Options of a plan, and the plan itself: a value with its notices and refusals in words."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from appealgen.errors import Problem
from appealgen.language.localized import words_in
from appealgen.model.case import Case, Route, Target
from appealgen.model.identifiers import Country, Tag
from appealgen.model.sender import Sender
from appealgen.model.stationery import EnvelopeFormat, LetterLayout, Stationery, StationeryChoice, transit_to
from appealgen.planning.channels import ChannelName, Departure
from appealgen.planning.language import Audience, Choice
from appealgen.planning.status import Status, post_by
from appealgen.post.territories import at_home
from appealgen.yamlfile.scalars import with_line_ends

if TYPE_CHECKING:
    from appealgen.post.suspension import Suspension

Kind = Literal["appeal", "copy", "via", "solidarity"]

Emphasis = Literal["name", "keep"]
"""Bold words in the body of a letter: only names of the case's people, or all bold words of the case."""


@dataclass(frozen=True, kw_only=True)
class PlanOptions:
    """Options of a plan, beside the case and the sender.

    `channels` are those that letters go by, in the usual order. `date` is printed on the letters and decides the
    status; with another `today` (default: the same) the plan is a rehearsal. `to` are ids or roles of targets; empty
    means all. `posted_from` is the country of posting (default: the sender's). `stationery` takes precedence over the
    sender's own and over that country's. `own_words` are in letters of their language alone, if it is given; with
    `reply_address`, letters of solidarity have the sender's address as others do. `anyway` is the reason to write for a
    case that is not open. `audience` is the reader of the notices. With `hand_in`, a section collects the letters until
    the day `hand_in_by` and posts them: they have no envelopes.
    """

    date: datetime.date
    today: datetime.date | None = None
    to: tuple[str, ...] = ()
    language: Tag | None = None
    embassy: Route | None = None
    channels: tuple[ChannelName, ...] = ("post",)
    posted_from: Country | None = None
    stationery: StationeryChoice = StationeryChoice()
    own_words: str | None = None
    own_words_language: Tag | None = None
    reply_address: bool = False
    hand_in: bool = False
    hand_in_by: datetime.date | None = None
    emphasis: Emphasis = "name"
    anyway: str | None = None
    accept_doubts: bool = False
    audience: Audience = "sender"

    def __post_init__(self) -> None:
        """Normalize the line ends of texts."""
        for name in ("own_words", "anyway"):
            if (text := getattr(self, name)) is not None:
                object.__setattr__(self, name, with_line_ends(text))

    def words_in(self, tag: Tag) -> str | None:
        """The sender's own words for a letter in a language."""
        if self.own_words is None or self.own_words_language is None:
            return self.own_words
        return words_in({self.own_words_language: self.own_words}, tag)

    def wants(self, target: Target) -> bool:
        """Whether letters to a target are asked for."""
        return not self.to or target.id in self.to or target.role in self.to

    def route(self, case: Case) -> Route:
        """The route by the embassy: as asked, else as in the case."""
        return self.embassy or case.embassy


@dataclass(frozen=True, kw_only=True)
class Mailing:
    """One letter and its envelope.

    `addressee` is whom the appeal speaks to; `recipient` is whose address it is sent to: the embassy for a copy and
    for a letter to forward, else the addressee. `also_to` get copies and are named at the foot. `origin` is the country
    of posting. A `suspension` stops the post. A mailing that is not `posted` has no envelope. `channels` are those of
    the plan that reach the recipient. With `withheld`, the sender's address and e-mail address stay off everything; a
    letter that `takes_own_words` has those of its sender.
    """

    case: Case
    sender: Sender
    kind: Kind
    addressee: Target
    recipient: Target
    also_to: tuple[Target, ...] = ()
    originals: tuple[Target, ...] = ()
    language: Choice
    note_language: Tag
    date: datetime.date
    origin: Country
    stationery: Stationery
    channels: tuple[ChannelName, ...] = ("post",)
    suspension: Suspension | None = None
    own_words: str | None = None
    emphasis: Emphasis = "name"
    withheld: bool = False
    takes_own_words: bool = True
    handed_in: bool = False

    @cached_property
    def posted(self) -> bool:
        """Whether it goes by post: on paper, to an address, not handed in, and mail there is not suspended."""
        return self.on_paper and bool(self.recipient.address) and self.suspension is None and not self.handed_in

    @property
    def on_paper(self) -> bool:
        """Whether there is a letter to print: also without an address, for an envelope written by hand."""
        return "post" in self.channels

    @property
    def sent(self) -> bool:
        """Whether it goes by fax or e-mail."""
        return bool({"fax", "email"}.intersection(self.channels))

    @property
    def envelope(self) -> EnvelopeFormat | None:
        """The envelope to print, if any."""
        return self.stationery.envelope if self.posted else None

    @property
    def layout(self) -> LetterLayout | None:
        """The layout for a window; None for a plain letter."""
        return self.stationery.layout if self.posted else None

    @property
    def destination(self) -> str:
        """The country that it is posted to."""
        return self.recipient.country_in(self.case.country)

    @property
    def posting(self) -> Departure:
        """How long it takes by post, and whether a post stops it, as far as the tables say."""
        days = transit_to(self.destination, self.stationery.transit_days)
        return Departure(self.date, days, self.suspension, domestic=at_home(self.origin, self.destination))

    def words_of(self, sender: Sender) -> str | None:
        """The own words in the letter of one sender: theirs in its language, else those of the plan."""
        if not self.takes_own_words:
            return None
        return words_in(sender.own_words, self.language.tag) or self.own_words

    @property
    def post_by(self) -> datetime.date | None:
        """The day to post by, with the days of the user's table if it has any; None without a deadline or after it."""
        transit = self.posting.transit
        return post_by(self.case, self.date, *([transit.days] if transit else ()))

    @property
    def route(self) -> Literal["direct", "copy", "via", "solidarity"]:
        """The route in counts of letters."""
        return "direct" if self.kind == "appeal" else self.kind

    @property
    def target(self) -> Target:
        """The target that names the mailing: files and manifest use its id."""
        return self.addressee if self.kind == "via" else self.recipient


@dataclass(frozen=True)
class Plan:
    """All letters to write, and all notices; with `refusals`, no mailings. Showing a plan is the dry run."""

    case: Case
    sender: Sender
    options: PlanOptions
    status: Status
    mailings: tuple[Mailing, ...]
    notices: tuple[Problem, ...]
    refusals: tuple[Problem, ...]
