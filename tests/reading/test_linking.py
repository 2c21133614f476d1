"""Contents to cues and cues to sources, with weights made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.reading.linking import BUCKETS, FARTHEST, LinkHead, bucket, link

UNITS = 400


def head(near: bool = True, none: float = -100.0, keys: bool = False) -> LinkHead:
    """A head over hidden vectors of width 1.

    ``near``: the nearer, the better, on either side. ``keys``: what counts is that both first units hold a like number.
    """
    half = BUCKETS // 2
    slope = -np.arange(half, dtype=np.float32)
    distance = np.concatenate([slope, slope]) if near else np.zeros(BUCKETS, np.float32)
    weight = np.array([[1.0 if keys else 0.0], [0.0]], np.float32)
    bias = np.zeros(1, np.float32)
    return LinkHead(weight, bias, weight, bias, distance, none)


def hidden(**at: float) -> np.ndarray:
    values = np.zeros((UNITS, 1), np.float32)
    for unit, value in at.items():
        values[int(unit[1:])] = value
    return values


def linked(vectors: np.ndarray, spans: dict, to_cue: LinkHead, to_source: LinkHead) -> list:
    return link(vectors, spans, np.zeros(UNITS, np.int64), to_cue, to_source)


def one(tail: tuple[int, int], other: tuple[int, int]) -> int:
    return int(bucket(np.array([tail]), np.array([other]))[0, 0])


def test_bucket_tells_the_sides_apart() -> None:
    assert one((5, 6), (2, 4)) != one((2, 4), (5, 6))
    # Adjacent on either side: no unit between, the first bucket of its half after none.
    assert one((5, 6), (2, 4)) == 1
    assert one((2, 4), (5, 6)) == BUCKETS // 2 + 1


def test_bucket_grows_with_the_distance_and_stays_in_range() -> None:
    after = [one((10 + gap, 10 + gap), (8, 9)) for gap in range(300)]
    before = [one((8, 9), (10 + gap, 10 + gap)) for gap in range(300)]
    assert after == sorted(after)
    assert before == sorted(before)
    assert set(after) | set(before) <= set(range(BUCKETS))
    assert max(after) < min(before)


def test_bucket_counts_from_the_nearest_ends_whatever_the_lengths() -> None:
    assert one((30, 90), (0, 20)) == one((30, 30), (20, 20))


def test_bucket_is_a_table_of_tails_by_heads() -> None:
    tails, heads = np.array([[0, 1], [8, 9], [20, 20]]), np.array([[4, 5], [12, 13]])
    found = bucket(tails, heads)
    assert found.shape == (3, 2)
    assert found[1, 0] == one((8, 9), (4, 5))
    assert found[2, 1] == one((20, 20), (12, 13))


def test_chooses_the_nearest() -> None:
    assert head().choose(hidden(), [(10, 12), (40, 41)], [(0, 1), (14, 15), (50, 50)]) == [1, 2]


def test_chooses_by_what_the_units_say() -> None:
    own = hidden(u0=-1.0, u14=2.0, u30=5.0, u10=3.0)
    assert head(near=False, keys=True).choose(own, [(10, 12)], [(0, 1), (14, 15), (30, 31)]) == [2]


def test_chooses_none_where_nothing_is_better_than_none() -> None:
    assert head(none=0.5).choose(hidden(), [(10, 12)], [(0, 1)]) == [None]


def test_chooses_none_beyond_the_farthest() -> None:
    assert head(near=False).choose(hidden(), [(FARTHEST + 1, FARTHEST + 1)], [(0, 0)]) == [0]
    assert head(near=False).choose(hidden(), [(FARTHEST + 2, FARTHEST + 2)], [(0, 0)]) == [None]


def test_nothing_to_choose_from() -> None:
    assert head().choose(hidden(), [], [(0, 1)]) == []
    assert head().choose(hidden(), [(0, 1), (3, 3)], []) == [None, None]


def test_of_takes_the_arrays_of_its_name() -> None:
    rng = np.random.default_rng(0)
    arrays = {
        f"{name}.{key}": rng.normal(size=shape)
        for name in ("to_cue", "to_source")
        for key, shape in {
            "tail.weight": (4, 6), "tail.bias": (4,), "head.weight": (4, 6), "head.bias": (4,),
            "distance": (BUCKETS,), "none": (1,),
        }.items()
    }  # fmt: skip
    own = LinkHead.of(arrays, "to_source")
    assert own.none == pytest.approx(arrays["to_source.none"][0], abs=1e-6)
    # A pair's score, worked out the slow way, decides against none on either side of it.
    vectors = rng.normal(size=(9, 3)).astype(np.float32)
    tail = arrays["to_source.tail.weight"] @ np.concatenate([vectors[5], vectors[7]]) + arrays["to_source.tail.bias"]
    other = arrays["to_source.head.weight"] @ np.concatenate([vectors[1], vectors[2]]) + arrays["to_source.head.bias"]
    score = tail @ other / 2 + arrays["to_source.distance"][one((5, 7), (1, 2))]
    for margin, expected in ((-0.01, 0), (0.01, None)):
        arrays["to_source.none"] = np.array([score + margin])
        assert LinkHead.of(arrays, "to_source").choose(vectors, [(5, 7)], [(1, 2)]) == [expected]


def test_link_puts_statements_together_in_order_of_their_cues() -> None:
    # He(0) said(1) that ...(2-6) . She(8) denied(9) it(10-12) . "...(14-18) , wrote(20) Lavrov(21)
    drafts = linked(
        hidden(), {0: [(0, 0), (8, 8), (21, 21)], 1: [(1, 1), (9, 9), (20, 20)], 2: [(2, 6), (10, 12), (14, 18)]},
        head(), head(),
    )  # fmt: skip
    assert [(d.source, d.cue, d.content, d.within) for d in drafts] == [
        ((0, 0), [(1, 1)], [(2, 6)], None),
        ((8, 8), [(9, 9)], [(10, 12)], None),
        ((21, 21), [(20, 20)], [(14, 18)], None),
    ]


def test_a_content_in_two_pieces_is_one_statement() -> None:
    drafts = linked(hidden(), {0: [(5, 5)], 1: [(6, 6)], 2: [(0, 3), (8, 12)]}, head(), head())
    assert [(d.cue, d.content) for d in drafts] == [([(6, 6)], [(0, 3), (8, 12)])]


def test_a_source_may_be_shared_and_may_be_missing() -> None:
    spans = {0: [(0, 0)], 1: [(1, 1), (5, 5)], 2: [(2, 3), (6, 8)]}
    assert [d.source for d in linked(hidden(), spans, head(), head())] == [(0, 0), (0, 0)]
    assert [d.source for d in linked(hidden(), {**spans, 0: []}, head(), head())] == [None, None]


def test_the_far_part_of_a_separable_cue_joins_its_statement() -> None:
    # Er(0) wies(1) den Vorwurf(2-3) zurück(4)
    drafts = linked(hidden(u1=1, u2=1), {0: [(0, 0)], 1: [(1, 1), (4, 4)], 2: [(2, 3)]}, head(keys=True), head())
    assert [(d.source, d.cue, d.content) for d in drafts] == [((0, 0), [(1, 1), (4, 4)], [(2, 3)])]


def test_a_cue_elsewhere_with_no_content_makes_no_statement() -> None:
    drafts = linked(hidden(u1=1, u2=1), {0: [(0, 0)], 1: [(1, 1), (6, 6)], 2: [(2, 3)]}, head(keys=True), head())
    assert [d.cue for d in drafts] == [[(1, 1)]]


@pytest.mark.parametrize(
    "spans", [{}, {0: [(0, 0)]}, {1: [(1, 1)]}, {0: [(0, 0)], 1: [(1, 1)]}, {2: [(2, 3)]}, {0: [(0, 0)], 2: [(2, 3)]}]
)
def test_cues_without_contents_and_contents_without_cues_make_no_statement(spans: dict) -> None:
    assert linked(hidden(), spans, head(), head()) == []


def test_a_content_that_hangs_on_none_is_left_out() -> None:
    spans = {0: [(0, 0)], 1: [(1, 1)], 2: [(2, 6), (60, 70)]}
    # Next to the cue scores -1, far off about -12: none is worth -5.
    drafts = linked(hidden(), spans, head(none=-5), head())
    assert [d.content for d in drafts] == [[(2, 6)]]


def test_many_tails_choose_as_each_alone() -> None:
    rng = np.random.default_rng(3)
    vectors = rng.normal(size=(6000, 1)).astype(np.float32)
    own = head(keys=True)
    places = np.flatnonzero(rng.random(6000) < 0.3)
    # A stretch without any head within reach, too.
    tails = [(int(p), int(p)) for p in places[::2]]
    heads = [(int(p), int(p)) for p in places[1::2] if not 2000 < p < 2600]
    together = own.choose(vectors, tails, heads)
    assert len(tails) > 800
    assert together == [own.choose(vectors, [tail], heads)[0] for tail in tails]
    assert None in together
    assert all(abs(tails[i][0] - heads[h][0]) <= FARTHEST + 1 for i, h in enumerate(together) if h is not None)


def test_a_cue_takes_no_source_from_another_paragraph_but_a_content_may_stand_in_one() -> None:
    # A name(0) ends a paragraph; the next begins with: said(2) that ...(3-5)
    paragraph = np.array([0, 0] + [1] * (UNITS - 2))
    spans = {0: [(0, 0)], 1: [(2, 2)], 2: [(3, 5)]}
    (draft,) = link(hidden(), spans, paragraph, head(), head())
    assert draft.source is None
    (draft,) = link(hidden(), {0: [(3, 3)], 1: [(2, 2)], 2: [(0, 1)]}, paragraph, head(), head())
    assert (draft.source, draft.content) == ((3, 3), [(0, 1)])


def test_a_cue_around_its_source_is_one_cue() -> None:
    # po(0) his(1) words(2) , the talks go on(4-7): the content hangs on either part.
    for parts in ({"u0": 1, "u4": 1}, {"u2": 1, "u4": 1}):
        spans = {0: [(1, 1)], 1: [(0, 0), (2, 2)], 2: [(4, 7)]}
        (draft,) = linked(hidden(**parts), spans, head(near=False, keys=True, none=0.5), head())
        assert (draft.cue, draft.source, draft.content) == ([(0, 0), (2, 2)], (1, 1), [(4, 7)])
    # A word between source and cue: another statement's cue, without a content, which is dropped.
    spans = {0: [(1, 1)], 1: [(0, 0), (3, 3)], 2: [(5, 7)]}
    (draft,) = linked(hidden(u0=1, u5=1), spans, head(near=False, keys=True, none=0.5), head())
    assert draft.cue == [(0, 0)]


def test_only_a_content_that_begins_its_paragraph_may_hang_on_a_cue_of_another() -> None:
    # He(0) said(1) "...(2-4) | "...(5-8) ...(10-12)
    paragraph = np.array([0] * 5 + [1] * (UNITS - 5))
    spans = {0: [(0, 0)], 1: [(1, 1)], 2: [(2, 4), (5, 8), (10, 12)]}
    (draft,) = link(hidden(), spans, paragraph, head(), head())
    assert draft.content == [(2, 4), (5, 8)]
    (draft,) = link(hidden(), spans, np.zeros(UNITS, np.int64), head(), head())
    assert draft.content == [(2, 4), (5, 8), (10, 12)]
