"""Lines that are furniture, and lines that only look like it."""

from __future__ import annotations

import pytest

from appealgen.importing.files.text import plain_lines
from appealgen.importing.structure.furniture import mark_furniture
from appealgen.importing.structure.labels import label_at_start
from page_furniture import FEET, HEADS


def framed(text: str) -> list[str]:
    return [line.text for line in mark_furniture(plain_lines(text)) if line.kind == "frame"]


@pytest.mark.parametrize(
    "text",
    [
        "Share this page", "3 comments", "Comments (12)", "Keine Kommentare:", "Home | About us | Donate",
        "© Ilvania 2010",
        "Facebook Twitter YouTube", "Email This BlogThis! Share to Twitter", "Posted by Ruta at 10:12", "Teilen",
        "Aucun commentaire :", "No hay comentarios:", "Nessun commento:", "Geen opmerkingen:", "Sent from my iPhone",
        "Accueil | Boutique", "This site uses cookies to make it better.", "Partager sur Facebook", "Leia mais »",
        "Confidentiality notice: this mail is for its addressee.", "Before printing, think of the trees.",
        "Diese E-Mail kann vertrauliche Angaben enthalten.", "Avant d’imprimer, pensez à la forêt.",
        " ".join(["Este mensaje puede contener datos confidenciales."] * 12), "Antes de imprimir, pense nas árvores.",
    ],
)  # fmt: skip
def test_furniture(text: str) -> None:
    assert framed(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Home", "Email", "Twitter", "Ruta Velim", "President of the Republic", "Minister of Home Affairs",
        "Sharing water is a crime there.", "Donate Ruhama Velim", "News of her arrest came late.",
        "UA 12/10 Fear for safety", "Date: 9 April 2010", "From: 12 to 14 May he was held alone.",
    ],
)  # fmt: skip
def test_not_furniture(text: str) -> None:
    assert framed(text) == []


def test_words_of_menus_are_furniture_beside_other_furniture() -> None:
    assert framed("Home\nNews\n\nRuta Velim was taken away.\n\nFacebook\nShare") == [
        "Home",
        "News",
        "Facebook",
        "Share",
    ]


def test_the_head_of_a_mail_and_the_address_of_a_section() -> None:
    mail = "From: Ruta\nDate: Fri, 6 Mar 2015\nSubject: UA 12/15"
    section = "Amnesty International Ilvania\n17 Sample Road\n0000 Town\nTel: 000 00 00"
    assert framed(f"{mail}\n\nDate: 9 April 2015") == mail.split("\n")
    assert framed(f"{section}\nUA 12/15 Fear for safety") == section.split("\n")
    assert framed("Amnesty International Ilvania\nUA 12/15 Fear for safety") == []


def test_no_furniture_is_a_label() -> None:
    lines = [line for text in (*HEADS.values(), *FEET.values()) for line in text.split("\n")]
    labels = {(match.label.part, line) for line in lines if (match := label_at_start(line)) is not None}
    assert {part for part, _ in labels} <= {"skip", "kind", "date"}, labels
