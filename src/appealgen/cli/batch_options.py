"""Options of `appealgen batch` alone: the roster, who writes what, the post, print files."""

from dataclasses import MISSING, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from appealgen.cli import completion as complete
from appealgen.cli import options, streams
from appealgen.cli.i18n import _
from appealgen.cli.option_values import parse_country, parsed, parsed_if_given
from appealgen.cli.options import Text, Texts, flag, one_of, parse_source, path, value
from appealgen.errors import InputError, MissingError, Problem, ProblemCode
from appealgen.messages import message

if TYPE_CHECKING:
    from appealgen.events.plan import Batch
    from appealgen.model.identifiers import Country, Tag
    from appealgen.planning.plan import PlanOptions
    from appealgen.reading.roster import Roster


@options.group(_("Roster"))
class RosterOptions:
    """The roster, and defaults for its rows."""

    senders: str = value(
        "FILE", _("The roster: CSV, XLSX or ODS; - reads stdin."), parser=parse_source, default=MISSING
    )
    country: Text = value("COUNTRY", _("Country for rows that give none."))
    reads: Texts = value("TAG", _("Languages for rows that give none; repeatable."), complete.tags)
    column: Texts = value(
        "HEADING=FIELD", _("Meaning of a column: name, street, reads …, or ignore; repeatable, kept beside the roster.")
    )
    sign: Literal["full", "town", "initials"] | None = one_of(
        _("What is shown of people whose row does not say it: all; name and town; or initials and town.")
    )
    show_email: bool = flag(_("Print the e-mail addresses of the roster on letters."))
    rows: Text = value("N-M", _("Only these rows, numbered as in the spreadsheet: 20-40,55."))
    encoding: Text = value("NAME", _("Encoding of the CSV, if not UTF-8: cp1251 …"))
    keep_going: bool = flag(_("Write for valid rows even if others have errors (exit code 8)."))

    def defaults(self) -> tuple["Country | None", tuple["Tag", ...]]:
        """Country and languages for rows without them; raises MissingError."""
        values = options.Details(country=self.country, reads=self.reads).values()
        return values.get("country"), values.get("reads", ())

    def load(self, *, whole: bool = False) -> "Roster":
        """Read the roster, or the `whole` of it whatever rows are asked for.

        Raises MissingError for options, InputError for an unreadable file.
        """
        from appealgen.reading.roster import load_roster, parse_rows
        from appealgen.reading.tables import MAX_BYTES

        country, reads = self.defaults()
        from_stdin = self.senders == "-"
        return load_roster(
            streams.given(MAX_BYTES, InputError) if from_stdin else Path(self.senders),
            name="stdin" if from_stdin else None,
            country=country,
            reads=reads,
            sign=self.sign or "full",
            rows=parsed_if_given(parse_rows, None if whole else self.rows, "rows") or (),
            encoding=self.encoding,
            columns=self.columns(),
        )

    def columns(self) -> dict[str, str]:
        """Heading → field; raises MissingError."""
        from appealgen.reading.roster_columns import parse_column

        return dict(parsed(parse_column, text, "column") for text in self.column or ())

    def keep(self) -> "tuple[Problem, ...]":
        """Keep the columns beside the roster; returns a notice if anything new is kept."""
        from appealgen.workflows.roster_columns import keep_columns

        notice = keep_columns(Path(self.senders), self.columns()) if self.column and self.senders != "-" else None
        return (notice,) if notice is not None else ()


@options.group(_("Event"))
class EventOptions:
    """Options that assign people to cases, and tell how the roster has changed since an earlier run."""

    assign: Path | None = path(
        "FILE", _("File that says who writes for which case; --each creates it, or adds people.")
    )
    each: int | None = value("N", _("With --assign: number of cases for each person who is not in the file."), min=1)
    at_least: int = value("N", _("With --each: minimum number of people for each case."), min=0, default=0)
    walk_ins: int = value("N", _("Also print N blank letters for walk-ins."), min=0, default=0)
    hand_in: bool = flag(_("The letters are handed in to your section: no envelopes, a pile and a form for each case."))
    hand_in_by: Text = value("YYYY-MM-DD", _("Like --hand-in, with the last day on which your section takes them."))
    keep_edited: bool = flag(_("Leave edited files alone and write all others, instead of stopping."))
    group: Path | None = path("FILE", _("One letter per case from this sender, signed by everyone on the roster."))
    same: Texts = value(
        "OLD=NEW", _("A corrected person: their name or folder in an earlier run, and that of now; repeatable.")
    )
    set_aside: bool = flag(_("Move letters of earlier runs that are no longer planned into OUT/set-aside."))

    def check_whole(self, planned: "Batch") -> None:
        """Raise MissingError for --set-aside when only some people or targets are known, or somebody has no name."""
        if self.set_aside and (planned.picked or planned.nameless):
            text = message("--set-aside needs everybody: who is not in these rows may still be there")
            hint = message("omit --rows and --to, and fill in the names that are missing")
            raise MissingError(Problem(ProblemCode.TWO_WAYS, text, hint, field="set-aside"))

    def handed_in(self, asked: "PlanOptions", paper: options.PaperOptions) -> "PlanOptions":
        """The plan's options for letters that are handed in; raises MissingError for options about envelopes."""
        from appealgen.yamlfile.scalars import parse_iso_date

        until = parsed_if_given(parse_iso_date, self.hand_in_by, "hand-in-by")
        if not self.hand_in and until is None:
            return asked
        given: dict[str, object] = {"envelope": paper.envelope, "layout": paper.layout, "labels": paper.labels}
        given |= {"return-labels": paper.return_labels, "channel": asked.channels != ("post",)}
        if names := ", ".join(f"--{name}" for name, value in given.items() if value):
            text = message("--hand-in cannot be combined with {options}", options=names)
            raise MissingError(Problem(ProblemCode.TWO_WAYS, text, message("leave one of them out"), field="hand-in"))
        if until is not None and until < asked.date:
            text = message("is before the date of the letters")
            raise MissingError(Problem(ProblemCode.WRONG_VALUE, text, field="hand-in-by"))
        return replace(asked, hand_in=True, hand_in_by=until)


@options.group()
class BatchPaperOptions(options.PaperOptions):
    """Options for paper and post, and the country whose post it is."""

    posted_from: Text = value(
        "COUNTRY", _("Country the letters are posted from (default: your profile's, else that of most people).")
    )

    def origin(self, group: Path | None) -> "Country | None":
        """The country asked for, else for letters of many that of the profile; raises MissingError, InputError."""
        from appealgen.cli.prompts.sender import from_file

        if self.posted_from is not None:
            return parsed(parse_country, self.posted_from, "posted-from")
        own = from_file(None) if group is None else None
        return own.country if own is not None else None


@options.group(_("Printing"))
class PrintFileOptions:
    """Options of print files and sheets."""

    sort: Literal["sender", "target"] = one_of(
        _("Order of the print files: by sender (for signing) or target (for envelopes)."), default="sender"
    )
    split: int | None = value(
        "N", _("Letters in a print file at most (default: 500, with PDF 200; 0: all in one)."), min=0, max=10_000
    )
    duplex: bool = flag(_("Start every letter on the front of a sheet."))
    covers: bool = flag(_("Print a cover sheet with the name before each person's (or target's) letters."))
    pages: Text = value(
        "FILE:N-M", _("Print only these pages of a print file again, into another one: letters-A4-02:40-47.")
    )
    marks: bool = flag(_("Print a small mark, such as 4/3, on each letter and on its envelope or label."), default=True)
    singles: bool = flag(_("Write a separate file for each letter."), default=True)
    print_files: bool = flag(_("Write files with all letters, for the printer."), default=True)
    sheets: bool = flag(_("Write the event sheets: tally, packing lists, what to buy, case sheets."), default=True)
    sheet_language: options.SheetLanguage = None
