"""Blocks of addresses: which lines belong together, the people in them, and how to reach them."""

from __future__ import annotations

from typing import Any

import pytest

from appealgen.importing.fields.capitals import host_of
from appealgen.importing.fields.contacts import Contact, handle_of
from appealgen.importing.fields.offices import is_name, is_office, split_office
from appealgen.importing.fields.target_blocks import contacts_of
from appealgen.importing.files.text import plain_lines
from appealgen.importing.lines import unwrap
from appealgen.model.identifiers import Country


def blocks(text: str) -> list[Contact]:
    """The blocks of a text; ` / ` separates lines."""
    return contacts_of(unwrap(plain_lines(text.replace(" / ", "\n"))))


def one(text: str) -> Contact:
    [block] = blocks(text)
    return block


def who(block: Contact) -> tuple[str | None, str | None, str, str | None]:
    return block.office, block.name, " / ".join(block.address), block.country


@pytest.mark.parametrize(
    ("text", "office", "name", "address", "country"),
    [
        ("Prosecutor General / Mektov Orlat / 1 Street / 010000 Kazakhstan",
         "Prosecutor General", "Mektov Orlat", "1 Street / 010000", "KZ"),
        ("Minister of Justice / Ms. Ana Velim / Ministry of Justice / Palacio / Ciudad de Guatemala",
         "Minister of Justice", "Ms. Ana Velim", "Ministry of Justice / Palacio / Ciudad de Guatemala", None),
        ("Minister of Justice / 1 Street / Guatemala City / Guatemala",
         "Minister of Justice", None, "1 Street / Guatemala City", "GT"),
        ("Public Prosecutor Hamada Velim / 1 Street / Town, Tunisia",
         "Public Prosecutor", "Hamada Velim", "1 Street / Town", "TN"),
        ("Minister of Justice, Ana Velim / 1 Street / Town / Chad", "Minister of Justice", "Ana Velim",
         "1 Street / Town", "TD"),
        ("Ana Velim, Minister of Justice / 1 Street / Town / Chad", "Minister of Justice", "Ana Velim",
         "1 Street / Town", "TD"),
        ("H.E. Ana Velim / President of the Republic / 1 Street, Town / Honduras",
         "President of the Republic", "H.E. Ana Velim", "1 Street, Town", "HN"),
        ("Generaldirektor der Polizei / Herr Orlat Velim / Weg 1 / Ankara / Türkei",
         "Generaldirektor der Polizei", "Herr Orlat Velim", "Weg 1 / Ankara", "TR"),
        ("Ministro de Justicia / Sr. Luis Orlat / Calle 1 / 00000 México D.F. / MÉXICO",
         "Ministro de Justicia", "Sr. Luis Orlat", "Calle 1 / 00000 México D.F.", "MX"),
        ("National Council for Human Rights / 1 Street / Tunis", "National Council for Human Rights", None,
         "1 Street / Tunis", None),
        ("Minister of Justice / P.O. Box 1 / Town / Arab Republic of Egypt",
         "Minister of Justice", None, "P.O. Box 1 / Town", "EG"),
        ("Director / 1 Road / Singapore", "Director", None, "1 Road / Singapore", "SG"),
        ("Ejemplo holdings limited / Director / Ana Velim / 1 Street / Town / Chad",
         "Director", "Ana Velim", "Ejemplo holdings limited / 1 Street / Town", "TD"),
        ("c/o Embassy of Iran / 1 Street / Bern", "c/o Embassy of Iran", None, "1 Street / Bern", None),
    ],
)  # fmt: skip
def test_office_name_and_address(text: str, office: str, name: str | None, address: str, country: str | None) -> None:
    block = one(text)
    assert who(block) == (office, name, address, country)
    assert (block.is_embassy, block.run_on, block.likely) == (False, False, [])


@pytest.mark.parametrize(
    ("text", "office", "name", "address", "country", "likely"),
    [
        ("Minister of Justice, Ana Velim, Ministry of Justice, 99 Sample Street, Town, Honduras",
         "Minister of Justice", "Ana Velim", "Ministry of Justice / 99 Sample Street / Town", "HN", []),
        ("Minister of Justice Ana Velim Ministry of Justice 99 Sample Street, Town, Honduras",
         "Minister of Justice", "Ana Velim", "Ministry of Justice 99 Sample Street, Town", "HN", ["office", "name"]),
        ("Ejemplo holdings limited, Sample House, 99 Sample Street, Town, Honduras",
         "Ejemplo holdings limited", "Sample House", "99 Sample Street / Town", "HN", ["office", "name"]),
    ],
)  # fmt: skip
def test_a_whole_address_in_one_line(
    text: str, office: str, name: str, address: str, country: str, likely: list[str]
) -> None:
    block = one(text)
    assert who(block) == (office, name, address, country)
    assert (block.run_on, [field for field, _ in block.likely]) == (True, likely)


@pytest.mark.parametrize(
    ("text", "office", "name", "host", "likely"),
    [
        ("Ambassador Orlat Velim, Embassy of Honduras, 99 Sample Street NW, Washington, DC 20008",
         "Embassy of Honduras", "Ambassador Orlat Velim", "US", False),
        ("HIS EXCELLENCY MR ORLAT VELIM, Embassy of the Republic of Kazakhstan, 999 Sample Mall, London SW0Y 0AA",
         "Embassy of the Republic of Kazakhstan", "HIS EXCELLENCY MR ORLAT VELIM", "GB", False),
        ("Embassy of Chad / H.E. Ana Velim / Ambassador / 99 Street / Ottawa, Ontario K1A 0A2",
         "Embassy of Chad", "H.E. Ana Velim", "CA", False),
        ("Botschaft der Republik Kasachstan / S. E. Herrn Orlat Velim / Musterstraße 99, 13156 Berlin",
         "Botschaft der Republik Kasachstan", "S. E. Herrn Orlat Velim", "DE", False),
        ("Ambassade du Tchad / 99 Rue Exemple / Bruxelles / Belgique", "Ambassade du Tchad", None, "BE", False),
        ("Embassy of Chad / 99 Nowhere Street / Email: berlin@example.org", "Embassy of Chad", None, "DE", True),
        ("Embassy of Chad / 99 Nowhere Street", "Embassy of Chad", None, None, False),
        ("Ambassador Ana Velim Embassy of Chad 99 Sample Street NW, Washington, DC 20008",
         "Embassy of Chad", "Ambassador Ana Velim", "US", False),
    ],
)  # fmt: skip
def test_an_embassy_and_its_host_country(
    text: str, office: str, name: str | None, host: str | None, likely: bool
) -> None:
    block = one(text)
    assert (block.is_embassy, block.office, block.name) == (True, office, name)
    assert host_of(block, None) == (host, likely)
    assert host_of(block, Country("AT")) == ((host, likely) if host else ("AT", True))


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        ("Fax: +7 0000 000 001", {"fax": ["+7 0000 000 001"]}),
        ("Faxes: + 90 0 000 00 00", {"fax": ["+ 90 0 000 00 00"]}),
        ("Fax number (24 hours): 00 49 30 0000 000", {"fax": ["00 49 30 0000 000"]}),
        ("Tel. +1 222 333 4444", {"phone": ["+1 222 333 4444"]}),
        ("Phone / Tel: +1 222 333 4444 (if a voice answers, say “fax”)", {"phone": ["+1 222 333 4444"]}),
        ("Tel: +1 222 333 4444, Fax: +1 222 333 5555", {"phone": ["+1 222 333 4444"], "fax": ["+1 222 333 5555"]}),
        ("+1 222 333 4444", {"phone": ["+1 222 333 4444"]}),
        ("Fax: +1 222 333 4444 or +1 222 333 5555", {"fax": ["+1 222 333 4444 or +1 222 333 5555"]}),
        ("Fax:\n+7 0000 000 001", {"fax": ["+7 0000 000 001"]}),
        ("Email: a@example.org", {"email": ["a@example.org"]}),
        ("E-mail: a@example.org; b@example.org", {"email": ["a@example.org", "b@example.org"]}),
        ("Correo electrónico: a@example.org", {"email": ["a@example.org"]}),
        ("a@example.org A@EXAMPLE.org", {"email": ["a@example.org"]}),
        ("Email: [email protected]", {"hidden": 4}),
        ("[email protected]", {"hidden": 4}),
        ("E-Mail: [E-Mail geschützt]", {"hidden": 4}),
        ("Twitter: @GenProkKZ", {"social": {"x": "@GenProkKZ"}}),
        ("X (formerly Twitter): @GenProkKZ", {"social": {"x": "@GenProkKZ"}}),
        ("@GenProkKZ", {"social": {"x": "@GenProkKZ"}}),
        ("https://x.com/genprok?lang=en", {"social": {"x": "@genprok"}}),
        ("Facebook: https://www.facebook.com/genprok", {"social": {"facebook": "https://www.facebook.com/genprok"}}),
        ("Instagram: @genprok", {"social": {"instagram": "@genprok"}}),
        ("WhatsApp: +1 222 333 4444", {"social": {"whatsapp": "+1 222 333 4444"}}),
        ("Website: https://example.org", {}),
        ("Telegram: Minister, Town", {}),
        ("Salutation: Dear Minister", {"salutation": "Dear Minister"}),
        ("(Anrede: Sehr geehrter Herr Minister)", {"salutation": "Sehr geehrter Herr Minister"}),
        ("Please do not send faxes at night because of the noise.",
         {"remarks": [("Please do not send faxes at night because of the noise.", 4)]}),
    ],
)  # fmt: skip
def test_ways_to_reach_somebody(lines: str, fields: dict[str, Any]) -> None:
    block = one(f"Minister of Justice / 1 Street / Town\n{lines}")
    found = {
        name: getattr(block, name)
        for name in ("phone", "fax", "email", "social", "hidden", "salutation", "remarks")
        if getattr(block, name)
    }
    assert found == fields
    assert who(block) == ("Minister of Justice", None, "1 Street / Town", None)


def test_an_address_with_a_part_left_out() -> None:
    block = one("Minister of Justice / 1 Street / Email: a...@example.org")
    assert (block.hidden, block.email) == (3, [])


def test_two_numbers_with_a_stroke_between() -> None:
    block = contacts_of(plain_lines("Minister of Justice\n1 Street\nTel: +1 222 333 4444 / Fax: +1 222 333 5555"))[0]
    assert block.phone == ["+1 222 333 4444"]


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("1) Minister of Justice / Mr A Velim / 1 Street / Chad / 2) Chief of Police / Mr B Velim / 2 Street / Chad",
         ["Minister of Justice", "Chief of Police"]),
        ("Minister of Justice / 1 Street / Fax: 00235 22 00 00 00 / and / Prime Minister / 2 Street",
         ["Minister of Justice", "Prime Minister"]),
        ("Minister of Justice / 1 Street, Town, Chad / Prime Minister / 2 Street, Town, Chad",
         ["Minister of Justice", "Prime Minister"]),
        ("Minister of Justice / 1 Street / Email: a@example.org / Governor / 2 Street",
         ["Minister of Justice", "Governor"]),
        ("Minister of Justice / Ministry of Health of Chad / 1 Street", ["Minister of Justice"]),
        ("Name / Address / Fax number / Salutation", []),
    ],
)  # fmt: skip
def test_where_another_block_begins(text: str, offices: list[str]) -> None:
    assert [block.office for block in blocks(text)] == offices


def test_a_handle_behind_a_label_that_is_not_known() -> None:
    block = one("Minister of Justice / 1 Street / Line: @genprok / Web form: https://example.org/form / Ref: 12")
    assert block.social == {"line": "@genprok"}
    assert [text for text, _ in block.remarks] == ["Ref: 12"]


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        ("Ana Velim", True, False), ("Dr Velim", True, False), ("Ana de la Velim", True, False),
        ("AL-SAYYID Velim", True, False),
        ("Velim", False, False), ("Ana velim", False, False), ("1 Ana Velim", False, False),
        ("Ministry of Health", False, False),
        ("Minister of Justice", False, True), ("Prosecutor General’s Office", False, False),
        ("Kazakhstan", False, False),
        ("Office of the Minister", False, False), ("Director 12", False, False), ("Justizministerin", False, True),
        ("Fiscal General de la Nación", False, True), ("Garde des Sceaux, ministre de la Justice", False, True),
    ],
)  # fmt: skip
def test_names_and_offices(text: str, name: bool, office: bool) -> None:
    assert (is_name(text), is_office(text)) == (name, office)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Public Prosecutor Hamada Velim", ("Public Prosecutor", "Hamada Velim")),
        ("Minister of Justice Mr Ana Velim", ("Minister of Justice", "Mr Ana Velim")),
        ("President – Ana Velim", ("President", "Ana Velim")),
        ("Minister of Justice", None),
        ("Minister of Justice and Human Rights", None),
        ("Comisionado Nacional de los Derechos Humanos", None),
        ("Director Federal Penitenciario", None),
        ("Procureur Velim de la Justice", None),
        ("Comisionado Ramiro de los Santos", ("Comisionado", "Ramiro de los Santos")),
        ("Ana Velim", None),
    ],
)
def test_office_and_name_in_one_line(text: str, parts: tuple[str, str] | None) -> None:
    assert split_office(text) == parts


@pytest.mark.parametrize(
    ("url", "handle"),
    [("https://twitter.com/genprokRK", "@genprokRK"), ("https://x.com/@a/?s=1", "@a"), ("twitter.com/a/", "@a")],
)
def test_the_handle_that_a_profile_ends_with(url: str, handle: str) -> None:
    assert handle_of(url) == handle
