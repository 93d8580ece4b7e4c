from __future__ import annotations

import datetime
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from appealgen.errors import InputError, MissingError, WriteError
from appealgen.model.case import Embassy
from appealgen.model.identifiers import Country
from appealgen.reading.embassies import load_embassies
from appealgen.workflows import embassies
from samples import write_files

KZ, DE, GB = Country("KZ"), Country("DE"), Country("GB")
TODAY = datetime.date(2026, 11, 22)
LIST = "embassies:\n- {id: embassy-de, role: embassy, host: DE, office: Embassy, address: [1 Street], country: DE}\n"


def embassy(**changes: Any) -> Embassy:
    given: dict[str, Any] = {
        "id": "embassy-de", "role": "embassy", "host": DE, "country": DE, "office": "Embassy", "address": ("2 Street",),
    }  # fmt: skip
    return Embassy(**given | changes)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_added_embassy_is_listed_found_and_read(tmp_path: Path) -> None:
    embassies.write_revision(embassies.added(KZ, embassy(), tmp_path))
    assert load_embassies(tmp_path / "embassies" / "KZ.yaml") == (embassy(),)
    path = str(tmp_path / "embassies" / "KZ.yaml")
    assert embassies.entries((tmp_path,), of="KZ", host="DE") == [embassies.KnownEmbassy(KZ, embassy(), path)]
    assert embassies.find_embassy(KZ, DE, (tmp_path,)).embassy == embassy()


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_lists_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    write_files(tmp_path, {"embassies/KZ.yaml": f"# mine\n{LIST}"})
    (tmp_path / "embassies" / "KZ.yaml").chmod(0o644)
    embassies.write_revision(embassies.added(KZ, embassy(), tmp_path))
    embassies.write_revision(embassies.added(KZ, embassy(), tmp_path / "new"))
    made = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600} and len(made) == 3
    assert stat.S_IMODE((tmp_path / "new" / "embassies").stat().st_mode) == 0o700


def test_nothing_is_written_before_it_is_asked_for_and_nothing_when_nothing_changes(tmp_path: Path) -> None:
    revision = embassies.added(KZ, embassy(), tmp_path)
    assert list(revision.files) == [tmp_path / "embassies" / "KZ.yaml"] and files(tmp_path) == {}
    embassies.write_revision(revision)
    again = embassies.added(KZ, embassy(), tmp_path)
    assert [change.kind for change in again.changes[KZ]] == ["same"] and again.files == {}
    embassies.write_revision(again)


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        (f"# written by hand\n{LIST}", True),
        (LIST.replace("country: DE}", "country: DE}  # seen on a plate"), True),
        (LIST.replace("- {", "# the first\n- {"), True),
        (LIST, False),
        (LIST.replace("1 Street", "1 Street#2"), False),
    ],
)
def test_comments_are_kept_in_the_file_as_it_was(tmp_path: Path, before: str, kept: bool) -> None:
    write_files(tmp_path, {"embassies/KZ.yaml": before})
    revision = embassies.added(KZ, embassy(), tmp_path)
    embassies.write_revision(revision)
    assert [notice.code for notice in revision.notices] == ["comments"] * kept
    assert files(tmp_path).get("embassies/KZ.yaml.before") == (before.encode() if kept else None)
    assert len(embassies.entries((tmp_path,), of="KZ", host="DE")) == 1


def test_our_own_files_have_no_comments(tmp_path: Path) -> None:
    embassies.write_revision(embassies.added(KZ, embassy(address=("Suite #5", "# 6")), tmp_path))
    revision = embassies.added(KZ, embassy(office="Consulate"), tmp_path)
    embassies.write_revision(revision)
    assert revision.notices == () and list(files(tmp_path)) == ["embassies/KZ.yaml"]
    assert [m.address for m in load_embassies(tmp_path / "embassies" / "KZ.yaml")] == [
        ("Suite #5", "# 6"), ("2 Street",),
    ]  # fmt: skip


def test_a_table_changes_the_list_of_each_country(tmp_path: Path) -> None:
    table = "of,host,office,address\nKZ,DE,Embassy,2 Street\nHN,DE,Embassy,3 Street\nKZ,FR,Embassy,\n"
    write_files(tmp_path, {"table.csv": table, "data/embassies/KZ.yaml": LIST})
    revision = embassies.imported(tmp_path / "table.csv", tmp_path / "data", today=TODAY)
    told = [(of, change.kind, change.differing) for of, changes in revision.changes.items() for change in changes]
    assert told == [("KZ", "changed", ("address", "source", "date")), ("HN", "new", ())]
    assert [notice.code for notice in revision.notices] == ["no-address"]
    embassies.write_revision(revision)
    assert sorted(files(tmp_path / "data")) == ["embassies/HN.yaml", "embassies/KZ.yaml"]
    assert embassies.find_embassy(KZ, DE, (tmp_path / "data",)).embassy.address == ("2 Street",)
    again = embassies.imported(tmp_path / "table.csv", tmp_path / "data", today=TODAY)
    assert again.files == {}


def test_all_lists_or_none(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {"t.csv": "of,host,office,address\nHN,DE,E,1 Street\nKZ,DE,Embassy,2 Street\n", "data/embassies/KZ.yaml": LIST},
    )
    revision = embassies.imported(tmp_path / "t.csv", tmp_path / "data", today=TODAY)
    (tmp_path / "data" / "embassies" / "KZ.yaml").unlink()
    (tmp_path / "data" / "embassies" / "KZ.yaml").mkdir()
    with pytest.raises(WriteError):
        embassies.write_revision(revision)
    assert files(tmp_path / "data") == {}


def test_a_broken_list_is_never_replaced(tmp_path: Path) -> None:
    write_files(tmp_path, {"embassies/KZ.yaml": "embassies: [\n"})
    with pytest.raises(InputError):
        embassies.added(KZ, embassy(), tmp_path)
    with pytest.raises(InputError):
        embassies.entries((tmp_path,))


def test_the_users_own_embassy_is_found_before_a_cases(tmp_path: Path) -> None:
    embassies.write_revision(embassies.added(KZ, embassy(id="mine", host=GB, office="Other"), tmp_path))
    embassies.write_revision(embassies.added(KZ, embassy(), tmp_path))
    found = embassies.entries((tmp_path,), of="KZ")
    assert [(e.embassy.host, e.embassy.id) for e in found] == [
        ("DE", "embassy-de"), ("GB", "embassy-gb"), ("GB", "mine"),
    ]  # fmt: skip
    assert embassies.find_embassy(KZ, GB, ()).said_by == "ua-046-19"
    assert embassies.find_embassy(KZ, GB, (tmp_path,)).embassy.id == "mine"
    assert [e.of for e in embassies.entries((tmp_path,))] == sorted(e.of for e in embassies.entries((tmp_path,)))


def test_the_list_of_the_first_directory_stands_for_its_country(tmp_path: Path) -> None:
    embassies.write_revision(embassies.added(KZ, embassy(address=("1 First",)), tmp_path / "a"))
    embassies.write_revision(embassies.added(KZ, embassy(address=("2 Second",)), tmp_path / "b"))
    assert [e.embassy.address for e in embassies.entries((tmp_path / "a", tmp_path / "b"), host="DE")] == [("1 First",)]


def test_no_known_embassy_and_how_to_add_one() -> None:
    with pytest.raises(MissingError) as raised:
        embassies.find_embassy(KZ, Country("US"))
    [problem] = raised.value.problems
    assert problem.message == "no embassy of Kazakhstan in the United States is known"
    assert problem.hint == "if you know one: appealgen embassies add --of KZ --host US"


def test_a_list_that_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    one = embassies.added(KZ, embassy(), tmp_path)
    other = embassies.added(KZ, embassy(host=Country("FR"), id="embassy-fr"), tmp_path)
    embassies.write_revision(one)
    with pytest.raises(WriteError, match="another program"):
        embassies.write_revision(other)
    assert "embassy-fr" not in (tmp_path / "embassies" / "KZ.yaml").read_text(encoding="utf-8")
