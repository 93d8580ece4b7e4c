"""Letters that a sender is editing: one private file for each case and language, until the letters are written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from appealgen.errors import InputError, ProblemCode
from appealgen.letters.editing import for_editor
from appealgen.model.case import Case, ModelLetter
from appealgen.model.identifiers import Tag
from appealgen.output.writer import replace_all
from appealgen.paths import is_file
from appealgen.reading.case_files import load_letter
from appealgen.workflows.profile import forget_kept


def file_of(folder: Path, case: Case, tag: Tag) -> Path:
    """The file of an edited letter below the folder of the user's settings."""
    return folder / "edited" / case.id / f"letter.{tag}.md"


def is_kept(path: Path) -> bool:
    """Whether an earlier edit was not finished."""
    return is_file(path)


def begin(path: Path, letter: ModelLetter, language: Tag) -> None:
    """Write the file for the editor, with instructions in `language`; raises WriteError."""
    replace_all({path: for_editor(letter, language).encode()}, {})


def read_back(path: Path, letter: ModelLetter) -> ModelLetter | None:
    """The letter as edited; None if nothing changed or everything was deleted. Raises InputError for faulty markup."""
    try:
        after = load_letter(path)
    except InputError as error:
        if [problem.code for problem in error.problems] == [ProblemCode.EMPTY_LETTER]:
            return None
        raise
    same = after.text.split() == letter.text.split()
    return None if same else replace(after, reviewed=letter.reviewed, original=letter.text)


def forget(path: Path) -> None:
    """Delete the file; raises WriteError."""
    forget_kept(path)
