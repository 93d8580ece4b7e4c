from __future__ import annotations

from pathlib import Path

import pytest

from appealgen.errors import DocumentError, InputError, MissingError
from appealgen.workflows.catalogue import catalogue, find_case
from samples import CASE, LETTER, write_files
from urgent_actions import CLOSURE, UA, UNNUMBERED, bring

BUNDLED = ["ua-046-19", "ua-060-16"]


def folder(id: str, number: str = "1/20", person: str = "Ann Example", title: str = "A headline") -> dict[str, str]:
    text = CASE.replace("id: ann", f"id: {id}").replace("1/20", number)
    text = text.replace("name: Ann Example", f"name: {person}").replace("A headline", title)
    return {f"cases/{id}/case.yaml": text, f"cases/{id}/letter.en.md": LETTER}


def test_bundled_cases() -> None:
    found = catalogue()
    assert ([case.id for case in found.cases], found.problems) == (BUNDLED, ())


def test_the_users_cases_come_first_and_a_broken_one_hides_none(tmp_path: Path) -> None:
    broken = {"cases/broken/case.yaml": "schema: 2\n", "cases/odd/letter.en.md": "{{ x }}"}
    write_files(tmp_path, folder("ann") | folder("ua-046-19", title="Mine") | broken)
    found = catalogue((tmp_path,))
    assert [case.id for case in found.cases] == ["ann", *BUNDLED]
    assert next(case.title for case in found.cases if case.id == "ua-046-19") == "Mine"
    assert {p.file for p in found.problems} == {str(tmp_path / "cases/broken/case.yaml")}


@pytest.mark.parametrize(
    "name",
    ["ua-046-19", "046/19", "46/19", "UA 46/19", "UA: 046/19", "46/2019", "46.19", "ua-46-19", "UA-046-19",
     "UA 046/19-3", "ua-046-19-3", "Bilash", "bilash", "Serikzhan Bilash", "билаш", "Біләш", "BILASH "],
)  # fmt: skip
def test_names_of_a_bundled_case(name: str) -> None:
    assert find_case(name).id == "ua-046-19"


@pytest.mark.parametrize("name", ["zuniga", "Zúniga", "CACERES", "Cáceres", "copinh", "060-16", "THIRD UA 60/16"])
def test_names_with_and_without_diacritics(name: str) -> None:
    assert find_case(name).id == "ua-060-16"


def test_a_folder_and_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path, folder("ann"))
    assert find_case(str(tmp_path / "cases" / "ann")).id == "ann"
    assert find_case(str(tmp_path / "cases" / "ann" / "case.yaml")).id == "ann"
    monkeypatch.chdir(tmp_path / "cases")
    assert find_case("./ann").id == "ann"
    assert find_case("ann").id == "ann"


def test_the_users_root_wins(tmp_path: Path) -> None:
    write_files(tmp_path / "one", folder("ua-046-19", title="First"))
    write_files(tmp_path / "two", folder("ua-046-19", title="Second"))
    roots = (tmp_path / "one", tmp_path / "two")
    assert [find_case(name, roots).title for name in ("ua-046-19", "1/20")] == ["First"] * 2
    assert find_case("ua-046-19", roots[1:]).title == "Second"


def test_ambiguous(tmp_path: Path) -> None:
    write_files(tmp_path, folder("a", person="Ann Other") | folder("b", person="Bea Other"))
    with pytest.raises(MissingError, match=r"“other” matches several cases: a, b") as raised:
        find_case("other", (tmp_path,))
    assert raised.value.problems[0].code == "ambiguous-case"
    with pytest.raises(MissingError, match="matches several cases: a, b"):
        find_case("1/20", (tmp_path,))


def test_unknown_names_the_nearest() -> None:
    with pytest.raises(MissingError, match="there is no case “ua-046-91”") as raised:
        find_case("ua-046-91")
    (found,) = raised.value.problems
    assert found.code == "unknown-case"
    assert "“ua-046-19”" in (found.hint or "")


def test_a_broken_case_asked_for_by_its_id(tmp_path: Path) -> None:
    write_files(tmp_path, {"cases/broken/case.yaml": "schema: 2\n"} | folder("ann"))
    assert find_case("ann", (tmp_path,)).id == "ann"
    assert find_case("Bilash", (tmp_path,)).id == "ua-046-19"
    with pytest.raises(InputError):
        find_case("broken", (tmp_path,))


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("no.pdf", "not-an-urgent-action"),
        ("empty.docx", "empty"),
        ("https://example.org/ua.pdf", "address"),
        ("ftp://example.org/none", "address"),
    ],
)
def test_a_file_that_is_no_document_of_a_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, code: str
) -> None:
    monkeypatch.chdir(write_files(tmp_path, {"no.pdf": "%PDF", "empty.docx": " "}))
    with pytest.raises(DocumentError) as raised:
        find_case(file)
    [problem] = raised.value.problems
    assert (problem.code, problem.file, raised.value.exit_code) == (code, file, 7)


def test_a_folder_that_is_no_case(tmp_path: Path) -> None:
    write_files(tmp_path, {"mail/ua.txt": UA})
    with pytest.raises(InputError, match=r"there is no case\.yaml here"):
        find_case(str(tmp_path / "mail"))


def test_a_document_is_a_case(tmp_path: Path) -> None:
    write_files(tmp_path, {"ua.txt": UNNUMBERED, "Urgent Action": UA})
    case = find_case(str(tmp_path / "ua.txt"))
    assert (case.id, case.ua_number, case.draft, case.file) == ("temira-ostubek", None, True, str(tmp_path / "ua.txt"))
    assert find_case(str(tmp_path / "Urgent Action")).ua_number == "901/19"


def test_a_document_is_known_with_what_the_cases_at_hand_know(tmp_path: Path) -> None:
    bring(CLOSURE, tmp_path / "cases", "fi.txt")
    write_files(tmp_path, {"ua.txt": UNNUMBERED})
    case = find_case(str(tmp_path / "ua.txt"), (tmp_path,))
    assert (case.id, case.ua_number, case.closed) == ("ua-901-19", "901/19", True)
    assert case.title == "LIBRARIAN JAILED OVER A READING LIST" and case.targets and case.letters
    assert not find_case(str(tmp_path / "ua.txt")).closed


def test_a_name_longer_than_any_file_name() -> None:
    with pytest.raises(MissingError):
        find_case("x" * 5000)


def test_a_blank_name_fits_nothing() -> None:
    with pytest.raises(MissingError) as raised:
        find_case(" ")
    assert raised.value.problems[0].code == "unknown-case"
