from __future__ import annotations

import pytest

from appealgen.errors import DocumentError, Problem
from appealgen.importing.draft import import_document
from urgent_action_files import DOCUMENT, as_text

LETTER = (
    "Letter of the month\n\nDear Minister,\n\nI am writing about Ana Velim, a clockmaker {cause} since May for a clock."
    "\n\nI urge you to release her at once.\n\nYours sincerely,\n\nMinister of Justice\n1 Sample Street\nAstana\n"
)
INVOICE = "Dear customer,\n\nInvoice 12/21 over a total of 84 euros is overdue.\n\nYours sincerely,\nAccounts\n"


def refused(text: str) -> Problem:
    with pytest.raises(DocumentError) as raised:
        import_document(text.encode(), name="a.txt")
    return raised.value.problems[0]


def test_a_letter_for_somebody_at_risk_needs_no_label() -> None:
    assert import_document(LETTER.format(cause="in prison").encode()).asks
    assert refused(LETTER.format(cause="in Astana")).code == "not-an-urgent-action"


@pytest.mark.parametrize("words", ["Invoice", "Total Page:16", "The family got an invoice; in total 12 euros."])
def test_a_word_of_an_invoice_makes_none(words: str) -> None:
    assert import_document(f"{as_text()}\n{words}\n".encode()).case.ua_number == "46/19"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (INVOICE, "it looks like an invoice"),
        (f"URGENT ACTION REQUIRED\n\n{INVOICE}", "it looks like an invoice"),
        (
            "Sign this petition!\n\n1,200 have signed.\n\nDear Mayor,\n\nplease keep the library.\n",
            "it looks like a petition",
        ),
        ("URGENT APPEAL\n\nOMCT has been informed about two boat builders.\n", "another organization: “urgent appeal”"),
        ("Tecknaren sitter i fängelse och har inte fått träffa sin advokat. Skriv till ministern.", "in Swedish"),
        (
            "Rybak jest w więzieniu od maja i nie został osądzony. Napisz do ministra.",
            "in Polish",
        ),
        ("Kitapçı mayıs ayından beri hapiste ve onun için bir avukat yok. Bakan için bir mektup yaz.", "in Turkish"),
        ("Minutes of our meeting\n\nWe ate cake.\n", "it has none of the parts of one"),
        (
            "Dear Sir,\n\nwe ate cake.\n\nYours sincerely,\n",
            "it has a salutation; missing: a number or the name of Amnesty",
        ),
    ],
)
def test_a_refusal_says_what_the_document_looks_like_or_lacks(text: str, what: str) -> None:
    problem = refused(text)
    assert what in str(problem.message) and problem.hint is not None


def test_a_refusal_names_labels_inside_lines() -> None:
    words = as_text(DOCUMENT[4:]).replace("Dear Prosecutor General,", "").replace("Yours sincerely,", "").split()
    problem = refused("Note\n\n" + "\n".join(words))
    assert "that has lost its line breaks: “ADDITIONAL INFORMATION”" in str(problem.message)
    assert "a new line before each" in str(problem.hint)


def test_a_number_of_another_organization_is_not_amnestys() -> None:
    text = "URGENT ACTION UA-319-2006\n\nThe Asian Human Rights Commission knows of it.\n\nWrite to:\nMinister\n"
    assert refused(text).code == "not-an-urgent-action"


def test_a_newsletter_of_several_cases() -> None:
    entry = (
        "{number}. UA 10{number}/14 Mexico - Ofelia Trujano, lawyer, threatened. Write to the Governor of Oaxaca, "
        "Plaza 1, 68000 Oaxaca, Mexico, before 13 June 2014.\n\n"
    )
    text = "AMNESTY GROUP NEWSLETTER\n\n" + "".join(entry.format(number=number) for number in (1, 2, 3))
    problem = refused(text)
    assert (problem.code, str(problem.message)[:32]) == ("several", "3 Urgent Actions in one file: UA")
