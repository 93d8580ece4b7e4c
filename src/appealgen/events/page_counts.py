"""The pages of every letter of a batch, as typst sets it, before anything is written."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from functools import partial

from appealgen.errors import InputError, MissingError, Problem, RefusedError
from appealgen.events.plan import Batch, BatchLetter
from appealgen.events.print_files import PrintOptions
from appealgen.model.document import Letter
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.pagination import pages
from appealgen.renderers.pdf.document import pages_of
from appealgen.renderers.pdf.processes import Typesetters
from appealgen.renderers.pdf.typesetting import Typesetting

_TOGETHER = 200
"""Pages set together, as estimated."""
Counted = int | tuple[Problem, ...] | None
"""The pages of a letter, why it cannot be set, or None if it is not printed or cannot be composed."""


def count_pages(batch: Batch, printing: PrintOptions, looks: Reference, name: str) -> list[Counted]:
    """The pages of all letters, in order; `name` is that of a file in errors. Raises WriteError if typst fails."""
    found: list[Counted] = []
    with Typesetters() as setters:
        together, estimated = list[Letter | None](), 0
        for letter in map(partial(_composed, batch, printing.marks), batch.letters(printing.order)):
            together.append(letter)
            estimated += pages(letter, looks) if letter is not None else 0
            if estimated >= _TOGETHER:
                setters.add(name, partial(_counted, together, looks), found.extend)
                together, estimated = [], 0
        if together:
            setters.add(name, partial(_counted, together, looks), found.extend)
        setters.finish()
    return found


def _composed(batch: Batch, marks: bool, letter: BatchLetter) -> Letter | None:
    if not letter.mailing.on_paper:
        return None
    with contextlib.suppress(MissingError, InputError):
        return letter.composed(batch.roots, marked=marks).letter
    return None


def _counted(letters: Sequence[Letter | None], looks: Reference, typeset: Typesetting) -> list[Counted]:
    """The pages of each; if some cannot be set, each is tried alone."""
    composed = [letter for letter in letters if letter is not None]
    try:
        counts = iter(pages_of(composed, looks, typeset=typeset) if composed else ())
    except RefusedError as error:
        if len(letters) == 1:
            return [tuple(error.problems)]
        return [found for letter in letters for found in _counted((letter,), looks, typeset)]
    return [next(counts) if letter is not None else None for letter in letters]
