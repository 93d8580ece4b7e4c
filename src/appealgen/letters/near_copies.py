"""Texts that share most of their words: compared by windows of signs, without what all of them may quote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

_WINDOW = 32
"""Characters."""
_MOST = 0.5
"""The share of the windows of the shorter text that two near copies have in common is larger."""
_COMPARED = 50
"""Texts with the same window that others are compared with, so that a phrase of a thousand texts takes no time."""


def windows(text: str, given: str = "") -> frozenset[str]:
    """The windows of a text, in small letters with single spaces, without those of a given text.

    A shorter text is one window; it is left out if the given text contains it.
    """
    words, known = _plain(text), _plain(given)
    found = (words[n : n + _WINDOW] for n in range(max(len(words) - _WINDOW, 0) + 1))
    return frozenset(window for window in found if window and window not in known)


def near_copies(texts: Iterable[Collection[str]]) -> frozenset[int]:
    """The numbers of the texts, as windows, that share more than half of these with another one."""
    having: dict[str, list[int]] = {}
    sizes: list[int] = []
    alike = set[int]()
    for number, own in enumerate(texts):
        sizes.append(len(own))
        shared = Counter(other for window in own for other in having.get(window, ()))
        for other, count in shared.items():
            if count > _MOST * min(sizes[other], len(own)):
                alike |= {number, other}
        for window in own:
            if len(known := having.setdefault(window, [])) < _COMPARED:
                known.append(number)
    return frozenset(alike)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
