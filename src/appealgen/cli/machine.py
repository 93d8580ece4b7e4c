"""Facts of this machine for `appealgen doctor`: versions, and programs that open what appealgen writes."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from appealgen import __version__
from appealgen.cli.streams import results
from appealgen.paths import is_there
from appealgen.workflows.doctor import Machine

_PLACES = {
    "darwin": ("/Applications/LibreOffice.app", "/Applications/Microsoft Word.app", "/Applications/Pages.app"),
    "win32": (
        r"C:\Program Files\LibreOffice\program\soffice.exe",
        r"C:\Program Files\Microsoft Office\root\Office16\WINWORD.EXE",
        r"C:\Program Files (x86)\Microsoft Office\root\Office16\WINWORD.EXE",
    ),
}
"""Usual places of programs for Word documents that are not on the path."""
_OPENERS = {"darwin": "open", "win32": "Windows"}
_EDITORS = ("notepad",) if sys.platform == "win32" else ("sensible-editor", "nano", "vi")


def machine(language: str) -> Machine:
    """The facts, with the language of the interface."""
    places = _first(lambda path: path if is_there(Path(path)) else None, _PLACES.get(sys.platform, ()))
    programs = {
        "office": _first(shutil.which, ("soffice", "libreoffice")) or places,
        "opener": _OPENERS.get(sys.platform) or shutil.which("xdg-open"),
        "editor": os.environ.get("VISUAL") or os.environ.get("EDITOR") or _first(shutil.which, _EDITORS),
    }
    system = f"{platform.system()} {platform.release()} ({platform.machine()})"
    return Machine(__version__, platform.python_version(), system, language, results().encoding or "ascii", programs)


def without_home(text: str) -> str:
    """A text in which the user's own folder is a tilde."""
    return text.replace(str(Path.home()), "~")


def _first(look: Callable[[str], str | None], names: Iterable[str]) -> str | None:
    return next((found for found in map(look, names) if found), None)
