from __future__ import annotations

import json
import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from samples import PROJECT, Ran

SENDER = ("--sender", str(PROJECT / "docs" / "examples" / "sender.yaml"))
ANN = ("--name", "Ann", "--address", "1 Street")
OPEN = ("--date", "2019-04-15")
Run = Callable[..., Ran]


def test_letters_envelopes_reasons_and_what_to_do_next(run: Run) -> None:
    ran = run("write", "ua-046-19", *SENDER, *OPEN)
    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines()] == ["written"] * 4
    assert "English: first language you both read, their third choice" in ran.err
    assert "rehearsal" in ran.err and "\x1b" not in ran.out + ran.err
    assert Path("letters/ua-046-19/embassy-gb.envelope.docx").exists()


def test_json_is_one_object_and_the_manifest(run: Run) -> None:
    ran = run("write", "ua-046-19", *SENDER, *OPEN, "--json", "--format", "docx,txt")
    found = json.loads(ran.out)
    assert list(found) == ["version", "notices", "files", "failed", "errors", "totals"]
    assert len(found["files"]) == 8 and {f["state"] for f in found["files"]} == {"written"}
    assert json.loads(Path("letters/manifest.json").read_text(encoding="utf-8"))["files"][0]["path"].startswith(
        "ua-046-19/"
    )


def test_totals_are_the_sums_of_the_letters(run: Run) -> None:
    ran = json.loads(run("write", "ua-046-19", *SENDER, *OPEN, "--json", "--own-words", "word " * 400).out)
    letters = [entry for entry in ran["files"] if entry["kind"] == "letter"]
    assert ran["totals"]["sheets"] == sum(entry["sheets"] for entry in letters) > len(letters) == 2
    assert ran["totals"]["weight_g"] == pytest.approx(sum(entry["weight_g"] for entry in letters), abs=1)


def test_again_then_edited_then_the_next_day(run: Run) -> None:
    run("write", "ua-046-19", *SENDER, *OPEN)
    again = run("write", "ua-046-19", *SENDER, *OPEN)
    assert [line.split()[0] for line in again.out.splitlines()] == ["identical"] * 4
    edited = Path("letters/ua-046-19/prosecutor-general.en.docx")
    edited.write_bytes(edited.read_bytes() + b" ")
    conflict = run("write", "ua-046-19", *SENDER, *OPEN)
    assert conflict.code == 6 and str(edited) in conflict.err and "--overwrite" in conflict.err
    assert run("write", "ua-046-19", *SENDER, *OPEN, "--overwrite").code == 0
    tomorrow = run("write", "ua-046-19", *SENDER, "--date", "2019-04-16")
    assert {line.split()[0] for line in tomorrow.out.splitlines()} == {"replaced", "identical"}


def test_today_the_case_is_closed(run: Run) -> None:
    ran = run("write", "ua-046-19", *SENDER, "--json")
    assert ran.code == 5 and not Path("letters").exists()
    found = json.loads(ran.out)
    assert [e["code"] for e in found["errors"]] == ["closed"] and found["files"] == []
    assert "--date 2019-05-07" in ran.err and "Thank you" in ran.err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["write", "ua-046-91", *SENDER], 2, "did you mean “ua-046-19”?"),
        (["write", "ua-046-19", *OPEN], 2, "who signs? there is no profile yet"),
        (["write"], 2, "which case?"),
        (["write", "ua-046-19", *OPEN, *ANN, "--country", "Germny"], 2, "did you mean DE, Germany?"),
        (["write", "ua-046-19", *OPEN, *ANN, "--country", "CH"], 2, "German (de)"),
        (["write", "ua-046-19", *OPEN, "--name", "A"], 2, "missing: --address, --country"),
        (["write", "ua-046-19", *OPEN, *SENDER, "--name", "A"], 2, "give either --name or --sender"),
        (["write", "ua-046-19", *OPEN, "--blank"], 2, "give --country, --reads"),
        (["write", "ua-046-19", *OPEN, *SENDER, "--to", "embasy"], 2, "did you mean “embassy”?"),
        (["write", "ua-046-19", *OPEN, *SENDER, "--language", "es"], 5, "there is no Spanish letter"),
        (["write", "ua-046-19", *OPEN, *SENDER, "--language", "Kazak"], 2, "did you mean Kazakh (kk)?"),
        (["write", "ua-046-19", *OPEN, *SENDER, "--format", "odt"], 2, "known: docx, pdf, txt"),
        (["write", "ua-046-19", *OPEN, *SENDER, "--envelope", "DLX"], 2, "did you mean “DL”?"),
        (["write", "ua-046-19", *OPEN, *SENDER, "--embassy", "vai"], 2, "not one of: copy, via, none"),
        (["write", "ua-046-19", "--date", "15.4.2019", *SENDER], 2, "write it as year-month-day"),
        (["write", "ua-046-19", *OPEN, "--sender", "none.yaml"], 3, "cannot read it"),
        (["write", "ua-046-19", *OPEN, *SENDER, "--data-dir", "none"], 2, "is not a directory"),
        (["write", "ua-046-19", *OPEN, *SENDER, "--langage", "en"], 2, "--language"),
        (["write", "ua-046-19", *OPEN, *SENDER, "--reference-doc", "none.docx"], 3, "cannot read it"),
        (["write", "ua-046-19", *OPEN, *SENDER, "--pdf-style", "none.yaml"], 2, "add --format pdf"),
    ],
)  # fmt: skip
def test_errors_say_what_would_have_worked(run: Run, arguments: list[str], code: int, words: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err and "Traceback" not in ran.err
    assert not Path("letters").exists()


def test_all_problems_of_a_case_at_once(run: Run) -> None:
    shutil.copytree(PROJECT / "cases" / "ua-046-19", "mine")
    path = Path("mine/case.yaml")
    text = path.read_text(encoding="utf-8").replace("title:", "titel:", 1).replace("country: GB", "country: UK")
    path.write_text(text, encoding="utf-8")
    ran = run("write", "./mine", *SENDER, *OPEN)
    assert ran.code == 3
    assert "case.yaml:5:1 titel: unknown key “titel”" in ran.err and "did you mean “title”?" in ran.err
    assert "targets[1].country: “UK” is not an ISO 3166-1 code" in ran.err and "write GB" in ran.err


def test_a_broken_template(run: Run) -> None:
    Path("d/letter_templates").mkdir(parents=True)
    template = "{% block opening %}{{ salutatoin }}{% endblock %}"
    Path("d/letter_templates/appeal.md.j2").write_text(template, encoding="utf-8")
    ran = run("write", "ua-046-19", *SENDER, *OPEN, "--data-dir", "d")
    assert ran.code == 4 and "appeal.md.j2:1" in ran.err and "did you mean “salutation”?" in ran.err
    assert not Path("letters").exists()


def test_an_unwritable_directory(run: Run) -> None:
    Path("file").write_text("", encoding="utf-8")
    ran = run("write", "ua-046-19", *SENDER, *OPEN, "--out", "file")
    assert ran.code in (3, 6) and "file" in ran.err and Path("file").read_text(encoding="utf-8") == ""


def test_dry_run(run: Run) -> None:
    ran = run("write", "ua-046-19", *SENDER, *OPEN, "--dry-run")
    assert ran.code == 0 and "planned" in ran.out and "nothing was written" in ran.err and not Path("letters").exists()


def test_blank_letters(run: Run) -> None:
    ran = run("write", "ua-046-19", *OPEN, "--blank", "--country", "GB", "--reads", "en", "--format", "txt")
    assert ran.code == 0
    text = Path("letters/ua-046-19/prosecutor-general.en.txt").read_text(encoding="utf-8")
    assert text.lstrip().startswith("Name: ____") and "Yours sincerely,\n\n\n\n____" in text


def test_options_replace_single_details_and_name_starts_from_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APPEALGEN_SENDER", SENDER[1])
    run("write", "46/19", *OPEN, "--place", "Leeds", "--language", "de", "--format", "txt")
    text = Path("letters/ua-046-19/prosecutor-general.de.txt").read_text(encoding="utf-8")
    assert "Alex Example" in text and "Leeds, den 15. April 2019" in text
    options = ["--name", "Ben Two", "--address", "1 Street", "--country", "GB", "--overwrite", "--format", "txt"]
    run("write", "46/19", *OPEN, *options)
    text = Path("letters/ua-046-19/prosecutor-general.en.txt").read_text(encoding="utf-8")
    assert "Ben Two" in text and not any(word in text for word in ("Alex", "Sample Street", "Anytown", "teach"))


def test_profile_is_kept_privately_and_used(run: Run, home: Path) -> None:
    details = [
        "--name",
        "Ann One",
        "--address",
        "1 Street",
        "--country",
        "Germany",
        "--reads",
        "German,en",
        "--ties",
        "kz",
    ]
    assert run("profile", *details).code == 0
    path = home / "config" / "sender.yaml"
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(run("profile", "--json").out)["profile"] == {
        "name": "Ann One", "address": ["1 Street"], "country": "DE", "reads": ["de", "en"], "ties": ["KZ"],
    }  # fmt: skip
    ran = run("write", "bilash", *OPEN)
    assert ran.code == 0 and "ties to Kazakhstan" in ran.err and "no embassy of Kazakhstan in Germany" in ran.err
    assert run("profile", "--place", "Berlin").code == 0
    assert json.loads(run("profile", "--json").out)["profile"]["place"] == "Berlin"
    draft = path.with_name(".sender.yaml.0123456789ab.old.part")
    draft.write_bytes(b"private")
    assert run("profile", "--forget").code == 0 and not path.exists() and not draft.exists()
    assert run("profile").code == 2


def test_a_bug_keeps_its_traceback_and_is_exit_1(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("appealgen.workflows.letters.plan", broken)
    ran = run("write", "ua-046-19", *SENDER, *OPEN, "--json")
    assert ran.code == 1 and "boom" in ran.err and json.loads(ran.out)["errors"][0]["code"] == "bug"


def test_stopped_is_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("appealgen.workflows.letters.plan", stopped)
    assert run("write", "ua-046-19", *SENDER, *OPEN).code == 130
