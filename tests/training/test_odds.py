"""Weights are fitted to what is one point, and pairs are measured in order."""

import numpy as np
import pytest

from training.measures import average_precision, f1
from training.odds import fitted
from training.pairs import Told
from training.rounds import prepared
from training.whole import parse

TEXT = """exchange: call, 2019-06-12, Pakistan and Iran
=== a | en | Ministry of Foreign Affairs | 2019-06-12 | A call
They spoke. He said that [p1 the fence would be finished] and that [c1 nobody was hurt].

=== b | en | Foreign Ministry of Iran | 2019-06-12 | A call
The minister said [p1 a fence would stand] and [c1 two guards were hurt]. [p2 Oil was touched upon].
"""


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


def test_near_pairs_are_those_of_other_points_and_sentences_without_a_mark_count() -> None:
    whole = parse("x", TEXT)
    told: list[Told] = [*whole.told(), *whole.rest()]
    assert [own.text for own in whole.rest()] == ["They spoke."]
    assert whole.wide()[0].text == "He said that the fence would be finished"
    own = prepared(whole, np.random.default_rng(0).normal(size=(len(told), 4)))
    assert {(told[i].point, told[j].point) for i, j in own.same} == {("p1", "p1"), ("c1", "c1")}
    assert all(told[i].point != told[j].point for i, j in (*own.near, *own.far))
    assert len(own.same) + len(own.near) + len(own.far) == 9
