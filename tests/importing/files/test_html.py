from __future__ import annotations

import pytest

from appealgen.errors import DocumentError
from appealgen.importing.files.html import html_lines
from appealgen.importing.files.reader import read_document
from urgent_action_files import told


def read(body: str) -> list[str]:
    return told(html_lines(f"<!DOCTYPE html><html><body>{body}</body></html>", "a.html")[0])


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>One <b>two</b> <strong>three</strong><br>four</p>", ["One *two three*", "four"]),
        ("<p>one\n  two</p>three<div>four</div>five", ["one two", "three", "four", "five"]),
        ("<header>a</header><main><section>b</section></main>", ["a", "b"]),
        ("<table><tr><td>a</td><td>b</td></tr></table>", ["a", "b"]),
        (
            "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td></tr><tr><td>d</td></tr></table>",
            ["a", "b", "c", "d"],
        ),
        ("<pre>one\n  two</pre>", ["one", "two"]),
        ("<p style='font-weight: 700'>a</p><p>b<span style='font-weight:bold'>c</span></p>", ["*a*", "b*c*"]),
        ("<p>a&nbsp;b&shy;c &amp; &lt;d&gt; &eacute;</p>", ["a bc & <d> é"]),
        ("<p>a<!-- never -->b</p>", ["ab"]),
        ("<p><a href='mailto:a@example.org?subject=x'>Write</a></p>", ["Write a@example.org"]),
        ("<p><a href='mailto:a@example.org'>a@example.org</a></p>", ["a@example.org"]),
        ("<p><a href='mailto:a@example.org'>[email protected]</a></p>", ["[email protected]"]),
        ("<p><a href='https://example.org'>Read</a></p>", ["Read"]),
    ],
)
def test_the_visible_text_of_a_page(body: str, lines: list[str]) -> None:
    assert read(body) == lines


@pytest.mark.parametrize(
    "unseen",
    [
        "<nav>x</nav>", "<footer>x</footer>", "<aside>x</aside>", "<form>x</form>", "<script>x</script>",
        "<style>x</style>",
        "<p hidden>x</p>", "<p style='display: none'>x</p>", "<p aria-hidden='true'>x</p>",
        "<div role='navigation'>x</div>",
        "<svg><text>x</text></svg>", "<noscript>x</noscript>", "<button>x</button>",
    ],
)  # fmt: skip
def test_hidden_parts_of_a_page(unseen: str) -> None:
    assert read(f"<p>a</p>{unseen}<p>b</p>") == ["a", "b"]


def test_kinds_and_starts_of_lines() -> None:
    body = "<h2>T</h2><p>a<br>b</p><ul><li>x</li><li>y<br>z</li></ul><div>c</div>"
    lines, title = html_lines(f"<html><head><title>A \n page</title></head><body>{body}</body></html>", "a.html")
    assert title == "A page"
    assert [(line.number, line.start, line.kind, line.text) for line in lines] == [
        (1, "paragraph", "heading", "T"), (2, "paragraph", "text", "a"), (3, "line", "text", "b"),
        (4, "paragraph", "item", "x"), (5, "line", "item", "y"), (6, "line", "item", "z"),
        (7, "paragraph", "text", "c"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["main", "article", "section", "header"])
def test_a_page_may_leave_its_body_out(name: str) -> None:
    page = f"<!DOCTYPE html><title>T</title><{name}>Hello</{name}><p>there</p>"
    assert told(html_lines(page, "a.html")[0]) == ["Hello", "there"]


@pytest.mark.parametrize(
    "data",
    [
        "<p>José – “x”</p>".encode(),
        pytest.param(
            "<html><head><title>–</title><meta charset='utf-8'></head><body><p>José – “x”</p></body></html>".encode(),
        ),
        pytest.param(
            "<html><head><meta charset='iso-8859-1'></head><body><p>José – “x”</p></body></html>".encode("cp1252"),
        ),
        "<html><head><meta charset='utf-8'></head><body><p>José – “x”</p></body></html>".encode(),
        "<html><body><p>José – “x”</p></body></html>".encode("utf-16"),
        "<html><head><meta charset='windows-1252'></head><body><p>José – “x”</p></body></html>".encode("cp1252"),
        "<html><head><meta charset='iso-8859-1'></head><body><p>José – “x”</p></body></html>".encode(),
    ],
)
def test_pages_in_any_encoding(data: bytes) -> None:
    assert told(read_document(data)[0].lines) == ["José – “x”"]


@pytest.mark.parametrize("page", ["", "   ", "<!-- x -->", "<html"])
def test_no_page_at_all(page: str) -> None:
    with pytest.raises(DocumentError) as raised:
        html_lines(page, "a.html")
    assert [(problem.code, problem.file) for problem in raised.value.problems] == [("damaged", "a.html")]
