"""Find the country that an embassy is accredited to: from its address, or, as likely, from its other words."""

from __future__ import annotations

import re

from appealgen.importing.fields.capitals import capital_in, countries_by_capital
from appealgen.importing.fields.contacts import Contact
from appealgen.model.identifiers import Country

_GB_POSTCODE = re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}(?!\w)")
_US_STATE = re.compile(r"(?:\bDC|\bNY|\bD\.C\.),?\s+\d{5}")
_CA_POSTCODE = re.compile(r"(?<!\w)[A-Z]\d[A-Z]\s?\d[A-Z]\d(?!\w)")


def host_of(block: Contact, region: Country | None) -> tuple[Country | None, bool]:
    """The host country of an embassy, and whether it is merely likely; `region` is that of the section that writes."""
    if block.country is not None:
        return block.country, False
    address = " ".join(block.address)
    for pattern, code in ((_GB_POSTCODE, "GB"), (_US_STATE, "US"), (_CA_POSTCODE, "CA")):
        if pattern.search(address):
            return Country(code), False
    if (country := _country_of_capital(address)) is not None:
        return country, False
    reached = " ".join((*block.email, *block.social.values()))
    if (country := _country_of_capital(reached)) is not None:
        return country, True
    return region, region is not None


def _country_of_capital(text: str) -> Country | None:
    town = capital_in(text)
    return Country(countries_by_capital()[town]) if town else None
