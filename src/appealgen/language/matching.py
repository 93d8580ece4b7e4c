"""Which languages a person reads, given the languages that they name."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from appealgen import resources
from appealgen.language.locales import best_of, same_language
from appealgen.yamlfile.reader import load_yaml


@dataclass(frozen=True, kw_only=True)
class _LanguagesRead:
    both_scripts: dict[str, tuple[str, ...]]
    close: tuple[tuple[str, ...], ...]


@cache
def _table() -> _LanguagesRead:
    return load_yaml(resources.get("languages_read.yaml"), _LanguagesRead, {})


@lru_cache(maxsize=1024)
def reads(own: str, tag: str, *, close: bool = False) -> bool:
    """Whether a reader of `own` reads `tag`: Serbian in both scripts; with `close`, also what they understand."""
    return any(same_language(each, tag) for each in _read(own, close=close))


def best_read(wanted: str, offered: Collection[str], *, close: bool = False) -> str | None:
    """The offered tag that a reader of `wanted` reads best, or None; with `close`, also one that they understand."""
    return next((best for each in _read(wanted, close=close) if (best := best_of(each, offered)) is not None), None)


def _read(own: str, *, close: bool) -> Iterator[str]:
    """Languages that a reader of `own` reads, best first: `own`, its other script, with `close` languages near it."""
    yield own
    scripts = _table().both_scripts.get(own.partition("-")[0], ())
    yield from scripts
    if close:
        for group in _table().close:
            if any(same_language(member, each) for member in group for each in (own, *scripts)):
                yield from group
