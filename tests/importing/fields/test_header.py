from __future__ import annotations

import pytest

from appealgen.importing.structure import header_patterns


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("UA: 46/19", "46/19"),
        ("UA 046/19-3", "46/19-3"),
        ("FI 046/19-3", "46/19-3"),
        ("UA 153.20", "153/20"),
        ("UA-312/2011", "312/11"),
        ("UA-257-1/2014", "257/14-1"),
        ("UA-349-2011-1", "349/11-1"),
        ("UA-349-2011", "349/11"),
        ("EXTRA 71/92", "71/92"),
        ("EX 16/10", "16/10"),
        ("AU 16/10", "16/10"),
        ("UA 219 /06", "219/06"),
        ("UA 22/06-12", "22/06-12"),
        ("UA No. 12/99", "12/99"),
        ("UA n° 12/13", "12/13"),
        ("UA-Nr: UA-312/2011", "312/11"),
        ("Urgent Action 46/19", "46/19"),
        ("ACTION URGENTE 16/10", "16/10"),
        ("Acción Urgente: 16/10", "16/10"),
        ("EILAKTION 16/10", "16/10"),
        ("UAN 46/19", "46/19"),
        ("MA 12/05", "12/05"),
        ("NSA 3/12", "3/12"),
        ("UA46/19", "46/19"),
        ("UA 120\\04", "120/04"),
        ("UA 046//19", "46/19"),
        ("(UA\u00a046/19)", "46/19"),
        ("Further information on UA 46/1992", "46/92"),
    ],
)
def test_a_number_in_every_printed_form(text: str, number: str) -> None:
    [found] = header_patterns.find_numbers(f"SECOND {text}, Kazakhstan")
    assert (found.number, found.of_case) == (number, number.split("-", maxsplit=1)[0])
    assert text.strip("()").endswith(f"SECOND {text}"[found.start : found.end][-4:].strip("()"))


@pytest.mark.parametrize(
    "text", ["46/19", "UA 0/19", "UA 1234/19", "UA 46/199", "GUA 46/19", "24/7", "Resolution 46/19", "UA", "on 1/2/19"]
)
def test_not_a_number_of_an_urgent_action(text: str) -> None:
    assert header_patterns.find_numbers(text) == []


def test_every_number_of_a_line() -> None:
    found = header_patterns.find_numbers("Further information on UA 12/99 and follow-ups (UA 12/99-2; EXTRA 3/98)")
    assert [each.number for each in found] == ["12/99", "12/99-2", "3/98"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("120\\04", "120/04"), ("362/12", "362/12"), ("UA 12/34-5", "12/34-5"), ("uaa22910", "229/10"),
        ("ua 22910", "229/10"),
        ("0/12", None), ("12/2019/34", None), ("none", None), ("EUR 57/0001/2019", None),
    ],
)  # fmt: skip
def test_a_number_behind_its_label(text: str, number: str | None) -> None:
    found = header_patterns.bare_number(text)
    assert (found and found.number) == number


def test_a_number_of_four_digits_does_not_count() -> None:
    assert header_patterns.bare_number("UA 1234/19") is None


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("https://www.example.org/docs/uaa22910.pdf", "229/10"),
        ("https://www.example.org/?q=ua-46/19", "46/19"),
        ("https://www.example.org/news/2019/10", None),
        pytest.param(
            "https://www.example.org/ua-349-2011-1/x",
            "349/11-1",
        ),
    ],
)
def test_a_number_in_a_web_address(address: str, number: str | None) -> None:
    found = header_patterns.number_in_address(address)
    assert (found and found.number) == number


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("Index: EUR 57/0926/2019 Kazakhstan", "EUR 57/0926/2019"),
        ("EUR57/926/2019", "EUR 57/926/2019"),
        ("AI Index: EUR 44/179/92", "EUR 44/179/92"),
        ("AMR 37 / 6674 / 2017", "AMR 37/6674/2017"),
        ("EURO 57/0926/2019", None),
        ("EUR 57/09266/2019", None),
        ("UA: 46/19", None),
    ],
)
def test_the_index_of_a_document(text: str, index: str | None) -> None:
    assert header_patterns.find_index(text) == index


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("THIRD UA 60/16", 3), ("2nd Urgent Action", 2), ("Deuxième AU 12/13", 2), ("Segunda Acción Urgente", 2),
        ("Vierte Eilaktion", 4), ("tenth UA: 1/20", 10), ("third time UA", None), ("thirdUA", None), ("UA 3/19", None),
    ],
)  # fmt: skip
def test_which_urgent_action_of_its_case(text: str, which: int | None) -> None:
    assert header_patterns.ordinal(text) == which


@pytest.mark.parametrize(
    ("text", "update", "closing"),
    [
        ("URGENT ACTION", False, False),
        ("Urgent Action 46/19 on updated laws", False, False),
        ("Further information on UA 12/34", True, False),
        ("FOLLOW-UP UA 12/34", True, False),
        ("Update to UA 12/34", True, False),
        ("URGENT ACTION UPDATE", True, False),
        ("Second update", True, False),
        ("FI 046/19-3", True, False),
        ("Information complémentaire sur l’AU 12/13", True, False),
        ("Complément d’information sur l’AU 12/13", True, False),
        ("Más información sobre AU 12/13", True, False),
        ("Weitere Informationen zu UA 12/13", True, False),
        ("Urgent Action Victory! Teacher free", True, True),
        ("Final update", True, True),
        ("STOP ACTION", True, True),
        ("Urgent Action Outcome: teacher free", False, True),
        ("charges withdrawn", False, True),
    ],
)
def test_the_kind_of_document(text: str, update: bool, closing: bool) -> None:
    assert (header_patterns.says_update(text), header_patterns.says_closing(text)) == (update, closing)
