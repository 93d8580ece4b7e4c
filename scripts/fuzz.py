"""Feed each reader changed copies of good files, and keep what makes it crash or hang.

    python scripts/fuzz.py                      every reader, three minutes each
    python scripts/fuzz.py case roster -m 0.5   two of them, half a minute each

A reader may refuse a file with an error of its own; any other exception, and more than five seconds of processor time,
is a finding. It is written to `fuzz-findings/`; make it a test when you fix the error.
"""

from __future__ import annotations

import argparse
import datetime
import io
import random
import re
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import appealgen
from appealgen.errors import AppealgenError
from appealgen.language.catalogues import ENGLISH
from appealgen.workflows.starter_roster import roster_csv, roster_xlsx

PROJECT = Path(__file__).parents[1]
DATA = PROJECT / "src" / "appealgen" / "data"
CASE = PROJECT / "cases" / "ua-046-19"
CORPUS = PROJECT / "tests" / "importing" / "corpus"
SENDER = PROJECT / "docs" / "examples" / "sender.yaml"
ROSTER = PROJECT / "docs" / "examples" / "roster.csv"
DATE = datetime.date(2019, 4, 15)
SECONDS = 5.0
"""Seconds of processor time after which a reader hangs."""
TOKENS = [
    *(b"\0 \x1b[ \xff \xc3\x28 \xed\xa0\x80 \xef\xbb\xbf \xe2\x80\xae \xe2\x80\x8d \xcc\x81 \r \n\n \t".split(b" ")),
    *(b"( [ { < > ` * _ , : ; \" ' | \\ / ? ! # & % @ = - -- --- ... {{ }} {% %} <!-- --> &# =?utf-8?b? \x0b".split()),
    *(b"null ~ yes NO 0 -1 1e999 0x1 9999999999999999999 2019-02-30 !!python/object *a &a <<: ? - | > [] {}".split()),
    *(b"../ /etc/passwd file:///dev/stdin http://127.0.0.1:9/ en de ar zh-Hant xx-Zzzz KZ GB XX ZZ".split()),
    "ß İ ı ﬁ 𝔘 ١٢ 漢字 עברית किं".encode(),
    *(b"<w:p> </w:p> <w:tbl> <w:sectPr/> <w:hdr/> <div> </b> endobj stream R >> << /Length Content-Type:".split()),
]


@dataclass(frozen=True)
class Reader:
    """A reader: good input files, and a function that reads one."""

    seeds: tuple[bytes, ...]
    suffix: str
    read: Callable[[Path], object]


def read_case(path: Path) -> None:
    """Read a case folder with this file as its case, up to rendered letters."""
    folder = _case_folder(path.parent / "as-case", "case.yaml", path)
    _letters_of(folder)


def read_letter(path: Path) -> None:
    """Read a case folder with this file as its English letter, up to rendered letters."""
    _letters_of(_case_folder(path.parent / "as-letter", "letter.en.md", path))


def _case_folder(folder: Path, name: str, path: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for source in CASE.iterdir():
        (folder / source.name).write_bytes(source.read_bytes())
    (folder / name).write_bytes(path.read_bytes())
    return folder


def _letters_of(folder: Path) -> None:
    case = appealgen.load_case(folder)
    appealgen.check(case)
    options = appealgen.PlanOptions(date=DATE, today=DATE, accept_doubts=True)
    planned = appealgen.plan(case, appealgen.load_sender(SENDER), options)
    for kinds in ("docx", "txt"):
        appealgen.write(planned, folder / "letters", appealgen.WriteOptions(formats=(kinds,), dry_run=True))


def read_sender(path: Path) -> None:
    """Read a sender file, up to letters."""
    sender = appealgen.load_sender(path)
    options = appealgen.PlanOptions(date=DATE, today=DATE)
    planned = appealgen.plan(appealgen.load_case(CASE), sender, options)
    appealgen.write(planned, path.parent / "letters", appealgen.WriteOptions(formats=("docx",), dry_run=True))


def read_roster(path: Path) -> None:
    """Read a roster, including all its problems."""
    appealgen.load_roster(path)


def read_embassies(path: Path) -> None:
    """Read a table of embassies and a list of them."""
    from appealgen.reading.embassies import load_embassies, read_embassy_table

    if path.suffix == ".yaml":
        load_embassies(path)
    else:
        read_embassy_table(path, today=DATE)


def read_document(path: Path) -> None:
    """Import an Urgent Action."""
    appealgen.import_document(path.read_bytes(), name=path.name)


def read_template(path: Path) -> None:
    """Render a user's own letter template."""
    from appealgen.letters import jinja_templates, plain_templates

    root = path.parent / "root"
    (root / "letter_templates").mkdir(parents=True, exist_ok=True)
    (root / "letter_templates" / "appeal.md.j2").write_bytes(path.read_bytes())
    jinja_templates._environment.cache_clear()
    jinja_templates._template.cache_clear()
    plain_templates._blocks.cache_clear()
    options = appealgen.PlanOptions(date=DATE, today=DATE)
    planned = appealgen.plan(appealgen.load_case(CASE), appealgen.load_sender(SENDER), options, (root,))
    appealgen.write(planned, root / "letters", appealgen.WriteOptions(formats=("docx",), dry_run=True), (root,))


def read_manifest(path: Path) -> None:
    """Read the manifest of a folder, as `report` and a second run do."""
    from appealgen.output.manifest import read_manifest as read

    folder = path.parent / "as-manifest"
    folder.mkdir(exist_ok=True)
    (folder / "manifest.json").write_bytes(path.read_bytes())
    read(folder)


def read_reference(path: Path) -> None:
    """Use a reference document, up to a letter."""
    options = appealgen.PlanOptions(date=DATE, today=DATE)
    planned = appealgen.plan(appealgen.load_case(CASE), appealgen.load_sender(SENDER), options)
    writing = appealgen.WriteOptions(formats=("docx",), reference_doc=path, dry_run=True)
    appealgen.write(planned, path.parent / "letters", writing)


def read_postage(path: Path) -> None:
    """Read a user's own table of posts and prices."""
    from appealgen.post.postage import load_postage
    from appealgen.post.suspension import load_suspensions

    for load in (load_postage, load_suspensions):
        try:
            load(path)
        except AppealgenError:
            continue


def seeds(*paths: Path) -> tuple[bytes, ...]:
    """Contents of good files."""
    return tuple(path.read_bytes() for path in paths)


def documents(suffix: str) -> Reader:
    """The reader for Urgent Actions of one kind of file."""
    return Reader(seeds(*sorted(CORPUS.glob(f"*{suffix}"))), suffix, read_document)


def opendocument() -> bytes:
    """The example roster as an OpenDocument spreadsheet."""
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in (("name", "address", "country", "reads"), ("A. Sample", "1 Street, Town", "GB", "en"))
    )
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="a">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()})


def manifest() -> bytes:
    """The manifest of one sender's letters."""
    with tempfile.TemporaryDirectory() as folder:
        options = appealgen.PlanOptions(date=DATE, today=DATE)
        planned = appealgen.plan(appealgen.load_case(CASE), appealgen.load_sender(SENDER), options)
        appealgen.write(planned, Path(folder) / "letters", appealgen.WriteOptions())
        return (Path(folder) / "letters" / "manifest.json").read_bytes()


EMBASSIES = b"of,host,office,address,email\nKZ,DE,Embassy of Kazakhstan,1 Musterallee,a@example.org\n"
LIST = b"embassies:\n- {id: embassy-de, role: embassy, host: DE, office: Embassy, address: [1 Musterallee, Berlin]}\n"
READERS: Mapping[str, Callable[[], Reader]] = {
    "case": lambda: Reader(seeds(*sorted(PROJECT.glob("cases/*/case.yaml"))), ".yaml", read_case),
    "letter": lambda: Reader(seeds(*sorted(PROJECT.glob("cases/*/letter.*.md"))), ".md", read_letter),
    "sender": lambda: Reader(seeds(SENDER, DATA / "starters" / "sender.yaml"), ".yaml", read_sender),
    "roster": lambda: Reader((*seeds(ROSTER), roster_csv(ENGLISH)), ".csv", read_roster),
    "roster-xlsx": lambda: Reader((roster_xlsx(ENGLISH),), ".xlsx", read_roster),
    "roster-ods": lambda: Reader((opendocument(),), ".ods", read_roster),
    "embassies": lambda: Reader((EMBASSIES,), ".csv", read_embassies),
    "embassy-list": lambda: Reader((LIST,), ".yaml", read_embassies),
    "posts": lambda: Reader(seeds(DATA / "posts.yaml"), ".yaml", read_postage),
    "manifest": lambda: Reader((manifest(),), ".json", read_manifest),
    "template": lambda: Reader(seeds(*sorted((PROJECT / "letter_templates").glob("*.j2"))), ".j2", read_template),
    "reference": lambda: Reader(
        seeds(DATA / "reference.docx", *sorted(CORPUS.glob("*.docx"))), ".docx", read_reference
    ),
    "txt": lambda: documents(".txt"),
    "md": lambda: documents(".md"),
    "html": lambda: documents(".html"),
    "eml": lambda: documents(".eml"),
    "docx": lambda: documents(".docx"),
    "pdf": lambda: documents(".pdf"),
}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A ZIP file of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def changed(data: bytes, others: tuple[bytes, ...], chance: random.Random) -> bytes:
    """A copy with some changes; in a ZIP file mostly to one of its parts."""
    if data.startswith(b"PK\3\4") and chance.random() < 0.9:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        name = chance.choice(list(parts))
        if chance.random() < 0.1:
            del parts[name]
        else:
            parts[name] = changed(parts[name], tuple(parts.values()), chance)
        return zipped(parts)
    text = bytearray(data)
    if data.lstrip()[:5] == b"<?xml" and chance.random() < 0.8:
        for _ in range(chance.choice((1, 1, 2, 3))):
            _change_markup(text, chance)
        return bytes(text)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        CHANGES[chance.randrange(len(CHANGES))](text, others, chance)
    return bytes(text)


def _insert(text: bytearray, _others: tuple[bytes, ...], chance: random.Random) -> None:
    at = chance.randrange(len(text) + 1)
    text[at:at] = chance.choice(TOKENS) * chance.choice((1, 1, 1, 2, 300))


def _replace(text: bytearray, _others: tuple[bytes, ...], chance: random.Random) -> None:
    words = list(re.finditer(rb"[\w.-]+|[^\w\s]+", text))
    if words:
        word = chance.choice(words)
        text[word.start() : word.end()] = chance.choice(TOKENS)


def _flip(text: bytearray, _others: tuple[bytes, ...], chance: random.Random) -> None:
    if text:
        text[chance.randrange(len(text))] = chance.randrange(256)


def _cut(text: bytearray, _others: tuple[bytes, ...], chance: random.Random) -> None:
    at = chance.randrange(len(text) + 1)
    del text[at : at + chance.choice((1, 10, 100, len(text)))]


def _repeat(text: bytearray, _others: tuple[bytes, ...], chance: random.Random) -> None:
    at = chance.randrange(len(text) + 1)
    piece = text[at : at + chance.choice((1, 20, 200))]
    text[at:at] = piece * chance.choice((1, 5, 100))


def _splice(text: bytearray, others: tuple[bytes, ...], chance: random.Random) -> None:
    other = chance.choice(others)
    start = chance.randrange(len(other) + 1)
    at = chance.randrange(len(text) + 1)
    text[at:at] = other[start : start + chance.choice((10, 100, 1000))]


_ELEMENT = re.compile(rb"<([\w:]+)(?:\s[^<>]*)?(?:/>|>[^<]*</\1>)")
_ATTRIBUTE = re.compile(rb' [\w:]+="([^"<]*)"')
_CONTENT = re.compile(rb">([^<>]+)<")


def _change_markup(text: bytearray, chance: random.Random) -> None:
    """Drop, repeat or move an element, or change an attribute or a text, keeping the XML well-formed."""
    kind = chance.choice((_ELEMENT, _ELEMENT, _ATTRIBUTE, _CONTENT))
    places = list(kind.finditer(text))
    if not places:
        return
    place = chance.choice(places)
    if kind is _ELEMENT:
        piece = bytes(place[0])
        text[place.start() : place.end()] = piece * chance.choice((0, 0, 2, 50))
        if chance.random() < 0.3:
            at = chance.choice(places).start()
            text[at:at] = piece if text[at : at + 1] == b"<" else b""
    elif chance.random() < 0.3 and kind is _ATTRIBUTE:
        del text[place.start() : place.end()]
    else:
        token = chance.choice(TOKENS).replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b'"', b"&quot;")
        text[place.start(1) : place.end(1)] = token


def _swap_lines(text: bytearray, _others: tuple[bytes, ...], chance: random.Random) -> None:
    lines = bytes(text).split(b"\n")
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    text[:] = b"\n".join(lines)


CHANGES = (_insert, _replace, _replace, _flip, _cut, _repeat, _splice, _swap_lines)


def fuzz(name: str, seconds: float, chance: random.Random, keep: Path) -> tuple[int, int, list[str]]:
    """Run a reader for a time; returns the number of runs and refusals, and a line for each kind of finding."""
    reader = READERS[name]()
    runs = refused = 0
    findings: dict[str, str] = {}
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{reader.suffix}"
        while time.monotonic() < end:
            data = changed(chance.choice(reader.seeds), reader.seeds, chance)
            path.write_bytes(data)
            begun = time.process_time()
            kind = ""
            try:
                reader.read(path)
            except AppealgenError:
                refused += 1
            except Exception as error:
                frames = traceback.extract_tb(error.__traceback__)
                last = [*frames[-1:], *(frame for frame in frames if "appealgen" in frame.filename)][-1]
                kind = f"{type(error).__name__} in {last.filename}:{last.lineno}"
            runs += 1
            if not kind and time.process_time() - begun > SECONDS:
                kind = f"more than {SECONDS:g} s"
            if kind and kind not in findings:
                keep.mkdir(exist_ok=True)
                kept = keep / f"{name}-{len(findings) + 1}{reader.suffix}"
                kept.write_bytes(data)
                findings[kind] = f"{kind}: {kept}"
    return runs, refused, list(findings.values())


def main() -> int:
    """Fuzz the named readers, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readers", nargs="*", metavar="READER", help=", ".join(READERS))
    parser.add_argument("-m", "--minutes", type=float, default=3, help="for each reader (default: 3)")
    parser.add_argument("--seed", type=int, help="of the changes (default: another one each time)")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"), help="where findings go")
    arguments = parser.parse_args()
    unknown = set(arguments.readers) - set(READERS)
    if unknown:
        parser.error(f"there is no reader {', '.join(sorted(unknown))}")
    seed = arguments.seed if arguments.seed is not None else random.randrange(2**32)
    count = 0
    for name in arguments.readers or READERS:
        runs, refused, findings = fuzz(name, arguments.minutes * 60, random.Random(seed), arguments.keep)
        print(f"{name:12} {runs:7,} runs, {refused:7,} refused, {len(findings)} findings (seed {seed})", flush=True)  # noqa: T201
        for finding in findings:
            print(f"  {finding}", flush=True)  # noqa: T201
        count += len(findings)
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
