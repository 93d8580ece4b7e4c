"""What works on a machine, and what to do about the rest: `appealgen doctor`. Nothing in it names a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from appealgen import resources
from appealgen.errors import AppealgenError, Problem
from appealgen.language.locales import cldr_version
from appealgen.language.localized_names import localized_language, localized_languages
from appealgen.language.phrases import languages_with_phrases, load_phrases
from appealgen.messages import Message, message, nmessage
from appealgen.paths import is_file, is_folder

State = Literal["works", "missing", "wrong"]


class Machine(NamedTuple):
    """Facts of a machine that the library does not look up itself: names, versions, where programs are."""

    version: str
    """Of appealgen."""
    python: str
    system: str
    language: str
    encoding: str
    programs: Mapping[str, str | None]
    """The path of each program that can be of use; None for one that is not installed."""


class Finding(NamedTuple):
    """One thing that was looked at: its stable name, its state, what was found, and what to do."""

    name: str
    state: State
    text: Message
    advice: Message | None = None
    problems: tuple[Problem, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The object of the JSON output."""
        found: dict[str, Any] = {"name": self.name, "state": self.state, "message": self.text}
        if self.advice:
            found["hint"] = self.advice
        return found | {"problems": [problem.as_json() for problem in self.problems]}


def examine(machine: Machine, profile: Path, roots: tuple[Path, ...]) -> Iterator[Finding]:
    """Look at everything, one after the other; each finding is complete in itself."""
    versions = {"version": machine.version, "python": machine.python, "system": machine.system}
    text = message("appealgen {version}, Python {python}, {system}", **versions)
    yield Finding("program", "works", text)
    yield _locale(machine)
    yield _data()
    yield _of_fonts()
    yield from _programs(machine.programs)
    yield _of_profile(profile)
    yield from _of_files(roots)


def _locale(machine: Machine) -> Finding:
    language = localized_language(machine.language)
    text = message("interface in {language}, output in {encoding}", language=language, encoding=machine.encoding)
    try:
        "„Ω“ — Жق中".encode(machine.encoding)
    except (UnicodeEncodeError, LookupError):
        hint = message("letters are not affected; to read every name, use a terminal with UTF-8, or set PYTHONUTF8=1")
        return Finding("terminal", "missing", text, hint)
    return Finding("terminal", "works", text)


def _data() -> Finding:
    languages = languages_with_phrases()
    text = message(
        "letters in {count} languages; names of countries and languages by CLDR {cldr}; postal rules of {month}",
        count=len(languages),
        cldr=cldr_version(),
        month="2026-11",
    )
    return Finding("data", "works", text)


def _of_fonts() -> Finding:
    """The languages that can be set as PDF with a good face, and those that cannot."""
    from appealgen.renderers.pdf.compiler import families
    from appealgen.renderers.pdf.faces import face_key, script_faces

    installed, without, packages = families(), [], set()
    for tag in languages_with_phrases():
        words = load_phrases(tag)
        own = face_key("serif", f"{words.close} {words.salutations.unknown}", tag).partition("/")[2]
        faces = script_faces(own or "LATIN")
        if not installed.intersection(faces.serif):
            without.append(tag)
            packages.add(faces.package)
    if not without:
        return Finding("fonts", "works", message("there are fonts for PDF letters in every language"))
    text = message("no good font for PDF letters in {languages}", languages=localized_languages(without))
    hint = message(
        "install Noto fonts (on Debian and Ubuntu: {packages}), or write DOCX", packages=" ".join(sorted(packages))
    )
    return Finding("fonts", "missing", text, hint)


def _programs(programs: Mapping[str, str | None]) -> Iterator[Finding]:
    """Programs that open and print what appealgen writes; it needs none of them itself."""
    office, opener, editor = (programs.get(name) for name in ("office", "opener", "editor"))
    yield _program(
        "office",
        message("Word documents: {program}", program=office) if office else None,
        message("no program for Word documents was found"),
        message("install LibreOffice or Word, or write PDF with --format pdf"),
    )
    yield _program(
        "opener",
        message("--open uses {program}", program=opener) if opener else None,
        message("there is no program that --open could use"),
        message("open the files yourself, or install xdg-utils"),
    )
    yield _program(
        "editor",
        message("--edit uses {program}", program=editor) if editor else None,
        message("there is no text editor"),
        message("name one in the environment variable EDITOR"),
    )


def _program(name: str, found: Message | None, missing: Message, advice: Message) -> Finding:
    return Finding(name, "works", found) if found else Finding(name, "missing", missing, advice)


def _of_profile(path: Path) -> Finding:
    from appealgen.reading.sender_files import load_sender

    if not is_file(path):
        hint = message("appealgen profile keeps your name and address for every letter")
        return Finding("profile", "missing", message("you have no profile yet"), hint)
    return _checked("profile", message("your profile can be read"), lambda: load_sender(path))


def _of_files(roots: tuple[Path, ...]) -> Iterator[Finding]:
    """The user's own cases and tables."""
    from appealgen.workflows.catalogue import catalogue

    if not any(map(is_folder, roots)):
        yield Finding("data-directory", "works", message("the data directory has no files of yours"))
        return
    found = catalogue(roots)
    own = sum(not resources.is_bundled(Path(case.file).parent) for case in found.cases)
    text = nmessage("{count} case of your own can be read", "{count} cases of your own can be read", own)
    yield Finding("cases", "wrong" if found.problems else "works", text, _look(found.problems), found.problems)
    for name, read in _tables(roots).items():
        if (path := resources.find(name, roots)) is not None and any(root in path.parents for root in roots):
            yield _checked(name, message("your {file} can be read", file=name), read)


def _tables(roots: tuple[Path, ...]) -> dict[str, Callable[[], object]]:
    """What reads each file or folder that a user may have in their data directory."""
    from appealgen.post.envelopes import envelope_formats
    from appealgen.post.layouts import label_sheets, letter_layouts
    from appealgen.post.posts import post_of
    from appealgen.workflows import embassies
    from appealgen.workflows.letters import postage_tables, suspensions_in

    return {
        "envelopes.yaml": lambda: envelope_formats(roots),
        "layouts.yaml": lambda: letter_layouts(roots),
        "labels.yaml": lambda: label_sheets(roots),
        "posts.yaml": lambda: post_of("GB", roots),
        "postage.yaml": lambda: postage_tables(roots),
        "suspended.yaml": lambda: suspensions_in(roots),
        "embassies": lambda: embassies.entries(roots),
        "phrases": lambda: [load_phrases(tag, roots) for tag in languages_with_phrases(roots)],
    }


def _checked(name: str, text: Message, read: Callable[[], object]) -> Finding:
    try:
        read()
    except AppealgenError as error:
        wrong = message("{file} has errors", file=name)
        return Finding(name, "wrong", wrong, _look(error.problems), tuple(error.problems))
    return Finding(name, "works", text)


def _look(problems: Sequence[Problem]) -> Message | None:
    return message("correct what is listed below it") if problems else None
