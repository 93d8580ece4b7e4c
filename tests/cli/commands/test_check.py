"""Problems in cases, and advice on their letters."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from samples import CASE, Ran, write_files

Run = Callable[..., Ran]


def test_check(run: Run) -> None:
    ran = run("check", "ua-046-19", "ua-060-16")
    assert ran.code == 0 and ran.out == "0 errors, 9 pieces of advice\n"
    write_files(Path("mine"), {"case.yaml": CASE.replace("country: KZ", "country: Kazakhstan")})
    ran = run("check", "./mine", "--json")
    assert ran.code == 3
    [problem] = json.loads(ran.out)["problems"]
    assert (problem["line"], problem["hint"], problem["level"]) == (5, "write KZ", "error")
