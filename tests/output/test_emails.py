"""Letters by e-mail: which drafts are written, what plans and manifests say of them, how they are counted."""

from __future__ import annotations

import json
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any, cast

import pytest

from appealgen.errors import RefusedError
from appealgen.letters.compose import compose
from appealgen.model.case import Case
from appealgen.model.identifiers import Country, Tag
from appealgen.output.entries import FileEntry
from appealgen.output.report import Report
from appealgen.output.statistics import statistics
from appealgen.renderers import render
from appealgen.renderers.docx.reference import bundled_reference
from samples import DATE, LETTER, plan_for, someone, tiny_case, write_plan

MINISTER = ("address: [1 Street, Town]", "address: [1 Street, Town]\n    email: [one@example.org, two@example.org]")
COURT = ("sources:", "  - {id: court, role: copy, office: Court, address: [3 Street]}\nsources:")
OMBUDSMAN = ("sources:", "  - {id: ombudsman, role: copy, office: Ombudsman, email: [o@example.org]}\nsources:")


def case(*changes: tuple[str, str]) -> Case:
    return tiny_case(MINISTER, *changes)


def written(tmp_path: Path, of: Case, *channels: str, **asked: Any) -> Report:
    planned = plan_for(of, someone(email="alex@example.org"), date=DATE, embassy="none", channels=channels, **asked)
    return write_plan(planned, tmp_path)


def paths(report: Report) -> list[str]:
    return [entry.path for entry in report.files]


def test_by_post_nothing_changes(tmp_path: Path) -> None:
    assert paths(written(tmp_path, case(), "post")) == ["ann/minister.en.docx", "ann/minister.envelope.docx"]


def test_by_email_there_is_a_draft_and_a_link(tmp_path: Path) -> None:
    report = written(tmp_path, case(), "email")
    assert paths(report) == ["ann/minister.en.eml", "ann/minister.en.mailto.txt"]
    assert [(entry.kind, entry.format, entry.channel, entry.pages) for entry in report.files] == [
        ("email", "eml", "email", 0), ("mailto", "txt", "email", 0),
    ]  # fmt: skip
    draft = message_from_bytes((tmp_path / "ann/minister.en.eml").read_bytes(), policy=policy.default)
    assert draft["To"] == "one@example.org, two@example.org" and draft["From"] == "Alex Example <alex@example.org>"
    assert (report.totals.letters, report.totals.emailed, report.totals.posted, report.totals.sheets) == (1, 1, 0, 0)
    assert [notice.code for notice in report.notices] == []


def test_by_both_the_letter_is_the_same(tmp_path: Path) -> None:
    alone = written(tmp_path / "post", case(), "post")
    both = written(tmp_path / "both", case(), "post", "email")
    assert [entry.kind for entry in both.files] == ["letter", "envelope", "email", "mailto"]
    assert [entry.sha256 for entry in both.files][:2] == [entry.sha256 for entry in alone.files]
    assert {entry.state for entry in written(tmp_path / "both", case(), "post", "email").files} == {"identical"}


def test_each_copy_is_a_draft_of_its_own(tmp_path: Path) -> None:
    written(tmp_path, case(OMBUDSMAN), "email")
    drafts = {path.name: path.read_text("utf-8") for path in tmp_path.glob("ann/*.eml")}
    assert sorted(drafts) == ["minister.en.eml", "ombudsman.en.eml"]
    assert "To: o@example.org\n" in drafts["ombudsman.en.eml"]
    assert "o@example.org" not in drafts["minister.en.eml"].split()
    assert "Copy to: Ombudsman" in drafts["minister.en.eml"]


def test_a_copy_without_an_address_is_said_and_not_promised(tmp_path: Path) -> None:
    report = written(tmp_path, case(COURT), "email")
    assert paths(report) == ["ann/minister.en.eml", "ann/minister.en.mailto.txt"]
    assert [(notice.code, notice.target) for notice in report.notices] == [("no-channel", "court")]
    assert "Copy to" not in (tmp_path / "ann/minister.en.eml").read_text("utf-8")
    assert len(paths(written(tmp_path / "both", case(COURT), "post", "email"))) == 6


def test_without_the_letter_no_copy_is_sent() -> None:
    planned = plan_for(tiny_case(OMBUDSMAN), someone(), date=DATE, embassy="none", channels=("email",))
    assert planned.mailings == () and [refusal.code for refusal in planned.refusals] == ["no-channel"]
    with pytest.raises(RefusedError):
        write_plan(planned, Path("unused"))


def test_a_blank_letter_is_for_paper() -> None:
    blank = someone(name="", address=(), blank=True)
    planned = plan_for(case(), blank, date=DATE, embassy="none", channels=("email",))
    assert [refusal.code for refusal in planned.refusals] == ["blank-by-email"]
    both = plan_for(case(), blank, date=DATE, embassy="none", channels=("post", "email"))
    assert [mailing.channels for mailing in both.mailings] == [("post",)]


def test_the_notice_about_a_missing_address_names_the_option(tmp_path: Path) -> None:
    homeless = tiny_case(("address: [1 Street, Town]", "email: [one@example.org]"))
    report = written(tmp_path, homeless, "post")
    [notice] = [notice for notice in report.notices if notice.code == "no-address"]
    assert "--channel email" in (notice.hint or "")
    assert [notice.code for notice in written(tmp_path / "mail", homeless, "email").notices] == []


def test_a_long_letter_is_never_cut(tmp_path: Path) -> None:
    long = tiny_case(MINISTER, letters={"en": LETTER + "\n\nPlease act. " * 150})
    report = written(tmp_path, long, "email")
    [notice] = report.notices
    assert notice.code == "long-mail-link" and "minister.en.mailto.txt" in notice.message
    assert "minister.en.eml" in (notice.hint or "")
    link, _, rest = (tmp_path / "ann/minister.en.mailto.txt").read_text("utf-8").partition("\n")
    assert link.endswith("&body=%28Please%20paste%20the%20letter%20here.%29") and rest.count("Please act.") == 150


def test_the_letter_goes_along_as_pdf(tmp_path: Path) -> None:
    planned = plan_for(case(), someone(), date=DATE, embassy="none", channels=("email",))
    write_plan(planned, tmp_path, attach=True)
    first = (tmp_path / "ann/minister.en.eml").read_bytes()
    [attached] = message_from_bytes(first, policy=policy.default).iter_attachments()
    assert attached.get_filename() == "minister.en.pdf"
    pdf = cast(Any, attached).get_content()
    assert pdf == render(compose(planned.mailings[0]).letter, "pdf", bundled_reference(), DATE)
    assert {entry.state for entry in write_plan(planned, tmp_path, attach=True).files} == {"identical"}


def test_the_manifest_has_no_text_of_a_letter(tmp_path: Path) -> None:
    written(tmp_path, case(), "post", "email")
    text = (tmp_path / "manifest.json").read_text("utf-8")
    assert "Please release" not in text and "example.org" not in text
    assert [entry["channel"] for entry in json.loads(text)["files"]] == ["post", "post", "email", "email"]


@pytest.mark.parametrize(
    ("channels", "counted"),
    [(("post",), {"post": 1}), (("email",), {"email": 1}), (("post", "email"), {"post,email": 1})],
)
def test_a_letter_counts_once_however_it_goes(
    tmp_path: Path, channels: tuple[str, ...], counted: dict[str, int]
) -> None:
    written(tmp_path, case(), *channels)
    found = statistics([tmp_path])
    assert found.letters == 1 and {count.values[0]: count.letters for count in found.by("channel")} == counted


def test_entries_of_earlier_versions_went_by_post(tmp_path: Path) -> None:
    assert FileEntry("a", "letter", "docx").channel == ""
    written(tmp_path, case(), "post")
    manifest = tmp_path / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"channel": "post", ', ""), "utf-8")
    assert {count.values for count in statistics([tmp_path]).by("channel")} == {("post",)}


def test_via_an_embassy_the_draft_is_to_the_embassy(tmp_path: Path) -> None:
    embassy = (
        "sources:",
        "  - {id: embassy, role: embassy, host: GB, office: Embassy, email: [e@example.org]}\nsources:",
    )
    planned = plan_for(tiny_case(embassy), someone(), date=DATE, embassy="via", channels=("email",))
    write_plan(planned, tmp_path)
    assert "To: e@example.org" in (tmp_path / "ann/minister.en.eml").read_text("utf-8")


def test_a_sender_abroad_who_reads_russian(tmp_path: Path) -> None:
    russian = tiny_case(MINISTER, ("languages: [en]", "languages: [ru]"), letters={"ru": "Прошу за {{ person }}."})
    planned = plan_for(
        russian, someone(country=Country("DE"), reads=(Tag("ru"),)), date=DATE, embassy="none", channels=("email",)
    )
    write_plan(planned, tmp_path)
    draft = message_from_bytes((tmp_path / "ann/minister.ru.eml").read_bytes(), policy=policy.default)
    assert draft["Content-Language"] == "ru-RU" and draft["Content-Transfer-Encoding"] == "base64"
