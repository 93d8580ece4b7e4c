"""The head of a document, and the country whose authorities it addresses."""

from __future__ import annotations

import pytest

from appealgen import resources
from appealgen.importing.draft import import_document
from appealgen.importing.fields.capitals import capital_in, countries_by_capital
from appealgen.importing.fields.header import Header, Whole, read_header
from appealgen.importing.fields.header_lines import without_header_words
from appealgen.importing.files.text import plain_lines
from appealgen.language.locales import iso_countries
from appealgen.yamlfile.reader import load_yaml
from urgent_action_files import HEAD, SUMMARY, as_html, changed, draft_of


def head(text: str) -> Header:
    lines = plain_lines(text)
    return read_header(lines, lines, None, Whole(text))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("UA: 46/19 Index: EUR 57/0001/2019 Kazakhstan Date: 9 April 2019", "Kazakhstan"),
        ("Further information on UA: 46/19 Index: EUR 57/0001/2019 Kazakhstan", "Kazakhstan"),
        ("URGENT ACTION", ""),
        ("AU 12/13, Index AI : AMR 37/001/2013, Honduras, date : 3 mai 2013", "Honduras"),
        ("UA 153.20", ""),
        ("Teacher jailed", "Teacher jailed"),
    ],
)
def test_the_rest_of_a_header_line(text: str, left: str) -> None:
    assert without_header_words(text) == left


@pytest.mark.parametrize(
    ("lines", "title", "country"),
    [
        ("URGENT ACTION\nTEACHER JAILED", "TEACHER JAILED", None),
        ("TEACHER JAILED\nAND HIS BROTHER TOO", "TEACHER JAILED AND HIS BROTHER TOO", None),
        ("Honduras: Teacher jailed", "Teacher jailed", "HN"),
        ("Teacher jailed (Iran)", "Teacher jailed", "IR"),
        ("UA 46/19 Teacher jailed", "Teacher jailed", None),
        ("Kazakhstan\nTeacher jailed", "Teacher jailed", "KZ"),
        ("Startseite\nMenu\nTeacher jailed", "Teacher jailed", None),
        (
            "TEACHER JAILED AGAIN The police have come to the school of a teacher and taken him with them.",
            "TEACHER JAILED AGAIN",
            None,
        ),
    ],
)
def test_the_headline_and_the_country_in_it(lines: str, title: str, country: str | None) -> None:
    found = head(f"{lines}\n\n{SUMMARY}")
    assert found.title is not None and found.title[0] == title
    assert (found.country and found.country[0]) == country
    assert SUMMARY in [line.text for line in found.prose]


@pytest.mark.parametrize(
    ("text", "number", "index", "issued"),
    [
        (HEAD, "46/19", "EUR 57/0001/2019", "2019-04-09"),
        ("UA 46/19\nIndex: EUR 57/0001/2019\n9 April 2019", "46/19", "EUR 57/0001/2019", "2019-04-09"),
        ("FI 046/19-3 (see UA 12/18)\nDatum: 9. April 2019", "46/19-3", None, "2019-04-09"),
        (
            "On 9 April 2019 the police came to the school and asked for the teacher, whom they took with them.",
            None,
            None,
            None,
        ),
        ("UA 46/19\nMitmachen bis 9. April 2019", "46/19", None, None),
    ],
)
def test_number_index_and_date(text: str, number: str | None, index: str | None, issued: str | None) -> None:
    found = head(f"{text}\n\n{SUMMARY}")
    assert found.number == (number and (number, 1)) and (found.index and found.index[0]) == index
    assert (found.issued and str(found.issued[0].date)) == issued


@pytest.mark.parametrize("line", ["see UA 12/18", "(voir AU 12/18)", "x UA 12/18 english"])
def test_a_number_that_is_only_spoken_of_is_not_that_of_the_document(line: str) -> None:
    assert head(f"{line}\nUA 46/19\n\n{SUMMARY}").number == ("46/19", 2)


@pytest.mark.parametrize(
    ("changes", "country", "line"),
    [
        ([], "KZ", HEAD),
        ([("Kazakhstan Date", "Date")], "KZ", "000000 Kazakhstan"),
        ([("Kazakhstan Date", "Date"), ("000000 Kazakhstan", "000000\nTürkei")], "TR", "Türkei"),
        ([("Kazakhstan Date", "Date"), ("Prospect Dogory, 114", "c/o Embassy of Chad")], "KZ", "EUR 57/"),
        ([("Index: EUR 57/0001/2019 Kazakhstan Date", "Date"), ("Prospect Dogory, 114", "c/o Embassy of Chad")],
         "KZ", None),
        ([("Kazakhstan Date", "Date"), ("000000 Kazakhstan", "000000"),
          ("# ADDITIONAL",
           "**Also send copies to:**\n\nEmbassy of the Kingdom of Bahrain, 99 Mall, London SW0Y 0AA\n\n# ADDITIONAL")],
         "BH", "Embassy of the"),
        ([("Kazakhstan Date", "Saudi Arabia Date")], "SA", HEAD[:20]),
    ],
)  # fmt: skip
def test_the_country_by_the_head_the_address_or_the_embassy(
    changes: list[tuple[str, str]], country: str, line: str | None
) -> None:
    draft = draft_of(*changes)
    assert draft.case.country == country
    if line is None:
        assert [doubt.code for doubt in draft.case.doubts if doubt.field == "country"] == ["likely"]
    else:
        said = next(each for each in draft.document.lines if each.number == draft.origins["country"])
        assert line in said.text


def test_the_country_that_the_title_of_a_page_names() -> None:
    """The frame of a document never decides alone, nor against the recipients."""
    titled = "Urgent Action: Clockmaker jailed – Honduras"
    page = as_html(changed(("Kazakhstan Date", "Date"), ("000000 Kazakhstan", "000000")))
    assert import_document(page.replace("Saved page", titled).encode()).case.country == "KZ"
    draft = import_document(page.replace("Saved page", titled).replace("Kazakhstan", "Ilvania").encode())
    assert (draft.case.country, draft.origins["country"]) == ("HN", 1)
    assert [doubt.grave for doubt in draft.case.doubts if doubt.field == "country"] == [True]


def test_every_capital_is_in_a_country_that_there_is() -> None:
    assert set(countries_by_capital().values()) <= set(iso_countries())


def test_capitals_and_indexes_are_of_countries() -> None:
    path = resources.find("index_countries.yaml")
    assert path is not None
    indexes = load_yaml(path, dict[str, str], {})
    assert set(indexes.values()) <= set(iso_countries())
    assert set(countries_by_capital().values()) - {"AN", "CS"} <= set(iso_countries())
    assert all(name == name.lower() for name in countries_by_capital())
    assert len(countries_by_capital()) > 180
    assert (
        capital_in("Rue Exemple 1, BRUXELLES") == "bruxelles" and capital_in("embassy.berlin@example.org") == "berlin"
    )
    assert capital_in("Romea Street, Parisville") is None
