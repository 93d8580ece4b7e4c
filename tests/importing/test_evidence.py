"""Values of a document follow from their evidence and their place."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest

from appealgen.errors import DocumentError
from appealgen.importing.draft import Draft, import_document

LETTER = """\
Dear Minister,

I am writing about Ruta Velim, who is held in Ilvan. I ask you to release Ruta Velim.

Yours sincerely,
"""
BLOCK = "Minister of Justice\nAna Orlat\n1 Sample Street\n0000 Tunis\nTunisia\n"


def drafted(text: str) -> Draft:
    return import_document(text.encode(), name="action.txt")


def doubts_of(draft: Draft, field: str) -> list[tuple[str, bool]]:
    return [(str(doubt.message), doubt.grave) for doubt in draft.case.doubts if doubt.field == field]


def offices_of(draft: Draft) -> list[object]:
    return [target.office or target.name for target in draft.case.targets]


@pytest.mark.parametrize(
    "more",
    [
        "A harbour for all\nThe town was built on sand", "Nothing new today\nAnd nothing tomorrow",
        "Blue Door Tavern\nOld Harbour", "Meanwhile in the harbour\nThe ships lie still",
    ],
)  # fmt: skip
def test_lines_without_evidence_are_no_target(more: str) -> None:
    draft = drafted(f"UA 12/15 Fear for safety\n\nPlease send appeals to:\n{BLOCK}\n{more}\n")
    assert offices_of(draft) == ["Minister of Justice"]
    [(text, grave)] = doubts_of(draft, "targets")
    assert more.split("\n", maxsplit=1)[0] in text and grave


@pytest.mark.parametrize(
    ("block", "offices"),
    [
        ("Ana Orlat\nFax: +216 71 000 000", ["Minister of Justice", "Ana Orlat"]),
        ("Governor Ana Orlat\nGate 3, Old Harbour", ["Minister of Justice", "Governor"]),
        ("Ana Orlat\nOld Harbour\nSalutation: Dear Ana Orlat", ["Minister of Justice", "Ana Orlat"]),
        ("Ana Orlat\nOld Harbour\n2000 Ilvan", ["Minister of Justice", "Ana Orlat"]),
        ("Ana Orlat\nOld Harbour\nTunisia", ["Minister of Justice", "Ana Orlat"]),
    ],
)  # fmt: skip
def test_lines_with_evidence_are_a_target(block: str, offices: list[str]) -> None:
    assert offices_of(drafted(f"UA 12/15 Fear for safety\n\nPlease send appeals to:\n{BLOCK}\n{block}\n")) == offices


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        (f"UA 12/15\n\nRuta Velim is held\n\n{BLOCK}\n{LETTER}", ["Minister of Justice"]),
        (f"UA 12/15\n\n{LETTER}\n{BLOCK}", ["Minister of Justice"]),
        (f"UA 12/15\n\n{LETTER}\n{BLOCK}\nGovernor of Ilvan\n2 Sample Street\n0000 Tunis\nTunisia\n",
         ["Minister of Justice", "Governor of Ilvan"]),
        (f"UA 12/15\n\n{LETTER}\nRuta Orlat\n3 My Street\n0000 Town\n", []),
        (f"UA 12/15\n\nA day at the harbour\nA walk around it\n\n{LETTER}", []),
    ],
)  # fmt: skip
def test_targets_without_a_label(text: str, offices: list[str]) -> None:
    assert offices_of(drafted(text)) == offices


@pytest.mark.parametrize("site", ["UK", "USA", "Canada", "Schweiz", "France", "Australia"])
def test_the_country_is_not_that_of_the_site(site: str) -> None:
    text = f"Amnesty International {site}\n\nRuta Velim held\n\nPlease send appeals to:\n{BLOCK}\n{LETTER}"
    assert drafted(text).case.country == "TN"


def test_a_country_beside_another_index_is_a_doubt() -> None:
    draft = drafted(f"UA 12/15 Fear for safety\nAI Index: AMR 41/050/2010\n\nSchweiz\n\nAPPEALS TO:\n{BLOCK}")
    [(text, grave)] = doubts_of(draft, "country")
    assert "Mexico" in text and grave


@pytest.mark.parametrize(
    ("head", "day", "doubted"),
    [
        ("Friday, September 3, 2010\n\n2 September 2010\nUA 191/10", 2, False),
        ("Freitag, 3. September 2010\nUA 191/10 - Fear - 2 September 2010", 2, False),
        ("vendredi 3 septembre 2010\nUA 191/10\n2 September 2010", 2, False),
        ("UA 191/10 Índice: AMR 34/012/2009 Fecha de emisión: 2 de septiembre de 2010", 2, False),
        ("UA 191/10\nDate issued: 2 September 2010", 2, False),
        ("From: Ruta\nDate: Fri, 3 Sep 2010\nSubject: please\n\nUA 191/10 2 September 2010", 2, False),
        ("Friday, September 3, 2010\nUA 191/10", 3, True),
    ],
)  # fmt: skip
def test_days_of_issue(head: str, day: int, doubted: bool) -> None:
    draft = drafted(f"{head}\n\nAPPEALS TO:\n{BLOCK}\n{LETTER}")
    assert draft.case.issued == datetime.date(2010, 9, day)
    assert bool(doubts_of(draft, "issued")) is doubted


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("Urgent Action: Lawyer taken away (Mexico 47.24)", False), ("Lawyer taken away (Mexico: UA 47.24)", False),
        ("Tell us what you did: the actions you took on Urgent Action 47.24", True),
    ],
)  # fmt: skip
def test_numbers(text: str, doubted: bool) -> None:
    draft = drafted(f"Amnesty International USA\n{text}\n\nCONTACT INFORMATION\n{BLOCK}\n{LETTER}")
    assert draft.case.ua_number == "47/24"
    assert bool(doubts_of(draft, "ua_number")) is doubted


@pytest.mark.parametrize(
    ("block", "names"),
    [
        ("MYANMAR    Maung Velim  )    members of a\n           Toe Velim    )    league of readers",
         ["Maung Velim", "Toe Velim"]),
        ("TURKEYSalih Velim (m), journalist", ["Salih Velim"]),
        ("TURKEY Ruta Velim (f), aged 24, journalist with weekly\nIlvan Post\nMetin Velim, aged 24, journalist",
         ["Ruta Velim", "Metin Velim"]),
        ("TURKEY Ruta Velim (f)\nFax: +90 000 000\nKnown to: her friends", ["Ruta Velim"]),
        ("TURKEY Ruta Velim (f)\nShe is at risk of torture.", ["Ruta Velim"]),
    ],
)  # fmt: skip
def test_people_of_old_title_blocks(block: str, names: list[str]) -> None:
    draft = drafted(f"EXTERNAL AI Index: EUR 44/12/95\nUA 66/95 Fear of torture 8 November 1995\n{block}\n\n{LETTER}")
    assert [str(person.name) for person in draft.case.people] == names


@pytest.mark.parametrize("label", ["CP:", "C.P.:", "PLZ:", "ZIP:", "Postcode:", "Code postal :", "Código postal:"])
def test_labels_of_postcodes(label: str) -> None:
    block = f"Governor of Ilvan\nAna Orlat\n1 Sample Street\n{label} 62450, Mexico\n"
    [target] = drafted(f"UA 12/15\n\nPlease send appeals to:\n{block}\n{LETTER}").case.targets
    assert (target.address, target.country) == (("1 Sample Street", f"{label} 62450"), "MX")


def test_all_handles_of_one_network_are_kept() -> None:
    text = f"UA 12/15\n\nPlease send appeals to:\n{BLOCK}Twitter: @anaorlat / @justice_tn\n\n{LETTER}"
    [target] = drafted(text).case.targets
    assert dict(target.social) == {"x": "@anaorlat; @justice_tn"}


@pytest.mark.parametrize("words", ["Your name", "[Your name]", "Ihr Name", "Votre nom", "Su nombre", "Signature:"])
def test_the_place_of_a_signature_is_a_doubt(words: str) -> None:
    draft = drafted(f"UA 12/15\n\nPlease send appeals to:\n{BLOCK}\n{LETTER}\n{words}\n")
    [(text, grave)] = doubts_of(draft, "letters.en")
    assert words in text and not grave


def test_a_demand_without_evidence_is_a_doubt() -> None:
    demands = "- Urging him to free Ruta Velim;\n- Calling for an inquiry.\nA day at the harbour"
    head = "UA 12/15\n\nTUNISIA\nRuta Velim (f)\n\nPlease write immediately in French:"
    draft = drafted(f"{head}\n{demands}\n\nPLEASE SEND APPEALS BEFORE 9 APRIL 2015 TO:\n{BLOCK}")
    assert len(draft.case.demands) == 3
    assert doubts_of(draft, "demands[2].text") == [("“A day at the harbour.” is among the demands: is it one?", True)]
    assert not doubts_of(draft, "demands[1].text")


@pytest.mark.parametrize(
    ("salutation", "salutations"),
    [
        ("Your Excellency,", ["Your Excellency", "Your Excellency"]),
        ("Dear Minister,", ["Dear Minister", None]),
        ("Dear Governor,", [None, "Dear Governor"]),
        ("Dear Minister / Dear Governor,", ["Dear Minister", "Dear Governor"]),
    ],
)
def test_the_salutation_of_the_letter_is_for_whom_it_fits(salutation: str, salutations: list[str | None]) -> None:
    governor = "Governor of Ilvan\nOrlat Velim\n2 Sample Street\n0000 Tunis\nTunisia\n"
    letter = LETTER.replace("Dear Minister,", salutation)
    draft = drafted(f"UA 12/15\n\nPlease send appeals to:\n{BLOCK}\n{governor}\n{letter}")
    found = [target.salutation for target in draft.case.targets]
    assert [next(iter(each.values())) if isinstance(each, Mapping) else each for each in found] == salutations


def test_a_letter_to_several_of_whom_one_is_labelled_is_no_contradiction() -> None:
    letter = LETTER.replace("Dear Minister,", "Dear Minister / Dear Governor,")
    text = f"UA 12/15\n\n{letter}\n{BLOCK}Salutation: Dear Minister\n"
    assert not doubts_of(drafted(text), "targets[0].salutation")


@pytest.mark.parametrize(
    ("line", "doubted"),
    [
        ("COLOMBIA A lawyer taken to a place nobody knows", True), ("COLOMBIA Ruta Velim", False),
        ("COLOMBIA Ruta de la Velim y Orlat", False), ("COLOMBIA Dock workers of the old harbour, aged 20", False),
    ],
)  # fmt: skip
def test_a_person_without_evidence_is_a_doubt(line: str, doubted: bool) -> None:
    told = "The dock workers, Ruta Velim and Ruta de la Velim y Orlat were taken from their homes at night by soldiers."
    draft = drafted(f"UA 66/95 Fear of torture 8 November 1995\n{line}\n\n{told}\n\nAPPEALS TO:\n{BLOCK}")
    assert len(draft.case.people) == 1
    assert bool(doubts_of(draft, "people[0].name")) is doubted


@pytest.mark.parametrize(
    ("block", "office", "name"),
    [
        ("Seiner Exzellenz Herrn Präsident\nOrlat Velim", "Präsident", "Orlat Velim"),
        ("Honourable Minister of Justice\nOrlat Velim", "Honourable Minister of Justice", "Orlat Velim"),
        ("Gen. Orlat Velim\nCommanding General\n2nd Division", "Commanding General", "Gen. Orlat Velim"),
        ("Commission on Human Rights\nChairperson Orlat Velim\nSample Building", "Commission on Human Rights",
         "Chairperson Orlat Velim"),
    ],
)  # fmt: skip
def test_who_a_target_is(block: str, office: str, name: str) -> None:
    text = f"UA 12/15\n\nPlease send appeals to:\n{block}\n1 Sample Street\n0000 Tunis\nTunisia\n\n{LETTER}"
    [target] = drafted(text).case.targets
    assert (target.office, target.name) == (office, name)


def test_words_about_urgent_action_alone_make_no_urgent_action() -> None:
    bill = (
        "Dear customer,\n\nURGENT ACTION REQUIRED: the bill of January is overdue.\n\nTotal 70.50\n\nYours sincerely,\n"
    )
    with pytest.raises(DocumentError) as refusal:
        drafted(bill)
    assert refusal.value.problems[0].code == "not-an-urgent-action"


def test_a_draft_has_the_evidence_for_its_values() -> None:
    head = "Friday, September 3, 2010\n\nUA 12/10 Fear for safety\n\nTUNISIA\nRuta Velim (f)"
    draft = drafted(f"{head}\n\nPlease send appeals to:\n{BLOCK}Fax: +216 71 000 000\n\n{LETTER}")
    assert draft.evidence == {
        "ua_number": ("header",), "issued": ("frame",), "people[0].name": ("header", "letter"), "country": ("header",),
        "targets[0]": ("address", "label", "office", "reach"),
    }  # fmt: skip


def test_somebody_with_a_postcode_alone_is_a_doubt() -> None:
    group = "Ruta from our group\n3 My Street\n00000 Ilvan"
    draft = drafted(f"UA 12/15\n\nPlease send appeals to:\n{BLOCK}\n{group}\n\n{LETTER}")
    assert [grave for _, grave in doubts_of(draft, "targets[1]")] == [True]
    assert not doubts_of(draft, "targets[0]")
