"""Write what docs/ take from the program and its data: `python scripts/reference_pages.py`.

These are the pages of docs/reference/ but that of the library, and the tables between marks in other pages.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import typer

from appealgen.cli.app import app
from appealgen.importing.structure.labels import load_forms
from appealgen.language.catalogues import languages_with_catalogue
from appealgen.language.locales import language_name
from appealgen.language.phrases import Phrases, languages_with_phrases, load_phrases
from appealgen.reading.roster_columns import headings
from appealgen.workflows.proof import phrases_in
from appealgen.workflows.starters import case_schema
from page_tables import TABLES, rows_of, with_tables

DOCS = Path(__file__).resolve().parents[1] / "docs"
_TYPES = {"string": "text", "number": "text", "integer": "number", "boolean": "true or false", "array": "list"}
_KNOWN = (
    "language",
    "tag",
    "fixed words of letters",
    "to be checked",
    "the program speaks it",
    "labels of documents",
    "headings of rosters",
)


def keys() -> str:
    """The page of the keys of a case."""
    rows = [(f"`{key}`", kind, text) for key, kind, text in keys_of(json.loads(case_schema()))]
    return f"""\
# Keys of a case

All keys of `case.yaml`, from the JSON Schema that `appealgen new schema` writes. [The case format](../case-format.md)
explains how they work together.

{rows_of(("key", "value", "meaning"), rows)}
"""


def keys_of(schema: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str, str]]:
    """Every key with its path, its kind of value and its description, those of lists and objects below their own."""
    required = schema.get("required", ())
    for name, value in schema.get("properties", {}).items():
        shapes = [each for each in value.get("anyOf", [value]) if each.get("type") != "null"]
        kinds = list(dict.fromkeys(kind for shape in shapes for kind in _kinds(shape)))
        needed = ", required" if name in required else ""
        yield f"{path}{name}", f"{' or '.join(kinds)}{needed}", value.get("description", "")
        for shape in shapes:
            inner = shape.get("items", shape)
            yield from keys_of(inner, f"{path}{name}[]." if "items" in shape else f"{path}{name}.")


def _kinds(shape: Mapping[str, Any]) -> Iterator[str]:
    """What a value may be, in plain words."""
    if "enum" in shape or "const" in shape:
        yield "`" + "`, `".join(map(str, shape.get("enum", [shape.get("const")]))) + "`"
    elif shape.get("format") == "date":
        yield "date"
    elif shape.get("type") == "object":
        yield "keys" if "properties" in shape else "text by language"
    else:
        types = shape.get("type", "text")
        yield from dict.fromkeys(_TYPES.get(each, each) for each in ([types] if isinstance(types, str) else types))


def commands() -> str:
    """The page of the commands: usage, options by the headings of the help, examples."""
    parts = [_command(name, command) for name, command in commands_below(typer.main.get_command(app), "appealgen")]
    return """\
# Commands and options

Every command with its arguments and options, as `--help` shows them. [Scripting](../scripting.md) explains those of
`write` and `batch` in more detail, and has exit codes and JSON.

""" + "\n".join(parts)


def commands_below(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    """The command and all below it, by name."""
    yield name, command
    for child in command.list_commands(None) if hasattr(command, "list_commands") else ():
        yield from commands_below(command.get_command(None, child), f"{name} {child}")


def _command(name: str, command: Any) -> str:
    """The part of a command."""
    context = typer.Context(command, info_name=name)
    sections: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": []}
    for parameter in command.get_params(context):
        argument = parameter.param_type_name == "argument"
        heading = "Arguments" if argument else parameter.rich_help_panel or "Options"
        names, text = parameter.get_help_record(context)
        sections.setdefault(heading, []).append((f"`{names}`", text.replace("  [", " [")))
    usage = " ".join([name, *command.collect_usage_pieces(context)])
    tables = [rows_of((heading, ""), rows) for heading, rows in sections.items() if rows]
    examples = ["```sh\n" + "\n".join(command.examples) + "\n```"] if hasattr(command, "examples") else []
    return "\n\n".join([f"## `{name}`", command.help, f"`{usage}`", *tables, *examples]) + "\n"


def languages() -> str:
    """The page of what is known of which language."""
    phrases: dict[str, Phrases] = {tag: load_phrases(tag) for tag in languages_with_phrases()}
    forms = load_forms()
    tags = sorted({*phrases, *languages_with_catalogue(), *(form.language for form in forms)}, key=_name)
    known = [
        (
            _name(tag),
            f"`{tag}`",
            *(_phrases(phrases[tag]) if tag in phrases else ("", "")),
            "yes" if tag in languages_with_catalogue() else "",
            str(sum(len(texts) for form in forms if form.language == tag for texts in form.labels.values()) or ""),
            str(sum(tag in words for words in headings().fields.values()) or ""),
        )
        for tag in tags
    ]
    unread = [(_name(tag), ", ".join(f"`{key}`" for key in words.native_reader)) for tag, words in phrases.items()]
    read = [(form.title, f"`{form.form}`", str(sum(map(len, form.labels.values())))) for form in forms]
    return f"""\
# Languages

What appealgen knows of each language. A letter needs the fixed words of its language; without them it is refused.

{rows_of(_KNOWN, known)}

*Labels* are words such as “Send appeals to:” by which an [import](../importing.md) finds the parts of a document. For
*headings*, the number is that of the columns known in the language ([all headings](headings.md)).

## Fixed words that no native speaker has checked

To check some is worth as much as a new language. It takes five minutes:
[Translating](../translating.md#a-proof-to-mark-up) says how.

{rows_of(("language", "keys"), sorted(row for row in unread if row[1]))}

## Documents

{rows_of(("documents", "file in `data/forms/`", "labels"), read)}
"""


def _name(tag: str) -> str:
    return language_name(tag, "en")


def _phrases(words: Phrases) -> tuple[str, str]:
    """How many phrases there are, and how many of them a native speaker still has to check."""
    return str(len(phrases_in(words))), str(len(words.native_reader))


def columns() -> str:
    """The page of the headings of rosters."""
    tags = list(dict.fromkeys(tag for words in headings().fields.values() for tag in words))
    rows = [
        (f"`{field}`", *("; ".join(words.get(tag, ())) for tag in tags)) for field, words in headings().fields.items()
    ]
    tables = [
        f"## {_name(tag)}\n\n" + rows_of(("field", "headings"), [(row[0], row[n]) for row in rows if row[n]])
        for n, tag in enumerate(tags, 1)
    ]
    return (
        """\
# Headings of rosters

The headings by which [rosters](../rosters.md) are understood, for each field. Capitals, accents, blanks and punctuation
do not matter, and a heading may have further words around it.

"""
        + "\n\n".join(tables)
        + "\n"
    )


PAGES: Mapping[str, Callable[[], str]] = {
    "reference/schema.md": keys,
    "reference/commands.md": commands,
    "reference/languages.md": languages,
    "reference/headings.md": columns,
}


def written() -> dict[Path, str]:
    """Every page that this script writes, as it should be."""
    made = "\n<!-- made by scripts/reference_pages.py -->\n"
    whole = {DOCS / name: page().replace("\n", made, 1) for name, page in PAGES.items()}
    names: Sequence[str] = list(dict.fromkeys(name for name, _ in TABLES))
    return whole | {DOCS / name: with_tables(name, (DOCS / name).read_text(encoding="utf-8")) for name in names}


if __name__ == "__main__":
    for path, text in written().items():
        path.write_text(text, encoding="utf-8", newline="\n")
