"""Tell lines similar to a label, and unknown labels, from lines of an address."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from appealgen.importing.document_words import contact_words, fold_letters, plain_words, word_list, word_pattern
from appealgen.importing.lines import Line
from appealgen.importing.structure.letter_bounds import is_salutation
from appealgen.importing.structure.prose import asks_for_something, is_bulleted, says_in_list
from appealgen.post.country import country_at_end

_LONGEST, _LONGEST_LEAD = 100, 200
_LONGEST_UNKNOWN = 60
_NO_LABEL = r"(?<![\w-])(?:{offices}|{embassies}|{institutions}|{honorifics})(?![\w’'-])"
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


def part_of_word(line: Line, ahead: Sequence[Line]) -> str | None:
    """The part that a word alone opens before an address, such as the cell of a table: “To”, “Copy”, “Empfänger”."""
    first = next(iter(ahead), None)
    if first is None or not addresses_somebody(line.text) or not _opens_block(first.text) or not _is_address(ahead):
        return None
    return "targets" if word_list("copy_words").isdisjoint(plain_words(line.text).split()) else "copies"


def addresses_somebody(text: str) -> bool:
    """Whether a line has no words but those before an address: “To”, “Copy to”."""
    words = set(plain_words(text).split())
    return bool(words) and words <= word_list("toward") | word_list("copy_words") | word_list("recipients")


def part_of_block(line: Line, ahead: Sequence[Line]) -> str | None:
    """The part that an unknown label opens if what looks like an address follows: somebody's name or office, and more.

    More is a country, a postcode, a fax number or the like, or a salutation.
    """
    text, first = line.text, next(iter(ahead), None)
    asks = _asks_for_letters(text)
    labels = is_unknown_label(text) or (line.bold and len(text) <= _LONGEST_UNKNOWN and not text.endswith("."))
    labels = asks or (labels and names_nobody(text))
    if (
        first is None
        or not labels
        or _labels_contact(text)
        or _opens_block(text)
        or not _opens_block(first.text)
        or not _is_address(ahead)
    ):
        return None
    also = word_list("copy_words") | word_list("also")
    return "copies" if also.intersection(plain_words(text).split()) else "targets"


def begins_address(line: Line, ahead: Sequence[Line]) -> bool:
    """Whether a line among demands begins an address: 1) Minister of Defence:"""
    text = _ITEM.sub("", line.text, count=1)
    office = word_pattern(_BEGINS_BLOCK).match(fold_letters(text)) is not None
    short = len(text) <= _LONGEST_UNKNOWN and not text.endswith((".", ";", ",", "!"))
    return office and short and not says_in_list(text) and not asks_for_something(text) and _is_address(ahead)


def label_before_address(text: str) -> tuple[str, int] | None:
    """The part and the position of an address after its label in one line, with commas between its own.

    Please send to: Mr X, Governor, …; a copy goes to the Embassy of Chad, …; Embassy: …
    """
    copies = word_list("copy_words") | word_list("also")
    lead, colon, rest = text.partition(":")
    if colon and rest.count(",") >= _FEWEST_COMMAS and not any(map(str.isdigit, lead)):
        part = near_part(f"{lead}:")
        part = "copies" if word_pattern("{embassies}").fullmatch(fold_letters(lead).strip()) else part
        return (part, len(lead) + 1) if part else None
    house = word_pattern(r"(?<!\w)(?:{embassies}(?!\w)|botschaft)").search(fold_letters(text))
    if house is None or text[house.start() :].count(",") < _FEWEST_COMMAS:
        return None
    words = plain_words(text[: house.start()]).split()
    return ("copies", house.start()) if 1 < len(words) < _MOST_WORDS and copies.intersection(words) else None


_FEWEST_COMMAS, _MOST_WORDS = 2, 14
_ITEM = re.compile(r"\s*(?:\(?\d{1,2}[.)]|[a-c]\)|[•*–-]|\.(?=\s))\s*")


def _asks_for_letters(text: str) -> bool:
    """Whether a line asks for letters or copies to somebody: Please also copy your letter to the embassy."""
    words = plain_words(text).split()
    ways = word_list("writing") | word_list("copy_words")
    known = word_list("toward") if text.endswith(":") else word_list("toward") - word_list("small_in_addresses")
    toward = not known.isdisjoint(words) and not _reaches(text)
    return toward and not ways.isdisjoint(words) and len(text) <= _LONGEST_LEAD and not text.endswith((".", "!", "?"))


def _is_address(lines: Sequence[Line]) -> bool:
    """Whether two kinds of evidence speak for an address at the beginning of some lines."""
    below = [each.text for each in itertools.takewhile(lambda each: not _is_prose(each), lines)]
    if not below:
        return False
    signs = [
        any(country_at_end(each) is not None for each in below[1:]),
        any(_POSTCODE.search(each) for each in below[1:]),
        any(_reaches(each) for each in below),
        any(is_salutation(each) for each in below[1:]),
        word_pattern(_OFFICE_WORD).search(fold_letters(" ".join(below[:2]))) is not None,
    ]
    return sum(signs) >= _SIGNS


_POSTCODE = re.compile(
    r"(?<![\d/+-])(?!(?:19|20)\d\d(?!\d))\d{4,6}(?![\d/])|(?<!\w)[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}(?!\w)"
)
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_OFFICE_WORD = r"(?<![\w-])(?:{offices}|{embassies}|{institutions})(?![\w-])"
_BEGINS_BLOCK = r"(?:(?:the|der|die|le|la|l|el|il|o|a)\s)?(?:{offices}(?:-general)?|{embassies}|{honorifics})(?![\w-])"


def _is_prose(line: Line) -> bool:
    """Whether a line ends an address: a heading, a paragraph of the text; not an address in one line."""
    few = line.text.count(",") < _FEWEST_COMMAS or line.text.endswith(".")
    return line.kind == "heading" or (len(line.text) > _LONGEST and few)


def _opens_block(text: str) -> bool:
    """Whether a line begins with an office, an embassy or an honorific, or has little else than capitals."""
    text = _ITEM.sub("", text, count=1)
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
    if first is None or not is_bulleted(first):
        return False
    few = text.split()
    alone = len(few) <= _LAST_WORDS and not word_list("asking").isdisjoint(plain_words(few[0]).split())  # ask for
    alone = alone and word_list("speakers").isdisjoint(plain_words(text).split())
    if len(first.text.split()) < _FEWEST_WORDS and not alone:
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
    if not _ends_with_colon(text, _LONGEST_LEAD) and _leading_words(words).isdisjoint(words.split()[-_LAST_WORDS:]):
        return False
    asks = word_list("asking").intersection(words.split()) or asks_for_something(first.text)
    return bool(asks) or demands or word_pattern("{own_language}").search(words) is not None


_LAST_WORDS = 3


def _leading_words(words: str) -> frozenset[str]:
    """Words at the end of a line before a list of demands; those of asking only in a line that asks for letters."""
    asks = not word_list("writing").isdisjoint(words.split())
    return word_list("dangling") | (word_list("asking") if asks else frozenset())


def _asks_officials(text: str) -> bool:
    """Whether an item asks officials for something: “Please release her”, not “Please write to the minister”."""
    return asks_for_something(text) and word_list("writing").isdisjoint(plain_words(text).split())


def is_unknown_label(text: str) -> bool:
    """Whether a line is a label of no form: it ends with a colon, and names nobody."""
    plain = fold_letters(text).strip(" :：*_")
    if not _ends_with_colon(text, _LONGEST_UNKNOWN) or any(c.isdigit() for c in plain) or _labels_contact(text):
        return False
    return word_pattern(_NO_LABEL).search(plain) is None


def _labels_contact(text: str) -> bool:
    """Whether a line begins with the label of an address, a salutation or a way to reach somebody."""
    plain = fold_letters(text).strip(" :：*_")
    return any(word_pattern(rf"(?:{words})(?!\w)").match(plain) for words in contact_words().values())


def may_head_prose(block: Sequence[str]) -> bool:
    """Whether the last line below a whole address may head the paragraph after it: Informazioni di base."""
    *above, text = block
    if not any(_reaches(each) or country_at_end(each) for each in above) or country_at_end(text):
        return False
    plain = len(text) <= _LONGEST_UNKNOWN and not any(c.isdigit() or c in "@,.;" for c in text)
    return plain and len(text.split()) < _LAST_WORDS + 3 and not _reaches(text) and names_nobody(text.lower())


def names_nobody(text: str) -> bool:
    """Whether a heading names no office and no person: Step 4: Tell us; Downloads; not Ann Example (she/her)."""
    words = _IN_BRACKETS.sub("", text).split()
    capitals = len(words) > 1 and all(word[:1].isupper() for word in words)
    return not capitals and word_pattern(_NO_LABEL).search(fold_letters(text)) is None


def _ends_with_colon(text: str, longest: int) -> bool:
    return len(text) <= longest and text.rstrip(" *_").endswith((":", "："))
