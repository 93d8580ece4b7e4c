"""Tables of data inside pages of docs/, between `<!-- NAME: … -->` and `<!-- end of NAME -->`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from appealgen.language.locales import iso_countries, language_name
from appealgen.language.parsing import SCALARS
from appealgen.letters.social import Network, networks
from appealgen.model.stationery import PAPERS
from appealgen.post.envelopes import envelope_formats
from appealgen.post.layouts import label_sheets
from appealgen.post.posts import Post, post_of
from appealgen.post.stationery import paper_of
from appealgen.post.tables import load_rows


def rows_of(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The Markdown of a table."""
    lines = ["".join(f"| {cell} " if cell else "| " for cell in row) + "|" for row in _escaped([head, *rows])]
    return "\n".join([lines[0], "|---" * len(head) + "|", *lines[1:]])


def _escaped(rows: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    """The rows without bars in their cells."""
    yield from ([cell.replace("|", r"\|") for cell in row] for row in rows)


def _posts() -> tuple[Post, ...]:
    [rows] = load_rows("posts.yaml", "posts", Post, SCALARS, ()).values()
    return rows


def envelopes() -> str:
    """Envelope formats by name, with the countries that use them for a sheet folded in thirds."""
    usual: dict[str, list[str]] = {}
    for post in _posts():
        usual.setdefault(post.envelope, []).append(post.country)
    usual["DL"] = ["all other countries"]
    rows = [
        (
            f"`{form.name}`",
            ", ".join(form.also),
            f"{form.width:g} × {form.height:g} mm",
            ", ".join(usual.get(form.name, ())),
        )
        for form in envelope_formats()
    ]
    return rows_of(("format", "also called", "size", "default in"), rows)


def sheets_of_labels() -> str:
    """Label sheets by name."""
    rows = [
        (
            f"`{sheet.name}`",
            ", ".join(sheet.also),
            sheet.paper.name,
            f"{sheet.columns} × {sheet.rows}",
            f"{sheet.width:g} × {sheet.height:g} mm",
        )
        for sheet in label_sheets()
    ]
    return rows_of(("sheet", "also called", "paper", "labels", "size of a label"), rows)


def posts() -> str:
    """Rules of posts, in words."""
    rows = [
        (
            post.country,
            _country_line(post),
            post.mark or "",
            post.return_address + (f", “{post.sender_word}”" if post.sender_word else ""),
            "; ".join(_besides(post)),
        )
        for post in _posts()
    ]
    return rows_of(("post", "country line in", "mark abroad", "return address", "besides"), rows)


def _country_line(post: Post) -> str:
    names = [language_name(tag, "en") for tag in post_of(post.country).country_names]
    return f"{' or '.join(names[:-1])} and {names[-1]}" if post.two_names else ", ".join(names)


def _besides(post: Post) -> Iterator[str]:
    """What else a post requires."""
    if post.capitals_at_home:
        yield "town in capitals at home"
    if post.sender_at_home:
        yield "return address in the country"
    if post.full_sender:
        yield "full name and address" + (", or no return address" if post.full_sender.or_none else "")
    if post.sender_zone:
        yield f"return address within {' × '.join(f'{side:g}' for side in post.sender_zone)} mm"
    for corner in post.keep_free:
        above = f" above {corner.above:g} mm" if corner.above else ""
        yield f"{corner.width:g} × {corner.height:g} mm free{above}"


def papers() -> str:
    """Paper sizes, with the countries that use them."""
    used = {paper: [country for country in sorted(iso_countries()) if paper_of(country) == paper] for paper in PAPERS}
    used[paper_of("")] = ["all other countries"]
    rows = [(paper.name, f"{paper.width:g} × {paper.height:g} mm", ", ".join(used[paper])) for paper in PAPERS]
    return rows_of(("paper", "size", "in"), rows)


def limits_of_networks() -> str:
    """Lengths of posts, as each network counts them."""
    rows = [(network.name, _limit(network), "; ".join(_counted(network))) for network in networks()]
    return rows_of(("network", "limit", "counted"), rows)


def _limit(network: Network) -> str:
    return f"{network.limit:,}" + (f", and {network.bytes:,} bytes" if network.bytes else "")


def _counted(network: Network) -> Iterator[str]:
    """How the length of a post is counted."""
    if network.link:
        yield f"links as {network.link}"
    yield "emoji and most scripts of Asia as two" if network.unit == "weighted" else "signs as people see them"
    if "@" in (network.handle or ""):
        yield "of an account only the name before its server"
    if network.hashtags:
        yield f"at most {network.hashtags} hashtags"


TABLES: Mapping[tuple[str, str], Callable[[], str]] = {
    ("printing.md", "papers"): papers,
    ("printing.md", "envelopes"): envelopes,
    ("printing.md", "label sheets"): sheets_of_labels,
    ("printing.md", "posts"): posts,
    ("email.md", "networks"): limits_of_networks,
}


def with_tables(page: str, text: str) -> str:
    """The text of a page with its tables as they should be. Raises ValueError where one has lost its marks."""
    for (home, name), table in TABLES.items():
        if home == page:
            begin, end = f"<!-- {name}: made by scripts/reference_pages.py -->\n", f"\n<!-- end of {name} -->"
            if (begin in text, end in text) != (True, True):
                raise ValueError(f"{page} lacks the marks of the table {name}")
            before, _, rest = text.partition(begin)
            text = f"{before}{begin}{table()}{end}{rest.partition(end)[2]}"
    return text
