"""The pages name every existing command, option and package, and none that does not exist."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

import appealgen
from appealgen.cli.app import app
from appealgen.letters.templates import PARTS
from appealgen.model.case import PLACEHOLDERS, Case, Target
from appealgen.yamlfile.reader import keys_of
from samples import PROJECT

PACKAGE = PROJECT / "src" / "appealgen"
PACKAGES = sorted(path.parent.relative_to(PACKAGE).as_posix() for path in PACKAGE.glob("*/**/__init__.py"))
DECISIONS = sorted((PROJECT / "docs" / "decisions").glob("[0-9]*.md"))
PAGES = {
    path: path.read_text(encoding="utf-8")
    for path in [
        *(PROJECT / name for name in ("README.md", "CHANGELOG.md", "benchmarks/README.md", "SECURITY.md")),
        *(PROJECT / name for name in ("CONTRIBUTING.md", "CODE_OF_CONDUCT.md")),
        *(PROJECT / "docs").rglob("*.md"),
        PACKAGE / "data" / "SOURCES.md",
    ]
}
OTHER_PROGRAMS = {
    "--user",
    "--universal",
    "--python-version",
    "--extra",
    "--no-emit-index-url",
    "--no-header",
    "--no-annotate",
    "--generate-hashes",
    "--require-hashes",
    "--no-deps",
    "--no-build-isolation",
    "--list",
    "--ignore-missing",
    "--repo",
    "--update-golden",
    "--cov",
    "--misses",
    "--cov-report",
}


def commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    yield name, command
    for child in command.list_commands(None) if hasattr(command, "list_commands") else ():
        yield from commands(command.get_command(None, child), f"{name} {child}")


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
            assert words == "help" or f"appealgen {words}" in COMMANDS, (path, words)


def test_every_key_placeholder_and_block_is_in_the_case_format() -> None:
    text = (PROJECT / "docs" / "case-format.md").read_text(encoding="utf-8")
    words = [*keys_of(Case), *keys_of(Target), *PARTS]
    assert [word for word in words if f"`{word}`" not in text] == []
    assert [name for name in PLACEHOLDERS if f"`{{{{ {name} }}}}`" not in text] == []


def test_links_lead_somewhere() -> None:
    links = [(path, link) for path, text in PAGES.items() for link in re.findall(r"\]\(([^)#:]+)\)", text)]
    assert len(links) > 5
    assert [link for path, link in links if not (path.parent / link).exists()] == []


def is_there(name: str) -> bool:
    """Whether a file of the repository or of the package has this name; `<tag>` matches anything."""
    pattern = re.sub(r"<[^>]*>", "*", name).rstrip("/")
    return any(next(root.glob(pattern), None) is not None for root in (PROJECT, PACKAGE))


def paths_in(path: Path) -> Iterator[str]:
    """The paths in backticks that can only be files of the project.

    Pages for users also name the users' own files: there, only paths below a folder of the repository, or of a module.
    """
    folders = ["src", "tests", "scripts", "docs", "benchmarks", "letter_templates", "data", *PACKAGES]
    folders.remove("letters")  # also the folder that letters are written to
    inside = path.name == "architecture.md" or path.parent.name == "decisions"
    first = r"[\w.]+" if inside else f"(?:{'|'.join(folders)})"
    code = re.sub(r"^```.*?^```", "", PAGES[path], flags=re.MULTILINE | re.DOTALL)
    for words in re.findall(r"`([^`\n]+)`", code):
        for word in words.split():
            if re.fullmatch(rf"{first}/[\w./<>-]*|[\w./-]+\.py", word):
                yield word


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_every_file_that_a_page_names_is_there(path: Path) -> None:
    assert [name for name in paths_in(path) if not is_there(name)] == []


def test_every_module_that_a_page_names_is_there() -> None:
    names = {name for text in PAGES.values() for name in re.findall(r"`appealgen\.([\w.]+)`", text)}
    files = [name.replace(".", "/") for name in names - set(appealgen.__all__)]
    assert files and [name for name in files if not is_there(name) and not is_there(f"{name}.py")] == []


def test_files_are_found_and_missed() -> None:
    assert sum(len(list(paths_in(path))) for path in PAGES) > 100
    assert is_there("post/tables.py") and is_there("src/appealgen/data/phrases/<tag>.yaml")
    assert not any(map(is_there, ("pipeline.py", "post/none.py", "data/phrases/<tag>.txt")))


def test_the_architecture_shows_every_package_and_fits_on_two_screens() -> None:
    text = PAGES[PROJECT / "docs" / "architecture.md"]
    shown, parents = [], [""]
    for indent, name in re.findall(r"^    ( +)(\w+)/ ", text, re.MULTILINE):
        depth = len(indent) // 2
        parents[depth:] = [f"{parents[depth - 1]}{name}/"]
        shown.append(parents[depth].rstrip("/"))
    assert sorted(shown) == sorted([*PACKAGES, "data"])
    assert len(text.splitlines()) <= 100 and max(map(len, text.splitlines())) <= 110


def test_every_decision_is_listed_and_whole() -> None:
    assert len(DECISIONS) > 30
    assert [int(path.name[:3]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    titles = [PAGES[path].splitlines()[0].removeprefix("# ") for path in DECISIONS]
    listed = re.findall(r"^- \[(.+)\]\((.+)\)$", PAGES[DECISIONS[0].parent / "README.md"], re.MULTILINE)
    assert listed == [(title, path.name) for title, path in zip(titles, DECISIONS, strict=True)]
    for path in DECISIONS:
        _, date, *sections = re.findall(r"^(?:#+|Date:) (.+)$", PAGES[path], re.MULTILINE)
        assert datetime.date.fromisoformat(date), path
        assert sections[:3] == ["Context", "Decision", "Measured by"], path
        assert sections[3:] in ([], ["We would take a library when"]), path
        assert all(part.strip() for part in re.split(r"^##.*$", PAGES[path], flags=re.MULTILINE)), path


def test_each_promise_names_tests_that_there_are() -> None:
    promises = re.split(r"^\*\*\d+\. ", PAGES[PROJECT / "docs" / "security.md"], flags=re.MULTILINE)[1:]
    named = [re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", promise) for promise in promises]
    assert 0 < len(promises) <= 12 and all(named)
    for file, test in (pair for pairs in named for pair in pairs):
        assert f"\ndef {test}(" in (PROJECT / file).read_text(encoding="utf-8"), (file, test)


def test_pictures_exist_have_words_and_load_nothing() -> None:
    shown = set()
    for path, text in PAGES.items():
        for words, name in re.findall(r"!\[(.*?)\]\((.*?)\)", text):
            assert len(words) > 30, (path, name)
            shown.add((path.parent / name).resolve())
    assert shown == set((PROJECT / "docs" / "pictures").iterdir())
    for picture in shown:
        if picture.suffix == ".svg":
            text = picture.read_text(encoding="utf-8")
            assert re.findall(r"""(?:href|src)=["']?(?!#)|url\((?!#)|@import|<image""", text) == []
