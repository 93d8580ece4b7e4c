"""The catalogues are complete, agree with the source, and are compiled."""

import ast
import gettext
import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

import catalogues
from samples import PROJECT

CLI = PROJECT / "src" / "appealgen" / "cli"
PATHS = {path.parent.parent.name: path for path in catalogues.po_files()}
UPDATE = "run: python scripts/catalogues.py update, translate what is empty, then: python scripts/catalogues.py compile"


def places(text: str) -> set[tuple[str, str]]:
    return {(name, spec or "") for _, name, spec, _ in string.Formatter().parse(text) if name is not None}


def texts(message: Message) -> tuple[str, ...]:
    return tuple(map(str, message.string)) if isinstance(message.string, tuple) else (str(message.string or ""),)


def ids(message: Message) -> tuple[str, ...]:
    return tuple(map(str, message.id)) if isinstance(message.id, tuple) else (str(message.id),)


def said(catalogue: Catalog) -> dict[str, Message]:
    return {ids(message)[0]: message for message in catalogue if message.id}


def test_there_are_the_four_languages_besides_english() -> None:
    assert sorted(PATHS) == ["de", "es", "fr", "ru"]


def test_the_extraction_finds_all_messages() -> None:
    found = said(catalogues.extracted())
    assert len(found) > 900
    assert {
        "there is no case “{name}”",
        "{count} letter",
        "Which case?",
        "they read {reads}",
    } <= set(found)


def test_numbers_are_formatted_before_they_are_filled_in() -> None:
    filled_in = [
        (msgid, places(text)) for msgid, message in said(catalogues.extracted()).items() for text in ids(message)
    ]
    assert sum(len(found) for _, found in filled_in) > 500, "the test looks in the wrong place"
    assert [msgid for msgid, found in filled_in if any(spec for _, spec in found)] == []


def test_a_text_that_is_not_a_literal_is_refused() -> None:
    with pytest.raises(ValueError, match="line 1"):
        list(catalogues.said(ast.parse("message(f'there is no {x}')")))


@pytest.mark.parametrize("tag", sorted(PATHS))
def test_every_sentence_is_translated_and_none_is_left_over(tag: str) -> None:
    now, translated = said(catalogues.extracted()), said(catalogues.read(PATHS[tag]))
    assert sorted(set(now) ^ set(translated)) == [], UPDATE
    assert [msgid for msgid, message in now.items() if message.id != translated[msgid].id] == [], UPDATE
    assert [msgid for msgid, message in translated.items() if message.fuzzy or not all(texts(message))] == [], UPDATE


@pytest.mark.parametrize("tag", sorted(PATHS))
def test_filled_in_values_have_their_places(tag: str) -> None:
    catalogue = catalogues.read(PATHS[tag])
    wrong = []
    for message in said(catalogue).values():
        wanted, one = places(ids(message)[-1]), places(ids(message)[0])
        for number, text in enumerate(texts(message)):
            alone = number == 0 and catalogue.plural_expr == "(n != 1)"  # this form is for 1 only
            if places(text) not in ([wanted, one, wanted - {("count", "")}] if alone else [wanted]):
                wrong.append((message.id, text))
    assert wrong == []


@pytest.mark.parametrize("tag", sorted(PATHS))
def test_every_number_has_its_form(tag: str) -> None:
    catalogue = catalogues.read(PATHS[tag])
    plurals = [message for message in said(catalogue).values() if isinstance(message.id, tuple)]
    assert len(plurals) > 30
    assert [message.id for message in plurals if len(texts(message)) != catalogue.num_plurals] == []


FOREIGN_MARKS = {"de": "[”«»]", "es": "[“”„]", "fr": r"[“”„\u202f]| [;:?!»](?!\S)|« ", "ru": "[“”]"}
"""Quotation marks and blanks that the language does not use."""


@pytest.mark.parametrize("tag", sorted(PATHS))
def test_quotation_marks_and_blanks_are_those_of_the_language(tag: str) -> None:
    said_in = [text for message in said(catalogues.read(PATHS[tag])).values() for text in texts(message)]
    assert sum(any(mark in text for mark in "„«") for text in said_in) > 100, "the test looks in the wrong place"
    assert [text for text in said_in if re.search(FOREIGN_MARKS[tag], text)] == []


@pytest.mark.parametrize("tag", sorted(PATHS))
def test_blanks_options_and_commands_are_kept(tag: str) -> None:
    names = re.compile(
        r"(?<![\w-])--[a-z][a-z-]+|appealgen (?:cases|show|write|batch|import|check|report|new|embassies|profile)\b"
        r"|\b[\w{}]+\.(?:yaml|md|docx)\b"
    )
    wrong = []
    for message in said(catalogues.read(PATHS[tag])).values():
        original = ids(message)[-1]
        for text in texts(message):
            kept = re.fullmatch(r"(\s*).*?(\s*)", text, re.DOTALL)
            own = re.fullmatch(r"(\s*).*?(\s*)", original, re.DOTALL)
            assert kept and own
            if kept.groups() != own.groups() or set(names.findall(original)) - set(names.findall(text)):
                wrong.append((original, text))
    assert wrong == []


STEPS = ("[w]rite", "[r]ead it", "[e]dit your words", "[l]anguage", "[q]uit")


@pytest.mark.parametrize("tag", sorted(PATHS))
def test_answers_can_be_told_apart_by_their_first_letters(tag: str) -> None:
    found = said(catalogues.read(PATHS[tag]))
    assert str(found["yes"].string)[0] != str(found["no"].string)[0]
    for steps in (("[a]ccept", "[e]dit", "[s]kip", "[q]uit"), STEPS):
        letters = [re.findall(r"\[(.)\]", str(found[step].string)) for step in steps]
        assert len({letter for [letter] in letters}) == len(steps)


@pytest.mark.parametrize("tag", sorted(PATHS))
def test_the_compiled_catalogue_is_that_of_the_translators(tag: str) -> None:
    with PATHS[tag].with_suffix(".mo").open("rb") as stream:
        compiled = gettext.GNUTranslations(stream)
    catalogue = catalogues.read(PATHS[tag])
    numbers = {"de": (1, 2), "es": (1, 2), "fr": (1, 2), "ru": (1, 2, 5)}[tag]
    differing = []
    for msgid, message in said(catalogue).items():
        many = ids(message)[-1]
        forms = [compiled.ngettext(msgid, many, n) for n in numbers] if isinstance(message.id, tuple) else []
        if tuple(forms or [compiled.gettext(msgid)]) != texts(message):
            differing.append(msgid)
    assert differing == [], "run: python scripts/catalogues.py compile"


SAYING = {
    "say",
    "result",
    "ask",
    "ask_yes",
    "ask_which",
    "ask_optional",
    "wrapped",
    "progress",
    "Text",
    "tell",
    "tell_grouped",
}
NO_WORDS = {"bold", "red", "yellow", "green", "dim", "appealgen write ua-046-19 --date 2019-04-15", "UA"}


def unworded(tree: ast.AST) -> list[str]:
    """Untranslated text: literal arguments of output functions that no catalogue translates."""
    found: list[str] = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for argument in node.args if name in SAYING else ():
            parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
            found += [p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)]
    return [text for text in found if re.search("[A-Za-z]{2}", text) and text.strip() not in NO_WORDS]


def test_every_output_is_in_a_catalogue() -> None:
    assert unworded(ast.parse("say(f'no {x} letters'); ask('Name'); say(_('known'))")) == ["no ", " letters", "Name"]
    found = {path: unworded(ast.parse(path.read_text(encoding="utf-8"))) for path in Path(CLI).rglob("*.py")}
    assert len(found) > 15
    assert {name: words for name, words in found.items() if words} == {}
