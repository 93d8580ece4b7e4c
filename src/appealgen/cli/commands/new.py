"""`appealgen new`: starter files. They never replace an existing file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from typer import Argument, Option

from appealgen import resources
from appealgen.cli import completion as complete
from appealgen.cli import environment, options
from appealgen.cli.console import result_file, say, wrapped
from appealgen.cli.i18n import _
from appealgen.cli.option_values import parse_language, parsed, sheet_tag

Out = Annotated[Path, options.path("DIR", _("The folder to put it into."))]


def case(
    id: Annotated[str, Argument(metavar="ID", help=_("Id of the case, also the name of its folder: ua-012-26."))],
    out: Out = Path(),
    language: Annotated[str, options.value("TAG", _("Language of the first letter."))] = "en",
    sheet_language: options.SheetLanguage = None,
) -> None:
    """Write a case folder."""
    from appealgen.model.identifiers import slug
    from appealgen.workflows.starters import case_folder

    name, tag = parsed(slug, id, "id"), parsed(parse_language, language, "language")
    folder = out / name
    fill_in = _("Fill in {case} and {letter}, then:", case=folder / "case.yaml", letter=folder / f"letter.{tag}.md")
    steps = f"{fill_in}\n  appealgen check {_as_path(folder)}\n  appealgen write {_as_path(folder)}"
    _write(case_folder(folder, name, tag, sheet_tag(sheet_language), environment.data_roots(None)), steps)


def sender(out: Out = Path(), sheet_language: options.SheetLanguage = None) -> None:
    """Write a sender file."""
    from appealgen.workflows.starters import starter

    next_step = _("Fill it in, then: appealgen write CASE --sender sender.yaml")
    text = starter(resources.get("starters/sender.yaml"), sheet_tag(sheet_language))
    _write({_file(out, "sender.yaml"): text.encode()}, next_step)


def roster(
    out: Out = Path(),
    format: Annotated[
        Literal["xlsx", "csv"], Option(metavar="FORMAT", help=_("A workbook with notes, or CSV."), show_default=True)
    ] = "xlsx",
    sheet_language: options.SheetLanguage = None,
) -> None:
    """Write a roster."""
    from appealgen.workflows.starter_roster import roster_csv, roster_xlsx

    next_step = _("Fill in a row for each person and delete the example; docs/rosters.md explains the columns.")
    data = (roster_csv if format == "csv" else roster_xlsx)(sheet_tag(sheet_language))
    _write({_file(out, f"roster.{format}"): data}, next_step)


def template(sheet_language: options.SheetLanguage = None, data_dir: options.DataDir = None) -> None:
    """Copy the letter templates."""
    from appealgen.workflows.starters import starter

    folder = (data_dir or environment.user_data_dir()) / "letter_templates"
    language, bundled = sheet_tag(sheet_language), resources.each("letter_templates", "*.md.j2")
    files = {folder / path.name: starter(path, language).encode() for path in bundled}
    _write(files, _("From now on these take precedence over the bundled ones; delete those that you do not change."))


def translation(
    case: options.Case,
    to: Annotated[str, options.value("TAG", _("The language to translate into: it, pt-BR, ar."))],
    source: Annotated[str, options.value("TAG", _("The language of the letter."), None, "--from")] = "en",
    out: Out = Path(),
    sheet_language: options.SheetLanguage = None,
    data_dir: options.DataDir = None,
) -> None:
    """Write a translator's file; for a bundled case, first say where its copy goes."""
    from appealgen.workflows import starters
    from appealgen.workflows.catalogue import find_case

    tag, of = parsed(parse_language, to, "to"), parsed(parse_language, source, "from")
    roots = environment.data_roots(data_dir)
    chosen = find_case(case, roots)
    data = starters.translation(chosen, of, tag, sheet_tag(sheet_language))
    folder, first = Path(chosen.file).parent, ""
    if resources.is_bundled(folder):
        own = roots[0] / "cases" / chosen.id
        paths = {"folder": _as_path(folder), "own": _as_path(own)}
        first = _("{case} is bundled with appealgen: copy {folder} to {own} first.", case=chosen.id, **paths) + "\n"
        folder = own
    then = _(
        "Translate it, save it in {folder} as {letter}, then run: appealgen check {case}",
        folder=_as_path(folder),
        letter=f"letter.{tag}.md",
        case=chosen.id,
    )
    _write({_file(out, f"translation.{tag}.md"): data}, first + then)


def proof(
    language: Annotated[str, options.value("TAG", _("The language to proofread: it, pt-BR, ar."), complete.tags)],
    format: Annotated[
        str, options.value("FORMAT", _("docx, pdf, txt or several: docx,pdf."), complete.formats)
    ] = "docx",
    out: Out = Path(),
    sheet_language: options.SheetLanguage = None,
    data_dir: options.DataDir = None,
) -> None:
    """Write a proof."""
    from appealgen.workflows.letters import parse_formats
    from appealgen.workflows.proof import proof as files_of

    tag, sheets = parsed(parse_language, language, "language"), sheet_tag(sheet_language)
    files = files_of(tag, parse_formats(format), sheets, environment.data_roots(data_dir))
    next_step = _("Give it to a native speaker; docs/translating.md says where to send corrections.")
    _write({out / name: data for name, data in files.items()}, next_step)


def schema(out: Out = Path()) -> None:
    """Write the schema."""
    from appealgen.workflows.starters import case_schema

    next_step = _("Refer to it in the first line of a case file; see docs/case-format.md.")
    _write({_file(out, "case.schema.json"): case_schema()}, next_step)


def reference_doc(out: Out = Path()) -> None:
    """Write the reference document."""
    next_step = _("Change its styles in Word, then: appealgen write CASE --reference-doc reference.docx")
    _write({_file(out, "reference.docx"): resources.get("reference.docx").read_bytes()}, next_step)


def pdf_style(out: Out = Path(), sheet_language: options.SheetLanguage = None) -> None:
    """Write a style file for PDF."""
    from appealgen.workflows.starters import style_file

    next_step = _("Uncomment what you change, then: appealgen write CASE --format pdf --pdf-style pdf-style.yaml")
    _write(style_file(_file(out, "pdf-style.yaml"), sheet_tag(sheet_language)), next_step)


def label_sheet(
    sheet: Annotated[str, Argument(metavar="SHEET", help=_("L7160, 5160 …"), autocompletion=complete.labels)],
    out: Out = Path(),
    format: Annotated[Literal["docx", "pdf"], Option(help=_("The one that you print labels from."))] = "docx",
    label_offset: options.LabelOffset = "0,0",
    data_dir: options.DataDir = None,
) -> None:
    """Write a test sheet."""
    from appealgen.post.layouts import find_label_sheet, parse_offset
    from appealgen.workflows.starters import label_frames

    chosen = find_label_sheet(sheet, environment.data_roots(data_dir))
    offset = parsed(parse_offset, label_offset, "label-offset")
    next_step = _(
        "Print it at actual size (100 %), not fitted to the page. If it comes out X mm too far "
        "left and Y mm too high, use --label-offset X,Y."
    )
    _write({_file(out, f"labels-{chosen.name}.{format}"): label_frames(chosen, offset, format)}, next_step)


def _as_path(folder: Path) -> str:
    text = str(folder)
    return text if "/" in text or "\\" in text else f"./{text}"


def _file(out: Path, name: str) -> Path:
    """A file in a folder; or `out` itself, if its ending says that it is to be the file."""
    return out if out.suffix.casefold() == Path(name).suffix else out / name


def _write(files: Mapping[Path, bytes], next_step: str) -> None:
    from appealgen.workflows.starters import write_new

    write_new(files)
    for path in files:
        result_file("written", path)
    say("\n".join(map(wrapped, next_step.split("\n"))))
