"""Points: every passage in just one, and what each account does with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from units import PUTIN, account, column, unit

from dragoman.accounts.align import Column, Match
from dragoman.accounts.parties import Parties
from dragoman.accounts.points import CONFLICT, clusters, points
from dragoman.actors import Registry
from dragoman.nouns import Point

AGAINST = (1 + CONFLICT) / 2


@pytest.fixture(scope="module")
def parties(registry: Registry) -> Parties:
    return Parties(registry)


def match(
    one: tuple[int, int], other: tuple[int, int], conflict: float = 0.0, joins: bool = False, odds: float = 1.4
) -> Match:
    return Match(one, other, 0.9, 0.8, conflict, odds, joins=joins)


def made(columns: list[Column], matches: list[Match], parties: Parties) -> tuple[Point, ...]:
    accounts = [account(id) for id in dict.fromkeys(own.account for own in columns)]
    return points(accounts, columns, matches, parties)


def statuses(point: Point) -> dict[str, str]:
    return {id: told.status for id, told in point.accounts.items()}


def test_what_nobody_else_tells_is_one_sided(parties: Parties) -> None:
    columns = [column("france", "de-escalation"), column("russia"), column("press")]
    (point,) = made(columns, [], parties)
    assert (point.id, point.label) == ("p1", "one-sided")
    assert statuses(point) == {"france": "reported", "russia": "not mentioned", "press": "not mentioned"}
    assert point.accounts["russia"].passages == ()
    assert point.note == "only in the account of France; Russia and Press: silence"
    assert point.why == "no passage of another account was near enough"
    assert point.differences == ()


def test_what_two_tell_is_shared_with_the_passages_of_each(parties: Parties) -> None:
    columns = [column("france", "the call", "no offensive"), column("russia", "разговор")]
    shared, alone = made(columns, [match((0, 0), (1, 0))], parties)
    assert (shared.label, alone.label) == ("shared", "one-sided")
    assert [own.text for own in shared.accounts["france"].passages] == ["the call"]
    assert [own.text for own in shared.accounts["russia"].passages] == ["разговор"]
    assert shared.note.startswith("France and Russia: both tell of it")
    assert "'the call' and 'разговор': one point 80%, contradiction 0%, likeness word by word 0.90" in shared.why


def test_an_account_that_is_silent_is_named_where_others_share_a_point(parties: Parties) -> None:
    columns = [column("france", "same words"), column("russia", "same words"), column("press")]
    (point,) = made(columns, [match((0, 0), (1, 0))], parties)
    assert point.note == "France and Russia: both tell of it; Press: silence"


def test_two_documents_of_one_account_are_one_side(parties: Parties) -> None:
    columns = [column("russia", "разговор"), Column("russia", "other.txt", (unit("the call", "other.txt"),))]
    (point,) = made(columns, [match((0, 0), (1, 0), AGAINST)], parties)
    assert point.label == "one-sided"
    assert [own.document for own in point.accounts["russia"].passages] == ["russia.txt", "other.txt"]


@pytest.mark.parametrize(
    ("france", "russia", "expected"),
    [
        ({"act": "AGREE"}, {"act": "DENY"}, ("reported", "denied")),
        ({"act": "DENY"}, {"act": "AGREE"}, ("denied", "reported")),
        ({"act": "AGREE"}, {"act": "SAY", "negated": True}, ("reported", "contradicted")),
        ({"act": "SAY", "negated": True}, {"act": "AGREE"}, ("contradicted", "reported")),
        ({"act": "SAY"}, {"act": "SAY"}, ("reported", "contradicted")),
        ({"act": "DENY"}, {"act": "DENY"}, ("reported", "denied")),
    ],
)
def test_of_two_that_contradict_the_one_that_says_no_does(
    france: dict, russia: dict, expected: tuple[str, str], parties: Parties
) -> None:
    columns = [column("france", unit("a deal", **france)), column("russia", unit("no deal", **russia))]
    (point,) = made(columns, [match((0, 0), (1, 0), AGAINST)], parties)
    assert point.label == "conflict"
    assert tuple(statuses(point).values()) == expected
    assert point.differences[0].kind == "polarity"
    assert list(point.differences[0].words) == ["france", "russia"]
    assert point.note.startswith("France and Russia: contradict each other")
    assert "polarity" not in point.note


def test_a_third_that_only_tells_of_it_is_not_said_to_contradict(parties: Parties) -> None:
    columns = [column("france", "a deal"), column("russia", unit("no deal", act="DENY")), column("press", "a deal")]
    matches = [match((0, 0), (1, 0), AGAINST), match((0, 0), (2, 0))]
    (point,) = made(columns, matches, parties)
    assert statuses(point) == {"france": "reported", "russia": "denied", "press": "reported"}
    assert list(point.differences[0].words) == ["france", "russia"]
    assert point.note.startswith("France and Russia: contradict each other; Press: tells of it")


def test_where_all_contradict_each_other_one_still_reports(parties: Parties) -> None:
    denied = [column(id, unit("no", act="DENY")) for id in ("france", "russia", "press")]
    matches = [match((0, 0), (1, 0), AGAINST), match((0, 0), (2, 0), AGAINST), match((1, 0), (2, 0), AGAINST)]
    (point,) = made(denied, matches, parties)
    assert "reported" in statuses(point).values()


def test_a_doubtful_contradiction_is_none(parties: Parties) -> None:
    columns = [column("france", "a deal"), column("russia", "no deal")]
    (point,) = made(columns, [match((0, 0), (1, 0), CONFLICT)], parties)
    assert point.label == "shared"


def test_differences_are_named_in_the_note(parties: Parties) -> None:
    columns = [
        column("france", unit("troops 3000", numbers=("3000",), speaker=PUTIN)),
        column("russia", unit("troops 5000", numbers=("5000",), speaker=PUTIN)),
    ]
    (point,) = made(columns, [match((0, 0), (1, 0))], parties)
    assert [own.kind for own in point.differences] == ["number"]
    assert point.note == "France and Russia: both tell of it; they differ in number"


def test_passages_of_one_text_are_one_point_only_where_one_joins(parties: Parties) -> None:
    columns = [column("france", "a", "b"), column("russia", "в"), column("press", "c")]
    chain = [match((0, 0), (1, 0)), match((1, 0), (2, 0)), match((0, 1), (2, 0))]
    assert [own.places for own in clusters(columns, chain)] == [((0, 0), (1, 0), (2, 0)), ((0, 1),)]
    joined = [*chain[:2], match((0, 1), (1, 0), joins=True)]
    assert [own.places for own in clusters(columns, joined)] == [((0, 0), (0, 1), (1, 0), (2, 0))]


def test_one_match_between_many_texts_makes_no_point_of_two() -> None:
    columns = [column(own, own) for own in "abcd"]
    apart = [match((0, 0), (1, 0), odds=3.0), match((2, 0), (3, 0), odds=3.0), match((1, 0), (2, 0), odds=2.0)]
    assert [own.places for own in clusters(columns, apart)] == [((0, 0), (1, 0)), ((2, 0), (3, 0))]
    # A second match between the pairs of texts makes half of the four.
    whole = [*apart, match((0, 0), (3, 0), odds=1.0)]
    assert [own.places for own in clusters(columns, whole)] == [((0, 0), (1, 0), (2, 0), (3, 0))]


def test_points_come_in_the_order_of_the_first_account(parties: Parties) -> None:
    columns = [column("france", "a", "b"), column("russia", "в", "а", "г")]
    found = made(columns, [match((0, 0), (1, 1))], parties)
    assert [own.id for own in found] == ["p1", "p2", "p3", "p4"]
    texts = [[p.text for told in own.accounts.values() for p in told.passages] for own in found]
    assert texts == [["a", "а"], ["b"], ["в"], ["г"]]


SIZES = st.lists(st.integers(0, 6), min_size=2, max_size=4).filter(lambda own: sum(size > 0 for size in own) > 1)


@given(SIZES, st.data())
def test_every_passage_is_in_just_one_point(parties: Parties, sizes: list[int], data: st.DataObject) -> None:
    columns = [column(f"a{n}", *(f"{n}.{place}" for place in range(size))) for n, size in enumerate(sizes)]
    places = [(n, place) for n, size in enumerate(sizes) for place in range(size)]
    pairs = [(one, other) for one in places for other in places if one[0] < other[0]]
    drawn = data.draw(st.lists(st.tuples(st.sampled_from(pairs), st.floats(0, 1), st.booleans()), max_size=8))
    matches = [match(*pair, conflict, joins) for pair, conflict, joins in drawn]
    found = clusters(columns, matches)
    assert sorted(place for own in found for place in own.places) == places
    for own in found:
        assert {place for m in own.matches for place in (m.one, m.other)} == {*own.places} or len(own.places) == 1
        columns_of = [n for n, _ in own.places]
        assert len(set(columns_of)) == len(columns_of) or any(m.joins for m in own.matches)
    whole = made(columns, matches, parties)
    passages = [p for point in whole for told in point.accounts.values() for p in told.passages]
    assert sorted(p.text for p in passages) == sorted(f"{n}.{place}" for n, place in places)
    for point in whole:
        assert set(point.accounts) == {f"a{n}" for n in range(len(sizes))}
        told = [own for own in point.accounts.values() if own.status != "not mentioned"]
        assert all(own.passages for own in told)
        assert any(own.status == "reported" for own in told)
        assert (point.label == "one-sided") == (len(told) == 1)
