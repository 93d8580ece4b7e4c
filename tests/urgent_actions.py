"""Small invented Urgent Actions: an appeal, a newer one, the closure; and their imports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from appealgen.importing.draft import Draft, import_document
from appealgen.model.case import Case
from appealgen.reading.case_files import load_case
from appealgen.workflows import imports
from appealgen.workflows.imports import Import

HEAD = "UA: 901/19 Index: EUR 57/0901/2019 Kazakhstan Date: 9 April 2019\n\n"
UA = f"""\
URGENT ACTION

LIBRARIAN JAILED OVER A READING LIST

{HEAD}\
Temira Ostubek, who runs a lending library for children, was taken from her home on 12 March and has been held ever \
since.

TAKE ACTION: WRITE AN APPEAL IN YOUR OWN WORDS OR USE THIS MODEL LETTER

Prosecutor General
Mektov Ulen
114 Sample Street
Nur-Sultan
000000 Kazakhstan
Email: reception@example.org

Dear Prosecutor General,

I am writing to you about Temira Ostubek, who has been behind bars since 12 March because of a list of books.

I urge you to release Temira Ostubek immediately and unconditionally.

Yours sincerely,

ADDITIONAL INFORMATION

Temira Ostubek opened her library in 2011 in two rooms of a former shoe shop. It has never taken a fee.

PREFERRED LANGUAGE TO ADDRESS TARGET: Kazakh, Russian, English.

PLEASE TAKE ACTION AS SOON AS POSSIBLE UNTIL: 21 May 2019

NAME AND PREFERRED PRONOUN: Temira Ostubek (she/her)

Also send copies to diplomatic representatives accredited to your country.
Embassy of the Republic of Kazakhstan, 999 Sample Mall, London SW0Y 0AA, london@example.org
"""
"""An appeal without doubts."""

UNLABELLED = UA.replace("NAME AND PREFERRED PRONOUN: Temira Ostubek (she/her)\n\n", "")
"""The same appeal whose letter and events, but no label, name the person."""

UNNAMED = UNLABELLED.replace("about Temira", "about Ms").replace("release Temira", "release Ms")
"""The same appeal whose letter does not name her in full: a serious doubt."""

UNNUMBERED = UA.replace(HEAD, "")
"""The same appeal passed on without number, index and date."""

SECOND = (
    UA.replace(HEAD, "Second UA: 901/19 Index: EUR 57/1401/2019 Kazakhstan Date: 3 June 2019\n\n")
    .replace("JAILED OVER A READING LIST", "TO STAND TRIAL")
    .replace("Prosecutor General", "Minister of Justice")
    .replace("Mektov Ulen", "Sarbay Inkar")
    .replace("114 Sample Street", "7 Model Avenue")
    .replace("who has been behind bars since 12 March", "whose trial begins on 1 July")
    .replace("21 May 2019", "15 July 2019")
)
"""The next appeal of the case: another letter to another official, with a later deadline."""

CLOSURE = """\
URGENT ACTION

BIBLIOTHEKARIN IST FREI

FI 901/19-3
AI-Index: EUR 57/1901/2019
Abgeschlossen am 26. August 2019

Temira Ostubek ist am 20. August in Kasachstan aus der Untersuchungshaft entlassen worden und wieder bei ihrer Familie.

Weitere Appelle sind nicht erforderlich. Vielen Dank allen, die Appelle geschrieben haben.
"""


def draft_of(text: str, name: str = "ua.txt") -> Draft:
    return import_document(text.encode(), name=name)


def cases_in(root: Path) -> list[Case]:
    return [load_case(path) for path in sorted(root.glob("*/case.yaml"))]


def bring(text: str, root: Path, name: str = "ua.txt", **options: Any) -> Import:
    """Import a document into a folder of cases, like the command without a terminal."""
    made = imports.plan_import(draft_of(text, name), root, cases_in(root), **options)
    imports.write_import(made)
    return made


def without(text: str, *starts: str) -> str:
    """A document without the lines that begin with these words."""
    lines = text.splitlines(keepends=True)
    assert all(any(line.startswith(start) for line in lines) for start in starts)
    return "".join(line for line in lines if not line.startswith(starts))
