"""The notice about fixed words that no native speaker has checked: only printed ones, once for each language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from appealgen.errors import ProblemCode
from appealgen.language.phrases import load_phrases
from appealgen.letters.unread import unread_words_of
from appealgen.model.case import Case
from appealgen.model.identifiers import Country, Tag
from samples import DATE, PROJECT, plan_for, someone, tiny_case, write_files

EMBASSY = ("targets:\n", "targets:\n  - {id: embassy, role: embassy, host: GB, office: Embassy, address: [London]}\n")


def notices(case: Case, **asked: Any) -> list[str]:
    sender = asked.pop("sender", someone(reads=(Tag("ar"),)))
    planned = plan_for(case, sender, date=DATE, **asked)
    assert not planned.refusals
    return [str(notice.message) for notice in planned.notices if notice.code is ProblemCode.WORDS_NOT_REVIEWED]


@pytest.mark.parametrize(
    ("changes", "asked", "keys"),
    [
        ((), {}, "salutations.office"),
        ((("office: Minister of Justice", "name: Ann"),), {}, "salutations.unknown"),
        ((("    office:", "    salutation: {ar: A}\n    office:"),), {}, ""),
        ((EMBASSY,), {}, "salutations.office, salutations.embassy, notes.copy, notes.copy_heading"),
        ((EMBASSY,), {"embassy": "via"}, "salutations.office, salutations.embassy, notes.via, notes.via_heading"),
        ((EMBASSY,), {"embassy": "none"}, "salutations.office"),
    ],
)
def test_words_that_are_printed(changes: tuple[tuple[str, str], ...], asked: dict[str, str], keys: str) -> None:
    case = tiny_case(*changes, ("languages: [en]", "languages: [ar]"), letters={"ar": "One."})
    said = [f"no native speaker has checked these fixed words in Arabic yet: {keys}"] if keys else []
    assert notices(case, **asked) == said


def test_the_english_words_of_a_copy_are_checked() -> None:
    assert notices(tiny_case(EMBASSY), sender=someone()) == []


def test_a_reader_of_a_users_own_files(tmp_path: Path) -> None:
    bundled = (PROJECT / "src/appealgen/data/phrases/ar.yaml").read_text(encoding="utf-8")
    text = bundled[: bundled.index("native_reader")]
    roots = (write_files(tmp_path, {"phrases/ar.yaml": text}),)
    case = tiny_case(("languages: [en]", "languages: [ar]"), letters={"ar": "One."})
    assert notices(case, roots=roots) == []


def test_all_that_a_case_may_print() -> None:
    case = tiny_case(letters={"en": "One.", "ja": "One.", "cy": "One."})
    english, problem = unread_words_of(case)
    assert str(english.message) == "no native speaker has checked these fixed words in English yet: notes.via"
    unread = [key for key in load_phrases("ja").native_reader if not key.startswith("outline")]
    assert (
        str(problem.message) == f"no native speaker has checked these fixed words in Japanese yet: {', '.join(unread)}"
    )
    assert (problem.case, problem.file) == ("ann", "letter.ja.md")


def test_the_words_of_a_senders_country() -> None:
    case = tiny_case(("languages: [en]", "languages: [pt]"), letters={"pt": "One."})
    (said,) = notices(case, sender=someone(reads=(Tag("pt"),), country=Country("BR")))
    assert said == "no native speaker has checked these fixed words in Portuguese yet: salutations.office, close"
