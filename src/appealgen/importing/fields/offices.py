"""Recognize what a line of an address names: an office, a person, an embassy, an institution."""

from __future__ import annotations

import re

from appealgen.importing.document_words import all_words, fold_letters, plain_words, word_list, word_pattern
from appealgen.post.country import country_at_end

_LONGEST_OFFICE = 110
_OFFICE = r"(?<![\w-]){offices}(?:-general)?(?![\w-])"
_INSTITUTION = r"(?<!\w){institutions}(?!\w)|ministry|ministerium|botschaft"
_WHOSE = r"['’]s\s+(?:\w+\s+)?{institutions}$"
"""A body named after its head: Prosecutor General's Office."""
_EMBASSY = r"(?<!\w){embassies}(?!\w)|botschaft"
_HIGH_COMMISSIONER = re.compile(r"high commissioner (?:for|of) (?!human|refugees|national minorities|the rights)")
"""The envoy of a Commonwealth country; not those of the United Nations."""
_HONORIFICS = r"(?<!\w)(?:{honorifics}(?:[\s.,]+|$))+"
_DOMAIN = r"{domains}(?!\w)"
_OF_DOMAIN = r"(?<!\w)(?:of|for|de|del|der|des|du|di|do|da|van|fur)\s(?:\w{1,3}\s)?{domains}(?!\w)"
"""The field of an office behind its own words: Nacional de los Derechos Humanos."""


def beginning_office(text: str) -> int:
    """The end of an office word at the beginning of a text; 0 if it has none."""
    match = word_pattern(_OFFICE).match(fold_letters(text))
    return match.end() if match else 0


def embassies_in(text: str) -> list[re.Match[str]]:
    """The words for embassies in a text."""
    return list(word_pattern(_EMBASSY).finditer(fold_letters(text)))


def institution_in(text: str) -> re.Match[str] | None:
    """The first word for an institution in a text."""
    return word_pattern(_INSTITUTION).search(fold_letters(text))


def starts_with_office(text: str) -> bool:
    """Whether a text begins with an office."""
    return beginning_office(text) > 0


_GERMAN_OFFICE = re.compile(
    r"\w(?:minister|direktor|prasident|anwalt|kommissar|sekretar|gouverneur|botschafter|richter|leiter|chef|kanzler|oberhaupt|fuhrer|vorsteher|kommandant|vorsitzende|beauftragte)(?:in|r|n)?(?!\w)"
)
"""Offices that German writes as one word: Generaldirektor."""


def is_office(text: str) -> bool:
    """Whether a line names an office: Minister of Justice; not an institution or a street."""
    plain = fold_letters(text)
    office = word_pattern(_OFFICE).search(plain) or _GERMAN_OFFICE.search(plain)
    if office is None or any(c.isdigit() for c in text) or len(text) > _LONGEST_OFFICE or "@" in text:
        return False
    if word_pattern(_WHOSE).search(plain):
        return False
    institution = word_pattern(_INSTITUTION).search(plain)
    joined = institution is not None and not plain[institution.end() : office.start()].strip()  # Union Minister
    return institution is None or office.start() < institution.start() or joined


def language_of_office(text: str) -> str:
    """The language of the first office word in a text, among those of documents; empty without one."""
    plain = plain_words(text).split()
    for word in plain:
        for words in all_words():
            if any(word in plain_words(office).split() for office in words.offices):
                return str(words.language)
    return ""


def is_domain(text: str) -> bool:
    """Whether a text is only the field of an office: Foreign Affairs."""
    return word_pattern(_DOMAIN).fullmatch(fold_letters(text.strip(" ,"))) is not None


def is_embassy(text: str) -> bool:
    """Whether a line names an embassy or an ambassador."""
    plain = fold_letters(text)
    found = word_pattern(_EMBASSY).search(plain) or _HIGH_COMMISSIONER.match(plain)
    return found is not None and not any(c.isdigit() for c in text)


def is_institution(text: str) -> bool:
    """Whether a line names a building or a body rather than a person."""
    return word_pattern(_INSTITUTION).search(fold_letters(text)) is not None


def honorific_of(text: str) -> str:
    """The honorifics at the beginning of a name."""
    match = word_pattern(_HONORIFICS).match(fold_letters(text))
    return text[: match.end()] if match else ""


def is_name(text: str) -> bool:
    """Whether a line may be a person's name: two to seven capitalized words, or honorifics before them."""
    stripped = text.strip(" ,")
    if any(c.isdigit() or c in "@:/" for c in stripped) or not 3 <= len(stripped) <= 80:
        return False
    title = honorific_of(stripped)
    rest = stripped[len(title) :].strip(" ,")
    words = [word for word in re.split(r"[\s,]+", rest) if word]
    if not words or len(words) > 7 or is_institution(rest) or country_at_end(rest) is not None:
        return False
    if not title and " of " in f" {rest} ".lower():
        return False  # Conservator of Forests
    shaped = all(
        word[:1].isupper()
        or word.lower().strip("'’-") in word_list("particles")
        or word[:2] in ("d'", "d’", "l'", "al", "el")
        or not word[:1].islower()
        for word in words
    )
    return shaped and (bool(title) or (len(words) >= 2 and not is_office(rest)))


def split_office(text: str) -> tuple[str, str] | None:
    """Split a line with office and name: Public Prosecutor Hamada Velim; None if that is not certain."""
    for mark in (",", " – ", " - ", ";"):
        one, _, other = text.partition(mark)
        one, other = one.strip(), other.strip()
        if one and other:
            if is_office(one) and is_name(other) and not is_office(other):
                return one, other
            if is_office(other) and is_name(one) and not is_office(one):
                return other, one
    return _office_before_name(text)


def _office_before_name(text: str) -> tuple[str, str] | None:
    plain = fold_letters(text)
    first = word_pattern(_OFFICE).search(plain)
    if first is None:
        return None
    title = word_pattern(_HONORIFICS).search(plain, first.end())
    at = end_of_office(plain, first.end())
    rest = text[at:].strip(" ,")
    if title and title.start() >= at and is_name(text[title.start() :]):
        ranks = title[0].split()
        start = title.start() + (len("general ") if ranks[0] == "general" and len(ranks) > 1 else 0)
        return text[:start].strip(" ,"), text[start:].strip(" ,")  # Commissioner General Pol. Gen. X
    words = rest.split()
    lowered = any(word.islower() and word not in word_list("particles") for word in words)
    sure = (
        2 <= len(words) <= 5
        and not lowered
        and is_name(rest)
        and words[0].lower() not in word_list("particles")
        and fold_letters(words[0]) not in word_list("kinds_of_offices")
        and not word_pattern(_DOMAIN).match(fold_letters(rest))
        and not word_pattern(_OF_DOMAIN).search(fold_letters(rest))
    )
    return (text[:at].strip(" ,"), rest) if sure else None


def end_of_office(plain: str, at: int) -> int:
    """The end of an office: after its words, and after “of” and its complement if that is known."""
    while True:
        more = word_pattern(rf"\s+{_OFFICE}").match(plain, at)
        of = re.compile(
            r"(?:\s+(?:of|for|the|and|&|de|del|la|el|los|du|des|et|y|der|des|fur|von|und|l.)(?!\w)|\s*,)+\s*"
        ).match(plain, at)
        domain = word_pattern(_DOMAIN).match(plain, of.end()) if of else None
        direct = word_pattern(rf"\s+{_DOMAIN}").match(plain, at)
        best = max((match.end() for match in (more, domain, direct) if match), default=at)
        if best == at:
            return at
        at = best
