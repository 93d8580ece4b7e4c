"""Read the conditions for letters: the deadline, the languages, the previous document."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterable, Iterator
from functools import cache

from appealgen.errors import nearest
from appealgen.importing.document_words import (
    all_words,
    fold_letters,
    plain_words,
    says,
    word_list,
    word_pattern,
)
from appealgen.importing.fields.dates import find_date, with_year
from appealgen.importing.lines import Line
from appealgen.importing.notes import DraftNotes
from appealgen.importing.source import Source
from appealgen.importing.structure import prose
from appealgen.importing.structure.readers import begins_with_request, harm_in, is_request
from appealgen.importing.structure.sections import Value
from appealgen.language.locales import language_name
from appealgen.language.parsing import language_called
from appealgen.messages import join, message
from appealgen.model.case import DoubtCode
from appealgen.model.identifiers import Tag

_BETWEEN = r"\s*(?:[,;/、，；]|\b{conjunctions}\b)\s*"


def read_languages(source: Source, notes: DraftNotes) -> tuple[tuple[Tag, ...], bool]:
    """The target's languages in order, and whether the sender's own language is allowed."""
    own = bool(source.sections.marked("own_language"))
    tags: list[Tag] = []
    for value in source.sections.named("languages") or languages_beside(_lines_of_conditions(source)):
        if re.search(r"(?<!\w)(?:not|nicht|pas|no)(?!\w)", fold_letters(value.text)):
            text = message("the document says which language not to use: “{text}”", text=value.text[:80])
            notes.doubt(DoubtCode.NOTICE, "languages", text, value.number)
        for piece in word_pattern(_BETWEEN).split(value.text):
            tag, is_own = _language(notes, piece, value)
            own = own or is_own
            if tag is not None and tag not in tags:
                tags.append(tag)
                notes.origins.setdefault("languages", value.number)
    return tuple(tags), own


_IN = re.compile(r"(?<!\w)(?:in het|in der|in|auf|en|em|dans|nel)\s*:?\s+", re.IGNORECASE)
_OR_IN_BRACKETS = re.compile(r"\((?=(?:or|oder|ou|o|of|e|and|und|et|y)\s)")
_END = re.compile(r"[.:;!?(\n]")
_LANGUAGE_LABEL = re.compile(r"[^.:;\n]{0,60}:\s*([^\n]+)")


def languages_beside(lines: Iterable[Line]) -> list[Value]:
    """The languages in which readers are asked to write, in words other than a label's: “English is fine.”."""
    short = (line for line in lines if len(line.text) <= _LONGEST_SAID)
    said = ((languages_said(each), line.number) for line in short for each in (line.text, *prose.sentences(line.text)))
    return next(([Value("languages", names, number)] for names, number in said if names), [])


def languages_said(text: str) -> str:
    """The names of languages in a line about the languages of letters, as written; empty for any other line."""
    text = _OR_IN_BRACKETS.sub(" ", text)
    words = plain_words(text).split()
    if len(text) <= _LINE_OF_NAMES and (names := _only_names(text)):
        return names
    label = _LANGUAGE_LABEL.match(text)
    if label is not None and word_list("language_words").intersection(plain_words(text[: label.start(1)]).split()):
        return _names_at_start(label[1])
    named_first = bool(words) and language_called(words[0]) is not None
    about = word_list("fine") | (word_list("language_words") if named_first else frozenset())
    if about.intersection(words) and (names := _names_at_start(text)):
        return names
    spoken_to = begins_with_request(text) or not word_list("spoken_to").isdisjoint(words)
    asks = spoken_to and not word_list("writing").isdisjoint(words)
    if not asks and word_pattern("{own_language}").search(" ".join(words)) is None:
        return ""
    return next((names for match in _IN.finditer(text) if (names := _names_at_start(text[match.end() :]))), "")


_BEGINS_IN = re.compile(rf"(?:{_IN.pattern})", re.IGNORECASE)


def _only_names(text: str) -> str:
    """The languages of a line that has nothing else, or begins with “in” and them: Persian, English."""
    begun = _BEGINS_IN.match(text)
    names = _names_at_start(text[begun.end() :] if begun else text)
    rest = _END.split(text[begun.end() :] if begun else text, maxsplit=1)[0]
    several = names.count(", ") or begun is not None
    known = all(language_called(name) for name in names.split(", "))
    last = names.rpartition(", ")[2]
    ended = begun is not None and text[text.rfind(last) + len(last) :][:1] in ("", ",", ".", ";", "!", ")")
    return names if several and known and (ended or len(rest) <= len(names) + _BESIDE_NAMES) else ""


_BESIDE_NAMES, _LINE_OF_NAMES = 12, 90
"""Characters beside the names of languages in a line of them (and, good), and those of the line."""


def _names_at_start(text: str) -> str:
    """The names of languages at the beginning of a text, also “your own”; empty if it begins with something else."""
    names: list[str] = []
    for piece in word_pattern(_BETWEEN).split(_END.split(text, maxsplit=1)[0]):
        words = [word for word in piece.split() if plain_words(word) not in _language_noise()]
        if not words:
            continue
        known = next((part for n in (3, 2, 1) if language_called(part := " ".join(words[:n]).strip(" .,"))), None)
        own = known is None and word_list("language_words").intersection(plain_words(piece).split())
        if known is None and not (own and word_pattern("{own_language}").search(plain_words(piece))):
            break
        names.append(known or " ".join(words))
        rest = plain_words(" ".join(words)).split()[len((known or "").split()) :]
        if known is not None and rest and not word_list("fine").intersection(rest):
            break
    return ", ".join(names)


def _language(notes: DraftNotes, piece: str, value: Value) -> tuple[Tag | None, bool]:
    plain = plain_words(piece)
    if word_pattern("{own_language}").search(plain):
        return None, True
    words = [word for word in piece.split() if plain_words(word) not in _language_noise() | word_list("fine")]
    name = " ".join(words).strip(" .:()")
    if not name or len(name) > 30:
        return None, False
    if (tag := language_called(name)) is not None:
        return tag, False
    last = language_called(words[-1].strip(" .:()"))
    if last is not None and len(words) < 4:
        return last, False
    if len(words) <= 2:
        known = [
            language_name(code)
            for code in ("en", "fr", "es", "ar", "ru", "zh", "fa", "pt", "tr", "uk", "vi", "de", "id", "th")
        ]
        hint = nearest(name, known, cutoff=0.75)
        text = message("“{name}” is not a known language", name=name)
        if hint:
            text = message("“{name}” is not a known language: is it {guess}?", name=name, guess=hint)
        notes.doubt(DoubtCode.UNKNOWN, "languages", text, value.number)
    return None, False


@cache
def _language_noise() -> frozenset[str]:
    return frozenset(plain_words(word) for words in all_words() for word in words.language_noise)


def read_deadline(source: Source, notes: DraftNotes, issued: datetime.date | None) -> datetime.date | None:
    """The last day for letters; a date without a year is the next one after the day of issue."""
    deadlines: list[tuple[datetime.date, int]] = []
    for value in source.sections.named("deadline"):
        dated = find_date(value.text, month_first=source.month_first)
        if dated is not None and dated.date is None and issued is not None and dated.day_and_month:
            dated = with_year(dated, issued)
        if dated is None or dated.date is None:
            text = dated.doubt if dated and dated.doubt else message("“{text}” is not a date", text=value.text[:60])
            notes.doubt(DoubtCode.LIKELY, "deadline", text, value.number)
            continue
        if dated.doubt:
            notes.doubt(DoubtCode.LIKELY, "deadline", dated.doubt, value.number)
        more = find_date(value.text[dated.end :], month_first=source.month_first)
        lead = fold_letters(value.text[: dated.start]).rstrip(" :(")
        if (lead and not re.search(rf"(?:{says('until').pattern})$", lead)) or (
            more is not None and more.date != dated.date
        ):
            text = message("is {date} the deadline? “{text}”", date=dated.date, text=value.text[:80])
            notes.doubt(DoubtCode.LIKELY, "deadline", text, value.number)
        deadlines.append((dated.date, value.number))
    if len({day for day, _ in deadlines}) > 1:
        days = join(message("{date} (line {line})", date=day, line=number) for day, number in deadlines)
        text = message("several deadlines: {days}", days=days)
        notes.doubt(DoubtCode.CONTRADICTION, "deadline", text, deadlines[-1][1])
    if not deadlines:
        return _near_deadline(source, notes, issued)
    deadline, line = deadlines[0]
    if issued and deadline < issued:
        text = message(
            "the deadline {deadline} comes before the document's date {date}", deadline=deadline, date=issued
        )
        notes.doubt(DoubtCode.CONTRADICTION, "deadline", text, line)
    return notes.originate("deadline", deadline, line)


_LONGEST_LINE = 160
_LONGEST_SAID = 400
"""Characters of a paragraph that may be about the languages of letters."""
_NOT_CONDITIONS = ("letter", "people", "social", "messages")
_PROSE = ("background", "summary")


def _lines_of_conditions(source: Source) -> list[Line]:
    """The lines that may contain a condition; in prose, short ones that address readers."""
    told = {line.number for line in source.sections.lines(*_PROSE) if not is_condition(line.text)}
    return [line for line in source.lines_but(*_NOT_CONDITIONS) if line.number not in told]


def is_condition(text: str) -> bool:
    """Whether a line in prose is about how or until when to write."""
    calls = text.endswith("!") and begins_with_request(text)
    return len(text) <= _LONGEST_LINE and (calls or is_request(text) or bool(languages_said(text)))


def _near_deadline(source: Source, notes: DraftNotes, issued: datetime.date | None) -> datetime.date | None:
    """A deadline in words similar to a label's, with a doubt that quotes them."""
    if source.says_closed:
        return None
    lines = _lines_of_conditions(source)
    below = (f"{label.text}: {line.text}" for label, line in itertools.pairwise(lines) if _is_day_below(label, line))
    numbers = [line.number for label, line in itertools.pairwise(lines) if _is_day_below(label, line)]
    for sentence, number in (*zip(below, numbers, strict=True), *_sentences_of(lines)):
        if (day := _day_of_unknown_label(sentence, source, issued)) is not None:
            text = message("“{text}” was read as the deadline", text=sentence[:80])
            notes.doubt(DoubtCode.LIKELY, "deadline", text, number)
            return notes.originate("deadline", day, number)
        asks = (word_list("writing") | word_list("acting")).intersection(plain_words(sentence).split())
        dated = find_date(sentence, month_first=source.month_first) if asks or _is_call(sentence) else None
        if dated is None:
            continue
        dated = with_year(dated, issued) if dated.date is None and issued and dated.day_and_month else dated
        if dated.date is None or (issued is not None and dated.date <= issued):
            continue
        before = fold_letters(sentence[: dated.start])
        if _AFTER_FIRST.fullmatch(before):
            text = message("“{text}” was read as the deadline", text=sentence[:80])
            notes.doubt(DoubtCode.LIKELY, "deadline", text, number)
            return notes.originate("deadline", dated.date, number)
        if _IF_AFTER.search(before):
            return notes.originate("deadline", dated.date, number)
        if _UNTIL.search(before) and len(sentence) <= _LONGEST_LINE:
            text = message("“{text}” was read as the deadline", text=sentence[:80])
            notes.doubt(DoubtCode.LIKELY, "deadline", text, number)
            return notes.originate("deadline", dated.date, number)
    return None


def _is_call(sentence: str) -> bool:
    """Whether a short line begins with its last day, with a request or with a language: Do it before May 31."""
    text = re.sub(r"^\W*(?:\d{1,2}[.)]\s)?", "", sentence)
    if len(sentence) > _LONGEST_LINE / 2 or harm_in(sentence):
        return False
    words = fold_letters(text[:_SHORT_LINE])
    return bool(
        _UNTIL_FIRST.match(words) or _AFTER_FIRST.match(words) or begins_with_request(text) or languages_said(sentence)
    )


def _is_day_below(label: Line, line: Line) -> bool:
    """Whether a line has only a day, below a few words for a last day: Until."""
    dated = find_date(line.text)
    alone = dated is not None and len(line.text.strip(" .")) <= dated.end - dated.start + 1
    return alone and len(label.text) < _SHORT_LINE and _UNTIL.search(fold_letters(label.text)) is not None


def _day_of_unknown_label(text: str, source: Source, issued: datetime.date | None) -> datetime.date | None:
    """The day after an unknown label, if it follows the day of issue within a year."""
    label, _, rest = text.partition(":")
    if issued is None or not rest.strip() or len(text) > _SHORT_LINE or any(map(str.isdigit, label)):
        return None
    dated = find_date(rest, month_first=source.month_first)
    if dated is None or len(rest.strip(" .*_")) > dated.end - dated.start + 1:
        return None
    dated = with_year(dated, issued) if dated.date is None and dated.day_and_month else dated
    days = (dated.date - issued).days if dated.date else 0
    return dated.date if _SOONEST < days < _LATEST else None


_SHORT_LINE = 60
_SOONEST, _LATEST = 6, 366
"""Days between issue and deadline."""


def _sentences_of(lines: Iterable[Line]) -> Iterator[tuple[str, int]]:
    """The sentences with a number, each with its line; for a line that is not a paragraph, the whole line."""
    for line in lines:
        if any(map(str.isdigit, line.text)):
            whole = len(line.text) <= _LONGEST_LINE
            yield from ((each, line.number) for each in ([line.text] if whole else prose.sentences(line.text)))


_UNTIL_WORDS = (
    r"(?<!\w)(?:closes on|ends on|endet am|lauft bis|prend fin le|se cierra el|termina el"
    r"|until|till|before|by|later than|bis|bis zum|vor dem|spatestens(?: am)?|avant le|jusqu.au|d.ici au"
    r"|au plus tard le|antes del?|hasta el|tardar el|mas tarde del|despues del?|depois de|ate|ate o dia"
    r"|mais tardar|entro il|prima del|oltre il|voor|tot|na|uiterlijk(?: op)?)(?:\s[^\W\d]+){0,2}\W*"
)
_UNTIL = re.compile(f"{_UNTIL_WORDS}$")
_UNTIL_FIRST = re.compile(r"(?:\w+\s){0,2}" + _UNTIL_WORDS)
_AFTER_FIRST = re.compile(r"\W*(?:after|nach dem|apres le|despues del?|depois de|dopo il|na)\W*")
"""Words before the last day of letters at the beginning of a sentence: After 30 November ask us first."""
_IF_AFTER = re.compile(
    r"(?<!\w)(?:if|wenn|falls|si|se|als|indien)(?!\w).{0,80}"
    r"(?<!\w)(?:after|nach dem|apres le|despues del?|depois de|dopo il|na)\W*$"
)
"""Words before the day after which readers should ask whether letters are still wanted."""


def read_previous(source: Source, notes: DraftNotes) -> str | None:
    """The address of the previous document."""
    previous = source.sections.read("previous", re.compile(r"(?:https?://|www\.)\S+").search)
    return notes.originate("previous", previous[0][0].rstrip(".,;)"), previous[1]) if previous else None
