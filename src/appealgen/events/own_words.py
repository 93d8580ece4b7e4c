"""Own words of a batch: they are only in letters of their language."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from appealgen.errors import MissingError, Problem, ProblemCode
from appealgen.events.signatories import Signatory
from appealgen.language.localized import words_in
from appealgen.language.localized_names import localized_languages
from appealgen.messages import first_few, message, nmessage
from appealgen.model.identifiers import Tag
from appealgen.planning.plan import PlanOptions
from appealgen.planning.solidarity import own_words_left_out

if TYPE_CHECKING:
    from appealgen.events.plan import PreparedMailing


def with_languages(
    signatories: Sequence[Signatory], options: PlanOptions, letters: Collection[Tag]
) -> Sequence[Signatory]:
    """The signatories, with the language of their own words; `letters` are the languages of all letters.

    Raises MissingError if there are several and nobody said which the words are in.
    """
    no_language = any(isinstance(each.sender.own_words, str) for each in signatories)
    check_language(options, letters, has_words=no_language)
    tag = options.own_words_language or next(iter(letters), None)
    if not no_language or tag is None:
        return signatories
    return tuple(
        each._replace(sender=replace(each.sender, own_words={tag: words}))
        if isinstance(words := each.sender.own_words, str)
        else each
        for each in signatories
    )


def check_language(options: PlanOptions, letters: Collection[Tag], *, has_words: bool = False) -> None:
    """Raise MissingError for own words without a language if letters are in several."""
    tags = {tag.split("-")[0]: tag for tag in letters}
    if len(tags) < 2 or options.own_words_language is not None or not (has_words or options.own_words):
        return
    names = localized_languages(tuple(tags.values()))
    text = message("which language are the own words in? The letters are in {languages}", languages=names)
    hint = message(
        "give --own-words-language TAG; a roster can have columns such as own_words.{first} and own_words.{second}",
        **dict(zip(("first", "second"), tags, strict=False)),
    )
    raise MissingError(Problem(ProblemCode.MISSING_DETAIL, text, hint, field="own-words-language"))


def words_left_out(
    signatories: Sequence[Signatory], prepared: Mapping[tuple[str, int], Sequence[PreparedMailing]]
) -> Iterator[Problem]:
    """Notice about people whose own words are in no language of their letters."""
    languages: dict[int, set[Tag]] = {}
    for (_, group), several in prepared.items():
        languages.setdefault(group, set()).update(each.mailing.language.tag for each in several)
    rows = [
        str(each.row)
        for each in signatories
        if (words := each.sender.own_words) and not any(words_in(words, tag) for tag in languages.get(each.group, ()))
    ]
    if rows:
        text = nmessage(
            "own words in none of the languages of their letters, and left out: row {rows}",
            "own words in none of the languages of their letters, and left out: rows {rows}",
            len(rows),
            rows=first_few(rows),
        )
        yield Problem(ProblemCode.WORDS_LEFT_OUT, text)
    if any(each.sender.own_words for each in signatories):
        mailings = (each.mailing for several in prepared.values() for each in several)
        yield from dict.fromkeys(own_words_left_out(each) for each in mailings if not each.takes_own_words)
