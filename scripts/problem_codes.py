"""Write the table of codes in docs/scripting.md from ProblemCode: `python scripts/problem_codes.py`."""

from __future__ import annotations

from pathlib import Path

from appealgen.errors import ProblemCode, Scope

PAGE = Path(__file__).resolve().parents[1] / "docs" / "scripting.md"
BEGIN, END = "<!-- codes: made by scripts/problem_codes.py -->", "<!-- end of codes -->"
CODES: tuple[ProblemCode, ...] = tuple(getattr(ProblemCode, name) for name in vars(ProblemCode) if name.isupper())
CONCERNS = {Scope.CASE: "the case", Scope.SENDER: "a sender", Scope.RUN: "the run"}


def table() -> str:
    """The Markdown of the table, a row for each code."""
    rows = [
        f"| `{code}` | {code.meaning} | {CONCERNS[code.scope]}{', personal' if code.personal else ''} "
        f"| {', '.join(map(str, code.exit_codes)) or 'notice only'} |"
        for code in CODES
    ]
    return "\n".join(["| code | means | concerns | exit codes |", "|---|---|---|---|", *rows])


def with_table(page: str) -> str:
    """The page with an updated table."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
