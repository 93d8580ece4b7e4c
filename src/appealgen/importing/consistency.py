"""Check a document against itself: numbers of articles, spellings of names, cut-off text, lost words and letters."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from appealgen.importing.document_words import fold_letters, plain_words, word_list
from appealgen.importing.lines import Line
from appealgen.importing.notes import doubt
from appealgen.importing.structure.letter_bounds import salutation_in
from appealgen.importing.structure.prose import CUT_OFF, WORDS_LOST
from appealgen.importing.structure.sections import Sections
from appealgen.language.localized import texts_of
from appealgen.messages import message
from appealgen.model.case import Case, Doubt, DoubtCode

_ARTICLE = re.compile(r"(?:articles?|artikel|artículos?|art\.)\s+(\d{1,4})(?:[\s\w().-]{0,40}?)", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W\d_][\w’'-]+")
_SENTENCE = 5
"""Number of words in a line that is more than a name or a remark."""
_ENDINGS = "snaioeu"
"""Letters of inflected endings of names."""


def articles(letter: Sequence[Line], others: Sequence[Line], field: str) -> Iterator[Doubt]:
    """Doubts about articles of a law whose numbers differ in one digit: one is probably a slip."""
    first_lines: dict[str, int] = {}
    for line in (*letter, *others):
        for match in _ARTICLE.finditer(line.text):
            first_lines.setdefault(match[1], line.number)
    for (one, number), (other, other_number) in itertools.combinations(first_lines.items(), 2):
        if len(one) == len(other) > 1 and sum(a != b for a, b in zip(one, other, strict=True)) == 1:
            text = message(
                "Article {one} in line {line}, Article {other} in line {other_line}: is one of them a mistake?",
                one=one,
                line=number,
                other=other,
                other_line=other_number,
            )
            yield doubt(DoubtCode.CONTRADICTION, field, text, other_number, grave=False)


def spellings(name: str, field: str, lines: Iterable[Line]) -> Iterator[Doubt]:
    """Doubts about words that resemble a word of a name: nearly the same length, and one letter different."""
    parts = [word for word in _NAME_WORD.findall(name) if len(word) >= 4]
    known = {fold_letters(part) for part in parts}
    counts: Counter[tuple[str, str]] = Counter()
    where: dict[tuple[str, str], int] = {}
    for line in lines:
        for word in re.findall(r"[^\W\d_][\w-]+", line.text):
            plain = fold_letters(word)
            if not word[:1].isupper() or plain in known or word.isupper():
                continue
            for part in parts:
                if _nearly(fold_letters(part), plain):
                    counts[part, word] += 1
                    where.setdefault((part, word), line.number)
    for (part, word), _ in counts.most_common(3):
        number = where[part, word]
        text = message("“{name}” is also spelled “{word}” (line {line})", name=part, word=word, line=number)
        yield doubt(DoubtCode.CONTRADICTION, field, text, number)


def _nearly(name: str, word: str) -> bool:
    """Whether two words differ in one letter, or in two swapped letters, and not by an ending."""
    short, long = sorted((name, word), key=len)
    if name[:1] != word[:1] or len(long) - len(short) > 1 or len(name) < 4:
        return False
    if len(long) > len(short):
        is_ending = long[:-1] == short and long[-1] in _ENDINGS
        return len(short) >= 5 and not is_ending and any(long[:i] + long[i + 1 :] == short for i in range(1, len(long)))
    different = [i for i, (a, b) in enumerate(zip(name, word, strict=True)) if a != b]
    if len(different) == 1:
        return len(name) >= 5 and different[0] < len(name) - 1
    return len(different) == 2 and [name[i] for i in different] == [word[i] for i in reversed(different)]


def damage(lines: Sequence[Line], field: str, *, grave: bool = True) -> Iterator[Doubt]:
    """Doubts about text that is cut off, or has lost words where a link was."""
    if lines and CUT_OFF.search(lines[-1].text):
        text = message("the text is cut off here; the document continues elsewhere")
        yield doubt(DoubtCode.CUT_OFF, field, text, lines[-1].number, grave=grave)
    for line in lines:
        if match := WORDS_LOST.search(line.text):
            around = line.text[max(match.start() - 25, 0) : match.end() + 20]
            text = message("words seem to be lost: “…{around}…”", around=around.strip())
            yield doubt(DoubtCode.WORDS_LOST, field, text, line.number, grave=grave)
            return


_BLANK = re.compile(
    r"\[[A-Z][^\]\n]{2,60}\]|\[(?:your|insert|name|date)\b[^\]\n]*\]|(?<!\w)X{4,}(?!\w)|_{4,}", re.IGNORECASE
)


def blanks(lines: Iterable[Line], field: str) -> Iterator[Doubt]:
    """Doubts about blanks in a letter that its writer must fill in."""
    for line in lines:
        if (match := _BLANK.search(line.text)) is not None:
            text = message("“{text}” is still to be filled in", text=match[0])
            yield doubt(DoubtCode.PLACEHOLDER, field, text, line.number)


def text_after_close(sections: Sections, field: str, case: Case) -> Iterator[Doubt]:
    """Doubts about text left out after the close of the letter: the writer's name, and sentences of no part.

    A quotation may have ended the letter; an address there has been read.
    """
    addresses = {text.strip(" .") for target in case.targets for text in target.address}
    for line in sections.lines("after"):
        if line.text.strip(" .,;") in addresses:
            continue
        if plain_words(line.text) in word_list("signatures"):
            text = message("“{text}” after the close is meant for whoever signs", text=line.text)
            yield doubt(DoubtCode.AFTER_CLOSE, field, text, line.number, grave=False)
            continue
        whole = line.text.endswith((".", "!", "?")) and len(line.text.split()) >= _SENTENCE
        if whole or salutation_in(line) is not None:
            text = message("the text after the close was left out: “{text}…”", text=line.text[:60])
            yield doubt(DoubtCode.AFTER_CLOSE, field, text, line.number)
            return


def unnamed_people(name: str, field: str, letter: Sequence[Line]) -> Iterator[Doubt]:
    """Doubt about a person whom the letter does not name."""
    text = fold_letters(" ".join(line.text for line in letter))
    parts = [fold_letters(part) for part in _NAME_WORD.findall(name) if len(part) >= 3]
    if letter and parts and not any(part in text for part in parts):
        missing = message("the letter does not name {name}", name=name)
        yield doubt(DoubtCode.CONTRADICTION, field, missing, letter[0].number)


_LOST = re.compile("[\ufffd\ue000-\uf8ff]|Ã[\xa0-\xbf]|â€[™œ“”–—˜¦]")
"""Signs of lost letters: the replacement character, private characters, UTF-8 read as windows-1252."""
_LOST_WORD = re.compile(rf"(?:{_LOST.pattern}|\w)+")
_FIELD_OF_PART = {"targets": "targets", "copies": "targets", "people": "people", "demands": "demands"}
"""Fields with grave doubts, by the part of the document."""


def lost_letters(sections: Sections, lines: Iterable[Line], case: Case) -> Iterator[Doubt]:
    """Doubts about lost letters, one for each field with its first line; grave in a letter, demand, address or name.

    `lines` are all lines of the document, also those in no section.
    """
    damaged = [
        (section.part, line) for section in sections.sections for line in section.lines if _LOST.search(line.text)
    ]
    in_sections = {line.number for _, line in damaged}
    damaged += [("free", line) for line in lines if _LOST.search(line.text) and line.number not in in_sections]
    booked: set[str] = set()
    for part, line in sorted(damaged, key=lambda each: each[1].number):
        field, grave = _place_of(part, line.text, case)
        if field not in booked:
            booked.add(field)
            text = message("characters are missing from this line")
            yield doubt(DoubtCode.UNREADABLE, field, text, line.number, grave=grave)


def _place_of(part: str, text: str, case: Case) -> tuple[str, bool]:
    """The field of a damaged line, and whether a doubt about it is grave."""
    if part == "letter" and case.letters:
        return f"letters.{next(iter(case.letters))}", True
    words = [word for word in _LOST_WORD.findall(text) if _LOST.search(word) and _LOST.sub("", word)]
    for field, grave, texts in _texts_of_fields(case):
        if any(word in one for word in words for one in texts):
            return field, grave
    if part in _FIELD_OF_PART:
        return _FIELD_OF_PART[part], True
    return ("summary" if part == "summary" else "background"), False


def _texts_of_fields(case: Case) -> Iterator[tuple[str, bool, Sequence[str]]]:
    """Fields, whether a doubt about them is grave, and their texts: names and addresses first."""
    for number, person in enumerate(case.people):
        yield f"people[{number}].name", True, texts_of(person.name)
    for number, target in enumerate(case.targets):
        yield f"targets[{number}].address", True, target.address
        for name in ("office", "name", "salutation"):
            yield f"targets[{number}].{name}", True, texts_of(getattr(target, name) or "")
    yield "title", False, texts_of(case.title)
    yield "summary", False, texts_of(case.summary or "")
