from __future__ import annotations

from pathlib import Path

import pytest

from appealgen.errors import InputError
from appealgen.model.identifiers import Country, Tag
from appealgen.model.sender import Sender
from appealgen.reading.sender_files import load_sender
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
