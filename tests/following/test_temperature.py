"""How warm two parties are to each other over time."""

from __future__ import annotations

import pytest

from dragoman.following.temperature import (
    CALM,
    HALF_LIFE,
    WARMTH,
    Gesture,
    gestures,
    temperature,
    warmth,
)
from dragoman.reading.codes import ACTS

PAIR = ("france", "russia")


def at(day: int, *found: Gesture) -> tuple[float, float, float]:
    (own,) = temperature(found, [day])
    return own.out, own.back, own.both


@pytest.mark.parametrize(
    ("act", "negated", "modality", "expected"),
    [
        ("AID", False, None, 1.0), ("ASSAULT", False, "intended", -1.0), ("AGREE", False, "conditional", 0.3),
        ("THREATEN", False, "possible", -0.35), ("AGREE", True, None, None), ("SAY", False, None, None),
        (None, False, None, None),
    ],
)  # fmt: skip
def test_warmth(act: str | None, negated: bool, modality: str | None, expected: float | None) -> None:
    assert warmth(act, negated, modality) == expected


def test_the_scale_is_of_acts_of_the_code_book_and_within_its_bounds() -> None:
    assert set(WARMTH) < set(ACTS)
    assert all(-1 <= own <= 1 and own for own in WARMTH.values())


@pytest.mark.parametrize(
    ("side", "to", "ways"),
    [
        ({"france"}, {"russia"}, ["out"]), ({"russia"}, {"france", "germany"}, ["back"]),
        ({"france", "russia"}, set(), ["out", "back"]), ({"france", "russia"}, {"ukraine"}, ["out", "back"]),
        ({"france"}, set(), []), ({"france"}, {"germany"}, []), ({"germany"}, {"russia"}, []), (set(), {"russia"}, []),
    ],
)  # fmt: skip
def test_who_does_it_to_whom(side: set[str], to: set[str], ways: list[str]) -> None:
    found = gestures("k", 1, frozenset(side), frozenset(to), 0.5, PAIR)
    assert [own.way for own in found] == ways
    assert {own.warmth for own in found} <= {0.5}


def test_it_is_the_mean_with_some_calm_added() -> None:
    warm, cold = Gesture("a", 10, "out", 1.0), Gesture("b", 10, "back", -0.5)
    assert at(10, warm, cold) == (1 / (1 + CALM), -0.5 / (1 + CALM), 0.5 / (2 + CALM))
    assert at(9, warm, cold) == (0, 0, 0)
    assert at(10) == (0, 0, 0)
    many = [Gesture(str(n), 10, "out", 1.0) for n in range(999)]
    assert at(10, *many)[0] == pytest.approx(0.999)


def test_what_was_said_long_ago_weighs_less() -> None:
    old, new = Gesture("a", 0, "out", -1.0), Gesture("b", HALF_LIFE, "out", 1.0)
    assert at(HALF_LIFE, old, new)[0] == pytest.approx(0.5 / (1.5 + CALM))
    assert at(HALF_LIFE, old)[0] == pytest.approx(-0.5 / (0.5 + CALM))
    assert abs(at(100 * HALF_LIFE, old)[0]) < 1e-9


def test_days_in_between_change_nothing_and_the_order_of_statements_neither() -> None:
    found = [Gesture(str(n), day, way, heat) for n, (day, way, heat) in enumerate(
        [(5, "out", 0.3), (9, "back", -0.5), (9, "out", 0.6), (40, "back", 1.0)])]  # fmt: skip
    (sparse,) = temperature(found, [50])
    dense = temperature(reversed(found), range(51))
    assert dense[-1].both == pytest.approx(sparse.both)
    assert dense[-1].out == pytest.approx(sparse.out)
    assert [own.day for own in dense] == list(range(51))
