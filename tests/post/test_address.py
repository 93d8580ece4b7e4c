from __future__ import annotations

import pytest

from appealgen.document import Address
from appealgen.model import Country, Tag, Target, slug
from appealgen.post import address
from samples import someone

OFFICIAL = Target(
    id=slug("a"),
    office={Tag("en"): "Prosecutor General", Tag("ru"): "Генеральный прокурор", Tag("kk"): "Бас прокурор"},
    name={Tag("en"): "Ann Example", Tag("ru"): "Анна Пример"},
    address=("14 Prospect", "Nur-Sultan", "010000"),
)
MISSION = Target(
    id=slug("b"),
    role="embassy",
    host=Country("GB"),
    office="Embassy of Kazakhstan",
    name="Mr Example",
    address=("London",),
)
STREET = ("14 Prospect", "Nur-Sultan", "010000")


@pytest.mark.parametrize(
    ("target", "country", "origin", "language", "lines", "last"),
    [
        (OFFICIAL, "KZ", "GB", "en", ("Prosecutor General", "Ann Example", *STREET), "KAZAKHSTAN"),
        (OFFICIAL, "KZ", "DE", "ru", ("Генеральный прокурор", "Анна Пример", *STREET), "KASACHSTAN"),
        (OFFICIAL, "KZ", "DE", "de", ("Prosecutor General", "Ann Example", *STREET), "KASACHSTAN"),
        (OFFICIAL, "KZ", "GB", "kk", ("Бас прокурор", "Ann Example", *STREET), "KAZAKHSTAN"),
        (OFFICIAL, "KZ", "KZ", "en", ("Генеральный прокурор", "Анна Пример", *STREET), None),
        (MISSION, "GB", "GB", "ru", ("Mr Example", "Embassy of Kazakhstan", "London"), None),
        (MISSION, "GB", "FR", "fr", ("Mr Example", "Embassy of Kazakhstan", "London"), "ROYAUME-UNI"),
        (Target(id=slug("c"), office="Office"), "KZ", "GB", "en", ("Office",), "KAZAKHSTAN"),
    ],
)
def test_recipient(
    target: Target, country: str, origin: str, language: str, lines: tuple[str, ...], last: str | None
) -> None:
    found = address.recipient(target, country, origin, language)
    assert found == Address(lines, last)
    assert found.printed == (lines if last is None else (*lines, last))


@pytest.mark.parametrize(
    ("origin", "destination", "line"),
    [
        ("GB", "KZ", "KAZAKHSTAN"),
        ("DE", "KZ", "KASACHSTAN"),
        ("DE", "GB", "VEREINIGTES KÖNIGREICH"),
        ("CH", "KZ", "KAZAKHSTAN"),
        ("CH", "GB", "ROYAUME-UNI"),
        ("FR", "HN", "HONDURAS"),
        ("US", "GB", "UNITED KINGDOM"),
        ("CA", "GB", "UNITED KINGDOM"),
        ("KZ", "GB", "ВЕЛИКОБРИТАНИЯ"),
        ("JP", "KZ", "カザフスタン"),
        ("HN", "KZ", "KAZAJISTÁN"),
        ("AQ", "KZ", "KAZAKHSTAN"),
        ("GB", "GB", None),
        ("KZ", "KZ", None),
    ],
)
def test_country_line(origin: str, destination: str, line: str | None) -> None:
    assert address.country_line(destination, origin) == line


@pytest.mark.parametrize(("origin", "line"), [("TR", "KAZAKİSTAN"), ("AZ", "QAZAXISTAN"), ("GE", "ყაზახეთი")])
def test_country_line_in_scripts_with_capitals_of_their_own(origin: str, line: str) -> None:
    assert address.country_line("KZ", origin) == line
    assert address.country_line("GB", "AZ") == "BİRLƏŞMİŞ KRALLIQ"


@pytest.mark.parametrize(
    ("country", "last"),
    [("GB", "UNITED KINGDOM"), ("DE", "DEUTSCHLAND"), ("CH", "SUISSE"), ("FR", "FRANCE"), ("US", "UNITED STATES"),
     ("KZ", "КАЗАХСТАН"), ("JP", "日本")],
)  # fmt: skip
def test_sender(country: str, last: str) -> None:
    person = someone(country=Country(country))
    lines = ("Alex Example", "12 Sample Street", "Anytown")
    assert address.sender(person, abroad=True) == (*lines, last)
    assert address.sender(person, abroad=False) == lines
