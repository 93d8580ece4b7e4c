"""Child processes that set PDF files."""

from __future__ import annotations

import datetime
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import TypeVar

import pytest

from appealgen.errors import ProblemCode, WriteError
from appealgen.model.document import Document
from appealgen.renderers.docx.reference import bundled_reference
from appealgen.renderers.pdf import processes, typesetting
from appealgen.renderers.pdf.document import render_pdf, set_pdf
from appealgen.renderers.pdf.processes import Child, Typesetters
from appealgen.renderers.pdf.typesetting import Typesetting
from stationery_samples import LAYOUTS, letters_for

T = TypeVar("T")
DAY = datetime.date(2026, 11, 30)
DOCUMENTS: tuple[Document, ...] = tuple(letter for _, letter in letters_for(LAYOUTS[0]))


def setting(typeset: Typesetting) -> bytes:
    return set_pdf(DOCUMENTS, bundled_reference(), date=DAY, typeset=typeset).data


def dying(typeset: Typesetting) -> bytes:
    typeset.__self__.kill()  # type: ignore[attr-defined]
    return setting(typeset)


def run(*jobs: Callable[[Typesetting], T]) -> list[T]:
    """The results of jobs, named after their numbers."""
    made: list[T] = []
    with Typesetters() as setters:
        for number, job in enumerate(jobs):
            setters.add(f"{number}.pdf", job, made.append)
        setters.finish()
    return made


def endless(typeset: Typesetting) -> bytes:
    return typeset({"main.typ": b"#for a in range(100000) { for b in range(100000) {} }"}, None)[0]


def test_a_child_writes_the_same_bytes() -> None:
    assert run(setting, setting) == [render_pdf(DOCUMENTS, bundled_reference(), date=DAY)] * 2


def test_results_come_in_the_order_of_the_jobs() -> None:
    begun = threading.Event()

    def slow(_: Typesetting) -> int:
        begun.wait(10)
        return 1

    def fast(_: Typesetting) -> int:
        begun.set()
        return 2

    assert run(slow, *[fast] * 9) == [1, *[2] * 9]


def test_a_killed_child_is_an_error_with_the_name_of_the_part() -> None:
    with pytest.raises(WriteError) as caught:
        run(setting, dying)
    [problem] = caught.value.problems
    assert (problem.code, problem.file) == (ProblemCode.PDF_FAILED, "1.pdf")


def test_what_typst_refuses_comes_back() -> None:
    with pytest.raises(typesetting.TypesettingError, match="unknown variable: nothing"):
        run(lambda typeset: typeset({"main.typ": b"#nothing"}, None))


def test_a_child_that_takes_too_long_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_LONGEST", 0.2)
    with pytest.raises(WriteError):
        run(endless)


def test_no_child_is_left_after_an_interrupt() -> None:
    children: list[Child] = []

    def waiting(typeset: Typesetting) -> None:
        children.append(typeset.__self__)  # type: ignore[attr-defined]
        endless(typeset)

    def interrupted() -> None:
        with Typesetters() as setters:
            for _ in range(3):
                setters.add("a.pdf", waiting, lambda _: None)
            while len(children) < 2:
                threading.Event().wait(0.01)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [child._process.returncode is not None for child in children] == [True] * 2


def test_a_child_ends_with_its_parent() -> None:
    """Its requests end, and it has imported nothing of the program."""
    child = subprocess.run(
        [sys.executable, "-X", "importtime", "-P", typesetting.__file__], input=b"", capture_output=True, check=True
    )
    assert child.stdout == b""
    assert b"appealgen" not in child.stderr
