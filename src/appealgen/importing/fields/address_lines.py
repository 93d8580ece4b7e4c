"""Tell lines that may belong to an address from remarks among them."""

from __future__ import annotations

import re
from functools import cache

from appealgen.importing.document_words import fold_letters, function_words, word_list
from appealgen.importing.fields.offices import is_embassy, is_institution, is_office
from appealgen.post.country import country_at_end

_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_AMOUNT = re.compile(r"\d[.,]\d\d(?!\d)|[€£$]|(?<![\d/])\d{1,2}[./]\d{1,2}\.?(?![\d/])")
"""A price, or a day without its year."""
_ARTICLE = re.compile(r"(?:a[lnrsdt]|e[ls]|ul|l|d)[-’'‘]\w")
"""An article joined to a name: al-Mithal, l’Unité."""
_MARKS = frozenset("“”„»«?!")
_FEW = 2


def small_words(text: str) -> list[str]:
    """The words of a line that an address would write with a capital."""
    known = word_list("particles") | word_list("small_in_addresses")
    return [
        word
        for word in _WORD.findall(text)
        if word[:1].islower()
        and len(word) > 1
        and fold_letters(word).strip(".’'-") not in known
        and not _ARTICLE.match(word)
    ]


def is_aside(text: str) -> bool:
    """Whether a line among addresses is a remark: words of a sentence, a price, a question, small letters alone."""
    small = small_words(text)
    if not small or text[:1] == "[" or "@" in text or "//" in text or _names_somebody(text):
        return False
    rest = len(_WORD.findall(text)) - len(small)
    begins = text[:1].islower() and len(small) >= _FEW
    alone = rest <= 1 and len(small) > _FEW
    return says_prose(text) or begins or alone or not _MARKS.isdisjoint(text) or _AMOUNT.search(text) is not None


def says_prose(text: str) -> bool:
    """Whether a line has small words of sentences that no address, office or name has."""
    return any(fold_letters(word) in _prose_words() for word in small_words(text))


@cache
def _prose_words() -> frozenset[str]:
    return (function_words() | word_list("speakers")) - word_list("particles") - word_list("small_in_addresses")


def _names_somebody(text: str) -> bool:
    return is_office(text) or is_embassy(text) or is_institution(text) or country_at_end(text) is not None


def is_like_address(text: str) -> bool:
    """Whether the shape of a line speaks for an address: its capitals, a number, a body, a place."""
    if text.endswith(":") or text.startswith("(") or not _MARKS.isdisjoint(text):
        return False
    small = small_words(text)
    somebody = len(small) <= _FEW and _names_somebody(text)
    return not small or (len(small) == 1 and any(map(str.isdigit, text))) or somebody


def is_like_name(text: str) -> bool:
    """Whether the shape of a line speaks for a name, perhaps with an office beside it: capitals, no number, no mark."""
    return is_like_address(text) and not any(map(str.isdigit, text))
