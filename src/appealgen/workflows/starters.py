"""Starter files for what users write themselves. They never replace an existing file."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

from appealgen import resources
from appealgen.errors import MissingError, Problem, ProblemCode, WriteError, did_you_mean
from appealgen.language.catalogues import ENGLISH, translate_into
from appealgen.language.locales import best_of
from appealgen.language.phrases import languages_with_phrases, load_phrases
from appealgen.letters.translation import translator_file
from appealgen.messages import message
from appealgen.model.case import Case
from appealgen.model.document import LabelPlacing, Labels
from appealgen.model.identifiers import Slug, Tag, match_ua_number
from appealgen.model.pdf_style import PdfStyle
from appealgen.model.stationery import LabelSheet
from appealgen.output import writer
from appealgen.output.lock import locked
from appealgen.paths import is_file, is_link, is_taken, read_file
from appealgen.renderers import render
from appealgen.yamlfile.schema import json_schema

_WORDS = re.compile(r"(?<=# )(?![\s-]|[\w-]+:)[^#\n]+$|(?<=\{#- ).+?(?= -#\})", re.MULTILINE)
"""A comment for the user of a starter file or a template; not a key that is commented out."""


def comments_in(text: str) -> list[str]:
    """The msgids of the comments of a starter file."""
    return [_msgid(match[0]) for match in _WORDS.finditer(text)]


def _msgid(comment: str) -> str:
    return comment.replace("{", "{{").replace("}", "}}")


def starter(path: Path, language: Tag) -> str:
    """A starter file or a template with its comments in a language."""
    text = path.read_text(encoding="utf-8")
    return _WORDS.sub(lambda match: translate_into(message(_msgid(match[0])), language), text)


def case_folder(folder: Path, id: Slug, tag: Tag, language: Tag, roots: tuple[Path, ...] = ()) -> dict[Path, bytes]:
    """The files of a new case: its details, a letter in one language, and the schema for editors."""
    parts = id.split("-")
    number = match_ua_number(f"{parts[1]}/{parts[2]}") or "" if len(parts) == 3 else ""
    details = starter(resources.get("starters/case.yaml"), language)
    details = details.replace("{id}", id).replace("{ua_number}", number)
    return {
        folder / "case.yaml": details.encode(),
        folder / f"letter.{tag}.md": _letter(tag, language, roots).encode(),
        folder / "case.schema.json": case_schema(),
    }


def _letter(tag: Tag, language: Tag, roots: tuple[Path, ...]) -> str:
    """A starter letter with the fixed words of its language, or in English if it has none."""
    known = best_of(tag, languages_with_phrases(roots)) is not None
    outline = load_phrases(tag if known else ENGLISH, roots).outline
    what = translate_into(message("say here in a few sentences what happened, when and where"), language)
    about = outline.about.format(person="{{ person }}") + f" {{{{ {what} }}}}"
    return f"{about}\n\n{{{{ sender.about }}}} {{{{ own_words }}}}\n\n{outline.requests}\n\n{{{{ demands }}}}\n"


def case_schema() -> bytes:
    """The JSON Schema of case files."""
    return _schema(Case, "An appealgen case")


def _schema(shape: type, title: str) -> bytes:
    return (json.dumps(json_schema(shape, title), ensure_ascii=False, indent=1) + "\n").encode()


def style_file(path: Path, language: Tag) -> dict[Path, bytes]:
    """A style file for PDF, and its schema for editors in the same folder."""
    text = starter(resources.get("starters/pdf-style.yaml"), language)
    return {
        path: text.encode(),
        path.with_name("pdf-style.schema.json"): _schema(PdfStyle, "Looks of PDF files of appealgen"),
    }


def label_frames(sheet: LabelSheet, offset: tuple[float, float], format: str) -> bytes:
    """A sheet with outlines and numbers of its labels, as DOCX or PDF."""
    numbers = tuple((str(number),) for number in range(1, sheet.columns * sheet.rows + 1))
    return render(Labels(sheet=sheet, texts=numbers, placing=LabelPlacing(offset=offset), frames=True), format)


def translation(case: Case, source: Tag, tag: Tag, language: Tag) -> bytes:
    """A translator's file for a letter of a case; raises MissingError without that letter, or with a translation."""
    if source not in case.letters:
        text = message("{case} has no letter in “{tag}”", case=case.id, tag=source)
        hint = did_you_mean(source, sorted(case.letters))
        raise MissingError(Problem(ProblemCode.NO_LETTER, text, hint, field="from"))
    if tag in case.letters:
        text = message("{case} has a letter in “{tag}” already", case=case.id, tag=tag)
        hint = message("change or delete {file}", file=case.letters[tag].file)
        raise MissingError(Problem(ProblemCode.WRONG_VALUE, text, hint, field="to"))
    return translator_file(case, case.letters[source], tag, language).encode()


def write_new(files: Mapping[Path, bytes]) -> None:
    """Write files of which none exists, `case.yaml` last; raises WriteError with all that do.

    A killed run can be continued: then some of the files exist as they would be written.
    """
    hint = message("move it away first: existing files are not replaced")
    with contextlib.ExitStack() as locks:
        for folder in sorted({path.parent for path in files}):
            locks.enter_context(locked(folder, below=False))
        there = {path for path in files if is_taken(path)}
        if others := [path for path in there if len(there) == len(files) or not _holds(path, files[path])]:
            texts = message("already exists")
            raise WriteError(Problem(ProblemCode.EXISTS, texts, hint, file=str(path)) for path in sorted(others))
        left = [(path, data) for path, data in files.items() if path not in there]
        writer.write_all(sorted(left, key=lambda file: file[0].name == "case.yaml"))


def _holds(path: Path, data: bytes) -> bool:
    return is_file(path) and not is_link(path) and read_file(path, error=WriteError) == data
