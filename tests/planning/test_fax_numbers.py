"""Fax numbers as documents print them, in international form."""

from __future__ import annotations

import pytest

from appealgen.planning.fax_numbers import FaxNumber, fax_number


@pytest.mark.parametrize(
    ("printed", "country", "number"),
    [
        ("+7 7172 506 402", "KZ", FaxNumber("+7 7172 50 64 02")),
        ("8 (7172) 50-64-02", "KZ", FaxNumber("+7 7172 50 64 02", completed=True)),
        ("+41 31 351 00 00", "KZ", FaxNumber("+41 31 351 00 00")),
        ("020 7946 0101", "GB", FaxNumber("+44 20 7946 0101", completed=True)),
        ("(00 52) 55 5000 0001", "MX", FaxNumber("+52 55 5000 0001")),
        ("0057 1 601 2345", "CO", FaxNumber("+57 16012345")),
        ("Fax: 0041 31 351 00 00", "DE", FaxNumber("+41 31 351 00 00")),
        ("01 42 00 12 34", "FR", FaxNumber("+33 1 42 00 12 34", completed=True)),
        ("+98 21 3331 1567 (ask for a tone)", "IR", FaxNumber("+98 21 3331 1567")),
        ("٠٢١ ٣٣٣١ ١٥٦٧", "IR", FaxNumber("+98 21 3331 1567", completed=True)),
        ("+44 20 7946 0101 or 020 7946 0102", "GB", FaxNumber("+44 20 7946 0101", alone=False)),
        ("+7 7172 50 64 02 / 03", "KZ", FaxNumber("+7 7172 50 64 02", alone=False)),
        ("8 (7172) 50-64-02, 50-64-03", "KZ", FaxNumber("+7 7172 50 64 02", completed=True, alone=False)),
        ("+7 7172 50 64 02 или 03", "KZ", FaxNumber("+7 7172 50 64 02", alone=False)),
        ("50-64-02; +7 7172 50 64 03", "KZ", FaxNumber("+7 7172 50 64 03", alone=False)),
        ("room 12, until 18: +7 7172 50 64 03", "KZ", FaxNumber("+7 7172 50 64 03")),
        ("1234567 / +7 7172 50 64 03", "KZ", FaxNumber("+7 7172 50 64 03", alone=False)),
        ("+7 7172 50 64 02 (weekdays, 9–18)", "KZ", FaxNumber("+7 7172 50 64 02")),
        ("+7 7172 50 64 02.", "KZ", FaxNumber("+7 7172 50 64 02")),
    ],
)
def test_the_number_to_dial_from_abroad(printed: str, country: str, number: FaxNumber) -> None:
    assert fax_number(printed, country) == number


@pytest.mark.parametrize(
    ("printed", "country"),
    [
        ("12", "KZ"),
        ("506 402", "KZ"),
        ("1234567", "KZ"),
        ("+7 1234567", "KZ"),
        ("+1 555 0100", "US"),
        ("+1", "KZ"),
        ("+7 7172 50", "KZ"),
        ("on request", "GB"),
        ("+", "GB"),
    ],
)
def test_no_whole_number(printed: str, country: str) -> None:
    assert fax_number(printed, country) is None
