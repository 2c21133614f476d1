"""Which dates are found in texts, and what they mean."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.nouns import DateMention, Document
from dragoman.reading.dates import find_dates
from tests.reading.dates import english_cases, french_cases, other_cases, russian_cases, ukrainian_cases

Expected = list[tuple[str, str]]
_OWN = {"en": english_cases, "fr": french_cases, "ru": russian_cases, "uk": ukrainian_cases}
_TABLE = [(language, *case) for language, table in _OWN.items() for case in table.CASES] + other_cases.CASES
_MOMENT = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_VALUE = re.compile(rf"{_MOMENT}|{_MOMENT}/{_MOMENT}|\.\./{_MOMENT}|{_MOMENT}/\.\.")


def document(text: str, published: str | None, language: str | None, kind: str = "article") -> Document:
    return Document("x", text, "-", language=language, published=published, kind=kind)  # type: ignore[arg-type]


@pytest.mark.parametrize(("language", "text", "published", "expected"), _TABLE, ids=lambda part: str(part)[:40])
def test_dates_are_found(language: str | None, text: str, published: str | None, expected: Expected) -> None:
    dates = find_dates(document(text, published, language))
    assert [(text[one.span.start : one.span.end], one.value) for one in dates] == expected
