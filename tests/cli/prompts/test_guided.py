"""The guided write with typed answers: real prompts on a simulated terminal."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from samples import CASE, LETTER, Ran, write_files
from urgent_actions import UA

Run = Callable[..., Ran]


DETAILS = ["Zoë O'Brien", "1 High Street", "Anytown", "", "UK", "", "London", "y"]
NOT_KEPT = [*DETAILS[:-1], "n"]
OPEN = ("--date", "2019-04-15")
TARGET = Path("letters/ua-046-19/prosecutor-general.en.docx")


def kept(home: Path) -> dict[str, Any]:
    """Stored answers for a letter that is not written yet."""
    path = home / "config" / "unfinished.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}


def test_a_closed_case_can_be_rehearsed_and_details_are_kept(person: Run, home: Path) -> None:
    ran = person(types=["2", "y", *DETAILS, "", "", "I lived in Almaty for a year.", "docx", ""])
    assert ran.code == 0, ran.err
    assert "Rehearse as if today were 7 May 2019?" in ran.err and "to practise: House arrest" in ran.err
    assert len(ran.out.splitlines()) == 4
    assert "Zoë O'Brien" in (home / "config" / "sender.yaml").read_text(encoding="utf-8")
    assert kept(home) == {}


def test_pdf_is_offered_first_and_opened_after_a_yes(person: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[list[Path]] = []
    monkeypatch.setattr("appealgen.cli.opening.open_written", opened.append)
    ran = person(types=["2", "y", *NOT_KEPT, "", "", "", "", "", ""])
    assert ran.code == 0 and "As what?" in ran.err and "Open it now?" in ran.err
    assert [path.suffix for path in opened.pop()] == [".pdf"] * 4
    ran = person(types=["2", "y", *NOT_KEPT, "", "", "", "", "w", "n"])
    assert ran.code == 0 and opened == []


def test_word_documents_are_offered_where_no_font_has_the_letters(person: Run) -> None:
    runes = ["Zoë 𖬑", *NOT_KEPT[1:]]
    ran = person(types=["2", "y", *runes, "", "", "", "", "", ""])
    assert ran.code == 0 and "no installed font has" in ran.err and "Write Word documents instead?" in ran.err
    assert TARGET.exists()
    assert person(types=["2", "y", *runes, "", "", "", "", "n", "n"]).code == 5


def test_the_preview_ends_with_five_lines(person: Run) -> None:
    ran = person("write", "46/19", *OPEN, types=[*NOT_KEPT, ""])
    assert ran.code == 0, ran.err
    lines = ran.err.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("[w]rite"))
    assert [" ".join(line.split()) for line in lines[at - 6 : at]] == [
        "ua-046-19 House arrest for standing up for Kazakhs in China",
        "Letters Prosecutor General; Embassy of the Republic of Kazakhstan (a copy)",
        "Language English: first language you both read, their third choice",
        f"Files 4 files in {Path('letters/ua-046-19')}; DL envelope",
        "Time a rehearsal as of 15 April 2019: nothing to send",
        "Missing words of your own",
    ]


def test_the_letter_is_shown_on_request(person: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    pages: list[str] = []
    monkeypatch.setattr("pydoc.pager", pages.append)
    ran = person("write", "46/19", *OPEN, "--own-words", "I saw \x1b it.", types=[*NOT_KEPT, "q", "n"])
    assert ran.code == 2, "no document holds that character"
    ran = person("write", "46/19", *OPEN, "--own-words", "I saw it.", types=[*NOT_KEPT, "r", "read", "q", "n"])
    assert ran.code == 0 and len(pages) == 2
    assert "Dear Prosecutor General," in pages[0] and "I saw it." in pages[0] and "── embassy-gb ──" in pages[0]


def test_quit_writes_nothing_and_nothing_typed_is_lost(person: Run, home: Path) -> None:
    ran = person("write", "46/19", *OPEN, types=[*NOT_KEPT, "e", "I lived there.", "q", ""])
    assert ran.code == 0 and "nothing was written" in ran.err and not Path("letters").exists()
    assert kept(home) == {
        "case": "ua-046-19", "name": "Zoë O'Brien", "address": ["1 High Street", "Anytown"], "country": "GB",
        "reads": ["en"], "place": "London", "own_words": "I lived there.",
    }  # fmt: skip
    if sys.platform != "win32":
        assert stat.S_IMODE((home / "config" / "unfinished.yaml").stat().st_mode) == 0o600
    ran = person(*OPEN[:0], types=["", "y", "n", "", "", "", "docx", ""])
    assert ran.code == 0, ran.err
    assert "Continue with what you typed last time (ua-046-19, Zoë O'Brien)?" in ran.err
    assert kept(home) == {} and TARGET.exists()


def test_stored_answers_wait_for_whoever_needs_them(person: Run, home: Path) -> None:
    person("write", "46/19", *OPEN, types=[*NOT_KEPT, "e", "My words.", "q", ""])
    stored = kept(home)
    assert person("profile", "--name", "A", "--address", "B", "--country", "GB", "--reads", "en", types=[]).code == 0
    ran = person("write", "46/19", *OPEN, "--yes", types=[])
    assert ran.code == 0 and "Go on" not in ran.err and kept(home) == stored


def test_own_words_come_back_for_the_same_case(person: Run) -> None:
    person("write", "46/19", *OPEN, types=[*NOT_KEPT, "e", "My words.", "q", ""])
    ran = person("write", "46/19", *OPEN, "--format", "txt", types=["", "n", ""])
    assert ran.code == 0, ran.err
    assert "My words." in TARGET.with_suffix(".txt").read_text(encoding="utf-8")


def test_own_words_wait_for_their_case(person: Run, home: Path) -> None:
    person("write", "46/19", *OPEN, types=[*NOT_KEPT, "e", "My words.", "q", ""])
    ran = person("write", "60/16", "--date", "2017-08-01", types=["", "n", "en", "q", ""])
    assert ran.code == 0 and "My words." not in ran.err and kept(home)["case"] == "ua-060-16"
    assert kept(home)["name"] == "Zoë O'Brien" and kept(home)["own_words"] == "My words."
    ran = person("write", "60/16", "--date", "2017-08-01", types=["", "n", "en", "", ""])
    assert ran.code == 0 and kept(home) == {}


def test_declined_answers_are_not_kept(person: Run, home: Path) -> None:
    ran = person("write", "46/19", *OPEN, types=[*NOT_KEPT, "q", "n"])
    assert ran.code == 0 and "nothing was kept" in ran.err and kept(home) == {}
    person("write", "46/19", *OPEN, types=[*NOT_KEPT, "q", "y"])
    assert kept(home)
    ran = person("write", "46/19", *OPEN, types=["n", *NOT_KEPT, "q", "y"])
    assert ran.code == 0 and kept(home)
    ran = person("write", "46/19", *OPEN, types=["y", "n", "q", "n"])
    assert ran.code == 0 and kept(home) == {}


@pytest.mark.parametrize("at", range(1, 11))
def test_ctrl_c_at_each_question_offers_to_keep_what_was_typed(
    person: Run, home: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    answers = ["2", "y", *NOT_KEPT, "", "en", "I lived there.", "q"]
    typed = iter([*answers[:at], KeyboardInterrupt, ""])

    def ask(question: str, default: str = "") -> str:
        answer = next(typed)
        if answer is KeyboardInterrupt:
            raise KeyboardInterrupt
        return str(answer) or default

    for module in ("console", "prompts.guided", "prompts.sender"):
        monkeypatch.setattr(f"appealgen.cli.{module}.ask", ask)
    ran = person(types=[])
    assert ran.code == 130 and not Path("letters").exists()
    names = ["name", "address", "address", "", "country", "reads", "place"][: max(0, at - 2)]
    assert set(kept(home)) == ({"case", *filter(None, names)} if names else set())


def test_a_mistake_after_the_questions_loses_nothing(person: Run, home: Path) -> None:
    long = [*NOT_KEPT[:1], "x" * 201, *["A line of an address that no envelope can hold, however small"] * 9, ""]
    ran = person("write", "46/19", *OPEN, types=[*long, *NOT_KEPT[4:], ""])
    assert ran.code == 5, ran.err
    assert ran.err.index("refused: ") < ran.err.index("Keep what you typed")
    assert kept(home)["name"] == "Zoë O'Brien" and "the limit is 200" in ran.err


def test_impossible_answers_are_reported_and_the_plan_is_kept(person: Run) -> None:
    write_files(Path("swahili/cases/ann"), {"case.yaml": CASE, "letter.en.md": LETTER, "letter.sw.md": LETTER})
    words = ["e", "word " * 500, "word " * 100]
    options = ("--date", "2020-02-01", "--data-dir", "swahili", "--format", "txt")
    ran = person("write", "ann", *options, types=[*DETAILS, *words, "l", "Swahili", "x", "yes"])
    assert ran.code == 0, ran.err
    assert "the limit is 2,000" in ran.err and "there are no phrases in Swahili yet" in ran.err
    assert "please answer w, r, e, t, l or q" in ran.err
    assert "word word" in Path("letters/ann/minister.en.txt").read_text(encoding="utf-8")


def test_files_that_are_there_are_not_replaced_by_enter_alone(person: Run) -> None:
    assert person("write", "46/19", *OPEN, types=[*DETAILS, ""]).code == 0
    ran = person("write", "46/19", *OPEN, types=["", "w"])
    assert ran.code == 0 and "4 of them there already" in ran.err and "Enter: write" not in ran.err
    assert ran.err.count("please answer w, r, e, t, l or q") == 1


@pytest.mark.parametrize(
    ("language", "step"), [("de", "s"), ("de", "w"), ("fr", "e"), ("es", "guardar"), ("ru", "з"), ("ru", "w")]
)
def test_steps_are_understood_in_either_language(person: Run, language: str, step: str) -> None:
    ran = person("write", "46/19", *OPEN, "--ui-language", language, types=[*DETAILS, step])
    assert ran.code == 0 and len(ran.out.splitlines()) == 4, ran.err


def test_a_document_comes_first(person: Run) -> None:
    write_files(Path(), {"my case.txt": UA})
    ran = person("write", "--date", "2019-04-20", types=["1", "no.txt", "'my case.txt'", *DETAILS, "", "", "docx", ""])
    assert ran.code == 0, ran.err
    assert "there is no file “no.txt”" in ran.err and Path("letters/ua-901-19").is_dir()
    assert ran.err.index("From a document you were sent") < ran.err.index("to practise")


def test_enter_goes_back_from_the_document(person: Run) -> None:
    assert person("write", *OPEN, types=["1", "", "2", *DETAILS, "", "", "", "docx", ""]).code == 0


def test_nothing_is_asked_except_for_confirmation(person: Run) -> None:
    options = ["--name", "A", "--address", "B", "--country", "GB", "--reads", "en", "--place", "C"]
    assert person("profile", *options, types=[]).code == 0
    ran = person("write", "46/19", *OPEN, types=[""])
    assert ran.code == 0 and len(ran.out.splitlines()) == 4
    ran = person("write", "46/19", *OPEN, "--yes", types=[])
    assert ran.code == 0 and "identical" in ran.out


def test_the_target_and_the_language_can_be_chosen(person: Run) -> None:
    ran = person("write", *OPEN, types=["ua-046-19", *DETAILS, "1", "ru", "", "docx", ""])
    assert ran.code == 0, ran.err
    assert ran.out.split()[1::2] == [
        str(Path("letters/ua-046-19/prosecutor-general.ru.docx")),
        str(Path("letters/ua-046-19/prosecutor-general.envelope.docx")),
    ]
    assert "not said that you read Russian" in ran.err


def test_a_sender_who_reads_no_letter_is_asked_for_one(person: Run) -> None:
    details = ["Ana", "Calle 1", "", "ES", "es", "", "n"]
    ran = person("write", "--date", "2019-04-15", types=["ua-046-19", *details, "en", "", "docx", "y"])
    assert ran.code == 0, ran.err
    assert "you read Spanish (es); there are letters in" in ran.err and "not said that you read English" in ran.err
    assert "prosecutor-general.en.docx" in ran.out


def test_a_bug_loses_nothing(person: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("appealgen.cli.prompts.last_question.settle", broken)
    ran = person("write", "46/19", *OPEN, types=[*NOT_KEPT, ""])
    assert ran.code == 1 and "boom" in ran.err and kept(home)["name"] == "Zoë O'Brien"


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("", 5)])
def test_who_does_not_read_the_only_letter_is_asked_whether(person: Run, home: Path, answer: str, code: int) -> None:
    write_files(Path("only/cases/ann"), {"case.yaml": CASE, "letter.en.md": LETTER})
    details = ["Ana", "Calle 1", "", "ES", "es", "", "n"]
    ran = person("write", "--date", "2020-02-01", "--data-dir", "only", types=["ann", *details, answer, "", "docx", ""])
    assert ran.code == code and "Write in English anyway? (y/N)" in ran.err
    assert Path("letters").exists() == (code == 0)
    assert bool(kept(home)) == (code == 5)


def test_wrong_answers_are_asked_again(person: Run) -> None:
    details = ["", "Ann", "", "Street", "", "Germny", "Deutschland", "Klingonese", "Englsh", "de, Englisch", "", "n"]
    ran = person("write", "46/19", *OPEN, types=[*details, "w"])
    assert ran.code == 0 and "did you mean DE, Germany?" in ran.err and "did you mean English (en)?" in ran.err
    assert "→ Germany" in ran.err and "→ German, English" in ran.err


def test_the_end_of_input_stops(person: Run) -> None:
    assert person("write", "46/19", "--date", "2019-04-15", types=["Ann"]).code == 130
    assert not Path("letters").exists()


def test_an_unfinished_address_is_continued(person: Run, home: Path) -> None:
    assert person("write", "46/19", *OPEN, types=["Ann", "1 Street"]).code == 130
    (home / "config").mkdir(parents=True)
    text = "case: ua-046-19\nname: Ann\naddress: [1 Street]\n"
    (home / "config" / "unfinished.yaml").write_text(text, encoding="utf-8")
    ran = person("write", "46/19", *OPEN, "--format", "txt", types=["", "Town", "", "GB", "", "", "n", ""])
    assert ran.code == 0, ran.err
    letter = TARGET.with_suffix(".txt").read_text(encoding="utf-8")
    assert [line.strip() for line in letter.splitlines()[:3]] == ["Ann", "1 Street", "Town"]


def test_a_broken_unfinished_file_is_reported(person: Run, home: Path) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config" / "unfinished.yaml").write_text("nmae: Ann\n", encoding="utf-8")
    ran = person("write", "46/19", *OPEN, types=[*DETAILS, ""])
    assert ran.code == 0 and "did you mean “name”?" in ran.err and kept(home) == {"nmae": "Ann"}


def test_an_unfinished_profile_is_continued_and_words_are_kept(person: Run, home: Path) -> None:
    person("write", "46/19", *OPEN, types=[*DETAILS, "e", "My words.", "q", ""])
    assert kept(home) == {"case": "ua-046-19", "own_words": "My words."}
    typed = iter(["", "Ann", "", "", "", "", "", "I teach.", KeyboardInterrupt, ""])

    def ask(question: str, default: str = "") -> str:
        answer = next(typed)
        if answer is KeyboardInterrupt:
            raise KeyboardInterrupt
        return str(answer) or default

    with pytest.MonkeyPatch.context() as patch:
        for module in ("console", "prompts.sender"):
            patch.setattr(f"appealgen.cli.{module}.ask", ask)
        assert person("profile", types=[]).code == 130
    assert kept(home)["name"] == "Ann" and kept(home)["own_words"] == "My words."
    assert kept(home)["about"] == {"en": "I teach."}
    ran = person("profile", types=["", *[""] * 8])
    assert ran.code == 0 and ran.out.startswith("name: Ann\n"), ran.err
    assert kept(home) == {"case": "ua-046-19", "own_words": "My words."}


def test_profile_asks_and_enter_keeps(person: Run, home: Path) -> None:
    answers = ["Ann", "1 Street", "", "Germany", "de", "Bonn", "", "Ich unterrichte.", "Kazakhstan"]
    assert person("profile", types=answers).code == 0
    ran = person("profile", types=["", "", "", "", "", "", "", ""])
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[0] == "name: Ann" and "- KZ" in ran.out and "de: Ich unterrichte." in ran.out


def test_who_lives_in_the_country_is_asked_what_to_show(person: Run) -> None:
    there = [*NOT_KEPT[:4], "KZ", "en", *NOT_KEPT[6:]]
    ran = person("--ui-language", "en", types=["2", "y", *there, "initials", "", "", "docx", ""])
    assert ran.code == 0, ran.err
    assert "you live in Kazakhstan" in ran.err and "What do you want to show?" in ran.err
    assert "signed with initials and town (London)" in ran.err
