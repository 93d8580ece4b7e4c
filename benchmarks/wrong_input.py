"""Time rosters of 1,000 valid or faulty rows, each as a whole process `batch --dry-run`. Prints ratios.

python benchmarks/wrong_input.py [ROUNDS]
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROWS = 1000
RUN = "from appealgen.cli import main; main()"


CELLS = {"house": "2026-04-03", "name": "JÃ¼rgen KÃ¶hler", "city": ""}
"""Cells that are faulty in every row: a date, garbled letters, no town."""


def roster(column: str, wrong: int) -> str:
    """A roster whose `column` holds meaningless words, `wrong` of them different, or one of CELLS; none for 0."""
    chosen = random.Random(7)
    words = ["".join(chosen.choices("abcdefghijklmnopqrstuvwxyz", k=chosen.randint(5, 12))) for _ in range(wrong)]
    lines = ["name,street,house,postcode,city,country,reads"]
    for number in range(ROWS):
        cells = {"country": "Germany", "reads": ("English", "Deutsch", "русский", "en, fr")[number % 4]}
        cells |= {"name": f"Person {number}", "house": str(number), "city": "Leeds"}
        cells |= {column: CELLS.get(column, words[number % wrong])} if wrong else {}
        lines.append('{name},Street,{house},AB1 2XY,{city},{country},"{reads}"'.format(**cells))
    return "\n".join(lines) + "\n"


def seconds(path: Path, home: str) -> float:
    """Seconds of one process, whatever its exit code."""
    command = [
        sys.executable,
        "-c",
        RUN,
        "batch",
        "ua-046-19",
        "--senders",
        str(path),
        "--date",
        "2019-04-15",
        "--dry-run",
    ]
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, env=os.environ | {"HOME": home}, cwd=home, check=False)
    return time.perf_counter() - start


def main() -> None:
    """Time them in turn; quote the median of the pairwise ratios."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    kinds = {"right": ("reads", 0)} | {
        f"{column}, {wrong} words": (column, wrong) for column in ("reads", "country") for wrong in (150, ROWS)
    }
    kinds |= {f"{column}, every row": (column, ROWS) for column in CELLS}
    times: dict[str, list[float]] = {name: [] for name in kinds}
    with tempfile.TemporaryDirectory() as home:
        for name, kind in kinds.items():
            (Path(home) / f"{name}.csv").write_text(roster(*kind), encoding="utf-8")
        for _ in range(rounds):
            for name, measured in times.items():
                measured.append(seconds(Path(home) / f"{name}.csv", home))
    print(f"{'':20} {'s':>6} {'times right':>12}")
    for name, measured in times.items():
        ratio = statistics.median(a / b for a, b in zip(measured, times["right"], strict=True))
        print(f"{name:20} {statistics.median(measured):6.2f} {ratio:12.2f}")


if __name__ == "__main__":
    main()
