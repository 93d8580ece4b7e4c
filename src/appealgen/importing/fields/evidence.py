"""Evidence for recipients: nobody is one without it."""

from __future__ import annotations

import re
from enum import StrEnum

from appealgen.importing.fields.contacts import Contact
from appealgen.importing.fields.offices import is_institution, is_office

_POSTCODE = re.compile(
    r"(?<![\d/+-])\d{4,6}(?:-\d{3,4})?(?![\d/])|(?<!\w)[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}(?!\w)|(?<!\w)[A-Z]\d[A-Z]\s?\d[A-Z]\d(?!\w)"
)
"""Postcodes of most countries; of the United Kingdom and of Canada."""


class Evidence(StrEnum):
    """Evidence that a block of lines is a recipient."""

    LABEL = "label"
    SALUTATION = "salutation"
    OFFICE = "office"
    REACH = "reach"
    ADDRESS = "address"


def evidence_of(block: Contact, *, labelled: bool) -> frozenset[Evidence]:
    """The evidence for a block, also stored in it; `labelled` is whether it follows a label of addresses."""
    office = block.office or ""
    found = {
        Evidence.LABEL: labelled,
        Evidence.SALUTATION: bool(block.salutation),
        Evidence.OFFICE: block.is_embassy or is_office(office) or is_institution(office),
        Evidence.REACH: bool(block.email or block.fax or block.hidden),
        Evidence.ADDRESS: block.country is not None or any(map(_POSTCODE.search, block.address)),
    }
    evidence = frozenset(evidence for evidence, speaks in found.items() if speaks)
    block.evidence = frozenset(map(str, evidence))
    return evidence
