"""The position of a document in its case, deadlines and languages of letters, and lost accents."""

from __future__ import annotations

import datetime

import pytest

from appealgen.errors import DocumentError
from appealgen.importing.document_words import fold_letters, language_of, language_of_salutation, phrase_pattern
from appealgen.importing.draft import Draft, import_document
from appealgen.importing.fields.conditions import languages_said
from appealgen.importing.files.text import plain_lines
from appealgen.importing.structure.accents import restore_accents
from urgent_action_files import DOCUMENT, HEAD, LETTER, SUMMARY, TARGET, as_text, changed, draft_of

NEWS = [
    (text, "") for text in ("\n".join(TARGET), DOCUMENT[4], "Dear Prosecutor General,", *LETTER, "Yours sincerely,")
]


@pytest.mark.parametrize(
    ("said", "languages", "own"),
    [
        ("Kazakh, Russian.", ("kk", "ru"), False),
        ("Kazakh or Russian", ("kk", "ru"), False),
        ("Arabic, English and your own language.", ("ar", "en"), True),
        ("Spanish/French", ("es", "fr"), False),
        ("good Russian, Englisch", ("ru", "en"), False),
        ("English, English", ("en",), False),
        ("Brazilian Portuguese", ("pt-BR",), False),
    ],
)
def test_the_languages_that_the_target_reads(said: str, languages: tuple[str, ...], own: bool) -> None:
    case = draft_of(("Kazakh, Russian.\nYou can also write in your own language.", said)).case
    assert (case.languages, case.own_language) == (languages, own)
    assert draft_of().case.own_language


@pytest.mark.parametrize(
    ("said", "deadline"),
    [
        ("21 May 2019", "2019-05-21"), ("21. Mai 2019", "2019-05-21"), ("May 21, 2019", "2019-05-21"),
        ("21 May", "2019-05-21"),
        ("8 April", "2020-04-08"), ("9 April", "2019-04-09"), ("as soon as possible", None),
    ],
)  # fmt: skip
def test_until_when_to_write(said: str, deadline: str | None) -> None:
    case = draft_of(("21 May 2019", said)).case
    assert (case.deadline and str(case.deadline)) == deadline


@pytest.mark.parametrize(
    ("said", "deadline", "doubted"),
    [
        ("Check with our office, if sending appeals after 21 May 2019.", "2019-05-21", False),
        ("Consulten con su Sección si van a enviarlos después del 21 de mayo de 2019.", "2019-05-21", False),
        ("Actúen lo antes posible y no después del: 21 de mayo de 2019", "2019-05-21", False),
        ("Por favor, aja o mais rápido possível até: 21 de maio de 2019", "2019-05-21", False),
        ("Agite subito, entro il 21 maggio 2019, e scrivete", "2019-05-21", False),
        ("Schrijf een brief, maar doe dat vóór 21 mei 2019", "2019-05-21", True),
        ("4. Do it before 21 May 2019. A stamp costs 90 cents.", "2019-05-21", True),
        ("After 21 May 2019 ask Dorothy first.", "2019-05-21", True),
        ("The court may hear the case after 21 May 2019.", None, False),
    ],
)
def test_until_when_to_write_in_other_words(said: str, deadline: str | None, doubted: bool) -> None:
    draft = draft_of(("**PLEASE TAKE ACTION AS SOON AS POSSIBLE UNTIL:** 21 May 2019", said))
    assert (draft.case.deadline and str(draft.case.deadline)) == deadline
    assert any(doubt.field == "deadline" for doubt in draft.case.doubts) is (doubted or deadline is None)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("English is fine.", "English"),
        ("English is fine (or Swahili – Ana will translate).", "English, Swahili"),
        ("English is fine, so is Malay if you have it.", "English, Malay"),
        ("Spanish or English are understood", "Spanish, English"),
        ("Idiomas preferenciais: português, inglês.", "português, inglês"),
        ("Bevorzugte Sprachen des Ministers: Arabisch und Französisch", "Arabisch, Französisch"),
        ("Bitte schreiben Sie auf Englisch oder Französisch.", "Englisch, Französisch"),
        ("Pueden escribir en: español, francés o en su propio idioma.", "español, francés, su propio idioma"),
        ("Dans vos appels, en français ou dans votre propre langue :", "français, votre propre langue"),
        ("Scrivete in inglese o in italiano", "inglese, italiano"),
        ("Schrijf in het Engels of Frans", "Engels, Frans"),
        ("You can write in good Arabic.", "Arabic"),
        ("Persian, English", "Persian, English"),
        ("Auf Arabisch oder Englisch, spätestens bis zum 30. April 2024.", "Arabisch, Englisch"),
        ("English", ""),
        ("In English villages people write to him.", ""),
        ("Please write in your own language", "your own language"),
        ("Please write in your own words", ""),
        ("She wrote a letter in Turkish to her mother", ""),
        ("Sie schrieb einen Brief auf Amharisch", ""),
        ("Ana Velim speaks three languages: nobody knew", ""),
    ],
)
def test_languages_in_words_that_are_no_label(text: str, names: str) -> None:
    assert languages_said(text) == names


def test_such_languages_are_those_of_the_case() -> None:
    said = "Letters may be written in Kazakh, or in your own language."
    case = draft_of(
        ("**PREFERRED LANGUAGE TO ADDRESS TARGET:** Kazakh, Russian.\nYou can also write in your own language.", said)
    ).case
    assert (case.languages, case.own_language) == (("kk",), True)


def test_the_document_before() -> None:
    draft = draft_of(("**NAME AND", "LINK TO PREVIOUS UA: see https://www.example.org/ua/1/.\n\n**NAME AND"))
    assert draft.case.previous == "https://www.example.org/ua/1/"


@pytest.mark.parametrize(
    ("number", "case_number", "update", "issue", "is_update"),
    [
        ("UA: 46/19", "46/19", None, None, False),
        ("Second UA: 46/19", "46/19", None, 2, False),
        ("UA: 046/2019", "46/19", None, None, False),
        ("Further information on UA: 46/19", "46/19", "46/19", None, True),
        ("UA: 46/19-2", "46/19", "46/19-2", None, True),
        ("FI 046/19-3", "46/19", "46/19-3", None, True),
        ("Third update on UA: 46/19", "46/19", "46/19", None, True),
    ],
)
def test_the_number_of_the_case_and_of_its_update(
    number: str, case_number: str, update: str | None, issue: int | None, is_update: bool
) -> None:
    draft = draft_of(("UA: 46/19", number))
    case = draft.case
    assert (case.ua_number, case.id, case.issue, draft.is_update) == (case_number, "ua-046-19", issue, is_update)
    assert [(each.number, each.date, each.closes) for each in case.updates] == (
        [(update, datetime.date(2019, 4, 9), False)] if update else []
    )
    assert (str(case.issued), case.index) == ("2019-04-09", "EUR 57/0001/2019")
    assert draft.asks and not draft.closes


CLOSED = "No further action is requested. Many thanks to all who sent appeals."


@pytest.mark.parametrize(
    ("number", "text", "date"),
    [
        ("UA: 46/19", CLOSED, "2019-04-09"),
        (
            "FI 046/19-3",
            "Weitere Appelle sind nicht erforderlich. Vielen Dank allen, die Appelle geschrieben haben.",
            "2019-04-09",
        ),
        (
            "STOP ACTION UA: 46/19",
            "Nothing more is to be done for her, as she has been free since yesterday.",
            "2019-04-09",
        ),
        ("UA: 46/19", "This action ended on 3 May 2019", "2019-05-03"),
    ],
)
def test_a_document_that_closes_its_case(number: str, text: str, date: str) -> None:
    draft = draft_of(("UA: 46/19", number), *NEWS[1:], (NEWS[0][0], text))
    case = draft.case
    assert (draft.closes, draft.asks, case.closed, case.targets, dict(case.letters)) == (True, False, True, (), {})
    [update] = case.updates
    assert (update.closes, str(update.date), update.index) == (True, date, "EUR 57/0001/2019")
    assert str(update.outcome).startswith(SUMMARY[:40])
    assert (case.index, case.issued) == (None, None)
    assert not any(doubt.grave for doubt in case.doubts)


def test_without_a_number_the_case_is_called_by_its_person() -> None:
    assert draft_of(("UA: 46/19 ", "")).case.id == "ana-velim"


SPANISH = """\
ACCIN URGENTE
AU: 46/19 ndice: AMR 41/001/2019 Mxico Fecha: 9 de abril de 2019
INFORMACIN ADICIONAL
La Secretara de Gobernacin habla espaol. Rosa Muoz vive en Mxico.
"""


def test_known_words_get_their_lost_accents_back() -> None:
    lines, mended = restore_accents(plain_lines(SPANISH))
    text = "\n".join(line.text for line in lines)
    assert mended >= 5
    for word in ("ACCIÓN", "INFORMACIÓN", "México", "Secretaría", "Gobernación", "español"):
        assert word in text
    assert "Rosa Muoz" in text
    assert [line.number for line in lines] == [1, 2, 3, 4]


@pytest.mark.parametrize("text", ["One Mxico alone is a slip.", SUMMARY, "ACCIÓN URGENTE México español Gobernación"])
def test_a_document_with_its_accents_is_left_alone(text: str) -> None:
    lines = plain_lines(text)
    assert restore_accents(lines) == (lines, 0)


def test_lost_accents_are_a_doubt_of_every_text() -> None:
    text = as_text(changed((DOCUMENT[12], f"{DOCUMENT[12]} La Secretara de Gobernacin, Mxico, dice ACCIN.")))
    fields = {doubt.field for doubt in import_document(text.encode()).case.doubts if doubt.code == "unreadable"}
    assert fields == {"title", "summary", "people", "targets", "demands", "background"}


def refused(text: str) -> tuple[str, str]:
    with pytest.raises(DocumentError) as raised:
        import_document(text.encode(), name="a.txt")
    [problem] = raised.value.problems
    assert problem.file == "a.txt"
    return problem.code, problem.message


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Invoice 12\n\nTotal: 20.00\nVAT: 3.00\nIBAN: XX00 0000", "an invoice"),
        ("Petition: free the clockmaker\n\nSign now!", "a petition"),
        ("NEW INFORMATION OBS 046 – Urgent Appeal\n\nThe Observatory has been informed.", "another organization"),
        ("Some words that say nothing at all.", "none of the parts"),
        (f"Dear Minister,\n\n{SUMMARY}\n\nYours sincerely,", "it has a salutation; missing: a number"),
        (
            f"It wants urgent action.\n\nDear Minister,\n\n{SUMMARY}\n\nYours sincerely,",
            "it has a salutation; missing: a number",
        ),
    ],
)
def test_not_an_urgent_action(text: str, told: str) -> None:
    code, message = refused(text)
    assert code == "not-an-urgent-action" and told in message


def test_several_urgent_actions_in_one_file() -> None:
    code, message = refused(as_text() + "\n" + as_text().replace("46/19", "47/19"))
    assert code == "several" and message == "2 Urgent Actions in one file: UA 46/19 (line 1), UA 47/19 (line 40)"
    code, message = refused(as_text() + "\n" + as_text().replace(HEAD, ""))
    assert code == "several" and message == "several letters in one file (line 19, line 58)"


@pytest.mark.parametrize(
    "more", ["See also UA 47/19 for another clockmaker.", "- UA 47/19: a clockmaker in Ejemplo", "FI 46/19-2"]
)
def test_another_number_that_is_only_spoken_of(more: str) -> None:
    def draft(text: str) -> Draft:
        return import_document(text.encode())

    assert draft(as_text(changed((DOCUMENT[12], f"{DOCUMENT[12]}\n\n{more}")))).case.ua_number == "46/19"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The clock of the woman was taken and has been held by the police.", "en"),
        ("Die Uhr der Frau wurde von der Polizei mitgenommen und ist nicht mehr da.", "de"),
        ("La policía se llevó el reloj de la mujer y no lo ha devuelto por los días que pasaron.", "es"),
        ("La police a pris la montre de la femme et ne l’a pas rendue dans les jours qui ont suivi.", "fr"),
        ("xx yy zz", "en"),
    ],
)
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert language_of(text, "en") == language  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Dear Minister", "en"),
        ("Sehr geehrter Herr", "de"),
        ("Estimado Señor", "es"),
        ("MONSIEUR LE MINISTRE", "fr"),
        ("Ciao", "pt"),
    ],
)
def test_the_language_of_a_salutation(text: str, language: str) -> None:
    assert language_of_salutation(text, "pt") == language  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["ÀÉÎÕÜ", "Straße", "œuvre æ ø đ ł", "İstanbul ı", "ﬁ", "Ǆ", "日本", "", "e\u0301"])
def test_folded_text_is_as_long_as_before(text: str) -> None:
    assert len(fold_letters(text)) == len(text)
    assert fold_letters("ÀÉ Ñß") == "ae ns"


def test_phrases_are_found_whatever_is_between_their_words() -> None:
    import re

    pattern = re.compile(phrase_pattern(["Minister", "Minister of State"]))
    assert [match[0] for match in pattern.finditer("minister-of state, minister  of  state, minister")] == [
        "minister-of state", "minister  of  state", "minister",
    ]  # fmt: skip
