"""Letters by fax: one PDF with a cover sheet for each, its notices, and how it is counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from appealgen.language.phrases import load_phrases
from appealgen.model.case import Case
from appealgen.model.identifiers import Country, Tag
from appealgen.model.stationery import StationeryChoice
from appealgen.output.report import Report
from appealgen.output.statistics import statistics
from appealgen.renderers.pdf.fax import fax_looks
from pdf_pages import read
from samples import DATE, LETTER, PROJECT, plan_for, someone, tiny_case, write_plan

MINISTER = ("address: [1 Street, Town]", "address: [1 Street, Town]\n    fax: +7 7172 506 402")
EMBASSY = "  - {id: embassy, role: embassy, host: GB, office: Embassy, fax: 020 7946 0101, email: [e@example.org]}\n"


def case(*changes: tuple[str, str]) -> Case:
    return tiny_case(MINISTER, *changes)


def written(tmp_path: Path, of: Case, *channels: str, **asked: Any) -> Report:
    planned = plan_for(of, someone(), date=DATE, channels=channels, **({"embassy": "none"} | asked))
    return write_plan(planned, tmp_path)


def texts(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def drawn(path: Path, page: int) -> list[int]:
    """The kinds of objects on a page that are no text."""
    with pypdfium2.PdfDocument(path) as document:
        return [each.type for each in document[page].get_objects() if each.type != pdfium.FPDF_PAGEOBJ_TEXT]


def test_a_cover_sheet_and_the_letter(tmp_path: Path) -> None:
    report = written(tmp_path, case(), "fax")
    [entry] = report.files
    assert (entry.path, entry.kind, entry.format, entry.channel) == ("ann/minister.en.fax.pdf", "fax", "pdf", "fax")
    assert (entry.pages, entry.pages_exact, entry.sheets) == (2, True, 0)
    cover, letter = texts(tmp_path / entry.path)
    for words in (
        "Fax number",
        "+7 7172 50 64 02",
        "Minister",
        "Alex Example",
        "Pages, including this one",
        "2",
        "Re:",
    ):
        assert words in cover, words
    assert "Dear Minister" in letter and "1 Street" in letter
    assert (report.totals.letters, report.totals.faxed, report.totals.sheets) == (1, 1, 0)
    assert [notice.code for notice in report.notices] == []
    assert {each.state for each in written(tmp_path, case(), "fax").files} == {"identical"}


def test_the_cover_counts_the_pages_of_a_long_letter(tmp_path: Path) -> None:
    long = tiny_case(MINISTER, letters={"en": LETTER + "\n\nPlease act. " * 150})
    [entry] = written(tmp_path, long, "fax").files
    cover, *letter = texts(tmp_path / entry.path)
    assert len(letter) > 1 and entry.pages == 1 + len(letter) and str(entry.pages) in cover.split()


def test_type_that_a_fax_machine_transmits() -> None:
    looks = fax_looks()
    assert min(measure.size for measure in looks.measures.values()) >= 12
    assert set(looks.faces.values()) == {"sans"} and looks.style is None


def test_a_window_letter_is_faxed_without_its_window(tmp_path: Path) -> None:
    german = someone(country=Country("DE"), reads=(Tag("en"),))
    chosen = StationeryChoice(layout="din5008b")
    planned = plan_for(case(), german, date=DATE, embassy="none", channels=("post", "fax"), stationery=chosen)
    assert planned.mailings[0].layout is not None
    write_plan(planned, tmp_path)
    assert drawn(tmp_path / "ann/minister.en.fax.pdf", 1) == []


def test_via_an_embassy_no_thin_rule_and_its_number_with_a_notice(tmp_path: Path) -> None:
    report = written(tmp_path, case(("sources:", EMBASSY + "sources:")), "fax", embassy="via")
    [notice] = [notice for notice in report.notices if notice.code == "fax-number"]
    assert "“020 7946 0101” has no country code: +44 20 7946 0101 is with that of the United Kingdom" in notice.message
    cover, _ = texts(tmp_path / "ann/minister.en.fax.pdf")
    assert "Embassy" in cover and "+44 20 7946 0101" in cover
    assert drawn(tmp_path / "ann/minister.en.fax.pdf", 1) == []


def test_a_broken_number_is_said(tmp_path: Path) -> None:
    for others, hint in (("", None), ("\n    email: [one@, two@example.org]", "send it by e-mail two@example.org; ")):
        broken = tiny_case(("address: [1 Street, Town]", f"fax: +7 1506402{others}"))
        planned = plan_for(broken, someone(), date=DATE, embassy="none", channels=("fax",))
        [refusal] = planned.refusals
        assert refusal.code == "no-channel" and "no fax number that can be used" in refusal.message
        assert refusal.hint == (hint and f"{hint}“--channel email” writes the files")
    both = case(("sources:", EMBASSY.replace("020 7946 0101", "'12'") + "sources:"))
    report = written(tmp_path, both, "fax", embassy="copy")
    [notice] = report.notices
    assert notice.target == "embassy" and "“--channel email” writes the files" in (notice.hint or "")


def test_the_notice_about_a_missing_address_names_the_option(tmp_path: Path) -> None:
    homeless = tiny_case(("address: [1 Street, Town]", "fax: +7 7172 506 402\n    email: [one@example.org]"))
    [notice] = [notice for notice in written(tmp_path, homeless, "post").notices if notice.code == "no-address"]
    assert "“--channel fax,email” writes the files" in (notice.hint or "")
    assert written(tmp_path / "fax", homeless, "post", "fax").notices[0].hint is None


def test_a_blank_letter_is_for_paper() -> None:
    planned = plan_for(case(), someone(name="", address=(), blank=True), date=DATE, embassy="none", channels=("fax",))
    assert [refusal.code for refusal in planned.refusals] == ["blank-by-email"]


@pytest.mark.parametrize(
    ("channels", "counted"),
    [(("fax",), "fax"), (("post", "fax"), "post,fax"), (("post", "fax", "email"), "post,fax,email")],
)
def test_a_letter_counts_once_however_it_goes(tmp_path: Path, channels: tuple[str, ...], counted: str) -> None:
    written(tmp_path, case(("506 402", "506 402\n    email: [one@example.org]")), *channels)
    found = statistics([tmp_path])
    assert found.letters == 1 and {count.values[0]: count.letters for count in found.by("channel")} == {counted: 1}


def test_the_manifest_has_no_number(tmp_path: Path) -> None:
    written(tmp_path, case(), "fax")
    assert "7172" not in (tmp_path / "manifest.json").read_text("utf-8")


def test_an_arabic_cover_reads_from_the_right(tmp_path: Path) -> None:
    arabic = tiny_case(
        MINISTER, ("languages: [en]", "languages: [ar]"), letters={"ar": "أطلب منكم الإفراج عن {{ person }}."}
    )
    planned = plan_for(arabic, someone(reads=(Tag("ar"),)), date=DATE, embassy="none", channels=("fax",))
    write_plan(planned, tmp_path)
    cover, _ = read((tmp_path / "ann/minister.ar.fax.pdf").read_bytes())
    line = next(glyph.y for glyph in cover.glyphs if glyph.text == "+")
    number = sorted(
        (glyph.x, glyph.text) for glyph in cover.glyphs if abs(glyph.y - line) < 0.1 and glyph.text != "\u200e"
    )
    assert "".join(text for _, text in number) == "+77172506402"


def test_a_language_of_the_users_own_without_the_words(tmp_path: Path) -> None:
    english = (PROJECT / "src/appealgen/data/phrases/en.yaml").read_text("utf-8")
    own = "\n".join(line for line in english.splitlines() if not line.startswith("fax:"))
    (tmp_path / "phrases").mkdir()
    (tmp_path / "phrases/eu.yaml").write_text(own.replace("language: en", "language: eu"), "utf-8")
    (tmp_path / "phrases/en.yaml").write_text(own, "utf-8")
    roots = (tmp_path,)
    assert load_phrases("eu", roots).fax is None and load_phrases("en", roots).fax is not None
    basque = tiny_case(MINISTER, ("languages: [en]", "languages: [eu]"), letters={"eu": "Askatu {{ person }}."})
    planned = plan_for(basque, someone(reads=(Tag("eu"),)), roots=roots, date=DATE, embassy="none", channels=("fax",))
    assert "lacks “fax”: these words are in English" in planned.notices[-1].message
