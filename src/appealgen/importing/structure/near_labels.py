"""Tell lines similar to a label, and unknown labels, from lines of an address."""

from __future__ import annotations

from collections.abc import Sequence

from appealgen.importing.document_words import contact_words, fold_letters, plain_words, word_list, word_pattern
from appealgen.importing.lines import Line
from appealgen.importing.structure.prose import asks_for_something, is_bulleted

_LONGEST, _LONGEST_LEAD = 100, 200
_LONGEST_UNKNOWN = 60
_NO_LABEL = r"(?<![\w-])(?:{offices}|{embassies}|{institutions}|{honorifics})(?![\w-])"
"""Signs that a line with a colon names somebody: Präsident von Kolumbien:"""
_FEWEST_WORDS = 4
"""Minimum number of words of a demand; shorter lines are menu entries."""


def near_part(text: str) -> str | None:
    """The part opened by a line whose words are similar to a label's: “Kindly post your letter to:”."""
    words = plain_words(text).split()
    if not _ends_with_colon(text, _LONGEST) or len(words) < 2 or words[-1] not in word_list("toward"):
        return None
    if word_list("copy_words").intersection(words):
        return "copies"
    return "targets" if word_list("writing").intersection(words) else None


def leads_to_demands(text: str, ahead: Sequence[Line]) -> bool:
    """Whether a line introduces a list of demands: “Pide en tu carta, en español:”."""
    first = next(iter(ahead), None)
    if first is None or not is_bulleted(first) or len(first.text.split()) < _FEWEST_WORDS:
        return False
    if len(text) > _LONGEST_LEAD or text.rstrip(" *_").endswith((".", "!", "?", ";")):
        return False
    words = plain_words(text)
    if not _ends_with_colon(text, _LONGEST_LEAD) and word_list("dangling").isdisjoint(words.split()[-1:]):
        return False
    asks = word_list("asking").intersection(words.split()) or asks_for_something(first.text)
    return bool(asks) or word_pattern("{own_language}").search(words) is not None


def is_unknown_label(text: str) -> bool:
    """Whether a line is a label of no form: it ends with a colon, and names nobody."""
    plain = fold_letters(text).strip(" :：*_")
    if not _ends_with_colon(text, _LONGEST_UNKNOWN) or any(c.isdigit() for c in plain):
        return False
    if any(word_pattern(f"(?:{words})").match(plain) for words in contact_words().values()):
        return False
    return word_pattern(_NO_LABEL).search(plain) is None


def names_nobody(text: str) -> bool:
    """Whether a heading names no office and no person: Step 4: Tell us; Downloads."""
    words = text.split()
    capitals = len(words) > 1 and all(word[:1].isupper() for word in words)
    return not capitals and word_pattern(_NO_LABEL).search(fold_letters(text)) is None


def _ends_with_colon(text: str, longest: int) -> bool:
    return len(text) <= longest and text.rstrip(" *_").endswith((":", "："))
