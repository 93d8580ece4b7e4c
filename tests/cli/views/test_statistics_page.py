"""The web page of `report`: whole in itself, with no person in it, and readable by a program."""

from __future__ import annotations

import html
import os
import re
import shutil
import stat
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from appealgen.errors import Problem, ProblemCode
from appealgen.messages import message
from manifest_samples import entry, folder
from samples import Ran

Run = Callable[..., Ran]


class Page(HTMLParser):
    """Cells of the tables, links and ids of a page; a tag that is not closed in order is an error."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text, self.open, self.ids, self.links = text, list[str](), list[str](), list[str]()
        self.rows: list[list[str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append((tag, values))
        self.ids += [value for key, value in attrs if key == "id" and value]
        self.links += [value for key, value in attrs if key == "href" and value]
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data


@pytest.fixture
def letters() -> Path:
    """A batch of three people, its print files, those of two rows, one that is gone, and a sheet of a person."""
    sent = [
        entry(f"ua-046-19/{name}/prosecutor-general.kk.docx", date=f"2026-01-0{day}", sender=day)
        for day, name in enumerate(("0002-anna-quandt", "0003-<b>-o'neil", "0004-ümit-aslan"), 1)
    ]
    prints = [
        entry("print/letters-A4.x.docx", kind="print", sender=0, pages=3, case=""),
        entry("print/rows-2-3/letters.x.docx", kind="print", sender=0, case=""),
        entry("print/tally of the.x.docx", kind="sheet", sender=0, pages=0, case=""),
        entry("ua-046-19/0002-anna-quandt/prosecutor-general.en.docx", kind="sheet"),
    ]
    notices = (
        Problem(ProblemCode.NOT_REVIEWED, message("the Kazakh letter has not been checked"), case="ua-046-19"),
        Problem(ProblemCode.NOT_REVIEWED, message("the Russian letter has not been checked"), case="ua-046-19"),
        Problem(ProblemCode.REHEARSAL, message("a rehearsal"), case="ua-046-19"),
    )
    return folder(Path("letters"), *sent, *prints, notices=notices)


def read(path: str = "letters/report.html") -> Page:
    return Page(Path(path).read_text(encoding="utf-8"))


def test_numbers_problems_and_links(run: Run, letters: Path) -> None:
    ran = run("report", "letters", "--html", "letters/report.html")
    assert ran.code == 0 and "web page: letters/report.html" in ran.err.replace("\\", "/")
    page = read()
    cells = [[cell.strip() for cell in row[:2]] for row in page.rows]
    assert ["ua-046-19 House arrest for standing up for Kazakhs in China", "3"] in cells
    assert ["Kazakh (kk)", "3"] in cells and ["2 January 2026", "1"] in cells
    assert ["no native speaker has checked the letter", "2"] in cells
    assert ["the letters are dated in the past", "1"] in cells
    assert "3 letters for ua-046-19: a rehearsal with a past date" in page.text
    assert [link for link in page.links if not link.startswith("#")] == [
        "print/letters-A4.x.docx",
        "print/tally%20of%20the.x.docx",
    ]


def test_nobody_is_on_the_page(run: Run, letters: Path) -> None:
    run("report", "letters", "--html", "letters/report.html")
    text = Path("letters/report.html").read_text(encoding="utf-8")
    assert re.findall("anna|quandt|neil|ümit|rows-|0002|0003|/home|/tmp", text, re.IGNORECASE) == []


def test_the_page_loads_nothing_and_can_be_read_without_eyes_or_mouse(run: Run, letters: Path) -> None:
    run("report", "letters", "--html", "letters/report.html")
    page = read()
    assert {tag for tag, _ in page.tags} & {"script", "img", "link", "iframe", "object", "form"} == set()
    assert re.findall(r"https?:|url\(|@import", page.text) == []
    policies = [values["content"] for _, values in page.tags if values.get("http-equiv") == "Content-Security-Policy"]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert len(page.ids) == len(set(page.ids)) > 10
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert {values["aria-labelledby"] for _, values in page.tags if "aria-labelledby" in values} <= set(page.ids)
    assert page.tags[0] == ("html", {"lang": "en"})
    bars = [values for tag, values in page.tags if tag == "td" and values.get("class") == "bars"]
    assert bars and all(values.get("aria-hidden") == "true" for values in bars)
    assert [values.get("scope") for tag, values in page.tags if tag == "th"].count(None) == 0


def test_the_page_is_in_the_language_of_the_user(run: Run, letters: Path) -> None:
    assert run("report", "letters", "--html", "letters/report.html", "--ui-language", "de").code == 0
    page = read()
    assert page.tags[0] == ("html", {"lang": "de"})
    assert "den Brief hat noch niemand mit dieser Muttersprache geprüft" in page.text


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_its_owner_can_read_it(run: Run, letters: Path) -> None:
    run("report", "letters", "--html", "report.html")
    assert stat.S_IMODE(Path("report.html").stat().st_mode) == 0o600


def test_another_file_is_replaced_only_when_asked(run: Run, letters: Path) -> None:
    Path("mine.html").write_text("mine", encoding="utf-8")
    ran = run("report", "letters", "--html", "mine.html")
    assert (ran.code, Path("mine.html").read_text(encoding="utf-8")) == (6, "mine")
    assert "mine.html: already exists" in ran.err and "--overwrite" in ran.err
    assert run("report", "letters", "--html", "mine.html", "--overwrite").code == 0
    assert "web page unchanged" in run("report", "letters", "--html", "mine.html").err
    Path("folder.html").mkdir()
    assert run("report", "letters", "--html", "folder.html", "--overwrite").code == 6


def test_links_lead_only_below_the_page(run: Run, letters: Path) -> None:
    assert run("report", "letters", "--html", "elsewhere/report.html").code == 0
    assert [link for link in read("elsewhere/report.html").links if not link.startswith("#")] == []
    assert run("report", "letters", "--html", "report.html").code == 0
    assert "letters/print/letters-A4.x.docx" in read("report.html").links


def test_no_letters_give_a_page(run: Run, letters: Path) -> None:
    assert run("report", "letters", "--html", "report.html", "--from", "2027-01-01").code == 0
    assert "0 letters" in read("report.html").text


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.mark.office
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")
@pytest.mark.parametrize("width", [1200, 390])
def test_it_fits_the_width_of_a_screen(run: Run, letters: Path, width: int) -> None:
    """The widest content, as the browser lays it out, is no wider than its window."""
    run("report", "letters", "--html", "report.html")
    page = html.escape(Path("report.html").read_text(encoding="utf-8"))
    frame = (
        f'<iframe id="f" style="width:{width}px;height:800px;border:0" srcdoc="{page}"></iframe>'
        "<script>onload=()=>document.body.append('wide '+f.contentDocument.documentElement.scrollWidth)</script>"
    )
    Path("frame.html").write_text(f"<!DOCTYPE html><meta charset=utf-8><body>{frame}", encoding="utf-8")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={Path('c').absolute()}"]
    done = subprocess.run(
        [*command, "--virtual-time-budget=2000", "--dump-dom", Path("frame.html").absolute().as_uri()],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    [found] = re.findall(r"wide (\d+)", done.stdout)
    assert int(found) <= width
