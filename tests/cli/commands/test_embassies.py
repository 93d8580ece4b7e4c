"""`appealgen embassies`: list, find, add, import."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from appealgen.cli import environment
from samples import PROJECT, Ran, write_files

Run = Callable[..., Ran]
ADD = ("embassies", "add", "--of", "KZ", "--host", "Germany", "--office", "Botschaft")
STREET = ("--address", "Weg 1", "--address", "10117 Berlin")
SENDER = ("--sender", str(PROJECT / "docs" / "examples" / "sender.yaml"), "--date", "2019-04-15")
TABLE = "of;host;office;address;postcode;city\nKZ;DE;Botschaft;Weg 2;10117;Berlin\nKZ;FR;Ambassade;;;Paris\n"


def path_of(home: Path, of: str = "KZ") -> Path:
    return home / "data" / "embassies" / f"{of}.yaml"


def test_list(run: Run) -> None:
    ran = run("embassies", "list")
    assert ran.code == 0 and max(map(len, ran.out.splitlines())) <= 80
    assert [line.split()[:2] for line in ran.out.splitlines()] == [["OF", "IN"], ["KZ", "GB"]]
    assert "ua-046-19" in ran.out and "embassies import FILE" in ran.err


def test_list_of_some(run: Run) -> None:
    run(*ADD, *STREET)

    def hosts(*options: str) -> list[str]:
        found = json.loads(run("embassies", "list", "--json", *options).out)
        assert list(found) == ["version", "embassies"]
        return [entry["host"] for entry in found["embassies"]]

    assert hosts() == ["DE", "GB"]
    assert hosts("--host", "Germany") == hosts("--of", "KZ", "--host", "DE") == ["DE"]
    assert hosts("--of", "HN") == []


def test_list_json(run: Run, home: Path) -> None:
    run(*ADD, *STREET, "--source", "a letter")
    [entry] = json.loads(run("embassies", "list", "--host", "DE", "--json").out)["embassies"]
    assert entry == {
        "of": "KZ", "said_by": str(path_of(home)), "id": "embassy-de", "role": "embassy", "office": "Botschaft",
        "address": ["Weg 1", "10117 Berlin"], "host": "DE", "source": "a letter",
        "date": environment.today().isoformat(),
    }  # fmt: skip


def test_find(run: Run) -> None:
    ran = run("embassies", "find", "Kazakhstan", "uk")
    assert ran.code == 0 and ran.err == ""
    assert ran.out.splitlines()[:4] == [
        "Embassy of the Republic of Kazakhstan", "  125 Pall Mall", "  London", "  SW1Y 5EA",
    ]  # fmt: skip
    assert ran.out.splitlines()[-1] == "  source: ua-046-19"
    [entry] = json.loads(run("embassies", "find", "KZ", "GB", "--json").out)["embassies"]
    assert (entry["of"], entry["id"], entry["said_by"]) == ("KZ", "embassy-gb", "ua-046-19")


def test_find_in_a_territory_that_has_the_one_of_its_state(run: Run) -> None:
    [entry] = json.loads(run("embassies", "find", "KZ", "Jersey", "--json").out)["embassies"]
    assert entry["id"] == "embassy-gb"
    assert run("embassies", "find", "KZ", "RE").code != 0


def test_an_added_embassy_is_found_and_used(run: Run, home: Path) -> None:
    ran = run(*ADD, *STREET, "--email", "a@example.org", "--source", "a letter")
    assert (
        ran.code == 0
        and ran.out.startswith("new      KZ in DE: Botschaft\n         Weg 1, 10117 Berlin")
        and str(path_of(home)) in ran.err
    )
    found = run("embassies", "find", "KZ", "DE").out
    assert "e-mail a@example.org" in found and f"source: a letter, as of {environment.today()}" in found
    written = run("write", "ua-046-19", *SENDER, "--country", "DE", "--format", "txt")
    assert written.code == 0 and "embassy-de.en.txt" in written.out
    text = Path("letters/ua-046-19/embassy-de.envelope.txt").read_text(encoding="utf-8")
    assert text.endswith("Botschaft\nWeg 1\n10117 Berlin\n")


def test_added_again_it_changes_or_stays(run: Run, home: Path) -> None:
    run(*ADD, *STREET)
    before = path_of(home).read_bytes()
    again = run(*ADD, *STREET)
    assert again.code == 0 and again.out.startswith("same ") and "nothing changes" in again.err
    assert path_of(home).read_bytes() == before
    moved = run(*ADD, "--address", "Weg 2")
    assert moved.out.splitlines() == [
        "changed  KZ in DE: Botschaft", "         address: Weg 1, 10117 Berlin → Weg 2",
    ]  # fmt: skip


def test_add_accredited_from_abroad(run: Run) -> None:
    run("embassies", "add", "--of", "KZ", "--host", "IE", "--office", "E", "--address", "1 Road", "--country", "UK")
    [entry] = json.loads(run("embassies", "find", "KZ", "IE", "--json").out)["embassies"]
    assert (entry["host"], entry["country"]) == ("IE", "GB")


def test_add_json(run: Run, home: Path) -> None:
    found = json.loads(run(*ADD, *STREET, "--json").out)
    assert list(found) == ["version", "changes", "notices", "files"]
    [change] = found["changes"]
    assert (change["of"], change["change"], change["fields"], change["id"]) == ("KZ", "new", [], "embassy-de")
    assert found["files"] == [{"path": str(path_of(home)), "state": "written"}]


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_dry_run_writes_nothing(run: Run, home: Path, options: list[str]) -> None:
    write_files(Path(), {"t.csv": TABLE})
    for command in ([*ADD, *STREET], ["embassies", "import", "t.csv"]):
        ran = run(*command, "--dry-run", *options)
        assert ran.code == 0 and not home.exists()
        if options:
            assert [file["state"] for file in json.loads(ran.out)["files"]] == ["planned"]
        else:
            assert ran.out.startswith("new ") and "would write" in ran.err


def test_import(run: Run, home: Path) -> None:
    run(*ADD, *STREET)
    write_files(Path(), {"t.csv": TABLE})
    ran = run("embassies", "import", "t.csv")
    assert ran.code == 0
    assert ran.out.splitlines()[:2] == [
        "changed  KZ in DE: Botschaft",
        "         address: Weg 1, 10117 Berlin → Weg 2, 10117 Berlin",
    ]
    assert "t.csv row 3: Ambassade has neither street nor e-mail" in ran.err and str(path_of(home)) in ran.err
    again = run("embassies", "import", "t.csv", "--json")
    found = json.loads(again.out)
    assert [(c["of"], c["host"], c["change"]) for c in found["changes"]] == [("KZ", "DE", "same")]
    assert [notice["code"] for notice in found["notices"]] == ["no-address"] and found["files"] == []


def test_import_older_than_what_is_known(run: Run, home: Path) -> None:
    run(*ADD, *STREET)
    before = path_of(home).read_bytes()
    write_files(Path(), {"t.csv": "of,host,office,street,date\nKZ,DE,Botschaft,Weg 9,2020-01-01\n"})
    ran = run("embassies", "import", "t.csv")
    assert ran.code == 0 and "older than what you have" in ran.out and "nothing changes" in ran.err
    assert path_of(home).read_bytes() == before


def test_import_for_one_country_and_into_a_directory(run: Run, home: Path) -> None:
    write_files(Path(), {"t.csv": "host,office,address\nDE,Botschaft,Weg 1\n", "d/note.txt": ""})
    assert run("embassies", "import", "t.csv").code == 3
    assert run("embassies", "import", "t.csv", "--of", "Honduras", "--data-dir", "d").code == 0
    assert Path("d/embassies/HN.yaml").is_file() and not home.exists()
    assert "Weg 1" in run("embassies", "find", "HN", "DE", "--data-dir", "d").out


def test_comments_of_the_users_list_are_told(run: Run, home: Path) -> None:
    run(*ADD, *STREET)
    with path_of(home).open("a", encoding="utf-8") as stream:
        stream.write("# seen on their plate\n")
    ran = run(*ADD, "--address", "Weg 2")
    assert ran.code == 0 and "KZ.yaml.before" in ran.err
    assert "seen on their plate" in path_of(home).with_name("KZ.yaml.before").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["embassies", "find", "Kazakstan", "GB"], 2, "did you mean KZ, Kazakhstan?"),
        (["embassies", "find", "KZ", "US"], 2, "appealgen embassies add --of KZ --host US"),
        (["embassies", "find", "KZ"], 2, "IN"),
        (["embassies", "list", "--of", "Germny"], 2, "did you mean DE, Germany?"),
        (["embassies", "list", "--data-dir", "none"], 2, "is not a directory"),
        (["embassies", "add"], 2, "--of, --host, --office, --address"),
        ([*ADD], 2, "an embassy also needs --address"),
        ([*ADD, "--address", " "], 2, "an embassy also needs --address"),
        ([*ADD, *STREET, "--email", "nobody"], 2, "“nobody” is not an e-mail address"),
        ([*ADD, "--address", "Weg\x071"], 2, "address: contains U+0007"),
        ([*ADD, *STREET, "--name", "\x1b[1m"], 2, "name: contains U+001B"),
        ([*ADD, *STREET, "--office", ""], 2, "office: this is required"),
        ([*ADD, *STREET, "--country", "Atlantis"], 2, "country: “Atlantis” is not a known country"),
        (["embassies", "import"], 2, "FILE"),
        (["embassies", "import", "none.csv"], 3, "none.csv: cannot read it"),
        (["embassies", "import", "wrong.csv"], 3, "wrong.csv row 2 host: “Germny” is not a known country"),
        (["embassies", "import", "picture.csv"], 3, "CSV in UTF-8"),
        (["embassies", "import", "head.csv"], 3, "no column for of, host among 2"),
        (["embassies", "sell"], 2, "sell"),
    ],
)  # fmt: skip
def test_errors_say_what_would_have_worked(run: Run, home: Path, arguments: list[str], code: int, words: str) -> None:
    write_files(Path(), {"wrong.csv": TABLE.replace("DE", "Germny"), "head.csv": "office,address\nE,1\n"})
    Path("picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    ran = run(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err and "Traceback" not in ran.err
    assert not home.exists()


def test_errors_of_a_table_in_json(run: Run) -> None:
    write_files(Path(), {"t.csv": TABLE.replace("DE", "Germny").replace("FR", "Frnce")})
    ran = run("embassies", "import", "t.csv", "--json")
    assert ran.code == 3
    assert [(e["code"], e["row"], e["field"]) for e in json.loads(ran.out)["errors"]] == [
        ("wrong-value", 2, "host"), ("wrong-value", 3, "host"),
    ]  # fmt: skip


def test_a_broken_list_is_reported_and_not_replaced(run: Run, home: Path) -> None:
    broken = "embassies:\n  - {id: a, role: embassy, host: DE, offise: E}\n"
    write_files(home / "data", {"embassies/KZ.yaml": broken})
    for command in ([*ADD, *STREET], ["embassies", "list"], ["embassies", "find", "KZ", "DE"]):
        ran = run(*command)
        assert ran.code == 3 and "KZ.yaml:2" in ran.err and "did you mean “office”?" in ran.err
    assert path_of(home).read_text(encoding="utf-8") == broken


def test_a_list_that_cannot_be_written(run: Run, home: Path) -> None:
    write_files(home, {"data": "a file"})
    ran = run(*ADD, *STREET)
    assert ran.code == 6 and "cannot write it" in ran.err and (home / "data").read_text(encoding="utf-8") == "a file"


def test_a_person_is_asked_for_what_is_missing_and_for_a_yes(person: Run, home: Path) -> None:
    answers = ["Kazakstan", "Kazakhstan", "de", "Botschaft", "Weg 1", "10117 Berlin", "", "a letter", "y"]
    ran = person("embassies", "add", types=answers)
    assert ran.code == 0, ran.err
    assert "did you mean KZ, Kazakhstan?" in ran.err and ran.out.startswith(
        "new      KZ in DE: Botschaft\n         Weg 1, 10117 Berlin"
    )
    text = path_of(home).read_text(encoding="utf-8")
    assert "- Weg 1\n  - 10117 Berlin\n" in text and "source: a letter" in text


def test_ctrl_c_shows_how_to_continue(person: Run) -> None:
    ran = person("embassies", "add", types=["KZ", "de", "Botschaft von X", "Weg 1"])
    assert ran.code == 130
    command = "appealgen embassies add --of KZ --host DE --office 'Botschaft von X' --address 'Weg 1'"
    assert command in " ".join(ran.err.split())


def test_no_means_no_and_yes_skips_the_question(person: Run, home: Path) -> None:
    ran = person(*ADD, *STREET, types=["n"])
    assert ran.code == 0 and "nothing was written" in ran.err and not home.exists()
    write_files(Path(), {"t.csv": TABLE})
    ran = person("embassies", "import", "t.csv", types=["n"])
    assert ran.code == 0 and ran.out.startswith("new ") and not home.exists()
    assert person("embassies", "import", "t.csv", "--dry-run", types=[]).code == 0 and not home.exists()
    assert person("embassies", "import", "t.csv", "--yes", types=[]).code == 0 and path_of(home).is_file()
    assert person(*ADD, *STREET, types=["y"]).code == 0 and "Weg 1" in path_of(home).read_text(encoding="utf-8")
