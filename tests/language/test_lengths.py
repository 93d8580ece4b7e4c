"""Lengths of posts, counted again by two independent libraries."""

from __future__ import annotations

import pkgutil
import sys
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uniseg.graphemecluster import grapheme_clusters

from appealgen.language.lengths import clusters, graphemes, weighted
from appealgen.language.phrases import languages_with_phrases, load_phrases

# It reads its list of emoji with setuptools, which environments of Python 3.12 and newer lack.
with patch.dict(sys.modules, pkg_resources=SimpleNamespace(resource_string=pkgutil.get_data)):
    import twitter_text

EMOJI = ["👾", "🙋🏽", "👨‍🎤", "👨‍👩‍👧‍👦", "🇬🇧🇰🇿", "❤️", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "☎"]
LINKS = [
    "https://example.org",
    "see https://example.org/a/very/long/path?with=query, now",
    "www.example.org",
    "example.org.",
]
SCRIPTS = [
    "Біләш",
    "請釋放",
    "放してください",
    "한국어",
    "हिन्दी में",
    "ภาษาไทย",
    "العربية",
    "עברית",
    "é",
    "e\u0301",
    "Ệ",
    "ქართული",
]
SAMPLES = [*EMOJI, *LINKS, *SCRIPTS, "@GenProkRK #Bilash: release him now!", "a — “b” … ‘c’"]
WORDS = [load_phrases(tag).notes.copy for tag in languages_with_phrases()]


@pytest.mark.parametrize("text", [*SAMPLES, *WORDS])
def test_as_x_counts(text: str) -> None:
    assert weighted(text, link=23) == twitter_text.parse_tweet(text).weightedLength


@pytest.mark.parametrize("text", [*SAMPLES, *WORDS])
def test_as_bluesky_counts(text: str) -> None:
    assert graphemes(text) == len(list(grapheme_clusters(text)))


@given(st.text(st.sampled_from("aé\u0301 信ह\u093fन\u094d한\u1112\u1161\u11ab👩🏽\u200d❤\ufe0f🇬🇧\n"), max_size=12))
def test_nothing_is_lost(text: str) -> None:
    assert "".join(clusters(text)) == text


@pytest.mark.parametrize(
    ("text", "length"),
    [("https://example.org/a/very/long/path", 23), ("@ann@example.social hello", 10), ("@ann hello", 10), ("信", 1)],
)
def test_as_mastodon_counts(text: str, length: int) -> None:
    assert graphemes(text, link=23) == length
