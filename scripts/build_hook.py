"""Compile the translation catalogues when the package is built, also for an editable install."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))
from catalogues import compile_all


class Catalogues(BuildHookInterface):  # type: ignore[misc]
    """Hatchling's custom build hook."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile the catalogues before files are collected."""
        compile_all()
