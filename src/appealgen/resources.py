"""Find data: in the given directories, then the user's data directory, then the bundled data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from appealgen.paths import entries, is_folder, is_there

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]


def bundled() -> tuple[Path, ...]:
    """Roots of the bundled data.

    A wheel carries `cases/` and `letter_templates/` inside the package. An editable install and a checkout have them
    beside `src/`, because editable installs ignore hatchling's force-include.
    """
    own = (_PACKAGE / "data",)
    return (*own, _PACKAGE) if is_folder(_PACKAGE / "letter_templates") else (*own, _CHECKOUT)


def is_bundled(case_folder: Path) -> bool:
    """Whether a case is bundled with appealgen."""
    return case_folder.parent in [root / "cases" for root in bundled()]


def is_own(path: Path) -> bool:
    """Whether a file is one of the bundled tables."""
    return path.is_relative_to(_PACKAGE / "data")


def find(name: str, roots: Sequence[Path] = ()) -> Path | None:
    """The first file or folder called `name` (`letter_templates/appeal.md.j2`) in the roots or the bundled data."""
    return next((path for root in (*roots, *bundled()) if is_there(path := root / name)), None)


def get(name: str, roots: Sequence[Path] = ()) -> Path:
    """Like `find`, for a file that appealgen bundles."""
    path = find(name, roots)
    assert path is not None, "the package carries its data"
    return path


def each(folder: str, pattern: str, roots: Sequence[Path] = ()) -> Iterator[Path]:
    """All entries of `folder` that match, from every root, the most important root first; sorted within a root."""
    for root in (*roots, *bundled()):
        yield from entries(root / folder, pattern)


def find_all(name: str, roots: Sequence[Path] = ()) -> list[Path]:
    """Every file called `name` in the roots and the bundled data, the most important first."""
    return [path for root in (*roots, *bundled()) if is_there(path := root / name)]
