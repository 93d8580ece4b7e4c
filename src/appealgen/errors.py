"""What can go wrong, in values: a Problem is one finding, an AppealgenError carries all findings of one stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import Enum, StrEnum
from functools import lru_cache
from typing import Any, ClassVar, Self

from appealgen import limits
from appealgen.messages import Message, join, message, nmessage, untranslated


class Scope(Enum):
    """Whom a problem concerns."""

    CASE = "case"
    """Everyone who writes for the case."""
    SENDER = "sender"
    """One sender, or those who are alike."""
    RUN = "run"
    """The run as a whole: its options, its files."""


_CASE, _SENDER, _RUN = Scope


class ProblemCode(StrEnum):
    """What kind of problem it is: a stable kebab-case word, and all that depends on the kind alone.

    `meaning` is for the table in docs/scripting.md. `exit_codes` are those of the errors that it can be part of; a
    notice has none. What is `personal` says something about an individual, and stays out of manifests.
    """

    meaning: str
    scope: Scope
    exit_codes: tuple[int, ...]
    personal: bool

    def __new__(
        cls, word: str, scope: Scope, meaning: str, exit_codes: tuple[int, ...] = (), personal: bool = False
    ) -> Self:
        """The members, each with what depends on it."""
        code = str.__new__(cls, word)
        code._value_ = word
        code.scope, code.meaning, code.exit_codes, code.personal = scope, meaning, exit_codes, personal
        return code

    ADDRESS = "address", _RUN, "the document is a web address, not a file", (7,)
    ADDRESS_TOO_LONG = "address-too-long", _SENDER, "an address does not fit the envelope, window or label", (5,)
    AMBIGUOUS_CASE = "ambiguous-case", _RUN, "several cases have this name", (2,)
    ANOTHER_NAME = "another-name", _RUN, "the assignment names somebody else than the row of the roster", (3,)
    ANYWAY = "anyway", _CASE, "the letters are written although the case is not open", ()
    BLOCKED = "blocked", _RUN, "a folder or a link is in the way of a file", (6,)
    BUG = "bug", _RUN, "a bug in appealgen", (1,)
    BUSY = "busy", _RUN, "another run is writing into the folder", (6,)
    CANNOT_WRITE = "cannot-write", _RUN, "the disk does not take a file", (6,)
    CAPITALS = "capitals", _CASE, "a word of the model letter is in capitals", ()
    CHANGED_MEANWHILE = "changed-meanwhile", _RUN, "another program changed a file since it was read", (6,)
    CLOSE_TWICE = "close-twice", _CASE, "the model letter ends with a close of its own", ()
    CLOSED = "closed", _CASE, "an update closed the case", (5,)
    COMMENTS = "comments", _RUN, "a file had comments, which are kept in a copy", ()
    CONFLICT = "conflict", _RUN, "a file was edited, or is not appealgen's", (6,)
    COUNTRY_LINE = "country-line", _SENDER, "the language of the country line is not one that the post reads", (2,)
    COUNTRY_MISMATCH = "country-mismatch", _CASE, "an address names another country than the case", ()
    DAMAGED = "damaged", _RUN, "a file is damaged", (3, 7)
    DEADLINE_NEAR = "deadline-near", _CASE, "less than a week is left until the deadline", ()
    DEMAND_NOT_LAST = "demand-not-last", _CASE, "the model letter does not end with what it asks for", ()
    DOUBT = "doubt", _CASE, "something about an imported case is doubtful", ()
    DOUBT_ACCEPTED = "doubt-accepted", _CASE, "a grave doubt that was accepted", ()
    DOUBTS = "doubts", _CASE, "grave doubts about an imported case", (5,)
    DUPLICATE_CASE = "duplicate-case", _RUN, "the assignment names a case twice for one person", (3,)
    DUPLICATE_COLUMN = "duplicate-column", _RUN, "two columns mean the same", (3,)
    DUPLICATE_ID = "duplicate-id", _RUN, "two things have one id", (3,)
    DUPLICATE_KEY = "duplicate-key", _RUN, "a key stands twice in a file", (3,)
    DUPLICATE_LETTER = "duplicate-letter", _RUN, "two files are the letter in one language", (3,)
    DUPLICATE_ROW = "duplicate-row", _RUN, "two rows are the same", (3,)
    EMBASSY_DOUBTS = "embassy-doubts", _SENDER, "grave doubts about an embassy to copy in", (5,)
    EMPTY = "empty", _RUN, "the document is empty", (7,)
    EMPTY_LETTER = "empty-letter", _RUN, "a model letter has no text", (3,)
    EMPTY_TABLE = "empty-table", _RUN, "a table has no rows", (3,)
    ENCRYPTED = "encrypted", _RUN, "a file is protected with a password", (3, 7)
    ENVELOPE_SIZE = "envelope-size", _RUN, "an envelope has no such size", (2,)
    EXAMPLE_ROW = "example-row", _RUN, "the example of the starter file was left in the roster", ()
    EXCLAMATION = "exclamation", _CASE, "the model letter has an exclamation mark", ()
    EXISTS = "exists", _RUN, "something has this name already", (2, 6)
    FAILED_FORMULA = "failed-formula", _RUN, "a formula of a spreadsheet failed", ()
    FEW_PEOPLE = "few-people", _CASE, "fewer people write for a case than were wanted", ()
    FILE_NAME = "file-name", _RUN, "a file is not named as its kind is", (3,)
    GIVEN_BY_CASE = "given-by-case", _CASE, "the case itself gives this embassy", ()
    GONE = "gone", _RUN, "letters whose file is no longer there", ()
    GUESSED_ENCODING = "guessed-encoding", _RUN, "the encoding of a CSV file was guessed", ()
    LABEL_START = "label-start", _RUN, "a label sheet has no such place", (2,)
    LANGUAGE_UNREAD = "language-unread", _SENDER, "the sender is not known to read the letter's language", (), True
    LATIN_TOWN = "latin-town", _CASE, "the town of an address is transcribed", ()
    LAYOUT_ENVELOPE = "layout-envelope", _RUN, "no window of this layout fits the envelope", (2,)
    LEFT_OVER = "left-over", _RUN, "files of an earlier run are no longer planned", ()
    LONG_ROW = "long-row", _RUN, "a row of a table has more cells than its header", ()
    LOST_IN_TRANSLATION = "lost-in-translation", _CASE, "a translation lost a number, a name or an address", ()
    MARK_BY_HAND = "mark-by-hand", _SENDER, "the mark for airmail is to be written by hand", ()
    MARKUP_LEFT = "markup-left", _CASE, "markup would be printed as it stands", ()
    MISSING_BLOCK = "missing-block", _RUN, "a letter template lacks a part", (4,)
    MISSING_COLUMN = "missing-column", _RUN, "a table lacks a column", (3,)
    MISSING_DEMAND = (
        "missing-demand",
        _CASE,
        "a model letter places demands that the case does not have in its language",
        (3,),
    )
    MISSING_DETAIL = "missing-detail", _SENDER, "a detail is missing", (2, 3)
    MISSING_KEY = "missing-key", _RUN, "a file lacks a key", (3,)
    MISSING_LANGUAGE = "missing-language", _RUN, "a row says no language, and its country has several", (3,)
    MISSING_PLACEHOLDER = "missing-placeholder", _RUN, "a phrase lacks a placeholder", (4,)
    MISSING_VALUE = "missing-value", _RUN, "a value is empty", (3,)
    MORE_PROBLEMS = "more-problems", _RUN, "there are more problems than are listed", (2, 3, 4, 5, 6, 7)
    NAME_NOT_BOLD = "name-not-bold", _CASE, "nobody's name is in bold in the model letter", ()
    NEEDS_DETAIL = "needs-detail", _CASE, "a paragraph of the model letter needs a detail of the sender", ()
    NEWER_TEXT = "newer-text", _CASE, "a newer document has other words for the case", ()
    NO_ADDRESS = "no-address", _CASE, "a target has no postal address", ()
    NO_CASE = "no-case", _RUN, "there is no case", (2, 3)
    NO_CONTACT = "no-contact", _CASE, "a target has no postal address, e-mail address or fax number", ()
    NO_COUNTRY = "no-country", _CASE, "the case does not say its country", (5,)
    NO_DEADLINE = "no-deadline", _CASE, "the case has no deadline", ()
    NO_DIRECTORY = "no-directory", _RUN, "there is no such folder", (2,)
    NO_DOCUMENTS = "no-documents", _RUN, "no document was given", (7,)
    NO_EMAIL = "no-email", _RUN, "a cell is not an e-mail address", ()
    NO_EMBASSY = "no-embassy", _SENDER, "no embassy of the country is known in the sender's", (2,)
    NO_LABELS = "no-labels", _RUN, "options about labels need a sheet of labels", (2,)
    NO_LATIN_TOWN = "no-latin-town", _CASE, "the town of an address is not known in Latin letters", ()
    NO_LETTER = "no-letter", _SENDER, "there is no letter that the sender reads", (2, 5)
    NO_MANIFEST = "no-manifest", _RUN, "a folder has no manifest", ()
    NO_PEOPLE = "no-people", _CASE, "the case is about nobody", (5,)
    NO_PHRASES = "no-phrases", _RUN, "there are no phrases for a language", (4,)
    NO_PRICE = "no-price", _RUN, "the table of prices has no price for a letter", ()
    NO_PROFILE = "no-profile", _RUN, "there is no profile yet", (2,)
    NO_REGION = "no-region", _RUN, "a region of an address is not known", ()
    NO_RETURN_ADDRESS = "no-return-address", _SENDER, "the sender gives no address", (2,), True
    NO_SENDER = "no-sender", _RUN, "nobody signs", (2,)
    NO_SOURCE = "no-source", _CASE, "the letter that a translation is of is missing", ()
    NO_SOURCES = "no-sources", _CASE, "the case names no sources", ()
    NO_TARGETS = "no-targets", _CASE, "the case has nobody to write to", (2, 5)
    NO_TEMPLATE = "no-template", _RUN, "there is no such letter template", (4,)
    NO_TEXT = "no-text", _RUN, "a document has no text", (7,)
    NO_TRANSLATION = "no-translation", _CASE, "there is no letter in a language that the target reads", ()
    NOBODY = "nobody", _RUN, "nobody writes or signs a letter", (2, 5)
    NOT_A_MANIFEST = "not-a-manifest", _RUN, "a file is not a manifest of appealgen", (3,)
    NOT_A_TABLE = "not-a-table", _RUN, "a file is not a table", (3,)
    NOT_AN_URGENT_ACTION = "not-an-urgent-action", _RUN, "a document is not an Urgent Action", (7,)
    NOT_ASSIGNED = "not-assigned", _RUN, "a person of the roster is not in the assignment", (3,)
    NOT_DOCX = "not-docx", _RUN, "a reference document is not a DOCX", (3,)
    NOT_ISSUED = "not-issued", _CASE, "the case was not issued yet", (5,)
    NOT_REVIEWED = "not-reviewed", _CASE, "no native reader has read the letter", ()
    NOT_SUPPORTED = "not-supported", _CASE, "letters to the people themselves are not written yet", ()
    NOT_TEXT = "not-text", _RUN, "a file is not text", (3,)
    NOT_UTF8 = "not-utf8", _RUN, "a file is not UTF-8", (3, 4)
    NOT_YAML = "not-yaml", _RUN, "a file is not YAML", (3, 4)
    NOTHING_TO_RENDER = "nothing-to-render", _RUN, "there is no document to render", (2,)
    OLDER_TEXT = "older-text", _CASE, "an older document has other words for the case", ()
    OPEN_COMMENT = "open-comment", _RUN, "a comment has no end", (3,)
    OPEN_HEAD = "open-head", _RUN, "the head of a model letter has no end", (3,)
    OTHER_KIND = "other-kind", _RUN, "a document is of a kind that is not read", (7,)
    OTHER_SHEETS = "other-sheets", _RUN, "a workbook has more sheets than the one that is read", ()
    PAST_DEADLINE = "past-deadline", _CASE, "the deadline has passed", (5,)
    PERSON_NOT_NAMED = "person-not-named", _CASE, "the model letter does not name a person in full", ()
    POST_SUSPENDED = "post-suspended", _CASE, "the post does not go to the country", ()
    POSTCODE = "postcode", _CASE, "an address has no postcode such as its country's", ()
    READS_ASSUMED = "reads-assumed", _SENDER, "the sender's language is assumed from their country", (), True
    READS_MISSING = "reads-missing", _SENDER, "the sender does not say what they read", (2, 5)
    REHEARSAL = "rehearsal", _CASE, "the letters are dated in the past", ()
    ROTATED_RIGHT_TO_LEFT = (
        "rotated-right-to-left",
        _SENDER,
        "a rotated envelope cannot have lines read from the right",
        (5,),
    )
    SALUTATION_TWICE = "salutation-twice", _CASE, "the model letter begins with a salutation of its own", ()
    SECOND_EMBASSY = "second-embassy", _RUN, "a table has a second embassy in one country", ()
    SEVERAL = "several", _RUN, "a document holds several Urgent Actions", (7,)
    STRAY_BRACES = "stray-braces", _RUN, "braces are not part of a placeholder", (3,)
    STRAY_DEMANDS = "stray-demands", _RUN, "{{ demands }} does not stand alone on its line", (3,)
    TEMPLATE_ERROR = "template-error", _RUN, "a letter template fails", (4,)
    TEMPLATE_SYNTAX = "template-syntax", _RUN, "a letter template is not one of Jinja", (4,)
    TEXT_OUTSIDE_BLOCKS = "text-outside-blocks", _RUN, "a letter template has text outside of every block", (4,)
    TIES = "ties", _SENDER, "the sender has ties to the country", (), True
    TOO_LARGE = "too-large", _RUN, "a file or a text is too large", (2, 3, 4, 7)
    TOO_LONG = "too-long", _RUN, "a letter has more than one page", ()
    TRANSLATION_DIFFERS = "translation-differs", _CASE, "a translation has another number of paragraphs", ()
    TRANSLATION_LAGS = "translation-lags", _CASE, "the source of a translation was changed since", ()
    TWO_FORMS = "two-forms", _RUN, "two forms of output were asked for", (2,)
    TWO_SENDERS = "two-senders", _RUN, "two senders were given", (2,)
    TWO_WAYS = "two-ways", _RUN, "two options exclude each other", (2,)
    UNDATED = "undated", _RUN, "letters whose date is not known", ()
    UNFINISHED_TRANSLATION = "unfinished-translation", _CASE, "a translation is not finished", ()
    UNKNOWN_BLOCK = "unknown-block", _RUN, "a letter template has a part that letters do not have", (4,)
    UNKNOWN_CASE = "unknown-case", _RUN, "there is no such case", (2, 3)
    UNKNOWN_COLUMN = "unknown-column", _RUN, "a column of a table is not read", ()
    UNKNOWN_ENCODING = "unknown-encoding", _RUN, "there is no such encoding", (3,)
    UNKNOWN_ENVELOPE = "unknown-envelope", _RUN, "there is no such envelope", (2,)
    UNKNOWN_FORMAT = "unknown-format", _RUN, "there is no such format", (2,)
    UNKNOWN_KEY = "unknown-key", _RUN, "there is no such key", (3,)
    UNKNOWN_LABEL = "unknown-label", _RUN, "there is no such sheet of labels", (2,)
    UNKNOWN_LANGUAGE = "unknown-language", _RUN, "appealgen does not speak the language", (2,)
    UNKNOWN_LAYOUT = "unknown-layout", _RUN, "there is no such layout", (2,)
    UNKNOWN_PLACEHOLDER = "unknown-placeholder", _RUN, "there is no such placeholder", (3, 4)
    UNKNOWN_ROW = "unknown-row", _RUN, "the roster has nobody in the row", (3,)
    UNKNOWN_TARGET = "unknown-target", _SENDER, "there is nobody of this name to write to", (2,)
    UNKNOWN_VALUE = "unknown-value", _RUN, "a value is none of those allowed", (3,)
    UNREADABLE = "unreadable", _RUN, "a file cannot be read", (3, 6, 7)
    USAGE = "usage", _RUN, "the command line is wrong", (2,)
    WRONG_COLUMN = "wrong-column", _RUN, "a column does not hold what its heading says", (3,)
    WRONG_VALUE = "wrong-value", _RUN, "a value is wrong", (2, 3)


@dataclass(frozen=True)
class Problem:
    """One thing to tell a person or a script: an error, a refusal or a notice, and where it is.

    `code` is a stable kebab-case word; `message` may be reworded at any time. `file` is as the user named it,
    `line` and `column` count from 1, `field` is the path inside the file (`targets[0].country`).
    """

    code: ProblemCode
    message: Message
    hint: Message | None = None
    case: str | None = None
    target: str | None = None
    row: int | None = None
    file: str | None = None
    line: int | None = None
    column: int | None = None
    field: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The object that stands in the lists of the JSON output, in English: absent keys are left out."""
        return {f.name: value for f in fields(self) if (value := getattr(self, f.name)) is not None}

    @property
    def where(self) -> Message:
        """`case.yaml:12:3 targets[0].country`, as much of it as is known."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        row = message("row {row}", row=self.row) if self.row is not None else None
        return join((part for part in (place, row, self.field) if part), " ")


def grouped_by_kind(problems: Iterable[Problem]) -> list[list[Problem]]:
    """Problems in groups of one kind, in the order of their first: the same code, place but for the row, and sentence.

    The values in the sentence may differ.
    """
    groups: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        sentence = problem.message.msgid or problem.message
        key = (problem.code, problem.file, problem.case, problem.target, problem.field, sentence)
        groups.setdefault(key, []).append(problem)
    return list(groups.values())


def at_most(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems, of which there are at most as many as anybody looks through; the last one counts the others."""
    every = tuple(problems)
    if (more := len(every) - limits.PROBLEMS) <= 0:
        return every
    text = nmessage("and {count} more problem", "and {count} more problems", more)
    return (*every[: limits.PROBLEMS], Problem(ProblemCode.MORE_PROBLEMS, text))


class AppealgenError(Exception):
    """Base of everything that appealgen raises on purpose; anything else that escapes is a bug."""

    exit_code: ClassVar[int] = 1

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        """Carry one problem or all problems of a stage; at least one."""
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else at_most(problems)
        first = self.problems[: limits.SHOWN]
        super().__init__("; ".join(" ".join(filter(None, (p.where, p.message))) for p in first))


class MissingError(AppealgenError):
    """Something needed was not given, and there is nobody to ask."""

    exit_code = 2


class InputError(AppealgenError):
    """A file that a person handed over is wrong."""

    exit_code = 3


class TemplateError(AppealgenError):
    """A letter template or a phrase file is wrong."""

    exit_code = 4


class RefusedError(AppealgenError):
    """The plan refuses: the case is closed, past its deadline, or there is no letter that the sender reads."""

    exit_code = 5


class WriteError(AppealgenError):
    """A file could not be written, or would replace one that is not ours."""

    exit_code = 6


class DocumentError(AppealgenError):
    """A document cannot be imported: it is damaged, too large, no Urgent Action, or several of them."""

    exit_code = 7


class WrongValueError(ValueError):
    """A text is not what it should be; the hint says what would be."""

    def __init__(self, message: Message, hint: Message) -> None:
        """Both as for a Problem."""
        super().__init__(f"{message} | {hint}")
        self.message, self.hint = message, hint


def wrong_value(error: ValueError, code: ProblemCode = ProblemCode.WRONG_VALUE, **where: Any) -> Problem:
    """The problem that a wrong value is, at a place (`file`, `line`, `field`, as in Problem)."""
    if isinstance(error, WrongValueError):
        return Problem(code, error.message, error.hint, **where)
    said = error.args[0] if error.args else ""
    return Problem(code, said if isinstance(said, Message) else untranslated(str(error)), **where)


def nearest(word: str, known: Sequence[str], cutoff: float = 0.6) -> str | None:
    """The known word that `word` was probably meant to be, or None; `cutoff` 1 is the same word.

    The answer is that of difflib.get_close_matches, which compares with every word: here only those are compared that
    have enough letters in common, so that a thousand wrong cells take no longer to answer than right ones to read.
    """
    if len(word) > limits.LINE:
        return None
    from difflib import SequenceMatcher

    wanted, best, match = word.casefold(), (cutoff, ""), None
    matcher, bits, candidates = SequenceMatcher(None, "", wanted), *_by_letters(tuple(known))
    letters = sum({bits[letter] for letter in _letters(wanted) if letter in bits})
    for folded, written, others in candidates:
        length = len(folded) + len(wanted)
        if length and 2 * (letters & others).bit_count() / length < best[0]:
            continue
        matcher.set_seq1(folded)
        if (found := (matcher.ratio(), folded)) >= best:
            best, match = found, written
    return match


@lru_cache(maxsize=64)
def _by_letters(
    known: tuple[str, ...],
) -> tuple[Mapping[tuple[str, int], int], Sequence[tuple[str, str, int]]]:
    """A bit for each letter and each repetition of it, and every word: without capitals, as written, as bits."""
    bits: dict[tuple[str, int], int] = {}
    words = {word.casefold(): word for word in reversed(known)}
    candidates = []
    for folded, written in words.items():
        letters = [bits.setdefault(letter, 1 << len(bits)) for letter in _letters(folded)]
        candidates.append((folded, written, sum(letters)))
    return bits, candidates


def _letters(word: str) -> list[tuple[str, int]]:
    """Each letter of a word, and the how manieth of its kind it is."""
    counts: dict[str, int] = {}
    letters = []
    for letter in word:
        counts[letter] = counts.get(letter, 0) + 1
        letters.append((letter, counts[letter]))
    return letters


def did_you_mean(word: str, known: Sequence[str]) -> Message:
    """A hint that names the nearest known word, or else all of them."""
    if (match := nearest(word, known)) is not None:
        return message("did you mean “{word}”?", word=match)
    return message("known: {words}", words=", ".join(known)) if known else message("there are none yet")
