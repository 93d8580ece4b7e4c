"""Additions of a page around a document are left out: introduction, requests, names of series, dates, menus."""

from __future__ import annotations

import pytest

from appealgen.importing.draft import Draft, import_document
from appealgen.model.case import DoubtCode

STORY = "Ana Velim bakes bread in Kampala. She was arrested in May after she had given it to people on strike."
NUMBER = "UA: 146/21 Index: AFR 59/1390/2021 Uganda Date: 8 June 2021"
ADDRESS = "Minister of Justice\nMr Oban Telvi\n12 Lake Road\nKampala\nUganda"
CONTACT = f"{ADDRESS}\nFax: +256 41 000 0000\nSalutation: Dear Minister"
LETTER = (
    "I am writing about Ana Velim, a baker who was arrested on 3 May 2021 at her own oven.\n\n"
    "I urge you to release Ana Velim at once.\n\nYours sincerely,"
)
WHOLE = f"Write to:\n\n{ADDRESS}\n\nDear Minister,\n\n{LETTER}"


def read(*paragraphs: str, name: str = "page.txt") -> Draft:
    return import_document("\n\n".join(paragraphs).encode(), name=name)


def doubts_about(draft: Draft, field: str) -> list[str]:
    return [doubt.code for doubt in draft.case.doubts if doubt.field == field]


@pytest.mark.parametrize(
    "introduction",
    [
        "I copy this one from Amnesty because it costs so little to write, and the oven is near my aunt’s prison.",
        "Hoy copio aquí una acción que me ha llegado de Amnistía Internacional, así que ánimo a todos con los sellos.",
        "Heute einmal etwas aus Uganda, das mir eine Freundin geschickt hat; wir schreiben am Freitag alle zusammen.",
        "Voici ce que notre groupe a reçu cette semaine, et que nous vous invitons à lire avant la prochaine réunion.",
    ],
)
def test_an_introduction_before_the_number_is_no_summary(introduction: str) -> None:
    draft = read("# Letters from the shore", "## Uganda: baker jailed", introduction, NUMBER, STORY, WHOLE, name="a.md")
    assert (draft.case.summary, draft.case.title) == (STORY, "baker jailed")


@pytest.mark.parametrize(
    "words",
    [
        "Dear friends, this month it is about a baker from Uganda. Copy it, sign it, done!",
        "Liebe Schreiberinnen und Schreiber, diesmal geht es um eine Bäckerin. Einfach abschreiben, fertig!",
        "Please copy or adapt, sign with your name and address, airmail postage 1.00.",
        "This is an update to the action that you received on 30 July, thank you all.",
    ],
)
def test_words_to_readers_are_no_summary(words: str) -> None:
    assert read("Baker in prison", words, STORY, WHOLE).case.summary == STORY
    assert read("Baker in prison", words, WHOLE).case.summary is None


def test_how_to_write_is_no_background() -> None:
    how = "Please write to the minister before 30 July 2021. You can use the text below."
    more = "The strike began in April. Two other bakers have lost their shops since then."
    draft = read("Baker in prison", STORY, more, how, WHOLE)
    assert how not in f"{draft.case.summary}\n{draft.case.background}"


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("UPDATE: Uganda – baker moved to hospital", "baker moved to hospital"),
        ("Letter of the month: Baker moved to hospital", "Baker moved to hospital"),
        ("Brief des Monats: Bäckerin im Krankenhaus", "Bäckerin im Krankenhaus"),
        ("MONTHLY LETTER - OCTOBER 2021", "MONTHLY LETTER - OCTOBER 2021"),
        ("Uganda: Ana Velim", "Uganda: Ana Velim"),
        ("Uganda: Baker Jailed", "Baker Jailed"),
    ],
)
def test_a_headline_behind_the_name_of_a_series(heading: str, title: str) -> None:
    assert read(heading, STORY, WHOLE).case.title == title


def test_the_name_of_a_blog_is_no_headline() -> None:
    text = f"# The Slow Letter\n\n## Week 31: a baker from Uganda\n\n{STORY}\n\n{WHOLE}"
    assert read(text, name="page.md").case.title == "Week 31: a baker from Uganda"


def test_somebody_with_their_age_is_no_headline() -> None:
    draft = read("UA 146/21\n8 June 2021", "Uganda: Baker jailed", "Ana Velim, 31 years old", STORY, WHOLE)
    assert draft.case.title == "Baker jailed"


@pytest.mark.parametrize(
    "words",
    [
        "Posted 8 June 2021 by the team",
        "Created 8 June 2021",
        "Publié le 8 juin 2021",
        "Veröffentlicht am 8. Juni 2021",
    ],
)
def test_the_day_on_which_a_page_was_published(words: str) -> None:
    assert str(read("Uganda: baker jailed", words, STORY, WHOLE).case.issued) == "2021-06-08"


def test_the_day_and_index_of_the_earlier_document_are_not_its_own() -> None:
    earlier = (
        "In our Urgent Action UA 146/21 of 4 June 2020 we told of a baker who had been taken from her own oven in May."
    )
    draft = read("Uganda: news of the baker", "Posted 8 June 2021", earlier, STORY, WHOLE)
    assert (draft.is_update, draft.case.updates[0].number, str(draft.case.issued)) == (True, "146/21", "2021-06-08")
    draft = read("Uganda: trial of a baker", "Update to UA 146/21 (AFR 59/1390/2020, 4 June 2020)", STORY, WHOLE)
    assert (draft.is_update, draft.case.index, draft.case.issued) == (True, None, None)


def test_a_menu_before_the_headline_opens_no_part() -> None:
    menu = "Take Action\nSome words of the site"
    assert read(menu, NUMBER, "BAKER JAILED", STORY, WHOLE).case.summary == STORY


def test_an_official_under_a_heading_that_is_not_known() -> None:
    text = f"""<h1>Uganda: baker must be free</h1><p>UA Ref: 146/21<br>AI Index: AFR 59/1390/2021</p><p>{STORY}</p>
<h2>Background</h2><p>The strike of the bakers of Kampala began in April, and two of them have lost their shops.</p>
<h2>How you can help</h2><p>Please write to the minister before 30 July 2021, urging him to:</p>
<ul><li>free Ana Velim at once</li><li>let her see a doctor of her choice</li></ul>
<h2>Contact</h2><p>{CONTACT.replace(chr(10), "<br>")}</p>
<h2>Our shop</h2><p>Mugs and candles</p>"""
    case = read(text, name="page.html").case
    [target] = case.targets
    assert (target.office, target.fax) == ("Minister of Justice", "+256 41 000 0000")
    assert [demand.text for demand in case.demands] == [
        "free Ana Velim at once.",
        "let her see a doctor of her choice.",
    ]
    assert (case.ua_number, str(case.deadline)) == ("146/21", "2021-07-30")


@pytest.mark.parametrize(
    "blank",
    ["Dear ____,", "Dear _____________:", "Dear [name],", "Dear ..........,", "Dear …,", "Estimado ____:", "Dear XXX,"],
)
def test_a_blank_is_no_salutation(blank: str) -> None:
    draft = read("Uganda: baker jailed", STORY, f"Write to:\n\n{ADDRESS}", blank, LETTER)
    [target] = draft.case.targets
    assert target.salutation is None
    assert doubts_about(draft, "targets[0].salutation") == [DoubtCode.PLACEHOLDER]
    [letter] = draft.case.letters.values()
    assert letter.text.startswith("I am writing")


def test_a_blank_behind_its_label_is_no_salutation() -> None:
    draft = read("Uganda: baker jailed", STORY, f"Write to:\n\n{ADDRESS}\nSalutation: Dear [name]", f"Sir,\n\n{LETTER}")
    assert doubts_about(draft, "targets[0].salutation") == [DoubtCode.PLACEHOLDER]


def test_a_postcode_behind_the_country_belongs_to_the_block() -> None:
    [target] = read(
        "Uganda: baker jailed", STORY, f"Write to:\n\n{ADDRESS}\nZIP: 10101", f"Sir,\n\n{LETTER}"
    ).case.targets
    assert (target.address[-1], target.country) == ("ZIP: 10101", "UG")


def test_the_signature_of_a_mail_is_nobody_to_write_to() -> None:
    signature = "-- \nGwen Omlas\n14 Hill Road\nCardiff\nUnited Kingdom\ngwen@example.org"
    draft = read(NUMBER, "BAKER JAILED", STORY, f"APPEALS TO:\n{CONTACT}", f"COPIES TO:\n{signature}")
    assert [target.office for target in draft.case.targets] == ["Minister of Justice"]


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("UA Ref: 146/21", "146/21"), ("UA reference number: 146/21", "146/21"), ("Número de AU: 146/21", "146/21"),
        ("N° d’AU : 146/21", "146/21"), ("UA-Nr.: 146/21", "146/21"), ("UA-Nummer: 146/21", "146/21"),
        ("Número da AU: 146/21", "146/21"), ("Numero AU: 146/21", "146/21"), ("UA-nummer: 146/21", "146/21"),
    ],
)  # fmt: skip
def test_labels_of_the_number(label: str, number: str) -> None:
    draft = read("Uganda: baker jailed", label, STORY, WHOLE)
    assert (draft.case.ua_number, draft.case.title) == (number, "baker jailed")


@pytest.mark.parametrize(
    ("label", "languages"),
    [
        ("Dans vos appels, en français, en arabe ou dans votre propre langue :", ("fr", "ar")),
        ("DANS LES APPELS QUE VOUS FEREZ PARVENIR LE PLUS VITE POSSIBLE, en français ou en arabe :", ("fr", "ar")),
        ("Pide en tu carta, en español o en tu propio idioma:", ("es",)),
        ("Na sua carta, em português ou em inglês:", ("pt", "en")),
        ("Nella lettera, in italiano o in inglese:", ("it", "en")),
        ("Schrijf in het Frans of Engels:", ("fr", "en")),
        ("Forderungen:", ()),
    ],
)
def test_labels_of_demands(label: str, languages: tuple[str, ...]) -> None:
    demands = f"{label}\n- release Ana Velim at once;\n- let her see a doctor of her own choice."
    case = read(NUMBER, "BAKER JAILED", STORY, demands, f"APPEALS TO:\n{CONTACT}").case
    assert [str(demand.text)[:12] for demand in case.demands] == ["release Ana ", "let her see "]
    assert case.languages == languages


def test_the_date_of_the_index_goes_before_that_of_the_page() -> None:
    assert str(read("Uganda: baker jailed", "Published 11 June 2021", NUMBER, STORY, WHOLE).case.issued) == "2021-06-08"
    assert (
        str(read("Uganda: bakker in de cel", "Gepubliceerd op 11 juni 2021", NUMBER, WHOLE).case.issued) == "2021-06-08"
    )


STEPS = f"""<title>Uganda: baker on trial - Write a letter</title><h1>Uganda: a baker is on trial for bread</h1>
<p>8 June 2021</p><p>2 comments</p><p>{STORY}</p><h2>Step 1: Read the case</h2>
<p>The strike of the bakers of Kampala began in April, and two of them have lost their shops since then.</p>
<h2>Step 2: Write your letter</h2><p>You can use these words or your own:</p>
<blockquote><p>Dear Minister,</p>{"".join(f"<p>{each}</p>" for each in LETTER.split(chr(10) * 2))}</blockquote>
<h2>Step 3: Send it</h2><p>Post your letter to:</p><p>{ADDRESS.replace(chr(10), "<br>")}</p>
<p>or email it to minister@justice.example by 30 July 2021. English is fine. A stamp costs 3.00.</p>
<h2>Step 4: Tell us</h2><p>Let us know how many letters you sent: letters@example.org</p>"""


def test_a_page_in_steps() -> None:
    case = read(STEPS, name="page.html").case
    assert (case.title, str(case.summary)[: len(STORY)]) == ("a baker is on trial for bread", STORY)
    [target] = case.targets
    assert (target.office, target.email) == ("Minister of Justice", ("minister@justice.example",))
    assert (str(case.deadline), case.languages) == ("2021-07-30", ("en",))


def test_a_heading_that_names_nobody_ends_addresses() -> None:
    copies = "<p>Copy to:</p><p>Embassy of Uganda<br>1 Hill Road<br>London W1A 1AA</p><h3>Notre lettre</h3>"
    first = f"<p>{STORY}</p><p>Write to:</p><p>{ADDRESS.replace(chr(10), '<br>')}</p>"
    text = f"{first}{copies}<p>Dear Minister,</p><p>{LETTER}</p>"
    envoy = read(f"<h1>Uganda: baker jailed</h1>{text}", name="page.html").case.targets[1]
    assert envoy.address == ("1 Hill Road", "London W1A 1AA")


@pytest.mark.parametrize(
    ("label", "languages"),
    [
        ("Bitte schreiben Sie bis zum 30. Juli 2021 auf Arabisch, Englisch oder Deutsch an:", ("ar", "en", "de")),
        ("Please write by 30 July 2021 in English to:", ("en",)),
        ("Merci d’écrire avant le 30 juillet 2021, en français ou en anglais, à :", ("fr", "en")),
        ("Escriban antes del 30 de julio de 2021, en inglés, a:", ("en",)),
    ],
)
def test_a_label_of_addresses_with_its_conditions(label: str, languages: tuple[str, ...]) -> None:
    case = read(NUMBER, "BAKER JAILED", STORY, f"{label}\n{CONTACT}", f"Dear Minister,\n\n{LETTER}").case
    assert [target.office for target in case.targets] == ["Minister of Justice"]
    assert (str(case.deadline), case.languages) == ("2021-07-30", languages)


@pytest.mark.parametrize(
    "label",
    [
        "and a copy to", "und eine Kopie an", "et une copie à", "y una copia a", "e uma cópia para", "e una copia a",
        "en een kopie aan",
    ],
)  # fmt: skip
def test_labels_of_copies(label: str) -> None:
    copy = f"{label}\nEmbassy of Uganda\n1 Hill Road\nLondon W1A 1AA"
    case = read(NUMBER, "BAKER JAILED", STORY, f"APPEALS TO:\n{CONTACT}", copy, f"Dear Minister,\n\n{LETTER}").case
    assert [(target.role, target.address) for target in case.targets[1:]] == [
        ("embassy", ("1 Hill Road", "London W1A 1AA"))
    ]


def test_an_appeal_with_demands_and_a_heading_of_addresses() -> None:
    demands = "- Calling for the immediate release of Ana Velim;\n- Urging them to give her access to a lawyer."
    addresses = f"ADDRESSES\n\n{ADDRESS}"
    case = read(
        "# Uganda: baker jailed",
        "3 May 2021",
        STORY,
        f"Please send appeals to the authorities of Uganda:\n\n{demands}",
        addresses,
        name="a.md",
    ).case
    assert [target.office for target in case.targets] == ["Minister of Justice"]
    assert len(case.demands) == 2


def test_a_menu_before_a_heading_with_the_number_opens_no_part() -> None:
    heading = "Urgent Action Update: Baker On Trial (Uganda: UA 146.21)"
    assert read("Take Action", heading, "June 8, 2021", STORY, WHOLE).case.summary == STORY


def test_the_office_of_an_official_is_no_office() -> None:
    block = "Prosecutor General Oban Telvi\nProsecutor General's Office\n12 Lake Road\nKampala\nUganda"
    [target] = read("Uganda: baker jailed", STORY, f"Write to:\n\n{block}", f"Sir,\n\n{LETTER}").case.targets
    assert (target.office, target.name, target.address[0]) == (
        "Prosecutor General", "Oban Telvi", "Prosecutor General's Office",
    )  # fmt: skip


def test_the_language_of_a_salutation_is_told_by_whole_words() -> None:
    contact = CONTACT.replace("Dear Minister", "Madame la Ministre")
    [target] = read(NUMBER, "BAKER JAILED", STORY, f"APPEALS TO:\n{contact}").case.targets
    assert target.salutation == {"fr": "Madame la Ministre"}


@pytest.mark.parametrize(
    ("title", "doubted"),
    [
        ("BAKER RELEASED ON BAIL", True),
        ("BAKER MUST BE RELEASED", False),
        ("UNE BOULANGÈRE DOIT ÊTRE LIBÉRÉE", False),
        ("UNE BOULANGÈRE LIBÉRÉE", True),
        ("LA PANADERA DEBE SER LIBERADA", False),
    ],
)
def test_a_headline_that_asks_for_a_release(title: str, doubted: bool) -> None:
    draft = read(NUMBER, title, STORY, WHOLE)
    assert ("demands" in {doubt.field for doubt in draft.case.doubts}) is doubted


def test_a_summary_behind_a_label_in_its_line() -> None:
    assert read("Uganda: baker jailed", f"What's happening: {STORY}", WHOLE).case.summary == STORY


def test_neither_the_name_of_a_section_nor_a_sentence_is_a_headline() -> None:
    assert read("Amnistía Internacional", "Panadera sin juicio", WHOLE).case.title == "Panadera sin juicio"
    story = "Ana Velim was threatened."
    assert read("UA 146/21 Fear for Safety\n\nUGANDA\nAna Velim (f)", story, WHOLE).case.title == "Fear for Safety"


def test_the_date_beside_the_index_in_a_line_that_runs_on() -> None:
    assert (
        str(read(f"{NUMBER} URGENT ACTION BAKER JAILED The baker Ana Velim is held.", WHOLE).case.issued)
        == "2021-06-08"
    )


def test_a_number_behind_an_introduction_begins_the_document() -> None:
    own = "I know, I know, I missed last week. So here is this week’s letter, and a long one, for all my friends."
    lead = "It came from the network. Here is what they say:"
    more = "The strike began in April. Two other bakers have lost their shops since, and one of them his house."
    number = "UA 146/21 – Uganda: Baker jailed for bread (June 8, 2021)"
    case = read("# One letter a week", "## Week 23: a baker", own, lead, number, STORY, more, WHOLE, name="a.md").case
    assert (case.title, case.summary, case.background) == ("Baker jailed for bread", f"{STORY}\n\n{more}", None)
    assert str(case.issued) == "2021-06-08"


def test_asides_are_no_summary() -> None:
    aside = "(notes for the circle on Thursday, and the index is somewhere in the mail from last week)"
    assert read("Uganda: baker jailed", aside, STORY, WHOLE).case.summary == STORY
    priced = "Please write a letter in your own words, or use the text below. The stamp: 2.40 euro."
    assert read("Uganda: baker jailed", STORY, priced, WHOLE).case.summary == STORY


@pytest.mark.parametrize(
    "label", ["Who gets the letter", "Schreiben an:", "À qui écrire ?", "AGIR: ESCREVA UM APELO POR PALAVRAS SUAS"]
)
def test_more_labels_of_addresses(label: str) -> None:
    case = read(NUMBER, "BAKER JAILED", STORY, f"{label}\n\n{CONTACT}", f"Dear Minister,\n\n{LETTER}").case
    assert [target.office for target in case.targets] == ["Minister of Justice"]


@pytest.mark.parametrize("label", ["Bis:", "Until:", "Jusqu’au :", "Hasta:", "Até:", "Entro il:", "Tot:"])
def test_a_bare_word_of_time_before_a_day(label: str) -> None:
    assert str(read(NUMBER, "BAKER JAILED", STORY, f"{label} 30.07.2021", WHOLE).case.deadline) == "2021-07-30"


def test_ways_to_reach_somebody_as_people_write_them() -> None:
    contact = (
        f"{ADDRESS}\nfax (256) 41-000-000\nemail: minister [at] justice.example.ug\n(start it with “Dear Minister”)"
    )
    [target] = read(NUMBER, "BAKER JAILED", STORY, f"Write to:\n{contact}", f"Sir,\n\n{LETTER}").case.targets
    assert (target.fax, target.email) == ("(256) 41-000-000", ("minister@justice.example.ug",))
    assert target.salutation is not None and "Dear Minister" in target.salutation.values()  # type: ignore[union-attr]


def test_a_salutation_at_the_end_of_a_block_begins_no_letter() -> None:
    copy = "and a copy goes to\n\nEmbassy of Uganda\n1 Hill Road\nLondon W1A 1AA\nfax 020 0000 0000\nDear Ambassador"
    costs = "They want letters by July 30, 2021. A stamp for there costs 1.20, and 49 cents for the other one in town."
    draft = read(NUMBER, "BAKER JAILED", STORY, f"Write to:\n{CONTACT}", copy, costs, f"Dear Minister:\n\n{LETTER}")
    [letter] = draft.case.letters.values()
    assert letter.text.startswith("I am writing")
    assert draft.case.targets[1].salutation == {"en": "Dear Ambassador"}


def test_the_foot_of_a_page_in_the_middle_of_a_letter() -> None:
    foot = "Amnesty International – Public Document\nUA 146/21 – Page {} of 2"
    torn = LETTER.replace("arrested on", f"arrested\n\n{foot.format(1)}\n\non")
    draft = read(NUMBER, "BAKER JAILED", STORY, WHOLE.replace(LETTER, torn), foot.format(2))
    [letter] = draft.case.letters.values()
    assert letter.text.startswith(
        "I am writing about Ana Velim, a baker who was arrested on 3 May 2021 at her own oven."
    )


def test_the_foot_of_a_sheet_and_of_a_list_are_nobody_to_write_to() -> None:
    sheet = "Group 57, c/o Quaker House, 11 Elm Row, Ottawa ON K1N 0Z0 • group57@example.ca • Page 1"
    club = "Netzwerk e.V. • Sonnenstraße 88 • 50667 Köln • Fax: 0221-00 00 44 • Spendenkonto DE00 • Abbestellen"
    feet = f"{sheet}\n\n{club}\n\n*** END OF TRANSMISSION ***"
    copies = f"COPIES TO:\nEmbassy of Uganda\n1 Hill Road\nLondon W1A 1AA\n\n{feet}"
    assert len(read(NUMBER, "BAKER JAILED", STORY, f"APPEALS TO:\n{CONTACT}", copies).case.targets) == 2


def test_a_name_that_was_broken_before_its_end() -> None:
    people = "NAME AND PREFERRED PRONOUN: Ana Maria\nVelim (she/her)"
    case = read(NUMBER, "BAKER JAILED", STORY, WHOLE, people).case
    assert [(person.name, person.pronouns) for person in case.people] == [("Ana Maria Velim", "she/her")]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("(put it on your own paper)", DoubtCode.REMARK), ("and then to everybody else", DoubtCode.REMARK),
        ("Is this still right?", DoubtCode.REMARK), ("checked in May, 2.80 by air", DoubtCode.REMARK),
        ("neu seit Mai, vorher Herr Osman", DoubtCode.REMARK), ("nouveau depuis mai, avant M. Osman", DoubtCode.REMARK),
        ("¡primera opción!", DoubtCode.REMARK),
    ],
)  # fmt: skip
def test_a_line_that_looks_like_no_address_is_a_doubt_or_a_remark(line: str, code: DoubtCode) -> None:
    block = ADDRESS.replace("12 Lake Road", f"{line}\n12 Lake Road")
    draft = read(NUMBER, "BAKER JAILED", STORY, f"APPEALS TO:\n{block}")
    assert doubts_about(draft, "targets[0].address") == [code]
    assert (line in draft.case.targets[0].address) is (code == DoubtCode.LIKELY)
    assert len(draft.case.targets) == len(read(NUMBER, "BAKER JAILED", STORY, f"APPEALS TO:\n{ADDRESS}").case.targets)
    assert doubts_about(read(NUMBER, "BAKER JAILED", STORY, f"APPEALS TO:\n{CONTACT}"), "targets[0].address") == []


def test_an_office_without_any_known_word_is_a_doubt() -> None:
    block = ADDRESS.replace("Minister of Justice", "**Paper for the table**")
    draft = read("UA: 146/21", "# Uganda: baker jailed", STORY, f"**Write to:**\n\n{block}", name="a.md")
    assert DoubtCode.LIKELY in doubts_about(draft, "targets[0].office")


APPEALS = [
    (
        "Description des faits :", "Contexte :", "Actions requises :",
        "Merci d’écrire aux autorités en leur demandant de :", "Adresses :",
    ),
    (
        "Brief description of the situation:", "Background:", "Actions requested:",
        "Please write to the authorities of Ilvania, asking them to:", "Addresses:",
    ),
    (
        "Breve descripción de los hechos:", "Contexto:", "Acción que se pide:",
        "Por favor escriban a las autoridades pidiendo:", "Direcciones:",
    ),
    (
        "Breve descrição dos factos:", "Contexto:", "Ações solicitadas:",
        "Escreva às autoridades, pedindo:", "Endereços:",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("account", "background", "action", "request_", "addresses"), APPEALS)
def test_an_appeal_of_an_observatory(account: str, background: str, action: str, request_: str, addresses: str) -> None:
    told = "Ana Velim was detained on 3 May 2021 in Sampleton, and has had no lawyer since then, says her sister."
    wider = "Dozens of people who had asked for a school in the town were detained in the spring of the same year."
    urgent = "URGENT APPEAL - THE OBSERVATORY\n\nThe Observatory requests your URGENT intervention in Ilvania."
    text = f"""{urgent}

{account}

{told}

{background}

{wider}

{action}

{request_}

i. release Ana Velim at once and without conditions;

ii. let her see a lawyer of her choice and her family.

{addresses}

Mr Luis Orlat, Minister of Justice, 12 Sample Street, 1000 Tunis, Tunisia, Fax: +216 71 000 000
"""
    case = import_document(text.encode(), name="appeal.txt").case
    assert (case.summary, case.background, len(case.demands)) == (told, wider, 2)
    assert [(target.office, target.name) for target in case.targets] == [("Minister of Justice", "Mr Luis Orlat")]


def test_a_notice_before_the_letter_as_the_account_is_doubted() -> None:
    notice = "It lies on the table at the door until Sunday. Please sign the letter and put it into the box."
    letter = "Dear Minister,\n\nAna Velim was detained in May. I ask you to release her.\n\nYours sincerely,"
    to = "WRITE TO:\n\nMinister of Justice\n12 Sample Street\n1000 Tunis\nTunisia\nFax: +216 71 000 000"
    text = f"Letters of St Sample\n\n{notice}\n\n{to}\n\n{letter}\n"
    draft = import_document(text.encode(), name="table.txt")
    assert draft.case.summary == notice
    assert DoubtCode.LIKELY in doubts_about(draft, "summary")
