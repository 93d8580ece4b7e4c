"""The texts of a case for social media: what each network takes, and what to check before posting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from appealgen import resources
from appealgen.errors import Problem, ProblemCode, did_you_mean, nearest
from appealgen.language.catalogues import translate_into
from appealgen.language.lengths import graphemes, weighted
from appealgen.language.localized import words_near
from appealgen.language.localized_names import localized_language
from appealgen.messages import Message, Quantity, message
from appealgen.model.case import Case, LocalizedText
from appealgen.yamlfile.reader import load_yaml

_MENTION = re.compile(r"(?<![\w@./])@(\w[\w.-]*\w|\w)")
_TAG = re.compile(r"(?<![\w#&/])#(\w+)([-'’.]?)(?=(\w?))")
_ESCAPED = re.compile(r"\\([_#*@])")
"""A sign that Markdown has escaped: @struthers\\_marie."""


@dataclass(frozen=True, kw_only=True)
class Network:
    """A social network, and how it counts the length of a post; data/networks.yaml describes the keys."""

    id: str
    name: str
    limit: int
    unit: Literal["weighted", "graphemes"] = "graphemes"
    link: int = 0
    bytes: int | None = None
    hashtags: int | None = None
    handle: str | None = None
    source: str

    def length(self, text: str) -> int:
        """The length of a post, as the network counts."""
        return weighted(text, link=self.link) if self.unit == "weighted" else graphemes(text, link=self.link)

    def takes(self, text: str) -> bool:
        """Whether a post is short enough."""
        return self.length(text) <= self.limit and (self.bytes is None or len(text.encode()) <= self.bytes)


@cache
def networks() -> tuple[Network, ...]:
    """All networks, in the order of the file."""
    return load_yaml(resources.get("networks.yaml"), dict[str, tuple[Network, ...]], {})["networks"]


class SocialPost(NamedTuple):
    """A text to post, the networks that it is for, and its language; the tag is empty without one."""

    language: str
    text: str
    networks: tuple[Network, ...]


def posts_of(case: Case) -> list[SocialPost]:
    """The messages of a case to post: one for every network that has none of its own, then those of single networks."""
    if case.social is None:
        return []
    own = {each: _by_language(case.social.networks.get(each.id)) for each in networks()}
    found = [
        SocialPost(tag, text, tuple(each for each in networks() if tag not in own[each]))
        for tag, text in _by_language(case.social.messages).items()
    ]
    found = [post for post in found if post.networks]
    return found + [SocialPost(tag, text, (each,)) for each, texts in own.items() for tag, text in texts.items()]


def _by_language(given: LocalizedText | None) -> dict[str, str]:
    texts = {"": given} if isinstance(given, str) else dict(given or {})
    return {str(tag): _ESCAPED.sub(r"\1", text).strip() for tag, text in texts.items()}


def social_text(case: Case, tag: str) -> str:
    """A page with the accounts and the messages of a case, its own words in the language of a catalogue."""

    def said(text: str) -> str:
        return translate_into(text, tag)

    lines = [words_near(case.title, tag) or case.id, ""]
    lines += [said(message("Nothing is posted for you: copy a text, check it and post it.")), ""]
    for target in case.targets:
        if target.social:
            office = words_near(target.office or target.name, tag)
            accounts = ", ".join(f"{_name(network)} {account}" for network, account in target.social.items())
            lines.append(f"{office}: {accounts}")
    if case.social and case.social.follow:
        lines.append(said(message("to follow and to share from: {accounts}", accounts=", ".join(case.social.follow))))
    for post in posts_of(case):
        about = [said(localized_language(post.language))] if post.language else []
        about += [post.networks[0].name] if len(post.networks) == 1 else []
        lines += ["", f"── {', '.join(about)} ──" if about else "──", "", post.text, ""]
        lines += [said(line) for line in _fits(post)]
    lines += ["", *(f"! {said(problem.message)}" for problem in problems_of(case))]
    return "\n".join(lines).rstrip("\n") + "\n"


def _fits(post: SocialPost) -> Iterator[Message]:
    for network in post.networks:
        length = Quantity(network.length(post.text))
        values = {"network": network.name, "length": length, "limit": Quantity(network.limit)}
        if network.takes(post.text):
            yield message("{network}: {length} of {limit} characters", **values)
        else:
            yield message("{network}: {length} of {limit} characters: too long, shorten it yourself", **values)


def problems_of(case: Case) -> Iterator[Problem]:
    """Notices about the accounts and the messages of a case."""
    known = _accounts(case)
    for language, text, places in posts_of(case):
        name = localized_language(language) if language else case.id
        too_short = [network.name for network in places if not network.takes(text)]
        if too_short:
            said = message(
                "the message ({language}) is too long for {networks}", networks=", ".join(too_short), language=name
            )
            yield _problem(case, said)
        for handle in dict.fromkeys(_MENTION.findall(text)):
            if handle.casefold() not in known:
                yield _problem(case, _stranger(handle, known))
        tags = _TAG.findall(text)
        for word, sign, after in tags:
            if word.isdecimal():
                yield _problem(case, message("“#{tag}” is no tag: digits alone make none", tag=word))
            elif sign and after:
                yield _problem(case, message("the tag “#{tag}” ends before “{sign}”", tag=word, sign=sign))
        for network in places:
            if network.hashtags is not None and len(tags) > network.hashtags:
                limit = Quantity(network.hashtags)
                yield _problem(
                    case, message("more tags than {network} allows: {limit}", network=network.name, limit=limit)
                )
    yield from _malformed(case)
    ids = [network.id for network in networks()]
    for unknown in (name for name in (case.social.networks if case.social else ()) if name not in ids):
        said = message("“{name}” in “social” is no network that is known: its message is left out", name=unknown)
        yield Problem(ProblemCode.SOCIAL_TEXT, said, did_you_mean(unknown, ids), case=case.id)


def _stranger(handle: str, known: dict[str, str]) -> Message:
    match = nearest(handle.casefold(), list(known))
    if match is not None:
        return message("“@{handle}” is not an account of the case; is it {other}?", handle=handle, other=known[match])
    return message("“@{handle}” is not an account of the case: check it", handle=handle)


def _malformed(case: Case) -> Iterator[Problem]:
    forms = {network.id: network for network in networks() if network.handle}
    for target in case.targets:
        for network, accounts in target.social.items():
            if (form := forms.get(network)) is None:
                continue
            for account in accounts.split("; "):
                if account.startswith("@") and not re.fullmatch(form.handle or "", account[1:]):
                    text = message("“{account}” is no account of {network}", account=account, network=form.name)
                    yield Problem(ProblemCode.SOCIAL_TEXT, text, case=case.id, target=target.id)


def _accounts(case: Case) -> dict[str, str]:
    """The accounts of a case as given, by their names in small letters."""
    given = [each for target in case.targets for value in target.social.values() for each in value.split("; ")]
    given += case.social.follow if case.social else ()
    return {each.lstrip("@").casefold(): each for each in given if each.startswith("@")}


def _problem(case: Case, text: Message) -> Problem:
    return Problem(ProblemCode.SOCIAL_TEXT, text, message("“social” in the case file has it"), case=case.id)


def _name(network: str) -> str:
    return next((each.name for each in networks() if each.id == network), network.capitalize())
