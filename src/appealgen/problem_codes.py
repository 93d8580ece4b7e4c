"""The kinds of problems: each has a stable word, its scope, its meaning and its exit codes."""

from __future__ import annotations

from enum import Enum
from functools import partial


class Scope(Enum):
    """Whom a problem affects."""

    CASE = "case"
    """Everyone who writes for the case."""
    SENDER = "sender"
    """One sender, or several senders with the same details."""
    RUN = "run"
    """The whole run: its options, its files."""


class _Row:
    """A row of the table of codes. Read from ProblemCode, it gives the code named after the row."""

    def __init__(self, scope: Scope, meaning: str, *exit_codes: int, personal: bool = False) -> None:
        self._facts = scope, meaning, exit_codes, personal

    def __set_name__(self, codes: type[ProblemCode], name: str) -> None:
        self._name = name

    def __get__(self, code: ProblemCode | None, codes: type[ProblemCode]) -> ProblemCode:
        """The code, created when first read: as many members of an Enum would add 1 ms to every start."""
        made = ProblemCode(self._name.lower().replace("_", "-"))
        made.scope, made.meaning, made.exit_codes, made.personal = self._facts
        setattr(ProblemCode, self._name, made)
        return made


_case, _sender, _run = (partial(_Row, scope) for scope in Scope)


class ProblemCode(str):
    """The kind of a problem: a stable kebab-case word, and everything that depends only on the kind.

    A row describes the problem for the table in docs/scripting.md and gives the exit codes of the errors that it can
    be part of; a notice has none. A `personal` code concerns an individual and stays out of manifests.
    """

    scope: Scope
    meaning: str
    exit_codes: tuple[int, ...]
    personal: bool

    ADDRESS = _run("the document is a web address, not a file", 7)
    ADDRESS_TOO_LONG = _sender("an address does not fit the envelope, window or label", 5)
    AMBIGUOUS_CASE = _run("several cases have this name", 2)
    AMBIGUOUS_NAME = _run("several people on the roster have the name in the assignment", 3)
    ANOTHER_NAME = _run("the assignment spells a name otherwise than the roster in this row", personal=True)
    ANYWAY = _case("letters are written even though the case is not open")
    BLANK_BY_EMAIL = _sender("a letter to fill in by hand is not sent by fax or e-mail", 5)
    BLOCKED = _run("a folder, a link or a device is in the way of a file", 6, 8)
    BUG = _run("a bug in appealgen", 1)
    BUSY = _run("another run is writing into the folder", 6)
    CANNOT_WRITE = _run("a file cannot be written to the disk", 6)
    CAPITALS = _case("a word of the model letter is in capitals")
    CHANGED_FILE = _run("a file has changed since it was written", 8)
    CHANGED_MEANWHILE = _run("another program has changed a file since it was read", 6)
    CLOSE_TWICE = _case("the model letter has its own close")
    CLOSED = _case("an update has closed the case", 5)
    COLUMNS_KEPT = _run("headings of a roster are read as they were given in an earlier run, or kept for a later one")
    COMMENTS = _run("comments of a file are kept in a copy")
    CONFLICT = _run("a file was edited, or is not from appealgen", 6)
    COUNTRY_LINE = _sender("the post does not read the language of the country line", 2)
    COUNTRY_MISMATCH = _case("an address is in another country than the case")
    DAMAGED = _run("a file is damaged", 3, 7)
    DAMAGED_TEXT = _run("letters of a cell were lost, or read in the wrong encoding", 3)
    DEADLINE_NEAR = _case("less than a week is left until the deadline")
    DEMAND_NOT_LAST = _case("the model letter does not end with its demands")
    DOUBT = _case("a doubt about an imported case")
    DOUBT_ACCEPTED = _case("a grave doubt that was accepted")
    DOUBTS = _case("grave doubts about an imported case", 5)
    DUPLICATE_CASE = _run("the assignment names a case twice for one person", 3)
    DUPLICATE_COLUMN = _run("two columns mean the same", 3)
    DUPLICATE_ID = _run("two things have the same id", 3)
    DUPLICATE_KEY = _run("a file has a key twice", 3)
    DUPLICATE_LETTER = _run("two files are letters in the same language", 3)
    DUPLICATE_ROW = _run("two rows are the same", 3)
    EDITED = _case("the sender edited the letter")
    EMBASSY_DOUBTS = _sender("grave doubts about an embassy that gets a copy", 5)
    EMPTY = _run("the document is empty", 7)
    EMPTY_LETTER = _run("a model letter has no text", 3)
    EMPTY_TABLE = _run("a table has no rows", 3)
    ENCRYPTED = _run("a file is protected with a password", 3, 7)
    ENVELOPE_SIZE = _run("an envelope cannot have this size", 2)
    EXAMPLE_ROW = _run("the roster still has the example row")
    EXCLAMATION = _case("the model letter has an exclamation mark")
    EXISTS = _run("this name is already in use", 2, 6)
    FAILED_FORMULA = _run("a spreadsheet formula failed")
    FAX_NUMBER = _case("a fax number has no country code, or a case gives several")
    FEW_PEOPLE = _case("fewer people write for a case than requested")
    FILE_NAME = _run("the name of a file does not fit its kind", 3)
    FORMULAS = _run("a spreadsheet has formulas, whose results would be lost", 3)
    FOREIGN_SCRIPT = _run("an address in a roster is in a script that is not used in its country", personal=True)
    GIVEN_BY_CASE = _case("the case itself gives this embassy")
    GONE = _run("letters whose file is no longer there")
    GUESSED_ENCODING = _run("the encoding of a CSV file was guessed")
    HIDDEN_COLUMN = _run("a column is read although the spreadsheet hides it")
    HIDDEN_ROW = _run("a row is left out because the spreadsheet hides it")
    INTERRUPTED = _run("a run into the folder was stopped, or is not finished")
    LABEL_START = _run("a label sheet has no such position", 2)
    LANGUAGE_CLOSE = _sender("the letter's language is close to one that the sender reads", personal=True)
    LANGUAGE_UNREAD = _sender("the sender is not known to read the letter's language", personal=True)
    LATIN_TOWN = _case("the town of an address is transcribed")
    LAYOUT_ENVELOPE = _run("no window of this layout fits the envelope", 2)
    LEFT_OUT_OF_LETTERS = _run("something in a reference document does not go into letters")
    LEFT_OVER = _run("files of an earlier run are no longer planned")
    LIKELY_COLUMN = _run("a column that is not read looks like one that is needed", 3)
    LITTLE_KNOWN = _run("a language that somebody knows only a little is left out", personal=True)
    LONG_ROW = _run("a row of a table has more cells than its header")
    LONG_MAIL_LINK = _run("a letter is long for a mail link, or too long")
    LOST_IN_EDIT = _case("an edited letter lost a demand, a name, a date, a number or a placeholder", 5)
    LOST_IN_TRANSLATION = _case("a translation lost a number, a name or an address")
    MADE_A_DATE = _run("a spreadsheet turned a house number, a postcode or a name into a date", 3)
    MADE_AGAIN = _run("letters like removed ones, counted as the same")
    MARK_BY_HAND = _sender("the airmail mark must be added by hand")
    MARKUP_LEFT = _case("markup would be printed literally")
    MERGED_CELLS = _run("cells of several rows are merged")
    MISSING_BLOCK = _run("a letter template lacks a part", 4)
    MISSING_COLUMN = _run("a table lacks a column", 3)
    MISSING_DEMAND = _case("the case lacks demands in the language of a model letter that uses them", 3)
    MISSING_DETAIL = _sender("a detail is missing", 2, 3)
    MISSING_FILE = _run("a file that was written is no longer there", 8)
    MISSING_KEY = _run("a file lacks a key", 3)
    MISSING_LANGUAGE = _run("a row has no language, and its country has several", 3)
    MISSING_PLACEHOLDER = _run("a phrase lacks a placeholder", 4)
    MISSING_VALUE = _run("a value is empty", 3)
    MORE_PROBLEMS = _run("there are more problems than are listed", 2, 3, 4, 5, 6, 7)
    NAMED_COUNTRY = _run("the address of a roster's row is in another country than its row says", 3, personal=True)
    NAME_NOT_BOLD = _case("nobody's name is in bold in the model letter")
    NEEDS_DETAIL = _case("a paragraph of the model letter needs a detail of the sender")
    NEWER_TEXT = _case("a newer document has other words for the case")
    NO_ADDRESS = _case("a target has no postal address")
    NO_CASE = _run("there is no case", 2, 3)
    NO_CHANNEL = _sender("a recipient has no address for a channel that was asked for", 5)
    NO_CONTACT = _case("a target has no postal address, e-mail address or fax number")
    NO_COUNTRY = _case("the case has no country", 5)
    NO_DEADLINE = _case("the case has no deadline")
    NO_DIRECTORY = _run("there is no such folder", 2)
    NO_DOCUMENTS = _run("no document was given", 7)
    NO_EDITOR = _run("no text editor can be started", 2)
    NO_EMAIL = _run("a cell is not an e-mail address")
    NO_EMBASSY = _sender("no embassy of the country is known in the sender's", 2)
    NO_FONT = _sender("no installed font has some characters of a PDF", 5)
    NO_LABELS = _run("label options need a label sheet", 2)
    NO_LATIN_TOWN = _case("the town of an address is not known in Latin letters")
    NO_LETTER = _sender("there is no letter that the sender reads", 2, 5)
    NO_MANIFEST = _run("a folder has no manifest", 3)
    NO_PEOPLE = _case("the case is about nobody", 5)
    NO_PHRASES = _sender("there are no phrases for a language", 4, 5)
    NO_POSTCODE = _run("an address in a roster has no postcode", personal=True)
    NO_PRICE = _run("the table of prices has no price for a letter")
    NO_PROFILE = _run("there is no profile yet", 2)
    NO_REGION = _run("a region of an address is not known")
    NO_RETURN_ADDRESS = _sender("the sender has no address", 2, personal=True)
    NO_SENDER = _run("no sender is given", 2)
    NO_SOURCE = _case("the source letter of a translation is missing")
    NO_SOURCES = _case("the case names no sources")
    NO_TARGETS = _case("the case has no recipient", 2, 5)
    NO_TEMPLATE = _run("there is no such letter template", 4)
    NO_TERMINAL = _run("nobody can be asked without a terminal", 2)
    NO_TEXT = _run("a document has no text", 7)
    NO_TRANSLATION = _case("there is no letter in a language that the target reads")
    NO_YES = _run("confirmation is needed, and there is nobody to ask", 2)
    NOBODY = _run("nobody writes or signs a letter", 2, 5)
    NOT_A_MANIFEST = _run("a file is not a manifest of appealgen", 3)
    NOT_A_TABLE = _run("a file is not a table", 3)
    NOT_AN_URGENT_ACTION = _run("a document is not an Urgent Action", 7)
    NOT_ASSIGNED = _run("a person of the roster is not in the assignment", personal=True)
    NOT_DOCX = _run("a reference document is not a DOCX", 3)
    NOT_ISSUED = _case("the case has not been issued yet", 5)
    NOT_ON_ROSTER = _run("people in the assignment are not on the roster", 3, personal=True)
    NOT_OPENED = _run("a file that was written could not be opened")
    NOT_REVIEWED = _case("no native speaker has checked the letter")
    NOT_SUPPORTED = _case("letters to the people themselves are not supported yet")
    NOT_TEXT = _run("a file is not text", 3)
    NOT_UTF8 = _run("a file is not UTF-8", 3, 4)
    NOT_YAML = _run("a file is not YAML", 3, 4)
    NOTHING_TO_RENDER = _run("there is no document to render", 2)
    ODD_POSTCODE = _run("a postcode in a roster is not in its country's form", personal=True)
    OLDER_TEXT = _case("an older document has other words for the case")
    OPEN_COMMENT = _run("a comment is not closed", 3)
    OPEN_HEAD = _run("the head of a model letter is not closed", 3)
    OTHER_KIND = _run("a document is of an unsupported kind", 7)
    OTHER_SHEETS = _run("a workbook has more sheets than the one that is read")
    OWN_WORDS = _case("own words are not in the script of the letter's language")
    PAST_DEADLINE = _case("the deadline has passed", 5)
    PDF_FAILED = _run("a PDF cannot be made", 6)
    PERSON_NOT_NAMED = _case("the model letter does not name a person in full")
    POST_SUSPENDED = _case("mail to the country is suspended")
    POSTCODE = _case("an address has no postcode in its country's form")
    READS_ASSUMED = _sender("the sender's language is assumed from their country", personal=True)
    READS_MISSING = _sender("the sender's languages are not known", 2, 5)
    REHEARSAL = _case("the letters are dated in the past")
    ROTATED_SCRIPT = _sender("a rotated envelope cannot have lines in the script of the address", 5)
    SALUTATION_TWICE = _case("the model letter has its own salutation")
    SECOND_EMBASSY = _run("a table has a second embassy in one country")
    SEVERAL = _run("a document holds several Urgent Actions", 7)
    SMALLER_PARTS = _run("print files hold fewer letters than asked for")
    SOCIAL_TEXT = _case("something in a text for social media must be checked")
    STAND_IN_FONT = _sender("text of a PDF is in a poor font, because no better one is installed")
    STRAY_BRACES = _run("braces are not part of a placeholder", 3)
    STRAY_DEMANDS = _run("{{ demands }} is not alone on its line", 3)
    TEMPLATE_ERROR = _run("a letter template fails", 4)
    TEMPLATE_SYNTAX = _run("a letter template has a syntax error", 4)
    TEXT_OUTSIDE_BLOCKS = _run("a letter template has text outside its blocks", 4)
    TIES = _sender("the sender has ties to the country", personal=True)
    TOO_LARGE = _run("a file or a text is too large", 2, 3, 4, 7)
    TOO_LONG = _run("a letter has more than one page")
    TRANSLATION_DIFFERS = _case("a translation has another number of paragraphs")
    TRANSLATION_LAGS = _case("the source of a translation has changed since")
    TWO_FORMS = _run("two forms of output were asked for", 2)
    TWO_SENDERS = _run("two senders were given", 2)
    TWO_WAYS = _run("two options exclude each other", 2)
    UNDATED = _run("letters whose date is not known")
    UNFINISHED_TRANSLATION = _case("a translation is not finished")
    UNKNOWN_BLOCK = _run("a letter template has a part that letters do not have", 4)
    UNKNOWN_CASE = _run("there is no such case", 2, 3)
    UNKNOWN_COLUMN = _run("a column of a table is ignored")
    UNKNOWN_ENCODING = _run("there is no such encoding", 3)
    UNKNOWN_ENVELOPE = _run("there is no such envelope", 2)
    UNKNOWN_FILE = _run("a file in the folder is not in the manifest", 8)
    UNKNOWN_FORMAT = _run("there is no such format", 2)
    UNKNOWN_KEY = _run("there is no such key", 3)
    UNKNOWN_LABEL = _run("there is no such sheet of labels", 2)
    UNKNOWN_LANGUAGE = _run("the program has no translation into the language", 2)
    UNKNOWN_LAYOUT = _run("there is no such layout", 2)
    UNKNOWN_PLACEHOLDER = _run("there is no such placeholder", 3, 4)
    UNKNOWN_TARGET = _sender("there is no such target", 2)
    UNKNOWN_VALUE = _run("a value is not one of those allowed", 3)
    UNREADABLE = _run("a file cannot be read", 3, 6, 7, 8)
    UNSURE_NAME = _run("a name in a roster may not be that of one person, given name first", personal=True)
    USAGE = _run("the command line is wrong", 2)
    WRONG_COLUMN = _run("a column does not hold what its heading says", 3)
    WORDS_NOT_REVIEWED = _run("no native speaker has checked some fixed words of letters")
    WRONG_VALUE = _run("a value is wrong", 2, 3)
