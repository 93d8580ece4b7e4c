"""Meanings of headings that were given for a roster, kept beside it: `people.xlsx.columns.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NewType

from appealgen.paths import is_file
from appealgen.reading.roster_columns import parse_field
from appealgen.yamlfile.reader import load_yaml

RosterField = NewType("RosterField", str)
"""A field of a sender, or `ignore`."""


@dataclass(frozen=True)
class KeptColumns:
    """The file: heading → field."""

    columns: Mapping[str, RosterField]


def columns_file(roster: Path) -> Path:
    """The path of the file beside a roster."""
    return roster.with_name(f"{roster.name}.columns.yaml")


def kept_columns(roster: Path) -> Mapping[str, str]:
    """The headings kept for a roster, heading → field; raises InputError for a faulty file."""
    path = columns_file(roster)
    return load_yaml(path, KeptColumns, {RosterField: parse_field}).columns if is_file(path) else {}
