"""Options about paper: envelopes, windows, labels, postal rules."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from samples import CASE, LETTER, PROJECT, Ran, write_files

Run = Callable[..., Ran]
WRITE = ("write", "ua-046-19", "--sender", str(PROJECT / "docs" / "examples" / "sender.yaml"), "--date", "2019-04-15")
OWN = ("--name", "Ann One", "--address", "1 Street", "--country", "DE", "--reads", "de,en")
ENVELOPE = Path("letters/ua-046-19/prosecutor-general.envelope.docx")
CARD = Path("letters/ua-046-19/prosecutor-general.envelope.txt")


def files(ran: Ran) -> list[tuple[str, str, int]]:
    assert ran.code == 0, ran.err
    return [(f["path"].partition("/")[2], f["kind"], f["pages"]) for f in json.loads(ran.out)["files"]]


def kept(run: Run) -> dict[str, Any]:
    profile = json.loads(run("profile", "--json").out)["profile"]
    return dict(profile.get("stationery", {}))


def xml_of(path: Path) -> str:
    return zipfile.ZipFile(io.BytesIO(path.read_bytes())).read("word/document.xml").decode()


def test_a_profile_keeps_the_stationery(run: Run) -> None:
    made = run(
        "profile", *OWN, "--layout", "din5008b", "--envelope", "C5", "--country-line", "German,en", "--feed", "rotated",
        "--return-address", "none", "--no-airmail",
    )  # fmt: skip
    assert made.code == 0, made.err
    assert kept(run) == {
        "envelope": "C5", "layout": "din5008b", "feed": "rotated", "return_address": "none", "airmail": False,
        "country_line": ["de", "en"],
    }  # fmt: skip
    assert run("profile", "--place", "Berlin").code == 0 and kept(run)["layout"] == "din5008b"
    assert run("profile", "--envelope", "C6", "--airmail").code == 0
    assert kept(run) == {
        "envelope": "C6", "feed": "rotated", "return_address": "none", "airmail": True, "country_line": ["de", "en"],
    }  # fmt: skip
    assert run("profile", "--labels", "l7160").code == 0 and "envelope" not in kept(run)


def test_letters_are_as_the_profile_says_and_options_go_before_it(run: Run) -> None:
    run("profile", *OWN, "--layout", "din5008b", "--country-line", "de,en")
    write = ("write", "ua-046-19", "--date", "2019-04-15", "--language", "en", "--format", "txt", "--json")
    assert files(run(*write)) == [("prosecutor-general.en.txt", "letter", 1)]
    text = Path("letters/ua-046-19/prosecutor-general.en.txt").read_text(encoding="utf-8")
    assert "\nKASACHSTAN / KAZAKHSTAN\n" in text
    assert [kind for _, kind, _ in files(run(*write, "--envelope", "C6"))] == ["letter", "envelope"]
    assert [kind for _, kind, _ in files(run(*write, "--layout", "plain"))] == ["letter", "envelope"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--layout", "din5008x"], "did you mean “din5008b”?"),
        (["--layout", "din5008b", "--envelope", "C6"], "it is for "),
        (["--envelope", "100x50"], "at least 140 by 90 mm"),
        (["--envelope", "DL5"], "did you mean “DL”?"),
        (["--labels", "L7161x"], "did you mean “L7161”?"),
        (["--country-line", "klingonese"], "country-line: “klingonese” is not a known language"),
        (["--country-line", "de,fr,en"], "at most two languages"),
        (["--feed", "sideways"], "not one of: landscape, rotated"),
        (["--return-address", "top"], "not one of: front, back, none"),
    ],
)
def test_unknown_values_are_neither_written_nor_kept(run: Run, home: Path, options: list[str], words: str) -> None:
    for command in (WRITE, ("profile", *OWN)):
        ran = run(*command, *options)
        assert (ran.code, ran.out) == (2, "") and words in ran.err and "Traceback" not in ran.err
    assert not Path("letters").exists() and not home.exists()


def test_a_profile_of_paper_alone_needs_a_name(run: Run, home: Path) -> None:
    ran = run("profile", "--layout", "din5008b")
    assert ran.code == 2 and "--name, --address, --country" in ran.err and not home.exists()


def test_labels(run: Run) -> None:
    ran = run(*WRITE, "--labels", "Avery L7160", "--json")
    assert files(ran) == [
        ("prosecutor-general.en.docx", "letter", 1), ("embassy-gb.en.docx", "letter", 1), ("labels.docx", "labels", 1),
    ]  # fmt: skip
    again = run(*WRITE, "--labels", "L7160", "--return-labels", "--label-start", "20", "--label-offset", "1.5,-0.5")
    assert again.code == 0 and "replaced   letters/ua-046-19/labels.docx" in again.out.replace("\\", "/")
    assert "label L7160" in again.err
    [labels] = [f for f in files(run(*WRITE, "--labels", "L7160", "--return-labels", "--label-start", "20", "--json"))
                if f[1] == "labels"]  # fmt: skip
    assert labels == ("labels.docx", "labels", 2)


def test_labels_are_moved_by_the_offset(run: Run) -> None:
    def made(offset: str) -> str:
        assert run(*WRITE, "--labels", "L7160", "--label-offset", offset, "--overwrite").code == 0
        return xml_of(Path("letters/ua-046-19/labels.docx"))

    assert made("0,0") != made("2,0") != made("0,2")
    assert made("0,0") == made("0.0, -0")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--labels", "L7160", "--label-start", "0"], "has labels 1 to 21"),
        (["--labels", "L7160", "--label-start", "22"], "has labels 1 to 21"),
        (["--label-start", "2"], "give --labels SHEET"),
        (["--return-labels"], "give --labels SHEET"),
        (["--labels", "L7160", "--return-labels", "--return-address", "none"], "cannot be combined"),
        (["--labels", "L7160", "--label-offset", "1"], "with decimal points: 1.5,-0.5"),
        (["--labels", "L7160", "--label-offset", "1,5"], "with decimal points: 1.5,-0.5"),
        (["--labels", "L7160", "--label-offset", "21,0"], "with decimal points: 1.5,-0.5"),
        (["--labels", "L7160", "--label-offset", "0,-21"], "with decimal points: 1.5,-0.5"),
        (["--labels", "L7160", "--label-offset", "nan,0"], "with decimal points: 1.5,-0.5"),
        (["--labels", "L7160", "--label-offset", "1,2,3"], "with decimal points: 1.5,-0.5"),
        (["--labels", "L7160", "--label-offset", "1mm,2mm"], "with decimal points: 1.5,-0.5"),
        (["--labels", "L7160", "--label-start", "first"], "“first” is not a whole number"),
    ],
)
def test_labels_that_cannot_be_placed(run: Run, options: list[str], words: str) -> None:
    ran = run(*WRITE, *options)
    assert (ran.code, ran.out) == (2, "") and words in ran.err
    assert not Path("letters").exists()


def test_blank_senders_have_no_labels_of_their_own(run: Run) -> None:
    blank = (
        "write",
        "46/19",
        "--date",
        "2019-04-15",
        "--blank",
        "--country",
        "GB",
        "--reads",
        "en",
        "--labels",
        "L7160",
    )
    assert run(*blank, "--return-labels").code == 2
    assert run(*blank).code == 0


def test_rotated_envelopes_are_turned(run: Run) -> None:
    def size(*options: str) -> str:
        ran = run(*WRITE, "--overwrite", *options)
        assert ran.code == 0
        return xml_of(ENVELOPE).partition("<w:pgSz ")[2].partition("/>")[0]

    assert 'w:w="12472" w:h="6236"' in size() and "rotated" not in run(*WRITE).err
    assert 'w:w="12472" w:h="6236"' not in size("--feed", "rotated")
    assert "DL envelope, rotated" in run(*WRITE, "--feed", "rotated").err


@pytest.mark.parametrize(
    ("options", "marked"), [([], True), (["--no-airmail"], False), (["--airmail"], True), (["--embassy", "via"], False)]
)
def test_air_mail_is_marked_on_what_goes_abroad(run: Run, options: list[str], marked: bool) -> None:
    assert run(*WRITE, "--format", "txt", *options).code == 0
    assert ("BY AIR MAIL / PAR AVION" in CARD.read_text(encoding="utf-8")) is marked


@pytest.mark.parametrize(("side", "pages", "named"), [("back", 2, True), ("front", 1, True), ("none", 1, False)])
def test_the_place_of_the_senders_address(run: Run, side: str, pages: int, named: bool) -> None:
    found = files(run(*WRITE, "--return-address", side, "--json"))
    assert {count for _, kind, count in found if kind == "envelope"} == {pages}
    assert ("Alex Example" in xml_of(ENVELOPE)) is named


def test_the_country_line_in_two_languages_and_in_one_that_may_not_be_read(run: Run) -> None:
    ran = run(*WRITE, "--format", "txt", "--country-line", "en,French")
    assert ran.code == 0 and "it is not certain" not in ran.err
    assert CARD.read_text(encoding="utf-8").splitlines()[-1] == "KAZAKHSTAN"
    ran = run(*WRITE, "--format", "txt", "--country-line", "ru", "--country-line", "en")
    assert CARD.read_text(encoding="utf-8").splitlines()[-1] == "КАЗАХСТАН / KAZAKHSTAN"
    ran = run(*WRITE, "--format", "txt", "--country-line", "ru")
    assert ran.code == 0 and "it is not certain that the post of" in ran.err


@pytest.mark.parametrize(
    ("count", "options", "words"),
    [
        (10, [], "it fits --envelope"),
        (6, ["--layout", "din5008b"], "--layout plain (a printed envelope)"),
        (10, ["--labels", "L7160"], "these fit: --labels "),
        (30, [], "shorten its lines"),
    ],
)
def test_an_address_that_does_not_fit_is_refused_with_what_would(
    run: Run, count: int, options: list[str], words: str
) -> None:
    lines = ", ".join(f"A rather long line of an address {number}" for number in range(count))
    text = CASE.replace("address: [1 Street, Town]", f"address: [{lines}]")
    write_files(Path(), {"mine/case.yaml": text, "mine/letter.en.md": LETTER})
    command = ("write", "./mine", *WRITE[2:4], "--date", "2020-02-01", "--embassy", "none", *options)
    ran = run(*command)
    assert (ran.code, ran.out) == (5, "") and "refused:" in ran.err and words in ran.err
    found = json.loads(run(*command, "--json").out)
    assert [(e["code"], e["case"], e["hint"] in ran.err) for e in found["errors"]] == [
        ("address-too-long", "ann", True)
    ]
    assert found["files"] == [] and not Path("letters").exists()


def test_suggested_formats_fit(run: Run) -> None:
    lines = ", ".join(f"A rather long line of an address {number}" for number in range(10))
    text = CASE.replace("address: [1 Street, Town]", f"address: [{lines}]")
    write_files(Path(), {"mine/case.yaml": text, "mine/letter.en.md": LETTER})
    command = ("write", "./mine", *WRITE[2:4], "--date", "2020-02-01", "--embassy", "none")
    hint = run(*command).err.rpartition("--envelope ")[2].rstrip()
    assert len(hint.split(" or ")) >= 2
    assert [run(*command, "--envelope", name, "--overwrite").code for name in hint.split(" or ")] == [0] * len(
        hint.split(" or ")
    )


def test_weight_and_postage_are_shown(run: Run, home: Path) -> None:
    assert "in total: 2 letters, 2 sheets, about 19 g\n" in run(*WRITE).err
    table = (
        "origin: GB\ncurrency: GBP\nsource: made up\nzones: [{zone: World}]\n"
        'prices: [{zone: World, weight_max_g: 20, price: "2.20", valid_from: 2019-01-01}]\n'
    )
    write_files(home / "data", {"postage.yaml": table})
    ran = run(*WRITE)
    assert "1 page, about 9 g, 2.20 GBP (World, prices of 1 January 2019)" in ran.err
    assert "about 19 g; 1 × World = 2.20 GBP; 1 without a price in your table" in ran.err
    write_files(home / "data", {"postage.yaml": table.replace("GB\n", "England\n", 1)})
    broken = run(*WRITE)
    assert broken.code == 3 and "postage.yaml:1" in broken.err


def test_suspended_mail_is_reported_and_has_no_envelope(run: Run, home: Path) -> None:
    write_files(home / "data", {"suspended.yaml": "suspended:\n  - {country: KZ, source: A notice}\n"})
    ran = run(*WRITE)
    assert ran.code == 0 and not ENVELOPE.exists() and "not by post" in ran.err
    assert "post to Kazakhstan is suspended (A notice)" in ran.err and "--embassy via" in ran.err
    assert run(*WRITE, "--embassy", "via").code == 0 and ENVELOPE.exists()
