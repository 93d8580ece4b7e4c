"""Values read without a label are doubted unless something else in the document speaks for them."""

from __future__ import annotations

import pytest

from appealgen.importing.draft import Draft, import_document

HEAD = "UA: 146/21 Index: AFR 59/1390/2021 Uganda Date: 8 June 2021"
STORY = (
    "Ana Velim bakes bread in Kampala. She was arrested in May after she had given it to people on strike, and has "
    "been in prison since."
)
BLOCK = "Minister of Justice\nMr Oban Telvi\n12 Lake Road\nKampala\nUganda"
LETTER = (
    "Dear Minister,\n\nI am writing about Ana Velim, a baker.\n\nI urge you to release Ana Velim.\n\nYours sincerely,"
)


def read(title: str = "BAKER JAILED", story: str = STORY, letter: str = LETTER, more: str = "") -> Draft:
    text = "\n\n".join(each for each in (HEAD, title, story, f"Write to:\n\n{BLOCK}", letter, more) if each)
    return import_document(text.encode(), name="page.txt")


def doubts_about(draft: Draft, field: str) -> list[tuple[str, bool]]:
    return [(str(doubt.message), doubt.grave) for doubt in draft.case.doubts if doubt.field == field]


@pytest.mark.parametrize(
    ("title", "doubted"),
    [
        ("BAKER JAILED", False), ("Kampala: bread and strike", False), ("Arrested at her oven", False),
        ("WRITE TODAY", True), ("Evening of Songs", True), ("Baker jailed (again", True), ("Baker: why?", True),
    ],
)  # fmt: skip
def test_a_headline_needs_a_word_of_the_texts(title: str, doubted: bool) -> None:
    draft = read(title)
    assert bool(doubts_about(draft, "title")) is doubted
    assert not any(grave for _, grave in doubts_about(draft, "title"))


@pytest.mark.parametrize(
    ("more", "doubted"),
    [
        ("Background\n\nBakers in Kampala are badly paid.", False),
        ("Background\n\nBakers in Kampala are badly paid.\n\nWe meet again on Friday at 7 pm.", True),
        ("Background\n\nBakers in Kampala are badly paid.\n\nStamps cost £2.80 now.", True),
        ("Background\n\nMail bill@example.org for more.\n\nBakers in Kampala are badly paid.", True),
    ],
)  # fmt: skip
def test_a_paragraph_about_other_matters_is_a_light_doubt(more: str, doubted: bool) -> None:
    found = doubts_about(read(more=more), "background")
    assert [grave for text, grave in found if "belong" in text] == [False] * doubted


def test_a_last_paragraph_about_how_to_reach_the_authors_is_left_out_and_named() -> None:
    draft = read(more="Background\n\nBakers in Kampala are badly paid.\n\nMail bill@example.org for more.")
    assert draft.case.background == "Bakers in Kampala are badly paid."
    assert [grave for text, grave in doubts_about(draft, "background") if "Mail bill@example.org" in text] == [False]


def test_scraps_in_a_letter_are_a_grave_doubt() -> None:
    scrap = LETTER.replace("\n\nI urge", "\n\nOur people\n\nI urge")
    [(text, grave)] = doubts_about(read(letter=scrap), "letters.en")
    assert "Our people" in text and grave
    assert not doubts_about(read(), "letters.en")


def test_prose_and_ways_to_reach_somebody_that_no_field_has_are_named() -> None:
    prose = (
        "A market of twelve streets was closed by soldiers for three whole days last year. Nobody could buy bread, "
        "salt or oil anywhere in the town."
    )
    draft = read(more=f"You can help\n\n{prose}\n\nFax: +256 41 999 0000")
    [(background, grave)] = [each for each in doubts_about(draft, "background") if "not read" in each[0]]
    assert "A market of twelve streets" in background and not grave
    assert any("Fax: +256 41 999" in text for text, _ in doubts_about(draft, "targets"))
    assert not any("not read" in str(doubt.message) for doubt in read().case.doubts)


@pytest.mark.parametrize(
    ("line", "date", "doubted"),
    [
        ("Date: 7 June 2021", "2021-06-07", False), ("Seen by us: 7 June 2021", "2021-06-07", True),
        ("7 June 2029", "2029-06-07", True), ("7 June 2021 at 10:12 pm", "2021-06-07", True),
    ],
)  # fmt: skip
def test_a_date_after_an_unknown_label_or_far_from_the_number_is_a_doubt(line: str, date: str, doubted: bool) -> None:
    text = f"UA 146/21\n\n{line}\n\nBAKER JAILED\n\n{STORY}\n\nWrite to:\n\n{BLOCK}\n\n{LETTER}"
    draft = import_document(text.encode(), name="page.txt")
    assert str(draft.case.issued) == date
    assert bool(doubts_about(draft, "issued")) is doubted


def test_a_day_after_an_unknown_label_may_be_the_deadline() -> None:
    draft = read(more="Time is up on: 20 July 2021")
    assert str(draft.case.deadline) == "2021-07-20" and doubts_about(draft, "deadline")[0][1]
    assert read(more="Next evening: 9 June 2021").case.deadline is None


@pytest.mark.parametrize(
    ("label", "office"),
    [("Those in charge", "Minister of Justice"), ("Wer Post bekommt:", "Minister of Justice"),
     ("Second in line, also:", "Minister of Justice")],
)  # fmt: skip
def test_an_unknown_label_opens_addresses_if_one_follows(label: str, office: str) -> None:
    text = f"# Baker jailed\n\n{STORY}\n\n{LETTER}\n\n## {label}\n\n{BLOCK}\n\nSalutation: Dear Minister"
    draft = import_document(text.replace("\n", "  \n").encode(), name="page.md")
    assert [target.office for target in draft.case.targets] == [office]
    assert doubts_about(draft, "targets")


def test_who_follows_the_letter_may_be_its_signer() -> None:
    text = (
        f"UA 146/21\n\nBAKER JAILED\n\n{STORY}\n\n{LETTER}\nAna Orlat\nDirector\n1 Street\n0000 Town\norlat@example.org"
    )
    draft = import_document(text.encode(), name="page.txt")
    assert [grave for text, grave in doubts_about(draft, "targets") if "signs" in text] == [True]


@pytest.mark.parametrize(
    ("named", "grave"), [("Ana Velim", False), ("the baker", True)]
)  # fmt: skip
def test_a_person_whom_letter_and_events_name_is_no_grave_doubt(named: str, grave: bool) -> None:
    draft = read(letter=LETTER.replace("Ana Velim", named), story=f"{STORY} Ana Velim is held in Kampala.")
    assert any(serious for _, serious in doubts_about(draft, "people[0].name")) is grave
