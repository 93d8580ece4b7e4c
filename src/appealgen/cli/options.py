"""Groups of options that commands share: each option is defined once, and a group returns values for the library.

A command has a parameter for each group; `flattening.py` converts them for Typer. This module parses option texts.
"""

from collections.abc import Callable, Sequence
from dataclasses import FrozenInstanceError, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, dataclass_transform

from typer import Argument, BadParameter, Option
from typer.models import OptionInfo

from appealgen.cli import completion as complete
from appealgen.cli import console, environment
from appealgen.cli.i18n import _
from appealgen.cli.option_values import (
    day,
    listed,
    noted,
    parse_country,
    parse_language,
    parse_read,
    parsed,
    parsed_if_given,
)
from appealgen.errors import MissingError, Problem, ProblemCode
from appealgen.messages import message

if TYPE_CHECKING:
    from appealgen.model.document import LabelPlacing
    from appealgen.model.stationery import StationeryChoice
    from appealgen.planning.plan import PlanOptions
    from appealgen.workflows.letters import WriteOptions

T = TypeVar("T")


def value(
    metavar: str,
    help: str,
    complete: Callable[..., list[str]] | None = None,
    *names: str,
    default: Any = None,
    **limits: Any,
) -> Any:
    """An option with a value, named after its field or parameter; `default` is for fields of groups."""
    return Option(default, *names, metavar=metavar, help=help, autocompletion=complete, **limits)


def path(metavar: str, help: str, *, default: Path | None = None) -> Any:
    """An option with the path of a file or folder."""
    return value(metavar, help, default=default, parser=parse_path)


def one_of(help: str, *, default: str | None = None) -> Any:
    """An option with one of the values of its type."""
    return Option(default, help=help)


def flag(help: str, *names: str, default: bool | None = False) -> Any:
    """An option without a value; one that is off by default has no name to turn it off."""
    return Option(default, *names, help=help)


def paths(metavar: str, help: str) -> Any:
    """An argument with paths of files or folders."""
    return Argument(metavar=metavar, help=help, parser=parse_path)


def parse_path(text: str | Path) -> Path:
    """Parse a path; an empty one is an error, because it would mean the current folder."""
    if not str(text) or "\0" in str(text):
        raise BadParameter("names no file or folder.")
    return Path(text)


def parse_source(text: str) -> str:
    """Parse a path, or `-` for standard input."""
    parse_path(text)
    return text


def cases(metavar: str, help: str) -> Any:
    """An argument that names cases: by id, number, name, folder or document."""
    return Argument(metavar=metavar, help=help, parser=parse_source, autocompletion=complete.cases)


@dataclass_transform(frozen_default=True)
def group(heading: str | None = None) -> Callable[[type[T]], type[T]]:
    """Make a class a frozen dataclass of options under a heading of the help, by default that of its base.

    All groups share the same methods: those that a dataclass generates take 4 ms of every start.
    """

    def as_group(kind: type[T]) -> type[T]:
        for name, option in [each for each in vars(kind).items() if isinstance(each[1], OptionInfo)]:
            setattr(kind, name, field(default=option.default, metadata={"option": option}))
        methods = {"__init__": _set_values, "__setattr__": _refuse} | ({"heading": heading} if heading else {})
        for name, attribute in methods.items():
            setattr(kind, name, attribute)
        return dataclass(init=False, repr=False, eq=False, match_args=False)(kind)

    return as_group


def _set_values(self: object, **values: object) -> None:
    vars(self).update(values)


def _refuse(self: object, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to {name} of {self!r}: {value!r}")


Text = str | None
Texts = list[str] | None
Case = Annotated[str, cases("CASE", _("Id, number (46/19), name (Bilash) or folder."))]
OptionalCase = Annotated[Text, cases("CASE", _("Id, number (46/19), name (Bilash) or folder."))]
Cases = Annotated[list[str], cases("CASE...", _("Ids, numbers, names or folders."))]
Reads = Annotated[Texts, value("TAG", _("A language that you read, best first; repeatable."), complete.tags)]
Date = Annotated[Text, value("YYYY-MM-DD", _("Date on the letters (default: today). A past date makes a rehearsal."))]
DataDir = Annotated[
    Path | None, path("DIR", _("Folder with your own cases, templates and embassies (default: user data directory)."))
]
SheetLanguage = Annotated[
    Text,
    value("TAG", _("Language of sheets and starter files (default: that of the interface)."), complete.sheet_languages),
]
DryRun = Annotated[bool, flag(_("Show the plan, but write nothing."))]
LabelOffset = Annotated[str, value("X,Y", _("Shift labels right and down, in mm."))]
Json = Annotated[bool, flag(_("Print one JSON object on stdout; ask nothing."))]
NoInput = Annotated[bool, flag(_("Ask nothing, even in a terminal."))]
Quiet = Annotated[bool, flag(_("Print only results and errors."), "-q")]


@group(_("Your details"))
class Details:
    """Single details of the sender."""

    name: Text = value("NAME", _("Your name. Your profile is then ignored; give the rest as options."))
    address: Texts = value("LINE", _("A line of your address; repeatable."))
    country: Text = value("COUNTRY", _("The country you write from: GB or its name."))
    email: Text = value("ADDRESS", _("E-mail address, printed under your address."))
    reads: Reads = None
    place: Text = value("TOWN", _("Your town, for the date line."))
    sign: Literal["full", "town", "initials"] | None = one_of(
        _("What is shown of you: all; name and town; or initials and town (default: full).")
    )

    def values(self) -> dict[str, Any]:
        """The given fields of a Sender; raises MissingError with all that are wrong."""
        from appealgen.reading.sender_files import checked_email, checked_lines, checked_text

        checks: dict[str, Callable[[Any], Any]] = {
            "name": checked_text,
            "email": checked_email,
            "place": checked_text,
            "address": checked_lines,
            "country": parse_country,
        }
        problems: list[Problem] = []
        given = {field: text for field in checks if (text := getattr(self, field)) not in (None, [])}
        values = {field: noted(checks[field], text, field, problems) for field, text in given.items()}
        if self.sign is not None:
            values["sign"] = self.sign
        if self.reads:
            read = [noted(parse_read, text, "reads", problems) for text in self.reads]
            values["reads"] = tuple(dict.fromkeys(tag for tags in read for tag in tags or ()))
        if problems:
            raise MissingError(problems)
        return values


@group()
class SenderOptions(Details):
    """Options for the sender."""

    sender: Path | None = path("FILE", _("Sender file (default: your profile)."))
    blank: bool = flag(_("Leave ruled lines for name and address; needs --country and --reads."))


@group(_("Which letter"))
class LetterOptions:
    """Options that select letters and override the plan."""

    to: Texts = value("ID", _("Only this target, by id or role; repeatable."), complete.targets)
    language: Text = value("TAG", _("Language of the letters."), complete.languages)
    channel: Text = value(
        "CHANNEL", _("post, fax, email, social or several: post,email (default: post)."), complete.channels
    )
    embassy: Literal["copy", "via", "none"] | None = one_of(
        _("Send the embassy a copy, ask it to forward the letter, or leave it out.")
    )
    own_words: Text = value("TEXT", _("A sentence of your own, added to the letter."))
    own_words_language: Text = value(
        "TAG", _("Language of your own words: letters in others are without them."), complete.languages
    )
    reply_address: bool = flag(_("Put your address also on letters to the people at risk or their families."))
    emphasis: Literal["name", "keep"] | None = one_of(
        _("Bold type: only the names of the people (the default), or keep all that is bold in the case.")
    )
    date: Date = None
    anyway: Text = value("REASON", _("Write even though the case is closed or past its deadline; give a reason."))
    accept_doubts: bool = flag(
        _("Write even though doubts about an imported case are unresolved; noted in the manifest."), "--accept-doubts"
    )

    def plan_options(self, stationery: "StationeryChoice") -> "PlanOptions":
        """The options of a plan; raises MissingError."""
        from appealgen.planning.channels import parse_channels
        from appealgen.planning.plan import PlanOptions

        return PlanOptions(
            date=day(self.date),
            today=environment.today(),
            to=tuple(self.to or ()),
            language=parsed_if_given(parse_language, self.language, "language"),
            embassy=self.embassy,
            channels=parsed(parse_channels, self.channel, "channel") if self.channel is not None else ("post",),
            stationery=stationery,
            own_words=self.own_words,
            own_words_language=parsed_if_given(parse_language, self.own_words_language, "own-words-language"),
            reply_address=self.reply_address,
            emphasis=self.emphasis or "name",
            anyway=self.anyway,
            accept_doubts=self.accept_doubts,
        )


@group(_("Paper and post"))
class StationeryOptions:
    """Options for paper, envelopes and postal rules."""

    envelope: Text = value("FORMAT", _("DL, C6, 200x120 … or none."), complete.envelopes)
    layout: Text = value("NAME", _("Layout for window envelopes, such as din5008b; or plain."), complete.layouts)
    labels: Text = value("SHEET", _("Print address labels, such as L7160, instead of envelopes."), complete.labels)
    feed: Literal["landscape", "rotated"] | None = one_of(_("How envelopes go into the printer."))
    return_address: Literal["front", "back", "none"] | None = one_of(_("Where your address goes on envelopes."))
    airmail: bool | None = flag(_("Mark mail abroad AIR MAIL or PRIORITY, or leave it unmarked."), default=None)
    country_line: Texts = value("TAG", _("Language of the country name on envelopes; give two to print both."))

    def choice(self) -> "StationeryChoice":
        """The stationery asked for; raises MissingError for an unknown language."""
        from appealgen.model.stationery import StationeryChoice

        values = {field.name: getattr(self, field.name) for field in fields(StationeryChoice)}
        tags = tuple(parsed(parse_language, part, "country-line") for part in listed(self.country_line or ()))
        return StationeryChoice(**values | {"country_line": tags})


@group()
class PaperOptions(StationeryOptions):
    """Options for what to print on, and how."""

    label_start: int = value("N", _("First free label on the sheet."), default=1)
    label_offset: LabelOffset = "0,0"
    return_labels: bool = flag(_("Also print as many labels with the sender's own address."))
    reference_doc: Path | None = path("FILE", _("Word document whose styles the letters use."))
    pdf_style: Path | None = path("FILE", _("Style file for PDF, from “appealgen new pdf-style”."))

    def placing(self) -> "LabelPlacing":
        """Position of the first label; raises MissingError for an invalid offset, and for labels of no address."""
        from appealgen.model.document import LabelPlacing
        from appealgen.post.layouts import parse_offset

        if self.return_labels and self.return_address == "none":
            text = message("--return-labels cannot be combined with {options}", options="--return-address none")
            raise MissingError(
                Problem(ProblemCode.TWO_WAYS, text, message("leave one of them out"), field="return-labels")
            )
        offset = parsed(parse_offset, self.label_offset, "label-offset")
        return LabelPlacing(start=self.label_start, offset=offset, senders=self.return_labels)


@group(_("Files"))
class OutputOptions:
    """Options for the files to write."""

    format: Text = value("FORMAT", _("docx, pdf, txt or several: docx,pdf (default: docx)."), complete.formats)
    attach: Literal["pdf"] | None = one_of(_("With --channel email: attach the letter as PDF."))
    out: Path = path("DIR", _("Folder for the files."), default=Path("letters"))
    print: Literal["normal", "large"] = one_of(
        _("large: sheets and tables in large print, and a copy of each letter to read before signing."),
        default="normal",
    )
    dry_run: DryRun = False
    overwrite: bool = flag(_("Replace files even if they were edited."))
    open_written: bool = flag(_("Open what was written, or its folder."), "--open")

    def check_open(self, scripts: "ScriptOptions") -> None:
        """Raise MissingError for --open where nothing is written, or where a script runs."""
        for option, given in (("json", scripts.json), ("no-input", scripts.no_input), ("dry-run", self.dry_run)):
            if self.open_written and given:
                text = message("--open cannot be combined with {options}", options=f"--{option}")
                raise MissingError(Problem(ProblemCode.TWO_WAYS, text, message("leave one of them out"), field="open"))

    def write_options(self, paper: PaperOptions, channels: Sequence[str]) -> "WriteOptions":
        """Options for turning a plan by these channels into files; raises MissingError."""
        from appealgen.workflows.letters import WriteOptions, parse_formats

        formats = parse_formats(self.format or "docx")
        if paper.pdf_style is not None and "pdf" not in formats and self.attach is None:
            text, hint = message("--pdf-style is for PDF"), message("add --format pdf")
            raise MissingError(Problem(ProblemCode.TWO_WAYS, text, hint, field="pdf-style"))
        if self.attach is not None and "email" not in channels:
            text, hint = message("--attach is for e-mail"), message("add --channel email")
            raise MissingError(Problem(ProblemCode.TWO_WAYS, text, hint, field="attach"))
        return WriteOptions(
            formats=formats,
            labels=paper.placing(),
            reference_doc=paper.reference_doc,
            pdf_style=paper.pdf_style,
            large_print=self.print == "large",
            attach=self.attach is not None,
            overwrite=self.overwrite,
            dry_run=self.dry_run,
        )


@group(_("Scripts"))
class DataOptions:
    """Options for the user's data, and for the form of the result."""

    data_dir: DataDir = None
    json: Json = False

    @property
    def roots(self) -> tuple[Path, ...]:
        """Directories to search before the bundled data; raises MissingError for --data-dir."""
        return environment.data_roots(self.data_dir)

    @property
    def own_folder(self) -> Path:
        """The folder for writing the user's data, which need not exist yet; raises MissingError for --data-dir."""
        return self.roots[0]


@group()
class QuestionOptions(DataOptions):
    """Options for questions."""

    no_input: NoInput = False
    yes: bool = flag(_("Write without asking for confirmation."), "-y")

    @property
    def may_ask(self) -> bool:
        """Whether to ask for missing details."""
        return console.may_ask(json=self.json, no_input=self.no_input)

    def confirms(self, *, dry_run: bool) -> bool:
        """Whether to ask for confirmation before writing files."""
        return self.may_ask and not self.yes and not dry_run


@group()
class ScriptOptions(QuestionOptions):
    """Options for scripts."""

    quiet: Quiet = False
