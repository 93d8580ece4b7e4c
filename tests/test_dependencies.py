"""Every installed package has a purpose, a fixed version and hashes, and none is a network client."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest

from samples import PROJECT

PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
HASHES = (PROJECT / "requirements.hashes.txt").read_text(encoding="utf-8")
DOCUMENT = (PROJECT / "docs" / "dependencies.md").read_text(encoding="utf-8")
NETWORK = {"aiohttp", "certifi", "httpcore", "httpx", "requests", "urllib3", "websockets"}


def name_of(requirement: str) -> str:
    """The normalized name at the beginning of a requirement."""
    match = re.match(r"[\w.-]+", requirement)
    assert match is not None, requirement
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def names_of(requirements: list[str]) -> list[str]:
    return sorted(map(name_of, requirements))


RUN = names_of(PYPROJECT["project"]["dependencies"])
PINNED = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", LOCK, re.MULTILINE))


def brought() -> dict[str, set[str]]:
    """Each package of the lock → its dependencies, from the comments of the lock."""
    asked: dict[str, set[str]] = {name: set() for name in PINNED}
    for name, comment in re.findall(r"^([\w.-]+)==.*\n((?: +#.*\n)+)", f"{LOCK}\n", re.MULTILINE):
        for parent in re.findall(r"[\w.-]+", comment.replace("# via", "").replace("appealgen (pyproject.toml)", "")):
            asked[parent].add(name)
    return asked


BROUGHT = brought()


def closure(name: str) -> set[str]:
    """All direct and indirect dependencies of a package."""
    return BROUGHT[name].union(*map(closure, BROUGHT[name]))


RUN_TIME = set(RUN).union(*map(closure, RUN))


def rows(heading: str) -> dict[str, list[str]]:
    """The table below a heading of the page: the cells of each row by its first one, in order."""
    [section] = re.findall(rf"^## {heading}$(.*?)(?=^## |\Z)", DOCUMENT, re.MULTILINE | re.DOTALL)
    table = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return {cells[0].strip(): [cell.strip() for cell in cells[1:]] for cells in table[2:]}


@pytest.mark.parametrize(
    ("heading", "requirements"),
    [
        ("Packages of a run", PYPROJECT["project"]["dependencies"]),
        ("Packages of the build", PYPROJECT["build-system"]["requires"]),
        ("Packages of development", PYPROJECT["project"]["optional-dependencies"]["dev"]),
    ],
)
def test_every_direct_dependency_has_its_row_and_no_other(heading: str, requirements: list[str]) -> None:
    table = rows(heading)
    assert names_of(list(table)) == names_of(requirements)
    assert all(all(cells) for cells in table.values())


def test_the_page_names_the_dependencies_of_each_package() -> None:
    said = {name: set(re.findall(r"`([\w-]+)`", cells[2])) for name, cells in rows("Packages of a run").items()}
    assert said == {name: closure(name) for name in RUN}


def test_the_lock_is_read_whole() -> None:
    assert set(RUN) <= PINNED.keys()
    assert len(RUN_TIME) > len(RUN)
    assert "markupsafe" in RUN_TIME and "pytest" not in RUN_TIME


def test_hashes_are_of_the_versions_of_the_lock() -> None:
    hashed = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", HASHES, re.MULTILINE))
    assert hashed == {name: version for name, version in PINNED.items() if name in RUN_TIME}
    entries = re.split(r"^(?=[\w.-]+==)", HASHES, flags=re.MULTILINE)[1:]
    assert len(entries) == len(hashed)
    for entry in entries:
        assert re.search(r"\\\n    --hash=sha256:[0-9a-f]{64}\b", entry), entry


def test_no_file_names_a_registry() -> None:
    for text in (LOCK, HASHES):
        assert [line for line in text.splitlines() if "://" in line or "--index" in line or "--find" in line] == []


def test_no_package_of_a_run_is_a_client_of_a_network() -> None:
    assert NETWORK.isdisjoint(RUN_TIME)


def test_what_is_imported_is_asked_for_and_what_is_asked_for_is_imported() -> None:
    imported = set()
    for path in (PROJECT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.split(".")[0])
    own = imported - set(sys.stdlib_module_names) - {"appealgen"}
    distributions = packages_distributions()
    assert names_of([distributions[module][0] for module in own]) == RUN
