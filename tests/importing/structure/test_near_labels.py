"""Near labels, introductions of lists of demands, and unknown labels."""

from __future__ import annotations

import pytest

from appealgen.importing.files.text import plain_lines
from appealgen.importing.structure.near_labels import (
    begins_address,
    is_unknown_label,
    label_before_address,
    leads_to_demands,
    may_head_prose,
    names_nobody,
    near_part,
    part_of_block,
    part_of_word,
)


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
        ("Ruta Velim", False), ("To reach us, ligne d’urgence :", True), ("Formule d’appel :", False),
    ],
)  # fmt: skip
def test_labels_that_are_not_known(text: str, unknown: bool) -> None:
    assert is_unknown_label(text) is unknown


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Please send to: Mr Oban Telvi, Governor, 9 Lake Road, Kampala", ("targets", "Mr Oban Telvi")),
        ("One copy, please, to: Embassy of Ilvania, 9 Lake Road, Ottawa", ("copies", "Embassy")),
        ("Eine Kopie geht an die Botschaft von Ilvania, Seestr. 9, Berlin", ("copies", "Botschaft")),
        ("Embassy: Ambassador Oban Telvi, Embassy of Ilvania, Ottawa", ("copies", "Ambassador")),
        ("She wrote to: her mother, her sister, her aunt", None), ("Please send to: Oban Telvi", None),
        ("The Embassy of Ilvania, which is old, is closed, too", None),
    ],
)  # fmt: skip
def test_an_address_behind_its_label_in_one_line(text: str, found: tuple[str, str] | None) -> None:
    part, at = label_before_address(text) or ("", 0)
    assert (part, text[at:].strip()[: len(found[1])]) == found if found else part == ""


ADDRESS = "Minister of Justice\nOban Telvi\n9 Lake Road\nKampala\nUganda\nFax: +256 00 000 000"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Please also copy your letter to the embassy in London", "copies"),
        ("Bitte schreibt bis 14. Oktober 2031 an den Justizminister:", "targets"),
        ("Escribe antes del 30 de junio, en español, a estas autoridades:", "targets"),
        ("He wrote to nobody.", None), ("Faxes: + 62 651 (if a voice answers, ask for a fax)", None),
    ],
)  # fmt: skip
def test_a_request_before_an_address(text: str, part: str | None) -> None:
    line, *ahead = plain_lines(f"{text}\n\n{ADDRESS}")
    assert part_of_block(line, ahead) == part


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("To", "targets"), ("Empfängerin", "targets"), ("Destinataire :", "targets"), ("A:", "targets"),
        ("Copy", "copies"), ("Kopie an", "copies"), ("Cc:", "copies"), ("Kampala", None), ("Copy link", None),
    ],
)  # fmt: skip
def test_a_word_alone_before_an_address(text: str, part: str | None) -> None:
    line, *ahead = plain_lines(f"{text}\n\n{ADDRESS}")
    assert part_of_word(line, ahead) == part
    assert part_of_word(line, plain_lines("She stayed at home.")) is None


def test_an_office_among_demands_begins_an_address() -> None:
    line, *ahead = plain_lines(f"1) {ADDRESS}")
    assert begins_address(line, ahead) and not begins_address(ahead[1], ahead[2:])


@pytest.mark.parametrize(
    ("block", "heads"),
    [
        (["Oban Telvi", "Uganda", "How it began"], True),
        (["Oban Telvi", "Kampala"], False),
        (["Uganda", "9 Road"], False),
    ],
)
def test_a_line_below_a_whole_address_may_head_prose(block: list[str], heads: bool) -> None:
    assert may_head_prose(block) is heads


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
