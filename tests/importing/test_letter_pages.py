"""Pages that are an address, a salutation and a letter, without the labels of an Urgent Action."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import pytest

from appealgen.errors import DocumentError, ProblemCode
from appealgen.importing.draft import Draft, import_document
from appealgen.model.case import Target
from appealgen.model.identifiers import Tag

ADDRESS = "Minister of Justice\nMr Oban Telvi\nMinistry of Justice\n12 Lake Road\nKampala\nUganda"
LETTER = (
    "Dear Minister,\n\nI am writing about Ana Velim, a baker who was arrested on 3 May 2021 at her own oven.\n\n"
    "I urge you to release Ana Velim at once.\n\nYours sincerely,"
)
STORY = "Ana Velim bakes bread in Kampala. She was arrested in May after she had given it to people on strike."


def read(text: str, name: str = "page.txt") -> Draft:
    return import_document(text.encode(), name=name)


def greeting_of(target: Target) -> dict[str, str]:
    return {str(tag): text for tag, text in target.salutation.items()} if isinstance(target.salutation, Mapping) else {}


def letter_of(draft: Draft, tag: str = "en") -> str:
    return draft.case.letters[Tag(tag)].text.strip()


def doubted(draft: Draft) -> set[str]:
    return {doubt.field for doubt in draft.case.doubts}


@pytest.mark.parametrize(
    "parts", [*itertools.permutations((f"Write to:\n\n{ADDRESS}", LETTER, STORY))], ids=lambda parts: parts[0][:8]
)
def test_a_letter_page_is_read_in_any_order(parts: tuple[str, ...]) -> None:
    draft = read("\n\n".join(("Letter of the month", *parts)))
    target = draft.case.targets[0]
    assert (target.office, target.name, target.country) == ("Minister of Justice", "Mr Oban Telvi", "UG")
    assert greeting_of(target) == {"en": "Dear Minister"}
    assert draft.case.country == "UG"
    assert letter_of(draft).startswith("I am writing about Ana Velim")
    assert [demand.text for demand in draft.case.demands] == ["I urge you to release Ana Velim at once."]


def test_details_that_such_a_page_never_has_are_doubts() -> None:
    draft = read(f"Letter of the month\n\n{STORY}\n\n{ADDRESS}\n\n{LETTER}")
    assert {"ua_number", "index", "issued", "deadline", "languages"} <= doubted(draft)


@pytest.mark.parametrize(
    "text",
    [
        f"{STORY}\n\nWrite to:\n\n{ADDRESS}",  # nothing to write
        f"{ADDRESS}\n\nDear Minister,\n\nThe hall that you hired costs 40 crowns.\n\nYours sincerely,",
    ],
    ids=["no letter", "nothing asked"],
)
def test_a_page_without_a_letter_that_asks_is_refused(text: str) -> None:
    with pytest.raises(DocumentError) as refused:
        read(text)
    assert refused.value.problems[0].code == ProblemCode.NOT_AN_URGENT_ACTION


@pytest.mark.parametrize("block", ["", "Oban Telvi\n12 Lake Road\n\n"], ids=["no address", "no official"])
def test_nobody_is_written_to_without_evidence(block: str) -> None:
    draft = read(f"{STORY}\n\n{block}{LETTER}")
    assert not draft.case.targets
    assert "targets" in {doubt.field for doubt in draft.case.doubts if doubt.grave}


@pytest.mark.parametrize(
    "greeting",
    ["Dear friends,", "Dear all,", "Dear readers and supporters,", "Liebe Freundinnen und Freunde,", "Chers amis,"],
)
def test_who_is_asked_to_write_is_not_written_to(greeting: str) -> None:
    draft = read(f"A baker in prison\n\n{greeting}\n\n{STORY}\n\nWrite to:\n\n{ADDRESS}\n\n{LETTER}")
    assert greeting_of(draft.case.targets[0]) == {"en": "Dear Minister"}
    assert draft.case.summary == STORY
    assert letter_of(draft).startswith("I am writing")


APPEAL = f"""UGANDA: Baker kept in a cell without light

ISSUES: Arbitrary arrest; torture

Dear friends,

{STORY}

CASE NARRATIVE:

On 3 May at about 9 a.m. four officers came to the oven and took the bread and the baker with them.

SUGGESTED ACTION:

Please write to the authorities listed below and ask for her release.

SAMPLE LETTER:

Dear Sir,

UGANDA: A baker is kept in a cell without light

Name of victim: Ms. Ana Velim, aged 31
Name of alleged perpetrator: Inspector Orlat
Date of incident: 3 May 2021

I am writing to voice my concern about Ana Velim, who is kept in a cell without light in Kampala.

I urge you to release her at once.

Yours sincerely,

----------------

PLEASE SEND YOUR LETTERS TO:

1. Mr. Oban Telvi
Inspector General of Police
12 Lake Road
Kampala
UGANDA
Fax: +256 41 000 0000

2. Ms. Rita Omlas
Chairperson
Human Rights Commission
4 Hill Road
Kampala
UGANDA

Thank you.
"""


def test_an_appeal_with_a_sample_letter_and_numbered_addresses() -> None:
    draft = read(APPEAL)
    case = draft.case
    assert [(target.office, target.name) for target in case.targets] == [
        ("Inspector General of Police", "Mr. Oban Telvi"),
        ("Chairperson", "Ms. Rita Omlas"),
    ]
    assert case.title == "Baker kept in a cell without light"
    assert [person.name for person in case.people] == ["Ana Velim"]
    assert case.summary == STORY
    assert case.background is not None and str(case.background).startswith("On 3 May")
    assert letter_of(draft).startswith("I am writing to voice")
    assert len(case.demands) == 1


FRENCH = """VIÊT-NAM
Une boulangère en prison

Ana Velim est en prison depuis mai. Elle avait donné du pain à des grévistes.

MODÈLE DE LETTRE

Expéditeur :
Nom ..........................................

Ministre de la Justice
Tran Velim
12 rue du Lac
Hanoï
VIÊT-NAM

Monsieur le Ministre,

Je vous écris au sujet d’Ana Velim, boulangère à Hanoï, en prison depuis mai.

Je vous demande de la libérer.

Dans l’attente de votre réponse, je vous prie d’agréer mes salutations.
"""


def test_a_letter_behind_its_sender_and_addressee() -> None:
    draft = read(FRENCH)
    case = draft.case
    assert (case.targets[0].office, case.targets[0].name) == ("Ministre de la Justice", "Tran Velim")
    assert letter_of(draft, "fr").startswith("Je vous écris")
    assert letter_of(draft, "fr").endswith("Je vous demande de la libérer.")


def test_ways_to_reach_somebody_in_a_paragraph_of_their_own() -> None:
    text = f"A baker should be free\n\nJune 8, 2021\n\n{ADDRESS}\n\nVIA EMAIL: minister@justice.example\n\n{LETTER}"
    targets = read(text).case.targets
    assert [(target.office, target.email) for target in targets] == [
        ("Minister of Justice", ("minister@justice.example",))
    ]


UK = f"""Uganda: baker must be free

Urgent Action
Published 7 Nov 2019, 04:12pm

{STORY}

What can I do?

Write a letter in your own words or use our guide.

Who to write to:

{ADDRESS}

You should start your letter ‘Your Excellency’.

Copy to:
High Commissioner for Uganda
Ms Rita Omlas
Uganda House
4 Hill Square
London W1A 1AA

In your letter please:

- call on the authorities to release Ana Velim at once;
- urge them to let her see a doctor.

Urgent Action reference number: UA 146/19. Index: AFR 59/1390/2019.

Tell us you have acted

It really helps to know how many people took part.
"""


def test_a_page_of_amnesty_international_uk() -> None:
    draft = read(UK)
    case = draft.case
    minister, envoy = case.targets
    assert (minister.office, greeting_of(minister)) == ("Minister of Justice", {"en": "Your Excellency"})
    assert (envoy.role, envoy.host, envoy.name) == ("embassy", "GB", "Ms Rita Omlas")
    assert (case.ua_number, case.index, str(case.issued)) == ("146/19", "AFR 59/1390/2019", "2019-11-07")
    assert [str(demand.text)[:20] for demand in case.demands] == ["call on the authorit", "urge them to let her"]
    assert case.background is None


def test_the_last_day_to_write_is_not_the_day_of_the_page() -> None:
    draft = read(f"Letter of the month\n\nDeadline: 15 December 2022\n\n{STORY}\n\n{ADDRESS}\n\n{LETTER}")
    assert (draft.case.issued, str(draft.case.deadline)) == (None, "2022-12-15")


def test_a_high_commissioner_of_the_united_nations_is_no_embassy() -> None:
    block = "High Commissioner for Human Rights\nMs Rita Omlas\nPalais Wilson\n1201 Geneva\nSwitzerland"
    text = f"A baker\n\n{STORY}\n\nWrite to:\n\n{block}\n\n{LETTER}"
    assert [target.role for target in read(text).case.targets] == ["target"]


PORTUGUESE = """Carta do mês

Ana Velim, padeira, está presa em Maputo desde 3 de maio. Tinha dado pão a grevistas.

Escreva para:

Ministro do Interior
Sr. Oban Telvi
Av. do Lago, 12
Maputo
Moçambique

Exmo. Senhor Ministro,

Escrevo-lhe por causa da padeira Ana Velim, presa em Maputo desde 3 de maio.

Peço que Ana Velim seja libertada imediatamente.

Atenciosamente,

Prazo: 30 de junho de 2021
"""
ITALIAN = """Lettera del mese

Ana Velim, fornaia, è in carcere al Cairo dal 3 maggio. Aveva dato del pane agli operai in sciopero.

Scrivi a:

Ministro dell'Interno
Oban Telvi
Via del Lago 12
Il Cairo
Egitto

Egregio Ministro,

Le scrivo per la fornaia Ana Velim, che è in carcere dal 3 maggio.

Le chiedo di liberare subito Ana Velim.

Distinti saluti,

Scadenza: 30 giugno 2021
"""
DUTCH = """Brief van de maand

De bakker Ana Velim zit sinds 3 mei vast in Izmir. Ze had brood gegeven aan stakers.

Schrijf aan:

Minister van Justitie
Oban Telvi
Meerweg 12
06659 Ankara
Turkije

Excellentie,

Ik schrijf u over de bakker Ana Velim, die sinds 3 mei vastzit in Izmir.

Ik verzoek u dringend Ana Velim vrij te laten.

Hoogachtend,

Schrijf vóór 30 juni 2021.
"""


@pytest.mark.parametrize(
    ("text", "tag", "country", "office", "greeting", "demand"),
    [
        (PORTUGUESE, "pt", "MZ", "Ministro do Interior", "Exmo. Senhor Ministro", "Peço que"),
        (ITALIAN, "it", "EG", "Ministro dell'Interno", "Egregio Ministro", "Le chiedo"),
        (DUTCH, "nl", "TR", "Minister van Justitie", "Excellentie", "Ik verzoek"),
    ],
    ids=["pt", "it", "nl"],
)
def test_pages_in_portuguese_italian_and_dutch(
    text: str, tag: str, country: str, office: str, greeting: str, demand: str
) -> None:
    draft = read(text)
    target = draft.case.targets[0]
    assert (draft.form, draft.case.country, target.office) == (tag, country, office)
    assert "Oban Telvi" in str(target.name)
    assert greeting_of(target) == {tag: greeting}
    assert str(draft.case.deadline) == "2021-06-30"
    assert [str(each.text)[: len(demand)] for each in draft.case.demands] == [demand]
    assert len(letter_of(draft, tag).split("\n\n")) == 2


@pytest.mark.parametrize(
    ("line", "office"),
    [
        ("Monsieur le Ministre de la Justice", "Ministre de la Justice"),
        ("Madame la Ministre de la Justice", "Ministre de la Justice"),
        ("Sr. Presidente de la República", "Presidente de la República"),
        ("Le Monde de la Justice", "Le Monde de la Justice"),
    ],
)
def test_the_office_of_an_address_has_no_polite_title(line: str, office: str) -> None:
    block = f"{line}\nOban Telvi\n12 Lake Road\nKampala\nUganda"
    assert read(f"A baker\n\n{STORY}\n\nWrite to:\n\n{block}\n\n{LETTER}").case.targets[0].office == office


def test_one_salutation_for_several_of_the_same_office() -> None:
    other = "Minister of Health\nMs Rita Omlas\nMinistry of Health\n4 Hill Road\nKampala\nUganda"
    governor = "Governor of the Central Region\nMr Ivo Senk\n6 Hill Road\nKampala\nUganda"
    draft = read(f"A baker\n\n{STORY}\n\nWrite to:\n\n{ADDRESS}\n\n{other}\n\n{governor}\n\n{LETTER}")
    assert [greeting_of(target) for target in draft.case.targets] == [
        {"en": "Dear Minister"},
        {"en": "Dear Minister"},
        {},
    ]


def test_words_of_a_table_are_no_lines_of_addresses() -> None:
    copy = "Copy\nEmbassy of Uganda\nH.E. Ms Rosa Orlat\n9 Hill Street\n2514 The Hague\nFax: +31 70 555 0100"
    draft = read(f"{STORY}\n\nWhere to write\n\nTo\n{ADDRESS}\nFax: +256 00 000 000\n\n{copy}\n\n{LETTER}")
    official, embassy = draft.case.targets
    assert official.address == ("Ministry of Justice", "12 Lake Road", "Kampala")
    assert (embassy.role, embassy.address) == ("embassy", ("9 Hill Street", "2514 The Hague"))


@pytest.mark.parametrize("house", ["c/o Permanent Mission of Uganda", "Ständige Vertretung von Uganda"])
def test_the_country_of_a_mission_is_not_that_of_the_case(house: str) -> None:
    mission = f"Minister of Justice\nMr Oban Telvi\n{house}\n9 Rue des Saules\n1209 Geneva\nSwitzerland"
    draft = read(f"UGANDA: BAKER IS HELD WITHOUT A TRIAL\n\n{STORY}\n\n{mission}\n\n{LETTER}")
    assert (draft.case.country, draft.case.targets[0].country) == ("UG", "CH")
    assert draft.case.targets[0].address[-1] == "1209 Geneva"


@pytest.mark.parametrize(("words", "doubt"), [("Dear Sir", True), ("Dear Sir or Madam", False)])
def test_a_salutation_for_a_man_is_doubted_for_the_next_target(words: str, doubt: bool) -> None:
    second = "2. Attorney General\nMr Tolo Brand\n9 Hill Road\nKampala\nUganda\nFax: +256 00 000 002"
    targets = f"Please write to:\n\n1. {ADDRESS}\nFax: +256 00 000 001\n\n{second}"
    draft = read(f"{STORY}\n\nSAMPLE LETTER:\n\n{LETTER.replace('Dear Minister', words)}\n\n{targets}")
    assert [greeting_of(target) for target in draft.case.targets] == [{"en": words}] * 2
    assert ("targets[1].salutation" in doubted(draft)) is doubt


def test_sentences_after_the_addresses_end_them() -> None:
    ask = "Please inform us of all that you do for her, and give the code of this appeal whenever you tell us."
    foot = "Network of Bakers\n9 Sample Street, 10115 Berlin, T: +49 30 555 0100"
    draft = read(f"UA 46/19 Baker held\n\n{STORY}\n\nWrite to:\n\n{ADDRESS}\nFax: +256 00 000 000\n\n{ask}\n\n{foot}")
    assert [target.office for target in draft.case.targets] == ["Minister of Justice"]
    assert "targets" in doubted(draft)


def test_a_narrative_is_the_background_only_without_another() -> None:
    narrative = f"CASE NARRATIVE:\n\n{STORY}"
    more = "ADDITIONAL INFORMATION:\n\nBread has been dear in Uganda since the drought of 2019, and bakers complain."
    rest = f"Write to:\n\n{ADDRESS}\n\n{LETTER}"
    lead = "The group has learned that Ana Velim, a baker, was arrested on 3 May and is being held in the old fort."
    whole, alone = (read(f"{lead}\n\n{part}\n\n{rest}").case for part in (f"{narrative}\n\n{more}", narrative))
    assert str(whole.summary).endswith(STORY) and str(whole.background).startswith("Bread")
    assert (str(alone.summary), str(alone.background)) == (lead, STORY)


def test_how_to_reach_the_authors_is_no_background() -> None:
    told = "Bread has been dear in Uganda since the drought of 2019, and bakers have often complained of the price."
    foot = "Bakers United, 54 Chemin des Moulins, 1227 Ville, Switzerland, Tel. +41 22 555 0144"
    draft = read(f"{STORY}\n\nWrite to:\n\n{ADDRESS}\n\n{LETTER}\n\nBACKGROUND\n\n{told}\n\n{foot}")
    assert draft.case.background == told


def test_what_must_be_done_for_somebody_is_a_demand() -> None:
    more = "If she is held by the army, she must be brought before a court. Mr. Alam must receive medical treatment."
    draft = read(f"Write to:\n\n{ADDRESS}\n\n{LETTER.replace('at once.', f'at once. {more}')}")
    assert [str(demand.text)[:12] for demand in draft.case.demands] == ["I urge you t", "If she is he", "Mr. Alam mus"]
