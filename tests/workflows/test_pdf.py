"""One sender's letters as PDF: pages counted in the plan, each letter set once, nothing on disk before the yes."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import typst

from appealgen.errors import AppealgenError, ProblemCode, RefusedError
from appealgen.model.stationery import StationeryChoice
from appealgen.renderers.pdf import document
from appealgen.workflows.letters import WriteOptions, rendered, write, write_rendered
from pdf_pages import read
from samples import DATE, plan_for, someone, tiny_case, write_files

LONG = "The authorities have not said why she was arrested, nor where she is held. " * 70
CASE = tiny_case(letters={"en": f"I am writing about {{{{ person }}}}. {LONG}\n\n**Please release her.**\n"})
POSTAGE = """\
origin: GB
currency: GBP
source: an invented list
zones: [{zone: world}]
prices:
  - {zone: world, weight_max_g: 10, price: 2.00, valid_from: 2020-01-01}
  - {zone: world, weight_max_g: 100, price: 3.50, valid_from: 2020-01-01}
"""


@pytest.fixture
def times_set(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The documents that are set, in order."""
    found: list[Any] = []
    original = document.set_pdf

    def noting(documents: Any, *arguments: Any, **options: Any) -> Any:
        found.extend(documents)
        return original(documents, *arguments, **options)

    document.set_alone.cache_clear()
    monkeypatch.setattr(document, "set_pdf", noting)
    return found


def test_pages_are_counted_in_the_dry_run_and_sheets_weight_and_postage_follow(tmp_path: Path) -> None:
    roots = (write_files(tmp_path / "data", {"postage.yaml": POSTAGE}),)
    planned = plan_for(CASE, someone(), date=DATE)
    report = write(planned, tmp_path / "out", WriteOptions(formats=("pdf", "docx"), dry_run=True), roots)
    assert not (tmp_path / "out").exists()
    letter, envelope, docx, *_ = report.files
    pages = len(read(report.rendered.files[0][1]))
    assert pages == 2 == letter.pages == letter.sheets == docx.pages
    assert [entry.pages_exact for entry in (letter, envelope, docx)] == [True, True, False]
    assert [notice.code for notice in report.rendered.notices].count(ProblemCode.TOO_LONG) == 2
    postage = report.posted[0].postage
    assert report.posted[0].grams > 14 and postage is not None and postage.price == Decimal("3.50")
    said = next(notice for notice in report.notices if notice.code is ProblemCode.TOO_LONG)
    assert str(said.message).startswith("2 pages: ")


def test_each_document_is_set_once_for_the_plan_and_for_writing(tmp_path: Path, times_set: list[Any]) -> None:
    planned = plan_for(CASE, someone(), date=DATE)
    options = WriteOptions(formats=("pdf",))
    made = rendered(planned, options)
    before = write_rendered(made, tmp_path / "out", WriteOptions(dry_run=True))
    assert not (tmp_path / "out").exists()
    after = write_rendered(made, tmp_path / "out", options)
    assert len(times_set) == len(after.files) == len(set(map(id, times_set))) > 1
    assert [e._replace(state="written") for e in before.files] == list(after.files)
    assert all((tmp_path / "out" / e.path).read_bytes() == data for e, data in made.files)


def test_the_same_bytes_on_another_day_and_other_bytes_for_another_date(tmp_path: Path) -> None:
    first, again = (
        rendered(plan_for(CASE, someone(), date=DATE, today=today), WriteOptions(formats=("pdf",))).files
        for today in (DATE, DATE + datetime.timedelta(5))
    )
    assert first == again
    assert b"D:20200201" in first[0][1]


DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


@pytest.mark.skipif(not DEJAVU.exists(), reason="needs DejaVu Sans")
def test_a_poor_font_is_a_notice_of_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / DEJAVU.name).symlink_to(DEJAVU)
    found = typst.Fonts(include_system_fonts=False, font_paths=[tmp_path])
    monkeypatch.setattr("appealgen.renderers.pdf.compiler.fonts", lambda: found)
    monkeypatch.setattr("appealgen.renderers.pdf.typesetting.fonts", lambda: found)
    planned = plan_for(tiny_case(), someone(name="Alex مثال"), date=DATE)
    codes = [notice.code for notice in rendered(planned, WriteOptions(formats=("pdf",))).notices]
    assert codes.count(ProblemCode.STAND_IN_FONT) == 1, "once, though letters and envelopes have it"


def test_no_font_is_a_refusal_before_anything_is_written(tmp_path: Path) -> None:
    sender = someone(name="Alex 𖬑𖬰")
    with pytest.raises(RefusedError) as raised:
        write(plan_for(tiny_case(), sender, date=DATE), tmp_path / "out", WriteOptions(formats=("docx", "pdf")))
    assert {problem.code for problem in raised.value.problems} == {ProblemCode.NO_FONT}
    assert not (tmp_path / "out").exists()


def test_copies_in_large_print_and_tables_of_signatures(tmp_path: Path) -> None:
    planned = plan_for(tiny_case(), someone(), date=DATE)
    options = WriteOptions(formats=("pdf", "txt"), large_print=True, signatories=[("Ann", "Town")] * 60)
    files = {entry.path: (entry, data) for entry, data in rendered(planned, options).files}
    copy, data = next(found for path, found in files.items() if path.endswith(".large.pdf"))
    assert (copy.kind, copy.pages, copy.pages_exact) == ("sheet", len(read(data)), True) and copy.sheets == copy.pages
    letter, data = next(found for path, found in files.items() if path.endswith(".en.pdf"))
    assert letter.pages == len(read(data)) > 2
    assert not any(path.endswith(".large.txt") for path in files)


def test_a_style_that_is_wrong_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "style.yaml").write_text("faces: {letters: [No Such Face At All]}", encoding="utf-8")
    options = WriteOptions(formats=("pdf",), pdf_style=tmp_path / "style.yaml")
    with pytest.raises(AppealgenError, match="no such font"):
        write(plan_for(CASE, someone(), date=DATE), tmp_path / "out", options)
    assert not (tmp_path / "out").exists()


def test_labels_and_blank_letters(tmp_path: Path) -> None:
    blank = someone(name="", address=(), blank=True)
    planned = plan_for(tiny_case(), blank, date=DATE, stationery=StationeryChoice(labels="L7160"))
    found = {entry.kind: (entry, read(data)) for entry, data in rendered(planned, WriteOptions(formats=("pdf",))).files}
    assert {kind: entry.pages_exact for kind, (entry, _) in found.items()} == {"letter": True, "labels": True}
    assert all(entry.pages == len(pages) for entry, pages in found.values())
