"""Files of a run that belong to nobody in particular: print files and sheets of an event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from appealgen.output.entries import NOBODY
from appealgen.output.manifest import Manifest
from appealgen.paths import is_file


class SharedFile(NamedTuple):
    """A print file or a sheet; `pages` is 0 if their number is not known."""

    path: Path
    pages: int


def shared_files(folder: Path, manifest: Manifest) -> Iterator[SharedFile]:
    """The print files and sheets of a folder that are still there.

    Those of some rows alone (`print/rows-20-40/`) are left out: the names of their folders are rows of people.
    """
    for entry in manifest.entries.values():
        place = Path(entry.path)
        shared = entry.kind in ("print", "sheet") and entry.sender == NOBODY and place.parent == Path("print")
        if shared and is_file(folder / place):
            yield SharedFile(folder / place, entry.pages)


def kinds_of_notices(manifest: Manifest) -> Mapping[str, int]:
    """How many notices of each code the runs into a folder left."""
    return Counter(notice.code for notice in manifest.notices if notice.code)
