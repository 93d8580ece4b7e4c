"""Import documents into case folders: merge a draft into its case, plan the files, write them; nothing is lost."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from appealgen import limits, resources
from appealgen.errors import AppealgenError, DocumentError, InputError, MissingError, Problem, ProblemCode, WriteError
from appealgen.importing.draft import Draft
from appealgen.importing.fields.identity import case_id
from appealgen.importing.files.reader import TO_SAVE_AS
from appealgen.importing.lines import Document
from appealgen.importing.merge import FieldChange, Match, Merged, match_case, merge_draft
from appealgen.messages import first_few, message, nmessage
from appealgen.model.case import Case
from appealgen.model.identifiers import Slug
from appealgen.output.counting import closed_letters
from appealgen.output.entries import ANONYMOUS, NOT_CURRENT
from appealgen.output.lock import locked, was_killed
from appealgen.output.manifest import NAME, read_manifest
from appealgen.output.writer import free_path, write_all
from appealgen.paths import entries, is_file, is_folder, is_link, is_taken, read_file, real
from appealgen.reading.case_files import load_case, refuse_outsider
from appealgen.workflows.catalogue import case_json, catalogue, find_case
from appealgen.yamlfile.writer import dump_yaml

_KINDS = (".docx", ".pdf", ".html", ".htm", ".md", ".markdown", ".txt", ".eml", ".mht", ".mhtml")
_MANY_LETTERS = 10


@dataclass(frozen=True)
class Import:
    """The result of importing a document: the case, and the files that hold it.

    `document` is the name of its text in the folder's `documents`; `replaces` is whether letters get another text.
    `match` is the case that the document was added to, or None for a new one; `changes` are the changes to it. `files`
    are the contents by path, in the order of writing; an existing file with other content is kept under the name from
    `kept`. `stood` is the case file that it was merged with, or None.
    """

    draft: Draft
    case: Case
    folder: Path
    document: str
    match: Match | None
    changes: tuple[FieldChange, ...]
    notices: tuple[Problem, ...]
    replaces: bool
    files: Mapping[Path, bytes]
    kept: Mapping[Path, Path] = field(default_factory=dict)
    stood: bytes | None = None


def documents_in(path: Path) -> list[Path]:
    """The documents in a folder, by name; raises DocumentError if there are none."""
    kinds = (*_KINDS, *TO_SAVE_AS)
    documents = [
        each for each in entries(path) if each.suffix.lower() in kinds and not each.name.startswith((".", "~$"))
    ]
    if not documents:
        hint = message("supported: {kinds}", kinds=", ".join(_KINDS))
        raise DocumentError(
            Problem(ProblemCode.NO_DOCUMENTS, message("there are no documents in this folder"), hint, file=str(path))
        )
    return documents


def cases_below(root: Path) -> list[Case]:
    """The cases in the folders below one; unreadable ones are left out."""
    cases = []
    for path in entries(root, "*/case.yaml"):
        try:
            cases.append(load_case(path))
        except InputError:
            continue
    return cases


def known_cases(root: Path, roots: Sequence[Path]) -> list[Case]:
    """Cases that a document can belong to: those below `root`, of the roots, and the bundled ones."""
    at_hand = catalogue(roots).cases
    if any(real(root) == real(each / "cases") for each in roots):
        return list(at_hand)
    below = cases_below(root)
    return [*below, *(case for case in at_hand if case.id not in {each.id for each in below})]


def case_to_extend(name: str, root: Path, roots: Sequence[Path]) -> Case:
    """The case that documents belong to, below `root` or elsewhere; for a bundled case, its future copy below `root`.

    Raises MissingError for an unknown name, and for the name of a document.
    """
    plain = Path(name).name == name
    if plain and is_file(root / name / "case.yaml"):
        return load_case(root / name)
    case = find_case(name, (root.parent, *roots))
    path = Path(case.file)
    if path.name != "case.yaml":
        text = message("“{name}” is a document, not a case that documents can be added to", name=name)
        hint = message("import it first; then give its id")
        raise MissingError(Problem(ProblemCode.WRONG_VALUE, text, hint, field="case"))
    bundled = plain and resources.is_bundled(path.parent)
    return replace(case, file=str(root / case.id / "case.yaml")) if bundled else case


def plan_import(
    draft: Draft,
    root: Path,
    cases: Iterable[Case],
    *,
    id: Slug | None = None,
    into: Case | None = None,
    anew: bool = False,
) -> Import:
    """Combine a draft with its case among `cases`, or begin a case below `root`.

    A case below `root` is preferred to any other, of which a copy is made. `into` is the case that the draft surely
    belongs to; `anew` always begins a new one; `id` is the id of a new case.
    """
    match = Match(into, sure=True) if into else None if anew else _match(draft, root, cases)
    new_id = id or Slug(_free_folder(root / draft.case.id).name)
    if match is None and not anew and new_id != draft.case.id:  # another run may have created its case since
        match = _match(draft, root, cases_below(root))
    folder = root / new_id if match is None else Path(match.case.file).parent
    path = _free_document(folder, draft.document)
    doubts = tuple(replace(doubt, document=path.name) if doubt.line else doubt for doubt in draft.case.doubts)
    draft = replace(draft, case=replace(draft.case, doubts=doubts))
    if match is None:
        case, changes, replaces = Merged(replace(draft.case, id=new_id), (), replaces=False)
    else:
        case, changes, replaces = merge_draft(match.case, draft, sure=match.sure)
    case = replace(case, file=str(folder / "case.yaml"))
    newer = message("letters now use the text of the newer document")
    notices = (Problem(ProblemCode.NEWER_TEXT, newer, case=case.id),) if replaces else ()
    stood = _bytes(folder / "case.yaml")
    planned = Import(
        draft, case, folder, path.name, match, tuple(changes), notices, replaces=replaces, files={}, stood=stood
    )
    return planned if match and not changes else _with_files(planned)


def _match(draft: Draft, root: Path, cases: Iterable[Case]) -> Match | None:
    """The case that a document belongs to: one below `root`, else one elsewhere as its future copy."""
    every = list(cases)
    below = [case for case in every if Path(case.file).is_relative_to(root)]
    elsewhere = [case for case in every if not Path(case.file).is_relative_to(root)]
    if (own := match_case(draft, below)) is not None or (match := match_case(draft, elsewhere)) is None:
        return own
    return match._replace(case=replace(match.case, file=str(root / match.case.id / "case.yaml")))


def case_id_of(case: Case) -> Slug:
    """The id of a new case, once its number or its people are known."""
    return case_id(case.ua_number, case.people, str(case.title))


def with_case(planned: Import, case: Case, root: Path) -> Import:
    """The import with its case as a person has corrected it; a new case may have another id now."""
    folder, stood = planned.folder, planned.stood
    if case.id != planned.case.id:
        folder, stood = _free_folder(root / case.id), None
        case = replace(case, id=Slug(folder.name))
    case = replace(case, file=str(folder / "case.yaml"))
    return _with_files(replace(planned, case=case, folder=folder, stood=stood))


def _with_files(planned: Import) -> Import:
    files = _files(planned)
    kept = {
        path: free_path(path.with_name(f"{path.name}.before"), now)
        for path, data in files.items()
        if (now := _bytes(path)) not in (None, data)
    }
    return replace(planned, files=files, kept=kept)


def write_import(planned: Import) -> Import:
    """Write the case's files, all or none, and return them; replaced files are kept beside them.

    Raises WriteError, also if the case changed since it was read.
    """
    if not planned.files and not was_killed(planned.folder):
        return planned
    with locked(planned.folder):
        path = planned.folder / "case.yaml"
        if _bytes(path) != planned.stood or not _is_merged_with(planned, path):
            hint = message("run it again: nothing was written")
            text = message("another program has written to it in the meantime")
            raise WriteError(Problem(ProblemCode.CHANGED_MEANWHILE, text, hint, file=str(path)))
        if planned.files:
            planned = _with_files(planned)
            _write(planned)
    return planned


def _is_merged_with(planned: Import, path: Path) -> bool:
    """Whether the existing case is the one that the draft was merged with, which was read a moment before."""
    if planned.match is None or planned.stood is None:
        return True
    return dump_yaml(load_case(path)) == dump_yaml(planned.match.case)


def _write(planned: Import) -> None:
    before = [(kept, read_file(path, error=WriteError)) for path, kept in planned.kept.items()]
    if changed := [(path, data) for path, data in planned.files.items() if _bytes(path) != data]:
        write_all([*before, *changed])


def file_states(planned: Import, *, dry_run: bool) -> Iterator[tuple[Path, str]]:
    """The state of each file: new files are written, others replaced; unchanged ones are identical."""
    for path, data in planned.files.items():
        state = "replaced" if path in planned.kept else "identical" if _bytes(path) == data else "written"
        yield path, "planned" if dry_run and state != "identical" else state


def older_letters(case: Case, folders: Sequence[Path]) -> Iterator[Problem]:
    """Notices about letters to an older text of a case, or to one now closed, from the manifests in these folders."""
    for out in folders:
        if not is_file(out / NAME):
            continue
        try:
            manifest = read_manifest(out)
        except AppealgenError:
            continue
        letters = (e for e in manifest.entries.values() if e.case == case.id and e.kind == "letter")
        paths = [letter.path for letter in letters if letter.state not in ANONYMOUS | NOT_CURRENT]
        if paths and case.closed:
            yield closed_letters(case.id, dict.fromkeys(path.rpartition("/")[0] for path in paths), out)
        elif paths:
            named = first_few(paths, _MANY_LETTERS)
            text = nmessage(
                "a letter was written from the older text: {paths}",
                "{count} letters were written from the older text: {paths}",
                len(paths),
                paths=named,
            )
            hint = message("run “appealgen write” again for those that are not posted yet")
            yield Problem(ProblemCode.OLDER_TEXT, text, hint, case=case.id, file=str(out))


def _files(planned: Import) -> dict[Path, bytes]:
    case, folder, name = planned.case, planned.folder, planned.document
    origins = planned.draft.origins if planned.match is None else {}
    text = dump_yaml(case, {field: f"line {number}" for field, number in origins.items()}).rstrip("\n") + "\n"
    if origins:
        text = f"# Imported by appealgen. “line N” is the line of documents/{name} that a value is from.\n{text}"
    files = {folder / "documents" / name: _as_text(planned.draft.document)}
    known = planned.match.case.letters if planned.match else {}
    for tag, letter in case.letters.items():
        if known.get(tag) is letter and Path(letter.file).parent == folder:
            continue  # unchanged, with its comments
        head = "" if letter.reviewed else "---\nreviewed: false\n---\n"
        files[folder / f"letter.{tag}.md"] = f"{head}{letter.text[: limits.PROSE]}".encode()
    return files | {folder / "case.yaml": text.encode()}


def _free_document(folder: Path, document: Document) -> Path:
    """The path for a document's text: its existing one, else a name that no other document has."""
    documents = folder / "documents"
    if is_link(documents):
        refuse_outsider(documents)
    stem = "".join(c if c.isalnum() or c in "-_." else "-" for c in Path(document.name).stem).strip("-.")
    text = _as_text(document)
    paths = _numbered(documents / (stem[:80] or "document"), ".txt")
    return next(path for path in paths if not is_taken(path) or _bytes(path) == text)


def _as_text(document: Document) -> bytes:
    """The document as plain text in which every line has the number that doubts refer to."""
    last = document.lines[-1].number if document.lines else 0
    lines = [""] * last
    for number, text in document.numbered:
        lines[number - 1] = f"{lines[number - 1]} {text}".strip()
    return ("\n".join(lines) + "\n").encode()


def _numbered(path: Path, suffix: str = "") -> Iterator[Path]:
    """The path, then with -2, -3 … behind its name, each with the suffix."""
    yield path.with_name(f"{path.name}{suffix}")
    yield from (path.with_name(f"{path.name}-{number}{suffix}") for number in itertools.count(2))


def _free_folder(path: Path) -> Path:
    """A folder for a new case; the remains of a killed import have no case file, because that is written last."""
    return next(
        each for each in _numbered(path) if not is_taken(each) or (is_folder(each) and not is_taken(each / "case.yaml"))
    )


def _bytes(path: Path) -> bytes | None:
    """The content of an existing file, else None."""
    return read_file(path, error=WriteError) if is_file(path) else None


def imports_json(
    imports: Sequence[tuple[Import, Sequence[tuple[Path, str]]]],
    failed: Sequence[Problem],
    date: datetime.date,
    *,
    single: bool,
) -> dict[str, Any]:
    """The JSON of imports, each with the states of its files; a `single` document has no list around it."""
    each = [_import_json(one, states, date) for one, states in imports]
    errors = [problem.as_json() for problem in failed]
    if single and each:
        return {"version": 1, **each[0], "errors": errors}
    return {"version": 1, "imports": each, "failed": errors, "errors": []}


def _import_json(planned: Import, states: Sequence[tuple[Path, str]], date: datetime.date) -> dict[str, Any]:
    return {
        "file": planned.draft.document.name,
        **case_json(planned.case, date),
        "form": planned.draft.form,
        "match": {"case": planned.match.case.id, "sure": planned.match.sure} if planned.match else None,
        "changes": [change._asdict() for change in planned.changes],
        "origins": dict(planned.draft.origins) if planned.match is None else {},
        "notices": [notice.as_json() for notice in planned.notices],
        "files": [{"path": str(path), "state": state} for path, state in states],
    }
