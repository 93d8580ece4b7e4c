"""The wheel, installed in a separate environment outside the checkout, does the main job."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from samples import PROJECT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "build", "-w", "-o", out, PROJECT], check=True, capture_output=True)
    [path] = out.glob("*.whl")
    return path


def test_the_wheel_has_templates_cases_and_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        *(path.relative_to(PROJECT).as_posix() for path in (PROJECT / "cases").rglob("*") if path.is_file()),
        *(path.relative_to(PROJECT).as_posix() for path in (PROJECT / "letter_templates").iterdir()),
        *(
            path.relative_to(PROJECT / "src" / "appealgen").as_posix()
            for path in (PROJECT / "src").rglob("data/**/*.*")
            if path.suffix != ".po"  # sources for translators; the compiled catalogues are included
        ),
        "py.typed",
    }
    assert len(wanted) > 20
    assert {f"appealgen/{name}" for name in wanted} - names == set()
    catalogues = {f"appealgen/data/locale/{tag}/LC_MESSAGES/appealgen.mo" for tag in ("de", "es", "fr", "ru")}
    assert catalogues <= names and not any(name.endswith(".po") for name in names)


def test_installed_it_runs_the_main_job(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "env"
    venv.create(home, with_pip=True)
    scripts = home / ("Scripts" if sys.platform == "win32" else "bin")
    lock = str(PROJECT / "requirements.lock")
    subprocess.run([scripts / "pip", "install", "-q", "-c", lock, wheel], check=True, capture_output=True)
    sender = tmp_path / "sender.yaml"
    sender.write_bytes((PROJECT / "docs" / "examples" / "sender.yaml").read_bytes())
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [scripts / "appealgen", "write", "ua-046-19", "--sender", sender, "--date", "2019-04-15", "--json"],
        cwd=tmp_path, check=True, capture_output=True, env=environment,
    )  # fmt: skip
    files = json.loads(done.stdout)["files"]
    assert [entry["kind"] for entry in files] == ["letter", "envelope"] * 2
    assert all((tmp_path / "letters" / entry["path"]).is_file() for entry in files)
    asked = subprocess.run(
        [scripts / "appealgen", "cases"], cwd=tmp_path, check=True, capture_output=True, encoding="utf-8",
        env=environment | {"APPEALGEN_LANG": "de"},
    )  # fmt: skip
    assert "FALL" in asked.stdout
