"""Imports go down only."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "appealgen"
LAYERS = [
    {"__main__"},
    {"cli"},
    {"__init__"},
    {"events"},
    {"workflows"},
    {"importing"},
    {"output"},
    {"letters"},
    {"renderers"},
    {"planning"},
    {"reading"},
    {"post"},
    {"language"},
    {"model"},
    {"yamlfile"},
    {"resources"},
    {"paths"},
    {"errors"},
    {"problem_codes"},
    {"messages"},
    {"limits", "child_process"},
]
"""From the top down; modules of one set do not import each other."""
IMPORTING = [
    {"merge", "editing"},
    {"draft"},
    {"recognition", "scrutiny"},
    {"parts_found"},
    {"fields"},
    {"consistency", "hyphens", "source"},
    {"structure"},
    {"files"},
    {"lines", "notes"},
    {"document_words", "field_names"},
]
"""The layers inside `importing`."""


def units_in(folder: Path) -> set[str]:
    """The modules and packages of a folder."""
    return {p.name.removesuffix(".py") for p in folder.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}


def imports_of(path: Path, package: str, units: set[str]) -> set[str]:
    """The units of a package that a file imports; an import of the package itself counts as `__init__`."""
    modules = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            modules += [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            modules += [alias.name for alias in node.names]
    inside = [
        module.removeprefix(f"{package}.").split(".")[0] for module in modules if module.startswith(f"{package}.")
    ]
    return {name if name in units else "__init__" for name in inside}


def edges(folder: Path) -> list[tuple[str, str, Path]]:
    """Unit, imported unit, file: each import between two units of a package."""
    package = ".".join(folder.relative_to(PACKAGE.parent).parts)
    found = []
    for path in sorted(folder.rglob("*.py")):
        inside = path.relative_to(folder)
        unit = inside.parts[0].removesuffix(".py")
        found += [(unit, other, inside) for other in imports_of(path, package, units_in(folder)) if other != unit]
    return found


ORDERS = pytest.mark.parametrize(
    ("folder", "layers", "least"),
    [(PACKAGE, LAYERS, 60), (PACKAGE / "importing", IMPORTING, 15)],
    ids=["appealgen", "importing"],
)


@ORDERS
def test_every_unit_has_a_layer(folder: Path, layers: list[set[str]], least: int) -> None:
    assert units_in(folder) - {"__init__"} == set().union(*layers) - {"__init__"}


@ORDERS
def test_imports_go_down_only(folder: Path, layers: list[set[str]], least: int) -> None:
    level = {unit: -number for number, units in enumerate(layers) for unit in units}
    found = edges(folder)
    assert len(found) > least, "the test looks in the wrong place"
    up = [
        f"{file}: {unit} imports {other}"
        for unit, other, file in found
        if unit != "__init__" and level[other] >= level[unit]
    ]
    assert up == []


def test_two_modules_about_languages_use_babel() -> None:
    users = [p.name for p in sorted(PACKAGE.rglob("*.py")) if "babel" in {m.split(".")[0] for m in _modules(p)}]
    assert users == ["locales.py", "parsing.py"]


def test_one_module_each_transcribes_and_reads_address_data() -> None:
    transcribing = [p.name for p in sorted(PACKAGE.rglob("*.py")) if "anyascii" in _modules(p)]
    reading = [p.name for p in sorted(PACKAGE.rglob("*.py")) if "address_metadata.json" in p.read_text("utf-8")]
    assert (transcribing, reading) == (["romanize.py"], ["address_metadata.py"])


def test_nothing_below_the_command_line_prints_prompts_or_reads_the_clock() -> None:
    forbidden = (
        "print(",
        "input(",
        "sys.exit",
        "os.environ",
        "date.today",
        "datetime.now",
        "time.time(",
        "socket",
        "urllib",
    )
    for path in PACKAGE.rglob("*.py"):
        if "cli" not in path.relative_to(PACKAGE).parts:
            text = path.read_text(encoding="utf-8")
            assert [word for word in forbidden if word in text] == [], path


def _modules(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
