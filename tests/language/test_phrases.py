from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from appealgen.errors import TemplateError
from appealgen.language.phrases import languages_with_phrases, load_phrases
from samples import PROJECT, write_files

FILLED = {
    "salutations.office": {frozenset[str](), frozenset({"office"})},
    "close": {frozenset[str](), frozenset({"salutation"})},
    "subject": {frozenset({"concerning"})},
    "date_line": {frozenset({"place", "date"})},
    "copies": {frozenset({"names"})},
    "notes.copy": {frozenset({"office"})},
    "notes.via": {frozenset({"office"})},
    "signatures.signed_by": {frozenset({"count"})},
    "outline.about": {frozenset({"person"})},
}
NOT_PRINTED = {"language", "native_reader"}


def texts(value: Any, path: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for field in fields(value):
        item, name = getattr(value, field.name), f"{path}{field.name}"
        if is_dataclass(item):
            found |= texts(item, f"{name}.")
        elif name not in NOT_PRINTED:
            found[name] = item
    return found


def test_known() -> None:
    assert " ".join(languages_with_phrases()) == (
        "ar cs de el en es fa fr he hi it ja ka kk ko nl pl pt ru sv tr uk ur zh-Hans zh-Hant"
    )


@pytest.mark.parametrize("tag", languages_with_phrases())
def test_every_phrase_has_words_and_just_its_placeholders(tag: str) -> None:
    words = load_phrases(tag)
    assert words.language == tag
    for name, text in texts(words).items():
        assert text.strip() or (name, tag) in {("salutations.end", "ja"), ("salutations.end", "ko")}, name
        assert text == text.strip(), name
        fields_in = [field for _, field, _, _ in Formatter().parse(text) if field is not None]
        assert frozenset(fields_in) in FILLED.get(name, {frozenset()}), name
        assert len(fields_in) == len(set(fields_in)) == text.count("{") == text.count("}"), name
    assert set(words.native_reader) <= set(texts(words))


@pytest.mark.parametrize("tag", languages_with_phrases())
def test_the_same_keys_in_every_language(tag: str) -> None:
    assert set(texts(load_phrases(tag))) == set(texts(load_phrases("en")))


def test_another_region_is_served() -> None:
    assert load_phrases("de-AT").language == "de"


def test_there_are_none() -> None:
    with pytest.raises(TemplateError, match=r"there is no phrase file for Welsh \(cy\)") as raised:
        load_phrases("cy")
    assert (raised.value.problems[0].hint or "").startswith("there are phrases for ar, cs, de, el")


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


def test_a_wrong_phrase_file_is_a_wrong_template(tmp_path: Path) -> None:
    roots = (write_files(tmp_path, {"phrases/en.yaml": english().replace("close:", "clsoe:")}),)
    with pytest.raises(TemplateError, match="“clsoe”") as raised:
        load_phrases("en", roots)
    assert raised.value.problems[0].file == str(tmp_path / "phrases/en.yaml")
