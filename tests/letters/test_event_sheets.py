"""Contents and order of event sheets."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from appealgen.language.catalogues import languages_with_catalogue
from appealgen.language.phrases import languages_with_phrases, load_phrases
from appealgen.letters.event_sheets import (
    PackedLetter,
    Shopping,
    TallyLine,
    case_sheet,
    cover_sheet,
    packing_list,
    shopping_list,
    signature_table,
    tally_sheet,
    without_letters,
)
from appealgen.letters.hand_in_sheets import certificate, hand_in_form, parcel_list
from appealgen.letters.sheet_parts import SheetFormat
from appealgen.model.case import Case, Target, Update
from appealgen.model.document import Block, Sheet, Table
from appealgen.model.identifiers import Country, Slug, Tag
from appealgen.model.stationery import A4, StationeryChoice
from appealgen.post.postage import Stamp
from appealgen.post.stationery import choose_stationery
from appealgen.reading.case_files import load_case
from appealgen.renderers import render
from appealgen.renderers.docx.reference import bundled_reference
from appealgen.renderers.metrics import CELL_SIDE, POINTS_PER_MM, advance
from samples import PROJECT, tiny_case

EN = Tag("en")
FORMAT = SheetFormat(EN, A4)
TALLY = tally_sheet(
    [
        TallyLine("ua-046-19", "House arrest", "Prosecutor General", 40),
        TallyLine("ua-060-16", "Members of COPINH attacked", "Minister of Security", 125),
    ],
    FORMAT,
)
PACKING = packing_list(
    "O'Brien & <Söhne>",
    "letters/obrien",
    [
        PackedLetter("ua-046-19", "Prosecutor General", Tag("kk"), 1, "DL", datetime.date(2019, 5, 21)),
        PackedLetter("ua-046-19", "Embassy of the Republic of Kazakhstan", EN, 2, "DL"),
        PackedLetter("ua-060-16", "Minister of Security", Tag("es"), 1),
    ],
    FORMAT,
)
SHOPPING = shopping_list(
    Shopping(
        papers={"A4": 130, "US Letter": 4},
        envelopes={"DL": 80, "C6": 4},
        labels={"L7160": 2},
        stamps={
            Stamp("World", Decimal("2.80"), "GBP"): 40,
            Stamp("Inland", Decimal("0.87"), "GBP"): 40,
            Stamp("Europe", Decimal("1.10"), "EUR"): 2,
        },
        unpriced=1,
    ),
    FORMAT,
)
COVER = cover_sheet("Владимир O'Brien", ["2 cases", "3 letters, 3 envelopes"], FORMAT)


def sheet_of(case: Case, origin: str = "GB", language: str = "en") -> Sheet:
    made = choose_stationery(StationeryChoice(), origin, ())
    return case_sheet(case, Tag(language), Country(origin), made)


def text_of(sheet: Sheet) -> str:
    return render(sheet, "txt").decode()


def table_of(sheet: Sheet) -> Table:
    return next(part for part in sheet.parts if isinstance(part, Table))


def headings(sheet: Sheet) -> list[str]:
    return [part.text for part in sheet.parts if isinstance(part, Block) and part.style == "sheet-heading"]


@pytest.mark.parametrize(
    ("name", "sheet"),
    [
        ("sheet-ua-046-19", sheet_of(replace(load_case(PROJECT / "cases" / "ua-046-19"), updates=()))),
        ("sheet-ua-060-16", sheet_of(load_case(PROJECT / "cases" / "ua-060-16"), "US")),
        ("sheet-tally", TALLY),
        ("sheet-packing", PACKING),
        ("sheet-shopping", SHOPPING),
        ("sheet-cover", COVER),
    ],
)
def test_golden(golden: Callable[[str, str], None], name: str, sheet: Sheet) -> None:
    golden(f"{name}.txt", text_of(sheet))


def test_a_case_with_few_values() -> None:
    sheet = sheet_of(tiny_case(("ua_number: 1/20\n", ""), ("deadline: 2020-03-01\n", ""), ("languages: [en]\n", "")))
    assert headings(sheet) == ["What to ask for", "Whom to write to", "What not to write"]
    assert "\nKazakhstan\n" in text_of(sheet) and "Languages" not in text_of(sheet)


def test_number_and_deadline_stand_below_the_name() -> None:
    assert "Kazakhstan · Urgent Action 1/20 · write by 1 March 2020\n" in text_of(sheet_of(tiny_case()))


def test_a_sheet_is_in_the_language_that_is_asked_for() -> None:
    german = SheetFormat(Tag("de"), A4)
    text = text_of(shopping_list(Shopping(papers={"A4": 3}, unpriced=2), german))
    assert text.startswith("Was zu kaufen und mitzubringen ist\n")
    assert "- 2 Briefe\n" in text and "\nBriefpapier, A4, Blatt  " in text and "Paper" not in text


def test_addresses_are_those_of_mail_from_here() -> None:
    case = load_case(PROJECT / "cases" / "ua-046-19")
    assert [row[0] for row in table_of(sheet_of(case)).rows] == ["To", "Copy to"]
    to, copy = (row[1] for row in table_of(sheet_of(case)).rows)
    assert to.endswith("\nKAZAKHSTAN") and copy.endswith("\nSW1Y 5EA")
    assert [row[1].split("\n")[-1] for row in table_of(sheet_of(case, "DE")).rows] == ["KASACHSTAN"]


def test_an_embassy_of_the_users_own() -> None:
    own = Target(
        id=Slug("embassy-de"), role="embassy", host=Country("DE"), office="Botschaft", address=("1 Weg", "12345 Ort")
    )
    case, made = load_case(PROJECT / "cases" / "ua-046-19"), choose_stationery(StationeryChoice(), "DE", ())
    sheet = case_sheet(case, EN, Country("DE"), made, embassies=[own])
    assert [row[1].split("\n")[0] for row in table_of(sheet).rows] == ["Prosecutor General", "Botschaft"]


def test_the_route_by_the_embassy() -> None:
    case = load_case(PROJECT / "cases" / "ua-046-19")
    routes = {
        route: [row[0] for row in table_of(sheet_of(replace(case, embassy=route))).rows] for route in ("via", "none")
    }
    assert routes == {"via": ["To", "In care of"], "none": ["To"]}


def test_a_target_without_an_address() -> None:
    assert "(no postal address is known)" in text_of(sheet_of(tiny_case(("    address: [1 Street, Town]\n", ""))))


def test_names_offices_and_salutations_are_in_the_language_of_the_sheet_where_it_is_read() -> None:
    case = load_case(PROJECT / "cases" / "ua-046-19")
    sheet = sheet_of(case, language="ru")
    assert "Серикжан Билаш" in text_of(sheet) and "Генеральный прокурор" in table_of(sheet).rows[0][1]
    assert "Prosecutor General" in table_of(sheet_of(case, language="de")).rows[0][1]


def test_pronouns_and_salutations_are_in_the_language_of_the_sheet() -> None:
    case = load_case(PROJECT / "cases" / "ua-046-19")
    german = sheet_of(case, language="de")
    assert "(er/ihm)" in text_of(german) and "(he/him)" in text_of(sheet_of(case, language="en"))
    assert table_of(german).rows[0][2].split("\n")[:2] == [
        "Dear Prosecutor General", "Sehr geehrter Herr Generalstaatsanwalt",
    ]  # fmt: skip
    alone = replace(case, own_language=False)
    assert "Sehr geehrter" not in table_of(sheet_of(alone, language="de")).rows[0][2]


def test_unusual_pronouns_are_unchanged() -> None:
    [first, *others] = (case := load_case(PROJECT / "cases" / "ua-046-19")).people
    case = replace(case, people=(replace(first, pronouns="xe/xem"), *others))
    assert "(xe/xem)" in text_of(sheet_of(case, language="de"))


def test_words_of_a_case_have_the_marks_of_the_sheet() -> None:
    words = "title: {en: 'The \"Atajurt\" case', de: 'Der Fall \"Atajurt\"'}\nsummary: {fr: 'Il a dit \"non\".'}"
    case = tiny_case(("title: A headline", words))
    titles = {tag: sheet_of(case, language=tag).title for tag in ("en", "de", "es")}
    assert titles == {"en": "The “Atajurt” case", "de": "Der Fall „Atajurt“", "es": 'The "Atajurt" case'}
    assert "«\u202fnon\u202f»" in text_of(sheet_of(case, language="fr"))
    assert 'Il a dit "non".' in text_of(sheet_of(case, language="ru"))


def test_a_long_message_is_left_out() -> None:
    social = "social:\n  messages: {}\nsources:"
    assert "Release Ann" in text_of(sheet_of(tiny_case(("sources:", social.format("Release Ann now.")))))
    assert headings(sheet_of(tiny_case(("sources:", social.format("words " * 60))))).count("To post online") == 0


def test_totals() -> None:
    assert table_of(TALLY).rows[-1] == ("Total", "", "165", "", "") and table_of(TALLY).totals == 1
    stamps = [part for part in SHOPPING.parts if isinstance(part, Table)][1]
    assert stamps.rows[-2:] == (("Total", "", "80", "146.80 GBP", ""), ("Total", "", "2", "2.20 EUR", ""))
    assert stamps.totals == 2


@pytest.mark.parametrize(
    ("tag", "numbers"),
    [
        ("en", ("1,250", "2.80 GBP", "3,500.00 GBP")),
        ("de", ("1.250", "2,80 GBP", "3.500,00 GBP")),
        ("fr", ("1\u202f250", "2,80 GBP", "3\u202f500,00 GBP")),
        ("ru", ("1\xa0250", "2,80 GBP", "3\xa0500,00 GBP")),
    ],
)
def test_numbers_are_those_of_the_language(tag: str, numbers: tuple[str, str, str]) -> None:
    needs = Shopping(papers={"A4": 1250}, stamps={Stamp("World", Decimal("2.80"), "GBP"): 1250})
    paper, stamps = (part for part in shopping_list(needs, SheetFormat(Tag(tag), A4)).parts if isinstance(part, Table))
    count, price, total = numbers
    assert paper.rows[0][1] == count
    assert stamps.rows[0][1:4] == (price, count, total) and stamps.rows[1][2:4] == (count, total)
    line = TallyLine("ann", "A headline", "Minister", 1250)
    assert table_of(tally_sheet([line], SheetFormat(Tag(tag), A4))).rows[0][2] == count


def test_nothing_to_buy() -> None:
    assert shopping_list(Shopping(), FORMAT).parts == ()


def test_right_to_left() -> None:
    assert cover_sheet("x", (), SheetFormat(Tag("fa"), A4)).right_to_left
    assert not COVER.right_to_left and COVER.cover


@pytest.mark.parametrize("tag", languages_with_phrases())
def test_signatures_in_every_language(tag: str) -> None:
    words = load_phrases(tag).signatures
    table = signature_table([("Ann O'Brien", "Anytown"), ("Иван", "Тверь")], words)
    assert table.head == ("", words.name, words.place, words.signature)
    assert table.rows == (("1", "Ann O'Brien", "Anytown", ""), ("2", "Иван", "Тверь", ""))
    assert "2" in table.caption and "{" not in table.caption
    assert table.row_height >= 11 and table.boxes == {3}


def test_signatures_are_numbered_in_the_numerals_of_the_letter() -> None:
    table = signature_table([("Ann", "Anytown"), ("Ben", "Anytown")], load_phrases("fa").signatures, "fa", "GB")
    assert [row[0] for row in table.rows] == ["۱", "۲"] and "۲" in table.caption


@pytest.mark.parametrize("tag", languages_with_catalogue())
def test_no_word_of_a_head_is_broken(tag: str) -> None:
    style, reference = SheetFormat(Tag(tag), A4), bundled_reference()
    line, packed = TallyLine("ann", "A headline", "Minister", 1), PackedLetter("ann", "Minister", Tag("en"), 1)
    needs = Shopping(papers={"A4": 1}, stamps={Stamp("World", Decimal("2.80"), "GBP"): 1})
    case = sheet_of(load_case(PROJECT / "cases" / "ua-046-19"), language=tag)
    sheets = [case, tally_sheet([line], style), packing_list("A", "a", [packed], style), shopping_list(needs, style)]
    sheets += [
        without_letters([("2", "A", "b")], style),
        parcel_list([], None, style),
        certificate([], None, None, style),
    ]
    sheets.append(hand_in_form(load_case(PROJECT / "cases" / "ua-046-19"), "A", [], None, style))
    tables = [part for sheet in sheets for part in sheet.parts if isinstance(part, Table)]
    room = (A4.width - reference.margins_mm[1] - reference.margins_mm[3]) * POINTS_PER_MM
    size, bold = reference.measures["table-head"][0], 1.08
    broken = [
        word
        for table in tables
        for width, text in zip(table.widths, table.head, strict=True)
        for word in text.split()
        if advance(word, "sans") * bold * size > room * width / sum(table.widths) - 2 * CELL_SIDE * POINTS_PER_MM
    ]
    assert len(tables) == 11 and broken == []


@pytest.mark.parametrize(("rehearsals", "told"), [(0, []), (2, ["2 of them rehearsals"])])
def test_a_certificate_says_which_letters_were_rehearsals(rehearsals: int, told: list[str]) -> None:
    parts = certificate([], None, None, SheetFormat(Tag("en"), A4), rehearsals).parts
    texts = [span.text for part in parts if not isinstance(part, Table) for span in part.spans]
    assert [text for text in texts if "rehearsal" in text] == told
    assert not any(isinstance(one, Table) and isinstance(two, Table) for one, two in itertools.pairwise(parts))


@pytest.mark.parametrize(
    ("date", "told"),
    [
        (datetime.date(2019, 8, 26), "closed on 26 August 2019: no further letters are requested"),
        (None, "closed: no further letters are requested"),
    ],
)
def test_the_sheet_of_a_closed_case_says_so(date: datetime.date | None, told: str) -> None:
    case = load_case(PROJECT / "cases" / "ua-046-19")
    lead = text_of(sheet_of(replace(case, updates=(Update(date=date, closes=True),)))).split("What happened")[0]
    assert told in " ".join(lead.split()) and "write by" not in lead
