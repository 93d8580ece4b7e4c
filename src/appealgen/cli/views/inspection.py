"""Output about the files of an output folder: the status of each, and advice."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence

from appealgen import limits
from appealgen.cli.console import after_word, counted, result, say, styled, wrapped
from appealgen.cli.i18n import _, colon, ngettext, translate
from appealgen.cli.streams import results
from appealgen.output.cleaning import Cleaning
from appealgen.output.inspection import PROBLEMS, Inspection


def tell_inspection(found: Inspection) -> None:
    """Print the result on stdout, with a line for each changed file; hints on stderr."""
    words = {
        "intact": _("as written"),
        "removed": _("removed"),
        "missing": _("missing"),
        "changed": _("edited"),
        "blocked": _("in the way"),
        "unreadable": _("unreadable"),
        "unknown": _("unknown"),
    }

    def line(word: str, style: str, text: str) -> None:
        result(after_word(words, word, style, text))

    intact = len(found.paths("intact"))
    line("intact", "green", ngettext("{count} file", "{count} files", intact))
    if found.removed:
        line("removed", "dim", counted("letter", found.removed))
    for status in PROBLEMS:
        for text in _shown([str(found.out / path) for path in found.paths(status)]):
            line(status, "yellow" if status == "unknown" else "red", text)
    for status, (_code, _text, hint) in PROBLEMS.items():
        if found.paths(status):
            say(wrapped(f"{words[status]}{colon()} {translate(hint)}"))


def cleaning_lines(planned: Cleaning, *, done: bool) -> Iterator[str]:
    """What will be removed, or with `done` was: a line for each folder below that of the letters."""
    counts: dict[str, Counter[str]] = {}
    for entry in planned.files:
        kind = entry.kind if entry.kind in ("letter", "envelope", "fax", "email") else ""
        counts.setdefault(entry.path.partition("/")[0], Counter())[kind] += 1
    word = styled(_("removed"), "green") if done else _("to be removed")
    for top, kinds in counts.items():
        parts = ", ".join(counted(kind, number) for kind, number in kinds.items())
        yield f"{word}  {planned.found.out / top}{os.sep} {parts}"


def _shown(paths: Sequence[str]) -> Iterator[str]:
    """The paths; on a terminal only the first ones, and the number of the others."""
    if not results().isatty():
        yield from paths
        return
    yield from paths[: limits.SHOWN]
    if more := paths[limits.SHOWN :]:
        yield ngettext("and {count} more", "and {count} more", len(more))
