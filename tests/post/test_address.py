"""Addresses as documents print them, and on envelopes posted in six countries."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealgen.language.locales import folded_name, in_capitals, iso_countries
from appealgen.model.case import Target
from appealgen.model.document import Address
from appealgen.model.identifiers import Country, Tag, slug
from appealgen.model.stationery import StationeryChoice
from appealgen.post.address import (
    Posting,
    address_problems,
    postal_lines,
    recipient_address,
    sender_country,
    sender_lines,
)
from appealgen.post.stationery import choose_stationery
from appealgen.post.territories import at_home
from samples import line, someone

SENDERS = {"GB": 0, "US": 0, "JP": 0, "DE": 1, "CH": 2, "FR": 2}
"""Countries of posting, and the name in COUNTRY_LINES that each prints."""

# Country and address as given, with the locality in braces; below it, → as on envelopes from all SENDERS; with ⌂ as on
# domestic mail, if that differs. The country's line is in COUNTRY_LINES.
ADDRESSES = """
# one for each country that libraries were tried with
GB 125 Pall Mall / London / SW1Y 5EA
 → 125 Pall Mall / LONDON / SW1Y 5EA
US 600 E. Boulevard Ave / Bismarck, ND 58505
 → 600 E. Boulevard Ave / BISMARCK, ND 58505
DE Nordendstraße 14-17 / 13156 Berlin
 → Nordendstraße 14-17 / 13156 BERLIN
 ⌂ Nordendstraße 14-17 / 13156 Berlin
FR 59 rue Pierre Charron / 75008 Paris
 → 59 rue Pierre Charron / 75008 PARIS
CH Alleeweg 15 / 3006 Bern
 → Alleeweg 15 / 3006 BERN
 ⌂ Alleeweg 15 / 3006 Bern
KZ Prospect Mengilik, 14 / Nur-Sultan / 010000
 → Prospect Mengilik, 14 / NUR-SULTAN / 010000
RU ul. Bolshaya Dmitrovka, 15A / 125993 Moscow
 → ul. Bolshaya Dmitrovka, 15A / 125993 MOSCOW
IR Pasteur Street / Tehran / 1316814737
 → Pasteur Street / TEHRAN / 1316814737
JP 1-1-1 Kasumigaseki / Chiyoda-ku, Tokyo / 100-8977
 → 1-1-1 Kasumigaseki / Chiyoda-ku, TOKYO / 100-8977
 ⌂ 1-1-1 Kasumigaseki / Chiyoda-ku, Tokyo / 100-8977
CN 174 Chang'anjie / Xicheng Qu / Beijing Shi, 100017
 → 174 Chang'anjie / Xicheng Qu / BEIJING SHI, 100017
SA Royal Court / Riyadh 11111
 → Royal Court / RIYADH 11111
BR Praça dos Três Poderes / Brasília-DF / 70064-900
 → Praça dos Três Poderes / BRASÍLIA-DF / 70064-900
MX Av. Reforma 211 / Roma Norte / 06700 Ciudad de México, CDMX
 → Av. Reforma 211 / Roma Norte / 06700 CIUDAD DE MÉXICO, CDMX
IN South Block, Raisina Hill / New Delhi 110 011
 → South Block, Raisina Hill / NEW DELHI 110 011
KP Ministry of Foreign Affairs / Pyongyang
 → Ministry of Foreign Affairs / PYONGYANG
TR Milli Müdafaa Cad. No:22 / 06659 Çankaya/Ankara
 → Milli Müdafaa Cad. No:22 / 06659 ÇANKAYA/ANKARA
EG Ramses Street / Cairo 11511
 → Ramses Street / CAIRO 11511

# as urgent actions print them: the country behind a comma, behind the postcode, or on a line of its own
KZ Prospect Mengilik, 14 / Nur-Sultan / 010000 Kazakhstan
 → Prospect Mengilik, 14 / NUR-SULTAN / 010000
HN Secretaría de Seguridad, Aldea el Ocotal / Antiguo Local / Tegucigalpa, Honduras
 → Secretaría de Seguridad, Aldea el Ocotal / Antiguo Local / TEGUCIGALPA
EG Office of the Public Prosecutor / Cairo, Arab Republic of Egypt
 → Office of the Public Prosecutor / CAIRO
RU ul. Example, 15a, str. 1, / GSP-3, Moscow, 125993 / Russian Federation
 → ul. Example, 15a, str. 1 / GSP-3, MOSCOW, 125993
CO Carrera 0a, No.0-00, piso 2o. / Santafé de Bogotá, Colombia
 → Carrera 0a, No.0-00, piso 2o. / SANTAFÉ DE BOGOTÁ
MX Calle Ejemplo 99, 1er. piso / Delegación Ejemplo / México D.F., C.P.06500, MEXIKO
 → Calle Ejemplo 99, 1er. piso / Delegación Ejemplo / MÉXICO D.F., C.P.06500
US 000 Example Avenue, 15th Floor / New York, NY 10017 / USA
 → 000 Example Avenue, 15th Floor / NEW YORK, NY 10017
TR Adalet Bakanlığı / 06659 Ankara / TÜRKEI
 → Adalet Bakanlığı / 06659 ANKARA
CN Example Qu / Beijing Shi, 100020 People's Republic of China
 → Example Qu / BEIJING SHI, 100020
IR Iran / Pasteur Street / Tehran
 → Pasteur Street / TEHRAN
DE Beispielstraße 3 / 10117 Berlin / Allemagne
 → Beispielstraße 3 / 10117 BERLIN
 ⌂ Beispielstraße 3 / 10117 Berlin
KP Ministry of Foreign Affairs / Pyongyang, Democratic People's Republic of Korea
 → Ministry of Foreign Affairs / PYONGYANG
IR Judiciary / Tehran, Iran / Iran
 → Judiciary / TEHRAN

# in one line
GB 125 Pall Mall, London SW1Y 5EA, UK
 → 125 Pall Mall / LONDON / SW1Y 5EA
US 950 Pennsylvania Avenue NW, Washington, DC 20530
 → 950 Pennsylvania Avenue NW / WASHINGTON, DC 20530
CH Alleeweg 15, 3006 Bern, Switzerland
 → Alleeweg 15 / 3006 BERN
 ⌂ Alleeweg 15 / 3006 Bern
KZ 14 Prospect Mengilik, 010000, Nur-Sultan
 → 14 Prospect Mengilik / 010000, NUR-SULTAN
MX Palacio, 1er piso, Col. Centro, Chihuahua, C.P. 31000, MEXIKO
 → Palacio, 1er piso, Col. Centro / CHIHUAHUA, C.P. 31000
DE Münsterplatz 1, 89073 Ulm
 → Münsterplatz 1 / 89073 ULM
 ⌂ Münsterplatz 1 / 89073 Ulm
IR Tehran
 → TEHRAN

# towns called as their country
GT Palacio Nacional / Guatemala
 → Palacio Nacional / GUATEMALA
GT Palacio Nacional / Guatemala, Guatemala
 → Palacio Nacional / GUATEMALA
LU 2, place de Clairefontaine / L-1341 Luxembourg
 → 2, place de Clairefontaine / L-1341 LUXEMBOURG
LU 26, rue Example / L-2450 Luxembourg / Luxemburg
 → 26, rue Example / L-2450 LUXEMBOURG
SG Istana / Orchard Road / Singapore 238823 / Singapore
 → Istana / Orchard Road / SINGAPORE 238823
MX Av. Reforma 211 / México D.F.
 → Av. Reforma 211 / MÉXICO D.F.
DZ Palais du Gouvernement / Alger / Algérie
 → Palais du Gouvernement / ALGER
MX Palacio de Gobierno / Oaxaca / Mexico
 → Palacio de Gobierno / OAXACA

# signs before postcodes: only what no post wants any more goes
DE Beispielstraße 3 / D-10117 Berlin
 → Beispielstraße 3 / 10117 BERLIN
 ⌂ Beispielstraße 3 / 10117 Berlin
DE Beispielstraße 3 / D 10117 Berlin
 → Beispielstraße 3 / 10117 BERLIN
 ⌂ Beispielstraße 3 / 10117 Berlin
CH Alleeweg 15 / CH-3006 Bern / Schweiz
 → Alleeweg 15 / 3006 BERN
 ⌂ Alleeweg 15 / 3006 Bern
FR 59 rue Pierre Charron / F-75008 Paris
 → 59 rue Pierre Charron / 75008 PARIS
LI Peter-Kaiser-Platz 1 / FL-9490 Vaduz
 → Peter-Kaiser-Platz 1 / 9490 VADUZ
LV Pils laukums 3 / Rīga, LV-1050
 → Pils laukums 3 / RĪGA, LV-1050
BR Esplanada dos Ministérios / Brasília DF-70064-900
 → Esplanada dos Ministérios / BRASÍLIA DF-70064-900

# c/o, boxes, no street, states, no postcode
CH c/o Permanent Mission of Iran / Chemin Example 28 / 1209 Genève
 → c/o Permanent Mission of Iran / Chemin Example 28 / 1209 GENÈVE
 ⌂ c/o Permanent Mission of Iran / Chemin Example 28 / 1209 Genève
ET P.O. Box 1031 / Addis Ababa / Ethiopia
 → P.O. Box 1031 / ADDIS ABABA
KE Harambee Avenue / P.O. Box 30510-00100 / Nairobi
 → Harambee Avenue / P.O. Box 30510-00100 / NAIROBI
IR Tehran / P.O. Box 11365
 → TEHRAN / P.O. Box 11365
CG B.P. 2006, Brazzaville
 → B.P. 2006 / BRAZZAVILLE
FR 13, place Vendôme / 75042 Paris Cedex 01 / France
 → 13, place Vendôme / 75042 PARIS CEDEX 01
US P.O. Box 12428 / Austin, Texas 78711
 → P.O. Box 12428 / AUSTIN, TEXAS 78711
US State Capitol / Bismarck / North Dakota 58505
 → State Capitol / BISMARCK / North Dakota 58505
US State Capitol / Bismarck, ND / 58505
 → State Capitol / BISMARCK, ND / 58505
US 350 Fifth Avenue / New York 10118
 → 350 Fifth Avenue / NEW YORK 10118
US State Capitol / Atlanta, Georgia
 → State Capitol / ATLANTA, GEORGIA
AU 1031 Market Street / Sydney NSW
 → 1031 Market Street / SYDNEY NSW
CA 80 Wellington Street / Ottawa, Ontario / K1A 0A2 / Canada
 → 80 Wellington Street / OTTAWA, ONTARIO / K1A 0A2
GE 24 Gorgasali Str. / Tbilisi 0114
 → 24 Gorgasali Str. / TBILISI 0114

BR Esplanada dos Ministérios / Brasília, DF, CEP 70064-900
 → Esplanada dos Ministérios / BRASÍLIA, DF, CEP 70064-900
FR PLACE ROYALE / 64000 PAU
 → PLACE ROYALE / 64000 PAU

# names of countries that CLDR writes otherwise
CD Palais de la Nation / Kinshasa/Gombe / République démocratique du Congo
 → Palais de la Nation / KINSHASA/GOMBE
CG B.P. 2006 / Brazzaville / Congo
 → B.P. 2006 / BRAZZAVILLE
MM Office No. 18 / Nay Pyi Taw / Burma
 → Office No. 18 / NAY PYI TAW
HK 2 Tim Mei Avenue / Tamar / Hong Kong
 → 2 Tim Mei Avenue / TAMAR
MO Avenida da Praia Grande / Sé / Macau
 → Avenida da Praia Grande / SÉ
PS Al-Irsal Street / Ramallah / State of Palestine
 → Al-Irsal Street / RAMALLAH
CI BP 1354 / Abidjan 01 / Côte d’Ivoire
 → BP 1354 / ABIDJAN 01
BA Titova 9 / 71000 Sarajevo / Bosnia and Herzegovina
 → Titova 9 / 71000 SARAJEVO
LC Waterfront / Castries / St. Lucia
 → Waterfront / CASTRIES
VC Ministry of Justice / Kingstown / Saint Vincent and the Grenadines
 → Ministry of Justice / KINGSTOWN
KN Church Street / Basseterre / St. Kitts & Nevis
 → Church Street / BASSETERRE

# other scripts: the town again in Latin letters
KZ Мәңгілік Ел даңғылы, 14 / Астана қ. / 010000 / Қазақстан Республикасы
 → Мәңгілік Ел даңғылы, 14 / Астана қ. / 010000 / ASTANA
RU ул. Большая Дмитровка, д. 15а / г. Москва / 125993 / Россия
 → ул. Большая Дмитровка, д. 15а / г. Москва / 125993 / MOSKVA
RU ул. Большая Дмитровка, 15а, Москва, ГСП-3, 125993
 → ул. Большая Дмитровка, 15а / Москва, ГСП-3 / 125993 / MOSKVA
RU Россия, 125993, г. Москва, ул. Большая Дмитровка, 15а
 → 125993, г. Москва / ул. Большая Дмитровка, 15а / MOSKVA
RU 660049, Красноярский край / г. Красноярск, ул. Ленина, 1
 → 660049, Красноярский край / г. Красноярск, ул. Ленина, 1 / KRASNOYARSK
UA вул. Різницька, 13/15 / 01011 Київ / Україна
 → вул. Різницька, 13/15 / 01011 Київ / KYIV
IR خیابان ولیعصر / تهران / ۱۳۱۶۸۱۴۷۳۷ / جمهوری اسلامی ایران
 → خیابان ولیعصر / تهران / ۱۳۱۶۸۱۴۷۳۷ / TEHRAN
EG مكتب النائب العام / القاهرة / مصر
 → مكتب النائب العام / القاهرة / CAIRO
SA الديوان الملكي / الرياض 11111 {Riyadh}
 → الديوان الملكي / الرياض 11111 / RIYADH
CN 100726 / 北京市东城区北河沿大街147号 / 中国
 → 100726 / 北京市东城区北河沿大街147号 / BEIJING
CN 广东省广州市中山路1号 / 510030
 → 广东省广州市中山路1号 / 510030 / GUANGZHOU
JP 〒100-8977 / 東京都千代田区霞が関1-1-1
 → 〒100-8977 / 東京都千代田区霞が関1-1-1 / TOKYO
 ⌂ 〒100-8977 / 東京都千代田区霞が関1-1-1
GE ჩიტაძის ქ. 4 / თბილისი 0118 / საქართველო
 → ჩიტაძის ქ. 4 / თბილისი 0118 / TBILISI
GR Λεωφόρος Μεσογείων 96 / 115 27 Αθήνα / Ελλάδα
 → Λεωφόρος Μεσογείων 96 / 115 27 Αθήνα / ATHINA
GR Λεωφόρος Μεσογείων 96 / 115 27 Αθήνα / Athens
 → Λεωφόρος Μεσογείων 96 / 115 27 Αθήνα / ATHENS
RU c/o Example / ул. Большая Дмитровка, 15а / 125993 Москва
 → c/o Example / ул. Большая Дмитровка, 15а / 125993 Москва / MOSKVA
"""

# From GB, US and JP; from DE; from CH and FR.
COUNTRY_LINES = """
AU AUSTRALIA | AUSTRALIEN | AUSTRALIE
BA BOSNIA AND HERZEGOVINA | BOSNIEN UND HERZEGOWINA | BOSNIE-HERZÉGOVINE
BR BRAZIL | BRASILIEN | BRÉSIL
CA CANADA | KANADA | CANADA
CD DEMOCRATIC REPUBLIC OF THE CONGO | DEMOKRATISCHE REPUBLIK KONGO | RÉPUBLIQUE DÉMOCRATIQUE DU CONGO
CG REPUBLIC OF THE CONGO | REPUBLIK KONGO | RÉPUBLIQUE DU CONGO
CH SWITZERLAND | SCHWEIZ | SUISSE
CI CÔTE D'IVOIRE | CÔTE D'IVOIRE | CÔTE D'IVOIRE
CN CHINA | CHINA | CHINE
CO COLOMBIA | KOLUMBIEN | COLOMBIE
DE GERMANY | DEUTSCHLAND | ALLEMAGNE
DZ ALGERIA | ALGERIEN | ALGÉRIE
EG EGYPT | ÄGYPTEN | ÉGYPTE
ET ETHIOPIA | ÄTHIOPIEN | ÉTHIOPIE
FR FRANCE | FRANKREICH | FRANCE
GB UNITED KINGDOM | VEREINIGTES KÖNIGREICH | ROYAUME-UNI
GE GEORGIA | GEORGIEN | GÉORGIE
GR GREECE | GRIECHENLAND | GRÈCE
GT GUATEMALA | GUATEMALA | GUATEMALA
HK HONG KONG | HONGKONG | HONG KONG
HN HONDURAS | HONDURAS | HONDURAS
IN INDIA | INDIEN | INDE
IR IRAN | IRAN | IRAN
JP JAPAN | JAPAN | JAPON
KE KENYA | KENIA | KENYA
KN SAINT KITTS AND NEVIS | ST. KITTS UND NEVIS | SAINT-CHRISTOPHE-ET-NIÉVÈS
KP NORTH KOREA | NORDKOREA | CORÉE DU NORD
KZ KAZAKHSTAN | KASACHSTAN | KAZAKHSTAN
LC SAINT LUCIA | ST. LUCIA | SAINTE-LUCIE
LI LIECHTENSTEIN | LIECHTENSTEIN | LIECHTENSTEIN
LU LUXEMBOURG | LUXEMBURG | LUXEMBOURG
LV LATVIA | LETTLAND | LETTONIE
MM MYANMAR | MYANMAR | MYANMAR
MO MACAO | MACAU | MACAO
MX MEXICO | MEXIKO | MEXIQUE
PS PALESTINE | PALÄSTINA | PALESTINE
RU RUSSIA | RUSSLAND | RUSSIE
SA SAUDI ARABIA | SAUDI-ARABIEN | ARABIE SAOUDITE
SG SINGAPORE | SINGAPUR | SINGAPOUR
TR TÜRKIYE | TÜRKEI | TURQUIE
UA UKRAINE | UKRAINE | UKRAINE
US UNITED STATES | VEREINIGTE STAATEN | ÉTATS-UNIS
VC SAINT VINCENT AND THE GRENADINES | ST. VINCENT UND DIE GRENADINEN | SAINT-VINCENT-ET-LES GRENADINES
"""


@dataclass
class Row:
    country: str
    given: tuple[str, ...]
    locality: str | None
    abroad: tuple[str, ...] = ()
    at_home: tuple[str, ...] = ()


def _rows() -> list[Row]:
    rows: list[Row] = []
    for text in ADDRESSES.splitlines():
        mark, _, rest = text.strip().partition(" ")
        lines = tuple(rest.partition(" {")[0].split(" / "))
        if mark == "→":
            rows[-1].abroad = rows[-1].at_home = lines
        elif mark == "⌂":
            rows[-1].at_home = lines
        elif mark not in ("", "#"):
            rows.append(Row(mark, lines, rest.partition("{")[2].rstrip("}") or None))
    return rows


ROWS = _rows()
NAMES = {text[:2]: text[3:].split(" | ") for text in COUNTRY_LINES.strip().splitlines()}


def _target(*lines: str, locality: str | None = None) -> Target:
    return Target(id=slug("minister"), office="Minister", address=lines, locality=locality)


def _recipient(target: Target, country: str, origin: str, language: str = "en", reads: tuple[str, ...] = ()) -> Address:
    made = choose_stationery(StationeryChoice(), origin, tuple(Tag(tag) for tag in reads))
    return recipient_address(target, country, Posting(origin, language, made.country_names))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.country} {' / '.join(row.given)}"[:60])
def test_an_address_from_six_countries(row: Row) -> None:
    target = _target(*row.given, locality=row.locality)
    for origin, column in SENDERS.items():
        body, last = (row.at_home, None) if origin == row.country else (row.abroad, NAMES[row.country][column])
        assert _recipient(target, row.country, origin) == Address(("Minister", *body), last), origin


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.country} {' / '.join(row.given)}"[:60])
def test_an_envelope_read_again_stays_as_it_is(row: Row) -> None:
    again = _target(*row.abroad, NAMES[row.country][0], locality=row.locality)
    assert _recipient(again, row.country, "NZ").lines[1:] == row.abroad


OFFICIAL = Target(
    id=slug("a"),
    office={Tag("en"): "Prosecutor General", Tag("ru"): "Генеральный прокурор", Tag("kk"): "Бас прокурор"},
    name={Tag("en"): "Ann Example", Tag("ru"): "Анна Пример"},
    address=("14 Prospect", "Astana", "010000"),
)
EMBASSY = Target(
    id=slug("b"),
    role="embassy",
    host=Country("GB"),
    office="Embassy of Kazakhstan",
    name="Mr Example",
    address=("125 Pall Mall", "London"),
)
STREET = ("14 Prospect", "ASTANA", "010000")
PALL_MALL = ("125 Pall Mall", "LONDON")


@pytest.mark.parametrize(
    ("target", "country", "origin", "language", "lines", "last"),
    [
        (OFFICIAL, "KZ", "GB", "en", ("Prosecutor General", "Ann Example", *STREET), "KAZAKHSTAN"),
        (OFFICIAL, "KZ", "DE", "ru", ("Генеральный прокурор", "Анна Пример", *STREET), "KASACHSTAN"),
        (OFFICIAL, "KZ", "DE", "de", ("Prosecutor General", "Ann Example", *STREET), "KASACHSTAN"),
        (OFFICIAL, "KZ", "GB", "kk", ("Бас прокурор", "Ann Example", *STREET), "KAZAKHSTAN"),
        (EMBASSY, "GB", "GB", "ru", ("Mr Example", "Embassy of Kazakhstan", *PALL_MALL), None),
        (EMBASSY, "GB", "FR", "fr", ("Mr Example", "Embassy of Kazakhstan", *PALL_MALL), "ROYAUME-UNI"),
        (Target(id=slug("c"), office="Office"), "KZ", "GB", "en", ("Office",), "KAZAKHSTAN"),
    ],
)
def test_office_and_name_stand_above_the_address(
    target: Target, country: str, origin: str, language: str, lines: tuple[str, ...], last: str | None
) -> None:
    found = _recipient(target, country, origin, language)
    assert found == Address(lines, last)
    assert found.printed == (lines if last is None else (*lines, last))


def test_domestic_mail_is_in_the_language_of_the_country() -> None:
    at_home = ("14 Prospect", "Astana", "010000")
    assert _recipient(OFFICIAL, "KZ", "KZ").lines == ("Генеральный прокурор", "Анна Пример", *at_home)


def test_mail_forwarded_by_an_embassy_names_both() -> None:
    made = choose_stationery(StationeryChoice(), "FR", ())
    found = recipient_address(OFFICIAL, "GB", Posting("FR", "en", made.country_names), care_of=EMBASSY)
    head = ("Prosecutor General", "Ann Example", "c/o Embassy of Kazakhstan")
    assert found == Address((*head, *PALL_MALL), "ROYAUME-UNI")


@pytest.mark.parametrize(
    ("origin", "office", "line"),
    [
        ("SA", {"ar": "سفارة كازاخستان"}, "بواسطة سفارة كازاخستان"),
        ("IR", {"fa": "سفارت قزاقستان"}, "توسط سفارت قزاقستان"),
        ("IL", {"he": "שגרירות קזחסטן"}, "באמצעות שגרירות קזחסטן"),
        ("JP", {"ja": "カザフスタン大使館"}, "カザフスタン大使館気付"),
        ("CN", {"zh-Hans": "哈萨克斯坦大使馆"}, "哈萨克斯坦大使馆转交"),
        ("TW", {"zh-Hant": "哈薩克大使館"}, "哈薩克大使館轉交"),
        ("RU", {"ru": "Посольство Казахстана"}, "через Посольство Казахстана"),
        ("NL", {"nl": "Ambassade van Kazachstan"}, "p/a Ambassade van Kazachstan"),
        ("TR", {"tr": "Kazakistan Büyükelçiliği"}, "Kazakistan Büyükelçiliği eliyle"),
        ("FI", {"fi": "Kazakstanin suurlähetystö"}, "c/o Kazakstanin suurlähetystö"),
        ("JP", {"en": "Embassy of Kazakhstan"}, "c/o Embassy of Kazakhstan"),
        ("GB", {"en": "Embassy of Kazakhstan"}, "c/o Embassy of Kazakhstan"),
    ],
)
def test_in_care_of_as_the_language_says_it(origin: str, office: dict[str, str], line: str) -> None:
    named = {Tag(tag): text for tag, text in office.items()}
    embassy = replace(_target("Town"), role="embassy", host=Country(origin), office=named)
    found = recipient_address(OFFICIAL, origin, Posting(origin, "en", ("en",)), care_of=embassy)
    assert found.lines[2] == line


@pytest.mark.parametrize(
    ("origin", "reads", "line"),
    [
        ("CH", ("de", "en"), "UNITED KINGDOM"),
        ("CH", ("de",), "ROYAUME-UNI"),
        ("BE", ("nl",), "VERENIGD KONINKRIJK"),
        ("CA", ("fr",), "ROYAUME-UNI"),
        ("KZ", ("ru",), "UNITED KINGDOM"),
        ("HN", (), "REINO UNIDO"),
        ("TR", (), "BİRLEŞİK KRALLIK"),
        ("AQ", (), "UNITED KINGDOM"),
    ],
)
def test_the_country_is_named_as_its_post_reads_it(origin: str, reads: tuple[str, ...], line: str) -> None:
    assert _recipient(_target("London"), "GB", origin, reads=reads).country == line


def test_a_second_name_of_the_country_on_request() -> None:
    made = choose_stationery(StationeryChoice(country_line=(Tag("de"), Tag("en"))), "DE", ())
    for country, last in {"KZ": "KASACHSTAN / KAZAKHSTAN", "HN": "HONDURAS"}.items():
        assert recipient_address(_target("Town"), country, Posting("DE", "en", made.country_names)).country == last


@pytest.mark.parametrize(
    ("country", "last"),
    [("GB", "UNITED KINGDOM"), ("DE", "DEUTSCHLAND"), ("CH", "SWITZERLAND"), ("FR", "FRANCE"), ("US", "UNITED STATES"),
     ("KZ", "KAZAKHSTAN"), ("JP", "JAPAN"), ("CA", "CANADA"), ("HN", "HONDURAS"), ("CY", "CYPRUS")],
)  # fmt: skip
def test_the_sender_names_the_own_country_on_mail_that_leaves_it(country: str, last: str) -> None:
    person = someone(country=Country(country))
    made = choose_stationery(StationeryChoice(), country, ())
    assert sender_lines(person) == ("Alex Example", "12 Sample Street", "Anytown")
    assert sender_country(person, person.country, made.country_names) == last


@pytest.mark.parametrize(
    ("country", "reads", "last"),
    [
        ("CH", "de", "SCHWEIZ"), ("CH", "en it", "SVIZZERA"), ("CH", "rm", "SWITZERLAND"), ("CH", "en", "SWITZERLAND"),
        ("BE", "fr", "BELGIQUE"), ("BE", "de nl", "BELGIEN"), ("BE", "en", "BELGIUM"), ("CY", "el en", "CYPRUS"),
        ("CY", "tr", "KIBRIS"), ("KZ", "kk ru", "KAZAKHSTAN"), ("DE", "en", "DEUTSCHLAND"), ("CA", "fr", "CANADA"),
        ("NO", "no", "NORGE"), ("FI", "sv", "FINLAND"), ("IN", "hi", "INDIA"),
    ],
)  # fmt: skip
def test_the_country_of_a_return_address_is_in_the_senders_own_language(country: str, reads: str, last: str) -> None:
    person = someone(country=Country(country), reads=tuple(Tag(tag) for tag in reads.split()))
    made = choose_stationery(StationeryChoice(), country, person.reads)
    assert sender_country(person, person.country, made.country_names) == last


EMBASSY_NAMES = {
    "de": "Botschaft",
    "fr": "Ambassade",
    "en": "Embassy",
    "nl": "Ambassade (nl)",
    "hi": "दूतावास",
    "kk": "Елшілік",
}


@pytest.mark.parametrize(
    ("host", "letter", "name"),
    [
        ("CH", "de", "Botschaft"), ("CH", "fr", "Ambassade"), ("CH", "en", "Ambassade"), ("BE", "nl", "Ambassade (nl)"),
        ("BE", "kk", "Ambassade"), ("IN", "hi", "दूतावास"), ("KZ", "kk", "Елшілік"), ("DE", "en", "Botschaft"),
    ],
)  # fmt: skip
def test_an_embassy_at_home_is_named_in_the_letters_language_if_it_is_official(
    host: str, letter: str, name: str
) -> None:
    office = {Tag(tag): words for tag, words in EMBASSY_NAMES.items()}
    embassy = Target(
        id=slug("embassy"), role="embassy", host=Country(host), office=office, address=("1 Street", "Town")
    )
    assert recipient_address(embassy, host, Posting(host, letter, ("en",))).lines[0] == name


def test_the_sender_names_the_country_once() -> None:
    person = someone(country=Country("DE"), address=("Beispielstraße 3", "10117 Berlin", "Germany"))
    made = choose_stationery(StationeryChoice(country_line=(Tag("en"),)), "DE", ())
    assert sender_lines(person)[1:] == ("Beispielstraße 3", "10117 Berlin")
    assert sender_country(person, person.country, made.country_names) == "DEUTSCHLAND"


@pytest.mark.parametrize(
    ("country", "lines", "code", "words"),
    [
        ("GB", "10 Downing Street / London", "postcode", "no postcode in the form used in the United Kingdom"),
        ("DE", "Beispielstraße 3 / 1017 Berlin", "postcode", "(26133)"),
        ("US", "P.O. Box 12428 / Austin, TX", "postcode", "(95014)"),
        ("IR", "Chemin Example 28 / 1209 Geneva, Switzerland", "country-mismatch", "ends in Switzerland, but"),
        ("GB", "1 Example Street / SW1Y 5EA / USA", "country-mismatch", "ends in the United States"),
        ("SA", "الديوان الملكي / الرياض 11111", "no-latin-town", "not in Latin letters"),
        ("IL", "רחוב צלאח א-דין 29 / ירושלים 9711052", "no-latin-town", "not in Latin letters"),
        ("RU", "ул. Большая Дмитровка, 15а / 125993 Москва", "latin-town", "printed in Latin letters as MOSKVA"),
    ],
)
def test_what_a_clerk_would_ask(country: str, lines: str, code: str, words: str) -> None:
    (problem,) = address_problems(_target(*lines.split(" / ")), country, "NZ")
    assert (problem.code, problem.target) == (code, "minister")
    assert words in problem.message
    assert problem.hint


@pytest.mark.parametrize(
    ("country", "origin", "lines"),
    [
        ("US", "GB", "State Capitol / Atlanta, Georgia / 30334"),
        ("US", "GB", "State Capitol / Atlanta 30334 / Georgia"),
        ("KZ", "GB", "Prospect Mengilik, 14 / Nur-Sultan / 010000 Kazakhstan"),
        ("RU", "RU", "ул. Большая Дмитровка, 15а / 125993 Москва"),
        ("SA", "SA", "الديوان الملكي / الرياض 11111"),
        ("IR", "GB", "Tehran"),
        ("XK", "GB", "Pristina"),
        ("IE", "GB", "Government Buildings / Dublin 2"),
        ("GB", "GB", ""),
    ],
)
def test_nothing_to_ask(country: str, origin: str, lines: str) -> None:
    assert address_problems(_target(*filter(None, lines.split(" / "))), country, origin) == []


def test_a_given_town_in_latin_letters_needs_no_question() -> None:
    assert address_problems(_target("ул. Ленина, 1", "125993 Москва", locality="Moscow"), "RU", "GB") == []


COUNTRIES = st.sampled_from(sorted(iso_countries()))


@given(lines=st.lists(line, max_size=5), country=COUNTRIES, origin=COUNTRIES)
def test_any_lines_come_out_as_lines(lines: list[str], country: str, origin: str) -> None:
    target = _target(*lines)
    found = _recipient(target, country, origin)
    address_problems(target, country, origin)
    assert all(line.strip() for line in found.printed)
    assert (found.country is None) == at_home(origin, country)


WORDS = st.lists(st.sampled_from(["Alpha", "beta", "Straße", "12", "10117", "D-10117", "P.O. Box 7", "Улица", "北京"]))
STREETS = st.lists(WORDS.map(" ".join).filter(bool), min_size=2, max_size=5)


@given(lines=STREETS, country=COUNTRIES, origin=st.sampled_from(sorted(SENDERS)))
def test_given_lines_stay_apart_from_capitals_and_signs(lines: list[str], country: str, origin: str) -> None:
    def bare(text: str) -> str:
        return folded_name(text.replace("ß", "ss").replace("D-", ""))

    printed = postal_lines(tuple(lines), None, country, origin)
    assert [bare(line) for line in printed[: len(lines)]] == [bare(line) for line in lines]
    assert len(printed) <= len(lines) + 1


@given(lines=STREETS, country=COUNTRIES)
def test_text_on_an_envelope_is_recorded(lines: list[str], country: str) -> None:
    once = postal_lines(tuple(lines), None, country, "NZ")
    again = postal_lines(tuple(once), None, country, "NZ")
    assert [in_capitals(line, "en") for line in again] == [in_capitals(line, "en") for line in once]
