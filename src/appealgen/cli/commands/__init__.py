"""Table of the commands: the help and module of each. Importing it imports none of them."""

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
        _("Copies of the letter templates in your data directory; they take precedence over the bundled ones."),
        "new:template",
    ),
    "translation": Entry(
        _("A translator's file: each paragraph of a model letter, with room for its translation."), "new:translation"
    ),
    "proof": Entry(
        _("A proof for a native speaker to mark up: every fixed phrase of a language in letters, numbered."),
        "new:proof",
    ),
    "schema": Entry(_("The JSON Schema of case files, for editors."), "new:schema"),
    "reference-doc": Entry(
        _("A Word document with the letters' styles, to restyle and pass with --reference-doc."), "new:reference_doc"
    ),
    "pdf-style": Entry(
        _("A style file for PDF: fonts, sizes, margins, colours, a letterhead, for --pdf-style."), "new:pdf_style"
    ),
    "label-sheet": Entry(
        _("A test sheet with the outlines of labels, to print on plain paper and hold against a sheet of labels."),
        "new:label_sheet",
    ),
}
_EMBASSIES = {
    "list": Entry(_("List all embassies known from cases and from your own list."), "embassies:list_"),
    "find": Entry(_("Show the embassy of one country in another, as letters would use it."), "embassies:find"),
    "add": Entry(_("Add one embassy to your list; in a terminal, asks for missing details."), "embassies:add"),
    "import": Entry(
        _("Add a table of embassies to your list (your own CSV or Wikidata's), showing the changes first."),
        "embassies:import_",
    ),
}
COMMANDS: Mapping[str, Entry] = {
    "cases": Entry(_("List all cases with their status and days left."), "cases:cases"),
    "show": Entry(_("Show a case: what happened, what to ask for, whom to write to."), "show:show"),
    "channels": Entry(
        _("List how each target is reached, and what still arrives before the deadline."), "channels:channels"
    ),
    "write": Entry(_("Write one sender's letters and envelopes for a case."), "write:write"),
    "batch": Entry(_("Write letters for everyone on a roster, and files for the printer."), "batch:batch"),
    "import": Entry(_("Turn Urgent Action documents into case folders, listing what is unclear."), "imports:import_"),
    "check": Entry(_("Check a case for errors, and its letters against the writing guides."), "check:check"),
    "report": Entry(_("Count letters by case, target, language, country and date."), "report:report"),
    "verify": Entry(_("Check whether the files in a folder are still as they were written."), "verify:verify"),
    "clean": Entry(_("Remove personal data after an event, but keep the counts."), "clean:clean"),
    "doctor": Entry(_("Show what works on this machine, and what to do about the rest."), "doctor:doctor"),
    "new": Entry(
        _(
            "Make starter files: case, sender, roster, translation, proof, template, schema, reference-doc, "
            "pdf-style, label-sheet."
        ),
        commands=_NEW,
    ),
    "embassies": Entry(_("List, find, add or import embassies."), commands=_EMBASSIES),
    "profile": Entry(_("Keep your own details for every letter."), "profile:profile"),
}


JSON_LISTS = {
    "cases": ("cases",),
    "channels": ("targets",),
    "write": ("notices", "files", "failed"),
    "batch": ("notices", "files", "failed"),
    "import": ("doubts", "notices", "files"),
    "check": ("problems",),
    "report": ("cases", "targets", "routes", "languages", "countries", "dates", "channels", "rows", "notices"),
    "verify": ("missing", "changed", "blocked", "unreadable", "unknown", "notices", "failed"),
    "clean": ("files", "unknown", "notices"),
    "doctor": ("findings",),
    "embassies": ("embassies", "changes", "notices", "files"),
}
"""The lists of a command's JSON object, which scripts find on errors too."""
