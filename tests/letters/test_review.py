from __future__ import annotations

from dataclasses import replace

import pytest

from appealgen.errors import Problem
from appealgen.model.case import Case
from appealgen.workflows.catalogue import catalogue
from appealgen.workflows.checks import check
from samples import LETTER, tiny_case

LAST = "**Please release her.**"


def advice(case: Case) -> list[Problem]:
    """What is said of a case, but for the English words that no native speaker has checked: most cases have English."""
    return [found for found in check(case) if (found.code, found.file) != ("words-not-reviewed", "letter.en.md")]


def codes(case: Case) -> list[str]:
    return [found.code for found in advice(case)]


def test_nothing_to_say() -> None:
    assert advice(tiny_case()) == []


@pytest.mark.parametrize("case", catalogue().cases, ids=lambda case: case.id)
def test_bundled_cases_lack_only_native_speakers(case: Case) -> None:
    assert set(codes(case)) <= {"not-reviewed", "words-not-reviewed"}
    assert codes(case).count("not-reviewed") == sum(not model.reviewed for model in case.letters.values())


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (f"I am writing about **Ann**.\n\n{LAST}", "person-not-named", "Ann Example"),
        (f"I am writing about Ann Example.\n\n{LAST}", "name-not-bold", "{{ person }}"),
        (LETTER + "Again. " * 900 + f"\n\n{LAST}", "too-long", "pages"),
        (f"# Ann\n\n{LETTER}", "markup-left", "“#”"),
        (f"I am **writing about {{{{ person }}}}.\n\n{LAST}", "markup-left", "“**”"),
        (f"See [this](https://example.org).\n\n{LETTER}", "markup-left", "[this]"),
        (f"One<br>two\n\n{LETTER}", "markup-left", "<br>"),
        (f"One &amp; two\n\n{LETTER}", "markup-left", "&amp;"),
        (f"Stop!\n\n{LETTER}", "exclamation", "exclamation mark"),
        (f"This is OUTRAGEOUS indeed.\n\n{LETTER}", "capitals", "OUTRAGEOUS"),
        ("I am writing about {{ person }}.\n\nPlease release her.", "demand-not-last", "{{ demands }}"),
    ],
)
def test_advice_on_a_letter(text: str, code: str, words: str) -> None:
    found = [p for p in check(tiny_case(letters={"en": text})) if p.code == code]
    assert len(found) == 1
    assert found[0].message.startswith("English letter: ")
    assert words in f"{found[0].message} {found[0].hint}"
    assert (found[0].file, found[0].line) == ("letter.en.md", 1)


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", f"Dear Minister of Justice,\n\n{LETTER}", "salutation-twice"),
        ("en", f"{LETTER}\n\nYours sincerely, A. Example", "close-twice"),
        ("ja", f"拝啓　時下\n\n{LETTER}", "salutation-twice"),
        ("ja", f"{LETTER}\n\n敬具", "close-twice"),
        ("zh-Hans", f"{LETTER}\n\n此致", "close-twice"),
        ("zh-Hans", f"{LETTER}\n\n敬礼", "close-twice"),
    ],
)
def test_a_salutation_or_a_close_inside_the_letter(language: str, text: str, code: str) -> None:
    case = tiny_case(("languages: [en]", f"languages: [{language}]"), letters={language: text})
    assert code in codes(case)
    assert code not in codes(tiny_case(("languages: [en]", f"languages: [{language}]"), letters={language: LETTER}))


@pytest.mark.parametrize(
    "text",
    [
        LETTER,
        f"I am writing about **Ann Example**.\n\n{LAST}",
        f"I am writing about **Ann Examples** case, NGO, COPINH.\n\n{LAST}",
        "I am writing about {{ person }}.\n\n{{ demands }}",
        "I am writing about {{ person }}.\n\n{{ demands }}\n\nThank you.",
    ],
)
def test_letters_that_need_no_advice(text: str) -> None:
    assert codes(tiny_case(letters={"en": text})) == []


def test_empty_lines_at_the_end_are_no_paragraph() -> None:
    assert codes(tiny_case(letters={"en": LETTER + "\n\n"})) == []


def test_not_reviewed() -> None:
    assert codes(tiny_case(reviewed=False)) == ["not-reviewed"]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("{ru: Серикжан Билаш}", "О **Серикжане Билаше**.", None),
        ("{ru: Серикжан Билаш}", "О **Серикжане**.", "person-not-named"),
        ("{ru: Анна Пример}", "Пишу об **Анне Пример**.", None),
    ],
)  # fmt: skip
def test_names_are_inflected(name: str, text: str, code: str | None) -> None:
    case = tiny_case(
        ("name: Ann Example", f"name: {name}"),
        ("languages: [en]", "languages: [ru]"),
        letters={"ru": f"{text}\n\n{LAST}"},
    )
    assert codes(case) == ["words-not-reviewed", *([code] if code else [])]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("languages: [en]", "languages: [en, ru]", "no-translation"),
        ("deadline: 2020-03-01\n", "", "no-deadline"),
        ("sources: [made up]\n", "", "no-sources"),
        ("    address: [1 Street, Town]\n", "", "no-contact"),
    ],
)
def test_advice_on_a_case(old: str, new: str, code: str) -> None:
    (found,) = advice(tiny_case((old, new)))
    assert (found.code, found.case, found.file) == (code, "ann", "case.yaml")


def test_no_letter_and_no_phrases() -> None:
    assert codes(tiny_case(letters={})) == ["no-letter", "no-translation"]
    assert codes(tiny_case(letters={"en": LETTER, "cy": LETTER})) == ["no-phrases"]


def test_a_closed_case_needs_no_deadline() -> None:
    closed = "updates: [{number: 1/20-2, date: 2020-02-01, closes: true}]\n"
    assert codes(tiny_case(("deadline: 2020-03-01\n", closed))) == []


def test_advice_stands_together() -> None:
    case = replace(tiny_case(letters={"en": "Stop this! Now."}, reviewed=False), sources=())
    assert codes(case) == ["no-sources", "person-not-named", "exclamation", "demand-not-last", "not-reviewed"]
