"""Score the import of documents: fields right, wrong, missing and doubted, by form.

    python benchmarks/import_score.py [FOLDER] [--show NAME] [--misses FILE]

A folder holds documents, each beside a `<name>.expected.yaml` with the values that a careful reader would find in it. A
wrong field without a doubt counts double against the score. The default folder has the project's own documents. They
are grouped by the `kind` in the expectation, else by their form. `--misses` writes every field that is not right.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from appealgen.errors import DocumentError
from appealgen.importing.draft import Draft, import_document
from appealgen.yamlfile.writer import to_plain

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "importing" / "corpus"
OUTCOMES = ("right", "doubted", "missing", "wrong")
WHOLE = "all"
"""Name in place of a field if the whole document was refused although it is an appeal."""
FIELDS_OF_A_DOCUMENT = 20


class Judged(NamedTuple):
    """One field of one document: outcome, expected value, imported value."""

    field: str
    outcome: str
    expected: Any
    found: Any


def words(value: Any) -> str:
    """The words of a value for comparison, without capitals, accents of typography and punctuation."""
    if isinstance(value, Mapping):
        return " ".join(words(value[key]) for key in sorted(value, key=str))
    if isinstance(value, list | tuple):
        return " ".join(words(item) for item in value)
    text = unicodedata.normalize("NFKC", str(value)).casefold().replace("’", "'")
    return " ".join(re.findall(r"[\w@+/.'-]*[\w@+]", text))


def judged(name: str, expected: Any, found: Any, doubts: set[str]) -> Judged | None:
    """The outcome of a field; None if it is neither expected nor found."""
    if expected in (None, [], {}, "", False) and found in (None, [], {}, "", False):
        return None
    doubted = any(
        re.match(rf"{re.escape(name)}(?:$|[.\[])", doubt) or re.match(rf"{re.escape(doubt)}(?:$|[.\[])", name)
        for doubt in doubts
    )
    if words(expected or "") == words(found or ""):
        return Judged(name, "right", expected, found)
    if found in (None, [], {}, ""):
        return Judged(name, "doubted" if doubted else "missing", expected, found)
    return Judged(name, "doubted" if doubted else "wrong", expected, found)


def spans(name: str, expected: Mapping[str, str] | None, text: str | None, doubts: set[str]) -> Iterator[Judged | None]:
    """Judge a text by its beginning and its end."""
    for end in ("begins", "ends"):
        wanted = words((expected or {}).get(end, ""))
        said = words(text or "")
        fits = said.startswith(wanted) if end == "begins" else said.endswith(wanted.rstrip("."))
        if not expected:
            yield judged(name, None, text, doubts)
            return
        shown = (text or "")[:60] if end == "begins" else (text or "")[-60:]
        yield (
            Judged(f"{name}.{end}", "right", wanted, shown)
            if fits and wanted
            else judged(f"{name}.{end}", expected[end], shown, doubts)
        )


def judge(draft: Draft, expected: Mapping[str, Any]) -> Iterator[Judged | None]:
    """Judge every field of a document."""
    case = to_plain(draft.case)
    doubts = {doubt.field for doubt in draft.case.doubts}
    update = draft.case.updates[0] if draft.case.updates else None
    number = update.number if update and update.number else case.get("ua_number")
    yield judged("ua_number", expected.get("ua_number"), number, doubts)
    yield judged(
        "update",
        expected.get("update") and not expected.get("issue"),
        draft.is_update and not expected.get("issue"),
        doubts,
    )
    yield judged("closes", expected.get("closes"), draft.closes, doubts)
    issued = case.get("issued") or (update.date.isoformat() if update and update.date else None)
    yield judged("issued", expected.get("issued"), issued, doubts)
    index = case.get("index") or (update.index if update else None)
    yield judged("index", expected.get("index"), index, doubts)
    for key in ("issue", "country", "deadline", "title", "previous", "languages", "own_language"):
        yield judged(key, expected.get(key), case.get(key), doubts)
    yield from spans("summary", expected.get("summary"), case.get("summary"), doubts)
    yield from spans("background", expected.get("background"), case.get("background"), doubts)
    yield from people(expected.get("people", []), case.get("people", []), doubts)
    yield from targets(expected.get("targets", []), case.get("targets", []), doubts)
    wanted, found = expected.get("demands", []), [demand["text"] for demand in case.get("demands", [])]
    for number in range(max(len(wanted), len(found))):
        want = words(wanted[number]) if number < len(wanted) else ""
        have = words(found[number])[: len(want) or 40] if number < len(found) else ""
        yield judged(f"demands[{number}]", want, have, doubts)
    yield from letter(expected.get("letter"), draft, doubts)
    social = case.get("social", {})
    want = words(expected.get("message", ""))
    yield judged("social.messages", want, words(social.get("messages", ""))[: len(want) or 40], doubts)
    yield judged("social.follow", expected.get("follow"), social.get("follow"), doubts)


def people(wanted: list[Any], found: list[Any], doubts: set[str]) -> Iterator[Judged | None]:
    """Judge the people at risk, one by one."""
    for number in range(max(len(wanted), len(found))):
        want = wanted[number] if number < len(wanted) else {}
        have = found[number] if number < len(found) else {}
        yield judged(f"people[{number}].name", want.get("name"), have.get("name"), doubts)
        yield judged(f"people[{number}].pronouns", want.get("pronouns"), have.get("pronouns"), doubts)


def targets(wanted: list[Any], found: list[Any], doubts: set[str]) -> Iterator[Judged | None]:
    """Judge the targets, one by one, each by its fields."""
    for number in range(max(len(wanted), len(found))):
        want = wanted[number] if number < len(wanted) else {}
        have = found[number] if number < len(found) else {}
        place = f"targets[{number}]"
        if not have:
            yield judged(place, want, None, doubts)
            continue
        yield judged(f"{place}.role", want.get("role", "target") if want else None, have.get("role", "target"), doubts)
        for key in ("office", "name", "address", "country", "host", "phone", "fax", "email", "social", "salutation"):
            value = have.get(key)
            if key == "social" and isinstance(value, dict):
                value = dict(value)
            yield judged(f"{place}.{key}", want.get(key), value, doubts)


def letter(wanted: Mapping[str, Any] | None, draft: Draft, doubts: set[str]) -> Iterator[Judged | None]:
    """Judge the model letter: its language, beginning, end, paragraphs and bold words."""
    composed = any(doubt.code == "composed" for doubt in draft.case.doubts)
    tag, model = next(iter(draft.case.letters.items()), ("", None)) if not composed else ("", None)
    if not wanted:
        yield judged("letters", None, model.text if model else None, doubts)
        return
    name = f"letters.{tag}"
    yield judged(f"{name}.language", wanted["language"], tag, doubts)
    plain = re.sub(r"\\(?=\W)|\*\*", "", model.text) if model else ""
    yield from spans(name, {key: wanted[key] for key in ("begins", "ends")}, plain, doubts)
    if "paragraphs" in wanted:
        count = len(model.text.strip().split("\n\n")) if model else None
        yield judged(f"{name}.paragraphs", wanted["paragraphs"], count, doubts)
    for bold in wanted.get("bold", []):
        said = [words(text) for text in re.findall(r"\*\*(.+?)\*\*", model.text)] if model else []
        yield judged(f"{name}.bold", bold, bold if words(bold) in said else " | ".join(said)[:80], doubts)


def document_of(expected: Path) -> Path:
    """The document beside its expected file."""
    stem = expected.name.removesuffix(".expected.yaml")
    return next(path for path in expected.parent.glob(f"{stem}.*") if path != expected)


def verdicts(draft: Draft | DocumentError, expected: Mapping[str, Any]) -> list[Judged]:
    """Outcomes of a document's fields, or of the document as a whole if it was or should have been refused."""
    wanted = expected.get("refused")
    if isinstance(draft, DocumentError):
        if wanted is None:
            return [Judged(WHOLE, "missing", "", draft)]
        code = draft.problems[0].code
        return [Judged("refused", "right" if wanted == code else "wrong", wanted, code)]
    if wanted is not None:
        return [Judged("refused", "wrong", wanted, "")]
    form = expected.get("form", draft.form)
    found = Judged("form", "right" if draft.form == form else "doubted", form, draft.form)
    return [*([found] if "form" in expected else []), *(one for one in judge(draft, expected) if one is not None)]


def misses(found: list[Judged]) -> dict[str, str]:
    """The outcome of each field that is not right; fields of the letter without its language."""
    return {re.sub(r"^letters\.\w*\.", "letter.", one.field): one.outcome for one in found if one.outcome != "right"}


def scored(folder: Path) -> Iterator[tuple[Path, Mapping[str, Any], list[Judged]]]:
    """Each document of a folder with its expectation and its outcomes."""
    for path in sorted(folder.glob("*.expected.yaml")):
        expected = yaml.safe_load(path.read_text(encoding="utf-8"))
        document = document_of(path)
        draft: Draft | DocumentError
        try:
            draft = import_document(document)
        except DocumentError as error:
            draft = error
        yield document, expected, verdicts(draft, expected)


def main() -> None:
    """Print a line for each kind, and each field that is not right."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--show", default="", help="documents whose fields to list")
    parser.add_argument("--misses", type=Path, help="a file to write all that is not right into")
    asked = parser.parse_args()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    missed: dict[str, dict[str, str]] = {}
    for document, expected, found in scored(asked.folder):
        missed |= {document.name: misses(found)} if misses(found) else {}
        for one in found:
            kind = expected.get("kind") or expected.get("form", "refused")
            counts[kind][one.outcome] += FIELDS_OF_A_DOCUMENT if one.field == WHOLE else 1
            if one.outcome != "right" and asked.show in document.name:
                print(
                    f"{document.name}: {one.outcome}: {one.field}: {str(one.expected)[:90]!r} → {str(one.found)[:90]!r}"
                )
    if asked.misses:
        asked.misses.write_text(yaml.safe_dump(missed, sort_keys=False, width=120), encoding="utf-8")
    print(f"\n{'kind':15}{''.join(f'{name:>9}' for name in OUTCOMES)}{'right %':>9}{'score %':>9}")
    for kind, count in [*sorted(counts.items()), ("all", sum(counts.values(), Counter[str]()))]:
        total = sum(count.values())
        score = (count["right"] - count["wrong"]) / total
        print(f"{kind:15}{''.join(f'{count[name]:9}' for name in OUTCOMES)}{count['right'] / total:9.1%}{score:9.1%}")


if __name__ == "__main__":
    main()
