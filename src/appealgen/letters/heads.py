"""The head of a letter without a window: its parts, their places, and their order by language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from appealgen import resources
from appealgen.model.document import HeadPart, LetterHead
from appealgen.yamlfile.reader import load_yaml


@dataclass(frozen=True, kw_only=True)
class _Arrangement:
    """The parts from the top down, and those at the right; data/letter_heads.yaml has the sources."""

    order: tuple[HeadPart, ...]
    right: tuple[HeadPart, ...]


def letter_head(tag: str, sender: tuple[str, ...], recipient: tuple[str, ...]) -> LetterHead:
    """The head of a letter in a language."""
    order, right = _arrangement(tag.partition("-")[0])
    return LetterHead(sender, recipient, order, right)


@cache
def _arrangement(language: str) -> tuple[tuple[HeadPart, ...], frozenset[HeadPart]]:
    table = _arrangements()
    found = table.get(language) or table["other"]
    return found.order, frozenset(found.right)


@cache
def _arrangements() -> Mapping[str, _Arrangement]:
    return load_yaml(resources.get("letter_heads.yaml"), dict[str, _Arrangement], {})
