"""Lines of a printed page -> paragraphs."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from dragoman.documents.reflow import reflow

FULL = "The two presidents agreed to continue their dialogue in the coming"


def test_lines_are_joined_and_paragraphs_kept():
    page = f"Readout of the call\n{FULL}\nweeks.\n{FULL}\ndays, the Kremlin said."
    assert reflow([page]).split("\n\n") == [
        "Readout of the call",
        f"{FULL} weeks.",
        f"{FULL} days, the Kremlin said.",
    ]


def test_divided_words_are_put_together():
    assert reflow([f"{FULL} negotia-\ntions."]) == f"{FULL} negotiations."
    assert reflow([f"{FULL} negotia\u00ad\ntions."]) == f"{FULL} negotiations."


def test_a_hyphen_before_a_capital_stays():
    assert reflow([f"{FULL} Franco-\nRussian way."]) == f"{FULL} Franco-Russian way."


def test_a_dash_between_words_stays():
    assert reflow([f"{FULL} weeks -\nor so."]) == f"{FULL} weeks - or so."


def test_page_numbers_and_running_heads_are_left_out():
    pages = [f"Ministry of Foreign Affairs\n{FULL}\nweek {number} of it\nPage {number} of 3" for number in "123"]
    text = reflow(pages)
    assert "Ministry" not in text
    assert "Page" not in text
    assert "week 2 of it" in text


def test_a_head_on_one_page_is_a_title():
    assert reflow([f"Ministry of Foreign Affairs\n{FULL}\nweeks."]).startswith("Ministry of Foreign Affairs\n\n")


def test_a_paragraph_goes_on_over_the_page():
    assert reflow([f"{FULL}\n1", "weeks.\n2"]) == f"{FULL} weeks."


def test_items_stay_apart():
    assert reflow([f"{FULL}\n• one\n• two\n1. three"]).split("\n\n")[1:] == ["• one", "• two", "1. three"]


def test_blank_lines_part_paragraphs():
    assert reflow([f"{FULL}\n \n{FULL}"]) == f"{FULL}\n\n{FULL}"


def test_nothing_gives_nothing():
    assert reflow([]) == ""
    assert reflow(["", " \n"]) == ""


def test_a_table_of_contents_and_a_very_long_paragraph_take_no_time():
    started = time.monotonic()
    dots = "." * 50_000
    assert reflow([dots, f"{FULL}\n" * 20_000]).count(FULL) == 20_000
    assert time.monotonic() - started < 2


@given(
    st.lists(
        st.lists(st.text(st.characters(categories=["Lu"]), min_size=3, max_size=60), min_size=1, max_size=9), max_size=2
    )
)
def test_no_word_is_lost(pages):
    text = reflow(["\n".join(page) for page in pages])
    assert "".join(text.split()) == "".join("".join("".join(page).split()) for page in pages)
