"""`appealgen batch --pages`: pages of a print file once more."""

from __future__ import annotations

from collections.abc import Callable
from time import localtime, strftime
from typing import TYPE_CHECKING

from appealgen.cli.console import counted, result_file, result_text, say, styled, tell_notices, wrapped
from appealgen.cli.i18n import _
from appealgen.cli.option_values import parsed

if TYPE_CHECKING:
    from appealgen.cli.options import ScriptOptions
    from appealgen.events.reprint import FoundPages, PrintedAgain
    from appealgen.events.survey import BatchOptions, Survey


def find(pages: str, making: BatchOptions) -> FoundPages:
    """Look the pages up in the index; raises MissingError, InputError for the index."""
    from appealgen.events.reprint import find_pages, parse_pages

    return find_pages(parsed(parse_pages, pages, "pages"), making)


def shown(surveyed: Survey, making: BatchOptions, found: FoundPages, scripts: ScriptOptions) -> PrintedAgain:
    """Compose the letters on the pages, and show them; raises MissingError if there is none."""
    from appealgen.events.reprint import made_again

    made = made_again(surveyed, making, found)
    if not scripts.quiet:
        name, letters = f"{found.stem}: {found.pages}", counted("letter", len(made.letters))
        say(styled(_("printed again: {pages} ({letters})", pages=name, letters=letters), "bold"))
        for each in made.letters:
            say(wrapped(f"  {each.mark}  {each.signatory.folder}  {each.mailing.case.id}/{each.mailing.target.id}"))
        if found.indexed is not None:
            time = strftime("%Y-%m-%d %H:%M", localtime(found.indexed))
            asked = f"{found.stem}:{made.letters[0].mark}"
            say(
                wrapped(
                    _(
                        "Pages are those of {time}. For a pile printed before, name marks: {pages}",
                        time=time,
                        pages=asked,
                    )
                )
            )
        tell_notices(made.notices)
    return made


def write(made: PrintedAgain, making: BatchOptions, scripts: ScriptOptions, confirm: Callable[[], None]) -> None:
    """Ask on a terminal, write the file, and print the result."""
    from appealgen.events.reprint import write_again

    confirm()
    if not making.dry_run:
        made = write_again(made, making)
    if scripts.json:
        result_text(made.json())
        return
    for entry, _data in made.files:
        result_file(entry.state, making.out / entry.path)
