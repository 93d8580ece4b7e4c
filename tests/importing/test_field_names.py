from __future__ import annotations

import pytest

from appealgen.importing.field_names import evidence_names, field_name
from urgent_actions import UA, draft_of

CASE = draft_of(UA).case


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("ua_number", "Number"),
        ("deadline", "Deadline"),
        ("people[0].name", "Person at risk: name"),
        ("targets", "Whom to write to"),
        ("targets[0].office", "Target: office"),
        ("targets[1].host", "Embassy: in"),
        ("targets[7].office", "Target: office"),
        ("letters.de", "Letter in German"),
        ("demands[1].text", "Demand 2"),
        ("updates[0].closes", "Update: closes the case"),
        ("own_key", "own_key"),
        ("", ""),
    ],
)
def test_fields_in_words(field: str, words: str) -> None:
    assert field_name(CASE, field) == words


def test_what_speaks_for_a_value() -> None:
    evidence = {"country": ("index", "prose"), "targets[0]": ("label", "office")}
    assert evidence_names(evidence, "country") == "the index number, the text"
    assert evidence_names(evidence, "targets[0].address") == "a label, a known office"
    assert evidence_names(evidence, "title") == ""
