"""Near labels, introductions of lists of demands, and unknown labels."""

from __future__ import annotations

import pytest

from appealgen.importing.files.text import plain_lines
from appealgen.importing.structure.near_labels import is_unknown_label, leads_to_demands, names_nobody, near_part


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Kindly post a letter at once to:", "targets"), ("Schickt eure Briefe schnell an:", "targets"),
        ("Il faut vite écrire à :", "targets"), ("Hay que escribir cuanto antes a:", "targets"),
        ("Kindly mail a copy to:", "copies"), ("She was brought to:", None), ("To:", None), ("Write to", None),
    ],
)  # fmt: skip
def test_near_labels(text: str, part: str | None) -> None:
    assert near_part(text) == part


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("More about this case:", True), ("Noch ein Hinweis:", True), ("Präsident von Kolumbien:", False),
        ("Fax:", False), ("Embassy of Ilvania:", False), ("Mr Ruta Velim:", False), ("17 Sample Road:", False),
        ("Ruta Velim", False),
    ],
)  # fmt: skip
def test_labels_that_are_not_known(text: str, unknown: bool) -> None:
    assert is_unknown_label(text) is unknown


LIST = "- free Ana Velim at once and drop all charges;\n- let her see a doctor of her choice."


@pytest.mark.parametrize(
    ("lead", "below", "leads"),
    [
        ("Please write to the Minister before 3 May, urging him to:", LIST, True),
        ("Schreiben Sie bitte Briefe, in denen Sie", LIST, True),
        ("Bitten Sie in Ihrem Brief um Folgendes:", LIST, True),
        ("Pide con urgencia en tu carta:", LIST, True),
        ("Dans votre lettre, demandez poliment :", LIST, True),
        ("Peça com urgência:", LIST, True),
        ("Nella vostra lettera chiedete:", LIST, True),
        ("Vraag in uw brief beleefd:", LIST, True),
        ("en chinois, en anglais ou dans votre propre langue :", LIST, True),
        ("Please send appeals to the authorities of Ilvania:", "- Calling for the release of Ana Velim;", True),
        ("Please write to the Minister, urging him to:", "Minister of Justice\n12 Lake Road", False),
        ("Ask us about:", "- Meetings\n- Shop", False),
        ("She asked for three things.", LIST, False),
        ("What the villagers lost:", LIST, False),
    ],
)
def test_introductions_of_demands(lead: str, below: str, leads: bool) -> None:
    assert leads_to_demands(lead, plain_lines(below)) is leads


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("Step 4: Tell us", True),
        ("Downloads", True),
        ("Ruta Velim", False),
        ("Ruta Velim (she/her)", False),
        ("Minister of Justice", False),
    ],
)
def test_a_person_with_pronouns_is_no_label(text: str, nobody: bool) -> None:
    assert names_nobody(text) is nobody
