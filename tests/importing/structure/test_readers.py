"""Text for a page's readers is distinguished from text about a case."""

from __future__ import annotations

import pytest

from appealgen.importing.structure.readers import begins_with_greeting, is_request, speaks_to_readers


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("Please copy or adapt this, and sign it with your name.", True),
        ("Please write to the Minister. You can use the letter below.", True),
        ("Bitte schreiben Sie einen Brief. Sie können die Vorlage verwenden.", True),
        ("Veuillez écrire au ministre.", True),
        ("Escriban cartas al ministro. Pueden usar este modelo.", True),
        ("Escreva para o ministro.", True),
        ("Scrivete una lettera al ministro.", True),
        ("Schrijf een brief aan de minister.", True),
        ("Please write to the Minister. Ana Velim is in prison.", False),
        ("Ana Velim wrote letters from prison.", False),
        ("Sie schrieb einen Brief an den Minister.", False),
    ],
)
def test_who_is_asked_to_write(text: str, request_: bool) -> None:
    assert is_request(text) is request_


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("I found this one in my inbox this morning, and a stamp is quickly licked.", True),
        ("Hoy copio una acción que me ha llegado, y que cuesta poco; a nuestro grupo le gusta.", True),
        ("Diesmal haben wir einen kurzen Text für euch.", True),
        ("Voici notre lettre de la semaine.", True),
        ("Ecco la nostra lettera.", True),
        ("Dit is onze brief.", True),
        ("Esta é a nossa carta.", True),
        ("Ana Velim has been in prison since May, and I cannot forget her.", False),
        ("The villagers have waited for their land for ten years.", False),
    ],
)
def test_a_paragraph_of_the_page_itself(text: str, own: bool) -> None:
    assert speaks_to_readers(text) is own


@pytest.mark.parametrize(
    ("text", "greets"),
    [
        ("Liebe Schreiberinnen und Schreiber, diesmal geht es um einen Bäcker.", True),
        ("Dear friends, here is our letter.", True),
        ("Chers amis, voici la lettre.", True),
        ("Dear Minister, I write about Ana Velim.", False),
        ("Ana Velim, a baker, is in prison.", False),
    ],
)
def test_a_greeting_of_readers(text: str, greets: bool) -> None:
    assert begins_with_greeting(text) is greets
