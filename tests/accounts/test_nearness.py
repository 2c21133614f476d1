"""Passages are compared word by word, each word with the one most like it."""

from itertools import count

import numpy as np
import pytest

from dragoman.accounts import nearness
from dragoman.accounts.nearness import between, weighted
from dragoman.reading.likeness import Words

SUN, MOON, STAR = np.eye(3, dtype=np.float32)
FRESH = count(100)


def words(*vectors: np.ndarray, ids: tuple[int, ...] | None = None) -> Words:
    """A passage of these words, each unlike all others but where ``ids`` says so."""
    return Words(np.array(ids or [next(FRESH) for _ in vectors]), np.stack(vectors))


def test_order_and_number_of_words_do_not_matter() -> None:
    one, other = weighted([words(SUN, MOON), words(MOON, SUN, SUN)])
    assert between([one], [other]) == pytest.approx(np.array([[1.0]]))


def test_what_only_one_of_them_tells_makes_them_less_near() -> None:
    one, other = weighted([words(SUN, MOON), words(SUN)])
    # Half of the one's words are in the other, all of the other's in the one.
    assert between([one], [other]) == pytest.approx(np.array([[0.75]]))


def test_rare_words_count_for_more() -> None:
    common = weighted([words(SUN, MOON, ids=(1, 2)), words(SUN, ids=(1,)), words(STAR, ids=(1,))])
    rare = weighted([words(SUN, MOON, ids=(1, 2)), words(SUN, ids=(1,)), words(STAR, ids=(3,))])
    assert between(rare[:1], rare[1:2])[0, 0] > between(common[:1], common[1:2])[0, 0]


def test_each_is_compared_with_each_of_the_other_text() -> None:
    ready = weighted([words(SUN), words(MOON, MOON), words(MOON), words(SUN, SUN), words(STAR)])
    assert between(ready[:2], ready[2:]) == pytest.approx(np.array([[0, 1, 0], [1, 0, 0]]), abs=1e-6)


def test_what_all_share_tells_none_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearness, "FEW", 1)
    here, there = (weighted([words(SUN + off), words(MOON + off), words(-SUN + off)]) for off in (0, 7))
    assert between(here[:1], here[1:]) == pytest.approx(between(there[:1], there[1:]), abs=1e-4)
