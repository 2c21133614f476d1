"""Which exchanges are asked for."""

from __future__ import annotations

import pytest

from dragoman.accounts.choose import Asked, chosen, overlap
from dragoman.accounts.parties import Parties
from dragoman.actors import Registry
from dragoman.nouns import Actor, Exchange

MACRON = Actor("emmanuel-macron", "Emmanuel Macron", "person", "france")
PUTIN = Actor("vladimir-putin", "Vladimir Putin", "person", "russia")
LAVROV = Actor("sergey-lavrov", "Sergey Lavrov", "person", "russia")
FRANCE, RUSSIA, STATES = (Actor(id, id, "state") for id in ("france", "russia", "united-states"))
CALL = Exchange("call-2022-01-28-macron-putin", "call", "2022-01-28", (MACRON, PUTIN))
LATER = Exchange("call-2022-02-12-macron-putin", "call", "2022-02-12", (MACRON, PUTIN))
TALKS = Exchange("meeting-2022-01-26-france-russia", "meeting", "2022-01-26/2022-01-27", (FRANCE, RUSSIA))
ALL = (TALKS, CALL, LATER)


def found(registry: Registry, **asked: object) -> list[Exchange]:
    return list(chosen(ALL, Asked(**asked), Parties(registry)))  # type: ignore[arg-type]


def test_without_a_question_all_are_chosen(registry: Registry) -> None:
    assert found(registry) == list(ALL)


def test_by_id_or_by_its_beginning(registry: Registry) -> None:
    assert found(registry, id=CALL.id) == [CALL]
    assert found(registry, id="call-") == [CALL, LATER]
    assert found(registry, id="letter") == []


def test_the_very_id_goes_before_longer_ones(registry: Registry) -> None:
    second = Exchange(f"{CALL.id}-2", "call", "2022-01-28", (MACRON, PUTIN))
    assert chosen((CALL, second), Asked(CALL.id), Parties(registry)) == (CALL,)


def test_by_who_took_part(registry: Registry) -> None:
    assert found(registry, between=(FRANCE, RUSSIA)) == list(ALL)
    assert found(registry, between=(FRANCE, STATES)) == []
    # A person is another than their minister, but may stand for a state of which nobody is named.
    assert found(registry, between=(MACRON, LAVROV)) == [TALKS]


def test_by_day_month_and_interval(registry: Registry) -> None:
    assert found(registry, on="2022-01-27") == [TALKS]
    assert found(registry, on="2022-01") == [TALKS, CALL]
    assert found(registry, on="2022-02-12", between=(FRANCE, RUSSIA)) == [LATER]


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        ("2022-01-28", "2022-01", True),
        ("2022-01-28/2022-02-02", "2022-02-02", True),
        ("2022-01-28", "2022-01-29", False),
        (None, "2022", False),
        ("no date", "2022", False),
    ],
)
def test_days_in_common(one: str | None, other: str, common: bool) -> None:
    assert overlap(one, other) is common
    assert overlap(other, one) is common
