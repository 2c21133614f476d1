"""The best label sequence against every sequence there is."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.decode import Floats, Transitions, best_labels, runs
from dragoman.reading.labels import BEGINS, FOLLOWS, LABELS, PARTS

N = len(LABELS)
O, BS, IS, BQ, IQ, BC, IC = range(N)  # noqa: E741


def random_case(seed: int, lengths: list[int]) -> tuple[list[Floats], Transitions]:
    rng = np.random.default_rng(seed)
    # Whole numbers of tenths: exact ties are rare, and none differs by a rounding only.
    emissions = [(rng.integers(-50, 50, (length, N)) / 10).astype(np.float32) for length in lengths]
    after, begin = ((rng.integers(-50, 50, shape) / 10).astype(np.float32) for shape in ((N, N), (N,)))
    return emissions, Transitions.legal(after, begin)


def total(emissions: Floats, transitions: Transitions, labels: tuple[int, ...]) -> float:
    score = float(transitions.begin[labels[0]]) + sum(
        float(e[label]) for e, label in zip(emissions, labels, strict=True)
    )
    return score + sum(float(transitions.after[a, b]) for a, b in pairwise(labels))


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(0, 3), max_size=5))
def test_no_sequence_scores_better(seed: int, lengths: list[int]) -> None:
    emissions, transitions = random_case(seed, lengths)
    found = best_labels(emissions, transitions)
    assert [len(labels) for labels in found] == lengths
    for own, labels in zip(emissions, found, strict=True):
        if len(own):
            best = max(total(own, transitions, path) for path in product(range(N), repeat=len(own)))
            assert total(own, transitions, tuple(labels.tolist())) == pytest.approx(best, abs=1e-3)


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(0, 40), max_size=12))
def test_never_an_illegal_transition(seed: int, lengths: list[int]) -> None:
    emissions, transitions = random_case(seed, lengths)
    # A network that wants nothing but inside labels.
    for own in emissions:
        own[:, [IS, IQ, IC]] += 40
    for labels in best_labels(emissions, transitions):
        assert all(FOLLOWS[a, b] for a, b in pairwise(labels))
        assert not len(labels) or BEGINS[labels[0]]


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(0, 20), min_size=1, max_size=8))
def test_segments_read_together_read_as_each_alone(seed: int, lengths: list[int]) -> None:
    emissions, transitions = random_case(seed, lengths)
    together = best_labels(emissions, transitions)
    for own, labels in zip(emissions, together, strict=True):
        assert best_labels([own], transitions)[0].tolist() == labels.tolist()


@pytest.mark.parametrize("lengths", [[], [0], [0, 0], [3, 0, 5], [0, 1], [1] * 7])
def test_ragged_lengths(lengths: list[int]) -> None:
    emissions, transitions = random_case(1, lengths)
    assert [len(labels) for labels in best_labels(emissions, transitions)] == lengths


def test_the_emissions_are_left_as_they_were() -> None:
    emissions, transitions = random_case(2, [4, 2])
    before = [own.copy() for own in emissions]
    best_labels(emissions, transitions)
    assert all((a == b).all() for a, b in zip(before, emissions, strict=True))


def test_legal_forbids_the_impossible_and_keeps_the_rest() -> None:
    own = Transitions.legal(np.full((N, N), 7, np.float32), np.full(N, 7, np.float32))
    assert ((own.after == 7) == FOLLOWS).all()
    assert (own.after[~FOLLOWS] < -1000).all()
    assert ((own.begin == 7) == BEGINS).all()


@pytest.mark.parametrize(
    ("before", "label", "may"),
    [
        ("O", "O", True),
        ("O", "B-cue", True),
        ("O", "I-cue", False),
        ("B-cue", "I-cue", True),
        ("I-cue", "I-cue", True),
        ("B-cue", "B-cue", True),
        ("B-source", "I-cue", False),
        ("I-content", "I-source", False),
        ("I-content", "O", True),
    ],
)
def test_what_may_follow_what(before: str, label: str, may: bool) -> None:
    assert FOLLOWS[LABELS.index(before), LABELS.index(label)] == may


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([], []),
        ([O, O], []),
        ([BS], [(0, 0, 0)]),
        ([BS, IS, O, BQ], [(0, 0, 1), (1, 3, 3)]),
        ([BC, IC, IC], [(2, 0, 2)]),
        ([BC, BC], [(2, 0, 0), (2, 1, 1)]),
        ([BQ, BC, IC, O, O, BS], [(1, 0, 0), (2, 1, 2), (0, 5, 5)]),
        # From other decoders: an inside label with no beginning opens a span of its own.
        ([O, IQ, IQ, IC], [(1, 1, 2), (2, 3, 3)]),
    ],
)
def test_runs(labels: list[int], expected: list[tuple[int, int, int]]) -> None:
    assert runs(np.array(labels, np.int64)) == expected


spans = st.lists(st.tuples(st.integers(0, len(PARTS) - 1), st.integers(1, 4), st.integers(0, 2)))


@given(spans)
def test_runs_give_back_the_spans_that_were_written_down(found: list[tuple[int, int, int]]) -> None:
    labels, expected = [], []
    for part, length, gap in found:
        labels += [O] * gap
        expected.append((part, len(labels), len(labels) + length - 1))
        labels += [1 + 2 * part] + [2 + 2 * part] * (length - 1)
    assert runs(np.array(labels, np.int64)) == expected
