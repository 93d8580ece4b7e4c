import json
import re

import pytest

from appealgen.post.address_metadata import address_metadata
from samples import PROJECT

FILE = PROJECT / "src" / "appealgen" / "data" / "address_metadata.json"
ROWS = json.loads(FILE.read_text(encoding="utf-8"))
KEYS = {"fmt", "lfmt", "require", "upper", "zip", "zipex", "postprefix", "languages", "latin"}
NAMES = {"sub_keys", "sub_names", "sub_lnames"}


def test_the_file_has_one_country_a_line_in_order() -> None:
    first, *lines, last = FILE.read_text(encoding="utf-8").splitlines()
    assert (first, last) == ("{", "}")
    assert len(lines) == len(ROWS) > 250
    assert [json.loads(f"{{{line.rstrip(',')}}}") for line in lines] == [{c: ROWS[c]} for c in sorted(ROWS)]


def test_the_file_keeps_what_addresses_need() -> None:
    for row in ROWS.values():
        assert row.keys() <= KEYS | NAMES
        assert all(set(re.findall(r"%(.)", row.get(form, ""))) <= set("NOADCSXZn") for form in ("fmt", "lfmt"))
        for names in (row, *row.get("languages", ())):
            assert len({names[key].count("~") for key in NAMES & names.keys()}) <= 1


def test_every_country_is_read_and_its_examples_fit_its_pattern() -> None:
    for country in ROWS.keys() - {"ZZ"}:
        found = address_metadata(country)
        assert found is not None
        assert bool(found.postcode) == bool(found.postcode_example), country
        assert re.fullmatch(found.postcode, found.postcode_example), country


@pytest.mark.parametrize(
    ("country", "form", "required", "example"),
    [
        ("DE", "%N%n%O%n%A%n%Z %C", "ACZ", "26133"),
        ("JP", "%N%n%O%n%A, %S%n%Z", "ASZ", "154-0023"),  # not the Japanese form, which begins with the postcode
        ("QA", "%N%n%O%n%A%n%C", "AC", ""),  # like every country without a form of its own
    ],
)
def test_forms(country: str, form: str, required: str, example: str) -> None:
    found = address_metadata(country)
    assert found is not None
    assert (found.latin_format, found.required, found.postcode_example) == (form, required, example)


@pytest.mark.parametrize(
    ("country", "region"),
    [
        ("US", ("IL", "Illinois", "")),
        ("CA", ("QC", "Quebec", "")),
        ("CA", ("QC", "Québec", "")),  # in the country's other language
        ("JP", ("東京都", "東京都", "Tokyo")),
        ("KR", ("경상남도", "경남", "Gyeongsangnam-do")),
    ],
)
def test_regions(country: str, region: tuple[str, str, str]) -> None:
    found = address_metadata(country)
    assert found is not None
    assert region in found.regions


@pytest.mark.parametrize(
    ("country", "native", "latin"),
    [
        ("KR", "경남", "Gyeongsangnam-do"),  # a region's short name
        ("CN", "广州市", "Guangzhou Shi"),  # a town in a region
        ("TW", "大安區", "Da'an District"),  # a part of a town
    ],
)
def test_latin_names(country: str, native: str, latin: str) -> None:
    found = address_metadata(country)
    assert found is not None
    assert found.latin_names[native] == latin


@pytest.mark.parametrize("country", ["ZZ", "XX", "", "de"])
def test_no_country_of_the_file(country: str) -> None:
    assert address_metadata(country) is None
