"""Catalogues of appealgen's messages: `update` after changes to messages, `compile`, `init TAG` for a new language.

Translators edit `src/appealgen/data/locale/<tag>/LC_MESSAGES/appealgen.po`. The `.mo` beside it is compiled from it,
here and when the package is built; it is not kept in git.
"""

from __future__ import annotations

import ast
import datetime
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "appealgen"
LOCALES = PACKAGE / "data" / "locale"
DAY = datetime.datetime(2026, 11, 28, tzinfo=datetime.UTC)
"""A fixed date: otherwise every update would change every file."""
HEADER = """\
# Messages of appealgen. Not yet checked by a native speaker.
# This file is distributed under the same license as appealgen: Apache-2.0."""
CALLS = ("_", "message", "gettext_noop")
PLURAL_CALLS = ("ngettext", "nmessage")


def said(tree: ast.AST) -> Iterator[str | tuple[str, str]]:
    """Every msgid in a module, or msgid and plural; raises ValueError for one that is not a literal."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        wanted = 1 if node.func.id in CALLS else 2 if node.func.id in PLURAL_CALLS else 0
        texts = [
            arg.value for arg in node.args[:wanted] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        ]
        if len(texts) < wanted:
            if any(isinstance(arg, ast.Constant | ast.JoinedStr | ast.BinOp) for arg in node.args[:wanted]):
                raise ValueError(f"line {node.lineno}: {ast.unparse(node)}")
        elif wanted:
            yield texts[0] if wanted == 1 else (texts[0], texts[1])


def extracted() -> Catalog:
    """A catalogue of all messages, in alphabetical order, so that moving code changes nothing.

    The meanings of codes are among them if runs leave such notices in a manifest: the page of `report` counts these.
    """
    from appealgen.errors import ProblemCode, Scope  # not to build the package: it is not installed then
    from appealgen.workflows.starters import comments_in

    catalogue = Catalog(
        project="appealgen", version="1", charset="utf-8", fuzzy=False, copyright_holder="the appealgen authors",
        msgid_bugs_address="-", last_translator="-", language_team="-", creation_date=DAY, revision_date=DAY,
        header_comment=HEADER,
    )  # fmt: skip
    starters = [*(PACKAGE / "data" / "starters").glob("*.yaml"), *(ROOT / "letter_templates").glob("*.j2")]
    modules = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))]
    comments = [comments_in(path.read_text(encoding="utf-8")) for path in sorted(starters)]
    codes = (getattr(ProblemCode, name) for name in vars(ProblemCode) if name.isupper())
    kept = [code for code in codes if not code.personal and (code.scope is not Scope.RUN or not code.exit_codes)]
    meanings = [code.meaning for code in kept]
    for msgid in (msgid for texts in (*map(said, modules), *comments, meanings) for msgid in texts):
        catalogue.add(msgid, flags=["python-brace-format"] if "{" in str(msgid) else [])
    return catalogue


def po_files() -> list[Path]:
    """Files that translators edit, by language."""
    return sorted(LOCALES.glob("*/LC_MESSAGES/appealgen.po"))


def read(path: Path) -> Catalog:
    """Read a translator's catalogue."""
    with path.open("rb") as stream:
        return read_po(stream, locale=path.parent.parent.name)


def update() -> None:
    """Update every catalogue: new msgids are empty, unused ones are removed."""
    now = extracted()
    for path in po_files():
        catalogue = read(path)
        catalogue.update(now, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        _write(path, catalogue)


def init(tag: str) -> None:
    """Create a catalogue for a new language."""
    catalogue = extracted()
    catalogue.locale = tag
    path = LOCALES / tag / "LC_MESSAGES" / "appealgen.po"
    path.parent.mkdir(parents=True)
    _write(path, catalogue)


def _write(path: Path, catalogue: Catalog) -> None:
    catalogue.fuzzy = False
    catalogue.creation_date = catalogue.revision_date = DAY
    with path.open("wb") as stream:
        write_po(stream, catalogue, width=110, no_location=True, sort_output=True, omit_header=False)


def compile_all() -> None:
    """Compile each translator's catalogue into the file beside it."""
    for path in po_files():
        catalogue = read(path)
        for message in catalogue:
            if isinstance(message.string, tuple) and not all(message.string):
                message.string = ""  # otherwise gettext would return an empty plural
        with path.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, catalogue)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["update"]:
            update()
        case ["compile"]:
            compile_all()
        case ["init", tag]:
            init(tag)
        case _:
            sys.exit(__doc__)
