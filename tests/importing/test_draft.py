"""Doubts about a document have a field and a line, and are grave or light."""

from __future__ import annotations

import pytest

from urgent_action_files import DOCUMENT, LETTER, TARGET, as_markdown, changed, draft_of

LABEL_OF_PEOPLE = ("**NAME AND PREFERRED PRONOUN:** Ana Velim (she/her)", "")
LABEL_OF_LANGUAGES = (
    "**PREFERRED LANGUAGE TO ADDRESS TARGET:** Kazakh, Russian.\nYou can also write in your own language.",
    "",
)
REACHED = ("\n".join(TARGET[2:]), "")
NOWHERE = (" Kazakhstan Date", " Date"), ("000000 Kazakhstan", "000000")
COPIES = "**Also send copies to:**\n\nEmbassy of the Republic of Kazakhstan{place}\n\n# ADDITIONAL INFORMATION"

DOUBTS = [
    # change, → code, field, grave, words of the line that it names, or None
    ([("UA: 46/19 ", "")], "missing", "ua_number", False, None),
    ([(" Index: EUR 57/0001/2019", "")], "missing", "index", False, None),
    ([(" Date: 9 April 2019", "")], "missing", "issued", False, None),
    ([("21 May 2019", "soon")], "missing", "deadline", True, None),
    ([("# CLOCKMAKER JAILED OVER A CLOCK", "")], "missing", "title", False, None),
    ([LABEL_OF_LANGUAGES], "missing", "languages", False, None),
    ([LABEL_OF_PEOPLE, ("Ana Velim", "the clockmaker")], "missing", "people", True, None),
    ([("\n".join(TARGET), ""), (DOCUMENT[4], "")], "missing", "targets", True, None),
    ([REACHED], "missing", "targets[0].address", True, "Prosecutor General"),
    ([*NOWHERE, ("EUR 57", "EUR 01"), ("south of Kazakhstan", "south")], "missing", "country", True, None),
    ([("Dear Prosecutor General,", ""), *((text, "") for text in LETTER), ("Yours sincerely,", "")],
     "missing", "letters.en", True, None),
    ([("# ADDITIONAL INFORMATION", COPIES.format(place="\n99 Nowhere Street"))],
     "missing", "targets", True, "Embassy of the Republic of Kazakhstan"),
    ([LABEL_OF_PEOPLE], "likely", "people[0].name", False, "Ana Velim, who"),
    ([*NOWHERE, ("EUR 57", "EUR 01")], "likely", "country", True, None),
    ([("21 May 2019", "21 May")], "likely", "deadline", True, "21 May"),
    ([("21 May 2019", "05/06/2019")], "likely", "deadline", True, "05/06/2019"),
    ([("21 May 2019", "21 Septembr 2019")], "likely", "deadline", True, "Septembr"),
    ([("21 May 2019", "31 April 2019")], "likely", "deadline", True, "31 April"),
    ([("9 April 2019", "9/4/2019")], "likely", "issued", False, "9/4/2019"),
    ([("UA: 46/19 ", ""), ("# ADDITIONAL", "https://example.org/uaa22910.pdf\n\n# ADDITIONAL")],
     "likely", "ua_number", False, "uaa22910"),
    ([("# ADDITIONAL INFORMATION", COPIES.format(place="\n99 Nowhere Street\nEmail: paris@example.org"))],
     "likely", "targets[1].host", True, "Embassy of"),
    ([("\n".join(TARGET), "Minister of Justice, Orlat Muestra, Ministry of Justice, 9 Sample Road, Town, Kazakhstan")],
     "likely", "targets[0].address", True, "Orlat Muestra"),
    ([("\n".join(TARGET), "Minister of Justice Orlat Muestra Ministry of Justice 99 Sample Street, Town, Kazakhstan")],
     "likely", "targets[0].name", True, "Orlat Muestra"),
    ([("Dear Prosecutor General,", "Dear Minister and Dear Ambassador,")],
     "likely", "targets[0].salutation", True, "Dear Minister"),
    ([("Email: reception@prosecutor.example.org", "Email: [email protected]")],
     "hidden", "targets[0].email", False, "[email protected]"),
    ([("toys for children.", "toys for (…)")], "cut-off", "background", False, "toys for"),
    ([("must be released at once.", "must be released …")], "cut-off", "summary", False, "must be released"),
    ([("return her tools.", "return her ...")], "cut-off", "letters.en", True, "return her ..."),
    ([("return her tools.**", "return her**"), ("Yours sincerely,", "")], "cut-off", "letters.en", True, "return her"),
    ([("Yours sincerely,", "")], "no-close", "letters.en", False, "return her tools."),
    ([("in two rooms of a former", "in two rooms of , a former")], "words-lost", "background", False, "rooms of ,"),
    ([("held for two months", "held ( Two months)")], "words-lost", "letters.en", True, "( Two"),
    ([("12 March because", "12 March under Article 274 because"), ("since then. The", "since then. Article 174. The")],
     "contradiction", "background", False, "Article 174"),
    ([("21 May 2019", "21 March 2019")], "contradiction", "deadline", True, "21 March"),
    ([("21 May 2019", "21 May 2019\nPLEASE TAKE ACTION BEFORE: 22 May 2019")],
     "contradiction", "deadline", True, "22 May"),
    ([("workshop of Ana Velim", "workshop of Ana Vellim")], "contradiction", "people[0].name", True, "Vellim"),
    ([("workshop of Ana Velim", "workshop of Ana Vleim")], "contradiction", "people[0].name", True, "Vleim"),
    ([(" Kazakhstan Date", " Date"), ("000000 Kazakhstan", "000000 Uzbekistan"),
      ("# ADDITIONAL INFORMATION", COPIES.format(place=", 999 Sample Mall, London SW0Y 0AA"))],
     "contradiction", "country", True, "Prosecutor General"),
    ([("Fax: +7 0000 000 001", "Please do not write by fax, only by mail.")],
     "remark", "targets[0].address", False, "Please do not"),
    ([("# ADDITIONAL INFORMATION", COPIES.format(place="\n99 Nowhere Street\nEmail: paris@example.org"))],
     "no-town", "targets[1].address", False, "Embassy of"),
    ([("Email: reception@prosecutor.example.org", "Twitter: @GenProKZ"),
      ("**NAME AND", "# SOCIAL MEDIA\n\nhttps://twitter.com/genprokz\n\n**NAME AND")],
     "spelling", "targets[0].social", False, "twitter.com/genprokz"),
    ([("Kazakh, Russian.", "Kazakh, Ruskian.")], "unknown", "languages", False, "Ruskian"),
    ([("# ADDITIONAL INFORMATION", "# ADDITIONAL INFORMATION\n\nThat is so.\n\n# SOMETHING ELSE ENTIRELY")],
     "unknown", "background", False, "SOMETHING ELSE"),
    ([("clockmaker from Ejemplo", "clockmaker from Ejempl\ufffd")], "unreadable", "letters.en", True, "\ufffd"),
    ([("clockmaker from Ejemplo", "clockmakerâ€™s from Ejemplo")], "unreadable", "letters.en", True, "â€™"),
    ([("clockmaker from Ejemplo", "clockmaker from Ejempl\ue021")], "unreadable", "letters.en", True, "\ue021"),
    ([("Mektov Orlat", "Mektov OrlÃ¡t")], "unreadable", "targets[0].name", True, "OrlÃ¡t"),
    ([("in two rooms", "in tw\ufffd rooms")], "unreadable", "background", False, "tw\ufffd"),
    ([("on her wall", "on her w\ufffdll")], "unreadable", "summary", False, "w\ufffdll"),
    ([("A CLOCK", "A CL\ufffdCK")], "unreadable", "title", False, "CL\ufffdCK"),
    ([("Prospect Dogory", "Prosp\ufffdct Dogory")], "unreadable", "targets[0].address", True, "Prosp\ufffdct"),
    ([("Mektov Orlat", "Mekt\ufffdv Orlat")], "unreadable", "targets[0].name", True, "Mekt\ufffdv"),
    ([("**Prosecutor General**", "**Prosecutor G\ufffdneral**")],
     "unreadable", "targets[0].office", True, "G\ufffdneral"),
    ([("Dear Prosecutor General,", "Dear Prosecut\ufffdr General,")],
     "unreadable", "targets[0].salutation", True, "Prosecut\ufffdr"),
    ([("Email: reception@", "Email: rec\ufffdption@")], "unreadable", "targets", True, "rec\ufffdption"),
    ([("PRONOUN:** Ana Velim", "PRONOUN:** Ana V\ufffdlim")], "unreadable", "people[0].name", True, "V\ufffdlim"),
    ([("Yours sincerely,", "Yours sincerely,\n\nNam\ufffd")], "unreadable", "background", False, "Nam\ufffd"),
    ([("Dear Prosecutor General,", ""), (LETTER[0], ""), (LETTER[1], ""), ("Yours sincerely,", ""),
      (LETTER[2], "PLEASE WRITE IMMEDIATELY in Kazakh:\n\n- Urging them to release Ana Velim.")],
     "composed", "letters.en", False, None),
]  # fmt: skip


def test_a_field_with_several_damaged_lines_is_doubted_once() -> None:
    doubts = draft_of(("eleven minutes", "el\ufffdven minutes"), ("tools.", "t\ufffd\ufffdls.")).case.doubts
    assert [(doubt.code, doubt.field) for doubt in doubts] == [("unreadable", "letters.en")]


def test_a_document_without_any_doubt() -> None:
    case = draft_of().case
    assert (case.doubts, case.draft) == ((), False)


@pytest.mark.parametrize(("changes", "code", "field", "grave", "words"), DOUBTS)
def test_every_kind_of_doubt(
    changes: list[tuple[str, str]], code: str, field: str, grave: bool, words: str | None
) -> None:
    case = draft_of(*changes).case
    [doubt] = [each for each in case.doubts if (each.code, each.field) == (code, field)]
    assert (doubt.grave, case.draft) == (grave, True)
    if words is None:
        assert doubt.line is None
    else:
        assert doubt.line is not None
        text = as_markdown(changed(*changes)).replace("\\", "").split("\n")
        assert words in text[doubt.line - 1], text[doubt.line - 1]


@pytest.mark.parametrize("said", ["31 April 2019", "21 Mayy 2019", "21 May", "soon"])
def test_a_deadline_is_doubted_once(said: str) -> None:
    assert [doubt.field for doubt in draft_of(("21 May 2019", said)).case.doubts] == ["deadline"]


@pytest.mark.parametrize(
    "changes",
    [
        [("workshop of Ana Velim", "workshop of Ana Velims")],
        [("workshop of Ana Velim", "workshop of ANA VELLIM")],
        [
            ("12 March because", "12 March under Article 274 because"),
            ("since then. The", "since then. Article 199 says so. The"),
        ],
        [("21 May 2019", "9 April 2019")],
        [("toys for children.", "toys … for children.")],
        [("Dear Prosecutor General,", "Dear Prosecutor General and Deputy,")],
        [("Kazakh, Russian.", "Kazakh, good Russian and English.")],
    ],
)
def test_values_without_doubts(changes: list[tuple[str, str]]) -> None:
    assert draft_of(*changes).case.doubts == ()


def test_grave_doubts_come_first_and_none_comes_twice() -> None:
    doubts = draft_of(("UA: 46/19 ", ""), ("21 May 2019", "soon"), LABEL_OF_PEOPLE, ("tools.", "...")).case.doubts
    assert [doubt.grave for doubt in doubts] == sorted((doubt.grave for doubt in doubts), reverse=True)
    assert len(doubts) > 3 and len(set(doubts)) == len(doubts)
