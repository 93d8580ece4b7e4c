"""A sender file or the profile → Sender."""

from __future__ import annotations

from pathlib import Path

from appealgen.language.parsing import SCALARS
from appealgen.messages import message
from appealgen.model.sender import Sender
from appealgen.yamlfile.reader import load_yaml


def load_sender(path: Path) -> Sender:
    """Read a sender file. Raises InputError with all its problems."""
    return load_yaml(path, Sender, SCALARS)


def email_address(text: str) -> str:
    """An e-mail address, by its look; raises ValueError."""
    if "@" not in text.strip("@") or " " in text:
        raise ValueError(message("“{text}” is not an e-mail address", text=text))
    return text
