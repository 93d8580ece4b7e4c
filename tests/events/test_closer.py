"""Letters of a batch with a style file that takes space: one page where that is possible, alike for a case."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from appealgen.errors import InputError
from appealgen.events.closer import set_closer
from appealgen.events.plan import Batch
from appealgen.model.stationery import StationeryChoice
from appealgen.reading.pdf_styles import load_pdf_style
from appealgen.renderers.docx.reference import Reference, bundled_reference
from appealgen.renderers.pdf.document import set_alone
from event_samples import as_senders, people, planned
from pictures import png
from samples import tiny_case

TEXT = "The authorities have not said why she was arrested, nor where she is held. " * 28
CASE = tiny_case(letters={"en": f"I am writing about {{{{ person }}}}. {TEXT}\n\n**Please release her.**\n"})


def styled(folder: Path, width: int) -> Reference:
    (folder / "a.png").write_bytes(png(60, 20))
    (folder / "style.yaml").write_text(f"letterhead: {{picture: a.png, width: {width}}}", encoding="utf-8")
    return replace(bundled_reference(), style=load_pdf_style(folder / "style.yaml"))


def steps_and_pages(batch: Batch, looks: Reference) -> set[tuple[int, tuple[int, ...]]]:
    letters = (each.prepared.composed(each.signatory.sender, ()).letter for each in batch.letters())
    return {(letter.step, set_alone(letter, looks, datetime.date(2020, 2, 1)).pages) for letter in letters}


def test_letters_of_a_case_are_set_closer_alike(tmp_path: Path) -> None:
    batch, looks = planned([CASE], as_senders(people(3))), styled(tmp_path, 200)
    [(step, pages)] = steps_and_pages(batch, looks)
    assert pages == (2,)
    [(closer, one)] = steps_and_pages(set_closer(batch, looks), looks)
    assert closer > step and one == (1,)
    assert set_closer(batch, bundled_reference()) is batch


def test_a_picture_on_an_address(tmp_path: Path) -> None:
    batch = planned([CASE], as_senders(people(1)), stationery=StationeryChoice(layout="din5008b"))
    with pytest.raises(InputError, match="limit is"):
        set_closer(batch, styled(tmp_path, 150))
