"""Threads: what answers what, and what became of it on a day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.following import Move, follow, opens

OPENING = Move("a", 100, frozenset({"russia"}), frozenset(), "REQUEST", False, "nato-enlargement",
               frozenset({"enlargement", "alliance", "should", "stop", "east"}))  # fmt: skip
ANSWER = Move("b", 110, frozenset({"nato"}), frozenset(), "REJECT", False, "nato-enlargement",
              frozenset({"enlargement", "alliance", "open", "door", "stop"}))  # fmt: skip


def standing(*moves: Move, opening: Move = OPENING, day: int | None = None) -> str:
    return follow(opening, moves).standing(day)


def test_an_act_of_another_side_on_the_topic_in_like_words_answers() -> None:
    assert standing(ANSWER) == "refused"
    assert standing() == "no answer found"


@pytest.mark.parametrize(
    "change",
    [
        {"topic": "sanctions"}, {"topic": None}, {"side": frozenset({"russia"})}, {"side": frozenset()}, {"day": 99},
        {"day": 400}, {"act": "SAY"},
        {"words": frozenset({"weather", "here"})}, {"words": frozenset({"enlargement"})}, {"words": frozenset()},
        {"to": frozenset({"france"})},
    ],
    ids=str,
)  # fmt: skip
def test_what_does_not_answer(change: dict[str, object]) -> None:
    assert standing(replace(ANSWER, **change)) == "no answer found"  # type: ignore[arg-type]


def test_fewer_words_are_enough_where_it_is_said_to_whom() -> None:
    far = replace(ANSWER, words=frozenset({"alliance", "enlargement", "other", "things", "here"}))
    assert standing(far) == "no answer found"
    assert standing(replace(far, to=frozenset({"russia"}))) == "refused"
    assert standing(far, opening=replace(OPENING, to=frozenset({"nato"}))) == "refused"
    assert standing(far, opening=replace(OPENING, to=frozenset({"ukraine"}))) == "no answer found"


@pytest.mark.parametrize(
    ("act", "negated", "expected"),
    [
        ("AGREE", False, "accepted"), ("YIELD", False, "accepted"), ("AGREE", True, "refused"),
        ("REJECT", True, "under study"), ("PROPOSE", False, "countered"), ("INTEND", False, "under study"),
    ],
)  # fmt: skip
def test_what_an_answer_makes_of_it(act: str, negated: bool, expected: str) -> None:
    assert standing(replace(ANSWER, act=act, negated=negated)) == expected


def test_the_last_answer_up_to_the_day_counts() -> None:
    later = replace(ANSWER, key="c", day=120, act="AGREE")
    assert standing(later, ANSWER) == "accepted"
    assert standing(later, ANSWER, day=115) == "refused"
    assert standing(later, ANSWER, day=105) == "no answer found"


def test_what_opens_a_thread() -> None:
    assert [opens(act, False) for act in ("REQUEST", "PROPOSE", "PROMISE", "THREATEN", "SAY", None)] == [
        "demand", "proposal", "promise", "threat", None, None
    ]  # fmt: skip
    assert opens("REQUEST", True) is None
    with pytest.raises(ValueError, match="SAY opens no thread"):
        follow(replace(OPENING, act="SAY"), ())
