"""The pages of every letter of a batch, as typst sets it, before anything is written.

Letters that differ only in short names and addresses have the same pages, so one of them is set for all.
"""

from __future__ import annotations

import contextlib
from array import array
from collections.abc import Sequence
from functools import partial

from appealgen.errors import InputError, MissingError, Problem, RefusedError
from appealgen.events.plan import Batch, BatchLetter
from appealgen.events.print_files import PrintOptions
from appealgen.model.document import RULED, Letter
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.metrics import POINTS_PER_MM, advance
from appealgen.renderers.pagination import pages
from appealgen.renderers.pdf.document import pages_of
from appealgen.renderers.pdf.processes import Typesetters
from appealgen.renderers.pdf.typesetting import Typesetting

_TOGETHER = 200
"""Pages set together, as estimated."""
_SHORT = 70.0
"""mm; there is more room than that for a line of the sender's."""
_LATIN_TO = "\u0250"
"""Signs below this one change neither the height nor the direction of their line."""
Counted = int | tuple[Problem, ...] | None
"""The pages of a letter, why it cannot be set, or None if it is not printed or cannot be composed."""


def count_pages(batch: Batch, printing: PrintOptions, looks: Reference, name: str) -> list[Counted]:
    """The pages of all letters, in order; `name` is that of a file in errors. Raises WriteError if typst fails."""
    found: list[Counted] = []
    shapes, places = dict[_Shape, int](), array("I")
    with Typesetters() as setters:
        together, estimated, number = list[Letter | None](), 0, 0
        for letter in map(partial(_composed, batch, printing.marks), batch.letters(printing.order)):
            shape = _shape(letter, looks) if letter is not None and looks.style is None else None
            places.append(shapes.setdefault(shape, number) if shape is not None else number)
            if places[-1] < number:
                continue
            together.append(letter)
            number += 1
            estimated += pages(letter, looks) if letter is not None else 0
            if estimated >= _TOGETHER:
                setters.add(name, partial(_counted, together, looks), found.extend)
                together, estimated = [], 0
        if together:
            setters.add(name, partial(_counted, together, looks), found.extend)
        setters.finish()
    return [found[place] for place in places]


_Shape = tuple[Letter, frozenset[str]]


def _shape(letter: Letter, looks: Reference) -> _Shape | None:
    """What a letter has in common with those of the same pages, and the accented letters that a face may lack.

    None if its sender's lines may be broken, or are in another script.
    """
    opening, signature, ending = letter.around_signature
    names = tuple(block.text for block in signature)
    lines = letter.head.sender if letter.head else ()
    own = "".join((*letter.sender, *lines, *names))
    points = looks.at(letter.step).measures["sender"].size / POINTS_PER_MM
    if any(sign >= _LATIN_TO for sign in set(own) - {RULED}):
        return None
    if any(advance(line, "widest") * points > _SHORT for line in (*lines, *names)):
        return None
    shape = letter._replace(
        sender=("",) * len(letter.sender),
        return_line="",
        letter_mark="1" if letter.letter_mark else "",
        head=letter.head and letter.head._replace(sender=tuple(line if RULED in line else "" for line in lines)),
        blocks=(*opening, *(block for block in signature if RULED in block.text), *ending),
    )
    return shape, frozenset(sign for sign in own if not sign.isascii())


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
