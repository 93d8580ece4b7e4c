from __future__ import annotations

import pytest

from appealgen.language.locales import folded_name
from appealgen.language.parsing import canonical_tag, everyday_names
from appealgen.language.spoken import parse_read, parse_spoken


@pytest.mark.parametrize(
    ("text", "reads", "little"),
    [
        ("en, de", "en de", ""), ("en de", "en de", ""), ("English, some French", "en", "fr"),
        ("fluent English", "en", ""), ("English French", "en fr", ""), ("Deutsch u. Englisch", "de en", ""),
        ("Deutsch C2", "de", ""), ("en C1", "en", ""), ("en (C1), fr (A2)", "en", "fr"), ("中文、English", "zh en", ""),
        ("普通话和英语", "zh en", ""), ("etwas Russisch", "", "ru"), ("Englisch fließend", "en", ""),
        ("Deutsch muttersprachlich", "de", ""), ("Deutsch (Muttersprache), Englisch (etwas)", "de", "en"),
        ("Russian, basic", "", "ru"), ("some French and German", "", "fr de"),
        ("some French and fluent German", "de", "fr"), ("Deutsch C2 Englisch A2 Russisch", "de ru", "en"),
        ("native English speaker", "en", ""), ("français et un peu d’anglais", "fr", "en"),
        ("castellano y algo de inglés", "es", "en"), ("русский - родной, немного немецкий", "ru", "de"),
        ("German (learnt at school)", "de", ""), ("English: good", "en", ""), ("EN,en", "en", ""),
        ("zh_hant; pt-br", "zh-Hant pt-BR", ""), ("Estonian et", "et", ""), ("no", "no", ""), ("", "", ""),
        ("früher Russisch", "", "ru"), ("Deutsch, früher Russisch", "de", "ru"),
    ],
)  # fmt: skip
def test_names_as_people_write_them(text: str, reads: str, little: str) -> None:
    spoken = parse_spoken(text)
    assert (" ".join(spoken.reads), " ".join(spoken.a_little)) == (reads, little)
    if not little:
        assert parse_read(text) == spoken.reads
    else:
        with pytest.raises(ValueError, match="is known only a little"):
            parse_read(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [("no German", "“no German” is not"), ("fluent", "“fluent” is not"), ("English, Englsh", "did you mean English"),
     ("English, my motorbike", "“my motorbike” is not"), ("Klingn", "tags look like"),
     ("D, E", "name each language"), ("alle", "name each language"), ("English, все языки", "name each language")],
)  # fmt: skip
def test_meaningless_text(text: str, said: str) -> None:
    with pytest.raises(ValueError, match="is not a known language") as raised:
        parse_spoken(text)
    assert said in str(raised.value)


def test_the_table_of_everyday_names() -> None:
    table = everyday_names()
    assert [tag for tag in (*table.names, *table.codes.values()) if canonical_tag(tag) != tag] == []
    words = [word for several in table.names.values() for word in {folded_name(name) for name in several}]
    assert sorted({word for word in words if words.count(word) > 1}) == []
    kinds = [{folded_name(word) for word in several} for several in (table.around, table.well, table.little)]
    assert not (kinds[0] & kinds[1] or kinds[0] & kinds[2] or kinds[1] & kinds[2])
    assert not {word for kind in kinds for word in kind} & set(words)
