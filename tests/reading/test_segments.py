"""Paragraphs, units and windows."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.reading.encoder import WEIGHTS
from dragoman.reading.reader import Reader
from dragoman.reading.segments import (
    BOS,
    EOS,
    WINDOW,
    Segment,
    paragraphs,
    segments,
    unit_positions,
    window_ids,
    windows,
)
from dragoman.reading.tokenizer import Tokenizer, vocabulary

WRAPPED = """The two presidents spoke for an hour on Friday about the situation on the
border and about the answer that Moscow had been given in writing two days
earlier, and they agreed to speak again once it had been studied in detail
by both."""

everything = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
mixed = st.text(
    alphabet=st.sampled_from(
        "abÉяї’'\"«» \n\r\t.,-/_1²½ﬁ\u00a0\u00ad\u0301\u0308\u064e\u0651\u200b\u200c\u200d\u200e\u202e"
        "\u2028\u2060\ufeffا بميخ你好。、ก็あ한क्षि🇫🇷👩‍👧ǅ\u0130\ufffd\x00\x07\x85\U000e0001\U0010ffff"
    ),
    max_size=60,
)


@pytest.fixture(scope="module")
def tokenizer(reader: Reader) -> Tokenizer:
    """Return the shipped tokenizer."""
    return reader.model.tokenizer


def cut(text: str, found: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in found]


def units(text: str, tokenizer: Tokenizer) -> list[str]:
    return [
        text[start:end]
        for segment in segments(text, tokenizer)
        for start, end in zip(segment.starts, segment.ends, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n ", []),
        ("One.", ["One."]),
        ("  One.  ", ["One."]),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\n \t\n\n\nTwo.\n", ["One.", "Two."]),
        ("One.\r\n\r\nTwo.\r\n", ["One.", "Two."]),
        ("A headline\nThe first paragraph.", ["A headline", "The first paragraph."]),
        (
            "One paragraph a line.\nAnother one.\nA third one.",
            ["One paragraph a line.", "Another one.", "A third one."],
        ),
        ("第一段。\n第二段。", ["第一段。", "第二段。"]),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert cut(text, paragraphs(text)) == expected


def test_lines_broken_at_a_width_are_one_paragraph() -> None:
    text = f"{WRAPPED}\n\nThe end."
    assert cut(text, paragraphs(text)) == [WRAPPED, "The end."]


def test_long_lines_that_end_in_full_stops_are_paragraphs() -> None:
    line = "The two presidents spoke for an hour on Friday about the situation on the border."
    assert len(paragraphs("\n".join([line] * 4))) == 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He didn't say “no”.", ["He", "didn", "'", "t", "say", "“", "no", "”", "."]),
        ('"We go," he said', ['"', "We", "go", ",", '"', "he", "said"]),
        ("U.S.-led talks", ["U", ".", "S", ".", "-", "led", "talks"]),
        ("l’Élysée et l'Union d’États", ["l", "’", "Élysée", "et", "l", "'", "Union", "d", "’", "États"]),
        ("Песков заявил: «Нет», — ТАСС", ["Песков", "заявил", ":", "«", "Нет", "»", ",", "—", "ТАСС"]),
        ("п'ять об’єктів", ["п", "'", "ять", "об", "’", "єктів"]),
        ("قَالَ الوَزِيرُ، إنَّ", ["قَالَ", "الوَزِيرُ", "،", "إنَّ"]),
        ("وزیر می\u200cگوید که", ["وزیر", "می\u200cگوید", "که"]),
        ("Ele\u0301ctrico", ["Ele\u0301ctrico"]),
        ("10,5 % (2022)", ["10", ",", "5", "%", "(", "2022", ")"]),
    ],
)
def test_units(text: str, expected: list[str], tokenizer: Tokenizer) -> None:
    assert units(text, tokenizer) == expected


def test_units_of_chinese_are_pieces_without_punctuation_in_them(tokenizer: Tokenizer) -> None:
    text = "外交部发言人表示,“中方愿意对话”。"
    found = units(text, tokenizer)
    assert "".join(found) == text
    assert {",", "“", "”", "。"} <= set(found)
    assert len(found) > 6


def test_a_long_paragraph_is_cut_at_the_ends_of_sentences(tokenizer: Tokenizer) -> None:
    text = "The talks in the old town hall went on until four in the morning. " * 60
    found = segments(text, tokenizer)
    assert len(found) > 2
    assert {segment.paragraph for segment in found} == {0}
    assert all(text[segment.ends[-1] - 1] == "." for segment in found)
    assert all(text[segment.starts[0] :].startswith("The talks") for segment in found)


def test_segments_count_their_paragraphs(tokenizer: Tokenizer) -> None:
    assert [segment.paragraph for segment in segments("One.\n\nTwo.\nThree.", tokenizer)] == [0, 1, 2]


def check(text: str, tokenizer: Tokenizer) -> list[Segment]:
    found = segments(text, tokenizer)
    at = 0
    for segment in found:
        assert len(segment) > 0
        assert len(segment.firsts) == len(segment.starts) == len(segment.ends)
        assert list(segment.firsts) == sorted(set(segment.firsts))
        assert segment.firsts[0] >= 0
        assert segment.firsts[-1] < len(segment.ids)
        for start, end in zip(segment.starts.tolist(), segment.ends.tolist(), strict=True):
            assert at <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
            at = end
    packed = windows(found)
    assert [segment for window in packed for segment in window] == found
    for window in packed:
        ids = window_ids(window)
        assert len(ids) <= WINDOW
        assert ids[0] == BOS
        assert ids[-1] == EOS
        for segment, places in zip(window, unit_positions(window), strict=True):
            assert ids[places].tolist() == segment.ids[segment.firsts].tolist()
    return found


@given(everything)
@example("\u0130\u0130 \u1e9e")
@example("ﬁ ﷺ ㍿ x")
@example("\u200b\u200b\n\n\ufeff")
def test_any_text(tokenizer: Tokenizer, text: str) -> None:
    check(text, tokenizer)


@given(mixed)
def test_any_text_of_what_is_hard(tokenizer: Tokenizer, text: str) -> None:
    check(text, tokenizer)


@given(st.lists(everything | mixed, max_size=4), st.integers(1, 400))
def test_any_text_many_times_over(tokenizer: Tokenizer, parts: list[str], times: int) -> None:
    check(" ".join(parts) * min(times, 4000 // (sum(map(len, parts)) + 1)), tokenizer)


@given(st.lists(st.sampled_from(["said", "Le", "Кремль", "que", "2022", "يوم", "Élysée"]), min_size=1))
def test_words_between_blanks_are_units(tokenizer: Tokenizer, words: list[str]) -> None:
    assert units(" ".join(words), tokenizer) == words


def test_unit_positions_point_at_the_tokens_of_their_units(tokenizer: Tokenizer) -> None:
    text = "Putin denied it.\n\nThe Élysée said so, and Мoscow too.\n\nLe ministre a déclaré que non."
    (window,) = windows(segments(text, tokenizer))
    ids, (pieces, _, _) = window_ids(window), vocabulary(WEIGHTS / "tokenizer.npz")
    for segment, places in zip(window, unit_positions(window), strict=True):
        for number, place in enumerate(places):
            piece = pieces[int(ids[place])].lstrip("▁")
            assert text[segment.starts[number] :].startswith(piece)


def test_windows_hold_as_many_whole_segments_as_fit(tokenizer: Tokenizer) -> None:
    text = "\n\n".join(["The talks will go on, the minister said on Friday in Geneva."] * 60)
    packed = windows(segments(text, tokenizer))
    assert len(packed) > 1
    for window, after in pairwise(packed):
        assert len(window_ids(window)) + len(after[0].ids) + 1 > WINDOW


def test_no_segments_no_windows() -> None:
    assert windows([]) == []


WALLS = {
    "letters": "a",
    "capitals": "Ж",
    "Chinese": "你",
    "marks": "\u0301",
    "joiners": "\u200d",
    "dots": ".",
    "blanks": "\u00a0",
    "quotes": "“",
}


@pytest.mark.parametrize("wall", WALLS.values(), ids=WALLS)
def test_a_wall_of_letters_takes_time_in_proportion(wall: str, tokenizer: Tokenizer) -> None:
    def seconds(length: int) -> float:
        began = time.process_time()
        check("x " + wall * length + " x", tokenizer)
        return time.process_time() - began

    seconds(1_000)
    small, large = seconds(25_000), seconds(100_000)
    # Four times the text: four times the time, and not sixteen.
    assert large < max(10 * small, 1.0)


def test_what_follows_a_wall_is_read(tokenizer: Tokenizer) -> None:
    text = "Before " + "a" * 100_000 + " after it.\n\nThe end."
    found = units(text, tokenizer)
    assert found[0] == "Before"
    assert found[-5:] == ["it", ".", "The", "end", "."]
