"""The user's own tables about the post: prices, and countries that it does not go to."""

from __future__ import annotations

from pathlib import Path

from appealgen.language.locales import SCALARS
from appealgen.model import PostageTable, Suspension, SuspensionTable
from appealgen.yamlfile import load


def load_postage(path: Path) -> PostageTable:
    """Read `postage.yaml`. Raises InputError with all its problems."""
    return load(path, PostageTable, SCALARS)


def load_suspensions(path: Path) -> tuple[Suspension, ...]:
    """Read `suspended.yaml`. Raises InputError with all its problems."""
    return load(path, SuspensionTable, SCALARS).suspended
