"""A sender file or the profile → Sender."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from appealgen import limits
from appealgen.language.parsing import SCALARS
from appealgen.messages import message
from appealgen.model.sender import Sender
from appealgen.yamlfile.reader import load_yaml
from appealgen.yamlfile.scalars import over_limit, unprintable, unprintable_message, with_line_ends


def load_sender(path: Path) -> Sender:
    """Read a sender file. Raises InputError with all its problems."""
    return load_yaml(path, Sender, SCALARS)


def checked_text(text: str, longest: int = limits.LINE) -> str:
    """A text that a document can hold, without blanks around it; raises ValueError, also if it is empty."""
    text = with_line_ends(text).strip()
    if not text:
        raise ValueError(message("this is required"))
    if (char := unprintable(text)) is not None:
        raise ValueError(unprintable_message(char))
    if (excess := over_limit(text, longest)) is not None:
        raise ValueError(excess)
    return text


def checked_lines(lines: Sequence[str]) -> tuple[str, ...]:
    """Lines of an address, without empty ones; raises ValueError like `checked_text`."""
    every = checked_text("\n".join(lines)).split("\n")
    return tuple(line.strip() for line in every if line.strip())


def checked_email(text: str) -> str:
    """An e-mail address that a document can hold; raises ValueError."""
    return email_address(checked_text(text))


def email_address(text: str) -> str:
    """An e-mail address, judged by its form; raises ValueError."""
    if "@" not in text.strip("@") or " " in text:
        raise ValueError(message("“{text}” is not an e-mail address", text=text))
    return text
