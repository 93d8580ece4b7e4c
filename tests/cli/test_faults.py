"""Disk errors, kills and power cuts: a part of what `scripts/faults.py` tries."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from disk_faults import FAULTS, Process, Scenario, Tried, quick_folder
from fault_scenarios import SCENARIOS, SLOW
from preload import compiled, preloading

pytestmark = preloading

POINTS = 5
"""Number of points in each scenario, spread evenly; each with two of the eight faults, in turn."""

RUNS = 5
"""Number of second runs after power cuts in each scenario; the remains are checked after every change."""


@pytest.fixture(scope="module")
def process() -> Iterator[Process]:
    with tempfile.TemporaryDirectory(dir=quick_folder()) as place:
        process = Process(compiled("faults", Path(place)), Path(place).resolve())
        yield process
        process.close()


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_a_power_cut_leaves_the_old_or_the_new(process: Process, scenario: Scenario) -> None:
    assert list(Tried(process, scenario).after_cuts(RUNS)) == []


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_nothing_is_torn_or_lost_and_the_next_run_ends_as_if_nothing_was(process: Process, scenario: Scenario) -> None:
    tried = Tried(process, scenario)
    last = len(tried.points)
    turn = SCENARIOS.index(scenario)
    for step in range(POINTS):
        number = 1 + (step * last + turn) // POINTS % last
        faults = (FAULTS[0], FAULTS[1 + (turn + step) % (len(FAULTS) - 1)])
        assert list(tried.at([number], faults)) == [], tried.points[number - 1]


@pytest.mark.parametrize("scenario", SLOW, ids=lambda scenario: scenario.name)
def test_a_disk_that_fills_up_with_files_of_child_processes(process: Process, scenario: Scenario) -> None:
    tried = Tried(process, scenario)
    written = [number for number, point in enumerate(tried.points, 1) if ".pdf" in point.path and point.kind == "write"]
    full = [fault for fault in FAULTS if fault.name.startswith("half")]
    assert list(tried.at(written[len(written) // 2 :][:1], full)) == []


@pytest.mark.parametrize("name", ["write", "import an update", "profile changed", "embassies add again"])
def test_each_file_may_fail_as_it_is_closed(process: Process, name: str) -> None:
    """Closing fails as on a network drive, which reports only then that it could not save the data."""
    tried = Tried(process, next(scenario for scenario in SCENARIOS if scenario.name == name))
    closing = [number for number, point in enumerate(tried.points, 1) if point.kind == "close"]
    assert closing and list(tried.at(closing, [fault for fault in FAULTS if fault.name == "EIO once"])) == []
