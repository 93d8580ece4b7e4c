"""`appealgen import` without a terminal, and documents given to write, show, check and batch."""

from __future__ import annotations

import io
import json
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from appealgen.importing.draft import import_document
from appealgen.model.case import Case
from appealgen.reading.case_files import load_case
from event_samples import PEOPLE, roster
from samples import PROJECT, Ran, write_files
from urgent_actions import CLOSURE, SECOND, UA, UNLABELLED, UNNAMED, UNNUMBERED, without

Run = Callable[..., Ran]
SENDER = ("--name", "A", "--address", "B", "--country", "GB", "--reads", "en")
OPEN = ("--date", "2019-04-20")
GRAVE = UNNAMED
NO_COUNTRY = (
    UNNUMBERED.replace("000000 Kazakhstan\n", "000000\n")
    .replace("Embassy of the Republic of Kazakhstan", "Embassy")
    .replace("Email: reception@example.org\n", "")
)
DOCUMENTS = {
    "ua.txt": UA, "plain.txt": UNNUMBERED, "second.txt": SECOND, "fi.txt": CLOSURE, "grave.txt": GRAVE,
    "nowhere.txt": NO_COUNTRY, "invoice.txt": "Invoice\n\nTotal: 12 EUR\n",
}  # fmt: skip


@pytest.fixture
def bring(run: Run) -> Run:
    """Run `import` in a folder with the documents above."""
    write_files(Path(), DOCUMENTS)
    return lambda *arguments: run("import", *arguments)


def below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def case_of(home: Path, name: str = "ua-901-19") -> Case:
    return load_case(home / "data" / "cases" / name)


def codes(found: Any) -> list[str]:
    return [each["code"] for each in found]


def piped(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_a_document_becomes_a_case(bring: Run, home: Path) -> None:
    ran = bring("plain.txt")
    assert ran.code == 0
    cases = home / "data" / "cases"
    names = ["documents/plain.txt", "letter.en.md", "case.yaml"]
    assert ran.out.splitlines() == [f"written    {cases / 'temira-ostubek' / name}" for name in names]
    assert "plain.txt: 35 lines, form en-2018" in ran.err and "Traceback" not in ran.err
    assert max(len(line.rstrip()) for line in ran.err.splitlines() if "doubts are left" not in line) <= 100
    rows = [line.split() for line in ran.err.splitlines()]
    assert ["Target:", "office", "9", "Prosecutor", "General"] in rows
    assert "doubt: Date of issue: the document does not give its date" in ran.err
    assert "3 doubts are left, none of them serious." in ran.err and "--accept-doubts" not in ran.err
    case = case_of(home, "temira-ostubek")
    assert case.draft and [(doubt.code, doubt.field) for doubt in case.doubts] == [
        ("missing", "ua_number"), ("missing", "index"), ("missing", "issued"),
    ]  # fmt: skip
    if sys.platform != "win32":
        assert {stat.S_IMODE((cases / "temira-ostubek" / name).stat().st_mode) for name in names} == {0o600}


def test_where_nothing_is_doubtful_the_letters_come_next(bring: Run, run: Run, home: Path) -> None:
    ran = bring("ua.txt")
    assert ran.code == 0 and ran.err.splitlines()[-1] == "Next: appealgen write ua-901-19"
    assert not case_of(home).draft
    written = run("write", "ua-901-19", *SENDER, *OPEN, "--format", "txt")
    assert written.code == 0, written.err
    text = Path("letters/ua-901-19/prosecutor-general.en.txt").read_text(encoding="utf-8")
    assert "Mektov Ulen\n114 Sample Street" in text and "Dear Prosecutor General," in text


def test_grave_doubts_are_counted_and_located(bring: Run) -> None:
    ran = bring("grave.txt")
    assert ran.code == 0
    assert "doubt: grave.txt:7 Person at risk: name: no label gives the people" in ran.err
    assert "1 doubt is left, 1 of them serious." in ran.err and "--accept-doubts" in ran.err


def test_a_person_named_by_letter_and_events_stops_nothing(bring: Run, run: Run) -> None:
    Path("named.txt").write_text(UNLABELLED, encoding="utf-8")
    ran = run("write", "named.txt", *SENDER, *OPEN)
    assert ran.code == 0, ran.err


def test_quiet_shows_the_files_and_leaves_the_doubts_to_them(bring: Run) -> None:
    ran = bring("grave.txt", "--quiet")
    assert (len(ran.out.splitlines()), ran.err) == (3, "")


def test_a_dry_run_writes_nothing(bring: Run, home: Path) -> None:
    ran = bring("ua.txt", "--dry-run")
    assert ran.code == 0 and [line.split()[0] for line in ran.out.splitlines()] == ["planned"] * 3
    assert "nothing was written" in ran.err and not home.exists()
    found = json.loads(bring("ua.txt", "--dry-run", "--json").out)
    assert {file["state"] for file in found["files"]} == {"planned"} and not home.exists()


def test_json_of_one_document(bring: Run, home: Path) -> None:
    ran = bring("grave.txt", "--json", *OPEN)
    found = json.loads(ran.out)
    assert list(found) == [
        "version", "file", "case", "letters", "status", "days_left", "doubts", "form", "match", "changes", "origins",
        "notices", "files", "errors",
    ]  # fmt: skip
    assert (ran.code, found["version"], found["file"], found["form"]) == (0, 1, "grave.txt", "en-2018")
    assert (found["status"], found["days_left"], found["match"]) == ("open", 31, None)
    assert (found["changes"], found["notices"], found["errors"]) == ([], [], [])
    assert found["case"]["schema"] == 1 and found["case"]["people"] == [{"name": "Temira Ostubek"}]
    assert found["letters"]["en"].startswith("I am writing to you")
    assert [(d["code"], d["field"], d["line"], d["document"]) for d in found["doubts"]] == [
        ("likely", "people[0].name", 7, "grave.txt")
    ]
    lines = GRAVE.split("\n")
    assert "Mektov Ulen" in lines[found["origins"]["targets[0].name"] - 1]
    assert [Path(file["path"]) for file in found["files"]] == [
        home / "data" / "cases" / "ua-901-19" / name for name in ("documents/grave.txt", "letter.en.md", "case.yaml")
    ]


def test_json_says_of_new_files_that_they_are_written(bring: Run) -> None:
    found = json.loads(bring("ua.txt", "--json").out)
    assert {file["state"] for file in found["files"]} == {"written"}


def test_json_of_an_update(bring: Run) -> None:
    bring("ua.txt")
    found = json.loads(bring("fi.txt", "--json").out)
    assert found["match"] == {"case": "ua-901-19", "sure": True} and found["origins"] == {}
    assert (found["status"], found["file"], found["form"]) == ("closed", "fi.txt", "de")
    assert [(change["field"], change["before"]) for change in found["changes"]] == [("updates", "nothing")]
    assert [Path(file["path"]).name for file in found["files"] if file["state"] == "replaced"] == ["case.yaml"]
    again = json.loads(bring("fi.txt", "--json").out)
    assert (again["changes"], again["files"]) == ([], [])


def test_json_of_several_documents(bring: Run) -> None:
    ran = bring("ua.txt", "fi.txt", "--json")
    found = json.loads(ran.out)
    assert ran.code == 0 and list(found) == ["version", "imports", "failed", "errors"]
    assert [one["file"] for one in found["imports"]] == ["ua.txt", "fi.txt"]
    assert [one["match"] for one in found["imports"]] == [None, {"case": "ua-901-19", "sure": True}]
    assert (found["version"], found["failed"], found["errors"]) == (1, [], [])
    assert "errors" not in found["imports"][0] and "version" not in found["imports"][0]


def test_standard_input(bring: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    piped(monkeypatch, UA)
    ran = bring("-")
    assert ran.code == 0, ran.err
    assert "documents/stdin.txt" in ran.out and case_of(home).title == "LIBRARIAN JAILED OVER A READING LIST"
    piped(monkeypatch, "")
    ran = bring("-")
    assert ran.code == 7 and "error: stdin: the file is empty" in ran.err


def test_a_folder_of_documents(bring: Run, home: Path) -> None:
    write_files(Path("mail"), {"1.txt": UA, "2.txt": CLOSURE, "3.jpg": "x", "more/4.txt": "x"})
    ran = bring("mail")
    assert ran.code == 0, ran.err
    assert below(home / "data" / "cases") == [
        f"ua-901-19/{name}"
        for name in ("case.yaml", "case.yaml.before", "documents/1.txt", "documents/2.txt", "letter.en.md")
    ]
    assert case_of(home).closed


@pytest.mark.parametrize(
    ("sources", "code", "words"),
    [
        (["https://example.org/ua.pdf"], 7, "a web address: appealgen never opens a connection"),
        (["www.example.org/ua.pdf"], 7, "save the page or the document first"),
        (["ua.txt", "HTTP://example.org/ua.pdf"], 7, "HTTP://example.org/ua.pdf: a web address"),
        (["none.txt"], 7, "none.txt: cannot read it"),
        (["invoice.txt"], 7, "this is not an Urgent Action"),
        (["none.txt", "invoice.txt"], 7, "this is not an Urgent Action"),
        (["empty"], 7, "there are no documents in this folder"),
        ([], 2, "FILE"),
        (["ua.txt", "--id", "Not An Id"], 2, "lower-case letters and digits, separated by hyphens"),
        (["ua.txt", "fi.txt", "--id", "ua-1"], 2, "--id names one case"),
        (["ua.txt", "--case", "nobody"], 2, "there is no case “nobody”"),
        (["ua.txt", "--data-dir", "none"], 2, "is not a directory"),
        (["ua.txt", "--date", "soon"], 2, "year-month-day"),
    ],
)
def test_what_cannot_be_imported(bring: Run, home: Path, sources: list[str], code: int, words: str) -> None:
    Path("empty").mkdir()
    ran = bring(*sources)
    assert (ran.code, ran.out) == (code, "") and not home.exists()
    assert words in ran.err and "Traceback" not in ran.err


def test_json_of_what_cannot_be_imported(bring: Run) -> None:
    ran = bring("invoice.txt", "--json")
    found = json.loads(ran.out)
    assert (ran.code, codes(found["errors"])) == (7, ["not-an-urgent-action"])
    assert list(found) == ["version", "doubts", "notices", "files", "errors"]
    ran = bring("invoice.txt", "none.txt", "--json")
    found = json.loads(ran.out)
    assert (ran.code, found["imports"], found["errors"]) == (7, [], [])
    assert codes(found["failed"]) == ["not-an-urgent-action", "unreadable"]


def test_one_of_several_fails_and_the_others_are_done(bring: Run, home: Path) -> None:
    ran = bring("invoice.txt", "ua.txt", "none.txt", "fi.txt")
    assert ran.code == 8 and case_of(home).closed
    assert ran.err.count("error: ") == 2 and "error: invoice.txt: this is no" in ran.err
    assert "error: none.txt: cannot read it" in ran.err
    found = json.loads(bring("invoice.txt", "ua.txt", "--json").out)
    assert (len(found["imports"]), codes(found["failed"])) == (1, ["not-an-urgent-action"])


def test_id_and_out(bring: Run, home: Path) -> None:
    ran = bring("ua.txt", "--id", "librarian", "--out", "mine")
    assert ran.code == 0 and not home.exists()
    assert below(Path("mine")) == [f"librarian/{n}" for n in ("case.yaml", "documents/ua.txt", "letter.en.md")]
    assert load_case(Path("mine/librarian")).id == "librarian"
    again = bring("fi.txt", "--out", "mine")
    assert again.code == 0 and load_case(Path("mine/librarian")).closed


def test_data_dir(bring: Run, home: Path) -> None:
    Path("d").mkdir()
    assert bring("ua.txt", "--data-dir", "d").code == 0
    assert load_case(Path("d/cases/ua-901-19")).ua_number == "901/19" and not home.exists()


def test_new_begins_a_case_beside_the_one_that_is_there(bring: Run, home: Path) -> None:
    bring("ua.txt")
    ran = bring("fi.txt", "--new")
    assert ran.code == 0 and case_of(home, "ua-901-19-2").closed and not case_of(home).closed


def test_case_says_what_the_document_belongs_to(bring: Run, home: Path) -> None:
    bring("ua.txt", "--id", "mine")
    write_files(Path(), {"other.txt": CLOSURE.replace("901/19", "7/20").replace("Temira Ostubek", "Eine Frau")})
    ran = bring("other.txt", "--case", "mine")
    assert ran.code == 0 and "belongs to mine: LIBRARIAN" in ran.err and "please confirm" not in ran.err
    case = case_of(home, "mine")
    assert case.closed and case.ua_number == "901/19" and not case.draft


def test_case_is_looked_for_where_cases_go(bring: Run) -> None:
    bring("ua.txt", "--out", "mine")
    assert bring("fi.txt", "--out", "mine", "--case", "ua-901-19").code == 0


def test_a_bundled_case_is_not_written_to(bring: Run) -> None:
    ran = bring("fi.txt", "--case", "ua-046-19", "--dry-run")
    assert str(PROJECT) not in ran.out


def test_a_document_is_no_case_to_add_to(bring: Run) -> None:
    ran = bring("fi.txt", "--case", "ua.txt", "--dry-run")
    assert ran.code == 2 and ran.out == ""


def test_the_same_document_again_changes_nothing(bring: Run, home: Path) -> None:
    bring("plain.txt")
    folder = home / "data" / "cases" / "temira-ostubek"
    before = {name: (folder / name).read_bytes() for name in below(folder)}
    ran = bring("plain.txt")
    assert (ran.code, ran.out) == (0, "") and "it adds nothing new" in ran.err
    path = folder / "case.yaml"
    settled = before["case.yaml"].decode().replace("draft: true\n", "").partition("doubts:")[0]
    path.write_text(settled.replace("Mektov Ulen", "Mektov Ulen Sarykuly"), encoding="utf-8")
    assert bring("plain.txt").out == "" and "Sarykuly" in path.read_text(encoding="utf-8")
    assert {name: (folder / name).read_bytes() for name in below(folder)} == before | {"case.yaml": path.read_bytes()}


def test_a_match_by_name_is_a_doubt_and_one_by_number_is_none(bring: Run, home: Path) -> None:
    bring("plain.txt")
    ran = bring("fi.txt")
    assert "belongs to temira-ostubek (same name and country; please confirm)" in ran.err
    assert "Number: nothing → 901/19" in ran.err and "case.yaml.before" in ran.err
    assert "likely" in [doubt.code for doubt in case_of(home, "temira-ostubek").doubts]
    Path("d").mkdir()
    bring("ua.txt", "--data-dir", "d")
    sure = bring("fi.txt", "--data-dir", "d")
    assert "belongs to ua-901-19: LIBRARIAN" in sure.err and not load_case(Path("d/cases/ua-901-19")).draft


@pytest.mark.parametrize("files", [("plain.txt", "fi.txt"), ("fi.txt", "plain.txt")], ids=["in order", "closure first"])
def test_appeal_and_closure_in_either_order(bring: Run, run: Run, home: Path, files: tuple[str, str]) -> None:
    assert [bring(name).code for name in files] == [0, 0]
    [folder] = (home / "data" / "cases").iterdir()
    case = load_case(folder)
    assert (case.ua_number, case.index, case.issued) == ("901/19", None, None)
    assert [(str(update.date), update.closes) for update in case.updates] == [("2019-08-26", True)]
    ran = run("write", "901/19", *SENDER)
    assert ran.code == 5 and "closed on 26 August 2019 by 901/19-3" in ran.err and "Thank you" in ran.err
    rehearsed = run("write", "901/19", *SENDER, *OPEN, "--json")
    assert rehearsed.code == 0 and "rehearsal" in codes(json.loads(rehearsed.out)["notices"])


@pytest.mark.parametrize(
    ("old", "new"), [("Kasachstan", "Kirgisistan"), ("Temira Ostubek", "Aigul Beispiel"), ("901/19", "902/19")]
)
def test_another_country_person_or_number_means_another_case(bring: Run, home: Path, old: str, new: str) -> None:
    bring("ua.txt" if old == "901/19" else "plain.txt")
    text = CLOSURE.replace(old, new).replace("AI-Index: EUR 57/1901/2019\n", "")
    write_files(Path(), {"other.txt": text})
    ran = bring("other.txt", "--json")
    assert json.loads(ran.out)["match"] is None
    assert len(list((home / "data" / "cases").iterdir())) == 2


def test_a_document_that_fits_two_cases_gets_neither(bring: Run, home: Path) -> None:
    bring("plain.txt")
    bring("plain.txt", "--new")
    assert json.loads(bring("fi.txt", "--json").out)["match"] is None
    names = sorted(path.name for path in (home / "data" / "cases").iterdir())
    assert names == ["temira-ostubek", "temira-ostubek-2", "ua-901-19"]


def test_a_newer_appeal_says_what_changes_and_which_letters_are_to_the_older(bring: Run, run: Run, home: Path) -> None:
    bring("ua.txt")
    translation = home / "data" / "cases" / "ua-901-19" / "letter.de.md"
    translation.write_text("Ich schreibe wegen {{ person }}.\n", encoding="utf-8")
    run("write", "ua-901-19", *SENDER, *OPEN)
    run("write", "ua-901-19", *SENDER, *OPEN, "--out", "more")
    ran = bring("second.txt", "--letters", "letters", "--letters", "more")
    assert ran.code == 0, ran.err
    for words in (
        "  Deadline: 2019-05-21 → 2019-07-15",
        "  Whom to write to: Prosecutor General, Embassy",
        "  Letter in English: I am writing to you about",
        "letters now use the text of the newer document",
        "doubt: Letter in German: letter.de.md follows the text from before the document of 2019-06-03",
        "letters: 2 letters were written from the older text: ua-901-19/prosecutor-general.en.docx",
        "more: 2 letters were written from the older text",
    ):
        assert words in ran.err, words
    case = case_of(home)
    assert case.deadline is not None and case.deadline.isoformat() == "2019-07-15" and case.draft
    assert [doubt.field for doubt in case.doubts] == ["letters.de"]
    older = json.loads(bring("ua.txt", "--json").out)
    assert (older["changes"], older["files"], older["notices"]) == ([], [], [])


def test_letters_to_the_older_text_are_notices(bring: Run, run: Run) -> None:
    bring("ua.txt")
    run("write", "ua-901-19", *SENDER, *OPEN)
    assert codes(json.loads(bring("second.txt", "--json").out)["notices"]) == ["newer-text", "older-text"]


def test_a_closure_does_not_make_letters_out_of_date(bring: Run, run: Run) -> None:
    bring("ua.txt")
    run("write", "ua-901-19", *SENDER, *OPEN)
    ran = bring("fi.txt")
    assert ran.code == 0 and "older text" not in ran.err
    told = "letters: the case is closed: do not send the letters in these folders (ua-901-19)"
    assert told in ran.err and codes(json.loads(bring("fi.txt", "--json").out)["notices"]) == ["closed-since"]


def test_folders_that_are_not_writable(bring: Run) -> None:
    ran = bring("ua.txt", "--out", "fi.txt")
    assert ran.code == 6 and "fi.txt" in ran.err and Path("fi.txt").read_text(encoding="utf-8") == CLOSURE


def test_a_closure_that_begins_a_case(bring: Run, run: Run, home: Path) -> None:
    ran = bring("fi.txt")
    assert ran.code == 0 and "The case is closed: no further letters are requested." in ran.err
    case = case_of(home)
    assert case.closed and (case.targets, dict(case.letters)) == ((), {})
    [listed] = [each for each in json.loads(run("cases", "--json").out)["cases"] if each["id"] == "ua-901-19"]
    assert (listed["status"], listed["draft"], listed["languages"]) == ("closed", True, [])
    assert "closed 26 August 2019, draft" in run("cases").out
    shown = run("show", "901/19")
    assert shown.code == 0 and "closed 26 August 2019" in shown.out and "Doubts" in shown.out
    checked = run("check", "901/19")
    assert checked.code == 0 and checked.out.startswith("0 errors")
    written = run("write", "901/19", *SENDER, "--json")
    assert written.code == 5 and codes(json.loads(written.out)["errors"]) == ["closed"]
    assert "closed on 26 August 2019 by 901/19-3" in written.err and not Path("letters").exists()


def test_a_closure_settled_stays_a_case_without_targets(bring: Run, run: Run, home: Path) -> None:
    bring("fi.txt")
    path = home / "data" / "cases" / "ua-901-19" / "case.yaml"
    text = path.read_text(encoding="utf-8").replace("draft: true\n", "").partition("doubts:")[0]
    path.write_text(text, encoding="utf-8")
    assert run("check", "901/19").code == 0 and not case_of(home).draft
    assert run("write", "901/19", *SENDER).code == 5


def test_a_closure_without_a_date_holds_at_every_date(bring: Run, run: Run) -> None:
    write_files(Path(), {"undated.txt": CLOSURE.replace("Abgeschlossen am 26. August 2019\n", "")})
    assert bring("undated.txt").code == 0
    assert run("show", "901/19").out.count("without a date: closed (901/19-3)") == 1
    for date in ("2019-04-15", "2030-01-01"):
        ran = run("write", "901/19", *SENDER, "--date", date)
        assert ran.code == 5 and "closed by 901/19-3; no further letters" in ran.err and "rehearse" not in ran.err


def test_grave_doubts_refuse_and_can_be_accepted(bring: Run, run: Run) -> None:
    bring("grave.txt")
    refused = run("write", "ua-901-19", *SENDER, *OPEN, "--json")
    found = json.loads(refused.out)
    assert (refused.code, codes(found["errors"]), found["files"]) == (5, ["doubts"], [])
    assert "1 unresolved doubt: people[0].name" in refused.err and "--accept-doubts" in refused.err
    assert not Path("letters").exists()
    accepted = run("write", "ua-901-19", *SENDER, *OPEN, "--accept-doubts")
    assert accepted.code == 0 and "documents/grave.txt:7 people[0].name: doubtful but accepted" in accepted.err
    manifest = json.loads(Path("letters/manifest.json").read_text(encoding="utf-8"))
    assert "doubt-accepted" in codes(manifest["notices"])


@pytest.mark.parametrize(
    ("behind", "code"),
    [("Keine Kommentare:\nKommentar veröffentlichen", 0), ("Share this page\nDonate now", 0),
     ("A day at the harbour\nThe ships lie still", 5)],
)  # fmt: skip
def test_what_stands_behind_an_address_gets_no_letter(run: Run, behind: str, code: int) -> None:
    text = f"{UA}\nCOPIES TO:\nMinister of Justice\n1 Sample Street\n000000 Kazakhstan\n\n{behind}\n"
    text = text.replace("Email: reception@example.org", f"Email: reception@example.org\n\n{behind}")
    write_files(Path(), {"page.txt": text})
    ran = run("write", "page.txt", *SENDER, *OPEN, "--yes", "--no-input")
    assert ran.code == code, ran.err
    assert len(list(Path().glob("letters/**/*.en.docx"))) == (3 if code == 0 else 0)


def test_light_doubts_are_reported_and_refuse_nothing(bring: Run, run: Run) -> None:
    bring("plain.txt")
    ran = run("write", "temira-ostubek", *SENDER, *OPEN, "--json")
    assert ran.code == 0 and codes(json.loads(ran.out)["notices"]).count("doubt") == 3


def test_a_draft_without_a_country_is_refused_in_spite_of_all(bring: Run, run: Run) -> None:
    assert bring("nowhere.txt").code == 0
    for options in ((), ("--accept-doubts",)):
        ran = run("write", "temira-ostubek", *SENDER, *OPEN, *options, "--json")
        assert (ran.code, codes(json.loads(ran.out)["errors"])) == (5, ["no-country"])
    assert "ZZ" in run("cases").out


def test_taking_out_draft_settles_all(bring: Run, run: Run, home: Path) -> None:
    bring("grave.txt")
    path = home / "data" / "cases" / "ua-901-19" / "case.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("draft: true\n", ""), encoding="utf-8")
    ran = run("write", "ua-901-19", *SENDER, *OPEN)
    assert ran.code == 0 and "doubt" not in ran.err


def doubt_embassy(home: Path) -> None:
    """Put a doubt about the embassy in Great Britain into the case."""
    path = home / "data" / "cases" / "ua-901-19" / "case.yaml"
    doubts = "draft: true\ndoubts:\n- {code: likely, field: 'targets[1].address', message: made up}\n"
    path.write_text(path.read_text(encoding="utf-8") + doubts, encoding="utf-8")


def test_a_doubt_about_the_embassy_affects_senders_in_its_country(bring: Run, run: Run, home: Path) -> None:
    bring("ua.txt")
    doubt_embassy(home)
    write_files(Path(), {"r.csv": roster()})
    ran = run("batch", "ua-901-19", "--senders", "r.csv", *OPEN, "--no-sheets", "--json", "--language", "en")
    assert ran.code == 8, ran.err
    found = json.loads(ran.out)
    assert {file["sender"] for file in found["files"] if file["kind"] == "letter"} == {3, 5}
    assert [(problem["code"], problem["row"]) for problem in found["failed"]] == [
        ("embassy-doubts", 2),
        ("embassy-doubts", 4),
    ]
    assert "targets[1].address: made up" in found["failed"][0]["message"]


def test_in_a_batch_doubts_about_an_embassy_can_be_accepted(bring: Run, run: Run, home: Path) -> None:
    bring("ua.txt")
    doubt_embassy(home)
    write_files(Path(), {"r.csv": roster([PEOPLE[0]])})
    options = ("--senders", "r.csv", *OPEN, "--no-sheets", "--json")
    refused = run("batch", "ua-901-19", *options)
    assert (refused.code, codes(json.loads(refused.out)["errors"])) == (5, ["embassy-doubts"])
    found = json.loads(run("batch", "ua-901-19", *options, "--accept-doubts").out)
    assert found["failed"] == [] and "doubt-accepted" in codes(found["notices"])


def test_a_document_given_as_the_case(run: Run, bring: Run, home: Path) -> None:
    ran = run("write", "ua.txt", *SENDER, *OPEN, "--format", "txt")
    assert ran.code == 0 and not home.exists()
    assert "Dear Prosecutor General," in Path("letters/ua-901-19/prosecutor-general.en.txt").read_text(encoding="utf-8")
    refused = run("write", "grave.txt", *SENDER, *OPEN)
    assert refused.code == 5 and "people[0].name" in refused.err
    none = run("write", "invoice.txt", *SENDER, *OPEN)
    assert none.code == 7 and "this is not an Urgent Action" in none.err


@pytest.mark.parametrize("name", ["plain.txt", "plain.md"])
def test_a_document_whose_case_is_known_to_be_closed(run: Run, bring: Run, name: str) -> None:
    markdown = UNNUMBERED.replace("URGENT ACTION", "# URGENT ACTION").replace("LIBRARIAN JAILED", "## LIBRARIAN JAILED")
    write_files(
        Path(), {"plain.md": markdown.replace("NAME AND PREFERRED PRONOUN:", "**NAME AND PREFERRED PRONOUN:**")}
    )
    assert import_document(Path(name)).document.kind == {".txt": "text", ".md": "markdown"}[Path(name).suffix]
    bring("ua.txt")
    bring("fi.txt")
    ran = run("write", f"./{name}", *SENDER)
    assert ran.code == 5 and "closed on 26 August 2019 by 901/19-3" in ran.err
    practised = run("write", f"./{name}", *SENDER, *OPEN, "--json")
    assert practised.code == 0, practised.err
    found = json.loads(practised.out)
    assert "rehearsal" in codes(found["notices"]) and {file["case"] for file in found["files"]} == {"ua-901-19"}


def test_batch_takes_a_document(run: Run, bring: Run) -> None:
    write_files(Path(), {"r.csv": roster([("Alex Example", "12 Sample Street|Anytown", "GB", "en")])})
    ran = run("batch", "ua.txt", "--senders", "r.csv", *OPEN, "--no-sheets")
    assert ran.code == 0, ran.err
    assert "1 person, 2 letters" in ran.err and Path("letters/ua-901-19").is_dir()


def test_show_and_check_a_document(run: Run, bring: Run) -> None:
    shown = run("show", "grave.txt")
    assert shown.code == 0 and "people[0].name (line 7): no label gives the people" in shown.out
    found = json.loads(run("show", "./grave.txt", "--json", *OPEN).out)
    assert [(doubt["field"], doubt["line"]) for doubt in found["doubts"]] == [("people[0].name", 7)]
    checked = run("check", "grave.txt")
    assert checked.code == 0 and "advice: grave.txt:7 people[0].name: doubtful: no label gives" in checked.err


def test_check_a_document_that_names_nobody_to_write_to(run: Run, bring: Run) -> None:
    text = without(UA, "Prosecutor General", "Mektov", "114", "Nur-Sultan", "000000", "Email:")
    write_files(Path(), {"nobody.txt": text})
    ran = run("check", "nobody.txt")
    assert ran.code == 0 and "targets: doubtful: the document names nobody to write to" in ran.err
