"""What the post of a country expects of the letters that are posted there."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from appealgen.document import Side
from appealgen.language.locales import SCALARS, languages_of, latin_script, same_language
from appealgen.model import Country, Tag
from appealgen.post.tables import load_all

_WORLD_LANGUAGES = (Tag("en"), Tag("fr"))


@dataclass(frozen=True, kw_only=True)
class Post:
    """One country's post; see data/posts.yaml for the keys."""

    country: Country
    country_names: tuple[Tag, ...] = ()
    capitals_at_home: bool = False
    return_address: Side | None = None
    mark: str | None = None
    envelope: str | None = None
    source: str


@dataclass(frozen=True, kw_only=True)
class _Default:
    return_address: Literal["front", "back"]
    envelope: str


@dataclass(frozen=True, kw_only=True)
class _Table:
    default: _Default | None = None
    posts: tuple[Post, ...]


@cache
def _table(roots: tuple[Path, ...]) -> tuple[_Default, dict[str, Post]]:
    tables = load_all("posts.yaml", _Table, SCALARS, roots)
    default = next(table.default for table in tables.values() if table.default)
    return default, {post.country: post for table in reversed(tables.values()) for post in table.posts}


@cache
def post_of(country: str, roots: tuple[Path, ...] = ()) -> Post:
    """The post of a country, its own rules over the default ones. Raises InputError for a broken table."""
    default, posts = _table(roots)
    own = posts.get(country)
    return Post(
        country=Country(country),
        country_names=(own.country_names if own else ()) or _latin_languages(country),
        capitals_at_home=own.capitals_at_home if own else False,
        return_address=(own.return_address if own else None) or default.return_address,
        mark=own.mark if own else None,
        envelope=(own.envelope if own else None) or default.envelope,
        source=own.source if own else "default",
    )


def _latin_languages(country: str) -> tuple[Tag, ...]:
    """The country's languages in Latin letters, those of the international post first; else English.

    The UPU's regulations ask for Latin characters (1947, article 107; US Statutes 62).
    """
    own = [tag for tag in languages_of(country) if latin_script(tag)]
    return tuple(sorted(own, key=lambda tag: tag not in _WORLD_LANGUAGES)) or (Tag("en"),)


def country_languages(post: Post, reads: Sequence[Tag]) -> tuple[Tag, ...]:
    """The language of the country line: the sender's first that the post takes, else the first of the post's."""
    taken = (tag for read in reads for tag in post.country_names if same_language(tag, read))
    return (next(taken, post.country_names[0]),)
