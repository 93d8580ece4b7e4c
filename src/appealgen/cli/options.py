"""The options that commands share, each spelled once."""

from pathlib import Path
from typing import Annotated

import typer

from appealgen.cli import complete

Sender = Annotated[Path | None, typer.Option("--sender", metavar="FILE", help="Sender file (default: your profile).")]
Name = Annotated[str | None, typer.Option("--name", help="Your name; starts from nothing but the other options.")]
Address = Annotated[list[str] | None, typer.Option("--address", metavar="LINE", help="A line of your address; repeat.")]
Country = Annotated[str | None, typer.Option("--country", help="The country you write from: GB or its name.")]
Email = Annotated[str | None, typer.Option("--email", help="Printed under your address.")]
Reads = Annotated[
    list[str] | None,
    typer.Option(
        "--reads", metavar="TAG", help="A language that you read; repeat, best first.", autocompletion=complete.tags
    ),
]
Place = Annotated[str | None, typer.Option("--place", help="Your town, for the date line.")]
DataDir = Annotated[
    Path | None,
    typer.Option(
        "--data-dir", metavar="DIR", help="Your own cases, templates, embassies (default: user data directory)."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object on stdout; asks nothing.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No notices; errors only.")]
NoInput = Annotated[bool, typer.Option("--no-input", help="Ask nothing, even on a terminal.")]
Date = Annotated[
    str | None,
    typer.Option("--date", metavar="YYYY-MM-DD", help="Date on the letters (default: today); a past one rehearses."),
]
Case = Annotated[str, typer.Argument(metavar="CASE", help="Id, number, name or folder.", autocompletion=complete.cases)]
MaybeCase = Annotated[
    str | None,
    typer.Argument(metavar="CASE", help="Id, number (46/19), name (Bilash) or folder.", autocompletion=complete.cases),
]
