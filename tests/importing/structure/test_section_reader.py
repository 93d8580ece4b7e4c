from __future__ import annotations

import pytest

from appealgen.importing.files.text import plain_lines
from appealgen.importing.lines import Line
from appealgen.importing.structure.letter_bounds import salutation_in
from appealgen.importing.structure.section_reader import sections_of
from appealgen.importing.structure.sections import Sections
from urgent_action_files import DOCUMENT, as_text

LONG = "It has been so for many years, and nobody who lives in that town can remember that it has ever been otherwise."


def sections(text: str) -> Sections:
    return sections_of(plain_lines(text))


def told(text: str) -> list[tuple[str, list[str]]]:
    return [(section.part, [line.text for line in section.lines]) for section in sections(text).sections]


def test_a_document_taken_apart() -> None:
    found = sections(as_text(DOCUMENT))
    assert [(section.part, len(section.lines)) for section in found.sections if section.lines] == [
        ("free", 3), ("targets", 7), ("letter", 3), ("background", 1), ("people", 1),
    ]  # fmt: skip
    assert [(value.name, value.text) for value in found.values] == [
        ("salutation", "Dear Prosecutor General"), ("languages", "Kazakh, Russian."), ("deadline", "21 May 2019"),
    ]  # fmt: skip
    assert [mark.text for mark in found.marked("close")] == ["Yours sincerely,"]
    assert (found.unknown, found.regions) == ([], [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Dear Prosecutor General,", "Dear Prosecutor General"), ("Dear Mr. Velim:", "Dear Mr. Velim"),
        ("Your Excellency,", "Your Excellency"), ("Honourable Minister!", "Honourable Minister"),
        ("Sehr geehrter Herr Minister,", "Sehr geehrter Herr Minister"),
        ("Monsieur le Ministre,", "Monsieur le Ministre"),
        ("Estimado Señor Fiscal:", "Estimado Señor Fiscal"), ("Exzellenz,", "Exzellenz"),
        ("Dear Prosecutor General / Estimado Fiscal General,", "Dear Prosecutor General / Estimado Fiscal General"),
    ],
)  # fmt: skip
def test_a_salutation_begins_the_letter(text: str, said: str) -> None:
    [line] = plain_lines(text)
    assert salutation_in(line) == (said, None)


@pytest.mark.parametrize(
    "text",
    [
        "Dearly loved",
        "Dear 21 May,",
        "Dear a@example.org,",
        f"Dear {'friend ' * 20}",
        "To the Minister,",
        "A dear friend,",
    ],
)
def test_not_a_salutation(text: str) -> None:
    [line] = plain_lines(text)
    assert salutation_in(line) is None


def test_a_salutation_without_a_comma_needs_prose_below() -> None:
    [line, below] = plain_lines(f"Your Excellency\n\n{LONG}")
    assert salutation_in(line) is None
    assert salutation_in(line, below) == ("Your Excellency", None)


def test_prose_behind_the_salutation_is_the_letter() -> None:
    [line] = plain_lines(f"Dear Minister, {LONG}")
    found = salutation_in(line)
    assert found is not None and isinstance(found[1], Line)
    assert (found[0], found[1].text) == ("Dear Minister", LONG)


def test_a_comma_inside_a_salutation() -> None:
    [line] = plain_lines("Dear Dr. Velim, Minister of Justice,")
    assert salutation_in(line) == ("Dear Dr. Velim, Minister of Justice", None)


@pytest.mark.parametrize(
    "close",
    ["Yours sincerely,", "Yours faithfully", "Mit freundlichen Grüßen", "Hochachtungsvoll,", "Atentamente,",
     "- Sincerely,",
     "Veuillez agréer, Monsieur le Ministre, l’expression de ma haute considération."],
)  # fmt: skip
def test_the_close_ends_the_letter(close: str) -> None:
    found = told(f"APPEALS TO:\nMinister\n\nDear Minister,\n\n{LONG}\n\n{close}\n\nAfter it.")
    assert found[-2:] == [("letter", [LONG]), ("after", ["After it."])]


def test_the_close_behind_a_sentence_ends_the_letter_too() -> None:
    found = told(f"APPEALS TO:\nMinister\n\nDear Minister,\n\n{LONG} {LONG} Yours sincerely, A writer")
    assert [part for part in found if part[0] == "letter"] == [("letter", [f"{LONG} {LONG}"])]


def test_a_note_to_the_readers_is_no_letter() -> None:
    appeal = "TAKE ACTION: WRITE AN APPEAL\n\nMinister of Justice\n1 Street\n\nDear Minister,\n\nI urge you."
    text = f"Dear friends,\n\n{LONG}\n\n{appeal}"
    found = sections(text)
    assert [value.text for value in found.named("salutation")] == ["Dear Minister"]
    assert [line.text for line in found.lines("letter")] == ["I urge you."]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("DEADLINE:\n21 May 2019\nmore", [("deadline", "21 May 2019")]),
        ("DEADLINE: 21 May 2019", [("deadline", "21 May 2019")]),
        ("DEADLINE:\nas soon as you can", []),
        ("PREFERRED LANGUAGE: Kazakh,\nRussian\nmore and more", [("languages", "Kazakh,"), ("languages", "Russian")]),
        ("PREFERRED LANGUAGE: Kazakh\n\nmore", [("languages", "Kazakh")]),
        ("DEADLINE:\nDear Minister,", [("salutation", "Dear Minister")]),
    ],
)
def test_the_value_of_a_label_is_behind_or_below_it(text: str, values: list[tuple[str, str]]) -> None:
    assert [(value.name, value.text) for value in sections(text).values] == values


def test_a_label_that_was_broken_in_two() -> None:
    found = told(
        "TAKE ACTION: WRITE AN APPEAL IN YOUR OWN WORDS\nOR USE THIS MODEL LETTER\nMinister of Justice\n1 Street"
    )
    assert found == [("targets", ["Minister of Justice", "1 Street"])]


def test_words_of_labels_inside_the_letter_are_the_letter() -> None:
    letter = [LONG, "The background of this is a law.", "Date: none"]
    text = "\n\n".join(["TAKE ACTION: WRITE AN APPEAL", "Minister", "Dear Minister,", *letter, "Yours sincerely,"])
    assert [line.text for line in sections(text).lines("letter")] == letter


def test_a_heading_of_no_form_is_noted() -> None:
    found = sections(f"ADDITIONAL INFORMATION\n\n{LONG}\n\nSOMETHING ELSE ENTIRELY\n\n{LONG}")
    assert [(line.number, line.text) for line in found.unknown] == [(5, "SOMETHING ELSE ENTIRELY")]
    assert [line.text for line in found.lines("background")] == [LONG]


def test_fixed_sentences_say_nothing() -> None:
    text = (
        "ADDITIONAL INFORMATION\n\nPlease check with your section office if sending appeals after the above date. More."
    )
    assert [line.text for line in sections(text).lines("background")] == ["More."]
