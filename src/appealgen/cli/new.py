"""`appealgen new`: starter files. Nothing that exists is ever replaced."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import typer

from appealgen.cli import complete, options

app = typer.Typer(
    name="new", help="Starter files: case, sender, roster, translation, template, schema, reference-doc, label-sheet.",
    no_args_is_help=True, rich_markup_mode=None, add_completion=False,
)  # fmt: skip

Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to put it into.")]


@app.command()
def case(
    id: Annotated[str, typer.Argument(metavar="ID", help="Name of the case and its folder: ua-012-26.")],
    out: Out = Path(),
    language: Annotated[str, typer.Option("--language", metavar="TAG", help="Language of the first letter.")] = "en",
) -> None:
    """A case folder to fill in from the document you were sent."""
    from appealgen.cli.who import parse_tag, parsed
    from appealgen.model import slug, ua_number

    name, tag = parsed(slug, id, "id"), parsed(parse_tag, language, "language")
    parts = name.split("-")
    try:
        number = ua_number(f"{parts[1]}/{parts[2]}") if len(parts) == 3 else ""
    except ValueError:
        number = ""
    text = _starter("case.yaml").replace("{id}", name).replace("{ua_number}", number)
    folder = out / name
    _write(
        {
            folder / "case.yaml": text,
            folder / f"letter.{tag}.md": _starter("letter.md"),
            folder / "case.schema.json": case_schema(),
        },
        f"Fill in {folder / 'case.yaml'} and {folder / f'letter.{tag}.md'}, then:\n"
        f"  appealgen check {_as_path(folder)}\n  appealgen write {_as_path(folder)}",
    )


@app.command()
def sender(out: Out = Path()) -> None:
    """A sender file, for --sender."""
    _write(
        {out / "sender.yaml": _starter("sender.yaml")}, "Fill it in, then: appealgen write CASE --sender sender.yaml"
    )


@app.command()
def roster(
    out: Out = Path(),
    format: Annotated[
        Literal["xlsx", "csv"], typer.Option("--format", help="A workbook with notes, or CSV.", show_default=True)
    ] = "xlsx",
) -> None:
    """A spreadsheet for the people who sign letters at an event."""
    _write(
        {out / f"roster.{format}": _starter_bytes(f"roster.{format}")},
        "Fill in a row for each person and delete the example; docs/rosters.md says what the columns may hold.",
    )


@app.command()
def template(data_dir: options.DataDir = None) -> None:
    """Copies of the letter templates in your data directory, where they win over the bundled ones."""
    from appealgen import resources
    from appealgen.cli import settings

    folder = (data_dir or settings.user_data_dir()) / "letter_templates"
    files = {
        folder / path.name: path.read_text(encoding="utf-8") for path in resources.each("letter_templates", "*.md.j2")
    }
    _write(files, "These win over the bundled ones from now on; delete those that you do not change.")


@app.command()
def translation(
    case: options.Case,
    to: Annotated[str, typer.Option("--to", metavar="TAG", help="The language to translate into: it, pt-BR, ar.")],
    source: Annotated[str, typer.Option("--from", metavar="TAG", help="The language of the letter.")] = "en",
    out: Out = Path(),
    data_dir: options.DataDir = None,
) -> None:
    """A translator's file: each paragraph of a model letter, with room for its translation."""
    from appealgen import resources
    from appealgen.cli import settings
    from appealgen.cli.who import parse_tag, parsed
    from appealgen.errors import MissingError, Problem, did_you_mean
    from appealgen.letters.translation import translator_file
    from appealgen.reading.catalogue import find_case

    tag, of = parsed(parse_tag, to, "to"), parsed(parse_tag, source, "from")
    found = find_case(case, settings.data_roots(data_dir))
    if of not in found.letters:
        message = f"{found.id} has no letter in “{of}”"
        raise MissingError(Problem("no-letter", message, did_you_mean(of, sorted(found.letters)), field="from"))
    if tag in found.letters:
        message = f"{found.id} has a letter in “{tag}” already"
        raise MissingError(Problem("wrong-value", message, f"change or delete {found.letters[tag].file}", field="to"))
    folder = Path(found.file).parent
    if folder.parent in [root / "cases" for root in resources.bundled()]:
        own = settings.data_dir(data_dir) / "cases" / found.id
        first, folder = f"{found.id} came with appealgen: copy {_as_path(folder)} to {_as_path(own)} first.\n", own
    else:
        first = ""
    _write(
        {out / f"translation.{tag}.md": translator_file(found, found.letters[of], tag)},
        f"{first}Translate it, then put it into {_as_path(folder)} as letter.{tag}.md, and: appealgen check {found.id}",
    )


@app.command()
def schema(out: Out = Path()) -> None:
    """The JSON Schema of case files, for editors."""
    _write(
        {out / "case.schema.json": case_schema()}, "Name it in the first line of a case file; see docs/case-format.md."
    )


@app.command("reference-doc")
def reference_doc(out: Out = Path()) -> None:
    """A Word document with the letters' styles, to restyle and pass with --reference-doc."""
    from appealgen import resources

    path = resources.find("reference.docx")
    assert path is not None, "the package carries its data"
    _write(
        {out / "reference.docx": path.read_bytes()},
        "Change its styles in Word, then: appealgen write CASE --reference-doc reference.docx",
    )


@app.command("label-sheet")
def label_sheet(
    sheet: Annotated[str, typer.Argument(metavar="SHEET", help="L7160, 5160 …", autocompletion=complete.labels)],
    out: Out = Path(),
    label_offset: Annotated[
        str, typer.Option("--label-offset", metavar="X,Y", help="So many mm farther right and down.")
    ] = "0,0",
    data_dir: options.DataDir = None,
) -> None:
    """A test sheet with the outlines of labels, to print on plain paper and hold against a sheet of labels."""
    from appealgen.cli import settings
    from appealgen.cli.printing import label_placing
    from appealgen.document import Labels
    from appealgen.post.labels import label_sheet as sheet_called
    from appealgen.renderers import render

    made = sheet_called(sheet, settings.data_roots(data_dir))
    numbers = tuple((str(number),) for number in range(1, made.columns * made.rows + 1))
    labels = Labels(sheet=made, texts=numbers, placing=label_placing(1, label_offset, senders=False), frames=True)
    _write(
        {out / f"labels-{made.name}.docx": render(labels, "docx")},
        "Print it at its actual size (100 %), not fitted to the page. What is off by X mm to the left and Y mm to the\n"
        "top is mended with --label-offset X,Y.",
    )


def case_schema() -> str:
    """The JSON Schema of case files as text."""
    import json

    from appealgen.jsonschema import json_schema
    from appealgen.model import Case

    return json.dumps(json_schema(Case, "An appealgen case"), ensure_ascii=False, indent=1) + "\n"


def _starter(name: str) -> str:
    return _starter_bytes(name).decode()


def _starter_bytes(name: str) -> bytes:
    from appealgen import resources

    path = resources.find(f"starters/{name}")
    assert path is not None, "the package carries its data"
    return path.read_bytes()


def _as_path(folder: Path) -> str:
    text = str(folder)
    return text if "/" in text or "\\" in text else f"./{text}"


def _write(files: Mapping[Path, str | bytes], next_step: str) -> None:
    from appealgen import writer
    from appealgen.cli.terminal import result, say
    from appealgen.errors import Problem, WriteError

    hint = "move it away first: nothing that exists is replaced"
    found = [Problem("exists", "is there already", hint, file=str(path)) for path in files if path.exists()]
    if found:
        raise WriteError(found)
    writer.write_all([(path, data if isinstance(data, bytes) else data.encode()) for path, data in files.items()])
    for path in files:
        result(f"written   {path}")
    say(next_step)
