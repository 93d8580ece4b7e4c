"""The review of doubts with typed answers: after `import`, and before `write`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from appealgen.model.case import Case
from appealgen.reading.case_files import load_case
from samples import PROJECT, Ran, write_files
from urgent_actions import CLOSURE, HEAD, UA, UNNAMED, UNNUMBERED, without

Run = Callable[..., Ran]
SENDER = ("--sender", str(PROJECT / "docs" / "examples" / "sender.yaml"), "--date", "2019-04-20")
NO_DEADLINE = without(UA, "PLEASE TAKE ACTION AS SOON")
NO_STREET = without(UA, "114 Sample", "Nur-Sultan", "000000", "Email:")
NO_COUNTRY = (
    UA.replace(HEAD, HEAD.replace("Kazakhstan ", "").replace("Index: EUR 57/0901/2019 ", ""))
    .replace("000000 Kazakhstan\n", "000000\n")
    .replace("Embassy of the Republic of Kazakhstan", "Embassy")
    .replace("Email: reception@example.org\n", "")
)


@pytest.fixture
def imports(person: Run) -> Callable[..., Ran]:
    """Import a text as ua.txt and type answers."""

    def call(text: str, *answers: str, options: tuple[str, ...] = ()) -> Ran:
        write_files(Path(), {"ua.txt": text})
        return person("import", "ua.txt", "--out", "cases", *options, types=list(answers))

    return call


def case_of(name: str = "ua-901-19") -> Case:
    return load_case(Path("cases") / name)


def left(case: Case) -> list[str]:
    return [doubt.field for doubt in case.doubts]


def test_without_doubts_there_is_one_question(imports: Run) -> None:
    ran = imports(UA, "y")
    assert ran.code == 0 and f"Write {Path('cases/ua-901-19')}? (y/N)" in ran.err and "doubts now" not in ran.err
    assert not case_of().draft


@pytest.mark.parametrize("answers", [("n",), ("",), ("maybe", "no")])
def test_nothing_is_written_after_a_no(imports: Run, answers: tuple[str, ...]) -> None:
    ran = imports(UA, *answers)
    assert (ran.code, ran.out) == (0, "") and "nothing was written" in ran.err and not Path("cases").exists()


def test_yes_asks_nothing(imports: Run) -> None:
    ran = imports(UNNAMED, options=("--yes",))
    assert ran.code == 0 and "(y/N)" not in ran.err and left(case_of()) == ["people[0].name"]


def test_the_end_of_input_stops(imports: Run) -> None:
    assert imports(UNNUMBERED, "y", "a").code == 130 and not Path("cases").exists()


def test_a_doubt_is_shown_beside_the_lines_that_it_is_about(imports: Run) -> None:
    ran = imports(UNNAMED, "y", "a", "y")
    assert "Doubt 1 of 1: Person at risk: name" in ran.err and "no label gives the people" in ran.err
    lines = [re.sub(r"\x1b\[\d*m", "", line).rstrip() for line in ran.err.splitlines()]
    [heading] = [line for line in lines if line.split() == ["DRAFT", "DOCUMENT"]]
    shown = lines[lines.index(heading) + 1 :]
    at = heading.index("DOCUMENT")
    assert any(line[:at].strip() == "Temira Ostubek" for line in shown)
    assert any(line[at:].lstrip().startswith("7> Temira Ostubek, who runs") for line in shown)
    assert any(line[at:].lstrip().startswith("5  UA: 901/19 Index:") for line in shown)


def test_a_doubt_has_the_evidence_for_the_value(imports: Run) -> None:
    ran = imports(UNNAMED, "y", "a", "y")
    shown = " ".join(re.sub(r"\x1b\[\d*m", "", ran.err).split())
    assert "evidence: the text" in shown or "evidence: the head of the document" in shown


def test_a_doubt_without_a_line_shows_the_draft(imports: Run) -> None:
    ran = imports(UNNUMBERED, "n", "n")
    assert "Look at the 3 doubts now, one by one? (y/N)" in ran.err and "Doubt 1" not in ran.err
    ran = imports(UNNUMBERED, "y", "q", "n")
    assert "Doubt 1 of 3: Number (not needed for a letter)" in ran.err and "the draft says nothing" in ran.err


def test_accepted_doubts_are_resolved(imports: Run) -> None:
    ran = imports(UNNUMBERED, "y", "a", "accept", "A", "y")
    assert ran.code == 0 and ran.err.endswith("Next: appealgen write cases/temira-ostubek\n")
    text = Path("cases/temira-ostubek/case.yaml").read_text(encoding="utf-8")
    assert "draft" not in text and "doubts" not in text and "# line 3" in text


def test_skipped_doubts_stay(imports: Run) -> None:
    ran = imports(UNNUMBERED, "y", "s", "", "a", "y")
    assert ran.code == 0 and "2 doubts are left, none of them serious." in ran.err
    case = case_of("temira-ostubek")
    assert case.draft and left(case) == ["ua_number", "index"]


@pytest.mark.parametrize("stop", ["q", "quit", "qu"])
def test_the_rest_is_kept_after_a_stop(imports: Run, stop: str) -> None:
    ran = imports(UNNUMBERED, "y", "a", stop, "y")
    assert ran.code == 0 and "Doubt 3" not in ran.err
    assert left(case_of("temira-ostubek")) == ["index", "issued"]


def test_ctrl_c_stops_the_review_and_keeps_what_was_resolved(imports: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["y", "a", KeyboardInterrupt, "y"])

    def ask(question: str, default: str = "") -> str:
        answer = next(typed)
        if answer is KeyboardInterrupt:
            raise KeyboardInterrupt
        return str(answer)

    monkeypatch.setattr("appealgen.cli.console.ask", ask)
    ran = imports(UNNUMBERED)
    assert ran.code == 0 and left(case_of("temira-ostubek")) == ["index", "issued"]


def test_another_answer_is_asked_again(imports: Run) -> None:
    ran = imports(UNNUMBERED, "y", "x", "yes", "a", "q", "y")
    assert ran.code == 0 and ran.err.count("please answer a, e, s or q") == 2
    assert left(case_of("temira-ostubek")) == ["index", "issued"]


def test_a_name_is_edited(imports: Run) -> None:
    assert imports(UNNAMED, "y", "e", "Temira K. Ostubek: “T”", "y").code == 0
    case = case_of()
    assert [person.name for person in case.people] == ["Temira K. Ostubek: “T”"] and not case.draft
    assert case.letters and case.targets[0].name == "Mektov Ulen"


def test_a_date_is_asked_for_until_it_is_one(imports: Run) -> None:
    ran = imports(NO_DEADLINE, "y", "e", "soon", "30.6.2019", "2019-06-30", "y")
    assert ran.code == 0 and ran.err.count("year-month-day") == 2
    case = case_of()
    assert str(case.deadline) == "2019-06-30" and not case.draft and case.doubts == ()
    assert "deadline: '2019-06-30'" in Path("cases/ua-901-19/case.yaml").read_text(encoding="utf-8")


def test_a_country_is_asked_for_until_it_is_one(imports: Run) -> None:
    ran = imports(NO_COUNTRY, "y", "e", "Kazakhstan", "KZ", "q", "y")
    assert ran.code == 0 and "write KZ" in ran.err
    assert case_of().country == "KZ" and left(case_of()) == ["index"]


def test_an_address_of_several_lines(imports: Run) -> None:
    ran = imports(NO_STREET, "y", "e", "1 Street", "050000 Town", "", "y")
    assert ran.code == 0, ran.err
    assert case_of().targets[0].address == ("1 Street", "050000 Town") and not case_of().draft


def test_enter_leaves_a_field_and_its_doubt(imports: Run) -> None:
    assert imports(NO_DEADLINE, "y", "e", "", "y").code == 0
    assert case_of().deadline is None and left(case_of()) == ["deadline"]


def test_a_letter_is_not_edited_here(imports: Run) -> None:
    ran = imports(without(UA, "Yours sincerely"), "y", "e", "y")
    assert ran.code == 0 and "edit the letter in its file" in ran.err
    assert left(case_of()) == ["letters.en"]


def test_a_number_that_is_found_names_the_case(imports: Run) -> None:
    assert imports(UNNUMBERED, "y", "e", "UA 7/19", "a", "a", "y").code == 0
    assert [path.name for path in Path("cases").iterdir()] == ["ua-007-19"]
    assert (case_of("ua-007-19").id, case_of("ua-007-19").ua_number) == ("ua-007-19", "7/19")


def test_required_values_stay_doubtful(imports: Run) -> None:
    ran = imports(NO_COUNTRY, "y", "a", "a", "y")
    assert ran.code == 0, ran.err
    assert left(case_of()) == ["country"] and case_of().draft


def test_a_name_that_was_asked_for_is_kept(imports: Run) -> None:
    assert imports(UNNUMBERED, "y", "e", "7/19", "a", "a", "y", options=("--id", "mine")).code == 0
    assert [path.name for path in Path("cases").iterdir()] == ["mine"]


def test_a_match_by_name_is_confirmed(imports: Run) -> None:
    imports(UNNUMBERED, "n", "y")
    ran = imports(CLOSURE, "y", "n", "y")
    assert ran.code == 0 and "Is it a document of temira-ostubek? (y/N)" in ran.err
    case = case_of("temira-ostubek")
    assert case.closed and case.ua_number == "901/19" and left(case) == ["index", "issued"]


def test_a_match_by_name_is_declined(imports: Run) -> None:
    imports(UNNUMBERED, "n", "y")
    before = Path("cases/temira-ostubek/case.yaml").read_bytes()
    ran = imports(CLOSURE, "n", "n", "y")
    assert ran.code == 0 and "then it becomes a new case" in ran.err
    assert sorted(path.name for path in Path("cases").iterdir()) == ["temira-ostubek", "ua-901-19"]
    assert Path("cases/temira-ostubek/case.yaml").read_bytes() == before and case_of().closed


def test_a_sure_match_is_not_asked_about(imports: Run) -> None:
    imports(UA, "y")
    ran = imports(CLOSURE, "y")
    assert ran.code == 0 and "Is it a document of" not in ran.err and case_of().closed


def test_the_same_document_again_is_not_asked_about(imports: Run) -> None:
    imports(UA, "y")
    ran = imports(UA)
    assert (ran.code, ran.out) == (0, "") and "(y/N)" not in ran.err


def test_of_several_documents_one_is_declined(person: Run) -> None:
    write_files(Path(), {"a.txt": UA, "b.txt": UA.replace("901/19", "902/19")})
    ran = person("import", "a.txt", "b.txt", "--out", "cases", types=["n", "y"])
    assert ran.code == 0 and [path.name for path in Path("cases").iterdir()] == ["ua-902-19"]


def test_write_shows_grave_doubts_and_may_be_left(person: Run) -> None:
    write_files(Path(), {"ua.txt": UNNAMED})
    ran = person("write", "ua.txt", *SENDER, types=["n", "n"])
    assert (ran.code, ran.out) == (5, "") and not Path("letters").exists()
    assert "doubt: ua.txt:7 Person at risk: name: doubtful: no label gives the people" in ran.err
    assert "Look at the doubts now" in ran.err and "Continue despite the remaining doubts?" in ran.err


def test_write_shows_lines_and_evidence(person: Run) -> None:
    mail = EmailMessage()
    mail["From"], mail["Message-ID"] = "a@example.org", "<1@mail.example.org>"
    mail.set_content("See what is attached.\n")
    text = UNNAMED.encode()
    mail.add_attachment(text, maintype="application", subtype="octet-stream", filename="ua.txt")
    Path("ua.eml").write_bytes(mail.as_bytes())
    ran = person("write", "ua.eml", *SENDER, types=["y", "q", "n"])
    assert "7> Temira Ostubek, who runs" in ran.err
    assert "evidence: the text" in " ".join(ran.err.split())


def test_write_continues_in_spite_of_doubts_and_records_it(person: Run) -> None:
    write_files(Path(), {"ua.txt": UNNAMED})
    assert person("write", "ua.txt", *SENDER, types=["n", "y", "y"]).code == 0
    manifest = json.loads(Path("letters/manifest.json").read_text(encoding="utf-8"))
    assert "doubt-accepted" in [notice["code"] for notice in manifest["notices"]]


def test_doubts_can_be_settled_for_these_letters(person: Run) -> None:
    write_files(Path(), {"ua.txt": UNNAMED})
    ran = person("write", "ua.txt", *SENDER, "--format", "txt", types=["y", "e", "Temira K. Ostubek", "y"])
    assert ran.code == 0 and "Continue despite" not in ran.err and "(This applies to these letters only." in ran.err
    assert "7> Temira Ostubek, who runs" in ran.err
    text = Path("letters/ua-901-19/prosecutor-general.en.txt").read_text(encoding="utf-8")
    assert "Re: Temira K. Ostubek" in text


def test_skipped_doubts_are_asked_once_more(person: Run) -> None:
    write_files(Path(), {"ua.txt": UNNAMED})
    ran = person("write", "ua.txt", *SENDER, types=["y", "s", "n"])
    assert ran.code == 5 and "Continue despite" in ran.err and not Path("letters").exists()


def test_the_doubts_of_an_imported_case_are_shown_with_its_documents(imports: Run, person: Run) -> None:
    imports(UNNAMED, "n", "y")
    before = Path("cases/ua-901-19/case.yaml").read_bytes()
    ran = person("write", "cases/ua-901-19", *SENDER, types=["y", "a", "y"])
    assert ran.code == 0, ran.err
    assert "documents/ua.txt:7 Person at risk: name: doubtful" in ran.err and "7> Temira Ostubek, who runs" in ran.err
    assert Path("cases/ua-901-19/case.yaml").read_bytes() == before


def test_light_doubts_do_not_ask(person: Run) -> None:
    write_files(Path(), {"ua.txt": UNNUMBERED})
    ran = person("write", "ua.txt", *SENDER, types=["y"])
    assert ran.code == 0 and "Look at the doubts" not in ran.err


@pytest.mark.parametrize("option", ["--accept-doubts", "--dry-run"])
def test_nothing_is_asked_about_doubts_that_are_accepted_and_in_a_dry_run(person: Run, option: str) -> None:
    write_files(Path(), {"ua.txt": UNNAMED})
    ran = person("write", "ua.txt", *SENDER, option, types=["y"])
    assert ran.code == (5 if option == "--dry-run" else 0) and "Look at the doubts" not in ran.err


def test_a_document_can_be_named_where_a_case_is_asked_for(person: Run) -> None:
    write_files(Path(), {"ua.txt": UA, "no.txt": "Nothing"})
    ran = person("write", *SENDER, types=["./no.txt", "./ua.txt", "", "", "docx", "y"])
    assert ran.code == 0, ran.err
    assert "this is not an Urgent Action" in ran.err and Path("letters/ua-901-19").is_dir()
