"""Tell lines similar to a label, and unknown labels, from lines of an address."""

from __future__ import annotations

import re
from collections.abc import Sequence

from appealgen.importing.document_words import contact_words, fold_letters, plain_words, word_list, word_pattern
from appealgen.importing.lines import Line
from appealgen.importing.structure.letter_bounds import is_salutation
from appealgen.importing.structure.prose import asks_for_something, is_bulleted, says_in_list
from appealgen.post.country import country_at_end

_LONGEST, _LONGEST_LEAD = 100, 200
_LONGEST_UNKNOWN = 60
_NO_LABEL = r"(?<![\w-])(?:{offices}|{embassies}|{institutions}|{honorifics})(?![\w-])"
"""Signs that a line with a colon names somebody: Präsident von Kolumbien:"""
_SIGNS = 2
"""Kinds of evidence for an address below an unknown label."""
_FEWEST_WORDS = 4
"""Minimum number of words of a demand; shorter lines are menu entries."""


def near_part(text: str) -> str | None:
    """The part opened by a line whose words are similar to a label's: “Kindly post your letter to:”."""
    words = plain_words(text).split()
    if not _ends_with_colon(text, _LONGEST) or len(words) < 2:
        return None
    if words[-1] not in word_list("toward"):
        asks = word_list("copy_words").intersection(words) and word_list("toward").intersection(words)
        return "copies" if asks else None  # and a second copy to the embassy:
    if word_list("copy_words").intersection(words):
        return "copies"
    return "targets" if word_list("writing").intersection(words) else None


def part_of_block(line: Line, ahead: Sequence[Line]) -> str | None:
    """The part that an unknown label opens if what looks like an address follows: somebody's name or office, and more.

    More is a country, a postcode, a fax number or the like, or a salutation.
    """
    text, first = line.text, next(iter(ahead), None)
    labels = is_unknown_label(text) or (line.bold and len(text) <= _LONGEST_UNKNOWN and not text.endswith("."))
    if first is None or not labels or not names_nobody(text) or _opens_block(text) or not _opens_block(first.text):
        return None
    below = [each.text for each in ahead]
    signs = [
        any(country_at_end(each) is not None for each in below[1:]),
        any(_POSTCODE.search(each) for each in below[1:]),
        any(_reaches(each) for each in below),
        any(is_salutation(each) for each in below[1:]),
        word_pattern(_OFFICE_WORD).search(fold_letters(" ".join(below[:2]))) is not None,
    ]
    if sum(signs) < _SIGNS:
        return None
    also = word_list("copy_words") | word_list("also")
    return "copies" if also.intersection(plain_words(text).split()) else "targets"


_POSTCODE = re.compile(r"(?<![\d/+-])\d{4,6}(?![\d/])|(?<!\w)[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}(?!\w)")
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_OFFICE_WORD = r"(?<![\w-])(?:{offices}|{embassies}|{institutions})(?![\w-])"
_BEGINS_BLOCK = r"(?:(?:the|der|die|le|la|l|el|il|o|a)\s)?(?:{offices}(?:-general)?|{embassies}|{honorifics})(?![\w-])"


def _opens_block(text: str) -> bool:
    """Whether a line begins with an office, an embassy or an honorific, or has little else than capitals."""
    words = text.split()
    name = 1 < len(words) < 7 and all(word[:1].isupper() for word in words) and not any(map(str.isdigit, text))
    return word_pattern(_BEGINS_BLOCK).match(fold_letters(text)) is not None or (name and text[-1] not in ".:!?")


def _reaches(text: str) -> bool:
    plain = fold_letters(text).lstrip(" *_")
    kinds = (contact_words()[kind] for kind in ("fax", "email", "phone", "salutation"))
    return any(word_pattern(rf"(?:{kind})\s?:").match(plain) for kind in kinds) or "@" in text


def leads_to_demands(text: str, ahead: Sequence[Line]) -> bool:
    """Whether a line introduces a list of demands: “Pide en tu carta, en español:”."""
    first = next(iter(ahead), None)
    if first is None or not is_bulleted(first) or len(first.text.split()) < _FEWEST_WORDS:
        return False
    if len(text) > _LONGEST_LEAD or text.rstrip(" *_").endswith((".", "!", "?", ";")):
        return False
    item = plain_words(first.text).split()
    demands = says_in_list(first.text) or not word_list("asking").isdisjoint(item[:2])
    plain = not any(char.isdigit() or char in "()" for char in text)
    demands = demands or (plain and not word_list("asking").isdisjoint(plain_words(text).split()))
    if len(text) <= _LONGEST_UNKNOWN and (demands or _asks_officials(first.text)):
        return True
    words = plain_words(text)
    if not _ends_with_colon(text, _LONGEST_LEAD) and word_list("dangling").isdisjoint(words.split()[-1:]):
        return False
    asks = word_list("asking").intersection(words.split()) or asks_for_something(first.text)
    return bool(asks) or word_pattern("{own_language}").search(words) is not None


def _asks_officials(text: str) -> bool:
    """Whether an item asks officials for something: “Please release her”, not “Please write to the minister”."""
    return asks_for_something(text) and word_list("writing").isdisjoint(plain_words(text).split())


def is_unknown_label(text: str) -> bool:
    """Whether a line is a label of no form: it ends with a colon, and names nobody."""
    plain = fold_letters(text).strip(" :：*_")
    if not _ends_with_colon(text, _LONGEST_UNKNOWN) or any(c.isdigit() for c in plain):
        return False
    if any(word_pattern(f"(?:{words})").match(plain) for words in contact_words().values()):
        return False
    return word_pattern(_NO_LABEL).search(plain) is None


def names_nobody(text: str) -> bool:
    """Whether a heading names no office and no person: Step 4: Tell us; Downloads; not Ann Example (she/her)."""
    words = _IN_BRACKETS.sub("", text).split()
    capitals = len(words) > 1 and all(word[:1].isupper() for word in words)
    return not capitals and word_pattern(_NO_LABEL).search(fold_letters(text)) is None


def _ends_with_colon(text: str, longest: int) -> bool:
    return len(text) <= longest and text.rstrip(" *_").endswith((":", "："))
