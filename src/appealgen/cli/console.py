"""Terminal output: errors, notices, colour, tables, questions. Only results go to stdout."""

from __future__ import annotations

import contextlib
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TextIO

from appealgen import limits
from appealgen.cli.i18n import _, colon, ngettext, translate
from appealgen.cli.streams import results
from appealgen.errors import Problem, ProblemCode
from appealgen.messages import first_few

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.progress import Progress, Task
    from rich.text import Text

_STYLES = {"bold": "1", "red": "1;31", "yellow": "33", "green": "32", "dim": "2"}
_BEGIN, _END = "\ufdd0", "\ufdd1"
"""Marks around a style's name and behind its text until printing: noncharacters, which nobody types."""
_STYLED = re.compile(f"{_BEGIN}([a-z]+){_BEGIN}|{_END}")
_HARMLESS = "\n\t\u200c\u200d\u200e\u200f\u061c"
"""Unprintable but harmless: characters that join letters or not, and marks of direction without further effect."""


def colourful(stream: TextIO) -> bool:
    """Whether to use colour: only on a terminal, and not against the user's wish (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def styled(text: str, style: str) -> str:
    """The text in a style, for a stream with colour; see `printed`."""
    return f"{_BEGIN}{style}{_BEGIN}{text}{_END}"


def printed(text: str, stream: TextIO) -> str:
    """The text for a stream: safe for a terminal, unchanged for any other stream."""
    colour = colourful(stream)
    if stream.isatty():
        text = visible(text, but=_BEGIN + _END)
    return _STYLED.sub(lambda mark: f"\x1b[{_STYLES.get(mark[1], '0')}m" if colour else "", text)


def result_file(state: str, file: object) -> None:
    """Print a file and its state to stdout: `written    letters/a.docx`."""
    words = {
        "planned": _("planned"),
        "written": _("written"),
        "identical": _("identical"),
        "kept": _("kept"),
        "replaced": _("replaced"),
        "set-aside": _("set aside"),
    }
    result(after_word(words, state, "dim" if state == "planned" else "green", file))


def after_word(words: Mapping[str, str], word: str, style: str, text: object) -> str:
    """A text after one of several words, in a column as wide as the longest of them."""
    return f"{styled(f'{words[word]:{max(map(len, words.values()))}}', style)}  {text}"


def counted(kind: str, number: int) -> str:
    """The number of letters, envelopes or other files, in words."""
    if kind == "letter":
        return ngettext("{count} letter", "{count} letters", number)
    if kind == "envelope":
        return ngettext("{count} envelope", "{count} envelopes", number)
    if kind == "fax":
        return ngettext("{count} fax", "{count} faxes", number)
    if kind == "email":
        return ngettext("{count} e-mail", "{count} e-mails", number)
    return ngettext("{count} other file", "{count} other files", number)


def say(text: str = "") -> None:
    """Print a line on stderr."""
    print(printed(text, sys.stderr), file=sys.stderr)  # noqa: T201


def result(text: str) -> None:
    """Print a line of the result on stdout."""
    print(printed(text, results()), file=results())


def result_json(value: dict[str, Any]) -> None:
    """Print the result as one JSON object on stdout."""
    import json

    result_text([json.dumps(value, ensure_ascii=False, indent=1), "\n"])


def result_text(pieces: Iterable[str]) -> None:
    """Print the pieces of a result on stdout as they come."""
    results().writelines(pieces)


def tell(problem: Problem, label: str, style: str) -> None:
    """Print a problem, `error: cases/x/case.yaml:3:1 titel: unknown key “titel”`, with its hint below."""
    place = translate(problem.where)
    text = wrapped(visible(f"{label}{colon()} {f'{place}{colon()} ' if place else ''}{translate(problem.message)}"))
    say(styled(f"{label}{colon()}", style) + text.removeprefix(f"{label}{colon()}"))
    if problem.hint:
        say(wrapped(visible(f"  → {translate(problem.hint)}")))


def tell_all(problems: Iterable[Problem], label: str, style: str) -> None:
    """Print problems in order; of many with one code, only the first and the number of the rest."""
    by_code: dict[ProblemCode, list[Problem]] = {}
    for problem in problems:
        alike = by_code.setdefault(problem.code, [])
        alike.append(problem)
        if len(alike) <= limits.SHOWN:
            tell(problem, label, style)
    for code, alike in by_code.items():
        if more := alike[limits.SHOWN :]:
            say(styled(wrapped(f"  … {code}{colon()} {_more(more)}"), "dim"))


def tell_grouped(problems: Iterable[Problem], label: str, style: str, *, examples: int = 3, kinds: int = 12) -> None:
    """Print problems of many rows: for each kind a few in full and the rows of the others; of many kinds the first.

    If a kind has only one more than `examples`, it is printed in full: its row would take a line too. A hint that
    several problems share is printed below the last of them.
    """
    from appealgen.events.problem_groups import by_kind

    groups = by_kind(problems)
    shown: list[tuple[Problem, list[Problem]]] = []
    for group in groups[:kinds]:
        some = group if len(group) == examples + 1 else group[:examples]
        shown += [(problem, []) for problem in some]
        shown[-1] = some[-1], group[len(some) :]
    for number, (problem, more) in enumerate(shown, 1):
        again = not more and number < len(shown) and shown[number][0].hint == problem.hint
        tell(replace(problem, hint=None) if again else problem, label, style)
        if more:
            say(styled(wrapped(f"  … {_more(more)}"), "dim"))
    if left := groups[kinds:]:
        many = sum(map(len, left))
        rest = ngettext(
            "and {number} more, of {count} other kind",
            "and {number} more, of {count} other kinds",
            len(left),
            number=many,
        )
        say(wrapped(f"{label}{colon()} … {rest}"))
        say(wrapped(f"  → {_('--json lists them all')}"))


def _more(problems: Sequence[Problem], named: int = 10) -> str:
    """`and 17 more like it in rows 5, 6, 9 …`."""
    rows = list(dict.fromkeys(problem.row for problem in problems if problem.row is not None))
    more = ngettext("and {count} more like it", "and {count} more like it", len(problems))
    if not rows:
        return more
    return ngettext("{more} in row {rows}", "{more} in rows {rows}", len(rows), more=more, rows=first_few(rows, named))


def visible(text: str, but: str = "") -> str:
    """Text that cannot steer a terminal or hide in it: control and similar characters become their numbers."""
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or c in _HARMLESS or c in but or unicodedata.category(c) == "Zs" else f"\\u{ord(c):04x}"
        for c in text
    )


def tell_notices(notices: Iterable[Problem]) -> None:
    """Print every notice of a plan or a run."""
    tell_all(notices, _("notice"), "yellow")


def wrapped(text: str, hang: int = 4) -> str:
    """Text wrapped to the terminal, the lines after the first indented by `hang`; unchanged without a terminal."""
    if not sys.stderr.isatty():
        return text
    import shutil
    import textwrap

    columns = min(shutil.get_terminal_size().columns, 100)
    return textwrap.fill(text, columns, subsequent_indent=" " * hang, break_long_words=False, break_on_hyphens=False)


def console(*, stderr: bool = False) -> Console:
    """A Rich console: plain and 80 columns wide if it is not a terminal."""
    from rich.console import Console

    stream = sys.stderr if stderr else results()
    return Console(
        file=stream,
        width=None if stream.isatty() else 80,
        force_terminal=stream.isatty(),
        no_color=not colourful(stream),
        markup=False,
        emoji=False,
        highlight=False,
    )


def show(*parts: RenderableType) -> None:
    """Print Rich text as the result; in a pipe without trailing blanks."""
    screen = console()
    with screen.capture() as captured:
        for part in parts:
            screen.print(part)
    lines = captured.get().rstrip("\n").split("\n")
    result_text(f"{line if results().isatty() else line.rstrip()}\n" for line in lines)


def table(headings: Sequence[str], rows: Iterable[Sequence[RenderableType]], *, flexible: int) -> RenderableType:
    """A table without lines, readable at 80 columns: only the `flexible` column wraps."""
    from rich.table import Table

    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for index, heading in enumerate(headings):
        made.add_column(heading, no_wrap=index != flexible, overflow="fold")
    for row in rows:
        made.add_row(*(plain(cell) if isinstance(cell, str) else cell for cell in row))
    return made


def plain(text: str, style: str = "") -> Text:
    """Text for a table or a page, without markup, that cannot steer a terminal."""
    from rich.text import Text

    return Text(visible(text), style=style)


def progress(what: str, total: int) -> Progress:
    """A progress bar on stderr with numbers, rate and remaining time."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    class Rate(TextColumn):
        def render(self, task: Task) -> Text:
            from rich.text import Text

            return Text(_("{rate} a second", rate=f"{task.speed or 0:,.0f}".replace(",", " ")))

    left = (TimeRemainingColumn(compact=True), TextColumn(_("left")))
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(""), *left)
    bar = Progress(*columns, console=console(stderr=True), transient=True)
    bar.add_task(what, total=total)
    return bar


def may_ask(*, json: bool, no_input: bool) -> bool:
    """Whether to ask questions: stdin and stderr are terminals, and neither --json nor --no-input is given."""
    return all(stream and stream.isatty() for stream in (sys.stdin, sys.stderr)) and not json and not no_input


def ask(question: str, default: str = "") -> str:
    """Ask for a line; Enter takes the default. Ctrl-C and Ctrl-D stop."""
    shown = wrapped(f"{question} [{default}]{colon()}" if default else f"{question}{colon()}") + " "
    shown = printed(shown, sys.stderr)
    if results().isatty() and sys.stdin is sys.__stdin__ and sys.__stdout__:
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401  makes input() edit the line with the arrow keys
        try:
            with contextlib.redirect_stdout(sys.__stdout__):  # readline edits lines only there; it leads to stderr
                return input(shown).strip() or default
        except EOFError:
            raise KeyboardInterrupt from None
    sys.stderr.write(shown)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return line.strip() or default


def ask_yes(question: str, *, default: bool = False) -> bool:
    """Ask yes or no, in English or the user's language, also by first letter; Enter is the default."""
    yes, no = _("yes").casefold(), _("no").casefold()
    shown = f"{yes[0].upper()}/{no[0]}" if default else f"{yes[0]}/{no[0].upper()}"
    while True:
        answer = ask(f"{question} ({shown})").casefold()
        if not answer:
            return default
        if _is_yes(answer):
            return True
        if answer in (no, no[0], "no", "n"):
            return False
        say(_("  please answer {yes} or {no}", yes=yes[0], no=no[0]))


def _is_yes(answer: str) -> bool:
    yes = _("yes").casefold()
    return _without_accents(answer) in (_without_accents(yes), yes[0], "yes", "y")


def ask_step(steps: Mapping[str, str], default: str = "", *, of_yes: str = "") -> str:
    """Ask for one of several steps: English words with the user's own, its letter in brackets, `{"quit": "[q]uit"}`.

    The answer is the letter or the beginning of the word, in either language; Enter is the default, a yes `of_yes`.
    """
    letters = {word.partition("[")[2][:1].casefold(): step for step, word in steps.items()}
    words = [*((_bare(word).casefold(), step) for step, word in steps.items()), *((step, step) for step in steps)]
    enter = f" ({_('Enter: {step}', step=_bare(steps[default]))})" if default else ""
    while True:
        answer = ask("  ".join(steps.values()) + enter).casefold()
        begun = next((step for word, step in words if answer and word.startswith(answer)), None)
        if chosen := letters.get(answer) or begun or (of_yes if answer and _is_yes(answer) else not answer and default):
            return chosen
        say(_("  please answer {letters} or {last}", letters=", ".join(list(letters)[:-1]), last=list(letters)[-1]))


def _bare(word: str) -> str:
    return word.replace("[", "").replace("]", "")


def _without_accents(word: str) -> str:
    """Without accents, as many people type: si for sí."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def ask_which(
    question: str,
    choices: Sequence[tuple[str, str]],
    default: str = "",
    *,
    otherwise: Callable[[str], str | None] = lambda _: None,
) -> str:
    """Ask for one of several by number, name, or `otherwise`, which parses other answers; repeats until valid."""
    for number, (name, words) in enumerate(choices, 1):
        say(wrapped(f"  {number:2}  {name}  {words}".rstrip(), hang=6))
    names = {str(number): name for number, (name, _) in enumerate(choices, 1)} | {name: name for name, _ in choices}
    while True:
        answer = ask(question, default)
        if chosen := answer and (names.get(answer) or otherwise(answer)):
            return chosen
        say(_("  please give a number from 1 to {last} or one of the names", last=len(choices)))


def show_beside(left: tuple[str, str], right: tuple[str, str]) -> None:
    """Print two texts side by side, each under its heading, on stderr."""
    from rich.table import Table

    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 2), header_style="dim", expand=True)
    for heading in (left[0], right[0]):
        made.add_column(heading, ratio=1, overflow="fold")
    made.add_row(plain(left[1]), plain(right[1]))
    console(stderr=True).print(made)
