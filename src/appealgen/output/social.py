"""The texts of a case for social media as a file: one for each case, whoever writes."""

from __future__ import annotations

from appealgen.errors import Problem, ProblemCode
from appealgen.language.catalogues import languages_with_catalogue
from appealgen.language.locales import best_of
from appealgen.letters.social import posts_of, problems_of, social_text
from appealgen.messages import message
from appealgen.model.case import Case
from appealgen.model.sender import Sender
from appealgen.output.classification import sha256
from appealgen.output.entries import FileEntry


def social_file(case: Case, tag: str) -> list[tuple[FileEntry, bytes]]:
    """The file `<case>/social.txt`, in the language of a catalogue; none if the case has nothing to post."""
    if not posts_of(case):
        return []
    data = social_text(case, tag).encode()
    entry = FileEntry(path=f"{case.id}/social.txt", kind="social", format="txt", case=case.id, channel="social")
    return [(entry._replace(size=len(data), sha256=sha256(data)), data)]


def social_notices(case: Case) -> list[Problem]:
    """Notices about the texts, or that there are none."""
    if posts_of(case):
        return list(problems_of(case))
    text = message("the case has no messages for social media: no file for them")
    return [Problem(ProblemCode.NO_CHANNEL, text, message("add “social” to the case file"), case=case.id)]


def language_for(sender: Sender) -> str:
    """The first of a sender's languages that the program speaks, else English."""
    spoken = languages_with_catalogue()
    return next((match for tag in sender.reads if (match := best_of(tag, spoken)) is not None), "en")
