from __future__ import annotations

from appealgen.language.scripts import is_latin, runs_from_the_right


def test_scripts() -> None:
    assert is_latin("Chișinău 2001") and is_latin("2001") and not is_latin("Київ") and not is_latin("Kyiv, Київ")
    assert (
        runs_from_the_right("12 شارع") and not runs_from_the_right("12 Street شارع") and not runs_from_the_right("12")
    )
