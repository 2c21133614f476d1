"""The lists of the languages."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.languages import FOLDER, lowered, pattern, wording

OURS = ["en", "fr", "ru", "uk"]


@pytest.mark.parametrize("language", [path.stem for path in FOLDER.glob("*.toml")])
def test_every_list_matches_something(language: str) -> None:
    own = wording(language)
    assert own.patterns
    assert all(isinstance(found, re.Pattern) for found in own.patterns.values())


def test_what_english_has_the_others_have() -> None:
    # English alone tells by prepositions what follows a party, and has what machines make of hearsay.
    only_english = {"addressees.follow", "hedges.translated", "hedges.openers"}
    for language in OURS:
        assert set(wording("en").patterns) - set(wording(language).patterns) <= only_english


@pytest.mark.parametrize("language", ["de", "xx", None])
def test_a_language_without_a_file_matches_nothing(language: str | None) -> None:
    assert wording(language)["hedges.words"].search("reportedly") is None


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("claim*", "he claimed it", "claimed"),
        ("claim", "he claimed it", None),
        ("d'après", "d’après lui", "d’après"),
        ("qu'", "qu'il", "qu'"),
        ("is said to", "is  said\nto go", "is  said\nto"),
        ("*erait", "il serait là", "serait"),
        ("мол", "молния", None),
    ],
)
def test_a_phrase_is_matched_whole(phrase: str, text: str, found: str | None) -> None:
    match = pattern([phrase]).search(text)
    assert (match.group() if match else None) == found


@given(st.text())
def test_small_letters_stay_in_their_places(text: str) -> None:
    assert len(lowered(text)) == len(text)
