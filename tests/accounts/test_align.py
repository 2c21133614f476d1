"""Which passages are matched: the best together, several sentences to one, and never a chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from units import MACRON, PESKOV, PUTIN, Given, column, probability, unit

from dragoman.accounts import align as module
from dragoman.accounts import nearness
from dragoman.accounts.align import ACT, DATE, JOIN, MATCH, NEAREST, SPEAKER, Match, align
from dragoman.accounts.parties import Parties
from dragoman.actors import Registry
from dragoman.nouns import Actor

#: Log odds by which a pair is matched, and joined, whatever those numbers are.
SURE = max(MATCH, JOIN) + 1
#: The log odds of what is as good as certain.
CERTAIN = 9.0


@pytest.fixture(scope="module", autouse=True)
def plain() -> Iterator[pytest.MonkeyPatch]:
    """Let the log odds of a pair be the judge's own and what agreement adds, whatever was fitted."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"BEGIN": 0.0, "SAME": 1.0, "NEAR": 0.0, "AHEAD": 0.0, "PLACE": 0.0, "LENGTH": 0.0}.items():
            patch.setattr(module, name, value)
        yield patch


@pytest.fixture(scope="module")
def parties(registry: Registry) -> Parties:
    return Parties(registry)


def pairs(matches: list[Match]) -> set[tuple[tuple[int, int], tuple[int, int]]]:
    return {(match.one, match.other) for match in matches}


@pytest.mark.parametrize("columns", [[], [column("a")], [column("a", "x")], [column("a", "x"), column("b")]])
def test_with_nothing_to_set_side_by_side_nothing_is_matched(columns: list, parties: Parties) -> None:
    assert align(columns, Given({}), parties) == []


def test_what_fits_is_matched_and_what_does_not_is_left(parties: Parties) -> None:
    columns = [column("a", "call", "oil"), column("b", "gas", "appel")]
    (match,) = align(columns, Given({("call", "appel"): SURE, ("oil", "gas"): MATCH - 1}), parties)
    assert (match.one, match.other) == ((0, 0), (1, 1))
    assert match.same == pytest.approx(probability(SURE), abs=1e-6)
    assert match.odds == pytest.approx(SURE, abs=1e-3)
    assert (match.agreement, match.joins) == ((), False)


def test_passages_of_one_document_are_not_matched_with_each_other(parties: Parties) -> None:
    judge = Given({("a1", "a2"): SURE})
    assert align([column("a", "a1", "a2"), column("b", "b1")], judge, parties) == []
    assert ("a1", "a2") not in judge.asked


def test_the_assignment_is_the_best_together_not_the_best_pair_first(parties: Parties) -> None:
    columns = [column("a", "a1", "a2"), column("b", "b1", "b2")]
    odds = {("a1", "b1"): MATCH + 3, ("a1", "b2"): MATCH + 2, ("a2", "b1"): MATCH + 2}
    assert pairs(align(columns, Given(odds), parties)) == {((0, 0), (1, 1)), ((0, 1), (1, 0))}


def test_several_sentences_join_the_one_that_says_it_all(parties: Parties) -> None:
    columns = [column("a", "a1", "a2", "a3"), column("b", "b1")]
    odds = {("a1", "b1"): SURE + 2, ("a2", "b1"): SURE, ("a3", "b1"): JOIN - 0.5}
    found = align(columns, Given(odds), parties)
    assert [(match.one, match.other, match.joins) for match in found] == [
        ((0, 0), (1, 0), False), ((0, 1), (1, 0), True),
    ]  # fmt: skip


def test_a_pair_is_joined_on_one_side_only(parties: Parties) -> None:
    columns = [column("a", "a1", "a2"), column("b", "b1", "b2")]
    odds = {("a1", "b1"): CERTAIN, ("a2", "b1"): SURE + 1, ("a1", "b2"): SURE}
    assert pairs(align(columns, Given(odds), parties)) == {((0, 0), (1, 0)), ((0, 1), (1, 0))}


def test_three_accounts_are_matched_two_by_two(parties: Parties) -> None:
    columns = [column("a", "a1"), column("b", "b1"), column("c", "c1")]
    odds = {("a1", "b1"): SURE, ("b1", "c1"): SURE + 1, ("a1", "c1"): MATCH - 1}
    assert pairs(align(columns, Given(odds), parties)) == {((0, 0), (1, 0)), ((1, 0), (2, 0))}


def test_the_surest_come_first(parties: Parties) -> None:
    columns = [column("a", "a1", "a2", "a3"), column("b", "b1", "b2", "b3")]
    odds = {("a1", "b1"): SURE, ("a2", "b2"): SURE + 4, ("a3", "b3"): SURE + 2}
    assert [match.one[1] for match in align(columns, Given(odds), parties)] == [1, 2, 0]


def test_only_the_nearest_are_judged(parties: Parties) -> None:
    class Line(Given):
        """Passages on a quarter of a circle, by their numbers."""

        def vectors(self, texts: list[str]) -> np.ndarray:
            angles = np.array([int(text[1:]) for text in texts]) * np.pi / 400
            return np.stack([np.cos(angles), np.sin(angles)], 1).astype(np.float32)

    count = 50
    judge = Line({(f"a{n}", f"b{n}"): SURE for n in range(count)})
    columns = [column(own, *(f"{own}{n}" for n in range(count))) for own in "ab"]
    found = align(columns, judge, parties)
    assert pairs(found) == {((0, n), (1, n)) for n in range(count)}
    assert len(set(judge.asked)) == len(judge.asked) <= 2 * NEAREST * count


@pytest.mark.parametrize(
    ("one", "other", "added", "agreement"),
    [
        ({"speaker": PUTIN}, {"speaker": PESKOV}, SPEAKER, ("same speaker",)),
        ({"speaker": PUTIN}, {"speaker": MACRON}, -SPEAKER, ("other speaker",)),
        ({"speaker": PUTIN}, {}, 0, ()),
        ({"act": "DENY"}, {"act": "DENY"}, ACT, ("same act",)),
        ({"act": "DENY"}, {"act": "PROMISE"}, -ACT, ("other act",)),
        ({"refers": ("2022-01-26", "1997")}, {"refers": ("1997",)}, DATE, ("same dates",)),
        ({"refers": ("2022-01-26",)}, {"refers": ("1997",)}, -DATE, ("other dates",)),
        (
            {"speaker": PUTIN, "act": "SAY", "refers": ("1997",)},
            {"speaker": PUTIN, "act": "ASK", "refers": ("1997",)},
            SPEAKER - ACT + DATE,
            ("same speaker", "other act", "same dates"),
        ),
    ],
)
def test_what_agrees_adds_and_what_does_not_takes(
    one: dict, other: dict, added: float, agreement: tuple[str, ...], parties: Parties
) -> None:
    columns = [column("a", unit("a1", **one)), column("b", unit("b1", **other))]
    odds = MATCH + 4
    (match,) = align(columns, Given({("a1", "b1"): odds}), parties)
    assert match.odds == pytest.approx(odds + added, abs=1e-3)
    assert match.agreement == agreement


def test_one_of_a_plural_is_the_same_speaker(parties: Parties) -> None:
    both = Actor("emmanuel-macron+vladimir-putin", "the presidents", "group", members=(MACRON, PUTIN))
    columns = [column("a", unit("a1", speaker=both)), column("b", unit("b1", speaker=PESKOV))]
    (match,) = align(columns, Given({("a1", "b1"): SURE}), parties)
    assert match.agreement == ("same speaker",)


class Placed(Given):
    """Passages where they are told to be, all of them off by the same."""

    def __init__(self, places: dict[str, tuple[float, float]], off: float = 0.0) -> None:
        super().__init__({(one, other): MATCH for one in places for other in places})
        self.places, self.off = places, off

    def vectors(self, texts: list[str]) -> np.ndarray:
        return np.array([(*self.places[text], self.off) for text in texts], np.float32)


PLACES = {"a1": (1.0, 0.0), "a2": (-1.0, 0.1), "b1": (-1.0, 0.0), "b2": (1.0, 0.1)}


def test_of_pairs_judged_alike_the_nearer_are_matched(parties: Parties, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "NEAR", 1.0)
    monkeypatch.setattr(module, "AHEAD", 1.0)
    found = align([column("a", "a1", "a2"), column("b", "b1", "b2")], Placed(PLACES), parties)
    assert pairs(found) == {((0, 0), (1, 1)), ((0, 1), (1, 0))}
    # Each is nearer than the other passage by about 2, seen from either side, and near by about 1.
    assert [match.odds for match in found] == pytest.approx([MATCH + 5, MATCH + 5], abs=0.1)


def test_what_all_passages_share_tells_none_apart(parties: Parties, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "NEAR", 1.0)
    monkeypatch.setattr(nearness, "FEW", 1)
    columns = [column("a", "a1", "a2"), column("b", "b1", "b2")]
    here, there = (align(columns, Placed(PLACES, off), parties) for off in (0.0, 7.0))
    assert [(m.one, m.other, pytest.approx(m.near, abs=1e-5)) for m in here] == [
        (m.one, m.other, m.near) for m in there
    ]


def test_certainty_does_not_break_the_odds(parties: Parties) -> None:
    class Certain(Given):
        def judge(self, pairs: list[tuple[str, str]]) -> np.ndarray:
            return np.array([(1.0, 0.0)] * len(pairs), np.float32)

    (match,) = align([column("a", "a1"), column("b", "b1")], Certain({}), parties)
    assert np.isfinite(match.odds)


ODDS = st.floats(-6, 9, allow_nan=False)


@given(st.lists(st.integers(0, 5), min_size=2, max_size=3), st.data())
def test_matches_of_two_columns_are_stars(parties: Parties, sizes: list[int], data: st.DataObject) -> None:
    columns = [column(f"a{n}", *(f"{n}.{place}" for place in range(size))) for n, size in enumerate(sizes)]
    texts = [[own.passage.text for own in each.units] for each in columns]
    odds = {
        (one, other): data.draw(ODDS)
        for n, own in enumerate(texts)
        for later in texts[n + 1 :]
        for one in own
        for other in later
    }
    found = align(columns, Given(odds), parties)
    assert len(pairs(found)) == len(found)
    by_pair: defaultdict[tuple[int, int], list[Match]] = defaultdict(list)
    for match in found:
        assert match.odds > MATCH
        assert match.one[0] < match.other[0]
        by_pair[match.one[0], match.other[0]].append(match)
    for own in by_pair.values():
        ends = [end for match in own for end in (match.one, match.other)]
        assert all(min(ends.count(match.one), ends.count(match.other)) == 1 for match in own)
