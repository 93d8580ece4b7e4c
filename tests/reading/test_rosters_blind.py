"""Rosters whose expected values somebody wrote who had read only docs/rosters.md."""

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from appealgen.errors import InputError
from appealgen.language.parsing import parse_country
from appealgen.model.identifiers import Country
from appealgen.planning.planner import languages_read
from appealgen.post.postcodes import split_line
from appealgen.reading.roster import Roster, load_roster
from appealgen.reading.roster_columns import parse_column

FOLDER = Path(__file__).parent / "rosters_blind"
MISSES: dict[str, dict[int, str]] = yaml.safe_load((FOLDER / "known_misses.yaml").read_text(encoding="utf-8"))
NAMES = sorted(path.name.removesuffix(".expected.yaml") for path in FOLDER.glob("*.expected.yaml"))


def read(name: str, options: list[str]) -> Roster:
    country: Country | None = None
    columns = {}
    for option, value in zip(options[::2], options[1::2], strict=True):
        if option == "--country":
            country = parse_country(value)
        else:
            assert option == "--column"
            heading, field = parse_column(value)
            columns[heading] = field
    return load_roster(FOLDER / name, country=country, columns=columns)


def differences(name: str) -> tuple[dict[int, str], int, int]:
    """Row → its difference from the expected values; the number of senders, and of rows with a problem."""
    wanted: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.expected.yaml").read_text(encoding="utf-8"))
    people = {person["row"]: person for person in wanted["senders"]}
    problems = {problem["row"] for problem in wanted["problems"]}
    try:
        roster = read(name, wanted["options"])
    except InputError:
        return dict.fromkeys(people, "missing"), len(people), len(problems)
    found = dict(roster.entries)
    told = {problem.row for problem in (*roster.problems, *roster.notices)}
    different = {row: "silent" for row in problems if row in found and row not in told}
    for row, person in people.items():
        if row not in found:
            different[row] = "missing"
            continue
        sender = found[row]
        printed = sender.address if len(sender.address) > 1 else split_line(sender.address[0], sender.country)
        values = (sender.name, " ".join(" ".join(printed).split()), sender.country, languages_read(sender))
        address = " ".join(" ".join(map(str, person["address"])).split())
        lines = len(printed) == len(person["address"])
        if values != (person["name"], address, person["country"], tuple(person["reads"])) or not lines:
            different[row] = "different"
    different |= {row: "extra" for row in found if row not in people and row not in problems}
    return different, len(people), len(problems)


@pytest.mark.parametrize("name", NAMES)
def test_a_roster_reads_as_expected_but_for_the_known_misses(name: str) -> None:
    assert differences(name)[0] == {row: reason.partition(":")[0] for row, reason in MISSES.get(name, {}).items()}


if __name__ == "__main__":
    kinds = Counter(kind for name in NAMES for kind in differences(name)[0].values())
    senders, faulty = (sum(numbers) for numbers in zip(*(differences(name)[1:] for name in NAMES), strict=True))
    sys.stdout.write(f"{senders} senders, {faulty} rows with a problem; {dict(kinds)}\n")
    if "-v" in sys.argv:
        for name in NAMES:
            sys.stdout.write(f"{name}: {differences(name)[0]}\n")
