"""Style files: read with all problems at once, each at its line."""

from __future__ import annotations

import json
import re
from dataclasses import astuple
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from appealgen.errors import InputError
from appealgen.model.pdf_style import PdfStyle
from appealgen.reading.pdf_styles import load_pdf_style
from appealgen.workflows.starters import style_file
from pictures import png


def load(folder: Path, text: str) -> PdfStyle:
    (folder / "style.yaml").write_text(text, encoding="utf-8")
    return load_pdf_style(folder / "style.yaml")


def problems(folder: Path, text: str) -> list[tuple[int | None, str | None, str]]:
    with pytest.raises(InputError) as raised:
        load(folder, text)
    return [(problem.line, problem.field, str(problem.message)) for problem in raised.value.problems]


def test_a_style_has_what_its_file_says(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(60, 20))
    style = load(
        tmp_path,
        "faces: {letters: [A Face, Another]}\nsizes: {letters: 11.5 pt, line: 14}\nmargins: {left: 30 mm}\n"
        'colours: {text: "#1A3C6E", subject: 1a3c6e}\nletterhead: {picture: a.png, width: 60, at: center}\n'
        "footer: [A group, A street]\n",
    )
    assert (style.faces.letters, style.footer) == (("A Face", "Another"), ("A group", "A street"))
    assert astuple(style.sizes) == (11.5, 14, None) and astuple(style.margins) == (None, None, None, 30)
    assert style.colours.text == style.colours.subject == "#1a3c6e"
    assert style.letterhead is not None
    assert (style.letterhead.height, style.letterhead.bottom, style.letterhead.picture.data) == (20, 30, png(60, 20))
    assert style.file == str(tmp_path / "style.yaml")


def test_all_problems_come_at_once_with_their_lines(tmp_path: Path) -> None:
    text = (
        "face: {letters: [A]}\nsizes: {letters: 40}\nmargins: {left: wide, right: 2}\ncolours: {text: red}\n"
        "letterhead:\n  picture: none.png\n  width: 60\n  at: middle\n"
    )
    assert {(line, field) for line, field, _ in problems(tmp_path, text)} == {
        (1, "face"), (2, "sizes.letters"), (3, "margins.left"), (3, "margins.right"), (4, "colours.text"),
        (6, "letterhead.picture"), (8, "letterhead.at"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        ("sizes: {line: 14}", "sizes", "needs “letters”"),
        ("sizes: {letters: 12, line: 11}", "sizes", "needs “letters”"),
        ("margins: {left: 60, right: 60}", "margins", "at most 110 mm"),
        ("footer: [a, b, c, d, e]", None, "at most 4 lines"),
        ("letterhead: {picture: a.png, width: 150, top: 60}", "letterhead", "ends 110 mm"),
        ("letterhead: {picture: sub/../../a.png, width: 60}", "letterhead.picture", "in another folder"),
        ("letterhead: {picture: /a.png, width: 60}", "letterhead.picture", "in another folder"),
        ("letterhead: {picture: style.yaml, width: 60}", "letterhead.picture", "neither a PNG nor a JPEG"),
        ("letterhead: {picture: ., width: 60}", "letterhead.picture", "not a file"),
        ("letterhead: {width: 60}", "letterhead.picture", "is missing"),
        ("colours:\n  text: #123456", None, "“#123456” is not read"),
    ],
)
def test_what_no_page_can_look_like_is_refused(tmp_path: Path, text: str, field: str | None, said: str) -> None:
    (tmp_path / "a.png").write_bytes(png(60, 20))
    found = problems(tmp_path, text)
    assert [(each, said in words) for _, each, words in found] == [(field, True)], found


def _all_said(text: str) -> str:
    """The starter with every commented key in use."""
    return re.sub(r"^  # (?=[a-z]+:|- )", "  ", text, flags=re.MULTILINE)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_starter_is_a_style_with_and_without_its_comments(tmp_path: Path, language: Any) -> None:
    files = style_file(tmp_path / "pdf-style.yaml", language)
    text, schema = files[tmp_path / "pdf-style.yaml"].decode(), json.loads(files[tmp_path / "pdf-style.schema.json"])
    (tmp_path / "letterhead.png").write_bytes(png())
    assert load(tmp_path, text) == PdfStyle(file=str(tmp_path / "style.yaml"))
    full = load(tmp_path, _all_said(text))
    assert full.letterhead is not None and full.footer and full.faces.envelopes and astuple(full.margins)[3] == 27
    check = jsonschema.Draft202012Validator(schema)
    for said in (text, _all_said(text)):
        check.validate(yaml.safe_load(said))
    with pytest.raises(jsonschema.ValidationError):
        check.validate({"face": {}})
    assert all("description" in key for key in schema["properties"].values())
