"""The command lines for `disk_faults.py`: every command that writes, into an empty folder and over existing files."""

from __future__ import annotations

from collections.abc import Sequence

from disk_faults import Scenario
from samples import PROJECT
from urgent_actions import SECOND, UA

SENDER = (PROJECT / "docs" / "examples" / "sender.yaml").read_bytes()
PEOPLE = b"Name,Address,Country,Reads\nA. Sample,1 Invented Street|Anytown,GB,en\nB. Muster,2 Allee|Ort,DE,en\n"
MORE_PEOPLE = PEOPLE + b"C. Exemple,3 rue Inventee|Ville,FR,en\n"
EMBASSIES = b"host,office,address\nDE,Embassy,1 Erfundene Allee\nFR,Embassy,1 rue Inventee\n"
CASE = ("ua-046-19", "--date", "2019-04-15")
WRITE = ("write", *CASE, "--sender", "sender.yaml", "--no-input")
WORDS = ("--own-words", "Other words.")
BATCH = ("batch", *CASE, "--senders", "people.csv", "--out", "event", "--no-input")
BATCH_OF_MORE = tuple(word.replace("people.csv", "more.csv") for word in BATCH)
ASSIGN = (*BATCH, "--assign", "who.csv", "--each", "1")
ADD = ("embassies", "add", "--of", "KZ", "--host", "FR", "--address", "1 rue Inventee", "--no-input", "--office")
IMPORT_EMBASSIES = ("embassies", "import", "embassies.csv", "--of", "KZ", "--no-input")
PROFILE = ("profile", "--no-input", "--name", "A. Sample", "--address", "1 Invented Street", "--country")
OWN_LIST = "../home/appealgen/embassies/KZ.yaml"
LETTERS = r"^work/event/ua-046-19/[^/.]+/[^/]+\.(docx|pdf)$"
PEOPLE_FILE = {"people.csv": PEOPLE}


def _commented(text: str) -> bytes:
    entry = f"{{id: fr, role: embassy, host: FR, office: {text}, address: [1 rue Inventee]}}"
    return f"# mine\nembassies:\n- {entry}\n".encode()


def _new(*arguments: str, **files: bytes) -> Scenario:
    return Scenario(f"new {arguments[0]}", ("new", *arguments), files, again=False)


SCENARIOS: Sequence[Scenario] = (
    Scenario("write", (*WRITE, "--labels", "L7160"), {"sender.yaml": SENDER}),
    Scenario("write as PDF", (*WRITE, "--format", "docx,pdf"), {"sender.yaml": SENDER}),
    Scenario("write as fax and e-mail", (*WRITE, "--channel", "fax,email"), {"sender.yaml": SENDER}),
    Scenario("write again", (*WRITE, *WORDS), {"sender.yaml": SENDER}, [WRITE]),
    Scenario("batch", BATCH, PEOPLE_FILE, unsynced=LETTERS),
    Scenario("batch --column", (*BATCH, "--column", "Reads=reads"), PEOPLE_FILE, unsynced=LETTERS),
    Scenario("batch again with more people", BATCH, {"people.csv": MORE_PEOPLE}, [BATCH], unsynced=LETTERS),
    Scenario(
        "batch again with edited files",
        (*BATCH, *WORDS, "--overwrite"),
        PEOPLE_FILE,
        [BATCH],
        {"event/ua-046-19/a-sample/prosecutor-general.en.docx": b"edited"},
        LETTERS,
    ),
    Scenario(
        "batch --set-aside",
        (*BATCH, "--set-aside"),
        {**PEOPLE_FILE, "more.csv": MORE_PEOPLE},
        [BATCH_OF_MORE],
        unsynced=LETTERS,
    ),
    Scenario("batch --assign", ASSIGN, PEOPLE_FILE, unsynced=LETTERS),
    Scenario("batch --group", (*BATCH, "--group", "sender.yaml"), {"sender.yaml": SENDER, **PEOPLE_FILE}),
    Scenario("import", ("import", "ua.txt", "--no-input"), {"ua.txt": UA.encode()}),
    Scenario(
        "import an update",
        ("import", "second.txt", "--no-input"),
        {"ua.txt": UA.encode(), "second.txt": SECOND.encode()},
        [("import", "ua.txt", "--no-input")],
    ),
    Scenario("embassies add", (*ADD, "Embassy")),
    Scenario(
        "embassies add again", (*ADD, "Embassy"), earlier=[(*ADD, "Consulate")], edited={OWN_LIST: _commented("X")}
    ),
    Scenario("embassies import", IMPORT_EMBASSIES, {"embassies.csv": EMBASSIES}, [(*ADD, "Embassy")]),
    Scenario("profile", (*PROFILE, "GB")),
    Scenario("profile changed", (*PROFILE, "DE"), earlier=[(*PROFILE, "GB")]),
    Scenario("profile forgotten", ("profile", "--forget"), earlier=[(*PROFILE, "GB")]),
    Scenario("report --certificate", ("report", "event", "--certificate", "c.docx"), PEOPLE_FILE, [BATCH]),
    Scenario("report --html", ("report", "event", "--html", "report.html"), PEOPLE_FILE, [BATCH]),
    Scenario("clean", ("clean", "event", "--yes"), PEOPLE_FILE, [BATCH]),
    _new("case", "ua-012-26"),
    _new("sender"),
    _new("roster"),
    _new("template"),
    _new("translation", "ua-046-19", "--to", "it"),
    _new("proof", "--language", "it"),
    _new("schema"),
    _new("reference-doc"),
    _new("pdf-style"),
    _new("label-sheet", "L7160", "--format", "pdf"),
)
SLOW: Sequence[Scenario] = (
    Scenario(
        "batch --format pdf",
        (*BATCH, "--format", "pdf", "--no-sheets", "--to", "target"),
        PEOPLE_FILE,
        unsynced=LETTERS,
    ),
)
"""Those with child processes, which the test suite tries at one point."""
