"""Read the people at risk: from a label, from the header, or, as likely, from prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from appealgen.importing.document_words import fold_letters, function_words, plain_words, word_list
from appealgen.importing.fields.names import NamedPerson, unshouted
from appealgen.importing.fields.offices import honorific_of, is_name, is_office
from appealgen.importing.lines import Line
from appealgen.importing.structure.header_patterns import find_index, find_numbers
from appealgen.importing.structure.readers import harm_in
from appealgen.model.identifiers import Tag
from appealgen.post.country import country_called

_PRONOUN = (
    r"(?:he|she|they|it|him|her|them|his|hers|their|theirs|il|elle|iel|lui|el|ella|elles|ils|er|sie|ihm|ihr|ellos|ellas"
    r"|xe|ze)"
)
_PRONOUNS = re.compile(rf"{_PRONOUN}(?:\s?[/,]\s?[a-z]+)*")
_POLITE = {"herr": "he/him", "frau": "she/her"}
_AGE = re.compile(
    r",?\s*(?:\(\s*)?(?:aged?\s+)?\d{1,3}(?:\s*(?:years?(?:\sold)?|ans|años|jahre(?:\salt)?))?(?:\s*\))?"
    r"\s*(?=$|[,;}\])(])",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    r"([^();\[\]{}]+)\(([^()]*)\)(?:,\s*(?:aged?\s)?\d{1,3}(?!\w))?"
    r"\s*[,;.&]?\s*(?:(?:and|und|et|y)\s)?"
)
_JOINT = re.compile(r"\s*(?:;|\n|,|\band\b|\bund\b|\bet\b|\by\b|&)\s*")
_SPANISH = Tag("es")
_END_OF_NAME = re.compile(r"[^\W\d_][\w'’-]+\s\([^()]*\)\W*$")
"""The last word of a broken name, with the mark of gender."""
_LONGEST_LIST = 2_000
"""Characters of a line that names people; longer lines do not."""
_GENDER = re.compile(r"m|f|w|male|female|weiblich|männlich", re.IGNORECASE)
_JOB = re.compile(r"(,\s*(?:aged?\s)?\d{1,3}),\s*[a-zß-ÿ][^,;]*(?=$|[,;])")
"""An occupation after an age."""
_OTHERS = re.compile(r"(?:and\s)?(?:\w+\s){0,2}(?:other|others|autres|otros|otras|weitere)\b.*", re.IGNORECASE)
_REGION = re.compile(r"^(?:[A-ZÀ-Þ]{3,}\s+)+(?=[A-ZÀ-Þ][a-zà-ÿ])")
"""The second line of a country printed beside the names: INDONESIA/ and below it EAST JAVA."""
_JOB_GOES_ON = re.compile(r",\s[^,]*\s[a-zß-ÿ]{2,}$")
"""An occupation that is broken at the end of a line."""
_BRACE = re.compile(r"\s*[}\]]\s*(.*)$")
_ROUND_BRACE = re.compile(r"^([^()]*?)\s*\).*$")
"""A brace of round brackets after several names: Maung Nanu  )  representatives of the"""
_SHORT_NAME = re.compile(r"(?<=\w)\s\([A-Z]{2,4}\)(?=\s|$)")
"""The initials of a country: DEMOCRATIC REPUBLIC OF CONGO (DRC)."""
_GLUED = re.compile(r"[A-ZÀ-Þ]{4,}(?=[A-ZÀ-Þ][a-zß-ÿ])")
"""A country that has lost the space after it: TURKEYSalih."""
_NO_NAME = re.compile(r"[:@]|\d{3}|https?:|[a-zß-ÿ]{2}[.!?]$")
"""Signs against a line of names: a label, an address, the end of a sentence."""


@cache
def _genders(language: Tag | None = None) -> Mapping[str, str]:
    """The pronouns for a mark of gender; in Spanish m is “mujer” and h is “hombre”."""
    of_women = {*word_list("female_marks"), *(("m", "all m") if language == _SPANISH else ())}
    return dict.fromkeys(word_list("male_marks"), "he/him") | dict.fromkeys(of_women, "she/her")


def people_from_label(lines: Iterable[Line], gender: str | None, language: Tag | None = None) -> list[NamedPerson]:
    """The people after a label: `Ana Velim (she/her), Luis Orlat (he/him)`."""
    people: list[NamedPerson] = []
    for at, line in enumerate(lines):
        if at and not _may_be_people(line.text):
            break
        if people and (mark := _genders(language).get(plain_words(line.text))) is not None:
            people[-1] = people[-1]._replace(pronouns=mark)
            continue
        words = line.text[:_LONGEST_LIST]
        broken = " " in people[-1].name or len(people) > 1 if people else False
        if broken and _END_OF_NAME.match(words) and not people[-1].pronouns:
            words = f"{people.pop().name} {words}"  # Lương Quốc / Thịnh (he/him)
        people += _entries(words, line.number, language)
    if gender and len({person.pronouns for person in people} - {None}) == 0:
        pronouns = _genders(language).get(plain_words(gender))
        people = [person._replace(pronouns=pronouns) for person in people] if pronouns else people
    return people


def _may_be_people(text: str) -> bool:
    """Whether a line below the first one may also name somebody: not a web address, a number or a sentence."""
    if (
        re.search(r"\.(?:docx?|pdf|odt|jpe?g|png)\b|://|www\.|@|\d{2}/\d|[.!?]\s|©", text)
        or len(text.split()) > 16
        or find_numbers(text)
    ):
        return False
    if "(" in text or plain_words(text) in _genders():
        return True
    return is_name(text.split(",", maxsplit=1)[0]) and word_list("no_names").isdisjoint(plain_words(text).split())


def _entries(text: str, number: int, language: Tag | None) -> Iterator[NamedPerson]:
    text = text.strip(" .:;,–-")
    entries, at = [], 0
    while (match := _ENTRY.match(text, at)) is not None and match[1].strip(" ,"):
        entries.append((match[1].strip(), match[2]))
        at = match.end()
    if rest := text[at:].strip(" ,.;"):
        name, _, mark = rest.rpartition(",")
        entries.append((name, mark) if name and _GENDER.fullmatch(mark.strip()) else (rest, ""))
    for names, mark in entries:
        pronouns = _pronouns(mark, language)
        yield from (NamedPerson(tidy, pronouns, number) for name in _names(names) if (tidy := _tidy(name)))


def _names(text: str) -> list[str]:
    """Names side by side; a text that does not look like several names is one (a community, a group)."""
    text = _JOB.sub(r"\1", text)
    parts = [part for part in _JOINT.split(_AGE.sub("", text)) if part.strip()]
    text = re.sub(r"^.*?:\s", "", text) if text.count(":") == 1 else text
    whole = [part for part in parts if len(part.split()) >= 2]
    named = [part.strip() for part in parts if not _OTHERS.fullmatch(part.strip())]
    several = len(parts) > 1 and all(len(n.split()) <= 6 for n in named) and all(n[:1].isupper() for n in named[1:])
    return parts if several and len(whole) > len(parts) / 2 else [_AGE.sub("", text)]


def _pronouns(text: str, language: Tag | None) -> str | None:
    plain = re.sub(r"^(?:both|all|each|beide|toutes|tous|ambos|todos)\s", "", fold_letters(text).strip(" ."))
    if _PRONOUNS.fullmatch(plain):
        return re.sub(r"\s?[/,]\s?", "/", text.strip(" .")[-len(plain) :])
    words = re.split(r"[,;]\s*", plain)
    genders = _genders(language)
    return next((genders[word.strip()] for word in words if word.strip() in genders), None)


def _tidy(name: str) -> str:
    name = re.sub(r"[{}\[\]<>]", "", name)
    name = re.sub(r"\s*\((?:surname|family name|nom|apellido)[^)]*\)?", "", name, flags=re.IGNORECASE)
    name = _AGE.sub("", name).strip(" ,;:.–-}])")
    title, _, rest = name.partition(" ")
    polite = plain_words(title) in word_list("male_titles") | word_list("female_titles")
    return rest.strip() if polite and " " in rest.strip() else name


def people_from_header(
    lines: Iterable[Line], text: str, language: Tag | None = None
) -> tuple[list[NamedPerson], str | None, set[int]]:
    """People under their country in the header (COLOMBIA Gladys VELIM (f), …), or with Herr and Frau before them.

    Returns them, the country's name, and the numbers of their lines. `text` is the rest of the document, which
    supplies the spelling of names in capitals.
    """
    people: list[NamedPerson] = []
    country, begun, used = None, False, set()
    before = ""
    for line in lines:
        words = line.text
        if not begun and (lead := country_lead(words)) is not None:
            country, words = lead
            begun = True
            used.add(line.number)
            if not words:
                continue
        if find_numbers(words) or find_index(words):
            continue
        if country and country.endswith(("/", "-")) and not people[1:]:
            words = _REGION.sub("", words)
        title = honorific_of(words)
        polite = plain_words(title) in _POLITE and words[len(title) :].split(",")[0].isupper()
        if not begun and not polite:
            continue
        if len(words) > 110 or (words.endswith(".") and len(words) > 40) or (line.kind == "heading" and not polite):
            used.discard(line.number)
            break
        person = _in_head(words[len(title) :] if polite else words, line.number, language)
        if person is not None and _is_behind_sign(str(country), line.text) and _is_headline(person, text):
            person = None
        if person is None:
            used.discard(line.number)
            break
        if _JOB_GOES_ON.search(before) and not re.search(r"[,()\d]", words):
            person = NamedPerson("", None, line.number)  # journalist with weekly / Ozgur Halk
        before = words
        used.add(line.number)
        if polite:
            person = person._replace(pronouns=person.pronouns or _POLITE[plain_words(title)])
        people += [person._replace(name=unshouted(person.name, text))] if person.name else []
    return people, country, used


def _is_behind_sign(country: str, text: str) -> bool:
    """Whether a sign separates a country from the following words: CHINE. Un avocat transféré."""
    signs = (":", ".", "–", "-")
    return country.endswith(signs) or text.removeprefix(country).lstrip().startswith(signs)


def _is_headline(person: NamedPerson, text: str) -> bool:
    """Whether the words after a country and a sign are a headline, no name: Two workers held in chains.

    More than two words that the text nowhere repeats are one, too.
    """
    words = person.name.split()
    if person.pronouns is None and len(words) > 2 and fold_letters(text).count(fold_letters(person.name)) < 2:
        return True
    small = [word for word in words if word[:1].islower() and word not in word_list("particles")]
    return person.pronouns is None and len(words) > 3 and len(small) > len(words) / 2


def country_lead(text: str) -> tuple[str, str] | None:
    """A country in capitals (or with a colon) at the beginning of a line, and the rest of the line."""
    if text.isupper() and len(text.split()) > 5:
        return None  # a headline
    match = re.match(r"([A-ZÀ-Þ][\w.’' -]{2,40}?)\s?:\s*(.*)$", text)
    marked = match is not None and (
        match[1].isupper() or re.search(r"\((?:m|f|male|female)\)|^[^,]{5,40},\s[a-z]", match[2])
    )
    if match and marked and country_of_lead(match[1]):
        return match[1], match[2]
    if (glued := _GLUED.match(text)) and country_called(glued[0]):
        return glued[0], text[glued.end() :]
    words = _SHORT_NAME.sub("", text).split()
    for count in range(min(5, len(words)), 0, -1):
        lead = " ".join(words[:count])
        if lead.isupper() and country_of_lead(lead):
            return lead, " ".join(words[count:])
    return None


def country_of_lead(lead: str) -> str | None:
    """The country of a lead, which may continue with a region: INDONESIA/EAST JAVA; not of GUINEA-BISSAU."""
    return country_called(lead) or country_called(re.sub(r"[-/].*", "", lead))


def _in_head(text: str, number: int, language: Tag | None) -> NamedPerson | None:
    """One line of the block of people: name, mark of gender, age, occupation; None for prose."""
    text = re.sub(r"^(?:and\s)?new names?:\s*", "", _BRACE.sub("", text).strip(" ,;"), flags=re.IGNORECASE)
    if re.match(r"(?:and\s|other\s|the\s(?!.*community)|their\s|\d)", text, re.IGNORECASE) or text.islower():
        return NamedPerson("", None, number)
    text = _ROUND_BRACE.sub(r"\1", text)
    pronouns = next(
        (marked for mark in re.findall(r"\(([^)]*)\)", text) if (marked := _pronouns(mark, language))), None
    )
    name = re.split(r"\s*[,(]", text, maxsplit=1)[0].strip(" _}])")
    if not name or len(name.split()) > 8 or (pronouns is None and (_NO_NAME.search(text) or is_office(name))):
        return None
    if pronouns is None and not _SIGNS_OF_PERSON.search(text) and (harm_in(text) or _has_words_of_sentences(text)):
        return None
    goes_on = re.match(r"\s*,\s*[A-ZÀ-Þ]\D*$", text[text.find(name) + len(name) :]) is not None
    unmarked = pronouns is None and (goes_on or not _is_marked(text, name))
    return NamedPerson(name, pronouns, number, likely=unmarked)


_SIGNS_OF_PERSON = re.compile(r"[,(\d]")


def _has_words_of_sentences(text: str) -> bool:
    """Whether a line has small words of sentences that no name has: UNE BLOGUEUSE APRÈS DES COUPS."""
    return any(word in function_words() - word_list("particles") for word in plain_words(text).split())


def _is_marked(text: str, name: str) -> bool:
    """Whether there is evidence for a person in a line: an age, an occupation, a bracket, or the form of a name."""
    small = [word for word in name.split() if word[:1].islower() and word not in word_list("particles")]
    return len(small) < 2 or "," in text or "(" in text
