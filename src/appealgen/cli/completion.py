"""Shell completion of case ids, targets and languages; silent on any error."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any


def _roots(context: Any) -> tuple[Path, ...]:
    from appealgen.cli.environment import data_roots
    from appealgen.errors import AppealgenError

    given = (context.params or {}).get("data_dir")
    try:
        return data_roots(Path(given) if given else None)
    except AppealgenError:
        return ()


def _beginning(incomplete: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name.casefold().startswith(incomplete.casefold())]


def cases(ctx: Any, incomplete: str) -> list[str]:
    """Ids of the catalogue."""
    from appealgen import resources

    ids = {path.parent.name for path in resources.each("cases", "*/case.yaml", _roots(ctx))}
    return _beginning(incomplete, sorted(ids))


def targets(ctx: Any, incomplete: str) -> list[str]:
    """Ids and roles of the targets of the case on the line."""
    case = _case(ctx)
    words = {word for target in case.targets for word in (target.id, target.role)} if case else set()
    return _beginning(incomplete, sorted(words))


def languages(ctx: Any, incomplete: str) -> list[str]:
    """Languages of the letters of the case on the line."""
    case = _case(ctx)
    return _beginning(incomplete, sorted(case.letters)) if case else tags(incomplete)


def tags(incomplete: str) -> list[str]:
    """Languages that have a phrase file."""
    from appealgen.language.phrases import languages_with_phrases

    return _beginning(incomplete, languages_with_phrases())


def sheet_languages(incomplete: str) -> list[str]:
    """Languages that sheets and starter files are in."""
    from appealgen.language.catalogues import languages_with_catalogue

    return _beginning(incomplete, languages_with_catalogue())


def formats(incomplete: str) -> list[str]:
    """Formats of documents."""
    return _beginning(incomplete, ("docx", "pdf", "txt", "docx,pdf", "docx,pdf,txt"))


def channels(incomplete: str) -> list[str]:
    """Channels that files are written for."""
    from appealgen.planning.channels import CHANNELS

    return _beginning(incomplete, [*CHANNELS, ",".join(CHANNELS)])


def envelopes(ctx: Any, incomplete: str) -> list[str]:
    """Envelope formats."""
    from appealgen.post.envelopes import envelope_formats

    return _beginning(incomplete, [*(form.name for form in envelope_formats(_roots(ctx))), "none"])


def layouts(ctx: Any, incomplete: str) -> list[str]:
    """Letter layouts."""
    from appealgen.post.layouts import PLAIN, letter_layouts

    return _beginning(incomplete, [PLAIN, *(layout.name for layout in letter_layouts(_roots(ctx)))])


def labels(ctx: Any, incomplete: str) -> list[str]:
    """Label sheets."""
    from appealgen.post.layouts import label_sheets

    return _beginning(incomplete, [sheet.name for sheet in label_sheets(_roots(ctx))])


def _case(context: Any) -> Any:
    from appealgen.errors import AppealgenError
    from appealgen.workflows.catalogue import find_case

    # During completion of an option's value, the words before it are in `args`.
    name = (context.params or {}).get("case") or next((word for word in context.args if not word.startswith("-")), None)
    try:
        return find_case(name, _roots(context)) if name else None
    except AppealgenError:
        return None
