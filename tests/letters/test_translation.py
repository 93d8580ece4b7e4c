"""Translators' files, and outdated or lost content of translations."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from appealgen.errors import InputError
from appealgen.letters.translation import (
    _months_lost,
    dates_and_numbers,
    digest,
    paragraphs_of,
    review_translation,
    translator_file,
)
from appealgen.model.case import Case
from appealgen.model.identifiers import Tag
from appealgen.reading.case_files import load_case, load_letter
from appealgen.workflows.checks import check
from samples import PROJECT, write_files

CASE = """\
schema: 1
id: ann
title: A title
country: KZ
people: [{name: Ann Lee}]
targets: [{id: minister, office: Minister, address: [1 Street]}]
sources: [made up]
"""
LETTER = """\
I am writing about {{ person }}, held since 10 March 2019 under Article 174.

{{ own_words }}

**I urge you to release her. Write to press@example.org.**
"""
GERMAN = """\
Ich schreibe wegen {{ person }}, die seit dem 10. März 2019 nach Artikel 174 festgehalten wird.

{{ own_words }}

**Lassen Sie sie bitte frei. Schreiben Sie an press@example.org.**
"""


def head(source: str = LETTER) -> str:
    known = ", ".join(map(digest, paragraphs_of(source)))
    return f"---\nreviewed: false\ntranslates: en\nparagraphs: [{known}]\n---\n"


def case_with(folder: Path, german: str, english: str = LETTER) -> Case:
    write_files(folder, {"case.yaml": CASE, "letter.en.md": english, "letter.de.md": german})
    return load_case(folder)


def told(case: Case) -> list[tuple[str, str]]:
    return [(found.code, found.message) for found in review_translation(case, case.letters[Tag("de")])]


def test_a_translation_that_says_it_all(tmp_path: Path) -> None:
    assert told(case_with(tmp_path, head() + GERMAN)) == []


@pytest.mark.parametrize(
    ("german", "english", "code", "words"),
    [
        (GERMAN, LETTER.replace("10 March", "11 March"), "translation-lags", "paragraph 1 of letter.en.md has changed"),
        (
            GERMAN,
            LETTER.replace("10 M", "11 M").replace("urge", "ask"),
            "translation-lags",
            "paragraphs 1, 3 of",
        ),
        (GERMAN.replace("10. ", ""), LETTER, "lost-in-translation", "paragraph 1 lacks 10, which"),
        (GERMAN.replace("174", "274"), LETTER, "lost-in-translation", "lacks 174,"),
        (GERMAN.replace("{{ person }}", "Ann Lee"), LETTER, "lost-in-translation", "lacks {{ person }},"),
        (
            GERMAN.replace("press@", "presse@"),
            LETTER,
            "lost-in-translation",
            "3 lacks press@example.org",
        ),
        (GERMAN.replace("März", "Mai"), LETTER, "lost-in-translation", "paragraph 1 lacks 10 March, which"),
        (GERMAN.replace("März ", ""), LETTER, "lost-in-translation", "paragraph 1 lacks 10 March, which"),
        (GERMAN.replace("**", ""), LETTER, "lost-in-translation", "lacks the bold words"),
        (
            GERMAN.partition("\n\n")[0],
            LETTER,
            "translation-differs",
            "has 1 paragraphs, but the letter that",
        ),
    ],
)
def test_notices(tmp_path: Path, german: str, english: str, code: str, words: str) -> None:
    found = told(case_with(tmp_path, head() + german, english))
    assert code in [each for each, _ in found]
    assert any(words in message for each, message in found if each == code), found


@pytest.mark.parametrize(
    ("source", "of", "said", "tag", "lost"),
    [
        ("on 10 March 2019", "en", "10.3.2019", "de", []),
        ("on 10 March 2019", "en", "2019年3月10日", "ja", []),
        ("on 10 March 2019", "en", "2019 жылғы 10 наурызда", "kk", []),
        ("on 10 March 2019", "en", "10 апреля 2019 г.", "ru", ["10 March"]),
        ("since March 2019", "en", "с марта 2019 года", "ru", []),
        ("le 1er août", "fr", "on 1 August", "en", []),
        ("el 5 de mayo", "es", "on 5 June", "en", ["5 de mayo"]),
    ],
)
def test_months(source: str, of: str, said: str, tag: str, lost: list[str]) -> None:
    assert _months_lost(source, Tag(of), said, Tag(tag)) == lost


def test_digits_of_another_script_are_the_same_number(tmp_path: Path) -> None:
    arabic = GERMAN.replace("10. März 2019", "١٠ März ٢٠١٩").replace("174", "१७४")
    assert told(case_with(tmp_path, head() + arabic)) == []


def test_a_source_that_is_not_there(tmp_path: Path) -> None:
    case = case_with(tmp_path, head().replace("translates: en", "translates: fr") + GERMAN)
    assert [code for code, _ in told(case)] == ["no-source"]


def test_a_letter_that_is_no_translation_is_not_compared(tmp_path: Path) -> None:
    assert told(case_with(tmp_path, "Ganz anders.\n")) == []


@pytest.mark.parametrize(
    ("tag", "text", "kept"),
    [
        ("en", "Since 10 March 2019 he is held. See Article 174 (2).", "10 March 2019|Article 174|2"),
        ("en", "April 10, 2019 and 5 May, in March 2019. They may go.", "April 10, 2019|5 May|March 2019"),
        ("de", "Seit dem 10. März 2019, Artikel 174", "10. März 2019|Artikel 174"),
        ("fr", "depuis le 1er mars 2019", "1er mars 2019"),
        ("es", "desde el 10 de marzo de 2019", "10 de marzo de 2019"),
        ("zh", "自2019年3月10日起", "2019年3月10日"),
    ],
)
def test_dates_stay_whole(tag: str, text: str, kept: str) -> None:
    assert "|".join(dates_and_numbers(text, Tag(tag))) == kept


def test_the_translators_file(tmp_path: Path) -> None:
    write_files(tmp_path, {"case.yaml": CASE, "letter.en.md": LETTER})
    case = load_case(tmp_path)
    text = translator_file(case, case.letters[Tag("en")], Tag("de"), Tag("en"))
    assert text.count("<!-- ") == 3
    assert text.startswith("---\n# German, translated from the letter of ann in English.\n")
    assert "To check: {{ person }}; 10 March 2019; Article 174" in text and "press@example.org" in text
    assert "Keep bold words bold" in text and "what the letter asks for" in text
    path = tmp_path / "translation.de.md"
    path.write_text(text, encoding="utf-8")
    assert load_case(tmp_path).letters.keys() == {"en"}, "it is no letter yet"
    [unfinished] = [found for found in check(load_case(tmp_path)) if found.code == "unfinished-translation"]
    assert unfinished.message == "1 of 3 paragraphs are translated", "own words are there as they are"
    for number, paragraph in enumerate(paragraphs_of(GERMAN), 1):
        mark = text.index("-->", text.index(f"<!-- {number}/3")) + 4
        text = text if number == 2 else f"{text[:mark]}{paragraph}\n{text[mark:]}"
    path.write_text(text, encoding="utf-8")
    assert "3 of 3" in [each for each in check(load_case(tmp_path)) if each.code == "unfinished-translation"][0].message
    path.rename(tmp_path / "letter.de.md")
    done = load_case(tmp_path)
    assert told(done) == [] and paragraphs_of(done.letters[Tag("de")].text) == paragraphs_of(GERMAN)
    assert not done.letters[Tag("de")].reviewed


def test_a_source_cannot_end_its_comment(tmp_path: Path) -> None:
    case = case_with(tmp_path, GERMAN)
    letter = replace(case.letters[Tag("en")], text="Look --> here.\n")
    assert translator_file(case, letter, Tag("it"), Tag("en")).count("-->") == 1


def test_comments_in_letters_are_not_printed_and_keep_the_lines(tmp_path: Path) -> None:
    path = tmp_path / "letter.en.md"
    path.write_text("<!-- a\nb -->\n\nOne.\n\n{{ nobody }}\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        load_letter(path)
    assert [(problem.code, problem.line) for problem in raised.value.problems] == [("unknown-placeholder", 6)]
    path.write_text("One.\n\n<!-- never ends\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        load_letter(path)
    assert [(problem.code, problem.line) for problem in raised.value.problems] == [("open-comment", 3)]


def test_the_bundled_case_gives_a_file() -> None:
    case = load_case(PROJECT / "cases" / "ua-046-19")
    text = translator_file(case, case.letters[Tag("en")], Tag("it"), Tag("fr"))
    assert "Serikzhan Bilash" in text and "\n{{ sender.about }} {{ own_words }}\n\n" in text
    assert "appealgen check ua-046-19\xa0» dit" in text and "À vérifier" in text and "To check" not in text
