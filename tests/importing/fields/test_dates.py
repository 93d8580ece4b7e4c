from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealgen.importing.fields.dates import find_date, with_year
from appealgen.language.locales import long_date


@pytest.mark.parametrize(
    "text",
    [
        "9 April 2019", "9th April, 2019", "9th of April 2019", "April 9, 2019", "Apr. 9 2019", "9 APRIL 2019",
        "9 Apr 2019",
        "9. April 2019", "den 9. April 2019", "9.4.2019", "09.04.19", "9. 4. 2019",
        "9 avril 2019", "le 9 avril, 2019", "9 de abril de 2019", "9 de abril del 2019", "9 DE ABRIL DE 2019",
        "2019-04-09", "9-4-2019", "until 9 April 2019, or later", "Index: x Date:9 April 2019", "9 aprile 2019",
        "9 abril 2019",
    ],
)  # fmt: skip
def test_a_date_as_documents_print_it(text: str) -> None:
    found = find_date(text)
    assert found is not None
    assert (found.date, found.doubt) == (datetime.date(2019, 4, 9), None)
    assert "9" in text[found.start : found.end] and "2019"[-2:] in text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1er août 2019", "2019-08-01"), ("1 aout 2019", "2019-08-01"), ("15 März 2019", "2019-03-15"),
        ("1st May 2019", "2019-05-01"),
        ("31 de diciembre de 1999", "1999-12-31"), ("sept 9 2019", "2019-09-09"), ("27 November 1992", "1992-11-27"),
        ("27.11.92", "1992-11-27"), ("1.1.69", "2069-01-01"), ("25/04/2019", "2019-04-25"),
        ("04/25/2019", "2019-04-25"),
        ("04/04/2019", "2019-04-04"), ("9 mai 2019, not 2020-01-01", "2019-05-09"),
    ],
)  # fmt: skip
def test_other_dates(text: str, date: str) -> None:
    found = find_date(text)
    assert found is not None
    assert (str(found.date), found.doubt) == (date, None)


@pytest.mark.parametrize(
    "text", ["no date", "the 12 people in 2019", "32 May 2019", "30/30/2019", "9 Mechanics 2019", "12/34", ""]
)
def test_no_date(text: str) -> None:
    assert find_date(text) is None


@pytest.mark.parametrize("text", ["31 April 2019", "29 February 2019", "30 février 2019"])
def test_a_day_that_there_is_not(text: str) -> None:
    found = find_date(text)
    assert found is not None
    assert (found.date, found.doubt) == (None, f"there is no {text}")


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("9 Feburary 2019", 2),
        ("Septembr 9, 2019", 9),
        ("9 de setiembree de 2019", 9),
        ("9 Agust 2019", 8),
        ("9 novembr 2019", 11),
    ],
)
def test_a_misspelt_month_is_doubted(text: str, month: int) -> None:
    found = find_date(text)
    assert found is not None and found.date == datetime.date(2019, month, 9)
    assert found.doubt is not None and "was read as" in found.doubt


@pytest.mark.parametrize(
    ("text", "month_first", "date", "unclear"),
    [
        ("6/1/2012", False, "2012-01-06", True), ("6/1/2012", True, "2012-06-01", True),
        ("13/1/2012", True, "2012-01-13", False),
        ("1/13/2012", False, "2012-01-13", False), ("6.1.2012", False, "2012-01-06", False),
        ("5/5/12", False, "2012-05-05", False),
    ],
)  # fmt: skip
def test_numbers_that_may_mean_two_days(text: str, month_first: bool, date: str, unclear: bool) -> None:
    found = find_date(text, month_first=month_first)
    assert found is not None
    assert (str(found.date), "could be either of two dates" in (found.doubt or "")) == (date, unclear)


@pytest.mark.parametrize(
    ("text", "day", "month"), [("21 May", 21, 5), ("9 de abril", 9, 4), ("am 6. Januar", 6, 1), ("1er mars", 1, 3)]
)
def test_a_date_without_a_year_gets_the_next_one(text: str, day: int, month: int) -> None:
    found = find_date(text)
    assert found is not None
    assert (found.date, found.day_and_month, found.doubt) == (None, (day, month), "no year is given")
    for issued, year in (
        (datetime.date(2019, month, day), 2019),
        (datetime.date(2019, month, day) + datetime.timedelta(days=1), 2020),
    ):
        later = with_year(found, issued)
        assert later.date == datetime.date(year, month, day)
        assert later.doubt == f"no year is given; {year} follows from the document's date"


def test_a_day_that_the_next_years_do_not_have() -> None:
    found = find_date("29 February")
    assert found is not None
    assert with_year(found, datetime.date(2021, 3, 1)).date is None
    assert with_year(found, datetime.date(2019, 3, 1)).date == datetime.date(2020, 2, 29)


@given(st.dates(datetime.date(1971, 1, 1), datetime.date(2069, 12, 31)), st.sampled_from(["en", "de", "fr", "es"]))
def test_every_day_in_the_languages_of_documents(date: datetime.date, language: str) -> None:
    found = find_date(f"Date: {long_date(date, language)}.")
    assert found is not None and (found.date, found.doubt) == (date, None)


@given(st.text("0123456789/.-, MaydeJunio1erst", max_size=30))
def test_any_text_gives_a_date_or_none(text: str) -> None:
    found = find_date(text)
    assert found is None or 0 <= found.start < found.end <= len(text)
