from __future__ import annotations

from pathlib import Path

import pytest

from appealgen.errors import InputError
from appealgen.model.identifiers import Country, Tag
from appealgen.model.sender import Sender
from appealgen.reading.sender_files import checked_lines, load_sender
from samples import PROJECT, write_files


def test_every_key(tmp_path: Path) -> None:
    text = (
        "name: Zoë Null\naddress: |\n  1 Street\n  Town\ncountry: gb\nreads: [EN, zh_hant]\nemail: z@example.org\n"
        "place: Leeds\nabout: {en: I teach.}\nties: [KZ]\n"
    )
    read = load_sender(write_files(tmp_path, {"s.yaml": text}) / "s.yaml")
    assert read == Sender(
        name="Zoë Null", address=("1 Street", "Town"), country=Country("GB"), reads=(Tag("en"), Tag("zh-Hant")),
        email="z@example.org", place="Leeds", about={Tag("en"): "I teach."}, ties=(Country("KZ"),),
    )  # fmt: skip


def test_the_example_is_read() -> None:
    assert load_sender(PROJECT / "docs" / "examples" / "sender.yaml").name == "Alex Example"


def test_all_problems_with_the_name_of_the_file(tmp_path: Path) -> None:
    path = write_files(tmp_path, {"s.yaml": "nane: A\ncountry: Germany\nreads: [english]\n"}) / "s.yaml"
    with pytest.raises(InputError) as raised:
        load_sender(path)
    assert {p.file for p in raised.value.problems} == {str(path)}
    assert [(p.field, p.hint) for p in raised.value.problems] == [
        ("nane", "did you mean “name”?"),
        ("name", None),
        ("country", "write DE"),
        ("reads[0]", "write en"),
    ]


def test_lines_of_an_address_however_they_end() -> None:
    assert checked_lines(["1 High Street\r\nAnytown\r", "AB1 2CD"]) == ("1 High Street", "Anytown", "AB1 2CD")


@pytest.mark.parametrize(
    ("text", "line", "cut"),
    [
        ("name: A\naddress: 12 High Street #4\ncountry: GB\n", 2, "#4"),
        ("name: A\naddress:\n- Town # a comment\n- 12 High Street #4b x\ncountry: GB\n", 4, "#4b x"),
        ("name: A #B\naddress: Town\ncountry: GB\n", 1, "#B"),
        ("name: A\naddress: 12 High\n  Street #4\ncountry: GB\n", 2, "#4"),
    ],
)
def test_a_value_that_a_comment_cuts_off_is_an_error(tmp_path: Path, text: str, line: int, cut: str) -> None:
    (tmp_path / "sender.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        load_sender(tmp_path / "sender.yaml")
    assert [(p.line, f"“{cut}”" in p.message) for p in raised.value.problems] == [(line, True)]


@pytest.mark.parametrize(
    "text",
    [
        "#comment\nname: A  # a comment\naddress: 12 St#4\ncountry: GB # x\n",
        "name: A\naddress: |\n  12 High Street #4\ncountry: GB\n",
        "name: 'A #B'\naddress: \"Street #4\"\ncountry: GB\n  #the end\n",
    ],
)
def test_comments_and_quoted_signs_are_no_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "sender.yaml").write_text(text, encoding="utf-8")
    assert load_sender(tmp_path / "sender.yaml").country == "GB"
