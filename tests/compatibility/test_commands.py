"""No command, option or list of the JSON output that a version had is lost.

`commands.yaml` records them; a release adds its new ones with `--update-golden`, which never removes any.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from appealgen.cli.commands import JSON_LISTS
from test_docs import COMMANDS

RECORD = Path(__file__).with_name("commands.yaml")


def of_today() -> dict[str, dict[str, list[str]]]:
    """Options of each command, and the lists of its JSON object."""
    found = {}
    for name, command in COMMANDS.items():
        names = (name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts))
        options = [name for name in names if name.startswith("--")]
        key = name.removeprefix("appealgen").strip() or "appealgen"
        found[key] = {"options": sorted(options), "lists": sorted(JSON_LISTS.get(key, ()))}
    return found


def merged(kept: Any, now: Any) -> Any:
    """Everything recorded, and everything of today."""
    return {
        name: {
            part: sorted({*kept.get(name, {}).get(part, ()), *now.get(name, {}).get(part, ())})
            for part in ("options", "lists")
        }
        for name in sorted({*kept, *now})
    }


def test_nothing_recorded_is_lost(request: pytest.FixtureRequest) -> None:
    recorded = yaml.safe_load(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    if request.config.getoption("--update-golden"):
        recorded = merged(recorded, of_today())
        RECORD.write_text(yaml.safe_dump(recorded, sort_keys=True, width=110), encoding="utf-8", newline="\n")
    now = of_today()
    assert len(recorded) > 20
    lost = {
        f"{name}: {each}"
        for name, parts in recorded.items()
        for part, values in parts.items()
        for each in values
        if each not in now.get(name, {}).get(part, ())
    }
    assert lost == set()
