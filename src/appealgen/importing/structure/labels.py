"""Labels of the forms in `data/forms`, each of one era and language, and finding them in lines."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from appealgen import resources
from appealgen.errors import InputError, Problem, ProblemCode, did_you_mean
from appealgen.importing.document_words import fold_letters, plain_words
from appealgen.language.parsing import SCALARS
from appealgen.messages import message
from appealgen.model.identifiers import Country, Tag
from appealgen.yamlfile.reader import load_yaml

CONTENT = ("targets", "copies", "letter", "demands", "background", "social", "messages", "follow", "people")
"""Parts with content about a case."""
OPENING = ("title", "summary", *CONTENT, "skip")
"""Parts that continue until the next label."""
VALUES = ("languages", "deadline", "previous", "number", "index", "date", "gender")
"""Labels with one value after them, on the same line or below."""
MARKS = ("kind", "heading", "standing", "own_language", "closed")
"""Labels with a meaning of their own; a standing sentence has none for the case."""

_DATE = (
    r"(?:\d{1,2}(?:er|st|nd|rd|th|\.)?\s?(?:de\s|of\s)?[a-z]{3,12}\.?,?(?:\s(?:de\s|del\s|of\s)?\d{4})?"
    r"|[a-z]{3,12}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}|\d{1,4}[./-]\d{1,2}[./-]\d{2,4})"
)
_TAKEN = {
    "deadline": _DATE,
    "date": _DATE,
    "closed": _DATE,
    "languages": r"[^.:\n]{2,160}",
    "issue": r"\w+",
    "number": r"[\w./ -]{2,24}",
    "likely_number": r"\d{1,3}[./]\d{2,4}",
    "country": r"[^():\n]{2,60}",
}
"""Patterns of what a label captures; for others, any words."""
CAPTURES = (*_TAKEN, "title", "country_title", "embassy", "any")
"""Names that a label may have in braces."""
_SHAPED = frozenset({"deadline", "date", "closed", "likely_number", "issue"})
_CAPTURE = re.compile(r"\{(\w+)\}")
_SHOUTED = 12
"""Number of capital letters from which a label counts even if joined to other words."""
_ANCHOR = re.compile(
    r"(?:(?<=[.!?:»”\")\]])\s+|(?<=[a-zß-ÿ.)\d])(?=[A-ZÀ-Þ]{4})|(?<=\s)(?=[A-ZÀ-Þ]{3}[A-ZÀ-Þ\W]{6})|(?<=\s)(?=\())[\W_]*"
)
_DATED = 8
"""Number of letters of a label with a date that counts at the beginning of a sentence: Appelle bis 24. Juli."""
_LONG = 30
"""Number of letters of a label that counts anywhere."""
_CAPITAL = re.compile(r"(?<=[\s])(?=[A-ZÀ-Þ])")
_LEAD, _GAP = 10, 5
"""Number of letters of a label searched for before its pattern, and maximum distance from one to the next."""
_BULLET = re.compile(r"[\W_]*(?:\d{1,2}[.)][\W_]*)?")


@dataclass(frozen=True, kw_only=True)
class DocumentForm:
    """One form, as in its file; `region` is the country of its section."""

    form: str
    title: str
    language: Tag
    region: Country | None = None
    labels: Mapping[str, tuple[str, ...]]


class Label(NamedTuple):
    """One label, with its pattern for folded text; `shared` names all forms that have it for this part.

    `lead` are its first letters, without spaces, up to one that documents may have lost.
    """

    part: str
    form: DocumentForm
    shared: frozenset[str]
    text: str
    pattern: str
    first: str
    lead: str
    length: int


class LabelMatch(NamedTuple):
    """A label in a line: its position, and its captured text with position."""

    label: Label
    start: int
    end: int
    captured: tuple[tuple[str, int, int], ...]


@cache
def load_forms(roots: tuple[Path, ...] = ()) -> tuple[DocumentForm, ...]:
    """Every form, the user's own first. Raises InputError for a broken file or an unknown part."""
    by_name: dict[str, DocumentForm] = {}
    for path in resources.each("forms", "*.yaml", roots):
        form = load_yaml(path, DocumentForm, SCALARS)
        known: tuple[str, ...] = (*OPENING, *VALUES, *MARKS)
        wrong: list[tuple[str, str, tuple[str, ...]]] = [
            (f"labels.{part}", part, known) for part in form.labels if part not in known
        ]
        captures = {name for texts in form.labels.values() for text in texts for name in _CAPTURE.findall(text)}
        wrong += [("labels", f"{{{name}}}", CAPTURES) for name in sorted(captures - set(CAPTURES))]
        if wrong:
            raise InputError(
                Problem(
                    ProblemCode.UNKNOWN_KEY,
                    message("“{name}” is not known", name=name),
                    did_you_mean(name, among),
                    file=str(path),
                    field=field,
                )
                for field, name, among in wrong
            )
        by_name.setdefault(form.form, form)
    return tuple(by_name.values())


@cache
def _labels(roots: tuple[Path, ...]) -> Mapping[str, Sequence[Label]]:
    """Labels by their first letter, the longest first."""
    by_letter: dict[str, list[Label]] = {}
    owners: dict[tuple[str, str], set[str]] = {}
    texts_of_parts = [
        (part, text, form) for form in load_forms(roots) for part, texts in form.labels.items() for text in texts
    ]
    for part, text, form in texts_of_parts:
        owners.setdefault((part, plain_words(text)), set()).add(form.form)
    for part, text, form in texts_of_parts:
        label = _label(part, form, text, frozenset(owners[part, plain_words(text)]))
        by_letter.setdefault(label.first, []).append(label)
    return {letter: sorted(labels, key=lambda label: -label.length) for letter, labels in by_letter.items()}


def _label(part: str, form: DocumentForm, text: str, shared: frozenset[str]) -> Label:
    pieces = _CAPTURE.split(text.rstrip(":").rstrip())
    pattern = _flexible(pieces[0])
    for name, words in zip(pieces[1::2], pieces[2::2], strict=True):
        taken = _TAKEN.get(name, r"[^\n]{2,160}")
        more = "?" if words.strip(" .") and name not in _SHAPED else ""
        pattern += rf"[\s:(]*(?P<{name}>{taken}{more})" if name != "any" else r"[^\n:]{2,160}?"
        pattern += r"[\s,]*" + _literal(words)
    if text.endswith("{any}:"):
        pattern += r"(?=\s?[:：])"
    elif text.endswith(":"):
        pattern += r"(?:\s?[?)\].])?(?=\s?[:：]|\s*$|\s+–)"
    letters = [c for c in _CAPTURE.sub("", text) if c.isalnum()]
    own = [c for c in pieces[0] if c.isalnum()]
    lead = "".join(itertools.takewhile(str.isascii, own))[:_LEAD].lower()
    return Label(part, form, shared, text, pattern, fold_letters(letters[0]), lead, len(letters))


@lru_cache(maxsize=4096)
def _labels_beginning(roots: tuple[Path, ...], letters: str) -> Sequence[Label]:
    """The labels whose first letters begin a text, the longest first."""
    return [label for label in _labels(roots).get(letters[:1], ()) if letters.startswith(label.lead)]


_compiled = cache(re.compile)
"""Patterns of labels, compiled when a line may have the label: there are many, and a document has few."""


def _literal(words: str) -> str:
    """A pattern for words after a capture, where brackets and colons count, and words are whole."""
    mark = re.match(r"\W*", words)
    signs = "".join(c for c in (mark[0] if mark else "") if c in "():")
    rest = _flexible(words)
    pattern = "".join(rf"\s*{re.escape(sign)}\s*" for sign in signs)
    return pattern + (rf"(?<!\w){rest}(?!\w)" if rest else "")


def _flexible(words: str) -> str:
    """A pattern for words whose accents, spaces and punctuation may differ or be lost."""
    pattern, before = "", ""
    for char in words:
        if char.isalnum():
            base = re.escape(fold_letters(char))
            gap = "" if not pattern else r"[^\w:]{0,3}_?" if before.isalnum() else r"[\W_]{0,6}"
            pattern += gap + (base if char.isascii() else f"{base}?")
        before = char
    return pattern


def label_at_start(text: str, roots: tuple[Path, ...] = ()) -> LabelMatch | None:
    """The label at the beginning of a line."""
    begin = _BULLET.match(text)
    return _at(text, fold_letters(text), begin.end() if begin else 0, roots, own_line=True)


def labels_in(text: str, roots: tuple[Path, ...] = ()) -> Iterator[LabelMatch]:
    """The labels in a line, in order: at its beginning, at that of a sentence, or in capitals in the middle."""
    plain, at = fold_letters(text), 0
    match = label_at_start(text, roots)
    if match:
        yield match
        at = match.end
    anchors = {anchor.end(): False for anchor in _ANCHOR.finditer(text)}
    inner = {anchor.end(): True for anchor in _CAPITAL.finditer(text)}
    for start, inside in sorted((inner | anchors).items()):
        if start < at:
            continue
        match = _at(text, plain, start, roots, own_line=False, inside=inside)
        if match is not None:
            yield match
            at = match.end


def _at(
    text: str, plain: str, start: int, roots: tuple[Path, ...], *, own_line: bool, inside: bool = False
) -> LabelMatch | None:
    """The longest label at a position. In the middle of a line it must be long, or in capitals."""
    if start >= len(plain):
        return None
    letters = "".join(filter(str.isalnum, plain[start : start + _GAP * _LEAD]))[:_LEAD]
    for label in _labels_beginning(roots, letters):
        match = _compiled(label.pattern).match(plain, start)
        if match is None:
            continue
        label_text = text[start : match.end()]
        shouted = label_text.upper() == label_text and label.length >= _SHOUTED
        dated = not inside and label.length >= _DATED and "deadline" in match.groupdict()
        if not own_line and label.length < 15 and not (shouted or dated):
            continue
        if inside and label.length < _LONG:
            continue
        after, last = text[match.end() : match.end() + 1], text[match.end() - 2 : match.end()]
        if after.isalnum() and text[match.end() - 1].isalnum() and not (shouted and last.isalnum()):
            continue
        captured = tuple((name, *match.span(name)) for name in match.groupdict())
        return LabelMatch(label, start, match.end(), captured)
    return None
