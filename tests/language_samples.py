"""A case with a letter in every language that has phrases, made from those phrases, a name and a number."""

from __future__ import annotations

from pathlib import Path

from appealgen.language.phrases import languages_with_phrases, load_phrases
from appealgen.model.case import Case
from appealgen.reading.case_files import load_case
from samples import write_files

NUMBER = "+7 7172 506 402"
_CASE = """\
schema: 1
id: ann
title: A title
country: KZ
people: [{name: Serikzhan Bilash}]
own_language: true
targets:
  - {id: minister, office: Prosecutor General, address: [14 Sample Street, Nur-Sultan, "010000"]}
  - {id: embassy, role: embassy, host: GB, office: Embassy of Kazakhstan, address: [1 Sample Mall, London, ZZ99 3WZ]}
sources: [made up]
"""


def case_in_every_language(folder: Path) -> Case:
    """Write the case below a folder, and load it."""
    files = {"case/case.yaml": _CASE}
    for tag in languages_with_phrases():
        words = load_phrases(tag)
        about, copy = words.outline.about.format(person="{{ person }}"), words.notes.copy.format(office="X")
        files[f"case/letter.{tag}.md"] = f"{about} {NUMBER}\n\n**{words.outline.requests}**\n- {copy}\n"
    return load_case(write_files(folder, files) / "case")
