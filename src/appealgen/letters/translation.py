"""Translations of model letters: make a file for the translator; find outdated and lost content."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator

from appealgen.errors import Problem, ProblemCode
from appealgen.language.catalogues import translate_into
from appealgen.language.locales import folded_name, month_names, months_as_written
from appealgen.language.localized import texts_of
from appealgen.language.localized_names import localized_language
from appealgen.letters.review import advice
from appealgen.messages import join, message, nmessage
from appealgen.model.case import PLACEHOLDER, Case, ModelLetter
from appealgen.model.identifiers import Tag

_GAP = re.compile(r"\n[ \t]*\n")
_NUMBER = re.compile(r"\d+")
_CONTACT = re.compile(r"[\w.+-]+@[\w.-]+\w|(?<!\w)@\w+|https?://\S+")
_DATES = (
    re.compile(r"\d{1,2}(?:st|nd|rd|th|er|º|\.)? (?:de )?(?P<month>[^\W\d_]{3,})"),
    re.compile(r"(?P<month>[^\W\d_]{3,}) \d{1,4}"),
)
"""A day or a year beside the name of a month."""
_MONTH_NUMBER = re.compile(r"(?<=\d[./-])(\d{1,2})(?!\d)|(?<!\d)(\d{1,2})(?=[./-]\d)|(\d{1,2}) ?[月월]")
"""A month as a number: 10.3.2019, 2019-03-10, 3/10/2019, 3月."""
_EAST_ASIAN_DATE = r"\d{4}[年년] ?\d{1,2}[月월](?: ?\d{1,2}[日일])?"
_NAMED_NUMBER = re.compile(r"(?:(?<![.!?:] )(?<!^)(?<!\n)\b[A-Z]\w+ )?\d[\d/.,-]*")
"""A number with the word before it, Article 174, unless the word begins a sentence."""


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a letter's source; a list is one paragraph."""
    return [part.strip() for part in _GAP.split(text.strip()) if part.strip()]


def digest(paragraph: str) -> str:
    """Checksum of a paragraph: the same for the same words, however its lines are broken."""
    return hashlib.sha256(" ".join(paragraph.split()).encode()).hexdigest()[:10]


def translator_file(case: Case, source: ModelLetter, tag: Tag, language: Tag) -> str:
    """A letter to fill in: each source paragraph in a comment, with what must not change, and space below it.

    Instructions are in `language`.
    """
    paragraphs = paragraphs_of(source.text)
    digests = ", ".join(map(digest, paragraphs))
    names = {"to": localized_language(tag), "source": localized_language(source.tag)}
    steps = (
        message("{to}, translated from the letter of {case} in {source}.", case=case.id, **names),
        message("Write each paragraph below its comment; then rename this file to {file}.", file=f"letter.{tag}.md"),
        message("“appealgen check {case}” says what is left.", case=case.id),
    )
    head = "".join(f"# {translate_into(step, language)}\n" for step in steps)
    below = f"reviewed: false\ntranslates: {source.tag}\nparagraphs: [{digests}]\n"
    return f"---\n{head}{below}---\n" + "".join(
        f"\n<!-- {number}/{len(paragraphs)}\n{_harmless(paragraph)}\n"
        f"{_keep(case, paragraph, source.tag, language)}-->\n{_as_it_is(paragraph)}\n"
        for number, paragraph in enumerate(paragraphs, 1)
    )


def _as_it_is(paragraph: str) -> str:
    """A paragraph without words to translate."""
    return "" if PLACEHOLDER.sub("", paragraph).strip() else f"{paragraph}\n"


def _harmless(text: str) -> str:
    """A text that cannot end the comment around it."""
    return text.replace("-->", "-- >").replace("--!>", "-- !>")


def _keep(case: Case, paragraph: str, tag: Tag, language: Tag) -> str:
    """What a translator must keep: names, numbers and addresses unchanged, bold words, demands."""
    names = [text for person in case.people for text in texts_of(person.name) if text in paragraph]
    kept = [*(match[0] for match in PLACEHOLDER.finditer(paragraph)), *names]
    kept += dates_and_numbers(paragraph, tag)
    kept += _CONTACT.findall(paragraph)
    told = [message("To check: {items}", items="; ".join(dict.fromkeys(kept)))] if kept else []
    if "**" in paragraph:
        told.append(message("Keep bold words bold in the translation."))
    if "demands" in paragraph or paragraph.startswith("**"):
        told.append(message("This is what the letter asks for."))
    return "".join(f"\n{translate_into(each, language)}\n" for each in told)


def dates_and_numbers(paragraph: str, tag: Tag) -> list[str]:
    """The dates of a paragraph, whole, and its other numbers, in order."""
    months = "|".join(sorted(map(re.escape, months_as_written(tag)), key=len, reverse=True))
    day = r"\d{1,2}(?:st|nd|rd|th|er|º|\.)?"
    year = r"(?:,? (?:del? |du )?\d{4}(?!\d))?"
    dates = re.compile(
        rf"{day} (?:de )?(?:{months})\b{year}|\b(?:{months})(?: \d{{1,2}}(?!\d))?{year}|{_EAST_ASIAN_DATE}"
    )
    found = {match.start(): match[0] for match in dates.finditer(paragraph) if any(map(str.isdecimal, match[0]))}
    rest = dates.sub(lambda match: " " * len(match[0]) if match.start() in found else match[0], paragraph)
    found |= {match.start(): match[0].strip(" ,.") for match in _NAMED_NUMBER.finditer(rest)}
    return [text for _, text in sorted(found.items())]


def review_translation(case: Case, letter: ModelLetter) -> Iterator[Problem]:
    """Problems of an outdated translation, and of content of the source that it lacks."""
    if letter.translates is None:
        return
    source = case.letters.get(letter.translates)
    if source is None:
        language = localized_language(letter.translates)
        text = message("is a translation of a {language} letter that the case does not have", language=language)
        hint = message("add letter.{tag}.md, or remove “translates”", tag=letter.translates)
        yield advice(letter, ProblemCode.NO_SOURCE, text, hint)
        return
    now, then, own = paragraphs_of(source.text), letter.paragraphs, paragraphs_of(letter.text)
    changed = [number for number, paragraph in enumerate(now, 1) if digest(paragraph) not in then] if then else []
    if changed:
        text = nmessage(
            "paragraph {numbers} of letter.{tag}.md has changed since",
            "paragraphs {numbers} of letter.{tag}.md have changed since",
            len(changed),
            numbers=", ".join(map(str, changed)),
            tag=source.tag,
        )
        hint = message("update it, then set “paragraphs” to [{digests}]", digests=", ".join(map(digest, now)))
        yield advice(letter, ProblemCode.TRANSLATION_LAGS, text, hint)
    if len(own) != len(now):
        text = message("has {own} paragraphs, but the letter that it translates has {now}", own=len(own), now=len(now))
        hint = message("compare it with letter.{tag}.md", tag=source.tag)
        yield advice(letter, ProblemCode.TRANSLATION_DIFFERS, text, hint)
        return
    for number, (paragraph, said) in enumerate(zip(now, own, strict=True), 1):
        yield from _lost(letter, number, paragraph, said)


def _lost(letter: ModelLetter, number: int, source: str, translation: str) -> Iterator[Problem]:
    """Problems of content lost from a paragraph: placeholders, numbers, months, addresses, bold words."""
    wanted = [match[1].strip() for match in PLACEHOLDER.finditer(source)]
    there = [match[1].strip() for match in PLACEHOLDER.finditer(translation)]
    lost = [f"{{{{ {name} }}}}" for name in dict.fromkeys(wanted) if name not in there]
    digits = set(_NUMBER.findall(_plain_digits(translation)))
    lost += [figure for figure in dict.fromkeys(_NUMBER.findall(_plain_digits(source))) if figure not in digits]
    lost += _months_lost(source, letter.translates or letter.tag, translation, letter.tag)
    lost += [contact for contact in dict.fromkeys(_CONTACT.findall(source)) if contact not in translation]
    lost += [message("the bold words")] if "**" in source and "**" not in translation else []
    if lost:
        text = message("paragraph {number} lacks {lost}, which its source has", number=number, lost=join(lost))
        hint = message("compare the two; a number may be written as a word")
        yield advice(letter, ProblemCode.LOST_IN_TRANSLATION, text, hint)


def _months_lost(source: str, of: Tag, translation: str, tag: Tag) -> list[str]:
    """Dates of a paragraph whose month the translation has neither by name nor as a number."""
    names, own = month_names(of), month_names(tag)
    words = [folded_name(word) for word in re.findall(r"[^\W\d_]+", translation)]
    there = {number for name, number in own.items() if any(word.startswith(name) for word in words)}
    there |= {int(digits) for found in _MONTH_NUMBER.findall(_plain_digits(translation)) for digits in found if digits}
    lost: dict[int, str] = {}
    for match in (match for pattern in _DATES for match in pattern.finditer(source)):
        month = names.get(folded_name(match["month"]))
        if month is not None and month not in there:
            lost.setdefault(month, match[0])
    return list(lost.values())


def _plain_digits(text: str) -> str:
    """A text with the digits of any script as 0 to 9."""
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)
