from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from appealgen.cli.views.event import ProgressReporter, tell_plan
from appealgen.errors import Problem, ProblemCode
from appealgen.events.run import write_batch
from appealgen.events.survey import survey_batch
from appealgen.messages import message
from event_samples import as_senders, loaded, making, people, planned, write, write_cases
from samples import Ran

Run = Callable[..., Ran]
HEAD = "Name;Address;Country;Reads;T-shirt\n"
EN = "Alex Example;12 Sample Street|Anytown;GB;en;S\n"
PLAN = ("--date", "2017-08-01", "--dry-run", "--keep-going")


def roster(*rows: str) -> str:
    Path("roster.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    return "roster.csv"


def test_faulty_rows_are_reported_once_and_the_advice_last(run: Run) -> None:
    ran = run(
        "batch", "46/19", "--senders", roster(EN, *["A;B;Nowhere;en;\n"] * 2, ";B;GB;en;\n"), "--date", "2019-04-15"
    )
    assert ran.code == 3 and ran.err.count("Nowhere") == 1 and "rows 3, 4: “Nowhere” is not a known country" in ran.err
    assert "3 of 4 rows have errors" in ran.err.splitlines()[-2] and "--keep-going" in ran.err.splitlines()[-1]
    assert not Path("letters").exists()


def test_rows_that_all_have_errors_are_reported_once_and_counted(run: Run) -> None:
    ran = run("batch", "46/19", "--senders", roster(*["A;B;Nowhere;en;\n"] * 9), *PLAN)
    assert ran.code == 5 and ran.err.count("Nowhere") == 3 and "and 6 more like it in rows" in ran.err
    assert "there are no letters to write: all 9 rows have errors" in ran.err.splitlines()[-1]


def test_columns_that_are_not_read_are_named_once(run: Run) -> None:
    assert run("batch", "46/19", "--senders", roster(EN), *PLAN).err.count("T-shirt") == 1


def test_people_without_a_letter_are_counted_and_not_addressed(run: Run) -> None:
    german = "Beate Beispiel;Musterweg 1|10115 Berlin;DE;de;\n"
    ran = run("batch", "60/16", "--senders", roster(EN, german, german.replace("Beate", "Bernd")), *PLAN)
    assert "left out: ua-060-16: 2 people (rows 3, 4): they read German (de)" in ran.err
    assert "you read" not in ran.err and "--language" not in ran.err
    ran = run("batch", "60/16", "--senders", roster(EN), "--walk-ins", "3", "--reads", "de", *PLAN)
    assert "left out: ua-060-16: walk-ins: they read German (de)" in ran.err


def test_the_plan_shows_a_case_without_people(run: Run) -> None:
    ran = run("batch", "46/19", "60/16", "--senders", roster("B;Musterweg 1|10115 Berlin;DE;de;\n"), *PLAN)
    assert "ua-060-16  Members of COPINH attacked on the road: no letters, see above" in ran.err


def test_assumed_languages_and_unknown_embassies_are_said_once_for_all_cases(run: Run) -> None:
    french = "C;1 rue|75001 Paris;FR;en;\n"
    ran = run("batch", "46/19", "60/16", "--senders", roster(EN.replace("en;S", ";"), french), *PLAN)
    assert ran.err.count("no language is given; English assumed") == 1 and "profile" not in ran.err
    assert "notice: ua-060-16: no embassy is known in the United Kingdom and France: no copy is sent" in ran.err
    assert "notice: ua-046-19: no embassy of Kazakhstan in France is known" in ran.err


def test_envelopes_with_a_back_lie_in_a_file_of_their_own(run: Run) -> None:
    german = "Beate Beispiel;Musterweg 1|10115 Berlin;DE;de;\n"
    arguments = (
        "batch",
        "46/19",
        "--senders",
        roster(EN, german),
        *PLAN[:2],
        "--to",
        "prosecutor-general",
        "--no-sheets",
    )
    ran = run(*arguments, "--walk-ins", "1", "--country", "GB", "--reads", "en")
    assert {path.name for path in Path("letters/print").iterdir()} == {
        "letters-A4.docx", "envelopes-DL-with-backs.docx", "index.csv",
    }  # fmt: skip
    assert "print the odd pages" in ran.err
    assert "print the odd pages" not in run(*arguments, "--return-address", "front", "--out", "other").err


def test_the_sheets_name_each_paper_and_keep_the_order_of_the_cases(run: Run) -> None:
    american = "Ann;1 Sample Street|Anytown, NY 10001;US;en;\n"
    arguments = ("batch", "46/19", "60/16", "--senders", roster(american, EN), "--no-singles", "--walk-ins", "1")
    ran = run(*arguments, *PLAN[:2], "--country", "GB")
    assert "to print and to buy: 8 sheets of A4; " in ran.err
    tally = text_of("tally")
    assert tally.index("Embassy of the Republic") < tally.index("Minister of Security")
    bought = text_of("to-buy")
    assert "Paper for letters, A4, sheets" in bought and "Paper for sheets of the event, A4, pages" in bought
    assert "Name: ____" in text_of("packing-lists")


def text_of(name: str) -> str:
    with zipfile.ZipFile(f"letters/print/{name}.docx") as document:
        return re.sub("<[^>]+>", "|", document.read("word/document.xml").decode())


def test_a_refused_case_is_reported_first_and_last(run: Run) -> None:
    people = [
        f"P{n};Musterweg {n}|10115 Berlin;DE;{tag};\n" for n, tag in enumerate(("de", "de", "fr", "ja", "ru", "it"))
    ]
    ran = run(
        "batch",
        "46/19",
        "60/16",
        "--senders",
        roster(EN, *people, "X;;GB;en;\n"),
        "--date",
        "2018-01-01",
        "--keep-going",
        "-y",
    )
    told = [line for line in ran.err.splitlines() if line.startswith("left out: ")]
    refused = [number for number, line in enumerate(told) if line.startswith("left out: ua-060-16:")]
    assert ran.code == 8 and len(refused) == 2
    assert refused[0] == 1 and "roster.csv" in told[0] and "ua-046-19: 2 people (rows 6, 8): they read none" in told[2]
    assert "roster.csv" in told[-1]


def test_refused_cases_are_named(run: Run) -> None:
    ran = run("batch", "46/19", "60/16", "--senders", roster(EN), "--date", "2020-01-01")
    assert ran.code == 5 and "refused: ua-046-19: " in ran.err and "refused: ua-060-16: past its deadline" in ran.err


def test_files_of_an_earlier_run_are_reported(run: Run) -> None:
    arguments = ("batch", "46/19", "--date", "2019-04-15", "--to", "prosecutor-general", "--senders")
    other = EN.replace("Alex", "Ola")
    assert "notice: files for the printer" not in run(*arguments, roster(EN, other), "--split", "1").err
    ran = run(*arguments, roster(EN, other))
    assert "notice: print files are left over from an earlier run: print/envelopes-DL-with-backs-01.docx" in ran.err
    assert "print/tally.docx" not in ran.err.partition("earlier run:")[2]
    for path in Path("letters/print").glob("*-0?.docx"):
        path.unlink()
    assert "left over from an earlier run" not in run(*arguments, roster(EN, other)).err


def test_letters_of_people_who_do_not_come_are_reported(run: Run) -> None:
    arguments = ("batch", "46/19", "--date", "2019-04-15", "--senders")
    run(*arguments, roster(EN, EN.replace("Alex", "Ola")))
    assert "letters of an earlier run are no longer planned" in run(*arguments, roster(EN)).err


def test_what_happened_to_earlier_letters_comes_first_and_is_never_cut(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_cases(tmp_path)
    cases, three = loaded(tmp_path, "ann", "bob"), as_senders(people(3))
    options = making(tmp_path / "out", sheets=False)
    write(planned(cases, three), options)
    batch = planned(cases, [three[0], replace(three[1], name="Person 0001y")])
    advice = [Problem(ProblemCode.ADVICE, message(f"advice {number}")) for number in range(15)]
    batch = replace(batch, notices=tuple(advice))
    tell_plan(batch, survey_batch(batch, options), None, options)
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith(("notice:", "  →"))]
    assert "“person-0001y” may be “person-0001x”" in told[0] and "--same person-0001x=person-0001y" in told[1]
    assert [line.split(": ")[1] for line in told[2:4] if "no longer planned" in line] == ["ann", "bob"]
    assert "already printed?" in told[5] and "before this run" in told[6]
    assert told[-2:] == ["notice: … and 3 more, of 3 other kinds", "  → --json lists them all"]


def test_each_case_that_is_written_anyway_is_named_in_the_plan(run: Run) -> None:
    asked = ("batch", "46/19", "60/16", "--senders", roster(EN), "--date", "2019-09-01", "--dry-run")
    ran = run(*asked, "--anyway", "the office asked for them")
    assert [text.strip() for text in ran.err.splitlines() if "written anyway" in text] == [
        "written anyway: closed 26 August 2019", "written anyway: past its deadline",
    ]  # fmt: skip
    assert "written anyway" not in run(*asked[:2], *asked[3:5], *PLAN[:2], "--date", "2019-04-15", "--dry-run").err


@pytest.mark.parametrize("format", ["docx", "txt"])
def test_the_progress_bar_counts_letters_alone(tmp_path: Path, format: str) -> None:
    class Bar:
        task_ids, done = (0,), 0

        def advance(self, _: int) -> None:
            self.done += 1

    write_cases(tmp_path)
    batch = planned(loaded(tmp_path, "ann", "bob"), as_senders(people(2)))
    options, bar = making(tmp_path / "out", formats=(format,)), Bar()
    survey = survey_batch(batch, options)
    reporter = ProgressReporter(survey, options, json=False, quiet=False)
    reporter._bar = bar  # type: ignore[assignment]
    write_batch(batch, survey, options, reporter.file)
    assert bar.done == survey.totals.letters == 4
