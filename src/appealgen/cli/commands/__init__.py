"""The commands: the help of each, and where it is. This table alone imports none of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from appealgen.cli.i18n import _


class Entry(NamedTuple):
    """A command, as `module:function` in this package, or a group of commands."""

    help: str
    home: str = ""
    commands: Mapping[str, Entry] = {}


_NEW = {
    "case": Entry(_("A case folder to fill in from the document you were sent."), "new:case"),
    "sender": Entry(_("A sender file, for --sender."), "new:sender"),
    "roster": Entry(_("A spreadsheet for the people who sign letters at an event."), "new:roster"),
    "template": Entry(
        _("Copies of the letter templates in your data directory, where they win over the bundled ones."),
        "new:template",
    ),
    "translation": Entry(
        _("A translator's file: each paragraph of a model letter, with room for its translation."), "new:translation"
    ),
    "schema": Entry(_("The JSON Schema of case files, for editors."), "new:schema"),
    "reference-doc": Entry(
        _("A Word document with the letters' styles, to restyle and pass with --reference-doc."), "new:reference_doc"
    ),
    "label-sheet": Entry(
        _("A test sheet with the outlines of labels, to print on plain paper and hold against a sheet of labels."),
        "new:label_sheet",
    ),
}
_EMBASSIES = {
    "list": Entry(_("All embassies that cases and your list know."), "embassies:list_"),
    "find": Entry(_("The embassy of a country in another, as letters would use it."), "embassies:find"),
    "add": Entry(_("One embassy into your list; asks for what is missing on a terminal."), "embassies:add"),
    "import": Entry(
        _("A table of embassies into your list: a CSV of your own, or Wikidata's; shows what changes first."),
        "embassies:import_",
    ),
}
COMMANDS: Mapping[str, Entry] = {
    "cases": Entry(_("The catalogue: every case, its status and days left."), "cases:cases"),
    "show": Entry(_("The case sheet: what happened, what to ask, whom to write to."), "show:show"),
    "write": Entry(_("Write one sender's letters and envelopes for a case."), "write:write"),
    "batch": Entry(_("Write everyone's letters for several cases, and files for the printer."), "batch:batch"),
    "import": Entry(_("Urgent Action documents into case folders, with their doubts."), "imports:import_"),
    "check": Entry(_("Problems in a case, and what the guides say of its letters."), "check:check"),
    "report": Entry(_("Letters counted: by case, target, language, country, date."), "report:report"),
    "verify": Entry(_("Whether the files of a folder are still as they were written."), "verify:verify"),
    "clean": Entry(_("Remove what is personal after an event, and keep the numbers."), "clean:clean"),
    "new": Entry(
        _("Starter files: case, sender, roster, translation, template, schema, reference-doc, label-sheet."),
        commands=_NEW,
    ),
    "embassies": Entry(_("Embassies: list, find, add, import."), commands=_EMBASSIES),
    "profile": Entry(_("Your own details, kept for every letter."), "profile:profile"),
}


def module_of(command: str) -> str | None:
    """The module of a command or of a group of commands; None for one that there is not."""
    entry = COMMANDS.get(command)
    while entry and not entry.home:
        entry = next(iter(entry.commands.values()))
    return f"{__name__}.{entry.home.partition(':')[0]}" if entry else None
