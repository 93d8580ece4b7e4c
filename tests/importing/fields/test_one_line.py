"""Addresses in one line, as sections in the USA write them: name, office, street; or office, name, street."""

from __future__ import annotations

import pytest

from appealgen.importing.fields.contacts import Contact
from appealgen.importing.fields.target_blocks import contacts_of
from appealgen.importing.files.text import plain_lines
from appealgen.importing.lines import unwrap


def one(text: str) -> Contact:
    [block] = contacts_of(unwrap(plain_lines(text)))
    return block


@pytest.mark.parametrize(
    ("text", "office", "name", "address", "country"),
    [
        ("Ana Velim Prosecutor General of the Republic of Belarus Vul. Sampleskaya, 22 220000 Minsk, Belarus",
         "Prosecutor General of the Republic of Belarus", "Ana Velim", "Vul. Sampleskaya, 22 / 220000 Minsk", "BY"),
        ("Head of Judiciary Orlat Velim c/o Permanent Mission of Iran to the UN 999 Third Avenue New York, NY 10017",
         "Head of Judiciary", "Orlat Velim",
         "c/o Permanent Mission of Iran to the UN / 999 Third Avenue New York, NY 10017", "US"),
        ("Prime Minister Ana Al-Velim Office of the Prime Minister Karradat, International Zone, Baghdad, Iraq",
         "Prime Minister", "Ana Al-Velim", "Office of the Prime Minister Karradat, International Zone, Baghdad", "IQ"),
        ("Governor of Ilvan Orlat Velim Palacio de Gobierno Calle Ejemplo 99, Ilvan, Mexico",
         "Governor of Ilvan", "Orlat Velim", "Palacio de Gobierno Calle Ejemplo 99, Ilvan", "MX"),
        (": Prime Minister Orlat Velim Prime Minister's Office 9 Sample Avenue Vientiane, Laos",
         "Prime Minister", "Orlat Velim", "Prime Minister's Office 9 Sample Avenue Vientiane", "LA"),
        ("Inspector General Orlat Velim Zimbabwe Republic Police 7th Street P.O. Box CY 34 Causeway, Harare, Zimbabwe",
         "Inspector General", "Orlat Velim", "Zimbabwe Republic Police 7th Street / P.O. Box CY 34 / Causeway, Harare",
         "ZW"),
    ],
)  # fmt: skip
def test_an_official(text: str, office: str, name: str, address: str, country: str) -> None:
    block = one(text)
    assert (block.office, block.name, " / ".join(block.address), block.country) == (office, name, address, country)
    assert (block.run_on, [field for field, _ in block.likely]) == (True, ["office", "name"])


def test_a_person_at_an_embassy() -> None:
    block = one(
        "Orlat Velim Chargé d'affaires, Embassy of the Republic of Belarus 99 Sample Ave NW, Washington DC 20009"
    )
    assert block.is_embassy
    assert (block.office, block.name) == ("Chargé d'affaires, Embassy of the Republic of Belarus", "Orlat Velim")
    assert block.address == ["99 Sample Ave NW, Washington DC 20009"]


@pytest.mark.parametrize(
    ("text", "office", "name"),
    [
        (
            "Minister of Justice and Islamic\nAffairs\nAna Velim\n12 Lake Road\nIlvan",
            "Minister of Justice and Islamic Affairs",
            "Ana Velim",
        ),
        (
            "Chairman, Ilvan National Human\nRights Commission\nAna Velim\n12 Lake Road",
            "Chairman, Ilvan National Human Rights Commission",
            "Ana Velim",
        ),
        (
            "Commissioner General of the Immigration\nBureau\nAna Velim\n12 Lake Road\nIlvan",
            "Commissioner General of the Immigration Bureau",
            "Ana Velim",
        ),
        ("Inspector General of Police\nPolice Headquarters\n12 Lake Road\nIlvan", "Inspector General of Police", None),
    ],
)
def test_an_office_that_was_broken_within(text: str, office: str, name: str | None) -> None:
    block = one(text)
    assert (block.office, block.name) == (office, name)
