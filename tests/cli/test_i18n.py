"""The language of the user interface: its choice, its completeness, and that machine-readable output ignores it."""

import datetime
import gettext
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from appealgen.cli import console, environment, i18n
from appealgen.errors import MissingError, Problem, ProblemCode
from appealgen.language.catalogues import languages_with_catalogue
from appealgen.language.localized_names import localized_country, localized_day, localized_language
from appealgen.messages import join, message, untranslated
from samples import PROJECT, Ran

Run = Callable[..., Ran]
SENDER = str(PROJECT / "docs" / "examples" / "sender.yaml")
WRITE = ("write", "ua-046-19", "--sender", SENDER, "--date", "2019-04-15")
LANGUAGES = ("de", "es", "fr", "ru")


@pytest.fixture
def speaking(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    monkeypatch.delenv(environment.LANGUAGE_VARIABLE)
    monkeypatch.setenv("LANGUAGE", "")
    return i18n.speak


@pytest.mark.parametrize(
    ("option", "variable", "system", "spoken"),
    [
        ("de", "fr", {"LANG": "ru_RU.UTF-8"}, "de"),
        (None, "fr", {"LANG": "ru_RU.UTF-8"}, "fr"),
        (None, "", {"LANG": "ru_RU.UTF-8"}, "ru"),
        (None, None, {"LANG": "de_AT.UTF-8@euro"}, "de"),
        (None, None, {"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, "en"),
        (None, None, {"LANG": "de_DE.UTF-8", "LC_MESSAGES": "es_MX"}, "es"),
        (None, None, {"LANG": "pt_BR.UTF-8"}, "en"),
        (None, None, {"LANG": "pt_BR.UTF-8", "LANGUAGE": "pt_BR:es:en"}, "es"),
        (None, None, {"LANG": "C.UTF-8", "LANGUAGE": "de"}, "en"),
        (None, None, {"LANG": "POSIX"}, "en"),
        (None, None, {}, "en"),
        ("Deutsch", None, {}, "de"),
        ("Russian", None, {}, "ru"),
        ("es-419", None, {}, "es"),
        ("FR", None, {}, "fr"),
        (None, "de_CH.UTF-8", {}, "de"),
        ("en-GB", "de", {}, "en"),
    ],
)
def test_which_language(
    monkeypatch: pytest.MonkeyPatch, option: str | None, variable: str | None, system: dict[str, str], spoken: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "APPEALGEN_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "")
    for name, value in (system | ({"APPEALGEN_LANG": variable} if variable is not None else {})).items():
        monkeypatch.setenv(name, value)
    i18n.speak(option)
    assert i18n.language() == spoken


@pytest.mark.parametrize(
    ("arguments", "rest", "wanted"),
    [
        (["--ui-language", "de", "write", "x"], ["write", "x"], "de"),
        (["write", "x", "--ui-language=fr"], ["write", "x"], "fr"),
        (["write", "--", "--ui-language", "fr"], ["write", "--", "--ui-language", "fr"], None),
        (["write", "--ui-language"], ["write", "--ui-language"], None),
        (["write", "x"], ["write", "x"], None),
    ],
)
def test_the_option_stands_anywhere(arguments: list[str], rest: list[str], wanted: str | None) -> None:
    assert i18n.without_option(arguments) == (rest, wanted)


@pytest.mark.parametrize(
    ("option", "variable", "field"), [("it", "", "ui-language"), (None, "klingon", "APPEALGEN_LANG")]
)
def test_a_language_without_a_catalogue(
    run: Run, monkeypatch: pytest.MonkeyPatch, option: str | None, variable: str, field: str
) -> None:
    monkeypatch.setenv("APPEALGEN_LANG", variable)
    monkeypatch.setenv("LANG", "C")
    ran = run("cases", *(["--ui-language", option] if option else []))
    assert (ran.code, ran.out) == (2, "")
    assert f"{field}: appealgen is not available in “{option or variable}”" in ran.err
    assert "available: en or de or es or fr or ru" in ran.err


def test_a_message_is_translated_with_all_its_arguments(speaking: Callable[[str], None]) -> None:
    text = message(
        "you did not say which languages you read; {language} assumed from {country}",
        language=localized_language("kk"),
        country=localized_country("KZ"),
    )
    speaking("de")
    assert "Kasachisch" in i18n.translate(text) and "Kasachstan" in i18n.translate(text)
    assert "Kazakh" in text
    day = localized_day(datetime.date(2019, 4, 15))
    assert i18n.translate(join([day, untranslated("{x}")], "; ")) == "15. April 2019; {x}"
    assert i18n.translate("as it is {x}") == "as it is {x}"


def test_numbers_have_the_forms_of_their_language(speaking: Callable[[str], None]) -> None:
    speaking("ru")
    said = [i18n.ngettext("{count} letter", "{count} letters", number) for number in (1, 2, 5, 21)]
    assert said == ["1 письмо", "2 письма", "5 писем", "21 письмо"]
    speaking("fr")
    assert i18n.ngettext("{count} letter", "{count} letters", 0) == "0 lettre"


@pytest.mark.parametrize(("between", "set_"), [("; ", "\u00a0; "), (": ", "\u00a0: "), (", ", ", "), (" ", " ")])
def test_french_sets_blanks_before_colons(speaking: Callable[[str], None], between: str, set_: str) -> None:
    texts = join(["reviewed: true", untranslated("case.yaml:3:1")], between)
    assert i18n.translate(texts) == f"reviewed: true{between}case.yaml:3:1"
    assert (i18n.colon(), i18n.semicolon()) == (":", ";")
    speaking("fr")
    assert i18n.translate(texts) == f"reviewed: true{set_}case.yaml:3:1"
    assert (i18n.colon(), i18n.semicolon()) == ("\u00a0:", "\u00a0;")


def test_texts_are_joined_with_the_semicolon_of_the_language() -> None:
    views = [path for path in (PROJECT / "src/appealgen/cli").rglob("*.py") if "semicolon()" in path.read_text("utf-8")]
    assert {path.name for path in views} >= {"event.py", "plan.py"}, "the test looks in the wrong place"
    joined = (path for path in (PROJECT / "src/appealgen/cli").rglob("*.py") if '"; ".join(' in path.read_text("utf-8"))
    assert list(joined) == []


def test_french_leaves_what_is_typed(speaking: Callable[[str], None], capsys: pytest.CaptureFixture[str]) -> None:
    speaking("fr")
    hint = message("set “reviewed: true” once it has been")
    console.tell(Problem(ProblemCode.WRONG_VALUE, message("is empty"), hint, file="a.yaml", line=3), "erreur", "red")
    said = capsys.readouterr().err
    assert "erreur\u00a0: a.yaml:3\u00a0: " in said
    assert "«\u00a0reviewed: true\u00a0» une fois" in said


def test_only_languages_with_a_catalogue_are_available(monkeypatch: pytest.MonkeyPatch) -> None:
    assert languages_with_catalogue() == ("en", *LANGUAGES)
    with pytest.raises(MissingError):
        i18n.speak("pt")


JSON = [
    ("cases", "--json"),
    ("show", "46/19", "--json"),
    ("check", "ua-046-19", "--json"),
    (*WRITE, "--json", "--dry-run"),
    ("write", "ua-046-19", "--sender", SENDER, "--json"),
    ("write", "nobody", "--sender", SENDER, "--json"),
    ("embassies", "list", "--json"),
]


@pytest.mark.parametrize("arguments", JSON, ids=" ".join)
@pytest.mark.parametrize("tag", ["de", "ru"])
def test_machine_readable_output_is_the_same_in_every_language(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], tag: str
) -> None:
    english = run(*arguments)
    monkeypatch.setenv("APPEALGEN_LANG", tag)
    ran = run(*arguments)
    assert (ran.code, ran.out) == (english.code, english.out)
    assert ran.err != english.err or not english.err
    if ran.code != 2:
        json.loads(ran.out)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_files_are_the_same_in_every_language(run: Run, tmp_path: Path, tag: str) -> None:
    for language in ("en", tag):
        assert run(*WRITE, "--yes", "--out", str(tmp_path / language), "--ui-language", language).code == 0
    files = {
        language: {p.relative_to(root): p.read_bytes() for p in root.rglob("*") if p.is_file()}
        for language in ("en", tag)
        for root in [tmp_path / language]
    }
    assert files["en"] == files[tag] and Path("manifest.json") in files["en"]


def test_an_import_keeps_english_and_says_german(run: Run, home: Path, tmp_path: Path) -> None:
    source = PROJECT / "tests" / "importing" / "corpus" / "en-2010-sudan-docx.txt"
    ran = run("import", str(source), "--yes", "--out", str(tmp_path / "cases"), "--ui-language", "de")
    [case] = (tmp_path / "cases").glob("*/case.yaml")
    assert "the document" in case.read_text(encoding="utf-8") or "doubts" not in case.read_text(encoding="utf-8")
    assert "Zweifel" in ran.err


@pytest.mark.parametrize(
    ("tag", "yes", "question"),
    [("de", "j", "(j/N)"), ("fr", "oui", "(o/N)"), ("es", "si", "(s/N)"), ("es", "sí", "(s/N)"), ("ru", "да", "(д/Н)")],
)
def test_yes_is_said_in_the_language(
    person: Run, monkeypatch: pytest.MonkeyPatch, tag: str, yes: str, question: str
) -> None:
    monkeypatch.setenv("APPEALGEN_LANG", tag)
    roster = str(PROJECT / "docs" / "examples" / "roster.csv")
    ran = person("batch", *WRITE[1:2], *WRITE[4:], "--senders", roster, "--rows", "2", types=["vielleicht", yes])
    assert ran.code == 0 and ran.err.count(question) == 2
    assert Path("letters/manifest.json").is_file()


def test_english_yes_is_understood_too(person: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APPEALGEN_LANG", "ru")
    assert person(*WRITE, types=["yes"]).code == 0 and Path("letters/manifest.json").is_file()


def test_help_is_in_the_language_of_the_system() -> None:
    others = ("APPEALGEN_LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE")
    environment = {name: value for name, value in os.environ.items() if name not in others}
    main = "from appealgen.cli import main; main()"
    for arguments in (["--help"], ["write", "--help"], ["new", "case", "--help"]):
        done = subprocess.run(
            [sys.executable, "-c", main, *arguments], check=True, capture_output=True, encoding="utf-8",
            env=environment | {"LANG": "de_DE.UTF-8", "COLUMNS": "80"},
        )  # fmt: skip
        left = re.findall(r"Usage|Options|Arguments|Commands|default|required|Show this|\bthe\b|\bof\b", done.stdout)
        assert left == [] and "Optionen" in done.stdout


OTHER_LETTERS = {ord(c): 0x0430 + ord(c) % 32 for c in map(chr, range(0x41, 0x7B)) if c.isalpha()}


class Other(gettext.NullTranslations):
    """An invented language: every Latin letter of a sentence is replaced, so that untranslated ones show."""

    def gettext(self, message: str) -> str:
        pieces = re.split(r"(\{\{|\}\}|\{[^{}]*\})", message)
        return "".join(p if p.startswith("{") and len(p) > 2 else p.translate(OTHER_LETTERS) for p in pieces)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def data_words() -> set[str]:
    """Latin words in a case, its letters, a sender, CLDR and the keys of phrases."""
    texts = [path.read_text(encoding="utf-8") for path in (PROJECT / "cases").rglob("*") if path.is_file()]
    texts.append(Path(SENDER).read_text(encoding="utf-8"))
    texts += [path.read_text(encoding="utf-8") for path in (PROJECT / "src/appealgen/data/phrases").iterdir()]
    texts += [" ".join(environment.__file__.split("/"))]
    names = "AIR MAIL BY PAR AVION DL April Mai python pytest manifest write Englisch Deutsch Russisch Kasachisch"
    countries = "Italienisch Französisch Kasachstan Vereinigtes Königreich Deutschland"
    return set(re.findall("[A-Za-z]{2,}", " ".join([*texts, names, countries])))


SAID = [
    ("cases",),
    ("show", "ua-046-19"),
    ("show", "ua-046-19", "--languages", "--reads", "de,en"),
    ("show", "ua-046-19", "--languages"),
    (*WRITE, "--dry-run"),
    (*WRITE, "--dry-run", "--embassy", "via", "--own-words", "", ),
    (*WRITE, "--dry-run", "--language", "ru", "--labels", "L7160"),
    (*WRITE, "--dry-run", "--layout", "din5008b"),
    (*WRITE, "--dry-run", "--language", "it"),
    ("write", "ua-046-19", "--sender", SENDER),
    ("write", "ua-046-19", "--date", "2019-04-15"),
    ("write", "ua-046-91", "--sender", SENDER),
    ("write", "ua-046-19", "--language", "--sender"),
    ("write", "ua-046-19", "--embassy", "vai"),
    ("check", "ua-046-19"),
    ("embassies", "list"),
    ("embassies", "find", "KZ", "XX"),
    ("profile",),
    ("report", "."),
]  # fmt: skip


@pytest.mark.parametrize("arguments", SAID, ids=" ".join)
def test_no_english_is_left(run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    monkeypatch.setenv("APPEALGEN_LANG", "de")
    monkeypatch.setattr("appealgen.language.catalogues._catalogue", lambda _: Other())
    ran = run(*arguments)
    words = set(re.findall("[A-Za-z]{2,}", re.sub(r"/\S+", "", ran.out + ran.err)))
    told = set(re.findall("[A-Za-z]{2,}", " ".join(arguments)))
    assert sorted(words - data_words() - told) == []
