"""Two runs at the same time in one folder: nothing is lost, and a refused run says so.

Each pair is started twice; `PAIRS=20 pytest tests/cli/test_two_runs.py` starts each twenty times.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from appealgen.output.classification import sha256
from samples import PROJECT
from urgent_actions import SECOND, UA

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the folders of a user are named by XDG variables")

RUN = [sys.executable, "-c", "from appealgen.cli import main; main()"]
SENDER = str(PROJECT / "docs" / "examples" / "sender.yaml")
TIMES = range(int(os.environ.get("PAIRS", "2")))
WRITE = ["write", "--sender", SENDER, "--no-input", "--quiet"]
KAZAKH = [*WRITE, "ua-046-19", "--date", "2019-04-15"]
HONDURAN = [*WRITE, "ua-060-16", "--date", "2017-07-20", "--reads", "es"]
BATCH = ["batch", "ua-060-16", "--date", "2017-07-20", "--senders", "people.csv", "--out", "letters", "--no-input"]
PROFILE = ["profile", "--no-input"]
DOCUMENTS = {"first.txt": UA, "second.txt": SECOND, "third.txt": SECOND.replace("2019", "2020")}
PEOPLE = "Name,Address,Country,Reads\nA. Sample,1 Invented Street|Anytown,GB,es\nB. Muster,2 Allee|Ort,DE,es\n"


def run(folder: Path, arguments: Sequence[str]) -> subprocess.Popen[str]:
    environment = os.environ | {"APPEALGEN_LANG": "en", "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    return subprocess.Popen(
        [*RUN, *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def alone(folder: Path, arguments: Sequence[str]) -> None:
    process = run(folder, arguments)
    errors = process.communicate()[1]
    assert process.returncode == 0, errors


def both(folder: Path, first: Sequence[str], second: Sequence[str]) -> list[int]:
    """Exit codes of two runs started together: one is 0, the other 0 or 6 with a reason."""
    runs = [run(folder, arguments) for arguments in (first, second)]
    errors = [each.communicate()[1] for each in runs]
    codes = [each.returncode for each in runs]
    assert set(codes) <= {0, 6} and 0 in codes, errors
    assert all(
        code == 0 or "in the meantime" in error or "another run" in error
        for code, error in zip(codes, errors, strict=True)
    )
    return codes


def left(folder: Path) -> set[str]:
    """The partial files, locks and journals in a folder."""
    return {path.name for path in folder.rglob(".*")}


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("second", [HONDURAN, BATCH], ids=["write", "batch"])
def test_two_runs_lose_no_letter(tmp_path: Path, second: Sequence[str], time: int) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    codes = both(tmp_path, KAZAKH, second)
    out = tmp_path / "letters"
    entries = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]
    listed = {entry["path"]: entry["sha256"] for entry in entries}
    there = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}
    assert listed == {name: sha256(path.read_bytes()) for name, path in there.items() if name != "manifest.json"}
    cases = {case for case, code in zip(("ua-046-19", "ua-060-16"), codes, strict=True) if code == 0}
    assert {entry["case"] for entry in entries if entry["case"]} == cases and not left(tmp_path)


@pytest.mark.parametrize("time", TIMES)
def test_two_embassies_are_both_kept_or_one_is_refused(tmp_path: Path, time: int) -> None:
    add = ["embassies", "add", "--of", "KZ", "--office", "Embassy", "--address", "1 Street", "--yes", "--host"]
    codes = both(tmp_path, [*add, "FR"], [*add, "ES"])
    text = (tmp_path / "appealgen" / "embassies" / "KZ.yaml").read_text(encoding="utf-8")
    assert [f"host: {host}" in text for host in ("FR", "ES")] == [code == 0 for code in codes] and not left(tmp_path)


def cases(folder: Path) -> dict[str, bytes]:
    """The files of the user's cases."""
    root = folder / "appealgen" / "cases"
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def importing(folder: Path, names: Sequence[str]) -> None:
    """Put the documents into a folder, and import some of them one by one."""
    folder.mkdir()
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    for name in names:
        alone(folder, ["import", name, "--no-input"])


@pytest.mark.parametrize(
    ("earlier", "pair"),
    [([], ["first.txt", "second.txt"]), ([], ["first.txt", "first.txt"]), (["first.txt"], ["second.txt", "third.txt"])],
    ids=["two of a new case", "twice the same", "two of a case"],
)
def test_two_imports_end_as_one_after_the_other(tmp_path: Path, earlier: list[str], pair: list[str]) -> None:
    ends = {}
    for number, order in enumerate([pair, pair[::-1], pair[:1], pair[1:]]):
        importing(tmp_path / str(number), [*earlier, *order])
        ends[tuple(order)] = cases(tmp_path / str(number))
    for time in TIMES:
        importing(folder := tmp_path / f"both {time}", earlier)
        codes = both(folder, *(["import", name, "--no-input"] for name in pair))
        done = [name for name, code in zip(pair, codes, strict=True) if code == 0]
        assert cases(folder) in (ends[tuple(done)], ends[tuple(done[::-1])]) and not left(folder)


@pytest.mark.parametrize("time", TIMES)
def test_two_details_are_both_kept_or_one_is_refused(tmp_path: Path, time: int) -> None:
    new = [*PROFILE, "--name", "A. Sample", "--address", "1 Invented Street", "--country", "GB"]
    alone(tmp_path, new)
    codes = both(tmp_path, [*PROFILE, "--place", "Anytown"], [*PROFILE, "--email", "a@example.org"])
    text = (tmp_path / "appealgen" / "sender.yaml").read_text(encoding="utf-8")
    assert [detail in text for detail in ("Anytown", "a@example.org")] == [code == 0 for code in codes]
    assert not left(tmp_path)
