from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from appealgen.errors import TemplateError
from appealgen.language.catalogues import languages_with_catalogue
from appealgen.language.phrases import languages_with_phrases, load_phrases
from samples import PROJECT, write_files

FILLED = {
    "salutations.office": {frozenset[str](), frozenset({"office"})},
    "close": {frozenset[str](), frozenset({"salutation"})},
    "subject": {frozenset({"concerning"})},
    "date_line": {frozenset({"place", "date"}), frozenset({"date"})},
    "copies": {frozenset({"names"})},
    "notes.copy": {frozenset({"office"})},
    "notes.via": {frozenset({"office"})},
    "notes.copy_several": {frozenset[str](), frozenset({"office"})},
    "notes.copy_heading": {frozenset({"office"})},
    "notes.via_heading": {frozenset({"office"})},
    "notes.office": {frozenset({"office"})},
    "care_of": {frozenset({"office"})},
    "date": {frozenset[str](), frozenset({"day", "month", "year"})},
    "date_alone": {frozenset({"date"})},
    "signatures.signed_by": {frozenset({"count"})},
    "outline.about": {frozenset({"person"})},
    "solidarity.salutation": {frozenset({"name"})},
}
NOT_PRINTED = {"language", "native_reader", "impersonal.after"}
NOT_IN_EVERY_LANGUAGE = {"date", "notes.copy_several", "greeting", "impersonal.close"}


def texts(value: Any, path: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for field in fields(value):
        item, name = getattr(value, field.name), f"{path}{field.name}"
        if item is None:
            continue
        if is_dataclass(item):
            found |= texts(item, f"{name}.")
        elif name not in NOT_PRINTED:
            found[name] = item
    return found


def test_known() -> None:
    known = "ar cs de el en es fa fr he hi id it ja ka kk ko nl pl pt ru sv tr uk ur vi zh-Hans zh-Hant"
    assert set(known.split()) <= set(languages_with_phrases())


@pytest.mark.parametrize("tag", languages_with_phrases())
def test_every_phrase_has_words_and_just_its_placeholders(tag: str) -> None:
    words = load_phrases(tag)
    assert words.language == tag
    for name, text in texts(words).items():
        without = name in NOT_IN_EVERY_LANGUAGE or (name, tag) in {("salutations.end", "ja"), ("salutations.end", "ko")}
        assert text.strip() or without, name
        assert text == text.strip(), name
        fields_in = [field for _, field, _, _ in Formatter().parse(text) if field is not None]
        assert frozenset(fields_in) in FILLED.get(name, {frozenset()}), name
        assert len(fields_in) == len(set(fields_in)) == text.count("{") == text.count("}"), name
    assert set(words.native_reader) <= set(texts(words))


@pytest.mark.parametrize("tag", languages_with_phrases())
def test_the_same_keys_in_every_language(tag: str) -> None:
    own, english = set(texts(load_phrases(tag))), set(texts(load_phrases("en")))
    assert english - own in (set(), {name for name in english if name.startswith("solidarity.")})


def test_the_languages_of_the_program_have_letters_of_solidarity() -> None:
    found = {tag for tag in languages_with_phrases() if load_phrases(tag).solidarity is not None}
    assert found >= set(languages_with_catalogue())


@pytest.mark.parametrize("tag", languages_with_phrases())
def test_both_genders_without_a_slash_or_brackets(tag: str) -> None:
    words = texts(load_phrases(tag))
    assert not [name for name, text in words.items() if "/" in text and name != "care_of"]
    assert not [name for name, text in words.items() if re.search(r"\(\w{1,2}\)", text)]


AFTER_THE_SALUTATION = ("outline.about", "notes.copy", "notes.copy_several", "notes.via")


@pytest.mark.parametrize("tag", [tag for tag in languages_with_phrases() if load_phrases(tag).salutations.end == "!"])
def test_a_capital_letter_after_an_exclamation_mark(tag: str) -> None:
    words = texts(load_phrases(tag))
    assert [name for name in AFTER_THE_SALUTATION if words[name][:1].islower()] == []


@pytest.mark.parametrize("tag", ["cs", "de", "pl", "sv"])
def test_a_sentence_goes_on_after_the_comma_and_none_follows_the_close(tag: str) -> None:
    words = texts(load_phrases(tag))
    assert words["salutations.end"] == ","
    assert [name for name in AFTER_THE_SALUTATION if words[name][:1].isupper()] == []
    assert words["close"][-1].isalpha()


def test_a_country_says_some_things_otherwise() -> None:
    english, american = load_phrases("en", country="GB"), load_phrases("en", country="US")
    assert english == load_phrases("en")
    assert {name for name, text in texts(american).items() if text != texts(english)[name]} == {
        "salutations.end", "close", "impersonal.close",
    }  # fmt: skip
    assert (american.language, american.salutations.end, american.close) == ("en-US", ":", "Sincerely,")
    assert american.impersonal.after == english.impersonal.after
    assert not {"en-US", "en-CA", "pt-BR"} & set(languages_with_phrases())


@pytest.mark.parametrize(
    ("language", "country", "address"),
    [
        ("pt", None, "Morada:"),
        ("pt", "BR", "Endereço:"),
        ("pt-BR", None, "Endereço:"),
        ("pt-BR", "PT", "Endereço:"),
        ("pt-PT", "BR", "Morada:"),
        ("pt-AO", "BR", "Morada:"),
    ],
)
def test_the_country_of_the_language_before_that_of_the_sender(
    language: str, country: str | None, address: str
) -> None:
    assert load_phrases(language, country=country).fill_in.address == address


def test_the_users_language_before_the_bundled_country(tmp_path: Path) -> None:
    roots = (write_files(tmp_path, {"phrases/en.yaml": english().replace("Yours sincerely", "Yours")}),)
    assert load_phrases("en", roots, "US").close == "Yours,"
    write_files(tmp_path, {"phrases/en-US.yaml": "language: en-US\nsalutations: {end: '!'}\n"})
    load_phrases.cache_clear()
    words = load_phrases("en", roots, "US")
    assert (words.close, words.salutations.end) == ("Yours,", "!")


def test_the_users_words_of_a_country(tmp_path: Path) -> None:
    files = {"phrases/en-IE.yaml": "language: en-IE\nsalutations:\n  embassy: A Shoilse\nfill_in: {address: Home}\n"}
    roots = (write_files(tmp_path, files),)
    words = load_phrases("en", roots, "IE")
    assert (words.salutations.embassy, words.fill_in.address) == ("A Shoilse", "Home")
    assert (words.salutations.unknown, words.fill_in.name) == ("Dear Sir or Madam", "Name:")


def test_faulty_words_of_a_country_are_reported_at_their_place(tmp_path: Path) -> None:
    files = {"phrases/en-IE.yaml": "language: en-IE\nclose: Yours,\nsalutations:\n  embasy: A\ndate_line: today\n"}
    roots = (write_files(tmp_path, files),)
    assert load_phrases("en", roots).language == "en"
    with pytest.raises(TemplateError) as raised:
        load_phrases("en", roots, "IE")
    (problem,) = raised.value.problems
    assert (problem.file, problem.line) == (str(tmp_path / "phrases/en-IE.yaml"), 4)
    (tmp_path / "phrases/en-IE.yaml").write_text("language: en-IE\ndate_line: today\n", encoding="utf-8")
    load_phrases.cache_clear()
    with pytest.raises(TemplateError, match="“today” lacks {date}"):
        load_phrases("en", roots, "IE")


def test_another_region_is_served() -> None:
    assert load_phrases("de-AT").language == "de"


def test_an_empty_result() -> None:
    with pytest.raises(TemplateError, match=r"there is no phrase file for Welsh \(cy\)") as raised:
        load_phrases("cy")
    assert (raised.value.problems[0].hint or "").startswith("there are phrases for ar, cs, d")


def english() -> str:
    return (PROJECT / "src" / "appealgen" / "data" / "phrases" / "en.yaml").read_text(encoding="utf-8")


def test_the_users_phrases_win(tmp_path: Path) -> None:
    files = {
        "phrases/en.yaml": english().replace("Yours sincerely", "Yours"),
        "phrases/cy.yaml": english().replace("language: en", "language: cy"),
    }
    roots = (write_files(tmp_path, files),)
    assert load_phrases("en", roots).close == "Yours,"
    assert load_phrases("cy", roots).language == "cy"
    assert "cy" in languages_with_phrases(roots)
    assert load_phrases("en").close == "Yours sincerely,"


def test_a_faulty_phrase_file_is_a_template_error(tmp_path: Path) -> None:
    roots = (write_files(tmp_path, {"phrases/en.yaml": english().replace("close:", "clsoe:")}),)
    with pytest.raises(TemplateError, match="“clsoe”") as raised:
        load_phrases("en", roots)
    assert raised.value.problems[0].file == str(tmp_path / "phrases/en.yaml")
