"""What each round of training the judge of pairs is made of.

Of small exchanges all pairs of one point and some others; of whole ones those too, and as others mostly the pairs whose
vectors are near: what the judge is asked of when accounts are aligned.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from training.pairs import Pair, Told, judged, pairs_of, tellers

#: Of each passage, how many of the nearest of another column are learned from, and how many others.
NEAREST, FAR = 4, 1
#: Of how many pairs that are not one point it is learned that they do not contradict each other.
UNLIKE = 0.15


@dataclass(frozen=True)
class Prepared:
    """A whole exchange: its passages, and which pairs of them (places) are one point, near to it, and far."""

    told: tuple[Told, ...]
    same: tuple[tuple[int, int], ...]
    near: tuple[tuple[int, int], ...]
    far: tuple[tuple[int, int], ...]

    def pairs(self, rng: random.Random, share: float) -> Iterator[Pair]:
        """All that are one point, and ``share`` of the near ones that are not."""
        parts = tellers(self.told)
        # Of three who tell of a matter in dispute two may well agree, and the marks do not say which.
        unclear = {point for point, accounts in self._accounts().items() if len(accounts) > 2}
        others = [pair for pair in self.near if rng.random() < share]
        others += rng.sample(self.far, min(len(self.far), FAR * len(self.told) // 2))
        for i, j in [*self.same, *others]:
            x, y = self.told[i], self.told[j]
            pair = judged(x, y, parts)
            if pair.conflict and x.points & y.points & unclear:
                pair = replace(pair, conflict=None)
            # Whether they contradict each other is asked of passages of one point: of others it is learned less.
            yield pair if pair.aligned or rng.random() < UNLIKE else replace(pair, conflict=None)

    def _accounts(self) -> dict[str, set[str]]:
        accounts: dict[str, set[str]] = {}
        for told in self.told:
            for point in told.points:
                accounts.setdefault(point, set()).add(told.account)
        return accounts


def prepared(told: Sequence[Told], vectors: np.ndarray) -> Prepared:
    """An exchange with its pairs; ``vectors`` are those of its passages, (n, width)."""
    away = vectors - vectors.mean(0)
    away /= np.linalg.norm(away, axis=1, keepdims=True)
    near = _near(told, away @ away.T)
    across = [(i, j) for i, j in combinations(range(len(told)), 2) if told[i].column != told[j].column]
    same = [(i, j) for i, j in across if told[i].points & told[j].points]
    unlike = [(i, j) for i, j in across if not told[i].points & told[j].points]
    return Prepared(
        tuple(told), tuple(same), tuple(p for p in unlike if p in near), tuple(p for p in unlike if p not in near)
    )


def _near(told: Sequence[Told], likeness: np.ndarray) -> set[tuple[int, int]]:
    columns: dict[tuple[str, str], list[int]] = {}
    for n, own in enumerate(told):
        columns.setdefault(own.column, []).append(n)
    found = set()
    for n, own in enumerate(told):
        for column, places in columns.items():
            if column != own.column:
                nearest = sorted(places, key=lambda place: -likeness[n, place])[:NEAREST]
                found |= {(min(n, place), max(n, place)) for place in nearest}
    return found


def epoch_pairs(
    small: list[list[Told]], whole: list[Prepared], rest: list[Pair], others: int, share: float, rng: random.Random
) -> list[Pair]:
    """The pairs of one epoch, each in one of its two orders."""
    made = [pair for exchange in small for pair in pairs_of(exchange, others, rng)]
    made += [pair for exchange in whole for pair in exchange.pairs(rng, share)]
    return [replace(p, a=p.b, b=p.a) if rng.random() < 0.5 else p for p in made + rest]
