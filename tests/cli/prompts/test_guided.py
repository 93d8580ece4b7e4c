"""The guided write, with a person who types: real prompts, a terminal pretended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from samples import Ran

Run = Callable[..., Ran]


DETAILS = ["Zoë O'Brien", "1 High Street", "Anytown", "", "UK", "", "London", "y"]


def test_a_closed_case_can_be_rehearsed_and_details_are_kept(person: Callable[..., Ran], home: Path) -> None:
    ran = person(types=["1", "y", *DETAILS, "", "", "I lived in Almaty for a year.", "y"])
    assert ran.code == 0, ran.err
    assert "Rehearse as if today were 7 May 2019?" in ran.err and "I lived in Almaty for a year." in ran.err
    assert len(ran.out.splitlines()) == 4
    assert "Zoë O'Brien" in (home / "config" / "sender.yaml").read_text(encoding="utf-8")


def test_no_is_no(person: Callable[..., Ran]) -> None:
    ran = person("write", "46/19", "--date", "2019-04-15", types=[*DETAILS, "n"])
    assert ran.code == 0 and "nothing was written" in ran.err and not Path("letters").exists()


def test_nothing_is_asked_when_nothing_is_missing_but_the_yes(person: Callable[..., Ran]) -> None:
    options = ["--name", "A", "--address", "B", "--country", "GB", "--reads", "en", "--place", "C"]
    assert person("profile", *options, types=[]).code == 0
    ran = person("write", "46/19", "--date", "2019-04-15", types=["y"])
    assert ran.code == 0 and len(ran.out.splitlines()) == 4
    ran = person("write", "46/19", "--date", "2019-04-15", "--yes", types=[])
    assert ran.code == 0 and "identical" in ran.out


def test_the_target_and_the_language_can_be_chosen(person: Callable[..., Ran]) -> None:
    ran = person("write", "--date", "2019-04-15", types=["ua-046-19", *DETAILS, "1", "ru", "", "y"])
    assert ran.code == 0, ran.err
    assert ran.out.split()[1::2] == [
        str(Path("letters/ua-046-19/prosecutor-general.ru.docx")),
        str(Path("letters/ua-046-19/prosecutor-general.envelope.docx")),
    ]
    assert "not known to read Russian" in ran.err


def test_who_reads_none_of_the_letters_is_asked_which(person: Callable[..., Ran]) -> None:
    details = ["Ana", "Calle 1", "", "ES", "es", "", "n"]
    ran = person("write", "--date", "2019-04-15", types=["ua-046-19", *details, "", "en", "", "y"])
    assert ran.code == 0, ran.err
    assert "you read Spanish (es); there are letters in" in ran.err and "not known to read English" in ran.err
    assert "prosecutor-general.en.docx" in ran.out


def test_wrong_answers_are_asked_again(person: Callable[..., Ran]) -> None:
    details = ["", "Ann", "Street", "", "Germny", "Germany", "Klingonese", "de", "", "n"]
    ran = person("write", "46/19", "--date", "2019-04-15", types=[*details, "y"])
    assert ran.code == 0 and "did you mean DE, Germany?" in ran.err


def test_the_end_of_input_stops(person: Callable[..., Ran]) -> None:
    assert person("write", "46/19", "--date", "2019-04-15", types=["Ann"]).code == 130
    assert not Path("letters").exists()


def test_profile_asks_and_enter_keeps(person: Callable[..., Ran], home: Path) -> None:
    answers = ["Ann", "1 Street", "", "Germany", "de", "Bonn", "", "Ich unterrichte.", "Kazakhstan"]
    assert person("profile", types=answers).code == 0
    ran = person("profile", types=["", "", "", "", "", "", "", ""])
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[0] == "name: Ann" and "- KZ" in ran.out and "de: Ich unterrichte." in ran.out
