"""Rules of each country's post for the letters posted there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from appealgen.language.locales import languages_of, latin_script, same_language
from appealgen.language.parsing import SCALARS
from appealgen.messages import message
from appealgen.model.identifiers import Country, Tag
from appealgen.model.stationery import EnvelopeRules, FreeCorner, FullSender, Side, TransitDays
from appealgen.post.tables import load_rows
from appealgen.post.territories import state_of

_WORLD_LANGUAGES = (Tag("en"), Tag("fr"))


@dataclass(frozen=True, kw_only=True)
class Post:
    """One country's post; data/posts.yaml describes the keys. The defaults are what most posts require."""

    country: Country
    country_names: tuple[Tag, ...] = ()
    two_names: bool = False
    capitals_at_home: bool = False
    return_address: Side = "front"
    mark: str | None = None
    envelope: str = "DL"
    sender_word: str = ""
    sender_zone: tuple[float, ...] = ()
    keep_free: tuple[FreeCorner, ...] = ()
    transit_days: tuple[TransitDays, ...] = ()
    full_sender: FullSender | None = None
    sender_at_home: bool = False
    source: str = "default"

    def __post_init__(self) -> None:
        """Raise ValueError for two names in one language, and for a zone without width and height."""
        if self.two_names and len(self.country_names) < 2:
            raise ValueError(message("“two_names” needs two languages in “country_names”"))
        if self.sender_zone and (len(self.sender_zone) != 2 or min(self.sender_zone) <= 0):
            raise ValueError(message("“sender_zone” is a width and a height in mm"))

    @property
    def rules(self) -> EnvelopeRules:
        """Its rules for envelopes."""
        return EnvelopeRules(self.sender_word, self.sender_zone, self.keep_free)


@cache
def _posts(roots: tuple[Path, ...]) -> dict[str, Post]:
    """Posts by country. A row of nothing but transit days adds them to the row that it would replace."""
    found: dict[str, Post] = {}
    for rows in reversed(load_rows("posts.yaml", "posts", Post, SCALARS, roots).values()):
        for post in rows:
            adds = post == Post(country=post.country, transit_days=post.transit_days)
            base = found.get(post.country, post)
            found[post.country] = replace(base, transit_days=post.transit_days) if adds else post
    return found


@cache
def post_of(country: str, roots: tuple[Path, ...] = ()) -> Post:
    """The post of a country, with the languages of its country line. Raises InputError for a faulty table."""
    rows = _posts(roots)
    post = rows.get(country) or rows.get(state_of(country)) or Post(country=Country(country))
    return replace(post, country_names=post.country_names or _latin_languages(country))


def _latin_languages(country: str) -> tuple[Tag, ...]:
    """The country's languages in Latin letters, those of the international post first; else English.

    The UPU's regulations require Latin characters (1947, article 107; US Statutes 62).
    """
    own = [tag for tag in languages_of(country) if latin_script(tag)]
    return tuple(sorted(own, key=lambda tag: tag not in _WORLD_LANGUAGES)) or (Tag("en"),)


def country_languages(post: Post, reads: Sequence[Tag]) -> tuple[Tag, ...]:
    """The language of the country line: the sender's first that the post accepts, else the first of the post's.

    A post that wants two names gets the last of its languages too.
    """
    last = post.country_names[-1:] if post.two_names else ()
    names = post.country_names[: len(post.country_names) - len(last)]
    taken = (tag for read in reads for tag in names if same_language(tag, read))
    return (next(taken, names[0]), *last)
