"""Shell completion, called as bash calls it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

RUN = "from appealgen.cli import main; main()"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["write", "ua-0"], ["ua-046-19", "ua-060-16"]),
        (["write", "ua-046-19", "--to", ""], ["embassy", "embassy-gb", "prosecutor-general", "target"]),
        (["write", "46/19", "--to", "e"], ["embassy", "embassy-gb"]),
        (["write", "ua-046-19", "--language", ""], ["de", "en", "fr", "kk", "ru"]),
        (["write", "ua-060-16", "--to", "minister-of-security", "--language", "e"], ["en", "es"]),
        (["write", "ua-046-19", "--embassy", ""], ["copy", "via", "none"]),
        (["write", "ua-046-19", "--envelope", "C"], ["C65", "C6", "C5", "C4", "Chou3"]),
        (["write", "none", "--to", ""], []),
        (["write", "ua-046-19", "--data-dir", "none", "--to", "x"], []),
        (["show", "ua-060"], ["ua-060-16"]),
        (["ver"], ["verify"]),
        (["cl"], ["clean"]),
    ],
)
def test_completion(tmp_path: Path, words: list[str], wanted: list[str]) -> None:
    line = ["appealgen", *words]
    environment = os.environ | {
        "_APPEALGEN_COMPLETE": "complete_bash", "COMP_WORDS": " ".join(line), "COMP_CWORD": str(len(line) - 1),
        "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path),
    }  # fmt: skip
    code = f"import sys; sys.argv[0] = 'appealgen'; {RUN}"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (done.stdout.split(), done.stderr) == (wanted, "")
