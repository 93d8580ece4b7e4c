"""The documents name every command and option that there is, and none that there is not."""

import re
from collections.abc import Iterator
from typing import Any

import typer

from appealgen.cli.app import app
from appealgen.letters.templates import PARTS
from appealgen.model.case import Case, Target
from appealgen.model.text import PLACEHOLDERS
from appealgen.yamlfile.reader import keys_of
from samples import PROJECT

PAGES = {path: path.read_text(encoding="utf-8") for path in [PROJECT / "README.md", *(PROJECT / "docs").glob("*.md")]}
OTHER_PROGRAMS = {"--user", "--universal", "--python-version", "--extra", "--no-emit-index-url", "--no-header"}


def commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    yield name, command
    for child, sub in getattr(command, "commands", {}).items():
        yield from commands(sub, f"{name} {child}")


COMMANDS = dict(commands(typer.main.get_command(app), "appealgen"))
OPTIONS = {
    option
    for command in COMMANDS.values()
    for parameter in command.params
    for option in (*parameter.opts, *parameter.secondary_opts)
    if option.startswith("--")
} | {"--help"}


def test_every_command_and_option_is_in_scripting() -> None:
    text = (PROJECT / "docs" / "scripting.md").read_text(encoding="utf-8")
    assert len(COMMANDS) > 8
    assert len(OPTIONS) > 25
    assert [
        name for name in COMMANDS if name not in ("appealgen new", "appealgen embassies") and f"`{name}" not in text
    ] == []
    assert [option for option in OPTIONS if not re.search(rf"`{option}\b", text)] == []


def test_no_page_names_a_command_or_option_that_is_not_there() -> None:
    for path, text in PAGES.items():
        named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text))
        assert named - OPTIONS - OTHER_PROGRAMS == set(), path
        code = "\n".join(re.findall(r"^```.*?^```|`[^`\n]+`", text, re.MULTILINE | re.DOTALL))
        for words in re.findall(r"^`?appealgen ((?:new |embassies )?[a-z][a-z-]*)", code, re.MULTILINE):
            assert f"appealgen {words}" in COMMANDS, (path, words)


def test_every_key_placeholder_and_block_is_in_the_case_format() -> None:
    text = (PROJECT / "docs" / "case-format.md").read_text(encoding="utf-8")
    words = [*keys_of(Case), *keys_of(Target), *PARTS]
    assert [word for word in words if f"`{word}`" not in text] == []
    assert [name for name in PLACEHOLDERS if f"`{{{{ {name} }}}}`" not in text] == []


def test_links_lead_somewhere() -> None:
    links = [(path, link) for path, text in PAGES.items() for link in re.findall(r"\]\(([^)#:]+)\)", text)]
    assert len(links) > 5
    assert [link for path, link in links if not (path.parent / link).exists()] == []
