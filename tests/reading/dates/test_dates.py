"""Which dates are found in texts, and what they mean."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import english_cases
import french_cases
import other_cases
import passages
import press_cases
import pytest
import russian_cases
import ukrainian_cases
from hypothesis import given
from hypothesis import strategies as st

from dragoman.nouns import Document
from dragoman.reading.dates import find_dates

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


@pytest.mark.parametrize(
    ("language", "text", "published", "values"), press_cases.CASES, ids=lambda part: str(part)[:40]
)
def test_press_sentences(language: str, text: str, published: str, values: list[str]) -> None:
    assert [one.value for one in find_dates(document(text, published, language))] == values


@pytest.mark.parametrize(
    ("published", "expected"),
    [("2022", ["2022-03-09", "2021", "2022-06"]), ("2022-01", ["2022-03-09", "2021", "2022-06"]), (None, [])],
)
def test_less_is_known_where_the_day_of_publication_is_not(published: str | None, expected: list[str]) -> None:
    text = "On 9 March and on Friday, unlike last year, they met yesterday. June was hot."
    assert [one.value for one in find_dates(document(text, published, "en"))] == expected


@pytest.mark.parametrize(("language", "floor"), [("en", 98.0), ("fr", 98.0), ("ru", 98.0), ("uk", 98.0)])
def test_the_development_set(language: str, floor: float) -> None:
    assert passages.f1(language) >= floor, [error for one in passages.passages(language) for error in one.errors()]


@pytest.mark.parametrize(
    ("language", "kind", "text", "values"),
    [
        ("fr", "article", "Paris, le 28 janvier 2022\n\nIl viendra lundi.", ["2022-01-28", "2022-01-31"]),
        ("ru", "article", "Разговор\n28 января 2022 года, 19:45\n\nВчера они говорили.", ["2022-01-28", "2022-01-27"]),
        ("en", "article", "MOSCOW, 28 January 2022 - They met on Friday.", ["2022-01-28", "2022-01-28"]),
        ("en", "article", "KYIV, Ukraine (AP), 28 January 2022 — They met today.", ["2022-01-28", "2022-01-28"]),
        ("uk", "article", "28.01.2022 14:20\nУчора вони говорили.", ["2022-01-28", "2022-01-27"]),
        (
            "en",
            "article",
            "They met on Friday and tore up the treaty of 12 March 1999 that bound them.",
            ["1999-03-12"],
        ),
        (
            "en",
            "readout",
            "On 28 January 2022 the leaders spoke. They had met on Monday.",
            ["2022-01-28", "2022-01-24"],
        ),
    ],
)
def test_a_header_or_dateline_tells_the_day_of_publication(
    language: str, kind: str, text: str, values: list[str]
) -> None:
    assert [one.value for one in find_dates(document(text, None, language, kind))] == values


def test_earlier_in_a_readout_is_earlier_than_its_event() -> None:
    text = (
        "On January 28 they spoke about the letters that came on January 25.\n\nThey welcomed talks held "
        "two days earlier."
    )
    values = {kind: find_dates(document(text, "2022-01-28", "en", kind))[-1].value for kind in ("readout", "article")}
    assert values == {"readout": "2022-01-26", "article": "2022-01-23"}


_WORDS = st.sampled_from(
    [
        "28",
        "30",
        "31",
        "1er",
        "28-го",
        "2022",
        "2014-15",
        "2022-01",
        "9999",
        "0000",
        "99.99.9999",
        "January",
        "Feb.",
        "may",
        "марта",
        "лютого",
        "п'ятницю",
        "Friday",
        "last",
        "next",
        "the",
        "day",
        "before",
        "after",
        "two",
        "weeks",
        "ago",
        "later",
        "earlier",
        "from",
        "to",
        "-",
        ",",
        ".",
        "(",
        ")",
        "of",
        "and",
        "le",
        "lendemain",
        "il",
        "y",
        "a",
        "dans",
        "через",
        "два",
        "дня",
        "с",
        "по",
        "до",
        "года",
        "минулого",
        "року",
        "yesterday",
        "the",
        "1990s",
        "winter",
        "first",
        "quarter",
        "deux",
        "ans",
        "plus",
        "tôt",
        "\n",
        "\n\n",
        "2022年1月28日",
        "١٢",
        "²",
        "",
    ]
)
_LANGUAGES = st.sampled_from(["en", "fr", "ru", "uk", "de", "hu", "zh", "ar", "xx", None])
_PUBLISHED = st.sampled_from(
    [None, "2022-01-28", "2022-01-28T10:00:00+02:00", "2022-01", "2022", "0001-01-01", "9999-12-31", "soon"]
)


@given(st.lists(_WORDS, max_size=25).map(" ".join) | st.text(max_size=60), _LANGUAGES, _PUBLISHED)
def test_any_text_is_read(text: str, language: str | None, published: str | None) -> None:
    dates = find_dates(document(text, published, language))
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in dates)
    assert all(before.span.end <= after.span.start for before, after in pairwise(dates))
    assert all(_VALUE.fullmatch(one.value) for one in dates)


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["{:%d.%m.%Y}", "{:%Y-%m-%d}", "{:%B} {:%d}, {:%Y}", "{:%d} {:%B} {:%Y}"]),
)
def test_a_full_date_is_that_day_whenever_published(day: date, form: str) -> None:
    text = f"On {form.format(day, day, day)} they met."
    assert [one.value for one in find_dates(document(text, "2022-01-28", "en"))] == [day.isoformat()]
