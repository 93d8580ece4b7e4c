"""Keep the meanings of headings that were given for a roster."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from appealgen.errors import Problem, ProblemCode
from appealgen.messages import message
from appealgen.output.writer import replace_all
from appealgen.paths import is_file, read_file
from appealgen.reading.kept_columns import KeptColumns, RosterField, columns_file, kept_columns
from appealgen.yamlfile.writer import dump_yaml

_HEAD = "# Columns of a roster, given with --column; “ignore” leaves one unread. Delete a line to forget it.\n"


def keep_columns(roster: Path, columns: Mapping[str, str]) -> Problem | None:
    """Add headings to the file beside a roster, readable by its owner only; returns a notice if that changed it.

    Raises WriteError, InputError for a faulty file.
    """
    path, before = columns_file(roster), kept_columns(roster)
    if not columns.items() - before.items():
        return None
    after = {heading: RosterField(field) for heading, field in (dict(before) | dict(columns)).items()}
    read = read_file(path) if is_file(path) else b""
    replace_all({path: (_HEAD + dump_yaml(KeptColumns(after))).encode()}, {path: read})
    text = message("keeps what --column said of this roster, so that you need not repeat it")
    return Problem(ProblemCode.COLUMNS_KEPT, text, file=str(path))
