"""Compare the whole process with a bare Python: `write` (two letters, two envelopes), `--help`. Prints ratios.

python benchmarks/process.py [ROUNDS]
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUN = "from appealgen.cli import main; main()"
SENDER = str(ROOT / "docs" / "examples" / "sender.yaml")


def timed(arguments: list[str], home: str) -> float:
    """Seconds of one process."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment, cwd=home)
    return time.perf_counter() - start


def main() -> None:
    """Time them in turn; quote the median of the pairwise ratios."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    write = ["-c", RUN, "write", "ua-046-19", "--sender", SENDER, "--date", "2019-04-15", "--out", "letters"]
    commands = {"pass": ["-c", "pass"], "--help": ["-c", RUN, "--help"], "write": write}
    times: dict[str, list[float]] = {name: [] for name in commands}
    home = tempfile.mkdtemp()
    for turn in range(rounds + 1):
        for name, arguments in commands.items():
            shutil.rmtree(Path(home) / "letters", ignore_errors=True)
            seconds = timed(arguments, home)
            if turn:
                times[name].append(seconds)
    shutil.rmtree(home)
    print(f"{'':8} {'ms':>7} {'times pass':>11}")
    for name, found in times.items():
        ratio = statistics.median(a / b for a, b in zip(found, times["pass"], strict=True))
        print(f"{name:8} {statistics.median(found) * 1000:7.1f} {ratio:11.1f}")


if __name__ == "__main__":
    main()
