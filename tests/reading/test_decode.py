"""The probability of each span against every label sequence there is, and the choice among spans."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.decode import FLOOR, Candidate, Floats, Transitions, candidates, choose
from dragoman.reading.labels import BEGINS, FOLLOWS, LABELS, PARTS

N = len(LABELS)
ALL = dict.fromkeys(range(len(PARTS)), 0.0)


def random_case(seed: int, lengths: list[int], scale: float = 2.0) -> tuple[list[Floats], Transitions]:
    rng = np.random.default_rng(seed)
    emissions = [rng.normal(0, scale, (length, N)).astype(np.float32) for length in lengths]
    after, begin = rng.normal(0, 1, (N, N)), rng.normal(0, 1, N)
    return emissions, Transitions.legal(after, begin)


def spans_of(labels: tuple[int, ...]) -> list[tuple[int, int, int]]:
    """The spans of a legal label sequence: part, first and last unit."""
    found = []
    for i, label in enumerate(labels):
        if label % 2:
            last = i
            while last + 1 < len(labels) and labels[last + 1] == label + 1:
                last += 1
            found.append(((label - 1) // 2, i, last))
    return found


def slowly(emissions: Floats, transitions: Transitions) -> dict[tuple[int, int, int], float]:
    """The probability of each span, by weighing every legal label sequence."""
    weights: Counter[tuple[int, int, int]] = Counter()
    whole = 0.0
    for labels in product(range(N), repeat=len(emissions)):
        if not BEGINS[labels[0]] or not all(FOLLOWS[a, b] for a, b in pairwise(labels)):
            continue
        score = float(transitions.begin[labels[0]]) + sum(float(transitions.after[a, b]) for a, b in pairwise(labels))
        weight = math.exp(score + sum(float(e[label]) for e, label in zip(emissions, labels, strict=True)))
        whole += weight
        for span in spans_of(labels):
            weights[span] += weight
    return {span: weight / whole for span, weight in weights.items()}


def found_in(emissions: list[Floats], transitions: Transitions) -> list[dict[tuple[int, int, int], float]]:
    out = []
    for own in candidates(emissions, transitions):
        by_span = {(c.part, c.first, c.last): c.probability for c in own}
        assert len(by_span) == len(own)
        out.append(by_span)
    return out


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(0, 4), max_size=4))
def test_probabilities_are_those_of_all_label_sequences(seed: int, lengths: list[int]) -> None:
    emissions, transitions = random_case(seed, lengths)
    found = found_in(emissions, transitions)
    assert len(found) == len(lengths)
    for own, by_span in zip(emissions, found, strict=True):
        true = slowly(own, transitions) if len(own) else {}
        for span, probability in by_span.items():
            assert probability == pytest.approx(true.get(span, 0.0), abs=1e-6)
        assert {span for span, p in true.items() if p > FLOOR + 1e-6} <= by_span.keys()


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(0, 40), max_size=8), st.sampled_from([0.1, 2.0, 30.0, 300.0]))
def test_each_candidate_lies_in_its_segment_and_is_probable(seed: int, lengths: list[int], scale: float) -> None:
    emissions, transitions = random_case(seed, lengths, scale)
    for length, by_span in zip(lengths, found_in(emissions, transitions), strict=True):
        for (part, first, last), probability in by_span.items():
            assert part in range(len(PARTS))
            assert 0 <= first <= last < length
            assert FLOOR <= probability <= 1
        # Spans over one unit exclude each other: together they are no more than certain.
        for unit in range(length):
            assert sum(p for (_, first, last), p in by_span.items() if first <= unit <= last) < 1.001


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(0, 20), min_size=1, max_size=8))
def test_segments_read_together_read_as_each_alone(seed: int, lengths: list[int]) -> None:
    emissions, transitions = random_case(seed, lengths)
    for own, together in zip(emissions, found_in(emissions, transitions), strict=True):
        (alone,) = found_in([own], transitions)
        assert together.keys() == alone.keys()
        assert all(together[span] == pytest.approx(alone[span], abs=1e-9) for span in alone)


spans = st.lists(st.tuples(st.integers(0, len(PARTS) - 1), st.integers(1, 4), st.integers(0, 2)))


@given(spans)
def test_labels_that_are_sure_give_back_their_spans(written: list[tuple[int, int, int]]) -> None:
    labels: list[int] = []
    expected = []
    for part, length, gap in written:
        labels += [0] * gap
        expected.append((part, len(labels), len(labels) + length - 1))
        labels += [1 + 2 * part] + [2 + 2 * part] * (length - 1)
    _, transitions = random_case(0, [])
    emissions = np.zeros((len(labels), N), np.float32)
    emissions[np.arange(len(labels)), labels] = 50
    (own,) = candidates([emissions], transitions)
    kept = choose(own, ALL)
    assert [(c.part, c.first, c.last) for c in kept] == expected
    assert all(c.probability > 0.99 for c in kept)


def test_inside_labels_without_a_beginning_make_no_span() -> None:
    emissions = np.zeros((6, N), np.float32)
    emissions[:, 2] = 20
    emissions[:, 1] = -500
    (own,) = found_in([emissions], random_case(0, [])[1])
    assert not any(part == 0 for part, *_ in own)


@pytest.mark.parametrize("lengths", [[], [0], [0, 0], [3, 0, 5], [0, 1], [1] * 7, [254, 1]])
def test_ragged_lengths(lengths: list[int]) -> None:
    emissions, transitions = random_case(1, lengths)
    before = [own.copy() for own in emissions]
    assert len(candidates(emissions, transitions)) == len(lengths)
    assert all((a == b).all() for a, b in zip(before, emissions, strict=True))


def test_legal_forbids_the_impossible_and_keeps_the_rest() -> None:
    own = Transitions.legal(np.full((N, N), 7.0), np.full(N, 7.0))
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


def test_choose_takes_the_more_probable_of_two_that_overlap() -> None:
    sure, other, apart = Candidate(2, 3, 6, 0.8), Candidate(1, 6, 7, 0.7), Candidate(0, 0, 2, 0.5)
    assert choose([other, apart, sure], ALL) == [apart, sure]


def test_choose_asks_of_each_part_what_it_is_worth() -> None:
    source, content = Candidate(0, 0, 0, 0.4), Candidate(2, 2, 3, 0.4)
    assert choose([source, content], {0: 0.45, 1: 0.42, 2: 0.33}) == [content]
    assert choose([source, content], {0: 0.4, 1: 0.42, 2: 0.41}) == [source]


def test_a_candidate_that_is_not_worth_it_bars_no_other() -> None:
    weak, strong = Candidate(0, 0, 4, 0.44), Candidate(2, 4, 6, 0.43)
    assert choose([weak, strong], {0: 0.45, 1: 0.42, 2: 0.33}) == [strong]


@given(st.integers(0, 2**32 - 1))
def test_what_is_chosen_is_in_order_and_does_not_overlap(seed: int) -> None:
    emissions, transitions = random_case(seed, [30])
    (own,) = candidates(emissions, transitions)
    kept = choose(own, ALL)
    assert set(kept) <= set(own)
    assert all(a.last < b.first for a, b in pairwise(kept))
    # What was left out overlaps something at least as probable.
    for left in set(own) - set(kept):
        assert any(c.first <= left.last and left.first <= c.last and c.probability >= left.probability for c in kept)
