"""One document in every kind of file gives the same lines and the same case."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from appealgen.importing.draft import import_document
from appealgen.importing.files.reader import read_document
from appealgen.importing.lines import unwrap
from office import OFFICE, to_pdf
from urgent_action_files import (
    DOCUMENT,
    as_docx,
    as_html,
    as_mail,
    as_markdown,
    as_pdf,
    as_text,
    changed,
    fields,
    plain,
    told,
)

_listed = changed(
    (DOCUMENT[8], "I urge you, for the sake of all those who mend clocks in that town:"),
    (
        "**I urge you to release Ana Velim immediately",
        "- to free Ana Velim – at “once”;\n\n**I urge you to release her",
    ),
)
LISTED = tuple(part for paragraph in _listed for part in paragraph.split("\n\n"))
"""The document with a list and with typographic characters."""
Make = Callable[[Sequence[str]], bytes]
KINDS: dict[str, Make] = {
    "docx": as_docx,
    "html": lambda paragraphs: as_html(paragraphs).encode(),
    "markdown": lambda paragraphs: as_markdown(paragraphs).encode(),
    "mail": as_mail,
    "pdf": as_pdf,
}
PLAIN: dict[str, Make] = {
    "text": lambda paragraphs: as_text(paragraphs).encode(),
    "cp1252": lambda paragraphs: as_text(paragraphs).encode("cp1252"),
    "wrapped at 68": lambda paragraphs: as_text(paragraphs, width=68).encode(),
    "wrapped at 76": lambda paragraphs: as_text(paragraphs, width=76).replace("\n", "\r\n").encode(),
    "quoted": lambda paragraphs: "".join(f"> {line}\n" for line in as_text(paragraphs, width=72).split("\n")).encode(),
    "mail": lambda paragraphs: as_mail(paragraphs, plain_only=True),
    "pages": lambda paragraphs: as_text(paragraphs).replace("\n\n# ", "\n\n\f2\n\n# ").encode(),
}


def logical(data: bytes) -> list[str]:
    return told(unwrap(read_document(data)[0].lines))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("paragraphs", [DOCUMENT, LISTED])
def test_the_same_lines_with_the_same_faces(kind: str, paragraphs: tuple[str, ...]) -> None:
    lines = unwrap(read_document(KINDS[kind](paragraphs))[0].lines)
    wanted = [(text.startswith("# "), line) for text in paragraphs for line in text.split("\n")]
    assert [line.text.removeprefix("• ") for line in lines] == [plain(line).removeprefix("- ") for _, line in wanted]
    for line, (heading, words) in zip(lines, wanted, strict=True):
        bold = re.sub(r"\s", "", "".join(words.split("**")[1::2]))
        said = "".join(span.text for span in line.spans if span.bold)
        assert line.bold if heading else re.sub(r"\s", "", said) == bold


@pytest.mark.parametrize("kind", PLAIN)
@pytest.mark.parametrize("paragraphs", [DOCUMENT, LISTED])
def test_the_same_lines_in_plain_text(kind: str, paragraphs: tuple[str, ...]) -> None:
    assert logical(PLAIN[kind](paragraphs)) == [line for text in paragraphs for line in plain(text).split("\n")]


def case_of(data: bytes, *, faces: bool = True) -> dict[str, Any]:
    said = fields(import_document(data, name="made").case)
    if not faces:
        said["letters"] = {tag: text.replace("**", "") for tag, text in said["letters"].items()}
    return said


@pytest.mark.parametrize("paragraphs", [DOCUMENT, LISTED])
def test_the_same_case(paragraphs: tuple[str, ...]) -> None:
    wanted = case_of(as_markdown(paragraphs).encode())
    assert wanted["ua_number"] == "46/19" and wanted["doubts"] == []
    assert {kind: case_of(make(paragraphs)) for kind, make in KINDS.items()} == dict.fromkeys(KINDS, wanted)
    bare = case_of(as_markdown(paragraphs).encode(), faces=False)
    assert {kind: case_of(make(paragraphs), faces=False) for kind, make in PLAIN.items()} == dict.fromkeys(PLAIN, bare)


def test_origins_are_lines_of_the_document() -> None:
    draft = import_document(as_text().encode())
    lines = as_text().split("\n")
    assert {name: lines[number - 1] for name, number in draft.origins.items() if "[" not in name} == {
        "ua_number": DOCUMENT[0], "index": DOCUMENT[0], "issued": DOCUMENT[0], "country": DOCUMENT[0],
        "title": plain(DOCUMENT[2]), "summary": DOCUMENT[3], "background": DOCUMENT[12],
        "languages": plain(DOCUMENT[13]).split("\n")[0], "deadline": plain(DOCUMENT[14]),
        "letters.en": plain(DOCUMENT[7]),
    }  # fmt: skip
    assert lines[draft.origins["targets[0].email"] - 1].startswith("Email:")
    assert lines[draft.origins["targets[0].country"] - 1] == "000000 Kazakhstan"
    assert lines[draft.origins["people[0].name"] - 1] == plain(DOCUMENT[15])
    assert lines[draft.origins["demands[1].text"] - 1] == plain(DOCUMENT[9])


@OFFICE[0]
@OFFICE[1]
def test_the_same_case_through_libreoffice(tmp_path: Path) -> None:
    documents = {"document": DOCUMENT, "listed": LISTED}
    for name, paragraphs in documents.items():
        (tmp_path / f"{name}.docx").write_bytes(as_docx(paragraphs))
    to_pdf(tmp_path, sorted(tmp_path.glob("*.docx")))
    for name, paragraphs in documents.items():
        wanted = case_of(as_markdown(paragraphs).encode())
        assert case_of((tmp_path / f"{name}.docx").read_bytes()) == wanted, name
        assert case_of((tmp_path / f"{name}.pdf").read_bytes()) == wanted, name
        assert case_of(as_html(paragraphs).encode()) == wanted, name
        bare = case_of(as_markdown(paragraphs).encode(), faces=False)
        assert case_of(as_text(paragraphs, width=76).encode(), faces=False) == bare, name
