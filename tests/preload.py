"""Small C libraries preloaded into a process, to watch it or to make it fail below Python."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SOURCES = Path(__file__).parent / "native"

preloading = [
    pytest.mark.native,
    pytest.mark.skipif(
        sys.platform != "linux" or not shutil.which("cc"), reason="preloading needs Linux and a C compiler"
    ),
]


def compiled(name: str, folder: Path) -> Path:
    """Compile `native/NAME.c` into a folder."""
    library = folder / f"{name}.so"
    command = [
        "cc",
        "-shared",
        "-fPIC",
        "-O1",
        "-Wall",
        "-Werror",
        "-o",
        str(library),
        str(SOURCES / f"{name}.c"),
        "-ldl",
    ]
    subprocess.run(command, check=True)
    return library
