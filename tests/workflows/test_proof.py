"""Proofs: every phrase of a language is in the letters, with its number in the list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from appealgen import resources
from appealgen.errors import TemplateError
from appealgen.language.catalogues import languages_with_catalogue
from appealgen.language.phrases import languages_with_phrases, load_phrases
from appealgen.model.identifiers import Tag
from appealgen.renderers import render
from appealgen.workflows.proof import phrases_in, proof, proof_papers
from samples import write_files

EN = Tag("en")
EVERY = sorted({path.stem for path in resources.each("phrases", "*.yaml")})
IN_THE_LIST_ALONE = {"salutations.end", "impersonal.after", "paste_here", "solidarity.subject"}


def letters_of(tag: str, roots: tuple[Path, ...] = ()) -> str:
    return "\n".join(render(letter, "txt").decode() for letter in proof_papers(Tag(tag), roots))


def numbers_in(text: str) -> set[int]:
    return {int(number) for number in re.findall(r"\[(\d+)\]", text)}


def test_there_are_the_languages_and_what_countries_say_otherwise() -> None:
    assert len(EVERY) > len(languages_with_phrases()) > 25


@pytest.mark.parametrize("tag", EVERY)
def test_every_phrase_is_in_a_letter(tag: str) -> None:
    phrases = phrases_in(load_phrases(tag))
    assert len(phrases) > 17
    wanted = {phrase.number for phrase in phrases if phrase.key not in IN_THE_LIST_ALONE}
    assert numbers_in(letters_of(tag)) == wanted, {phrase.key for phrase in phrases} - IN_THE_LIST_ALONE


@pytest.mark.parametrize("tag", EVERY)
def test_without_their_numbers_the_words_are_those_of_the_file(tag: str) -> None:
    words, told = load_phrases(tag), " ".join(letters_of(tag).split())
    plain = re.sub(r"\[\d+\]", "", told)
    assert words.outline.requests in plain and words.signatures.signature in plain
    assert "{" not in plain


def test_the_list_says_number_key_and_what_nobody_has_read() -> None:
    text = proof(Tag("it"), ("txt",), EN)["proof.it.txt"].decode()
    head, *letters, listed = text.split("\f")
    assert "Proof: Italian" in head and len(letters) == 6
    assert "phrases/it.yaml" in listed
    row = re.search(r"^ *(\d+)  Con osservanza, +close$", listed, re.MULTILINE)
    assert row and f"Con osservanza,[{row[1]}]" in letters[0]
    assert re.search(r"salutations.office +not yet$", listed, re.MULTILINE)
    assert listed.count("not yet") == len(load_phrases("it").native_reader)


def test_a_salutation_that_another_close_follows() -> None:
    text = letters_of("en")
    number = {phrase.key: phrase.number for phrase in phrases_in(load_phrases("en"))}
    assert f"Dear Sir or Madam[{number['salutations.unknown']}]," in text
    assert f"Yours faithfully,[{number['impersonal.close']}]" in text
    assert f"Dear Minister of Justice[{number['salutations.office']}]," in text
    assert f"the Minister of Justice[{number['notes.office']}]" in " ".join(text.split())


def test_unchecked_sheets_are_in_the_organizers_language() -> None:
    text = proof(Tag("it"), ("txt",), Tag("de"))["proof.it.txt"].decode()
    assert text.startswith("Sprachprobe: Italienisch\n") and "Con osservanza" in text


@pytest.mark.parametrize("tag", [tag for tag in languages_with_catalogue() if tag != "en"])
def test_the_event_sheets_of_a_language_that_has_words_for_them(tag: str) -> None:
    text = proof(Tag(tag), ("txt",), EN)[f"proof.{tag}.txt"].decode()
    *_, case, tally, packing, shopping, form, parcel, certificate, listed = text.split("\f")
    first = len(phrases_in(load_phrases(tag))) + 1
    numbers = {
        number for sheet in (case, tally, packing, shopping, form, parcel, certificate) for number in numbers_in(sheet)
    }
    assert numbers == set(range(first, first + len(numbers))) and len(numbers) > 40
    assert f"locale/{tag}/LC_MESSAGES/appealgen.po" in listed and "Whom to write to" in " ".join(listed.split())
    assert all(re.search(rf"^ *{number}  ", listed, re.MULTILINE) for number in numbers)


def test_a_language_without_words_for_sheets_has_none() -> None:
    assert ".po" not in proof(Tag("it"), ("txt",), Tag("de"))["proof.it.txt"].decode()


def test_a_language_of_the_users_own(tmp_path: Path) -> None:
    bundled = resources.get("phrases/en.yaml").read_text(encoding="utf-8")
    own = bundled.replace("language: en", "language: eu").replace("Yours sincerely,", "Adeitasunez agurtzen zaitut!")
    write_files(tmp_path, {"phrases/eu.yaml": own, "phrases/is.yaml": own.replace("language: eu", "language: is")})
    for tag in ("eu", "is"):
        made = proof(Tag(tag), ("docx", "txt"), EN, (tmp_path,))
        assert list(made) == [f"proof.{tag}.docx", f"proof.{tag}.txt"]
        assert re.search(r"Adeitasunez agurtzen zaitut!\[\d+\]", made[f"proof.{tag}.txt"].decode())


def test_a_salutation_with_an_end_of_its_own(tmp_path: Path) -> None:
    bundled = resources.get("phrases/de.yaml").read_text(encoding="utf-8")
    own = bundled.replace("office: Sehr geehrte Damen und Herren", "office: Guten Tag!")
    write_files(tmp_path, {"phrases/de.yaml": own})
    assert "\nGuten Tag[1]!\n" in letters_of("de", (tmp_path,))


def test_a_language_without_phrases() -> None:
    with pytest.raises(TemplateError, match="no phrase file for Norwegian Bokmål"):
        proof(Tag("nb"), ("txt",), EN)
