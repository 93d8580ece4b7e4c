"""Wordings by which documents name recipients and deadlines, in four languages."""

from __future__ import annotations

import datetime

import pytest

from appealgen.importing.draft import Draft, import_document

HEAD = """\
UA 240/10 Fear for Safety
AI Index: AMR 41/050/2010
16 November 2010

MEXICO
Ramiro Ejemplo (m), aged 30

The teacher Ramiro Ejemplo was threatened with death on 11 November by armed men, and his family is at risk.

"""
BLOCK = """\
Governor of Morelos
Humberto Ejemplo
Calle de la Luz, 88
62450 Cuernavaca
Mexico
Salutation: Dear Governor
"""
LETTER = """\

Dear Governor,

I write about Ramiro Ejemplo. I ask you to protect him.

Yours sincerely,
"""


def drafted(text: str) -> Draft:
    return import_document(text.encode(), name="action.txt")


def targets_of(draft: Draft) -> list[tuple[object, ...]]:
    return [(each.office, each.name, each.address, each.country) for each in draft.case.targets]


GOVERNOR = [("Governor of Morelos", "Humberto Ejemplo", ("Calle de la Luz, 88", "62450 Cuernavaca"), "MX")]


@pytest.mark.parametrize(
    "label",
    [
        "Please write to:", "Write to:", "Send appeals to:", "Please send your letters to:", "Address your appeal to:",
        "Target:", "Who to write to:", "Please write urgently in English or Spanish to:",
        "Please send polite letters to:", "Send your letter to:", "Addressee:", "Recipients:", "Appeal to:",
        "Appeals to:", "Letters to:", "Write letters to:", "Where to write:", "Send letters to:",
        "Please address your letters to:", "Targets", "PLEASE SEND APPEALS TO", "WRITE TO", "Please send a letter to",
        "Bitte schreiben Sie an:", "Schreiben Sie an:", "Richten Sie Ihre Briefe an:", "Empfänger:", "Adressat:",
        "Bitte schreibt an:", "Senden Sie Ihre Appelle an:", "Briefe an:", "Schicken Sie Ihre Briefe an:",
        "Écrivez à :", "Écrire à :", "Veuillez écrire à :", "Envoyez vos appels à :", "Destinataire :",
        "Adressez vos lettres à :", "Merci d’écrire à :", "Envoyez vos lettres à:", "Envía los llamamientos a:",
        "Escriban a:", "Dirijan sus cartas a:", "Destinatario:", "Envíen sus llamamientos a:", "Escribe a:",
        "Envíen cartas a:",
    ],
)  # fmt: skip
def test_labels_of_targets(label: str) -> None:
    draft = drafted(f"{HEAD}{label}\n{BLOCK}{LETTER}")
    assert targets_of(draft) == GOVERNOR
    assert [str(person.name) for person in draft.case.people] == ["Ramiro Ejemplo"]
    assert "targets" not in {doubt.field for doubt in draft.case.doubts}


@pytest.mark.parametrize(
    "label",
    [
        "Kindly post a letter at once to:",
        "Please fax or write without delay to:",
        "Bitte schickt eure Briefe freundlicherweise gleich an:",
    ],
)
def test_a_near_label_is_a_doubt_that_names_it(label: str) -> None:
    draft = drafted(f"{HEAD}{label}\n{BLOCK}{LETTER}")
    assert targets_of(draft) == GOVERNOR
    [doubt] = [doubt for doubt in draft.case.doubts if doubt.field == "targets"]
    assert not doubt.grave and label in str(doubt.message)


@pytest.mark.parametrize(
    "deadline",
    [
        "This action is valid until 28 December 2010", "This bulletin expires: 28 December 2010",
        "Please send appeals as soon as possible, and in any case before 28 December 2010.",
        "Please take action by 28 December 2010.", "Please act before 28 December 2010",
        "Deadline: 28 December 2010", "Please send your letters by 28 December 2010",
        "Closing date: 28 December 2010", "Valid until 28 December 2010", "Expires: 28 December 2010",
        "Please write before 28 December 2010.", "Take action before 28 December 2010",
        "Letters should arrive no later than 28 December 2010.",
        "PLEASE TAKE ACTION AS SOON AS POSSIBLE UNTIL: 28 December 2010",
        "Please do not write after 28 December 2010.", "Délai d’envoi : 28 décembre 2010",
        "Agissez avant le 28 décembre 2010", "Date limite : 28 décembre 2010", "Valable jusqu’au 28 décembre 2010",
        "Merci d’agir avant le 28 décembre 2010", "À envoyer avant le 28 décembre 2010",
        "Échéance : 28 décembre 2010", "Gültig bis 28. Dezember 2010", "Gültig bis: 28.12.2010",
        "Einsendeschluss: 28. Dezember 2010", "Frist: 28. Dezember 2010",
        "Bitte schreiben Sie bis zum 28. Dezember 2010", "Bitte schreibt bis 28. Dezember 2010.",
        "Aktion läuft bis 28. Dezember 2010", "Appelle bitte bis spätestens 28. Dezember 2010",
        "Válida hasta el 28 de diciembre de 2010", "Plazo: 28 de diciembre de 2010",
        "Fecha límite: 28 de diciembre de 2010", "Actúa antes del 28 de diciembre de 2010",
        "Envíen sus cartas antes del 28 de diciembre de 2010", "Vigente hasta el 28 de diciembre de 2010",
    ],
)  # fmt: skip
@pytest.mark.parametrize("where", ["before", "after the letter", "after the address"])
def test_deadlines(deadline: str, where: str) -> None:
    texts = {
        "before": f"{HEAD}{deadline}\n\nPlease send appeals to:\n{BLOCK}{LETTER}",
        "after the letter": f"{HEAD}Please send appeals to:\n{BLOCK}{LETTER}\n{deadline}\n",
        "after the address": f"{HEAD}Please send appeals to:\n{BLOCK}\n{deadline}\n",
    }
    draft = drafted(texts[where])
    assert draft.case.deadline == datetime.date(2010, 12, 28)
    assert (targets_of(draft), len(draft.case.people)) == (GOVERNOR, 1)


@pytest.mark.parametrize(
    "said",
    [
        "We hope that you can all act on this by 28 December 2010",
        "Wer mitmachen mag: bis zum 28. Dezember 2010",
        "Il faut agir vite, au plus tard avant le 28 décembre 2010",
        "Hay que escribir hasta el 28 de diciembre de 2010",
    ],
)  # fmt: skip
def test_a_near_deadline_is_a_doubt_that_names_it(said: str) -> None:
    draft = drafted(f"{HEAD}{said}\n\nPlease send appeals to:\n{BLOCK}{LETTER}")
    assert draft.case.deadline == datetime.date(2010, 12, 28)
    [doubt] = [doubt for doubt in draft.case.doubts if doubt.field == "deadline"]
    assert doubt.grave and said in str(doubt.message)


def test_a_close_after_the_last_sentence_is_not_part_of_the_letter() -> None:
    letter = "\nDear Governor,\n\nI ask you to protect him. Yours sincerely,\n"
    [model] = drafted(f"{HEAD}Please send appeals to:\n{BLOCK}{letter}").case.letters.values()
    assert model.text.strip() == "I ask you to protect him."
