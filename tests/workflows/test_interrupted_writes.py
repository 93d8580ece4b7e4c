"""One sender's letters, ended at every operation on the disk: each existing file has its entry."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from appealgen.errors import AppealgenError
from appealgen.output.inspection import inspect
from appealgen.output.manifest import read_manifest
from appealgen.output.partial_files import is_partial
from event_samples import files_below
from interruptions import KINDS, Kind, interrupted
from samples import DATE, plan_for, someone, tiny_case, write_plan

FIRST = plan_for(tiny_case(), someone(), date=DATE)
LATER = plan_for(tiny_case(), someone(), date=DATE.replace(day=2))


@pytest.mark.parametrize("before", [False, True], ids=["the first", "over another"])
@pytest.mark.parametrize("kind", KINDS)
def test_ended_at_any_moment_it_is_run_again(tmp_path: Path, kind: Kind, before: bool) -> None:
    undisturbed, kept = tmp_path / "undisturbed", tmp_path / "kept"
    for out in (undisturbed, kept) if before else ():
        write_plan(FIRST, out)
    write_plan(LATER, undisturbed)
    at, ended = 0, False
    while not ended:
        at += 1
        out = tmp_path / f"out{at}"
        if before:
            shutil.copytree(kept, out)
        ended = writing_ends(out, at, kind)
        known = read_manifest(out).entries
        files = {path for path in files_below(out) if not is_partial(Path(path).name)} - {"manifest.json"}
        assert {path for path in files if not path.startswith(".")} <= known.keys(), at
        if known:
            assert set(inspect(out).statuses.values()) == {"intact"}, at
        write_plan(FIRST, out)
        write_plan(LATER, out)
        assert {path: files_below(out)[path] for path in known} == {
            path: files_below(undisturbed)[path] for path in known
        }
        assert files_below(out).keys() == files_below(undisturbed).keys()
    assert at > 10


def writing_ends(out: Path, at: int, kind: Kind) -> bool:
    """Write and end it at an operation; returns whether it completed, having fewer."""
    with interrupted(at, kind) as interruption:
        try:
            write_plan(LATER, out)
        except (AppealgenError, KeyboardInterrupt):
            assert interruption.count >= at
    return interruption.count < at
