"""The options that commands share, each spelled once."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from appealgen.cli import completion as complete
from appealgen.cli.i18n import _

Sender = Annotated[
    Path | None, typer.Option("--sender", metavar="FILE", help=_("Sender file (default: your profile)."))
]
Name = Annotated[str | None, typer.Option("--name", help=_("Your name; starts from nothing but the other options."))]
Address = Annotated[
    list[str] | None, typer.Option("--address", metavar="LINE", help=_("A line of your address; repeat."))
]
Country = Annotated[str | None, typer.Option("--country", help=_("The country you write from: GB or its name."))]
Email = Annotated[str | None, typer.Option("--email", help=_("Printed under your address."))]
Reads = Annotated[
    list[str] | None,
    typer.Option(
        "--reads", metavar="TAG", help=_("A language that you read; repeat, best first."), autocompletion=complete.tags
    ),
]
Place = Annotated[str | None, typer.Option("--place", help=_("Your town, for the date line."))]
DataDir = Annotated[
    Path | None,
    typer.Option(
        "--data-dir", metavar="DIR", help=_("Your own cases, templates, embassies (default: user data directory).")
    ),
]
Json = Annotated[bool, typer.Option("--json", help=_("One JSON object on stdout; asks nothing."))]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=_("No notices; errors only."))]
NoInput = Annotated[bool, typer.Option("--no-input", help=_("Ask nothing, even on a terminal."))]
Date = Annotated[
    str | None,
    typer.Option("--date", metavar="YYYY-MM-DD", help=_("Date on the letters (default: today); a past one rehearses.")),
]
Case = Annotated[
    str, typer.Argument(metavar="CASE", help=_("Id, number, name or folder."), autocompletion=complete.cases)
]
MaybeCase = Annotated[
    str | None,
    typer.Argument(
        metavar="CASE", help=_("Id, number (46/19), name (Bilash) or folder."), autocompletion=complete.cases
    ),
]
Envelope = Annotated[
    str | None,
    typer.Option(
        "--envelope", metavar="FORMAT", help=_("DL, C6, 200x120 … or none."), autocompletion=complete.envelopes
    ),
]
Layout = Annotated[
    str | None,
    typer.Option(
        "--layout",
        metavar="NAME",
        help=_("For window envelopes: din5008b … or plain."),
        autocompletion=complete.layouts,
    ),
]
Labels = Annotated[
    str | None,
    typer.Option(
        "--labels", metavar="SHEET", help=_("Address labels, not envelopes: L7160 …"), autocompletion=complete.labels
    ),
]
Feed = Annotated[
    Literal["landscape", "rotated"] | None, typer.Option("--feed", help=_("How the printer takes envelopes."))
]
ReturnAddress = Annotated[
    Literal["front", "back", "none"] | None,
    typer.Option("--return-address", help=_("Where your address stands on envelopes.")),
]
Airmail = Annotated[
    bool | None, typer.Option("--airmail/--no-airmail", help=_("Mark mail abroad AIR MAIL or PRIORITY, or do not."))
]
CountryLine = Annotated[
    list[str] | None,
    typer.Option("--country-line", metavar="TAG", help=_("Language of the country on envelopes; two print both.")),
]
To = Annotated[
    list[str] | None,
    typer.Option(
        "--to", metavar="ID", help=_("Only this target, by id or role; repeat."), autocompletion=complete.targets
    ),
]
Language = Annotated[
    str | None,
    typer.Option("--language", metavar="TAG", help=_("Language of the letters."), autocompletion=complete.languages),
]
Format = Annotated[
    str, typer.Option("--format", help=_("docx, txt or both: docx,txt."), autocompletion=complete.formats)
]
LabelStart = Annotated[int, typer.Option("--label-start", metavar="N", help=_("First free label of the sheet."))]
LabelOffset = Annotated[
    str, typer.Option("--label-offset", metavar="X,Y", help=_("Print labels so many mm farther right and down."))
]
ReturnLabels = Annotated[
    bool, typer.Option("--return-labels", help=_("And as many labels with the sender's own address."))
]
Embassy = Annotated[
    Literal["copy", "via", "none"] | None,
    typer.Option("--embassy", help=_("Send it a copy, ask it to forward the letter, or leave it out.")),
]
OwnWords = Annotated[str | None, typer.Option("--own-words", metavar="TEXT", help=_("A sentence of your own."))]
ReferenceDoc = Annotated[
    Path | None,
    typer.Option("--reference-doc", metavar="FILE", help=_("A Word document whose styles the letters take.")),
]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help=_("Where the files go."))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=_("Show the plan and write nothing."))]
Overwrite = Annotated[bool, typer.Option("--overwrite", help=_("Replace files that somebody edited."))]
Anyway = Annotated[
    str | None, typer.Option("--anyway", metavar="REASON", help=_("Write although the case is closed or past."))
]
AcceptDoubts = Annotated[
    bool, typer.Option("--accept-doubts", help=_("Write although an imported case has doubts; the manifest says so."))
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help=_("Write without asking for a yes."))]
