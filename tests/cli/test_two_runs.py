"""Two runs at the same time on one folder: nothing is lost, and a run that is refused says so."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from samples import PROJECT

RUN = [sys.executable, "-c", "from appealgen.cli import main; main()"]
SENDER = str(PROJECT / "docs" / "examples" / "sender.yaml")
WRITE = ["write", "--sender", SENDER, "--no-input", "--quiet"]
PAIRS = {
    "write": (
        [*WRITE, "ua-046-19", "--date", "2019-04-15"],
        [*WRITE, "ua-060-16", "--date", "2017-07-20", "--reads", "es"],
    ),
    "embassies": tuple(
        ["embassies", "add", "--of", "KZ", "--host", host, "--office", "Embassy", "--address", "1 Street", "--yes"]
        for host in ("FR", "ES")
    ),
}


def both(kind: str, folder: Path) -> list[int]:
    """The exit codes of two runs that are started together."""
    environment = os.environ | {"APPEALGEN_LANG": "en", "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    runs = [
        subprocess.Popen(
            [*RUN, *arguments], cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for arguments in PAIRS[kind]
    ]
    return [run.wait() for run in runs]


@pytest.mark.parametrize("time", range(3))
def test_two_writes_lose_no_entry(tmp_path: Path, time: int) -> None:
    codes = both("write", tmp_path)
    assert set(codes) <= {0, 6} and 0 in codes, time
    out = tmp_path / "letters"
    listed = {entry["case"] for entry in json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]}
    assert listed == {case for case, code in zip(("ua-046-19", "ua-060-16"), codes, strict=True) if code == 0}
    assert {path.name for path in out.iterdir()} == {"manifest.json", *listed}


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of a user are named by XDG variables")
@pytest.mark.parametrize("time", range(3))
def test_two_embassies_are_both_kept_or_one_is_refused(tmp_path: Path, time: int) -> None:
    codes = both("embassies", tmp_path)
    assert set(codes) <= {0, 6} and 0 in codes, time
    text = (tmp_path / "appealgen" / "embassies" / "KZ.yaml").read_text(encoding="utf-8")
    assert [f"host: {host}" in text for host in ("FR", "ES")] == [code == 0 for code in codes]
