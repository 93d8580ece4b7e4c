"""One output folder through any sequence of events: written, edited, killed, cleaned, counted.

`APPEALGEN_MACHINE_SECONDS=300 pytest tests/events/test_folder_machine.py` continues for that long.
"""

from __future__ import annotations

import datetime
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from appealgen.errors import WriteError
from appealgen.model.sender import Sender
from appealgen.output import journal, lock
from appealgen.output.cleaning import clean, plan_cleaning
from appealgen.output.counting import counted_letters
from appealgen.output.entries import ANONYMOUS, NOT_CURRENT, FileEntry
from appealgen.output.inspection import inspect
from appealgen.output.manifest import NAME, read_manifest
from appealgen.output.partial_files import is_partial
from appealgen.output.statistics import statistics
from event_samples import as_senders, loaded, making, planned, write, write_cases
from interruptions import KINDS, Kind, interrupted
from samples import DATE, plan_for, write_plan

SECONDS = int(os.environ.get("APPEALGEN_MACHINE_SECONDS", "0"))
PEOPLE = as_senders(
    [(name, f"{name} Street\nAnytown", "GB", "en") for name in ("Alex Example", "Bea Beispiel", "Cy Prov")]
)
OURS = {NAME, journal.NAME, lock.NAME}

ends = st.none() | st.tuples(st.integers(1, 60), st.sampled_from(KINDS))
"""Where and how a run is ended; None means not at all."""
days = st.integers(1, 2).map(lambda day: DATE.replace(day=day))
formats = st.sampled_from([("txt",), ("txt", "docx")])
rosters = st.lists(st.sampled_from(PEOPLE), min_size=1, unique_by=lambda sender: sender.name)
"""Some people in any order: others have withdrawn, and the roster was sorted."""


class Folder(RuleBasedStateMachine):
    """Actions on the folder, and conditions that hold at every moment."""

    @initialize()
    def begin(self) -> None:
        self.place = tempfile.TemporaryDirectory()
        root = Path(self.place.name)
        write_cases(root)
        self.cases, self.out = loaded(root, "ann", "bob"), root / "out"
        self.theirs: dict[str, bytes] = {}
        """Files that somebody else wrote or edited."""
        self.letters: set[str] = set()
        """The letters that were in the folder since it was cleaned, without the suffix of their format."""
        self.removed: Counter[tuple[Any, ...]] = Counter()
        """The letters that were removed, by what they are counted by."""

    def teardown(self) -> None:
        if hasattr(self, "place"):
            self.place.cleanup()

    def run(self, end: tuple[int, Kind] | None, overwrite: bool, call: Callable[[], object]) -> bool:
        """Do something that may be ended, and check the result; returns whether it completed."""
        done = refused = False
        with interrupted(*(end or (10**9, "killed"))):
            try:
                call()
                done = True
            except KeyboardInterrupt:
                assert end is not None
            except WriteError:
                refused = True
        assert not refused or end is not None or self.theirs
        if overwrite:
            self.theirs = {path: data for path, data in self.theirs.items() if self.content(path) == data}
        if done and end is None:
            assert [path for path in self.files() if is_partial(Path(path).name) or path in OURS - {NAME}] == []
        return done

    def content(self, path: str) -> bytes | None:
        return (self.out / path).read_bytes() if (self.out / path).is_file() else None

    def files(self) -> list[str]:
        return sorted(p.relative_to(self.out).as_posix() for p in self.out.rglob("*") if not p.is_dir())

    def entries(self) -> dict[str, FileEntry]:
        return dict(read_manifest(self.out).entries)

    @rule(case=st.integers(0, 1), day=days, formats=formats, overwrite=st.booleans(), end=ends)
    def write(self, case: int, day: datetime.date, formats: Sequence[str], overwrite: bool, end: Any) -> None:
        plan = plan_for(self.cases[case], PEOPLE[0], date=day)
        self.run(end, overwrite, lambda: write_plan(plan, self.out, formats=formats, overwrite=overwrite))

    @rule(people=rosters, both=st.booleans(), day=days, choices=st.tuples(*[st.booleans()] * 3), end=ends)
    def batch(self, people: Sequence[Sender], both: bool, day: datetime.date, choices: Any, end: Any) -> None:
        prints, overwrite, aside = choices
        batch = planned(self.cases[: 1 + both], people, date=day)
        options = making(
            self.out, formats=("txt",), print_files=prints, sheets=False, overwrite=overwrite, set_aside=aside
        )
        self.run(end, overwrite, lambda: write(batch, options))

    @rule(overwrite=st.booleans(), end=ends)
    def clean(self, overwrite: bool, end: Any) -> None:
        if not self.has_manifest():
            return
        before = self.rows()
        done = self.run(
            end, overwrite, lambda: clean(plan_cleaning(self.out, overwrite=overwrite), overwrite=overwrite)
        )
        if all(entry.state in ANONYMOUS for entry in self.entries().values()):
            assert [path for path in self.files() if path not in OURS | self.theirs.keys()] == [] or not done
            self.letters, self.removed = set(), before
        else:
            assert not done

    @rule(number=st.integers(0, 50), data=st.binary(min_size=1, max_size=4))
    def edit(self, number: int, data: bytes) -> None:
        if own := [path for path in self.files() if path not in OURS and not is_partial(Path(path).name)]:
            path = own[number % len(own)]
            (self.out / path).write_bytes(b"edited" + data)
            self.theirs[path] = b"edited" + data

    @rule(number=st.integers(0, 50))
    def remove(self, number: int) -> None:
        if own := [path for path in self.files() if path not in OURS and not is_partial(Path(path).name)]:
            path = own[number % len(own)]
            (self.out / path).unlink()
            self.theirs.pop(path, None)

    @rule(place=st.sampled_from(["notes.txt", "ann/notes.txt", "ann/alex-example/notes.txt"]))
    def add(self, place: str) -> None:
        (self.out / place).parent.mkdir(parents=True, exist_ok=True)
        (self.out / place).write_bytes(b"mine")
        self.theirs[place] = b"mine"

    def has_manifest(self) -> bool:
        return any((self.out / name).exists() for name in (NAME, journal.NAME))

    def rows(self) -> Counter[tuple[Any, ...]]:
        """Expected numbers of letters, by the values that they are counted by."""
        kept = self.entries().values()
        letters = [entry for entry in kept if entry.kind == "letter" and entry.state not in NOT_CURRENT]
        written = {entry.path.removesuffix(f".{entry.format}"): entry for entry in reversed(letters)}
        here = Counter((e.case, e.target, e.date) for stem, e in written.items() if stem in self.letters)
        return Counter(here | self.removed)

    @invariant()
    def nothing_of_others_is_lost(self) -> None:
        assert {path: self.content(path) for path in self.theirs} == self.theirs

    @invariant()
    def every_file_has_its_entry_and_every_letter_counts(self) -> None:
        entries = self.entries()
        known = {path for path, entry in entries.items() if entry.state not in ANONYMOUS}
        files = [path for path in self.files() if path not in OURS and not is_partial(Path(path).name)]
        assert [path for path in files if path not in known and path not in self.theirs] == []
        changed = [path for path in files if path in known and inspect(self.out).statuses[path] != "intact"]
        assert [path for path in changed if path not in self.theirs] == []
        self.letters |= {
            path.removesuffix(f".{entries[path].format}")
            for path in files
            if path in known and entries[path].kind == "letter"
        }
        assert sum(1 for _ in counted_letters(read_manifest(self.out))) == self.rows().total()
        if (self.out / NAME).exists():
            assert statistics([self.out]).letters == self.rows().total()

    @invariant()
    def nobody_has_the_mark_of_another(self) -> None:
        marks = {
            (entry.case, entry.target, entry.mark): entry.person for entry in self.entries().values() if entry.mark
        }
        assert all(
            marks[entry.case, entry.target, entry.mark] == entry.person
            for entry in self.entries().values()
            if entry.mark
        )
        kept = read_manifest(self.out).people.entries
        assert len({entry.folder for entry in kept}) == len({entry.number for entry in kept}) == len(kept)

    @invariant()
    def verify_says_so(self) -> None:
        if self.has_manifest():
            found = inspect(self.out)
            edited = {path for path in self.theirs if found.statuses.get(path) in ("changed", "unknown")}
            assert edited == self.theirs.keys() and found.paths("blocked") == found.paths("unreadable") == ()


def test_a_folder_through_everything() -> None:
    quiet = settings(
        max_examples=40,
        stateful_step_count=12,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    run_state_machine_as_test(Folder, settings=quiet)


@pytest.mark.skipif(not SECONDS, reason="APPEALGEN_MACHINE_SECONDS says for how long")
def test_a_folder_for_long() -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        run_state_machine_as_test(
            Folder,
            settings=settings(
                max_examples=50, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck),
                database=None,
            ),
        )  # fmt: skip
