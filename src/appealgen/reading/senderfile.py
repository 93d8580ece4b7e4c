"""A sender file or the profile → Sender."""

from __future__ import annotations

from pathlib import Path

from appealgen.language.locales import SCALARS
from appealgen.model import Sender
from appealgen.yamlfile import load


def load_sender(path: Path) -> Sender:
    """Read a sender file. Raises InputError with all its problems."""
    return load(path, Sender, SCALARS)
