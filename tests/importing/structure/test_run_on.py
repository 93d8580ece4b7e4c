"""A document in one line is broken again at the beginnings of its parts."""

from __future__ import annotations

import pytest

from appealgen.importing.draft import import_document
from appealgen.importing.files.reader import read_document
from appealgen.importing.structure.run_on import broken_again

WITH_LETTER = """\
First UA: 12/19 Index: AFR 59/1190/2019 Uganda Date: 2 October 2019 URGENT ACTION BAKER FACES FLOGGING The
appeal of Ana Velim, a baker from Kampala, was rejected on 25 September. TAKE ACTION: WRITE AN APPEAL IN YOUR
OWN WORDS OR USE THIS MODEL LETTER Minister of Justice Mr Oban Telvi Ministry of Justice, 12 Lake Road,
Kampala, Uganda Fax: +256 41 000 0000 Dear Minister, I am writing to you about Ana Velim, a baker whose appeal
was rejected without a hearing. I urge you to quash the sentence. Yours sincerely, ADDITIONAL INFORMATION Ana
Velim, 33, was arrested at her oven. Her trial had two sessions. PREFERRED LANGUAGE TO ADDRESS TARGET:
English. PLEASE TAKE ACTION AS SOON AS POSSIBLE UNTIL: 13 November 2019 NAME AND PREFERRED PRONOUN: Ana Velim
(she/her)
"""
WITH_DEMANDS = """\
UA 13/15 Index: AFR 59/2870/2015 Uganda Date: 11 November 2015 URGENT ACTION BAKER WHO GAVE BREAD IS MISSING
The baker Ana Velim has not been seen since 2 November. Please write immediately in English or your own
language: Urging the authorities to establish the fate of Ana Velim; Calling on them to let her mother take
part in the search. PLEASE SEND APPEALS BEFORE 23 DECEMBER 2015 TO: Minister of Justice Mr Oban Telvi Ministry
of Justice, 12 Lake Road, Kampala, Uganda Fax: +256 41 000 0000 Salutation: Dear Minister ADDITIONAL
INFORMATION Ana Velim had given bread to people on strike. She was warned twice. Name: Ana Velim Gender m/f: f
"""


WITH_LETTER, WITH_DEMANDS = " ".join(WITH_LETTER.split()), " ".join(WITH_DEMANDS.split())


def test_a_letter_in_a_line_that_runs_on() -> None:
    case = import_document(WITH_LETTER.encode(), name="page.txt").case
    assert (case.ua_number, case.title, case.country) == ("12/19", "BAKER FACES FLOGGING", "UG")
    assert str(case.summary).startswith("The appeal of") and str(case.background).endswith("two sessions.")
    assert [str(demand.text) for demand in case.demands] == ["I urge you to quash the sentence."]
    assert [letter.text.strip()[:12] for letter in case.letters.values()] == ["I am writing"]
    assert str(case.deadline) == "2019-11-13"
    assert {"title", "summary", "background"} <= {doubt.field for doubt in case.doubts}
    assert any(doubt.field == "targets[0].address" and doubt.grave for doubt in case.doubts)


def test_labels_of_one_word_in_a_line_that_runs_on() -> None:
    case = import_document(WITH_DEMANDS.encode(), name="page.txt").case
    assert [(str(person.name), person.pronouns) for person in case.people] == [("Ana Velim", "she/her")]
    assert str(case.background).endswith("warned twice.")
    assert len(case.demands) == 2 and str(case.deadline) == "2015-12-23"
    assert case.targets[0].fax == "+256 41 000 0000"


@pytest.mark.parametrize(
    "text", [WITH_LETTER[:400], "A sentence of no document. " * 40, WITH_DEMANDS.replace(". ", ".\n\n")]
)
def test_other_lines_stay_as_they_are(text: str) -> None:
    lines = read_document(text.encode(), "page.txt")[0].lines
    assert broken_again(lines) is None


def test_lines_that_run_on_over_one_another() -> None:
    torn = WITH_LETTER.replace("Fax:", "\n\nFax:").replace("about Ana", "about\n\nAna")
    case = import_document(torn.encode(), name="page.txt").case
    assert [letter.text.strip()[:12] for letter in case.letters.values()] == ["I am writing"]
    assert [str(demand.text) for demand in case.demands] == ["I urge you to quash the sentence."]


def test_the_ordinal_stays_before_the_number() -> None:
    text = f"Uganda: the flogging of a baker was postponed by a day. {WITH_LETTER.replace('First', 'Second')}"
    assert import_document(text.encode(), name="page.txt").case.issue == 2
