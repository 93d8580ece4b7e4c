"""Score the import of documents that were changed at random, as a substitute for documents never seen.

    python benchmarks/import_unseen.py [--only CHANGE] [--show TEXT] [--seed N] [--every N]

Each change hides something that the reader knows from these documents: their labels get words that no form has, or are
lost; a form is not loaded; parts change places; lines of other matters stand between them. A field counts if it was
right before the change. Afterwards it is right, doubted, missing, or wrong without a doubt.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml

import import_score
from appealgen.errors import DocumentError
from appealgen.importing import source as source_module
from appealgen.importing.draft import draft_of
from appealgen.importing.files.reader import read_document
from appealgen.importing.files.text import plain_lines
from appealgen.importing.lines import Document, Line, number_lines
from appealgen.importing.structure import labels as labels_module
from appealgen.importing.structure.labels import CONTENT, LabelMatch, label_at_start, load_forms
from appealgen.importing.structure.section_reader import sections_of
from appealgen.model.document import Span

FOLDERS = (import_score.CORPUS, import_score.CORPUS.parent / "messy")
UNSEEN = yaml.safe_load((Path(__file__).parent / "unseen_words.yaml").read_text(encoding="utf-8"))
Lines = Sequence[Line]
Change = Callable[[random.Random, Lines, str], Lines]


def _own_labels(lines: Lines) -> Iterator[tuple[int, LabelMatch]]:
    """The labels at the beginnings of lines that end there, or at a colon."""
    for at, line in enumerate(lines):
        match = label_at_start(line.text)
        if match is not None and not match.captured and line.text[match.end :].lstrip()[:1] in ("", ":"):
            yield at, match


def renamed(chance: random.Random, lines: Lines, language: str) -> Lines:
    """Labels in words that no form has."""
    changed, words = list(lines), UNSEEN["labels"].get(language, UNSEEN["labels"]["en"])
    for at, match in _own_labels(lines):
        if match.label.part in words:
            rest = lines[at].text[match.end :].lstrip(" :")
            changed[at] = _with_text(lines[at], f"{chance.choice(words[match.label.part])} {rest}".strip())
    return changed


def unlabelled(chance: random.Random, lines: Lines, _language: str) -> Lines:
    """Documents that have lost half of their labels."""
    changed: list[Line] = []
    lost = {at: match for at, match in _own_labels(lines) if chance.random() < 0.5}
    for at, line in enumerate(lines):
        rest = line.text[lost[at].end :].lstrip(" :") if at in lost else line.text
        changed += [line] if at not in lost else [_with_text(line, rest)] if rest else []
    return changed


def _with_text(line: Line, text: str) -> Line:
    return line._replace(spans=(Span(text),))


def _blocks(lines: Lines) -> list[list[Line]]:
    """The lines before the first part with content, each part with its label, and the rest."""
    starts = {section.number for section in sections_of(lines).sections if section.part in CONTENT}
    blocks: list[list[Line]] = [[]]
    for line in lines:
        if line.number in starts:
            blocks.append([])
        blocks[-1].append(line)
    return [[block[0]._replace(start="paragraph"), *block[1:]] for block in blocks if block]


def shuffled(chance: random.Random, lines: Lines, _language: str) -> Lines:
    """Parts in another order, after the header."""
    head, *parts = _blocks(lines) or [[]]
    chance.shuffle(parts)
    return [line for block in (head, *parts) for line in block]


def interrupted(chance: random.Random, lines: Lines, language: str) -> Lines:
    """Lines of other matters before, between and after the parts."""
    own = UNSEEN["matters"].get(language, UNSEEN["matters"]["en"])
    blocks = _blocks(lines)
    for at in sorted(chance.sample(range(len(blocks) + 1), min(2, len(blocks) + 1)), reverse=True):
        blocks.insert(at, list(plain_lines(chance.choice(own))))
    return [line for block in blocks for line in (block[0]._replace(start="paragraph"), *block[1:])]


def annotated(chance: random.Random, lines: Lines, language: str) -> Lines:
    """Remarks of a group among the addresses."""
    own = UNSEEN["remarks"].get(language, UNSEEN["remarks"]["en"])
    sections = [s for s in sections_of(lines).sections if s.part in ("targets", "copies") and s.lines]
    changed = list(lines)
    for section in sections[:2]:
        after = chance.choice(section.lines).number
        at = next((at for at, line in enumerate(changed) if line.number == after), None)
        if at is not None:
            changed.insert(at + 1, Line(0, (Span(chance.choice(own)),)))
    return changed


def ungreeted(_chance: random.Random, lines: Lines, _language: str) -> Lines:
    """Addresses without their salutations, and the letter without its own."""
    sections = sections_of(lines)
    told = {value.number for value in sections.named("salutation")}
    return [line for line in lines if line.number not in told]


def unframed(_chance: random.Random, lines: Lines, _language: str) -> Lines:
    """Documents without their first lines, as somebody copies them."""
    head, *parts = _blocks(lines) or [[]]
    return [*head[min(len(head) // 2, 4) :], *(line for block in parts for line in block)]


CHANGES: dict[str, Change] = {
    "renamed": renamed, "unlabelled": unlabelled, "shuffled": shuffled, "interrupted": interrupted,
    "annotated": annotated, "ungreeted": ungreeted, "unframed": unframed,
}  # fmt: skip
FORM = "form not loaded"


def _verdicts(readings: Sequence[Document], expected: Any) -> list[import_score.Judged]:
    try:
        draft: Any = draft_of(readings)
    except DocumentError as error:
        draft = error
    return import_score.verdicts(draft, expected)


def _changed(readings: Sequence[Document], change: Change, seed: str, language: str) -> list[Document]:
    def numbered(lines: Lines) -> tuple[Line, ...]:
        return tuple(number_lines(lines))

    return [
        replace(each, lines=numbered(change(random.Random(seed), numbered(each.lines), language))) for each in readings
    ]


def _without_form(readings: Sequence[Document], expected: Any, name: str) -> list[import_score.Judged]:
    """Outcomes if the reader does not know one form, with empty caches before and after."""
    others = tuple(form for form in load_forms() if form.form != name)
    caches = (labels_module._labels, labels_module._labels_beginning)
    for cached in caches:
        cached.cache_clear()
    with (
        patch.object(labels_module, "load_forms", lambda *_roots: others),
        patch.object(source_module, "load_forms", lambda *_roots: others),
    ):
        found = _verdicts(readings, expected)
    for cached in caches:
        cached.cache_clear()
    return found


def _documents(every: int) -> Iterator[tuple[str, tuple[Document, ...], Any]]:
    paths = [path for folder in FOLDERS for path in sorted(folder.glob("*.expected.yaml"))]
    for path in paths[::every]:
        expected = yaml.safe_load(path.read_text(encoding="utf-8"))
        if "refused" not in expected:
            document = import_score.document_of(path)
            yield document.name, tuple(read_document(document)), expected


def main() -> None:
    """Print a table, and with `--show` each field that became wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="")
    parser.add_argument("--show")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--every", type=int, default=1)
    asked = parser.parse_args()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    fields: Counter[str] = Counter()
    for name, readings, expected in _documents(asked.every):
        base = _verdicts(readings, expected)
        known = {one.field for one in base if one.outcome == "right"}
        kept = {one.field for one in base}
        tag = name[:2] if name[:2] in UNSEEN["labels"] else "en"
        for title in [each for each in (*CHANGES, FORM) if asked.only in each]:
            if title == FORM:
                found = _without_form(readings, expected, draft_of(readings).form)
            else:
                found = _verdicts(_changed(readings, CHANGES[title], asked.seed + name, tag), expected)
            for one in found:
                if one.field != "form" and (one.field in known or one.field not in kept):
                    counts[title][one.outcome] += 20 if one.field == import_score.WHOLE else 1
                    if one.outcome == "wrong":
                        fields[f"{title}: {''.join(c for c in one.field if not c.isdigit())}"] += 1
                        if asked.show is not None and asked.show in f"{name} {one.field}":
                            print(f"{title}: {name}: {one.field}: {str(one.expected)[:70]!r} → {str(one.found)[:90]!r}")
    for field, often in fields.most_common(40):
        print(f"{often:5} {field}")
    print(f"\n{'change':18}{''.join(f'{name:>9}' for name in import_score.OUTCOMES)}{'right %':>9}{'wrong 1 in':>11}")
    for title, count in [*counts.items(), ("all", sum(counts.values(), Counter[str]()))]:
        total = sum(count.values())
        print(
            f"{title:18}{''.join(f'{count[name]:9}' for name in import_score.OUTCOMES)}{count['right'] / total:9.1%}"
            f"{total / max(count['wrong'], 1):11.0f}"
        )


if __name__ == "__main__":
    main()
