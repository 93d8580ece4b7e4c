"""Languages of letters with the user's own phrases; the plan agrees with the letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from appealgen.letters.compose import compose
from appealgen.model.identifiers import Country, Tag
from samples import DATE, LETTER, PROJECT, plan_for, someone, tiny_case, write_files

ENGLISH = (PROJECT / "src" / "appealgen" / "data" / "phrases" / "en.yaml").read_text(encoding="utf-8")


@pytest.fixture
def roots(tmp_path: Path) -> tuple[Path, ...]:
    """A data directory with phrases in Bokmål and in Serbian in Latin letters."""
    own = {f"phrases/{tag}.yaml": ENGLISH.replace("language: en", f"language: {tag}") for tag in ("nb", "sr-Latn")}
    write_files(tmp_path, own)
    return (tmp_path,)


@pytest.mark.parametrize(
    ("reads", "country", "target", "letter", "chosen"),
    [
        ("zh-TW", "TW", "zh-TW", "zh-Hant", "zh-Hant"), ("sr", "RS", "sr", "sr-Latn", "sr-Latn"),
        ("nn", "NO", "nb", "nb", "nb"), ("no", "NO", "nb", "nb", "nb"), ("pt-AO", "AO", "pt", "pt-BR", "pt-BR"),
        ("fa", "GB", "fa", "nb", None), ("es", "AR", "es", "pt-BR", None),
    ],
)  # fmt: skip
def test_letters_with_phrases_of_the_user(
    reads: str, country: str, target: str, letter: str, chosen: str | None, roots: tuple[Path, ...]
) -> None:
    case = tiny_case(("languages: [en]", f"languages: [{target}]"), letters={letter: LETTER})
    sender = someone(country=Country(country), reads=(Tag(reads),))
    planned = plan_for(case, sender, date=DATE, roots=roots)
    assert [refusal.code for refusal in planned.refusals] == ([] if chosen else ["no-letter"])
    for mailing in planned.mailings:
        assert mailing.language.tag == chosen and compose(mailing, roots).letter.blocks


@pytest.mark.parametrize(("letter", "language"), [("nb", "Norwegian Bokmål"), ("sr-Latn", "Serbian (Latin)")])
def test_the_bundled_phrases_lack_them(letter: str, language: str) -> None:
    case = tiny_case(("languages: [en]", f"languages: [{letter}]"), letters={letter: LETTER})
    planned = plan_for(case, someone(reads=(Tag(letter), Tag("en"))), date=DATE)
    assert [(refusal.code, refusal.message) for refusal in planned.refusals] == [
        ("no-phrases", f"there are no phrases in {language} yet")
    ]


EMBASSY = """
  - {id: embassy, role: embassy, host: GB, office: Embassy, address: [1 Road, London]}
"""


@pytest.mark.parametrize("route", ["copy", "via"])
@pytest.mark.parametrize(
    ("reads", "note"), [("fi en", "en"), ("ja en", "en"), ("ja ru", "ru"), ("ja", "en"), ("de en", "en"), ("en", "en")]
)
def test_the_plan_says_the_language_of_the_note_on_paper(reads: str, note: str, route: str) -> None:
    case = tiny_case(
        ("languages: [en]", "languages: [ru, en]\nembassy: " + route),
        ("    address: [1 Street, Town]\n", "    address: [1 Street, Town]\n" + EMBASSY.lstrip("\n")),
    )
    sender = someone(reads=tuple(Tag(tag) for tag in reads.split()))
    planned = plan_for(case, sender, date=DATE, language=Tag("en"))
    [mailing] = [each for each in planned.mailings if each.recipient.role == "embassy"]
    [said] = {block.language for block in compose(mailing).letter.blocks if block.style == "note"}
    assert mailing.note_language == note
    assert (said or "en").partition("-")[0] == note
