"""The content decides the kind of a file; unsupported files are refused with advice."""

from __future__ import annotations

from pathlib import Path

import pytest

from appealgen.errors import DocumentError
from appealgen.importing.files.reader import MAX_BYTES, read_document, refuse_address
from urgent_action_files import as_docx, as_html, as_mail, as_markdown, as_pdf, as_text, told


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (as_docx(), "docx"), (as_pdf(), "pdf"), (b"\n " + as_pdf(), "pdf"), (as_html().encode(), "html"),
        (as_mail(), "mail"),
        (as_markdown().encode(), "markdown"), (as_text().encode(), "text"),
        (b"<p>a</p>", "html"), (b"<?xml version='1.0'?>\n<html><body>a</body></html>", "html"),
        (b"<!-- x -->\n<BODY>a", "html"),
        (b"a</p>\nb</p>\nc</p>\nd</p>\ne</p>\nf</p>", "html"), (b"1 < 2 and 3 > 2", "text"), (b"UA 1/20", "text"),
        ("\ufeffGrüße".encode(), "text"), ("Grüße – “x”".encode("cp1252"), "text"), ("Grüße".encode("utf-16"), "text"),
    ],
)  # fmt: skip
def test_the_kind_of_a_file(data: bytes, kind: str, tmp_path: Path) -> None:
    assert {reading.kind for reading in read_document(data)} == {kind}
    path = tmp_path / "no-name-helps.xyz"
    path.write_bytes(data)
    readings = read_document(path)
    assert [reading.lines for reading in readings] == [reading.lines for reading in read_document(data)]
    assert {reading.name for reading in readings} == {str(path)}


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("\ufeffGrüße".encode(), "Grüße"),
        ("“Grüße” – à bientôt, mañana".encode("cp1252"), "“Grüße” – à bientôt, mañana"),
        ("“é”".encode("utf-16"), "“é”"),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert told(read_document(data)[0].lines) == [text]


@pytest.mark.parametrize(
    ("data", "code", "hint"),
    [
        (b"", "empty", None),
        (b" \r\n\t\0\0", "empty", None),
        (b"<html><body><script>UA 1/20</script></body></html>", "no-text", None),
        (b"3\n\n4\n", "no-text", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"W" * 99, "other-kind", "save it as .docx"),
        (b"{\\rtf1 UA 1/20}", "other-kind", "choose File – Save As"),
        (b"\x89PNG\r\n\x1a\n", "other-kind", "OCR"),
        (b"\xff\xd8\xff\xe0", "other-kind", "OCR"),
        (b"GIF89a", "other-kind", "OCR"),
        (b'{"ua": "1/20"}', "other-kind", "save that"),
        (b"\x1f\x8b\x08", "other-kind", "unpack it"),
        (
            b"PK\3\4" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text",
            "other-kind",
            "choose File – Save As",
        ),
        (b"PK\3\4" + b"\0" * 100, "other-kind", "unpack it first"),
        (b"a" * (MAX_BYTES + 1), "too-large", None),
        (b"word " * 100_000, "too-large", "save the part that matters"),
        (b"a\n\n" * 30_000, "too-large", "save the part that matters"),
        (b"a\n" * 6_001, "too-large", "save the part that matters"),
    ],
    ids=lambda value: str(value)[:16],
)
def test_parts_that_are_not_read(data: bytes, code: str, hint: str | None) -> None:
    with pytest.raises(DocumentError) as raised:
        read_document(data, "a.file")
    [problem] = raised.value.problems
    assert (problem.code, problem.file) == (code, "a.file")
    assert (hint or "") in (problem.hint or "")


def test_a_file_that_is_as_large_as_may_be(tmp_path: Path) -> None:
    assert len(read_document(b"a\n" * 6_000)[0].lines) == 6_000
    assert len(read_document(b"a" * 100_000)[0].lines) == 25
    assert read_document(b"<p>a</p>" + b"<p class='nothing at all that is seen'></p>" * 60_000)[0].lines


@pytest.mark.parametrize(
    "name",
    [
        "https://example.org/ua.pdf",
        "http://example.org",
        "HTTPS://EXAMPLE.ORG",
        "www.example.org/ua",
        "ftp://a",
        "file:///a",
    ],
)
def test_a_web_address_is_refused(name: str) -> None:
    with pytest.raises(DocumentError) as raised:
        refuse_address(name)
    problem = raised.value.problems[0]
    assert (problem.code, problem.file) == ("address", name)
    assert "save the page" in (problem.hint or "")


@pytest.mark.parametrize("name", ["ua.pdf", "https.txt", "a/www.txt", "wwwx", "C:\\ua.docx"])
def test_a_file_name_is_no_number(name: str) -> None:
    refuse_address(name)


@pytest.mark.parametrize(
    "name",
    [
        "https://example.org/ua.pdf",
        "www.example.org/ua.pdf",
        "http://example.org",
    ],
)
def test_a_web_address_as_a_path_is_refused(name: str) -> None:
    """As a path it has lost one of its two slashes."""
    with pytest.raises(DocumentError) as raised:
        read_document(Path(name))
    assert raised.value.problems[0].code == "address"


def test_a_folder_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.pdf", tmp_path / ("a" * 300)):
        with pytest.raises(DocumentError) as raised:
            read_document(path)
        assert (raised.value.problems[0].code, raised.value.problems[0].file) == ("unreadable", str(path))
