"""Let every change on the disk fail, in every way, in every scenario of `tests/fault_scenarios.py`, and cut the power.

    python scripts/faults.py                    # all: some 900 points, eight faults each; about ten minutes
    python scripts/faults.py write "batch"      # only these scenarios

Needs Linux and a C compiler. For each scenario it prints the number of points, the number of different folders left by
faults and by power cuts, and every error. A second run starts from each folder left by a fault, and from some left by
cuts. Exits with 1 on any error. The test suite tries a part of it (`tests/cli/test_faults.py`).
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from disk_faults import FAULTS, Process, Tried, quick_folder
from fault_scenarios import SCENARIOS, SLOW
from preload import compiled

RUNS = 60
"""Number of runs again after power cuts, for each scenario."""


def main() -> int:
    """Try the named scenarios, or all; returns 1 if something is wrong."""
    chosen = [scenario for scenario in (*SCENARIOS, *SLOW) if not sys.argv[1:] or scenario.name in sys.argv[1:]]
    points = wrong = 0
    with tempfile.TemporaryDirectory(dir=quick_folder()) as place:
        process = Process(compiled("faults", Path(place)), Path(place).resolve())
        for scenario in chosen:
            started = time.monotonic()
            tried = Tried(process, scenario)
            found = list(tried.at(range(1, len(tried.points) + 1)))
            cut = list(tried.after_cuts(RUNS))
            seconds = time.monotonic() - started
            print(
                f"{scenario.name}: {len(tried.points)} points, {len(FAULTS)} faults, {tried.folders} folders left, "
                f"{len(found)} wrong; {len(tried.changes)} power cuts, {len(cut)} wrong; {seconds:.0f} s",
                flush=True,
            )
            for what in cut:
                print(f"  a cut {what.strip()}", flush=True)
            for number, fault, what in found:
                change = tried.points[number - 1]
                print(f"  {number} {change.kind} {change.path}, {fault.name}: {what.strip()}", flush=True)
            points, wrong = points + len(tried.points), wrong + len(found) + len(cut)
        process.close()
    print(f"{points} points, {points * len(FAULTS)} runs with a fault, {wrong} wrong")
    return 1 if wrong or not points else 0


if __name__ == "__main__":
    sys.exit(main())
