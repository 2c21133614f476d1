"""Words are tagged one by one and run together."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dragoman.nouns import Span
from dragoman.reading.circumstances import CIRCUMSTANCES, FILE, SIDE, Tagger

WIDTH = 6
#: Each word's vector says which tag it has, and the layer looks at the word in the middle alone.
INNER = np.zeros(((2 * SIDE + 1) * WIDTH, WIDTH), np.float32)
INNER[SIDE * WIDTH : (SIDE + 1) * WIDTH] = np.eye(WIDTH)
TAGGER = Tagger(INNER, np.zeros(WIDTH, np.float32), 9 * np.eye(WIDTH, dtype=np.float32), np.zeros(WIDTH, np.float32))


def told(*tags: int) -> list[tuple[str, Span]]:
    places = [(3 * n, 3 * n + 2) for n in range(len(tags))]
    vectors = np.eye(WIDTH, dtype=np.float32)[list(tags)]
    return [(own.category, own.span) for own in TAGGER.tags(vectors, places, "it " * len(tags))]


def test_words_of_one_circumstance_are_one_stretch() -> None:
    assert told(0, 1, 1, 0, 4, 5) == [
        ("initiator", Span(3, 8)), ("tone", Span(12, 14)), ("praise", Span(15, 17)),
    ]  # fmt: skip
    assert told() == told(0, 0) == []


def test_a_word_between_two_of_a_circumstance_belongs_to_them_and_two_do_not() -> None:
    assert told(2, 0, 2) == [("duration", Span(0, 8))]
    assert told(3, 0, 0, 3) == [("place", Span(0, 2)), ("place", Span(9, 11))]


def test_a_word_is_found_whole_or_not_at_all() -> None:
    text, places = "Ankara asked.", [(0, 3), (3, 6), (6, 12), (12, 13)]
    for vectors, found in (([1, 1, 0, 0], [(0, 6)]), ([0, 0, 4, 4], [(7, 13)]), ([0, 2, 0, 0], [])):
        shares = np.eye(WIDTH, dtype=np.float32)[vectors]
        shares[1] *= 0.9
        assert [own.span for own in TAGGER.tags(shares, places, text)] == found


def test_neighbours_are_seen() -> None:
    inner = np.zeros_like(INNER)
    inner[:WIDTH] = np.eye(WIDTH)
    after = Tagger(inner, TAGGER.inner_bias, TAGGER.out, TAGGER.out_bias)
    found = after.probabilities(np.eye(WIDTH, dtype=np.float32)[[1, 0, 0, 0]]).argmax(1)
    assert found.tolist() == [0, 0, 1, 0], "two words on, the first is seen"


def test_probabilities_sum_to_one() -> None:
    shares = TAGGER.probabilities(np.random.default_rng(0).normal(size=(7, WIDTH)).astype(np.float32))
    assert shares.shape == (7, 1 + len(CIRCUMSTANCES))
    assert shares.sum(1) == pytest.approx(np.ones(7))


def test_it_is_read_from_its_file(tmp_path: Path) -> None:
    arrays = {name: getattr(TAGGER, name).astype(np.float16) for name in ("inner", "inner_bias", "out", "out_bias")}
    np.savez(tmp_path / FILE, **arrays)
    own = Tagger.load(tmp_path)
    assert all(np.array_equal(getattr(own, name), arrays[name]) for name in arrays)
    with pytest.raises(OSError, match=FILE):
        Tagger.load(tmp_path / "elsewhere")
