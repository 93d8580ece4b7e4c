"""Fixed words of letters that no native speaker has checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from pathlib import Path

from appealgen.errors import Problem, ProblemCode
from appealgen.language.locales import best_of
from appealgen.language.localized import words_in
from appealgen.language.localized_names import localized_language
from appealgen.language.phrases import FaxCover, Solidarity, languages_with_phrases, load_phrases
from appealgen.letters.compose import neutral_salutation
from appealgen.messages import message
from appealgen.model.case import Case, Target
from appealgen.model.identifiers import Tag
from appealgen.planning.plan import Mailing


def unread_words(mailings: Iterable[Mailing], roots: tuple[Path, ...] = ()) -> Iterator[Problem]:
    """A notice for each language in which letters print such words, with the keys of its phrase file."""
    found: dict[Tag, dict[str, None]] = {}
    lacking: dict[Tag, None] = {}
    for mailing in mailings:
        for tag, keys in _printed(mailing):
            unread = load_phrases(tag, roots, mailing.sender.country).native_reader
            found.setdefault(tag, {}).update(dict.fromkeys(key for key in unread if key in keys))
        tag, country = mailing.language.tag, mailing.sender.country
        if "fax" in mailing.channels and load_phrases(tag, roots, country).fax is None:
            lacking[tag] = None
    for tag, named in found.items():
        if named:
            yield _unread(tag, named)
    for tag in lacking:
        text = message(
            "your phrase file for {language} lacks “{key}”: these words are in English",
            language=localized_language(tag),
            key="fax",
        )
        yield Problem(ProblemCode.NO_PHRASES, text, message("docs/translating.md has the keys of phrase files"))


def unread_words_of(case: Case, roots: tuple[Path, ...] = ()) -> Iterator[Problem]:
    """Like `unread_words`, for all possible letters of a case."""
    known = languages_with_phrases(roots)
    supported = any(target.role == "solidarity" for target in case.targets)
    left_out = ("outline.", *(() if supported else ("solidarity.",)))
    for tag in (tag for tag in case.letters if best_of(tag, known)):
        keys = [key for key in load_phrases(tag, roots).native_reader if not key.startswith(left_out)]
        if keys:
            yield replace(_unread(tag, keys), case=case.id, file=case.letters[tag].file)


def _unread(tag: Tag, keys: Iterable[str]) -> Problem:
    language, named = localized_language(tag), ", ".join(keys)
    text = message(
        "no native speaker has checked these fixed words in {language} yet: {keys}", language=language, keys=named
    )
    return Problem(ProblemCode.WORDS_NOT_REVIEWED, text, message("docs/translating.md explains how to correct them"))


def _printed(mailing: Mailing) -> Iterator[tuple[Tag, set[str]]]:
    """The languages of a letter and of the note above it, each with the keys of the phrases that it prints."""
    tag, note = mailing.language.tag, mailing.note_language
    if mailing.kind == "solidarity":
        keys = {f"solidarity.{field.name}" for field in fields(Solidarity)}
        yield tag, keys - ({"solidarity.salutation"} if words_in(mailing.addressee.salutation, tag) else set())
        return
    keys = {"greeting", "close", "impersonal.close", "subject", *_salutation(mailing.addressee, tag)}
    keys.add("date_line" if mailing.sender.place else "date_alone")
    if mailing.also_to and mailing.kind != "copy":
        keys.add("copies")
    if "email" in mailing.channels:
        keys.add("paste_here")
    if "fax" in mailing.channels:
        keys |= {f"fax.{field.name}" for field in fields(FaxCover)}
    if mailing.sender.blank:
        keys |= {"fill_in.name", "fill_in.address"}
    yield tag, keys
    if mailing.kind == "via":
        yield note, {"notes.via", "notes.via_heading", *_salutation(mailing.recipient, note)}
    elif mailing.kind == "copy":
        copy = {"notes.copy", "notes.copy_several", "notes.copy_heading"}
        yield note, {*copy, *_salutation(mailing.recipient, note)}


def _salutation(target: Target, tag: Tag) -> tuple[str, ...]:
    given = words_in(target.salutation, tag)
    return () if given else (f"salutations.{neutral_salutation(target, tag)}",)
