"""Find the beginning and the end of a letter: its salutation and its close."""

from __future__ import annotations

import re
from functools import cache

from appealgen.importing.document_words import contact_words, fold_letters, plain_words, word_list, word_pattern
from appealgen.importing.lines import Line

_LONGEST_SALUTATION = 110
_FIRST_WORDS = 30
"""Number of characters after a salutation on its line from which they begin the letter."""
_OFFICE_BEHIND = re.compile(r"[A-ZÀ-Þ][^,.;:!?@\d]{3,60}[,:]")
"""The office of somebody addressed by name, and the end of the salutation."""
_CLOSE = r"[\W_]*{closes}(?!\w)"
_LATER_CLOSE = r"(?<=[.!?”\"»]\s){closes}(?!\w)"
_SHORT_CLOSE = 45
"""Characters after the words of a close, for names and placeholders; more is a sentence."""
_LAST_WORDS = 260
"""Characters at the end of a paragraph in which its close may begin."""
_LONG_CLOSE = re.compile(
    r"veuillez|je vous prie|recevez|dans cette attente|dans l.attente|reciba|le saluda|sin otro|se despide"
)
_PROSE = 70
"""Characters of a line that may follow a salutation without a comma."""


@cache
def _salutation() -> re.Pattern[str]:
    short = "|".join(rf"(?<=\b{word})\." for word in sorted(word_list("abbreviations")))
    return word_pattern(
        rf"(?:the\s)?{{salutations}}(?!\w)(?:[^.!?;:]|{short}|\.{{3,}}|\.(?=\s?,)){{0,90}}?(?P<end>[,:;!](?=\s|$)|$)"
    )


@cache
def salutation_label() -> re.Pattern[str]:
    """The label before a target's salutation, at the end of a line."""
    return re.compile(rf"[\W_]*{contact_words()['salutation']}[\W_]*$")


def salutation_in(line: Line, following: Line | None = None) -> tuple[str, Line | None] | None:
    """The salutation at the beginning of a line and the text after it, if the line begins a letter.

    It ends with a comma or similar, or is followed by prose.
    """
    text = line.text
    match = _salutation().match(fold_letters(text))
    if match is None or (match.end() == len(text) and len(text) > _LONGEST_SALUTATION):
        return None
    words, rest = text[: match.start("end")].strip(), line.cut(match.end())
    if greets_readers(words):
        return None
    behind = rest.text
    if not behind and (match["end"] or (following is not None and _begins_letter(following))):
        return (words, None) if not any(c.isdigit() or c == "@" for c in words) else None
    if behind[:1].isupper() and match["end"] in (",", ":") and len(behind) > _FIRST_WORDS:
        return words, rest
    if match["end"] == "," and _OFFICE_BEHIND.fullmatch(behind):
        return text.rstrip(" ,:"), None
    return None


def is_salutation(text: str) -> bool:
    """Whether a line is only a salutation: Dear Ambassador."""
    match = _salutation().match(fold_letters(text))
    return match is not None and match.end() == len(text) and len(text) < _SHORT_CLOSE and not greets_readers(text)


def greets_readers(words: str) -> bool:
    """Whether a salutation addresses the readers who are asked to write: Dear friends."""
    plain = [word for word in plain_words(words).split() if word != "dear"]
    return bool(plain) and word_list("readers").issuperset(plain)


def _begins_letter(line: Line) -> bool:
    """Whether a line is prose: a text before it without a comma is a salutation, not a line of an address."""
    whole = line.start == "paragraph" and line.text.endswith((".", ":")) and " " in line.text[:_FIRST_WORDS]
    return len(line.text) > (_FIRST_WORDS if whole else _PROSE)


def close_in(text: str) -> int | None:
    """The position in a line at which the close of the letter begins; None if there is none."""
    plain = fold_letters(text)
    match = word_pattern(_CLOSE).match(plain)
    if match is None:
        later = list(word_pattern(_LATER_CLOSE).finditer(plain))
        match = later[-1] if later and later[-1].start() > len(plain) - _LAST_WORDS else None
    if match is None or (match.start() == 0 and len(plain) > 4 * _PROSE):
        return None
    if len(plain) - match.end() > _SHORT_CLOSE and not _LONG_CLOSE.match(plain[match.start() :].lstrip(" *_")):
        return None
    return match.start()
