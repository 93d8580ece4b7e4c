"""Finished documents in LibreOffice with a listener: they fetch nothing, unlike the reference documents."""

from __future__ import annotations

import socket
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from appealgen.model.document import Address, Block, Envelope, Letter, Span
from appealgen.model.stationery import A4
from appealgen.post.envelopes import envelope_format
from appealgen.renderers import render
from appealgen.renderers.docx.reference_file import load_reference
from hostile_reference import CONSTRUCTS, ELSEWHERE, Construct, hostile, picture
from hostile_reference import run as words
from office import OFFICE, pages_of, to_pdf

pytestmark = OFFICE
LETTER = Letter("en-GB", False, A4, ("Alex",), Address(("To",)), "1 May 2019", (Block("body", (Span("Hello"),)),))
ENVELOPE = Envelope("en-GB", envelope_format("DL"), ("Alex",), Address(("To",)))


@contextmanager
def listening() -> Iterator[tuple[int, list[bytes]]]:
    """A port on loopback, and the requests received there."""
    asked: list[bytes] = []

    def answer() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(5)
                asked.append(connection.recv(500))
                connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield server.getsockname()[1], asked
        server.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def moved(path: Path, port: int) -> Path:
    """The document with its addresses changed to the port."""

    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data.replace(ELSEWHERE.encode(), f"http://127.0.0.1:{port}".encode()))
    return path


LINKED = Construct(
    words("Our Group") + picture('<a:blip r:link="rId1"/>') + picture('<a:blip r:embed="rId1"/>'),
    (("image", f"{ELSEWHERE}/logo.png"),),
    settings='<w:attachedTemplate r:id="rId1"/>',
    settings_relations=(("attachedTemplate", f"{ELSEWHERE}/t.dotx"),),
)


def test_a_finished_document_fetches_nothing(tmp_path: Path) -> None:
    with listening() as (port, asked):
        references = [
            moved(hostile(tmp_path / "linked.docx", LINKED), port),
            moved(hostile(tmp_path / "all.docx", *CONSTRUCTS.values()), port),
        ]
        finished = []
        for path in references:
            reference = load_reference(path)
            for name, document in (("letter", LETTER), ("print", [LETTER, LETTER]), ("envelope", ENVELOPE)):
                finished.append(tmp_path / f"{name}-{path.name}")
                finished[-1].write_bytes(render(document, "docx", reference))
        to_pdf(tmp_path, finished)
        assert asked == []
        assert "Our Group" in pages_of(tmp_path / "letter-linked.pdf")[0].text
        to_pdf(tmp_path, references[:1])
        assert any(b"logo.png" in request for request in asked), "the listener would have heard it"
