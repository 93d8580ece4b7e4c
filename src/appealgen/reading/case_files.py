"""A case folder → Case: `case.yaml` and its `letter.<tag>.md`, with all problems of all files at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from appealgen import limits
from appealgen.errors import InputError, Problem, ProblemCode, did_you_mean, wrong_value
from appealgen.language.parsing import SCALARS, parse_tag
from appealgen.messages import message
from appealgen.model.case import PLACEHOLDER, PLACEHOLDERS, Case, ModelLetter, placeholders
from appealgen.model.identifiers import Tag
from appealgen.paths import entries, is_file, is_link, is_there, real
from appealgen.yamlfile.reader import load_yaml, parse_yaml, read_text
from appealgen.yamlfile.scalars import over_limit, unprintable, unprintable_message

_HEAD = re.compile(r"---[ \t]*\n(?P<head>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class _LetterHead:
    """Keys between the `---` lines above a model letter."""

    reviewed: bool = True
    translates: Tag | None = None
    paragraphs: tuple[str, ...] = ()


def load_case(folder: Path) -> Case:
    """Read a case folder (or its `case.yaml`). Raises InputError with every problem of every file in it."""
    file = folder if folder.name == "case.yaml" else folder / "case.yaml"
    if not is_file(file):
        hint = message("a case is a folder with a case.yaml; “appealgen new case ID” makes one")
        raise InputError(Problem(ProblemCode.NO_CASE, message("there is no case.yaml here"), hint, file=str(folder)))
    problems: list[Problem] = []
    letters: dict[Tag, ModelLetter] = {}
    case: Case | None = None
    try:
        refuse_outsider(file)
        case = load_yaml(file, Case, SCALARS)
    except InputError as error:
        problems += error.problems
    for path in entries(file.parent, "letter.*.md"):
        try:
            refuse_outsider(path)
            letter = load_letter(path)
            if (other := letters.get(letter.tag)) is not None:
                text = message(
                    "is a second letter in {tag}, in addition to {file}", tag=letter.tag, file=Path(other.file).name
                )
                hint = message("keep one of them")
                problems.append(Problem(ProblemCode.DUPLICATE_LETTER, text, hint, file=str(path)))
            letters[letter.tag] = letter
        except InputError as error:
            problems += error.problems
    if problems or case is None:
        raise InputError(problems)
    return replace(case, letters=MappingProxyType(letters), file=str(file))


def refuse_outsider(path: Path) -> None:
    """Raise InputError for a file of a case folder that a link leads outside, or that is a device or a pipe.

    A case folder comes from somebody else and could have one of the user's own files printed. If the folder itself is
    a link, the user made it.
    """
    elsewhere = not real(path).is_relative_to(real(path.parent)) or (is_link(path) and not is_there(path))
    if elsewhere or (is_there(path) and not is_file(path)):
        link = message("a link that leads outside the case folder; it is not followed")
        text, hint = link if elsewhere else message("not a file that can be read"), message("put the file itself there")
        raise InputError(Problem(ProblemCode.UNREADABLE, text, hint, file=str(path)))


def load_letter(path: Path) -> ModelLetter:
    """Read `letter.<tag>.md`. Raises InputError for a wrong tag, head or placeholder."""
    try:
        language = parse_tag(path.name.removeprefix("letter.").removesuffix(".md"))
    except ValueError as error:
        raise InputError(wrong_value(error, file=str(path))) from None
    text = _bounded_text(path).replace("\r\n", "\n").replace("\r", "\n")
    head, line = _LetterHead(), 1
    if (match := _HEAD.match(text)) is not None:
        if any(part.strip() and not part.lstrip().startswith("#") for part in match["head"].splitlines()):
            head = parse_yaml(match["head"], _LetterHead, SCALARS, file=str(path), first_line=2)
        line += match[0].count("\n")
        text = text[match.end() :]
    elif text.startswith("---\n"):
        wording, hint = message("the head that begins with --- has no end"), message("a second line of --- ends it")
        raise InputError(Problem(ProblemCode.OPEN_HEAD, wording, hint, file=str(path), line=1))
    pieces, comments, is_open = _apart(text)
    text = pieces[0] + "".join("\n" * c.count("\n") + piece for c, piece in zip(comments, pieces[1:], strict=True))
    problems = list(_problems_in(text, str(path), line))
    if is_open:
        wording, hint, end = message("a comment has no end"), message("--> ends it"), line + text.count("\n")
        problems.append(Problem(ProblemCode.OPEN_COMMENT, wording, hint, file=str(path), line=end))
    if problems:
        raise InputError(problems)
    return ModelLetter(language, text, str(path), line, head.reviewed, head.translates, head.paragraphs)


def _bounded_text(path: Path) -> str:
    """The text of a letter or translation with its comments; raises InputError if it is too long."""
    text = read_text(path)
    if (wording := over_limit(text, limits.LETTER_FILE)) is not None:
        raise InputError(Problem(ProblemCode.TOO_LARGE, wording, file=str(path)))
    return text


def _apart(text: str) -> tuple[list[str], list[str], bool]:
    """The text around comments, the comments, and whether the last one is unclosed: then it is left out."""
    pieces: list[str] = []
    comments: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        pieces.append(text[at:start])
        end = text.find("-->", start + 4)
        if end < 0:
            return pieces, comments, True
        comments.append(text[start : (at := end + 3)])
    return [*pieces, text[at:]], comments, False


def unfinished_translations(case: Case) -> list[Problem]:
    """Progress of the translations `translation.<tag>.md` in a case's folder."""
    found = []
    for path in entries(Path(case.file).parent, "translation.*.md") if case.file else []:
        refuse_outsider(path)
        texts = _apart(_bounded_text(path))[0][1:]
        done = sum(bool(text.strip()) for text in texts)
        ready = message("rename it to letter.{tag}.md", tag=path.name.split(".")[1])
        hint = ready if texts and done == len(texts) else message("the others are empty")
        wording = message("{done} of {number} paragraphs are translated", done=done, number=len(texts))
        found.append(Problem(ProblemCode.UNFINISHED_TRANSLATION, wording, hint, case=case.id, file=str(path)))
    return found


def _problems_in(text: str, file: str, first: int) -> Iterator[Problem]:
    if (wording := over_limit(text, limits.PROSE)) is not None:
        yield Problem(ProblemCode.TOO_LARGE, wording, file=file, line=first)
        return
    if not text.strip():
        yield Problem(ProblemCode.EMPTY_LETTER, message("the letter has no text"), file=file, line=first)
    for number, line in enumerate(text.split("\n"), first):
        yield from _problems_of_line(line, partial(Problem, file=file, line=number))


def _problems_of_line(line: str, problem: Callable[..., Problem]) -> Iterator[Problem]:
    for match in PLACEHOLDER.finditer(line):
        if (name := match[1].strip()) not in PLACEHOLDERS:
            text, hint = message("unknown placeholder {{{{ {name} }}}}", name=name), did_you_mean(name, PLACEHOLDERS)
            yield problem(ProblemCode.UNKNOWN_PLACEHOLDER, text, hint, column=match.start() + 1)
    if "demands" in placeholders(line) and PLACEHOLDER.fullmatch(line.strip()) is None:
        text = message("{{{{ demands }}}} is not alone on its line")
        yield problem(ProblemCode.STRAY_DEMANDS, text, message("it becomes a list: put it on a separate line"))
    if stray := re.search(r"\{\{|\}\}|\{%|%\}|\{#", PLACEHOLDER.sub("", line)):
        text, known = message("“{braces}” is not part of a placeholder", braces=stray[0]), ", ".join(PLACEHOLDERS)
        hint = message("placeholders must be on one line, without logic: {placeholders}", placeholders=known)
        yield problem(ProblemCode.STRAY_BRACES, text, hint, column=line.index(stray[0]) + 1)
    if (char := unprintable(line)) is not None:
        yield problem(ProblemCode.WRONG_VALUE, unprintable_message(char), message("delete that character"))
