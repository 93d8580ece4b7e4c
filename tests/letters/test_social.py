"""Texts for social media: lengths, accounts and tags are checked before anybody posts them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from appealgen.letters.social import networks, posts_of, problems_of, social_text
from appealgen.model.case import Case, SocialMedia
from appealgen.model.identifiers import Tag
from appealgen.workflows.catalogue import find_case
from samples import Ran, tiny_case


def case(message: str, more: str = "", accounts: str = '{x: "@GenPro_RK"}') -> Case:
    social = f"social:\n  messages: {{en: {message!r}}}\n  follow: ['@AmnestyExample']\n{more}"
    return tiny_case(("address: [1 Street, Town]", f"social: {accounts}"), ("sources:", f"{social}sources:"))


def problems(message: str, **how: str) -> list[str]:
    return [str(problem.message) for problem in problems_of(case(message, **how))]


def test_a_sound_message_has_no_notice() -> None:
    assert problems("Free #Ann now, @GenPro_RK! Follow @AmnestyExample. https://example.org/ann") == []


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("@GenProRK, free Ann", "“@GenProRK” is not an account of the case; is it @GenPro_RK?"),
        ("@somebody, free Ann", "“@somebody” is not an account of the case: check it"),
        ("free her #2019", "“#2019” is no tag: digits alone make none"),
        ("free her #Nur-Sultan", "the tag “#Nur” ends before “-”"),
        ("a" * 281, "the message (English) is too long for X"),
        ("a" * 301, "the message (English) is too long for X, Bluesky"),
        ("信" * 141, "the message (English) is too long for X"),
        ("#a #b #c #d #e #f", "more tags than Instagram allows: 5"),
    ],
)
def test_what_must_be_checked(message: str, said: str) -> None:
    assert problems(message) == [said]


@pytest.mark.parametrize("text", ["write to ann@example.org", "https://example.org/@ann#top", "free #Nur.", "1 & 2"])
def test_what_is_no_account_and_no_tag(text: str) -> None:
    assert problems(text) == []


def test_accounts_of_a_wrong_form_are_named() -> None:
    assert problems("Free Ann", accounts='{x: "@a name that is too long"}') == [
        "“@a name that is too long” is no account of X"
    ]


def test_signs_escaped_by_markdown_are_written_plainly() -> None:
    escaped = replace(case("x"), social=SocialMedia(messages={Tag("en"): r"@GenPro\_RK \#Ann"}))
    assert [(post.language, post.text) for post in posts_of(escaped)] == [("en", "@GenPro_RK #Ann")]


def test_a_network_may_have_words_of_its_own() -> None:
    long = replace(
        case("x"), social=SocialMedia(messages={Tag("en"): "a" * 290}, networks={"x": {Tag("en"): "Free Ann"}})
    )
    assert [(post.text[:8], [each.id for each in post.networks]) for post in posts_of(long)] == [
        ("aaaaaaaa", ["bluesky", "mastodon", "facebook", "instagram"]), ("Free Ann", ["x"]),
    ]  # fmt: skip
    text = social_text(long, "en")
    assert "── English, X ──\n\nFree Ann\n\nX: 8 of 280 characters\n" in text and "too long" not in text
    other = replace(long, social=SocialMedia(networks={"blusky": "Free Ann"}))
    [problem] = problems_of(other)
    assert "“blusky”" in problem.message and "bluesky" in str(problem.hint)


def test_the_page_in_another_language() -> None:
    text = social_text(find_case("ua-046-19"), "de")
    assert "── Englisch ──" in text and "@struthers_marie, @AmnestyEECA" in text
    assert "X: 145 von 280 Zeichen" in text and "Facebook: 145 von 63.206 Zeichen" in text


def test_each_network_has_a_source() -> None:
    assert [network.id for network in networks()] == ["x", "bluesky", "mastodon", "facebook", "instagram"]
    assert all(network.source for network in networks())


def test_one_file_for_each_case(run: Callable[..., Ran], tmp_path: Path) -> None:
    Path("roster.csv").write_text("name,address1,address2,country,reads\nAnn One,1 Street,Anytown,GB,en\n", "utf-8")
    given = ("ua-046-19", "--senders", "roster.csv", "--date", "2019-04-15", "--yes", "--channel")
    ran = run("batch", *given, "social")
    assert ran.code == 0 and [path.name for path in Path("letters/ua-046-19").iterdir()] == ["social.txt"]
    ran = run("batch", *given, "email,social", "--out", "both")
    assert (
        ran.code == 0
        and Path("both/ua-046-19/social.txt").read_bytes() == Path("letters/ua-046-19/social.txt").read_bytes()
    )
    Path("both/ua-046-19/social.txt").write_text("mine", "utf-8")
    assert run("batch", *given, "email,social", "--out", "both").code == 6


def test_a_case_without_messages_says_so(run: Callable[..., Ran]) -> None:
    sender = ("--name", "Ann One", "--address", "1 Street", "--address", "Anytown", "--country", "GB", "--reads", "en")
    ran = run("write", "ua-060-16", *sender, "--date", "2017-08-01", "--channel", "post,social", "--yes")
    assert ran.code == 0 and "no messages for social media" in ran.err
