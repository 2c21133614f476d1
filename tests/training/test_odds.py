"""Weights are fitted to what is one point, and pairs are measured in order."""

import random

import numpy as np
import pytest

from training.measures import average_precision, f1
from training.odds import fitted
from training.pairs import Told
from training.rounds import prepared


def test_what_tells_points_apart_weighs_and_what_does_not_does_not() -> None:
    rng = np.random.default_rng(0)
    gold = rng.random(400) < 0.3
    values = np.column_stack([gold + rng.normal(0, 0.5, 400), rng.normal(0, 1, 400)])
    begin, told, noise = fitted(values, gold)
    assert told > 2
    assert abs(noise) < 0.5
    assert begin < 0


def test_average_precision_and_f1() -> None:
    assert average_precision([True, False, True], np.array([0.9, 0.8, 0.1])) == pytest.approx((1 + 2 / 3) / 2)
    assert f1([True, True, False], [True, False, True]) == 0.5


def test_near_pairs_are_those_of_other_points() -> None:
    told = [Told(account, frozenset(points), "") for account, points in (
        ("a", ["p1"]), ("a", ["c1"]), ("a", []), ("b", ["p1"]), ("b", ["c1", "p2"]), ("b", []),
    )]  # fmt: skip
    own = prepared(told, np.random.default_rng(0).normal(size=(len(told), 4)))
    assert own.same == ((0, 3), (1, 4))
    assert all(not told[i].points & told[j].points for i, j in (*own.near, *own.far))
    assert len(own.same) + len(own.near) + len(own.far) == 9
    # Where none of the near ones is asked for, those of one point stand beside a few far ones.
    assert sum(bool(pair.aligned) for pair in own.pairs(random.Random(0), 0.0)) == 2
    assert [pair.conflict for pair in own.pairs(random.Random(0), 0.0)][:2] == [False, True]
