"""`appealgen new`: starter files. Nothing that exists is ever replaced."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import typer

from appealgen.cli import completion as complete
from appealgen.cli import options
from appealgen.cli.help import Command, commands
from appealgen.cli.i18n import _
from appealgen.messages import message

app = commands(
    "new", _("Starter files: case, sender, roster, translation, template, schema, reference-doc, label-sheet.")
)

Out = Annotated[Path, typer.Option("--out", metavar="DIR", help=_("The folder to put it into."))]


@app.command(cls=Command, help=_("A case folder to fill in from the document you were sent."))
def case(
    id: Annotated[str, typer.Argument(metavar="ID", help=_("Name of the case and its folder: ua-012-26."))],
    out: Out = Path(),
    language: Annotated[str, typer.Option("--language", metavar="TAG", help=_("Language of the first letter."))] = "en",
) -> None:
    """A case folder to fill in from the document you were sent."""
    from appealgen.cli.prompts.sender import parse_tag, parsed
    from appealgen.model.identifiers import slug, ua_number

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
        _("Fill in {case} and {letter}, then:", case=folder / "case.yaml", letter=folder / f"letter.{tag}.md")
        + f"\n  appealgen check {_as_path(folder)}\n  appealgen write {_as_path(folder)}",
    )


@app.command(cls=Command, help=_("A sender file, for --sender."))
def sender(out: Out = Path()) -> None:
    """A sender file, for --sender."""
    _write(
        {out / "sender.yaml": _starter("sender.yaml")}, _("Fill it in, then: appealgen write CASE --sender sender.yaml")
    )


@app.command(cls=Command, help=_("A spreadsheet for the people who sign letters at an event."))
def roster(
    out: Out = Path(),
    format: Annotated[
        Literal["xlsx", "csv"], typer.Option("--format", help=_("A workbook with notes, or CSV."), show_default=True)
    ] = "xlsx",
) -> None:
    """A spreadsheet for the people who sign letters at an event."""
    _write(
        {out / f"roster.{format}": _starter_bytes(f"roster.{format}")},
        _("Fill in a row for each person and delete the example; docs/rosters.md says what the columns may hold."),
    )


@app.command(
    cls=Command, help=_("Copies of the letter templates in your data directory, where they win over the bundled ones.")
)
def template(data_dir: options.DataDir = None) -> None:
    """Copies of the letter templates in your data directory, where they win over the bundled ones."""
    from appealgen import resources
    from appealgen.cli import environment as settings

    folder = (data_dir or settings.user_data_dir()) / "letter_templates"
    files = {
        folder / path.name: path.read_text(encoding="utf-8") for path in resources.each("letter_templates", "*.md.j2")
    }
    _write(files, _("These win over the bundled ones from now on; delete those that you do not change."))


@app.command(
    cls=Command, help=_("A translator's file: each paragraph of a model letter, with room for its translation.")
)
def translation(
    case: options.Case,
    to: Annotated[str, typer.Option("--to", metavar="TAG", help=_("The language to translate into: it, pt-BR, ar."))],
    source: Annotated[str, typer.Option("--from", metavar="TAG", help=_("The language of the letter."))] = "en",
    out: Out = Path(),
    data_dir: options.DataDir = None,
) -> None:
    """A translator's file: each paragraph of a model letter, with room for its translation."""
    from appealgen import resources
    from appealgen.cli import environment as settings
    from appealgen.cli.prompts.sender import parse_tag, parsed
    from appealgen.errors import MissingError, Problem, ProblemCode, did_you_mean
    from appealgen.letters.translation import translator_file
    from appealgen.workflows.catalogue import find_case

    tag, of = parsed(parse_tag, to, "to"), parsed(parse_tag, source, "from")
    found = find_case(case, settings.data_roots(data_dir))
    if of not in found.letters:
        text = message("{case} has no letter in “{tag}”", case=found.id, tag=of)
        raise MissingError(Problem(ProblemCode.NO_LETTER, text, did_you_mean(of, sorted(found.letters)), field="from"))
    if tag in found.letters:
        text = message("{case} has a letter in “{tag}” already", case=found.id, tag=tag)
        raise MissingError(
            Problem(
                ProblemCode.WRONG_VALUE,
                text,
                message("change or delete {file}", file=found.letters[tag].file),
                field="to",
            )
        )
    folder = Path(found.file).parent
    if folder.parent in [root / "cases" for root in resources.bundled()]:
        own = settings.data_dir(data_dir) / "cases" / found.id
        first = _(
            "{case} came with appealgen: copy {folder} to {own} first.",
            case=found.id,
            folder=_as_path(folder),
            own=_as_path(own),
        )
        first, folder = f"{first}\n", own
    else:
        first = ""
    then = _(
        "Translate it, then put it into {folder} as {letter}, and: appealgen check {case}",
        folder=_as_path(folder),
        letter=f"letter.{tag}.md",
        case=found.id,
    )
    _write(
        {out / f"translation.{tag}.md": translator_file(found, found.letters[of], tag)},
        first + then,
    )


@app.command(cls=Command, help=_("The JSON Schema of case files, for editors."))
def schema(out: Out = Path()) -> None:
    """The JSON Schema of case files, for editors."""
    _write(
        {out / "case.schema.json": case_schema()},
        _("Name it in the first line of a case file; see docs/case-format.md."),
    )


@app.command(
    "reference-doc",
    cls=Command,
    help=_("A Word document with the letters' styles, to restyle and pass with --reference-doc."),
)
def reference_doc(out: Out = Path()) -> None:
    """A Word document with the letters' styles, to restyle and pass with --reference-doc."""
    from appealgen import resources

    path = resources.find("reference.docx")
    assert path is not None, "the package carries its data"
    _write(
        {out / "reference.docx": path.read_bytes()},
        _("Change its styles in Word, then: appealgen write CASE --reference-doc reference.docx"),
    )


@app.command(
    "label-sheet",
    cls=Command,
    help=_("A test sheet with the outlines of labels, to print on plain paper and hold against a sheet of labels."),
)
def label_sheet(
    sheet: Annotated[str, typer.Argument(metavar="SHEET", help=_("L7160, 5160 …"), autocompletion=complete.labels)],
    out: Out = Path(),
    label_offset: Annotated[
        str, typer.Option("--label-offset", metavar="X,Y", help=_("So many mm farther right and down."))
    ] = "0,0",
    data_dir: options.DataDir = None,
) -> None:
    """A test sheet with the outlines of labels, to print on plain paper and hold against a sheet of labels."""
    from appealgen.cli import environment as settings
    from appealgen.cli.stationery import label_placing
    from appealgen.model.document import Labels
    from appealgen.post.labels import find_label_sheet
    from appealgen.renderers import render

    made = find_label_sheet(sheet, settings.data_roots(data_dir))
    numbers = tuple((str(number),) for number in range(1, made.columns * made.rows + 1))
    labels = Labels(sheet=made, texts=numbers, placing=label_placing(1, label_offset, senders=False), frames=True)
    _write(
        {out / f"labels-{made.name}.docx": render(labels, "docx")},
        _(
            "Print it at its actual size (100 %), not fitted to the page. What is off by X mm to the left and Y mm to "
            "the top is mended with --label-offset X,Y."
        ),
    )


def case_schema() -> str:
    """The JSON Schema of case files as text."""
    import json

    from appealgen.model.case import Case
    from appealgen.yamlfile.schema import json_schema

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
    from appealgen.cli.console import result, say, state_word, wrapped
    from appealgen.errors import Problem, ProblemCode, WriteError
    from appealgen.output import writer

    hint = message("move it away first: nothing that exists is replaced")
    found = [
        Problem(ProblemCode.EXISTS, message("is there already"), hint, file=str(path))
        for path in files
        if path.exists()
    ]
    if found:
        raise WriteError(found)
    writer.write_all([(path, data if isinstance(data, bytes) else data.encode()) for path, data in files.items()])
    for path in files:
        result(f"{state_word('written')} {path}")
    say("\n".join(map(wrapped, next_step.split("\n"))))
