"""Broken and malicious files: each is refused quickly, or read as far as possible."""

from __future__ import annotations

import io
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appealgen.errors import DocumentError
from appealgen.importing.draft import Draft, import_document
from appealgen.importing.fields.people import people_from_label
from appealgen.importing.files.reader import read_document
from appealgen.importing.lines import Line, line_of
from appealgen.importing.structure.prose import sentences
from appealgen.model.document import Span
from urgent_action_files import DOCUMENT, HEAD, as_docx, as_html, as_mail, as_markdown, as_pdf, as_text, pdf_of, plain

SECONDS = 5.0
"""Processor seconds, on a machine busy with other work; the tests need a tenth of it."""


@contextmanager
def quickly(seconds: float = SECONDS) -> Iterator[None]:
    start = time.process_time()
    yield
    assert time.process_time() - start < seconds


def code_of(data: bytes) -> str:
    """The code with which a file is refused; `read` if it is not."""
    with quickly():
        try:
            assert isinstance(import_document(data, name="a.file"), Draft)
        except DocumentError as error:
            [problem] = error.problems
            assert problem.file == "a.file" and problem.message
            return problem.code
    return "read"


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_parts(more: dict[str, bytes]) -> bytes:
    """The document with additional parts."""
    with zipfile.ZipFile(io.BytesIO(as_docx())) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()} | more)


def with_part(change: Callable[[bytes], bytes], part: str = "word/document.xml") -> bytes:
    """The document with one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(as_docx())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped(parts | {part: change(parts[part])})


ENTITIES = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + level, b"&%c;" % (97 + level) * 10) for level in range(9)
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (as_docx()[:4000], "damaged"),
        (as_docx()[:-10], "damaged"),
        (zipped({"word/document.xml": b"<a/>"}), "damaged"),
        (zipped({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}), "damaged"),
        (zipped({"word/document.xml": b"<a>" + b" " * 60_000_000 + b"</a>"}), "too-large"),
        (zipped({f"word/document.xml{number}": b"" for number in range(5_001)}), "too-large"),
        (with_part(lambda xml: xml.replace(b"?>", b"?>" + ENTITIES + b"]>", 1)), "damaged"),
        (with_part(lambda xml: xml.replace(b"?>", b"?>" + ENTITIES + b"]>", 1), "word/styles.xml"), "damaged"),
        (with_part(lambda xml: xml[: len(xml) // 2]), "damaged"),
        (
            with_part(lambda xml: xml.replace(b"<w:body>", b"<w:body>" + b"<w:p>" * 5_000 + b"</w:p>" * 5_000)),
            "damaged",
        ),
        (
            with_part(
                lambda xml: xml.replace(b"<w:body>", b"<w:body>" + b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 7_000)
            ),
            "too-large",
        ),
        (with_part(lambda xml: xml.replace(b"<w:body>", b"<w:body>" + bytes(range(65, 91)) * 1_300_000)), "too-large"),
        (with_part(lambda xml: xml[:0]), "damaged"),
        (with_parts({f"word/header{number}.xml": b"<a>" + b" " * 9_000_000 for number in range(4)}), "too-large"),
    ],
    ids=range(14),
)
def test_a_document_of_a_word_processor_that_is_damaged_or_made_to_harm(data: bytes, code: str) -> None:
    assert code_of(data) == code


def test_a_document_with_a_password() -> None:
    data = bytearray(as_docx())
    for mark, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + place] |= 1
    assert code_of(bytes(data)) == "encrypted"


def encrypted(user: str, owner: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(as_pdf()))
    writer.encrypt(user, owner, algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def packed(times: int, size: int = 30_000_000) -> bytes:
    """A PDF whose page is endless letters, compressed several times."""
    content = b"BT /F1 1 Tf " + b"(a) Tj\n" * (size // 7) + b" ET"
    for _ in range(times):
        content = zlib.compress(content, 9)
    return pdf_of([content], filters=f" /Filter [{'/FlateDecode ' * times}]")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (as_pdf()[:2000], "damaged"),
        (as_pdf().replace(b"/Root 1 0 R", b"/Root 9 0 R").replace(b"/Type /Catalog", b"/Type /Nothing"), "damaged"),
        (pdf_of([b"BT /F1 10 Tf (a) Tj ET"] * 31), "too-large"),
        (pdf_of([b"0 0 10 10 re f"]), "no-text"),
        (encrypted("secret", "owner"), "encrypted"),
        (encrypted("", "owner"), "read"),
        (packed(2), "too-large"),
        (pdf_of([b"q " * 200_000 + b"BT /F1 10 Tf (a) Tj ET"]), "not-an-urgent-action"),
    ],
    ids=range(8),
)
def test_a_pdf_that_is_damaged_or_made_to_harm(data: bytes, code: str) -> None:
    start = time.monotonic()
    assert code_of(data) == code
    assert time.monotonic() - start < 25


LEAD = b"# UA 1/20\n\n**Amnesty**\n\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"word " * 1_000_000, "too-large"),
        (b"a\n" * 100_000, "too-large"),
        (LEAD + b"[a](" * 1_900, "read"),
        (LEAD + b"![" * 1_900, "not-an-urgent-action"),
        (LEAD + b"[" * 10_000, "not-an-urgent-action"),
        (LEAD + b"**a " * 20_000, "read"),
        (LEAD + b"*a_ " * 20_000, "read"),
        (LEAD + b">" * 20_000 + b"a", "not-an-urgent-action"),
        (LEAD + b"- " * 10_000 + b"a", "not-an-urgent-action"),
        (LEAD + b"".join(b"`" * count + b"a" for count in range(400)), "read"),
        (b"<html><body>" + b"<div>" * 50_000 + b"x", "no-text"),
        (b"<html><body>" + b"<b>" * 100_000 + b"x", "no-text"),
        (b"<html><body>" + b"<div>" * 150 + b"x", "not-an-urgent-action"),
        (b"<html" * 50_000, "no-text"),
        (b"<!DOCTYPE html [" + ENTITIES[17:] + b"]><html><body>&j;</body></html>", "not-an-urgent-action"),
        (b"<p>&#0;&#xd800;&#99999999;&none;</p>", "not-an-urgent-action"),
        (b"<p>" + b"a<br>" * 7_000, "too-large"),
    ],
    ids=range(17),
)
def test_endless_texts(data: bytes, code: str) -> None:
    assert code_of(data) == code


MIXED = 'Content-Type: multipart/mixed; boundary="b{}"\n\n'
MAIL = "From: a@example.org\nMIME-Version: 1.0\n"


def nested(depth: int, between: str = "") -> bytes:
    parts = "".join(f"--b{level}\n{between}{MIXED.format(level + 1)}" for level in range(depth))
    return f"{MAIL}{MIXED.format(0)}{parts}--b{depth}\n\n{as_text()}".encode()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (nested(30), "read"),
        (nested(400), "no-text"),
        (nested(3_000, "Content-Type: message/rfc822\n\n"), "damaged"),
        ((MAIL + MIXED.format(0) + "--b0\n\nx\n" * 20_000).encode(), "not-an-urgent-action"),
        ((MAIL + "Content-Type: text/plain; charset=" + "x" * 50_000 + "\n\nUA 1/20").encode(), "not-an-urgent-action"),
        ((MAIL + "Subject: " + "=?utf-8?q?a?= " * 5_000 + "\n\nUA 1/20").encode(), "not-an-urgent-action"),
        ((MAIL + "Content-Transfer-Encoding: base64\n\n!!!!").encode(), "no-text"),
        (as_mail()[:3000], "read"),
    ],
    ids=range(8),
)
def test_mails_made_to_harm(data: bytes, code: str) -> None:
    assert code_of(data) == code


SIGNS = ["(", ")", "[", ".", ". ", "- ", "…", "@", "a@a.", "1 ", "1/1/", "A ", "Ab ", "a, ", "UA 1/20 ", "Dear ",
 "Minister of ",
         "Embassy of ", "Phone ", "TAKE ACTION ", "PREFERRED LANGUAGE ", "I urge ", "9 May ", "http://", "\u00a0",
         "\u200b", "é", "} "]  # fmt: skip


@pytest.mark.parametrize("sign", SIGNS)
def test_one_sign_over_and_over(sign: str) -> None:
    """In the head, in an address, in the letter and after a label; 2,000 characters each."""
    run = sign * (2_000 // len(sign))
    paragraphs = [plain(text) for text in DOCUMENT]
    paragraphs[3] += run
    paragraphs[5] += f"\n{run}"
    paragraphs[8] += run
    paragraphs[-1] += f", {run}"
    code_of("\n\n".join([*paragraphs, run]).encode())


@pytest.mark.parametrize(
    "read",
    [lambda: people_from_label([Line(1, (Span("de " * 4_000),))], None), lambda: sentences("A. " * 4_000)],
    ids=["people behind their label", "sentences"],
)
def test_a_long_line_of_prose_takes_no_longer_than_it_is(read: Callable[[], object]) -> None:
    with quickly(0.2):
        read()


def test_a_long_line_of_signs_is_no_page_number() -> None:
    with quickly(0.2):
        line_of(1, [Span("- " * 5_000)])


def imported(data: bytes) -> Draft | None:
    """The import of a file, or None if it is refused. Nothing else may happen with any file."""
    try:
        return import_document(data, name="a.file")
    except DocumentError:
        return None


START = st.sampled_from([b"", b"%PDF-1.7\n", b"PK\3\4word/document.xml", b"<html>",
                         b"From: a@example.org\nMIME-Version: 1.0\n\n",
                         f"{HEAD}\n\n".encode(), b"# UA: 46/19\n\n**Amnesty**\n\n"])  # fmt: skip


@settings(max_examples=40)
@given(START, st.binary(max_size=400))
def test_any_bytes_give_a_draft_or_an_error(start: bytes, data: bytes) -> None:
    draft = imported(start + data)
    assert draft is None or draft.document.lines


PHRASES = ["UA: 46/19", "URGENT ACTION", "TAKE ACTION: WRITE AN APPEAL", "Dear Minister,", "Yours sincerely,",
 "NAME AND PRONOUN:",
           "PREFERRED LANGUAGE:", "DEADLINE: 3", "Email:", "Embassy of", "Minister of Justice", "Kazakhstan",
           "ADDITIONAL INFORMATION",
           "9 April", "Fax: +1", "(she/her)", "\n", "\n\n", "- ", "**", "{{", "</p>", "@", "12/34",
           "No further action is requested",
           "I urge you", "\ufffd", "COLOMBIA", "Herr", "Ana VELIM (f)", "SOCIAL MEDIA", "https://x.com/a",
           "…"]  # fmt: skip


@settings(max_examples=120)
@given(st.lists(st.one_of(st.sampled_from(PHRASES), st.text(max_size=12)), max_size=30))
def test_any_text_gives_a_draft_or_an_error(pieces: list[str]) -> None:
    draft = imported(f"{HEAD}\n\n{' '.join(pieces)}".encode("utf-8", "replace"))
    if draft is not None:
        assert draft.case.draft == bool(draft.case.doubts)
        assert len({target.id for target in draft.case.targets}) == len(draft.case.targets)


@settings(max_examples=40)
@given(st.sampled_from([as_text(), as_markdown(), as_html()]), st.data())
def test_a_document_with_a_piece_cut_out(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    draft = imported((text[:start] + text[end:]).encode())
    assert draft is None or draft.document.lines


def test_a_link_that_leads_round_in_a_circle_and_a_device(tmp_path: Path) -> None:
    circle = tmp_path / "circle"
    circle.symlink_to(circle)
    for path in (circle, Path("/dev/zero")):
        with pytest.raises(DocumentError) as raised:
            read_document(path)
        assert raised.value.problems[0].code == "unreadable"
