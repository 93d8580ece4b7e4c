"""Modules that each command imports, because they make up most of the start-up time."""

import subprocess
import sys
from pathlib import Path

import pytest

from samples import PROJECT

RUN = "import sys; from appealgen.cli import main\ntry: main()\nfinally: print('|'.join(sys.modules), file=sys.stderr)"
HEAVY = {
    "babel",
    "docx",
    "jinja2",
    "jsonschema",
    "lxml",
    "platformdirs",
    "pydantic",
    "rich",
    "typst",
    "xml.sax",
    "yaml",
    "zipfile",
}
SENDER = str(PROJECT / "docs" / "examples" / "sender.yaml")
WRITE = ["write", "ua-046-19", "--sender", SENDER, "--date", "2019-04-15"]


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["--help"], set()),
        (["write", "--help"], set()),
        (WRITE, {"babel", "platformdirs", "yaml"}),
        ([*WRITE, "--json"], {"babel", "platformdirs", "yaml"}),
        (["cases"], {"babel", "platformdirs", "yaml"}),
    ],
)  # fmt: skip
def test_heavy_modules_are_imported_only_where_they_are_used(
    tmp_path: Path, arguments: list[str], allowed: set[str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    modules = set(done.stderr.strip().splitlines()[-1].split("|"))
    assert "appealgen.cli.app" in modules
    assert modules & HEAVY == allowed


def test_importing_the_contract_imports_nothing_of_it() -> None:
    code = "import sys, appealgen; print([m for m in sys.modules if m.startswith('appealgen.')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
