"""Edited files that a batch leaves alone: which, and what they lack."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from appealgen.errors import Problem, ProblemCode
from appealgen.messages import message, named, nmessage


def edits_kept(kept: Collection[str], folder: str) -> Iterator[Problem]:
    """Notices about files of single letters, and about those in the `folder` of the print files."""
    printed = {path for path in kept if path.startswith(f"{folder}/")}
    for paths, hint in (
        (sorted(set(kept) - printed), message("print files have these letters without the edits")),
        (sorted(printed), message("they are as before this run, and so are their pages in the index")),
    ):
        if paths:
            text = nmessage(
                "{count} edited file is left alone: {paths}",
                "{count} edited files are left alone: {paths}",
                len(paths),
                paths=named(paths),
            )
            yield Problem(ProblemCode.EDITS_KEPT, text, hint)
